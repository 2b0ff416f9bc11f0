"""Evidence trees and their hashes: evidence.md, "A tree" and "A hash as it is written down"."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass

from .common import decode_base64, sha256
from .merkle import leaf, root

EMPTY = sha256(b"")
SUFFIX = re.compile(r"\.(?:zip|tar|tar\.gz|tgz)\Z", re.I)

@dataclass(frozen=True)
class Leaf:
    """A file, or a link with its target as content."""

    content: bytes
    executable: bool = False
    link: bool = False

def path_finding(path):
    """The finding of a path that no tree can have; None where it can."""
    try:
        names = path.split(b"/")
        path.decode("utf-8")
    except UnicodeDecodeError:
        return "evidence.path-not-utf8"
    if b"\0" in path or b"\n" in path:
        return "evidence.path-control-character"
    if any(len(name) > 255 for name in names) or len(path) > 65_535:
        return "evidence.path-too-long"
    return "evidence.too-deep" if len(names) > 512 else None

def link_finding(path, target):
    """The finding of a link, by the text of its target: archives.md, "Links"."""
    try:
        text = target.decode("utf-8")
    except UnicodeDecodeError:
        return "evidence.path-not-utf8"
    if not text or "\0" in text or "\n" in text:
        return "evidence.path-control-character"
    if len(target) > 4096:
        return "evidence.path-too-long"
    names = [name for name in text.split("/") if name != "."]
    ups = next((n for n, name in enumerate(names) if name != ".."), len(names))
    leaves = text.startswith("/") or ".." in names[ups:] or ups > path.count("/")
    return "evidence.link-leaves-root" if leaves else None

def read_folder(folder):
    """The tree of a folder, and the findings."""
    tree, codes = {}, set()
    for here, _, _ in os.walk(os.fsencode(folder)):
        for name in os.listdir(here):
            path = os.path.join(here, name)
            inside = os.path.relpath(path, os.fsencode(folder))
            mode = os.lstat(path).st_mode
            found = path_finding(inside)
            if found:
                codes.add(found)
            elif stat.S_ISLNK(mode):
                target = os.readlink(path)
                codes |= {link_finding(inside.decode(), target)} - {None}
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
    for name, below in folders.items():
        entries.append((name.encode() + b"/", b"40000", name.encode(),
                        bytes.fromhex(git_tree(below, algorithm, executable))))
    return object_id(b"tree", b"".join(b"%s %s\0%s" % entry[1:] for entry in sorted(entries))).hex()

def tree_hashes(tree):
    """All hashes of a tree, as statements name them, but bagManifest."""
    lines = manifest_lines(tree)
    return {"dirHash": sha256(b"".join(line + b"\n" for line in lines)),
            "gitTreeSha256": git_tree(tree, "sha256"), "gitTreeSha1": git_tree(tree, "sha1"),
            "merkleSha256": root([leaf(line) for line in lines]).hex(),
            "sha256sumDot": sha256(b"".join(line + b"\n" for line in manifest_lines(tree, "./")))}

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
    folders = ["", *(f"{top}/" for top in tops if len(tops) == 1)]
    return next((sha256(tree[f"{at}manifest-sha256.txt"].content) for at in folders
                 if f"{at}bagit.txt" in tree and f"{at}manifest-sha256.txt" in tree), None)

def written_hash(text):
    """The names of the algorithms that a hash as it is written down may be of, and its hexadecimal."""
    head, _, rest = text.rpartition(":")
    named = {"h1": "dirHash", "swh:1:dir": "gitTreeSha1", "swh:2:dir": "gitTreeSha256"}.get(head)
    is_hex = re.fullmatch(r"[0-9a-f]+|[0-9A-F]+", rest) and len(rest) in (40, 64)
    if head and not named or (head == "h1" and is_hex) or (head.startswith("swh") and not is_hex):
        return set(), ""
    data = bytes.fromhex(rest) if is_hex else decode_base64(rest)
    if data is None or len(data) not in (20, 32):
        return set(), ""
    wide = {"dirHash", "gitTreeSha256", "merkleSha256", "sha256sumDot", "bagManifest"}
    return {named} if named else wide if len(data) == 32 else {"gitTreeSha1"}, data.hex()

def matches(tree, name, text):
    """Whether a hash as it is written down is one of the tree, under any spelling and any executable bits."""
    algorithms, digest = written_hash(text)
    places = [below(tree, at) for at in roots(tree)]
    places.append({f"{SUFFIX.sub('', name)}/{path}": one for path, one in tree.items()})
    found = bag_manifest(tree) == digest and "bagManifest" in algorithms
    for place in places:
        hashes = {(name, value) for name, value in tree_hashes(place).items()}
        hashes |= {(name, git_tree(place, function, bit)) for bit in (True, False)
                   for name, function in (("gitTreeSha1", "sha1"), ("gitTreeSha256", "sha256"))}
        found = found or any((name, digest) in hashes for name in algorithms)
    return found
