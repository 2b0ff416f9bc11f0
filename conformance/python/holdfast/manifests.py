"""What a bundle's manifests and bags say of its files: evidence.md, "Manifests" and "Bags".

Not read, and so refused as manifest-not-read: hashdeep's format, lists inside of signatures, and UTF-16. A name in
another Unicode normal form is taken for another name.
"""

import hashlib
import re

from .common import Refused, decode_utf8
from .merkle import good_path
from .trees import below, manifest_lines

SIZES = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}
NAMED = r"(?:md5|sha-?(?:1|224|256|384|512))"
OF_FOLDER = re.compile(rf"sums|checksum|(?:sha\d*|md5)sum|hashdeep|^{NAMED}(?:\.txt)?\Z", re.I)
OF_LISTED = re.compile(rf"\.(?:{NAMED}|hashes|digests|checksums)(?:\.txt)?\Z", re.I)
MAY_BE = re.compile(rf"hash|digest|manifest|{NAMED}", re.I)
PROGRAM = re.compile(r"\.(?:py|sh|js|ts|pl|rb|c|go|rs)\Z", re.I)
SIGNATURE = re.compile(r"(.+)\.(?:asc|sig|sign|gpg|minisig)\Z", re.I)
GNU = re.compile(r"(\\?)([0-9a-fA-F]{32,128}) [ *]?(.+)")
BSD = re.compile(r"([A-Za-z0-9-]+) ?\((.+)\) ?= ([0-9a-fA-F]+)")
BAG_MANIFEST = re.compile(r"(tag)?manifest-(\w+)\.txt")
ENCODINGS = {"utf-8", "us-ascii", "iso-8859-1", "utf-16", "utf-16be", "utf-16le"}
VERSIONS = {"0.93", "0.94", "0.95", "0.96", "0.97", "1.0"}


