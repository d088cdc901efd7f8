"""Days on the command line: how they are written, and which one is today."""

from __future__ import annotations

import datetime
import re
from typing import Final

from mopsdocs.errors import MopsError

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def today() -> datetime.date:
    """The day that it is here."""
    return datetime.date.today()


def day(text: str) -> datetime.date:
    """The day written as `text`; raises MopsError."""
    try:
        if _DAY.match(text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        raise MopsError(f"There is no day {text}.", "Write a day of the calendar, such as 2027-03-10.") from None
    raise MopsError(f'"{text}" is not a day.', "Write year, month and day, such as 2027-03-10.")
