"""Reading a tree from a folder or an archive (evidence.md, "A tree")."""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from .findings import Refused


@dataclass(frozen=True)
class Leaf:
    path: bytes
    content: bytes  # of a link: its target
    mode: str = "100644"  # as git writes it: 100644, 100755, 120000

    @property
    def is_file(self) -> bool:
        return self.mode != "120000"


@dataclass(frozen=True)
class Entry:
    """One entry of an archive. `content` is None for a folder."""

    path: bytes
    content: bytes | None
    mode: str = "100644"


def read_tree(path: Path) -> tuple[list[Leaf], list[str], str]:
    """The leaves in path order, warnings, and the form. Refused where the table of the page refuses."""
    if path.is_dir():
        leaves, form = _of_folder(path), "directory"
    else:
        data = path.read_bytes()
        entries, form = _entries(data)
        leaves = _of_entries(entries)
    found = [code for leaf in leaves for code in _name_defects(leaf)]
    found += [code for leaf in leaves if not leaf.is_file for code in _link_defects(leaf, leaves)]
    errors = [code for code in found if code != "evidence.link-loop"]
    if errors:
        raise Refused(*found)
    return sorted(leaves, key=lambda leaf: leaf.path), found, form


def _of_folder(root: Path) -> list[Leaf]:
    leaves: list[Leaf] = []
    for folder, folders, files in os.walk(os.fsencode(root)):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        folders[:] = [name for name in folders if name not in links]
        for name in files + links:
            full = os.path.join(folder, name)
            path, mode = os.path.relpath(full, os.fsencode(root)), os.lstat(full).st_mode
            if stat.S_ISLNK(mode):
                leaves.append(Leaf(path, os.readlink(full), "120000"))
            elif stat.S_ISREG(mode):
                leaves.append(Leaf(path, Path(os.fsdecode(full)).read_bytes(), _git_mode(mode)))
            else:
                raise Refused("evidence.special-file")
        for name in folders:
            if b"\n" in name:
                raise Refused("evidence.path-control-character")
            if not _is_utf8(name):
                raise Refused("evidence.path-not-utf8")
    return leaves


def _git_mode(mode: int) -> str:
    return "100755" if mode & 0o100 else "100644"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def _name_defects(leaf: Leaf) -> list[str]:
    found: list[str] = []
    for text in [leaf.path] if leaf.is_file else [leaf.path, leaf.content]:
        if not _is_utf8(text):
            found.append("evidence.path-not-utf8")
        if b"\0" in text or b"\n" in text:
            found.append("evidence.path-control-character")
    if any(len(name) > 255 for name in leaf.path.split(b"/")):
        found.append("evidence.path-too-long")
    return found


def _link_defects(leaf: Leaf, leaves: list[Leaf]) -> list[str]:
    """A link leads out of the tree where its target is absolute or, followed name by name, goes above the root."""
    links = {one.path: one.content for one in leaves if not one.is_file}
    place: list[bytes] = leaf.path.split(b"/")[:-1]
    todo, steps = leaf.content.split(b"/"), 0
    if leaf.content.startswith(b"/"):
        return ["evidence.link-leaves-root"]
    while todo:
        name, *todo = todo
        if name in (b"", b"."):
            continue
        if name == b"..":
            if not place:
                return ["evidence.link-leaves-root"]
            place = place[:-1]
            continue
        place = [*place, name]
        target = links.get(b"/".join(place))
        if target is not None:
            steps += 1
            if steps > 40:
                return ["evidence.link-loop"]
            if target.startswith(b"/"):
                return ["evidence.link-leaves-root"]
            place, todo = place[:-1], target.split(b"/") + todo
    return []


def _of_entries(entries: list[Entry]) -> list[Leaf]:
    found: list[str] = []
    paths: dict[bytes, Entry] = {}
    for entry in entries:
        path = entry.path
        if re.match(rb"[/\\]|[A-Za-z]:", path):
            found.append("evidence.path-absolute")
        elif b".." in path.replace(b"\\", b"/").split(b"/"):
            found.append("evidence.path-leaves-root")
        else:
            plain = path.removeprefix(b"./").removesuffix(b"/")
            if plain == b"" and entry.content is None:
                continue
            if any(name in (b"", b".") for name in plain.split(b"/")):
                found.append("evidence.path-not-plain")
            elif plain in paths:
                found.append("evidence.archive-duplicate")
            paths[plain] = entry
    folders = {b"/".join(names[:n]) for names in (path.split(b"/") for path in paths) for n in range(1, len(names))}
    if any(path in folders and entry.content is not None for path, entry in paths.items()):
        found.append("evidence.path-conflict")
    if found:
        raise Refused(*found)
    return [Leaf(path, entry.content, entry.mode) for path, entry in paths.items() if entry.content is not None]


