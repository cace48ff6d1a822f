"""Sends one HTTP request, and prints what comes back."""
import argparse
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

SHOWN_CHARS = 20000
MOST_BYTES = 32 * 1024 * 1024


class SameHost(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, request, file, code, message, headers, address):
        if urllib.parse.urlsplit(address).netloc != urllib.parse.urlsplit(request.full_url).netloc:
            return None
        return super().redirect_request(request, file, code, message, headers, address)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("method")
    parser.add_argument("address")
    parser.add_argument("--header", action="append", default=[])
    parser.add_argument("--query", action="append", default=[])
    parser.add_argument("--json", type=json.loads)
    parser.add_argument("--body-file")
    parser.add_argument("--save")
    parser.add_argument("--timeout", type=float, default=60)
    asked = parser.parse_args()
    if urllib.parse.urlsplit(asked.address).scheme not in ("http", "https"):
        sys.exit("The address begins with https:// or http://.")
    address = asked.address
    if asked.query:
        address += ("&" if "?" in address else "?") + urllib.parse.urlencode([each.partition("=")[::2] for each in asked.query])
    headers = {name.strip(): value.strip() for name, _, value in (each.partition(":") for each in asked.header)}
    body = None
    if asked.json is not None:
        body = json.dumps(asked.json).encode()
        headers.setdefault("Content-Type", "application/json")
    elif asked.body_file:
        body = open(asked.body_file, "rb").read()
    request = urllib.request.Request(address, data=body, headers=headers, method=asked.method.upper())
    try:
        answer = urllib.request.build_opener(SameHost).open(request, timeout=asked.timeout)
    except urllib.error.HTTPError as error:
        answer = error
    except urllib.error.URLError as error:
        sys.exit("It cannot be reached: %s" % error.reason)
    data = answer.read(MOST_BYTES)
    print("status: %d" % answer.status)
    for name, value in answer.headers.items():
        print("%s: %s" % (name.lower(), value))
    print()
    if asked.save:
        open(asked.save, "wb").write(data)
        print("%d bytes in %s" % (len(data), asked.save))
    else:
        text = data.decode("utf-8", "replace")
        print(text[:SHOWN_CHARS] + ("\n[%d more characters: use --save]" % (len(text) - SHOWN_CHARS) if len(text) > SHOWN_CHARS else ""))


main()
