"""Decision folders (decision-folder.md, "Verification")."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from .exports import OWN_NAMES, check_sums, packet_file_name, verify_txt_of_decision
from .findings import Refused
from .gate import Uses, is_grant, open_together, uses_of
from .keys import Key, merge, read_key_file
from .statements import Files, Statement, open_statement

_WORD = "(grant|discharge|revocation|decision)-([1-9][0-9]{0,5})"
_STATEMENT_FILE = re.compile(rf"{_WORD}(?:\.dsse\.json|\.statement\.json(?:\.[0-9a-f]{{16}}\.sig)?)")
_KEY_FILE = re.compile(r"[0-9a-f]{64}\.pub")
_ALL_ROLES = frozenset(["owner", "operator", "auditor"])


@dataclass
class _Folder:
    files: dict[str, bytes] = field(default_factory=dict)  # what was read, by path
    there: set[str] = field(default_factory=set)  # every name of the folder itself
    packets: list[str] = field(default_factory=list)  # candidates with a proper name
    findings: list[str] = field(default_factory=list)


def verify_decision_folder(path: Path, trusted: list[Key]) -> tuple[list[str], list[str]]:
    """Findings, and what is listed as not verified."""
    listed = ["dossier.later-unknown"]
    try:  # 1
        names = os.listdir(path)
        inner = os.listdir(path / "authority") if "authority" in names else []
        if "authority" in names and (path / "authority").is_symlink():
            raise OSError("a link")
    except OSError:
        return ["dossier.file-unreadable"], listed
    folder = _read_files(path, names, inner)
    if len(folder.packets) == 1:
        listed.append("dossier.packet-name-unknown")
    key = _check_sums_and_keys(folder)
    own, by_trusted = _open_decision(folder, key, trusted)
    opened = by_trusted or own
    if opened is not None and key is not None:
        _check_what_follows(folder, opened, key)
    if by_trusted is not None:
        folder.findings += _check_authority(folder.files, by_trusted, trusted)
    return folder.findings, listed


def _read_files(path: Path, names: list[str], inner: list[str]) -> _Folder:
    """Steps 2 to 5."""
    folder = _Folder(there=set(names))
    candidates = [name for name in names if name not in OWN_NAMES and name != "authority"]
    folder.packets = [name for name in candidates if packet_file_name(name) == name]
    unexpected = candidates if len(folder.packets) > 1 else [one for one in candidates if one not in folder.packets]
    folder.findings += ["dossier.file-unexpected" for _ in unexpected]  # 2
    folder.findings += [] if folder.packets else ["dossier.file-missing"]
    fitting = [name for name in inner if _STATEMENT_FILE.fullmatch(name) or _KEY_FILE.fullmatch(name)]
    folder.findings += ["dossier.file-unexpected" for _ in range(len(inner) - len(fitting))]  # 3
    own = [name for name in OWN_NAMES if name in folder.there]
    for name in [*own, *folder.packets, *(f"authority/{name}" for name in fitting)]:  # 5
        try:
            status = os.lstat(path / name)
            if not stat.S_ISREG(status.st_mode) or status.st_size > 67_108_864:
                raise OSError("no regular file that is read")
            folder.files[name] = (path / name).read_bytes()
        except OSError:
            folder.findings.append("dossier.file-unreadable")
    needed = {"statement.json", "owner.pub", "rendered.txt", "VERIFY.txt", "SHA256SUMS"}  # 4
    pairs = (("decision.dsse.json", "owner.pub.pem"), ("statement.json.sig", "allowed_signers"))
    named = folder.files.get("SHA256SUMS", b"").decode("utf-8", "replace").split("\n")
    for pair in pairs:
        if folder.there & set(pair):
            needed |= set(pair)
        needed |= {name for name in pair if any(line[66:] == name for line in named)}
    if not any(folder.there & set(pair) for pair in pairs):
        needed.add("decision.dsse.json")
    folder.findings += ["dossier.file-missing" for name in needed if name not in folder.there]
    return folder


def _check_sums_and_keys(folder: _Folder) -> Key | None:
    """Steps 6 and 7: the key in owner.pub."""
    files = folder.files
    if "SHA256SUMS" in files:
        missing, _ = check_sums(files)
        folder.findings += ["dossier.checksum" for _ in missing]
    if "owner.pub" not in files:
        return None
    try:
        key = read_key_file(files["owner.pub"])
    except Refused:
        folder.findings.append("statement.key-unreadable")
        return None
    expected = {"owner.pub": key.line}
    if "decision.dsse.json" in files:
        expected["owner.pub.pem"] = key.pem
    if "statement.json.sig" in files:
        expected["allowed_signers"] = f'owner namespaces="decision@holdfast" {key.line}'
    for name, text in expected.items():
        if name in files and files[name] != text.encode():
            folder.findings.append("dossier.keys-differ")
    return key


def _open_decision(folder: _Folder, key: Key | None, trusted: list[Key]) -> tuple[Statement | None, Statement | None]:
    """Steps 8 and 9: the decision as opened with the folder's own key, and with the trusted keys."""
    envelope, payload = folder.files.get("decision.dsse.json"), folder.files.get("statement.json")
    openssh = folder.files.get("statement.json.sig") if payload is not None else None
    opened: list[Statement | None] = []
    for keys in ([key.with_roles(frozenset(["owner"]))] if key is not None else [], trusted):
        statement = None
        if envelope is not None or payload is not None:
            try:
                signatures = [("statement.json.sig", openssh)] if openssh is not None else []
                statement = open_statement(envelope, payload, signatures, keys)
            except Refused as refused:
                folder.findings += refused.codes
        if statement is not None and statement.word != "decision":
            folder.findings.append("statement.wrong-type")
            statement = None
        if statement is not None:
            folder.findings += statement.warnings
            if (envelope is not None and not statement.by_envelope) or (openssh is not None and not statement.openssh):
                folder.findings.append("statement.not-signed-by-trusted-key")
        opened.append(statement)
    return opened[0], opened[1]


