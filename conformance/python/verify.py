#!/usr/bin/env python3
"""A second reader of Holdfast's formats, as a program that conformance/README.md describes.

    node conformance/run.mjs -- python3 conformance/python/verify.py
    echo '{"operation":"read-key","input":{"key":"/tmp/owner.pub"}}' | python3 conformance/python/verify.py

One JSON line in, one JSON line out; the paths may be any. It was written from docs/formats alone and needs only
Python 3.11. Four things it reads from the pages themselves: the schemas, the severities (findings.md), the templates
of VERIFY.txt (verify-txt.md) and the words of packets (packet-words.json). GUESSES.md says what is left out.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from holdfast_formats.decision_folder import verify_decision_folder  # noqa: E402
from holdfast_formats.dossier import verify_dossier  # noqa: E402
from holdfast_formats.findings import Refused, has_error  # noqa: E402
from holdfast_formats.gate import Question, gate  # noqa: E402
from holdfast_formats.identities import read_records  # noqa: E402
from holdfast_formats.journal import (  # noqa: E402
    check_inclusion_proof,
    consistency_proof,
    leaf_hash,
    read_checkpoint,
    read_inclusion_proof,
    read_journal,
    root_of,
)
from holdfast_formats.keys import Key, merge, read_key_file, to_base64  # noqa: E402
from holdfast_formats.packet import read_packet  # noqa: E402
from holdfast_formats.statements import begins_as_json, files_of, open_statement  # noqa: E402
from holdfast_formats.trees import judge  # noqa: E402

Answer = dict[str, Any]


def answer(verdict: str, codes: list[str], listed: list[str] | None = None, values: Any = None) -> Answer:
    sets = {"codes": sorted(set(codes)), "listed": sorted(set(listed or []))}
    return {"verdict": verdict, **sets, "values": values or {}}


def judged(codes: list[str], listed: list[str] | None = None, values: Any = None) -> Answer:
    return answer("refused" if has_error(codes) else "verified", codes, listed, values)


def keys_of(trust: list[dict[str, str]]) -> list[Key]:
    return merge([read_key_file(Path(o["key"]).read_bytes()).with_roles(frozenset([o["role"]])) for o in trust])


def read_key(question: dict[str, Any]) -> Answer:
    key = read_key_file(Path(question["key"]).read_bytes())
    kind = "ed25519" if key.application is None else "sk-ed25519"
    return answer("verified", [], values={"keyid": key.keyid, "kind": kind})


def verify_statement(question: dict[str, Any]) -> Answer:
    path = Path(question["statement"])
    envelope, payload, openssh = files_of(path)
    if not begins_as_json(path.read_bytes()):
        raise OSError("no statement")
    return judged(open_statement(envelope, payload, openssh, keys_of(question["trust"])).warnings)


def verify_proof(question: dict[str, Any]) -> Answer:
    proof = read_inclusion_proof(Path(question["proof"]).read_bytes())
    check_inclusion_proof(proof, bytes.fromhex(question["tree"]))
    content = question["content"]
    if content is not None and sha256(Path(content).read_bytes()).hexdigest() != proof.line[:64]:
        raise Refused("evidence.inclusion-proof-content")
    return answer("verified", [])


def read_identities(question: dict[str, Any]) -> Answer:
    folder = Path(question["records"])
    records = read_records([(folder / name).read_bytes() for name in sorted(os.listdir(folder))])
    codes = [] if records.finding is None else [records.finding]
    return judged(codes, values={keyid: identity.state for keyid, identity in records.known.items()})


def checkpoint(question: dict[str, Any]) -> Answer:
    key = read_key_file(Path(question["station"]).read_bytes())
    read = read_checkpoint(Path(question["checkpoint"]).read_bytes(), key)
    return answer("verified", [], values={"size": read.size, "root": to_base64(read.root)})


def journal(question: dict[str, Any]) -> Answer:
    folder, key = Path(question["journal"]), read_key_file(Path(question["station"]).read_bytes())
    read = read_journal((folder / "log.jsonl").read_bytes(), (folder / "checkpoint").read_bytes(), key)
    named = {event["statement"] for _, event in read.events("signature", "statement-taken-in")}
    return answer("verified", [], values={"statements": len(named)})


def compare_dossiers(question: dict[str, Any]) -> Answer:
    """dossier.md, "Two dossiers of one station"."""
    newer, older = Path(question["newer"]), Path(question["older"])
    try:
        key = read_key_file((newer / "keys/station.pem").read_bytes())
    except (Refused, OSError):
        raise Refused("journal.checkpoint-unreadable") from None
    try:
        old_file, new_file = ((one / "journal/checkpoint").read_bytes() for one in (older, newer))
    except OSError:
        raise Refused("dossier.file-missing") from None
    old, new = read_checkpoint(old_file, key), read_checkpoint(new_file, key)
    lines = (newer / "journal/log.jsonl").read_bytes().split(b"\n")[:-1]
    if max(old.size, new.size) > min(new.size, len(lines)):
        raise Refused("journal.rolled-back")
    leaves = [leaf_hash(line) for line in lines[: new.size]]
    if root_of(leaves) != new.root or root_of(leaves[: old.size]) != old.root:
        raise Refused("journal.forked")
    proof = [one.hex() for one in consistency_proof(old.size, leaves)]
    return answer("verified", [], values={"oldSize": old.size, "newSize": new.size, "proof": proof})


def verify_tree(question: dict[str, Any]) -> Answer:
    expected = question["expect"]
    evidence = judge(Path(question["tree"]), as_tree=expected is not None)
    failed = ["evidence.check-not-passed" for _, result in evidence.checks if result != "pass"]
    codes, verdict = evidence.findings + failed, evidence.verdict
    if expected is not None:
        if evidence.matches(expected):
            verdict = "verified" if verdict == "read" else verdict
        else:
            codes, verdict = [*codes, "evidence.tree-differs"], "refused"
    size = {"files": len(evidence.files), "bytes": sum(len(leaf.content) for leaf in evidence.files)}
    return answer(verdict, codes, values=size | evidence.hashes)


def packet(question: dict[str, Any]) -> Answer:
    path = Path(question["packet"])
    read = read_packet(path.read_bytes(), path.name)
    verdict = "held" if has_error(read.findings) else "open"
    return answer(verdict, read.findings, values={"default": read.fields["default"]})


def ask_gate(question: dict[str, Any]) -> Answer:
    asked = Question(
        packet=Path(question["packet"]),
        decision=Path(question["decision"]),
        option=question["option"],
        trusted=keys_of(question["trust"]),
        revoked=keys_of(question["revoked"]),
        statements=[Path(path) for path in question["statements"]],
        evidence=[Path(path) for path in question["evidence"]],
        journal=Path(question["journal"]) if question["journal"] is not None else None,
        station=Path(question["station"]) if question["station"] is not None else None,
        at=question["at"],
        strict=question["strict"],
    )
    return answer(*gate(asked))


def decision_folder(question: dict[str, Any]) -> Answer:
    return judged(*verify_decision_folder(Path(question["folder"]), keys_of(question["trust"])))


def dossier(question: dict[str, Any]) -> Answer:
    station = question["station"]
    key = read_key_file(Path(station).read_bytes()) if station is not None else None
    return judged(*verify_dossier(Path(question["dossier"]), keys_of(question["trust"]), key))


OPERATIONS: dict[str, Callable[[dict[str, Any]], Answer]] = {
    "read-key": read_key,
    "verify-statement": verify_statement,
    "verify-tree": verify_tree,
    "read-packet": packet,
    "gate": ask_gate,
    "verify-decision-folder": decision_folder,
    "verify-dossier": dossier,
    "verify-proof": verify_proof,
    "read-identities": read_identities,
    "read-checkpoint": checkpoint,
    "read-journal": journal,
    "compare-dossiers": compare_dossiers,
}
# What an operation answers where reading was refused, if it is not "refused".
ENDED = {"gate": "shut", "read-packet": "unreadable"}


def reply(question: dict[str, Any]) -> Answer:
    operation = question["operation"]
    if operation not in OPERATIONS:
        return {"verdict": "not tried"}
    try:
        return OPERATIONS[operation](question["input"])
    except Refused as refused:
        return answer(ENDED.get(operation, "refused"), refused.codes)
    except OSError:
        return {"verdict": "unreadable"}  # a file that was asked about cannot be read: nothing is judged


def main() -> None:
    for line in sys.stdin:
        try:
            answered = reply(json.loads(line))
        except Exception as error:  # a fault of this program, never an answer to agree with
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            answered = {"verdict": "fault", "codes": [f"{type(error).__name__}: {error}"]}
        print(json.dumps(answered), flush=True)


if __name__ == "__main__":
    main()
