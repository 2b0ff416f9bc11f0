"""packet.json: packet.md, "Reading". Not read are documents, and a packet.json in whose texts packet-prose.md
would look for more than what options do."""

import functools
import json
import re
import unicodedata
from dataclasses import dataclass, field

from .common import DOCS, NotTried, decode_utf8, once, page_block, refuse, sha256, those, trim
from .statements import escaped_set
from .values import compile_ecma, defects, read_json, schema

class Words:
    """The lists and patterns of packet-words.json, by name."""

    def __init__(self):
        self.read = json.loads((DOCS / "packet-words.json").read_text("utf-8"))

    @functools.cache
    def __getitem__(self, name):
        found = self.read[name]
        return frozenset(found) if isinstance(found, list) else compile_ecma(found["pattern"], found["flags"])

WORDS = Words()
IMITATIONS = page_block("packet-prose.md", "## The skeleton").split()[0]
OTHER_SCRIPTS = {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
# A text that matches one of these may be judged by rules that are not here.
NOT_HERE = ("words.WITHDRAWN", "words.TITLE_DENIES", "words.UNCHECKED_CONDITION", "words.BLOCKER_WORDS",
            "words.GRANT_HEADING", "contradictions.REDEFINES", "contradictions.REFUSED", "contradictions.GIVES_LEAVE",
            "contradictions.STATED", "contradictions.SAYS_CLOSED", "document.COINED")

@dataclass
class Packet:
    """What reading a packet gives."""

    sha256: str
    size: int
    fields: dict
    findings: set = field(default_factory=set)
    legs: list = field(default_factory=list)
    effects: dict = field(default_factory=dict)
    unread: list = field(default_factory=list)

    @property
    def as_named(self):
        """As a statement names it."""
        return {"id": self.fields["id"], "revision": self.fields["revision"], "sha256": self.sha256,
                "size": self.size}

def read_packet(data, name):
    """The packet of a file. Refused where it has no fields; a document is not tried."""
    refuse(not data, "packet.empty")
    refuse(len(data) > 1_048_576, "packet.too-large")
    refuse(b"\0" in data, "packet.binary")
    text = decode_utf8(data, "packet.not-utf8")
    ending = re.search(r"\.(json|md|markdown|txt|text)\Z", name, re.I)
    if not (ending and ending[1].lower() == "json") and (ending or not re.match(r"\ufeff?\s*\{", text)):
        raise NotTried("a document")
    fields = read_json(data, 8_388_608, 64)
    refuse(defects(schema("packet"), fields), "packet.json-shape")
    packet = Packet(sha256(data), len(data), fields)
    judge(packet)
    return packet

def scripts(word):
    """The scripts of the letters of a word, by the names of Unicode."""
    return {unicodedata.name(char, "").split(" ")[0] for char in word if char.isalpha()}

def is_deceptive(text):
    """Whether a text has something that deceives."""
    words = re.findall(r"[\w\u0300-\u036f]+", text)
    imitating = [word for word in words if len(word) > 1 and set(word) <= set(IMITATIONS + "\u0474")]
    honest = any(scripts(word) & OTHER_SCRIPTS and "LATIN" not in scripts(word) and word not in imitating
                 for word in words)
    return bool(escaped_set().search(text) or (imitating and not honest)
                or re.search("[\uff01-\uff5e\U0001d400-\U0001d7ff]", text)
                or any("LATIN" in scripts(word) and scripts(word) & OTHER_SCRIPTS for word in words))

def clauses_of(text):
    """The clauses of an option's text, as effects quote them."""
    return [clause for clause in map(trim, WORDS["effect.CLAUSE_END"].split(text)) if clause]

def changes_nothing(text):
    """Whether the grammar of "What an option does" understands that an option changes nothing."""
    clauses = [re.sub(r"\s+", " ", clause).lower() for clause in clauses_of(text)]
    say_so = [WORDS["effect.SAYS_SO"].search(clause)
              and not WORDS["effect.IN_OBJECT"].search(clause.partition(" of ")[2]) for clause in clauses]
    known = all(not re.search("[^ -~]", clause) and (says_so or WORDS["effect.NEUTRAL"].search(clause))
                for clause, says_so in zip(clauses, say_so))
    return known and any(say_so) and not WORDS["effect.DOUBT_SIGN"].search(text)

def denies(text):
    """Whether a text denies that its option changes nothing."""
    return not changes_nothing(text) and bool(
        WORDS["effect.DENIES"].search(WORDS["effect.RULED_OUT"].sub(" ", text))
        or not WORDS["effect.SOUNDS_HARMLESS"].search(text) or WORDS["effect.DOUBT_SIGN"].search(text))

def status_of(text):
    """What the text of a status means; None where it is not known."""
    if WORDS["vocabulary.CLOSED"].search(text):
        return "closed"
    if WORDS["vocabulary.CLOSED_IN_PART"].search(text) or WORDS["vocabulary.PARTIAL"].search(text):
        return "partial"
    word = WORDS["vocabulary.QUALIFIED"].sub("", text).lower()
    return word if word in ("open", "classified", "narrowed") else None

def legs_of(blocker):
    """The legs that a status states."""
    leg = WORDS["legs.IN_STATUS"].search(blocker["statusText"])
    closed = re.search(r"\b(?:closed|resolved|discharged|done)\b", blocker["statusText"], re.I)
    state = "closed" if blocker["status"] == "partial" and closed else "open"
    return [{"blocker": blocker["id"], "leg": leg[1].lower(), "status": state}] if leg else []

def strings_of(value):
    """All texts in a value."""
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for item in items for text in strings_of(item)]

