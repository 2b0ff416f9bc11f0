"""The operations of conformance/README.md."""

import os
import re
from dataclasses import replace
from pathlib import Path

from .common import (NotTried, Refused, Unreadable, asked_file, encode_base64, has_error, units)
from .identities import Identities
from .journal import read_checkpoint, read_journal
from .keys import SOFTWARE, read_key, trust
from .merkle import check_proof, read_proof
from .dossier import compare, verify_dossier
from .evidence import read_bundle, verify_tree
from .folder import verify_folder
from .gate import Gate
from .packet import read_packet
from .signatures import Files, open_statement

def trusted_keys(named):
    """The keys of a list of {role, key}."""
    return trust(replace(read_key(asked_file(one["key"])), roles=frozenset([one["role"]])) for one in named)

def verdict(codes, listed=(), values=None, good="verified", bad="refused"):
    """An answer."""
    return {"verdict": bad if has_error(codes) else good, "codes": sorted(codes), "listed": sorted(listed),
            "values": values or {}}

def beside(path):
    """The files of one statement, found by name: signatures.md, "Files of one statement"."""
    named, path = asked_file(path), Path(path)
    try:
        is_payload = re.match(r'[\s\ufeff]*\{[\s\ufeff]*"_type"', named[:16].decode("utf-8")) is not None
    except UnicodeDecodeError:
        is_payload = False
    own, other = (".statement.json", ".dsse.json") if is_payload else (".dsse.json", ".statement.json")
    paired = path.name.endswith(own)
    beside_it = path.with_name(path.name.removesuffix(own) + other)
    second = asked_file(beside_it) if paired and beside_it.exists() else None
    if not is_payload and not paired:
        return Files(envelope=named)
    payload_name = path.name if is_payload else beside_it.name
    names = sorted((name for name in os.listdir(path.parent) if name.startswith(payload_name + ".")
                    and name.endswith((".sig", ".sshsig"))), key=units)
    sigs = {name: asked_file(path.parent / name, 65_536) for name in names[:64]}
    return Files(second, named, sigs) if is_payload else Files(named, second, sigs)

def verify_statement(given):
    """A payload or an envelope with what is beside it."""
    data = asked_file(given["statement"])
    if not re.match(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*\{", data[:512]):
        raise Unreadable(given["statement"])
    return verdict(open_statement(beside(given["statement"]), trusted_keys(given["trust"])).warnings)

def read_key_file(given):
    """A key file."""
    key = read_key(asked_file(given["key"]))
    kind = "ed25519" if key.kind == SOFTWARE else "sk-ed25519"
    return verdict(set(), values={"keyid": key.keyid, "kind": kind})

def verify_proof(given):
    """An inclusion proof."""
    content = asked_file(given["content"]) if given["content"] else None
    check_proof(read_proof(asked_file(given["proof"])), given["tree"], content)
    return verdict(set())

def read_identities(given):
    """A folder of records."""
    identities, codes = Identities(), set()
    try:
        for name in sorted(os.listdir(given["records"])):
            identities.take(asked_file(Path(given["records"]) / name))
    except Refused as refused:
        codes = refused.codes
    return verdict(codes, values={keyid: one.state for keyid, one in identities.known.items()})

def checkpoint(given):
    """A checkpoint."""
    found = read_checkpoint(asked_file(given["checkpoint"]), read_key(asked_file(given["station"])))
    return verdict(set(), values={"size": found.size, "root": encode_base64(found.root)})

def journal(given):
    """A journal that was carried away."""
    found = read_journal(given["journal"], read_key(asked_file(given["station"])))
    named = {event["statement"] for _, event in found.of_kind("signature", "statement-taken-in")}
    return verdict(set(), values={"statements": len(named)})

def packet(given):
    """A packet."""
    data = asked_file(given["packet"])
    try:
        found = read_packet(data, os.path.basename(given["packet"]))
    except Refused as refused:
        return {"verdict": "unreadable", "codes": sorted(refused.codes)}
    return verdict(found.findings, values={"default": found.fields["default"]}, good="open", bad="held")

def tree(given):
    """A tree."""
    word, codes, values = verify_tree(given["tree"], given["expect"])
    return {"verdict": word, "codes": sorted(codes), "values": values}

def decision_folder(given):
    """A decision folder."""
    return verdict(*verify_folder(given["folder"], trusted_keys(given["trust"])))

def gate(given):
    """The gate."""
    name = os.path.basename(given["packet"])
    found = read_packet(asked_file(given["packet"]), name)
    station = read_key(asked_file(given["station"])) if given["journal"] else None
    if station and station.kind != SOFTWARE:
        raise Refused("journal.checkpoint-signature")
    told = read_journal(given["journal"], station) if station else None
    bundles = [read_bundle(path) for path in given["evidence"]]
    for bundle in bundles:
        if not bundle.hashes:
            raise Refused(*bundle.codes)
    revoked = trusted_keys(given["revoked"])
    trusted = {data: key for data, key in trusted_keys(given["trust"]).items() if data not in revoked}
    judged = Gate(found, bundles, told, given["at"])
    judged.judge(beside(given["decision"]), [beside(path) for path in given["statements"]], trusted,
                 list(revoked.values()), given["option"])
    shut = given["strict"] and judged.assumed
    return verdict(judged.codes, judged.assumed, good="shut" if shut else "open", bad="shut")

def dossier(given):
    """A dossier."""
    station = read_key(asked_file(given["station"])) if given["station"] else None
    return verdict(*verify_dossier(given["dossier"], trusted_keys(given["trust"]), station))

def since(given):
    """Two dossiers of one station."""
    return verdict(set(), values=compare(given["newer"], given["older"]))

OPERATIONS = {
    "read-key": read_key_file, "verify-statement": verify_statement, "verify-tree": tree,
    "verify-proof": verify_proof, "read-packet": packet, "read-identities": read_identities,
    "read-checkpoint": checkpoint, "compare-dossiers": since, "read-journal": journal,
    "verify-decision-folder": decision_folder, "verify-dossier": dossier, "gate": gate}

def answer(operation, given):
    """The answer to a question."""
    try:
        return OPERATIONS[operation](given)
    except Refused as refused:
        return verdict(refused.codes, bad="shut" if operation == "gate" else "refused")
    except Unreadable:
        return {"verdict": "unreadable"}
    except (NotTried, KeyError) as error:
        return {"verdict": "not tried", "why": repr(error)}
