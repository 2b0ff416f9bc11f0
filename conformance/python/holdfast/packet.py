"""packet.json: packet.md, "Reading". Documents in Markdown and plain text are not read."""

import html
import re
import unicodedata
from dataclasses import dataclass, field

from .common import NotTried, Refused, decode_utf8, is_error, page_block, sha256, trim
from .ecma import WORDS
from .grants import grants_named
from .rendered import escaped_set
from .schema import defects, schema
from .strict_json import read_json

IMITATIONS, IMITATED = page_block("packet-prose.md", "## The skeleton").split()
OTHER_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
# Of what is escaped, this is no Default_Ignorable_Code_Point.
NOT_IGNORABLE = re.compile("[\0-\x1f\x7f-\x9f\u2800\ufff9-\ufffb]")


@dataclass
class Packet:
    """What reading a packet gives."""

    sha256: str
    size: int
    fields: dict
    findings: dict = field(default_factory=dict)
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
    if not data:
        raise Refused("packet.empty")
    if len(data) > 1_048_576:
        raise Refused("packet.too-large")
    if b"\0" in data:
        raise Refused("packet.binary")
    text = decode_utf8(data, "packet.not-utf8")
    ending = re.search(r"\.(json|md|markdown|txt|text)\Z", name, re.I)
    if not (ending and ending[1].lower() == "json") and (ending or not re.match(r"\ufeff?\s*\{", text)):
        raise NotTried("a document")
    fields = read_json(data, 8_388_608, 64)
    if defects(schema("packet"), fields):
        raise Refused("packet.json-shape")
    packet = Packet(sha256(data), len(data), fields)
    packet.findings = PacketJson(fields).findings(packet)
    return packet


