"""Finds the usual mistakes in a Mermaid diagram."""
import re
import sys

KINDS = ("flowchart", "graph", "sequenceDiagram", "classDiagram", "stateDiagram-v2", "stateDiagram", "erDiagram", "gantt", "pie", "mindmap", "timeline", "journey", "gitGraph", "quadrantChart")
PAIRS = {")": "(", "]": "[", "}": "{"}


def problems(lines):
    said = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip() and not line.strip().startswith("%%")]
    if not said:
        yield 1, "the diagram is empty"
        return
    number, head = said[0]
    kind = head.split()[0]
    if kind not in KINDS:
        yield number, "begins with %r; a diagram begins with one of: %s" % (kind, ", ".join(KINDS))
    for number, line in said[1:]:
        bare = re.sub(r'"[^"]*"', "", line)
        if bare.count('"'):
            yield number, "a quotation mark is not closed"
        if kind in ("flowchart", "graph"):
            if re.search(r"(^|[\s>;])end\s*(-|\[|\()", bare):
                yield number, "a node may not be named end"
            open_ones = []
            for sign in re.sub(r"[-=.]+>|o--o|x--x", "", bare):
                if sign in PAIRS.values():
                    open_ones.append(sign)
                elif sign in PAIRS and (not open_ones or open_ones.pop() != PAIRS[sign]):
                    yield number, "%r closes nothing; put the label in quotes" % sign
                    break
            else:
                if open_ones:
                    yield number, "%r is not closed" % open_ones[-1]
        if kind == "sequenceDiagram" and re.search(r"-{1,2}>{1,2}", bare) and ":" not in bare:
            yield number, "a message needs a text: a->>b: text"


found = list(problems(open(sys.argv[1], encoding="utf-8").read().splitlines()))
for number, words in found:
    print("line %d: %s" % (number, words))
print("%d problems" % len(found) if found else "ok")
sys.exit(1 if found else 0)
