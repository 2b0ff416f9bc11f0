"""Values of JSON: strict reading (statements.md, step 1), canonical writing (writer's rule 4), schemas."""

import functools
import itertools
import json
import re
import sys
import unicodedata

from .common import DOCS, ECMA_SPACE, Refused, decode_utf8, length, refuse, units

# One token: a mark, a text, a word or a number; white space before it. A text that is not closed is no token.
TOKEN = re.compile(r'[ \t\n\r]*(?:([\[\]{},:])|"((?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*)"'
                   r"|(true|false|null)|(-?(?:0|[1-9][0-9]*)((?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)))")
ESCAPE = re.compile(r'\\(?:u(....)|(.))', re.S)
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
SHORT = {char: "\\" + name for name, char in ESCAPES.items()} | {'"': '\\"', "\\": "\\\\"}
LITERALS = {"true": True, "false": False, "null": None}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
CUT_TEXT = 4000

def read_json(data, limit=16_777_216, levels=16, fractions=False):
    """The value of strict JSON, read from left to right; refused with the one finding of the first defect."""
    refuse(len(data) > limit, "json.too-large")
    text, place = decode_utf8(data, "json.not-utf8"), 0
    refuse(text.startswith("\ufeff"), "json.byte-order-mark")

    def token():
        nonlocal place
        found = TOKEN.match(text, place)
        refuse(found is None, "json.syntax")
        place = found.end()
        return found

    def value(start, depth):
        mark, string, word, number, tail = start.groups()
        if mark in ("{", "["):
            refuse(depth == levels, "json.too-deep")
            return items({} if mark == "{" else [], depth + 1)
        refuse(mark, "json.syntax")
        if string is not None:
            return unescaped(string)
        return LITERALS[word] if word else read_number(number, tail, fractions)

    def items(found, depth):
        named, end = isinstance(found, dict), "}" if isinstance(found, dict) else "]"
        start = token()
        while start[1] != end or found:
            if named:
                name = unescaped(start[2]) if start[2] is not None else None
                refuse(name in found, "json.duplicate-key")
                refuse(name is None or token()[1] != ":", "json.syntax")
                found[name] = value(token(), depth)
            else:
                found.append(value(start, depth))
            mark = token()[1]
            if mark == end:
                break
            refuse(mark != ",", "json.syntax")
            start = token()
        return found

    result = value(token(), 0)
    refuse(text[place:].strip(" \t\n\r"), "json.syntax")
    return result

def read_number(text, tail, fractions):
    """A number, judged before what follows it."""
    if tail or text == "-0":
        refuse(not fractions, "json.number-not-integer")
        refuse(abs(float(text)) == float("inf"), "json.number-out-of-range")
        return float(text)
    refuse(len(text) > 17 or abs(int(text)) > 2 ** 53 - 1, "json.number-out-of-range")
    return int(text)

def unescaped(string):
    """The text that a string of JSON stands for."""
    text = ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else ESCAPES.get(m[2], m[2]), string)
    try:
        return units(text).decode("utf-16-be")
    except UnicodeDecodeError:
        raise Refused("json.lone-surrogate") from None

def quote(text):
    """A string as RFC 8785 writes it."""
    return '"' + re.sub(r'[\x00-\x1f"\\]', lambda m: SHORT.get(m[0], f"\\u{ord(m[0]):04x}"), text) + '"'

