"""Names of places that do not depend on list positions.

A list whose schema carries `x-identity` has items that are told apart by a key, so the step that happens to be
third is `stages[qa]/steps[test-send]` wherever it moves. Lists without identities keep their positions: `footer[0]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.schema import Schema, bundle, child

_TITLES: Final = ("title", "text", "term", "label", "name")


def identity_of(item: object, key: str) -> str | None:
    """What tells `item` apart in its list: the value of `key` (`a+b`: both, joined by a dot; `a.b`: nested)."""
    if not isinstance(item, Mapping):
        return None
    if "+" in key:
        parts = [identity_of(item, part) for part in key.split("+")]
        return None if None in parts else ".".join(str(part) for part in parts)
    here: Any = item
    for part in key.split("."):
        here = here.get(part) if isinstance(here, Mapping) else None
    return here if isinstance(here, str) and here else None


def item_names(value: object, schema: Schema | None) -> list[str] | None:
    """Names of the items of the list `value`; None unless its schema gives them one and each has its own."""
    rule = schema.get("x-identity") if schema else None
    if not rule or not isinstance(value, list):
        return None
    names = [identity_of(item, rule) for item in value]
    known = [name for name in names if name is not None]
    return known if len(set(known)) == len(names) else None


def _item_name(item: object, schema: Schema | None, root: Schema) -> str | None:
    """What tells a list item apart: its identity, or the id that it refers to (`tools[crm]`)."""
    rule = schema.get("x-identity") if schema else None
    if rule:
        return identity_of(item, rule)
    is_reference = "x-references" in (child(schema, 0, root) or {})
    return item if is_reference and isinstance(item, str) else None


def previous_ids(item: object) -> list[str]:
    """The ids that `item`, which may be anything, says that it had before."""
    ids = item.get("previous_ids") if isinstance(item, Mapping) else None
    return [id for id in ids if isinstance(id, str)] if isinstance(ids, list) else []


def title_of(item: object, id: str = "") -> str:
    """What people call a document, a stage, a step, a gate or an entry of a list; `id` where it says nothing."""
    if not isinstance(item, Mapping):
        return id
    return str(next((item[key] for key in _TITLES if item.get(key)), item.get("id", id)))


def name_of(kind: str, value: object, pointer: Pointer) -> str:
    """The place `pointer` leads to in the document `value` of `kind`, by ids: `stages[qa]/steps[test-send]/due`."""
    root = bundle(kind)
    schema: Schema | None = root
    parts: list[str] = []
    here = value
    for key in pointer:
        if isinstance(key, int):
            item = here[key] if isinstance(here, list) and key < len(here) else None
            label = f"[{_item_name(item, schema, root) or key}]"
            parts[-1:] = [parts[-1] + label] if parts else [label]
            here = item
        else:
            parts.append(key)
            here = here.get(key) if isinstance(here, Mapping) else None
        schema = child(schema, key, root)
    return "/".join(parts)