def _check_what_follows(folder: _Folder, decision: Statement, key: Key) -> None:
    """Steps 10 to 12."""
    files = folder.files
    if "rendered.txt" in files and files["rendered.txt"] != decision.rendered:
        folder.findings.append("dossier.rendered-differs")
    if len(folder.packets) != 1 or folder.packets[0] not in files:
        return
    name = folder.packets[0]
    if sha256(files[name]).hexdigest() != decision.predicate["packet"]["sha256"]:
        folder.findings.append("dossier.packet-differs")
    has = ["decision.dsse.json" in files, "statement.json.sig" in files]
    if "VERIFY.txt" in files and files["VERIFY.txt"] != verify_txt_of_decision(decision, name, key, *has):
        folder.findings.append("dossier.instructions-differ")


def group_statements(files: dict[str, bytes], folder: str) -> list[tuple[str, Files]]:
    """The statements of a folder by their base names (`grant-1`), in the order of N, then of their names."""
    names = [name.removeprefix(folder) for name in files if name.startswith(folder)]
    bases = {f"{match[1]}-{match[2]}" for name in names if (match := _STATEMENT_FILE.fullmatch(name))}
    groups: list[tuple[str, Files]] = []
    for base in sorted(bases, key=lambda one: (int(one.split("-")[1]), one)):
        start = f"{folder}{base}"
        signatures = sorted(name for name in files if name.startswith(f"{start}.statement.json."))
        envelope, payload = files.get(f"{start}.dsse.json"), files.get(f"{start}.statement.json")
        if envelope is not None or (payload is not None and signatures):
            groups.append((base, (envelope, payload, [(name, files[name]) for name in signatures])))
    return groups


def files_of_statement(base: str, statement: Statement, envelope: bytes | None) -> dict[str, bytes]:
    """The payload, the envelope as it lies there, and one signature file for each signer in OpenSSH's format."""
    made = {f"{base}.statement.json": statement.payload}
    if envelope is not None:
        made[f"{base}.dsse.json"] = envelope
    for keyid, (_, data) in statement.openssh.items():
        made[f"{base}.statement.json.{keyid[:16]}.sig"] = data
    return made


