"""Files that come with the package: JSON Schemas, templates and the theme.

In a wheel the repository's `templates/` folder is packed beside the modules; in a checkout it stays at the
top of the repository. Callers see one place either way.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


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