def first_of_each(items, better=lambda one, other: False):
    """Of several items with one id the first, or the first better one."""
    kept = {}
    for item in items:
        if item["id"] not in kept or better(kept[item["id"]], item):
            kept[item["id"]] = item
    return list(kept.values())

def is_plain(text, ids):
    """Whether no rule that is not here can find anything in a text."""
    words = set(re.findall("[a-z]+", text.lower()))
    return (re.fullmatch("[A-Za-z ,.-]*", text) is not None and not words & ids
            and not any(WORDS[name].search(text) for name in NOT_HERE)
            and not any(WORDS["grants.AUTHORITY"].search(word) for word in words)
            and not words & (WORDS["words.NOT_CLOSED"] - {"no"}))

def weigh(option, default):
    """The option as it counts: packet.json, step 3."""
    is_default = option["id"] == default
    fails = not changes_nothing(option["text"]) if is_default else denies(option["text"])
    if option["mutates"] or not fails:
        return option
    return {**option, "mutates": True, "needs": {"blockers": "closed", "grants": "all"}}

def contradicts(option, default):
    """Whether an option, as it is written, contradicts itself."""
    needs = option["needs"]
    if option["mutates"]:
        return needs != {"blockers": "closed", "grants": "all"}
    return denies(option["text"]) or (needs["blockers"] == "none" and option["id"] != default)

def judge(packet):
    """Steps 3 to 6 of packet.json: the findings, and the fields as they count."""
    fields = packet.fields
    default, written, blockers = fields["default"], fields["options"], fields["blockers"]
    options = [weigh(option, default) for option in written]
    ids, rows = [option["id"] for option in options], [blocker["id"] for blocker in blockers]
    unsafe = any(option["mutates"] for option in options if option["id"] == default)
    status = trim(fields["docStatus"])
    meant = [(status_of(blocker["statusText"]), blocker["status"]) for blocker in blockers]
    deceptive = {text for text in strings_of(fields) if is_deceptive(text) or WORDS["skeleton.ENTITY"].search(text)}
    packet.findings = those({
        "packet.option-twice": not once(ids), "packet.blocker-twice": not once(rows),
        "packet.no-options": not options, "packet.default-unsafe": unsafe,
        "packet.no-default": default is None,
        "packet.default-unknown": default is not None and default not in ids,
        "packet.no-blockers": any(option["mutates"] for option in options) and not blockers,
        "packet.not-live": status and not WORDS["vocabulary.LIVE_STATUS"].search(status),
        "packet.option-rank": [option["rank"] for option in written] != list(range(1, len(written) + 1)),
        "packet.option-contradicts": any(contradicts(option, default) for option in written),
        "packet.status-unknown": any(told is None for told, _ in meant),
        "packet.status-contradicts": any((told or "open") != stated for told, stated in meant),
        "packet.deceptive-field": deceptive})
    gates = {blocker["gate"] for blocker in blockers}
    texts = {fields["title"], *(option["text"] for option in written), *gates} - deceptive
    named = {one.lower() for one in rows + [option["id"] for option in options if not option["mutates"]]}
    says_open = WORDS["contradictions.GATE_SAYS_OPEN"].search
    if not all(is_plain(text, named) for text in texts) or any(map(says_open, gates)):
        raise NotTried("a packet.json whose texts say more than what options do")
    fields["options"] = first_of_each(options)
    fields["blockers"] = first_of_each(blockers, lambda kept, one: kept["status"] == "closed" != one["status"])
    fields["default"] = None if unsafe or default not in ids else default
    packet.effects = {option["id"]: clauses_of(option["text"]) for option in fields["options"] if not option["mutates"]}
    legs = {}
    for leg in (leg for blocker in blockers for leg in legs_of(blocker)):
        legs.setdefault((leg["blocker"], leg["leg"]), set()).add(leg["status"])
    packet.legs = [{"blocker": blocker, "leg": leg, "status": "open" if "open" in told else "closed"}
                   for (blocker, leg), told in legs.items()]
