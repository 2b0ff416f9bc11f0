"""The rendered text. Labels, order and conditions are read from the blocks of rendered-text.md."""

import functools
import re
from dataclasses import dataclass, field

from .common import DOCS, page_block
from .statements import chosen_text

PAGE = (DOCS / "rendered-text.md").read_text("utf-8")
LINE = re.compile(r"( *?)([^ \[].*?)?(?: *\[((?:only where|list over|block:|- as).*)\])?")
ROW = re.compile(r"^\| `(\w+)` \| `(.+?)` \| `(.+?)` \|$", re.M)
WORDS = {(name, value): words for name, value, words in ROW.findall(PAGE)}
ABSENT = object()

@functools.cache
def escaped_set():
    """The code points that are escaped, as the page lists them."""
    listed = page_block("rendered-text.md", "## Escapes").split()
    ranges = (entry.split("..") for entry in listed)
    return re.compile("[" + "".join(f"\\U{int(r[0], 16):08x}-\\U{int(r[-1], 16):08x}" for r in ranges) + "]")

def escape(text):
    """A value as it is shown."""
    return escaped_set().sub(lambda m: f"\\u{{{ord(m[0]):x}}}", text.replace("\\u{", "\\u{5c}u{"))

def one_line(value):
    """A value at the end of its line."""
    return escape(str(value)).replace("\n", "\\u{a}").replace("\t", "\\u{9}")

@dataclass
class Node:
    """A line of the page, its instructions, and the lines below it."""

    text: str
    notes: list
    below: list = field(default_factory=list)

def read_block(heading):
    """The lines of a block as trees; the first is the title of the text, or empty."""
    levels = [[]]
    for line in page_block("rendered-text.md", heading).splitlines():
        indent, text, notes = LINE.fullmatch(line).groups()
        if not text and notes:
            levels[-2][-1].notes += notes.split("; ")
        elif text:
            node = Node(text, notes.split("; ") if notes else [])
            del levels[len(indent) // 2 + 1:]
            levels[-1].append(node)
            levels.append(node.below)
    return levels[0]

@functools.cache
def templates():
    """The blocks of all types by word, and the shared sections by title."""
    types = {word: read_block(f"## {word.capitalize()}: `urn:holdfast:{word}:v1`")
             for word in ("decision", "grant", "discharge", "revocation", "receipt")}
    return types, {node.text: node.below for node in read_block("## Shared sections")}

def value_of(path, scope):
    """The value of a field, or ABSENT."""
    for name in path.split("."):
        scope = scope.get(name, ABSENT) if isinstance(scope, dict) else ABSENT
    return scope

def holds(note, scope):
    """Whether a condition of the page holds."""
    path, state = re.fullmatch(r"only where \{(.+)\} is (.+)", note).groups()
    value = value_of(path, scope)
    return {"there": value is not ABSENT, "not null": value is not ABSENT and value is not None,
            "not empty": value is not ABSENT and bool(value),
            "null": value is None, "true": value is True, "false": value is False}[state]

def written(name, scope, spaced):
    """What stands for {name} in a line."""
    if name.startswith("words of "):
        path = name.removeprefix("words of ")
        return WORDS[path.split(".")[-1], value_of(path, scope)]
    value = one_line(value_of(name, scope))
    return value.replace("-", " ") if spaced else value

def lines_of(nodes, scope):
    """The lines that nodes of the page give."""
    lines = []
    for node in nodes:
        notes = dict(re.fullmatch(r"(only where|list over|block:|- as a space)(.*)", note).groups()
                     for note in node.notes)
        if "only where" in notes and not holds("only where" + notes["only where"], scope):
            continue
        if "list over" in notes:
            items = value_of(notes["list over"].strip(" {}"), scope)
            lines.append(f"{node.text} {len(items) or 'none'}")
            for number, item in enumerate(items, 1):
                inner = lines_of(node.below, item if isinstance(item, dict) else {"the item": item})
                lines += [f"  {number}. {inner[0]}", *("    " + line for line in inner[1:])]
        elif "block:" in notes:
            value = value_of(notes["block:"].strip(" {}"), scope)
            lines += [node.text, *("| " + one_line(line) for line in value.split("\n"))]
        else:
            spaced = "- as a space" in notes
            lines.append(re.sub(r"\{(.+?)\}", lambda m, s=spaced: written(m[1], scope, s), node.text))
    return lines

def rendered_text(word, predicate):
    """The text that the signer of a statement saw."""
    types, shared = templates()
    title, *sections = types[word]
    scope = dict(predicate)
    if word == "decision":
        scope["the chosen text"] = chosen_text(predicate)
    if "read" in scope:
        scope["the number of opened files"] = len(scope["read"]["files"]) + scope["read"]["filesMore"]
    lines = [title.text]
    for section in sections:
        if all(holds(note, scope) for note in section.notes):
            below = section.below or shared.get(section.text, [])
            lines += ["", section.text, *("  " + line for line in lines_of(below, scope))]
    return "\n".join(lines) + "\n"
