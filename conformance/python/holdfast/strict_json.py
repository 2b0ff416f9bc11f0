"""Strict JSON (statements.md, step 1) and canonical JSON (writer's rule 4)."""

import re

from .common import Refused, units

# One token: a mark, a text, a word or a number; white space before it. A text that is not closed is no token.
TOKEN = re.compile(r'[ \t\n\r]*(?:([\[\]{},:])|"((?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*)"'
                   r"|(true|false|null)|(-?(?:0|[1-9][0-9]*)((?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)))")
ESCAPE = re.compile(r'\\(?:u(....)|(.))', re.S)
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
SHORT = {char: "\\" + name for name, char in ESCAPES.items()} | {'"': '\\"', "\\": "\\\\"}
WORDS = {"true": True, "false": False, "null": None}

class Reader:
    """Reads one document from left to right. The first defect ends the reading."""

    def __init__(self, text, levels, fractions):
        self.text, self.levels, self.fractions, self.place = text, levels, fractions, 0

    def token(self):
        """The next token."""
        found = TOKEN.match(self.text, self.place)
        if found is None:
            raise Refused("json.syntax")
        self.place = found.end()
        return found

    def document(self):
        """The value of the whole text."""
        value = self.value(self.token(), 0)
        if self.text[self.place:].strip(" \t\n\r"):
            raise Refused("json.syntax")
        return value

    def value(self, token, depth):
        """The value that begins with a token; depth is how many arrays and objects it lies in."""
        mark, string, word, number, tail = token.groups()
        if mark in ("{", "["):
            if depth == self.levels:
                raise Refused("json.too-deep")
            return self.items({} if mark == "{" else [], depth + 1)
        if string is not None:
            return unescaped(string)
        if word or number:
            return WORDS[word] if word else self.number(number, tail)
        raise Refused("json.syntax")

    def items(self, found, depth):
        """The members of an object, or the items of an array, up to its end."""
        named, end = isinstance(found, dict), "}" if isinstance(found, dict) else "]"
        token = self.token()
        while token[1] != end or found:
            if named:
                name = unescaped(token[2]) if token[2] is not None else None
                if name in found:
                    raise Refused("json.duplicate-key")
                if name is None or self.token()[1] != ":":
                    raise Refused("json.syntax")
                found[name] = self.value(self.token(), depth)
            else:
                found.append(self.value(token, depth))
            mark = self.token()[1]
            if mark == end:
                break
            if mark != ",":
                raise Refused("json.syntax")
            token = self.token()
        return found

    def number(self, text, tail):
        """A number, judged before what follows it."""
        if tail or text == "-0":
            if not self.fractions:
                raise Refused("json.number-not-integer")
            if abs(float(text)) == float("inf"):
                raise Refused("json.number-out-of-range")
            return float(text)
        if len(text) > 17 or abs(int(text)) > 2 ** 53 - 1:
            raise Refused("json.number-out-of-range")
        return int(text)

def unescaped(string):
    """The text that a string of JSON stands for."""
    text = ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else ESCAPES.get(m[2], m[2]), string)
    try:
        return units(text).decode("utf-16-be")
    except UnicodeDecodeError:
        raise Refused("json.lone-surrogate") from None

def read_json(data, limit=16_777_216, levels=16, fractions=False):
    """The value of strict JSON; refused with the one finding of the first defect."""
    if len(data) > limit:
        raise Refused("json.too-large")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("json.not-utf8") from None
    if text.startswith("\ufeff"):
        raise Refused("json.byte-order-mark")
    return Reader(text, levels, fractions).document()

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
