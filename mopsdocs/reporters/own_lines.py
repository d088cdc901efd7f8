"""Lines of a program in a file of people: renewed between two markers, and everything around them left alone."""

from __future__ import annotations

import re
from typing import Final

from mopsdocs.errors import MopsError

BEGIN: Final = "# begin: these lines are written by mopsdocs owners"
END: Final = "# end: these lines are written by mopsdocs owners"

_MARKER: Final = re.compile(r"\s*#\s*(begin|end):.*\bmopsdocs owners\b", re.IGNORECASE)
_SECTION: Final = re.compile(r"\s*\^?\[")


def renewed(text: str, lines: str, file: str, sections: bool = False) -> str:
    """`text`, which the file called `file` has, with `lines` between the markers; at its end where it has none.

    Line endings stay as they are. Raises MopsError where the markers do not enclose one part of the file, or where
    `lines` have `sections` and what follows them would become a part of the last one.
    """
    ending = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
    block = ending.join([BEGIN, *lines.rstrip("\n").split("\n"), END])
    before, after = _around(text, file)
    if sections:
        _refuse_strays(text, after, file)
    if before is None:
        gap = ending if text.endswith("\n") or not text else ending * 2
        return f"{text}{gap if text else ''}{block}{ending}"
    return f"{before}{block}{after}"


def _around(text: str, file: str) -> tuple[str | None, str]:
    """What stands before and after the lines between the markers, these included; None and "" where there are none."""
    found = []
    at = 0
    for number, line in enumerate(text.split("\n"), start=1):
        match = _MARKER.match(line)
        if match:
            found.append((match[1].lower(), number, at, at + len(line.rstrip("\r"))))
        at += len(line) + 1
    if not found:
        return None, ""
    if [what for what, *_ in found] != ["begin", "end"]:
        numbers = ", ".join(str(number) for _, number, *_ in found)
        message = f"{file}: the lines of mopsdocs owners do not begin and end once (see line {numbers})."
        hint = (
            "Nothing was changed. Delete these lines and what mopsdocs wrote between them; then run the command again."
        )
        raise MopsError(message, hint)
    return text[: found[0][2]], text[found[1][3] :]


def _refuse_strays(text: str, after: str, file: str) -> None:
    start = text.count("\n") - after.count("\n") + 1
    for number, line in enumerate(after.split("\n"), start=start):
        if _SECTION.match(line):
            return
        if line.strip() and not line.lstrip().startswith("#"):
            message = f"{file}, line {number}: what stands here would become a part of the section before it."
            raise MopsError(message, "Nothing was changed. Move it to the top, or give it a [Section] of its own.")
