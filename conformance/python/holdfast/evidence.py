"""A bundle of evidence and its verdict: evidence.md, with "Manifests", "Bags" and checks.json.

Not tried: lists of digests but SHA256SUMS, bags but version 1.0 in UTF-8, checks of other types than entry-exit.
"""

import hashlib
import os
import re
from dataclasses import dataclass, field

from .archives import read_archive
from .common import (NotTried, Refused, Unreadable, asked_file, attempt, decode_utf8, has_error, length, once, refuse,
                     sha256, those)
from .merkle import good_path
from .trees import (Leaf, bag_manifest, below, git_tree, hash_of_lines, manifest_lines, matches, read_folder, roots,
                    tree_hashes, utf8)
from .values import read_json

EMPTY = sha256(b"")
OTHER_CHECKS = ("rollback-proof", "forbidden-tokens", "probe-results", "seal")
OF_EXPORTS = {"statement.json", "decision.dsse.json", "statement.json.sig", "allowed_signers", "keys/allowed_signers",
              "keys/station.pem", "journal/log.jsonl", "journal/checkpoint"}
SIZES = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}
MAY_LIST = re.compile(r"sums|hash|digest|checksum|manifest|(?:md5|sha-?(?:1|224|256|384|512))", re.I)
BAG_MANIFEST = re.compile(r"(tag)?manifest-(\w+)\.txt")
DECLARATION = re.compile(rb"BagIt-Version: 1\.0(?:\r\n|\n|\r)"
                         rb"Tag-File-Character-Encoding: (?i:UTF-8)(?:\r\n|\n|\r)?")
OTHER_BAG = re.compile(rb"BagIt-Version: 0\.9[3-7]|.*Encoding: (?!UTF-8)", re.S | re.I)

