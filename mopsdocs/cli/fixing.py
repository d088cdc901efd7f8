"""What `--fix` writes and what `--diff` shows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from mopsdocs.atomic import Change, replace_all
from mopsdocs.checks.fixes import Fixed
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.style import Style
from mopsdocs.workspace import Workspace


def write_fixed(workspace: Workspace, fixed: Fixed) -> None:
    """Writes all changed files or none; raises MopsError when one of them is not what was checked any more."""
    replace_all([Change(workspace.root / path, *texts) for path, texts in sorted(fixed.changed.items())])


def fixed_in_words(fixed: Fixed) -> str:
    """`Fixed 3 findings in 2 files.`, and nothing where nothing was."""
    if not fixed.changed:
        return ""
    findings = "1 finding" if len(fixed.mended) == 1 else f"{len(fixed.mended):,} findings"
    files = "1 file" if len(fixed.changed) == 1 else f"{len(fixed.changed):,} files"
    return f"Fixed {findings} in {files}.\n"


def difference(fixed: Fixed, coloured: bool) -> str:
    """The changes as a unified diff, which `git apply` takes when it is not coloured."""
    style = Style(coloured)
    return "".join(
        _line(line, style, coloured) for path, texts in sorted(fixed.changed.items()) for line in _lines(path, *texts)
    )


def unified(path: str, before: bytes, after: bytes, style: Style) -> list[str]:
    """The difference between two texts, which may be no text at all, for showing."""
    texts = (data.decode(errors="replace").encode() for data in (before, after))
    return [_line(line, style, coloured=True).rstrip("\n") for line in _lines(path, *texts)]


def _lines(path: str, before: bytes, after: bytes) -> Iterator[str]:
    # Only a line feed ends a line for git and for us; str.splitlines would see more.
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", data.decode()) for data in (before, after))
    for line in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _line(line: str, style: Style, coloured: bool) -> str:
    if not coloured:
        return line
    text = safe(line.rstrip("\n"))
    shown = style.bold(text) if line.startswith(("---", "+++")) else text
    if line.startswith("+") and not line.startswith("+++"):
        shown = style.good(text)
    elif line.startswith("-") and not line.startswith("---"):
        shown = style.bad(text)
    elif line.startswith("@@"):
        shown = style.dim(text)
    return f"{shown}\n"
