"""`mopsdocs serve`: the site in a browser, kept up to date as files change, with errors shown where they are made."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mopsdocs.diagnostics import Diagnostic, Severity
from mopsdocs.errors import MopsError
from mopsdocs.site.kept_pages import Folders
from mopsdocs.site.plugin import MopsdocsPlugin
from mopsdocs.site.settings import Abort, MkDocsConfig, MkDocsException, mkdocs_messages, site_settings
from mopsdocs.workspace import Workspace

if TYPE_CHECKING:
    from mopsdocs.site.renewing import Renewal

Announce = Callable[[list[Diagnostic]], None]
"""Told whenever the site is up to date: the errors that the pages now show."""


def serve_site(workspace: Workspace, port: int, *, open_browser: bool, announce: Announce) -> None:
    """Serves the site on this machine until Ctrl-C; raises MopsError when the port is taken."""
    from mopsdocs.site.watching import Server

    folder = Path(tempfile.mkdtemp(prefix="mopsdocs-"))
    try:
        session = _Session(workspace, folder, announce)
        session.taken(session.build(jobs=None), frozenset())
        server = Server(port, session.served, session.renew, session.build, session.taken)
        session.plugin.on_serve(server, config=session.config, builder=session.build)
        _run(server, port, open_browser)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(server: Any, port: int, open_browser: bool) -> None:
    try:
        server.serve(open_in_browser=open_browser)
    except KeyboardInterrupt:
        server.shutdown()
    except OSError as error:
        hint = f"Choose another one with --port {port + 1}."
        raise MopsError(f"Port {port} cannot be used: {error.strerror}.", hint) from None


class _Session:
    """One run of `serve`. MkDocs keeps the plugin through all builds; a failed build leaves the last good site."""

    def __init__(self, workspace: Workspace, folder: Path, announce: Announce) -> None:
        self._workspace = workspace
        self._folder = folder
        self._announce = announce
        self._number = 0
        self._old: Path | None = None
        self._renewal: Renewal | None = None
        self._built_renewal: Renewal | None = None
        self._shown: list[Diagnostic] = []
        (folder / "empty").mkdir()
        self.served = folder / "site-0"
        self.served.mkdir()
        self.config = self._settings(self.served)

    @property
    def plugin(self) -> MopsdocsPlugin:
        """The plugin that all builds of this session share."""
        plugin = self.config.plugins["mopsdocs"]
        assert isinstance(plugin, MopsdocsPlugin)
        return plugin

    def build(self, jobs: int | None = 1) -> Path | None:
        """Builds everything in a new folder; None when that fails, which is then said on every page.

        One process is enough later: most pages are taken over, and this one has threads, with which none should fork.
        """
        self._number += 1
        folder = self._folder / f"site-{self._number}"
        try:
            self._built_renewal = self._build_into(folder, jobs)
        except MopsError as error:
            self._failed(error.message, error.hint)
        except OSError as error:
            self._failed(f"The site cannot be written: {error.strerror}.", "")
        else:
            self.plugin.failure = None
            return folder
        shutil.rmtree(folder, ignore_errors=True)
        return None

    def _build_into(self, folder: Path, jobs: int | None) -> Renewal | None:
        from mkdocs.commands.build import build

        from mopsdocs.site.driver import can_drive, drive
        from mopsdocs.site.renewing import Renewal

        self.config = self._settings(folder)
        with mkdocs_messages() as messages:
            try:
                if not can_drive(self.config):
                    build(self.config)
                    return None
                driven = drive(self.config, self.plugin, jobs, Folders(self.served, folder, self._folder))
            except (Abort, MkDocsException) as error:
                raise MopsError("\n".join(messages) or str(error)) from None
        plugin = self.plugin
        assert plugin.reader is not None
        assert plugin.reader.inspections is not None
        return Renewal(self._workspace, plugin.reader.inspections, plugin.library, plugin.states, driven)

    def taken(self, built: Path | None, since: frozenset[str]) -> bool:
        """Takes over what was `built`, but for the files that have changed `since`; whether the errors are others."""
        if built is not None:
            if self._old is not None:
                shutil.rmtree(self._old, ignore_errors=True)
            self._old, self.served = self.served, built
            self._renewal = self._built_renewal
            self.plugin.renewed = {}
            if since:
                self.renew(since)
        self._announce(self.plugin.errors)
        before, self._shown = self._shown, self.plugin.errors
        return before != self._shown

    def renew(self, changed: frozenset[str]) -> bool:
        """Makes the pages of `changed` files at once, if that is possible; the rest comes with the next build."""
        root = self._workspace.root
        paths = [Path(path) for path in changed]
        if self._renewal is None or not all(path.is_relative_to(root) for path in paths):
            return False
        try:
            made = self._renewal.pages(path.relative_to(root).as_posix() for path in paths)
        except MopsError:
            return False  # the next build meets the same, and says so
        if made is None:
            return False
        for url, html in made.items():
            page = self.served / url / "index.html"
            new = page.with_name(".new")
            new.write_bytes(html.encode("utf-8", errors="xmlcharrefreplace"))
            new.replace(page)  # the file may be that of another build, too
        self.plugin.renewed = self._renewal.errors
        return True

    def _settings(self, site: Path) -> MkDocsConfig:
        config = site_settings(self._workspace, site, self._folder / "empty")
        if "mopsdocs" not in config.plugins:
            raise MopsError("mkdocs.yml does not use the mopsdocs plugin.", 'Add "- mopsdocs" to its plugins.')
        plugin = config.plugins["mopsdocs"]
        assert isinstance(plugin, MopsdocsPlugin)
        plugin.serving = True
        return config

    def _failed(self, message: str, hint: str) -> None:
        self.plugin.failure = Diagnostic("site-build", Severity.ERROR, "mkdocs.yml", 1, 1, 1, 1, message, hint)
