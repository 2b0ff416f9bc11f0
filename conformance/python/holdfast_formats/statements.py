"""Statements: the payload (statements.md) and how one is opened (signatures.md, "Opening a statement")."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from .findings import Refused, has_error
from .keys import Key
from .render import rendered_text
from .schema import UNKNOWN, WHITE, defects, is_blank, load
from .signatures import Envelope, read_envelope, who_signed, who_signed_openssh
from .strict_json import canonical, parse, utf16_key

TYPE = "https://in-toto.io/Statement/v1"
WORDS = ("decision", "grant", "discharge", "revocation", "receipt")


def predicate_type(word: str) -> str:
    return f"urn:holdfast:{word}:v1"


@dataclass
class Statement:
    word: str
    payload: bytes
    predicate: dict[str, Any]
    envelope: Envelope | None = None
    signers: list[Key] = field(default_factory=list)  # everyone who signed in either format
    by_envelope: list[Key] = field(default_factory=list)
    openssh: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # keyid: file name and bytes, once a signer
    warnings: list[str] = field(default_factory=list)
    lacks: bool = False  # a role is open (partly signed)

    @property
    def sha256(self) -> str:
        return sha256(self.payload).hexdigest()

    @property
    def envelope_sha256(self) -> str:
        """statements.md, "Which bytes a digest covers"."""
        return self.sha256 if self.envelope is None else sha256(self.envelope.written).hexdigest()

    @property
    def rendered(self) -> bytes:
        return rendered_text(self.word, self.predicate)

    def rests_on(self) -> list[str]:
        """gate.md, "Opening statements together": the payloads that it rests on."""
        p = self.predicate
        named = [grant["statementSha256"] for grant in p.get("grants", [])]
        if self.word == "decision":
            named += [digest for blocker in p["blockers"] for digest in blocker["discharges"]]
            named += [p["previousDecision"]] if p["previousDecision"] is not None else []
        return named


def read_payload(data: bytes) -> Statement:
    """statements.md, "Reader's rules: the payload", steps 1 to 7."""
    value = parse(data, 16_777_216, 16)  # 1
    _outer(value)  # 2
    if canonical(value).encode() != data:
        raise Refused("statement.not-canonical")  # 3
    word = next((word for word in WORDS if value["predicateType"] == predicate_type(word)), None)
    if word is None:
        raise Refused("statement.unknown-predicate-type")  # 4
    predicate = value["predicate"]
    found = defects(load(word)["properties"]["predicate"], predicate)  # 5
    if found:
        raise Refused(*("statement.unknown-field" if one == UNKNOWN else "statement.shape" for one in found))
    contradictions = _contradictions(word, predicate)  # 6
    if contradictions:
        raise Refused(*contradictions)
    if value["subject"] != subjects(predicate):
        raise Refused("statement.subject-mismatch")  # 7
    return Statement(word, data, predicate)


def _outer(value: Any) -> None:
    if not isinstance(value, dict):
        raise Refused("statement.shape")
    found: list[str] = []
    if value.get("_type") != TYPE or not isinstance(value.get("subject"), list):
        found.append("statement.shape")
    if not isinstance(value.get("predicateType"), str) or "predicate" not in value:
        found.append("statement.shape")
    if any(name not in ("_type", "subject", "predicateType", "predicate") for name in value):
        found.append("statement.unknown-field")
    if found:
        raise Refused(*found)


def subjects(predicate: dict[str, Any]) -> list[dict[str, Any]]:
    """statements.md, writer's rule 3."""
    packet = predicate["packet"]
    first = [] if packet is None else [{"name": "packet", "digest": {"sha256": packet["sha256"]}}]
    trees = enumerate(predicate.get("evidence", []), 1)
    return first + [{"name": f"evidence/{number}", "digest": tree["treeHashes"]} for number, tree in trees]


