"""What became of a new document: what it says of itself when it is checked with all others, in sentences."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.checking import Inspections, judged
from mopsdocs.checks.inspection import inspect
from mopsdocs.diagnostics import Diagnostic
from mopsdocs.scaffold.form import NewDocument
from mopsdocs.wording import counted

_PLACEHOLDER: Final = "placeholder-left"
_OLD_LAW: Final = "legal-review-old"

NEVER: Final = "1970-01-01"
"""The day on which the law of a new region was last verified when nobody has done so."""


def findings(document: NewDocument, inspections: Inspections, today: datetime.date) -> tuple[Diagnostic, ...]:
    """What `mopsdocs validate` will say about `document` once it is there."""
    file = inspect(document.path, document.text.encode(), inspections.settings)
    report = judged(inspections.with_file(file), today).report
    return report.only(lambda path: path == document.path).diagnostics


def told(found: tuple[Diagnostic, ...]) -> Iterator[str]:
    """`found` in lines: the places that somebody has to fill in, then everything else."""
    gaps = [one for one in found if _is_gap(one)]
    if gaps:
        yield f"{counted(len(gaps), 'place')} to fill in, each with a note in the file:"
        column = max(len(str(one.line)) for one in gaps)
        yield from (f"  line {one.line:>{column}}  {_place(one)}" for one in gaps)
    for one in found:
        if not _is_gap(one):
            yield f"{one.severity.value}: line {one.line}: {one.message}"
            yield f"    {one.hint}"


def _is_gap(one: Diagnostic) -> bool:
    return one.rule == _PLACEHOLDER or (one.rule == _OLD_LAW and NEVER in one.values)


def _place(one: Diagnostic) -> str:
    """Where in the document `one` is, as a reader of the file would say it."""
    return one.unit.partition("/")[2] or one.unit
