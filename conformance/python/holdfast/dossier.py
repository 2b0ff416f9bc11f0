"""A dossier: dossier.md. report.html is not made again."""

import os
import re
import stat
from pathlib import Path

from .chain import check_uses, in_chain, uses
from .common import (DOCS, SEVERITY, NotTried, Refused, encode_base64, has_error, length, packet_file_name,
                     safe_name, sha256, sums_file, units)
from .identities import Identities, record_names
from .instructions import dossier_instructions
from .journal import Journal, read_checkpoint
from .keys import SOFTWARE, read_key, trust
from .merkle import audit_path, check_proof, consistency, leaf, read_proof, root
from .packet import read_packet
from .schema import defects, schema
from .signatures import Files, opens
from .strict_json import quote, read_json

FILE_LIMIT, ALL_LIMIT, FORM = 256 * 1024 * 1024, 1024 * 1024 * 1024, 2
WORDS_OF_ROLES = {"owner": ["decision", "grant", "discharge", "revocation", "receipt"],
                  "operator": ["discharge", "receipt"], "auditor": ["discharge"]}
HASHES = ("dirHash", "gitTreeSha256", "gitTreeSha1", "merkleSha256", "sha256sumDot", "bagManifest")

def read_files(folder):
    """The files by path, and the findings: step 1."""
    files, codes = {}, set()
    for here, folders, names in os.walk(folder):
        inside = os.path.relpath(here, folder)
        depth = 0 if inside == "." else inside.count("/") + 1
        if depth > 2 or not (folders or names or depth == 0):
            codes.add("dossier.file-unexpected")
        for name in names + folders:
            path = os.path.join(here, name)
            mode = os.lstat(path).st_mode
            if not stat.S_ISREG(mode):
                codes |= set() if stat.S_ISDIR(mode) else {"dossier.file-unexpected"}
            elif depth <= 2:
                too_large = os.lstat(path).st_size > FILE_LIMIT
                codes |= {"dossier.file-unreadable"} if too_large else set()
                if not too_large:
                    files[os.path.relpath(path, folder)] = Path(path).read_bytes()
    if len(files) > 100_000:
        codes.add("dossier.file-unexpected")
    if sum(map(len, files.values())) > ALL_LIMIT:
        codes.add("dossier.file-unreadable")
    return files, codes

def check_sums(files):
    """The findings of SHA256SUMS: step 2."""
    if "SHA256SUMS" not in files:
        return {"dossier.file-missing"}
    expected = sums_file(files)
    if files["SHA256SUMS"] == expected:
        return set()
    lines = files["SHA256SUMS"].decode("utf-8", "replace").split("\n")
    codes = {"dossier.checksum"} if set(expected.decode("utf-8", "surrogateescape").split("\n")) - set(lines) else set()
    if any(line and line[66:] not in files for line in lines):
        codes.add("dossier.file-missing")
    return codes or {"dossier.checksum"}

def urn(word):
    """The predicate type of a word."""
    return f"urn:holdfast:{word}:v1"

def cut(text):
    """A text as an entry of the journal has it."""
    return text if length(text) <= 4000 else text[:2000] + "…"

