"""Ed25519 (RFC 8032) and public keys: signatures.md, "Keys"."""

import functools
import hashlib
import re
from dataclasses import dataclass, replace

from .common import decode_base64, decode_utf8, encode_base64, refuse, sha256

P = 2 ** 255 - 19
ORDER = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)
SOFTWARE, TOKEN = "ssh-ed25519", "sk-ssh-ed25519@openssh.com"
DER_HEAD = bytes.fromhex("302a300506032b6570032100")
UNREADABLE = "statement.key-unreadable"

def add(a, b):
    """The sum of two points in extended coordinates (RFC 8032, section 5.1.4)."""
    left, right = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    cross, both = 2 * D * a[3] * b[3] % P, 2 * a[2] * b[2] % P
    e, f, g, h = right - left, both - cross, both + cross, right + left
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(scalar, point):
    """A multiple of a point."""
    result = NEUTRAL
    while scalar:
        result = add(result, point) if scalar & 1 else result
        point, scalar = add(point, point), scalar >> 1
    return result

def encode_point(point):
    """The 32 bytes of a point."""
    x, y = (part * pow(point[2], -1, P) % P for part in point[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little")

def decode_point(data):
    """The point of its canonical encoding; None where there is none."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2 ** 255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * SQRT_MINUS_1 % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

ZERO = encode_point(NEUTRAL)
BASE = decode_point(bytes.fromhex("58" + "66" * 31))

@functools.cache
def prime_order_point(data):
    """The point of an acceptable key; None where the key is weak."""
    point = decode_point(data)
    return point if point and data != ZERO and encode_point(times(ORDER, point)) == ZERO else None

@functools.cache
def verifies(public, signature, message):
    """Whether a signature is the key's, in the one reading of signatures.md, "Verifying Ed25519"."""
    point, nonce, scalar = prime_order_point(public), signature[:32], int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or point is None or scalar >= ORDER or nonce == ZERO:
        return False
    hashed = int.from_bytes(hashlib.sha512(nonce + public + message).digest(), "little") % ORDER
    minus = (P - point[0], point[1], point[2], P - point[3])
    # Of what [S]B - [k]A can be, all is of prime order, and encode_point is canonical: so R is both.
    return encode_point(add(times(scalar, BASE), times(hashed, minus))) == nonce

@dataclass(frozen=True)
class Key:
    """A public key, its kind, and the roles in which it is trusted."""

    data: bytes
    kind: str = SOFTWARE
    application: bytes = b""
    roles: frozenset = frozenset()

    @property
    def keyid(self):
        """SHA-256 of the SubjectPublicKeyInfo of the bare key."""
        return sha256(DER_HEAD + self.data)

    @property
    def blob(self):
        """RFC 4253, section 6.6."""
        parts = [self.kind.encode(), self.data] + ([self.application] if self.kind == TOKEN else [])
        return b"".join(map(ssh_string, parts))

    @property
    def line(self):
        """The OpenSSH line without a comment and without its LF."""
        return f"{self.kind} {encode_base64(self.blob)}"

    @property
    def pem(self):
        """SubjectPublicKeyInfo as PEM."""
        return f"-----BEGIN PUBLIC KEY-----\n{encode_base64(DER_HEAD + self.data)}\n-----END PUBLIC KEY-----\n"

    @property
    def fingerprint(self):
        """As ssh-keygen -l prints it."""
        return "SHA256:" + encode_base64(hashlib.sha256(self.blob).digest()).rstrip("=")

    def in_roles(self, roles):
        """The key, trusted in these roles."""
        return replace(self, roles=frozenset(roles))

def trust(named):
    """Trusted keys by their 32 bytes. The same bytes named twice are one key with the roles of both."""
    found = {}
    for key in named:
        first = found.get(key.data, key)
        found[key.data] = first.in_roles(first.roles | key.roles)
    return found

def ssh_string(data):
    """A string of RFC 4251."""
    return len(data).to_bytes(4, "big") + data

class SshReader:
    """Reads the parts of a blob; whatever does not fit is refused with the code."""

    def __init__(self, data, code):
        self.data, self.code = data, code

    def take(self, count):
        """The next bytes."""
        refuse(count > len(self.data), self.code)
        taken, self.data = self.data[:count], self.data[count:]
        return taken

    def string(self):
        """The next string."""
        return self.take(int.from_bytes(self.take(4), "big"))

    def end(self):
        """Nothing follows."""
        refuse(self.data, self.code)

def read_blob(data):
    """The key of an OpenSSH blob."""
    reader = SshReader(data, UNREADABLE)
    kind, public = reader.string(), reader.string()
    refuse(kind not in (SOFTWARE.encode(), TOKEN.encode()) or len(public) != 32, UNREADABLE)
    application = reader.string() if kind == TOKEN.encode() else b""
    decode_utf8(application, UNREADABLE)
    reader.end()
    return strong(Key(public, kind.decode(), application))

def strong(key):
    """The key, unless it is weak."""
    refuse(prime_order_point(key.data) is None, "statement.key-weak")
    return key

def read_der(data):
    """The key of SubjectPublicKeyInfo."""
    refuse(data is None or len(data) != 44 or not data.startswith(DER_HEAD), UNREADABLE)
    return strong(Key(data[12:]))

OTHER_KEY = re.compile(r"---- BEGIN SSH2 |PuTTY-User-Key-File-|AGE-SECRET-KEY-|age1|untrusted comment:|\[|\{")
OTHER_FIELD = re.compile(r"(?:ssh-|ecdsa-sha2-|sk-(?:ssh|ecdsa)-|rsa-sha2-)[a-z0-9@.-]+\Z")
BEGIN = re.compile(r"-----BEGIN ([A-Z0-9 ]+)-----\Z")

def read_key(data):
    """The one key of a key file: signatures.md, "Reading a key file"."""
    refuse(len(data) > 16_384, UNREADABLE)
    if len(data) == 44 and data.startswith(b"\x30"):
        return read_der(data)
    text = decode_utf8(data, UNREADABLE).removeprefix("\ufeff")
    lines = [line.strip(" \t") for line in re.split(r"\r\n|\r|\n", text)]
    pems, openssh, others = [], [], 0
    while lines:
        line = lines.pop(0)
        begin, fields = BEGIN.match(line), re.split(r"[ \t]+", line)
        other = [n for n, field in enumerate(fields) if OTHER_FIELD.match(field)][:1]
        if begin:
            end = f"-----END {begin[1]}-----"
            refuse(begin[1] != "PUBLIC KEY" or end not in lines, UNREADABLE)
            pems.append("".join(lines[:lines.index(end)]))
            lines = lines[lines.index(end) + 1:]
        elif line and not line.startswith("#"):
            ours = fields[0] in (SOFTWARE, TOKEN)
            refuse(OTHER_KEY.match(line) or (other and (other[0] > 0 or not ours)), UNREADABLE)
            openssh += [fields] if ours else []
            others += not ours
    refuse(len(pems) + len(openssh) != 1 or (openssh and others), UNREADABLE)
    if pems:
        return read_der(decode_base64(pems[0]))
    blob = decode_base64(openssh[0][1]) if len(openssh[0]) > 1 else None
    refuse(blob is None, UNREADABLE)
    key = read_blob(blob)
    refuse(key.kind != openssh[0][0], UNREADABLE)
    return key
