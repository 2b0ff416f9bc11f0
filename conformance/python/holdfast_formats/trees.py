"""Evidence (evidence.md): tree hashes, spellings, manifests, checks, verdicts. `GUESSES.md` says what is left out."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from .archives import Leaf, read_tree
from .findings import Refused, has_error
from .journal import leaf_hash, root_of
from .keys import base64_standard
from .schema import trim
from .strict_json import parse

SHA256_NAMES = ("dirHash", "gitTreeSha256", "merkleSha256", "sha256sumDot", "bagManifest")
EXPORT = {
    "statement.json", "decision.dsse.json", "statement.json.sig", "allowed_signers",
    "keys/allowed_signers", "keys/station.pem", "journal/log.jsonl", "journal/checkpoint",
}  # fmt: skip


def hash_lines(lines: list[bytes]) -> dict[str, str]:
    """The three hashes that follow from the lines of `dirHash` (without LF)."""
    dotted = [line[:66] + b"./" + line[66:] for line in lines]
    return {
        "dirHash": sha256(b"".join(line + b"\n" for line in lines)).hexdigest(),
        "merkleSha256": root_of([leaf_hash(line) for line in lines]).hex(),
        "sha256sumDot": sha256(b"".join(line + b"\n" for line in dotted)).hexdigest(),
    }


def _git(leaves: list[Leaf], algorithm: str) -> bytes:
    """The id of the tree object of these leaves."""
    folders: dict[bytes, list[Leaf]] = {}
    entries: list[tuple[bytes, bytes]] = []  # what it sorts as, the entry
    for leaf in leaves:
        name, _, rest = leaf.path.partition(b"/")
        if rest:
            folders.setdefault(name, []).append(Leaf(rest, leaf.content, leaf.mode))
        else:
            blob = hashlib.new(algorithm, b"blob %d\0" % len(leaf.content) + leaf.content).digest()
            entries.append((name, leaf.mode.encode() + b" " + name + b"\0" + blob))
    for name, inside in folders.items():
        entries.append((name + b"/", b"40000 " + name + b"\0" + _git(inside, algorithm)))
    content = b"".join(entry for _, entry in sorted(entries))
    return hashlib.new(algorithm, b"tree %d\0" % len(content) + content).digest()


def tree_hashes(leaves: list[Leaf]) -> dict[str, str]:
    ordered = sorted(leaves, key=lambda leaf: leaf.path)
    lines = [sha256(leaf.content).hexdigest().encode() + b"  " + leaf.path for leaf in ordered if leaf.is_file]
    git = {name: _git(leaves, name[7:].lower()).hex() for name in ("gitTreeSha256", "gitTreeSha1")}
    hashes = hash_lines(lines) | git
    files = {leaf.path: leaf.content for leaf in leaves}
    if b"bagit.txt" in files and b"manifest-sha256.txt" in files:
        hashes["bagManifest"] = sha256(files[b"manifest-sha256.txt"]).hexdigest()
    return hashes


def _below(leaves: list[Leaf], folder: bytes) -> list[Leaf]:
    start = folder + b"/"
    return [Leaf(leaf.path[len(start) :], leaf.content, leaf.mode) for leaf in leaves if leaf.path.startswith(start)]


def _wrapping(leaves: list[Leaf]) -> bytes | None:
    tops = {leaf.path.split(b"/")[0] for leaf in leaves}
    if len(tops) == 1 and all(b"/" in leaf.path for leaf in leaves):
        return tops.pop()
    if any(leaf.path == b"bagit.txt" for leaf in leaves) and any(leaf.path.startswith(b"data/") for leaf in leaves):
        return b"data"
    return None


@dataclass
class Evidence:
    leaves: list[Leaf]
    name: str
    findings: list[str]
    hashes: dict[str, str]
    roots: list[tuple[bytes, list[Leaf]]]  # the path from the root as it was given, the leaves
    checks: list[tuple[str, str]] = field(default_factory=list)  # id, result
    layout: str = "plain"
    verdict: str = "read"

    @property
    def files(self) -> list[Leaf]:
        return [leaf for leaf in self.leaves if leaf.is_file]

    def matches(self, written: str) -> bool:
        """evidence.md, "A hash as it is written down", under every spelling of the root."""
        top = self.name.encode()
        above = [Leaf(top + b"/" + leaf.path, leaf.content, leaf.mode) for leaf in self.leaves]
        spellings = [self.hashes, *(tree_hashes(inside) for _, inside in self.roots[1:]), tree_hashes(above)]
        return any(_is_hash(written, hashes) for hashes in spellings)


def _is_hash(written: str, hashes: dict[str, str]) -> bool:
    names: tuple[str, ...]
    if written.startswith("swh:"):
        names = {"swh:1:dir:": ("gitTreeSha1",), "swh:2:dir:": ("gitTreeSha256",)}.get(written[:10], ())
        return any(hashes[name] == written[10:] for name in names)
    if written.startswith("h1:"):
        data = base64_standard(written[3:])
        return data is not None and data.hex() == hashes["dirHash"]
    if re.fullmatch(r"(?:[0-9a-f]{40}|[0-9A-F]{40}|[0-9a-f]{64}|[0-9A-F]{64})", written):
        data = bytes.fromhex(written)
    else:
        data = base64_standard(written)
    names = {32: SHA256_NAMES, 20: ("gitTreeSha1",)}.get(len(data or b""), ())
    return data is not None and any(hashes.get(name) == data.hex() for name in names)


def judge(path: Path, as_tree: bool = False) -> Evidence:
    """Reads a bundle and says its verdict. `as_tree`: an archive of an export is a tree like any other."""
    leaves, found, form = read_tree(path)
    roots = [(b"", leaves)]
    while len(roots) < 8 and (inside := _wrapping(roots[-1][1])) is not None:
        roots.append((roots[-1][0] + inside + b"/", _below(roots[-1][1], inside)))
    name = path.name if form == "directory" else re.sub(r"(?i)\.(zip|tar|tar\.gz|tgz)$", "", path.name)
    evidence = Evidence(leaves, name, found, tree_hashes(leaves), roots)
    if form != "directory" and not as_tree:
        if any(leaf.path.decode() in EXPORT for _, inside in roots for leaf in inside):
            raise Refused("dossier.in-archive")
    files = evidence.files
    if len(files) > 1 and all(leaf.mode == "100755" for leaf in files):
        found.append("evidence.modes-not-kept")
    manifests = _Manifests(evidence)
    vouched = manifests.judge()
    evidence.layout = "bag" if b"" in manifests.in_bag else "sha256sums" if manifests.lists else "plain"
    _checks(evidence)
    failed = any(result != "pass" for _, result in evidence.checks)
    if has_error(found) or failed:
        evidence.verdict = "refused"
    elif evidence.checks or vouched:
        evidence.verdict = "verified"
    elif evidence.layout == "plain":
        found.append("evidence.claims-nothing")
    return evidence


_ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
_STRONGEST = ("sha256", "sha512", "sha384", "sha224", "sha1", "md5")
_NAMED = "|".join(_ALGORITHMS)
_LIST = re.compile(rf"(?i).*(?:sums|checksum|sha256sum|md5sum|hashdeep).*|(?:{_NAMED})(?:\.txt)?")
_LISTED = re.compile(rf"(?i).*\.(?:{_NAMED}|hashes|digests|checksums)(?:\.txt)?")
_GNU = re.compile(rb"(\\?)([0-9A-Fa-f]+) [ *](.+)")
_BSD = re.compile(rb"(\\?)([A-Z0-9-]+) ?\((.+)\) ?= ?([0-9A-Fa-f]+)")


@dataclass
class _List:
    """A manifest: what it lists, by path from the root, and which files it must list."""

    lines: list[tuple[str | None, bytes, bytes]]  # algorithm (None: not computed), digest in hex, path from the root
    must: list[bytes] = field(default_factory=list)  # every regular file below these folders
    missing: str = "evidence.manifest-missing-file"
    is_payload: bool = False


def _lines_of(data: bytes, name: str) -> list[tuple[str, bytes, bytes]] | None:
    """(algorithm, digest in hex, name) for each line of a list. None: it cannot be read as one."""
    found: list[tuple[str, bytes, bytes]] = []
    named = next((one for one in reversed(_ALGORITHMS) if one in name.lower()), None)
    for line in data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n"):
        if line == b"" or line.startswith(b"#"):
            continue
        gnu, bsd = _GNU.fullmatch(line), _BSD.fullmatch(line)
        if gnu:
            escaped, digest, path = gnu.groups()
            fitting = [one for one in _ALGORITHMS if 2 * hashlib.new(one).digest_size == len(digest)]
            algorithm = named if named in fitting else next(iter(fitting), "")
        elif bsd:
            escaped, tag, path, digest = bsd.groups()
            algorithm = tag.decode().lower().replace("-", "").removeprefix("sha2") if b"SHA2-" in tag else ""
            algorithm = f"sha{algorithm}" if algorithm else tag.decode().lower().replace("-", "")
        else:
            return None
        if algorithm not in _ALGORITHMS:
            return None
        if escaped:
            path = path.replace(b"\\n", b"\n").replace(b"\\r", b"\r").replace(b"\\\\", b"\\")
        found.append((algorithm, digest.lower(), path.removeprefix(b"./")))
    return found


class _Manifests:
    """evidence.md, "Manifests" and "Bags"."""

    def __init__(self, evidence: Evidence) -> None:
        # What is said of files is told from inside of the only folder at the root.
        leaves = evidence.leaves
        tops = {leaf.path.split(b"/")[0] for leaf in leaves}
        if len(tops) == 1 and all(b"/" in leaf.path for leaf in leaves):
            leaves = _below(leaves, tops.pop())
        self.files = {leaf.path: leaf for leaf in leaves}
        self.found = evidence.findings
        self.lists: list[_List] = []
        self.exempt: set[bytes] = set()  # what needs no voucher
        self.in_bag = {
            path[:-9] for path, leaf in self.files.items() if path.split(b"/")[-1] == b"bagit.txt" and leaf.is_file
        }
        self.linked: set[bytes] = set()  # the bags that state their links
        for folder in sorted(self.in_bag):
            self._bag(folder)
        for path, leaf in self.files.items():
            self._plain(path, leaf)

    def _plain(self, path: bytes, leaf: Leaf) -> None:
        """A list over its folder, or of what it lists."""
        name, folder = path.split(b"/")[-1].decode(), path[: path.rfind(b"/") + 1]
        is_part = re.fullmatch(r"(?i)bagit\.txt|bag-info\.txt|(?:tag)?manifest-[a-z0-9-]+\.txt", name)
        if not leaf.is_file or is_part or not (_LIST.fullmatch(name) or _LISTED.fullmatch(name)):
            if is_part and folder not in self.in_bag:
                self.found.append("evidence.bag-without-declaration")
            return
        lines = _lines_of(leaf.content, name)
        self.exempt.add(path)
        if lines is None:
            self.found.append("evidence.manifest-not-read")
            return
        whole = [folder] if _LIST.fullmatch(name) else []
        self.lists.append(_List([(algorithm, digest, folder + one) for algorithm, digest, one in lines], whole))

    def _tag_file(self, path: bytes, encoding: str) -> list[str] | None:
        """Steps 1 and 2: its lines."""
        data = self.files[path].content
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            self.found.append("evidence.manifest-not-utf8")
            return None
        if data.startswith(b"\xef\xbb\xbf"):
            self.found.append("evidence.bag-byte-order-mark")
            return None
        return re.split(r"\r\n|\r|\n", re.sub(r"(?:\r\n|\r|\n)\Z", "", text)) if text else []

    def _bag(self, folder: bytes) -> None:
        names = {
            path[len(folder) :]: path for path, leaf in self.files.items() if path.startswith(folder) and leaf.is_file
        }
        self.exempt |= {
            names[name] for name in (b"bagit.txt", b"bag-info.txt", b"package-info.txt", b"fetch.txt") if name in names
        }
        manifests = sorted(name for name in names if re.fullmatch(rb"(?:tag)?manifest-[a-zA-Z0-9-]+\.txt", name))
        self.exempt |= {names[name] for name in manifests}
        declared = self._tag_file(names[b"bagit.txt"], "utf-8")  # 1
        if declared is None:
            return
        stated = re.fullmatch(
            r"BagIt-Version: ([0-9]+\.[0-9]+)\nTag-File-Character-Encoding: (\S+)", "\n".join(declared)
        )
        if stated is None:
            self.found.append("evidence.bag-declaration")
            return
        version, encoding = stated[1], _ENCODINGS.get(stated[2].upper())
        if encoding is None:
            self.found.append("evidence.bag-encoding")
            return
        if version not in ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0"):
            self.found.append("evidence.bag-version")
            return
        info = b"package-info.txt" if version < "0.96" else b"bag-info.txt"
        if info in names:
            self._info(folder, self._tag_file(names[info], encoding) or [])
        algorithms = [name[9:-4].decode() for name in manifests if name.startswith(b"manifest-")]
        first = next((one for one in _STRONGEST if one in algorithms), None)
        if first is None:
            self.found.append("evidence.bag-manifest-missing")  # 5
        tags: list[_List] = []
        payload = [name for name in manifests if name.startswith(b"manifest-")]
        for name in manifests:
            algorithm = re.sub(r"(?:tag)?manifest-|\.txt", "", name.decode())
            lines = self._tag_file(names[name], encoding)
            if algorithm not in _ALGORITHMS:
                self.found.append("evidence.bag-manifest-not-verified")
            of_payload = name in payload
            pattern = r"(?s)([0-9a-fA-F]+)[ \t]+([^ \t].*)"
            own = _List(
                self._bag_lines(folder, lines or [], version, pattern, algorithm, of_payload), is_payload=of_payload
            )
            if of_payload and (version == "1.0" or algorithm == first):
                own.must = [folder + b"data/"]  # 7
            self.lists.append(own)
            tags += [] if of_payload else [own]
        if b"fetch.txt" in names:  # 11
            lines = self._tag_file(names[b"fetch.txt"], encoding)
            pattern = r"(?s)\S+[ \t]+(?:[0-9]+|-)()[ \t]+([^ \t].*)"
            self.lists.append(
                _List(
                    self._bag_lines(folder, lines or [], version, pattern, None, True),
                    missing="evidence.bag-incomplete",
                )
            )
        for name, path in names.items():  # 8
            listing = [any(one == path for _, _, one in own.lines) for own in tags]
            if name in payload:
                self.found += [
                    "evidence.bag-tag-manifest-incomplete" for one in listing if not one and version == "1.0"
                ]
            elif not name.startswith((b"data/", b"tagmanifest-")) and listing and not any(listing):
                self.found.append("evidence.bag-tag-unlisted")

    def _info(self, folder: bytes, lines: list[str]) -> None:
        """Steps 3, 9 and 10."""
        entries: list[tuple[str, str]] = []
        for line in lines:
            label, colon, value = line.partition(":")
            if re.match(r"[ \t]+\S", line) and entries:
                entries[-1] = (entries[-1][0], f"{entries[-1][1]} {trim(line)}")
            elif colon and label and not label[0].isspace():
                entries.append((label.rstrip().lower(), value.lstrip()))
            elif trim(line):
                self.found.append("evidence.bag-info-malformed")
        data = folder + b"data/"
        payload = [leaf for path, leaf in self.files.items() if path.startswith(data)]
        files = [leaf for leaf in payload if leaf.is_file]
        oxum = [value for label, value in entries if label == "payload-oxum"]
        if oxum and (len(oxum) > 1 or not re.fullmatch(r"[0-9]+\.[0-9]+", oxum[0])):
            self.found.append("evidence.bag-oxum-malformed")
        elif oxum and [int(one) for one in oxum[0].split(".")] != [
            sum(len(leaf.content) for leaf in files),
            len(files),
        ]:
            self.found.append("evidence.bag-oxum")
        stated = [value for label, value in entries if label == "payload-links-sha256"]
        if stated:
            self.linked.add(data)
            links = sorted((leaf for leaf in payload if not leaf.is_file), key=lambda leaf: leaf.path)
            text = b"".join(
                b"%s  %s\n" % (sha256(one.content).hexdigest().encode(), one.path[len(folder) :]) for one in links
            )
            if stated != [sha256(text).hexdigest()]:
                self.found.append("evidence.bag-links")

    def _bag_lines(
        self, folder: bytes, lines: list[str], version: str, pattern: str, algorithm: str | None, of_payload: bool
    ) -> list[tuple[str | None, bytes, bytes]]:
        """Steps 4 and 11; `algorithm` is None for fetch.txt."""
        read: list[tuple[str | None, bytes, bytes]] = []
        computed = algorithm if algorithm in _ALGORITHMS else None
        for line in lines:
            if line == "":
                continue
            match = re.fullmatch(pattern, line)
            if match is None or (computed and len(match[1]) != 2 * hashlib.new(computed).digest_size):
                self.found.append(
                    f"evidence.{'bag-fetch-malformed' if algorithm is None else 'manifest-malformed-line'}"
                )
                continue
            path = match[2] if version == "1.0" or algorithm is None else re.sub(r"\A\*?(?:\./)?", "", match[2])
            if version == "1.0" and re.search(r"(?i)%(?!0A|0D|25)", path):
                self.found.append("evidence.bag-percent-encoding")
            path = re.sub("(?i)%0D", "\r", re.sub("(?i)%0A", "\n", path))
            path = path.replace("%25", "%") if version == "1.0" else path
            if any(name in ("", ".", "..") for name in path.split("/")) or "\n" in path or "\0" in path:
                self.found.append("evidence.manifest-path")
            elif path.startswith("data/") != of_payload or re.fullmatch(r"tagmanifest-[a-zA-Z0-9-]+\.txt", path):
                self.found.append("evidence.bag-payload-path")
            else:
                read.append((computed, match[1].lower().encode(), folder + path.encode("utf-8", "surrogatepass")))
        return read

    def judge(self) -> bool:
        """Compares all of them. True where they leave nothing out."""
        covered: set[bytes] = set()
        lists_a_file = False
        listed_links: set[bytes] = set()
        for own in self.lists:
            seen: set[bytes] = set()
            for algorithm, digest, path in own.lines:
                leaf = self.files.get(path)
                self.found += ["evidence.manifest-duplicate"] if path in seen else []
                seen.add(path)
                if leaf is None:
                    self.found.append(own.missing)
                elif not leaf.is_file:
                    self.found.append("evidence.manifest-lists-link")
                    listed_links.add(path)
                elif algorithm is not None:
                    covered.add(path)
                    lists_a_file = True
                    if hashlib.new(algorithm, leaf.content).hexdigest().encode() != digest:
                        self.found.append("evidence.manifest-differs")
            for path, leaf in self.files.items():
                needed = leaf.is_file and any(path.startswith(must) for must in own.must)
                if needed and path not in seen and (own.is_payload or path not in self.exempt):
                    self.found.append("evidence.manifest-unlisted-file")
        for path, leaf in self.files.items():
            if leaf.is_file or path in listed_links or any(path.startswith(folder) for folder in self.linked):
                continue
            whole = any(path.startswith(must) for own in self.lists for must in own.must)
            self.found.append("evidence.link-unlisted" if whole else "evidence.link-not-covered")
        if not self.lists:
            return False
        unvouched = any(leaf.is_file and path not in covered | self.exempt for path, leaf in self.files.items())
        self.found += ["evidence.unvouched-file"] if unvouched else []
        self.found += [] if lists_a_file else ["evidence.manifests-list-nothing"]
        left_out = ("evidence.unvouched-file", "evidence.link-not-covered", "evidence.manifests-list-nothing")
        return not any(code in self.found for code in left_out)


_ENCODINGS = {
    "UTF-8": "utf-8", "US-ASCII": "ascii", "ISO-8859-1": "latin-1", "UTF-16": "utf-16", "UTF-16BE": "utf-16-be",
    "UTF-16LE": "utf-16-le",
}  # fmt: skip


def _checks(evidence: Evidence) -> None:
    """evidence.md, "checks.json": every one at a root counts, over the tree inside of that root."""
    outermost: bytes | None = None
    for path, inside in evidence.roots:
        files = {leaf.path.decode(): leaf for leaf in inside}
        if "checks.json" not in files:
            continue
        outermost = path if outermost is None else outermost
        try:
            for check in _read_checks(files["checks.json"].content):
                result = _result(check, inside)
                evidence.checks.append((path[len(outermost) :].decode() + check["id"], result))
        except (Refused, KeyError, TypeError, AttributeError):
            evidence.findings.append("evidence.checks-malformed")


_FIELDS = {
    "rollback-proof": {"legs"}, "entry-exit": {"entry", "exit"}, "probe-results": {"file", "format", "expected"},
    "forbidden-tokens": {"tokens", "files"}, "seal": {"seal", "covers"},
}  # fmt: skip


def _read_checks(data: bytes) -> list[dict[str, Any]]:
    value = parse(data, 8 * 1024 * 1024, 16)
    malformed = Refused("evidence.checks-malformed")
    if set(value) != {"type", "checks"} or value["type"] != "urn:holdfast:checks:v1" or len(value["checks"]) > 1000:
        raise malformed
    ids = [check["id"] for check in value["checks"]]
    if len(set(ids)) != len(ids) or not all(re.fullmatch(r"[A-Za-z0-9._-]{1,100}", one) for one in ids):
        raise malformed
    for check in value["checks"]:
        if set(check) != {"id", "type", "title"} | _FIELDS[check["type"]] or "\n" in check["title"]:
            raise malformed
    checks: list[dict[str, Any]] = value["checks"]
    return checks


def _state(path: str, inside: list[Leaf]) -> str | None:
    """The SHA-256 of a file, the gitTreeSha256 of a folder without links; None where it is unknown."""
    if path.endswith("/"):
        below = _below(inside, path[:-1].encode())
        return tree_hashes(below)["gitTreeSha256"] if below and all(leaf.is_file for leaf in below) else None
    leaf = next((one for one in inside if one.path == path.encode() and one.is_file), None)
    return sha256(leaf.content).hexdigest() if leaf is not None else None


def _rows(path: str, inside: list[Leaf]) -> list[bytes] | None:
    leaf = next((one for one in inside if one.path == path.encode() and one.is_file), None)
    if leaf is None:
        return None
    data = leaf.content.removeprefix(b"\xef\xbb\xbf")
    if path.lower().endswith(".csv"):
        text = data.decode("utf-8", "surrogateescape")
        try:
            list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error:
            return None
    lines = data.removesuffix(b"\n").split(b"\n") if data else []
    return sorted(sha256(line).digest() for line in lines)


def _result(check: dict[str, Any], inside: list[Leaf]) -> str:
    kind = check["type"]
    if kind == "entry-exit":
        entry, left = _state(check["entry"], inside), _state(check["exit"], inside)
        return "unknown" if entry is None or left is None else "pass" if entry == left else "fail"
    if kind == "rollback-proof":
        results = []
        for leg in check["legs"]:
            for one, reader in [(leg, _state)] + ([(leg["rows"], _rows)] if "rows" in leg else []):
                before, applied, after = (reader(one[n], inside) for n in ("before", "afterApply", "afterRollback"))
                unknown = before is None or applied is None or after is None
                results.append("unknown" if unknown else "pass" if applied != before and after == before else "fail")
        return next((one for one in ("fail", "unknown") if one in results), "pass" if results else "unknown")
    if kind == "seal":
        seal = next((one for one in inside if one.path == check["seal"].encode() and one.is_file), None)
        digests = re.findall(rb"[0-9a-f]{64}", seal.content) if seal is not None else []
        state = _state(check["covers"], inside)
        return "unknown" if len(digests) != 1 or state is None else "pass" if digests[0].decode() == state else "fail"
    if kind == "forbidden-tokens":
        named = check["files"]
        chosen = [
            leaf for leaf in inside
            if (named == "all" and leaf.path != b"checks.json")
            or (named != "all" and any(_covers(one, leaf.path.decode()) for one in named))
        ]  # fmt: skip
        tokens = [t["text"].encode() if "text" in t else bytes.fromhex(t["hex"]) for t in check["tokens"]]
        if not chosen or not all(leaf.is_file for leaf in chosen):
            return "unknown"
        return "fail" if any(token in leaf.content for token in tokens for leaf in chosen) else "pass"
    return "unknown"  # probe-results: not read here


def _covers(named: str, path: str) -> bool:
    return path.startswith(named) if named.endswith("/") else path == named
