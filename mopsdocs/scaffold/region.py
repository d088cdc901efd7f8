"""New regions: calendar, languages and money are proposed by country; what the law says is asked, never guessed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Final

from mopsdocs.campaigns.countries import countries, has_half_days, parts, working_week
from mopsdocs.documents.timing import written_day
from mopsdocs.scaffold.countries import currency_of, is_zone, locales_of, name_of, zones_of
from mopsdocs.scaffold.form import Advice, NewDocument
from mopsdocs.scaffold.grounds import Grounds
from mopsdocs.scaffold.identity import choice_of, role_question
from mopsdocs.scaffold.outcome import NEVER
from mopsdocs.scaffold.questions import Answer, Answers, Choice, Question

_DAYS: Final = (
    *(Choice("mon", "Monday"), Choice("tue", "Tuesday"), Choice("wed", "Wednesday"), Choice("thu", "Thursday")),
    *(Choice("fri", "Friday"), Choice("sat", "Saturday"), Choice("sun", "Sunday")),
)
_CONSENT: Final = choice_of(
    ("opt-in", "only people who have said yes before"),
    ("soft-opt-in", "customers may be written to about similar things, everybody else has to say yes"),
    ("opt-out", "everybody may be written to until they say no"),
    ("notice", "everybody may be written to who has been told so"),
    ("unknown", "nobody has asked a lawyer yet; opt-in counts until then, with a note"),
)
_COUNTRY: Final = re.compile(r"[A-Z]{2}\Z")
_CODE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LOCALE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2}|-[0-9]{3})?\Z")
_ZONE: Final = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*\Z")
_CURRENCY: Final = re.compile(r"[A-Z]{3}\Z")
_REGIME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_PERIOD: Final = re.compile(r"[0-9]{1,6}(?:bd|d|h)\Z")
_URL: Final = re.compile(r'https://[^\x00-\x20<>"]+\Z')


class RegionForm:
    """What is asked for a region."""

    kind = "region"
    undecided = "The country decides what is proposed for the rest."

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds

    def questions(self, answers: Answers) -> Iterator[Question]:
        """The country first, because it proposes the rest; the law last."""
        yield _country()
        country = str(answers.get("country") or "")
        known = parts(country) if country else {}
        if known:
            choices = tuple(Choice(code, name) for code, name in known.items())
            help = "State or province, if its holidays count beside those of the whole country."
            yield Question("subdivision", "Part of the country", "choice", help, choices, required=False, noun="part")
        yield self._title(answers)
        yield self._code(answers)
        yield from _calendar(country)
        yield _locales(country)
        yield _zone(country)
        yield _currency(country)
        if self._grounds.library.ids("role"):
            yield role_question(self._grounds, "owner", "Owner", "The role that keeps the page right.")
        yield from _law(self._known_regimes(), self._grounds.today)

    def is_complete(self, answers: Answers) -> bool:
        """Whether the country is known."""
        return bool(answers.get("country"))

    def check(self, answers: Answers) -> None:
        """Questions look at the answers before them."""

    def advice(self, key: str, answers: Answers) -> Advice | None:
        """That the calendar has no holidays of the country, and that it is the state's law that counts."""
        if key == "country" and answers.get(key) not in countries():
            message = (
                f"The holiday calendar does not know {answers[key]}: only week-ends count, and the days off that you "
                "write under holidays, extra."
            )
            return Advice((message,))
        return None

    def document(self, answers: Answers) -> NewDocument:
        """The region, a draft; what only a lawyer knows is a placeholder where nobody has said it."""
        holidays: dict[str, object] = {"country": answers["country"]}
        if answers.get("subdivision") is not None:
            holidays["subdivision"] = answers["subdivision"]
        if answers.get("half_days"):
            holidays["categories"] = ["public", "half_day"]
        consent = {side: answers[f"consent.{side}"] for side in ("b2b", "b2c")}
        values = {
            **answers,
            "owner": answers.get("owner"),
            "holidays": holidays,
            "b2b": _or_strict(consent["b2b"]),
            "b2c": _or_strict(consent["b2c"]),
            "consent_is_known": "unknown" not in consent.values(),
            "legal_last_verified": answers.get("legal_last_verified") or NEVER,
            "is_verified": answers.get("legal_last_verified") is not None,
            "today": self._grounds.today.isoformat(),
        }
        return self._grounds.new("region", f"site_config/regions/{answers['code']}.yml", values)

    def next_steps(self, document: NewDocument) -> tuple[str, ...]:
        """The lawyer, the copies, the pull request."""
        code = document.path.rpartition("/")[2].removesuffix(".yml")
        return (
            f"mopsdocs validate {document.path}  lists what only a lawyer can fill in",
            f"mopsdocs clone --all-playbooks --region {code}  gives the region playbooks of its own",
            f"git add {document.path}  then commit it and open a pull request",
        )

    def _title(self, answers: Answers) -> Question:
        country, part = str(answers.get("country") or ""), answers.get("subdivision")
        default = name_of(country) if country else None
        if part is not None and default is not None:
            default = f"{default}, {parts(country).get(str(part), part)}"
        taken = {entry.title.casefold() for entry in self._grounds.library.entries("region")}

        def check(answer: Answer) -> str | None:
            return "Another region has that title." if str(answer).casefold() in taken else None

        if default is not None and check(default) is not None:
            default = None
        return Question("title", "Title", help="Name of the region.", default=default, check=check)

    def _code(self, answers: Answers) -> Question:
        country, part = answers.get("country"), answers.get("subdivision")
        default = str(country).lower() if country is not None else None
        if default is not None and part is not None and self._code_problem(default) is not None:
            default = f"{default}-{part}".lower()
        if default is not None and self._code_problem(default) is not None:
            default = None
        help = "Short name in links, file names and names of campaigns, such as de."
        return Question(
            "code", "Code", help=help, default=default, check=lambda answer: self._code_problem(str(answer))
        )

    def _code_problem(self, code: str) -> str | None:
        if not _CODE.match(code) or len(code) > 12:
            return "Codes have lower-case letters and digits with single hyphens between them, at most 12."
        is_there = (self._grounds.root / f"site_config/regions/{code}.yml").exists()
        if is_there or self._grounds.library.get("region", code) is not None:
            return f"There is a region {code} already."
        return None

    def _known_regimes(self) -> list[str]:
        return sorted({regime for region in self._grounds.library.regions for regime in region.regimes})