def _contradictions(word: str, p: dict[str, Any]) -> list[str]:
    """statements.md, "Fields that contradict each other"."""
    airgap = p["airgap"]
    rules = [airgap["linksUp"] == [] or airgap["override"] is not None]
    if "seal" in airgap:
        probes = airgap["seal"]["probes"]
        sealed = probes != [] and all(probe["outcome"] == "closed" for probe in probes)
        rules += [(airgap["launcher"] == "sealed") == sealed, (airgap["seal"]["unsealed"] is None) == sealed]
    if "expires" in p:
        rules.append(p["expires"] is None or p["notBefore"] < p["expires"])
    found: list[str] = []
    if word == "decision":
        rules += _decision_rules(p)
        if p["chosen"]["id"] != p["default"] and is_blank(p["reason"]):
            found.append("statement.reason-owed")
    elif word == "discharge":
        rules.append(len(set(p["actors"])) == len(p["actors"]))
        if p["separateAuthority"]:
            action = f"separate-authority:{p['blocker']['id']}"
            rules.append(len(p["grants"]) == 1 and p["grants"][0]["action"] == action)
        else:
            rules.append(p["grants"] == [])
    elif word == "receipt":
        rules += _receipt_rules(p)
    return found + ["statement.inconsistent" for holds in rules if not holds]


def _decision_rules(p: dict[str, Any]) -> list[bool]:
    offered, chosen, nonces = p["optionsOffered"], p["chosen"], [grant["nonce"] for grant in p["grants"]]
    ids = [option["id"] for option in offered]
    blockers = [blocker["id"] for blocker in p["blockers"]]
    digests = [sha256(option["text"].encode()).hexdigest() for option in offered if option["id"] == chosen["id"]]
    effect_rule = "unread" in p if p.get("effect", ...) is None else "effect" in p or "unread" not in p
    return [
        (p["sequence"] == 1) == (p["previousDecision"] is None),
        p["default"] in ids,
        chosen["textSha256"] in digests,
        all(lock["option"] in ids for lock in p["locks"]),
        all(lock["option"] != chosen["id"] for lock in p["locks"]),
        len(set(p["acknowledged"])) == len(p["acknowledged"]) and all(one in blockers for one in p["acknowledged"]),
        len(set(nonces)) == len(nonces),
        effect_rule,
        *(_read_rules(p["read"], p["evidence"]) if "read" in p else []),
    ]


def _read_rules(read: dict[str, Any], evidence: list[dict[str, Any]]) -> list[bool]:
    files, opened = read["files"], len(read["files"]) + read["filesMore"]
    trees: dict[str, int] = {}
    for tree in evidence:
        trees.setdefault(tree["treeHashes"]["dirHash"], tree["files"])
    return [
        _is_extent(read["packet"], 1) and all(_is_extent(file, 0) for file in files),
        all(file["evidence"] in trees for file in files)
        and len({(file["evidence"], file["path"]) for file in files}) == len(files),
        read["filesTotal"] == sum(trees.values()) and opened <= read["filesTotal"],
        read["since"] is not None or (read["packet"]["shown"] == 0 and opened == 0),
    ]


def _is_extent(extent: dict[str, Any], start: int) -> bool:
    earliest, listed = start, 0
    for part in extent["parts"]:
        if not earliest <= part["first"] <= part["last"] < extent["size"] + start:
            return False
        earliest, listed = part["last"] + 2, listed + part["last"] - part["first"] + 1
    return listed <= extent["shown"] <= extent["size"]


def _receipt_rules(p: dict[str, Any]) -> list[bool]:
    refused = any(tree["verdict"] == "refused" for tree in p["evidence"])
    failed = any(check["result"] != "pass" for check in p["checks"])
    errors = any(finding["severity"] == "error" for finding in p["findings"])
    verdict = {
        "verified": not refused and not errors and not failed,
        "unproven": failed and not refused,
        "read": not refused and not failed,
        "refused": True,
    }
    return [
        (p["packet"] is not None or p["evidence"] != []) == (p["refusal"] is None),
        p["import"]["startedAt"] <= p["import"]["finishedAt"],
        len(p["findings"]) <= p["findingsTotal"],
        verdict[p["verdict"]],
        p["refusal"] is None or p["verdict"] == "refused",
    ]


