"""A decision folder: decision-folder.md."""

import os
import re
from dataclasses import replace

from .chain import check_uses, closure
from .common import OWN_NAMES, Refused, packet_file_name, regular_file, sha256, sums_file, units
from .instructions import folder_instructions
from .keys import read_key, trust
from .signatures import Files, open_statement, open_together, opens, with_roles

ALL_ROLES = ("owner", "operator", "auditor")
IN_AUTHORITY = re.compile(r"((?:grant|discharge|revocation|decision)-([1-9][0-9]{0,5}))\."
                          r"(?:dsse\.json|statement\.json(?:\.[0-9a-f]{16}\.sig)?)|[0-9a-f]{64}\.pub")

def verify_folder(path, trusted):
    """The findings, and what is listed as not verified."""
    codes, listed = set(), {"dossier.later-unknown"}
    authority = os.path.join(path, "authority")
    try:
        names = os.listdir(path)
        inside = os.listdir(authority) if "authority" in names else []
        if os.path.islink(authority):
            raise OSError
    except OSError:
        return {"dossier.file-unreadable"}, listed
    candidates = [name for name in names if name not in OWN_NAMES and name != "authority"]
    proper = [name for name in candidates if packet_file_name(name) == name]
    taken = [name for name in inside if IN_AUTHORITY.fullmatch(name)]
    if len(proper) < len(candidates) or len(proper) > 1 or len(taken) < len(inside):
        codes.add("dossier.file-unexpected")
    wanted = [*names, *(f"authority/{name}" for name in taken)]
    files = {name: regular_file(os.path.join(path, name)) for name in wanted
             if name in OWN_NAMES or name in proper or name.startswith("authority/")}
    if None in files.values():
        codes.add("dossier.file-unreadable")
    files = {name: data for name, data in files.items() if data is not None}
    if not proper or missing(names, files.get("SHA256SUMS", b"")):
        codes.add("dossier.file-missing")
    if "SHA256SUMS" in files and files["SHA256SUMS"] != sums_file(files):
        codes.add("dossier.checksum")
    if len(proper) == 1:
        listed.add("dossier.packet-name-unknown")
    key = owner_key(files, codes)
    own = trust([with_roles(key, ["owner"])] if key else [])
    opened = [open_decision(files, keys, codes) for keys in (trusted, own)]
    decision = opened[0] or opened[1]
    if decision and key:
        follows(decision, key, files, proper, codes)
    if opened[0]:
        codes |= verify_authority(opened[0], files, trusted)
    return codes, listed

def missing(names, sums):
    """Whether a file is not there that must be: step 4."""
    pairs = [("decision.dsse.json", "owner.pub.pem"), ("statement.json.sig", "allowed_signers")]
    named = {line[66:] for line in sums.decode("utf-8", "replace").split("\n")}
    needed = {"statement.json", "owner.pub", "rendered.txt", "VERIFY.txt", "SHA256SUMS"}
    for pair in pairs:
        needed |= set(pair) if any(name in names for name in pair) else set()
        needed |= set(pair) & named
    return not needed <= set(names) or not any(name in names for pair in pairs for name in pair)

def owner_key(files, codes):
    """The key in owner.pub: step 7."""
    if "owner.pub" not in files:
        return None
    try:
        key = read_key(files["owner.pub"])
    except Refused:
        codes.add("statement.key-unreadable")
        return None
    line = key.line + "\n"
    expected = {"owner.pub": line}
    if "decision.dsse.json" in files:
        expected["owner.pub.pem"] = key.pem
    if "statement.json.sig" in files:
        expected["allowed_signers"] = f'owner namespaces="decision@holdfast" {line}'
    if any(files.get(name, text.encode()) != text.encode() for name, text in expected.items()):
        codes.add("dossier.keys-differ")
    return key

def open_decision(files, trusted, codes):
    """The decision of the folder under these keys, or None: steps 8 and 9."""
    payload = files.get("statement.json")
    sshsigs = {name: files[name] for name in ("statement.json.sig",) if name in files and payload is not None}
    given = Files(files.get("decision.dsse.json"), payload, sshsigs)
    if given.envelope is None and payload is None:
        return None
    decision, found = opens(given, trusted)
    codes |= found
    if decision is None:
        return None
    codes |= decision.warnings
    if decision.word != "decision":
        codes.add("statement.wrong-type")
        return None
    if (given.envelope is not None and not decision.dsse_signers) or (sshsigs and not decision.ssh_signers):
        codes.add("statement.not-signed-by-trusted-key")
    return decision

