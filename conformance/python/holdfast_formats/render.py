"""The rendered text (rendered-text.md)."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any

Lines = list[str]

# rendered-text.md, "Escapes": the set, fixed by the page.
_SET = (
    "0000..0008 000B..001F 007F..009F 00AD 034F 061C 115F..1160 17B4..17B5 180B..180F 200B..200F 2028..202E 2060..206F "
    "2800 3164 FE00..FE0F FEFF FFA0 FFF0..FFFB 1BCA0..1BCA3 1D173..1D17A E0000..E0FFF"
)
_RANGES = [(int(part.split("..")[0], 16), int(part.split("..")[-1], 16)) for part in _SET.split()]
ESCAPED = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES) + "]")


def _hex(text: str) -> str:
    return f"\\u{{{ord(text):x}}}"


def _escape(value: str) -> str:
    return ESCAPED.sub(lambda match: _hex(match.group()), value.replace("\\u{", "\\u{5c}u{"))


def line(label: str, value: Any) -> Lines:
    """Form 2, a field."""
    return [f"{label}: " + _escape(str(value)).replace("\n", "\\u{a}").replace("\t", "\\u{9}")]


def fields(source: dict[str, Any], **names: str) -> Lines:
    """One field for each name, with its label."""
    return [one for name, label in names.items() for one in line(label, source[name])]


def block(label: str, value: str) -> Lines:
    """Form 3, a block."""
    return [f"{label}:", *(f"| {_escape(part)}".replace("\t", "\\u{9}") for part in value.split("\n"))]


def listing(label: str, items: list[Any], lines_of: Callable[[Any], Lines]) -> Lines:
    """Form 4, a list."""
    if not items:
        return [f"{label}: none"]
    lines = [f"{label}: {len(items)}"]
    for number, item in enumerate(items, 1):
        first, *rest = lines_of(item)
        lines += [f"  {number}. {first}", *(f"    {one}" for one in rest)]
    return lines


def named(label: str) -> Callable[[Any], Lines]:
    return lambda item: line(label, item)


def section(title: str, lines: Lines) -> Lines:
    return ["", title, *(f"  {one}" for one in lines)]


def _needed(separate: bool) -> str:
    return "needed" if separate else "not needed"


def _packet(p: dict[str, Any]) -> Lines:
    return section("PACKET", fields(p["packet"], id="Id", revision="Revision", sha256="SHA-256", size="Bytes"))


def _tree(tree: dict[str, Any]) -> Lines:
    lines = fields(tree, label="Name on the medium", verdict="Verdict")
    if tree["answers"] is None:
        lines += ["Answers none of the packet's tree hashes"]
    else:
        lines += fields(tree["answers"], treeHash="Answers the packet's tree hash", algorithm="Under the algorithm")
    lines += fields(tree, files="Files", bytes="Bytes")
    for name in ("dirHash", "gitTreeSha256", "gitTreeSha1", "merkleSha256", "sha256sumDot", "bagManifest"):
        if name in tree["treeHashes"]:
            lines += line(name, tree["treeHashes"][name])
    return lines


def _receipt_tree(tree: dict[str, Any]) -> Lines:
    return _tree(tree) + fields(tree, form="Form", layout="Layout")


def _check(check: dict[str, Any]) -> Lines:
    lines = fields(check, id="Check", type="Type", result="Result", reason="Because", evidence="In evidence (dirHash)")
    return lines + listing("Observed", check["observed"], lambda one: fields(one, name="Name", value="Value"))


def _evidence(p: dict[str, Any], lines_of: Callable[[Any], Lines] = _tree) -> Lines:
    lines = listing("Evidence trees", p["evidence"], lines_of)
    return section("EVIDENCE", lines + listing("Checks that the console made", p["checks"], _check))


def _read(read: dict[str, Any]) -> Lines:
    def extent(unit: str, one: dict[str, Any]) -> Lines:
        parts = listing("Parts", one["parts"], lambda part: line(unit, f"{part['first']} to {part['last']}"))
        return line(f"{unit} shown", f"{one['shown']} of {one['size']}") + parts

    def file(one: dict[str, Any]) -> Lines:
        return fields(one, path="File", evidence="In evidence (dirHash)") + extent("Bytes", one)

    since = "not recorded, the signer signed in for this act alone" if read["since"] is None else read["since"]
    opened = len(read["files"]) + read["filesMore"]
    return section(
        "WHAT WAS OPENED ON THIS SCREEN",
        ["Sent to the screen while the signer was signed in. It does not say that it was read or understood."]
        + line("Recorded since", since)
        + line("Files of the evidence opened", f"{opened} of {read['filesTotal']}")
        + listing("Files", read["files"], file)
        + line("Opened files that are not listed", read["filesMore"])
        + ["The packet, by the lines that its window reported as on the screen"]
        + extent("Lines", read["packet"]),
    )


def _grants(p: dict[str, Any]) -> Lines:
    def lines(grant: dict[str, Any]) -> Lines:
        lines = fields(grant, action="Action", expires="Expires", nonce="Nonce")
        return lines + fields(
            grant, statementSha256="SHA-256 of its statement", envelopeSha256="SHA-256 of its envelope"
        )

    return section("GRANTS USED UP BY THIS", listing("Grants", p["grants"], lines))


def _in_force(p: dict[str, Any]) -> Lines:
    expires = "never, unless revoked or followed by another" if p["expires"] is None else p["expires"]
    return section("IN FORCE", line("Not before", p["notBefore"]) + line("Expires", expires))


_PROBES = {
    "socket-families": "Sockets of any family but AF_UNIX",
    "io-uring": "io_uring",
    "own-links": "Network links of its own",
    "message-bus": "A message bus",
    "abstract-sockets": "Abstract sockets of others",
    "ordinary-account": "Root",
    "chromium-sandbox": "Pages outside of Chromium\u2019s sandbox",
}
_OUTCOMES = {"closed": "closed", "open": "OPEN", "unknown": "NOT KNOWN"}
_DISPLAYS = {
    "wayland": "Wayland",
    "x11": "X11: other programs of this account can read what is typed",
    "none": "none",
}


def _seal(seal: dict[str, Any]) -> Lines:
    def probe(one: dict[str, Any]) -> Lines:
        lines = line(_PROBES[one["probe"]], _OUTCOMES[one["outcome"]])
        return lines + (line("Seen", one["detail"]) if one["detail"] != "" else [])

    lines = listing("Tried at the start", seal["probes"], probe) + line("Display", _DISPLAYS[seal["display"]])
    if seal["unsealed"] is not None:
        lines += block("STARTED WITHOUT THE SEAL, with this sentence", seal["unsealed"])
    if seal["letPass"]:
        lines += listing("DEVELOPMENT BUILD, which let pass", seal["letPass"], named("Switch"))
    return lines


def _ending(p: dict[str, Any]) -> Lines:
    """CLOCK, AIR GAP and CONSOLE."""
    airgap, console = p["airgap"], p["console"]
    lines = line("Launcher", airgap["launcher"])
    if "seal" in airgap:
        lines += _seal(airgap["seal"])
    lines += listing("Network links up", airgap["linksUp"], named("Link"))
    if airgap["override"] is None:
        lines += ["No override"]
    else:
        lines += block("OVERRIDE, with this reason", airgap["override"])
    lines += line("Checked at", airgap["checkedAt"])
    return (
        section("CLOCK", line("Station clock (UTC, nobody vouches for it)", p["clock"]["utc"]))
        + section("AIR GAP", lines)
        + section("CONSOLE", fields(console, version="Version", runtime="Runtime", buildSha256="Build SHA-256"))
    )


def _decision(p: dict[str, Any]) -> Lines:
    chosen = p["chosen"]
    texts = [o["text"] for o in p["optionsOffered"] if o["id"] == chosen["id"]]
    text = next(one for one in texts if sha256(one.encode()).hexdigest() == chosen["textSha256"])
    lines = line("Chosen option", chosen["id"]) + block("Which says", text) + line("Default option", p["default"])
    lines += block("Reason", p["reason"])
    lines += listing("Open blockers acknowledged", p["acknowledged"], named("Blocker"))
    effect = p.get("effect")
    if effect is not None:
        said = "its text" if effect["saidBy"] == "text" else "a field of the packet alone"
        lines += line("Changes nothing, said by", said) + listing("Its clauses", effect["clauses"], named("Clause"))
    if "unread" in p:
        lines += listing(
            "Unread passages acknowledged",
            p["unread"],
            lambda one: (
                fields(one, line="Line", sha256="SHA-256")
                + line("Acknowledged", "by itself" if one["alone"] else "with others")
            ),
        )
    offered = listing(
        "Options",
        p["optionsOffered"],
        lambda one: fields(one, id="Option", rank="Rank") + block("Text", one["text"]),
    )
    previous = p["previousDecision"] or "none, this is the first"
    return (
        section("DECISION", lines)
        + _packet(p)
        + section("OPTIONS OFFERED", offered + line("SHA-256 of the text of the chosen option", chosen["textSha256"]))
        + section("WHAT STAYS LOCKED, AND WHY", listing("Locked options", p["locks"], _lock))
        + section("BLOCKERS AS THEY STOOD", listing("Blockers", p["blockers"], _blocker))
        + _evidence(p)
        + (_read(p["read"]) if "read" in p else [])
        + _grants(p)
        + section(
            "PLACE IN THE CHAIN",
            line("Decision id", p["decisionId"])
            + line("Sequence", p["sequence"])
            + line("Previous decision (SHA-256 of its statement)", previous),
        )
        + _in_force(p)
        + _ending(p)
    )


def _lock(lock: dict[str, Any]) -> Lines:
    def reason(one: dict[str, Any]) -> Lines:
        kind = one["kind"].replace("-", " ")
        return line("Lock", kind) + fields(one, about="About", detail="Detail")

    return line("Option", lock["option"]) + listing("Because", lock["reasons"], reason)


def _blocker(blocker: dict[str, Any]) -> Lines:
    return (
        fields(blocker, id="Blocker", status="Understood as", statusText="Written as")
        + line("Separate authority", _needed(blocker["separateAuthority"]))
        + listing("Actors", blocker["actors"], named("Actor"))
        + listing("Legs", blocker["legs"], lambda one: fields(one, leg="Leg", status="Status"))
        + listing("Discharges (SHA-256 of their statements)", blocker["discharges"], named("Discharge"))
    )


def _grant(p: dict[str, Any]) -> Lines:
    lines = line("Action", p["action"]) + block("Reason", p["reason"])
    lines += line("Grant id", p["grantId"]) + line("Nonce", p["nonce"])
    return section("GRANT", lines) + _packet(p) + _in_force(p) + _ending(p)


def _discharge(p: dict[str, Any]) -> Lines:
    blocker = p["blocker"]
    lines = line("Blocker", blocker["id"])
    lines += ["The whole blocker"] if blocker["leg"] is None else line("Only its leg", blocker["leg"])
    lines += block("Gate, as the packet writes it", blocker["gate"]) + block("Reason", p["reason"])
    lines += listing("Signed by", p["actors"], named("Role"))
    lines += line("Separate authority", _needed(p["separateAuthority"])) + line("Discharge id", p["dischargeId"])
    return section("DISCHARGE", lines) + _packet(p) + _evidence(p) + _grants(p) + _in_force(p) + _ending(p)


def _revocation(p: dict[str, Any]) -> Lines:
    revokes = p["revokes"]
    lines = fields(revokes, kind="Revokes a", id="With the id", statementSha256="SHA-256 of its statement")
    lines += block("Reason", p["reason"])
    return section("REVOCATION", lines + line("Revocation id", p["revocationId"])) + _packet(p) + _ending(p)


def _receipt(p: dict[str, Any]) -> Lines:
    def finding(one: dict[str, Any]) -> Lines:
        lines = fields(one, code="Finding", severity="Severity", where="Where")
        for label in ("Observed", "Expected"):
            if one[label.lower()] is not None:
                lines += line(label, one[label.lower()])
        return lines

    medium, done = p["medium"], p["import"]
    lines = line("Verdict", p["verdict"])
    if p["refusal"] is not None:
        lines += block("NOTHING WAS IMPORTED, because", p["refusal"])
    lines += line("Name on the medium", done["label"]) + line("Receipt id", p["receiptId"])
    return (
        section("RECEIPT", lines)
        + section(
            "FINDINGS",
            line("Findings in all", p["findingsTotal"]) + listing("Findings listed here", p["findings"], finding),
        )
        + (section("NO PACKET", []) if p["packet"] is None else _packet(p))
        + _evidence(p, _receipt_tree)
        + section(
            "MEDIUM",
            fields(medium, label="Label", filesystem="Filesystem", serial="Serial")
            + line("Mounted", "read-only" if medium["readOnly"] else "writable"),
        )
        + section(
            "IMPORT",
            fields(done, journalEntry="Entry of the journal", startedAt="Started", finishedAt="Finished")
            + fields(done, filesRead="Files read", bytesRead="Bytes read", resumed="Taken up again")
            + fields(done, durability="Durability"),
        )
        + _ending(p)
    )


_TYPES: dict[str, tuple[str, Callable[[dict[str, Any]], Lines]]] = {
    "decision": ("OWNER DECISION", _decision),
    "grant": ("GRANT OF ONE ACTION, ONCE", _grant),
    "discharge": ("DISCHARGE OF A BLOCKER", _discharge),
    "revocation": ("REVOCATION", _revocation),
    "receipt": ("RECEIPT OF AN IMPORT", _receipt),
}


def rendered_text(word: str, predicate: dict[str, Any]) -> bytes:
    title, lines_of = _TYPES[word]
    return ("\n".join([f"HOLDFAST {title}", *lines_of(predicate)]) + "\n").encode()
