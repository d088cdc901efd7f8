"""Links that were made and links that were checked, for people and for programs.

The shape of the JSON is published as `schemas/utm.json` and changes only with `version`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mopsdocs.campaigns.links.checking import Flaw
from mopsdocs.campaigns.links.lists import Batch, ListedLink, Objection
from mopsdocs.campaigns.links.making import Link
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.style import Style
from mopsdocs.wording import counted

VERSION: Final = 1
"""Version of the shape of the JSON."""

_INDENT: Final = " " * 4


@dataclass(frozen=True, slots=True)
class CheckedLink:
    """A link of a list with what is wrong with it."""

    listed: ListedLink
    flaws: tuple[Flaw, ...]


def link_json(link: Link) -> str:
    """One link that was made, as JSON."""
    return _json([_made(link, None)], [])


def batch_json(batch: Batch) -> str:
    """The links of a table, as JSON."""
    links = [_made(one.link, one.line) for one in batch.links]
    return _json(links, [_problem(one.line, "no-link", one.message, one.hint) for one in batch.objections])


def objections_text(name: str, batch: Batch, style: Style) -> str:
    """Why rows of the table in the file called `name` have no link."""
    lines = [line for one in batch.objections for line in _objection(name, one, style)]
    rows = counted(len(batch.links) + len(batch.objections), "row")
    have = "has" if len(batch.objections) == 1 else "have"
    return "\n".join([*lines, f"{len(batch.objections):,} of {rows} {have} no link, so nothing was written."]) + "\n"


def check_text(name: str, checked: Sequence[CheckedLink], style: Style) -> str:
    """What is wrong with the links in the file called `name`, link by link."""
    lines: list[str] = []
    for one in checked:
        if one.flaws:
            lines.append(f"{style.bold(f'{safe(name)}:{one.listed.line}')}  {safe(one.listed.text)}")
        for flaw in one.flaws:
            lines += [f"{_INDENT}{safe(flaw.message)}", f"{_INDENT * 2}{style.good(safe(flaw.hint))}"]
    return "\n".join([*lines, _summary(checked)]) + "\n"


def check_concise(name: str, checked: Iterable[CheckedLink]) -> str:
    """`file:line: [kind] message (hint)` for each thing that is wrong; nothing when there is none."""
    return "".join(
        f"{safe(name)}:{one.listed.line}: [{flaw.kind}] {safe(flaw.message)} ({safe(flaw.hint)})\n"
        for one in checked
        for flaw in one.flaws
    )


def check_json(checked: Iterable[CheckedLink]) -> str:
    """Every link of a list, and what is wrong with them, as JSON."""
    links: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    for one in checked:
        links.append({"line": one.listed.line, "link": one.listed.text})
        problems += [_problem(one.listed.line, flaw.kind, flaw.message, flaw.hint) for flaw in one.flaws]
    return _json(links, problems)


def _summary(checked: Sequence[CheckedLink]) -> str:
    wrong = sum(bool(one.flaws) for one in checked)
    links = counted(len(checked), "link")
    if not wrong:
        return f"{links}, and nothing wrong with {'it' if len(checked) == 1 else 'them'}."
    return f"{wrong:,} of {links} {'is' if wrong == 1 else 'are'} not as the taxonomy says."


def _objection(name: str, one: Objection, style: Style) -> list[str]:
    return [f"{style.bold(f'{safe(name)}:{one.line}')}  {safe(one.message)}", f"{_INDENT}{style.good(safe(one.hint))}"]


def _made(link: Link, line: int | None) -> dict[str, Any]:
    return {"line": line, "link": link.text, "tags": dict(link.tags), "notes": list(link.notes)}


def _problem(line: int, kind: str, message: str, hint: str) -> dict[str, Any]:
    return {"line": line, "kind": kind, "message": message, "hint": hint}


def _json(links: list[dict[str, Any]], problems: list[dict[str, Any]]) -> str:
    return json.dumps({"version": VERSION, "links": links, "problems": problems}, indent=2) + "\n"
