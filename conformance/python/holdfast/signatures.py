"""Envelopes, OpenSSH signatures, and who signed a statement: signatures.md."""

import hashlib
import re
from dataclasses import dataclass, field

from .common import attempt, decode_base64, decode_utf8, encode_base64, has_error, length, refuse, sha256, those
from .keys import SOFTWARE, TOKEN, SshReader, read_blob, ssh_string, trust, verifies
from .statements import TYPES, read_payload, rendered_text
from .values import canonical, read_json

PAYLOAD_TYPE = "application/vnd.in-toto+json"
UNSIGNED, UNKNOWN, INVALID = (f"statement.{word}" for word in (
    "not-signed-by-trusted-key", "signer-unknown", "signature-invalid"))

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
    return isinstance(value, dict) and any(name not in names and name.upper().lower() in folded for name in value)

def short(text, most):
    """Whether a value is a text of at most so many characters."""
    return isinstance(text, str) and length(text) <= most

def read_envelope(data):
    """The envelope of a file: signatures.md, "Envelopes", reader's rules 1 to 6."""
    value = read_json(data, 25_165_824, 32, fractions=True)
    named, names = isinstance(value, dict), ("payloadType", "payload", "signatures")
    entries = value.get("signatures") if named else None
    listed = isinstance(entries, list)
    refuse(misspelt(value, names) or any(misspelt(one, ("keyid", "sig")) for one in (entries if listed else [])),
           "statement.unknown-field")
    refuse(not named or not listed or any(not isinstance(value.get(name), str) for name in names[:2])
           or any(not isinstance(one, dict) or not short(one.get("sig"), 4096) or not short(one.get("keyid", ""), 1024)
                  for one in entries), "statement.shape")
    refuse(value["payloadType"] != PAYLOAD_TYPE, "statement.payload-type")
    refuse(not 1 <= len(entries) <= 64, "statement.signature-count")
    payload, *sigs = [decode_base64(text, True) for text in (value["payload"], *(one["sig"] for one in entries))]
    refuse(payload is None or None in sigs, "statement.base64")
    return Envelope(payload, [(one.get("keyid", ""), sig) for one, sig in zip(entries, sigs)])

def envelope_signers(envelope, trusted):
    """The keys that signed, and the findings."""
    software = [key for key in trusted.values() if key.kind == SOFTWARE]
    signers, codes = [], set()
    for keyid, sig in envelope.signatures:
        by = next((key for key in software if verifies(key.data, sig, envelope.pae)), None)
        if by:
            codes |= those({"statement.keyid-wrong": keyid not in ("", by.keyid)})
            signers += [by] if by not in signers else []
        else:
            codes.add(INVALID if any(key.keyid == keyid for key in software) else UNKNOWN)
    return signers, codes

ARMOR = re.compile(r"-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=\r\n]+?)\r?\n-----END SSH SIGNATURE-----"
                   r"[\s\ufeff]*\Z")

def sshsig_signer(data, payload, namespace, trusted):
    """The trusted key that made an OpenSSH signature over the payload."""
    unreadable = "statement.sshsig-unreadable"
    armor = ARMOR.match(decode_utf8(data, unreadable)) if len(data) <= 65_536 else None
    blob = decode_base64(re.sub(r"\r?\n", "", armor[1])) if armor else None
    refuse(not blob, unreadable)
    reader = SshReader(blob, unreadable)
    refuse(reader.take(6) != b"SSHSIG" or reader.take(4) != b"\0\0\0\1", unreadable)
    public, named, _, algorithm, signature = [reader.string() for _ in range(5)]
    reader.end()
    decode_utf8(named, unreadable)
    refuse(algorithm not in (b"sha512", b"sha256"), unreadable)
    key = read_blob(public)
    reader = SshReader(signature, unreadable)
    kind, sig = reader.string(), reader.string()
    flags_and_counter = reader.take(5) if key.kind == TOKEN else b""
    reader.end()
    refuse(kind != key.kind.encode() or len(sig) != 64, unreadable)
    refuse(named != namespace.encode(), "statement.sshsig-namespace")
    known = trusted.get(key.data)
    refuse(known is None or (known.kind, known.application) != (key.kind, key.application), UNKNOWN)
    digest = hashlib.new(algorithm.decode(), payload).digest()
    message = b"SSHSIG" + b"".join(map(ssh_string, (named, b"", algorithm, digest)))
    if key.kind == TOKEN:
        message = hashlib.sha256(key.application).digest() + flags_and_counter + hashlib.sha256(message).digest()
    refuse(not verifies(key.data, sig, message), INVALID)
    refuse(key.kind == TOKEN and not flags_and_counter[0] & 1, "statement.user-presence")
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

    def __post_init__(self):
        """digest is SHA-256 of the payload; envelope_digest is what envelopeSha256 says of the statement."""
        self.digest = sha256(self.payload)
        self.envelope_digest = sha256(self.envelope.written) if self.envelope else self.digest
        self.packet = self.predicate["packet"]
        self.text = rendered_text(self.word, self.predicate).encode()

    @property
    def text_fits(self):
        """Whether it states the digest of its rendered text."""
        return sha256(self.text) == self.predicate["renderedSha256"]

    @property
    def trees(self):
        """The evidence trees that it names."""
        return self.predicate.get("evidence", [])

    @property
    def uses(self):
        """Its uses of grants."""
        return self.predicate.get("grants", [])

    @property
    def rests_on(self):
        """The payloads that it rests on: uses of grants, discharges, the decision before."""
        discharges = [digest for one in self.predicate.get("blockers", []) for digest in one["discharges"]]
        before = self.predicate.get("previousDecision")
        return [use["statementSha256"] for use in self.uses] + discharges + ([before] if before else [])

