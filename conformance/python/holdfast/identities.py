"""Records of identities: identities.md."""

from dataclasses import dataclass

from .common import attempt, refuse, sha256
from .keys import SOFTWARE, read_key, verifies
from .signatures import read_envelope
from .values import canonical, defects, read_json, schema

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
    key, _ = attempt(read_key, change["publicKey"].encode())
    exact = key and key.line == change["publicKey"]
    return Identity(key.in_roles(change["roles"]), change["roles"]) if exact else None

def read_record(data):
    """Reader's rules 1 to 3: the envelope, its subject and the predicate."""
    unreadable = "identity.record-unreadable"
    envelope, _ = attempt(read_envelope, data)
    payload, codes = attempt(read_json, envelope.payload) if envelope else (None, {unreadable})
    refuse(codes or envelope.written != data or canonical(payload) != envelope.payload or defects(RECORD, payload),
           unreadable)
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
        refuse(predicate["sequence"] != len(self.files) or predicate["previous"] != before, "identity.record-order")
        change = predicate["change"]
        new = enrolled(change) if change["kind"] == "enrol" else None
        signers = [new] if not self.files and new and new.key.keyid == subject else self.known.values()
        by = {one.key.keyid: one.key.data for one in signers if one.may_sign}
        good = [(keyid, any(verifies(key, sig, envelope.pae) for key in by.values()))
                for keyid, sig in envelope.signatures]
        refuse(not any(holds for _, holds in good) or any(keyid in by and not holds for keyid, holds in good),
               "identity.record-unsigned")
        self.apply(subject, change["kind"], new)
        self.files.append(data)
        self.envelopes.append(envelope)

    def apply(self, subject, kind, new):
        """Rule 6."""
        contradicts, one = "identity.record-contradicts", self.known.get(subject)
        if kind == "enrol":
            taken = {known.key.data for known in self.known.values()}
            refuse(one or new is None or new.key.keyid != subject or new.key.data in taken, contradicts)
            self.known[subject] = new
            return
        before = ("active",) if kind == "retire" else ("active", "retired")
        refuse(one is None or one.state not in before, contradicts)
        others = [known for known in self.known.values() if known is not one]
        refuse(not any(known.state == "active" and "owner" in known.roles for known in others), contradicts)
        one.state = "retired" if kind == "retire" else "revoked"

    def as_written(self):
        """Whether each record has one signature, with the keyid of its signer."""
        keys = {one.key.keyid: one.key.data for one in self.known.values()}
        return all(len(one.signatures) == 1 and one.signatures[0][0] in keys
                   and verifies(keys[one.signatures[0][0]], one.signatures[0][1], one.pae) for one in self.envelopes)

    def against(self, journal):
        """The findings of "Against the journal"."""
        events = [event for _, event in journal.of_kind("identity-enrolled", "identity-retired", "identity-revoked")]
        if not self.known and any(event["kind"] == "identity-enrolled" for event in events):
            return {"identity.records-missing"}
        states = [(event["kind"], getattr(self.known.get(event["identity"]), "state", None)) for event in events]
        wrong = any({"identity-enrolled": state is None, "identity-retired": state == "active",
                     "identity-revoked": state != "revoked"}[kind] for kind, state in states)
        return {"identity.record-order"} if wrong else set()

def record_names(names):
    """000000.dsse.json and so on, up to the first number that is not there."""
    number = 0
    while f"{number:06}.dsse.json" in names:
        yield f"{number:06}.dsse.json"
        number += 1
