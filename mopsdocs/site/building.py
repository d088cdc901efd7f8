"""`mopsdocs build`: the whole site into a folder beside the target, which it replaces only when all went well."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mopsdocs.caches import cache_folder
from mopsdocs.errors import MopsError
from mopsdocs.site.kept_pages import Folders
from mopsdocs.site.loading import RefusedDocuments
from mopsdocs.site.plugin import MopsdocsPlugin, OnPage
from mopsdocs.site.settings import Abort, MkDocsException, configured_site_dir, mkdocs_messages, site_settings
from mopsdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: the folder, its number of pages, and what MkDocs or the rules warned of."""

    folder: Path
    pages: int
    warnings: tuple[str, ...]


def build_site(
    workspace: Workspace,
    site_dir: Path | None,
    *,
    strict: bool,
    jobs: int | None = None,
    on_page: OnPage | None = None,
) -> Built:
    """Builds the site of `workspace` into `site_dir`, or where its mkdocs.yml says.

    `jobs` is the number of processes, by default as many as are worth it. `on_page` is told how many pages of how
    many are done.

    Raises RefusedDocuments or another MopsError, `site_dir` being then as it was. With `strict` warnings
    are errors.
    """
    site_dir = site_dir or configured_site_dir(workspace)
    _refuse_dangerous(workspace, site_dir)
    with _staging(site_dir) as staging:
        built = _build_into(workspace, staging, site_dir, strict, jobs, on_page)
        _replace(site_dir, staging / "site")
    return Built(site_dir, built.pages, built.warnings)


def _build_into(
    workspace: Workspace, staging: Path, before: Path, strict: bool, jobs: int | None, on_page: OnPage | None
) -> Built:
    from mkdocs.commands.build import build

    from mopsdocs.site.driver import can_drive, drive

    empty = staging / "empty"
    empty.mkdir()
    config = site_settings(workspace, staging / "site", empty, strict=strict)
    plugin = config.plugins.get("mopsdocs")
    if isinstance(plugin, MopsdocsPlugin):
        plugin.page_written = on_page
    with mkdocs_messages() as messages:
        try:
            if isinstance(plugin, MopsdocsPlugin) and can_drive(config):
                drive(config, plugin, jobs, Folders(before, before, cache_folder()))
            else:
                build(config)
        except (Abort, MkDocsException) as error:
            reader = plugin.reader if isinstance(plugin, MopsdocsPlugin) else None
            if reader is not None and reader.report is not None and reader.errors:
                raise RefusedDocuments(reader.report) from None
            raise MopsError(_sentence(messages, str(error)), "Mend these, then build again.") from None
        except OSError as error:
            raise _unwritable(error) from None
    pages = sum(1 for _ in (staging / "site").rglob("*.html"))
    return Built(staging / "site", pages, tuple(messages))


def _sentence(messages: list[str], error: str) -> str:
    return "\n".join(["The site cannot be built.", *(messages or [error])])


def _unwritable(error: OSError) -> MopsError:
    where = f" {error.filename}" if error.filename else ""
    return MopsError(
        f"The site cannot be written{where}: {error.strerror}.",
        "Nothing was changed; free some space or choose another --site-dir.",
    )


@contextmanager
def _staging(site_dir: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as `site_dir`, so that the finished site can be moved there at once."""
    try:
        site_dir.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{site_dir.name}-", dir=site_dir.parent.absolute()))
    except OSError as error:
        raise _unwritable(error) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _replace(site_dir: Path, finished: Path) -> None:
    old = finished.with_name("old")
    try:
        finished.chmod(0o755)
        if site_dir.exists():
            site_dir.rename(old)
        try:
            finished.rename(site_dir)
        except OSError:
            if old.exists():
                old.rename(site_dir)
            raise
    except OSError as error:
        raise _unwritable(error) from None


def _refuse_dangerous(workspace: Workspace, site_dir: Path) -> None:
    """A build replaces its folder whole, so it must not be one that holds anything else."""
    target = site_dir.resolve()
    if target == workspace.root or target in workspace.root.parents or (target / ".git").exists():
        raise MopsError(f"{site_dir} holds other things than a site.", "Choose a folder of its own with --site-dir.")
    sources = [workspace.root / folder for folder in ("playbooks", "site_config", "templates")]
    if any(target == source or source in target.parents for source in sources):
        raise MopsError(f"{site_dir} is part of the workspace's sources.", "Choose another folder with --site-dir.")
    occupied = target.is_dir() and any(target.iterdir()) and not (target / "sitemap.xml").exists()
    if occupied or target.is_file():
        raise MopsError(f"{site_dir} exists and is not a site.", "Remove it, or choose another folder with --site-dir.")
