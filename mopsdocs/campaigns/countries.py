"""What the holiday calendar knows about countries: which there are, their parts, and their week-ends."""

from __future__ import annotations

from collections.abc import Mapping

from mopsdocs.campaigns.calendar import WEEKDAYS
from mopsdocs.campaigns.public_holidays import known_country


def countries() -> tuple[str, ...]:
    """The codes of all countries that the calendar has, sorted."""
    import holidays

    return tuple(sorted(holidays.list_supported_countries(include_aliases=False)))


def parts(country: str) -> Mapping[str, str]:
    """The parts of `country` with holidays of their own, such as states: codes with names, sorted by name."""
    entity = known_country(country)
    if entity is None:
        return {}
    names = {code: name for name, code in entity.subdivisions_aliases.items()}
    codes = [code for code in entity.subdivisions if code == code.upper() and len(code) <= 6]
    return dict(
        sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: (pair[1].casefold(), pair[0]))
    )


def working_week(country: str) -> tuple[str, ...]:
    """The days from Monday on, or from the day after the week-end, that are no week-end in `country`."""
    entity = known_country(country)
    rest = set(entity().weekend) if entity is not None else {5, 6}
    begin = next((day for day in range(7) if day not in rest and (day - 1) % 7 in rest), 0)
    days = [(begin + number) % 7 for number in range(7)]
    return tuple(WEEKDAYS[day] for day in days if day not in rest)


def has_half_days(country: str) -> bool:
    """Whether the calendar knows days in `country` that are worked for half of their hours."""
    entity = known_country(country)
    return entity is not None and "half_day" in entity.supported_categories
