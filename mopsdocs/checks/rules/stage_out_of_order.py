"""The stages of a playbook stand in an order in which nobody can work.

## What it finds

Stages come in the order in which things happen. Judged by their types, these are certainly wrong:

- the first `planning` stage comes after a stage that builds, reviews, checks or launches
- all stages of type `segmentation`, `build`, `content_review` or `qa` come after the last `launch`
- all stages of type `monitor` or `retrospective` come before the first `launch`

Anything else is left alone. Several stages of one type are fine, and so is going back and forth before the launch. A
regional copy is reported only where its playbook is in order, and deprecated playbooks are left alone.

## Why it matters

People read a playbook from top to bottom and work the same way. The order also decides which gate answers for which
work and where the steps go that a region requires, so a check behind the launch checks nothing.

## How to mend it

Move the stage with its steps, or correct its `type` when the stage is called something it is not. Work that follows a
launch is `monitor`, or a second round with a `launch` of its own.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - {id: plan, type: planning}
  - {id: build, type: build}
  - {id: test, type: qa}
  - {id: invite, type: launch}
  - {id: follow-up, type: monitor}
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - {id: plan, type: planning}
  - {id: build, type: build}
  - {id: invite, type: launch}
  - {id: test, type: qa}
  - {id: follow-up, type: monitor}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mopsdocs.checks.facts.playbooks import playbook_in_use
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Playbook
from mopsdocs.wording import quoted

_PLANNED: Final = ("build", "content_review", "qa", "launch")
_BEFORE_LAUNCH: Final = ("segmentation", "build", "content_review", "qa")
_AFTER_LAUNCH: Final = ("monitor", "retrospective")


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """At most one finding each for planning, for what follows the last launch, and for what precedes the first."""
    playbook = playbook_in_use(document)
    if playbook is None:
        return
    places: dict[str, list[int]] = {}
    for number, stage in enumerate(playbook.stages):
        places.setdefault(stage.type, []).append(number)
    work = min((places[type][0] for type in _PLANNED if type in places), default=len(playbook.stages))
    if places.get("planning", [0])[0] > work:
        plan = playbook.stages[places["planning"][0]].id
        message = f'the first planning stage, "{plan}", comes after'
        hint = f'move "{plan}" to the front, or correct its type'
        yield _finding(document, playbook, places["planning"][:1], work, (message, hint), context)
    if "launch" not in places:
        return
    first, last = places["launch"][0], places["launch"][-1]
    late = [number for type in _BEFORE_LAUNCH for number in places.get(type, ()) if places[type][0] > last]
    if late:
        message = f"{_named(playbook, late)} {_come(late)} after the launch stage"
        hint = "move the launch behind this work, give the work a launch stage of its own, or correct the type"
        yield _finding(document, playbook, late, last, (message, hint), context)
    early = [number for type in _AFTER_LAUNCH for number in places.get(type, ()) if places[type][-1] < first]
    if early:
        message = f"{_named(playbook, early)} {_come(early)} before the launch stage"
        hint = f"move {'it' if len(early) == 1 else 'them'} behind the launch, or correct the type"
        yield _finding(document, playbook, early, first, (message, hint), context)


def _finding(
    document: Document,
    playbook: Playbook,
    wrong: Sequence[int],
    other: int,
    words: tuple[str, str],
    context: DocumentContext,
) -> Finding:
    """The finding about the stages `wrong`, which stand on the wrong side of the stage `other`."""
    message = f'{words[0]} "{playbook.stages[other].id}" (line {context.line(_type(other))})'
    related = [Mention(document.path, _type(number), _is(playbook, number)) for number in (other, *sorted(wrong)[1:])]
    values = tuple(playbook.stages[number].id for number in sorted(wrong))
    return Finding(document.path, _type(min(wrong)), message, words[1], values, related=tuple(related))


def _named(playbook: Playbook, numbers: Sequence[int]) -> str:
    stages = [playbook.stages[number] for number in sorted(numbers)]
    if len(stages) == 1:
        return f'the {stages[0].type} stage "{stages[0].id}"'
    return f"the stages {quoted([stage.id for stage in stages])}"


def _come(numbers: Sequence[int]) -> str:
    return "comes" if len(numbers) == 1 else "come"


def _is(playbook: Playbook, number: int) -> str:
    return f'"{playbook.stages[number].id}" is a {playbook.stages[number].type} stage'


def _type(number: int) -> Pointer:
    return "stages", number, "type"
