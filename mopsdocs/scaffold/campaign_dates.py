"""Whether a new campaign can be done in time, and the first day 0 on which it could."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from mopsdocs.campaigns.earliest import earliest_anchor, is_feasible
from mopsdocs.campaigns.plan import Plans
from mopsdocs.campaigns.problems import problems_of
from mopsdocs.campaigns.schedule import Schedule, schedule
from mopsdocs.documents.model import Campaign
from mopsdocs.documents.timing import weekday_in_words
from mopsdocs.scaffold.form import Advice
from mopsdocs.scaffold.grounds import Grounds
from mopsdocs.wording import counted

_OF_THE_DATE: Final = ("anchor-off", "no-date", "year-outside", "country-unknown", "subdivision-unknown")
"""Problems that come from the day 0 or the calendar, by the beginning of their ids. The others can wait."""


def earliest(campaign: Campaign, grounds: Grounds) -> datetime.date | None:
    """The first day 0 that leaves enough time for everything."""
    return earliest_anchor(Plans(grounds.library).plan(campaign), grounds.today)


def counts_hours(campaign: Campaign, grounds: Grounds) -> bool:
    """Whether anything in `campaign` is due some hours before or after something else."""
    return Plans(grounds.library).plan(campaign).course.counts_hours


def advice(campaign: Campaign, grounds: Grounds) -> Advice | None:
    """What is odd or impossible about the day 0 of `campaign`, with the first day that would do."""
    plan = Plans(grounds.library).plan(campaign)
    made = schedule(plan, campaign.anchor_date)
    sentences = list(_odd(made, grounds.today))
    if is_feasible(plan, campaign.anchor_date, grounds.today):
        return Advice(tuple(sentences)) if sentences else None
    sentences = [*_late(made, grounds.today), *sentences]
    first = earliest_anchor(plan, grounds.today)
    if first is None:
        sentences.append(
            "No day 0 in the next five years leaves enough time; the playbook's due dates are too far apart."
        )
        return Advice(tuple(sentences))
    offer = f"The first day 0 that leaves enough time is {weekday_in_words(first)}."
    return Advice(tuple(sentences), first.isoformat(), offer)


def _late(made: Schedule, today: datetime.date) -> Iterator[str]:
    late = [step for step in made.steps if step.date is not None and step.date < today]
    if late:
        first = late[0]
        day = weekday_in_words(first.date or today)
        more = f", and {counted(len(late) - 1, 'other step')} with it" if len(late) > 1 else ""
        yield f'The first deadline is past already: "{first.title}" would have been due on {day}{more}.'
        return
    tight = [problem for problem in problems_of(made) if problem.id == "too-little-time"]
    yield tight[0].message if tight else "There is not enough time from today on for the work that has to be done."


def _odd(made: Schedule, today: datetime.date) -> Iterator[str]:
    for problem in problems_of(made, today):
        if problem.id.startswith(_OF_THE_DATE):
            yield f"{problem.message} {problem.hint}"
