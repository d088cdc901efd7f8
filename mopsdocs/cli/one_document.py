"""Which document the argument DOCUMENT of a command means: by its path, its id, or an id that it had before."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from mopsdocs.documents.document import Document
from mopsdocs.documents.identity import previous_ids
from mopsdocs.documents.library import ENTRY_LISTS, Library
from mopsdocs.documents.suggest import closest
from mopsdocs.errors import MopsError
from mopsdocs.workspace import Workspace

_HOW = "Give its path, or its id, such as webinar or webinar@de."


def path_of_document(workspace: Workspace, library: Library, gone: Collection[str], word: str) -> str:
    """The path of the document that `word` means; raises MopsError with what it may have meant.

    `gone` are the paths of documents that there were once, which a path or the name of a file means as well.
    """
    if not word.strip() or "\0" in word:
        raise MopsError("An empty name means no document.", _HOW)
    path = _by_path(workspace, gone, word)
    if path is not None:
        return path
    for documents in (_called(library, word), _formerly(library, word)):
        paths = sorted(document.path for document in documents)
        if len(paths) == 1:
            return paths[0]
        if paths:
            raise MopsError(f"{word} could be {', '.join(paths[:4])}.", "Give the path.")
    removed = sorted(path for path in gone if PurePosixPath(path).stem == word)
    if len(removed) == 1:
        return removed[0]
    raise _unknown(workspace, library, word)


def _by_path(workspace: Workspace, gone: Collection[str], word: str) -> str | None:
    """The document at a path that counts from the current folder, or from the workspace."""
    for start in (Path.cwd(), workspace.root):
        try:
            absolute = (start / word).parent.resolve() / PurePosixPath(word.replace("\\", "/")).name
            path = absolute.relative_to(workspace.root).as_posix()
            is_there = absolute.is_file()
        except (OSError, RuntimeError, ValueError):
            continue
        if path in gone or (is_there and workspace.is_document(path)):
            return path
        if is_there:
            hint = "Documents are the .yml files in playbooks and site_config, its pages and assets excepted."
            raise MopsError(f"{word} is not a document.", hint)
    return None


def _called(library: Library, word: str) -> Iterator[Document]:
    return (document for document in library.documents if document.key == word)


def _formerly(library: Library, word: str) -> Iterator[Document]:
    id, _, region = word.partition("@")
    for document in library.documents:
        here = document.value.get("region", "") if document.kind == "playbook" else ""
        if id in previous_ids(document.value) and here == region:
            yield document


def _unknown(workspace: Workspace, library: Library, word: str) -> MopsError:
    for kind, lists in ENTRY_LISTS.items():
        for entry, _ in lists:
            found = library.get(entry, word)
            if found is not None:
                message = f"{word} is not a document, but an entry of {found.path}."
                return MopsError(message, f"mopsdocs log {kind} tells what happened to all of them.")
    meant = closest(word, workspace.document_paths()) if "/" in word else None
    name = word if "/" not in word else PurePosixPath(word).stem
    meant = meant or closest(name, (document.key for document in library.documents))
    return MopsError(f'There is no document "{word}".', f"Did you mean {meant}?" if meant else _HOW)
