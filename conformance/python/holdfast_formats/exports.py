"""Names, SHA256SUMS (exports.md) and VERIFY.txt (verify-txt.md)."""

from __future__ import annotations

import re
from hashlib import sha256

from .findings import DOCS
from .keys import Key
from .statements import Statement
from .strict_json import utf16_key

OWN_NAMES = (
    "decision.dsse.json", "statement.json", "statement.json.sig", "owner.pub", "owner.pub.pem", "allowed_signers",
    "rendered.txt", "VERIFY.txt", "SHA256SUMS",
)  # fmt: skip


def safe_name(text: str) -> str:
    """exports.md, "Names"."""
    units = utf16_key(text).decode("utf-16-be", "surrogatepass")
    wide = "".join(one if ord(one) < 0x10000 else "__" for one in units)
    name = re.sub(r"[^A-Za-z0-9._-]", "_", wide).lstrip(".-")
    if name == "" or re.match(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", name):
        name = f"packet-{name}"
    return name[:100].rstrip(".")


def packet_file_name(text: str) -> str:
    name = safe_name(text)
    reserved = [one.lower() for one in (*OWN_NAMES, "authority")]
    return f"packet-{name}" if name.lower() in reserved else name


def sums_line(path: str, data: bytes) -> str:
    return f"{sha256(data).hexdigest()}  {path}"


def check_sums(files: dict[str, bytes]) -> tuple[list[str], list[str]]:
    """exports.md, "SHA256SUMS", over all other files: the lines that it does not have, and its lines.

    Where it has all of them and is still other bytes, its own name stands for a line.
    """
    lines = [sums_line(path, files[path]) for path in sorted(files, key=utf16_key) if path != "SHA256SUMS"]
    text = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
    stated = files["SHA256SUMS"].decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
    missing = [line for line in lines if line not in stated]
    return missing or ([] if text == files["SHA256SUMS"] else ["SHA256SUMS"]), stated


def _template(page: str, heading: str) -> str:
    """The first code block under a heading of a page."""
    text = (DOCS / page).read_text("utf-8")
    match = re.search(r"^```\n(.*?)^```\n", text[text.index(f"\n## {heading}\n") :], re.S | re.M)
    assert match is not None
    return match[1]


_STEP = re.compile(r"^[0-9]+\. (.*)\n\n((?:    .*\n)+)\n", re.M)
_ALONE = (
    "The decision is signed as a DSSE envelope alone: no OpenSSH signature came with it to the station that wrote this."
)
_NO_ENVELOPE = "The decision is signed in OpenSSH's format alone, without a DSSE envelope: "
_TOKEN_END = "its key is in a hardware token, which cannot make the other."
_OTHER_END = "no DSSE envelope came with it to the station that wrote this."


def verify_txt_of_decision(decision: Statement, packet_name: str, key: Key, envelope: bool, openssh: bool) -> bytes:
    """verify-txt.md, "Decision folder"."""
    template = _template("verify-txt.md", "Decision folder")
    steps: list[tuple[str, list[str]]] = [(m[1], m[2].splitlines()) for m in _STEP.finditer(template)]
    head, tail = template[: template.index("\n1. ") + 1], template[[m.end() for m in _STEP.finditer(template)][-1] :]
    left_out = [index for index in (2,) if not openssh] + [index for index in (3, 4) if not envelope]
    if not openssh:
        del steps[1][1][0]
        head = head.replace("\nOpen a shell", f"\n{_ALONE}\n\nOpen a shell")
    if not envelope:
        del steps[1][1][-2]
        end = _OTHER_END if key.application is None else _TOKEN_END
        head = head.replace("\nOpen a shell", f"\n{_NO_ENVELOPE}{end}\n\nOpen a shell")
    steps = [step for index, step in enumerate(steps) if index not in left_out]
    body = "".join(f"{n}. {title}\n\n" + "\n".join(lines) + "\n\n" for n, (title, lines) in enumerate(steps, 1))
    tail = re.sub(r"^[0-9]+\. Whose", f"{len(steps) + 1}. Whose", tail, flags=re.M)
    if not decision.rests_on():
        tail = re.sub(r"^What the decision rests on .*?\n\n", "", tail, flags=re.S | re.M)
    p = decision.predicate
    values = {
        "SEQUENCE": str(p["sequence"]),
        "PACKETFILE": packet_name,
        "PACKETSHA": p["packet"]["sha256"],
        "TEXTSHA": p["chosen"]["textSha256"],
        "FINGERPRINT": key.fingerprint,
        "KEYID": key.keyid,
    }
    return re.sub(rf"\b(?:{'|'.join(values)})\b", lambda m: values[m[0]], head + body + tail).encode()


def verify_txt_of_dossier(alone: list[str], envelopes: list[str], revoked: bool, fingerprints: list[str]) -> bytes:
    """verify-txt.md, "Dossier"."""
    text = _template("verify-txt.md", "Dossier")
    more = ""
    if alone:
        more += f"Signed in OpenSSH's format alone, without an envelope: {', '.join(alone)}.\n"
    if envelopes:
        more += f"Signed as an envelope alone, without an OpenSSH signature: {', '.join(envelopes)}.\n"
    text = text.replace("\n.entry.json).\n", f"\n.entry.json).\n{more}")
    if revoked:
        page = (DOCS / "verify-txt.md").read_text("utf-8")
        lines = re.findall(r"^  (revoked/: .*)\n  (.*)$", page, re.M)[0]
        text = re.sub(r"(?m)^(pending/: .*\n)", lambda m: m[1] + "".join(f"{line}\n" for line in lines), text)
    return text.replace("FINGERPRINTS\n", "".join(f"{line}\n" for line in fingerprints)).encode()
