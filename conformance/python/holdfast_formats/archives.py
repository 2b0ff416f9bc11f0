"""Reading a tree from a folder (evidence.md, "A tree") or an archive (archives.md)."""

from __future__ import annotations

import os
import re
import stat
import struct
import unicodedata
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


def read_tree(path: Path) -> tuple[list[Leaf], list[str], str]:
    """The leaves in path order, warnings, and the form. Refused where a page refuses."""
    if path.is_dir():
        leaves, form = _of_folder(path), "directory"
    else:
        leaves, form = _of_archive(path)
    leaves.sort(key=lambda leaf: leaf.path)
    links = {leaf.path: leaf.content for leaf in leaves if not leaf.is_file}
    return leaves, ["evidence.link-loop" for link in links if _loops(link, links)], form


def _text_defect(text: bytes) -> str | None:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return "evidence.path-not-utf8"
    return "evidence.path-control-character" if b"\0" in text or b"\n" in text else None


def _link_defect(path: bytes, target: bytes) -> str | None:
    """archives.md, "Names", "Links": by the text of the target alone."""
    defect = "evidence.path-control-character" if target == b"" else _text_defect(target)
    if defect is not None:
        return defect
    if len(target) > 4096:
        return "evidence.path-too-long"
    names = target.split(b"/")
    first = next((n for n, name in enumerate(names) if name not in (b"..", b".")), len(names))
    leaves = target.startswith(b"/") or names[:first].count(b"..") > path.count(b"/") or b".." in names[first:]
    return "evidence.link-leaves-root" if leaves else None


def _loops(link: bytes, links: dict[bytes, bytes]) -> bool:
    """evidence.md, "A tree": following it passes more than 40 links."""
    place: list[bytes] = []
    ahead, passed = link.split(b"/"), 0
    while ahead:
        name, *ahead = ahead
        if name == b"..":
            place = place[:-1]
        elif name not in (b"", b"."):
            place = [*place, name]
            target = links.get(b"/".join(place))
            if target is not None:
                passed, place, ahead = passed + 1, place[:-1], target.split(b"/") + ahead
                if passed > 40:
                    return True
    return False


def _of_folder(root: Path) -> list[Leaf]:
    leaves: list[Leaf] = []
    found: list[str | None] = []
    for folder, folders, files in os.walk(os.fsencode(root)):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        folders[:] = [name for name in folders if name not in links]
        found += [_text_defect(name) for name in folders]
        for name in files + links:
            full = os.path.join(folder, name)
            path, mode = os.path.relpath(full, os.fsencode(root)), os.lstat(full).st_mode
            found.append("evidence.path-too-long" if len(name) > 255 else _text_defect(path))
            if stat.S_ISLNK(mode):
                leaves.append(Leaf(path, os.readlink(full), "120000"))
                found.append(_link_defect(path, leaves[-1].content))
            elif stat.S_ISREG(mode):
                leaves.append(Leaf(path, Path(os.fsdecode(full)).read_bytes(), _git_mode(mode)))
            else:
                found.append("evidence.special-file")
    if any(found):
        raise Refused(*(code for code in found if code is not None))
    return leaves


def _git_mode(mode: int) -> str:
    return "100755" if mode & 0o100 else "100644"


class Entries:
    """The entries of an archive, one after the other; a defect of one does not end the reading."""

    def __init__(self) -> None:
        self.leaves: dict[bytes, Leaf] = {}
        self.folders: set[bytes] = set()
        self.found: list[str] = []

    def add(self, name: bytes, kind: str, content: bytes, in_zip: bool = False, on_unix: bool = True) -> None:
        """`kind`: a mode as git writes it, or "folder"."""
        defect, path = _name_defect(name, in_zip, on_unix)
        if defect is None and path == b"":
            defect = None if kind == "folder" else "evidence.archive-ambiguous"
        elif defect is None:
            parents = {path[:at] for at, byte in enumerate(path) if byte == 0x2F}
            if parents & set(self.leaves) or (path in (self.leaves if kind == "folder" else self.folders)):
                defect = "evidence.path-conflict"
            elif path in self.leaves:
                defect = "evidence.archive-duplicate"
            elif kind == "120000":
                defect = _link_defect(path, content)
            if defect is None:
                self.folders |= parents | ({path} if kind == "folder" else set())
                if kind != "folder":
                    self.leaves[path] = Leaf(path, content, kind)
        self.found += [] if defect is None else [defect]


