"""MkDocs' own settings for a workspace: its mkdocs.yml, or the bundled one where it has none."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mopsdocs.errors import MopsError
from mopsdocs.workspace import Workspace

# Material and MkDocs each print an advertisement for other projects unless told not to; must be set before import.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

BUNDLED = Path(__file__).with_name("mkdocs.yml")
"""Settings for workspaces without a mkdocs.yml."""


def site_settings(workspace: Workspace, site_dir: Path, empty: Path, **extra: Any) -> MkDocsConfig:
    """MkDocs' configuration for `workspace`, writing to `site_dir`; raises MopsError.

    `empty` is an existing empty folder that stands in for the hand-written pages where there are none.
    """
    own = workspace.root / "mkdocs.yml"
    options: dict[str, Any] = {"site_dir": str(site_dir), **extra}
    if own.is_file():
        options["config_file"] = str(own)
    else:
        pages = workspace.root / "site_config" / "pages"
        options["config_file"] = str(BUNDLED)
        options["docs_dir"] = str(pages if pages.is_dir() else empty)
        options["plugins"] = [{"mopsdocs": {"workspace": str(workspace.root)}}]
    return _loaded(options)


def configured_site_dir(workspace: Workspace) -> Path:
    """Where the site goes when nobody says otherwise: `site_dir` of the workspace's mkdocs.yml, else `site`."""
    own = workspace.root / "mkdocs.yml"
    if not own.is_file():
        return workspace.root / "site"
    return Path(_loaded({"config_file": str(own)}).site_dir)


def _loaded(options: dict[str, Any]) -> MkDocsConfig:
    with mkdocs_messages() as messages:
        try:
            return load_config(**options)
        except (ConfigurationError, Abort) as error:
            detail = "; ".join(messages) or str(error)
            raise MopsError(f"mkdocs.yml cannot be used: {detail}", "Mend that setting in mkdocs.yml.") from None


@contextmanager
def mkdocs_messages() -> Iterator[list[str]]:
    """Collects MkDocs' warnings and errors instead of printing them; turns its exceptions into MopsError."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    handler = Collector(logging.WARNING)
    logger.addHandler(handler)
    propagates, logger.propagate = logger.propagate, False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


__all__ = [
    "Abort",
    "ConfigurationError",
    "MkDocsConfig",
    "MkDocsException",
    "configured_site_dir",
    "mkdocs_messages",
    "site_settings",
]
