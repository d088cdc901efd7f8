"""The clock: commands alone ask which day it is."""

from __future__ import annotations

import datetime


def today() -> datetime.date:
    """The day that it is here."""
    return datetime.date.today()