def _check_authority(files: dict[str, bytes], decision: Statement, trusted: list[Key]) -> list[str]:
    """Steps 13 to 20."""
    groups = group_statements(files, "authority/")  # 13
    together = open_together([one for _, one in groups], decision, trusted, [])  # 14
    vouched_payloads = {statement.sha256 for statement in together.vouched}
    own_keys: list[Key] = []
    for name, data in files.items():
        if name.startswith("authority/") and _KEY_FILE.fullmatch(name.removeprefix("authority/")):
            try:
                own_keys.append(read_key_file(data).with_roles(_ALL_ROLES))
            except Refused:
                pass
    found: list[str] = []
    opened: list[tuple[Statement, bytes | None]] = []
    refused_codes: list[str] = []
    counting = {statement.sha256 for statement in together.counting}
    for _, (envelope, payload, openssh) in groups:  # 15
        try:
            opened.append((open_statement(envelope, payload, openssh, trusted), envelope))
        except Refused as refused:
            try:
                statement = open_statement(envelope, payload, openssh, merge(trusted + own_keys))
                if statement.sha256 not in vouched_payloads:
                    raise refused
                opened.append((statement, envelope))
            except Refused as second:
                refused_codes += second.codes
    if refused_codes:
        return refused_codes
    statements = [statement for statement, _ in opened]
    vouched = [statement for statement in statements if statement.sha256 not in counting]
    found += ["statement.vouched-unsigned" for _ in vouched]  # 16
    here = {statement.sha256: statement for statement in statements}
    rested: set[str] = set()  # 17
    todo = decision.rests_on()
    while todo:
        digest = todo.pop()
        if digest not in rested:
            rested.add(digest)
            todo += here[digest].rests_on() if digest in here else []
    found += ["dossier.authority-missing" for digest in rested if digest not in here]
    count = [statement for statement in statements if statement.sha256 in counting]
    found += check_uses([*count, decision], vouched)  # 18
    made: dict[str, bytes] = {}  # 19
    numbers: dict[str, int] = {}
    for statement, envelope in opened:
        numbers[statement.word] = numbers.get(statement.word, 0) + 1
        made |= files_of_statement(f"{statement.word}-{numbers[statement.word]}", statement, envelope)
        made |= {f"{key.keyid}.pub": key.line.encode() for key in statement.signers}
    lying = {name.removeprefix("authority/"): data for name, data in files.items() if name.startswith("authority/")}
    found += ["dossier.file-missing" for name in made if name not in lying]
    found += ["dossier.file-unexpected" for name in lying if name not in made]
    found += ["dossier.keys-differ" for name in made if name in lying and made[name] != lying[name]]
    for statement in statements:  # 20
        if statement.sha256 in rested:
            continue
        revokes = statement.predicate.get("revokes", {}).get("statementSha256")
        taken_back = revokes in rested | {decision.sha256}
        found.append("dossier.taken-back" if taken_back else "dossier.file-unexpected")
    return found


def check_uses(statements: list[Statement], vouched: list[Statement]) -> list[str]:
    """Step 18, "Uses"."""
    beyond = {statement.sha256 for statement in vouched if statement.word == "grant"}
    return check_uses_in(statements, uses_of(vouched, None), lambda digest: digest in beyond)


def check_uses_in(statements: list[Statement], used: Uses, excused: Callable[[str], bool]) -> list[str]:
    """Step 18 with what is used already, and the grants that may be missing."""
    for nonce, user in uses_of(statements, None).items():
        used.setdefault(nonce, user)
    grants = [statement for statement in statements if statement.word == "grant"]
    found: list[str] = []
    for statement in statements:
        at = statement.predicate["clock"]["utc"]
        for use in statement.predicate.get("grants", []):
            grant = next((one for one in grants if one.sha256 == use["statementSha256"]), None)
            if not any(is_grant(use, one) for one in grants):
                excuse = grant is None and excused(use["statementSha256"])
                found += [] if excuse else ["statement.grant-missing"]
            elif used[use["nonce"]] != statement.sha256:
                found.append("statement.grant-consumed")
            if grant is not None and not grant.predicate["notBefore"] <= at < grant.predicate["expires"]:
                found.append("dossier.grant-not-in-force")
    return found
