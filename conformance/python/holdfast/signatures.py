"""Envelopes, OpenSSH signatures, and who signed a statement: signatures.md."""

import hashlib
import re
from dataclasses import dataclass, field, replace

from .common import Refused, decode_base64, decode_utf8, encode_base64, has_error, length, sha256
from .keys import SOFTWARE, TOKEN, SshReader, read_blob, ssh_string, trust, verifies
from .statements import TYPES, read_payload
from .rendered import rendered_text
from .strict_json import canonical, read_json

PAYLOAD_TYPE = "application/vnd.in-toto+json"

@dataclass
class Envelope:
    """A DSSE envelope: the payload, and its signatures as (keyid, bytes)."""

    payload: bytes
    signatures: list

    @property
    def written(self):
        """The bytes of its written form."""
        signatures = [{"keyid": keyid, "sig": encode_base64(sig)} for keyid, sig in self.signatures]
        return canonical({"payload": encode_base64(self.payload), "payloadType": PAYLOAD_TYPE,
                          "signatures": signatures}) + b"\n"

    @property
    def pae(self):
        """The bytes that are signed."""
        return b"DSSEv1 28 %s %d %s" % (PAYLOAD_TYPE.encode(), len(self.payload), self.payload)

def misspelt(value, names):
    """Whether a member differs from a known one by the case of its letters alone."""
    folded = {name.lower() for name in names}
    return isinstance(value, dict) and any(name not in names and name.upper().lower() in folded
                                           for name in value)

def read_envelope(data):
    """The envelope of a file: signatures.md, "Envelopes", reader's rules 1 to 6."""
    value = read_json(data, 25_165_824, 32, fractions=True)
    names = ("payloadType", "payload", "signatures")
    entries = value.get("signatures") if isinstance(value, dict) else None
    if misspelt(value, names) or any(misspelt(one, ("keyid", "sig"))
                                     for one in (entries if isinstance(entries, list) else [])):
        raise Refused("statement.unknown-field")
    if not isinstance(value, dict) or not isinstance(entries, list) or any(
            not isinstance(value.get(name), str) for name in names[:2]) or any(
            not isinstance(one, dict) or not short(one.get("sig"), 4096)
            or not short(one.get("keyid", ""), 1024) for one in entries):
        raise Refused("statement.shape")
    if value["payloadType"] != PAYLOAD_TYPE:
        raise Refused("statement.payload-type")
    if not 1 <= len(entries) <= 64:
        raise Refused("statement.signature-count")
    texts = [value["payload"], *(one["sig"] for one in entries)]
    decoded = [decode_base64(text, url_safe=True) for text in texts]
    if None in decoded:
        raise Refused("statement.base64")
    return Envelope(decoded[0], [(one.get("keyid", ""), sig) for one, sig in zip(entries, decoded[1:])])

def short(text, most):
    """Whether a value is a text of at most so many characters."""
    return isinstance(text, str) and length(text) <= most

def envelope_signers(envelope, trusted):
    """The keys that signed, and the findings."""
    software = [key for key in trusted.values() if key.kind == SOFTWARE]
    signers, codes = [], set()
    for keyid, sig in envelope.signatures:
        by = next((key for key in software if verifies(key.data, sig, envelope.pae)), None)
        if by:
            if keyid not in ("", by.keyid):
                codes.add("statement.keyid-wrong")
            if by not in signers:
                signers.append(by)
        else:
            named = any(key.keyid == keyid for key in software)
            codes.add("statement.signature-invalid" if named else "statement.signer-unknown")
    return signers, codes

ARMOR = re.compile(r"-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=\r\n]+?)\r?\n-----END SSH SIGNATURE-----"
                   r"[\s\ufeff]*\Z")

def sshsig_signer(data, payload, namespace, trusted):
    """The trusted key that made an OpenSSH signature over the payload."""
    unreadable = "statement.sshsig-unreadable"
    armor = ARMOR.match(decode_utf8(data, unreadable)) if len(data) <= 65_536 else None
    base = re.sub(r"\r?\n", "", armor[1]) if armor else ""
    blob = decode_base64(base)
    if not blob:
        raise Refused(unreadable)
    reader = SshReader(blob, unreadable)
    if reader.take(6) != b"SSHSIG" or reader.take(4) != b"\0\0\0\1":
        raise Refused(unreadable)
    public, named, _, algorithm, signature = [reader.string() for _ in range(5)]
    reader.end()
    decode_utf8(named, unreadable)
    if algorithm not in (b"sha512", b"sha256"):
        raise Refused(unreadable)
    key = read_blob(public)
    reader = SshReader(signature, unreadable)
    kind, sig = reader.string(), reader.string()
    flags_and_counter = reader.take(5) if key.kind == TOKEN else b""
    reader.end()
    if kind != key.kind.encode() or len(sig) != 64:
        raise Refused(unreadable)
    if named != namespace.encode():
        raise Refused("statement.sshsig-namespace")
    known = trusted.get(key.data)
    if known is None or (known.kind, known.application) != (key.kind, key.application):
        raise Refused("statement.signer-unknown")
    digest = hashlib.new(algorithm.decode(), payload).digest()
    message = b"SSHSIG" + b"".join(map(ssh_string, (named, b"", algorithm, digest)))
    if key.kind == TOKEN:
        message = (hashlib.sha256(key.application).digest() + flags_and_counter
                   + hashlib.sha256(message).digest())
    if not verifies(key.data, sig, message):
        raise Refused("statement.signature-invalid")
    if key.kind == TOKEN and not flags_and_counter[0] & 1:
        raise Refused("statement.user-presence")
    return known

