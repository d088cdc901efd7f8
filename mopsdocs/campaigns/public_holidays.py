"""The public holidays of a country, year by year, from the `holidays` library; days that have a name, and why.

The library is imported when the first year is asked for. What it does not know becomes a `Gap`, never an error: whoever
plans must be told that days are missing, and can still plan.
"""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from mopsdocs.documents.model import Holidays
from mopsdocs.documents.timing import day_in_words

if TYPE_CHECKING:
    from holidays import HolidayBase

Kind = Literal["day off", "half day", "working day"]

_ENGLISH: Final = "en_US"
_PARTS: Final = "; "
_WORKED: Final = frozenset({"half_day", "workday"})
_LOOK_BACK: Final = 5
"""Years without a moved working day after which a country no longer counts as one that moves them every year."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that is not like others. An `estimated` one may be announced for a day before or after."""

    date: datetime.date
    name: str
    kind: Kind
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """What the library cannot tell, and how to make up for it. `id` is the same for gaps of the same kind."""

    id: str
    message: str
    hint: str


_NO_DAYS: Final[Mapping[datetime.date, NamedDay]] = MappingProxyType({})


class PublicHolidays:
    """What the library says about the country, the subdivision and the categories that a region names."""

    def __init__(self, region: str, wanted: Holidays) -> None:
        self._file = f"site_config/regions/{region}.yml"
        self._country = wanted.country
        self._gaps: list[Gap] = []
        self._options: dict[str, object] = {}
        self._off: tuple[str, ...] = ()
        self._half: tuple[str, ...] = ()
        self._swaps: dict[int, bool] = {}
        self._swaps_days = False
        self._entity = known_country(wanted.country)
        if self._entity is None:
            message = (
                f"The holiday calendar has no country {wanted.country}; only week-ends and your own days off count."
            )
            self._gaps.append(Gap("country-unknown", message, f"Write its days off under extra: in {self._file}."))
        else:
            self._choose(self._entity, wanted)

    def _choose(self, entity: type[HolidayBase], wanted: Holidays) -> None:
        self._options["language"] = _ENGLISH if _ENGLISH in entity.supported_languages else entity.default_language
        if "islamic_show_estimated" in inspect.signature(entity.__init__).parameters:
            self._options["islamic_show_estimated"] = True
        self._swaps_days = bool(getattr(entity(), "has_substituted_holidays", False))
        self._choose_part(entity, wanted.subdivision)
        for category in wanted.categories:
            if category not in entity.supported_categories and category != "public":
                message = f"The holiday calendar of {wanted.country} has no holidays of the category {category}."
                hint = f"Remove {category} from the categories in {self._file}, or write the days under extra."
                self._gaps.append(Gap("category-unknown", message, hint))
        asked = [category for category in wanted.categories if category in entity.supported_categories]
        self._off = tuple(dict.fromkeys((entity.default_category, *(one for one in asked if one not in _WORKED))))
        self._half = ("half_day",) if "half_day" in asked else ()

    def _choose_part(self, entity: type[HolidayBase], part: str | None) -> None:
        if part is None:
            return
        if part in {*entity.subdivisions, *entity.subdivisions_aliases}:
            self._options["subdiv"] = part
            return
        known = ", ".join(sorted(code for code in entity.subdivisions if code == code.upper()))
        message = (
            f"The holiday calendar has no part {part} of {self._country}; only the holidays of the whole country count."
        )
        remedy = f"Correct subdivision in {self._file}: {known}." if known else f"Remove subdivision from {self._file}."
        self._gaps.append(Gap("subdivision-unknown", message, remedy))

    def year(self, year: int) -> Mapping[datetime.date, NamedDay]:
        """Every named day of `year`; none outside the years that the library covers."""
        entity = self._entity
        if entity is None or not _covers(entity, year):
            return _NO_DAYS
        found: dict[datetime.date, NamedDay] = {}
        if self._half:
            found.update((day.date, day) for day in _days(self._of(entity, year, self._half), "half day"))
        off = self._of(entity, year, self._off)
        for date in sorted(_swapped(off, year)):
            found[date] = NamedDay(date, "worked in exchange for a day off", "working day")
        found.update((day.date, day) for day in _days(off, "day off"))
        return {date: day for date, day in sorted(found.items()) if date.year == year}

    def gaps_in(self, years: Iterable[int]) -> Iterator[Gap]:
        """What the library cannot tell about `years`, the gaps that every year has included."""
        yield from self._gaps
        entity, years = self._entity, sorted(set(years))
        if entity is None:
            return
        outside = [year for year in years if not _covers(entity, year)]
        if outside:
            which = f"{outside[0]} to {outside[-1]}" if len(outside) > 1 else f"{outside[0]}"
            message = (
                f"The holiday calendar of {self._country} covers the years {entity.start_year} to {entity.end_year}, "
                f"so no public holidays count in {which}."
            )
            yield Gap("year-outside", message, f"Check the year, or write the days off under extra: in {self._file}.")
        for year in years:
            if year not in outside and self._is_awaited(entity, year):
                message = f"Which week-ends are worked in {self._country} in {year} is not in the holiday calendar yet."
                hint = f"Once it is announced, update the holidays package, or write the days off into {self._file}."
                yield Gap(f"not-announced-{year}", message, hint)

    def _is_awaited(self, entity: type[HolidayBase], year: int) -> bool:
        """Whether the country moves working days to week-ends by a yearly notice, which is still to come for `year`."""
        if not self._swaps_days or self._has_swaps(entity, year):
            return False
        near = (*range(year + 1, year + 3), *range(year - 1, year - 1 - _LOOK_BACK, -1))
        known = next((one for one in near if _covers(entity, one) and self._has_swaps(entity, one)), year)
        return known < year

    def _has_swaps(self, entity: type[HolidayBase], year: int) -> bool:
        if year not in self._swaps:
            self._swaps[year] = bool(_swapped(self._of(entity, year), year))
        return self._swaps[year]

    def _of(self, entity: type[HolidayBase], year: int, categories: tuple[str, ...] | None = None) -> HolidayBase:
        return entity(years=year, categories=categories, **self._options)  # type: ignore[arg-type]