def _name_defect(name: bytes, in_zip: bool, on_unix: bool) -> tuple[str | None, bytes]:
    """archives.md, "Names", steps 1 to 8; and the path."""
    defect = _text_defect(name)
    if defect is not None:
        return defect, b""
    if re.match(rb"[/\\]|[A-Za-z]:", name):
        return "evidence.path-absolute", b""
    if b".." in re.split(rb"[/\\]", name):
        return "evidence.path-leaves-root", b""
    if in_zip and b"\\" in name and not (on_unix and b"/" in name):
        return "evidence.path-not-plain", b""
    if name in (b".", b"./"):
        return None, b""
    path = name.removeprefix(b"./").removesuffix(b"/")
    names = path.split(b"/")
    if any(one in (b"", b".") for one in names):
        return "evidence.path-not-plain", b""
    if len(path) > 65_535 or any(len(one) > 255 for one in names):
        return "evidence.path-too-long", b""
    if len(names) > 512:
        return "evidence.too-deep", b""
    text = path.decode()
    if in_zip and (any(unicodedata.category(c) == "Cc" for c in text) or re.search(r";[0-9]*\Z", text)):
        return "evidence.zip-name", b""
    return None, path


def _of_archive(path: Path) -> tuple[list[Leaf], str]:
    """archives.md, "Which form"."""
    if path.is_symlink() or not path.is_file():
        raise Refused("evidence.archive-unreadable")
    data = path.read_bytes()
    is_zip, is_gzip = data[:4] in (b"PK\3\4", b"PK\5\6", b"PK\6\6"), data[:2] == b"\x1f\x8b"
    looks_like_tar = len(data) >= 512 and (data[257:263] in (b"ustar\0", b"ustar ") or not any(data[:512]))
    states_sum = len(data) >= 512 and _number(data[148:156]) == _checksum(data[:512])
    if not (is_zip or is_gzip or looks_like_tar or states_sum):
        raise OSError("no archive that is read")
    if ((is_zip or is_gzip) and states_sum) or (not is_zip and path.name.lower().endswith(".zip")):
        raise Refused("evidence.archive-ambiguous")
    entries, broken = Entries(), ""
    try:
        if is_zip:
            _zip(data, entries)
        else:
            content, broken = _gunzip(data) if is_gzip else (data, "")
            _tar(content, entries)
    except Refused as refused:
        # A tar is read as its gzip expands: where that ends too early, its own defect is what is found.
        at_end = broken != "" and refused.codes == ["evidence.archive-truncated"]
        entries.found += [broken] if at_end else refused.codes
    else:
        entries.found += [broken] if broken else []
    if entries.found:
        raise Refused(*entries.found)
    return list(entries.leaves.values()), "zip" if is_zip else "tar.gz" if is_gzip else "tar"


@dataclass
class _Record:
    name: bytes
    host: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int
    attributes: int


def _zip(data: bytes, entries: Entries) -> None:
    """archives.md, "Zip"."""
    hidden, damaged = Refused("evidence.archive-hidden-bytes"), Refused("evidence.archive-damaged")
    count, start, end = _zip_end(data)  # 1 and 2
    if end[0] != start[0] + start[1]:
        raise hidden if end[0] > start[0] + start[1] else damaged  # 3
    records: list[_Record] = []
    at = start[0]
    for _ in range(count):  # 4
        record, at = _zip_record(data, at, end[0])
        records.append(record)
    if at != end[0]:
        raise damaged
    records.sort(key=lambda record: record.start)
    ends = [record.start for record in records[1:]] + [start[0]] * (len(records) > 0)
    if (records[0].start if records else start[0]) != 0:
        raise hidden  # 5
    if any(r.start + 30 + len(r.name) + r.packed > limit for r, limit in zip(records, ends, strict=True)):
        raise Refused("evidence.archive-overlap")
    for record, limit in zip(records, ends, strict=True):
        content = _zip_content(data, record, limit)
        if content is not None:
            _zip_entry(record, content, entries)


