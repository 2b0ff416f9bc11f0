"""Findings and their severities, as findings.md lists them."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[3] / "docs" / "formats"


def _severities() -> dict[str, str]:
    text = (DOCS / "findings.md").read_text("utf-8")
    return dict(re.findall(r"^\| `([a-z]+\.[a-z0-9-]+)` \| (error|warning|info) \|", text, re.M))


SEVERITY: dict[str, str] = _severities()


class Refused(Exception):
    """Reading something ended with these findings."""

    def __init__(self, *codes: str) -> None:
        super().__init__(*codes)
        self.codes: list[str] = list(codes)


def has_error(codes: list[str]) -> bool:
    """findings.md, "Severity": the verdict depends on errors alone. A code that is not listed counts as one."""
    return any(SEVERITY.get(code, "error") == "error" for code in codes)