def _country() -> Question:
    choices = tuple(sorted((Choice(code, name_of(code)) for code in countries()), key=lambda choice: choice.title))

    def check(answer: Answer) -> str | None:
        return None if _COUNTRY.match(str(answer)) else "Countries are two capital letters by ISO 3166, such as DE."

    help = "Its public holidays count."
    return Question("country", "Country", "choice", help, choices, own_words=True, check=check, noun="country")


def _calendar(country: str) -> Iterator[Question]:
    week = working_week(country) if country else None
    yield Question("workweek", "Working days", "several", "Days on which people work.", _DAYS, week, noun="day")
    if country and has_half_days(country):
        help = "The calendar knows days here that are worked for half of their hours. Do they count?"
        yield Question("half_days", "Half days", "yes or no", help, default=True, required=False)


def _locales(country: str) -> Question:
    help = "The main language first, then others, with commas: language and country, such as de-DE."
    default = locales_of(country) if country else None
    check = _each(_LOCALE, "is no language tag; write language and country, such as de-DE")
    return Question("locales", "Languages", "several", help, default=default, own_words=True, check=check)


def _zone(country: str) -> Question:
    zones = zones_of(country)
    choices = tuple(Choice(name, name, part) for name, part in zones)

    def check(answer: Answer) -> str | None:
        is_one = _ZONE.match(str(answer)) and is_zone(str(answer))
        return None if is_one else f'There is no time zone "{answer}". Names look like Europe/Berlin.'

    default = zones[0][0] if zones else None
    help = "Times of day are those of this place."
    return Question("timezone", "Time zone", "choice", help, choices, default, own_words=True, check=check)


def _currency(country: str) -> Question:
    def check(answer: Answer) -> str | None:
        return None if _CURRENCY.match(str(answer)) else "Currencies are three capital letters, such as EUR."

    default = currency_of(country) if country else None
    return Question("currency", "Currency", help="In which budgets are counted.", default=default, check=check)


def _law(known: list[str], today: datetime.date) -> Iterator[Question]:
    such = f", such as {', '.join(known[:4])}" if known else ", such as gdpr"
    help = f"Short names of the laws that apply{such}, with commas. Leave it out when nobody has asked a lawyer yet."
    check = _each(_REGIME, "is no short name; write lower-case letters, digits and hyphens")
    yield Question("regimes", "Laws", "several", help, own_words=True, required=False, check=check)
    help = "What is needed before somebody at a company gets a marketing message?"
    yield Question("consent.b2b", "Consent, business contacts", "choice", help, _CONSENT)
    help = "What is needed before a private person gets a marketing message?"
    yield Question("consent.b2c", "Consent, consumers", "choice", help, _CONSENT)

    def is_period(answer: Answer) -> str | None:
        return (
            None if _PERIOD.match(str(answer)) else "Write 0bd for at once, 3d for three days, 10bd for working days."
        )

    help = "How long it may take until a stop is honoured: 0bd is at once, which no law forbids; 10bd are working days."
    yield Question("unsubscribe_sla", "Time to honour a stop", help=help, default="0bd", check=is_period)
    help = "Addresses of the pages that say so, beginning with https://, with commas."
    check = _each(_URL, "is no address; it begins with https://")
    yield Question("sources", "Sources of the law", "several", help, own_words=True, required=False, check=check)

    def is_past(answer: Answer) -> str | None:
        return "That day is still to come." if written_day(str(answer)) > today else None

    help = "Day on which a lawyer last checked this. Leave it out when nobody has: the page says so then."
    yield Question("legal_last_verified", "Law last checked", "day", help, required=False, check=is_past)


def _each(pattern: re.Pattern[str], problem: str) -> Callable[[Answer], str | None]:
    def check(answer: Answer) -> str | None:
        words = answer if isinstance(answer, tuple) else ()
        return next((f'"{word}" {problem}.' for word in words if not pattern.match(word)), None)

    return check


def _or_strict(consent: Answer | None) -> str:
    return "opt-in" if consent == "unknown" else str(consent)
