"""Values and sentences as messages show them: on one line, and not too long."""

from __future__ import annotations

import json
import re
from typing import Any, Final

_LONGEST: Final = 60
_AROUND: Final = 30
_MOST: Final = 160
_NO_NOUNS: Final = frozenset({"", "due", "from", "to"})


def shown(value: Any) -> str:
    """`value` as a message shows it: text between quotes with its line breaks as escapes, anything else as JSON."""
    text = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        text = '"' + value.replace("\r", "").replace("\n", r"\n").replace("\t", r"\t") + '"'
    return text if len(text) <= _LONGEST + 2 else f"{text[:_LONGEST]}…{text[-1]}"


def same_words(old: str, new: str) -> bool:
    """Whether two texts differ in nothing but white space."""
    return old.split() == new.split()


def ended(sentence: str) -> str:
    """`sentence` with a full stop, unless it ends with one, be it inside quotes."""
    return sentence if sentence.endswith((".", '."')) else f"{sentence}."


def contrasted(old: str, new: str) -> tuple[str, str]:
    """Two texts as a message shows them beside each other, between quotes: of long ones the part that differs."""
    one, other = (" ".join(text.split()) for text in (old, new))
    if max(len(one), len(other)) <= _LONGEST:
        return f'"{one}"', f'"{other}"'
    shorter = min(len(one), len(other))
    first = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    last = next((at for at in range(shorter - first) if one[-1 - at] != other[-1 - at]), shorter - first)
    begin, tail = max(0, first - _AROUND), max(0, last - _AROUND)
    begin = one.find(" ", begin, first) + 1 or begin if begin else 0
    end = one.rfind(" ", len(one) - last, len(one) - tail) if tail else -1
    tail = len(one) - end if end >= 0 else tail
    return _part(one, begin, tail), _part(other, begin, tail)


def _part(text: str, begin: int, tail: int) -> str:
    part = text[begin : len(text) - tail]
    cut = f"{part[:_MOST]}…" if len(part) > _MOST else f"{part}{'…' if tail else ''}"
    return f'"{"…" if begin else ""}{cut}"'


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
