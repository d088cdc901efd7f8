"""What is recorded about a campaign, written into the text of its file: nothing else in it changes.

Every function takes the text of the file and gives the new text; EditError says what cannot be done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from mopsdocs.documents import edits
from mopsdocs.documents.opened import open_text
from mopsdocs.documents.writing import dump_value

_KIND: Final = "campaign"

Fields = Mapping[str, Any]
"""Keys of a record as the file writes them; days as text."""


def with_record(text: str, step: str, fields: Fields) -> str:
    """The text in which the record of `step` has these `fields`; other fields that it has already stay."""
    known = _value(text).get("progress") or {}
    if step not in known:
        return edits.set_value(_KIND, text, ("progress", step), fields)
    for key, value in fields.items():
        text = edits.set_value(_KIND, text, ("progress", step, key), value)
    return text


def with_deviation(text: str, step: str, fields: Fields) -> str:
    """The text in which the deviation from `step` has these `fields`."""
    known = _value(text).get("deviations") or []
    if all(deviation["step"] != step for deviation in known):
        return edits.insert(_KIND, text, ("deviations",), {"step": step, **fields})
    for key, value in fields.items():
        text = edits.set_value(_KIND, text, ("deviations", step, key), value)
    return text


def with_approval(text: str, fields: Fields) -> str:
    """The text with one more decision, which comes last.

    The key `on` stays without quotes, as people write it; elsewhere new text guards it from YAML 1.1.
    """
    lines = dump_value([fields], 0, "\n").replace('\n  "on": ', "\n  on: ", 1)
    return edits.insert(_KIND, text, ("approvals",), lines)


def without_record(text: str, step: str) -> str:
    """The text without the record of `step`."""
    fields = _value(text)["progress"][step]
    return _taken(text, ("progress", step), lambda bare: with_record(bare, step, fields))


def without_deviation(text: str, step: str) -> str:
    """The text without the deviation from `step`."""
    found = next(one for one in _value(text)["deviations"] if one["step"] == step)
    fields = {key: value for key, value in found.items() if key != "step"}
    return _taken(text, ("deviations", step), lambda bare: with_deviation(bare, step, fields))


def _taken(text: str, path: tuple[str, str], again: Callable[[str], str]) -> str:
    """The text without what is at `path`, and without the key above it if nothing is left there.

    That key stays where comments may belong to it: unless writing the same `again` gives the same text.
    """
    if len(_value(text)[path[0]]) == 1:
        bare = edits.remove(_KIND, text, path[:1])
        if bare.count("#") == text.count("#") or again(bare) == text:
            return bare
    return edits.remove(_KIND, text, path)


def _value(text: str) -> dict[str, Any]:
    value = open_text(_KIND, text).value
    return value if isinstance(value, dict) else {}
