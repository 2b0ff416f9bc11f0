"""RFC 6962: tree hashes, audit paths, consistency proofs; and inclusion proofs of evidence (evidence.md)."""

import hashlib

from .common import Refused, decode_base64, length, sha256
from .schema import defects, schema
from .strict_json import read_json

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
    if (defects(schema("inclusion-proof"), proof) or length(proof["line"]) > 8192
            or not good_path(proof["line"][66:])
            or any(decode_base64(text) is None for text in proof["hashes"])):
        raise Refused("evidence.inclusion-proof-malformed")
    return proof

def check_proof(proof, tree, content=None):
    """Steps 3 and 4; the tree's merkleSha256 in hexadecimal."""
    path = [decode_base64(text) for text in proof["hashes"]]
    fits = proof["index"] < proof["size"]
    found = root_of_path(proof["index"], proof["size"], leaf(proof["line"].encode()), path) if fits else None
    if found is None or found.hex() != tree:
        raise Refused("evidence.inclusion-proof-refused")
    if content is not None and sha256(content) != proof["line"][:64]:
        raise Refused("evidence.inclusion-proof-content")
