"""DSSE envelopes and SSHSIG (signatures.md, "Envelopes" and "OpenSSH signatures")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256, sha512
from typing import Any

from .findings import Refused
from .keys import Blob, Key, base64_either, base64_standard, key_of_blob, ssh_string, to_base64, verify_ed25519
from .schema import WHITE
from .strict_json import canonical, parse, utf16_length

PAYLOAD_TYPE = "application/vnd.in-toto+json"


@dataclass(frozen=True)
class Envelope:
    payload: bytes
    signatures: tuple[tuple[str, bytes], ...]  # keyid as it is written, bytes

    @property
    def written(self) -> bytes:
        """The written form (signatures.md, "Envelopes", "Writer's rules")."""
        return written_form(self.payload, list(self.signatures))

    @property
    def pae(self) -> bytes:
        return f"DSSEv1 28 {PAYLOAD_TYPE} {len(self.payload)} ".encode() + self.payload


def written_form(payload: bytes, signatures: list[tuple[str, bytes]]) -> bytes:
    entries = [{"keyid": keyid, "sig": to_base64(sig)} for keyid, sig in signatures]
    value = {"payload": to_base64(payload), "payloadType": PAYLOAD_TYPE, "signatures": entries}
    return f"{canonical(value)}\n".encode()


def _fold(name: str) -> str:
    return name.upper().lower()


def _look_alikes(value: Any, names: tuple[str, ...]) -> list[str]:
    if not isinstance(value, dict):
        return []
    folded = [_fold(name) for name in names]
    return ["statement.unknown-field" for name in value if name not in names and _fold(name) in folded]


def read_envelope(data: bytes) -> Envelope:
    """signatures.md, "Envelopes", reader's rules 1 to 6."""
    value = parse(data, 25_165_824, 32, fractions=True)  # 1
    found = _look_alikes(value, ("payloadType", "payload", "signatures"))  # 2
    entries = value.get("signatures") if isinstance(value, dict) else None
    entries = entries if isinstance(entries, list) else []
    for entry in entries:
        found += _look_alikes(entry, ("keyid", "sig"))
    if found:
        raise Refused(*found)
    shape = (
        isinstance(value, dict)
        and isinstance(value.get("payloadType"), str)
        and isinstance(value.get("payload"), str)
        and isinstance(value.get("signatures"), list)
        and all(_is_entry(entry) for entry in entries)
    )
    if not shape:
        raise Refused("statement.shape")  # 3
    if value["payloadType"] != PAYLOAD_TYPE:
        raise Refused("statement.payload-type")  # 4
    if not 1 <= len(entries) <= 64:
        raise Refused("statement.signature-count")  # 5
    decoded = [base64_either(text) for text in [value["payload"], *(entry["sig"] for entry in entries)]]
    if None in decoded:
        raise Refused("statement.base64")  # 6
    payload, *sigs = [data for data in decoded if data is not None]
    return Envelope(payload, tuple((entry.get("keyid", ""), sig) for entry, sig in zip(entries, sigs, strict=True)))


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("sig"), str) or utf16_length(entry["sig"]) > 4096:
        return False
    keyid = entry.get("keyid", "")
    return isinstance(keyid, str) and utf16_length(keyid) <= 1024


def who_signed(envelope: Envelope, trusted: list[Key]) -> tuple[list[Key], list[str]]:
    """signatures.md, "Who signed an envelope": the keys that signed, in order, and the findings."""
    software = [key for key in trusted if key.application is None]
    signers: list[Key] = []
    found: list[str] = []
    for keyid, sig in envelope.signatures:
        signer = next((key for key in software if verify_ed25519(key.raw, envelope.pae, sig)), None)
        if signer is not None:
            if keyid not in ("", signer.keyid):
                found.append("statement.keyid-wrong")
            if signer not in signers:
                signers.append(signer)
        elif any(key.keyid == keyid for key in software):
            found.append("statement.signature-invalid")
        else:
            found.append("statement.signer-unknown")
    return signers, found


_ARMOR = re.compile(
    r"-----BEGIN SSH SIGNATURE-----\r?\n((?:[A-Za-z0-9+/=]|\r?\n)+)\r?\n-----END SSH SIGNATURE-----" f"[{WHITE}]*"
)


def who_signed_openssh(data: bytes, payload: bytes, namespace: str, trusted: list[Key]) -> Key:
    """signatures.md, "OpenSSH signatures", reader's rules 1 to 8: the trusted key that signed, or Refused."""
    unreadable = Refused("statement.sshsig-unreadable")
    if len(data) > 65536:
        raise unreadable
    try:  # 1
        armor = _ARMOR.fullmatch(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise unreadable from None
    content = base64_standard(re.sub(r"[\r\n]", "", armor.group(1))) if armor is not None else None
    if content is None:
        raise unreadable
    try:  # 2
        blob = Blob(content)
        if blob.take(6) != b"SSHSIG" or blob.uint32() != 1:
            raise ValueError("no SSHSIG of version 1")
        public_key, space, _reserved, hashing, signature = (blob.string() for _ in range(5))
        blob.end()
        signed_for, algorithm = space.decode("utf-8"), hashing.decode("utf-8")
        if algorithm not in ("sha512", "sha256"):
            raise ValueError("another hash algorithm")
    except ValueError:
        raise unreadable from None
    key = key_of_blob(public_key)  # 3
    flags = counter = b""
    try:  # 4
        blob = Blob(signature)
        if blob.string() != key.kind.encode():
            raise ValueError("another type of signature")
        sig = blob.string()
        if len(sig) != 64:
            raise ValueError("no 64 bytes")
        if key.application is not None:
            flags, counter = blob.take(1), blob.take(4)
        blob.end()
    except ValueError:
        raise unreadable from None
    if signed_for != namespace:
        raise Refused("statement.sshsig-namespace")  # 5
    trusted_key = next((one for one in trusted if one == key), None)
    if trusted_key is None:
        raise Refused("statement.signer-unknown")  # 6
    digest = (sha512 if algorithm == "sha512" else sha256)(payload).digest()
    signed = b"SSHSIG" + b"".join(ssh_string(part) for part in (space, b"", hashing, digest))
    if key.application is not None:
        signed = sha256(key.application.encode()).digest() + flags + counter + sha256(signed).digest()
    if not verify_ed25519(key.raw, signed, sig):
        raise Refused("statement.signature-invalid")  # 7
    if key.application is not None and not flags[0] & 1:
        raise Refused("statement.user-presence")  # 8
    return trusted_key