class Dossier:
    """One verification. What is found is in codes, what is not verified in listed."""

    def __init__(self, files, codes, trusted, station):
        self.files, self.codes, self.listed = files, set(codes), set()
        self.trusted, self.station = trusted, station
        self.journal = None

    def tell(self, condition, code):
        """A finding where the condition holds."""
        if condition:
            self.codes.add(code)

    def verify(self):
        """Sections 1 to 10."""
        self.codes |= check_sums(self.files)
        self.read_identities()
        self.read_journal()
        self.read_statements()
        if self.journal is None:
            return
        self.listed.add("dossier.later-unknown")
        self.read_arrivals()
        before = set(self.codes)
        self.codes = set()
        self.check_entries()
        self.check_missing()
        self.read_packets()
        self.check_decisions()
        self.check_evidence()
        self.rebuild(has_error(self.codes))
        self.codes |= before

    # 2. Identities

    def read_identities(self):
        """Steps 3 and 4."""
        identities = Identities()
        try:
            here = {name.removeprefix("identities/") for name in self.files}
            for name in record_names(here):
                identities.take(self.files[f"identities/{name}"])
            self.tell(not identities.as_written(), "identity.record-unreadable")
        except Refused as refused:
            self.codes |= refused.codes
            identities.known = {}
        self.identities, self.people = identities, identities.known
        first = next(iter(self.people.values()), None)
        owners = {data for data, key in self.trusted.items() if "owner" in key.roles}
        self.tell(first is None or first.key.data not in owners, "statement.not-signed-by-trusted-key")
        self.all_keys = trust(one.key for one in self.people.values())
        self.counting_keys = trust(one.key for one in self.people.values() if one.state != "revoked")

    def is_revoked(self, keyid):
        """Whether an identity was revoked."""
        return keyid in self.people and self.people[keyid].state == "revoked"

    # 3. Journal

    def read_journal(self):
        """Steps 5 to 9."""
        try:
            self.read_station()
        except Refused as refused:
            self.codes |= refused.codes
            return
        self.tell(any(event["station"] != self.station_key.keyid
                      for _, event in self.journal.of_kind("station-created")), "dossier.station-differs")
        self.codes |= self.identities.against(self.journal)
        if self.station is None:
            self.listed.add("dossier.station-unknown")
        else:
            self.tell(self.station.data != self.station_key.data, "dossier.station-differs")

    def read_station(self):
        """The journal under the key in the dossier."""
        unreadable = Refused("journal.checkpoint-unreadable")
        try:
            self.station_key = read_key(self.files.get("keys/station.pem", b""))
        except Refused:
            raise unreadable from None
        data = self.files.get("journal/checkpoint", b"")
        if self.station_key.kind != SOFTWARE:
            raise unreadable
        checkpoint = read_checkpoint(data, self.station_key)
        if data.count(b"\n") != 5:
            raise unreadable
        self.journal = Journal(self.files.get("journal/log.jsonl", b""), checkpoint)

    # 4. Statements by themselves

    def read_statements(self):
        """Steps 10 to 13."""
        self.statements = []
        for path in sorted(self.files, key=units):
            found = re.fullmatch(r"(statements|pending|revoked)/(.+)\.statement\.json", path)
            if not found:
                continue
            folder, base = found[1], path.removesuffix(".statement.json")
            sigs = {name: self.files[name] for name in sorted(self.files, key=units)
                    if name.startswith(path + ".") and name.endswith((".sig", ".sshsig"))}
            given = Files(self.files.get(f"{base}.dsse.json"), self.files[path], sigs, base)
            keys = self.all_keys if folder == "revoked" else self.counting_keys
            statement, codes = opens(given, keys, partly=folder != "statements")
            self.codes |= statement.warnings if statement else codes
            if statement and self.belongs_in(folder, statement, given):
                statement.folder = folder
                self.statements.append(statement)

    def belongs_in(self, folder, statement, given):
        """Whether a statement is in its place, and its OpenSSH signatures are by one key each."""
        if folder == "pending" and not statement.lacks_role:
            self.codes.add("dossier.not-waiting")
            return False
        if folder == "revoked":
            again, _ = opens(given, self.counting_keys, partly=True)
            if again and (not again.lacks_role or again.word == "discharge"):
                self.codes.add("dossier.not-fallen")
                return False
        if len(given.sshsigs) != len(statement.ssh_signers):
            self.codes.add("statement.not-signed-by-trusted-key")
            return False
        return True

    # 5. Statements and journal

    def read_arrivals(self):
        """Which entries belong to which statement; puts the statements in their order."""
        self.arrivals = self.journal.of_kind("signature", "statement-taken-in") + [
            (index, event) for index, event in self.journal.of_kind("import-finished") if event["what"] == "envelope"]
        for one in self.statements:
            one.entries = [(index, event) for index, event in sorted(self.arrivals, key=lambda entry: entry[0])
                           if self.belongs(event, one)]
            here = [index for index, event in one.entries if event["kind"] != "import-finished"][-1:]
            imports = [index for index, event in one.entries if event["kind"] == "import-finished"][:1]
            one.place = max(here + imports, default=len(self.journal.lines))
        folders = ["statements", "pending", "revoked"]
        self.statements.sort(key=lambda one: (one.place, folders.index(one.folder)))
        self.decisions = [one for one in self.statements if one.word == "decision"]
        self.grants = [one for one in self.statements if one.word == "grant"]

    def belongs(self, event, one):
        """Whether an arrival belongs to a statement."""
        if event["kind"] == "import-finished":
            return one.envelope is not None and self.names_envelope(event["id"], one)
        return event["statement"] == one.digest

    def names_envelope(self, digest, one):
        """Whether a digest, or null, names the envelope of a statement."""
        if one.envelope is None or digest is None:
            return one.envelope is None and digest is None
        return digest in (one.envelope_digest, sha256(one.files.envelope))

    def check_entries(self):
        """Steps 15 and 16."""
        revoked = any(one.state == "revoked" for one in self.people.values())
        for one in self.statements:
            if not one.entries:
                self.codes.add("dossier.statement-unrecorded")
                continue
            here = {sha256(data) for data in one.files.sshsigs.values()}
            named, newest, imported = set(), None, False
            for _, event in one.entries:
                if event["kind"] == "import-finished":
                    imported = True
                    continue
                newest = event
                sigs = signatures_of(event)
                named |= sigs
                signs = event["kind"] == "signature"
                by = event.get("identity")
                gone = signs and self.is_revoked(by)
                if signs:
                    self.tell(event["predicateType"] != urn(one.word), "dossier.entry-differs")
                    self.tell(by not in one.signers and not gone, "dossier.entry-differs")
                left_out = (gone and by not in one.signers) if signs else revoked
                self.tell(not left_out and sigs - here, "dossier.entry-differs")
            self.tell(here - named, "dossier.entry-differs")
            self.tell(newest and not imported and not self.names_envelope(newest["envelope"], one),
                      "dossier.entry-differs")
            for keyid in one.signers:
                self.check_signer(one, keyid)

    def check_signer(self, one, keyid):
        """Step 16: the entry that first had a signature."""
        by = [index for index, event in one.entries if event.get("identity") == keyid]
        name = one.ssh_signers.get(keyid)
        ssh = [index for index, event in one.entries
               if name and sha256(one.files.sshsigs[name]) in signatures_of(event)]
        others = [index for index, event in one.entries if event["kind"] != "signature"]
        first = (by or ssh or others[-1:] or [None])[0]
        ends = [index for index, event in self.journal.of_kind("identity-retired", "identity-revoked")
                if event["identity"] == keyid]
        self.tell(first is None, "dossier.entry-differs")
        self.tell(first is not None and ends and first > ends[0], "dossier.signer-not-active")

    def check_missing(self):
        """Step 17: arrivals that belong to no statement here."""
        packets = {one.packet["sha256"] for one in self.statements if one.packet}
        ids = {cut(one.packet["id"]) for one in self.statements if one.packet} - {""}
        trees = {tree["treeHashes"]["dirHash"] for one in self.statements if one.word != "receipt"
                 for tree in one.predicate.get("evidence", [])}
        for _, event in self.arrivals:
            if any(self.belongs(event, one) for one in self.statements):
                continue
            about = event.get("about")
            packet = about["packet"] if about else event.get("packet")
            ours = packet in packets or (about and (about["packetId"] in ids or (
                about["packet"] is None and trees & set(about["receiptOf"]))))
            if ours and event["kind"] == "signature" and not about and self.is_revoked(event["identity"]):
                self.listed.add("dossier.signer-revoked")
            elif ours:
                self.codes.add("dossier.statement-missing")
            elif not about:
                self.listed.add("dossier.entries-unattributed")

    # 6. Packets

    def read_packets(self):
        """Steps 18 to 22. says: what is known of the bytes of a packet."""
        self.packet_names, self.says, here, self.unread = {}, {}, set(), False
        labels = {event["id"]: event["label"] for _, event in self.journal.of_kind("import-finished")
                  if event["what"] == "packet"}
        decided = {one.packet["sha256"] for one in self.decisions}
        for path in sorted(self.files):
            name = re.fullmatch(r"packets/[0-9a-f]{16}-(.*)", path, re.S)
            digest = sha256(self.files[path])
            if not name or digest not in decided:
                continue
            if digest not in labels:
                self.listed.add("dossier.packet-name-unknown")
            label = labels.get(digest, safe_name(name[1]))
            self.packet_names[digest] = f"packets/{digest[:16]}-{packet_file_name(label)}"
            here.add(digest)
            try:
                self.says[digest] = read_packet(self.files[path], label).as_named
            except (Refused, NotTried):
                self.unread = True
        if not self.decisions:
            self.codes.add("dossier.nothing-decided")
            return
        latest = self.decisions[-1].packet
        for one in self.statements:
            packet = one.packet
            if packet is not None:
                other = packet["sha256"] != latest["sha256"] and (not latest["id"] or packet["id"] != latest["id"])
                known = self.says.setdefault(packet["sha256"], packet)
                self.tell(other or packet != known, "statement.other-packet")
            elif not {tree["treeHashes"]["dirHash"] for tree in one.predicate["evidence"]} & self.trees_named():
                self.codes.add("dossier.statement-surplus")
        self.tell(decided - here, "dossier.packet-differs")

    def trees_named(self):
        """The evidence trees that statements other than receipts name."""
        return {tree["treeHashes"]["dirHash"] for one in self.statements if one.word != "receipt"
                for tree in one.predicate.get("evidence", [])}

    # 7. Decisions and grants

    def signed_by_revoked(self, digest):
        """Whether the journal has a payload signed here by nobody but identities that were revoked."""
        by = [event["identity"] for _, event in self.journal.of_kind("signature") if event["statement"] == digest]
        return bool(by) and all(map(self.is_revoked, by))

    def check_decisions(self):
        """Steps 23 to 26."""
        for one in self.decisions:
            codes, _ = in_chain(one, self.decisions)
            if "statement.predecessor-missing" in codes and self.signed_by_revoked(one.predicate["previousDecision"]):
                codes ^= {"statement.predecessor-missing", "dossier.predecessor-revoked"}
            self.codes |= codes
        lacking = {use["statementSha256"] for one in self.statements for use in uses(one)}
        lacking = {digest for digest in lacking if self.signed_by_revoked(digest)} - {one.digest for one in self.grants}
        self.codes |= check_uses(self.statements, [], self.grants, self.journal.consumed(), lacking)
        first = {one.digest: one.entries[0] for one in self.statements if one.entries}
        revocations = [(first[one.digest][0], one.predicate["revokes"]["statementSha256"]) for one in self.statements
                       if one.word == "revocation" and one.entries]
        for one in self.statements:
            if one.digest not in first:
                continue
            index, event = first[one.digest]
            signed_here = event["kind"] == "signature"
            for use in uses(one):
                grant = use["statementSha256"]
                late = grant in first and first[grant][0] > index
                taken = signed_here and any(at < index for at, revoked in revocations if revoked == grant)
                self.tell(late or taken, "dossier.grant-not-in-force")
            if one.word == "decision" and signed_here:
                named = {digest for blocker in one.predicate["blockers"] for digest in blocker["discharges"]}
                gone = named - {other.digest for other in self.statements}
                self.tell(not all(map(self.signed_by_revoked, gone)), "dossier.authority-missing")

    # 8. Evidence

    def check_evidence(self):
        """Steps 27 to 30. records: the record of each tree that is here; proofs: the paths of its proofs."""
        self.records, self.lines, self.proofs = {}, {}, {}
        named = {tree["treeHashes"]["dirHash"] for one in self.statements for tree in one.predicate.get("evidence", [])}
        for digest in sorted(named):
            at = f"evidence/{digest}/"
            if any(path.startswith(at) for path in self.files):
                try:
                    self.read_record(digest, at)
                except Refused as refused:
                    self.codes |= refused.codes
        imported = {event["id"] for _, event in self.journal.of_kind("import-finished") if event["what"] == "bundle"}
        for one in self.statements:
            for tree in one.predicate.get("evidence", []):
                self.check_tree(one, tree, imported)
            if one.word == "receipt" and any(event["kind"] == "signature" for _, event in one.entries):
                self.tell(not self.receipt_fits(one.predicate), "statement.receipt-differs")
        if self.records:
            self.listed.add("dossier.record-not-recomputed")

    def read_record(self, digest, at):
        """Step 27: the manifest, the record and the proofs of a tree."""
        manifest = self.files.get(f"{at}manifest.txt")
        if manifest is None or sha256(manifest) != digest:
            raise Refused("dossier.checksum")
        differs = Refused("dossier.evidence-differs")
        try:
            record = read_json(self.files.get(f"{at}bundle.json", b""), 64 * 1024 * 1024, 8)
        except Refused:
            raise differs from None
        if defects(schema("bundle"), record) or record["id"] != record["summary"]["dirHash"] or any(
                finding["code"] not in SEVERITY for finding in record["findings"]):
            raise differs
        errors = any(finding["severity"] == "error" for finding in record["findings"])
        follows = following_verdict(record, errors)
        if record["verdict"] not in (follows, "refused" if errors else "verified"):
            raise differs
        lines = manifest.split(b"\n")[:-1]
        hashes = [leaf(line) for line in lines]
        merkle = root(hashes).hex()
        dotted = b"".join(line[:66] + b"./" + line[66:] + b"\n" for line in lines)
        summary = record["summary"]
        self.tell((record["id"], summary["merkleSha256"], summary["sha256sumDot"]) != (digest, merkle, sha256(dotted)),
                  "dossier.evidence-differs")
        self.records[digest] = {**record, "verdict": follows}
        self.lines[digest] = [line.decode("utf-8", "surrogateescape") for line in lines]
        self.proofs[digest] = []
        for path in sorted(self.files):
            number = re.fullmatch(re.escape(at) + r"proof-(0|[1-9][0-9]*)\.json", path)
            if number:
                self.read_inclusion(digest, path, int(number[1]), merkle)

    def read_inclusion(self, digest, path, number, merkle):
        """One proof of a tree."""
        try:
            proof = read_proof(self.files[path])
            self.proofs[digest].append(proof["line"][66:])
            check_proof(proof, merkle)
            self.tell(proof["index"] != number, "dossier.evidence-differs")
        except Refused as refused:
            self.codes |= refused.codes

    def check_tree(self, one, tree, imported):
        """Steps 28 and 29: what a statement says of a tree."""
        digest = tree["treeHashes"]["dirHash"]
        record = self.records.get(digest)
        if record is None:
            if one.word != "receipt" and digest in imported:
                self.codes.add("dossier.evidence-missing")
            elif one.word != "receipt":
                self.listed.add("dossier.evidence-elsewhere")
            return
        summary = record["summary"]
        hashes = {name: summary[name] for name in HASHES if name in summary}
        self.tell(tree["treeHashes"] != hashes, "dossier.evidence-differs")
        if one.word == "receipt":
            said = [{**check, "observed": {item["name"]: item["value"] for item in check["observed"]}}
                    for check in one.predicate["checks"] if check["evidence"] == digest]
            recorded = [{**{name: check[name] for name in check if name != "title"}, "evidence": digest}
                        for check in record["checks"]]
            verdict = "refused" if tree["verdict"] == "unproven" else tree["verdict"]
            self.tell((tree["treeHashes"], tree["files"], tree["bytes"], verdict, said)
                      != (hashes, summary["files"], summary["bytes"], record["verdict"], recorded),
                      "statement.receipt-differs")

    def receipt_fits(self, it):
        """Whether the journal says what a receipt says of its import."""
        index = it["import"]["journalEntry"]
        event = self.journal.events[index] if index < len(self.journal.events) else {}
        if (event.get("kind") not in ("import-finished", "import-refused") or "account" not in event
                or event["what"] not in ("packet", "bundle")):
            return False
        account, finished = event["account"], event["kind"] == "import-finished"
        told = {"label": event["label"], "journalEntry": index, "finishedAt": self.journal.entries[index]["at"],
                "durability": "fsync", **{name: account[name] for name in ("startedAt", "filesRead", "bytesRead",
                                                                          "resumed")}}
        of = it["packet"]["sha256"] if it["packet"] else next(
            (tree["treeHashes"]["dirHash"] for tree in it["evidence"]), None)
        return (it["import"] == told and it["medium"] == account["medium"]
                and it["refusal"] == (None if finished else event["reason"])
                and (not finished or event["id"] == of))

    # 9. Every other file

    def rebuild(self, failed):
        """Steps 31 to 34."""
        self.listed.add("dossier.report-not-recomputed")
        if "report.pdf" in self.files:
            self.listed.add("dossier.print-not-recomputed")
        made = {**self.made_statements(), **self.made_evidence(), **self.made_keys()}
        for path in ("SHA256SUMS", "report.html", "journal/log.jsonl", "journal/checkpoint", *self.packet_names.values(),
                     *(f"identities/{n:06}.dsse.json" for n in range(len(self.identities.files)))):
            made[path] = None
        schemas = {f"schemas/{file.name}": file.read_bytes() for file in DOCS.glob("*.schema.json")
                   if file.name != "packet.schema.json"}
        here = set(self.files) - {"report.pdf"}
        self.tell((made.keys() | schemas.keys()) - here, "dossier.file-missing")
        self.tell(here - made.keys() - schemas.keys(), "dossier.file-unexpected")
        for path, data in made.items():
            if data is not None and path in self.files and self.files[path] != data:
                self.codes.add(next(code for pattern, code in DIFFERS if re.search(pattern, path)))
        if any(self.files.get(path, data) != data for path, data in schemas.items()):
            started = [event for _, event in self.journal.of_kind("console-started")]
            other_form = not started or started[-1].get("dossierForm", 1) != FORM
            (self.listed if other_form else self.codes).add(
                "dossier.schema-not-recomputed" if other_form else "dossier.schema-differs")

    def made_statements(self):
        """The files of the three folders; None for what is not compared here."""
        made, counts, self.names = {}, {}, []
        for one in self.statements:
            at = (one.folder, one.word)
            counts[at] = counts.get(at, 0) + 1
            base = f"{one.folder}/{one.word}-{counts[at]}"
            if one.folder == "statements":
                self.names.append((f"{one.word}-{counts[at]}", one))
            made[f"{base}.statement.json"] = None
            made[f"{base}.rendered.txt"] = one.text.encode()
            if one.envelope:
                made[f"{base}.dsse.json"] = None
            for keyid in one.ssh_signers:
                made[f"{base}.statement.json.{keyid[:16]}.sig"] = None
            signed = [index for index, event in one.entries if event["kind"] == "signature"]
            if signed:
                made[f"{base}.entry.json"] = self.journal.lines[signed[0]]
                hashes = [encode_base64(one) for one in audit_path(signed[0], self.journal.hashes)]
                lines = ["c2sp.org/tlog-proof@v1", f"index {signed[0]}", *hashes, "", ""]
                made[f"{base}.tlog-proof"] = "\n".join(lines).encode() + self.files["journal/checkpoint"]
        return made

    def made_evidence(self):
        """The files of evidence/."""
        made = {}
        for digest, lines in self.lines.items():
            made[f"evidence/{digest}/manifest.txt"] = made[f"evidence/{digest}/bundle.json"] = None
            hashes = [leaf(line.encode("utf-8", "surrogateescape")) for line in lines]
            places = {line[66:]: number for number, line in enumerate(lines)}
            for path in self.proofs[digest]:
                if path in places:
                    index = places[path]
                    path_hashes = ",".join(f'"{encode_base64(one)}"' for one in audit_path(index, hashes))
                    text = (f'{{"type":"urn:holdfast:inclusion-proof:v1","line":{quote(lines[index])},'
                            f'"index":{index},"size":{len(lines)},"hashes":[{path_hashes}]}}\n')
                    made[f"evidence/{digest}/proof-{index}.json"] = text.encode("utf-8", "surrogateescape")
        return made

    def made_keys(self):
        """The files of keys/, and VERIFY.txt."""
        made, signers = {"keys/station.pem": self.station_key.pem.encode()}, ""
        for keyid, one in self.people.items():
            if one.state == "revoked":
                continue
            made[f"keys/{keyid}.pub"] = (one.key.line + "\n").encode()
            if one.key.kind == SOFTWARE:
                made[f"keys/{keyid}.pem"] = one.key.pem.encode()
            words = dict.fromkeys(f"{word}@holdfast" for role in one.roles for word in WORDS_OF_ROLES[role])
            signers += f'{one.principal} namespaces="{",".join(words)}" {one.key.line}\n'
        made["keys/allowed_signers"] = signers.encode()
        revoked = any(one.folder == "revoked" for one in self.statements)
        made["VERIFY.txt"] = dossier_instructions(self.names, revoked, self.people.values(), self.station_key)
        return made

