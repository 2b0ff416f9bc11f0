"""checks.json: evidence.md. Of the types entry-exit alone is read; another one is not tried."""

import re

from .common import NotTried, Refused, length, sha256
from .merkle import good_path
from .strict_json import read_json
from .trees import below, git_tree, roots

OTHER_TYPES = ("rollback-proof", "forbidden-tokens", "probe-results", "seal")

def checks_of(tree):
    """(id, result) of every check of a tree, and the findings."""
    found, codes, outermost = [], set(), None
    for at in roots(tree):
        one = tree.get(f"{at}checks.json")
        if one is None or one.link:
            continue
        outermost = at if outermost is None else outermost
        try:
            found += [(at[len(outermost):] + check["id"], compared(check, below(tree, at)))
                      for check in read_checks(one.content)]
        except Refused as refused:
            codes |= refused.codes
    return found, codes

def read_checks(data):
    """The checks of a file."""
    value = read_json(data, 8 * 1024 * 1024, 64)
    checks = value.get("checks") if isinstance(value, dict) else None
    good = (isinstance(checks, list) and set(value) == {"type", "checks"} and len(checks) <= 1000
            and value["type"] == "urn:holdfast:checks:v1" and all(isinstance(one, dict) for one in checks))
    if good and any(one.get("type") in OTHER_TYPES for one in checks):
        raise NotTried("a check of another type than entry-exit")
    if not good or not all(map(is_check, checks)) or len({one["id"] for one in checks}) < len(checks):
        raise Refused("evidence.checks-malformed")
    return checks

def is_check(check):
    """Whether one check has its form."""
    texts = [check.get(name) for name in ("id", "title", "entry", "exit")]
    return (set(check) == {"id", "type", "title", "entry", "exit"} and check["type"] == "entry-exit"
            and all(isinstance(text, str) and length(text) <= 4096 for text in texts)
            and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", texts[0]) is not None
            and 1 <= length(texts[1]) <= 300 and all(good_path(text.removesuffix("/")) for text in texts[2:]))

def state_of(tree, path):
    """(digest, has links) of a file or a folder; None where it is missing or a link."""
    if not path.endswith("/"):
        one = tree.get(path)
        return None if one is None or one.link else (sha256(one.content), False)
    inside = below(tree, path)
    return (git_tree(inside, "sha256"), any(one.link for one in inside.values())) if inside else None

def compared(check, tree):
    """pass, fail or unknown."""
    left, right = state_of(tree, check["entry"]), state_of(tree, check["exit"])
    if left is None or right is None or check["entry"] == check["exit"]:
        return "unknown"
    return "fail" if left[0] != right[0] else "unknown" if left[1] or right[1] else "pass"
