"""Describes and groups tables: CSV, TSV and .xlsx, with the standard library alone."""
import argparse
import csv
import json
import re
import statistics
import sys
import zipfile
from collections import Counter, defaultdict
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_xlsx(path, wanted):
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        shared = []
        if "xl/sharedStrings.xml" in names:
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")):
                shared.append("".join(node.text or "" for node in item.iter(MAIN + "t")))
        links = {link.get("Id"): link.get("Target") for link in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        sheets = [(sheet.get("name"), links[sheet.get(REL + "id")]) for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        found = [target for name, target in sheets if wanted in (None, name)]
        if not found:
            sys.exit("There is no sheet %r. There are: %s" % (wanted, ", ".join(name for name, _ in sheets)))
        target = found[0].lstrip("/")
        root = ElementTree.fromstring(book.read(target if target.startswith("xl/") else "xl/" + target))
        rows = []
        for row in root.iter(MAIN + "row"):
            cells = {}
            for cell in row.iter(MAIN + "c"):
                column = 0
                for letter in re.match("[A-Z]+", cell.get("r", "A")).group():
                    column = column * 26 + ord(letter) - 64
                value = cell.find(MAIN + "v")
                text = "" if value is None else value.text or ""
                if cell.get("t") == "s" and text:
                    text = shared[int(text)]
                elif cell.get("t") == "inlineStr":
                    text = "".join(node.text or "" for node in cell.iter(MAIN + "t"))
                cells[column - 1] = text
            rows.append([cells.get(index, "") for index in range(max(cells, default=-1) + 1)])
        return rows


def read_rows(path, sheet):
    if path.lower().endswith((".xlsx", ".xlsm")):
        return read_xlsx(path, sheet)
    with open(path, newline="", encoding="utf-8-sig", errors="replace") as file:
        start = file.read(20000)
        file.seek(0)
        try:
            dialect = csv.Sniffer().sniff(start, delimiters=",;\t|")
        except csv.Error:
            dialect = csv.excel
        return list(csv.reader(file, dialect))


def table(path, sheet):
    rows = [row for row in read_rows(path, sheet) if any(cell.strip() for cell in row)]
    if not rows:
        sys.exit("The table is empty.")
    names = [name.strip() or "column %d" % (index + 1) for index, name in enumerate(rows[0])]
    return names, [dict(zip(names, row + [""] * (len(names) - len(row)))) for row in rows[1:]]


def number(text):
    text = text.strip().replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+,\d+", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    try:
        return float(text)
    except ValueError:
        return None


def tidy(value):
    return int(value) if float(value).is_integer() else round(value, 6)


def describe(names, rows):
    columns = {}
    for name in names:
        filled = [row[name].strip() for row in rows if row[name].strip()]
        numbers = [each for each in map(number, filled) if each is not None]
        about = {"missing": len(rows) - len(filled), "distinct": len(set(filled))}
        if filled and len(numbers) == len(filled):
            about.update(type="number", min=tidy(min(numbers)), max=tidy(max(numbers)), sum=tidy(sum(numbers)), mean=tidy(statistics.fmean(numbers)), median=tidy(statistics.median(numbers)))
        else:
            about.update(type="text", frequent=Counter(filled).most_common(5))
        columns[name] = about
    return {"rows": len(rows), "columns": columns}


def group(names, rows, by, add, mean):
    for name in filter(None, (by, add, mean)):
        if name not in names:
            sys.exit("There is no column %r. There are: %s" % (name, ", ".join(names)))
    groups = defaultdict(list)
    for row in rows:
        groups[row[by]].append(row)
    if not add and not mean:
        found = {key: len(members) for key, members in groups.items()}
    else:
        found = {}
        for key, members in groups.items():
            values = [each for each in (number(row[add or mean]) for row in members) if each is not None]
            found[key] = tidy(sum(values)) if add else tidy(statistics.fmean(values)) if values else None
    return dict(sorted(found.items(), key=lambda item: (item[1] is None, -(item[1] or 0))))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["describe", "group", "head"])
    parser.add_argument("file")
    parser.add_argument("--by")
    parser.add_argument("--sum", dest="add")
    parser.add_argument("--mean")
    parser.add_argument("--rows", type=int, default=5)
    parser.add_argument("--sheet")
    asked = parser.parse_args()
    names, rows = table(asked.file, asked.sheet)
    if asked.what == "describe":
        answer = describe(names, rows)
    elif asked.what == "group":
        if not asked.by:
            sys.exit("Say by which column: --by COLUMN")
        answer = group(names, rows, asked.by, asked.add, asked.mean)
    else:
        answer = rows[: asked.rows]
    print(json.dumps(answer, ensure_ascii=False, indent=1))


main()
