"""A build on MkDocs' own building blocks: the same steps in the same order, but pages are made in several processes.

It serves sites on whose pages nobody else has a say. With other plugins or hooks MkDocs builds the site itself.
"""

from __future__ import annotations

import contextlib
import gc
import logging
from collections.abc import Iterator, Sequence
from typing import Final

from jinja2 import Environment
from mkdocs.commands import build as mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, clean_directory, write_file

from mopsdocs.processes import FORKS, beside, cores, received
from mopsdocs.site.plugin import MopsdocsPlugin
from mopsdocs.site.ready_page import ReadyPage, table_of_contents
from mopsdocs.site.search.packing import Shared, packed, unpacked
from mopsdocs.site.search.records import Record
from mopsdocs.site.shells import Shells

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


def drive(config: MkDocsConfig, plugin: MopsdocsPlugin, jobs: int | None) -> None:
    """Builds the site as `mkdocs build` does, with `jobs` processes, by default as many as are worth it.

    Raises what `mkdocs build` raises.
    """
    with _warnings_counted(config.strict) as counter:
        try:
            _drive(config, plugin, jobs)
            if counts := counter.get_counts():
                told = ", ".join(f"{number} {level.lower()}s" for level, number in counts)
                raise Abort(f"Aborted with {told} in strict mode!")
        except Exception as error:
            config.plugins.on_build_error(error=error)
            raise


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


def _drive(config: MkDocsConfig, plugin: MopsdocsPlugin, jobs: int | None) -> None:
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
    _Press(config, plugin, env, files, nav).make(pages, jobs)
    for page in pages:
        page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
    config.plugins.on_post_build(config=config)


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


class _Press:
    """Makes the HTML of pages and writes it."""

    def __init__(
        self, config: MkDocsConfig, plugin: MopsdocsPlugin, env: Environment, files: Files, nav: Navigation
    ) -> None:
        self._config = config
        self._plugin = plugin
        self._env = env
        self._nav = nav
        self._files = files.documentation_pages()
        # A theme of one's own may look at anything of a page, so each page goes through it.
        self._shells = Shells(config, env, nav, self._files) if not config.theme.custom_dir else None
        self._listed = {id(page) for page in nav.pages}

    def make(self, pages: Sequence[Page], jobs: int | None) -> None:
        """Writes all `pages`. What can be found on ours goes to the plugin, in their order."""
        for page in pages:
            if not isinstance(page, ReadyPage):
                mkdocs._build_page(page, self._config, self._files, self._nav, self._env)
        ours = [page for page in pages if isinstance(page, ReadyPage)]
        jobs = max(1, jobs if jobs is not None and FORKS else usual_jobs(len(ours)))
        blocks = [range(start, min(start + _BLOCK, len(ours))) for start in range(0, len(ours), _BLOCK)]
        shares = [blocks[number::jobs] for number in range(min(jobs, len(blocks)))] or [[]]
        found: dict[int, Record] = {}
        gc.freeze()  # what all processes have in common is not looked through, and so not copied
        with contextlib.ExitStack() as stack:
            others = [(share, stack.enter_context(beside(self._packed_share, ours, share))) for share in shares[1:]]
            found |= self._share(ours, shares[0], len(shares))
            for share, connection in others:
                data = received(connection)
                found |= self._share(ours, share, 1) if data is None else unpacked(data)
        gc.unfreeze()
        if len(shares) > 1:
            self._plugin.count(len(ours))  # the others may have had more than this process
        shared = Shared()
        self._plugin.records += [shared.of(found[number]) for number in sorted(found)]

    def _packed_share(self, pages: Sequence[ReadyPage], share: Sequence[range]) -> bytes:
        return packed(self._share(pages, share, 1))

    def _share(self, pages: Sequence[ReadyPage], share: Sequence[range], at_once: int) -> dict[int, Record]:
        """Writes some of `pages`, each of which stands for `at_once`, and returns what can be found on them."""
        found, shared = {}, Shared()
        for number in (number for block in share for number in block):
            found[number] = shared.of(self._write(pages[number]))
            self._plugin.count(at_once)
        return found

    def _write(self, page: ReadyPage) -> Record:
        rendered = page.rendered()
        if self._shells is not None and id(page) not in self._listed:
            html = self._shells.around(page, rendered)
        else:
            page.content, page.toc = rendered.html, table_of_contents(rendered.headings)
            html = self._themed(page)
            page.content = None
        write_file(html.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
        record = self._plugin.recorder.record(rendered)
        self._plugin.let_go(page.source)
        return record

    def _themed(self, page: ReadyPage) -> str:
        page.active = True
        try:
            template = self._env.get_template("main.html")
            return template.render(mkdocs.get_context(self._nav, self._files, self._config, page))
        finally:
            page.active = False
