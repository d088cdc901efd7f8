"""`mopsdocs render`: the same pages as plain Markdown, with a menu, for any MkDocs-compatible builder."""

from __future__ import annotations

import datetime
import posixpath
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urldefrag

import yaml

from mopsdocs.documents.library import Library
from mopsdocs.errors import MopsError
from mopsdocs.site.content import SiteContent, site_content
from mopsdocs.site.html_to_markdown import to_markdown
from mopsdocs.site.loading import Reader
from mopsdocs.site.menu import Navigation
from mopsdocs.site.page import RenderedPage, markdown_path
from mopsdocs.site.settings import BUNDLED
from mopsdocs.workspace import Workspace


def export_site(workspace: Workspace, output: Path, today: datetime.date) -> int:
    """Writes `output/mkdocs.yml` and `output/docs/`; returns the number of pages.

    Raises RefusedDocuments or another MopsError, nothing being written then. A folder that holds anything else than an
    earlier export is refused.
    """
    reader = Reader(workspace)
    library = reader.read(today)
    content = site_content(
        library, workspace.root / "templates" / "pages", reader.copies(library), reader.history(library)
    )
    if output.exists() and (not output.is_dir() or any(output.iterdir())) and not _is_export(output):
        raise MopsError(
            f"{output} exists and is not an earlier export.", "Remove it, or choose another --output folder."
        )
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{output.name}-", dir=output.parent) as folder:
            fresh = Path(folder) / "export"
            _write(fresh, library, content)
            if output.exists():
                shutil.rmtree(output)
            fresh.rename(output)
    except OSError as error:
        raise MopsError(
            f"{output} cannot be written: {error.strerror}.", "Free some space or choose another folder."
        ) from None
    return len(content.pages)


def markdown_of(rendered: RenderedPage, paths: frozenset[str]) -> str:
    """The Markdown file of a page; links to pages and files in `paths` lead to the files of the export."""
    here = rendered.page

    def link(target: str) -> str:
        address, fragment = urldefrag(target)
        if ":" in address.partition("/")[0]:
            return target
        url = posixpath.normpath(posixpath.join(f"/{here.url}", address)).strip("/")
        path = url if url in paths else markdown_path(f"{url}/" if url else "")
        if path not in paths:
            return target
        relative = "" if not address else posixpath.relpath(path, posixpath.dirname(here.source_path) or ".")
        return f"{relative}#{fragment}" if fragment else relative or posixpath.basename(path)

    head = yaml.safe_dump(
        {"title": here.title, "description": here.summary}, allow_unicode=True, sort_keys=True, width=1000
    )
    return f"---\n{head}---\n\n{to_markdown(rendered.html, link)}"


def _write(folder: Path, library: Library, content: SiteContent) -> None:
    paths = frozenset((*content.pages, *content.files))
    for path, rendered in content.pages.items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(markdown_of(rendered, paths), encoding="utf-8", newline="\n")
    for path, data in content.files.items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    settings = _mkdocs_settings(library.settings.name, content.navigation(whole=True))
    (folder / "mkdocs.yml").write_text(_HEADER + settings, encoding="utf-8", newline="\n")


_HEADER = "# Written by mopsdocs render.\n"


def _is_export(output: Path) -> bool:
    try:
        return (output / "mkdocs.yml").read_text(encoding="utf-8").startswith(_HEADER)
    except (OSError, ValueError):
        return False


def _mkdocs_settings(name: str, navigation: Navigation) -> str:
    settings = {
        "site_name": name,
        "theme": yaml.safe_load(BUNDLED.read_text(encoding="utf-8"))["theme"],
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "tables", {"toc": {"permalink": False}}],
        "nav": navigation,
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=1000)
