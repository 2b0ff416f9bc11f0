"""Records of identities: identities.md."""

from dataclasses import dataclass

from .common import Refused, sha256
from .keys import SOFTWARE, read_key, verifies
from .schema import defects, schema
from .signatures import read_envelope, with_roles
from .strict_json import canonical, read_json

@dataclass
class Identity:
    """Somebody who was enrolled. The key has the roles of the record."""

    key: object
    roles: list
    state: str = "active"

    @property
    def principal(self):
        """As in allowed_signers and VERIFY.txt."""
        return "+".join(self.roles) + "-" + self.key.keyid[:16]

    @property
    def may_sign(self):
        """Whether records by this identity are taken."""
        return self.state == "active" and "owner" in self.roles and self.key.kind == SOFTWARE

def enrolled(change):
    """The identity that a record enrols; None where its key is not as a writer writes it."""
    try:
        key = read_key(change["publicKey"].encode())
    except Refused:
        return None
    if key.line != change["publicKey"]:
        return None
    return Identity(with_roles(key, change["roles"]), change["roles"])

def read_record(data):
    """Reader's rules 1 to 3: the envelope, its subject and the predicate."""
    unreadable = Refused("identity.record-unreadable")
    try:
        envelope = read_envelope(data)
        payload = read_json(envelope.payload)
    except Refused:
        raise unreadable from None
    if envelope.written != data or canonical(payload) != envelope.payload:
        raise unreadable
    if defects(RECORD, payload):
        raise unreadable
    return envelope, payload["subject"][0]["digest"]["sha256"], payload["predicate"]

def without_key_pattern(rule):
    """The schema of a record, without the pattern of publicKey, which later steps ask for."""
    if isinstance(rule, dict):
        return {name: without_key_pattern({k: v for k, v in part.items() if k != "pattern"}
                                          if name == "publicKey" and isinstance(part, dict) else part)
                for name, part in rule.items()}
    return [without_key_pattern(part) for part in rule] if isinstance(rule, list) else rule

RECORD = without_key_pattern(schema("identity"))

class Identities:
    """Everybody who is known once the records were read, by keyid in the order of the records."""

    def __init__(self):
        self.known, self.files, self.envelopes = {}, [], []

    def take(self, data):
        """The next record; refused where it does not follow from those before."""
        envelope, subject, predicate = read_record(data)
        before = sha256(self.files[-1]) if self.files else None
        if predicate["sequence"] != len(self.files) or predicate["previous"] != before:
            raise Refused("identity.record-order")
        change = predicate["change"]
        new = enrolled(change) if change["kind"] == "enrol" else None
        signers = [new] if not self.files and new and new.key.keyid == subject else list(self.known.values())
        self.check_signed(envelope, [one for one in signers if one.may_sign])
        self.apply(subject, change["kind"], new)
        self.files.append(data)
        self.envelopes.append(envelope)

    def check_signed(self, envelope, owners):
        """Rule 5."""
        by = {one.key.keyid: one.key.data for one in owners}
        good = [(keyid, any(verifies(key, sig, envelope.pae) for key in by.values()))
                for keyid, sig in envelope.signatures]
        if not any(holds for _, holds in good) or any(keyid in by and not holds for keyid, holds in good):
            raise Refused("identity.record-unsigned")

    def apply(self, subject, kind, new):
        """Rule 6."""
        contradicts = Refused("identity.record-contradicts")
        one = self.known.get(subject)
        if kind == "enrol":
            taken = {known.key.data for known in self.known.values()}
            if one or new is None or new.key.keyid != subject or new.key.data in taken:
                raise contradicts
            self.known[subject] = new
            return
        if one is None or one.state not in (("active",) if kind == "retire" else ("active", "retired")):
            raise contradicts
        state, one.state = one.state, "retired" if kind == "retire" else "revoked"
        if not any(known.state == "active" and "owner" in known.roles for known in self.known.values()):
            one.state = state
            raise contradicts

    def as_written(self):
        """Whether each record has one signature, with the keyid of its signer."""
        keys = {one.key.keyid: one.key.data for one in self.known.values()}
        return all(len(envelope.signatures) == 1 and envelope.signatures[0][0] in keys
                   and verifies(keys[envelope.signatures[0][0]], envelope.signatures[0][1], envelope.pae)
                   for envelope in self.envelopes)

    def against(self, journal):
        """The findings of "Against the journal"."""
        codes = set()
        events = journal.of_kind("identity-enrolled", "identity-retired", "identity-revoked")
        if not self.known and any(event["kind"] == "identity-enrolled" for _, event in events):
            return {"identity.records-missing"}
        for _, event in events:
            one = self.known.get(event["identity"])
            state = one.state if one else None
            wrong = {"identity-enrolled": one is None, "identity-retired": state == "active",
                     "identity-revoked": state != "revoked"}[event["kind"]]
            if wrong:
                codes.add("identity.record-order")
        return codes

def record_names(names):
    """000000.dsse.json and so on, up to the first number that is not there."""
    number = 0
    while f"{number:06}.dsse.json" in names:
        yield f"{number:06}.dsse.json"
        number += 1

