"""What SHA256SUMS and bags say of the files of a tree: evidence.md, "Manifests" and "Bags".

Another list of digests, and a bag of another version than 1.0 or encoding than UTF-8, are not tried.
"""

import hashlib
import re

from .common import NotTried, decode_utf8, sha256
from .merkle import good_path
from .trees import Leaf, below, manifest_lines

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
        files = {path for path, one in tree.items() if not one.link} - self.own
        links = {path for path, one in tree.items() if one.link} - self.links
        leave = {"unvouched-file": self.some and files - self.vouched, "link-not-covered": links,
                 "manifests-list-nothing": self.some and not self.vouched and not self.links}
        for code, found in leave.items():
            self.tell(found, code)
        self.vouch = self.some and not any(leave.values())

    def tell(self, condition, code):
        """A finding where the condition holds."""
        if condition:
            self.codes.add(f"evidence.{code}")

    def sums(self, at):
        """SHA256SUMS, as sha256sum writes it without escapes."""
        here = below(self.tree, at)
        lines = [re.fullmatch(r"([0-9a-fA-F]{64}) [ *](?:\./)?(.+)", line) for line in re.split(
            r"\r?\n", decode_utf8(here["SHA256SUMS"].content, "evidence.manifest-not-read")) if line]
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
        paths = [path for *_, path in lines]
        self.tell(len(set(paths)) < len(paths), "manifest-duplicate")
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
        here = below(self.tree, at)
        self.some = True
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
        left = here.keys() - payload - kinds.keys() - {path for name in tags for path in listed[name]}
        self.tell(tags and left, "bag-tag-unlisted")
        self.bag_info(at, here, payload - links, links)
        for line in self.tag_lines(here, "fetch.txt"):
            found = re.fullmatch(r"\S+[ \t]+(?:[0-9]+|-)[ \t]+(.+)", line)
            path = self.bag_path(found[1]) if found else "data/"
            self.tell(not found, "bag-fetch-malformed")
            self.tell(not path.startswith("data/"), "bag-payload-path")
            self.tell(found and path.startswith("data/") and path not in here, "bag-incomplete")
        own = {"bagit.txt", "bag-info.txt", "fetch.txt", *kinds}
        self.own |= {at + name for name in own & here.keys()}

    def tag_lines(self, here, name):
        """The lines of a tag file that are not empty; none where it is not there or cannot be read."""
        data = here[name].content if name in here else b""
        self.tell(data.startswith(b"\xef\xbb\xbf"), "bag-byte-order-mark")
        try:
            return [line for line in re.split(r"\r\n|\r|\n", data.decode("utf-8")) if line]
        except UnicodeDecodeError:
            self.tell(True, "manifest-not-utf8")
            return []

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
        as_files = {path: Leaf(here[path].content) for path in links}
        digest = sha256(b"".join(line + b"\n" for line in manifest_lines(as_files)))
        stated = values.get("payload-links-sha256")
        self.tell(links and stated is None, "link-unlisted")
        self.tell(stated not in (None, [digest]), "bag-links")
        self.links |= {at + path for path in links}
