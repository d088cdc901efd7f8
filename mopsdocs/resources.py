"""Files that come with the package: JSON Schemas, templates and the theme.

In a wheel the repository's `templates/` folder is packed beside the modules; in a checkout it stays at the
top of the repository. Callers see one place either way.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, Literal

_PACKAGE = Path(__file__).resolve().parent

_SCRIPTS: Final = {"github": ".github/actions/mopsdocs", "gitlab": ".gitlab/mopsdocs"}
"""Where a content repository has the scripts of its workflows."""


def schema_folder() -> Path:
    """Folder of the JSON Schemas, one file per document kind."""
    return _PACKAGE / "documents" / "schemas"


def theme_folder() -> Path:
    """Folder of the site's theme files: page shell, styles and scripts."""
    return _PACKAGE / "site" / "theme"


@cache
def template_folder() -> Path:
    """Folder of the bundled templates: `pages/`, `scaffold/` and `review/`."""
    packed = _PACKAGE / "templates"
    return packed if packed.is_dir() else _PACKAGE.parent / "templates"


def ci_files(platform: Literal["github", "gitlab"]) -> dict[str, Path]:
    """The files by which `platform` checks a content repository, by the paths that they have there.

    What the scripts of all platforms share is kept once, and stands beside each platform's own in its repositories.
    """
    folder = template_folder() / "scaffold" / "ci"
    own = {path.relative_to(folder / platform).as_posix(): path for path in _files(folder / platform)}
    return own | {f"{_SCRIPTS[platform]}/{path.name}": path for path in _files(folder / "shared")}


def _files(folder: Path) -> list[Path]:
    """All files below `folder`, hidden ones included; not what Python leaves behind beside a script that it ran."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
