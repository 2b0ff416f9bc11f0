"""checks.json: evidence.md. JUnit and TAP are not read: such a check is unknown here, and so is one with quoted CSV."""

import re
from collections import Counter

from .common import Refused, is_blank, length, sha256
from .merkle import good_path
from .strict_json import read_json
from .trees import below, bag_manifest, git_tree, roots, tree_hashes, written_hash

FIELDS = {"rollback-proof": {"legs"}, "entry-exit": {"entry", "exit"}, "forbidden-tokens": {"tokens", "files"},
          "probe-results": {"file", "format", "expected"}, "seal": {"seal", "covers"}}


def checks_of(tree):
    """(id, result) of every check of a tree, and the findings."""
    found, codes = [], set()
    outermost = None
    for at in roots(tree):
        one = tree.get(f"{at}checks.json")
        if one is None or one.link:
            continue
        outermost = at if outermost is None else outermost
        try:
            for check in read_checks(one.content):
                found.append((at[len(outermost):] + check["id"], run(check, below(tree, at))))
        except Refused as refused:
            codes |= refused.codes
    return found, codes


def read_checks(data):
    """The checks of a file."""
    value = read_json(data, 8 * 1024 * 1024, 64)
    checks = value.get("checks") if isinstance(value, dict) else None
    good = (isinstance(checks, list) and set(value) == {"type", "checks"} and len(checks) <= 1000
            and value["type"] == "urn:holdfast:checks:v1" and all(map(is_check, checks))
            and len({check["id"] for check in checks}) == len(checks))
    if not good:
        raise Refused("evidence.checks-malformed")
    return checks


def is_check(check):
    """Whether one check has its form."""
    if not isinstance(check, dict) or check.get("type") not in FIELDS or not isinstance(check.get("id"), str):
        return False
    texts = [check.get("title"), *(check.get(name) for name in ("entry", "exit", "seal", "covers", "file")
                                   if name in FIELDS[check["type"]])]
    return (set(check) == FIELDS[check["type"]] | {"id", "type", "title"}
            and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", check["id"]) is not None
            and all(isinstance(text, str) for text in texts) and 1 <= length(texts[0]) <= 300
            and all(is_path(text) for text in texts[1:]) and SHAPES.get(check["type"], lambda _: True)(check))


def is_path(text):
    """Whether a text is a path that a tree can have, of a file or, with a slash at its end, of a folder."""
    return isinstance(text, str) and length(text) <= 4096 and good_path(text.removesuffix("/"))


def legs_fit(check):
    """The legs of a rollback-proof."""
    states = ("before", "afterApply", "afterRollback")
    legs = check["legs"]
    if not isinstance(legs, list) or not 1 <= len(legs) <= 100 or not all(isinstance(leg, dict) for leg in legs):
        return False
    names = [leg.get("name") for leg in legs] + [f"{leg.get('name')}.rows" for leg in legs if "rows" in leg]
    return len(set(map(str, names))) == len(names) and all(
        isinstance(leg.get("name"), str) and not is_blank(leg["name"]) and length(leg["name"]) <= 200
        and set(leg) - {"rows"} == {"name", *states} and all(is_path(leg[state]) for state in states)
        and ("rows" not in leg or (isinstance(leg["rows"], dict) and set(leg["rows"]) == set(states)
                                   and all(is_path(leg["rows"][state]) for state in states))) for leg in legs)


def tokens_fit(check):
    """The tokens and files of forbidden-tokens."""
    files = check["files"]
    return (isinstance(check["tokens"], list) and 1 <= len(check["tokens"]) <= 256
            and all(isinstance(token, dict) and token_bytes(token) for token in check["tokens"])
            and (files == "all" or (isinstance(files, list) and 1 <= len(files) <= 10_000
                                    and all(map(is_path, files)))))


def token_bytes(token):
    """The bytes of a token, or None."""
    if set(token) == {"text"} and isinstance(token["text"], str) and 1 <= length(token["text"]) <= 1024:
        return token["text"].encode()
    if set(token) == {"hex"} and isinstance(token["hex"], str) and re.fullmatch("(?:[0-9a-fA-F]{2}){1,1024}", token["hex"]):
        return bytes.fromhex(token["hex"])
    return None


def probes_fit(check):
    """What probe-results expects."""
    expected = check["expected"]
    return (check["format"] in ("in-toto-test-result", "junit-xml", "tap") and isinstance(expected, int)
            and not isinstance(expected, bool) and 1 <= expected <= 100_000)


SHAPES = {"rollback-proof": legs_fit, "forbidden-tokens": tokens_fit, "probe-results": probes_fit}


