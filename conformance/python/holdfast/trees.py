"""Evidence trees and their hashes: evidence.md, "A tree" and "A hash as it is written down"."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass

from .common import decode_base64, sha256
from .merkle import leaf, root

SUFFIX = re.compile(r"\.(?:zip|tar|tar\.gz|tgz)\Z", re.I)

@dataclass(frozen=True)
class Leaf:
    """A file, or a link with its target as content."""

    content: bytes
    executable: bool = False
    link: bool = False

def utf8(data):
    """The text of the bytes, or None."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None

def path_finding(path):
    """The finding of a path that no tree can have; None where it can."""
    names = path.split(b"/")
    found = {"evidence.path-not-utf8": utf8(path) is None,
             "evidence.path-control-character": b"\0" in path or b"\n" in path,
             "evidence.path-too-long": any(len(name) > 255 for name in names) or len(path) > 65_535,
             "evidence.too-deep": len(names) > 512}
    return next((code for code, holds in found.items() if holds), None)

def link_findings(path, target):
    """The findings of a link, by the text of its target: archives.md, "Links". The first one alone."""
    text = utf8(target)
    names = [name for name in (text or "").split("/") if name != "."]
    ups = next((n for n, name in enumerate(names) if name != ".."), len(names))
    found = {"evidence.path-not-utf8": text is None,
             "evidence.path-control-character": not text or "\0" in text or "\n" in text,
             "evidence.path-too-long": len(target) > 4096,
             "evidence.link-leaves-root": target.startswith(b"/") or ".." in names[ups:] or ups > path.count("/")}
    return set([code for code, holds in found.items() if holds][:1])

def read_folder(folder):
    """The tree of a folder, and the findings."""
    tree, codes = {}, set()
    for here, _, _ in os.walk(os.fsencode(folder)):
        for name in os.listdir(here):
            path = os.path.join(here, name)
            inside, mode = os.path.relpath(path, os.fsencode(folder)), os.lstat(path).st_mode
            found = path_finding(inside)
            if found:
                codes.add(found)
            elif stat.S_ISLNK(mode):
                target = os.readlink(path)
                codes |= link_findings(inside.decode(), target)
                tree[inside.decode()] = Leaf(target, link=True)
            elif stat.S_ISREG(mode):
                with open(path, "rb") as file:
                    tree[inside.decode()] = Leaf(file.read(), bool(mode & 0o100))
            elif not stat.S_ISDIR(mode):
                codes.add("evidence.special-file")
    return tree, codes

def manifest_lines(tree, before=""):
    """The lines that dirHash is the SHA-256 of, in path order and without LF."""
    leaves = sorted(tree.items(), key=lambda item: item[0].encode())
    return [f"{sha256(one.content)}  {before}{path}".encode() for path, one in leaves if not one.link]

def hash_of_lines(lines):
    """SHA-256 of lines, each with its LF."""
    return sha256(b"".join(line + b"\n" for line in lines))

def git_tree(tree, algorithm, executable=None):
    """The id of the tree object; executable: what to take for each file's bit, or None for its own."""
    def object_id(kind, data):
        return hashlib.new(algorithm, b"%s %d\0%s" % (kind, len(data), data)).digest()

    folders, entries = {}, []
    for path, one in tree.items():
        name, slash, rest = path.partition("/")
        bit = one.executable if executable is None else executable
        mode = b"120000" if one.link else b"100755" if bit else b"100644"
        if slash:
            folders.setdefault(name, {})[rest] = one
        else:
            entries.append((name.encode(), mode, name.encode(), object_id(b"blob", one.content)))
    for name, inner in folders.items():
        entries.append((name.encode() + b"/", b"40000", name.encode(),
                        bytes.fromhex(git_tree(inner, algorithm, executable))))
    return object_id(b"tree", b"".join(b"%s %s\0%s" % entry[1:] for entry in sorted(entries))).hex()

def tree_hashes(tree):
    """All hashes of a tree, as statements name them, but bagManifest."""
    lines = manifest_lines(tree)
    return {"dirHash": hash_of_lines(lines), "gitTreeSha256": git_tree(tree, "sha256"),
            "gitTreeSha1": git_tree(tree, "sha1"), "merkleSha256": root([leaf(line) for line in lines]).hex(),
            "sha256sumDot": hash_of_lines(manifest_lines(tree, "./"))}

def below(tree, folder):
    """The tree inside of a folder, whose path ends with a slash or is empty."""
    return {path[len(folder):]: one for path, one in tree.items() if path.startswith(folder)}

def roots(tree):
    """The paths of the roots of a bundle: its root, and the inside of each wrapping."""
    found = [""]
    while len(found) <= 8:
        here = below(tree, found[-1])
        tops = {path.partition("/")[0] for path in here}
        if "bagit.txt" in here and any(path.startswith("data/") for path in here):
            found.append(found[-1] + "data/")
        elif len(tops) == 1 and all("/" in path for path in here):
            found.append(found[-1] + tops.pop() + "/")
        else:
            break
    return found

def bag_manifest(tree):
    """SHA-256 of the manifest of a bag at the root, or in the only folder there; None where there is none."""
    tops = {path.partition("/")[0] for path in tree}
    return next((sha256(tree[f"{at}manifest-sha256.txt"].content)
                 for at in ["", *(f"{top}/" for top in tops if len(tops) == 1)]
                 if f"{at}bagit.txt" in tree and f"{at}manifest-sha256.txt" in tree), None)

def written_hash(text):
    """The names of the algorithms that a hash as it is written down may be of, and its hexadecimal."""
    head, _, rest = text.rpartition(":")
    named = {"h1": "dirHash", "swh:1:dir": "gitTreeSha1", "swh:2:dir": "gitTreeSha256"}.get(head)
    is_hex = re.fullmatch(r"[0-9a-f]+|[0-9A-F]+", rest) and len(rest) in (40, 64)
    data = bytes.fromhex(rest) if is_hex else decode_base64(rest)
    if (head and not named or (head == "h1" and is_hex) or (head.startswith("swh") and not is_hex)
            or data is None or len(data) not in (20, 32)):
        return set(), ""
    wide = {"dirHash", "gitTreeSha256", "merkleSha256", "sha256sumDot", "bagManifest"}
    return {named} if named else wide if len(data) == 32 else {"gitTreeSha1"}, data.hex()

def matches(tree, name, text):
    """Whether a hash as it is written down is one of the tree, under any spelling and any executable bits."""
    algorithms, digest = written_hash(text)
    places = [below(tree, at) for at in roots(tree)]
    places.append({f"{SUFFIX.sub('', name)}/{path}": one for path, one in tree.items()})
    hashes = {("bagManifest", bag_manifest(tree))}
    for place in places:
        hashes |= set(tree_hashes(place).items())
        hashes |= {(name, git_tree(place, function, bit)) for bit in (True, False)
                   for name, function in (("gitTreeSha1", "sha1"), ("gitTreeSha256", "sha256"))}
    return any((name, digest) in hashes for name in algorithms)
