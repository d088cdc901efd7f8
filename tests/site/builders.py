"""Programs that make a site of what `mopsdocs render` writes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from packaging.requirements import Requirement

BUILDERS: Final = ("mkdocs", "properdocs", "zensical")
"""Modules of the test environment that build a folder with a `mkdocs.yml`."""

EXTENSIONS: Final = (
    "abbr", "admonition", "def_list", "footnotes", "md_in_html", "pymdownx.caret", "pymdownx.details", "pymdownx.emoji",
    "pymdownx.keys", "pymdownx.mark", "pymdownx.snippets", "pymdownx.tilde",
)  # fmt: skip
"""What a site may have switched on and what no text may set off."""

_PROJECT: Final = Path(__file__).parents[2] / "pyproject.toml"


def build(builder: str, export: Path, site: Path) -> None:
    """Builds `export`, with many extensions on, into the new folder `site`; the test fails when the builder does."""
    settings = export / f"{builder}.yml"
    loaded: dict[str, Any] = yaml.safe_load((export / "mkdocs.yml").read_text(encoding="utf-8"))
    # Zensical takes the folder from the settings alone, and only from below them.
    loaded["site_dir"] = site.name
    loaded["markdown_extensions"] += EXTENSIONS
    settings.write_text(yaml.safe_dump(loaded), encoding="utf-8")
    run(builder, "build", "--strict", "--config-file", str(settings))
    (export / site.name).rename(site)


def run(builder: str, *arguments: str) -> str:
    """What the builder says; the test fails when it fails."""
    command = [sys.executable, "-m", builder, *arguments]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def need(builder: str) -> None:
    """Skips the test where there is no such builder for this platform; it is missed where there is one."""
    required = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]["test"]
    markers = [one.marker for one in map(Requirement, required) if one.name == builder]
    if any(marker is not None and not marker.evaluate() for marker in markers):
        pytest.skip(f"There is no ready-made {builder} for this platform.")
    assert find_spec(builder), f"{builder} is not installed: run `make test`"


def without_generator(page: bytes) -> bytes:
    """A page without the line that names the program which made it."""
    return re.sub(rb'<meta name="generator" content="[^"]*">', b"", page)
