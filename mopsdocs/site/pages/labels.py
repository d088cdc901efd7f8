"""Ids and enum values as people say them."""

from __future__ import annotations

import re
from typing import Final

from mopsdocs.wording import listed

_LABELS: Final = {
    "any": "Any company",
    "approval": "Approval",
    "b2b": "business contacts",
    "b2c": "consumers",
    "crm": "CRM",
    "datetime": "Date and time",
    "early": "Companies at an early stage",
    "enum": "One of a list",
    "event-email": "Event e-mail",
    "email": "E-mail",
    "go_no_go": "Go/no-go",
    "half_day": "Half days",
    "how_to": "How-to",
    "id": "Identifier",
    "later": "Companies with several teams",
    "no_go": "No-go",
    "opt-in": "Opt-in",
    "opt-out": "Opt-out",
    "pii": "Personal data",
    "qa": "QA",
    "sms": "Text message (SMS)",
    "soft-opt-in": "Soft opt-in",
    "url": "Web address",
}
_DAYS: Final = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_PARTS: Final = {"R": "does it", "A": "answers for it", "C": "is asked first", "I": "is told"}
_WEEK: Final = tuple(_DAYS)
_WORK: Final = re.compile(r"([0-9]+(?:\.5)?)([hd])\Z")


def label(value: str) -> str:
    """An enum value or id as a label: `go_no_go` is `Go/no-go`, `in_review` is `In review`."""
    known = _LABELS.get(value)
    if known is not None:
        return known
    words = value.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def inline(value: str) -> str:
    """A label in the middle of a sentence: `E-mail` as `e-mail`, but `QA` as it is."""
    return uncapped(label(value))


def uncapped(text: str) -> str:
    """`text` as it stands in the middle of a sentence: `Due` as `due`, but `SLA` as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def days(week: tuple[str, ...]) -> str:
    """Weekdays in words; three or more in a row are a range: `Monday to Friday`, `Sunday to Thursday`."""
    chosen = set(week)
    for start in range(7):
        run = [_WEEK[(start + step) % 7] for step in range(len(chosen))]
        if len(chosen) >= 3 and set(run) == chosen:
            return f"{_DAYS[run[0]]} to {_DAYS[run[-1]]}" if len(chosen) < 7 else "every day"
    return listed([_DAYS[day] for day in _WEEK if day in chosen])


def hours(value: float) -> str:
    """An amount of work: `1 hour`, `6.5 hours`, `1,250 hours`."""
    number = f"{value:,.1f}".removesuffix(".0")
    return f"{number} hour" if value == 1 else f"{number} hours"


def effort(text: str) -> str:
    """The effort of one step: `4h` as `4 hours`, `2d` as `2 days`."""
    match = _WORK.match(text)
    if match is None:
        return text
    unit = "hour" if match[2] == "h" else "day"
    return f"{match[1]} {unit}" if match[1] == "1" else f"{match[1]} {unit}s"


def anchor_day(anchor: str) -> str:
    """What day 0 is, without an article: `event_date` is `event date`."""
    return anchor.replace("_", " ").replace("-", " ")


def part(letters: str) -> str:
    """RACI letters in words: `R/A` as `Does it, answers for it`."""
    words = ", ".join(_PARTS[letter] for letter in letters.split("/"))
    return words[:1].upper() + words[1:]
