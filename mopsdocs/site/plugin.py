"""The MkDocs plugin: with one line in mkdocs.yml `mkdocs build` and `mkdocs serve` show the workspace's pages."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mopsdocs.caches import cache_folder
from mopsdocs.diagnostics import Diagnostic
from mopsdocs.documents.model import Settings
from mopsdocs.errors import MopsError
from mopsdocs.resources import theme_folder
from mopsdocs.site.asking import AskedLibrary
from mopsdocs.site.assets import SCRIPT, STYLE, assets
from mopsdocs.site.banner import with_banner
from mopsdocs.site.compiled_templates import compiled_templates
from mopsdocs.site.content import SiteContent, site_content
from mopsdocs.site.kept_pages import Folders, KeptPages
from mopsdocs.site.loading import Reader, RefusedDocuments
from mopsdocs.site.page import Page as SourcePage
from mopsdocs.site.pages.changelog import FEED
from mopsdocs.site.pages.copy_states import CopyStates
from mopsdocs.site.ready_page import UNDATED, ReadyPage, ready_file
from mopsdocs.site.search.guides import guide_of
from mopsdocs.site.search.material import show_field
from mopsdocs.site.search.records import Record, Recorder, findable
from mopsdocs.site.search.writing import kept_weights, write_index
from mopsdocs.site.urls import edit_url, is_regional
from mopsdocs.workspace import Workspace

log = logging.getLogger("mkdocs.plugins.mopsdocs")


OnPage = Callable[[int, int], None]
"""Told after every page how many of how many have been written."""


class PluginSettings(Config):
    """Options of the plugin in mkdocs.yml."""

    workspace = Type(str, default=".")
    """Folder of the workspace, relative to mkdocs.yml."""


class MopsdocsPlugin(BasePlugin[PluginSettings]):
    """Reads the workspace and hands its pages to MkDocs, ready rendered."""

    reader: Reader | None = None
    content: SiteContent
    serving = False
    failure: Diagnostic | None = None
    renewed: Mapping[str, tuple[Diagnostic, ...]] = {}  # read-only
    """While serving: errors, by path, of documents that have changed since the last build."""
    page_written: OnPage | None = None
    library: AskedLibrary
    states: CopyStates
    recorder: Recorder
    records: list[Record]
    guides: tuple[Record, ...] = ()
    searched = True

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """MkDocs keeps a plugin that has this method between the builds of `serve`."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the workspace; its name, pages, menu and theme files become MkDocs settings."""
        try:
            reader = self._reader(config)
            library = AskedLibrary(reader.read(datetime.date.today()).documents)
            overrides = reader.workspace.root / "templates" / "pages"
            history = reader.history(library, config.site_url or "")
            self.states = reader.copies(library)
            self.content = site_content(library, overrides, self.states, history)
        except RefusedDocuments as refused:
            raise PluginError("\n".join([refused.message, *map(_line, refused.report.diagnostics)])) from None
        except MopsError as error:
            raise PluginError(f"{error.message} {error.hint}") from None
        for diagnostic in reader.errors:
            log.warning(_line(diagnostic))
        if reader.unknown_past is not None:
            log.warning(f"The history is left out. {reader.unknown_past.message} {reader.unknown_past.hint}")
        self._repository, self.library = library.settings.repository, library
        self.recorder, self.records, self.guides = Recorder(library), [], ()
        self.searched = show_field(config)
        _configure(config, library.settings)
        config.extra["mopsdocs_feed"] = FEED if FEED in self.content.files else ""
        return config

    @property
    def errors(self) -> list[Diagnostic]:
        """What is wrong now: findings that make `validate` fail, or why the site could not be built at all."""
        found = self.reader.errors if self.reader else []
        found = [error for error in found if error.path not in self.renewed]
        found += [error for errors in self.renewed.values() for error in errors]
        return [self.failure, *found] if self.failure else found

    def _reader(self, config: MkDocsConfig) -> Reader:
        """The reader of this workspace; kept between the builds of `serve`, because it knows the last good versions."""
        here = Path(config.config_file_path or "mkdocs.yml").parent
        workspace = Workspace.at(here / self.config.workspace)
        if self.reader is None or not self.serving or self.reader.workspace != workspace:
            self.reader = Reader(workspace, self.serving)
        return self.reader

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds one file per page, except where a hand-written page has the same path, and builds the menu."""
        written = {file.src_uri for file in files.documentation_pages()}
        if config.nav is None:
            guides = sorted(written - self.content.sources.keys())
            config.nav = [*self.content.navigation(whole=False), *([{"Guides": guides}] if guides else [])]
        self.content = self.content.without(written)
        for path, content in {**assets(), **self.content.files}.items():
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, content=content))
        for page in self.content.sources.values():
            address = edit_url(self._repository, page.facts.source)
            files.append(ready_file(page, self.content.render, config, address))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Gives pages that the menu does not list their section, so that they too have a path and an active tab."""
        sections = {
            child.file.src_uri: item
            for item in nav
            if item.is_section
            for child in item.children or ()
            if child.is_page
        }
        for file in files.documentation_pages():
            page = file.page
            if page is not None and page.parent is None and not page.is_homepage:
                page.parent = sections.get(f"{file.src_uri.partition('/')[0]}/index.md")
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Gives hand-written pages a fixed date, and the theme its compiled templates."""
        env.bytecode_cache = compiled_templates(cache_folder(), "theme")
        for file in files.documentation_pages():
            if file.page is not None and file.generated_by is None:
                file.page.update_date = UNDATED
        self._written, self._total = 0, len(files.documentation_pages())
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Takes note of what can be found on a page."""
        if isinstance(page, ReadyPage) and page.found is not None:
            self.records.append(self.recorder.record(page.found))
            page.found = None
        elif page.file.generated_by is None:
            record = guide_of(page.url, str(page.title), html, page.meta)
            self.guides += (record,) if record is not None else ()
        return html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes the search."""
        if self.searched and self.reader is not None:
            found = findable((*self.records, *self.guides), self.library)
            write_index(found, Path(config.site_dir), kept_weights(cache_folder(), self.reader.workspace.root))

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Counts the page as done."""
        self.count(1)
        return output

    def count(self, pages: int) -> None:
        """Tells that so many more pages are done."""
        self._written = min(self._written + pages, self._total)
        if self.page_written is not None:
            self.page_written(self._written, self._total)

    def kept_pages(self, folders: Folders, around: bytes) -> KeptPages:
        """The pages of this workspace's last build with the same surroundings; see KeptPages."""
        assert self.reader is not None
        root = self.reader.workspace.root
        return KeptPages(folders, root, root / "templates" / "pages", around, self.library)

    def let_go(self, page: SourcePage) -> None:
        """Frees what was made for the page of a regional copy and nobody asks for again."""
        source = page.facts.source
        if source is not None and is_regional(page.url):
            self.library.by_path[source].let_go()

    @event_priority(50)
    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watches the workspace and shows its errors above every page."""
        assert self.reader is not None
        for name in ("playbooks", "site_config", "templates", "mkdocs.yml"):
            path = self.reader.workspace.root / name
            if path.exists():
                server.watch(str(path))
        app = server.get_app()
        assert app is not None
        server.set_app(with_banner(app, lambda: self.errors))
        return server


def _configure(config: MkDocsConfig, settings: Settings) -> None:
    """Settings that every site has. Titles are escaped because Material's templates print them as they are."""
    config.site_name = Markup(escape(settings.name))
    if settings.summary and not config.site_description:
        config.site_description = str(escape(settings.summary))
    if settings.site_url and not config.site_url:
        config.site_url = f"{settings.site_url.rstrip('/')}/"
    config.theme["font"] = False
    custom = 1 if config.theme.custom_dir else 0
    if str(theme_folder()) not in config.theme.dirs:
        config.theme.dirs.insert(custom, str(theme_folder()))
    config.extra_css = [STYLE, *(path for path in config.extra_css if path != STYLE)]
    config.extra_javascript = [SCRIPT, *(script for script in config.extra_javascript if str(script) != SCRIPT)]


def _line(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}"
    return f"{place}: {diagnostic.message} [{diagnostic.rule}]" + (f" ({diagnostic.hint})" if diagnostic.hint else "")
