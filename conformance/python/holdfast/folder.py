"""A decision folder (decision-folder.md), and VERIFY.txt as the templates in verify-txt.md make it."""

import os
import re

from .common import OWN_NAMES, attempt, packet_file_name, page_block, regular_file, sha256, sums_file, those, units
from .gate import check_uses, closure
from .keys import read_key, trust
from .merkle import station_name
from .signatures import UNSIGNED, Files, open_statement, open_together

ALL_ROLES = ("owner", "operator", "auditor")
IN_AUTHORITY = re.compile(r"((?:grant|discharge|revocation|decision)-([1-9][0-9]{0,5}))\."
                          r"(?:dsse\.json|statement\.json(?:\.[0-9a-f]{16}\.sig)?)|[0-9a-f]{64}\.pub")

def verify_folder(path, trusted):
    """The findings, and what is listed as not verified."""
    listed, authority = {"dossier.later-unknown"}, os.path.join(path, "authority")
    try:
        names = os.listdir(path)
        inside = os.listdir(authority) if "authority" in names else []
    except OSError:
        return {"dossier.file-unreadable"}, listed
    if os.path.islink(authority):
        return {"dossier.file-unreadable"}, listed
    candidates = [name for name in names if name not in OWN_NAMES and name != "authority"]
    proper = [name for name in candidates if packet_file_name(name) == name]
    taken = [f"authority/{name}" for name in inside if IN_AUTHORITY.fullmatch(name)]
    read = {name: regular_file(os.path.join(path, name))
            for name in [*(name for name in names if name in OWN_NAMES or name in proper), *taken]}
    files = {name: data for name, data in read.items() if data is not None}
    sums = files.get("SHA256SUMS", b"")
    unexpected = len(proper) < len(candidates) or len(proper) > 1 or len(taken) < len(inside)
    codes = those({"dossier.file-unexpected": unexpected, "dossier.file-unreadable": len(files) < len(read),
                   "dossier.file-missing": not proper or missing(names, sums),
                   "dossier.checksum": "SHA256SUMS" in files and sums != sums_file(files)})
    listed |= those({"dossier.packet-name-unknown": len(proper) == 1})
    key, found = owner_key(files)
    codes |= found
    own = trust([key.in_roles(["owner"])] if key else [])
    (first, told), (second, found) = (open_decision(files, keys) for keys in (trusted, own))
    codes |= told | found
    if key and (first or second):
        codes |= follows(first or second, key, files, proper)
    return codes | (verify_authority(first, files, trusted) if first else set()), listed

def missing(names, sums):
    """Whether a file is not there that must be: step 4."""
    pairs = [{"decision.dsse.json", "owner.pub.pem"}, {"statement.json.sig", "allowed_signers"}]
    named = {line[66:] for line in sums.decode("utf-8", "replace").split("\n")}
    needed = {"statement.json", "owner.pub", "rendered.txt", "VERIFY.txt", "SHA256SUMS"}
    needed = needed.union(*((pair if pair & set(names) else pair & named) for pair in pairs))
    return not needed <= set(names) or not set().union(*pairs) & set(names)

def owner_key(files):
    """The key in owner.pub, and the findings: step 7."""
    if "owner.pub" not in files:
        return None, set()
    key, codes = attempt(read_key, files["owner.pub"])
    if codes:
        return None, {"statement.key-unreadable"}
    line = key.line + "\n"
    expected = {"owner.pub": line, "owner.pub.pem": key.pem if "decision.dsse.json" in files else None,
                "allowed_signers": f'owner namespaces="decision@holdfast" {line}'
                if "statement.json.sig" in files else None}
    return key, those({"dossier.keys-differ": any(
        text and files.get(name, text.encode()) != text.encode() for name, text in expected.items())})

def open_decision(files, trusted):
    """The decision of the folder under these keys, or None, and the findings: steps 8 and 9."""
    payload, envelope = files.get("statement.json"), files.get("decision.dsse.json")
    sshsigs = {name: files[name] for name in ("statement.json.sig",) if name in files and payload is not None}
    if envelope is None and payload is None:
        return None, set()
    decision, codes = attempt(open_statement, Files(envelope, payload, sshsigs), trusted)
    if decision is None or decision.word != "decision":
        return None, codes or decision.warnings | {"statement.wrong-type"}
    unsigned = (envelope is not None and not decision.dsse_signers) or (sshsigs and not decision.ssh_signers)
    return decision, decision.warnings | those({UNSIGNED: unsigned})

