"""Our styles and scripts: small files here, one of each on the site, so that a page fetches two things."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent

STYLE: Final = "assets/mopsdocs.css"
"""Address of the styles, relative to the site."""

SCRIPT: Final = "assets/mopsdocs.js"
"""Address of the scripts, relative to the site."""

_STYLES: Final = (
    *("colours", "head", "numbers", "work", "tables", "entries", "copies", "history", "rules", "home", "timeline"),
    *("campaigns", "upkeep", "paper"),
)
_SCRIPTS: Final = ("page", "dates", "upkeep", "timeline")


@cache
def assets() -> Mapping[str, bytes]:
    """Both files by address. Later styles weigh more; all scripts are in one scope, and share the name `mops`."""
    styles = "\n".join([_read(f"styles/{name}.css") for name in _STYLES])
    scripts = "\n".join([_read(f"scripts/{name}.js") for name in _SCRIPTS])
    return {STYLE: styles.encode(), SCRIPT: f'"use strict";\n(() => {{\n{scripts}}})();\n'.encode()}


def _read(path: str) -> str:
    return (_HERE / path).read_text(encoding="utf-8")