@dataclass
class Files:
    """The files of one statement. OpenSSH signatures are bytes by name."""

    envelope: bytes | None = None
    payload: bytes | None = None
    sshsigs: dict = field(default_factory=dict)

@dataclass(eq=False)
class Statement:
    """A statement that was opened."""

    files: Files
    payload: bytes
    word: str
    predicate: dict
    envelope: Envelope | None
    signers: dict = field(default_factory=dict)
    dsse_signers: set = field(default_factory=set)
    ssh_signers: dict = field(default_factory=dict)
    warnings: set = field(default_factory=set)
    lacks_role: bool = False
    folder: str = ""
    entries: list = field(default_factory=list)
    place: int = 0

    @property
    def digest(self):
        """SHA-256 of the payload."""
        return sha256(self.payload)

    @property
    def envelope_digest(self):
        """What envelopeSha256 says of it."""
        return sha256(self.envelope.written) if self.envelope else self.digest

    @property
    def text(self):
        """The rendered text."""
        return rendered_text(self.word, self.predicate)

    @property
    def packet(self):
        """The packet that it is about, or None."""
        return self.predicate["packet"]

def parse_statement(files):
    """The statement of the files, its signatures not looked at; refused where the payload cannot be read."""
    envelope = envelope_of(files)
    payload = envelope.payload if envelope else files.payload
    return Statement(files, payload, *read_payload(payload), envelope)

def envelope_of(files):
    """The envelope, or None; refused where another payload lies beside it."""
    envelope = read_envelope(files.envelope) if files.envelope is not None else None
    if envelope and files.payload not in (None, envelope.payload):
        raise Refused("dossier.statement-differs")
    return envelope

def open_statement(files, trusted, partly=False):
    """signatures.md, "Opening a statement". partly: a discharge may lack roles; lacks_role says so then."""
    envelope = envelope_of(files)
    by_envelope, codes = envelope_signers(envelope, trusted) if envelope else ([], set())
    if not files.sshsigs and not by_envelope:
        raise Refused("statement.not-signed-by-trusted-key", *codes)
    if has_error(codes):
        raise Refused(*codes)
    statement = parse_statement(files)
    for name, data in files.sshsigs.items():
        try:
            key = sshsig_signer(data, statement.payload, f"{statement.word}@holdfast", trusted)
            statement.ssh_signers.setdefault(key.keyid, name)
        except Refused as refused:
            codes |= refused.codes
    keys = by_envelope + [key for key in trusted.values() if key.keyid in statement.ssh_signers]
    statement.signers = {key.keyid: key for key in keys}
    statement.dsse_signers = {key.keyid for key in by_envelope}
    if not keys:
        codes.add("statement.not-signed-by-trusted-key")
    if has_error(codes):
        raise Refused(*codes)
    if sha256(statement.text.encode()) != statement.predicate["renderedSha256"]:
        raise Refused("statement.rendered-mismatch")
    needed, signers = TYPES[statement.word] or statement.predicate["actors"], list(statement.signers.values())
    anyone = statement.word == "receipt" and any(key.roles & set(needed) for key in signers)
    statement.lacks_role = not anyone and not fill(needed, signers)
    if statement.lacks_role and not (partly and statement.word == "discharge"):
        raise Refused("statement.signer-role")
    if set(statement.ssh_signers) - statement.dsse_signers:
        codes.add("statement.openssh-alone")
    statement.warnings = codes
    return statement

def fill(roles, keys):
    """Whether the keys can be given to the roles, each to one."""
    return not roles or any(roles[0] in key.roles and fill(roles[1:], keys[:n] + keys[n + 1:])
                            for n, key in enumerate(keys))

def rests_on(statement):
    """The payloads that a statement rests on: uses of grants, discharges, the decision before."""
    predicate = statement.predicate
    named = [grant["statementSha256"] for grant in predicate.get("grants", [])]
    named += [digest for blocker in predicate.get("blockers", []) for digest in blocker["discharges"]]
    return named + [digest for digest in [predicate.get("previousDecision")] if digest]

def opens(files, trusted, partly=False):
    """The statement, or None with the findings in its place."""
    try:
        return open_statement(files, trusted, partly), set()
    except Refused as refused:
        return None, refused.codes

def open_together(all_files, trusted, revoked=(), also=()):
    """gate.md, "Opening statements together": (counting, fallen, vouched, refused), each by the place of its
    files; refused are findings. also: statements that count besides, and whose predecessors are vouched for.
    """
    both = trust([*trusted.values(), *revoked])
    counting, fallen, refused = {}, {}, {}
    for place, files in enumerate(all_files):
        statement, codes = opens(files, trusted)
        again = opens(files, both)[0] if statement is None and revoked else None
        (counting if statement else fallen if again else refused)[place] = statement or again or codes
    vouched = vouch([*counting.values(), *also], fallen.values(),
                    {place: all_files[place] for place in refused})
    refused = {place: codes for place, codes in refused.items() if place not in vouched}
    return counting, fallen, vouched, refused

def vouch(counting, fallen, rest):
    """Those of the rest that are vouched for, by place."""
    readable = {}
    for place, files in rest.items():
        try:
            statement = parse_statement(files)
            if sha256(statement.text.encode()) == statement.predicate["renderedSha256"]:
                readable[place] = statement
        except Refused:
            continue
    before = {one.predicate["previousDecision"] for one in counting if one.word == "decision"}
    named = before.union(*map(rests_on, [*fallen, *(one for one in counting if one.digest in before)]))
    vouched = {}
    while more := {place: one for place, one in readable.items()
                   if one.digest in named and place not in vouched}:
        vouched |= more
        named = named.union(*map(rests_on, more.values()))
    return vouched

def with_roles(key, roles):
    """The key, trusted in these roles."""
    return replace(key, roles=frozenset(roles))
