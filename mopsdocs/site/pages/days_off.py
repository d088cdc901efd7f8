"""The days off of a region in the years that its page lists: the year of the latest review, and the next.

Pages do not know what day it is. The latest review says which years people are at.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from mopsdocs.campaigns.calendar import WorkingCalendar
from mopsdocs.campaigns.public_holidays import NamedDay
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Region


@dataclass(frozen=True, slots=True)
class Year:
    """The days of a year that change the working week, and sentences on what is not known about them."""

    number: int
    days: tuple[NamedDay, ...]
    gaps: tuple[str, ...]

    @property
    def is_estimated(self) -> bool:
        """Whether some days may be announced for a day before or after."""
        return any(day.estimated for day in self.days)


class DaysOff:
    """The days off of all regions of `library`; looked up when a page asks for them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def of(self, region: Region) -> tuple[Year, ...]:
        """The years of one region."""
        calendar = WorkingCalendar.of(region)
        return tuple(_year(calendar, number) for number in self._years)

    @property
    def _years(self) -> range:
        return range(self._newest, min(self._newest + 2, datetime.MAXYEAR + 1) if self._newest else 0)

    @cached_property
    def _newest(self) -> int:
        """The year of the latest review; 0 where nothing was reviewed."""
        reviews = [getattr(document.head, "last_reviewed", None) for document in self._library.documents]
        verified = [region.legal_last_verified for region in self._library.regions]
        return max((day.year for day in (*reviews, *verified) if day is not None), default=0)


def _year(calendar: WorkingCalendar, number: int) -> Year:
    first, last = datetime.date(number, 1, 1), datetime.date(number, 12, 31)
    gaps = tuple(gap.message for gap in calendar.gaps(first, last))
    return Year(number, tuple(calendar.special_days(first, last)), gaps)
