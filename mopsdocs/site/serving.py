"""`mopsdocs serve`: the site in a browser, rebuilt as files change, with errors shown where they are made."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mopsdocs.diagnostics import Diagnostic, Severity
from mopsdocs.errors import MopsError
from mopsdocs.site.plugin import MopsdocsPlugin
from mopsdocs.site.settings import Abort, MkDocsConfig, MkDocsException, mkdocs_messages, site_settings
from mopsdocs.workspace import Workspace

Announce = Callable[[list[Diagnostic]], None]
"""Told after every build: the errors that the pages now show."""


def serve_site(workspace: Workspace, port: int, *, open_browser: bool, announce: Announce) -> None:
    """Serves the site on this machine until Ctrl-C; raises MopsError when the port is taken."""
    from mkdocs.livereload import LiveReloadServer

    folder = Path(tempfile.mkdtemp(prefix="mopsdocs-"))
    try:
        session = _Session(workspace, folder, announce)
        server = LiveReloadServer(builder=session.build, host="127.0.0.1", port=port, root=str(folder / "site"))
        session.build()
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
        (folder / "empty").mkdir()
        (folder / "site").mkdir()
        self.config = self._settings()

    @property
    def plugin(self) -> MopsdocsPlugin:
        """The plugin that all builds of this session share."""
        plugin = self.config.plugins["mopsdocs"]
        assert isinstance(plugin, MopsdocsPlugin)
        return plugin

    def build(self) -> None:
        """Builds beside the served folder and swaps the two; on failure the served one stays and says why."""
        from mkdocs.commands.build import build

        try:
            self.config = self._settings()
            with mkdocs_messages() as messages:
                try:
                    build(self.config)
                except (Abort, MkDocsException) as error:
                    raise MopsError("\n".join(messages) or str(error)) from None
        except MopsError as error:
            self._failed(error.message, error.hint)
        except OSError as error:
            self._failed(f"The site cannot be written: {error.strerror}.", "")
        else:
            self.plugin.failure = None
            self._swap()
        self._announce(self.plugin.errors)

    def _settings(self) -> MkDocsConfig:
        config = site_settings(self._workspace, self._folder / "fresh", self._folder / "empty")
        if "mopsdocs" not in config.plugins:
            raise MopsError("mkdocs.yml does not use the mopsdocs plugin.", 'Add "- mopsdocs" to its plugins.')
        plugin = config.plugins["mopsdocs"]
        assert isinstance(plugin, MopsdocsPlugin)
        plugin.serving = True
        return config

    def _failed(self, message: str, hint: str) -> None:
        self.plugin.failure = Diagnostic("site-build", Severity.ERROR, "mkdocs.yml", 1, 1, 1, 1, message, hint)

    def _swap(self) -> None:
        served, old = self._folder / "site", self._folder / "old"
        served.rename(old)
        (self._folder / "fresh").rename(served)
        shutil.rmtree(old, ignore_errors=True)
