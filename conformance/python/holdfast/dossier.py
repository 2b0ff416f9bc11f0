"""A dossier: dossier.md. report.html is not made again."""

import os
import re
import stat
from pathlib import Path

from .common import (DOCS, SEVERITY, NotTried, Refused, attempt, encode_base64, length, packet_file_name, refuse,
                     safe_name, sha256, sums_file, those, units)
from .folder import dossier_instructions
from .gate import check_uses, in_chain
from .identities import Identities, record_names
from .keys import SOFTWARE, read_key, trust
from .merkle import Journal, audit_path, check_proof, consistency, leaf, read_checkpoint, read_proof, root
from .packet import read_packet
from .signatures import UNSIGNED, Files, open_statement
from .trees import hash_of_lines
from .values import defects, quote, read_json, schema

FILE_LIMIT, ALL_LIMIT = 256 * 1024 * 1024, 1024 * 1024 * 1024
FORM = int(re.search(r"The form of this documentation is ([0-9]+)\.", (DOCS / "dossier.md").read_text("utf-8"))[1])
FOLDERS = ("statements", "pending", "revoked")
WORDS_OF_ROLES = {"owner": ["decision", "grant", "discharge", "revocation", "receipt"],
                  "operator": ["discharge", "receipt"], "auditor": ["discharge"]}
WEAK = {"evidence.unvouched-file", "evidence.link-not-covered", "evidence.manifests-list-nothing"}
DIFFERS = [(r"\.rendered\.txt\Z", "dossier.rendered-differs"), (r"\Akeys/", "dossier.keys-differ"),
           (r"\.entry\.json\Z|\.tlog-proof\Z|/proof-\d+\.json\Z", "dossier.proof-differs"),
           (r"\AVERIFY\.txt\Z", "dossier.instructions-differ"), (r"\Aschemas/", "dossier.schema-differs")]
UNREADABLE_CHECKPOINT = "journal.checkpoint-unreadable"

def read_files(folder):
    """The files by path, and the findings: step 1."""
    files, codes = {}, set()
    for here, folders, names in os.walk(folder):
        inside = os.path.relpath(here, folder)
        depth = 0 if inside == "." else inside.count("/") + 1
        codes |= those({"dossier.file-unexpected": depth > 2 or not (folders or names or depth == 0)})
        for name in names + folders:
            path = os.path.join(here, name)
            found = os.lstat(path)
            if stat.S_ISREG(found.st_mode) and found.st_size > FILE_LIMIT:
                codes.add("dossier.file-unreadable")
            elif stat.S_ISREG(found.st_mode) and depth <= 2:
                files[os.path.relpath(path, folder)] = Path(path).read_bytes()
            elif not stat.S_ISDIR(found.st_mode):
                codes.add("dossier.file-unexpected")
    return files, codes | those({"dossier.file-unexpected": len(files) > 100_000,
                                 "dossier.file-unreadable": sum(map(len, files.values())) > ALL_LIMIT})

def check_sums(files):
    """The findings of SHA256SUMS: step 2."""
    if "SHA256SUMS" not in files:
        return {"dossier.file-missing"}
    expected, told = (data.decode("utf-8", "surrogateescape").split("\n")
                      for data in (sums_file(files), files["SHA256SUMS"]))
    missing = expected != told and any(line and line[66:] not in files for line in told)
    differs = expected != told and (set(expected) - set(told) or not missing)
    return those({"dossier.file-missing": missing, "dossier.checksum": differs})

def trees_of(statement):
    """The dirHash of each evidence tree that a statement names."""
    return {tree["treeHashes"]["dirHash"] for tree in statement.trees}

def signatures_of(event):
    """The OpenSSH signatures that an entry names."""
    return set(event.get("sshsigs", [])) | ({event["sshsig"]} if event.get("sshsig") else set())

def cut(text):
    """A text as an entry of the journal has it."""
    return text if length(text) <= 4000 else text[:2000] + "…"

