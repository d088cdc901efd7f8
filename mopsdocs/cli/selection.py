"""Which documents the PATHs of a command mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mopsdocs.errors import MopsError
from mopsdocs.workspace import Workspace


def selected(workspace: Workspace, paths: Iterable[Path]) -> Callable[[str], bool]:
    """Tells for a document's path whether `paths` mean it: all documents when there are none; raises MopsError."""
    documents = workspace.document_paths()
    wanted: set[str] = set()
    given = list(paths)
    for path in given:
        inside = _inside(workspace, path)
        found = [document for document in documents if inside in (".", document) or document.startswith(f"{inside}/")]
        if not found:
            message = f"{path} is not a document." if path.is_file() else f"There are no documents in {path}."
            hint = (
                "Documents are the .yml files in playbooks and site_config, its pages, overrides and assets excepted."
            )
            raise MopsError(message, hint)
        wanted.update(found)
    return (wanted if given else set(documents)).__contains__


def _inside(workspace: Workspace, path: Path) -> str:
    """`path` relative to the workspace. A link to a file is that file itself, wherever it leads."""
    try:
        absolute = path.parent.resolve(strict=True) / path.name if path.is_file() else path.resolve(strict=True)
    except (OSError, RuntimeError):
        raise MopsError(f"There is no file or folder {path}.", _nearby(workspace, path)) from None
    if not absolute.is_relative_to(workspace.root):
        hint = f"Give files and folders inside {workspace.root}."
        raise MopsError(f"{path} is outside the workspace {workspace.root}.", hint)
    return absolute.relative_to(workspace.root).as_posix()


def _nearby(workspace: Workspace, path: Path) -> str:
    """People write paths as reports show them, relative to the workspace, from whatever folder they are in."""
    try:
        if not path.is_absolute() and (workspace.root / path).exists():
            return f"Paths count from the current folder. Did you mean {workspace.root / path}?"
    except OSError:
        pass
    return "Check the spelling; paths count from the current folder."
