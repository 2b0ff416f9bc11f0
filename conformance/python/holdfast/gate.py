"""The gate (gate.md), and what decisions, grants and revisions say of one another there and in folders."""

import re

from .common import has_error, refuse, those, trim
from .signatures import open_statement, open_together

USE = ("envelopeSha256", "statementSha256", "action", "nonce", "expires")
REVISION = re.compile(r"(?:v|r|rev)?[. ]?([0-9]+(?:[.-][0-9]+)*)([a-z](?![a-z0-9]))?", re.I | re.A)

def unique(statements):
    """Each payload once, in order."""
    return list({one.digest: one for one in reversed(list(statements))}.values())[::-1]

def is_used(use, grant):
    """Whether a use has all five values of a grant."""
    values = (grant.envelope_digest, grant.digest, *(grant.predicate[name] for name in USE[2:]))
    return values == tuple(use[name] for name in USE)

def nonces_used(statements, first):
    """By nonce the payload that uses it up; first are those that are known already."""
    used = dict(first)
    for one in statements:
        for use in one.uses:
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
    it = judged.predicate
    others = [one for one in unique(decisions)
              if chain_of(one.packet) == chain_of(judged.packet) and one.digest != judged.digest]
    sequences = {one.predicate["sequence"] for one in others}
    before, named = it["previousDecision"], [one for one in others if one.digest == it["previousDecision"]]
    missing = before is not None and not named and it["sequence"] - 1 not in sequences
    follows = named and named[0].predicate["sequence"] == it["sequence"] - 1
    ours = [one.predicate["sequence"] for one in others if one.packet["sha256"] == judged.packet["sha256"]]
    superseded = [one for one in others
                  if one.packet["sha256"] != judged.packet["sha256"] and one.predicate["sequence"] < it["sequence"]
                  and (compare_revisions(one.packet["revision"], judged.packet["revision"]) == "later"
                       or any(sequence < one.predicate["sequence"] for sequence in ours))]
    return those({"statement.sequence-repeated": it["sequence"] in sequences,
                  "statement.predecessor-missing": missing,
                  "statement.predecessor-wrong": before is not None and not missing and not follows,
                  "statement.clock-backwards": follows and it["clock"]["utc"] < named[0].predicate["clock"]["utc"],
                  "statement.revision-superseded": superseded}), others

def check_uses(statements, vouched, grants, first, lacking=frozenset()):
    """The findings of uses of grants: decision-folder.md, step 18. Those that are lacking may be missing."""
    codes = set()
    used = nonces_used(statements, nonces_used(vouched, first))
    excused = {one.digest for one in vouched} | lacking
    for one, use in ((one, use) for one in statements for use in one.uses):
        here, clock = any(is_used(use, grant) for grant in grants), one.predicate["clock"]["utc"]
        ended = any(grant.digest == use["statementSha256"]
                    and not grant.predicate["notBefore"] <= clock < grant.predicate["expires"] for grant in grants)
        codes |= those({"statement.grant-missing": not here and use["statementSha256"] not in excused,
                        "statement.grant-consumed": here and used[use["nonce"]] != one.digest,
                        "dossier.grant-not-in-force": ended})
    return codes

def closure(start, statements):
    """All payloads that a statement rests on, step by step."""
    by_digest = {one.digest: one for one in statements}
    found, ahead = set(), set(start.rests_on)
    while ahead:
        found |= ahead
        ahead = {digest for one in ahead & by_digest.keys() for digest in by_digest[one].rests_on} - found
    return found