def skeleton(text):
    """A text as a person sees it."""
    if text.isascii() and not set("<&\\") & set(text):
        return text
    text = WORDS["skeleton.TAG"].sub("", re.sub(r"<!--.*?-->", "", text, flags=re.S))
    text = WORDS["skeleton.ENTITY"].sub(lambda m: html.unescape(m[0]), text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    text = escaped_set().sub(lambda m: m[0] if NOT_IGNORABLE.match(m[0]) else "", text)
    text = WORDS["skeleton.DASH"].sub("-", unicodedata.normalize("NFKC", text))
    table = str.maketrans(IMITATIONS, IMITATED)
    return re.sub(r"[\w-]+", lambda m: m[0].translate(table) if re.search("[A-Za-z]", m[0]) else m[0], text)


def scripts(word):
    """The scripts of the letters of a word, by the names of Unicode."""
    return {unicodedata.name(char, "").split(" ")[0] for char in word if char.isalpha()}


def is_deceptive(text):
    """Whether a text has something that deceives."""
    words = re.findall(r"[\w\u0300-\u036f]+", text)
    imitating = [word for word in words if len(word) > 1 and set(word) <= set(IMITATIONS + "\u0474")]
    honest = any(scripts(word) & set(OTHER_SCRIPTS) and "LATIN" not in scripts(word) and word not in imitating
                 for word in words)
    return bool(escaped_set().search(text) or (imitating and not honest)
                or re.search("[\uff01-\uff5e\U0001d400-\U0001d7ff]", text)
                or any("LATIN" in scripts(word) and scripts(word) & set(OTHER_SCRIPTS) for word in words))


def clauses_of(text):
    """The clauses of an option's text, as effects quote them."""
    return [clause for clause in map(trim, WORDS["effect.CLAUSE_END"].split(text)) if clause]


def changes_nothing(text):
    """Whether the grammar of "What an option does" understands that an option changes nothing."""
    said = False
    for clause in clauses_of(text):
        clause = re.sub(r"\s+", " ", clause).lower()
        says_so = (WORDS["effect.SAYS_SO"].search(clause)
                   and not WORDS["effect.IN_OBJECT"].search(clause.partition(" of ")[2]))
        if re.search("[^ -~]", clause) or not (says_so or WORDS["effect.NEUTRAL"].search(clause)):
            return False
        said = said or bool(says_so)
    return said and not WORDS["effect.DOUBT_SIGN"].search(text)


def denies(text):
    """Whether a text denies that its option changes nothing."""
    return not changes_nothing(text) and bool(
        WORDS["effect.DENIES"].search(WORDS["effect.RULED_OUT"].sub(" ", text))
        or not WORDS["effect.SOUNDS_HARMLESS"].search(text) or WORDS["effect.DOUBT_SIGN"].search(text))


def is_withdrawn(text):
    """Whether a text takes something back."""
    return bool(WORDS["words.WITHDRAWN"].search(re.sub(r"\s+", " ", re.sub("[_*~`]+", " ", text)).strip()))


def has_condition(text):
    """Whether a text has a condition that no rule checks."""
    rest = WORDS["words.CHECKED_CONDITION"].sub(" ", re.sub(r"\s+", " ", text))
    return bool(WORDS["words.UNCHECKED_CONDITION"].search(rest) or WORDS["words.PICTURE"].search(rest))


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
    return [text for item in (value.values() if isinstance(value, dict) else value if isinstance(value, list) else [])
            for text in strings_of(item)]


def identifiers(text):
    """The identifiers of a text, in lower case."""
    runs = re.findall(r"[^\W_](?:[\w.:/-])*", text)
    return {one.lower() for one in WORDS["identifiers.TOKEN"].findall(text)} | {
        run.rstrip("._:/-").lower() for run in runs}


def words_of(text):
    """The words of a text, in lower case."""
    return [word.lower() for word in WORDS["words.WORD"].findall(text)]


def first_of_each(items, better=lambda one, other: False):
    """Of several items with one id the first, or the first better one."""
    kept = {}
    for item in items:
        if item["id"] not in kept or better(kept[item["id"]], item):
            kept[item["id"]] = item
    return list(kept.values())


class PacketJson:
    """The findings of packet.json, steps 3 to 6. It takes doubles out of the fields."""

    def __init__(self, fields):
        self.fields = fields
        self.found = {}

    def tell(self, code, where=""):
        """One finding; where is kept for the gate."""
        self.found.setdefault((code, where), code)

    def findings(self, packet):
        """All findings, as {(code, where): code}; the packet gets effects and legs."""
        fields, default = self.fields, self.fields["default"]
        written = fields["options"]
        options = [self.weigh(option) for option in written]
        self.doubles(written, "packet.option-twice")
        self.doubles(fields["blockers"], "packet.blocker-twice")
        ids = [option["id"] for option in options]
        unsafe = any(option["mutates"] for option in options if option["id"] == default)
        self.tell_if(not options, "packet.no-options")
        self.tell_if(unsafe, "packet.default-unsafe")
        self.tell_if(default is None, "packet.no-default")
        self.tell_if(default is not None and default not in ids, "packet.default-unknown")
        self.tell_if(any(option["mutates"] for option in options) and not fields["blockers"], "packet.no-blockers")
        status = trim(fields["docStatus"])
        self.tell_if(status and not WORDS["vocabulary.LIVE_STATUS"].search(status), "packet.not-live")
        for number, option in enumerate(written, 1):
            self.option(number, option)
        for blocker in fields["blockers"]:
            meant = status_of(blocker["statusText"])
            self.tell_if(meant is None, "packet.status-unknown", blocker["id"])
            self.tell_if((meant or "open") != blocker["status"], "packet.status-contradicts", blocker["id"])
        for text in strings_of(fields):
            self.tell_if(is_deceptive(text) or WORDS["skeleton.ENTITY"].search(text), "packet.deceptive-field")
        all_blockers = fields["blockers"]
        fields["options"] = first_of_each(options)
        fields["blockers"] = first_of_each(all_blockers, lambda kept, one: kept["status"] == "closed"
                                           and one["status"] != "closed")
        self.check_grants()
        self.against_rows(all_blockers)
        fields["default"] = None if unsafe or default not in ids else default
        packet.effects = {option["id"]: clauses_of(option["text"])
                          for option in fields["options"] if not option["mutates"]}
        legs = {}
        for leg in (leg for blocker in all_blockers for leg in legs_of(blocker)):
            kept = legs.setdefault((leg["blocker"], leg["leg"]), leg)
            kept["status"] = "open" if "open" in (kept["status"], leg["status"]) else "closed"
        packet.legs = list(legs.values())
        return self.found

    def tell_if(self, condition, code, where=""):
        """One finding where the condition holds."""
        if condition:
            self.tell(code, where)

    def doubles(self, items, code):
        """An id that stands there already."""
        ids = [item["id"] for item in items]
        for number, one in enumerate(ids):
            self.tell_if(one in ids[:number], code, one)

    def weigh(self, option):
        """The option as it counts: step 3."""
        is_default = option["id"] == self.fields["default"]
        fails = not changes_nothing(option["text"]) if is_default else denies(option["text"])
        if option["mutates"] or not fails:
            return option
        return {**option, "mutates": True, "needs": {"blockers": "closed", "grants": "all"}}

    def option(self, number, option):
        """What an option says of itself, as it is written."""
        seen, needs, where = skeleton(option["text"]), option["needs"], option["id"]
        self.tell_if(option["rank"] != number, "packet.option-rank", where)
        self.tell_if(is_withdrawn(f"{skeleton(option['id'])}: {seen}"), "packet.option-withdrawn", where)
        self.tell_if(not changes_nothing(option["text"]) and has_condition(seen), "packet.option-condition", where)
        less = needs != {"blockers": "closed", "grants": "all"} if option["mutates"] else (
            denies(option["text"])
            or (needs["blockers"] == "none" and option["id"] != self.fields["default"]))
        self.tell_if(less, "packet.option-contradicts", where)

    def check_grants(self):
        """Grants that gates and texts of options name: packet-prose.md, "Grants"."""
        listed = {grant.lower() for grant in self.fields["grants"]}
        ids = {item["id"].lower() for item in self.fields["options"] + self.fields["blockers"]}
        texts = [(blocker["gate"], True) for blocker in self.fields["blockers"]]
        texts += [(option["text"], False) for option in self.fields["options"]]
        for text, is_gate in texts:
            names, unclear, generic, doubtful, strays = grants_named(skeleton(text), is_gate)
            known = listed | {name.lower() for name in names}
            for name in names:
                self.tell_if(name.lower() not in listed, "packet.grant-unlisted", name)
            parts = {part for name in known for part in re.split(r"[\s/_-]+", name)}
            unclear = (unclear or (generic and not known)
                       or any(word.lower() not in known | ids | parts for word in doubtful)
                       or any(not any(word in name.split() for name in known) for word in map(str.lower, strays)))
            self.tell_if(unclear, "packet.grant-unclear")

    def against_rows(self, rows):
        """Texts against rows, options and the packet: packet-prose.md, rules 1 to 9."""
        title, options = skeleton(self.fields["title"]), self.fields["options"]
        for text, heading in [(title, True), *((skeleton(option["text"]), False) for option in options)]:
            rest = WORDS["contradictions.CONDITION"].sub("", text)
            named = [option for option in options if self.names_option(text, option)]
            pictured = WORDS["words.PICTURE"].search(text)
            self.about_rows(text, rows)
            self.strangers(text, rows)
            self.tell_if(is_withdrawn(rest) or (heading and (WORDS["words.TITLE_DENIES"].search(text) or pictured)),
                         "packet.withdrawn")
            without_coded = re.sub(r"\S*_\S*", "", text)
            self.tell_if(any(not option["mutates"] for option in named)
                         and WORDS["contradictions.CHANGES"].search(without_coded), "packet.option-contradicts")
            self.tell_if((named or WORDS["contradictions.OPTION_RANK"].search(text))
                         and (WORDS["contradictions.REFUSED"].search(rest) or pictured), "packet.withdrawn")
            self.tell_if(rows and WORDS["contradictions.REDEFINES"].search(text), "packet.blocker-contradicted")
            all_closed = rows and all(row["status"] == "closed" for row in rows)
            self.tell_if(all_closed and WORDS["words.BLOCKER_WORDS"].search(rest) and not_closed(rest, "未没不"),
                         "packet.blocker-contradicted")
        for row in rows:
            gate = skeleton(row["gate"])
            self.about_rows(gate, rows)
            self.strangers(gate, rows)
            if row["status"] == "closed":
                self.tell_if(WORDS["contradictions.GIVES_LEAVE"].search(gate), "packet.grant-unclear")
                says_open = (WORDS["contradictions.GATE_SAYS_OPEN"].search(gate) or not_closed(gate, but={"no"})
                             or WORDS["words.PICTURE"].search(gate))
                self.tell_if(says_open, "packet.blocker-contradicted")

    def names_option(self, text, option):
        """Whether a text names an option, or says its number."""
        ranks = {int(rank) for rank in WORDS["contradictions.OPTION_RANK"].findall(text)}
        return option["id"].lower() in identifiers(text) or option["rank"] in ranks

    def about_rows(self, text, rows):
        """Rule 1."""
        squeezed = re.sub(r"[\W_]", "", text).lower()
        rest, named = text, []
        for row in rows:
            own = re.sub(r"[\W_]", "", row["id"]).lower()
            if row["id"].lower() in identifiers(text) or (row["status"] == "closed" and len(own) > 4
                                                          and own in squeezed):
                named.append(row["status"] == "closed")
                rest = re.sub(re.escape(row["id"]), " ", rest, flags=re.I)
        plainly = WORDS["contradictions.PLAIN"].search(rest) and all(
            word in WORDS["words.ABOUT_CLOSED"] or re.fullmatch(r"\d+|[0-9a-f]{40,}", word) for word in words_of(rest))
        said = plainly and WORDS["contradictions.SAYS_CLOSED"].search(rest)
        self.tell_if((True in named and not plainly) or (False in named and said), "packet.blocker-contradicted")

    def strangers(self, text, rows):
        """Rule 2."""
        fields = self.fields
        ours = {fields["id"].lower(), fields["revision"].lower(), *(grant.lower() for grant in fields["grants"]),
                *(item["id"].lower() for item in fields["options"] + rows)}
        prefixes = {prefix_of(row["id"]).lower() for row in rows} - {""}
        shapes = {shape_of(row["id"]) for row in rows}
        for sentence in re.split(r"(?<=[.;!?])\s+", text):
            stated = WORDS["contradictions.STATED"].search(sentence)
            for one in WORDS["identifiers.TOKEN"].findall(sentence):
                prefixed, capitals = prefix_of(one).lower() in prefixes, one == one.upper() != one.lower()
                digit = re.search(r"\d", one)
                if one.lower() in ours or re.fullmatch(r"\d{4}-\d\d-\d\d", one) or (
                        WORDS["identifiers.STANDARDS"].search(one) and not prefixed):
                    continue
                strange = digit and ((prefixed and (capitals or one[-1].isdigit()))
                                     or (capitals and shape_of(one) in shapes))
                stated_so = stated and capitals and "-" in one and (digit or prefixed)
                self.tell_if(strange or stated_so, "packet.blocker-without-row", one)


def not_closed(text, signs="", but=frozenset()):
    """Whether a text has a word that says that something is not closed."""
    return any(word in WORDS["words.NOT_CLOSED"] - but for word in words_of(text)) or bool(set(signs) & set(text))


def prefix_of(one):
    """The first part of an id with its mark, or the letters at its start."""
    return re.match(r"(?:[^\W_]+[-_.:/])?", one)[0] or re.match(r"[^\W\d_]*", one)[0]


def shape_of(one):
    """A sign for each part of an id: digits, letters, or both."""
    return "".join("9" if part.isdigit() else "A" if part.isalpha() else "B"
                   for part in re.split(r"[-_.:/]", one))


def packet_errors(packet):
    """The findings of a packet that are errors, as (code, where)."""
    return [one for one in packet.findings if is_error(one[0])]