def write_json(value):
    """Canonical JSON as text: RFC 8785, restricted to integers."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: units(member[0]))
        return "{" + ",".join(f"{quote(name)}:{write_json(item)}" for name, item in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write_json, value)) + "]"
    return quote(value) if isinstance(value, str) else str(value).lower().replace("none", "null")

def canonical(value):
    """Canonical JSON as bytes."""
    return write_json(value).encode()

# Regular expressions of ECMA-262 as Python's. Schemas and packet-words.json are written in the former.

CLASSES = {"d": "0-9", "w": "A-Za-z0-9_", "s": ECMA_SPACE}
EDGE = "(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))"
PART = re.compile(r"\\u\{([0-9A-Fa-f]+)\}|\\u([0-9A-Fa-f]{4})|\\([pP])\{(\w+)\}|\\(.)|(.)", re.S)

@functools.cache
def property_class(name):
    """The code points of a Unicode property, as the inside of a character class."""
    if name == "Extended_Pictographic":
        return ""  # Python does not have it; of texts that are not ASCII nothing more is read.
    points = [point for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)).startswith(name)]
    runs = [list(run) for _, run in itertools.groupby(enumerate(points), lambda pair: pair[1] - pair[0])]
    return "".join(f"\\U{run[0][1]:08x}-\\U{run[-1][1]:08x}" for run in runs)

@functools.cache
def compile_ecma(pattern, flags=""):
    """The same expression for Python's re. Flags are those of ECMA-262; g and y are up to the caller."""
    out, inside = [], False
    for wide, four, sense, name, escaped, other in PART.findall(pattern):
        if wide or four:
            out.append(f"\\U{int(wide or four, 16):08x}")
        elif sense or (escaped and escaped in "dwsDWS"):
            chars = property_class(name) if sense else CLASSES[escaped.lower()]
            out.append(chars if inside else f"[{'^' if (sense or escaped).isupper() else ''}{chars}]")
        elif escaped:
            plain = escaped if escaped.isalpha() and escaped not in "ntrfv" else "\\" + escaped
            out.append(EDGE if escaped == "b" and not inside else "\\x00" if escaped == "0" else plain)
        elif other == "$" and not inside:
            out.append("$" if "m" in flags else "\\Z")
        else:
            out.append("\\[" if inside and other == "[" else other)
            inside = other == "[" or (inside and other != "]")
    # Python looks back by a fixed width only: each alternative looks back by itself.
    python = re.sub(r"\(\?<!(\[[^\]]*\])\|\(\?:([^()]*)\) \)",
                    lambda m: f"(?<!{m[1]})" + "".join(f"(?<!{word} )" for word in m[2].split("|")), "".join(out))
    return re.compile(python, (re.I if "i" in flags else 0) | (re.M if "m" in flags else 0))

@functools.cache
def schema(name):
    """One of the published schemas."""
    return json.loads((DOCS / f"{name}.schema.json").read_text("utf-8"))

def has_type(value, name):
    """Whether a value of JSON has this type."""
    if name in ("integer", "number"):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])

def defects(rule, value, unique=True, cut_texts=False):
    """JSON Schema 2020-12, as far as docs/formats uses it: "shape", and "unknown-field" for a member without a name.

    unique: whether uniqueItems is looked at. cut_texts: whether a text that the journal cut may be longer.
    """
    if rule is False or ("type" in rule and not has_type(value, rule["type"])):
        return {"shape"}
    found, inner = set(), [(part, value) for part in rule.get("allOf", [])]
    inner += [(branch(rule[word], value), value) for word in ("anyOf", "oneOf") if word in rule]
    wrong = [value != rule.get("const", value), value not in rule.get("enum", [value])]
    if isinstance(value, str):
        size, most = length(value), rule.get("maxLength", length(value))
        cut = cut_texts and most == CUT_TEXT and len(value) == 2001 and value.endswith("…")
        wrong += [size < rule.get("minLength", 0), size > most and not cut,
                  "pattern" in rule and not compile_ecma(rule["pattern"], "u").search(value)]
    elif isinstance(value, dict):
        known, others = rule.get("properties", {}), rule.get("additionalProperties")
        wrong.append(set(rule.get("required", [])) - set(value))
        found |= {"unknown-field"} if others is False and set(value) - set(known) else set()
        inner += [(known.get(name, others or {}), item) for name, item in value.items()]
    elif isinstance(value, list):
        wrong += [not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)),
                  unique and rule.get("uniqueItems") and any(one in value[:n] for n, one in enumerate(value))]
        inner += zip([*rule.get("prefixItems", []), *[rule.get("items", {})] * len(value)], value)
    elif has_type(value, "integer"):
        wrong.append(not rule.get("minimum", value) <= value <= rule.get("maximum", value))
    return found.union({"shape"} if any(wrong) else (), *(defects(*one, unique, cut_texts) for one in inner))

def branch(rules, value):
    """The one of several schemas that a value is meant for, by its type and by its constant members."""
    for rule in rules:
        consts = {name: part["const"] for name, part in rule.get("properties", {}).items() if "const" in part}
        if has_type(value, rule["type"]) and all(value.get(name) == part for name, part in consts.items()):
            return rule
    return False