class Dossier:
    """One verification. What is found is in codes, what is not verified in listed."""

    def __init__(self, files, codes, trusted, station):
        self.files, self.codes, self.listed = files, codes | check_sums(files), set()
        self.trusted, self.station, self.journal = trusted, station, None

    def tell(self, condition, code):
        """A finding where the condition holds."""
        self.codes |= those({code: condition})

    def take(self, function, *given):
        """What a function gives, or None where it is refused; the findings are told."""
        value, codes = attempt(function, *given)
        self.codes |= codes
        return value

    def verify(self):
        """Sections 2 to 10."""
        self.read_identities()
        self.take(self.read_journal)
        self.read_statements()
        if self.journal is not None:
            for step in (self.order_statements, self.check_entries, self.check_missing, self.read_packets,
                         self.check_decisions, self.check_evidence, self.rebuild):
                step()

    # 2. Identities

    def read_identities(self):
        """Steps 3 and 4."""
        self.identities = Identities()
        names = list(record_names({name.removeprefix("identities/") for name in self.files}))
        self.take(lambda: [self.identities.take(self.files[f"identities/{name}"]) for name in names])
        broken = len(self.identities.files) < len(names)
        self.tell(not broken and not self.identities.as_written(), "identity.record-unreadable")
        self.identities.known = {} if broken else self.identities.known
        self.people = self.identities.known
        first = next(iter(self.people.values()), None)
        owners = {data for data, key in self.trusted.items() if "owner" in key.roles}
        self.tell(first is None or first.key.data not in owners, UNSIGNED)
        self.all_keys = trust(one.key for one in self.people.values())
        self.counting_keys = trust(one.key for one in self.people.values() if one.state != "revoked")

    def is_revoked(self, keyid):
        """Whether an identity was revoked."""
        return keyid in self.people and self.people[keyid].state == "revoked"

    # 3. Journal

    def read_journal(self):
        """Steps 5 to 9."""
        self.station_key, codes = attempt(read_key, self.files.get("keys/station.pem", b""))
        refuse(codes, UNREADABLE_CHECKPOINT)
        data = self.files.get("journal/checkpoint", b"")
        checkpoint = read_checkpoint(data, self.station_key) if self.station_key.kind == SOFTWARE else None
        refuse(checkpoint is None or data.count(b"\n") != 5, UNREADABLE_CHECKPOINT)
        self.journal = Journal(self.files.get("journal/log.jsonl", b""), checkpoint)
        named = [event["station"] for _, event in self.journal.of_kind("station-created")]
        self.codes |= self.identities.against(self.journal)
        self.tell(any(keyid != self.station_key.keyid for keyid in named)
                  or (self.station and self.station.data != self.station_key.data), "dossier.station-differs")
        self.listed |= {"dossier.later-unknown", "dossier.report-not-recomputed"}
        self.listed |= those({"dossier.station-unknown": self.station is None})

    # 4. Statements by themselves

    def read_statements(self):
        """Steps 10 to 13."""
        self.statements, paths = [], sorted(self.files, key=units)
        for path in paths:
            found = re.fullmatch(r"(statements|pending|revoked)/.+\.statement\.json", path)
            if found:
                sigs = {name: self.files[name] for name in paths
                        if name.startswith(path + ".") and name.endswith((".sig", ".sshsig"))}
                envelope = self.files.get(path.removesuffix(".statement.json") + ".dsse.json")
                self.read_statement(found[1], Files(envelope, self.files[path], sigs))

    def read_statement(self, folder, given):
        """One statement of a folder, and whether it is in its place."""
        keys = self.all_keys if folder == "revoked" else self.counting_keys
        one = self.take(open_statement, given, keys, folder != "statements")
        if one is None:
            return
        self.codes |= one.warnings
        again = attempt(open_statement, given, self.counting_keys, True)[0] if folder == "revoked" else None
        wrong = [code for code, holds in {
            "dossier.not-waiting": folder == "pending" and not one.lacks_role,
            "dossier.not-fallen": again and (not again.lacks_role or again.word == "discharge"),
            UNSIGNED: len(given.sshsigs) != len(one.ssh_signers)}.items() if holds][:1]
        self.codes |= set(wrong)
        one.folder = folder
        self.statements += [] if wrong else [one]

    # 5. Statements and journal

    def order_statements(self):
        """Which arrivals belong to which statement; puts the statements in their order."""
        kinds = self.journal.of_kind("signature", "statement-taken-in", "import-finished")
        self.arrivals = [one for one in kinds if one[1].get("what", "envelope") == "envelope"]
        for one in self.statements:
            one.entries = [(index, event) for index, event in self.arrivals if self.belongs(event, one)]
            told = [index for index, event in one.entries if event["kind"] != "import-finished"][-1:]
            imports = [index for index, event in one.entries if event["kind"] == "import-finished"][:1]
            one.place = max(told + imports, default=len(self.journal.lines))
        self.statements.sort(key=lambda one: (one.place, FOLDERS.index(one.folder)))
        self.decisions = [one for one in self.statements if one.word == "decision"]
        self.named_trees = {tree for one in self.statements if one.word != "receipt" for tree in trees_of(one)}

    def belongs(self, event, one):
        """Whether an arrival belongs to a statement."""
        if event["kind"] == "import-finished":
            return one.envelope is not None and self.names_envelope(event["id"], one)
        return event["statement"] == one.digest

    def names_envelope(self, digest, one):
        """Whether a digest, or null, names the envelope of a statement."""
        return digest in ((one.envelope_digest, sha256(one.files.envelope)) if one.envelope else (None,))

    def check_entries(self):
        """Steps 15 and 16."""
        anybody = any(one.state == "revoked" for one in self.people.values())
        for one in self.statements:
            here = {sha256(data) for data in one.files.sshsigs.values()}
            told = [event for _, event in one.entries if event["kind"] != "import-finished"]
            differs = bool(one.entries and here - {sig for event in told for sig in signatures_of(event)})
            for event in told:
                signs, by = event["kind"] == "signature", event.get("identity")
                gone = signs and self.is_revoked(by) and by not in one.signers
                differs |= signs and event["predicateType"] != f"urn:holdfast:{one.word}:v1"
                differs |= signs and by not in one.signers and not gone
                differs |= bool(signatures_of(event) - here) and not (gone if signs else anybody)
            differs |= len(told) == len(one.entries) > 0 and not self.names_envelope(told[-1]["envelope"], one)
            self.tell(not one.entries, "dossier.statement-unrecorded")
            self.tell(differs, "dossier.entry-differs")
            for keyid in one.signers if one.entries else []:
                self.check_signer(one, keyid)

    def check_signer(self, one, keyid):
        """Step 16: the entry that first had a signature."""
        sig = one.ssh_signers.get(keyid)
        named = sig and sha256(one.files.sshsigs[sig])
        by = [index for index, event in one.entries if event.get("identity") == keyid]
        ssh = [index for index, event in one.entries if named in signatures_of(event)]
        others = [index for index, event in one.entries if event["kind"] != "signature"]
        first = (by or ssh or others[-1:] or [None])[0]
        ends = [index for index, event in self.journal.of_kind("identity-retired", "identity-revoked")
                if event["identity"] == keyid]
        self.tell(first is None, "dossier.entry-differs")
        self.tell(first is not None and ends and first > ends[0], "dossier.signer-not-active")

    def check_missing(self):
        """Step 17: arrivals that belong to no statement here."""
        packets = [one.packet for one in self.statements if one.packet]
        digests, ids = {one["sha256"] for one in packets}, {cut(one["id"]) for one in packets} - {""}
        for _, event in self.arrivals:
            if any(self.belongs(event, one) for one in self.statements):
                continue
            about = event.get("about")
            packet = about["packet"] if about else event.get("packet")
            ours = packet in digests or (about and (about["packetId"] in ids or (
                about["packet"] is None and self.named_trees & set(about["receiptOf"]))))
            gone = event["kind"] == "signature" and not about and self.is_revoked(event["identity"])
            self.tell(ours and not gone, "dossier.statement-missing")
            self.listed |= those({"dossier.signer-revoked": ours and gone,
                                  "dossier.entries-unattributed": not ours and not about})

    # 6. Packets

    def read_packets(self):
        """Steps 18 to 22."""
        self.packet_names, says = {}, {}
        labels = {event["id"]: event["label"] for _, event in self.journal.of_kind("import-finished")
                  if event["what"] == "packet"}
        decided = {one.packet["sha256"] for one in self.decisions}
        for path in sorted(self.files):
            name, digest = re.fullmatch(r"packets/[0-9a-f]{16}-(.*)", path, re.S), sha256(self.files[path])
            if name and digest in decided:
                self.listed |= those({"dossier.packet-name-unknown": digest not in labels})
                label = labels.get(digest, safe_name(name[1]))
                self.packet_names[digest] = f"packets/{digest[:16]}-{packet_file_name(label)}"
                try:
                    says[digest] = read_packet(self.files[path], label).as_named
                except (Refused, NotTried):
                    continue
        self.tell(not self.decisions, "dossier.nothing-decided")
        for one in self.statements if self.decisions else []:
            packet, latest = one.packet, self.decisions[-1].packet
            if packet is None:
                self.tell(not trees_of(one) & self.named_trees, "dossier.statement-surplus")
                continue
            same = packet["sha256"] == latest["sha256"] or (latest["id"] and packet["id"] == latest["id"])
            said = says.setdefault(packet["sha256"], packet)
            self.tell(not same or packet != said, "statement.other-packet")
        self.tell(decided - self.packet_names.keys(), "dossier.packet-differs")

    # 7. Decisions and grants

    def signed_by_revoked(self, digest):
        """Whether the journal has a payload signed here by nobody but identities that were revoked."""
        by = [event["identity"] for _, event in self.journal.of_kind("signature") if event["statement"] == digest]
        return bool(by) and all(map(self.is_revoked, by))

    def check_decisions(self):
        """Steps 23 to 26."""
        missing = "statement.predecessor-missing"
        for one in self.decisions:
            codes, _ = in_chain(one, self.decisions)
            excused = missing in codes and self.signed_by_revoked(one.predicate["previousDecision"])
            self.codes |= codes ^ {missing, "dossier.predecessor-revoked"} if excused else codes
        grants = [one for one in self.statements if one.word == "grant"]
        gone = {use["statementSha256"] for one in self.statements for use in one.uses}
        gone = set(filter(self.signed_by_revoked, gone - {one.digest for one in grants}))
        self.codes |= check_uses(self.statements, [], grants, self.journal.consumed(), gone)
        first = {one.digest: one.entries[0] for one in self.statements if one.entries}
        revocations = [(first[one.digest][0], one.predicate["revokes"]["statementSha256"])
                       for one in self.statements if one.word == "revocation" and one.entries]
        for one in self.statements:
            index, event = first.get(one.digest, (0, {"kind": None}))
            signed_here = event["kind"] == "signature"
            for grant in [use["statementSha256"] for use in one.uses if one.digest in first]:
                late = grant in first and first[grant][0] > index
                taken = signed_here and any(at < index for at, payload in revocations if payload == grant)
                self.tell(late or taken, "dossier.grant-not-in-force")
            if one.word == "decision" and signed_here:
                named = {digest for blocker in one.predicate["blockers"] for digest in blocker["discharges"]}
                absent = named - {other.digest for other in self.statements}
                self.tell(not all(map(self.signed_by_revoked, absent)), "dossier.authority-missing")

    # 8. Evidence

    def check_evidence(self):
        """Steps 27 to 30."""
        self.records, self.lines, self.proofs = {}, {}, {}
        for digest in sorted(tree for one in self.statements for tree in trees_of(one)):
            if any(path.startswith(f"evidence/{digest}/") for path in self.files):
                self.take(self.read_record, digest, f"evidence/{digest}/")
        imported = {event["id"] for _, event in self.journal.of_kind("import-finished") if event["what"] == "bundle"}
        for one in self.statements:
            for tree in one.trees:
                self.check_tree(one, tree, imported)
            if one.word == "receipt" and any(event["kind"] == "signature" for _, event in one.entries):
                self.tell(not self.receipt_fits(one.predicate), "statement.receipt-differs")
        self.listed |= those({"dossier.record-not-recomputed": self.records})

    def read_record(self, digest, at):
        """Step 27: the manifest, the record and the proofs of a tree."""
        manifest = self.files.get(f"{at}manifest.txt")
        refuse(manifest is None or sha256(manifest) != digest, "dossier.checksum")
        record, _ = attempt(read_json, self.files.get(f"{at}bundle.json", b""), 64 * 1024 * 1024, 8)
        verdict = following_verdict(record) if not defects(schema("bundle"), record) else None
        refuse(verdict is None or record["id"] != record["summary"]["dirHash"], "dossier.evidence-differs")
        lines, summary = manifest.split(b"\n")[:-1], record["summary"]
        merkle = root([leaf(line) for line in lines]).hex()
        dotted = hash_of_lines([line[:66] + b"./" + line[66:] for line in lines])
        stated = record["id"], summary["merkleSha256"], summary["sha256sumDot"]
        self.tell(stated != (digest, merkle, dotted), "dossier.evidence-differs")
        self.records[digest] = {**record, "verdict": verdict}
        self.lines[digest], self.proofs[digest] = lines, []
        for path in sorted(self.files):
            number = re.fullmatch(re.escape(at) + r"proof-(0|[1-9][0-9]*)\.json", path)
            proof = self.take(read_proof, self.files[path]) if number else None
            if proof:
                self.proofs[digest].append(proof["line"][66:].encode())
                refused = attempt(check_proof, proof, merkle)[1]
                self.codes |= refused or those({"dossier.evidence-differs": proof["index"] != int(number[1])})

    def check_tree(self, one, tree, imported):
        """Steps 28 and 29: what a statement says of a tree."""
        stated, receipt = tree["treeHashes"], one.word == "receipt"
        record = self.records.get(stated["dirHash"])
        if record is None:
            elsewhere = stated["dirHash"] not in imported
            self.tell(not receipt and not elsewhere, "dossier.evidence-missing")
            self.listed |= those({"dossier.evidence-elsewhere": not receipt and elsewhere})
            return
        summary = record["summary"]
        differs = any(stated[name] != summary[name] for name in stated.keys() & summary.keys())
        self.tell(differs, "dossier.evidence-differs")
        if receipt:
            said = [{**check, "observed": {item["name"]: item["value"] for item in check["observed"]}}
                    for check in one.predicate["checks"] if check["evidence"] == stated["dirHash"]]
            recorded = [{**{name: check[name] for name in check if name != "title"}, "evidence": stated["dirHash"]}
                        for check in record["checks"]]
            verdict = "refused" if tree["verdict"] == "unproven" else tree["verdict"]
            self.tell(differs or (tree["files"], tree["bytes"], verdict, said)
                      != (summary["files"], summary["bytes"], record["verdict"], recorded), "statement.receipt-differs")

    def receipt_fits(self, it):
        """Whether the journal says what a receipt says of its import."""
        index = it["import"]["journalEntry"]
        entry = dict(enumerate(self.journal.entries)).get(index, {"event": {"kind": None}})
        event = entry["event"]
        if (event["kind"] not in ("import-finished", "import-refused") or "account" not in event
                or event["what"] not in ("packet", "bundle")):
            return False
        account, finished = event["account"], event["kind"] == "import-finished"
        told = {"label": event["label"], "journalEntry": index, "finishedAt": entry["at"], "durability": "fsync"}
        told |= {name: account[name] for name in ("startedAt", "filesRead", "bytesRead", "resumed")}
        trees = [tree["treeHashes"]["dirHash"] for tree in it["evidence"]]
        about = it["packet"]["sha256"] if it["packet"] else (trees or [None])[0]
        return (it["import"] == told and it["medium"] == account["medium"]
                and it["refusal"] == (None if finished else event["reason"]) and (not finished or event["id"] == about))

    # 9. Every other file

    def rebuild(self):
        """Steps 31 to 34. Made are the files by path; None for what is not compared here."""
        made = {**self.made_statements(), **self.made_evidence(), **self.made_keys()}
        made |= dict.fromkeys(("SHA256SUMS", "report.html", "journal/log.jsonl", "journal/checkpoint"))
        made |= dict.fromkeys(self.packet_names.values())
        made |= {f"identities/{number:06}.dsse.json": None for number in range(len(self.identities.files))}
        made |= {f"schemas/{file.name}": file.read_bytes() for file in DOCS.glob("*.schema.json")
                 if file.name != "packet.schema.json"}
        here = self.files.keys() - {"report.pdf"}
        started = [event for _, event in self.journal.of_kind("console-started")]
        other_form = not started or started[-1].get("dossierForm", 1) != FORM
        differing = [path for path, data in made.items() if data is not None and self.files.get(path, data) != data]
        codes = {next(code for pattern, code in DIFFERS if re.search(pattern, path)) for path in differing}
        schemas = codes & {"dossier.schema-differs"} if other_form else set()
        self.codes |= codes - schemas
        self.tell(made.keys() - here, "dossier.file-missing")
        self.tell(here - made.keys(), "dossier.file-unexpected")
        self.listed |= those({"dossier.print-not-recomputed": "report.pdf" in self.files,
                              "dossier.schema-not-recomputed": schemas})

    def made_statements(self):
        """The files of the three folders."""
        made, counts, self.names = {}, {}, []
        for one in self.statements:
            counts[one.folder, one.word] = number = counts.get((one.folder, one.word), 0) + 1
            name = f"{one.word}-{number}"
            base = f"{one.folder}/{name}"
            self.names += [(name, one)] if one.folder == "statements" else []
            made |= {f"{base}.statement.json": None, f"{base}.rendered.txt": one.text}
            made |= {f"{base}.dsse.json": None} if one.envelope else {}
            made |= {f"{base}.statement.json.{keyid[:16]}.sig": None for keyid in one.ssh_signers}
            for index in [index for index, event in one.entries if event["kind"] == "signature"][:1]:
                made[f"{base}.entry.json"] = self.journal.lines[index]
                hashes = [encode_base64(part) for part in audit_path(index, self.journal.hashes)]
                text = "\n".join(["c2sp.org/tlog-proof@v1", f"index {index}", *hashes, "", ""])
                made[f"{base}.tlog-proof"] = text.encode() + self.files["journal/checkpoint"]
        return made

    def made_evidence(self):
        """The files of evidence/."""
        made = {}
        for digest, lines in self.lines.items():
            made[f"evidence/{digest}/manifest.txt"] = made[f"evidence/{digest}/bundle.json"] = None
            hashes = [leaf(line) for line in lines]
            for index in [number for number, line in enumerate(lines) if line[66:] in self.proofs[digest]]:
                path = ",".join(f'"{encode_base64(part)}"' for part in audit_path(index, hashes))
                text = (f'{{"type":"urn:holdfast:inclusion-proof:v1","line":{quote(lines[index].decode())},'
                        f'"index":{index},"size":{len(lines)},"hashes":[{path}]}}\n')
                made[f"evidence/{digest}/proof-{index}.json"] = text.encode()
        return made

    def made_keys(self):
        """The files of keys/, and VERIFY.txt."""
        made, signers = {"keys/station.pem": self.station_key.pem.encode()}, ""
        for keyid, one in self.people.items():
            if one.state != "revoked":
                made[f"keys/{keyid}.pub"] = (one.key.line + "\n").encode()
                made |= {f"keys/{keyid}.pem": one.key.pem.encode()} if one.key.kind == SOFTWARE else {}
                words = dict.fromkeys(f"{word}@holdfast" for role in one.roles for word in WORDS_OF_ROLES[role])
                signers += f'{one.principal} namespaces="{",".join(words)}" {one.key.line}\n'
        revoked = any(one.folder == "revoked" for one in self.statements)
        text = dossier_instructions(self.names, revoked, self.people.values(), self.station_key)
        return {**made, "keys/allowed_signers": signers.encode(), "VERIFY.txt": text}

