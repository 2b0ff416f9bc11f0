"""The JSON Schemas of docs/formats (README.md, "Schemas"): the keywords that they use.

Not `uniqueItems`: statements.md, step 5, leaves it to step 6. Records of identities ask for it themselves.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from .ecma import WHITE, ecma
from .findings import DOCS
from .strict_json import utf16_length

SHAPE, UNKNOWN = "shape", "unknown"
_NUMBERS = {"integer": int, "number": int}
_TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)} | _NUMBERS


@cache
def load(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((DOCS / f"{name}.schema.json").read_bytes())
    return schema


def is_blank(text: str) -> bool:
    return re.fullmatch(f"[{WHITE}]*", text) is not None


def trim(text: str) -> str:
    return re.sub(f"\\A[{WHITE}]+|[{WHITE}]+\\Z", "", text)


def same(left: Any, right: Any) -> bool:
    """Equal JSON values; true is not 1."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return type(left) is type(right) and left == right


def has_type(value: Any, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and (name not in _NUMBERS or not isinstance(value, bool))


def defects(schema: Any, value: Any) -> list[str]:
    """SHAPE for each value that has another form, UNKNOWN for each member that the schema does not name."""
    if isinstance(schema, bool):
        return [] if schema else [SHAPE]
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return _choose(schema[choice], value)
    if "type" in schema and not has_type(value, schema["type"]):
        return [SHAPE]
    found: list[str] = []
    if "const" in schema and not same(schema["const"], value):
        found.append(SHAPE)
    if "enum" in schema and not any(same(one, value) for one in schema["enum"]):
        found.append(SHAPE)
    for part in schema.get("allOf", []):
        found += defects(part, value)
    if isinstance(value, str):
        length = utf16_length(value)
        if length < schema.get("minLength", 0) or length > schema.get("maxLength", length):
            found.append(SHAPE)
        if "pattern" in schema and ecma(schema["pattern"]).search(value) is None:
            found.append(SHAPE)
    elif isinstance(value, dict):
        found += _object(schema, value)
    elif isinstance(value, list):
        found += _array(schema, value)
    elif isinstance(value, int) and not isinstance(value, bool):
        if value < schema.get("minimum", value) or value > schema.get("maximum", value):
            found.append(SHAPE)
    return found


def _object(schema: dict[str, Any], value: dict[str, Any]) -> list[str]:
    properties = schema.get("properties", {})
    found = [SHAPE for name in schema.get("required", []) if name not in value]
    more = schema.get("additionalProperties", True)
    for name, member in value.items():
        if "propertyNames" in schema:
            found += defects(schema["propertyNames"], name)
        if name in properties:
            found += defects(properties[name], member)
        elif more is False:
            found.append(UNKNOWN)
        else:
            found += defects(more, member)
    return found


def _array(schema: dict[str, Any], value: list[Any]) -> list[str]:
    found: list[str] = []
    if len(value) < schema.get("minItems", 0) or len(value) > schema.get("maxItems", len(value)):
        found.append(SHAPE)
    first = schema.get("prefixItems", [])
    for part, item in zip(first, value, strict=False):
        found += defects(part, item)
    for item in value[len(first) :]:
        found += defects(schema.get("items", True), item)
    return found


def _choose(branches: list[Any], value: Any) -> list[str]:
    """Nothing where a branch accepts the value; else the defects of the only branch of its type, or SHAPE."""
    results = [defects(branch, value) for branch in branches]
    if [] in results:
        return []
    pairs = zip(branches, results, strict=True)
    fitting = [result for branch, result in pairs if has_type(value, branch.get("type", "object"))]
    return fitting[0] if len(fitting) == 1 else [SHAPE]
