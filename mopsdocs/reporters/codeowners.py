"""CODEOWNERS as GitHub and GitLab read it: whom a host asks about a change of which file.

Both take paths from the top of the repository and patterns as git has them, without ranges in brackets and, on GitHub,
without an escaped `#`; a line that the host does not understand is skipped in silence. So a character that could mean
something is written as `?`, which fits any character. On GitHub the order of the lines keeps such a pattern off other
files; on GitLab more people may be asked about a file whose name differs in that character alone, never fewer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from mopsdocs.reporters.printable import safe
from mopsdocs.review.holders import HOSTS, Holders, Host
from mopsdocs.review.ownership import Owned

SIZE_LIMIT: Final = 3_000_000
"""Bytes from which on GitHub does not read the file."""

_ODD: Final = re.compile(r"[*?\[\]\\#\x00-\x1f\x7f\ud800-\udfff]")
_BRACKETS: Final = str.maketrans("[]", "()")

Names = tuple[str, ...]
"""Handles and addresses that stand behind a pattern, sorted."""

_ABOUT: Final = """\
# Whom {host} asks about a change, worked out from the owners, approvers and people in the documents.
# Do not edit these lines: change the documents, and renew them with: mopsdocs owners --format {format}
# Lines above and below this part are yours, and stay as they are.
"""
_RULES: Final[Mapping[Host, str]] = {
    "github": """\
# The last line that fits a file counts. GitHub asks everybody on it, and one of them is enough.
""",
    "gitlab": """\
# Each section is a role. Every role whose section has a file must agree to its change; one person of it is enough.
""",
}


def codeowners(files: Mapping[str, Owned], folders: Mapping[str, Owned], holders: Holders, host: Host) -> str:
    """The lines for all `files`, by their paths from the top of the repository.

    `folders` say who is asked about other files below them, such as pages and pictures. GitLab has no way to make an
    exception from a section, so there they would be asked about everything, and are not.
    """
    name = HOSTS[host]
    lines = _github(files, folders, holders) if host == "github" else _gitlab(files, folders, holders)
    return _ABOUT.format(host=name, format=host) + _RULES[host] + "\n".join(["", *lines]) + "\n"


def _github(files: Mapping[str, Owned], folders: Mapping[str, Owned], holders: Holders) -> list[str]:
    wanted = {path: _names(owned, holders) for path, owned in files.items()}
    above = {path: _names(owned, holders) for path, owned in folders.items()}
    named = {path: names for path, names in wanted.items() if names}
    told = {**above, **named} if _any_odd(files) else _grouped(named, above)
    lines: dict[str, set[str]] = {}
    for path in sorted(told, key=_from_general_to_special):
        lines.setdefault(_pattern(path), set()).update(told[path])
    return [" ".join((pattern, *sorted(names))) for pattern, names in lines.items() if names]


def _names(owned: Owned, holders: Holders) -> Names:
    return tuple(sorted({name for role in owned.roles for name in holders.mentions(role, "github")}))


def _grouped(files: Mapping[str, Names], above: Mapping[str, Names]) -> dict[str, Names]:
    """The same with a line for each folder, which has the names that most files below it have, and for exceptions."""
    most: dict[str, Counter[Names]] = {}
    for path, names in files.items():
        for folder in _folders_of(path, above):
            most.setdefault(folder, Counter())[names] += 1
    told = dict(above)
    here = dict(above)
    for folder in sorted(most):
        inherited = here[_parent(folder)]
        here[folder] = min(most[folder], key=lambda names: (-most[folder][names], names != inherited, names))
        if here[folder] != inherited:
            told[folder] = here[folder]
    exceptions = {path: names for path, names in files.items() if here.get(_parent(path)) != names}
    return told | exceptions


def _gitlab(files: Mapping[str, Owned], folders: Mapping[str, Owned], holders: Holders) -> list[str]:
    roles: dict[str, set[str]] = {}
    for path, owned in files.items():
        for role in owned.roles:
            roles.setdefault(role, set()).add(path)
    all = Counter(folder for path in files for folder in _folders_of(path, folders))
    lines = []
    for role, title in sorted(_titles(roles, holders).items(), key=lambda item: (item[1].casefold(), item[0])):
        names = holders.mentions(role, "gitlab")
        paths = _whole_folders(roles[role], folders, all)
        if names:
            patterns = dict.fromkeys(_pattern(path) for path in sorted(paths, key=_from_general_to_special))
            lines += ["", f"[{title}]", *(" ".join((pattern, *names)) for pattern in patterns)]
    return lines[1:]


def _titles(roles: Iterable[str], holders: Holders) -> dict[str, str]:
    """What the section of each role is called. GitLab makes one of two sections with the same name."""
    titles = {role: safe(holders.title(role)).translate(_BRACKETS).strip() or role for role in roles}
    often = Counter(title.casefold() for title in titles.values())
    return {role: f"{title} ({role})" if often[title.casefold()] > 1 else title for role, title in titles.items()}


def _whole_folders(paths: set[str], folders: Iterable[str], all: Mapping[str, int]) -> set[str]:
    """`paths` with one folder in the place of everything below it, where all of that is among them."""
    inside = Counter(folder for path in paths for folder in _folders_of(path, folders))
    whole = {folder for folder, count in inside.items() if count == all[folder]}
    found = set()
    for path in paths:
        above = [folder for folder in _folders_of(path, folders) if folder in whole]
        found.add(above[0] if above else path)
    return found


def _folders_of(path: str, tops: Iterable[str]) -> list[str]:
    """The folders that `path` lies in, below one of the folders `tops`, outermost first."""
    top = next((top for top in tops if path.startswith(top)), None)
    if top is None:
        return []
    return [path[: at + 1] for at in range(len(top), len(path)) if path[at] == "/"]


def _parent(path: str) -> str:
    return path[: path.rstrip("/").rfind("/") + 1]


def _any_odd(files: Iterable[str]) -> bool:
    """Whether a pattern may fit files that it is not meant for; then every file needs a line that comes later."""
    return any(_ODD.search(path) for path in files)


def _from_general_to_special(path: str) -> str:
    """Folders before what is in them, and a pattern with `?` before the names that it fits."""
    return _ODD.sub("\0", path)


def _pattern(path: str) -> str:
    return "/" + _ODD.sub("?", path).replace(" ", r"\ ")