def following_verdict(record):
    """The verdict that follows from a record; None where it has another, or a code that nobody knows."""
    codes = {finding["code"] for finding in record["findings"]}
    errors = any(finding["severity"] == "error" for finding in record["findings"])
    failed = errors or any(check["result"] != "pass" for check in record["checks"])
    vouched = record["checks"] or (record["layout"] != "plain" and not WEAK & codes)
    follows = "refused" if failed else "verified" if vouched else "read"
    known = codes <= SEVERITY.keys() and record["verdict"] in (follows, "refused" if errors else "verified")
    return follows if known else None

def verify_dossier(folder, trusted, station):
    """(codes, listed) of a dossier."""
    dossier = Dossier(*read_files(folder), trusted, station)
    dossier.verify()
    return dossier.codes, dossier.listed

def compare(newer, older):
    """"Two dossiers of one station": what is printed; refused with the finding."""
    paths = [Path(newer) / "keys/station.pem", Path(older) / "journal/checkpoint",
             Path(newer) / "journal/checkpoint", Path(newer) / "journal/log.jsonl"]
    station, *notes, log = [path.read_bytes() if path.is_file() else None for path in paths]
    key, codes = attempt(read_key, station or b"")
    refuse(codes, UNREADABLE_CHECKPOINT)
    refuse(None in notes, "dossier.file-missing")
    old, new = (read_checkpoint(note, key) for note in notes)
    lines = (log or b"").split(b"\n")[:-1]
    refuse(max(old.size, new.size) > min(new.size, len(lines)), "journal.rolled-back")
    hashes = [leaf(line) for line in lines[:new.size]]
    refuse(root(hashes) != new.root or root(hashes[:old.size]) != old.root, "journal.forked")
    return {"oldSize": old.size, "newSize": new.size, "proof": [part.hex() for part in consistency(old.size, hashes)]}
