"""Archives: archives.md. Zip64, descriptors and extra fields of a zip, and extensions of tar: not tried."""

import re
import struct
import zlib

from .common import NotTried, Refused, refuse
from .trees import Leaf, link_findings, path_finding

UNIX, KNOWN_SYSTEMS = 3, {0, 3, 6, 7, 10, 11, 14, 19}

class Archive:
    """The entries of an archive, and the findings that end nothing."""

    def __init__(self):
        self.tree, self.folders, self.codes = {}, set(), set()

    def name(self, raw, zipped=False, unix=False, utf8=True):
        """The path of an entry ("Names", steps 1 to 8), or None; the root is the empty path."""
        found = path_finding(raw) if raw.isascii() or utf8 else "evidence.path-not-utf8"
        parts = re.split(rb"[/\\]", raw)
        slashed = raw.removeprefix(b"./").removesuffix(b"/")
        if found in ("evidence.path-not-utf8", "evidence.path-control-character"):
            pass
        elif re.match(rb"[/\\]|[A-Za-z]:", raw):
            found = "evidence.path-absolute"
        elif b".." in parts:
            found = "evidence.path-leaves-root"
        elif zipped and b"\\" in raw and not (unix and b"/" in raw):
            found = "evidence.path-not-plain"
        elif raw in (b".", b"./"):
            return ""
        elif set(slashed.split(b"/")) & {b"", b"."}:
            found = "evidence.path-not-plain"
        elif path_finding(slashed):
            found = path_finding(slashed)
        elif zipped and re.search("[\0-\x1f\x7f-\x9f]|;[0-9]*\\Z", slashed.decode()):
            found = "evidence.zip-name"
        else:
            return slashed.decode()
        self.codes.add(found)
        return None

    def add(self, path, one):
        """An entry; None for a folder."""
        if one is None or path is None:
            self.folders |= {path} - {None}
        elif path in self.tree:
            self.codes.add("evidence.archive-duplicate")
        else:
            self.codes |= link_findings(path, one.content) if one.link else set()
            self.tree[path] = one

    def done(self):
        """The tree and the findings."""
        inner = {path[:n] for path in self.tree for n, char in enumerate(path) if char == "/"}
        if set(self.tree) & (self.folders | inner):
            self.codes.add("evidence.path-conflict")
        return self.tree, self.codes

def expect(condition, code):
    """Ends the reading where the condition does not hold."""
    refuse(not condition, f"evidence.{code}")

def read_archive(data, name):
    """The tree of an archive and its findings; refused where a finding ends the reading."""
    tar_sum = len(data) >= 512 and tar_checksum(data[:512])
    is_zip, is_gzip = data[:4] in (b"PK\3\4", b"PK\5\6", b"PK\6\6"), data[:2] == b"\x1f\x8b"
    is_tar = data[257:263] in (b"ustar\0", b"ustar ") or tar_sum or (len(data) >= 512 and not any(data[:512]))
    expect(not ((is_zip or is_gzip) and tar_sum or (name.lower().endswith(".zip") and not is_zip)), "archive-ambiguous")
    expect(is_zip or is_gzip or is_tar, "archive-form")
    return read_zip(data) if is_zip else read_tar(gunzip(data) if is_gzip else data)

def end_record(data):
    """Where the one end record of a zip begins: "Zip", steps 1 and 2."""
    found = [match.start() for match in re.finditer(b"PK\5\6", data) if match.start() + 22 <= len(data)]
    ending = [at for at in found if at + 22 + int.from_bytes(data[at + 20:at + 22], "little") == len(data)]
    if not ending:
        size, start = struct.unpack_from("<LL", data, found[-1] + 12) if found else (0, 0)
        expect(not found or start + size != found[-1], "archive-trailing-bytes")
        raise Refused("evidence.archive-truncated")
    expect(len(ending) == 1 and found[-1] == ending[0], "archive-ambiguous")
    return ending[0]

def read_zip(data):
    """"Zip", steps 1 to 11."""
    end = end_record(data)
    disk, other, here, count, size, start = struct.unpack_from("<4H2L", data, end + 4)
    expect(disk == other == 0 and here == count, "archive-unsupported")
    if data[end - 20:end - 16] == b"PK\6\7":
        raise NotTried("zip64")
    expect(start + size >= end, "archive-hidden-bytes")
    expect(start + size == end, "archive-damaged")
    records, at = [], start
    while at < end:
        expect(data[at:at + 4] == b"PK\1\2" and at + 46 <= end, "archive-damaged")
        fields = struct.unpack_from("<6H3L5H2L", data, at + 4)
        sizes, begin = fields[9:12], at + 46
        at = begin + sum(sizes)
        expect(at <= end, "archive-damaged")
        records.append((fields, data[begin:begin + sizes[0]], data[begin + sizes[0]:at - sizes[2]]))
    expect(len(records) == count, "archive-damaged")
    records.sort(key=lambda record: record[0][15])
    starts = [fields[15] for fields, _, _ in records] + [start]
    expect(starts[0] == 0, "archive-hidden-bytes")
    for (fields, name, _), place, following in zip(records, starts, starts[1:]):
        expect(place + 30 + len(name) + fields[7] <= following, "archive-overlap")
    archive = Archive()
    for record, following in zip(records, starts[1:]):
        zip_entry(archive, data, record, following)
    return archive.done()

