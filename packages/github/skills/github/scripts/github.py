"""Asks the GitHub API. The token comes from the agent's secret GITHUB_TOKEN; without it, public things alone can be read."""
import argparse
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

BASE = os.environ.get("GITHUB_API", "https://api.github.com").rstrip("/")
MOST_BYTES = 4 * 1024 * 1024


def ask(method, path, body):
    headers = {"Accept": "application/vnd.github+json", "User-Agent": "crewhouse", "Content-Type": "application/json"}
    token = os.environ.get("GITHUB_TOKEN")
    if token:
        headers["Authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(BASE + path, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read(MOST_BYTES).decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        sys.exit("GitHub answers %d: %s" % (error.code, error.read(2000).decode("utf-8", "replace")))
    except urllib.error.URLError as error:
        sys.exit("GitHub cannot be reached: %s" % error.reason)
    return json.loads(text) if text else None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("method", choices=["GET", "POST", "PATCH", "PUT", "DELETE"])
    parser.add_argument("path", help="begins with /")
    parser.add_argument("--body", type=json.loads, help="JSON")
    parser.add_argument("--fields", help="names of what to show of each entry, separated by commas")
    asked = parser.parse_args()
    if not asked.path.startswith("/"):
        parser.error("the path begins with /")
    answer = ask(asked.method, asked.path, asked.body)
    if asked.fields:
        names = asked.fields.split(",")
        entries = answer if isinstance(answer, list) else answer.get("items", [answer])
        answer = [{name: entry.get(name) for name in names} for entry in entries]
    print(json.dumps(answer, ensure_ascii=False, indent=1)[:60000])


main()