def follows(decision, key, files, proper):
    """What follows from the payload: steps 10 to 12."""
    codes = those({"dossier.rendered-differs": files.get("rendered.txt", decision.text) != decision.text})
    if len(proper) != 1 or proper[0] not in files:
        return codes
    text = folder_instructions(decision, key, proper[0], "decision.dsse.json" in files, "statement.json.sig" in files)
    return codes | those({"dossier.packet-differs": sha256(files[proper[0]]) != decision.packet["sha256"],
                          "dossier.instructions-differ": files.get("VERIFY.txt", text) != text})

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
    keys = [attempt(read_key, data)[0] for name, data in files.items()
            if name.startswith("authority/") and name.endswith(".pub")]
    anybody = trust(key.in_roles(ALL_ROLES) for key in [*trusted.values(), *keys] if key)
    opened = [attempt(open_statement, group, anybody if place in vouched else trusted)
              for place, group in enumerate(groups)]
    codes = set().union(*(found for _, found in opened))
    if codes:
        return codes
    statements = [one for one, _ in opened]
    counting = [one for place, one in enumerate(statements) if place not in vouched]
    by_voucher = [one for place, one in enumerate(statements) if place in vouched]
    rests, grants = closure(decision, statements), [one for one in counting if one.word == "grant"]
    besides = [one for one in statements if one.digest not in rests]
    back = [one for one in besides if one.word == "revocation"
            and one.predicate["revokes"]["statementSha256"] in rests | {decision.digest}]
    codes = those({"statement.vouched-unsigned": by_voucher,
                   "dossier.authority-missing": rests - {one.digest for one in statements},
                   "dossier.taken-back": back, "dossier.file-unexpected": len(back) < len(besides)})
    codes |= check_uses([*counting, decision], by_voucher, grants, {})
    return codes | compare_authority(statements, files)

def compare_authority(statements, files):
    """The files of authority/ against those that a writer makes: step 19."""
    expected, counts = {}, {}
    for one in statements:
        counts[one.word] = counts.get(one.word, 0) + 1
        base = f"authority/{one.word}-{counts[one.word]}"
        expected |= {f"{base}.statement.json": one.payload}
        expected |= {f"{base}.dsse.json": one.files.envelope} if one.files.envelope is not None else {}
        expected |= {f"{base}.statement.json.{keyid[:16]}.sig": one.files.sshsigs[name]
                     for keyid, name in one.ssh_signers.items()}
        expected |= {f"authority/{keyid}.pub": (key.line + "\n").encode() for keyid, key in one.signers.items()}
    here = {name: data for name, data in files.items() if name.startswith("authority/")}
    both = here.keys() & expected.keys()
    return those({"dossier.file-missing": expected.keys() - here.keys(),
                  "dossier.file-unexpected": here.keys() - expected.keys(),
                  "dossier.keys-differ": any(here[name] != expected[name] for name in both)})

def folder_instructions(decision, key, packet_file, has_envelope, has_sshsig):
    """VERIFY.txt of a decision folder."""
    left_out, notes = [], []
    if not has_sshsig:
        left_out += ["OpenSSH: "]
        notes.append(page_block("verify-txt.md", "Changes to it:"))
    if not has_envelope:
        left_out += ["The DSSE envelope", "OpenSSL: "]
        end = ("its key is in a hardware token, which cannot make the other." if key.kind.startswith("sk-")
               else "no DSSE envelope came with it to the station that wrote this.")
        notes.append(page_block("verify-txt.md", "Changes to it:", 2).replace("END", end))
    left_out += [] if decision.rests_on else ["What the decision rests on"]
    lines, number, skip = [], 0, False
    for part in page_block("verify-txt.md", "## Decision folder").rstrip("\n").split("\n\n"):
        title = re.match(r"\d+\. (.*)", part)
        start = title[1] if title else part
        if skip or any(start.startswith(words) for words in left_out):
            skip = bool(title) and not skip
            continue
        number += bool(title)
        lines.append(f"{number}. {start}" if title else part)
        if "SHA-256 of the chosen option's text" in part:
            lines += [note.rstrip("\n") for note in notes]
    text = "\n\n".join(lines) + "\n"
    for there, columns in ((has_sshsig, "1,2"), (has_envelope, "2")):
        text = text if there else re.sub(rf'    test "\$\(cut -d\' \' -f{columns} owner.*\n', "", text)
    it = decision.predicate
    for word, value in (("SEQUENCE", it["sequence"]), ("PACKETSHA", it["packet"]["sha256"]),
                        ("TEXTSHA", it["chosen"]["textSha256"]), ("FINGERPRINT", key.fingerprint),
                        ("KEYID", key.keyid), ("PACKETFILE", packet_file)):
        text = text.replace(word, str(value))
    return text.encode()

def dossier_instructions(statements, revoked, identities, station):
    """VERIFY.txt of a dossier; statements are (name, statement) of statements/."""
    ssh_alone = ", ".join(name for name, one in statements if one.envelope is None)
    dsse_alone = ", ".join(name for name, one in statements if one.envelope and not one.ssh_signers)
    alone = f"Signed in OpenSSH's format alone, without an envelope: {ssh_alone}.\n" if ssh_alone else ""
    alone += f"Signed as an envelope alone, without an OpenSSH signature: {dsse_alone}.\n" if dsse_alone else ""
    text = page_block("verify-txt.md", "## Dossier").rstrip("\n") + "\n"
    text = text.replace(".entry.json).\n", ".entry.json).\n" + alone, 1)
    if revoked:
        told = page_block("verify-txt.md", "## Dossier", 2)
        text = re.sub(r"^pending/:.*\n", lambda m: m[0] + told, text, count=1, flags=re.M)
    people = [f"  {one.key.fingerprint}  {one.principal}  {one.state}\n" for one in identities]
    people.append(f"  {station.fingerprint}  the station {station_name(station)}")
    return text.replace("FINGERPRINTS", "".join(people)).encode()
