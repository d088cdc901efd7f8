"""Who approves what: the gates of all library playbooks, with the roles that must agree for each size of audience."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

import msgspec

from mopsdocs.documents.conditions.evaluation import Values
from mopsdocs.documents.conditions.expressions import Expression, YesNo, names_in, render
from mopsdocs.documents.conditions.facts import facts
from mopsdocs.documents.conditions.flaws import Flaw
from mopsdocs.documents.conditions.grammar import reading
from mopsdocs.documents.conditions.remaining import remaining
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Approver, Gate, Playbook, PlaybookHead
from mopsdocs.site.page import Page
from mopsdocs.site.pages.audience_sizes import Size, Sizes, audience_sizes
from mopsdocs.site.pages.conditions import Condition, condition
from mopsdocs.site.pages.facts import facts_of
from mopsdocs.site.pages.labels import label, uncapped
from mopsdocs.site.pages.steps import quorum_in_words, variable_names
from mopsdocs.site.urls import url_of
from mopsdocs.wording import listed

URL: Final = "approvals/"
TITLE: Final = "Who approves what"

TOGETHER: Final = 40
"""Playbooks that share one page. With more of them each has a page of its own, and this one leads there."""

NAMED: Final = 6
"""Regions that are named where a role has a say in some of them only. Of more it tells the number."""

_SUMMARY: Final = "Who must agree before work goes on, for every kind of campaign and every size of audience."
_SYNONYMS: Final = ("approval matrix", "sign-off", "approvers", "RACI for approvals")
_REGION: Final = "region."


@dataclass(frozen=True, slots=True)
class Need:
    """A role that must agree: always, in some `regions` only, or where a condition holds."""

    role: str
    regions: tuple[Entry, ...] = ()
    only: Condition | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Who must agree for neighbouring sizes of which the same is true; `span` is how many these are."""

    title: str
    span: int
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A gate of a playbook."""

    gate: Gate
    anchor: str
    url: str
    quorum: str
    cells: tuple[Cell, ...]


class Matrix:
    """The gates of one playbook."""

    def __init__(self, entry: Entry, conclusions: Conclusions) -> None:
        self.entry = entry
        self._playbook: Playbook = entry.item
        self._conclusions = conclusions

    @property
    def anchor(self) -> str:
        """The id of its heading."""
        return self.entry.id

    @cached_property
    def sizes(self) -> Sizes:
        """The sizes of an audience that it tells apart."""
        return audience_sizes(self._playbook)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Its gates in the order of its stages."""
        gates = [stage.gate for stage in self._playbook.stages if stage.gate is not None]
        return tuple(self._row(gate) for gate in {gate.id: gate for gate in gates}.values())

    @property
    def questions(self) -> tuple[str, ...]:
        """What people ask who want to know this, with the round numbers that they ask about."""
        own = [answer for answer in self._playbook.answers if "approv" in answer.lower()]
        numbers = [f"{number:,}" for size in self.sizes.all for number in size.examples] if self.sizes.name else []
        asked = f"Who approves {uncapped(self.entry.title)} to {listed(numbers, 'or')} people?"
        return (*own, asked) if numbers else tuple(own)

    def _row(self, gate: Gate) -> Row:
        found = [(size, tuple(self._needs(gate.approvers, size))) for size in self.sizes.all]
        runs = [(needs, [size for size, _ in run]) for needs, run in groupby(found, key=lambda one: one[1])]
        cells = tuple(Cell(_title(sizes), len(sizes), needs) for needs, sizes in runs)
        url = f"{url_of(self.entry)}#gate-{gate.id}"
        return Row(gate, f"{self.anchor}--{gate.id}", url, quorum_in_words(gate), cells)

    def _needs(self, approvers: Iterable[Approver], size: Size) -> Iterator[Need]:
        known: Values = {self.sizes.name: size.least} if self.sizes.name else {}
        names = variable_names(self._playbook)
        for approver in approvers:
            need = self._conclusions.need(approver, self._playbook, known, names)
            if need is not None:
                yield need


