"""The words of a packet (packet-prose.md), as far as `packet.json` has texts."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from functools import cache
from typing import Any

from .ecma import WHITE, category, ecma
from .findings import DOCS

LOOKALIKES = "аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲν"
_LATIN = str.maketrans(LOOKALIKES, "aeopcyxijsdhqwABEKMHOPCTYXIJSGABEZHIKMNOPTYXocv")


@cache
def _published() -> dict[str, Any]:
    published: dict[str, Any] = json.loads((DOCS / "packet-words.json").read_text("utf-8"))
    return published


@cache
def words(name: str) -> re.Pattern[str]:
    entry = _published()[name]
    return ecma(entry["pattern"], entry["flags"])


@cache
def listed(name: str) -> frozenset[str]:
    return frozenset(_published()[name])


def has(name: str, text: str) -> bool:
    return words(name).search(text) is not None


def _spaced(text: str) -> str:
    return re.sub(f"[{WHITE}]+", " ", text)


def words_in(text: str) -> list[str]:
    return [match[0].lower() for match in words("words.WORD").finditer(text)]


def sentences(text: str) -> list[str]:
    return re.split(f"(?<=[.;!?])[{WHITE}]", _spaced(text).strip(" "))


def _identifiers(text: str) -> list[str]:
    wide = re.findall(rf"[{category('L')}{category('N')}][{category('L')}{category('N')}._:/-]*", text)
    return [match[0] for match in words("identifiers.TOKEN").finditer(text)] + [one.rstrip("._:/-") for one in wide]


def _named(text: str, ids: list[str]) -> list[str]:
    lower = {one.lower() for one in _identifiers(text)}
    return [one for one in dict.fromkeys(ids) if one.lower() in lower]


def skeleton(text: str) -> str:
    """packet-prose.md, "The skeleton"."""
    if re.fullmatch(r"[\x00-\x7f]*", text) and not re.search(r"[<&\\]", text):
        return text
    text = words("skeleton.TAG").sub("", re.sub(r"(?s)<!--.*?-->", "", text))
    text = re.sub(r"\\([!-/:-@\[-`{-~])|(&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)",
                  lambda m: m[1] or html.unescape(m[2]), text)  # fmt: skip
    text = unicodedata.normalize("NFKC", _IGNORABLE.sub("", text))
    text = words("skeleton.DASH").sub("-", text)
    run = rf"[{category('L')}{category('N')}_-]+"
    return re.sub(run, lambda m: m[0].translate(_LATIN) if re.search("[A-Za-z]", m[0]) else m[0], text)


_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def read_effect(text: str) -> tuple[list[str], bool]:
    """ "What an option does": the clauses, and whether they change nothing."""
    clauses = [one for part in words("effect.CLAUSE_END").split(text) if (one := part.strip()) != ""]
    plain = [_spaced(one.lower()) if re.fullmatch(r"[\x20-\x7e]*", one) else "\ufffc" for one in clauses]
    says = [has("effect.SAYS_SO", one) and not has("effect.IN_OBJECT", one.partition(" of ")[2]) for one in plain]
    harmless = all(one or has("effect.NEUTRAL", clause) for one, clause in zip(says, plain, strict=True))
    return clauses, not has("effect.DOUBT_SIGN", text) and harmless and any(says)


def denies(text: str) -> bool:
    """ "A field that is denied", for an option that is not the default."""
    if read_effect(text)[1]:
        return False
    left = words("effect.RULED_OUT").sub(" ", text)
    return has("effect.DENIES", left) or not has("effect.SOUNDS_HARMLESS", text) or has("effect.DOUBT_SIGN", text)


def withdrawn(text: str) -> bool:
    return has("words.WITHDRAWN", _spaced(re.sub(r"[_*~`]+", " ", text)))


def unchecked_condition(text: str) -> bool:
    left = words("words.CHECKED_CONDITION").sub(" ", _spaced(text))
    return has("words.UNCHECKED_CONDITION", left) or has("words.PICTURE", left)


# "Grants"


def _bare(word: str) -> str:
    return re.sub(r"""^[("'“`]+|[)"'”`.,;:!?]+$""", "", word)


def _is(name: str, word: str) -> bool:
    return has(f"grants.{name}", word)


def _names_in(text: str) -> list[str]:
    """Rule 3."""
    names: list[str] = []
    for part in re.split(r"\s*(?:/|,|\+|&|\b(?:and|or|plus)\b)\s*", text):
        parts = [_bare(word) for word in part.split(" ")]
        kept = [w for w in parts if w != "" and not (_is("ARTICLE", w) and (len(parts) > 1 or w == w.lower()))]
        name = " ".join(kept)
        names += [name] if name != "" and not _is("NAMELESS", name) else []
    return names


def _names_before(line: list[str], at: int) -> tuple[list[str], bool]:
    """Rule 1: the names, and whether the mention is unclear."""
    groups: list[list[str]] = [[]]
    for word in reversed(line[max(0, at - 200) : at]):
        if _is("STOP", _bare(word)) or _is("GRANT", _bare(word)) or word.endswith((";", ":", ")")):
            break
        if _is("JOINER", word):
            groups.insert(0, [])
        else:
            if word.endswith(","):
                groups.insert(0, [])
            groups[0].insert(0, _bare(word))
        if word.startswith("("):
            break
    names: list[str] = []
    lost = False
    for number, group in enumerate(groups):
        announced = max((n for n, word in enumerate(group) if _is("DETERMINER", word)), default=-1)
        name = group[announced + 1 :]
        if not name or _is("NO_NAME", " ".join(group)):
            continue
        near = number == len(groups) - 1 and (announced >= 0 or "-" in name[-1])
        if (not _is("CODED", name[-1]) and not near) or (announced < 0 and len(name) > 3):
            lost = True
        else:
            names += _names_in(" ".join(name))
    return names, lost


def _mention(line: list[str], at: int) -> tuple[str, str, list[str]]:
    """Rules 1, 2 and 4: kind, word, names."""
    word = line[at]
    (before, lost), after = _names_before(line, at), []
    following = line[at + 1 : at + 2]
    if _bare(word) == word and following and _is("PREPOSITION", following[0]):
        rest = line[at + 2 : at + 202]
        rest = rest[: next((n for n, one in enumerate(rest) if _is("GRANT", _bare(one))), len(rest))]
        after = _names_in(re.split(r"[.;:()](?:\s|$)|\s[—–-]\s|\s\(", " ".join(rest))[0])
    names = before + after
    several = any(_is("SEVERAL", _bare(one)) for one in line[max(0, at - 4) : at])
    if lost or (several and len(names) == 1):
        return "unclear", word, names
    if names:
        return "named", word, names
    announced = at == 0 or _is("DETERMINER", _bare(line[at - 1])) or _is("STOP", _bare(line[at - 1]))
    marked = re.search(r"""[.,;:!?)]["'”’]?$""", word) is not None
    ends = not word.endswith(":") if marked else at == len(line) - 1
    goes_on = bool(following) and (_is("JOINER", following[0]) or _is("PREPOSITION", following[0]))
    return "generic" if announced and (ends or goes_on) else "unclear", word, []


def _authority(line: list[str], at: int) -> bool:
    """Rule 6."""
    word = _bare(line[at])
    if not any(_is("AUTHORITY", part) for part in (word, *re.split("[/_-]", word))):
        return False
    if re.fullmatch(r"(?i)(?:un|non-?|separately-|not-)(?:authori[sz]ed|approved|permitted|licen[cs]ed)", word):
        return False
    absent = re.fullmatch(r"(?i)authori[sz]ed|approved|permitted|granted", word) is not None
    return not (absent and at > 0 and _bare(line[at - 1]).lower() == "not")


def _strays(text: str, names: list[str]) -> list[tuple[str, str, list[str]]]:
    """Rule 7."""
    inside = {word for name in names for word in re.split(r"[\s/]+", name.lower())}
    coined = [_bare(word) for word in re.split(r"[\s/]+", text)]
    return [("stray", one, []) for one in coined if _is("COINED", one) and one.lower() not in inside]


def _mentions(text: str) -> list[tuple[str, str, list[str]]]:
    found: list[tuple[str, str, list[str]]] = []
    for sentence in sentences(text):
        line = sentence.split(" ")
        here: list[tuple[str, str, list[str]]] = []
        for at, word in enumerate(line):
            if _is("GRANT", _bare(word)):
                here.append(_mention(line, at))
            elif _is("QUALIFIER", _bare(word)):  # 5
                near = [_bare(one) for one in line[at + 1 : at + 4]]
                coded = next((n for n, one in enumerate(near) if _is("CODED", one)), None)
                plain = coded is not None and not any(_is("STOP", w) or _is("JOINER", w) for w in near[:coded])
                if plain and not any(_is("GRANT", _bare(one)) for one in line[at : at + 5]):
                    here.append(("named", word, [" ".join(near[: (coded or 0) + 1])]))
            elif _authority(line, at):
                here.append(("word", _bare(word), []))
        names = [name for _, _, some in here for name in some]
        found += here + (_strays(sentence, names) if names else [])
    return found


def _is_name(name: str) -> bool:
    """Rule 10."""
    parts = name.split(" ")
    coded = [at for at, word in enumerate(parts) if _is("CODED", word)]
    apart = any(right - left > 1 for left, right in zip(coded, coded[1:], strict=False))
    joined = any(_is("FOREIGN_JOINER", word) for word in parts)
    return name != "" and len(parts) <= 8 and len(name) <= 200 and not apart and not joined


def grant_findings(fields: dict[str, Any]) -> list[str]:
    mentions: list[tuple[str, str, list[str]]] = []
    for blocker in fields["blockers"]:
        gate = skeleton(blocker["gate"])
        here = _mentions(gate)
        names = [name for _, _, some in here for name in some]
        unnamed = re.search(r"(?i)\b(?:distinct|separate|explicit)(?![a-z])\W*(.+)$", gate)
        here += _strays(gate, names) if names else []
        mentions += [("named", gate, [unnamed[1]])] if not names and unnamed is not None else here  # 8
    mentions += [one for option in fields["options"] for one in _mentions(skeleton(option["text"]))]
    named = {name.lower() for _, _, some in mentions for name in some if name != ""}
    grants = {grant.lower() for grant in fields["grants"]}
    known = named | grants | {one["id"].lower() for one in fields["options"] + fields["blockers"]}
    found = ["packet.grant-unlisted" for name in named if name not in grants]
    for kind, word, some in mentions:
        parts = word.lower().split("/")
        understood = {
            "named": True,
            "generic": bool(named or grants),
            "word": all(part in known or not _is("AUTHORITY", part) for part in parts),
            "stray": any(word.lower() in re.split(r"[\s/]+", name) for name in known),
            "unclear": False,
        }
        if any(not _is_name(name) for name in some) or not understood[kind]:
            found.append("packet.grant-unclear")
    return found


# "Texts against rows, options and the packet"


def _picture(text: str) -> bool:
    return has("words.PICTURE", text)


def _cut(text: str) -> str:
    return words("contradictions.CONDITION").sub(" ", text)


def _not_closed(text: str) -> bool:
    return any(word in listed("words.NOT_CLOSED") or re.search("[未没不]", word) for word in words_in(text))


def _squeezed(text: str) -> str:
    return re.sub(f"[^{category('L')}{category('N')}]+", "", text.lower())


class _Strangers:
    """Rule 2."""

    def __init__(self, own: list[str], others: list[str]) -> None:
        named = [one for one in own if re.search(f"[{category('L')}]", one) and re.search(r"[-_.\d]", one)]
        self.known = {one.lower() for one in own + others}
        self.prefixes = {_prefix(one) for one in named} - {"", "-"}
        self.shapes = {_shape(one) for one in named if "-" in _shape(one)}

    def in_text(self, text: str) -> bool:
        tokens = [match[0] for match in words("identifiers.TOKEN").finditer(text)]
        stated = [one for one in re.split(f"(?<=[.;!?])[{WHITE}]", text) if has("contradictions.STATED", one)]
        foreign = [match[0] for one in stated for match in words("identifiers.TOKEN").finditer(one)]
        return any(self._stranger(one) for one in tokens) or any(self._foreign(one) for one in foreign)

    def _is_known(self, token: str) -> bool:
        if token.lower() in self.known or re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", token):
            return True
        return has("identifiers.STANDARDS", token) and _prefix(token) not in self.prefixes

    def _stranger(self, token: str) -> bool:
        if self._is_known(token) or not re.search("[0-9]", token):
            return False
        numbered = re.search(rf"(?:[-_.]|^[{category('L')}]+)[0-9]+$", token) is not None
        prefixed = _prefix(token) in self.prefixes and (_shouted(token) or numbered)
        return prefixed or (_shouted(token) and _shape(token) in self.shapes)

    def _foreign(self, token: str) -> bool:
        likely = re.search("[0-9]", token) is not None or _prefix(token) in self.prefixes
        return _shouted(token) and "-" in token and likely and not self._is_known(token)


def _shouted(token: str) -> bool:
    kinds = {unicodedata.category(letter) for letter in token}
    return "Lu" in kinds and "Ll" not in kinds


def _prefix(token: str) -> str:
    first = re.match(rf"[{category('L')}{category('N')}]+(?=[-_.])", token)
    letters = re.match(rf"[{category('L')}]+", token)
    return (f"{first[0]}-" if first else letters[0] if letters else "").upper()


def _shape(token: str) -> str:
    parts = re.split("([-_.])", token)
    return "".join(
        "-" if p in ("-", "_", ".") else "9" if p.isdecimal() else "X" if re.search("[0-9]", p) else "A" for p in parts
    )


def contradictions(fields: dict[str, Any], blockers: list[dict[str, Any]]) -> list[str]:
    """Rules 1 to 8; `blockers` with those that stand twice."""
    options = fields["options"]
    ids, closed = [b["id"] for b in blockers], [b["id"] for b in blockers if b["status"] == "closed"]
    option_ids, harmless = [o["id"] for o in options], [o for o in options if not o["mutates"]]
    strangers = _Strangers(ids, [fields["id"], *option_ids, *fields["grants"]])
    found: list[str] = []
    texts = [(skeleton(fields["title"]), True)] + [(skeleton(option["text"]), False) for option in options]
    for text, is_title in texts:
        found += _against_rows(text, ids, closed) + _withdrawn(text, is_title, [fields["id"], *option_ids, *ids])
        found += ["packet.blocker-without-row"] if strangers.in_text(text) else []
        ranks = {int(match[1]) for match in words("contradictions.OPTION_RANK").finditer(text)}
        spoken = _named(text, [o["id"] for o in harmless]) or any(o["rank"] in ranks for o in harmless)  # 4
        plain = re.sub(rf"[{category('L')}{category('N')}]+(?:_[{category('L')}{category('N')}]+)+", " ", text)
        if spoken and has("contradictions.CHANGES", plain):
            found.append("packet.option-contradicts")
        if _named(text, option_ids) or re.search(r"(?i)\boption [0-9]{1,3}\b", text):  # 5
            refused = has("contradictions.REFUSED", _cut(text)) or _picture(text)
            found += ["packet.withdrawn"] if refused else []
        if ids and has("contradictions.REDEFINES", text):  # 6
            found.append("packet.blocker-contradicted")
        if ids and set(closed) == set(ids) and has("words.BLOCKER_WORDS", _cut(text)) and _not_closed(_cut(text)):  # 7
            found.append("packet.blocker-contradicted")
    for blocker in blockers:
        gate = skeleton(blocker["gate"])
        found += _against_rows(gate, ids, closed) + _withdrawn(gate, False, [])
        stranger = any(strangers._stranger(match[0]) for match in words("identifiers.TOKEN").finditer(gate))
        found += ["packet.blocker-without-row"] if stranger else []
        if blocker["status"] == "closed":  # 8
            found += ["packet.grant-unclear"] if has("contradictions.GIVES_LEAVE", gate) else []
            says_open = has("contradictions.GATE_SAYS_OPEN", gate) or _not_closed(re.sub(r"(?i)\bno\b", " ", gate))
            found += ["packet.blocker-contradicted"] if says_open or _picture(gate) else []
    return found


def _against_rows(text: str, ids: list[str], closed: list[str]) -> list[str]:
    """Rule 1."""
    squeezed = _squeezed(text)
    spelled = [one for one in closed if len(_squeezed(one)) >= 5 and _squeezed(one) in squeezed]
    named = list(dict.fromkeys(_named(text, ids) + spelled))
    lower = {one.lower() for one in named}
    token = rf"[{category('L')}{category('N')}][{category('L')}{category('N')}._:/-]*"
    rest = re.sub(token, lambda m: " " if m[0].lower().rstrip("._:/-") in lower else m[0], text)
    known = [
        one in listed("words.ABOUT_CLOSED") or re.fullmatch(r"[0-9-]+|[0-9a-f]{40,}", one) for one in words_in(rest)
    ]
    plainly = all(known) and has("contradictions.PLAIN", rest)
    says = plainly and len(named) == 1 and has("contradictions.SAYS_CLOSED", rest)
    return ["packet.blocker-contradicted" for one in named if (not plainly if one in closed else says)]


def _withdrawn(text: str, is_title: bool, ids: list[str]) -> list[str]:
    """Rule 3. A text of packet.json is no passage, so nothing more is asked of it."""
    said = _cut(text)
    denied = withdrawn(said) or (is_title and (has("words.TITLE_DENIES", said) or _picture(said)))
    return ["packet.withdrawn"] if denied else []
