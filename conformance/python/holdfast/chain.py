"""What decisions, grants and revisions say of one another: gate.md, "The chain", "Revisions", "Grants"."""

import re

from .common import trim

USE = ("envelopeSha256", "statementSha256", "action", "nonce", "expires")
REVISION = re.compile(r"(?:v|r|rev)?[. ]?([0-9]+(?:[.-][0-9]+)*)([a-z](?![a-z0-9]))?", re.I | re.A)

def unique(statements):
    """Each payload once, in order."""
    return list({one.digest: one for one in reversed(list(statements))}.values())[::-1]

def uses(statement):
    """The uses of grants by a statement."""
    return statement.predicate.get("grants", [])

def is_used(use, grant):
    """Whether a use has all five values of a grant."""
    values = (grant.envelope_digest, grant.digest, *(grant.predicate[name] for name in USE[2:]))
    return values == tuple(use[name] for name in USE)

def nonces_used(statements, first):
    """By nonce the payload that uses it up; first are those that are known already."""
    used = dict(first)
    for one in statements:
        for use in uses(one):
            used.setdefault(use["nonce"], one.digest)
    return used

def revoked_payloads(statements):
    """What revocations take back."""
    return {one.predicate["revokes"]["statementSha256"] for one in statements if one.word == "revocation"}

def compare_revisions(one, other):
    """same, later, earlier or unordered: how the first stands to the second."""
    if one == other:
        return "same"
    left, right = (REVISION.match(trim(text)) for text in (one, other))
    if not left or not right:
        return "unordered"
    numbers = [[int(number) for number in re.split("[.-]", found[1])] for found in (left, right)]
    longest = max(map(len, numbers))
    first, second = ((part + [0] * (longest - len(part)), (found[2] or "").lower())
                     for part, found in zip(numbers, (left, right)))
    return "unordered" if first == second else "later" if first > second else "earlier"

def has_number(revision):
    """Whether a revision can be ordered at all."""
    return REVISION.match(trim(revision)) is not None

def chain_of(packet):
    """What decisions of one chain have in common."""
    return packet["id"] or packet["sha256"]

def in_chain(judged, decisions):
    """The findings of steps 1 to 5 of "The chain", and the decisions beside the judged one."""
    it, codes = judged.predicate, set()
    others = [one for one in unique(decisions)
              if chain_of(one.packet) == chain_of(judged.packet) and one.digest != judged.digest]
    if any(one.predicate["sequence"] == it["sequence"] for one in others):
        codes.add("statement.sequence-repeated")
    if it["previousDecision"] is not None:
        named = next((one for one in others if one.digest == it["previousDecision"]), None)
        if not named and not any(one.predicate["sequence"] == it["sequence"] - 1 for one in others):
            codes.add("statement.predecessor-missing")
        elif not named or named.predicate["sequence"] != it["sequence"] - 1:
            codes.add("statement.predecessor-wrong")
        elif it["clock"]["utc"] < named.predicate["clock"]["utc"]:
            codes.add("statement.clock-backwards")
    for one in others:
        sequence = one.predicate["sequence"]
        if one.packet["sha256"] != judged.packet["sha256"] and sequence < it["sequence"]:
            later = compare_revisions(one.packet["revision"], judged.packet["revision"]) == "later"
            if later or any(two.predicate["sequence"] < sequence for two in others
                            if two.packet["sha256"] == judged.packet["sha256"]):
                codes.add("statement.revision-superseded")
    return codes, others

def check_uses(statements, vouched, grants, first, lacking=frozenset()):
    """The findings of uses of grants: decision-folder.md, step 18. Those that are lacking may be missing."""
    codes = set()
    used = nonces_used(statements, nonces_used(vouched, first))
    excused = {one.digest for one in vouched} | lacking
    for one in statements:
        for use in uses(one):
            if not any(is_used(use, grant) for grant in grants):
                if use["statementSha256"] not in excused:
                    codes.add("statement.grant-missing")
            elif used[use["nonce"]] != one.digest:
                codes.add("statement.grant-consumed")
            clock = one.predicate["clock"]["utc"]
            for grant in grants:
                if grant.digest == use["statementSha256"] and not (
                        grant.predicate["notBefore"] <= clock < grant.predicate["expires"]):
                    codes.add("dossier.grant-not-in-force")
    return codes

def closure(start, statements):
    """All payloads that a statement rests on, step by step."""
    from .signatures import rests_on
    by_digest = {one.digest: one for one in statements}
    found, ahead = set(), rests_on(start)
    while ahead:
        digest = ahead.pop()
        if digest not in found:
            found.add(digest)
            ahead += rests_on(by_digest[digest]) if digest in by_digest else []
    return found