class Conclusions:
    """Says of an approver whether a role must agree, as far as the size of the audience tells."""

    def __init__(self, library: Library) -> None:
        self._regions = library.entries("region")

    def need(self, approver: Approver, playbook: Playbook, known: Values, names: dict[str, str]) -> Need | None:
        """What is asked of the approver's role in campaigns of which `known` is true; None for nothing."""
        expression = reading(approver.when) if approver.when is not None else YesNo(True)
        if isinstance(expression, Flaw):
            return Need(approver.role, only=condition(approver.when, names))
        left = remaining(expression, {**_of_all_campaigns(playbook), **known})
        if isinstance(left, YesNo):
            return Need(approver.role) if left.value else None
        if self._regions and all(name.startswith(_REGION) for name in names_in(left)):
            return self._in_regions(approver.role, playbook, left, names)
        return Need(approver.role, only=condition(render(left), names))

    def _in_regions(self, role: str, playbook: Playbook, left: Expression, names: dict[str, str]) -> Need | None:
        """The need of a role whose say depends on the region alone."""
        answers = [remaining(left, facts(_bare(playbook), entry.item, {})) for entry in self._regions]
        if not all(isinstance(answer, YesNo) for answer in answers):
            return Need(role, only=condition(render(left), names))
        held = tuple(entry for entry, answer in zip(self._regions, answers, strict=True) if answer == YesNo(True))
        if not held:
            return None
        return Need(role) if len(held) == len(answers) else Need(role, held, condition(render(left), names))


class ApprovalsView:
    """The gates of all library playbooks."""

    def __init__(self, library: Library) -> None:
        conclusions = Conclusions(library)
        entries = [entry for entry in library.entries("playbook") if any(stage.gate for stage in entry.item.stages)]
        self.matrices = tuple(Matrix(entry, conclusions) for entry in entries)
        self.together = len(self.matrices) <= TOGETHER

    @property
    def channels(self) -> tuple[tuple[str, tuple[Matrix, ...]], ...]:
        """Every channel with the playbooks that use it, by name."""
        names = {channel for matrix in self.matrices for channel in matrix.entry.head.channels}
        found = (
            (label(name), tuple(one for one in self.matrices if name in one.entry.head.channels)) for name in names
        )
        return tuple(sorted(found, key=lambda channel: channel[0].lower()))

    def url(self, matrix: Matrix) -> str:
        """Where the matrix stands."""
        return f"{URL}#{matrix.anchor}" if self.together else f"{URL}{matrix.entry.id}/"


def _title(sizes: Sequence[Size]) -> str:
    return Size(sizes[0].least, sizes[-1].most).title


def _bare(playbook: Playbook) -> PlaybookHead:
    """The playbook without the values that its variables have unless a campaign says otherwise."""
    return msgspec.structs.replace(playbook, variables=())


def _of_all_campaigns(playbook: Playbook) -> Values:
    return facts(_bare(playbook), None, {})


def pages(library: Library, view: ApprovalsView) -> Iterator[Page]:
    """The matrices, where there are gates: on one page, or on a page each."""
    if not view.matrices:
        return
    shown = view.matrices if view.together else ()
    answers = {matrix.anchor: matrix.questions for matrix in shown}
    context = {"view": view, "named": NAMED}
    yield Page(URL, TITLE, "approvals.html", context, _SUMMARY, synonyms=_SYNONYMS, section_answers=answers, wide=True)
    for matrix in () if view.together else view.matrices:
        yield Page(
            view.url(matrix),
            f"{TITLE}: {matrix.entry.title}",
            "approvals_of.html",
            {"matrix": matrix, "named": NAMED},
            _SUMMARY,
            facts_of(library, matrix.entry.path),
            section_answers={matrix.anchor: matrix.questions},
            wide=True,
        )