def _zip_end(data: bytes) -> tuple[int, tuple[int, int], tuple[int]]:
    """Steps 1 and 2: number of entries, start and length of the directory, where the end records begin."""
    tail = max(0, len(data) - 22 - 65_535)
    at = [one for one in range(tail, len(data) - 21) if data.startswith(b"PK\5\6", one)]
    ends = [one for one in at if one + 22 + struct.unpack_from("<H", data, one + 20)[0] == len(data)]
    last = data.rfind(b"PK\5\6", tail)
    if not ends:
        if last != -1 and last + 22 <= len(data):
            size, begin, comment = struct.unpack_from("<IIH", data, last + 12)
            if last + 22 + comment <= len(data) and (size + begin == last or size + begin >= 0xFFFFFFFF):
                raise Refused("evidence.archive-trailing-bytes")
        raise Refused("evidence.archive-truncated")
    if ends != [last]:
        raise Refused("evidence.archive-ambiguous")
    disk, first, here, count, size, begin = struct.unpack_from("<HHHHII", data, last + 4)
    at64 = last - 76
    if at64 >= 0 and data.startswith(b"PK\6\7", last - 20):
        if struct.unpack_from("<I", data, last - 16)[0] != 0 or struct.unpack_from("<I", data, last - 4)[0] != 1:
            raise Refused("evidence.archive-unsupported")
        placed = struct.unpack_from("<Q", data, last - 12)[0] == at64 and data.startswith(b"PK\6\6", at64)
        if not placed or struct.unpack_from("<Q", data, at64 + 4)[0] != 44:
            raise Refused("evidence.archive-damaged")
        disks, here64, count64, size64, begin64 = struct.unpack_from("<QQQQQ", data, at64 + 16)
        if disks != 0 or here64 != count64:
            raise Refused("evidence.archive-unsupported")
        pairs = ((count, count64, 0xFFFF), (size, size64, 0xFFFFFFFF), (begin, begin64, 0xFFFFFFFF))
        if any(narrow not in (wide, ones) for narrow, wide, ones in pairs):
            raise Refused("evidence.archive-ambiguous")
        return count64, (begin64, size64), (at64,)
    if disk != 0 or first != 0 or here != count:
        raise Refused("evidence.archive-unsupported")
    return count, (begin, size), (last,)


def _zip_record(data: bytes, at: int, end: int) -> tuple[_Record, int]:
    damaged, ambiguous = Refused("evidence.archive-damaged"), Refused("evidence.archive-ambiguous")
    if at + 46 > end or not data.startswith(b"PK\1\2", at):
        raise damaged
    (made, needed, flags, method, _, _, crc, packed, size, names, extras, comment, disk, internal, attributes,
     start) = struct.unpack_from("<HHHHHHIIIHHHHHII", data, at + 4)  # fmt: skip
    name, following = data[at + 46 : at + 46 + names], at + 46 + names + extras + comment
    if following > end:
        raise damaged
    wide = _extra(data[at + 46 + names : at + 46 + names + extras], name, flags)
    size, packed, start = _widened(wide, size, packed, start)
    if disk != 0 and (disk != 0xFFFF or wide is None):
        raise Refused("evidence.archive-unsupported")
    if _not_for_all(needed, flags, method) or internal & 4:
        raise ambiguous
    return _Record(name, made >> 8, flags, method, crc, packed, size, start, attributes), following


def _not_for_all(needed: int, flags: int, method: int) -> bool:
    """Step 8: the version and the flag for patched data, of what is read at all."""
    return not flags & 1 and method in (0, 8) and (needed & 0xFF > 46 or needed >> 8 == 2 or flags & 0x20 != 0)


def _widened(wide: bytes | None, *narrow: int) -> list[int]:
    values: list[int] = []
    for value in narrow:
        if value == 0xFFFFFFFF and wide is not None:
            if len(wide) < 8:
                raise Refused("evidence.archive-damaged")
            value, wide = int.from_bytes(wide[:8], "little"), wide[8:]
        values.append(value)
    return values


def _extra(extra: bytes, name: bytes, flags: int) -> bytes | None:
    """Step 8: the zip64 field."""
    wide: bytes | None = None
    while extra:
        if len(extra) < 4 or len(extra) < 4 + int.from_bytes(extra[2:4], "little"):
            raise Refused("evidence.archive-damaged")
        number, length = struct.unpack_from("<HH", extra)
        content, extra = extra[4 : 4 + length], extra[4 + length :]
        stamps = 1 + 4 * bin((content[:1] or b"\0")[0] & 7).count("1")
        first = content[1] if len(content) > 1 else 0
        ids = len(content) > 2 + first and len(content) == 3 + first + content[2 + first]
        bad = {
            1: wide is not None,
            0x756E: True,
            0x6C78: True,
            0x9901: not flags & 1,
            0x5455: length == 0 or (length - 1) % 4 != 0 or length > stamps,
            0x5855: length not in (8, 12),
            0x7855: length not in (0, 4),
            0x7875: length > 0 and content[0] == 1 and not ids,
            0x7075: length < 5 or content[1:5] != zlib.crc32(name).to_bytes(4, "little") or content[5:] != name,
        }
        if bad.get(number, False):
            raise Refused("evidence.archive-ambiguous")
        wide = content if number == 1 else wide
    return wide


