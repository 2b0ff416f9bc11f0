"""JSON Schema, draft 2020-12, as far as docs/formats uses it. All defects of a value are found."""

import functools
import json

from .common import DOCS, length
from .ecma import compile_ecma

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
CUT_TEXT = 4000

@functools.cache
def schema(name):
    """One of the published schemas."""
    return json.loads((DOCS / f"{name}.schema.json").read_text("utf-8"))

def has_type(value, name):
    """Whether a value of JSON has this type."""
    if name in ("integer", "number"):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])

def defects(rule, value, unique=True, cut_texts=False):
    """The kinds of defects: "shape", and "unknown-field" for a member that the schema does not name.

    unique: whether uniqueItems is looked at. cut_texts: whether a text that the journal cut may be longer.
    """
    if rule is False:
        return {"shape"}
    found = set()
    again = functools.partial(defects, unique=unique, cut_texts=cut_texts)
    if "type" in rule and not has_type(value, rule["type"]):
        return {"shape"}
    if ("const" in rule and value != rule["const"]) or ("enum" in rule and value not in rule["enum"]):
        found.add("shape")
    for word in ("anyOf", "oneOf"):
        if word in rule:
            found |= again(branch(rule[word], value), value)
    for part in rule.get("allOf", []):
        found |= again(part, value)
    if isinstance(value, str):
        found |= text_defects(rule, value, cut_texts)
    elif isinstance(value, dict):
        known = rule.get("properties", {})
        if any(name not in value for name in rule.get("required", [])):
            found.add("shape")
        for name, item in value.items():
            if name in known:
                found |= again(known[name], item)
            elif rule.get("additionalProperties") is False:
                found.add("unknown-field")
            elif isinstance(rule.get("additionalProperties"), dict):
                found |= again(rule["additionalProperties"], item)
    elif isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            found.add("shape")
        if unique and rule.get("uniqueItems") and any(item in value[:n] for n, item in enumerate(value)):
            found.add("shape")
        first = rule.get("prefixItems", [])
        for number, item in enumerate(value):
            found |= again(first[number] if number < len(first) else rule.get("items", {}), item)
    elif has_type(value, "integer") and not rule.get("minimum", value) <= value <= rule.get("maximum", value):
        found.add("shape")
    return found

def text_defects(rule, text, cut_texts):
    """Lengths in UTF-16 code units, and the pattern."""
    most = rule.get("maxLength", length(text))
    cut = cut_texts and most == CUT_TEXT and len(text) == 2001 and text.endswith("…")
    if not rule.get("minLength", 0) <= length(text) or (length(text) > most and not cut):
        return {"shape"}
    if "pattern" in rule and not compile_ecma(rule["pattern"], "u").search(text):
        return {"shape"}
    return set()

def branch(rules, value):
    """The one of several schemas that a value is meant for, by its type and by its constant members."""
    for rule in rules:
        consts = {name: part["const"] for name, part in rule.get("properties", {}).items() if "const" in part}
        if has_type(value, rule["type"]) and all(value.get(name) == part for name, part in consts.items()):
            return rule
    return False
