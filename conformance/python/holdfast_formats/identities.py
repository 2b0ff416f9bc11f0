"""Records of identities (identities.md)."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from .findings import Refused
from .journal import Journal
from .keys import Key, read_key_file
from .schema import defects, load, trim
from .signatures import read_envelope, who_signed, written_form
from .strict_json import canonical, parse


@dataclass
class Identity:
    key: Key  # with its roles
    name: str
    roles: list[str]  # in the order of the record
    state: str = "active"

    @property
    def principal(self) -> str:
        return f"{'+'.join(self.roles)}-{self.key.keyid[:16]}"


@dataclass
class Records:
    known: dict[str, Identity]
    taken: int
    finding: str | None


def read_records(files: list[bytes]) -> Records:
    """identities.md, "Reader's rules" 1 to 6. The first finding ends the reading."""
    known: dict[str, Identity] = {}
    previous: str | None = None
    for number, data in enumerate(files):
        try:
            _take(known, number, previous, data)
        except Refused as refused:
            return Records(known, number, refused.codes[0])
        previous = sha256(data).hexdigest()
    return Records(known, len(files), None)


def as_written(records: Records, files: list[bytes]) -> bool:
    """identities.md, the one thing more that a reader of a dossier asks."""
    keys = [identity.key for identity in records.known.values()]
    for data in files:
        envelope = read_envelope(data)
        signers, _ = who_signed(envelope, keys)
        if data != written_form(envelope.payload, [(signers[0].keyid, envelope.signatures[0][1])]):
            return False
    return True


def _take(known: dict[str, Identity], number: int, previous: str | None, data: bytes) -> None:
    unreadable = Refused("identity.record-unreadable")
    try:
        envelope = read_envelope(data)  # 1
        value = parse(envelope.payload, 16_777_216, 16)
    except Refused:
        raise unreadable from None
    if envelope.written != data:
        raise unreadable  # 2
    if defects(load("identity"), _without_key(value)) or canonical(value).encode() != envelope.payload:
        raise unreadable  # 3
    predicate, subject = value["predicate"], value["subject"][0]["digest"]["sha256"]
    change = predicate["change"]
    if change["kind"] == "enrol":
        if trim(change["name"]) != change["name"] or len(set(change["roles"])) != len(change["roles"]):
            raise unreadable
    if predicate["sequence"] != number or predicate["previous"] != previous:
        raise Refused("identity.record-order")  # 4
    owners = [one.key for one in known.values() if one.state == "active" and "owner" in one.roles]
    if number == 0:
        owners = _first_owner(change)
    signers, found = who_signed(envelope, owners)  # 5
    if not signers or "statement.signature-invalid" in found:
        raise Refused("identity.record-unsigned")
    contradicts = Refused("identity.record-contradicts")  # 6
    if change["kind"] == "enrol":
        try:
            key = read_key_file(change["publicKey"].encode())
        except Refused:
            raise contradicts from None
        same_key = any(one.key.raw == key.raw for one in known.values())
        if subject in known or f"{change['publicKey']}\n" != key.line or key.keyid != subject or same_key:
            raise contradicts
        roles = frozenset(change["roles"])
        known[subject] = Identity(key.with_roles(roles), change["name"], change["roles"])
        return
    identity = known.get(subject)
    if identity is None or identity.state == "revoked":
        raise contradicts
    if change["kind"] == "retire" and identity.state != "active":
        raise contradicts
    left = [one for one in known.values() if one is not identity and one.state == "active" and "owner" in one.roles]
    if not left:
        raise contradicts
    identity.state = "retired" if change["kind"] == "retire" else "revoked"


def _without_key(value: Any) -> Any:
    """Step 3 asks of `publicKey` only that it is a text of at most 1,000 UTF-16 code units."""
    try:
        change = value["predicate"]["change"]
        if isinstance(change["publicKey"], str) and len(change["publicKey"]) <= 1000:
            change = {**change, "publicKey": "ssh-ed25519 AAAA"}
        return {**value, "predicate": {**value["predicate"], "change": change}}
    except (KeyError, TypeError):
        return value


def _first_owner(change: dict[str, object]) -> list[Key]:
    if change["kind"] != "enrol" or "owner" not in change["roles"]:  # type: ignore[operator]
        return []
    try:
        key = read_key_file(str(change["publicKey"]).encode())
    except Refused:
        return []
    return [key] if f"{change['publicKey']}\n" == key.line else []


def against_journal(records: Records, journal: Journal) -> list[str]:
    """identities.md, "Against the journal"."""
    enrolled = journal.events("identity-enrolled")
    if not records.known:
        return ["identity.records-missing"] if enrolled else []
    found: list[str] = []
    for _, event in journal.events("identity-enrolled", "identity-retired", "identity-revoked"):
        identity = records.known.get(event["identity"])
        contradicts = {
            "identity-enrolled": identity is None,
            "identity-retired": identity is not None and identity.state == "active",
            "identity-revoked": identity is None or identity.state != "revoked",
        }
        if contradicts[event["kind"]]:
            found.append("identity.record-order")
    return found