def open_statement(
    envelope_file: bytes | None,
    payload_file: bytes | None,
    openssh: list[tuple[str, bytes]],
    trusted: list[Key],
    partly: bool = False,
) -> Statement:
    """signatures.md, "Opening a statement", steps 1 to 12."""
    envelope = read_envelope(envelope_file) if envelope_file is not None else None  # 1
    if envelope is not None and payload_file is not None and payload_file != envelope.payload:
        raise Refused("dossier.statement-differs")  # 2
    signers, found = who_signed(envelope, trusted) if envelope is not None else ([], [])  # 3
    if not openssh and not signers:
        raise Refused(*found, "statement.not-signed-by-trusted-key")  # 4
    if has_error(found):
        raise Refused(*found)  # 5
    payload = envelope.payload if envelope is not None else payload_file
    assert payload is not None
    statement = read_payload(payload)  # 6
    statement.envelope, statement.by_envelope = envelope, list(signers)
    for name, data in openssh:  # 7
        try:
            key = who_signed_openssh(data, payload, f"{statement.word}@holdfast", trusted)
        except Refused as refused:
            found += refused.codes
            continue
        statement.openssh.setdefault(key.keyid, (name, data))
        if key not in signers:
            signers.append(key)
    statement.signers = signers
    if not signers:
        found.append("statement.not-signed-by-trusted-key")  # 8
    if has_error(found):
        raise Refused(*found)  # 9
    if sha256(statement.rendered).hexdigest() != statement.predicate["renderedSha256"]:
        raise Refused("statement.rendered-mismatch")  # 10
    statement.lacks = not _roles_filled(statement)  # 11
    if statement.lacks and not (partly and statement.word == "discharge"):
        raise Refused("statement.signer-role")
    alone = [key for key in signers if key not in statement.by_envelope]
    statement.warnings = found + ["statement.openssh-alone" for _ in alone]  # 12
    return statement


def _roles_filled(statement: Statement) -> bool:
    """Step 11: each role by a key of its own (a matching by augmenting paths). A receipt needs one of two."""
    if statement.word == "receipt":
        return any(key.roles & {"owner", "operator"} for key in statement.signers)
    roles = statement.predicate["actors"] if statement.word == "discharge" else ["owner"]
    given: dict[int, str] = {}

    def place(role: str, tried: set[int]) -> bool:
        for number, key in enumerate(statement.signers):
            if role in key.roles and number not in tried:
                tried.add(number)
                if number not in given or place(given[number], tried):
                    given[number] = role
                    return True
        return False

    return all(place(role, set()) for role in roles)


# signatures.md, "Files of one statement"


def is_payload(data: bytes) -> bool:
    """Step 3."""
    try:
        return re.match(f'[{WHITE}]*{{[{WHITE}]*"_type"', data[:16].decode("utf-8")) is not None
    except UnicodeDecodeError:
        return False


def begins_as_json(data: bytes) -> bool:
    """Step 2."""
    return data[:512].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").startswith(b"{")


def signature_files(payload_path: Path) -> list[Path]:
    """The OpenSSH signatures beside a payload, in the order of their names, 64 at most."""
    start = f"{payload_path.name}."
    try:
        names = os.listdir(payload_path.parent)
    except OSError:
        return []
    fitting = [name for name in names if name.startswith(start) and name.endswith((".sig", ".sshsig"))]
    return [payload_path.parent / name for name in sorted(fitting, key=utf16_key)][:64]


Files = tuple[bytes | None, bytes | None, list[tuple[str, bytes]]]


def files_of(path: Path) -> Files:
    """The envelope, the payload and the OpenSSH signatures of the statement that either file is of."""
    data = _read(path, 67_108_864)
    if is_payload(data):
        base = path.name.removesuffix(".statement.json")
        other = path.with_name(f"{base}.dsse.json")
        envelope = _read(other, 67_108_864) if base != path.name and os.path.lexists(other) else None
        return envelope, data, [(one.name, _read(one, 65_536)) for one in signature_files(path)]
    base = path.name.removesuffix(".dsse.json")
    other = path.with_name(f"{base}.statement.json")
    if base == path.name:
        return data, None, []
    payload = _read(other, 67_108_864) if os.path.lexists(other) else None
    return data, payload, [(one.name, _read(one, 65_536)) for one in signature_files(other)]


def _read(path: Path, most: int) -> bytes:
    """Step 1: a file that is not read raises OSError."""
    if not path.is_file() or path.stat().st_size > most:
        raise OSError(f"{path} is no file of at most {most} bytes")
    return path.read_bytes()
