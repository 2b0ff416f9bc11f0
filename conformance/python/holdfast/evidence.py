"""A bundle of evidence and its verdict: evidence.md."""

import os
from dataclasses import dataclass, field

from .archives import read_archive
from .checks import checks_of
from .common import Refused, Unreadable, asked_file, has_error
from .manifests import Manifests
from .trees import EMPTY, bag_manifest, below, matches, read_folder, roots, tree_hashes

OF_EXPORTS = {"statement.json", "decision.dsse.json", "statement.json.sig", "allowed_signers",
              "keys/allowed_signers", "keys/station.pem", "journal/log.jsonl", "journal/checkpoint"}

@dataclass
class Bundle:
    """A tree that was read, and what is said of it."""

    name: str
    tree: dict
    codes: set
    archive: bool
    checks: list = field(default_factory=list)
    vouched: bool = False
    hashes: dict = field(default_factory=dict)

    @property
    def passed(self):
        """Whether every check passed."""
        return all(result == "pass" for _, result in self.checks)

    @property
    def verdict(self):
        """What is said of the bundle alone."""
        if has_error(self.codes) or not self.passed:
            return "refused"
        return "verified" if self.vouched or self.checks else "read"

    @property
    def roots(self):
        """The dirHash of each root, but for the tree of nothing."""
        return {tree_hashes(below(self.tree, at))["dirHash"] for at in roots(self.tree)} - {EMPTY}

    def matches(self, text):
        """Whether a hash as it is written down is one of the tree."""
        return matches(self.tree, self.name, text)

def read_bundle(path):
    """The bundle of a folder or an archive. Refused where it cannot be read as a tree."""
    name = os.path.basename(os.path.normpath(path))
    if os.path.isdir(path):
        tree, codes = read_folder(path)
        archive = False
    else:
        try:
            tree, codes, _ = read_archive(asked_file(path), name)
        except Refused as refused:
            if "evidence.archive-form" in refused.codes:
                raise Unreadable(path) from None
            raise
        archive = True
    bundle = Bundle(name, tree, codes, archive)
    if has_error(codes):
        return bundle
    manifests = Manifests(tree)
    bundle.checks, found = checks_of(tree)
    bundle.codes |= manifests.codes | found
    bundle.vouched = manifests.vouch
    bundle.hashes = tree_hashes(tree)
    if bag_manifest(tree):
        bundle.hashes["bagManifest"] = bag_manifest(tree)
    return bundle

def verify_tree(path, expected):
    """(verdict, codes, values) of verify-tree."""
    bundle = read_bundle(path)
    codes, verdict = set(bundle.codes), bundle.verdict
    if expected and bundle.hashes:
        if not bundle.matches(expected):
            codes.add("evidence.tree-differs")
        elif verdict == "read":
            verdict = "verified"
    elif bundle.archive and any(at + name in bundle.tree for at in roots(bundle.tree) for name in OF_EXPORTS):
        codes.add("dossier.in-archive")
    if not bundle.passed:
        codes.add("evidence.check-not-passed")
    files = [one for one in bundle.tree.values() if not one.link]
    values = {"files": len(files), "bytes": sum(len(one.content) for one in files), **bundle.hashes}
    return "refused" if has_error(codes) else verdict, codes, values
