"""Random edits of a playbook, and what becomes of it when two people make theirs at the same time.

This is the oracle for merges, so it shares nothing with them: a document is a small model that is edited by name and
written out as text. What two scripts give together is the model with the edits of both.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

FIELDS = ("title", "responsible", "effort", "due")
WORDS = [
    "brief",
    "list",
    "segment",
    "draft",
    "banner",
    "page",
    "offer",
    "form",
    "survey",
    "report",
    "invite",
    "slot",
    "budget",
    "speaker",
    "deck",
]

Touched = frozenset[tuple[str, ...]]
"""What an edit is about. Edits of two people that touch nothing in common do not overlap."""


@dataclass
class Line:
    """One `key: value` with the comments above it and the one behind it."""

    value: str
    above: list[str] = field(default_factory=list)
    behind: str = ""

    def text(self, start: str) -> Iterator[str]:
        """The lines, the first word of which is `start`."""
        pad = " " * (len(start) - len(start.lstrip(" ")))
        yield from (f"{pad}# {comment}" for comment in self.above)
        yield f"{start}{self.value}{f'  # {self.behind}' if self.behind else ''}"


@dataclass
class Item:
    """A checklist item."""

    id: str
    text: str
    above: list[str] = field(default_factory=list)


@dataclass
class Step:
    """A step of the playbook."""

    id: str
    fields: dict[str, Line]
    description: list[str]
    checklist: list[Item]
    above: list[str] = field(default_factory=list)

    def text(self) -> Iterator[str]:
        """Its lines."""
        yield from (f"      # {comment}" for comment in self.above)
        yield f"      - id: {self.id}"
        for name, line in self.fields.items():
            yield from line.text(f"        {name}: ")
        yield "        description: |"
        yield from (f"          {line}" for line in self.description)
        yield "        checklist:" if self.checklist else "        checklist: []"
        for item in self.checklist:
            yield from (f"          # {comment}" for comment in item.above)
            yield f"          - id: {item.id}"
            yield f"            text: {item.text}"


@dataclass
class Stage:
    """A stage of the playbook."""

    id: str
    steps: list[Step]


@dataclass
class Playbook:
    """A playbook with comments, as a model."""

    stages: list[Stage]

    def text(self) -> str:
        """The document."""
        lines = ["# Kept by the campaign team.", "kind: playbook", "id: simulated", "stages:"]
        for stage in self.stages:
            steps = "    steps:" if stage.steps else "    steps: []"
            lines += [f"  - id: {stage.id}", f"    title: Stage {stage.id}", steps]
            for step in stage.steps:
                lines += step.text()
        return "\n".join(lines) + "\n"

    def steps(self) -> list[Step]:
        """All steps in order."""
        return [step for stage in self.stages for step in stage.steps]

    def stage_of(self, step: str) -> Stage:
        """The stage that has a step."""
        return next(stage for stage in self.stages if any(each.id == step for each in stage.steps))

    def step(self, id: str) -> Step | None:
        """The step with an id."""
        return next((step for step in self.steps() if step.id == id), None)


def playbook(chance: random.Random) -> Playbook:
    """A playbook of about 200 lines with comments."""
    stages = []
    number = 0
    for name in ("plan", "build", "check", "launch"):
        steps = []
        for _ in range(4):
            number += 1
            fields = {key: Line(f"{chance.choice(WORDS)} {number}") for key in FIELDS}
            if chance.random() < 0.3:
                fields["due"].behind = f"agreed {number}"
            if chance.random() < 0.3:
                fields["effort"].above.append(f"measured {number}")
            text = [f"{chance.choice(WORDS)} the {chance.choice(WORDS)} {number} {line}." for line in range(3)]
            items = [Item(f"c{number}-{each}", f"{chance.choice(WORDS)} ok") for each in range(2)]
            above = [f"about step {number}"] if chance.random() < 0.4 else []
            steps.append(Step(f"s{number}", fields, text, items, above))
        stages.append(Stage(name, steps))
    return Playbook(stages)


@dataclass(frozen=True)
class Edit:
    """One edit: what it does, to what, and what it touches. `seed` makes its words, so that it is always the same."""

    kind: str
    step: str
    detail: str
    seed: str
    after: str = ""
    stage: str = ""
    touched: Touched = frozenset()

    def apply(self, document: Playbook) -> None:
        """Make the edit, if what it is about is still there."""
        step = document.step(self.step)
        if step is not None or self.kind == "add":
            getattr(self, f"_{self.kind}")(document, step)

    def _set(self, document: Playbook, step: Step) -> None:
        step.fields[self.detail].value = self.seed

    def _comment(self, document: Playbook, step: Step) -> None:
        (step.fields[self.detail] if self.detail else step).above.append(self.seed)

    def _behind(self, document: Playbook, step: Step) -> None:
        step.fields[self.detail].behind = self.seed

    def _reword(self, document: Playbook, step: Step) -> None:
        step.description[int(self.detail)] = self.seed

    def _tick(self, document: Playbook, step: Step) -> None:
        at = next((number for number, item in enumerate(step.checklist, 1) if item.id == self.detail), 0)
        step.checklist.insert(at, Item(self.seed, f"new {self.seed}"))

    def _untick(self, document: Playbook, step: Step) -> None:
        step.checklist = [item for item in step.checklist if item.id != self.detail]

    def _add(self, document: Playbook, step: Step | None) -> None:
        fields = {key: Line(f"{key} of {self.seed}") for key in FIELDS}
        new = Step(self.seed, fields, [f"all of {self.seed}."], [Item(f"{self.seed}-c", "ok")], [f"why {self.seed}"])
        self._put(document, new)

    def _delete(self, document: Playbook, step: Step) -> None:
        document.stage_of(step.id).steps.remove(step)

    def _move(self, document: Playbook, step: Step) -> None:
        document.stage_of(step.id).steps.remove(step)
        self._put(document, step)

    def _put(self, document: Playbook, step: Step) -> None:
        stage = next(stage for stage in document.stages if stage.id == self.stage)
        at = next((number for number, each in enumerate(stage.steps, 1) if each.id == self.after), 0)
        stage.steps.insert(at, step)


KINDS = ("set", "comment", "behind", "tick", "untick", "add", "delete", "move", "reword")


def script(base: Playbook, chance: random.Random, count: int, who: str) -> list[Edit]:
    """`count` edits of `base`, no two of which touch the same, in an order in which all can be made."""
    edits: list[Edit] = []
    taken: set[tuple[str, ...]] = set()
    while len(edits) < count:
        edit = _edit(base, chance, f"{who}{len(edits)}")
        if taken.isdisjoint(edit.touched):
            edits.append(edit)
            taken |= edit.touched
    return sorted(edits, key=lambda edit: edit.kind == "delete")


def _edit(base: Playbook, chance: random.Random, seed: str) -> Edit:
    kind = chance.choice(KINDS)
    step = chance.choice(base.steps())
    if kind in ("set", "behind", "comment", "reword", "tick", "untick"):
        detail, touched = _inside(kind, step, chance)
        return Edit(kind, step.id, detail, seed, touched=frozenset({touched}))
    if kind == "delete":
        touched_all = {("step", step.id), *_everything(step), *_gap(base, step.id)}
        return Edit(kind, step.id, "", seed, touched=frozenset(touched_all))
    stage = chance.choice(base.stages)
    after = chance.choice(["", *(each.id for each in stage.steps if each.id != step.id)])
    there = {("gap", stage.id, after), ("place", after)}
    if kind == "add":
        return Edit(kind, "", "", seed, after, stage.id, frozenset(there))
    return Edit(kind, step.id, "", seed, after, stage.id, frozenset({*there, ("place", step.id), *_gap(base, step.id)}))


def _inside(kind: str, step: Step, chance: random.Random) -> tuple[str, tuple[str, ...]]:
    """What an edit within a step is about, and what it touches."""
    if kind == "reword":
        detail = str(chance.randrange(len(step.description)))
    elif kind in ("tick", "untick"):
        detail = chance.choice(step.checklist).id
    else:
        detail = chance.choice(["", *FIELDS] if kind == "comment" else FIELDS)
    return detail, ("tick" if kind == "untick" else kind, step.id, detail)


def _gap(base: Playbook, step: str) -> set[tuple[str, ...]]:
    """The places before and behind a step."""
    stage = base.stage_of(step)
    ids = ["", *(each.id for each in stage.steps)]
    before = ids[ids.index(step) - 1]
    return {("gap", stage.id, before), ("gap", stage.id, step), ("place", step)}


def _everything(step: Step) -> set[tuple[str, ...]]:
    names = {(kind, step.id, name) for kind in ("set", "behind", "comment") for name in (*FIELDS, "")}
    lines = {("reword", step.id, str(line)) for line in range(len(step.description))}
    return names | lines | {("tick", step.id, item.id) for item in step.checklist}


def overlap(ours: list[Edit], theirs: list[Edit]) -> bool:
    """Whether the scripts touch something in common."""
    touched = {touch for edit in ours for touch in edit.touched}
    return any(not touched.isdisjoint(edit.touched) for edit in theirs)


def clash(base: Playbook, ours: list[Edit], theirs: list[Edit]) -> bool:
    """Whether the scripts want two things that cannot both be had, so that somebody has to choose.

    The order within a stage is no such thing: of a step that the other side deletes or takes elsewhere it is idle.
    """
    return any(_excludes(base, one, other) or _excludes(base, other, one) for one in ours for other in theirs)


def _excludes(base: Playbook, one: Edit, other: Edit) -> bool:
    if one.kind in ("set", "behind", "reword"):
        return (one.kind, one.step, one.detail) == (other.kind, other.step, other.detail)
    if one.step != other.step or not one.step or (other.kind == "move" and _stays(base, other)):
        return False
    if one.kind == "delete":
        return other.kind not in ("add", "delete")
    return one.kind == other.kind == "move" and one.stage != other.stage and not _stays(base, one)


def _stays(base: Playbook, move: Edit) -> bool:
    return base.stage_of(move.step).id == move.stage


def edited(base: Playbook, *scripts: list[Edit]) -> Playbook:
    """`base` after the edits of all scripts: deletions last, so that places can be named by what is deleted."""
    document = copy.deepcopy(base)
    for edit in sorted((edit for script in scripts for edit in script), key=lambda edit: edit.kind == "delete"):
        edit.apply(document)
    return document
