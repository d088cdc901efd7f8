"""A build on MkDocs' own building blocks: the same steps in the same order, but pages are made in several processes.

It serves sites on whose pages nobody else has a say. With other plugins or hooks MkDocs builds the site itself.
"""

from __future__ import annotations

import contextlib
import gc
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
from jinja2 import Environment
from mkdocs.commands import build as mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, clean_directory, write_file

from mopsdocs.processes import FORKS, beside, cores, received
from mopsdocs.site.asking import Question
from mopsdocs.site.kept_pages import Folders, Made, Questions, source_of
from mopsdocs.site.plugin import MopsdocsPlugin
from mopsdocs.site.ready_page import ReadyPage, table_of_contents
from mopsdocs.site.search.packing import Shared, packed, unpacked
from mopsdocs.site.search.records import Record
from mopsdocs.site.shells import Shells, surroundings

_EVENTS: Final = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
"""What MkDocs tells plugins of each page."""

_SEARCH: Final = "material/search"
"""A plugin that looks at pages, but not at ours."""

_WORTH_IT: Final = 100
"""Pages from which on a second process saves more than its start costs."""

_BLOCK: Final = 40
"""Pages in a row that one process makes, because those that stand together share most."""


def can_drive(config: MkDocsConfig) -> bool:
    """Whether pages of ours go through nothing but our own plugin."""
    ours = [plugin for name, plugin in config.plugins.items() if name == _SEARCH or isinstance(plugin, MopsdocsPlugin)]
    methods = [method for event in _EVENTS for method in config.plugins.events[event]]
    return all(getattr(method, "__self__", None) in ours for method in methods)


def usual_jobs(pages: int) -> int:
    """How many processes are worth it for so many pages on this machine."""
    return cores() if FORKS and pages >= _WORTH_IT else 1


@dataclass(frozen=True, slots=True)
class Driven:
    """A site that was built: its pages by address, and what is around them; None with a theme of one's own."""

    pages: Mapping[str, ReadyPage]
    shells: Shells | None


def drive(config: MkDocsConfig, plugin: MopsdocsPlugin, jobs: int | None, folders: Folders) -> Driven:
    """Builds the site as `mkdocs build` does, with `jobs` processes, by default as many as are worth it.

    Pages that the last build has left and that would become the same again are taken over.
    Raises what `mkdocs build` raises.
    """
    with _warnings_counted(config.strict) as counter:
        try:
            driven = _drive(config, plugin, jobs, folders)
            if counts := counter.get_counts():
                told = ", ".join(f"{number} {level.lower()}s" for level, number in counts)
                raise Abort(f"Aborted with {told} in strict mode!")
        except Exception as error:
            config.plugins.on_build_error(error=error)
            raise
    return driven


@contextlib.contextmanager
def _warnings_counted(strict: bool) -> Iterator[CountHandler]:
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    if strict:
        logger.addHandler(counter)
    try:
        yield counter
    finally:
        logger.removeHandler(counter)


def _drive(config: MkDocsConfig, plugin: MopsdocsPlugin, jobs: int | None, folders: Folders) -> Driven:
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    clean_directory(config.site_dir)
    env = config.theme.get_env()
    files = get_files(config)
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    pages = _populated(files, config)
    env = config.plugins.on_env(env, config=config, files=files)
    files.copy_static_files()
    for template in config.theme.static_templates:
        mkdocs._build_theme_template(template, env, files, config, nav)
    for template in config.extra_templates:
        mkdocs._build_extra_template(template, files, config, nav)
    press = _Press(config, plugin, env, files, nav, folders)
    press.make(pages, jobs)
    for page in pages:
        page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
    config.plugins.on_post_build(config=config)
    return Driven({page.url: page for page in pages if isinstance(page, ReadyPage)}, press.shells)


