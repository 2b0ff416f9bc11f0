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
    vouched = _manifests(evidence)
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
_NAMED = "|".join(_ALGORITHMS)
_LIST = re.compile(rf"(?i).*(?:sums|checksum|sha256sum|md5sum|hashdeep).*|(?:{_NAMED})(?:\.txt)?")
_LISTED = re.compile(rf"(?i).*\.(?:{_NAMED}|hashes|digests|checksums)(?:\.txt)?")
_DECLARATION = re.compile(rb"BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: [^\r\n]+(?:\r?\n)?")
_GNU = re.compile(rb"(\\?)([0-9A-Fa-f]+) [ *](.+)")
_BSD = re.compile(rb"(\\?)([A-Z0-9-]+) ?\((.+)\) ?= ?([0-9A-Fa-f]+)")


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


def _manifests(evidence: Evidence) -> bool:
    """evidence.md, "Manifests" and "Bags". True where the manifests leave nothing out."""
    found, files = evidence.findings, {leaf.path: leaf for leaf in evidence.leaves}
    covered: set[bytes] = set()
    lists: dict[bytes, list[tuple[str, bytes, bytes]]] = {}
    bags = [path[: -len(b"bagit.txt")] for path in files if path.split(b"/")[-1] == b"bagit.txt"]
    exempt: set[bytes] = set()
    for path, leaf in files.items():
        folder, _, last = path.rpartition(b"/")
        name, base = last.decode(), folder + b"/" if folder else b""
        bag = base in bags and re.fullmatch(r"(?:tag)?manifest-[a-z0-9]+\.txt", name) is not None
        if not leaf.is_file or not (bag or _LIST.fullmatch(name) or _LISTED.fullmatch(name)):
            continue
        lines = _lines_of(leaf.content, name)
        if lines is None:
            found.append("evidence.manifest-malformed-line" if bag else "evidence.manifest-not-read")
            continue
        lists[path] = lines
        exempt.add(path)
    for base in bags:
        exempt |= {base + name for name in (b"bagit.txt", b"bag-info.txt", b"fetch.txt")}
        declaration = files[base + b"bagit.txt"].content
        if _DECLARATION.fullmatch(declaration) is None:
            found.append("evidence.bag-declaration")
        if not any(path.startswith(base + b"manifest-") for path in lists):
            found.append("evidence.bag-manifest-missing")
        payload = [leaf for path, leaf in files.items() if path.startswith(base + b"data/") and leaf.is_file]
        info = files.get(base + b"bag-info.txt")
        oxum = re.findall(rb"(?mi)^Payload-Oxum:[ \t]*(.*?)[ \t\r]*$", info.content) if info is not None else []
        if oxum and oxum != [b"%d.%d" % (sum(len(leaf.content) for leaf in payload), len(payload))]:
            found.append("evidence.bag-oxum")
    for path, lines in lists.items():
        base = path[: len(path) - len(path.split(b"/")[-1])]
        name = path.split(b"/")[-1].decode()
        listed: set[bytes] = set()
        for algorithm, digest, short in lines:
            stated = files.get(base + short)
            if short in listed:
                found.append("evidence.manifest-duplicate")
            listed.add(short)
            if stated is None or not stated.is_file:
                found.append("evidence.manifest-missing-file" if stated is None else "evidence.manifest-lists-link")
            elif hashlib.new(algorithm, stated.content).hexdigest().encode() != digest:
                found.append("evidence.manifest-differs")
            else:
                covered.add(base + short)
        of_payload = base in bags and name.startswith("manifest-")
        whole = base not in bags and _LIST.fullmatch(name) is not None
        must = base + b"data/" if of_payload else base
        if of_payload or whole:
            for other, leaf in files.items():
                if other.startswith(must) and other[len(base) :] not in listed and (of_payload or other not in exempt):
                    found.append("evidence.manifest-unlisted-file" if leaf.is_file else "evidence.link-unlisted")
    if not lists:
        return False
    evidence.layout = "bag" if bags else "sha256sums"
    if any(not leaf.is_file and leaf.path not in exempt for leaf in evidence.leaves):
        found.append("evidence.link-not-covered")
    if any(leaf.path not in covered | exempt for leaf in evidence.files):
        found.append("evidence.unvouched-file")
    if not covered:
        found.append("evidence.manifests-list-nothing")
    left_out = ("evidence.unvouched-file", "evidence.link-not-covered", "evidence.manifests-list-nothing")
    return not any(code in found for code in left_out)


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
