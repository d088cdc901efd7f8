"""A step or an item to tick leaves open when, whether or how much.

## What it finds

Titles of steps and texts of checklist items, in playbooks, processes and regions, with one of these: asap, as soon as
possible, in due course, in good time, in a timely manner, regularly, from time to time; if (where, when, as) necessary,
needed, required, appropriate, applicable or possible; etc., and so on; properly, appropriately, adequately; and in
other languages ggf., bei Bedarf, zeitnah, usw., si nécessaire, le cas échéant, au besoin, gerekirse. "Required by" and
"required for" something are precise and stay silent. Regional copies are reported for wording of their own, deprecated
documents not at all.

## Why it matters

"Inform sales asap" has no date, "get approval where appropriate" has no rule, and "links work properly" has no test.
Each reader decides for themselves, the busiest of them for the least work, and nobody can say afterwards whether it was
done.

## How to mend it

Give the step a due date instead of "asap", a condition (`when`) instead of "if necessary", an end to the list instead
of "etc.", and say what can be seen when it is done instead of "properly".

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: tell-sales
        title: Tell sales
        due: +1bd
        when: audience_size > 1000
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: tell-sales
        title: Tell sales as soon as possible, if necessary
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from mopsdocs.checks.facts.parts import parts_of
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Model, Playbook, Process, ProcessStep, Region, Step

_LATE: Final = (
    r"asap|as soon as possible|in due course|in good time|in a timely (?:manner|fashion)"
    r"|regularly|from time to time|zeitnah"
)
_PERHAPS: Final = (
    r"(?:if|as|where|when|whenever|wherever) (?:deemed )?(?:necessary|needed|required|appropriate|applicable|possible)"
    r"(?! (?:by|for|in|to|under)\b)|ggf|bei bedarf|si nécessaire|le cas échéant|au besoin|gerekirse"
)
_AND_MORE: Final = r"etc|and so on|and so forth|usw"
_SOMEHOW: Final = r"properly|appropriately|adequately"

_VAGUE: Final = re.compile(
    rf"(?<![\w-])(?:(?P<late>{_LATE})|(?P<perhaps>{_PERHAPS})|(?P<more>{_AND_MORE})|(?P<somehow>{_SOMEHOW}))(?![\w-])",
    re.IGNORECASE,
)

_SIGNS: Final = (
    *("asap", "soon as", "in due course", "in good time", "in a timely", "regularly", "from time", "zeitnah"),
    *("necessary", "needed", "required", "appropriate", "applicable", "possible", "ggf", "bedarf", "nécessaire"),
    *("échéant", "au besoin", "gerekirse", "etc", "and so ", "usw", "properly", "adequately"),
)
"""A text without any of these, in lower case, is not vague. Looking for them is many times faster."""

_REMEDY: Final = {
    "late": "give it a due date instead",
    "perhaps": "say when it is, or write the condition as when",
    "more": "name the rest, or end the list",
    "somehow": "say what can be seen when it is done",
}


_FIELD: Final = {"step": "title", "checklist item": "text"}
"""The parts of a document that are looked at, with the field that holds their words."""


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each title or text, about the first such word in it."""
    if getattr(document.model, "status", None) == "deprecated":
        return
    texts = list(_texts(document.model))
    together = "\n".join(texts).lower()
    signs = [sign for sign in _SIGNS if sign in together]
    if not signs:
        return
    vague = {text: match for text in texts if (match := _first_in(text, signs)) is not None}
    for part in parts_of(document.model) if vague else ():
        match = vague.get(part.title) if part.what in _FIELD else None
        if match is not None:
            message = f'"{match[0]}" leaves open what is meant: "{part.title}"'
            pointer = (*part.pointer, _FIELD[part.what])
            yield Finding(document.path, pointer, message, _REMEDY[match.lastgroup or ""], (match[0].lower(), part.id))


def _first_in(text: str, signs: Iterable[str]) -> re.Match[str] | None:
    """The first vague words in `text`, which has some only if it has one of the `signs`."""
    lowered = text.lower()
    return _VAGUE.search(text) if any(sign in lowered for sign in signs) else None


def _texts(model: Model) -> Iterator[str]:
    """Titles of steps and texts of checklist items; quicker than a look at all parts, of which few are needed."""
    steps: Iterable[Step | ProcessStep] = ()
    if isinstance(model, Playbook):
        steps = (step for stage in model.stages for step in stage.steps)
    elif isinstance(model, Process):
        steps = model.steps
    elif isinstance(model, Region):
        steps = (required.step for required in model.required_steps)
    for step in steps:
        yield step.title
        for item in step.checklist:
            yield item.text
