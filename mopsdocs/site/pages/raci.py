"""The RACI table: who is responsible, accountable, consulted and informed, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final

from markupsafe import Markup

from mopsdocs.documents.model import Step
from mopsdocs.site.pages.steps import StageView

_ORDER: Final = "RACI"
_LETTERS: Final = tuple(map("/".join, chain.from_iterable(combinations(_ORDER, size) for size in range(5))))
_CELLS: Final = {
    letters: Markup(f'<td class="mops-raci--{letters[0].lower()}">{letters}</td>' if letters else "<td></td>")
    for letters in _LETTERS
}
"""Every cell that there can be, looking as its first letter. Made in advance: a playbook has some six hundred of them,
most of them empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step; `cells` is the row's table cells, one for each role in the order of the matrix."""

    title: str
    anchor: str
    cells: Markup


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one stage."""

    title: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Roles as columns, the busiest first, and stages as blocks of rows."""

    roles: tuple[str, ...]
    blocks: tuple[Block, ...]


def letters(step: Step, role: str) -> str:
    """What `role` is in `step`: `R`, `A`, `C`, `I` or several of them, such as `R/A`."""
    parts = (role in step.responsible, role == step.accountable, role in step.consulted, role in step.informed)
    return "/".join(letter for letter, is_so in zip(_ORDER, parts, strict=True) if is_so)


def matrix(stages: Sequence[StageView]) -> Matrix:
    """The RACI table of `stages`."""
    weights: dict[str, int] = {}
    for stage in stages:
        for view in stage.steps:
            step = view.step
            for role in (*step.responsible, step.accountable):
                weights[role] = weights.get(role, 0) + 100
            for role in (*step.consulted, *step.informed):
                weights[role] = weights.get(role, 0) + 1
    roles = tuple(sorted(weights, key=lambda role: (-weights[role], role)))
    blocks = tuple(
        Block(
            stage.stage.title,
            stage.anchor,
            tuple(_row(view.step, view.anchor, roles) for view in stage.steps),
        )
        for stage in stages
    )
    return Matrix(roles, blocks)


def _row(step: Step, anchor: str, roles: tuple[str, ...]) -> Row:
    involved = {*step.responsible, step.accountable, *step.consulted, *step.informed}
    cells = (_CELLS[letters(step, role) if role in involved else ""] for role in roles)
    return Row(step.title, anchor, Markup("".join(cells)))
