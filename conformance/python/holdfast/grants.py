"""Which grants a text names: packet-prose.md, "Grants"."""

import re

from .ecma import WORDS


def is_a(word, name):
    """Whether a word matches one of the patterns for grants."""
    return bool(WORDS[f"grants.{name}"].search(word))


def bare(word):
    """A word without the marks around it."""
    return word.lstrip("(\"'“`").rstrip(")\"'”.,;:!?`")


def listed(words):
    """Rule 3: the names of a list of words."""
    names = re.split(r"\s*(?:[/,+&]|\s(?:and|or|plus)\s)\s*", f" {' '.join(words)} ", flags=re.I)
    kept = (" ".join(word for word in map(bare, name.split()) if not is_a(word, "ARTICLE") or word == "A")
            for name in names)
    return [name for name in kept if name and not is_a(name, "NAMELESS")]


def before(words, at):
    """Rule 1: the names before a mention, and whether they are unclear."""
    start = at
    while start > max(0, at - 200):
        word = words[start - 1]
        if is_a(bare(word), "STOP") or is_a(bare(word), "GRANT") or word[-1] in ";:)":
            break
        start -= 1
        if word.startswith("("):
            break
    groups, unclear, names = [[]], False, []
    for word in words[start:at]:
        if is_a(bare(word), "JOINER"):
            groups.append([])
            continue
        groups[-1].append(word)
        if word.endswith(","):
            groups.append([])
    for number, group in enumerate(groups):
        group = [bare(word) for word in group]
        told = [n for n, word in enumerate(group) if is_a(word, "DETERMINER")]
        name = group[told[-1] + 1:] if told else group
        if not name or is_a(" ".join(group), "NO_NAME"):
            continue
        last = number == len(groups) - 1
        if (not is_a(name[-1], "CODED") and not (last and (told or "-" in name[-1]))) or (
                len(name) > 3 and not told):
            unclear = True
        else:
            names += listed(name)
    return names, unclear


def after(words, at):
    """Rule 2: the names after a mention."""
    if at + 1 >= len(words) or bare(words[at]) != words[at].lstrip("(\"'“`") or not is_a(words[at + 1], "PREPOSITION"):
        return []
    taken = []
    for word in words[at + 2:]:
        if is_a(bare(word), "GRANT") or word in ("-", "–", "—") or word.startswith("("):
            break
        taken.append(word)
        if word[-1] in ".;:)":
            break
    return listed(taken)


def grants_named(text, is_gate):
    """(names, unclear, generic, words for authority, strays) of a text."""
    names, doubtful, strays, unclear, generic = [], [], [], False, False
    for sentence in re.split(r"(?<=[.;!?])\s+", text):
        words, own = sentence.split(), []
        mentions = [n for n, word in enumerate(words) if is_a(bare(word), "GRANT")]
        for at in mentions:
            found, doubt = before(words, at)
            found += after(words, at)
            several = any(is_a(bare(word), "SEVERAL") for word in words[max(0, at - 4):at])
            if not found and not doubt:
                opened = at == 0 or is_a(bare(words[at - 1]), "DETERMINER") or is_a(bare(words[at - 1]), "STOP")
                follows = words[at + 1] if at + 1 < len(words) else ""
                ended = not follows or words[at][-1] in ".,;:!?)" or is_a(follows, "JOINER") or is_a(follows, "PREPOSITION")
                generic, doubt = generic or (opened and ended), not (opened and ended)
            unclear = unclear or doubt or (several and len(found) == 1)
            own += found
        for at, word in enumerate(words):
            near = any(at < mention <= at + 4 for mention in mentions)
            if is_a(bare(word), "QUALIFIER") and not near:
                own += qualified(words[at + 1:at + 4])
            elif at not in mentions and speaks_of_authority(bare(word), words[at - 1] if at else ""):
                doubtful.append(bare(word))
        if own:
            inside = {word for name in own for word in re.split(r"[\s/]+", name)}
            strays += [part for part in map(bare, re.split(r"[\s/]+", sentence))
                       if is_a(part, "COINED") and part not in inside]
        names += own
    distinct = re.search(r"\b(?:distinct|separate|explicit)\b(.*)", text, re.I | re.S)
    if is_gate and not names and distinct:
        names = listed(distinct[1].split())
    return names, unclear or any(not is_plain_name(name) for name in names), generic, doubtful, strays


def qualified(words):
    """Rule 5: the name behind a qualifier without a mention."""
    for count in range(len(words), 0, -1):
        name = [bare(word) for word in words[:count]]
        if is_a(name[-1], "CODED") and not any(is_a(word, "STOP") or is_a(word, "JOINER") for word in name[:-1]):
            return [" ".join(name)]
    return []


def speaks_of_authority(word, previous):
    """Rule 6."""
    if re.match(r"(?:un|non-)(?:authori[sz]|approv)|separately-authori[sz]ed", word, re.I) or (
            previous.lower() == "not" and re.fullmatch(r"authori[sz]ed|approved|permitted|granted", word, re.I)):
        return False
    return any(is_a(part, "AUTHORITY") for part in [word, *re.split("[/_-]", word)])


def is_plain_name(name):
    """Rule 10."""
    words = name.split()
    coded = [n for n, word in enumerate(words) if is_a(word, "CODED")]
    between = coded and any(n not in coded for n in range(coded[0], coded[-1]))
    return len(words) <= 8 and len(name) <= 200 and not between and not any(
        is_a(word, "FOREIGN_JOINER") for word in words)
