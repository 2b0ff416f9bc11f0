"""Strict JSON (statements.md, "Reader's rules: the payload", step 1) and canonical JSON (writer's rule 4)."""

from __future__ import annotations

import re
from typing import Any

from .findings import Refused

MAX_INTEGER = 2**53 - 1
_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def utf16_key(text: str) -> bytes:
    """The order of README.md, "Conventions": by UTF-16 code units."""
    return text.encode("utf-16-be", "surrogatepass")


def utf16_length(text: str) -> int:
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def parse(data: bytes, max_bytes: int, max_depth: int, fractions: bool = False) -> Any:
    """The value, or Refused with one json.* code: the first in the order of step 1."""
    if len(data) > max_bytes:
        raise Refused("json.too-large")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("json.not-utf8") from None
    if text.startswith("\ufeff"):
        raise Refused("json.byte-order-mark")
    return _Parser(text, max_depth, fractions).document()


class _Parser:
    def __init__(self, text: str, max_depth: int, fractions: bool) -> None:
        self.text, self.max_depth, self.fractions, self.at = text, max_depth, fractions, 0

    def document(self) -> Any:
        value = self.value(0)
        self.space()
        if self.at != len(self.text):
            raise Refused("json.syntax")
        return value

    def space(self) -> None:
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def expect(self, literal: str) -> None:
        if not self.text.startswith(literal, self.at):
            raise Refused("json.syntax")
        self.at += len(literal)

    def value(self, depth: int) -> Any:
        self.space()
        first = self.peek()
        if first in ("{", "["):
            if depth + 1 > self.max_depth:
                raise Refused("json.too-deep")
            return self.object(depth + 1) if first == "{" else self.array(depth + 1)
        if first == '"':
            return self.string()
        for literal, meaning in (("true", True), ("false", False), ("null", None)):
            if first == literal[0]:
                self.expect(literal)
                return meaning
        return self.number()

    def object(self, depth: int) -> dict[str, Any]:
        self.at += 1
        members: dict[str, Any] = {}
        self.space()
        if self.peek() == "}":
            self.at += 1
            return members
        while True:
            self.space()
            name = self.string()
            if name in members:
                raise Refused("json.duplicate-key")
            self.space()
            self.expect(":")
            members[name] = self.value(depth)
            self.space()
            if self.peek() == "}":
                self.at += 1
                return members
            self.expect(",")

    def array(self, depth: int) -> list[Any]:
        self.at += 1
        items: list[Any] = []
        self.space()
        if self.peek() == "]":
            self.at += 1
            return items
        while True:
            items.append(self.value(depth))
            self.space()
            if self.peek() == "]":
                self.at += 1
                return items
            self.expect(",")

    def string(self) -> str:
        self.expect('"')
        parts: list[str] = []
        while True:
            plain = _PLAIN.match(self.text, self.at)
            assert plain is not None
            parts.append(plain.group())
            self.at = plain.end()
            character = self.peek()
            self.at += 1
            if character == '"':
                break
            if character != "\\":
                raise Refused("json.syntax")
            escape = self.peek()
            self.at += 1
            if escape == "u":
                digits = self.text[self.at : self.at + 4]
                if not re.fullmatch(r"[0-9A-Fa-f]{4}", digits):
                    raise Refused("json.syntax")
                parts.append(chr(int(digits, 16)))
                self.at += 4
            elif escape in _ESCAPES:
                parts.append(_ESCAPES[escape])
            else:
                raise Refused("json.syntax")
        text = "".join(parts)
        if any("\ud800" <= character <= "\udfff" for character in text):
            try:
                text = utf16_key(text).decode("utf-16-be")
            except UnicodeDecodeError:
                raise Refused("json.lone-surrogate") from None
        return text

    def number(self) -> int | float:
        match = _NUMBER.match(self.text, self.at)
        if match is None:
            raise Refused("json.syntax")
        # "1." or "1e" is no JSON at all, not an integer with text behind it.
        if self.text[match.end() : match.end() + 1] in (".", "e", "E") and match.group(2) is None:
            raise Refused("json.syntax")
        self.at = match.end()
        if match.group(1) or match.group(2):
            if not self.fractions:
                raise Refused("json.number-not-integer")
            number = float(match.group())
            if number in (float("inf"), float("-inf")):
                raise Refused("json.number-out-of-range")
            return number
        if match.group() == "-0":
            if not self.fractions:
                raise Refused("json.number-not-integer")
            return 0
        if len(match.group()) > 17 or abs(int(match.group())) > MAX_INTEGER:
            raise Refused("json.number-out-of-range")
        return int(match.group())


_SHORT = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
_TABLE = {point: _SHORT.get(point, f"\\u{point:04x}") for point in [*range(32), 34, 92]}


def quote(text: str) -> str:
    return f'"{text.translate(_TABLE)}"'


def canonical(value: Any) -> str:
    """RFC 8785 restricted to integers (statements.md, writer's rule 4)."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, list):
        return f"[{','.join(canonical(item) for item in value)}]"
    if isinstance(value, dict):
        names = sorted(value, key=utf16_key)
        return f"{{{','.join(f'{quote(name)}:{canonical(value[name])}' for name in names)}}}"
    raise TypeError(f"no canonical form of {type(value)}")
