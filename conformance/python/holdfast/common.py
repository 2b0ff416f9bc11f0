"""What every page of docs/formats takes for granted: findings, digests, texts, names, files."""

import base64
import hashlib
import os
import re
import stat
from pathlib import Path

DOCS = Path(__file__).resolve().parents[3] / "docs" / "formats"
# findings.md is the table of all codes. A code that it does not have is a mistake of this program.
SEVERITY = dict(re.findall(r"^\| `([a-z]+\.[a-z0-9-]+)` \| (error|warning|info) \|",
                           (DOCS / "findings.md").read_text("utf-8"), re.M))
FILE_LIMIT = 67_108_864
ECMA_SPACE = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
OWN_NAMES = ("decision.dsse.json", "statement.json", "statement.json.sig", "owner.pub", "owner.pub.pem",
             "allowed_signers", "rendered.txt", "VERIFY.txt", "SHA256SUMS")

class Refused(Exception):
    """Something ends here, with these findings."""

    def __init__(self, *codes):
        super().__init__(*codes)
        self.codes = set(codes)

class Unreadable(Exception):
    """A file that was asked about cannot be read, so nothing is judged."""

class NotTried(Exception):
    """This program does not read what it was given."""

def refuse(condition, *codes):
    """Ends what is going on with these findings, where the condition holds."""
    if condition:
        raise Refused(*codes)

def attempt(function, *given):
    """(what the function gives, no findings), or (None, the findings that ended it)."""
    try:
        return function(*given), set()
    except Refused as refused:
        return None, refused.codes

def those(conditions):
    """The codes whose condition holds."""
    return {code for code, holds in conditions.items() if holds}

def has_error(codes):
    """Whether one of the findings is an error."""
    return any(SEVERITY[code] == "error" for code in codes)

def sha256(data):
    """Lower-case hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()

def units(text):
    """A text as UTF-16 code units in big endian: its order is that of the code units."""
    return text.encode("utf-16-be", "surrogatepass")

def length(text):
    """The length of a text in UTF-16 code units."""
    return len(units(text)) // 2

def trim(text):
    """The text without white space at its ends, as ECMA-262's trim."""
    return re.sub(f"^[{ECMA_SPACE}]+|[{ECMA_SPACE}]+\\Z", "", text)

def once(items):
    """Whether nothing stands twice."""
    return len(items) == len(set(items))

def decode_base64(text, url_safe=False):
    """Padded, canonical base64 without white space; None where it is anything else."""
    if url_safe and not re.search("[+/]", text):
        text = text.replace("-", "+").replace("_", "/")
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return data if encode_base64(data) == text else None

def encode_base64(data):
    """Standard, padded base64 as a text."""
    return base64.b64encode(data).decode()

def decode_utf8(data, code):
    """The text of the bytes; refused with this code where they are not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(code) from None

def regular_file(path, limit=FILE_LIMIT, links=False):
    """The bytes of a regular file no larger than this, by a link only where links are followed; else None."""
    try:
        found = os.stat(path, follow_symlinks=links)
        return Path(path).read_bytes() if stat.S_ISREG(found.st_mode) and found.st_size <= limit else None
    except (OSError, ValueError):
        return None

def asked_file(path, limit=FILE_LIMIT):
    """The bytes of a file that was asked about. It may be named through a link."""
    data = regular_file(path, limit, links=True)
    if data is None:
        raise Unreadable(path)
    return data

def safe_name(text):
    """exports.md, "Names": a text as a file name."""
    name = re.sub(r"[^A-Za-z0-9._-]", "_", "".join(c if ord(c) < 0x10000 else "__" for c in text)).lstrip(".-")
    if not name or re.fullmatch(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", name, re.I | re.S):
        name = "packet-" + name
    return name[:100].rstrip(".")

def packet_file_name(text):
    """The name of a packet in a folder, from the name that it had on its medium."""
    name = safe_name(text)
    return "packet-" + name if name.lower() in {own.lower() for own in (*OWN_NAMES, "authority")} else name

def sums_file(files):
    """SHA256SUMS over all other files, as exports.md says; files are bytes by path."""
    paths = sorted((path for path in files if path != "SHA256SUMS"), key=units)
    return "".join(f"{sha256(files[path])}  {path}\n" for path in paths).encode()

def page_block(page, heading, number=1):
    """The n-th block of code of a page under the heading, without what surrounds it."""
    text = (DOCS / page).read_text("utf-8")
    fence = re.compile(r"^( *)```[a-z]*\n(.*?)^ *```$", re.M | re.S)
    indent, block = fence.findall(text[text.index(f"\n{heading}\n"):])[number - 1]
    return re.sub(f"^{indent}", "", block, flags=re.M)