def _zip_content(data: bytes, record: _Record, limit: int) -> bytes | None:
    """Steps 6, 7 and 11; None where the entry is encrypted or packed in another way."""
    mismatch = Refused("evidence.archive-header-mismatch")
    if not data.startswith(b"PK\3\4", record.start):
        raise mismatch
    needed, flags, method, _, _, crc, packed, size, names, extras = struct.unpack_from(
        "<HHHHHIIIHH", data, record.start + 4
    )
    begin = record.start + 30 + names + extras
    if begin + record.packed > limit:
        raise Refused("evidence.archive-overlap")
    name = data[record.start + 30 : record.start + 30 + names]
    if name != record.name:
        raise mismatch
    wide = _extra(data[record.start + 30 + names : begin], name, record.flags)
    if _not_for_all(needed, flags, method):
        raise Refused("evidence.archive-ambiguous")
    size, packed = _widened(wide, size, packed)
    later = record.flags & 8 != 0
    pairs = ((crc, record.crc), (size, record.size), (packed, record.packed))
    if (flags ^ record.flags) & 0x2849 or method != record.method:
        raise mismatch
    if any(own != stated and not (later and own == 0) for own, stated in pairs):
        raise mismatch
    left = data[begin + record.packed : limit]
    if left and (not later or len(left) not in (12, 16, 20, 24)):
        raise Refused("evidence.archive-hidden-bytes")
    if later:
        sizes = struct.pack("<QQ" if len(left) in (20, 24) else "<II", record.packed, record.size)
        stated = struct.pack("<I", record.crc) + sizes
        if not left:
            raise Refused("evidence.archive-hidden-bytes")
        if left != (b"PK\7\x08" + stated if len(left) in (16, 24) else stated):
            raise mismatch
    if record.flags & 0x2041 or record.method not in (0, 8):
        return None if record.flags & 0x2041 else b""
    content = data[begin : begin + record.packed]
    if record.method == 8:
        content, _ = _inflated(content, whole=True)
    if len(content) != record.size:
        raise Refused("evidence.archive-size-mismatch")
    if zlib.crc32(content) != record.crc:
        raise Refused("evidence.archive-crc")
    return content


def _inflated(packed: bytes, whole: bool = False) -> tuple[bytes, int]:
    stream = zlib.decompressobj(-15)
    try:
        content = stream.decompress(packed)
    except zlib.error:
        raise Refused("evidence.archive-damaged") from None
    if not stream.eof:
        raise Refused("evidence.archive-truncated")
    if whole and stream.unused_data:
        raise Refused("evidence.archive-hidden-bytes")
    return content, len(packed) - len(stream.unused_data)


def _zip_entry(record: _Record, content: bytes, entries: Entries) -> None:
    """Steps 8 to 10, and "Names", step 1."""
    on_unix, slash = record.host == 3, record.name.endswith(b"/")
    mode, kind = record.attributes >> 16, "folder" if slash else "100644"
    form = mode & 0o170000
    if record.method not in (0, 8) or (not on_unix and record.host not in (0, 6, 7, 10, 11, 14, 19)):
        entries.found.append("evidence.archive-unsupported")
    elif not record.name.isascii() and not (on_unix or record.flags & 0x800):
        entries.found.append("evidence.path-not-utf8")
    elif on_unix and form not in (0, 0o100000, 0o120000, 0o040000):
        entries.found.append("evidence.special-file")
    elif (
        (form != 0 and (form == 0o040000) != slash) or (form == 0 and mode & 0o100 and not slash)
        if on_unix
        else form not in (0, 0o100000, 0o040000 if slash else 0)
        or record.attributes & 8
        or (record.attributes & 16 and not slash)
    ) or (slash and content):  # fmt: skip
        entries.found.append("evidence.archive-ambiguous")
    else:
        if on_unix and not slash:
            kind = "120000" if form == 0o120000 else _git_mode(mode)
        entries.add(record.name, kind, content, in_zip=True, on_unix=on_unix)


def _gunzip(data: bytes) -> tuple[bytes, str]:
    """archives.md, "Gzip": the content, and what ended it too early."""
    parts: list[bytes] = []
    try:
        _members(data, parts)
    except Refused as refused:
        return b"".join(parts), refused.codes[0]
    return b"".join(parts), ""


