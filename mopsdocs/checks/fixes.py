"""Mends what can be mended without anybody's judgement, by edits of the text and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from mopsdocs.checks.checking import Inspections
from mopsdocs.checks.inspection import Inspected, inspect
from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import AddKey, Diagnostic, SortItems, Splice
from mopsdocs.documents import edits
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Settings

_ROUNDS: Final = 10
"""How often the workspace is looked at again. A correction can show the next mistake, rarely a third one."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A workspace after fixing, in memory.

    `report` is what is still wrong with it. `changed` has each changed file's bytes before and after, by path, and
    `mended` the findings that are gone.
    """

    report: Report
    changed: Mapping[str, tuple[bytes, bytes]]
    mended: tuple[Diagnostic, ...]


def fix_all(inspections: Inspections, look: Callable[[Inspections], Report], wanted: Callable[[str], bool]) -> Fixed:
    """Mends every finding that has a fix, in files whose path is `wanted`. `look` says what is wrong altogether."""
    now = inspections
    changed: dict[str, tuple[bytes, bytes]] = {}
    mended: list[Diagnostic] = []
    report = look(now)
    for _ in range(_ROUNDS):
        progress = False
        for path, found in _fixable(report, wanted).items():
            file, done = _mended(now.files[path], found, now.settings)
            if done:
                progress = True
                mended += done
                changed[path] = (changed.get(path, (_data(now.files[path]),))[0], _data(file))
                now = now.with_file(file)
        if not progress:
            break
        report = look(now)
    return Fixed(report, changed, tuple(mended))


def _fixable(report: Report, wanted: Callable[[str], bool]) -> Mapping[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {}
    for diagnostic in report.diagnostics:
        if diagnostic.fixable and wanted(diagnostic.path):
            found.setdefault(diagnostic.path, []).append(diagnostic)
    return found


def _data(file: Inspected) -> bytes:
    return file.document.data if file.document is not None else b""


def _mended(file: Inspected, found: Sequence[Diagnostic], settings: Settings) -> tuple[Inspected, Sequence[Diagnostic]]:
    """The file after the fixes of `found`, and which of them were made; one by one if together they do harm."""
    document = file.document
    if document is None:
        return file, ()
    for attempt in (found, *([one] for one in found)) if len(found) > 1 else (found,):
        text, done = _edited(document, attempt)
        if done and text != document.text:
            after = inspect(file.path, text.encode(), settings)
            if after.document is not None and _are_gone(done, file, after):
                return after, done
    return file, ()


def _are_gone(done: Iterable[Diagnostic], before: Inspected, after: Inspected) -> bool:
    """Whether each of `done` that the file shows by itself is there less often. Others may show up in its place."""
    was = Counter(one.fingerprint for one in before.found)
    now = Counter(one.fingerprint for one in after.found)
    return all(now[one.fingerprint] < was[one.fingerprint] for one in done if one.fingerprint in was)


def _edited(document: Document, found: Sequence[Diagnostic]) -> tuple[str, list[Diagnostic]]:
    """The text after the fixes, splices first: they count from the text as it was."""
    text, done = _spliced(document.text, found)
    for kind in (AddKey, SortItems):  # keys first, because sorting moves what the pointers of others count
        for diagnostic in found:
            if isinstance(diagnostic.fix, kind):
                with suppress(edits.EditError):
                    text = _restructured(document.kind, text, diagnostic.fix)
                    done.append(diagnostic)
    return text, done


def _restructured(kind: str, text: str, fix: AddKey | SortItems) -> str:
    if isinstance(fix, AddKey):
        return edits.add_key(kind, text, fix.pointer, fix.key, fix.value)
    return edits.sort_items(kind, text, tuple(map(str, fix.pointer)))


def _spliced(text: str, found: Iterable[Diagnostic]) -> tuple[str, list[Diagnostic]]:
    """Every splice that does not reach into one before it; the next round sees the others."""
    splices = [(one.fix.start, one.fix.end, one.fix.text, one) for one in found if isinstance(one.fix, Splice)]
    parts: list[str] = []
    done: list[Diagnostic] = []
    position = -1
    copied = 0
    for start, end, new, diagnostic in sorted(splices, key=lambda splice: splice[:2]):
        if start <= position:
            continue
        parts += [text[copied:start], new]
        copied, position = end, max(start, end - 1)
        done.append(diagnostic)
    return "".join([*parts, text[copied:]]), done
