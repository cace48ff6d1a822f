"""Lists events of calendar files, finds clashes, and writes new events."""
import argparse
import json
import re
import uuid
from datetime import date, datetime, time, timedelta, timezone

STEPS = {"DAILY": 1, "WEEKLY": 7}
MOST = 1000


def parse_time(text):
    text = text.strip()
    if re.fullmatch(r"\d{8}", text):
        return datetime.strptime(text, "%Y%m%d"), True
    return datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S"), False


def parse_length(text):
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in re.fullmatch(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", text).groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def unescape(text):
    return text.replace("\\n", " ").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def read_events(path):
    text = re.sub(r"\r?\n[ \t]", "", open(path, encoding="utf-8-sig").read())
    events = []
    for body in re.findall(r"BEGIN:VEVENT\r?\n(.*?)END:VEVENT", text, re.S):
        fields, away = {}, []
        for line in body.splitlines():
            head, _, value = line.partition(":")
            name = head.split(";")[0].upper()
            if name == "EXDATE":
                away += [parse_time(each)[0] for each in value.split(",")]
            else:
                fields.setdefault(name, value)
        if "DTSTART" not in fields:
            continue
        start, whole = parse_time(fields["DTSTART"])
        if "DTEND" in fields:
            end = parse_time(fields["DTEND"])[0]
        elif "DURATION" in fields:
            end = start + parse_length(fields["DURATION"])
        else:
            end = start + (timedelta(days=1) if whole else timedelta())
        rule = dict(part.split("=", 1) for part in fields.get("RRULE", "").split(";") if "=" in part)
        events.append({"title": unescape(fields.get("SUMMARY", "")), "place": unescape(fields.get("LOCATION", "")), "start": start, "end": end, "whole": whole, "rule": rule, "away": away})
    return events


def add_months(moment, months):
    month = moment.month - 1 + months
    try:
        return moment.replace(year=moment.year + month // 12, month=month % 12 + 1)
    except ValueError:
        return None


def starts(event, until):
    rule, start = event["rule"], event["start"]
    frequency, every = rule.get("FREQ"), int(rule.get("INTERVAL", 1))
    last = min(until, parse_time(rule["UNTIL"])[0]) if "UNTIL" in rule else until
    count = min(int(rule.get("COUNT", MOST)), MOST * 10)
    days = [("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(day[-2:]) for day in rule.get("BYDAY", "").split(",") if day]
    if not frequency:
        yield start
        return
    made = 0
    for step in range(MOST * 10):
        if frequency == "WEEKLY" and days:
            week = start - timedelta(days=start.weekday()) + timedelta(weeks=step * every)
            found = [moment for moment in (week + timedelta(days=day) for day in sorted(days)) if moment >= start]
        elif frequency in STEPS:
            found = [start + timedelta(days=STEPS[frequency] * every * step)]
        else:
            found = [add_months(start, every * step * (12 if frequency == "YEARLY" else 1))]
        for moment in filter(None, found):
            if moment > last or made >= count:
                return
            made += 1
            yield moment


def between(events, first, last):
    low, high = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(days=1)
    found = []
    for event in events:
        length = event["end"] - event["start"]
        for start in starts(event, high):
            if start < high and (start + length > low or start >= low) and start not in event["away"]:
                found.append({"start": start, "end": start + length, "title": event["title"], "place": event["place"]})
    return sorted(found, key=lambda each: (each["start"], each["title"]))[:MOST]


def shown(event):
    return {**event, "start": event["start"].isoformat(timespec="minutes"), "end": event["end"].isoformat(timespec="minutes")}


def escape(text):
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")


def new(asked):
    start = datetime.fromisoformat(asked.start)
    stamp = "%Y%m%dT%H%M%S"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Crewhouse//Calendar//EN", "BEGIN:VEVENT", "UID:%s" % uuid.uuid4(), "DTSTAMP:%sZ" % datetime.now(timezone.utc).strftime(stamp), "DTSTART:%s" % start.strftime(stamp), "DTEND:%s" % (start + timedelta(minutes=asked.minutes)).strftime(stamp), "SUMMARY:%s" % escape(asked.title)]
    if asked.place:
        lines.append("LOCATION:%s" % escape(asked.place))
    with open(asked.file, "w", encoding="utf-8", newline="") as file:
        file.write("\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]))
    print(asked.file)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["list", "clashes", "new"])
    parser.add_argument("file")
    parser.add_argument("--from", dest="first", type=date.fromisoformat)
    parser.add_argument("--to", dest="last", type=date.fromisoformat)
    parser.add_argument("--title", default="")
    parser.add_argument("--start")
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--place", default="")
    asked = parser.parse_args()
    if asked.what == "new":
        if not asked.start:
            parser.error("say when: --start 2026-03-04T14:00")
        return new(asked)
    first = asked.first or date.today()
    found = between(read_events(asked.file), first, asked.last or first + timedelta(days=30))
    if asked.what == "clashes":
        pairs = [[shown(one), shown(two)] for index, one in enumerate(found) for two in found[index + 1 :] if two["start"] < one["end"]]
        print(json.dumps(pairs, ensure_ascii=False, indent=1))
    else:
        print(json.dumps([shown(event) for event in found], ensure_ascii=False, indent=1))


main()
