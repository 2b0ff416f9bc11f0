"""The journal (journal.md): Merkle trees, checkpoints, entries, proofs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from .findings import Refused
from .keys import Key, base64_standard, to_base64, verify_ed25519
from .schema import WHITE, defects, load
from .strict_json import MAX_INTEGER, canonical, parse, utf16_length

# RFC 6962, section 2.1


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1


def root_of(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    level = leaves
    while len(level) > 1:
        pairs = [node_hash(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
        level = pairs + level[len(level) - len(level) % 2 :]
    return level[0]


def audit_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962, section 2.1.1, nearest sibling first."""
    if len(leaves) <= 1:
        return []
    half = _split(len(leaves))
    if index < half:
        return [*audit_path(index, leaves[:half]), root_of(leaves[half:])]
    return [*audit_path(index - half, leaves[half:]), root_of(leaves[:half])]


def leads_to_root(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """RFC 9162, section 2.1.3.2."""
    if index >= size:
        return False
    first, last, value = index, size - 1, leaf
    for hashed in path:
        if last == 0:
            return False
        if first & 1 or first == last:
            value = node_hash(hashed, value)
            while not first & 1 and first != 0:
                first, last = first >> 1, last >> 1
        else:
            value = node_hash(value, hashed)
        first, last = first >> 1, last >> 1
    return last == 0 and value == root


def consistency_proof(old: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962, section 2.1.2."""

    def part(size: int, within: list[bytes], whole: bool) -> list[bytes]:
        if size == len(within):
            return [] if whole else [root_of(within)]
        half = _split(len(within))
        if size <= half:
            return [*part(size, within[:half], whole), root_of(within[half:])]
        return [*part(size - half, within[half:], False), root_of(within[:half])]

    return [] if old in (0, len(leaves)) else part(old, leaves, True)


@dataclass(frozen=True)
class Checkpoint:
    size: int
    root: bytes


def station_name(key: Key) -> str:
    return f"holdfast/station/{key.keyid[:16]}"


_SIGNATURE = re.compile(f"\u2014 ([^{WHITE}+]+) ([A-Za-z0-9+/=]+)")


def read_checkpoint(data: bytes, key: Key) -> Checkpoint:
    """journal.md, "Tree and checkpoint", reader's rules 1 to 4."""
    unreadable, unsigned = Refused("journal.checkpoint-unreadable"), Refused("journal.checkpoint-signature")
    try:  # 1
        note = data.decode("utf-8")
    except UnicodeDecodeError:
        raise unreadable from None
    all_lines = note.removesuffix("\n").split("\n")
    if len(data) > 65536 or not note.endswith("\n") or "" not in all_lines:
        raise unreadable
    if any(unicodedata.category(character) == "Cc" and character != "\n" for character in note):
        raise unreadable
    cut = len(all_lines) - 1 - all_lines[::-1].index("")
    text, lines = "".join(f"{line}\n" for line in all_lines[:cut]), all_lines[cut + 1 :]
    signatures: list[tuple[str, bytes]] = []
    for line in lines:
        match = _SIGNATURE.fullmatch(line)
        sig = base64_standard(match.group(2)) if match is not None else None
        if match is None or sig is None or len(sig) < 5:
            raise unreadable
        signatures.append((match.group(1), sig))
    if not 1 <= len(signatures) <= 100:
        raise unreadable
    name = station_name(key)  # 2
    key_hash = sha256(name.encode() + b"\n\x01" + key.raw).digest()[:4]
    own = [sig[4:] for signer, sig in signatures if signer == name and sig[:4] == key_hash]
    if not own or not all(verify_ed25519(key.raw, text.encode(), sig) for sig in own):
        raise unsigned
    origin, *rest = text[:-1].split("\n")  # 3
    if origin == "" or len(rest) < 2 or "" in rest[2:]:
        raise unreadable
    root = base64_standard(rest[1])
    if re.fullmatch(r"0|[1-9][0-9]{0,15}", rest[0]) is None or int(rest[0]) > MAX_INTEGER:
        raise unreadable
    if root is None or len(root) != 32:
        raise unreadable
    if origin != name:
        raise unsigned  # 4
    return Checkpoint(int(rest[0]), root)


def read_entry(line: bytes, number: int) -> dict[str, Any] | None:
    """journal.md, "Entries", reader's rules 1 to 4. None: it is no entry."""
    try:
        value: dict[str, Any] = parse(line, 16_777_216, 8)
    except Refused:
        return None
    if not entry_fits(load("journal-entry"), value) or canonical(value).encode() != line or value["index"] != number:
        return None
    return value


def is_text(value: str) -> bool:
    """journal.md, "Entries", "Text": 4,000 UTF-16 code units, or cut to 2,000 code points and U+2026."""
    return utf16_length(value) <= 4000 or (len(value) == 2001 and value.endswith("\u2026"))


def entry_fits(schema: Any, value: Any) -> bool:
    """The schema of an entry, in which a limit of 4,000 is that of "Text"."""
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return any(entry_fits(branch, value) for branch in schema[choice])
    if isinstance(value, str) and schema.get("maxLength") == 4000:
        return is_text(value)
    if isinstance(value, dict) and schema.get("type") == "object":
        properties = schema.get("properties", {})
        inner = all(entry_fits(properties[name], member) for name, member in value.items() if name in properties)
        return inner and defects({**schema, "properties": {name: True for name in properties}}, value) == []
    if isinstance(value, list) and schema.get("type") == "array":
        items = all(entry_fits(schema.get("items", {}), item) for item in value)
        return items and defects({**schema, "items": True}, value) == []
    return defects(schema, value) == []


@dataclass
class Journal:
    lines: list[bytes]
    entries: list[dict[str, Any]]
    checkpoint: Checkpoint

    @property
    def leaves(self) -> list[bytes]:
        return [leaf_hash(line) for line in self.lines]

    def events(self, *kinds: str) -> list[tuple[int, dict[str, Any]]]:
        return [(e["index"], e["event"]) for e in self.entries if e["event"]["kind"] in kinds]

    def used_nonces(self) -> dict[str, str]:
        """Each nonce of `consumes` with the payload that used it, by the first entry that has it."""
        used: dict[str, str] = {}
        for _, event in self.events("signature", "statement-taken-in"):
            for nonce in event.get("consumes", []):
                used.setdefault(nonce, event["statement"])
        return used


def read_journal(log: bytes, checkpoint_file: bytes, key: Key) -> Journal:
    """journal.md, "A journal that was carried away" and "The log against its checkpoint"."""
    checkpoint = read_checkpoint(checkpoint_file, key)
    return compare_log(log, checkpoint)


def compare_log(log: bytes, checkpoint: Checkpoint) -> Journal:
    *lines, rest = log.split(b"\n")
    if len(lines) < checkpoint.size:
        raise Refused("journal.truncated")
    signed = lines[: checkpoint.size]
    if root_of([leaf_hash(line) for line in signed]) != checkpoint.root:
        raise Refused("journal.altered")
    entries = [read_entry(line, number) for number, line in enumerate(signed)]
    if None in entries:
        raise Refused("journal.entry-unreadable")
    if len(lines) > len(signed) or rest != b"":
        raise Refused("journal.unsigned-entries")
    return Journal(signed, [entry for entry in entries if entry is not None], checkpoint)


def tlog_proof(journal: Journal, index: int, checkpoint_file: bytes) -> bytes:
    """journal.md, "Proofs", tlog-proof."""
    path = [to_base64(one) for one in audit_path(index, journal.leaves)]
    return "\n".join(["c2sp.org/tlog-proof@v1", f"index {index}", *path, "", ""]).encode() + checkpoint_file


# evidence.md, "Inclusion proof"


@dataclass(frozen=True)
class InclusionProof:
    line: str
    index: int
    size: int
    hashes: list[bytes]


def read_inclusion_proof(data: bytes) -> InclusionProof:
    """Steps 1 and 2."""
    value = parse(data, 16_384, 4)
    if defects(load("inclusion-proof"), value):
        raise Refused("evidence.inclusion-proof-malformed")
    path = value["line"][66:]
    hashes = [base64_standard(text) for text in value["hashes"]]
    if any(name in ("", ".", "..") for name in path.split("/")) or any(one is None or len(one) != 32 for one in hashes):
        raise Refused("evidence.inclusion-proof-malformed")
    return InclusionProof(value["line"], value["index"], value["size"], [one for one in hashes if one is not None])


def check_inclusion_proof(proof: InclusionProof, root: bytes) -> None:
    """Step 3."""
    leaf = leaf_hash(proof.line.encode())
    if not leads_to_root(leaf, proof.index, proof.size, proof.hashes, root):
        raise Refused("evidence.inclusion-proof-refused")
