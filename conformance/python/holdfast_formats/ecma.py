"""ECMA-262 regular expressions, as the schemas and packet-words.json have them, for Python's `re`."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

# statements.md, "Values": white space as ECMA-262 defines it.
WHITE = "\t\n\x0b\x0c\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_WORD = "A-Za-z0-9_"
_BOUNDARY = f"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))"
# Python does not know this property: its code points up to Unicode 17.0, with those kept free for it.
_PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u2388\u23cf\u23e9-\u23f3\u23f8-\u23fa"
    "\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2605\u2607-\u2612\u2614-\u2685\u2690-\u2705\u2708-\u2712\u2714\u2716"
    "\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27a1\u27b0\u27bf"
    "\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff\U0001f10d-\U0001f10f"
    "\U0001f12f\U0001f16c-\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5"
    "\U0001f201-\U0001f20f\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f23c-\U0001f23f\U0001f249-\U0001f3fa"
    "\U0001f400-\U0001f53d\U0001f546-\U0001f64f\U0001f680-\U0001f6ff\U0001f774-\U0001f77f\U0001f7d5-\U0001f7ff"
    "\U0001f80c-\U0001f80f\U0001f848-\U0001f84f\U0001f85a-\U0001f85f\U0001f888-\U0001f88f\U0001f8ae-\U0001f8ff"
    "\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001faff\U0001fc00-\U0001fffd"
)


@cache
def category(name: str) -> str:
    """The inside of a character class for a General_Category, such as `L` or `Lu`."""
    if name == "Extended_Pictographic":
        return _PICTURES
    ranges: list[list[int]] = []
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)).startswith(name):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


@cache
def ecma(source: str, flags: str = "u") -> re.Pattern[str]:
    """A pattern with these flags (`g` asks for nothing here)."""
    out: list[str] = []
    in_class, at = False, 0
    while at < len(source):
        token = re.match(r"\\p\{(\w+)\}|\\P\{(\w+)\}|\\u\{([0-9A-Fa-f]+)\}|\\u[0-9A-Fa-f]{4}|\\.|.", source[at:], re.S)
        assert token is not None
        text, at = token[0], at + token.end()
        if token[1]:
            out.append(category(token[1]) if in_class else f"[{category(token[1])}]")
        elif token[2]:
            out.append(f"[^{category(token[2])}]")
        elif token[3]:
            out.append(f"\\U{int(token[3], 16):08x}")
        elif text in ("\\s", "\\w", "\\d"):
            inside = {"\\s": WHITE, "\\w": _WORD, "\\d": "0-9"}[text]
            out.append(inside if in_class else f"[{inside}]")
        elif text in ("\\S", "\\W", "\\D"):
            out.append(f"[^{({'S': WHITE, 'W': _WORD, 'D': '0-9'})[text[1]]}]")
        elif text == "\\b" and not in_class:
            out.append(_BOUNDARY)
        elif text == "[" and in_class:
            out.append("\\[")
        elif text == "$" and not in_class:
            out.append("$" if "m" in flags else "\\Z")
        else:
            in_class = text == "[" or (in_class and text != "]")
            out.append(text)
    pattern = re.sub(r"\(\?<([A-Za-z]\w*)>", r"(?P<\1>", "".join(out))
    return re.compile(_split_lookbehind(pattern), sum((re.I if "i" in flags else 0, re.M if "m" in flags else 0)))


def _split_lookbehind(pattern: str) -> str:
    """Python wants one width in a lookbehind: each alternative gets its own."""
    return re.sub(
        r"\(\?<!(\[[^]]*\])\|\(\?:([a-z'|]+)\) \)",
        lambda m: f"(?<!{m[1]})" + "".join(f"(?<!{one} )" for one in m[2].split("|")),
        pattern,
    )
