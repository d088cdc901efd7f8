"""What happens to overviews: what is our job and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.identity import title_of
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.impact.names import entry_of, is_part_of_entry, name_of_entry

RULES: Final = (
    ChangeRule(
        "scope-changed",
        Severity.WARNING,
        "Something becomes our job, or no longer is",
        "Work changes hands: whoever gives it up and whoever takes it on have to agree.",
        '"Buying media" is our job now by the overview "What we do"; before, it was not.',
    ),
)

_ROWS: Final = "rows"


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of the overviews. A row that comes or goes is told as such."""
    for fact in pair.facts:
        if fact.kind != "changed" or not is_part_of_entry(pair, fact) or fact.old_pointer is None:
            continue
        if fact.path[2:3] != (_ROWS,) or fact.path[4:] != ("scope",):
            continue
        row = title_of(entry_of(pair, fact)[_ROWS][fact.old_pointer[3]])
        told, before = ("is our job now", "was not") if fact.new == "in" else ("is no longer our job", "was")
        message = f'"{row}" {told} by the {name_of_entry(pair, fact)}; before, it {before}.'
        yield Verdict("scope-changed", fact, message, words(fact))
