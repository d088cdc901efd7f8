"""A tool's four questions are not answered.

## What it finds

Four questions come before a tool is bought: does it serve the goals, does it improve the buyer's journey, is there
budget, is there time to use it? The first two need solid answers: reported are answers of fewer words than
`thresholds.answer_words` in `site_config/workspace.yml` (default: 4), and answers that only say yes, none, n/a or the
like. The last two need a confident yes: reported is `false` where the tool is `active`. While a tool is being evaluated
budget and time may be open. Tools that are sunset, retired or deprecated are not judged.

## Why it matters

Most software that "does not work" is used to a tenth of what it can do, because nobody said what it was bought for or
who would have the time. "Yes" is not an answer to what a tool is good for, and at renewal nobody can tell whether it
kept its promise.

## How to mend it

Say in one sentence which goal the tool serves and what gets better for the buyer. Without budget or time for an active
tool, settle that with its owners or set `status: sunset`.

## Passes

```yaml
# site_config/tools.yml
tools:
  - id: survey-tool
    status: active
    four_questions:
      serves_goals: Event surveys tell us within a week what to repeat and what to drop.
      improves_journey: At most five questions, none that we can answer ourselves.
      has_budget: true
      has_time: true
```

## Fails

```yaml
# site_config/tools.yml
tools:
  - id: survey-tool
    status: active
    four_questions:
      serves_goals: "Yes"
      improves_journey: n/a
      has_budget: true
      has_time: false
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.facts.leaving import way_out
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Tool, Tools

_QUESTIONS: Final = {
    "serves_goals": "how it serves the goals",
    "improves_journey": "how it improves the buyer's journey",
    "has_budget": "where the budget comes from",
    "has_time": "who has the time to use it",
}

_EMPTY: Final = frozenset(
    (
        *("yes", "y", "no", "n", "ok", "okay", "sure", "true", "false", "maybe", "of course", "none", "nothing"),
        *("ja", "nein", "oui", "non", "sí", "si", "sim", "evet", "tak", "nie", "はい", "是"),
        *("na", "n a", "not applicable", "unknown", "not known", "not yet", "not yet known", "not sure"),
        *("tbd", "tba", "tbc", "to be decided", "to be defined", "to be confirmed"),
    )
)
"""Answers, in lower case and without punctuation, that say nothing."""

_WORD: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
"""A word; in scripts that put no space between words each character counts as one."""


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each tool, at the first answer that is open."""
    if not isinstance(document.model, Tools):
        return
    fewest = context.settings.thresholds.answer_words
    for index, tool in enumerate(document.model.tools):
        open_questions = [] if way_out(tool) is not None else list(_open(tool, fewest))
        if open_questions:
            first, *others = (("tools", index, "four_questions", field) for field in open_questions)
            message = f'four_questions: the tool "{tool.id}" does not say {_in_words(open_questions)}'
            related = tuple(Mention(document.path, pointer, "open as well") for pointer in others)
            yield Finding(document.path, first, message, _hint(open_questions), tuple(open_questions), related=related)


def _open(tool: Tool, fewest: int) -> Iterator[str]:
    for field in ("serves_goals", "improves_journey"):
        words = [word.lower() for word in _WORD.findall(getattr(tool.four_questions, field))]
        if len(words) < fewest or " ".join(words) in _EMPTY:
            yield field
    for field in ("has_budget", "has_time"):
        if tool.status == "active" and not getattr(tool.four_questions, field):
            yield field


def _in_words(fields: list[str]) -> str:
    *most, last = (_QUESTIONS[field] for field in fields)
    return f"{', '.join(most)} and {last}" if most else last


def _hint(fields: list[str]) -> str:
    if fields[0].startswith("has_"):
        return "settle it with the tool's owners, or set status: sunset"
    return "answer in one sentence that somebody could check at renewal"