def follows(decision, key, files, proper, codes):
    """What follows from the payload: steps 10 to 12."""
    if files.get("rendered.txt", decision.text.encode()) != decision.text.encode():
        codes.add("dossier.rendered-differs")
    if len(proper) != 1 or proper[0] not in files:
        return
    if sha256(files[proper[0]]) != decision.packet["sha256"]:
        codes.add("dossier.packet-differs")
    text = folder_instructions(decision, key, proper[0], "decision.dsse.json" in files,
                               "statement.json.sig" in files)
    if files.get("VERIFY.txt", text) != text:
        codes.add("dossier.instructions-differ")

def grouped(files):
    """The statements of authority/ in the order of N: step 13."""
    groups = {}
    for name in sorted((name for name in files if name.startswith("authority/")), key=units):
        found = IN_AUTHORITY.fullmatch(name.removeprefix("authority/"))
        if found[1]:
            one = groups.setdefault((int(found[2]), found[1]), Files())
            if name.endswith(".dsse.json"):
                one.envelope = files[name]
            elif name.endswith(".statement.json"):
                one.payload = files[name]
            else:
                one.sshsigs[name] = files[name]
    return [one for _, one in sorted(groups.items())
            if one.envelope is not None or (one.payload is not None and one.sshsigs)]

def verify_authority(decision, files, trusted):
    """What the decision rests on: steps 13 to 20."""
    groups = grouped(files)
    *_, vouched, _ = open_together(groups, trusted, also=[decision])
    keys = []
    for name in files:
        if name.startswith("authority/") and name.endswith(".pub"):
            try:
                keys.append(with_roles(read_key(files[name]), ALL_ROLES))
            except Refused:
                continue
    anybody = trust([*trusted.values(), *keys])
    anybody = {data: replace(key, roles=frozenset(ALL_ROLES)) for data, key in anybody.items()}
    codes, statements = set(), []
    for place, group in enumerate(groups):
        try:
            statements.append(open_statement(group, anybody if place in vouched else trusted))
        except Refused as refused:
            codes |= refused.codes
    if codes:
        return codes
    counting = [one for place, one in enumerate(statements) if place not in vouched]
    by_voucher = [one for place, one in enumerate(statements) if place in vouched]
    if by_voucher:
        codes.add("statement.vouched-unsigned")
    rests = closure(decision, statements)
    if rests - {one.digest for one in statements}:
        codes.add("dossier.authority-missing")
    grants = [one for one in counting if one.word == "grant"]
    codes |= check_uses([*counting, decision], by_voucher, grants, {})
    codes |= compare_authority(statements, files)
    for one in statements:
        if one.digest not in rests:
            revokes = one.word == "revocation" and one.predicate["revokes"]["statementSha256"]
            taken_back = revokes in rests | {decision.digest}
            codes.add("dossier.taken-back" if taken_back else "dossier.file-unexpected")
    return codes

def compare_authority(statements, files):
    """The files of authority/ against those that a writer makes: step 19."""
    expected, counts = {}, {}
    for one in statements:
        counts[one.word] = counts.get(one.word, 0) + 1
        base = f"authority/{one.word}-{counts[one.word]}"
        expected[f"{base}.statement.json"] = one.payload
        if one.files.envelope is not None:
            expected[f"{base}.dsse.json"] = one.files.envelope
        for keyid, name in one.ssh_signers.items():
            expected[f"{base}.statement.json.{keyid[:16]}.sig"] = one.files.sshsigs[name]
        for keyid, key in one.signers.items():
            expected[f"authority/{keyid}.pub"] = (key.line + "\n").encode()
    here = {name: data for name, data in files.items() if name.startswith("authority/")}
    codes = {"dossier.file-missing"} if expected.keys() - here.keys() else set()
    if here.keys() - expected.keys():
        codes.add("dossier.file-unexpected")
    if any(here[name] != expected[name] for name in here.keys() & expected.keys()):
        codes.add("dossier.keys-differ")
    return codes
