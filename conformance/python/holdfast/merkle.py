"""Trees of RFC 6962, inclusion proofs of evidence (evidence.md), the journal and its checkpoint (journal.md)."""

import hashlib
import re
from dataclasses import dataclass

from .common import (ECMA_SPACE, Unreadable, asked_file, attempt, decode_base64, decode_utf8, length, refuse,
                     sha256)
from .keys import verifies
from .values import canonical, defects, read_json, schema

LOG_LIMIT = 256 * 1024 * 1024
SIGNATURE = re.compile(f"— ([^{ECMA_SPACE}+]+) ([A-Za-z0-9+/=]+)")

def leaf(data):
    """The hash of a leaf."""
    return hashlib.sha256(b"\0" + data).digest()

def node(left, right):
    """The hash of an inner node."""
    return hashlib.sha256(b"\1" + left + right).digest()

def split(count):
    """The largest power of two below the count."""
    return 1 << (count - 1).bit_length() - 1

def root(hashes):
    """The hash of a tree over hashes of leaves."""
    if not hashes:
        return hashlib.sha256().digest()
    while len(hashes) > 1:
        pairs = [node(*hashes[n:n + 2]) for n in range(0, len(hashes) - 1, 2)]
        hashes = pairs + (hashes[-1:] if len(hashes) % 2 else [])
    return hashes[0]

def audit_path(index, hashes):
    """Section 2.1.1, nearest sibling first."""
    if len(hashes) < 2:
        return []
    k = split(len(hashes))
    if index < k:
        return audit_path(index, hashes[:k]) + [root(hashes[k:])]
    return audit_path(index - k, hashes[k:]) + [root(hashes[:k])]

def consistency(old, hashes, whole=True):
    """Section 2.1.2: the proof between the first hashes and all of them."""
    if old in (0, len(hashes)):
        return [] if whole or old == 0 else [root(hashes)]
    k = split(len(hashes))
    if old <= k:
        return consistency(old, hashes[:k], whole) + [root(hashes[k:])]
    return consistency(old - k, hashes[k:], False) + [root(hashes[:k])]

def root_of_path(index, size, hashed, path):
    """Where an audit path leads (RFC 9162, section 2.1.3.2); None where it does not fit."""
    last = size - 1
    for sibling in path:
        if last == 0:
            return None
        if index % 2 or index == last:
            hashed = node(sibling, hashed)
            while not index % 2 and index:
                index, last = index >> 1, last >> 1
        else:
            hashed = node(hashed, sibling)
        index, last = index >> 1, last >> 1
    return hashed if last == 0 else None

def good_path(path):
    """Whether a path is one that a file of a tree can have."""
    return not ({"\0", "\n"} & set(path)) and not ({"", ".", ".."} & set(path.split("/")))

def read_proof(data):
    """An inclusion proof (evidence.md, steps 1 and 2)."""
    proof = read_json(data, 16_384, 4)
    refuse(defects(schema("inclusion-proof"), proof) or length(proof["line"]) > 8192
           or not good_path(proof["line"][66:]) or None in map(decode_base64, proof["hashes"]),
           "evidence.inclusion-proof-malformed")
    return proof

def check_proof(proof, tree, content=None):
    """Steps 3 and 4; the tree's merkleSha256 in hexadecimal."""
    path = list(map(decode_base64, proof["hashes"]))
    found = root_of_path(proof["index"], proof["size"], leaf(proof["line"].encode()), path)
    refuse(proof["index"] >= proof["size"] or found is None or found.hex() != tree, "evidence.inclusion-proof-refused")
    refuse(content is not None and sha256(content) != proof["line"][:64], "evidence.inclusion-proof-content")

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
    unreadable, unsigned = "journal.checkpoint-unreadable", "journal.checkpoint-signature"
    refuse(len(data) > 65_536, unreadable)
    note = decode_utf8(data, unreadable)
    refuse(re.search(r"[\0-\x09\x0b-\x1f\x7f-\x9f]", note) or not note.endswith("\n") or "\n\n" not in note, unreadable)
    text, signatures = note[:-1].rsplit("\n\n", 1)
    lines = [SIGNATURE.fullmatch(line) for line in signatures.split("\n")]
    decoded = [(line[1], decode_base64(line[2])) if line else ("", None) for line in lines]
    refuse(len(lines) > 100 or any(blob is None or len(blob) < 5 for _, blob in decoded), unreadable)
    name = station_name(key)
    hint = hashlib.sha256(name.encode() + b"\n\1" + key.data).digest()[:4]
    ours = [blob[4:] for named, blob in decoded if named == name and blob[:4] == hint]
    refuse(not ours or not all(verifies(key.data, sig, f"{text}\n".encode()) for sig in ours), unsigned)
    origin, *rest = text.split("\n")
    size, hashed, *extensions = (rest + ["", ""])[:max(2, len(rest))]
    digest = decode_base64(hashed)
    refuse(not origin or not re.fullmatch(r"0|[1-9][0-9]{0,15}", size) or int(size) > 2 ** 53 - 1
           or digest is None or len(digest) != 32 or "" in extensions, unreadable)
    refuse(origin != name, unsigned)
    return Checkpoint(int(size), digest)

def read_entry(line, index):
    """One entry: "Entries", reader's rules."""
    entry, codes = attempt(read_json, line, 16_777_216, 8)
    refuse(codes or defects(schema("journal-entry"), entry, cut_texts=True) or canonical(entry) != line
           or entry["index"] != index, "journal.entry-unreadable")
    return entry

class Journal:
    """A log that is exact: its lines and its entries."""

    def __init__(self, log, checkpoint):
        *lines, rest = log.split(b"\n")
        refuse(len(lines) < checkpoint.size, "journal.truncated")
        self.lines = lines[:checkpoint.size]
        self.hashes = [leaf(line) for line in self.lines]
        refuse(root(self.hashes) != checkpoint.root, "journal.altered")
        self.entries = [read_entry(line, index) for index, line in enumerate(self.lines)]
        refuse(rest or len(lines) > checkpoint.size, "journal.unsigned-entries")
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
            checkpoint, log = (asked_file(f"{inside}/{name}", LOG_LIMIT) for name in ("checkpoint", "log.jsonl"))
        except Unreadable:
            continue
        return Journal(log, read_checkpoint(checkpoint, key))
    raise Unreadable(folder)
