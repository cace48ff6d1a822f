"""Prints the text of a PDF file, page by page, with the standard library alone."""
import argparse
import re
import sys
import zlib

NUMBER = rb"[-+]?\d*\.?\d+"
MOST_BYTES = 64 * 1024 * 1024


def inflate(data):
    try:
        return zlib.decompressobj().decompress(data, MOST_BYTES)
    except zlib.error:
        return b""


class File:
    def __init__(self, data):
        if not data.lstrip()[:5] == b"%PDF-":
            sys.exit("This is not a PDF file.")
        self.objects = {}
        for match in re.finditer(rb"(\d+)\s+(\d+)\s+obj\b(.*?)\bendobj", data, re.S):
            self.objects[int(match[1])] = match[3]
        if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", data):
            sys.exit("This file is encrypted. Ask for one that is not.")
        for body in list(self.objects.values()):
            if re.search(rb"/Type\s*/ObjStm", body):
                self.unpack(body)

    def unpack(self, body):
        stream = self.stream(body)
        count, first = (int(re.search(name + rb"\s+(\d+)", body)[1]) for name in (rb"/N", rb"/First"))
        head = [int(each) for each in stream[:first].split()[: 2 * count]]
        places = list(zip(head[::2], head[1::2]))
        for index, (number, offset) in enumerate(places):
            end = places[index + 1][1] if index + 1 < len(places) else len(stream) - first
            self.objects.setdefault(number, stream[first + offset : first + end])

    def stream(self, body):
        match = re.search(rb"stream\r?\n(.*)", body, re.S)
        if not match:
            return b""
        data = re.sub(rb"\r?\n?endstream\s*$", b"", match[1])
        return inflate(data) if b"FlateDecode" in body[: match.start()] else data

    def follow(self, body, name):
        """The value of a key, where it is a reference what that leads to."""
        match = re.search(name + rb"\s*(?:(\d+)\s+\d+\s+R|(<<.*)|(\[[^\]]*\]))", body, re.S)
        if not match:
            return b""
        return self.objects.get(int(match[1]), b"") if match[1] else match[2] or match[3]

    def pages(self):
        root = next((body for body in self.objects.values() if re.search(rb"/Type\s*/Catalog", body)), b"")
        found, seen = [], set()

        def walk(body, fonts):
            own = self.follow(body, rb"/Resources") or body
            fonts = self.follow(own, rb"/Font") or fonts
            kids = self.follow(body, rb"/Kids")
            if not kids:
                found.append((body, fonts))
            for number in re.findall(rb"(\d+)\s+\d+\s+R", kids):
                if number not in seen:
                    seen.add(number)
                    walk(self.objects.get(int(number), b""), fonts)

        walk(self.follow(root, rb"/Pages"), b"")
        return found

    def content(self, page):
        match = re.search(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)", page)
        numbers = re.findall(rb"(\d+)\s+\d+\s+R", match[1]) if match else []
        bodies = [self.objects.get(int(number), b"") for number in numbers]
        if len(bodies) == 1 and bodies[0].strip().startswith(b"["):
            bodies = [self.objects.get(int(number), b"") for number in re.findall(rb"(\d+)\s+\d+\s+R", bodies[0])]
        return b"\n".join(self.stream(body) for body in bodies)

    def letters(self, fonts):
        """For each font the table of its letters, where it has one."""
        found = {}
        for name, number in re.findall(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R", fonts):
            font = self.objects.get(int(number), b"")
            table = self.stream(self.follow(font, rb"/ToUnicode"))
            if table:
                found[name] = read_table(table)
        return found


def text_of(code):
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")


def read_table(table):
    letters, width = {}, 1
    for block in re.findall(rb"begincodespacerange(.*?)endcodespacerange", table, re.S):
        width = max([width] + [len(code) // 2 for code in re.findall(rb"<([0-9A-Fa-f]+)>", block)])
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for code, letter in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[int(code, 16)] = text_of(letter)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        for low, high, letter in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            first = int(letter, 16)
            for step in range(min(int(high, 16) - int(low, 16) + 1, 65536)):
                letters[int(low, 16) + step] = chr(first + step) if first + step < 0x110000 else "?"
        for low, _, many in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\[(.*?)\]", block, re.S):
            for step, letter in enumerate(re.findall(rb"<([0-9A-Fa-f]+)>", many)):
                letters[int(low, 16) + step] = text_of(letter)
    return width, letters


ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def literal(token):
    def one(match):
        sign = match[1]
        if sign[:1].isdigit():
            return bytes([int(sign, 8) & 255])
        return b"" if sign in (b"\n", b"\r") else ESCAPES.get(sign, sign)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, token[1:-1], flags=re.S)


def decode(token, table):
    data = literal(token) if token[:1] == b"(" else bytes.fromhex(re.sub(rb"[^0-9A-Fa-f]", b"", token).decode().ljust(0))
    if table is None:
        return data.decode("cp1252", "replace")
    width, letters = table
    codes = (int.from_bytes(data[at : at + width], "big") for at in range(0, len(data), width))
    return "".join(letters.get(code, "") for code in codes)


TOKEN = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<[0-9A-Fa-f\s]*>|\[|\]|/[^\s/<>\[\]()]+|" + NUMBER + rb"|[A-Za-z'\"*]+", re.S)


def page_text(content, tables):
    out, stack, table, inside = [], [], None, False
    size, shown = 1.0, 0
    for match in TOKEN.finditer(content):
        token = match[0]
        if token[:1] in b"(<" or token[:1] == b"/" or re.fullmatch(NUMBER, token):
            stack.append(token)
            continue
        if token in (b"[", b"]"):
            inside = token == b"["
            continue
        if token == b"Tf":
            names = [each for each in stack if each[:1] == b"/"]
            table = tables.get(names[-1][1:]) if names else None
            size = float(stack[-1]) if stack and stack[-1][:1] != b"/" else 1.0
        elif token in (b"Tj", b"TJ", b"'", b'"'):
            if token in (b"'", b'"'):
                out.append("\n")
            shown = 0
            for each in stack:
                if each[:1] in b"(<":
                    out.append(decode(each, table))
                    shown += len(out[-1])
                elif token == b"TJ" and float(each) < -180:
                    out.append(" ")
        elif token in (b"Td", b"TD") and len(stack) >= 2:
            # On the same line: a move by about the width of what was shown only brings two letters closer.
            far = float(stack[-2]) > shown * size * 0.6
            out.append("\n" if float(stack[-1]) != 0 else " " if far else "")
        elif token in (b"T*", b"Tm", b"ET"):
            out.append("\n")
        stack = []
    text = re.sub(r"[ \t]+", " ", "".join(out))
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--pages", default="")
    asked = parser.parse_args()
    file = File(open(asked.file, "rb").read(MOST_BYTES))
    pages = file.pages()
    first, _, last = asked.pages.partition("-")
    low, high = int(first or 1), int(last or first or len(pages))
    for number, (page, fonts) in enumerate(pages, 1):
        if low <= number <= high:
            print("--- page %d ---" % number)
            print(page_text(file.content(page), file.letters(fonts)) or "(no text: this page is a picture, or empty)")


main()