def _members(data: bytes, parts: list[bytes]) -> None:
    at = 0
    while at < len(data):
        head = data[at : at + 131_072]
        if head[:3] != b"\x1f\x8b\x08"[: len(head)]:
            raise Refused("evidence.gzip-trailing-bytes" if at else "evidence.archive-damaged")
        if len(head) < 10:
            raise Refused("evidence.archive-truncated")
        flags, begin = head[3], 10
        if flags & 0xE0:
            raise Refused("evidence.archive-damaged")
        if flags & 4:
            begin += 2 + int.from_bytes(head[begin : begin + 2], "little")
        for flag in (8, 16):
            if flags & flag:
                begin = head.find(b"\0", begin) + 1 or len(head) + 1
        if flags & 2:
            if begin + 2 <= len(head) and head[begin : begin + 2] != (zlib.crc32(head[:begin]) & 0xFFFF).to_bytes(
                2, "little"
            ):
                raise Refused("evidence.archive-damaged")
            begin += 2
        if begin > len(head):
            raise Refused("evidence.archive-truncated")
        at += begin + _expanded(data[at + begin :], parts)
        part = parts[-1]
        trailer = data[at : at + 8]
        if len(trailer) < 8:
            raise Refused("evidence.archive-truncated")
        if trailer[:4] != zlib.crc32(part).to_bytes(4, "little"):
            raise Refused("evidence.archive-crc")
        if trailer[4:] != (len(part) % 2**32).to_bytes(4, "little"):
            raise Refused("evidence.archive-size-mismatch")
        at += 8


def _expanded(packed: bytes, parts: list[bytes]) -> int:
    """Puts the content into `parts`, as far as it comes; how many bytes it took."""
    stream = zlib.decompressobj(-15)
    try:
        parts.append(stream.decompress(packed))
    except zlib.error:
        stream = zlib.decompressobj(-15)
        for at in range(len(packed)):
            try:
                parts.append(stream.decompress(packed[at : at + 1]))
            except zlib.error:
                break
        raise Refused("evidence.archive-damaged") from None
    if not stream.eof:
        raise Refused("evidence.archive-truncated")
    return len(packed) - len(stream.unused_data)


def _checksum(header: bytes) -> int:
    return sum(header[:148]) + 8 * 32 + sum(header[156:512])


def _number(field: bytes) -> int | None:
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    text = field.lstrip(b" ").rstrip(b"\0 ")
    return int(text or b"0", 8) if re.fullmatch(rb"[0-7]*", text) else None


_KINDS = {b"0": "100644", b"\0": "100644", b"5": "folder", b"2": "120000"}
_OTHERS = {b"1": "hard-link", b"3": "special-file", b"4": "special-file", b"6": "special-file", b"S": "tar-sparse"}


