"""Payloads (statements.md, "Reader's rules: the payload") and their rendered text (rendered-text.md)."""

import functools
import re
from dataclasses import dataclass, field

from .common import DOCS, once, page_block, refuse, sha256, those, trim
from .values import canonical, defects, read_json, schema

# The roles that sign each type; those of a discharge are its actors.
TYPES = {"decision": ["owner"], "grant": ["owner"], "discharge": None, "revocation": ["owner"],
         "receipt": ["owner", "operator"]}
MEMBERS = {"_type", "subject", "predicateType", "predicate"}

def read_payload(data):
    """The type's word and the predicate of a payload; refused with the findings of the first step to fail."""
    value = read_json(data)
    refuse(not isinstance(value, dict), "statement.shape")
    codes = those({
        "statement.shape": not MEMBERS <= set(value) or value["_type"] != "https://in-toto.io/Statement/v1"
        or not isinstance(value["subject"], list) or not isinstance(value["predicateType"], str),
        "statement.unknown-field": set(value) - MEMBERS})
    refuse(codes, *codes)
    refuse(canonical(value) != data, "statement.not-canonical")
    predicate, kind = value["predicate"], value["predicateType"]
    refuse(kind.startswith("urn:holdfast:practice:"), "statement.practice")
    word = kind.removeprefix("urn:holdfast:").removesuffix(":v1")
    refuse(word not in TYPES or kind != f"urn:holdfast:{word}:v1", "statement.unknown-predicate-type")
    found = defects(schema(word)["properties"]["predicate"], predicate, unique=False)
    refuse(found, *(f"statement.{kind}" for kind in found))
    codes = contradictions(word, predicate)
    refuse(codes, *codes)
    refuse(value["subject"] != subjects(predicate), "statement.subject-mismatch")
    return word, predicate

def subjects(predicate):
    """What writer's rule 3 makes of a predicate."""
    packet = predicate["packet"]
    first = [] if packet is None else [{"name": "packet", "digest": {"sha256": packet["sha256"]}}]
    return first + [{"name": f"evidence/{number}", "digest": tree["treeHashes"]}
                    for number, tree in enumerate(predicate.get("evidence", []), 1)]

def contradictions(word, it):
    """The findings of "Fields that contradict each other"."""
    agree = [not it["airgap"]["linksUp"] or it["airgap"]["override"] is not None]
    if "seal" in it["airgap"]:
        seal = it["airgap"]["seal"]
        sealed = bool(seal["probes"]) and all(probe["outcome"] == "closed" for probe in seal["probes"])
        agree += [sealed == (it["airgap"]["launcher"] == "sealed"), sealed == (seal["unsealed"] is None)]
    if "notBefore" in it:
        agree.append(it["expires"] is None or it["notBefore"] < it["expires"])
    agree += RULES.get(word, lambda _: [])(it)
    owed = word == "decision" and it["chosen"]["id"] != it["default"] and not trim(it["reason"])
    return those({"statement.inconsistent": not all(agree), "statement.reason-owed": owed})

def chosen_text(it):
    """The text of the option that a decision chose; None where the offer does not have it."""
    return next((option["text"] for option in it["optionsOffered"] if option["id"] == it["chosen"]["id"]
                 and sha256(option["text"].encode()) == it["chosen"]["textSha256"]), None)

def decision_rules(it):
    """What holds in a decision."""
    offered = {option["id"] for option in it["optionsOffered"]}
    locked = {lock["option"] for lock in it["locks"]}
    return [(it["sequence"] == 1) == (it["previousDecision"] is None),
            it["default"] in offered,
            chosen_text(it) is not None,
            locked <= offered,
            it["chosen"]["id"] not in locked,
            once(it["acknowledged"]) and set(it["acknowledged"]) <= {one["id"] for one in it["blockers"]},
            once([grant["nonce"] for grant in it["grants"]]),
            "unread" not in it if "effect" not in it else it["effect"] is not None or "unread" in it,
            "read" not in it or opened_fits(it["read"], it["evidence"])]

