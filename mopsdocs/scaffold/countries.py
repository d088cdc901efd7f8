"""What is known of a country before anybody is asked: its name, languages, money and time zones.

Names, languages and currencies are those of the Unicode CLDR in `babel`, time zones those of the tz database.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def name_of(country: str) -> str:
    """The English name of `country`; its code where there is none."""
    from babel import Locale

    return str(Locale("en").territories.get(country, country))


def locales_of(country: str) -> tuple[str, ...]:
    """The official languages of `country` as tags such as `de-DE`, the most used first; English where none is known."""
    from babel.languages import get_official_languages

    tags = [language.replace("_", "-") for language in get_official_languages(country, de_facto=True)]
    return tuple(f"{tag}-{country}" for tag in tags) or (f"en-{country}",)


def currency_of(country: str) -> str | None:
    """The currency of `country`, by its code."""
    from babel.numbers import get_territory_currencies

    found = get_territory_currencies(country)
    return str(found[-1]) if found else None


def zones_of(country: str) -> tuple[tuple[str, str], ...]:
    """The time zones of `country`, each with a word on which part it is for, the one for most people first."""
    return _zones().get(country, ())


def is_zone(name: str) -> bool:
    """Whether there is a time zone called `name`."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@cache
def _zones() -> dict[str, tuple[tuple[str, str], ...]]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, name, *comment = line.split("\t")
            found[country] = (*found.get(country, ()), (name, comment[0] if comment else ""))
    return found
