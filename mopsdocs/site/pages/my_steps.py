"""What everybody has to do: a page per role and per person with the open steps of all campaigns, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mopsdocs.documents.library import Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages.agenda import Agenda, Item, Who
from mopsdocs.site.pages.workload import HEIGHT, LoadView
from mopsdocs.wording import counted

URL: Final = "my-steps/"
MOST: Final = 200
"""Steps that a page lists, the first by date; of the others it tells the number."""

_FOLDERS: Final = {"role": "roles", "person": "people"}
_TITLE: Final = "My steps"
_SUMMARY: Final = "What is to be done next, for each role and each person, over all campaigns that are ahead."


@dataclass(frozen=True, slots=True)
class Share:
    """What one role or person has to do."""

    who: Who
    title: str
    items: tuple[Item, ...]

    @property
    def url(self) -> str:
        """Address of its page."""
        return steps_url(*self.who)

    @property
    def shown(self) -> tuple[Item, ...]:
        """The first by date."""
        return self.items[:MOST]

    @property
    def campaigns(self) -> int:
        """In how many campaigns."""
        return len({item.run.entry.id for item in self.items})

    @property
    def mine(self) -> str:
        """`role` or `person`."""
        return self.who[0]


class StepsView:
    """Everybody who has something to do."""

    def __init__(self, library: Library, agenda: Agenda) -> None:
        self.agenda = agenda
        self._library = library

    def shares(self, kind: str) -> tuple[Share, ...]:
        """Those of one kind, by title: roles, or people whom people.yml knows."""
        found = [
            Share(who, self._library.title(*who), items)
            for who, items in self.agenda.open_by_who.items()
            if who[0] == kind and self._library.get(*who) is not None
        ]
        return tuple(sorted(found, key=lambda share: (share.title.lower(), share.who)))


def steps_url(kind: str, id: str) -> str:
    """Address of the steps of a role or a person: `my-steps/people/ops-desk/`."""
    return f"{URL}{_FOLDERS[kind]}/{id}/"


def pages(view: StepsView, load: LoadView) -> Iterator[Page]:
    """The overview and everybody's page."""
    roles, people = view.shares("role"), view.shares("person")
    if not roles and not people:
        return
    yield Page(URL, _TITLE, "my_steps.html", {"roles": roles, "people": people}, _SUMMARY)
    for share in (*roles, *people):
        chart = load.of(share.who[1]) if share.mine == "role" else None
        steps = counted(len(share.items), "open step")
        summary = f"{steps} in {counted(share.campaigns, 'campaign')}, in order of time."
        context = {"share": share, "load": chart, "runs": view.agenda.runs, "height": HEIGHT}
        yield Page(share.url, f"Steps of {share.title}", "steps_of.html", context, summary)