class Manifests:
    """The findings of all manifests of a tree, and whether they vouch for all of it."""

    def __init__(self, tree):
        self.tree, self.codes, self.some = tree, set(), False
        self.vouched, self.own, self.links = set(), set(), set()
        folders = {""} | {path[:n + 1] for path in tree for n, char in enumerate(path) if char == "/"}
        bags = [at for at in folders if f"{at}bagit.txt" in tree]
        for path in sorted(tree):
            at, name = path[:path.rfind("/") + 1], path.rpartition("/")[2]
            bagged = at in bags and (BAG_MANIFEST.fullmatch(name) or name == "bag-info.txt")
            if not bagged and name == "SHA256SUMS" and not tree[path].link:
                self.sums(at)
            elif not bagged and (MAY_LIST.search(name) or name == "bag-info.txt"):
                raise NotTried(path)
        for at in bags:
            self.bag(at)
        links = {path for path, one in tree.items() if one.link}
        leave = {"unvouched-file": self.some and set(tree) - links - self.own - self.vouched,
                 "link-not-covered": links - self.links,
                 "manifests-list-nothing": self.some and not self.vouched and not self.links}
        for code, found in leave.items():
            self.tell(found, code)
        self.vouch = self.some and not any(leave.values())

    def tell(self, condition, code):
        """A finding where the condition holds."""
        self.codes |= those({f"evidence.{code}": condition})

    def sums(self, at):
        """SHA256SUMS, as sha256sum writes it without escapes."""
        here = below(self.tree, at)
        text = decode_utf8(here["SHA256SUMS"].content, "evidence.manifest-not-read")
        lines = [re.fullmatch(r"([0-9a-fA-F]{64}) [ *](?:\./)?(.+)", line) for line in re.split(r"\r?\n", text) if line]
        if not lines or None in lines or any(line[2] == "SHA256SUMS" for line in lines):
            raise NotTried("a list in another format")
        self.own.add(f"{at}SHA256SUMS")
        self.compare(at, [("sha256", line[1].lower(), line[2]) for line in lines])
        left = here.keys() - {"SHA256SUMS"} - {line[2] for line in lines}
        links = {at + path for path in left if here[path].link}
        self.links |= links
        self.tell(links, "link-unlisted")
        self.tell(any(not here[path].link for path in left), "manifest-unlisted-file")

    def compare(self, at, lines):
        """Each listed file against the tree."""
        self.some = True
        self.tell(not once([path for *_, path in lines]), "manifest-duplicate")
        for algorithm, digest, path in lines:
            one = self.tree.get(at + path)
            self.tell(not good_path(path), "manifest-path")
            self.tell(one is None, "manifest-missing-file")
            self.tell(one and one.link, "manifest-lists-link")
            if one and not one.link and algorithm in SIZES:
                differs = hashlib.new(algorithm, one.content).hexdigest() != digest
                self.tell(differs, "manifest-differs")
                self.vouched |= set() if differs else {at + path}

    def bag(self, at):
        """A folder with bagit.txt: "Bags", steps 1 to 11."""
        here, self.some = below(self.tree, at), True
        if not DECLARATION.fullmatch(here["bagit.txt"].content):
            if OTHER_BAG.match(here["bagit.txt"].content):
                raise NotTried("a bag of another version or encoding")
            self.tell(True, "bag-declaration")
            return
        kinds = {name: kind for name in here if (kind := BAG_MANIFEST.fullmatch(name))}
        lines = {name: self.bag_lines(here, name, kind) for name, kind in kinds.items()}
        listed = {name: {path for *_, path in found} for name, found in lines.items()}
        payload = {path for path in here if path.startswith("data/")}
        links = {path for path in payload if here[path].link}
        manifests = [name for name, kind in kinds.items() if not kind[1]]
        tags = [name for name, kind in kinds.items() if kind[1]]
        for found in lines.values():
            self.compare(at, found)
        self.tell(not any(kinds[name][2] in SIZES for name in manifests), "bag-manifest-missing")
        self.tell(any(payload - links - listed[name] for name in manifests), "manifest-unlisted-file")
        self.tell(any(set(manifests) - listed[name] for name in tags), "bag-tag-manifest-incomplete")
        self.tell(tags and here.keys() - payload - kinds.keys() - {path for name in tags for path in listed[name]},
                  "bag-tag-unlisted")
        self.bag_info(at, here, payload - links, links)
        for line in self.tag_lines(here, "fetch.txt"):
            found = re.fullmatch(r"\S+[ \t]+(?:[0-9]+|-)[ \t]+(.+)", line)
            path = self.bag_path(found[1]) if found else "data/"
            self.tell(not found, "bag-fetch-malformed")
            self.tell(not path.startswith("data/"), "bag-payload-path")
            self.tell(found and path.startswith("data/") and path not in here, "bag-incomplete")
        self.own |= {at + name for name in {"bagit.txt", "bag-info.txt", "fetch.txt", *kinds} & here.keys()}

    def tag_lines(self, here, name):
        """The lines of a tag file that are not empty; none where it is not there or cannot be read."""
        data = here[name].content if name in here else b""
        self.tell(data.startswith(b"\xef\xbb\xbf"), "bag-byte-order-mark")
        self.tell(utf8(data) is None, "manifest-not-utf8")
        return [line for line in re.split(r"\r\n|\r|\n", utf8(data) or "") if line]

    def bag_lines(self, here, name, kind):
        """(algorithm, digest, path) of a manifest of a bag."""
        lines = []
        self.tell(kind[2] not in SIZES, "bag-manifest-not-verified")
        for line in self.tag_lines(here, name):
            found = re.fullmatch(r"([0-9A-Fa-f]+)[ \t]+(.+)", line)
            if not found or len(found[1]) != SIZES.get(kind[2], len(found[1])):
                self.tell(True, "manifest-malformed-line")
                continue
            path = self.bag_path(found[2])
            own = kind[1] and path.startswith("tagmanifest-")
            self.tell(path.startswith("data/") == bool(kind[1]) or own, "bag-payload-path")
            lines.append((kind[2], found[1].lower(), path))
        return lines

    def bag_path(self, path):
        """A path as version 1.0 writes it."""
        self.tell(re.search("%(?!0A|0D|25)", path, re.I), "bag-percent-encoding")
        return re.sub("%(0A|0D|25)", lambda m: chr(int(m[1], 16)), path, flags=re.I)

    def bag_info(self, at, here, files, links):
        """Payload-Oxum and Payload-Links-SHA256: steps 3, 7, 9 and 10."""
        values = {}
        for line in self.tag_lines(here, "bag-info.txt"):
            found = re.fullmatch(r"([^:\s][^:]*): ?(.*)", line)
            if found:
                values.setdefault(found[1].strip().lower(), []).append(found[2].strip())
            else:
                self.tell(not (line[0] in " \t" and line.strip() and values), "bag-info-malformed")
        oxum = f"{sum(len(here[path].content) for path in files)}.{len(files)}"
        for stated in values.get("payload-oxum", []):
            formed = re.fullmatch(r"0*([0-9]+)\.0*([0-9]+)", stated)
            self.tell(not formed or len(values["payload-oxum"]) > 1, "bag-oxum-malformed")
            self.tell(formed and f"{formed[1]}.{formed[2]}" != oxum, "bag-oxum")
        stated = values.get("payload-links-sha256")
        as_files = {path: Leaf(here[path].content) for path in links}
        self.tell(links and stated is None, "link-unlisted")
        self.tell(stated not in (None, [hash_of_lines(manifest_lines(as_files))]), "bag-links")
        self.links |= {at + path for path in links}

