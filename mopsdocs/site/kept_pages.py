"""Pages of the last build that are still right, so that a build after a small change makes only what is different."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import msgspec

import mopsdocs
from mopsdocs.caches import CacheFile
from mopsdocs.resources import template_folder
from mopsdocs.site.asking import AskedLibrary, Question
from mopsdocs.site.fingerprint import fingerprint
from mopsdocs.site.page import Page
from mopsdocs.site.ready_page import ReadyPage
from mopsdocs.site.search.packing import packed, unpacked
from mopsdocs.site.search.records import Record

_OTHERS: Final = ("mkdocs", "mkdocs-material", "jinja2", "markupsafe", "markdown", "pymdown-extensions")
"""Packages on which the look of a page depends."""

_NOT_COMPARED: Final = ("context", "old_anchors", "files", "beside", "history")
"""What a Page has that is no data: `beside` says what it comes from, and a history what it says."""


class Questions:
    """Questions with numbers, because thousands of pages ask the same ones."""

    def __init__(self) -> None:
        self._numbers: dict[Question, int] = {}

    def __iter__(self) -> Iterator[Question]:
        return iter(self._numbers)

    def numbers(self, questions: Iterable[Question]) -> list[int]:
        """Their numbers."""
        return [self._numbers.setdefault(question, len(self._numbers)) for question in questions]


@dataclass(frozen=True, slots=True)
class Made:
    """How a page was made: from what, and which questions, by number, were asked of the library meanwhile."""

    source: bytes
    questions: list[int]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The same as it is stored, with size and time of the file that was written."""

    made: Made
    size: int
    time: int


@dataclass(frozen=True, slots=True)
class _Build:
    """All that is kept of a build: pages by address, and what can be found on them by number, in the same order."""

    site: str
    questions: list[tuple[Question, str]]
    pages: dict[str, _Kept]
    records: bytes


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the last build of a site has left its pages, and where those of this one will lie.

    What is known of them is kept in the folder `caches`.
    """

    before: Path
    after: Path
    caches: Path


class KeptPages:
    """The pages that the last build of the workspace at `root` has left.

    `overrides` is the folder of the workspace's own templates, `around` a digest of what the theme puts around each
    page. There are none where that build was another program's, had other surroundings, went to another folder, or is
    gone.
    """

    def __init__(self, folders: Folders, root: Path, overrides: Path, around: bytes, library: AskedLibrary) -> None:
        caches, self._site, self._next = folders.caches, folders.before.absolute(), folders.after.absolute()
        self._library = library
        self.questions = Questions()
        self._file = CacheFile(caches, root, "pages", fingerprint(_program(overrides), around))
        body = self._file.read()
        self._build = _Build(str(self._site), [], {}, packed({}))
        with contextlib.suppress(msgspec.MsgspecError):
            found = msgspec.msgpack.decode(body, type=_Build) if body is not None else None
            if found is not None and found.site == str(self._site):
                self._build = found

    def made(self, page: ReadyPage) -> Made | None:
        """How `page` was made; None where it would become another one now, or its file is not as it was written."""
        kept = self._build.pages.get(page.url)
        if kept is None or not self._changed.isdisjoint(kept.made.questions) or kept.made.source != source_of(page):
            return None
        try:
            stat = self._path(page.url).stat()
        except OSError:
            return None
        if (stat.st_size, stat.st_mtime_ns) != (kept.size, kept.time):
            return None
        return Made(kept.made.source, [self._renumbered[number] for number in kept.made.questions])

    def record(self, url: str) -> Record:
        """What can be found on the page at `url`, which was made before."""
        return self._records[url]

    def lay(self, url: str, target: Path) -> bool:
        """Puts the file of the page at `url` at `target`, too; False where the disk cannot do that."""
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self._path(url), target)
        except OSError:
            return False
        return True

    def keep(self, staging: Path, pages: Mapping[str, tuple[Made, Record]]) -> None:
        """Keeps for the next build how `pages` were made; their files are still in `staging`."""
        used = set[int]().union(*[made.questions for made, _ in pages.values()])
        asked = [(number, question) for number, question in enumerate(self.questions) if number in used]
        places = {number: place for place, (number, _) in enumerate(asked)}
        kept: dict[str, _Kept] = {}
        for url, (made, _) in pages.items():
            stat = (staging / url / "index.html").stat()
            numbers = [places[number] for number in made.questions]
            kept[url] = _Kept(Made(made.source, numbers), stat.st_size, stat.st_mtime_ns)
        questions = [(question, self._answer(question)) for _, question in asked]
        records = packed({number: record for number, (_, record) in enumerate(pages.values())})
        self._file.write(msgspec.msgpack.encode(_Build(str(self._next), questions, kept, records)))

    @cached_property
    def _changed(self) -> set[int]:
        """Numbers of the questions that have another answer now."""
        questions = self._build.questions
        return {number for number, (question, answer) in enumerate(questions) if self._answer(question) != answer}

    @cached_property
    def _renumbered(self) -> list[int]:
        """The numbers of all questions of the last build in this one."""
        return self.questions.numbers(question for question, _ in self._build.questions)

    @cached_property
    def _records(self) -> Mapping[str, Record]:
        return dict(zip(self._build.pages, unpacked(self._build.records).values(), strict=True))

    @cached_property
    def _answers(self) -> dict[Question, str]:
        return {}

    def _answer(self, question: Question) -> str:
        if question not in self._answers:
            self._answers[question] = self._library.answer(question)
        return self._answers[question]

    def _path(self, url: str) -> Path:
        return self._site / url / "index.html"


def source_of(page: ReadyPage) -> bytes:
    """The fingerprint of what `page` is made from, the library and its surroundings aside."""
    source = page.source
    assert source.beside is not None
    past = source.history.words if source.history is not None else ""
    return fingerprint([getattr(source, name) for name in _COMPARED], source.beside(), past, page.edit_url)


_COMPARED: Final = tuple(field.name for field in fields(Page) if field.name not in _NOT_COMPARED)


def _program(overrides: Path) -> bytes:
    """What every page depends on: this program with its templates and those of the workspace, and other packages."""
    folders = [Path(mopsdocs.__file__).parent, template_folder(), overrides]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file())
    states = [(str(path), stat.st_size, stat.st_mtime_ns) for path in files for stat in [path.stat()]]
    return fingerprint(sys.version, states, [_version(name) for name in _OTHERS])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
