"""Packets (packet.md, "Reading"): `packet.json`. Documents are not read; GUESSES.md says which words are guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from .findings import Refused
from .render import ESCAPED
from .schema import WHITE, defects, load
from .strict_json import parse, utf16_length


@dataclass
class Packet:
    sha256: str
    size: int
    fields: dict[str, Any]
    legs: list[tuple[str, str, str]] = field(default_factory=list)  # blocker, leg, status
    effects: dict[str, list[str]] = field(default_factory=dict)  # option, clauses
    unread: list[tuple[int, str]] = field(default_factory=list)  # line, SHA-256
    findings: list[str] = field(default_factory=list)

    @property
    def about(self) -> dict[str, Any]:
        """What a statement says of its packet."""
        named = {name: self.fields[name] for name in ("id", "revision")}
        return {**named, "sha256": self.sha256, "size": self.size}


def read_packet(data: bytes, name: str) -> Packet:
    """packet.md, "Any file"."""
    if data == b"":
        raise Refused("packet.empty")  # 1
    if len(data) > 1_048_576:
        raise Refused("packet.too-large")
    if b"\0" in data:
        raise Refused("packet.binary")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("packet.not-utf8") from None  # 2
    lower = name.lower()  # 3
    is_document = lower.endswith((".md", ".markdown", ".txt", ".text"))
    if lower.endswith(".json") or (not is_document and re.match(f"\ufeff?[{WHITE}]*\\{{", text)):
        return _packet_json(data)  # 4
    lines = re.split(r"\r\n|\r|\n", text)  # 5
    if text.count("[") > 10_000 or len(lines) > 20_000 or any(utf16_length(line) > 16_384 for line in lines):
        raise Refused("packet.too-many")
    run = 0
    for line in lines:
        run = 0 if line.strip() == "" else run + (0 if line.startswith("|") else utf16_length(line) + 1)
        if run > 131_072:
            raise Refused("packet.too-many")
    raise Refused()  # a document, which is not read here


# packet.md, "What an option does"
_ADJECTIVES = (
    "a|the|another|new|final|full|independent|manual|internal|external|production|staging|database|data|quick|short|"
    "second|real-run|off-production"
)
_CHECK = (
    "dry-run|check|pre-check|review|inspection|audit|listing|reading|report|verification|validation|comparison|"
    "assessment|survey|analysis|probe|query"
)
_SAFE = re.compile(
    r"(?:still )?(?:no|without) (?:any )?(?:(?:production|database|data|schema|state) )?mutations?|"
    rf"(?:still )?read-only|(?:(?:{_ADJECTIVES}) )*read-only (?:{_CHECK})(?: of [a-z]+(?: [a-z]+){{0,4}})?|"
    rf"(?:(?:{_ADJECTIVES}) )*(?:{_CHECK}) without mutation|do(?:es)? nothing(?: (?:further|else|more|now))?|"
    r"(?:keep )?hold(?: (?:for now|here|production))?|stay on hold|keep holding"
)
_HARMLESS = re.compile(
    rf"(?:(?:{_ADJECTIVES}) )*pre-checks|entry==exit|nothing changes|wait|"
    r"wait for the next (?:packet|revision|decision|review)|(?:no|without) (?:changes?|writes?|deploy(?:ment)?s?|apply|"
    r"restarts?|releases?|cutover|activation|execution|migration|contact|secrets?)"
)
# Words of a field that is taken at its word: packet.md names examples alone.
_MILD = re.compile(r"(?i)\b(?:read|reading|check|checks|review|list|listing|report|nothing|hold|wait|audit|inspect)\b")
_ACTION = re.compile(
    r"(?i)\b(?:apply|write|drop|delete|deploy|migrate|execute|run|restart|release|cut over|cutover|activate|change|if|"
    r"unless|maybe|perhaps|might|may|after|until|when)\b"
)


def clauses_of(text: str) -> list[str]:
    parts = re.split(r"[,;:.!?()]|(?<=\s)[-\u2013\u2014](?=\s)", text)
    return [part.strip() for part in parts if part.strip() != ""]


def changes_nothing(text: str) -> bool:
    """By the grammar of the tables."""
    clauses = [" ".join(clause.lower().split()) for clause in clauses_of(text)]
    safe = [_SAFE.fullmatch(clause) is not None for clause in clauses]
    harmless = all(one or _HARMLESS.fullmatch(clause) for one, clause in zip(safe, clauses, strict=True))
    return "?" not in text and any(safe) and harmless


def _is_denied(text: str) -> bool:
    """The text of an option with `mutates` false that is no default denies that it changes nothing."""
    return not changes_nothing(text) and (_ACTION.search(text) is not None or _MILD.search(text) is None)


_CLOSED, _SIGN = "closed|resolved|discharged|done", "[\u2705\u2714\u2611]\ufe0f?"
_LIVE = "ACTIVE|CURRENT|FINAL|ISSUED|PUBLISHED|READY|PROPOSED|ACCEPTED|APPROVED|EFFECTIVE|LIVE|IN[_ -]FORCE"
_STATUS = re.compile(rf"(?:{_LIVE})?(?:(?:(?<=.)[_ -]|^)(?:NON|NOT|NO)[_ -]?(?:AN[_ -])?AUTHORITY)?", re.I | re.A)


def status_of(text: str) -> str | None:
    """packet.md, "Status texts". None: it is none that is known."""
    if re.fullmatch(rf"(?i)(?:{_SIGN} )?(?:{_CLOSED})\.?(?: {_SIGN})?", text):
        return "closed"
    if re.fullmatch(rf"(?i)(?:(?:{_CLOSED}) ?\(.+\)|partial(?:ly)?(?: .*)?)", text):
        return "partial"
    known = re.fullmatch(r"(?i)(open|classified|narrowed)(?: ?\(.+\))?", text)
    return known[1].lower() if known else None


def _legs(blocker: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """packet.md, "Legs"."""
    text = blocker["statusText"]
    named = re.findall(r"\(([A-Za-z][A-Za-z-]{0,40}) leg\)", text)
    plain = len(re.findall(r"(?i)\blegs?\b", text)) == len(named)
    closed = blocker["status"] == "partial" and re.search(rf"(?i)\b(?:{_CLOSED})\b", text) is not None
    for name in dict.fromkeys(name.lower() for name in named):
        if closed or plain:
            yield blocker["id"], name, "closed" if closed else "open"


def _packet_json(data: bytes) -> Packet:
    """packet.md, "packet.json", steps 1 to 6."""
    fields = parse(data, 8_388_608, 64)  # 1
    found = ["packet.json-shape" for _ in defects(load("packet"), fields)]  # 2
    if found:
        raise Refused(*found)
    packet = Packet(sha256(data).hexdigest(), len(data), fields)
    options, blockers, default = fields["options"], fields["blockers"], fields["default"]
    for option in options:  # 3
        mutates, needs = option["mutates"], (option["needs"]["blockers"], option["needs"]["grants"])
        is_default = option["id"] == default
        denied = not changes_nothing(option["text"]) if is_default else _is_denied(option["text"])
        lying = not mutates and not is_default and denied
        if (mutates and needs != ("closed", "all")) or lying or (not mutates and needs[0] == "none" and not is_default):
            found.append("packet.option-contradicts")
        if mutates or denied:
            option["mutates"], option["needs"] = True, {"blockers": "closed", "grants": "all"}
    found += _findings(fields)  # 4
    found += [code for text in _strings(fields) for code in _deceptive(text)]
    for kind, rest in (("options", options), ("blockers", blockers)):  # 5
        kept: dict[str, Any] = {}
        for one in rest:
            first = kept.get(one["id"])
            better = kind == "blockers" and first is not None and first["status"] == "closed" != one["status"]
            kept[one["id"]] = one if first is None or better else first
        fields[kind] = list(kept.values())
    if default is not None and (
        any(o["mutates"] for o in options if o["id"] == default) or all(o["id"] != default for o in options)
    ):
        fields["default"] = None
    packet.legs = [leg for blocker in fields["blockers"] for leg in _legs(blocker)]  # 6
    packet.effects = {o["id"]: clauses_of(o["text"]) for o in fields["options"] if not o["mutates"]}
    packet.findings = found
    return packet


def _findings(fields: dict[str, Any]) -> list[str]:
    options, blockers, default = fields["options"], fields["blockers"], fields["default"]
    found: list[str] = []
    for code, ids in (("option", [o["id"] for o in options]), ("blocker", [b["id"] for b in blockers])):
        found += [f"packet.{code}-twice"] * (len(ids) - len(set(ids)))
    by_id = [option for option in options if option["id"] == default]
    applies = {
        "packet.no-options": not options,
        "packet.default-unsafe": any(option["mutates"] for option in by_id),
        "packet.no-default": default is None,
        "packet.default-unknown": default is not None and not by_id,
        "packet.no-blockers": any(option["mutates"] for option in options) and not blockers,
        "packet.option-rank": any(option["rank"] != n for n, option in enumerate(options, 1)),
        "packet.not-live": fields["docStatus"] != "" and _STATUS.fullmatch(fields["docStatus"]) is None,
    }
    for option in options:
        text = option["text"] if option["mutates"] else ""
        plain = re.sub(r"(?i)\brequires (?:all blockers closed|a [A-Z0-9_-]+ grant)\b", "", text)
        if re.search(r"(?i)\b(?:struck|withdrawn|not possible)\b|[\u2717\u2718\u274c\U0001f512]", plain):
            found.append("packet.option-withdrawn")
        if re.search(r"(?i)\b(?:only after|needs?|requires?|subject to|if|wait)\b|\?|\[\^", plain):
            found.append("packet.option-condition")
    for blocker in blockers:
        meaning = status_of(blocker["statusText"])
        found += [] if meaning is not None else ["packet.status-unknown"]
        found += [] if blocker["status"] == (meaning or "open") else ["packet.status-contradicts"]
        if blocker["status"] == "closed" and re.search(r"(?i)\b(?:open|waived|if)\b", blocker["gate"]):
            found.append("packet.blocker-contradicted")
    for text in [one["gate"] for one in blockers] + [one["text"] for one in options]:
        found += _grants(text, fields["grants"])
    return found + [code for code, holds in applies.items() if holds]


_GRANT = re.compile(r"(?i)\b(?:grants?|permits?|approvals?|consent|licen[cs]es?|authori[sz]ations?)\b")
_NAME = "[A-Z][A-Z0-9_-]+"
_READ_GRANT = re.compile(
    rf"(?:separate|distinct|a|an) ({_NAME}) grant|grants? (?:for|of|per) ({_NAME}(?:(?: and |, | ?[/+] ?){_NAME})*)|"
    rf"explicit production ({_NAME})"
)


def _grants(text: str, listed: list[str]) -> list[str]:
    """packet.md, "Grants": the forms that are read; every other mention is unclear."""
    named = [name for match in _READ_GRANT.finditer(text) for name in re.findall(_NAME, match.group())]
    found = ["packet.grant-unlisted" for name in named if name not in listed]
    return found + (["packet.grant-unclear"] if _GRANT.search(_READ_GRANT.sub("", text)) else [])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _deceptive(text: str) -> list[str]:
    mixed = False
    for word in re.findall(r"[^\W\d_]+", text):
        scripts = {unicodedata.name(letter, "?").split(" ")[0] for letter in word}
        mixed = mixed or ("LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}))
    reference = re.search(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);", text)
    return ["packet.deceptive-field"] if mixed or reference or ESCAPED.search(text) else []
