"""Our styles and scripts: small files here, one of each on the site, so that a page fetches two things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent

STYLE: Final = "assets/mopsdocs.css"
"""Address of the styles, relative to the site."""

SCRIPT: Final = "assets/mopsdocs.js"
"""Address of the scripts, relative to the site."""

_STYLES: Final = (
    *("colours", "head", "numbers", "work", "tables", "entries", "copies", "history", "rules", "home"),
    *("campaigns", "pictures", "networks", "flow", "overviews", "upkeep", "search"),
    *("paper", "checklists", "checklists-paper"),
)
_SCRIPTS: Final = (
    *("page", "dates", "upkeep", "scorecard", "search-choices"),
    *("checklists", "checklists-links", "checklists-text", "checklists-boxes"),
)
_SEARCH: Final = ("text", "files", "matching", "ranking", "showing", "answering")


SEARCH: Final = "assets/search.js"
"""Address of what the search field fetches when it is used, relative to the site."""


@cache
def assets() -> Mapping[str, bytes]:
    """All files by address. Later styles weigh more; all scripts are in one scope, and share the name `mops`."""
    styles = "\n".join([_read(f"styles/{name}.css") for name in _STYLES])
    scripts = _script([f"scripts/{name}.js" for name in _SCRIPTS])
    search = _script([f"scripts/search/{name}.js" for name in _SEARCH])
    return {STYLE: styles.encode(), SCRIPT: scripts, SEARCH: search}


def _script(paths: Iterable[str]) -> bytes:
    """One script of the files at `paths`, in a scope of its own."""
    return '"use strict";\n(() => {{\n{}}})();\n'.format("\n".join(map(_read, paths))).encode()


def _read(path: str) -> str:
    return (_HERE / path).read_text(encoding="utf-8")