def _covers(entity: type[HolidayBase], year: int) -> bool:
    return entity.start_year <= year <= entity.end_year


def known_country(country: str) -> type[HolidayBase] | None:
    """The library's class for a country; None when it has none."""
    import holidays

    try:
        return type(holidays.country_holidays(country))
    except NotImplementedError:
        return None


def _swapped(days: HolidayBase, year: int) -> list[datetime.date]:
    """Days of week-ends that are worked in `year` because another day is off."""
    return [date for date in days.weekend_workdays if date.year == year]


def _days(days: HolidayBase, kind: Kind) -> Iterator[NamedDay]:
    labels = _labels(days)
    for date, name in days.items():
        parts = [_part(_exchanged(part, days), labels) for part in name.split(_PARTS)]
        words = " and ".join(dict.fromkeys(word for word, _ in parts))
        yield NamedDay(date, words, kind, any(estimated for _, estimated in parts))


def _labels(days: HolidayBase) -> list[tuple[str, str, str]]:
    """How the library marks a name as an estimate: what stands before and behind it, and what is left to say."""
    names = ("estimated_label", "observed_estimated_label", "observed_label")
    translated = {name: days.tr(text) for name in names if (text := getattr(days, name, None))}
    plain = {"estimated_label": "%s", "observed_estimated_label": translated.get("observed_label", "%s")}
    return [(*_around(translated[label]), left) for label, left in plain.items() if label in translated]


def _around(label: str) -> tuple[str, str]:
    before, _, behind = label.partition("%s")
    return before, behind


def _exchanged(name: str, days: HolidayBase) -> str:
    """A name without the library's date format, where the day is off in exchange for another."""
    label, format = getattr(days, "substituted_label", None), getattr(days, "substituted_date_format", None)
    if not label or not format:
        return name
    before, behind = _around(days.tr(label))
    try:
        worked = datetime.datetime.strptime(name, f"{before}{days.tr(format)}{behind}").date()
    except ValueError:
        return name
    return f"a day off in exchange for {day_in_words(worked.isoformat())}"


def _part(name: str, labels: Iterable[tuple[str, str, str]]) -> tuple[str, bool]:
    """A name without the mark of an estimate, and whether it had one."""
    for before, behind, left in labels:
        if name.startswith(before) and name.endswith(behind) and len(name) > len(before) + len(behind):
            return left.replace("%s", name[len(before) : len(name) - len(behind)]), True
    return name, False