DIFFERS = [(r"\.rendered\.txt\Z", "dossier.rendered-differs"),
           (r"\.entry\.json\Z|\.tlog-proof\Z|/proof-\d+\.json\Z", "dossier.proof-differs"),
           (r"\Akeys/", "dossier.keys-differ"), (r"\AVERIFY\.txt\Z", "dossier.instructions-differ")]

def following_verdict(record, errors):
    """The verdict that follows from a record."""
    if errors or any(check["result"] != "pass" for check in record["checks"]):
        return "refused"
    weak = {"evidence.unvouched-file", "evidence.link-not-covered", "evidence.manifests-list-nothing"}
    vouched = record["layout"] != "plain" and not weak & {finding["code"] for finding in record["findings"]}
    return "verified" if record["checks"] or vouched else "read"

def signatures_of(event):
    """The OpenSSH signatures that an entry names."""
    return set(event.get("sshsigs", [])) | ({event["sshsig"]} if event.get("sshsig") else set())

def verify_dossier(folder, trusted, station):
    """(codes, listed) of a dossier."""
    dossier = Dossier(*read_files(folder), trusted, station)
    dossier.verify()
    return dossier.codes, dossier.listed if dossier.journal else set()

def compare(newer, older):
    """(values) of "Two dossiers of one station"; refused with its finding."""
    def part(folder, path):
        file = Path(folder) / path
        return file.read_bytes() if file.is_file() else None

    try:
        key = read_key(part(newer, "keys/station.pem") or b"")
    except Refused:
        raise Refused("journal.checkpoint-unreadable") from None
    notes = [part(folder, "journal/checkpoint") for folder in (older, newer)]
    if None in notes:
        raise Refused("dossier.file-missing")
    old, new = (read_checkpoint(note, key) for note in notes)
    lines = (part(newer, "journal/log.jsonl") or b"").split(b"\n")[:-1]
    if max(old.size, new.size) > min(new.size, len(lines)):
        raise Refused("journal.rolled-back")
    hashes = [leaf(line) for line in lines[:new.size]]
    if root(hashes) != new.root or root(hashes[:old.size]) != old.root:
        raise Refused("journal.forked")
    return {"oldSize": old.size, "newSize": new.size,
            "proof": [one.hex() for one in consistency(old.size, hashes)]}