def opened_fits(read, evidence):
    """What holds in the record of what was opened on the screen."""
    trees = {tree["treeHashes"]["dirHash"]: tree["files"] for tree in reversed(evidence)}
    files = read["files"]
    return (parts_fit(read["packet"], 1) and all(parts_fit(one, 0) for one in files)
            and all(one["evidence"] in trees for one in files)
            and once([(one["evidence"], one["path"]) for one in files])
            and read["filesTotal"] == sum(trees.values())
            and len(files) + read["filesMore"] <= read["filesTotal"]
            and (read["since"] is not None or not (read["packet"]["shown"] or files or read["filesMore"])))

def parts_fit(shown, lowest):
    """Whether the parts of a file, or of the packet, are in order and inside of it."""
    parts = [(part["first"], part["last"]) for part in shown["parts"]]
    return (all(lowest <= first <= last <= shown["size"] - 1 + lowest for first, last in parts)
            and all(second > last + 1 for (_, last), (second, _) in zip(parts, parts[1:]))
            and sum(last - first + 1 for first, last in parts) <= shown["shown"] <= shown["size"])

def discharge_rules(it):
    """What holds in a discharge."""
    actions = [f"separate-authority:{it['blocker']['id']}"] if it["separateAuthority"] else []
    return [once(it["actors"]), [grant["action"] for grant in it["grants"]] == actions]

def receipt_rules(it):
    """What holds in a receipt."""
    refused = any(tree["verdict"] == "refused" for tree in it["evidence"])
    errors = any(finding["severity"] == "error" for finding in it["findings"])
    failed = any(check["result"] != "pass" for check in it["checks"])
    verdict = {"verified": not refused and not errors and not failed, "unproven": failed and not refused,
               "read": not refused and not failed, "refused": True}
    return [(it["packet"] is not None or bool(it["evidence"])) == (it["refusal"] is None),
            it["import"]["startedAt"] <= it["import"]["finishedAt"],
            len(it["findings"]) <= it["findingsTotal"],
            verdict[it["verdict"]],
            it["refusal"] is None or it["verdict"] == "refused"]

RULES = {"decision": decision_rules, "discharge": discharge_rules, "receipt": receipt_rules}

# The rendered text. Labels, order and conditions are read from the blocks of the page.

LINE = re.compile(r"( *?)([^ \[].*?)?(?: *\[((?:only where|list over|block:|- as).*)\])?")
ROW = re.compile(r"^\| `(\w+)` \| `(.+?)` \| `(.+?)` \|$", re.M)
WORDS = {(name, value): words for name, value, words in ROW.findall((DOCS / "rendered-text.md").read_text("utf-8"))}
ABSENT = object()
STATES = {"there": lambda value: value is not ABSENT, "not null": lambda value: value not in (ABSENT, None),
          "not empty": lambda value: value is not ABSENT and bool(value), "null": lambda value: value is None,
          "true": lambda value: value is True, "false": lambda value: value is False}

@functools.cache
def escaped_set():
    """The code points that are escaped, as the page lists them."""
    ranges = (entry.split("..") for entry in page_block("rendered-text.md", "## Escapes").split())
    return re.compile("[" + "".join(f"\\U{int(r[0], 16):08x}-\\U{int(r[-1], 16):08x}" for r in ranges) + "]")

def one_line(value):
    """A value at the end of its line, with its escapes."""
    shown = escaped_set().sub(lambda m: f"\\u{{{ord(m[0]):x}}}", str(value).replace("\\u{", "\\u{5c}u{"))
    return shown.replace("\n", "\\u{a}").replace("\t", "\\u{9}")

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
    types = {word: read_block(f"## {word.capitalize()}: `urn:holdfast:{word}:v1`") for word in TYPES}
    return types, {node.text: node.below for node in read_block("## Shared sections")}

def value_of(path, scope):
    """The value of a field, or ABSENT."""
    for name in path.split("."):
        scope = scope.get(name, ABSENT) if isinstance(scope, dict) else ABSENT
    return scope

def holds(note, scope):
    """Whether a condition of the page holds."""
    path, state = re.fullmatch(r"only where \{(.+)\} is (.+)", note).groups()
    return STATES[state](value_of(path, scope))

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
    (title, *sections), scope = types[word], dict(predicate)
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
