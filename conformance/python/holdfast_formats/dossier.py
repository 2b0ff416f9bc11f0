"""Dossiers (dossier.md, "Verification"). Steps are those of the page."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from .decision_folder import check_uses_in, files_of_statement
from .exports import check_sums, packet_file_name, verify_txt_of_dossier
from .findings import DOCS, SEVERITY, Refused
from .gate import check_chain
from .identities import Identity, Records, against_journal, as_written, read_records
from .journal import (
    Journal,
    audit_path,
    check_inclusion_proof,
    compare_log,
    leaf_hash,
    read_checkpoint,
    read_inclusion_proof,
    station_name,
    tlog_proof,
)  # fmt: skip
from .keys import Key, read_key_file, to_base64
from .packet import read_packet
from .schema import defects, load
from .statements import Statement, open_statement, predicate_type
from .strict_json import parse, quote, utf16_key, utf16_length
from .trees import hash_lines

_MEBIBYTE = 1024 * 1024
_FORM = 2
_KEYS = "statement.not-signed-by-trusted-key"


@dataclass
class Placed:
    """A statement as it lies in the dossier."""

    statement: Statement
    folder: str  # statements, pending, revoked
    envelope: bytes | None
    openssh: list[bytes]
    entries: list[tuple[int, dict[str, Any]]] = field(default_factory=list)  # the arrivals that belong to it

    @property
    def place(self) -> int | None:
        """dossier.md, "The order of statements"."""
        others = [index for index, event in self.entries if event["kind"] != "import-finished"]
        imports = [index for index, event in self.entries if event["kind"] == "import-finished"]
        places = others[-1:] + imports[:1]
        return max(places) if places else None

    def named_by(self, digest: str | None) -> bool:
        """dossier.md, "Arrivals": this digest names its envelope."""
        if self.envelope is None or digest is None:
            return self.envelope is None and digest is None
        return digest in (self.statement.envelope_sha256, sha256(self.envelope).hexdigest())


class Dossier:
    def __init__(self, files: dict[str, bytes], trusted: list[Key], station: Key | None) -> None:
        self.files, self.trusted, self.station_known = files, trusted, station
        self.findings: list[str] = []
        self.listed: list[str] = []
        self.records = Records({}, 0, None)
        self.journal: Journal | None = None
        self.station: Key | None = None
        self.statements: list[Placed] = []
        self.packets: dict[str, tuple[str, dict[str, Any] | None]] = {}  # by SHA-256: its path here, what it says
        self.made: dict[str, bytes | None] = {}  # every other file; None: compared elsewhere

    def verify(self) -> None:
        self._sums()
        self._identities()
        self._journal()
        for folder in ("statements", "pending", "revoked"):
            self._open(folder)
        if self.journal is None:
            self.listed = []  # 14
            return
        self._arrivals(self.journal)
        self._statements_and_journal(self.journal)
        self._packets(self.journal)
        self._decisions_and_grants(self.journal)
        self._evidence(self.journal)
        self._every_other_file(self.journal)
        if self.station_known is None:
            self.listed.append("dossier.station-unknown")
        elif self.station is not None and self.station.raw != self.station_known.raw:
            self.findings.append("dossier.station-differs")
        self.listed.append("dossier.later-unknown")

    def _sums(self) -> None:
        """2."""
        if "SHA256SUMS" not in self.files:
            self.findings.append("dossier.file-missing")
            return
        missing, stated = check_sums(self.files)
        gone = [line for line in stated if line[66:] not in self.files]
        if missing != ["SHA256SUMS"] or not gone:
            self.findings += ["dossier.checksum" for _ in missing]
        self.findings += ["dossier.file-missing" for _ in gone] if missing else []

    def _identities(self) -> None:
        """3 and 4."""
        names: list[str] = []
        while (name := f"identities/{len(names):06}.dsse.json") in self.files:
            names.append(name)
        self.records = records = read_records([self.files[name] for name in names])
        if records.finding is not None:
            self.findings.append(records.finding)
            records.known = {}
        elif not as_written(records, [self.files[name] for name in names]):
            self.findings.append("identity.record-unreadable")
        records.taken = len(names)
        owners = [key.raw for key in self.trusted if "owner" in key.roles]
        if not records.known or next(iter(records.known.values())).key.raw not in owners:
            self.findings.append(_KEYS)

    def _keys(self, all_of_them: bool = False) -> list[Key]:
        return [one.key for one in self.records.known.values() if all_of_them or one.state != "revoked"]

    def _journal(self) -> None:
        """5 to 9."""
        try:
            try:
                self.station = read_key_file(self.files.get("keys/station.pem", b""))
            except Refused:
                raise Refused("journal.checkpoint-unreadable") from None
            if self.station.application is not None:
                raise Refused("journal.checkpoint-unreadable")
            note = self.files.get("journal/checkpoint", b"")
            checkpoint = read_checkpoint(note, self.station)
            if note.count(b"\n") != 5:
                raise Refused("journal.checkpoint-unreadable")
            self.journal = compare_log(self.files.get("journal/log.jsonl", b""), checkpoint)
        except Refused as refused:
            self.findings += refused.codes
            return
        if any(event["station"] != self.station.keyid for _, event in self.journal.events("station-created")):
            self.findings.append("dossier.station-differs")
        self.findings += against_journal(self.records, self.journal)

    def _open(self, folder: str) -> None:
        """10 to 13."""
        keys = self._keys(all_of_them=folder == "revoked")
        names = [one for one in self.files if one.startswith(f"{folder}/") and one.endswith(".statement.json")]
        for name in sorted(names, key=utf16_key):
            payload, envelope = self.files[name], self.files.get(f"{name.removesuffix('.statement.json')}.dsse.json")
            beside = [one for one in self.files if one.startswith(f"{name}.") and one.endswith((".sig", ".sshsig"))]
            openssh = [(one, self.files[one]) for one in sorted(beside, key=utf16_key)][:64]
            try:
                statement = open_statement(envelope, payload, openssh, keys, partly=folder != "statements")
                if folder == "pending" and not (statement.word == "discharge" and statement.lacks):
                    raise Refused("dossier.not-waiting")
                if folder == "revoked" and self._opens_still(envelope, payload, openssh):
                    raise Refused("dossier.not-fallen")
            except Refused as refused:
                self.findings += refused.codes
                continue
            if len(statement.openssh) != len(openssh):
                self.findings.append(_KEYS)  # 13
                continue
            self.findings += statement.warnings
            self.statements.append(Placed(statement, folder, envelope, [data for _, data in openssh]))

    def _opens_still(self, envelope: bytes | None, payload: bytes, openssh: list[tuple[str, bytes]]) -> bool:
        try:
            statement = open_statement(envelope, payload, openssh, self._keys(), partly=True)
        except Refused:
            return False
        return not statement.lacks or statement.word == "discharge"

    def _arrivals(self, journal: Journal) -> None:
        """Which entries belong to which statement, and the order of statements."""
        self.arrivals = [
            (index, event) for index, event in journal.events("signature", "statement-taken-in", "import-finished")
            if event["kind"] != "import-finished" or event["what"] == "envelope"
        ]  # fmt: skip
        for placed in self.statements:
            for index, event in self.arrivals:
                is_import = event["kind"] == "import-finished"
                if placed.named_by(event["id"]) if is_import else event["statement"] == placed.statement.sha256:
                    placed.entries.append((index, event))
        self.statements.sort(key=lambda one: len(journal.entries) if one.place is None else one.place)

    def _ended(self, *states: str) -> set[str]:
        return {keyid for keyid, one in self.records.known.items() if one.state in states}

    def _statements_and_journal(self, journal: Journal) -> None:
        """15 to 17."""
        revoked = self._ended("revoked")
        ends: dict[str, int] = {}
        for index, event in journal.events("identity-retired", "identity-revoked"):
            ends.setdefault(event["identity"], index)
        for placed in self.statements:
            if not placed.entries:
                self.findings.append("dossier.statement-unrecorded")
                continue
            self._entries_fit(placed, revoked)
            for key in placed.statement.signers:
                first = self._first_had(placed, key)
                if first is None:
                    self.findings.append("dossier.entry-differs")
                elif first > ends.get(key.keyid, first):
                    self.findings.append("dossier.signer-not-active")
        belonging = {index for placed in self.statements for index, _ in placed.entries}
        unattributed = False
        for index, event in self.arrivals:
            if index in belonging:
                continue
            if self._is_about(event):
                by_revoked = event["kind"] == "signature" and "about" not in event and event["identity"] in revoked
                target = self.listed if by_revoked else self.findings
                target.append("dossier.signer-revoked" if by_revoked else "dossier.statement-missing")
            elif "about" not in event:
                unattributed = True
        self.listed += ["dossier.entries-unattributed"] if unattributed else []

    def _entries_fit(self, placed: Placed, revoked: set[str]) -> None:
        """15."""
        signers = {key.keyid for key in placed.statement.signers}
        here = {sha256(data).hexdigest() for data in placed.openssh}
        signed = [event for _, event in placed.entries if event["kind"] == "signature"]
        others = [event for _, event in placed.entries if event["kind"] == "statement-taken-in"]
        named = [digest for event in others for digest in event["sshsigs"]]
        asked = [e["sshsig"] for e in signed if not (e["identity"] in revoked and e["identity"] not in signers)]
        asked += [] if revoked else named
        newest = [event for _, event in placed.entries if event["kind"] != "import-finished"][-1:]
        imported = len(signed) + len(others) < len(placed.entries)
        holds = [
            all(event["predicateType"] == predicate_type(placed.statement.word) for event in signed),
            all(event["identity"] in signers | revoked for event in signed),
            all(digest in here for digest in asked),
            here <= {event["sshsig"] for event in signed} | set(named),
            imported or all(placed.named_by(event["envelope"]) for event in newest),
        ]
        self.findings += ["dossier.entry-differs" for one in holds if not one]

    def _first_had(self, placed: Placed, key: Key) -> int | None:
        """16."""
        own = placed.statement.openssh.get(key.keyid)
        digest = sha256(own[1]).hexdigest() if own is not None else None
        by_identity = [i for i, e in placed.entries if e["kind"] == "signature" and e["identity"] == key.keyid]
        named = [(i, {e.get("sshsig"), *e.get("sshsigs", [])}) for i, e in placed.entries]
        naming = [i for i, digests in named if digest is not None and digest in digests]
        others = [i for i, e in placed.entries if e["kind"] != "signature"]
        return next(iter(by_identity[:1] + naming[:1] + others[-1:]), None)

    def _is_about(self, event: dict[str, Any]) -> bool:
        """17."""
        about = event.get("about")
        packet = about["packet"] if about is not None else event.get("packet")
        packets = [p["packet"] for p in (one.statement.predicate for one in self.statements) if p["packet"] is not None]
        if packet is not None and any(one["sha256"] == packet for one in packets):
            return True
        if about is None:
            return False
        if about["packetId"] != "" and about["packetId"] in [_as_entry_text(one["id"]) for one in packets]:
            return True
        return about["packet"] is None and any(digest in self._named_trees() for digest in about["receiptOf"])

    def _named_trees(self) -> set[str]:
        """The evidence trees that a statement other than a receipt names."""
        others = [one.statement.predicate for one in self.statements if one.statement.word != "receipt"]
        trees = [tree for predicate in others for tree in predicate.get("evidence", [])]
        return {tree["treeHashes"]["dirHash"] for tree in trees}

    def _decisions(self) -> list[Statement]:
        return [one.statement for one in self.statements if one.statement.word == "decision"]

    def _packets(self, journal: Journal) -> None:
        """18 to 22."""
        decisions = self._decisions()
        wanted = {decision.predicate["packet"]["sha256"] for decision in decisions}
        labels = {e["id"]: e["label"] for _, e in journal.events("import-finished") if e["what"] == "packet"}
        for path, data in self.files.items():
            match = re.fullmatch(r"packets/[0-9a-f]{16}-(.*)", path, re.S)
            digest = sha256(data).hexdigest()
            if match is None or digest not in wanted:
                continue
            label = str(labels.get(digest, match[1]))
            if digest not in labels:
                self.listed.append("dossier.packet-name-unknown")
            try:
                says: dict[str, Any] | None = read_packet(data, label).about
            except Refused:
                says = None
            self.packets[digest] = (path, says)
            self.made[f"packets/{digest[:16]}-{packet_file_name(label)}"] = None
        if not decisions:
            self.findings.append("dossier.nothing-decided")
            return
        latest = decisions[-1].predicate["packet"]
        first_said: dict[str, dict[str, Any]] = {}
        for placed in self.statements:
            packet = placed.statement.predicate["packet"]
            if packet is None:
                trees = {tree["treeHashes"]["dirHash"] for tree in placed.statement.predicate["evidence"]}
                self.findings += [] if trees & self._named_trees() else ["dossier.statement-surplus"]
                continue
            if packet["sha256"] != latest["sha256"] and (latest["id"] == "" or packet["id"] != latest["id"]):
                self.findings.append("statement.other-packet")
            said = first_said.setdefault(packet["sha256"], packet)
            here = self.packets.get(packet["sha256"])
            if packet != (here[1] if here is not None and here[1] is not None else said):
                self.findings.append("statement.other-packet")
        self.findings += ["dossier.packet-differs" for digest in wanted if digest not in self.packets]

    def _signed_by_revoked_alone(self, digest: str | None, journal: Journal) -> bool:
        signed = [event["identity"] for _, event in journal.events("signature") if event["statement"] == digest]
        return signed != [] and all(identity in self._ended("revoked") for identity in signed)

    def _decisions_and_grants(self, journal: Journal) -> None:
        """23 to 26."""
        decisions, here = self._decisions(), {one.statement.sha256: one for one in self.statements}
        for decision in decisions:
            codes = check_chain(decision, decisions)
            if self._signed_by_revoked_alone(decision.predicate["previousDecision"], journal):
                missing = "statement.predecessor-missing"
                codes = ["dossier.predecessor-revoked" if code == missing else code for code in codes]
            self.findings += codes
        statements = [one.statement for one in self.statements]

        def excused(digest: str) -> bool:
            return digest not in here and self._signed_by_revoked_alone(digest, journal)

        self.findings += check_uses_in(statements, journal.used_nonces(), excused)
        for placed in self.statements:
            for use in placed.statement.predicate.get("grants", []):
                digest = use["statementSha256"]
                if placed.entries and not self._in_force(placed, here.get(digest), digest):
                    self.findings.append("dossier.grant-not-in-force")
            if placed.statement.word == "decision" and placed.entries and placed.entries[0][1]["kind"] == "signature":
                named = [one for blocker in placed.statement.predicate["blockers"] for one in blocker["discharges"]]
                lost = [one for one in named if one not in here and not excused(one)]
                self.findings += ["dossier.authority-missing" for _ in lost]

    def _in_force(self, user: Placed, grant: Placed | None, digest: str) -> bool:
        """25."""
        index, event = user.entries[0]
        if grant is not None and grant.entries and grant.entries[0][0] > index:
            return False
        for placed in self.statements:
            revokes = placed.statement.predicate.get("revokes", {}).get("statementSha256")
            if revokes == digest and placed.entries and event["kind"] == "signature" and placed.entries[0][0] < index:
                return False
        return True

    def _evidence(self, journal: Journal) -> None:
        """27 to 30."""
        records: dict[str, dict[str, Any]] = {}
        imported = {event["id"] for _, event in journal.events("import-finished") if event["what"] == "bundle"}
        predicates = [one.statement.predicate for one in self.statements]
        named = {tree["treeHashes"]["dirHash"] for p in predicates for tree in p.get("evidence", [])}
        here = {name for name in named if any(path.startswith(f"evidence/{name}/") for path in self.files)}
        for name in here:
            record = self._tree(name)
            if record is not None:
                records[name] = record
        self.listed += ["dossier.record-not-recomputed" for _ in records]
        missing = self._named_trees() - set(records)
        self.findings += ["dossier.evidence-missing" for name in missing if name in imported]
        self.listed += ["dossier.evidence-elsewhere" for name in missing if name not in imported]
        for placed in self.statements:
            for tree in placed.statement.predicate.get("evidence", []):
                record = records.get(tree["treeHashes"]["dirHash"])
                if record is not None and tree["treeHashes"] != _hashes_of(record):
                    self.findings.append("dossier.evidence-differs")
            if placed.statement.word == "receipt":
                same = _receipt(placed, records, journal)
                self.findings += ["statement.receipt-differs" for one in same if not one]

    def _tree(self, name: str) -> dict[str, Any] | None:
        """27, for one tree. Its files are made again for step 31."""
        start = f"evidence/{name}/"
        lying = [path for path in self.files if path.startswith(start)]
        manifest = self.files.get(f"{start}manifest.txt", b"")
        if f"{start}manifest.txt" not in self.files or sha256(manifest).hexdigest() != name:
            self.findings.append("dossier.checksum")
            return None
        lines = manifest.split(b"\n")[:-1]
        leaves, hashes = [leaf_hash(line) for line in lines], hash_lines(lines)
        try:
            record = _read_record(self.files.get(f"{start}bundle.json", b""))
        except Refused:
            self.findings.append("dossier.evidence-differs")
            return None
        start = f"evidence/{record['summary']['dirHash']}/"
        self.made |= {f"{start}manifest.txt": None, f"{start}bundle.json": None}
        paths = [line[66:].decode("utf-8", "replace") for line in lines]
        for path in lying:
            if path.startswith(f"evidence/{name}/proof-"):
                try:
                    proof = read_inclusion_proof(self.files[path])
                    for index in (n for n, one in enumerate(paths) if one == proof.line[66:]):
                        self.made[f"{start}proof-{index}.json"] = _proof_file(lines, leaves, index)
                    check_inclusion_proof(proof, bytes.fromhex(hashes["merkleSha256"]))
                    if path != f"evidence/{name}/proof-{proof.index}.json":
                        raise Refused("dossier.evidence-differs")
                except Refused as refused:
                    self.findings += refused.codes
        follows = {"dirHash": hashes["dirHash"], **hashes}
        if record["id"] != name or any(record["summary"][one] != digest for one, digest in follows.items()):
            self.findings.append("dossier.evidence-differs")
        return record

    def _every_other_file(self, journal: Journal) -> None:
        """31 to 34."""
        self._make_statements(journal)
        self._make_keys()
        names = [f"identities/{number:06}.dsse.json" for number in range(self.records.taken)]
        fixed = ["journal/log.jsonl", "journal/checkpoint", "report.html", "SHA256SUMS", *names]
        self.made |= {name: None for name in fixed}
        if "report.pdf" in self.files:
            self.made["report.pdf"] = None
            self.listed.append("dossier.print-not-recomputed")
        started = [event for _, event in journal.events("console-started")]
        own_form = started != [] and started[-1].get("dossierForm", 1) == _FORM
        for schema in DOCS.glob("*.schema.json"):
            if schema.name != "packet.schema.json":
                self.made[f"schemas/{schema.name}"] = schema.read_bytes()
        self.findings += ["dossier.file-missing" for path in self.made if path not in self.files]
        self.findings += ["dossier.file-unexpected" for path in self.files if path not in self.made]
        for path, data in self.made.items():
            if data is None or path not in self.files or self.files[path] == data:
                continue
            if path.startswith("schemas/") and not own_form:
                self.listed.append("dossier.schema-not-recomputed")
            else:
                self.findings.append(_difference(path))
        self.listed.append("dossier.report-not-recomputed")

    def _make_statements(self, journal: Journal) -> None:
        numbers: dict[str, int] = {}
        alone: list[str] = []
        envelopes: list[str] = []
        note = self.files["journal/checkpoint"]
        for placed in self.statements:
            word = f"{placed.folder}/{placed.statement.word}"
            numbers[word] = numbers.get(word, 0) + 1
            base = f"{word}-{numbers[word]}"
            self.made |= {path: None for path in files_of_statement(base, placed.statement, placed.envelope)}
            self.made[f"{base}.rendered.txt"] = placed.statement.rendered
            first = next((index for index, event in placed.entries if event["kind"] == "signature"), None)
            if first is not None:
                self.made[f"{base}.entry.json"] = journal.lines[first]
                self.made[f"{base}.tlog-proof"] = tlog_proof(journal, first, note)
            if placed.folder == "statements":
                short = base.removeprefix("statements/")
                alone += [short] if placed.envelope is None else []
                envelopes += [short] if not placed.openssh else []
        identities = list(self.records.known.values())
        fingerprints = [f"  {one.key.fingerprint}  {one.principal}  {one.state}" for one in identities]
        if self.station is not None:
            fingerprints.append(f"  {self.station.fingerprint}  the station {station_name(self.station)}")
        revoked = any(placed.folder == "revoked" for placed in self.statements)
        self.made["VERIFY.txt"] = verify_txt_of_dossier(alone, envelopes, revoked, fingerprints)

    def _make_keys(self) -> None:
        standing = [one for one in self.records.known.values() if one.state != "revoked"]
        for one in standing:
            self.made[f"keys/{one.key.keyid}.pub"] = one.key.line.encode()
            if one.key.application is None:
                self.made[f"keys/{one.key.keyid}.pem"] = one.key.pem.encode()
        self.made["keys/station.pem"] = self.station.pem.encode() if self.station is not None else None
        self.made["keys/allowed_signers"] = "".join(_allowed(one) for one in standing).encode()


_MAY_SIGN = {
    "owner": ("decision", "grant", "discharge", "revocation", "receipt"),
    "operator": ("discharge", "receipt"),
    "auditor": ("discharge",),
}


def _allowed(identity: Identity) -> str:
    words = dict.fromkeys(word for role in identity.roles for word in _MAY_SIGN[role])
    spaces = ",".join(f"{word}@holdfast" for word in words)
    return f'{identity.principal} namespaces="{spaces}" {identity.key.line}'


def _as_entry_text(text: str) -> str:
    """journal.md, "Text"."""
    return text if utf16_length(text) <= 4000 else f"{text[:2000]}\u2026"


def _difference(path: str) -> str:
    """32."""
    endings = {
        ".rendered.txt": "dossier.rendered-differs", ".entry.json": "dossier.proof-differs",
        ".tlog-proof": "dossier.proof-differs", "VERIFY.txt": "dossier.instructions-differ",
        ".schema.json": "dossier.schema-differs",
    }  # fmt: skip
    if path.startswith("keys/"):
        return "dossier.keys-differ"
    return next((code for ending, code in endings.items() if path.endswith(ending)), "dossier.proof-differs")


def _proof_file(lines: list[bytes], leaves: list[bytes], index: int) -> bytes:
    """How a proof file is written (section 9)."""
    hashes = ",".join(f'"{to_base64(one)}"' for one in audit_path(index, leaves))
    line = quote(lines[index].decode("utf-8", "replace"))
    start = f'{{"type":"urn:holdfast:inclusion-proof:v1","line":{line},"index":{index},"size":{len(lines)}'
    return f'{start},"hashes":[{hashes}]}}\n'.encode()


def _hashes_of(record: dict[str, Any]) -> dict[str, str]:
    return {name: value for name, value in record["summary"].items() if name not in ("files", "bytes")}


def _read_record(data: bytes) -> dict[str, Any]:
    """27.2, with the verdict that follows in place of an older one."""
    differs = Refused("dossier.evidence-differs")
    record = parse(data, 64 * _MEBIBYTE, 8)
    if defects(load("bundle"), record) or record["id"] != record["summary"]["dirHash"]:
        raise differs
    codes = [finding["code"] for finding in record["findings"]]
    if any(code not in SEVERITY for code in codes):
        raise differs
    error = any(finding["severity"] == "error" for finding in record["findings"])
    passed = all(check["result"] == "pass" for check in record["checks"])
    left_out = {"evidence.unvouched-file", "evidence.link-not-covered", "evidence.manifests-list-nothing"}
    vouched = record["checks"] != [] or (record["layout"] != "plain" and not left_out & set(codes))
    follows = "refused" if error or not passed else "verified" if vouched else "read"
    if record["verdict"] not in (follows, "refused" if error else "verified"):
        raise differs
    return {**record, "verdict": follows}


def _receipt(placed: Placed, records: dict[str, dict[str, Any]], journal: Journal) -> list[bool]:
    """29: for each thing whether it is the same."""
    p = placed.statement.predicate
    same: list[bool] = []
    for tree in p["evidence"]:
        digest = tree["treeHashes"]["dirHash"]
        record = records.get(digest)
        if record is None:
            continue
        checks = [check for check in p["checks"] if check["evidence"] == digest]
        own = [_check(c, {o["name"]: o["value"] for o in c["observed"]}) for c in checks]
        verdict = "refused" if tree["verdict"] == "unproven" else tree["verdict"]
        same += [tree["treeHashes"] == _hashes_of(record), verdict == record["verdict"]]
        same += [tree[name] == record["summary"][name] for name in ("files", "bytes")]
        same.append(own == [_check(c, c["observed"]) for c in record["checks"]])
    if not any(event["kind"] == "signature" for _, event in placed.entries):
        return same
    done, index = p["import"], p["import"]["journalEntry"]
    entry = journal.entries[index] if index < len(journal.entries) else None
    event: dict[str, Any] = entry["event"] if entry is not None else {"kind": ""}
    if entry is None or event["kind"] not in ("import-finished", "import-refused") or "account" not in event:
        return [*same, False]
    account = event["account"]
    packet = p["packet"]["sha256"] if p["packet"] is not None else None
    first = packet or next((tree["treeHashes"]["dirHash"] for tree in p["evidence"]), None)
    return [
        *same,
        event["what"] in ("packet", "bundle"),
        p["medium"] == account["medium"],
        all(done[name] == account[name] for name in ("startedAt", "filesRead", "bytesRead", "resumed")),
        done["label"] == event["label"] and done["finishedAt"] == entry["at"] and done["durability"] == "fsync",
        p["refusal"] == event.get("reason"),
        event["kind"] == "import-refused" or event["id"] == first,
    ]


def _check(check: dict[str, Any], observed: dict[str, str]) -> tuple[Any, ...]:
    return check["id"], check["type"], check["result"], check["reason"], observed


def verify_dossier(path: Path, trusted: list[Key], station: Key | None) -> tuple[list[str], list[str]]:
    """Findings, and what is listed as not verified."""
    files, found = _read_folder(path)
    dossier = Dossier(files, trusted, station)
    dossier.verify()
    return found + dossier.findings, dossier.listed


def _read_folder(path: Path) -> tuple[dict[str, bytes], list[str]]:
    """1."""
    files: dict[str, bytes] = {}
    found: list[str] = []
    total = 0

    def look(folder: Path, start: str, depth: int) -> None:
        nonlocal total
        for name in sorted(os.listdir(folder)):
            full, status = folder / name, os.lstat(folder / name)
            if stat.S_ISDIR(status.st_mode):
                if depth == 2 or not os.listdir(full):
                    found.append("dossier.file-unexpected")
                else:
                    look(full, f"{start}{name}/", depth + 1)
            elif not stat.S_ISREG(status.st_mode):
                found.append("dossier.file-unexpected")
            elif status.st_size > 256 * _MEBIBYTE or total + status.st_size > 1024 * _MEBIBYTE:
                found.append("dossier.file-unreadable")
            else:
                total += status.st_size
                files[f"{start}{name}"] = full.read_bytes()

    look(path, "", 0)
    return files, found