def parse_statement(files):
    """The statement of the files, its signatures not looked at; refused where the payload cannot be read."""
    envelope = envelope_of(files)
    payload = envelope.payload if envelope else files.payload
    return Statement(files, payload, *read_payload(payload), envelope)

def envelope_of(files):
    """The envelope, or None; refused where another payload lies beside it."""
    envelope = read_envelope(files.envelope) if files.envelope is not None else None
    refuse(envelope and files.payload not in (None, envelope.payload), "dossier.statement-differs")
    return envelope

def open_statement(files, trusted, partly=False):
    """signatures.md, "Opening a statement". partly: a discharge may lack roles; lacks_role says so then."""
    envelope = envelope_of(files)
    by_envelope, codes = envelope_signers(envelope, trusted) if envelope else ([], set())
    refuse(not files.sshsigs and not by_envelope, UNSIGNED, *codes)
    refuse(has_error(codes), *codes)
    one = parse_statement(files)
    for name, data in files.sshsigs.items():
        key, found = attempt(sshsig_signer, data, one.payload, f"{one.word}@holdfast", trusted)
        codes |= found
        if key:
            one.ssh_signers.setdefault(key.keyid, name)
    keys = by_envelope + [key for key in trusted.values() if key.keyid in one.ssh_signers]
    one.signers, one.dsse_signers = {key.keyid: key for key in keys}, {key.keyid for key in by_envelope}
    codes |= those({UNSIGNED: not keys})
    refuse(has_error(codes), *codes)
    refuse(not one.text_fits, "statement.rendered-mismatch")
    needed, signers = TYPES[one.word] or one.predicate["actors"], list(one.signers.values())
    anyone = one.word == "receipt" and any(key.roles & set(needed) for key in signers)
    one.lacks_role = not anyone and not fill(needed, signers)
    refuse(one.lacks_role and not (partly and one.word == "discharge"), "statement.signer-role")
    one.warnings = codes | those({"statement.openssh-alone": set(one.ssh_signers) - one.dsse_signers})
    return one

def fill(roles, keys):
    """Whether the keys can be given to the roles, each to one."""
    return not roles or any(roles[0] in key.roles and fill(roles[1:], keys[:n] + keys[n + 1:])
                            for n, key in enumerate(keys))

def open_together(all_files, trusted, revoked=(), also=()):
    """gate.md, "Opening statements together": (counting, fallen, vouched, refused), each by the place of its
    files; refused are findings. also: statements that count besides, and whose predecessors are vouched for.
    """
    both = trust([*trusted.values(), *revoked])
    counting, fallen, refused = {}, {}, {}
    for place, files in enumerate(all_files):
        one, codes = attempt(open_statement, files, trusted)
        again = attempt(open_statement, files, both)[0] if one is None and revoked else None
        (counting if one else fallen if again else refused)[place] = one or again or codes
    vouched = vouch([*counting.values(), *also], fallen.values(), {place: all_files[place] for place in refused})
    return counting, fallen, vouched, {place: codes for place, codes in refused.items() if place not in vouched}

def vouch(counting, fallen, rest):
    """Those of the rest that are vouched for, by place."""
    parsed = {place: attempt(parse_statement, files)[0] for place, files in rest.items()}
    readable = {place: one for place, one in parsed.items() if one and one.text_fits}
    before = {one.predicate["previousDecision"] for one in counting if one.word == "decision"}
    named = before.union(*(one.rests_on for one in [*fallen, *(one for one in counting if one.digest in before)]))
    vouched = {}
    while more := {place: one for place, one in readable.items() if one.digest in named and place not in vouched}:
        vouched |= more
        named = named.union(*(one.rests_on for one in more.values()))
    return vouched