def _entries(data: bytes) -> tuple[list[Entry], str]:
    if data[:4] in (b"PK\3\4", b"PK\5\6"):
        return _zip(data), "zip"
    if data[:2] == b"\x1f\x8b":
        try:
            return _tar(gzip.decompress(data)), "tar.gz"
        except EOFError:
            raise Refused("evidence.archive-truncated") from None
        except (OSError, zlib.error) as error:
            raise Refused("evidence.archive-crc" if "CRC" in str(error) else "evidence.archive-damaged") from None
    if len(data) >= 512 and (data[257:262] == b"ustar" or data[:512] == bytes(512)):
        return _tar(data), "tar"
    raise Refused("evidence.archive-form")


def _zip(data: bytes) -> list[Entry]:
    entries: list[Entry] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.flag_bits & 1:
                    raise Refused("evidence.archive-encrypted")
                name = info.orig_filename
                if not info.flag_bits & 0x800 and not name.isascii():
                    raise Refused("evidence.path-not-utf8")
                mode = info.external_attr >> 16 if info.create_system == 3 else 0
                if name.endswith("/"):
                    entries.append(Entry(name.encode(), None))
                    continue
                kind = "120000" if stat.S_ISLNK(mode) else _git_mode(mode)
                entries.append(Entry(name.encode(), archive.read(info), kind))
    except zipfile.BadZipFile as error:
        raise Refused("evidence.archive-crc" if "CRC" in str(error) else "evidence.archive-damaged") from None
    except (zlib.error, EOFError, NotImplementedError, OSError):
        raise Refused("evidence.archive-damaged") from None
    return entries


def _tar(data: bytes) -> list[Entry]:
    """ustar with GNU's long names and pax headers; nothing else is read here."""
    entries: list[Entry] = []
    at = 0
    longer: dict[str, bytes] = {}
    while True:
        header = data[at : at + 512]
        if len(header) < 512:
            raise Refused("evidence.archive-truncated")
        at += 512
        if header == bytes(512):
            if any(data[at:]):
                raise Refused("evidence.archive-trailing-bytes")
            return entries
        size, mode, stated = (_octal(header[a:b]) for a, b in ((124, 136), (100, 108), (148, 156)))
        if sum(header[:148]) + 8 * 32 + sum(header[156:]) != stated:
            raise Refused("evidence.tar-checksum")
        size = int(longer.pop("size", size))
        content, kind = data[at : at + size], header[156:157]
        at += -(-size // 512) * 512
        if at > len(data):
            raise Refused("evidence.archive-truncated")
        if kind in (b"L", b"K"):
            longer["path" if kind == b"L" else "linkpath"] = content.rstrip(b"\0")
            continue
        if kind in (b"x", b"g"):
            longer |= _pax(content)
            continue
        prefix = header[345:500].split(b"\0")[0] if header[257:263] == b"ustar\0" else b""
        name = header[:100].split(b"\0")[0]
        path = longer.pop("path", prefix + b"/" + name if prefix else name)
        target = longer.pop("linkpath", header[157:257].split(b"\0")[0])
        if kind in (b"0", b"\0", b"7"):
            entries.append(Entry(path, None if path.endswith(b"/") else content, _git_mode(mode)))
        elif kind == b"2":
            entries.append(Entry(path, target, "120000"))
        elif kind == b"5":
            entries.append(Entry(path, None))
        else:
            raise Refused("evidence.hard-link" if kind == b"1" else "evidence.special-file")


def _octal(field: bytes) -> int:
    text = field.strip(b"\0 ")
    if not re.fullmatch(rb"[0-7]*", text):
        raise Refused("evidence.archive-unsupported")
    return int(text or b"0", 8)


def _pax(content: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    while content:
        match = re.match(rb"([0-9]+) ([^=]+)=", content)
        if match is None or content[int(match[1]) - 1 : int(match[1])] != b"\n":
            raise Refused("evidence.tar-pax")
        found[match[2].decode("utf-8", "replace")] = content[match.end() : int(match[1]) - 1]
        content = content[int(match[1]) :]
    return found
