"""New campaigns: the questions, the name, and the roles that somebody has to hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Final, cast

from mopsdocs.campaigns.naming import NameTaken, Naming, NoName, new_name
from mopsdocs.checks.facts.leaving import is_history
from mopsdocs.documents.campaign_run import CampaignRuns
from mopsdocs.documents.model import Campaign, Playbook, PlaybookHead, Variable
from mopsdocs.documents.timing import day_in_words, weekday_in_words, written_day
from mopsdocs.scaffold.campaign_dates import advice, counts_hours, earliest
from mopsdocs.scaffold.campaign_roles import roles_of
from mopsdocs.scaffold.form import Advice, NewDocument, Objection
from mopsdocs.scaffold.grounds import Grounds
from mopsdocs.scaffold.questions import Answer, Answers, Choice, Kind, Question
from mopsdocs.wording import listed

_KINDS: Final[dict[str, Kind]] = {
    "string": "text",
    "choice": "choice",
    "integer": "number",
    "boolean": "yes or no",
    "date": "day",
}
_TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]\Z")
_VARIABLE: Final = "variables."
_ROLE: Final = "people."
_SOME_DAY: Final = datetime.date(2000, 1, 1)
_TRY: Final = "x"


class CampaignForm:
    """What is asked for a campaign. Answers have the names of the fields of its document."""

    kind = "campaign"
    undecided = "Playbook and region decide which variables and people are asked for as well."

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._earliest: dict[tuple[object, ...], datetime.date | None] = {}
        grounds.refuse_unsound(("site_config/people.yml", "site_config/taxonomy.yml", "site_config/roles.yml"))
        grounds.need("playbook", "A campaign runs a playbook")
        grounds.need("region", "A campaign runs in a region")
        self._naming = Naming.of(grounds.library)

    def questions(self, answers: Answers) -> Iterator[Question]:
        """Playbook and region first, because they decide about the rest; people last, when all conditions are known."""
        yield self._playbook_question()
        playbook = answers.get("playbook")
        yield self._region_question(str(playbook) if playbook is not None else "")
        if self.is_complete(answers):
            yield from self._variables(answers)
        yield self._anchor(answers)
        if self.is_complete(answers):
            yield from self._time(answers)
        yield self._title(answers)
        if self.is_complete(answers):
            yield from self._people(answers)

    def is_complete(self, answers: Answers) -> bool:
        """Whether playbook and region are known."""
        return bool(answers.get("playbook") and answers.get("region"))

    def check(self, answers: Answers) -> None:
        """Raises Objection when no campaign can have the name that the answers give."""
        if not self.is_complete(answers):
            return
        playbook = self._head(answers)
        region = str(answers["region"])
        variables = self._given_variables(answers)
        missing = [field for field in self._naming.variables if f"{_VARIABLE}{field}" not in answers]
        day = answers.get("anchor_date")
        try:
            if not missing and day is not None:
                new_name(self._grounds.library, playbook, region, written_day(str(day)), variables, self._taken)
                return
            filler = {**dict.fromkeys(missing, _TRY), **variables}
            new_name(self._grounds.library, playbook, region, _SOME_DAY, filler)
        except NameTaken as error:
            if day is not None:
                key = f"{_VARIABLE}{error.field}" if error.field else "anchor_date"
                raise Objection(key, error.message, error.hint, error.suggestion or None) from None
        except NoName as error:
            key = f"{_VARIABLE}{error.field}"
            if key in answers:
                raise Objection(key, error.message, error.hint) from None
            if error.field not in missing:
                raise

    def advice(self, key: str, answers: Answers) -> Advice | None:
        """What to know about the playbook, and about day 0 in the region's calendar."""
        if key == "region" and self.is_complete(answers):
            notes = self._about_playbook(answers)
            return Advice(notes) if notes else None
        if key == "anchor_date" and self.is_complete(answers):
            return advice(self._campaign(answers), self._grounds)
        return None

    def document(self, answers: Answers) -> NewDocument:
        """The campaign, called by the naming rule of the taxonomy."""
        campaign = self._campaign(answers, self._name(answers))
        playbook = cast(Playbook, self._grounds.library.playbook_of(campaign))
        roles = [key.removeprefix(_ROLE) for key in answers if key.startswith(_ROLE)]
        values = {
            "id": campaign.id,
            "title": campaign.title,
            "playbook": campaign.playbook,
            "playbook_title": playbook.title,
            "playbook_version": playbook.version,
            "region": campaign.region,
            "region_title": self._grounds.library.title("region", campaign.region),
            "anchor_date": campaign.anchor_date.isoformat(),
            "anchor_in_words": weekday_in_words(campaign.anchor_date),
            "anchor_time": campaign.anchor_time,
            "people": campaign.people,
            "nobody": listed([role for role in roles if role not in campaign.people]) if roles else "",
            "variables": campaign.variables,
        }
        return self._grounds.new("campaign", f"playbooks/campaigns/{campaign.id}.yml", values)

    def next_steps(self, document: NewDocument) -> tuple[str, ...]:
        """Look at the schedule, check everything, hand it in."""
        id = document.path.rpartition("/")[2].removesuffix(".yml")
        return (
            f"mopsdocs schedule {id}  shows what is due when",
            f"mopsdocs validate {document.path}  checks it, now and after each edit",
            f"git add {document.path}  then commit it and open a pull request",
        )

    @cached_property
    def _taken(self) -> frozenset[str]:
        paths = (path for path in self._grounds.unsound if path.startswith("playbooks/campaigns/"))
        return frozenset(path.rpartition("/")[2].rpartition(".")[0] for path in paths)

    def _playbook_question(self) -> Question:
        entries = self._grounds.library.entries("playbook")
        entries = tuple(sorted(entries, key=lambda entry: entry.head.status in ("draft", "deprecated")))
        choices = tuple(self._grounds.choice(entry, _standing(entry.head)) for entry in entries)
        return Question(
            "playbook",
            "Playbook",
            "choice",
            "The kind of campaign that it is.",
            choices,
            noun="playbook",
            check=lambda answer: self._trouble(f"playbooks/library/{answer}.yml"),
        )

    def _region_question(self, playbook: str) -> Question:
        own = {copy.head.region for copy in self._grounds.library.copies(playbook)}
        entries = self._grounds.library.entries("region")
        notes = {id: "has a playbook of its own" if id in own else "" for id in (entry.id for entry in entries)}
        choices = tuple(self._grounds.choice(entry, notes[entry.id]) for entry in entries)

        def check(answer: Answer) -> str | None:
            return self._trouble(f"site_config/regions/{answer}.yml", f"playbooks/regions/{answer}/{playbook}.yml")

        return Question(
            "region",
            "Region",
            "choice",
            "The country whose calendar and law count.",
            choices,
            noun="region",
            check=check,
        )

    def _trouble(self, *paths: str) -> str | None:
        """What to do about the first of the documents at `paths` that is not valid."""
        broken = [path for path in paths if path in self._grounds.unsound]
        return f"{broken[0]} needs mending first: mopsdocs validate {broken[0]} says what is wrong." if broken else None

    def _about_playbook(self, answers: Answers) -> tuple[str, ...]:
        """That what the campaign runs is a copy, and when it should not be run as it is."""
        head = self._head(answers)
        title = self._grounds.library.title("region", str(answers["region"]))
        name = f"the copy of {head.title} for {title}" if head.region is not None else head.title
        found = [f"The campaign runs {name}, version {head.version}."] if head.region is not None else []
        if head.status in ("draft", "in_review"):
            found.append(f"{_upper(name)} is not approved yet: its status is {head.status}.")
        if head.status == "deprecated":
            instead = head.deprecation.replaced_by if head.deprecation is not None else None
            remedy = f" Use {instead} instead." if instead else ""
            found.append(f"{_upper(name)} is deprecated and should not be used any more.{remedy}")
        return tuple(found)

    def _variables(self, answers: Answers) -> Iterator[Question]:
        head = self._head(answers)
        own = {variable.id for variable in head.variables}
        for variable in sorted(head.variables, key=lambda one: one.id != "topic"):
            yield _variable_question(variable, variable.id in self._naming.variables)
        for field in self._naming.variables:
            if field not in own:
                title = field.replace("_", " ").capitalize()
                yield Question(f"{_VARIABLE}{field}", title, help="It becomes part of the campaign's name.")

    def _anchor(self, answers: Answers) -> Question:
        default, what = None, "event, launch or send"
        if self.is_complete(answers):
            head = self._head(answers)
            what = head.anchor.removesuffix("_date").replace("_", " ")
            if "anchor_date" not in answers:
                first = self._first_anchor(answers)
                default = first.isoformat() if first is not None else None
        help = "All due dates count from it, in the working days of the region."
        if default is not None:
            help += f" {weekday_in_words(written_day(default))} is the first day that leaves enough time."
        return Question("anchor_date", f"Day 0, the day of the {what}", "day", help, default=default)

    def _time(self, answers: Answers) -> Iterator[Question]:
        """The time of day 0, where something is due some hours before or after it."""
        if not counts_hours(self._campaign(answers), self._grounds):
            return

        def check(answer: Answer) -> str | None:
            return None if _TIME.match(str(answer)) else "Write hours and minutes of a 24-hour clock, such as 14:00."

        help = "The playbook has steps that are due some hours before or after it. On a 24-hour clock, such as 14:00."
        yield Question("anchor_time", "Time of day 0", help=help, required=False, check=check)

    def _title(self, answers: Answers) -> Question:
        default = None
        day, topic = answers.get("anchor_date"), answers.get(f"{_VARIABLE}topic")
        if self.is_complete(answers) and day is not None:
            head = self._head(answers)
            month = day_in_words(str(day)).partition(" ")[2]
            default = f"{head.title}: {topic}, {month}" if topic else f"{head.title}, {month}"
        region = answers.get("region")
        taken = {
            " ".join(entry.title.casefold().split())
            for entry in self._grounds.library.entries("campaign")
            if entry.head.region == region and not is_history(entry)
        }

        def check(answer: Answer) -> str | None:
            same = " ".join(str(answer).casefold().split()) in taken
            return (
                "Another campaign in this region has that title; add a word that tells the two apart." if same else None
            )

        if default is not None and check(default) is not None:
            default = f"{default}, {written_day(str(day)).day}"
        help = "What people call the campaign."
        is_known = default is not None  # without playbook, region and day 0 there is nothing to derive it from yet
        return Question("title", "Title", "text", help, (), default, is_known, is_derived=True, check=check)

    def _people(self, answers: Answers) -> Iterator[Question]:
        """Every role that the campaign needs, and silently all others."""
        run = CampaignRuns(self._grounds.library).of(self._campaign(answers))
        assert run is not None
        needed = roles_of(run.playbook)
        for role, use in needed.items():
            yield self._person(role, f"{use}.")
        for role in self._grounds.library.ids("role"):
            if role not in needed:
                yield replace(self._person(role, ""), is_silent=True, required=False)

    def _person(self, role: str, help: str) -> Question:
        people = self._grounds.library.entries("person")
        holders = [entry for entry in people if role in entry.item.roles]
        others = [entry for entry in people if role not in entry.item.roles]
        title = self._grounds.library.title("role", role)
        choices = [self._grounds.choice(entry) for entry in holders]
        choices += [self._grounds.choice(entry, "has other roles in people.yml") for entry in others]
        return Question(
            f"{_ROLE}{role}",
            title,
            "choice",
            help,
            tuple(choices),
            holders[0].id if holders else None,
            required=bool(holders),
            noun="person",
            together="People",
        )

    def _head(self, answers: Answers) -> PlaybookHead:
        """What the campaign runs: the copy of its region, or the playbook of the library."""
        head = self._grounds.library.playbook_of(self._campaign(answers))
        assert head is not None
        return head

    def _campaign(self, answers: Answers, id: str = _TRY) -> Campaign:
        """The campaign of `answers`, with stand-ins for what they do not have yet."""
        day = answers.get("anchor_date")
        people = {key.removeprefix(_ROLE): str(one) for key, one in answers.items() if key.startswith(_ROLE) and one}
        return Campaign(
            kind="campaign",
            schema_version=1,
            id=id,
            title=str(answers.get("title") or _TRY),
            playbook=str(answers["playbook"]),
            region=str(answers["region"]),
            status="planned",
            anchor_date=written_day(str(day)) if day is not None else self._grounds.today,
            anchor_time=str(answers["anchor_time"]) if answers.get("anchor_time") else None,
            people=people,
            variables=self._given_variables(answers),
        )

    def _given_variables(self, answers: Answers) -> dict[str, str | int | bool]:
        given = {key.removeprefix(_VARIABLE): one for key, one in answers.items() if key.startswith(_VARIABLE)}
        return {id: one for id, one in given.items() if one is not None and not isinstance(one, tuple)}

    def _name(self, answers: Answers) -> str:
        variables = self._given_variables(answers)
        day = written_day(str(answers["anchor_date"]))
        head = self._head(answers)
        return new_name(self._grounds.library, head, str(answers["region"]), day, variables, self._taken).text

    def _first_anchor(self, answers: Answers) -> datetime.date | None:
        key = (answers["playbook"], answers["region"], *sorted(map(str, self._given_variables(answers).items())))
        if key not in self._earliest:
            self._earliest[key] = earliest(self._campaign(answers), self._grounds)
        return self._earliest[key]


def _standing(head: PlaybookHead) -> str:
    notes = {"draft": "a draft", "in_review": "in review", "deprecated": "deprecated"}
    return notes.get(head.status, "")


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _variable_question(variable: Variable, in_name: bool) -> Question:
    kind = _KINDS[variable.type]
    help = variable.description or ("It becomes part of the campaign's name." if in_name else "")
    return Question(
        f"{_VARIABLE}{variable.id}",
        variable.title,
        kind,
        help,
        tuple(Choice(value, value) for value in variable.choices),
        variable.default,
        required=variable.required or in_name,
        noun="choice",
    )
