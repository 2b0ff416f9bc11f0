"""Regular expressions of ECMA-262 as Python's. Schemas and packet-words.json are written in the former."""

import functools
import json
import re
import sys
import unicodedata

from .common import DOCS, ECMA_SPACE

CLASSES = {"d": "0-9", "w": "A-Za-z0-9_", "s": ECMA_SPACE}
EDGE = "(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))"
# emoji-data.txt, Extended_Pictographic: Python does not have this property. What is not assigned is left in.
PICTOGRAPHIC = ("\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u2388\u23cf"
                "\u23e9-\u23f3\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2605\u2607-\u2612"
                "\u2614-\u2685\u2690-\u2705\u2708-\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747"
                "\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935"
                "\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff"
                "\U0001f10d-\U0001f10f\U0001f12f\U0001f16c-\U0001f171\U0001f17e\U0001f17f\U0001f18e"
                "\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5\U0001f201-\U0001f20f\U0001f21a\U0001f22f"
                "\U0001f232-\U0001f23a\U0001f23c-\U0001f23f\U0001f249-\U0001f3fa\U0001f400-\U0001f53d"
                "\U0001f546-\U0001f64f\U0001f680-\U0001f6ff\U0001f774-\U0001f77f\U0001f7d5-\U0001f7ff"
                "\U0001f80c-\U0001f80f\U0001f848-\U0001f84f\U0001f85a-\U0001f85f\U0001f888-\U0001f88f"
                "\U0001f8ae-\U0001f8ff\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001faff"
                "\U0001fc00-\U0001fffd")

@functools.cache
def property_class(name):
    """The code points of a Unicode property, as the inside of a character class."""
    if name == "Extended_Pictographic":
        return PICTOGRAPHIC
    parts, start = [], None
    for point in range(sys.maxunicode + 2):
        inside = point <= sys.maxunicode and unicodedata.category(chr(point)).startswith(name)
        if inside and start is None:
            start = point
        elif not inside and start is not None:
            parts.append(f"\\U{start:08x}-\\U{point - 1:08x}")
            start = None
    return "".join(parts)

TOKEN = re.compile(r"\\u\{([0-9A-Fa-f]+)\}|\\u([0-9A-Fa-f]{4})|\\([pP])\{(\w+)\}|\\(.)|(\[\^?)|(\])|(\$)|(.)", re.S)

@functools.cache
def compile_ecma(pattern, flags=""):
    """The same expression for Python's re. Flags are those of ECMA-262; g and y are up to the caller."""
    out, inside = [], False
    for wide, four, sense, name, escaped, opening, closing, end, other in TOKEN.findall(pattern):
        if wide or four:
            out.append(f"\\U{int(wide or four, 16):08x}")
        elif sense:
            chars = property_class(name)
            out.append(chars if inside else f"[{'^' if sense == 'P' else ''}{chars}]")
        elif escaped and escaped in "dwsDWS":
            chars = CLASSES[escaped.lower()]
            out.append(chars if inside else f"[{'^' if escaped.isupper() else ''}{chars}]")
        elif escaped == "b" and not inside:
            out.append(EDGE)
        elif escaped == "0":
            out.append("\\x00")
        elif escaped:
            out.append("\\" + escaped if not escaped.isalpha() or escaped in "ntrfv" else escaped)
        elif opening:
            out.append("\\[" if inside else opening)
            inside = True
        elif closing:
            out.append(closing)
            inside = False
        elif end and not inside:
            out.append("$" if "m" in flags else "\\Z")
        else:
            out.append(end or other)
    python = "".join(out)
    # Python looks back by a fixed width only: each alternative looks back by itself.
    python = re.sub(r"\(\?<!(\[[^\]]*\])\|\(\?:([^()]*)\) \)",
                    lambda m: f"(?<!{m[1]})" + "".join(f"(?<!{word} )" for word in m[2].split("|")), python)
    return re.compile(python, (re.I if "i" in flags else 0) | (re.M if "m" in flags else 0))

class Words:
    """The lists and patterns of packet-words.json, by name."""

    def __init__(self):
        self.read = json.loads((DOCS / "packet-words.json").read_text("utf-8"))

    @functools.cache
    def __getitem__(self, name):
        found = self.read[name]
        return frozenset(found) if isinstance(found, list) else compile_ecma(found["pattern"], found["flags"])

WORDS = Words()