def _populated(files: Files, config: MkDocsConfig) -> list[Page]:
    """All pages; the articles of ours are made later."""
    pages = []
    for file in files.documentation_pages():
        if file.page is None and file.inclusion.is_not_in_nav():
            Page(None, file, config)
        assert file.page is not None
        if isinstance(file.page, ReadyPage):
            file.page.read_source(config)
        else:
            mkdocs._populate_page(file.page, config, files)
        pages.append(file.page)
    return pages


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What a process hands over: the records of its pages by number, packed, and how they were made.

    Questions have the numbers that they have there.
    """

    records: bytes
    made: dict[int, Made]
    questions: list[Question]

    def made_here(self, questions: Questions) -> dict[int, Made]:
        """The same with the numbers of this process."""
        here = questions.numbers(self.questions)
        return {at: Made(made.source, [here[one] for one in made.questions]) for at, made in self.made.items()}


class _Press:
    """Makes the HTML of pages and writes it, or takes that of the last build where it is still right."""

    def __init__(
        self,
        config: MkDocsConfig,
        plugin: MopsdocsPlugin,
        env: Environment,
        files: Files,
        nav: Navigation,
        folders: Folders,
    ) -> None:
        self._config = config
        self._plugin = plugin
        self._env = env
        self._nav = nav
        self._files = files.documentation_pages()
        # A theme of one's own may look at anything of a page, so each page goes through it.
        usual = not config.theme.custom_dir
        self.shells = Shells(config, env, nav, self._files) if usual else None
        self._kept = plugin.kept_pages(folders, surroundings(config, nav)) if usual else None
        self._questions = self._kept.questions if self._kept is not None else Questions()

    def make(self, pages: Sequence[Page], jobs: int | None) -> None:
        """Writes all `pages`. What can be found on ours goes to the plugin, in their order."""
        for page in pages:
            if not isinstance(page, ReadyPage):
                mkdocs._build_page(page, self._config, self._files, self._nav, self._env)
        ours = [page for page in pages if isinstance(page, ReadyPage)]
        found, made = self._taken(ours)
        found_anew, made_anew = self._made([number for number in range(len(ours)) if number not in found], ours, jobs)
        found |= found_anew
        made |= made_anew
        self._plugin.records += [found[number] for number in sorted(found)]
        if self._kept is not None:
            self._kept.keep(Path(self._config.site_dir), {ours[at].url: (made[at], found[at]) for at in sorted(made)})

    def _taken(self, pages: Sequence[ReadyPage]) -> tuple[dict[int, Record], dict[int, Made]]:
        """Takes from the last build what is still right."""
        found: dict[int, Record] = {}
        taken: dict[int, Made] = {}
        if self._kept is None:
            return found, taken
        for number, page in enumerate(pages):
            made = self._kept.made(page) if page.source.beside is not None else None
            if made is not None and self._kept.lay(page.url, Path(page.file.abs_dest_path)):
                found[number], taken[number] = self._kept.record(page.url), made
                self._plugin.count(1)
        return found, taken

    def _made(
        self, numbers: Sequence[int], pages: Sequence[ReadyPage], jobs: int | None
    ) -> tuple[dict[int, Record], dict[int, Made]]:
        """Makes the pages with these `numbers`, in `jobs` processes."""
        jobs = max(1, jobs if jobs is not None and FORKS else usual_jobs(len(numbers)))
        blocks = [numbers[start : start + _BLOCK] for start in range(0, len(numbers), _BLOCK)]
        shares = [blocks[number::jobs] for number in range(min(jobs, len(blocks)))] or [[]]
        found: dict[int, Record] = {}
        made: dict[int, Made] = {}
        gc.freeze()  # what all processes have in common is not looked through, and so not copied
        with contextlib.ExitStack() as stack:
            others = [(share, stack.enter_context(beside(self._packed_share, pages, share))) for share in shares[1:]]
            self._share(pages, shares[0], len(shares), found, made)
            for share, connection in others:
                data = received(connection)
                if data is None:
                    self._share(pages, share, 1, found, made)
                else:
                    parcel = msgspec.msgpack.decode(data, type=_Parcel)
                    found |= unpacked(parcel.records)
                    made |= parcel.made_here(self._questions)
        gc.unfreeze()
        if len(shares) > 1:
            self._plugin.count(len(numbers))  # the others may have had more than this process
        shared = Shared()
        return {number: shared.of(record) for number, record in found.items()}, made

    def _packed_share(self, pages: Sequence[ReadyPage], share: Sequence[Sequence[int]]) -> bytes:
        found: dict[int, Record] = {}
        made: dict[int, Made] = {}
        self._share(pages, share, 1, found, made)
        return msgspec.msgpack.encode(_Parcel(packed(found), made, list(self._questions)))

    def _share(
        self,
        pages: Sequence[ReadyPage],
        share: Sequence[Sequence[int]],
        at_once: int,
        found: dict[int, Record],
        made: dict[int, Made],
    ) -> None:
        """Writes some of `pages`, each of which stands for `at_once`; says what was `found` and how it was `made`."""
        shared = Shared()
        for number in (number for block in share for number in block):
            page = pages[number]
            with self._plugin.library.notes.listening() as questions:
                record = self._write(page)
            found[number] = shared.of(record)
            if self._kept is not None and page.source.beside is not None:
                made[number] = Made(source_of(page), self._questions.numbers(questions))
            self._plugin.let_go(page.source)
            self._plugin.count(at_once)

    def _write(self, page: ReadyPage) -> Record:
        rendered = page.rendered()
        if self.shells is not None:
            html = self.shells.around(page, rendered)
        else:
            page.content, page.toc = rendered.html, table_of_contents(rendered.headings)
            html = self._themed(page)
            page.content = None
        write_file(html.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
        return self._plugin.recorder.record(rendered)

    def _themed(self, page: ReadyPage) -> str:
        page.active = True
        try:
            template = self._env.get_template("main.html")
            return template.render(mkdocs.get_context(self._nav, self._files, self._config, page))
        finally:
            page.active = False
