"""Keys and Ed25519 (signatures.md, "Keys") and OpenSSH's blobs. Plain Python, without a library's reading."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256, sha512

from .findings import Refused

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)
SPKI = bytes.fromhex("302a300506032b6570032100")
SOFTWARE, TOKEN = "ssh-ed25519", "sk-ssh-ed25519@openssh.com"


def _add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(n: int, p: Point) -> Point:
    q = NEUTRAL
    while n > 0:
        if n & 1:
            q = _add(q, p)
        p, n = _add(p, p), n >> 1
    return q


def _equal(p: Point, q: Point) -> bool:
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def _decode(data: bytes) -> Point | None:
    """The point of a canonical encoding (RFC 8032, section 5.1.3)."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P != 0 or (x == 0 and sign == 1):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


@lru_cache(maxsize=256)
def prime_order(data: bytes) -> Point | None:
    """signatures.md, "Keys": the canonical encoding of a point of prime order."""
    point = _decode(data)
    if point is None or _equal(point, NEUTRAL) or not _equal(_times(L, point), NEUTRAL):
        return None
    return point


_BASE = _decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
assert _BASE is not None


@lru_cache(maxsize=4096)
def verify_ed25519(key: bytes, message: bytes, signature: bytes) -> bool:
    """signatures.md, "Verifying Ed25519"."""
    if len(signature) != 64:
        return False
    s = int.from_bytes(signature[32:], "little")
    a, r = prime_order(key), prime_order(signature[:32])
    if a is None or r is None or s >= L:
        return False
    k = int.from_bytes(sha512(signature[:32] + key + message).digest(), "little") % L
    assert _BASE is not None
    return _equal(_times(s, _BASE), _add(r, _times(k, a)))


def base64_standard(text: str) -> bytes | None:
    """Standard, padded and canonical base64 (RFC 4648, section 4)."""
    if re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", text) is None or len(text) % 4 != 0:
        return None
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return data if to_base64(data) == text else None


def base64_either(text: str) -> bytes | None:
    """Standard or URL-safe, one alphabet in a value (signatures.md, "Envelopes", reader's rule 6)."""
    if ("-" in text or "_" in text) and ("+" in text or "/" in text):
        return None
    return base64_standard(text.replace("-", "+").replace("_", "/"))


def to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def ssh_string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


class Blob:
    """RFC 4251 fields, one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise ValueError("the blob ends early")
        self.at += count
        return self.data[self.at - count : self.at]

    def uint32(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        return self.take(self.uint32())

    def end(self) -> None:
        if self.at != len(self.data):
            raise ValueError("something follows")


@dataclass(frozen=True)
class Key:
    raw: bytes
    application: str | None = None  # of a key in a token
    roles: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def kind(self) -> str:
        return SOFTWARE if self.application is None else TOKEN

    @property
    def keyid(self) -> str:
        return sha256(SPKI + self.raw).hexdigest()

    @property
    def blob(self) -> bytes:
        end = b"" if self.application is None else ssh_string(self.application.encode())
        return ssh_string(self.kind.encode()) + ssh_string(self.raw) + end

    @property
    def line(self) -> str:
        """The OpenSSH line without a comment: type, space, base64, LF."""
        return f"{self.kind} {to_base64(self.blob)}\n"

    @property
    def pem(self) -> str:
        return f"-----BEGIN PUBLIC KEY-----\n{to_base64(SPKI + self.raw)}\n-----END PUBLIC KEY-----\n"

    @property
    def fingerprint(self) -> str:
        return f"SHA256:{to_base64(sha256(self.blob).digest()).rstrip('=')}"

    def with_roles(self, roles: frozenset[str]) -> Key:
        return Key(self.raw, self.application, roles)


def merge(keys: list[Key]) -> list[Key]:
    """The same 32 bytes twice are one key with the roles of both; the first one named counts as the key."""
    merged: dict[bytes, Key] = {}
    for key in keys:
        first = merged.get(key.raw)
        merged[key.raw] = key if first is None else first.with_roles(first.roles | key.roles)
    return list(merged.values())


def key_of_blob(data: bytes) -> Key:
    """The key of an OpenSSH public key blob (signatures.md, "Reading a key file", step 5)."""
    try:
        blob = Blob(data)
        kind = blob.string()
        if kind not in (SOFTWARE.encode(), TOKEN.encode()):
            raise ValueError("another kind of key")
        raw = blob.string()
        application = blob.string().decode("utf-8") if kind == TOKEN.encode() else None
        blob.end()
    except ValueError:
        raise Refused("statement.key-unreadable") from None
    if len(raw) != 32:
        raise Refused("statement.key-unreadable")
    return _strong(Key(raw, application))


def _strong(key: Key) -> Key:
    if prime_order(key.raw) is None:
        raise Refused("statement.key-weak")
    return key


def _of_der(der: bytes | None) -> Key:
    if der is None or len(der) != 44 or not der.startswith(SPKI):
        raise Refused("statement.key-unreadable")
    return _strong(Key(der[12:]))


_KEY_TYPE = re.compile(r"(?:ssh-|ecdsa-sha2-|sk-(?:ssh|ecdsa)-|rsa-sha2-)[a-z0-9@.-]+")
_PEM = re.compile(r"-----BEGIN ([A-Z0-9 ]+)-----")
_OTHERS = ("---- BEGIN SSH2 ", "PuTTY-User-Key-File-", "AGE-SECRET-KEY-", "age1", "untrusted comment:", "[", "{")


def read_key_file(data: bytes) -> Key:
    """signatures.md, "Reading a key file"."""
    unreadable = Refused("statement.key-unreadable")
    if len(data) > 16384:
        raise unreadable
    if len(data) == 44 and data[0] == 0x30:
        return _of_der(data)
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise unreadable from None
    lines = [line.strip(" \t") for line in re.split(r"\r\n|\n|\r", text)]
    blocks: list[str] = []
    openssh: list[str] = []
    other = False
    while lines:
        line, *lines = lines
        if line == "" or line.startswith("#"):
            continue
        pem, fields = _PEM.fullmatch(line), re.split(r"[ \t]+", line)
        if pem is not None:
            end = f"-----END {pem[1]}-----"
            if pem[1] != "PUBLIC KEY" or end not in lines:
                raise unreadable
            blocks.append("".join(lines[: lines.index(end)]))
            lines = lines[lines.index(end) + 1 :]
        elif line.startswith(_OTHERS):
            raise unreadable
        elif fields[0] in (SOFTWARE, TOKEN):
            openssh.append(line)
        elif any(_KEY_TYPE.fullmatch(part) for part in fields):
            raise unreadable
        else:
            other = True
    if len(blocks) + len(openssh) != 1 or (openssh and other):
        raise unreadable
    if blocks:
        return _of_der(base64_standard(blocks[0]))
    kind, *rest = re.split(r"[ \t]+", openssh[0])
    blob = base64_standard(rest[0]) if rest else None
    if blob is None or not blob.startswith(ssh_string(kind.encode())):
        raise unreadable
    return key_of_blob(blob)
