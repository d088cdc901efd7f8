"""Where a host reads CODEOWNERS in a repository, and which host that is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from mopsdocs.documents.model import Settings
from mopsdocs.review.holders import Host

_PLACES: Final[Mapping[Host, tuple[str, ...]]] = {
    "github": (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    "gitlab": ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"),
}
"""Where each host looks. It takes the first file that is there."""

_OWN: Final[Mapping[Host, str]] = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS"}
"""The place that no other host reads."""

_SECTION: Final = re.compile(r"^\^?\[", re.MULTILINE)


def place_in(top: Path, host: Host) -> str:
    """The file that `host` reads in the repository at `top`; where a new one belongs if there is none."""
    return next((place for place in _PLACES[host] if (top / place).exists()), _OWN[host])


def host_of(top: Path, settings: Settings) -> Host:
    """The host that the repository at `top` is made for, by its CODEOWNERS, its CI file, its address; else GitHub."""
    own = [host for host, place in _OWN.items() if (top / place).exists()]
    if len(own) == 1:
        return own[0]
    if (top / ".gitlab-ci.yml").exists() or any(
        _has_sections(top / place) for place in ("CODEOWNERS", "docs/CODEOWNERS")
    ):
        return "gitlab"
    address = settings.repository.url if settings.repository is not None else ""
    return "gitlab" if "gitlab" in (urlsplit(address).hostname or "") else "github"


def text_of_file(path: Path) -> str | None:
    """The text of the file at `path`, with stand-ins for bytes that are not UTF-8; None where there is none.

    A pipe or a terminal, such as /dev/stdout, has none: reading it would wait for somebody to write.
    """
    if not path.is_file() and not path.is_dir():
        return None
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _has_sections(path: Path) -> bool:
    """Whether there is a CODEOWNERS with sections, which GitLab alone has."""
    return path.is_file() and _SECTION.search(text_of_file(path) or "") is not None