def zip_entry(archive, data, record, following):
    """One entry of a zip: steps 6 to 11, without descriptors and extra fields."""
    fields, name, extra = record
    made, needed, flags, method, _, _, crc, packed, full, _, _, _, _, internal, external, at = fields
    expect(data[at:at + 4] == b"PK\3\4" and at + 30 <= following, "archive-header-mismatch")
    _, local_flags, local_method, _, _, *local, name_length, extra_length = struct.unpack_from("<5H3L2H", data, at + 4)
    begin = at + 30 + name_length + extra_length
    expect(data[at + 30:at + 30 + name_length] == name and (local_flags ^ flags) & 0x0809 == 0
           and local_method == method and (local == [crc, packed, full] or flags & 8), "archive-header-mismatch")
    expect(begin + packed <= following, "archive-overlap")
    if flags & 9 or extra or extra_length or method not in (0, 8):
        raise NotTried("a zip with descriptors, extra fields, encryption or another method")
    expect(begin + packed == following, "archive-hidden-bytes")
    unix, mode, folder = made >> 8 == UNIX, external >> 16, name.endswith(b"/")
    kind = mode & 0o170000 if unix else 0
    if kind in (0o010000, 0o020000, 0o060000, 0o140000):
        archive.codes.add("evidence.special-file")
        return
    link = kind == 0o120000
    expect(needed & 0xff <= 46 and needed >> 8 != 2 and not flags & 32 and not internal & 4
           and (unix or mode & 0o170000 in (0, 0o100000)) and kind in (0, 0o100000, 0o040000, 0o120000)
           and (kind == 0o040000) <= folder <= (kind in (0, 0o040000)) and not (folder and full)
           and not (unix and kind == 0 and mode & 0o100 and not folder)
           and (unix or folder or not external & 16), "archive-ambiguous")
    expect(made >> 8 in KNOWN_SYSTEMS, "archive-unsupported")
    content = inflate(data[begin:begin + packed]) if method else data[begin:begin + packed]
    expect(len(content) == full, "archive-size-mismatch")
    expect(zlib.crc32(content) == crc, "archive-crc")
    path = archive.name(name, True, unix, bool(flags & 0x800) or unix)
    archive.add(path, None if folder else Leaf(content, unix and bool(mode & 0o100) and not link, link))

def inflate(data):
    """What a deflate stream holds, all of whose bytes are used."""
    stream = zlib.decompressobj(-15)
    try:
        content = stream.decompress(data)
    except zlib.error:
        raise Refused("evidence.archive-damaged") from None
    expect(stream.eof, "archive-truncated")
    expect(not stream.unused_data, "archive-hidden-bytes")
    return content

def gunzip(data):
    """The content of all members: "Gzip"."""
    content = b""
    while data:
        expect(data[:2] == b"\x1f\x8b", "gzip-trailing-bytes")
        expect(len(data) < 4 or (data[2] == 8 and not data[3] & 0xe0), "archive-damaged")
        stream = zlib.decompressobj(31)
        try:
            content += stream.decompress(data)
        except zlib.error as error:
            kinds = {"incorrect data check": "crc", "incorrect length check": "size-mismatch"}
            code = next((kinds[told] for told in kinds if told in str(error)), "damaged")
            raise Refused(f"evidence.archive-{code}") from None
        expect(stream.eof, "archive-truncated")
        data = stream.unused_data
    return content

def tar_checksum(block):
    """Whether a header states its own checksum."""
    stated = re.fullmatch(rb"[ \0]*([0-7]+)[ \0]*", block[148:156])
    return stated is not None and int(stated[1], 8) == sum(block[:148]) + 8 * 32 + sum(block[156:])

def tar_number(field):
    """Octal digits among spaces and NULs."""
    found = re.fullmatch(rb"[ \0]*([0-7]*)[ \0]*", field)
    expect(found or not field[0] & 0x80, "archive-damaged")
    if not found:
        raise NotTried("a number in base 256")
    return int(found[1] or b"0", 8)

def read_tar(data):
    """"Tar", steps 1 to 6, without extensions."""
    archive, at = Archive(), 0
    while True:
        block = data[at:at + 512]
        expect(len(block) == 512, "archive-truncated")
        at += 512
        if not any(block):
            expect(len(data) >= at + 512, "archive-truncated")
            expect(not any(data[at:]), "archive-trailing-bytes")
            return archive.done()
        expect(tar_checksum(block), "tar-checksum")
        mode, _, _, size, *_ = [tar_number(block[low:high]) for low, high in (
            (100, 108), (108, 116), (116, 124), (124, 136), (136, 148), (329, 337), (337, 345))]
        posix = block[257:263] == b"ustar\0"
        expect(posix or not any(block[345:]), "archive-ambiguous")
        kind, content = block[156:157], data[at:at + size]
        if kind in b"xgLKS":
            raise NotTried("an extension of tar")
        padding = data[at + size:at + -(-size // 512) * 512]
        expect(len(content) == size and len(padding) == -size % 512, "archive-truncated")
        expect(not any(padding), "archive-hidden-bytes")
        at += size + len(padding)
        tar_entry(archive, block, kind, content, mode, posix)

def tar_entry(archive, block, kind, content, mode, posix):
    """One entry of a tar."""
    name, prefix, target = (block[low:high].split(b"\0")[0] for low, high in ((0, 100), (345, 500), (157, 257)))
    name = prefix + b"/" + name if posix and prefix else name
    refused = {b"1": "hard-link", b"3": "special-file", b"4": "special-file", b"6": "special-file"}
    if kind in refused or kind not in (b"0", b"\0", b"5", b"2"):
        archive.codes.add("evidence." + refused.get(kind, "archive-unsupported"))
        return
    folder = kind == b"5" or (kind == b"\0" and name.endswith(b"/"))
    path = archive.name(name)
    if (not folder and (name.endswith(b"/") or path == "")) or ((folder or kind == b"2") and content):
        archive.codes.add("evidence.archive-ambiguous")
        return
    one = Leaf(target, link=True) if kind == b"2" else Leaf(content, bool(mode & 0o100))
    archive.add(path, None if folder else one)
