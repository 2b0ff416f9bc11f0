"""The journal and its checkpoint: journal.md."""

import hashlib
import re
from dataclasses import dataclass

from .common import ECMA_SPACE, Refused, Unreadable, asked_file, decode_base64, decode_utf8
from .keys import verifies
from .merkle import leaf, root
from .schema import defects, schema
from .strict_json import canonical, read_json

LOG_LIMIT = 256 * 1024 * 1024
SIGNATURE = re.compile(f"— ([^{ECMA_SPACE}+]+) ([A-Za-z0-9+/=]+)")

@dataclass
class Checkpoint:
    """How many entries a journal has, and their root."""

    size: int
    root: bytes

def station_name(key):
    """The name under which a station signs."""
    return f"holdfast/station/{key.keyid[:16]}"

def read_checkpoint(data, key):
    """The checkpoint that a station signed: "Tree and checkpoint", reader's rules."""
    unreadable = "journal.checkpoint-unreadable"
    if len(data) > 65_536:
        raise Refused(unreadable)
    note = decode_utf8(data, unreadable)
    if re.search(r"[\0-\x09\x0b-\x1f\x7f-\x9f]", note) or not note.endswith("\n") or "\n\n" not in note:
        raise Refused(unreadable)
    text, signatures = note[:-1].rsplit("\n\n", 1)
    text += "\n"
    lines = [SIGNATURE.fullmatch(line) for line in signatures.split("\n")]
    decoded = [(line[1], decode_base64(line[2])) if line else ("", None) for line in lines]
    if len(lines) > 100 or any(blob is None or len(blob) < 5 for _, blob in decoded):
        raise Refused(unreadable)
    name = station_name(key)
    hint = hashlib.sha256(name.encode() + b"\n\1" + key.data).digest()[:4]
    ours = [blob[4:] for named, blob in decoded if named == name and blob[:4] == hint]
    if not ours or not all(verifies(key.data, sig, text.encode()) for sig in ours):
        raise Refused("journal.checkpoint-signature")
    origin, *rest = text[:-1].split("\n")
    size, hashed, *extensions = (rest + ["", ""])[:max(2, len(rest))]
    digest = decode_base64(hashed)
    if (not origin or not re.fullmatch(r"0|[1-9][0-9]{0,15}", size) or int(size) > 2 ** 53 - 1
            or digest is None or len(digest) != 32 or "" in extensions):
        raise Refused(unreadable)
    if origin != name:
        raise Refused("journal.checkpoint-signature")
    return Checkpoint(int(size), digest)

def read_entry(line, index):
    """One entry: "Entries", reader's rules."""
    try:
        entry = read_json(line, levels=8)
    except Refused:
        raise Refused("journal.entry-unreadable") from None
    if (defects(schema("journal-entry"), entry, cut_texts=True) or canonical(entry) != line
            or entry["index"] != index):
        raise Refused("journal.entry-unreadable")
    return entry

class Journal:
    """A log that is exact: its lines and its entries."""

    def __init__(self, log, checkpoint):
        *lines, rest = log.split(b"\n")
        if len(lines) < checkpoint.size:
            raise Refused("journal.truncated")
        self.lines = lines[:checkpoint.size]
        self.hashes = [leaf(line) for line in self.lines]
        if root(self.hashes) != checkpoint.root:
            raise Refused("journal.altered")
        self.entries = [read_entry(line, index) for index, line in enumerate(self.lines)]
        if rest or len(lines) > checkpoint.size:
            raise Refused("journal.unsigned-entries")
        self.events = [entry["event"] for entry in self.entries]

    def of_kind(self, *kinds):
        """The entries of these kinds, as (index, event)."""
        return [(index, event) for index, event in enumerate(self.events) if event["kind"] in kinds]

    def consumed(self):
        """By nonce the payload that used it up: the first entry that has it."""
        used = {}
        for _, event in self.of_kind("signature", "statement-taken-in"):
            for nonce in event.get("consumes", []):
                used.setdefault(nonce, event["statement"])
        return used

def read_journal(folder, key):
    """"A journal that was carried away": the files of a dossier, or those of its journal/."""
    for inside in (f"{folder}/journal", folder):
        try:
            checkpoint = asked_file(f"{inside}/checkpoint", LOG_LIMIT)
            log = asked_file(f"{inside}/log.jsonl", LOG_LIMIT)
            return Journal(log, read_checkpoint(checkpoint, key))
        except Unreadable:
            continue
    raise Unreadable(folder)
