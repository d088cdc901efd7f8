"""Values and sentences as messages show them: on one line, and not too long."""

from __future__ import annotations

import json
import re
from typing import Any, Final

_LONGEST: Final = 60
_NO_NOUNS: Final = frozenset({"", "due", "from", "to"})


def shown(value: Any) -> str:
    """`value` as a message shows it: text between quotes with its line breaks as escapes, anything else as JSON."""
    text = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        text = '"' + value.replace("\r", "").replace("\n", r"\n").replace("\t", r"\t") + '"'
    return text if len(text) <= _LONGEST + 2 else f"{text[:_LONGEST]}…{text[-1]}"


def lower(text: str) -> str:
    """A sentence as it goes on after others: with a small letter, unless it begins with an abbreviation."""
    return text[:1].lower() + text[1:].rstrip(".") if text[1:2].islower() or text[1:2] == " " else text.rstrip(".")


def invalid(title: str, field: str) -> str:
    """That something is no valid `title`, or no valid value for `field` where the title is no noun."""
    return f"is not a valid value for {field}" if title.lower() in _NO_NOUNS else f"is not a valid {lower(title)}"


def odd_key_hint(key: str) -> str | None:
    """What went wrong with a key that was hardly meant to be one; None where nothing tells."""
    if key[:1].isspace():
        return "the line begins with blanks that are not spaces; delete them and indent it with spaces"
    if key[:1] == "-":
        return "put a space after the dash"
    return "put a space after the colon" if re.match(r"\w+:", key) else None


def own_key(key: str) -> str | None:
    """`x-team` and `X_team` as a key for a company's own data must be written."""
    match = re.match(r"[xX][-_ ](\w.*)", key)
    return f"x_{match[1]}" if match else None


def listed(raw: str, value: str) -> str:
    """Text that should be a list, as one: in its own quotes, or a line of it as an item."""
    inside = raw if raw[:1] in ('"', "'") and "\n" not in raw else ", ".join(value.strip().splitlines())
    return f"[{inside}]"