class Gate:
    """One judgement: what is given, what was found, and what the verdict rests on unseen."""

    def __init__(self, packet, bundles, journal, at):
        self.packet, self.bundles, self.journal, self.at = packet, bundles, journal, at
        self.codes, self.assumed = set(), set()

    def judge(self, files, others, trusted, revoked, option):
        """Steps 4 to 17; files are those of the decision, others those of all other statements."""
        self.decision = decision = open_statement(files, trusted)
        refuse(decision.word != "decision", "statement.wrong-type")
        counting, fallen, vouched, refused = open_together([*others, files], trusted, revoked)
        self.counting = list(counting.values())
        self.known = [*(one for _, one in sorted({**fallen, **vouched}.items())), *self.counting]
        self.codes |= set().union(*(one.warnings for one in self.known), *refused.values())
        self.tell(vouched, "statement.vouched-unsigned")
        self.tell(any(one.word == "receipt" for one in self.known), "statement.wrong-type")
        self.tell(len(trusted) > 1 and any(len(key.roles) == 3 for key in trusted.values()),
                  "statement.gate-role-unnamed")
        first = self.journal.consumed() if self.journal else {}
        self.used = nonces_used(self.known, first)
        self.revoked = revoked_payloads(self.known)
        it, fields = decision.predicate, self.packet.fields
        self.tell(decision.packet != self.packet.as_named, "statement.other-packet")
        offer = [{name: one[name] for name in ("rank", "id", "text")} for one in fields["options"]]
        self.tell((it["default"], it["optionsOffered"]) != (fields["default"], offer), "statement.gate-reading")
        self.tell(it["chosen"]["id"] != option, "statement.gate-option")
        codes, beside = in_chain(decision, [one for one in self.known if one.word == "decision"])
        self.codes |= codes
        self.tell(any(one.predicate["sequence"] > it["sequence"] for one in beside), "statement.decision-followed")
        self.revisions()
        self.tell(self.at < it["notBefore"], "statement.not-yet-valid")
        self.tell(it["expires"] is not None and self.at >= it["expires"], "statement.expired")
        self.tell(decision.digest in self.revoked, "statement.revoked")
        for use in it["grants"]:
            found = any(is_used(use, grant) for grant in self.of("grant"))
            self.tell(not found, "statement.grant-missing")
            self.tell(found and self.used[use["nonce"]] != decision.digest, "statement.grant-consumed")
        self.tell(self.locks(), "statement.gate-locked")
        self.evidence_named()
        self.against_journal()

    def tell(self, condition, code):
        """A finding where the condition holds."""
        self.codes |= those({code: condition})

    def of(self, word):
        """The counting statements of a type."""
        return [one for one in self.counting if one.word == word]

    def revisions(self):
        """"Revisions": other bytes under the same id."""
        ours = self.packet.fields
        for one in self.known:
            theirs = one.packet
            if not theirs or not ours["id"] or theirs["id"] != ours["id"] or theirs["sha256"] == self.packet.sha256:
                continue
            order = compare_revisions(theirs["revision"], ours["revision"])
            self.tell(order == "same", "packet.revision-repeated")
            self.tell(order == "later", "statement.revision-superseded")
            known = has_number(ours["revision"]) and not has_number(theirs["revision"])
            self.tell(order == "unordered" and not known, "packet.revision-unordered")

    def locks(self):
        """Whether something locks the option, or the decision owes something for it: "Locks"."""
        fields, it = self.packet.fields, self.decision.predicate
        option = next((one for one in fields["options"] if one["id"] == it["chosen"]["id"]), None)
        if option is None:
            return True
        if option["id"] == fields["default"] and not option["mutates"]:
            return False
        open_blockers = {one["id"] for one in fields["blockers"] if not self.is_closed(one)}
        absent, refused, failed = self.references()
        changes, needs = option["mutates"], option["needs"]
        return bool(
            has_error(self.packet.findings) or fields["default"] is None
            or (open_blockers and (changes or needs["blockers"] == "closed"))
            or ((changes or needs["grants"] == "all")
                and not all(self.grant_serves(name) for name in fields["grants"]))
            or refused or (failed if changes else "fail" in failed)
            or open_blockers - set(it["acknowledged"])
            or (changes and not all(any((one["line"], one["sha256"]) == (said["line"], said["sha256"])
                                        for said in it.get("unread", [])) for one in self.packet.unread))
            or ("effect" in it and (it["effect"] and it["effect"]["clauses"])
                != (None if changes else self.packet.effects[option["id"]])))

    def about_packet(self, statement):
        """Whether a statement is about the packet in all four values."""
        return statement.packet == self.packet.as_named

    def held_grants(self, action):
        """The held grants with this action."""
        named = {use["statementSha256"] for use in self.decision.predicate["grants"]}
        used = [use for one in self.of("discharge") for use in one.uses]
        return [one for one in self.of("grant") if one.predicate["action"] == action
                and (one.digest in named or any(is_used(use, one) for use in used))]

    def grant_serves(self, name):
        """Whether a held grant that the packet names has no problem."""
        return any(self.about_packet(one) and one.digest not in self.revoked
                   and self.used.get(one.predicate["nonce"], self.decision.digest) == self.decision.digest
                   and one.predicate["notBefore"] <= self.at < one.predicate["expires"]
                   for one in self.held_grants(name))

    def references(self):
        """The absent references of the packet, whether evidence was refused, and the results but pass."""
        absent, refused, failed = [], False, set()
        it = self.decision.predicate
        for reference in (one["treeHash"] for one in self.packet.fields["evidence"]):
            here = [bundle for bundle in self.bundles if bundle.matches(reference)]
            named = [tree for tree in it["evidence"] if tree["answers"] and tree["answers"]["treeHash"] == reference]
            if not here and not named:
                absent.append(reference)
            for bundle in here:
                refused |= self.verdict_now(bundle) == "refused" and (has_error(bundle.codes) or bundle.passed)
                failed |= {result for _, result in bundle.checks if result != "pass"}
            for tree in named if not here else []:
                results = {check["result"] for check in it["checks"]
                           if check["evidence"] == tree["treeHashes"]["dirHash"]} - {"pass"}
                refused |= tree["verdict"] == "refused" and not results
                failed |= results
        return absent, refused, failed

    def verdict_now(self, bundle):
        """The verdict of a tree at hand, beside the others: one tree has one verdict."""
        alike = any(other.verdict == "refused" and other.roots & bundle.roots for other in self.bundles)
        return "refused" if alike else bundle.verdict

    def is_closed(self, blocker):
        """Whether the packet or valid discharges close a blocker."""
        held = [one for one in self.of("discharge") if one.predicate["blocker"]["id"] == blocker["id"]
                and self.discharge_is_valid(one, blocker)]
        legs = {one["leg"] for one in self.packet.legs
                if one["blocker"] == blocker["id"] and one["status"] == "open"}
        discharged = {one.predicate["blocker"]["leg"] for one in held}
        return blocker["status"] == "closed" or None in discharged or bool(legs and legs <= discharged)

    def discharge_is_valid(self, one, blocker):
        """Whether a discharge has no problem."""
        it = one.predicate
        return (bool(blocker["actors"]) and set(blocker["actors"]) <= set(it["actors"])
                and self.about_packet(one) and it["blocker"]["gate"] == blocker["gate"]
                and one.digest not in self.revoked and it["notBefore"] <= self.at
                and (it["expires"] is None or self.at < it["expires"])
                and all(self.is_fit(one, tree) for tree in it["evidence"])
                and (not blocker["separateAuthority"] or self.has_authority(one, blocker)))

    def is_fit(self, discharge, tree):
        """Whether an evidence tree of a discharge is fit."""
        digest = tree["treeHashes"]["dirHash"]
        failed = any(check["result"] != "pass" for check in discharge.predicate["checks"]
                     if check["evidence"] == digest)
        references = {one["treeHash"] for one in self.packet.fields["evidence"]}
        answers = tree["answers"] and tree["answers"]["treeHash"]
        for bundle in self.bundles:
            now = self.verdict_now(bundle)
            if now == "read" and answers in references and bundle.matches(answers):
                now = "verified"
            failed = failed or (bundle.hashes["dirHash"] == digest and now != "verified")
        return tree["verdict"] == "verified" and not failed

    def has_authority(self, discharge, blocker):
        """Whether a grant of separate authority that the discharge uses has no problem."""
        clock, times = discharge.predicate["clock"]["utc"], [self.at]
        if self.journal:
            told = self.journal.of_kind("signature", "statement-taken-in")
            times = [self.journal.entries[index]["at"] for index, event in told
                     if event["statement"] == discharge.digest][:1] or times
        return any(self.about_packet(one) and one.digest not in self.revoked
                   and self.used.get(one.predicate["nonce"]) in (discharge.digest, self.decision.digest)
                   and one.predicate["notBefore"] <= clock and max(clock, times[0]) < one.predicate["expires"]
                   for one in self.held_grants(f"separate-authority:{blocker['id']}")
                   if any(is_used(use, one) for use in discharge.uses))

    def evidence_named(self):
        """Step 15, and the evidence that was not seen."""
        named = [tree["treeHashes"] for one in [self.decision, *self.of("discharge")] for tree in one.trees]
        for bundle in self.bundles:
            self.tell(not any(all(bundle.hashes[name] == tree[name] for name in tree.keys() & bundle.hashes.keys())
                              for tree in named), "statement.gate-evidence")
        here = {bundle.hashes["dirHash"] for bundle in self.bundles}
        wanted = {tree["dirHash"] for tree in named}
        if self.decision.predicate["chosen"]["id"] != self.packet.fields["default"]:
            wanted |= set(self.references()[0])
        self.assumed |= those({"statement.gate-evidence-absent": wanted - here})

    def against_journal(self):
        """"The journal" and "Assumed"."""
        self.assumed.add("statement.gate-other-time")
        if not self.journal:
            self.assumed |= {"statement.gate-no-journal", "statement.gate-no-revocation-list"}
            return
        recorded = {}
        for _, event in self.journal.of_kind("signature", "statement-taken-in"):
            word = event.get("predicateType", "").removeprefix("urn:holdfast:").removesuffix(":v1")
            packet = event["packet"] if event["kind"] == "signature" else event.get("about", {}).get("packet")
            if not recorded.get(event["statement"], ("",))[0]:
                recorded[event["statement"]] = (word, packet)
        order = list(recorded)
        here = self.decision.digest in recorded
        self.tell(not here, "statement.gate-not-recorded")
        known = {one.digest for one in self.known}
        for digest, (word, packet) in recorded.items():
            behind = not here or order.index(digest) > order.index(self.decision.digest)
            ours = packet == self.packet.sha256 if not here else packet == self.decision.packet["sha256"]
            if digest in known:
                continue
            self.tell(here and ours and (word == "revocation" or (word == "decision" and behind)),
                      "statement.gate-withheld")
            if not word or (word == "decision" and not ours and behind):
                self.assumed.add("statement.gate-not-shown")
