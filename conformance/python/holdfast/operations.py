"""The operations of conformance/README.md."""

import os
import re
from pathlib import Path

from .common import NotTried, Refused, Unreadable, asked_file, attempt, encode_base64, has_error, refuse, units
from .dossier import compare, verify_dossier
from .evidence import read_bundle, verify_tree
from .folder import verify_folder
from .gate import Gate
from .identities import Identities
from .keys import SOFTWARE, read_key, trust
from .merkle import check_proof, read_checkpoint, read_journal, read_proof
from .packet import read_packet
from .signatures import Files, open_statement

def asked_key(path):
    """The key of a file that was asked about."""
    return read_key(asked_file(path))

def trusted_keys(named):
    """The keys of a list of {role, key}."""
    return trust(asked_key(one["key"]).in_roles([one["role"]]) for one in named)

def verdict(codes, listed=(), values=None, good="verified", bad="refused"):
    """An answer."""
    return {"verdict": bad if has_error(codes) else good, "codes": sorted(codes), "listed": sorted(listed),
            "values": values or {}}

def beside(path):
    """The files of one statement, found by name: signatures.md, "Files of one statement"."""
    named, path = asked_file(path), Path(path)
    is_payload = re.match(rb'(?:\s|\xef\xbb\xbf)*\{(?:\s|\xef\xbb\xbf)*"_type"', named[:16]) is not None
    own, other = (".statement.json", ".dsse.json") if is_payload else (".dsse.json", ".statement.json")
    paired = path.name.endswith(own)
    beside_it = path.with_name(path.name.removesuffix(own) + other)
    second = asked_file(beside_it) if paired and beside_it.exists() else None
    if not is_payload and not paired:
        return Files(envelope=named)
    payload_name = path.name if is_payload else beside_it.name
    names = sorted((name for name in os.listdir(path.parent)
                    if name.startswith(payload_name + ".") and name.endswith((".sig", ".sshsig"))), key=units)
    sigs = {name: asked_file(path.parent / name, 65_536) for name in names[:64]}
    return Files(second, named, sigs) if is_payload else Files(named, second, sigs)

def verify_statement(given):
    """A payload or an envelope with what is beside it."""
    if not re.match(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*\{", asked_file(given["statement"])[:512]):
        raise Unreadable(given["statement"])
    return verdict(open_statement(beside(given["statement"]), trusted_keys(given["trust"])).warnings)

def read_key_file(given):
    """A key file."""
    key = asked_key(given["key"])
    return verdict(set(), values={"keyid": key.keyid, "kind": "ed25519" if key.kind == SOFTWARE else "sk-ed25519"})

def verify_proof(given):
    """An inclusion proof."""
    content = asked_file(given["content"]) if given["content"] else None
    check_proof(read_proof(asked_file(given["proof"])), given["tree"], content)
    return verdict(set())

def read_identities(given):
    """A folder of records."""
    identities, names = Identities(), sorted(os.listdir(given["records"]))
    _, codes = attempt(lambda: [identities.take(asked_file(Path(given["records"]) / name)) for name in names])
    return verdict(codes, values={keyid: one.state for keyid, one in identities.known.items()})

def checkpoint(given):
    """A checkpoint."""
    found = read_checkpoint(asked_file(given["checkpoint"]), asked_key(given["station"]))
    return verdict(set(), values={"size": found.size, "root": encode_base64(found.root)})

def journal(given):
    """A journal that was carried away."""
    found = read_journal(given["journal"], asked_key(given["station"]))
    named = {event["statement"] for _, event in found.of_kind("signature", "statement-taken-in")}
    return verdict(set(), values={"statements": len(named)})

def packet(given):
    """A packet."""
    found, codes = attempt(read_packet, asked_file(given["packet"]), os.path.basename(given["packet"]))
    if codes:
        return {"verdict": "unreadable", "codes": sorted(codes)}
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
    found = read_packet(asked_file(given["packet"]), os.path.basename(given["packet"]))
    station = asked_key(given["station"]) if given["journal"] else None
    refuse(station and station.kind != SOFTWARE, "journal.checkpoint-signature")
    told = read_journal(given["journal"], station) if station else None
    bundles = [read_bundle(path) for path in given["evidence"]]
    for bundle in bundles:
        refuse(not bundle.hashes, *bundle.codes)
    revoked = trusted_keys(given["revoked"])
    trusted = {data: key for data, key in trusted_keys(given["trust"]).items() if data not in revoked}
    judged = Gate(found, bundles, told, given["at"])
    judged.judge(beside(given["decision"]), [beside(path) for path in given["statements"]], trusted,
                 list(revoked.values()), given["option"])
    good = "shut" if given["strict"] and judged.assumed else "open"
    return verdict(judged.codes, judged.assumed, good=good, bad="shut")

def dossier(given):
    """A dossier."""
    station = asked_key(given["station"]) if given["station"] else None
    return verdict(*verify_dossier(given["dossier"], trusted_keys(given["trust"]), station))

def since(given):
    """Two dossiers of one station."""
    return verdict(set(), values=compare(given["newer"], given["older"]))

OPERATIONS = {
    "read-key": read_key_file, "verify-statement": verify_statement, "verify-tree": tree, "verify-proof": verify_proof,
    "read-packet": packet, "read-identities": read_identities, "read-checkpoint": checkpoint,
    "compare-dossiers": since, "read-journal": journal, "verify-decision-folder": decision_folder,
    "verify-dossier": dossier, "gate": gate}

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