class Manifests:
    """The findings of all manifests of a tree, and whether they vouch for all of it."""

    def __init__(self, tree):
        self.tree, self.codes = tree, set()
        self.vouched, self.own, self.links = set(), set(), set()
        self.some = False
        folders = {""} | {path[:n + 1] for path in tree for n, char in enumerate(path) if char == "/"}
        bags = {at for at in folders if f"{at}bagit.txt" in tree}
        for at in sorted(folders):
            names = sorted(path[len(at):] for path in tree if path.startswith(at) and "/" not in path[len(at):])
            tags = [name for name in names if BAG_MANIFEST.fullmatch(name) or name == "bag-info.txt"]
            if at in bags:
                self.bag(at)
            elif tags:
                self.codes.add("evidence.bag-without-declaration")
            for name in names:
                if name not in tags and not tree[at + name].link:
                    self.list(at, name)
        signed = {path for path in tree if (m := SIGNATURE.match(path)) and m[1] in self.own}
        files = {path for path, one in tree.items() if not one.link} - self.own - signed
        links = {path for path, one in tree.items() if one.link} - self.links
        if self.some and files - self.vouched:
            self.codes.add("evidence.unvouched-file")
        if self.some and links:
            self.codes.add("evidence.link-not-covered")
        if self.some and not self.vouched and not self.links:
            self.codes.add("evidence.manifests-list-nothing")

    @property
    def vouch(self):
        """Whether manifests vouch for all bytes, given that no finding is an error."""
        return self.some and not self.codes & {"evidence.unvouched-file", "evidence.link-not-covered",
                                               "evidence.manifests-list-nothing"}

    def list(self, at, name):
        """A file that may be a list, by its name."""
        whole, some = OF_FOLDER.search(name), OF_LISTED.search(name)
        sure = (whole or some) and not PROGRAM.search(name)
        if not sure and not MAY_BE.search(name) and not whole:
            return
        try:
            lines = self.lines(at, name)
        except Refused:
            lines = []
        if not lines:
            self.codes |= {"evidence.manifest-not-read"} if sure else set()
            return
        if not sure and not any(at + path in self.tree for _, _, path in lines):
            return
        self.some = True
        self.own.add(at + name)
        self.compare(at, lines)
        if sure and whole:
            here = below(self.tree, at)
            listed = {path for _, _, path in lines}
            left = {path for path, one in here.items() if path not in listed and not OF_FOLDER.search(
                path.rpartition("/")[2]) and not OF_LISTED.search(path) and path.rpartition("/")[2] != "bagit.txt"
                and not SIGNATURE.match(path)}
            self.codes |= {"evidence.link-unlisted" if here[path].link else "evidence.manifest-unlisted-file"
                           for path in left}

    def lines(self, at, name):
        """(algorithm, digest, path) of each line of a list; refused where a line is none."""
        text = decode_utf8(self.tree[at + name].content, "evidence.manifest-not-read").removeprefix("\ufeff")
        found = re.search(NAMED, name, re.I)
        of_name = found[0].lower().replace("-", "") if found else None
        lines = []
        for line in re.split(r"\r?\n", text):
            gnu, bsd = GNU.fullmatch(line), BSD.fullmatch(line)
            alone = re.fullmatch(r"[0-9a-fA-F]{32,128}", line) and OF_LISTED.sub("", name)
            if not line or line.startswith("#"):
                continue
            if bsd:
                algorithm = bsd[1].lower().replace("sha2-", "sha").replace("-", "")
                digest, path = bsd[3], bsd[2]
            elif gnu or (alone and at + alone in self.tree):
                digest, path = (gnu[2], gnu[3]) if gnu else (line, alone)
                by_length = next((one for one, size in SIZES.items() if size == len(digest)), "")
                algorithm = of_name if of_name and SIZES[of_name] == len(digest) else by_length
                path = re.sub(r"\\(.)", lambda m: {"n": "\n", "r": "\r"}.get(m[1], m[1]), path) if gnu and gnu[1] else path
            else:
                raise Refused("evidence.manifest-not-read")
            if SIZES.get(algorithm) != len(digest):
                raise Refused("evidence.manifest-not-read")
            path = path.removeprefix("./")
            if path != name:
                lines.append((algorithm, digest.lower(), path))
            else:
                empty = hashlib.new(algorithm).hexdigest() == digest.lower()
                self.codes.add("evidence.manifest-lists-itself" if empty else "evidence.manifest-own-digest")
        return lines

    def compare(self, at, lines):
        """Each listed file against the tree."""
        seen = set()
        for algorithm, digest, path in lines:
            one = self.tree.get(at + path)
            if not good_path(path):
                self.codes.add("evidence.manifest-path")
            elif path in seen:
                self.codes.add("evidence.manifest-duplicate")
            elif one is None or one.link:
                self.codes.add("evidence.manifest-lists-link" if one else "evidence.manifest-missing-file")
            elif algorithm in SIZES and hashlib.new(algorithm, one.content).hexdigest() != digest:
                self.codes.add("evidence.manifest-differs")
            elif algorithm in SIZES:
                self.vouched.add(at + path)
            seen.add(path)

    def bag(self, at):
        """A folder with bagit.txt: "Bags", steps 1 to 11."""
        here = below(self.tree, at)
        self.some = True
        try:
            version, encoding = declaration(here["bagit.txt"].content)
        except Refused as refused:
            self.codes |= refused.codes
            return
        manifests, tags = {}, {}
        for name in here:
            kind = BAG_MANIFEST.fullmatch(name)
            if kind:
                lines = self.bag_lines(here, name, version, encoding, kind)
                (tags if kind[1] else manifests)[name] = lines
                self.compare(at, lines)
        payload = {path for path in here if path.startswith("data/")}
        files = {path for path in payload if not here[path].link}
        if not any(BAG_MANIFEST.fullmatch(name)[2] in SIZES for name in manifests):
            self.codes.add("evidence.bag-manifest-missing")
        order = ("sha256", "sha512", "sha384", "sha224", "sha1", "md5")
        first = next((f"manifest-{one}.txt" for one in order if f"manifest-{one}.txt" in manifests), None)
        for name, lines in manifests.items():
            if (version == "1.0" or name == first) and files - {path for _, _, path in lines}:
                self.codes.add("evidence.manifest-unlisted-file")
        for lines in tags.values():
            if version == "1.0" and set(manifests) - {path for _, _, path in lines}:
                self.codes.add("evidence.bag-tag-manifest-incomplete")
        listed = {path for lines in tags.values() for _, _, path in lines}
        if tags and set(here) - payload - listed - set(tags):
            self.codes.add("evidence.bag-tag-unlisted")
        self.bag_info(at, here, payload, version, encoding)
        self.fetch(here, encoding, version)
        own = {"bagit.txt", "bag-info.txt", "package-info.txt", "fetch.txt", *manifests, *tags}
        self.own |= {at + name for name in own & set(here)}

    def tag_text(self, here, name, encoding):
        """A tag file in the encoding of the bag; empty where it is not."""
        data = here[name].content
        if encoding == "utf-8" and data.startswith(b"\xef\xbb\xbf"):
            self.codes.add("evidence.bag-byte-order-mark")
            return []
        try:
            return re.split(r"\r\n|\r|\n", data.decode(encoding))
        except UnicodeDecodeError:
            self.codes.add("evidence.manifest-not-utf8")
            return []

    def bag_lines(self, here, name, version, encoding, kind):
        """(algorithm, digest, path) of a manifest of a bag."""
        lines = []
        if kind[2] not in SIZES:
            self.codes.add("evidence.bag-manifest-not-verified")
        for line in filter(None, self.tag_text(here, name, encoding)):
            found = re.fullmatch(r"([0-9A-Fa-f]+)[ \t]+(.+)", line)
            if not found or len(found[1]) != SIZES.get(kind[2], len(found[1])):
                self.codes.add("evidence.manifest-malformed-line")
                continue
            path = self.bag_path(found[2], version)
            if (not path.startswith("data/")) != bool(kind[1]) or (kind[1] and path.startswith("tagmanifest-")):
                self.codes.add("evidence.bag-payload-path")
            lines.append((kind[2], found[1].lower(), path))
        return lines

    def bag_path(self, path, version):
        """A path as the bag's version writes it."""
        if version == "1.0":
            if re.search("%(?!0A|0D|25)", path, re.I):
                self.codes.add("evidence.bag-percent-encoding")
            return re.sub("%(0A|0D|25)", lambda m: chr(int(m[1], 16)), path, flags=re.I)
        path = path.removeprefix("*").removeprefix("./")
        return re.sub("%(0A|0D)", lambda m: chr(int(m[1], 16)), path, flags=re.I)

    def bag_info(self, at, here, payload, version, encoding):
        """Payload-Oxum and Payload-Links-SHA256: steps 3, 7, 9 and 10."""
        name = "package-info.txt" if version <= "0.95" else "bag-info.txt"
        values = {}
        for line in self.tag_text(here, name, encoding) if name in here else []:
            found = re.fullmatch(r"([^:\s][^:]*): ?(.*)", line)
            if found:
                values.setdefault(found[1].strip().lower(), []).append(found[2].strip())
            elif line and not (line[0] in " \t" and line.strip() and values):
                self.codes.add("evidence.bag-info-malformed")
        links = {path for path in payload if here[path].link}
        files = [here[path] for path in payload - links]
        for oxum in values.get("payload-oxum", []):
            stated = re.fullmatch(r"([0-9]+)\.([0-9]+)", oxum)
            if not stated or len(values["payload-oxum"]) > 1:
                self.codes.add("evidence.bag-oxum-malformed")
            elif (int(stated[1]), int(stated[2])) != (sum(len(one.content) for one in files), len(files)):
                self.codes.add("evidence.bag-oxum")
        stated = values.get("payload-links-sha256")
        as_files = {path: here[path].__class__(here[path].content) for path in links}
        digest = hashlib.sha256(b"".join(line + b"\n" for line in manifest_lines(as_files))).hexdigest()
        if stated is not None:
            self.codes |= set() if stated == [digest] else {"evidence.bag-links"}
            self.links |= {at + path for path in links}
        elif links:
            self.codes.add("evidence.link-unlisted")

    def fetch(self, here, encoding, version):
        """fetch.txt: step 11."""
        for line in filter(None, self.tag_text(here, "fetch.txt", encoding)) if "fetch.txt" in here else []:
            found = re.fullmatch(r"\S+[ \t]+(?:[0-9]+|-)[ \t]+(.+)", line)
            path = self.bag_path(found[1], version) if found else "data/"
            if not found:
                self.codes.add("evidence.bag-fetch-malformed")
            elif not path.startswith("data/"):
                self.codes.add("evidence.bag-payload-path")
            elif path not in here:
                self.codes.add("evidence.bag-incomplete")


def declaration(data):
    """Version and encoding of bagit.txt: step 1."""
    if data.startswith(b"\xef\xbb\xbf"):
        raise Refused("evidence.bag-byte-order-mark")
    lines = re.split(r"\r\n|\r|\n", decode_utf8(data, "evidence.manifest-not-utf8"))
    stated = re.fullmatch(r"BagIt-Version: (\d+\.\d+)\nTag-File-Character-Encoding: (\S+)\n?", "\n".join(lines))
    if not stated:
        raise Refused("evidence.bag-declaration")
    if stated[2].lower() not in ENCODINGS:
        raise Refused("evidence.bag-encoding")
    if stated[1] not in VERSIONS:
        raise Refused("evidence.bag-version")
    return stated[1], stated[2].lower()
