"""Strict JSON (statements.md, step 1) and canonical JSON (writer's rule 4)."""

import re

from .common import Refused, units

WHITE_SPACE = re.compile(r"[ \t\n\r]*")
PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
WORDS = {"true": True, "false": False, "null": None}
LARGEST = 2 ** 53 - 1


class Reader:
    """Reads one document from left to right. The first defect ends the reading."""

    def __init__(self, text, levels, fractions):
        self.text, self.levels, self.fractions = text, levels, fractions
        self.place = 0

    def document(self):
        """The value of the whole text."""
        value = self.value(0)
        self.skip()
        if self.place < len(self.text):
            raise Refused("json.syntax")
        return value

    def skip(self):
        """Passes over white space, and says what follows."""
        self.place = WHITE_SPACE.match(self.text, self.place).end()
        return self.text[self.place:self.place + 1]

    def value(self, depth):
        """The value that follows; depth is how many arrays and objects it lies in."""
        first = self.skip()
        if first in ("{", "["):
            if depth == self.levels:
                raise Refused("json.too-deep")
            self.place += 1
            return self.object(depth + 1) if first == "{" else self.array(depth + 1)
        if first == '"':
            return self.string()
        for word, value in WORDS.items():
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return value
        return self.number()

    def object(self, depth):
        """The members behind an opening brace."""
        found = {}
        if self.skip() == "}":
            self.place += 1
            return found
        while True:
            if self.skip() != '"':
                raise Refused("json.syntax")
            name = self.string()
            if name in found:
                raise Refused("json.duplicate-key")
            self.expect(":")
            found[name] = self.value(depth)
            if self.expect(",", "}") == "}":
                return found

    def array(self, depth):
        """The items behind an opening bracket."""
        found = []
        if self.skip() == "]":
            self.place += 1
            return found
        while True:
            found.append(self.value(depth))
            if self.expect(",", "]") == "]":
                return found

    def expect(self, *marks):
        """Takes one of these marks."""
        mark = self.skip()
        if mark not in marks or not mark:
            raise Refused("json.syntax")
        self.place += 1
        return mark

    def string(self):
        """The text behind a quotation mark, unescaped."""
        parts = []
        self.place += 1
        while True:
            plain = PLAIN.match(self.text, self.place)
            parts.append(plain.group())
            self.place = plain.end()
            mark = self.text[self.place:self.place + 1]
            if mark == '"':
                self.place += 1
                break
            if mark != "\\":
                raise Refused("json.syntax")
            escape = re.compile(r'\\(?:(["\\/bfnrt])|u([0-9A-Fa-f]{4}))').match(self.text, self.place)
            if escape is None:
                raise Refused("json.syntax")
            parts.append(ESCAPES[escape[1]] if escape[1] else chr(int(escape[2], 16)))
            self.place = escape.end()
        try:
            return units("".join(parts)).decode("utf-16-be")
        except UnicodeDecodeError:
            raise Refused("json.lone-surrogate") from None

    def number(self):
        """The longest number that RFC 8259 allows here, judged before what follows it."""
        found = NUMBER.match(self.text, self.place)
        if found is None:
            raise Refused("json.syntax")
        self.place = found.end()
        text, fraction, exponent = found.group(), found[1], found[2]
        if fraction or exponent or text == "-0":
            if not self.fractions:
                raise Refused("json.number-not-integer")
            value = float(text)
            if value in (float("inf"), float("-inf")):
                raise Refused("json.number-out-of-range")
            return value
        if len(text) > 17 or abs(int(text)) > LARGEST:
            raise Refused("json.number-out-of-range")
        return int(text)


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


SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


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
    if isinstance(value, str):
        return quote(value)
    return {True: "true", False: "false", None: "null"}[value] if value is None or isinstance(value, bool) \
        else str(value)


def canonical(value):
    """Canonical JSON as bytes."""
    return write_json(value).encode()