def checks_of(tree):
    """(id, result) of every check of a tree, and the findings."""
    found, codes, outermost = [], set(), None
    for at in roots(tree):
        one = tree.get(f"{at}checks.json")
        if one and not one.link:
            outermost = at if outermost is None else outermost
            checks, refused = attempt(read_checks, one.content)
            codes |= refused
            found += [(at[len(outermost):] + check["id"], compared(check, below(tree, at))) for check in checks or []]
    return found, codes

def read_checks(data):
    """The checks of a file."""
    value = read_json(data, 8 * 1024 * 1024, 64)
    checks = value.get("checks") if isinstance(value, dict) else None
    good = (isinstance(checks, list) and set(value) == {"type", "checks"} and len(checks) <= 1000
            and value["type"] == "urn:holdfast:checks:v1" and all(isinstance(one, dict) for one in checks))
    if good and any(one.get("type") in OTHER_CHECKS for one in checks):
        raise NotTried("a check of another type than entry-exit")
    refuse(not good or not all(map(is_check, checks)) or len({one["id"] for one in checks}) < len(checks),
           "evidence.checks-malformed")
    return checks

def is_check(check):
    """Whether one check has its form."""
    texts = [check.get(name) for name in ("id", "title", "entry", "exit")]
    return (set(check) == {"id", "type", "title", "entry", "exit"} and check["type"] == "entry-exit"
            and all(isinstance(text, str) and length(text) <= 4096 for text in texts)
            and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", texts[0]) is not None
            and 1 <= length(texts[1]) <= 300 and all(good_path(text.removesuffix("/")) for text in texts[2:]))

def state_of(tree, path):
    """(digest, has links) of a file or a folder; None where it is missing or a link."""
    if not path.endswith("/"):
        one = tree.get(path)
        return None if one is None or one.link else (sha256(one.content), False)
    inside = below(tree, path)
    return (git_tree(inside, "sha256"), any(one.link for one in inside.values())) if inside else None

def compared(check, tree):
    """pass, fail or unknown."""
    left, right = state_of(tree, check["entry"]), state_of(tree, check["exit"])
    if left is None or right is None or check["entry"] == check["exit"]:
        return "unknown"
    return "fail" if left[0] != right[0] else "unknown" if left[1] or right[1] else "pass"

@dataclass
class Bundle:
    """A tree that was read, and what is said of it."""

    name: str
    tree: dict
    codes: set
    archive: bool
    checks: list = field(default_factory=list)
    vouched: bool = False
    hashes: dict = field(default_factory=dict)

    @property
    def passed(self):
        """Whether every check passed."""
        return all(result == "pass" for _, result in self.checks)

    @property
    def verdict(self):
        """What is said of the bundle alone."""
        if has_error(self.codes) or not self.passed:
            return "refused"
        return "verified" if self.vouched or self.checks else "read"

    @property
    def roots(self):
        """The dirHash of each root, but for the tree of nothing."""
        return {hash_of_lines(manifest_lines(below(self.tree, at))) for at in roots(self.tree)} - {EMPTY}

    def matches(self, text):
        """Whether a hash as it is written down is one of the tree."""
        return matches(self.tree, self.name, text)

def read_bundle(path):
    """The bundle of a folder or an archive. Refused where it cannot be read as a tree."""
    name, is_folder = os.path.basename(os.path.normpath(path)), os.path.isdir(path)
    try:
        tree, codes = read_folder(path) if is_folder else read_archive(asked_file(path), name)
    except Refused as refused:
        if "evidence.archive-form" in refused.codes:
            raise Unreadable(path) from None
        raise
    bundle = Bundle(name, tree, codes, not is_folder)
    if not has_error(codes):
        manifests = Manifests(tree)
        bundle.checks, found = checks_of(tree)
        bundle.codes |= manifests.codes | found
        bundle.vouched = manifests.vouch
        bag = bag_manifest(tree)
        bundle.hashes = tree_hashes(tree) | ({"bagManifest": bag} if bag else {})
    return bundle

def verify_tree(path, expected):
    """(verdict, codes, values) of verify-tree."""
    bundle = read_bundle(path)
    verdict, asked = bundle.verdict, expected and bundle.hashes
    fits = asked and bundle.matches(expected)
    exported = any(at + name in bundle.tree for at in roots(bundle.tree) for name in OF_EXPORTS)
    codes = bundle.codes | those({"evidence.tree-differs": asked and not fits,
                                  "dossier.in-archive": not asked and bundle.archive and exported,
                                  "evidence.check-not-passed": not bundle.passed})
    files = [one for one in bundle.tree.values() if not one.link]
    values = {"files": len(files), "bytes": sum(len(one.content) for one in files), **bundle.hashes}
    return "refused" if has_error(codes) else "verified" if fits and verdict == "read" else verdict, codes, values
