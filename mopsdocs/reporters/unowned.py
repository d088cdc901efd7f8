"""What nobody can be asked about: roles without people, people without an address, files without an owner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.model import Person
from mopsdocs.reporters.printable import safe
from mopsdocs.review.holders import HOSTS, Gap, Holders, Host
from mopsdocs.wording import counted, quoted

_PEOPLE: Final = "site_config/people.yml"

Line = Callable[[str, Pointer], int]
"""The line of a place in a document, by path and pointer."""


def gap_text(gap: Gap, holders: Holders, host: Host, line: Line) -> str:
    """One thing that nobody can be asked about, with its place and what helps.

    It is an error where a control is left without anybody, and a warning where others can still be asked.
    """
    level = "error" if gap.uncontrolled else "warning"
    place = f"{gap.first.path}:{line(gap.first.path, gap.first.pointer)}"
    message, hint = _of_files(gap) if gap.role is None else _of_role(gap.role, gap, holders, host)
    return f"{level}: {safe(f'{place}: {message}')}\nhint: {safe(hint)}\n"


def _of_files(gap: Gap) -> tuple[str, str]:
    files = counted(len(gap.files), "file")
    message = f"nobody is named who answers for {files}: {quoted(gap.files)}."
    return message, "Add owner: with a role to this file; it answers for every file that names no owner."


def _of_role(role: str, gap: Gap, holders: Holders, host: Host) -> tuple[str, str]:
    reason, hint = _why(role, holders, host)
    files = "" if len(gap.files) == 1 else f" This concerns {counted(len(gap.files), 'file')}."
    return f'nobody can be asked as "{role}", which {gap.first.does}: {reason}.{files}', hint


def _why(role: str, holders: Holders, host: Host) -> tuple[str, str]:
    why = holders.why_nobody(role)
    if why == "no such role":
        return "there is no such role", "Correct the name, or add the role to site_config/roles.yml."
    if why == "nobody holds it":
        return "nobody holds it, nor a backup of it", f"Add it to the roles: of somebody in {_PEOPLE}."
    people = holders.of(role).people
    reason = f"{quoted([person.name for person in people])} can be reached neither on {HOSTS[host]} nor by e-mail"
    return reason, f"Add handles: {{{host}: …}} to {quoted([person.id for person in people])} in {_PEOPLE}."


def mail_text(people: Sequence[Person], host: Host) -> str:
    """Who is asked by e-mail address; empty where nobody is."""
    if not people:
        return ""
    name = HOSTS[host]
    who = quoted([person.id for person in people])
    has = "has" if len(people) == 1 else "have"
    message = f"{who} {has} no {name} handle and will be asked by e-mail address, if anybody on {name} has it."
    return f"note: {safe(message)}\nhint: Add handles: {{{host}: …}} in {_PEOPLE}.\n"