def state_of(tree, path):
    """(digest, has links) of a file or a folder; None where it is missing or a link."""
    if not path.endswith("/"):
        one = tree.get(path)
        return None if one is None or one.link else (sha256(one.content), False)
    inside = below(tree, path)
    return (git_tree(inside, "sha256"), any(one.link for one in inside.values())) if inside else None


def same(tree, one, other):
    """Whether two states are equal; None where nobody can tell."""
    left, right = state_of(tree, one), state_of(tree, other)
    if left is None or right is None or one == other:
        return None
    return None if left[0] == right[0] and (left[1] or right[1]) else left[0] == right[0]


def worst(results):
    """Of several parts: fail outweighs unknown, and unknown outweighs pass. Parts are True, False or None."""
    results = list(results)
    return "fail" if False in results else "unknown" if None in results else "pass"


def negated(result):
    """The opposite of what is known."""
    return None if result is None else not result


def run(check, tree):
    """pass, fail or unknown."""
    if check["type"] == "entry-exit":
        return worst([same(tree, check["entry"], check["exit"])])
    if check["type"] == "rollback-proof":
        return worst(part for leg in check["legs"] for part in leg_parts(tree, leg))
    if check["type"] == "forbidden-tokens":
        return worst(token_parts(tree, check))
    return worst([sealed(tree, check)]) if check["type"] == "seal" else probed(tree, check)


def leg_parts(tree, leg):
    """The parts of one leg."""
    yield negated(same(tree, leg["before"], leg["afterApply"]))
    yield same(tree, leg["before"], leg["afterRollback"])
    if "rows" in leg:
        files = [tree.get(leg["rows"][state]) for state in ("before", "afterApply", "afterRollback")]
        readable = all(one and not one.link and b'"' not in one.content for one in files)
        before, applied, back = ([Counter(one.content.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\n").split(b"\n"))
                                  for one in files] if readable else [None] * 3)
        yield before != applied if readable else None
        yield before == back if readable else None


def token_parts(tree, check):
    """No token is in any byte of the files."""
    paths = [path for path in tree if path != "checks.json"] if check["files"] == "all" else [
        path for one in check["files"] for path in ([one] if not one.endswith("/") else
                                                    [p for p in tree if p.startswith(one)] or [one])]
    searched = [path for path in paths if path in tree and not tree[path].link]
    if not searched or (check["files"] != "all" and len(searched) < len(paths)):
        yield None
    for path in searched:
        yield not any(token_bytes(token) in tree[path].content for token in check["tokens"])


def sealed(tree, check):
    """Whether the one digest in a seal is that of what it covers."""
    one, covers = tree.get(check["seal"]), check["covers"]
    state = state_of(tree, covers)
    if one is None or one.link or state is None or len(one.content) > 65_536:
        return None
    line = re.fullmatch(rb"([^ \n]+?)(?: [ *](.+?))?\r?\n?", one.content)
    stem = covers.removesuffix("/")
    named = {stem.encode(), covers.encode(), stem.rpartition("/")[2].encode()}
    if not line or (line[2] and line[2].removeprefix(b"./") not in named):
        return None
    algorithms, digest = written_hash(line[1].decode("utf-8", "replace"))
    if not covers.endswith("/"):
        return state[0] == digest if "dirHash" in algorithms and len(digest) == 64 else None
    inside = below(tree, covers)
    hashes = {**tree_hashes(inside), "bagManifest": bag_manifest(inside)}
    hit = {name for name in algorithms if hashes.get(name) == digest}
    return None if state[1] and not hit & {"gitTreeSha1", "gitTreeSha256"} else bool(hit) if algorithms else None


def probed(tree, check):
    """in-toto's test result."""
    one = tree.get(check["file"])
    if one is None or one.link or check["format"] != "in-toto-test-result" or len(one.content) > 33_554_432:
        return "unknown"
    try:
        value = read_json(one.content, 33_554_432, 64, fractions=True)
        predicate = value["predicate"]
        lists = [predicate.get(name, []) for name in ("passedTests", "warnedTests", "failedTests")]
        passed = lists[0]
        good = (value["predicateType"] == "https://in-toto.io/attestation/test-result/v0.1"
                and predicate["result"] in ("PASSED", "WARNED", "FAILED") and isinstance(value["subject"], list)
                and isinstance(predicate["configuration"], list)
                and (predicate["result"] == "PASSED") == (not lists[1] and not lists[2]))
    except (Refused, KeyError, TypeError, AttributeError):
        return "unknown"
    if not good:
        return "unknown"
    names = [name for part in lists for name in part]
    return worst([len(passed) == len(names) == len(set(names)) == check["expected"]])
