"""Prints the entries of an RSS or Atom feed as JSON, the newest first."""
import argparse
import html
import json
import re
import sys
import urllib.request
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

MOST_BYTES = 8 * 1024 * 1024
ATOM = "{http://www.w3.org/2005/Atom}"


def read(place):
    if re.match(r"https?://", place):
        request = urllib.request.Request(place, headers={"User-Agent": "crewhouse-feed"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read(MOST_BYTES)
    with open(place, "rb") as file:
        return file.read(MOST_BYTES)


def parse_date(text):
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        try:
            moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
        except ValueError:
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def plain(text):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text or ""))).strip()


def entries(data):
    if b"<!ENTITY" in data:
        sys.exit("This feed defines entities, which none needs. It is not read.")
    root = ElementTree.fromstring(data)
    if root.tag == ATOM + "feed":
        for entry in root.iter(ATOM + "entry"):
            links = [link.get("href") for link in entry.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"]
            date = entry.findtext(ATOM + "published") or entry.findtext(ATOM + "updated")
            text = entry.findtext(ATOM + "summary") or entry.findtext(ATOM + "content")
            yield entry.findtext(ATOM + "title"), links[0] if links else None, date, text
        return
    for item in root.iter():
        if item.tag.split("}")[-1] != "item":
            continue
        field = {child.tag.split("}")[-1]: child.text for child in item}
        yield field.get("title"), field.get("link"), field.get("pubDate") or field.get("date"), field.get("description")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("feed")
    parser.add_argument("--limit", type=int, default=10)
    parser.add_argument("--since", type=datetime.fromisoformat)
    asked = parser.parse_args()
    since = asked.since and asked.since.replace(tzinfo=timezone.utc)
    found = []
    for title, link, date, text in entries(read(asked.feed)):
        moment = parse_date(date)
        if since and (moment is None or moment < since):
            continue
        found.append({"title": plain(title), "link": link, "date": moment and moment.isoformat(), "text": plain(text)[:300]})
    found.sort(key=lambda each: each["date"] or "", reverse=True)
    print(json.dumps(found[: asked.limit], ensure_ascii=False, indent=1))


main()
