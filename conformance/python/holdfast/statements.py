"""Payloads: statements.md, "Reader's rules: the payload"."""

from .common import Refused, is_blank, sha256
from .schema import defects, schema
from .strict_json import canonical, read_json

# The roles that sign each type; those of a discharge are its actors.
TYPES = {"decision": ["owner"], "grant": ["owner"], "discharge": None, "revocation": ["owner"],
         "receipt": ["owner", "operator"]}
MEMBERS = {"_type", "subject", "predicateType", "predicate"}

def read_payload(data):
    """The type's word and the predicate of a payload; refused with the findings of the first step to fail."""
    value = read_json(data)
    if not isinstance(value, dict):
        raise Refused("statement.shape")
    codes = set()
    if (not MEMBERS <= set(value) or value["_type"] != "https://in-toto.io/Statement/v1"
            or not isinstance(value["subject"], list) or not isinstance(value["predicateType"], str)):
        codes.add("statement.shape")
    if set(value) - MEMBERS:
        codes.add("statement.unknown-field")
    stop(codes)
    if canonical(value) != data:
        raise Refused("statement.not-canonical")
    if value["predicateType"].startswith("urn:holdfast:practice:"):
        raise Refused("statement.practice")
    words = [word for word in TYPES if value["predicateType"] == f"urn:holdfast:{word}:v1"]
    if not words:
        raise Refused("statement.unknown-predicate-type")
    predicate = value["predicate"]
    rule = schema(words[0])["properties"]["predicate"]
    stop({f"statement.{kind}" for kind in defects(rule, predicate, unique=False)})
    stop(contradictions(words[0], predicate))
    if value["subject"] != subjects(predicate):
        raise Refused("statement.subject-mismatch")
    return words[0], predicate

def stop(codes):
    """Ends the reading where there are findings."""
    if codes:
        raise Refused(*codes)

def subjects(predicate):
    """What writer's rule 3 makes of a predicate."""
    packet = predicate["packet"]
    first = [] if packet is None else [{"name": "packet", "digest": {"sha256": packet["sha256"]}}]
    return first + [{"name": f"evidence/{number}", "digest": tree["treeHashes"]}
                    for number, tree in enumerate(predicate.get("evidence", []), 1)]

def contradictions(word, it):
    """The findings of "Fields that contradict each other"."""
    agree = [not it["airgap"]["linksUp"] or it["airgap"]["override"] is not None]
    if "seal" in it["airgap"]:
        seal = it["airgap"]["seal"]
        sealed = bool(seal["probes"]) and all(probe["outcome"] == "closed" for probe in seal["probes"])
        agree += [sealed == (it["airgap"]["launcher"] == "sealed"), sealed == (seal["unsealed"] is None)]
    if "notBefore" in it:
        agree.append(it["expires"] is None or it["notBefore"] < it["expires"])
    agree += RULES.get(word, lambda _: [])(it)
    codes = set() if all(agree) else {"statement.inconsistent"}
    if word == "decision" and it["chosen"]["id"] != it["default"] and is_blank(it["reason"]):
        codes.add("statement.reason-owed")
    return codes

def once(items):
    """Whether nothing stands twice."""
    return len(items) == len(set(items))

def chosen_text(it):
    """The text of the option that a decision chose; None where the offer does not have it."""
    return next((option["text"] for option in it["optionsOffered"] if option["id"] == it["chosen"]["id"]
                 and sha256(option["text"].encode()) == it["chosen"]["textSha256"]), None)

def decision_rules(it):
    """What holds in a decision."""
    offered = {option["id"] for option in it["optionsOffered"]}
    locked = {lock["option"] for lock in it["locks"]}
    return [(it["sequence"] == 1) == (it["previousDecision"] is None),
            it["default"] in offered,
            chosen_text(it) is not None,
            locked <= offered,
            it["chosen"]["id"] not in locked,
            once(it["acknowledged"]) and set(it["acknowledged"]) <= {one["id"] for one in it["blockers"]},
            once([grant["nonce"] for grant in it["grants"]]),
            "unread" not in it if "effect" not in it else it["effect"] is not None or "unread" in it,
            "read" not in it or opened_fits(it["read"], it["evidence"])]

def opened_fits(read, evidence):
    """What holds in the record of what was opened on the screen."""
    trees = {}
    for tree in evidence:
        trees.setdefault(tree["treeHashes"]["dirHash"], tree["files"])
    files = read["files"]
    nothing = not read["packet"]["shown"] and not files and not read["filesMore"]
    return (parts_fit(read["packet"], 1) and all(parts_fit(one, 0) for one in files)
            and all(one["evidence"] in trees for one in files)
            and once([(one["evidence"], one["path"]) for one in files])
            and read["filesTotal"] == sum(trees.values())
            and len(files) + read["filesMore"] <= read["filesTotal"]
            and (read["since"] is not None or nothing))

def parts_fit(shown, lowest):
    """Whether the parts of a file, or of the packet, are in order and inside of it."""
    parts = [(part["first"], part["last"]) for part in shown["parts"]]
    highest = shown["size"] - 1 + lowest
    return (all(lowest <= first <= last <= highest for first, last in parts)
            and all(second > last + 1 for (_, last), (second, _) in zip(parts, parts[1:]))
            and sum(last - first + 1 for first, last in parts) <= shown["shown"] <= shown["size"])

def discharge_rules(it):
    """What holds in a discharge."""
    actions = [f"separate-authority:{it['blocker']['id']}"] if it["separateAuthority"] else []
    return [once(it["actors"]), [grant["action"] for grant in it["grants"]] == actions]

def receipt_rules(it):
    """What holds in a receipt."""
    refused = any(tree["verdict"] == "refused" for tree in it["evidence"])
    errors = any(finding["severity"] == "error" for finding in it["findings"])
    failed = any(check["result"] != "pass" for check in it["checks"])
    verdict = {"verified": not refused and not errors and not failed, "unproven": failed and not refused,
               "read": not refused and not failed, "refused": True}
    return [(it["packet"] is not None or bool(it["evidence"])) == (it["refusal"] is None),
            it["import"]["startedAt"] <= it["import"]["finishedAt"],
            len(it["findings"]) <= it["findingsTotal"],
            verdict[it["verdict"]],
            it["refusal"] is None or it["verdict"] == "refused"]

RULES = {"decision": decision_rules, "discharge": discharge_rules, "receipt": receipt_rules}
