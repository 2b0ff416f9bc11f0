"""The gate (gate.md), and what it shares with folders: opening together, the chain, uses of grants."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from .findings import Refused, has_error
from .journal import Journal, read_journal
from .keys import Key, read_key_file
from .packet import Packet, read_packet
from .schema import trim
from .signatures import read_envelope
from .statements import Files, Statement, files_of, open_statement, predicate_type, read_payload
from .trees import Evidence, judge, tree_hashes

Uses = dict[str, str]  # nonce: the payload that used it


@dataclass
class Together:
    counting: list[Statement] = field(default_factory=list)
    fallen: list[Statement] = field(default_factory=list)
    vouched: list[Statement] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def known(self) -> list[Statement]:
        return self.fallen + self.counting

    def of(self, word: str) -> list[Statement]:
        return [statement for statement in self.counting if statement.word == word]


def open_together(files: list[Files], decision: Statement, trusted: list[Key], revoked: list[Key]) -> Together:
    """gate.md, "Opening statements together"; the decision, opened before, comes last."""
    opened, rest = Together(), []
    for one in files:
        try:
            opened.counting.append(open_statement(*one, trusted))  # 1
        except Refused as refused:
            try:
                if not revoked:
                    raise refused
                opened.fallen.append(open_statement(*one, trusted + revoked))  # 2
            except Refused:
                rest.append((one, refused.codes))
    opened.counting.append(decision)
    opened.findings = [code for statement in opened.known for code in statement.warnings]
    named = {s.predicate["previousDecision"] for s in opened.of("decision")}
    predecessors = [s for s in opened.counting if s.sha256 in named]
    named |= {digest for s in predecessors + opened.fallen for digest in s.rests_on()}
    payloads = [(_payload_alone(one), codes) for one, codes in rest]  # 3
    while fitting := [s for s, _ in payloads if s is not None and s.sha256 in named]:
        payloads = [(s, codes) for s, codes in payloads if s not in fitting]
        for statement in fitting:
            opened.vouched.append(statement)
            named |= set(statement.rests_on())
            opened.findings.append("statement.vouched-unsigned")
    order = [sha256(_payload_of(one) or b"").hexdigest() for one in files]
    opened.fallen = sorted(opened.fallen + opened.vouched, key=lambda s: order.index(s.sha256))
    opened.findings += [code for _, codes in payloads for code in codes]  # 4
    return opened


def _payload_of(files: Files) -> bytes | None:
    envelope_file, payload, _ = files
    try:
        return read_envelope(envelope_file).payload if envelope_file is not None else payload
    except Refused:
        return None


def _payload_alone(files: Files) -> Statement | None:
    """What may be vouched for: a payload that can be read and whose rendered text fits, without its signatures."""
    payload = _payload_of(files)
    if payload is None or (files[1] is not None and files[1] != payload):
        return None
    try:
        statement = read_payload(payload)
    except Refused:
        return None
    statement.envelope = read_envelope(files[0]) if files[0] is not None else None
    fits = sha256(statement.rendered).hexdigest() == statement.predicate["renderedSha256"]
    return statement if fits else None


def uses_of(statements: Iterable[Statement], journal: Journal | None) -> Uses:
    """gate.md, "Used": first by what the journal says, then in order."""
    used: Uses = journal.used_nonces() if journal is not None else {}
    for statement in statements:
        for grant in statement.predicate.get("grants", []) if statement.word in ("decision", "discharge") else []:
            used.setdefault(grant["nonce"], statement.sha256)
    return used


def is_grant(use: dict[str, Any], grant: Statement) -> bool:
    """A use has all five values of a grant."""
    p = grant.predicate
    return (use["envelopeSha256"], use["statementSha256"], use["action"], use["nonce"], use["expires"]) == (
        grant.envelope_sha256, grant.sha256, p["action"], p["nonce"], p["expires"],
    )  # fmt: skip


_REVISION = re.compile(r"(?:v|r|rev)?[. ]?([0-9]+(?:[.-][0-9]+)*)([a-z](?![a-z0-9]))?", re.I | re.A)


def compare_revisions(one: str, other: str) -> str:
    """gate.md, "Revisions": what `one` is beside `other`: same, unordered, later or earlier."""
    if one == other:
        return "same"
    matches = [_REVISION.match(trim(text)) for text in (one, other)]
    if matches[0] is None or matches[1] is None:
        return "unordered"
    numbers = [[int(part) for part in re.split(r"[.-]", match[1])] for match in matches if match]
    longest = max(len(part) for part in numbers)
    left, right = (part + [0] * (longest - len(part)) for part in numbers)
    letters = [(match[2] or "").lower() for match in matches if match]
    if left == right and letters[0] == letters[1]:
        return "unordered"
    return "later" if (left, letters[0]) > (right, letters[1]) else "earlier"


def chain_of(statement: Statement) -> str:
    packet = statement.predicate["packet"]
    return str(packet["id"] or packet["sha256"])


def check_chain(judged: Statement, known: list[Statement]) -> list[str]:
    """gate.md, "The chain", steps 1 to 5."""
    p = judged.predicate
    decisions = {s.sha256: s for s in known if s.word == "decision" and s.sha256 != judged.sha256}
    others_by = [s for s in decisions.values() if chain_of(s) == chain_of(judged)]
    others = [s.predicate for s in others_by]
    found = ["statement.sequence-repeated" for one in others if one["sequence"] == p["sequence"]]  # 1
    if p["previousDecision"] is not None:  # 2
        named = next((s.predicate for s in others_by if s.sha256 == p["previousDecision"]), None)
        if named is None and all(one["sequence"] != p["sequence"] - 1 for one in others):
            found.append("statement.predecessor-missing")  # 3
        elif named is None or named["sequence"] != p["sequence"] - 1:
            found.append("statement.predecessor-wrong")  # 4
        elif p["clock"]["utc"] < named["clock"]["utc"]:
            found.append("statement.clock-backwards")
    for one in others:  # 5
        if one["sequence"] < p["sequence"] and one["packet"]["sha256"] != p["packet"]["sha256"]:
            later = compare_revisions(one["packet"]["revision"], p["packet"]["revision"]) == "later"
            same_bytes = [o for o in others if o["packet"]["sha256"] == p["packet"]["sha256"]]
            if later or any(o["sequence"] < one["sequence"] for o in same_bytes):
                found.append("statement.revision-superseded")
    return found


@dataclass
class Question:
    packet: Path
    decision: Path
    option: str
    trusted: list[Key]
    revoked: list[Key]
    statements: list[Path]
    evidence: list[Path]
    journal: Path | None
    station: Path | None
    at: str
    strict: bool


def gate(question: Question) -> tuple[str, list[str], list[str]]:
    """gate.md, "Steps": verdict, findings, what is assumed. Steps 1 to 5 raise Refused."""
    packet = read_packet(question.packet.read_bytes(), question.packet.name)  # 1
    journal = _journal(question)  # 2
    evidence = [judge(path, as_tree=True) for path in question.evidence]  # 3
    _one_verdict(evidence)
    trusted = [key for key in question.trusted if all(key.raw != one.raw for one in question.revoked)]
    decision = open_statement(*files_of(question.decision), trusted)  # 4
    if decision.word != "decision":
        raise Refused("statement.wrong-type")  # 5
    opened = open_together([files_of(path) for path in question.statements], decision, trusted, question.revoked)  # 6
    p = decision.predicate
    found = list(opened.findings)
    if any(s.word == "receipt" for s in opened.known):  # 7
        found.append("statement.wrong-type")
    if len(trusted) > 1 and any(len(key.roles) == 3 for key in trusted):
        found.append("statement.gate-role-unnamed")
    if p["packet"] != packet.about:
        found.append("statement.other-packet")  # 8
    offer = [{name: option[name] for name in ("rank", "id", "text")} for option in packet.fields["options"]]
    if p["default"] != packet.fields["default"] or p["optionsOffered"] != offer:
        found.append("statement.gate-reading")  # 9
    if p["chosen"]["id"] != question.option:
        found.append("statement.gate-option")  # 10
    decisions = [s for s in opened.known if s.word == "decision"]
    found += check_chain(decision, decisions)  # 11
    chain = {s.sha256: s for s in decisions if chain_of(s) == chain_of(decision)}
    found += ["statement.decision-followed" for s in chain.values() if s.predicate["sequence"] > p["sequence"]]
    found += _revisions(packet, opened.known)  # 12
    if question.at < p["notBefore"]:
        found.append("statement.not-yet-valid")  # 13
    if p["expires"] is not None and question.at >= p["expires"]:
        found.append("statement.expired")
    judging = _Judging(packet, opened, evidence, journal, question.at)
    if decision.sha256 in judging.revoked:
        found.append("statement.revoked")
    found += judging.grants_of_decision()  # 14
    found += ["statement.gate-locked" for _ in judging.locks()]
    named = [tree["treeHashes"] for s in [decision, *opened.of("discharge")] for tree in s.predicate["evidence"]]
    for one in evidence:  # 15
        if not any(all(one.hashes.get(name, digest) == digest for name, digest in tree.items()) for tree in named):
            found.append("statement.gate-evidence")
    assumed = judging.assumed()  # 17
    if journal is not None:  # 16
        withheld, not_shown = _against_journal(journal, decision, opened.known)
        found += withheld
        assumed += not_shown
    shut = has_error(found) or (question.strict and assumed != [])
    return "shut" if shut else "open", found, assumed


def _journal(question: Question) -> Journal | None:
    if question.journal is None or question.station is None:
        return None
    key = read_key_file(question.station.read_bytes())
    if key.application is not None:
        raise Refused("journal.checkpoint-signature")
    inner = question.journal / "journal"
    folder = inner if inner.is_dir() else question.journal
    return read_journal((folder / "log.jsonl").read_bytes(), (folder / "checkpoint").read_bytes(), key)


_EMPTY = sha256(b"").hexdigest()


def _one_verdict(evidence: list[Evidence]) -> None:
    """evidence.md, "Verdict": one tree has one verdict (evidence.same-tree-refused)."""
    trees = [{tree_hashes(inside)["dirHash"] for _, inside in one.roots} - {_EMPTY} for one in evidence]
    refused = [held for one, held in zip(evidence, trees, strict=True) if one.verdict == "refused"]
    for one, held in zip(evidence, trees, strict=True):
        if one.verdict != "refused" and any(held & other for other in refused):
            one.verdict = "refused"
            one.findings.append("evidence.same-tree-refused")


def _revisions(packet: Packet, known: list[Statement]) -> list[str]:
    """gate.md, "Revisions", the last part."""
    own = packet.about
    stated = [s.predicate["packet"] for s in known if s.predicate["packet"] is not None]
    others = [one for one in stated if one["id"] == own["id"] != "" and one["sha256"] != own["sha256"]]
    found: list[str] = []
    for revision in {one["revision"] for one in others}:
        order = compare_revisions(revision, own["revision"])
        numbered = [_REVISION.match(trim(text)) is not None for text in (own["revision"], revision)]
        if order == "same":
            found.append("packet.revision-repeated")
        elif order == "unordered" and numbered != [True, False]:
            found.append("packet.revision-unordered")
        elif order == "later":
            found.append("statement.revision-superseded")
    return found


@dataclass
class _Reference:
    state: str
    locks: list[str]


class _Judging:
    """gate.md, "Grants of the decision" and "Locks"."""

    def __init__(
        self, packet: Packet, opened: Together, evidence: list[Evidence], journal: Journal | None, at: str
    ) -> None:
        self.packet, self.evidence, self.journal, self.at = packet, evidence, journal, at
        self.decision = decision = opened.counting[-1]
        self.grants, self.discharges = opened.of("grant"), opened.of("discharge")
        known = [*opened.fallen, *opened.counting]
        self.used = uses_of(known, journal)
        self.revoked = {s.predicate["revokes"]["statementSha256"] for s in known if s.word == "revocation"}
        named = {use["statementSha256"] for use in decision.predicate["grants"]}
        uses = [use for s in self.discharges for use in s.predicate["grants"]]
        self.held = [g for g in self.grants if g.sha256 in named or any(is_grant(use, g) for use in uses)]
        options = packet.fields["options"]
        self.option = next((o for o in options if o["id"] == decision.predicate["chosen"]["id"]), None)
        self.is_default = self.option is not None and self.option["id"] == packet.fields["default"]
        self.references = {one["treeHash"]: self._reference(one["treeHash"]) for one in packet.fields["evidence"]}

    def grants_of_decision(self) -> list[str]:
        found: list[str] = []
        for use in self.decision.predicate["grants"]:
            if not any(is_grant(use, grant) for grant in self.grants):
                found.append("statement.grant-missing")
            elif self.used.get(use["nonce"]) not in (None, self.decision.sha256):
                found.append("statement.grant-consumed")
        return found

    def about_packet(self, statement: Statement) -> bool:
        return bool(statement.predicate["packet"] == self.packet.about)

    def _reference(self, written: str) -> _Reference:
        """gate.md, "Evidence of the packet"."""
        locks: list[str] = []
        matching = [one for one in self.evidence if one.matches(written)]
        for one in matching:
            failed = any(result != "pass" for _, result in one.checks)
            if one.verdict == "refused" and (has_error(one.findings) or not failed):
                locks.append("evidence-refused")
            locks += [f"check-not-passed: {result}" for _, result in one.checks if result != "pass"]
        p = self.decision.predicate
        answering = [t for t in p["evidence"] if t["answers"] is not None and t["answers"]["treeHash"] == written]
        if not matching:
            for tree in answering:
                checks = [c for c in p["checks"] if c["evidence"] == tree["treeHashes"]["dirHash"]]
                failing = [c["result"] for c in checks if c["result"] != "pass"]
                if tree["verdict"] == "refused" and not failing:
                    locks.append("evidence-refused")
                locks += [f"check-not-passed: {result}" for result in failing]
        if matching or answering:
            return _Reference("matched", locks)
        return _Reference("absent", ["evidence-unmatched" if self.evidence else "evidence-not-supplied"])

    def _separate(self, discharge: Statement, blocker: str) -> list[str]:
        """gate.md, "Separate authority"."""
        uses = discharge.predicate["grants"]
        action = f"separate-authority:{blocker}"
        grants = [g for g in self.held if g.predicate["action"] == action and any(is_grant(use, g) for use in uses)]
        signed_at = discharge.predicate["clock"]["utc"]
        recorded = _statements_of(self.journal).get(discharge.sha256) if self.journal is not None else None
        used_at = self.at if recorded is None else recorded.at
        problems: list[str] = []
        for grant in grants:
            p = grant.predicate
            by = self.used.get(p["nonce"])
            own = {
                "other-revision": not self.about_packet(grant),
                "revoked": grant.sha256 in self.revoked,
                "consumed": by not in (None, discharge.sha256, self.decision.sha256),
                "expired": p["expires"] <= signed_at or p["expires"] <= used_at,
                "not-yet-valid": p["notBefore"] > signed_at,
            }
            if not any(own.values()):
                return []
            problems += [f"separate-authority-{name}" for name, holds in own.items() if holds]
        return problems or ["separate-authority-missing"]

    def _unfit(self, discharge: Statement, tree: dict[str, Any]) -> bool:
        digest = tree["treeHashes"]["dirHash"]
        checks = discharge.predicate["checks"]
        if tree["verdict"] != "verified" or any(c["result"] != "pass" for c in checks if c["evidence"] == digest):
            return True
        for one in self.evidence:
            answers = tree["answers"]["treeHash"] if tree["answers"] is not None else None
            vouched = answers in self.references and one.matches(str(answers))
            fit = one.verdict == "verified" or (one.verdict == "read" and vouched)
            if one.hashes["dirHash"] == digest and not fit:
                return True
        return False

    def _problems(self, discharge: Statement, blocker: dict[str, Any]) -> list[str]:
        p = discharge.predicate
        problems = {
            "discharge-unsigned": not blocker["actors"] or not set(blocker["actors"]) <= set(p["actors"]),
            "discharge-other-revision": not self.about_packet(discharge),
            "discharge-other-gate": p["blocker"]["gate"] != blocker["gate"],
            "discharge-revoked": discharge.sha256 in self.revoked,
            "discharge-expired": p["expires"] is not None and p["expires"] <= self.at,
            "discharge-not-yet-valid": p["notBefore"] > self.at,
            "discharge-evidence-unfit": any(self._unfit(discharge, tree) for tree in p["evidence"]),
        }
        found = [name for name, holds in problems.items() if holds]
        return found + (self._separate(discharge, blocker["id"]) if blocker["separateAuthority"] else [])

    def is_open(self, blocker: dict[str, Any]) -> bool:
        if blocker["status"] == "closed":
            return False
        naming = [s for s in self.discharges if s.predicate["blocker"]["id"] == blocker["id"]]
        valid = {s.predicate["blocker"]["leg"] for s in naming if not self._problems(s, blocker)}
        open_legs = {leg for one, leg, status in self.packet.legs if one == blocker["id"] and status == "open"}
        return not (None in valid or (open_legs != set() and open_legs <= valid))

    def _grant_locks(self, action: str) -> list[str]:
        """gate.md, "A grant that the packet names"."""
        problems: list[str] = []
        for grant in (g for g in self.held if g.predicate["action"] == action):
            p = grant.predicate
            own = {
                "grant-other-revision": not self.about_packet(grant),
                "grant-revoked": grant.sha256 in self.revoked,
                "grant-consumed": self.used.get(p["nonce"]) not in (None, self.decision.sha256),
                "grant-expired": p["expires"] <= self.at,
                "grant-not-yet-valid": p["notBefore"] > self.at,
            }
            if not any(own.values()):
                return []
            problems += [name for name, holds in own.items() if holds]
        return problems or ["grant-missing"]

    def locks(self) -> list[str]:
        """gate.md, "What locks the option"."""
        option, fields, p = self.option, self.packet.fields, self.decision.predicate
        if option is None:
            return ["option-unknown"]
        mutates, needs = option["mutates"], option["needs"]
        if self.is_default and not mutates:
            return []  # 1
        found = [f"packet-finding: {code}" for code in self.packet.findings if has_error([code])]  # 2
        found += ["no-safe-default"] if fields["default"] is None else []
        open_blockers = [blocker["id"] for blocker in fields["blockers"] if self.is_open(blocker)]
        if mutates or needs["blockers"] == "closed":  # 3
            found += [f"blocker-open: {one}" for one in open_blockers]
        if mutates or needs["grants"] == "all":  # 4
            found += [lock for action in fields["grants"] for lock in self._grant_locks(action)]
        passing = ("evidence-not-supplied", "evidence-unmatched")
        for reference in self.references.values():  # 5
            for lock in reference.locks:
                if (mutates and lock not in passing) or lock in ("evidence-refused", "check-not-passed: fail"):
                    found.append(lock)
        if found:
            return found
        owed = [f"{one}: not acknowledged" for one in open_blockers if one not in p["acknowledged"]]  # 6
        if mutates:  # 7
            read = {(one["line"], one["sha256"]) for one in p.get("unread", [])}
            owed += [f"line {one[0]}: unread" for one in self.packet.unread if one not in read]
        if "effect" in p:  # 8
            clauses = p["effect"]["clauses"] if p["effect"] is not None else None
            owed += [] if clauses == self.packet.effects.get(option["id"]) else ["clauses quoted otherwise"]
        return owed

    def assumed(self) -> list[str]:
        """gate.md, "Assumed", but for what the journal says."""
        held = {one.hashes["dirHash"] for one in self.evidence}
        trees = [t for s in [self.decision, *self.discharges] for t in s.predicate["evidence"]]
        named = {tree["treeHashes"]["dirHash"] for tree in trees}
        if not self.is_default:
            named |= {written for written, reference in self.references.items() if reference.state == "absent"}
        found = ["statement.gate-evidence-absent" for _ in named - held] + ["statement.gate-other-time"]
        if self.journal is None:
            found += ["statement.gate-no-journal", "statement.gate-no-revocation-list"]
        return found


@dataclass
class Recorded:
    at: str
    place: int
    type: str | None
    packet: str | None


def _statements_of(journal: Journal) -> dict[str, Recorded]:
    """gate.md, "The journal": its statements in the order of their first entries."""
    found: dict[str, Recorded] = {}
    for index, event in journal.events("signature", "statement-taken-in"):
        at = journal.entries[index]["at"]
        one = found.setdefault(event["statement"], Recorded(at, index, None, None))
        if one.type is None and "predicateType" in event:
            one.type = event["predicateType"]
            about = event.get("about", {}).get("packet")
            one.packet = event["packet"] if event["kind"] == "signature" else about
    return found


def _against_journal(journal: Journal, decision: Statement, known: list[Statement]) -> tuple[list[str], list[str]]:
    recorded, here = _statements_of(journal), {s.sha256 for s in known}
    own, packet = recorded.get(decision.sha256), decision.predicate["packet"]["sha256"]
    withheld: list[str] = [] if own is not None else ["statement.gate-not-recorded"]
    not_shown: list[str] = []
    for digest, one in recorded.items():
        if digest in here:
            continue
        behind = one.type == predicate_type("decision") and (own is None or one.place > own.place)
        if own is not None and one.packet == packet and (one.type == predicate_type("revocation") or behind):
            withheld.append("statement.gate-withheld")
        if one.type is None or (behind and one.packet != packet):
            not_shown.append("statement.gate-not-shown")
    return withheld, not_shown
