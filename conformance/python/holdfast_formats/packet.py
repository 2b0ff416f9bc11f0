"""Packets (packet.md, "Reading"): `packet.json`. Documents are not read."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from .ecma import WHITE, category
from .findings import Refused
from .prose import (
    LOOKALIKES,
    contradictions,
    denies,
    grant_findings,
    has,
    read_effect,
    skeleton,
    unchecked_condition,
    withdrawn,
    words,
)  # fmt: skip
from .render import ESCAPED
from .schema import defects, load, trim
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


def _deceptive(text: str) -> bool:
    """packet-prose.md, "The skeleton"."""
    parts = re.findall(rf"[{category('L')}{category('M')}{category('N')}_]+", text)
    scripts = [{unicodedata.name(letter, "?").split(" ")[0] for letter in word} for word in parts]
    imitating, kinds = set(LOOKALIKES + "\u0474"), {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
    alike = [len(word) > 1 and set(word) <= imitating for word in parts]
    foreign = any(kinds & one and "LATIN" not in one and not like for one, like in zip(scripts, alike, strict=True))
    odd = any(re.search("[\uff01-\uff5e\U0001d400-\U0001d7ff]", word) for word in parts)
    mixed = any("LATIN" in one and kinds & one for one in scripts)
    return mixed or odd or (any(alike) and not foreign) or ESCAPED.search(text) is not None


_CLOSED = ("closed", "resolved", "discharged", "done")


def status_of(text: str) -> str | None:
    """packet-prose.md, "Statuses, actors, ids". None: it is none that is known."""
    if has("vocabulary.CLOSED", text):
        return "closed"
    if has("vocabulary.CLOSED_IN_PART", text) or has("vocabulary.PARTIAL", text):
        return "partial"
    plain = words("vocabulary.QUALIFIED").sub("", text, count=1).lower()
    return plain if plain in ("open", "classified", "narrowed") else None


def _legs(blocker: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """packet-prose.md, "Legs", rule 1."""
    named = words("legs.IN_STATUS").search(blocker["statusText"])
    if named is not None:
        says = set(re.split("[^a-z]+", blocker["statusText"].lower())) & set(_CLOSED)
        yield blocker["id"], named[1].lower(), "closed" if blocker["status"] == "partial" and says else "open"


def _packet_json(data: bytes) -> Packet:
    """packet.md, "packet.json", steps 1 to 6."""
    fields = parse(data, 8_388_608, 64)  # 1
    found = ["packet.json-shape" for _ in defects(load("packet"), fields)]  # 2
    if found:
        raise Refused(*found)
    written = json.loads(data)
    packet = Packet(sha256(data).hexdigest(), len(data), fields)
    options, blockers, default = fields["options"], fields["blockers"], fields["default"]
    for option in options:  # 3
        mutates, needs = option["mutates"], (option["needs"]["blockers"], option["needs"]["grants"])
        is_default = option["id"] == default
        denied = not read_effect(option["text"])[1] if is_default else denies(option["text"])
        lying = not mutates and (denies(option["text"]) or (needs[0] == "none" and not is_default))
        if (mutates and needs != ("closed", "all")) or lying:
            found.append("packet.option-contradicts")
        if mutates or denied:
            option["mutates"], option["needs"] = True, {"blockers": "closed", "grants": "all"}
    found += _findings(fields, written)  # 4
    for kind, rest in (("options", options), ("blockers", blockers)):  # 5
        kept: dict[str, Any] = {}
        for one in rest:
            first = kept.get(one["id"])
            better = kind == "blockers" and first is not None and first["status"] == "closed" != one["status"]
            kept[one["id"]] = one if first is None or better else first
        fields[kind] = list(kept.values())
    found += grant_findings(fields) + contradictions(fields, blockers)
    if default is not None and (
        any(o["mutates"] for o in options if o["id"] == default) or all(o["id"] != default for o in options)
    ):
        fields["default"] = None
    packet.legs = [leg for blocker in fields["blockers"] for leg in _legs(blocker)]  # 6
    packet.effects = {o["id"]: read_effect(o["text"])[0] for o in fields["options"] if not o["mutates"]}
    packet.findings = found
    return packet


def _findings(fields: dict[str, Any], written: list[dict[str, Any]]) -> list[str]:
    """Step 4, but for what speaks of a field that is denied."""
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
        "packet.not-live": fields["docStatus"] != "" and not has("vocabulary.LIVE_STATUS", trim(fields["docStatus"])),
    }
    for option in options:
        text = f"{option['id'].replace('_', ' ')}: {option['text']}"
        found += ["packet.option-withdrawn"] if withdrawn(skeleton(text)) else []
        if not read_effect(option["text"])[1] and unchecked_condition(skeleton(option["text"])):
            found.append("packet.option-condition")
    for blocker in blockers:
        meaning = status_of(blocker["statusText"])
        found += [] if meaning is not None else ["packet.status-unknown"]
        found += [] if blocker["status"] == (meaning or "open") else ["packet.status-contradicts"]
    for text in _strings(written):
        found += ["packet.deceptive-field"] if _deceptive(text) or has("skeleton.ENTITY", text) else []
    return found + [code for code, holds in applies.items() if holds]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)
