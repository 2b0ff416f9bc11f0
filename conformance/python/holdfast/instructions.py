"""VERIFY.txt, made from the templates in verify-txt.md."""

import re

from .common import page_block
from .journal import station_name
from .signatures import rests_on

def paragraphs(heading):
    """The paragraphs of a template."""
    return page_block("verify-txt.md", heading).rstrip("\n").split("\n\n")

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
    if not rests_on(decision):
        left_out.append("What the decision rests on")
    lines, number, skip = [], 0, False
    for part in paragraphs("## Decision folder"):
        title = re.match(r"\d+\. (.*)", part)
        start = title[1] if title else part
        if skip or any(start.startswith(words) for words in left_out):
            skip = bool(title) and not skip
            continue
        if title:
            number += 1
            part = f"{number}. {start}"
        lines.append(part)
        if "SHA-256 of the chosen option's text" in part:
            lines += [note.rstrip("\n") for note in notes]
    text = "\n\n".join(lines) + "\n"
    if not has_sshsig:
        text = re.sub(r'    test "\$\(cut -d\' \' -f1,2 owner.*\n', "", text)
    if not has_envelope:
        text = re.sub(r'    test "\$\(cut -d\' \' -f2 owner.*\n', "", text)
    it = decision.predicate
    for word, value in (("SEQUENCE", it["sequence"]), ("PACKETSHA", it["packet"]["sha256"]),
                        ("TEXTSHA", it["chosen"]["textSha256"]), ("FINGERPRINT", key.fingerprint),
                        ("KEYID", key.keyid), ("PACKETFILE", packet_file)):
        text = text.replace(word, str(value))
    return text.encode()

def dossier_instructions(statements, revoked, identities, station):
    """VERIFY.txt of a dossier; statements are (name, statement) of statements/."""
    text = "\n\n".join(paragraphs("## Dossier")) + "\n"
    ssh_alone = [name for name, one in statements if one.envelope is None]
    dsse_alone = [name for name, one in statements if one.envelope and not one.ssh_signers]
    alone = ""
    if ssh_alone:
        alone += f"Signed in OpenSSH's format alone, without an envelope: {', '.join(ssh_alone)}.\n"
    if dsse_alone:
        alone += f"Signed as an envelope alone, without an OpenSSH signature: {', '.join(dsse_alone)}.\n"
    text = text.replace(".entry.json).\n", ".entry.json).\n" + alone, 1)
    if revoked:
        told = page_block("verify-txt.md", "## Dossier", 2)
        text = re.sub(r"^pending/:.*\n", lambda m: m[0] + told, text, count=1, flags=re.M)
    people = [f"  {one.key.fingerprint}  {one.principal}  {one.state}\n" for one in identities]
    people.append(f"  {station.fingerprint}  the station {station_name(station)}")
    return text.replace("FINGERPRINTS", "".join(people)).encode()
