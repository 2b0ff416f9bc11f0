"""Regular expressions of ECMA-262 as Python's. Schemas and packet-words.json are written in the former."""

import functools
import json
import re
import sys
import unicodedata

from .common import DOCS, ECMA_SPACE

CLASSES = {"d": "0-9", "w": "A-Za-z0-9_", "s": ECMA_SPACE}
EDGE = "(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))"

@functools.cache
def property_class(name):
    """The code points of a Unicode property, as the inside of a character class."""
    if name == "Extended_Pictographic":
        return ""  # Python does not have it; of texts that are not ASCII nothing more is read.
    parts, start = [], None
    for point in range(sys.maxunicode + 2):
        inside = point <= sys.maxunicode and unicodedata.category(chr(point)).startswith(name)
        if inside and start is None:
            start = point
        elif not inside and start is not None:
            parts.append(f"\\U{start:08x}-\\U{point - 1:08x}")
            start = None
    return "".join(parts)

TOKEN = re.compile(r"\\u\{([0-9A-Fa-f]+)\}|\\u([0-9A-Fa-f]{4})|\\([pP])\{(\w+)\}|\\(.)"
                   r"|(\[\^?)|(\])|(\$)|(.)", re.S)

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