def _tar(data: bytes, entries: Entries) -> None:
    """archives.md, "Tar"."""
    truncated, pax = Refused("evidence.archive-truncated"), Refused("evidence.tar-pax")
    at = 0
    before: dict[str, bytes] | None = None  # what stands before an entry
    had_pax = False
    while True:
        header, at = data[at : at + 512], at + 512
        if len(header) < 512:
            raise truncated
        if not any(header):
            if before is not None:
                raise pax
            if len(data) < at + 512:
                raise truncated
            if any(data[at:]):
                raise Refused("evidence.archive-trailing-bytes")
            return
        size, mode, kind = _tar_header(header)
        if kind not in (b"x", b"g", b"L", b"K") and before is not None:
            size = _sizes(size, before, kind, mode)
        elif kind in (b"x", b"g", b"L", b"K") and size > 1_048_576:
            raise pax
        content, filling = data[at : at + size], data[at + size : at + -(-size // 512) * 512]
        at += -(-size // 512) * 512
        if at > len(data):
            raise truncated
        if any(filling):
            raise Refused("evidence.archive-hidden-bytes")
        if kind in (b"x", b"g", b"L", b"K"):
            more = _pax(content) if kind in (b"x", b"g") else _long_name(content, kind)
            if (kind == b"x" and had_pax) or set(more) & set(before or {}) or (kind == b"g" and more):
                raise pax
            had_pax = had_pax or kind == b"x"
            before = before if kind == b"g" else (before or {}) | more
            continue
        _tar_entry(header, kind, mode, before or {}, content, entries)
        before, had_pax = None, False


def _tar_header(header: bytes) -> tuple[int, int, bytes]:
    """Step 2: size, mode and type."""
    if _number(header[148:156]) != _checksum(header):
        raise Refused("evidence.tar-checksum")
    size, mode = _number(header[124:136]), _number(header[100:108])
    others = (header[108:116], header[116:124], header[136:148], header[329:337], header[337:345])
    if size is None or mode is None or any(one[:1] != b"\xff" and _number(one) is None for one in others):
        raise Refused("evidence.archive-damaged")
    kind = header[156:157]
    if kind == b"S" and header[257:263] == b"ustar ":
        raise Refused("evidence.tar-sparse")
    if header[257:263] != b"ustar\0" and any(header[345:512]):
        raise Refused("evidence.archive-ambiguous")
    return size, mode, kind


def _sizes(size: int, before: dict[str, bytes], kind: bytes, mode: int) -> int:
    """Step 4: what the extended headers say of the entry."""
    if "sparse" in before:
        raise Refused("evidence.tar-sparse")
    stated = int(before.get("size", str(size).encode()))
    runs = _owner_runs(before["access"].decode("latin-1")) if "access" in before else mode & 0o100 != 0
    too_small = stated != size and stated <= 0o77777777777
    if too_small or ("path" in before and kind == b"\0") or runs != (mode & 0o100 != 0):
        raise Refused("evidence.tar-pax")
    return stated


def _owner_runs(access: str) -> bool | None:
    entries = [one for one in re.split(r"[,\n]", access) if one != ""]
    owners = [one for one in entries if one.startswith("user::")]
    plain = all(re.fullmatch(r"(user|group|mask|other):[^:\s]*:[r-][w-][x-](:\d+)?", one) for one in entries)
    return owners[0][8] == "x" if plain and len(owners) == 1 else None


def _long_name(content: bytes, kind: bytes) -> dict[str, bytes]:
    name = content.split(b"\0")[0]
    if name == b"" or content not in (name, name + b"\0"):
        raise Refused("evidence.tar-pax")
    return {"path" if kind == b"L" else "linkpath": name}


def _pax(content: bytes) -> dict[str, bytes]:
    """Step 4: the records that say something of the tree."""
    pax = Refused("evidence.tar-pax")
    records: dict[bytes, bytes] = {}
    while content:
        match = re.match(rb"([1-9][0-9]{0,8}) ([^\0\t =][^\0=]*)=", content, re.S)
        length = int(match[1]) if match else 0
        if match is None or match.end() > length or content[length - 1 : length] != b"\n" or match[2] in records:
            raise pax
        if _text_defect(match[2]) == "evidence.path-not-utf8":
            raise pax
        records[match[2]] = content[match.end() : length - 1]
        content = content[length:]
    if not re.fullmatch(rb"[0-9]{1,15}", records.get(b"size", b"0")):
        raise pax
    if records.get(b"hdrcharset", b"ISO-IR 10646 2000 UTF-8") != b"ISO-IR 10646 2000 UTF-8":
        raise pax
    if b"" in (records.get(b"path"), records.get(b"linkpath")):
        raise pax
    said = {name: records[name.encode()] for name in ("path", "linkpath", "size") if name.encode() in records}
    if any(key.startswith(b"GNU.sparse.") or key in (b"SCHILY.realsize", b"SUN.holesdata") for key in records):
        said["sparse"] = b""
    if b"SCHILY.acl.access" in records:
        said["access"] = records[b"SCHILY.acl.access"]
    return said


def _tar_entry(
    header: bytes, kind: bytes, mode: int, before: dict[str, bytes], content: bytes, entries: Entries
) -> None:
    """Steps 5 and 6."""
    name = header[:100].split(b"\0")[0]
    prefix = header[345:500].split(b"\0")[0] if header[257:263] == b"ustar\0" else b""
    name = before.get("path", prefix + b"/" + name if prefix else name)
    defect, path = _name_defect(name, False, True)
    if defect is not None:
        entries.found.append(defect)
        return
    leaf, slash = _KINDS.get(kind), name.endswith(b"/") and path != b""
    if leaf is None:
        entries.found.append(f"evidence.{_OTHERS.get(kind, 'archive-unsupported')}")
        return
    if kind == b"\0" and slash:
        leaf = "folder"
    if (slash and leaf != "folder") or (content and leaf in ("folder", "120000")):
        entries.found.append("evidence.archive-ambiguous")
        return
    if leaf == "100644":
        leaf = _git_mode(mode)
    if leaf == "120000":
        content = before.get("linkpath", header[157:257].split(b"\0")[0])
    entries.add(name, leaf, content)
