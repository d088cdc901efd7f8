"""How GitHub and GitLab read CODEOWNERS, apart from what writes it: patterns by git itself, and by GitLab's rules."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

Lines = list[tuple[str, tuple[str, ...]]]


def entries(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lines that are no comments: a pattern, up to the first blank without a backslash, and the owners."""
    for line in text.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            pattern, *owners = re.split(r"(?<!\\)\s+", line.strip())
            yield pattern, tuple(owners)


class GitHub:
    """The last line whose pattern fits counts. Patterns are those of .gitignore, so git is asked about each."""

    def __init__(self, text: str, paths: Iterable[str], folder: Path) -> None:
        self._owners: dict[str, tuple[str, ...]] = {}
        wanted = sorted(paths)
        if not (folder / ".git").exists():
            subprocess.run(["git", "init", "--quiet", "--template="], cwd=folder, check=True)
        for pattern, owners in entries(text):
            assert "[" not in pattern
            assert "]" not in pattern
            for path in _fitting(pattern, wanted, folder):
                self._owners[path] = owners

    def owners(self, path: str) -> set[str]:
        return set(self._owners.get(path, ()))


def _fitting(pattern: str, paths: list[str], folder: Path) -> list[str]:
    """The `paths` that git takes a pattern for."""
    rules = folder / ".git/rules"
    rules.write_bytes(f"{pattern}\n".encode("utf-8", "surrogateescape"))
    names = "\0".join(paths).encode("utf-8", "surrogateescape")
    command = ["git", "-c", f"core.excludesFile={rules}", "check-ignore", "--no-index", "-z", "--stdin"]
    done = subprocess.run(command, cwd=folder, input=names, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return [name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name]


_HEADING = re.compile(r"\^?\[([^\]]+)\](\[[0-9]+\])?(\s+[@\w.\-/\s]+)?")


class GitLab:
    """Every section has the last of its lines that fits. Patterns are Ruby's, for whole paths."""

    def __init__(self, text: str) -> None:
        self.sections: dict[str, Lines] = {}
        names: dict[str, str] = {}
        current = self.sections.setdefault("", [])
        for line in text.split("\n"):
            heading = _HEADING.fullmatch(line.strip())
            if heading:
                name = names.setdefault(heading[1].casefold(), heading[1])
                current = self.sections.setdefault(name, [])
            else:
                assert not line.lstrip().startswith(("[", "^[")), f"GitLab cannot read {line!r}"
                current.extend(entries(line))

    def owners(self, path: str) -> dict[str, set[str]]:
        """Who must agree to a change of `path`, by section."""
        found = {}
        for name, lines in self.sections.items():
            fitting = [owners for pattern, owners in lines if _regex(pattern).fullmatch(f"/{path}")]
            if fitting:
                found[name] = set(fitting[-1])
        return found


def _regex(pattern: str) -> re.Pattern[str]:
    pattern = re.sub(r"\\\s+", " ", pattern)
    assert pattern.startswith("/")
    pattern = f"{pattern}**/*" if pattern.endswith("/") else pattern
    written = {"**/": "(?:[^/]+/)*", "*": "[^/]*", "?": "[^/]"}
    parts = re.findall(r"\*\*/|\\.|.", pattern, re.DOTALL)
    return re.compile("".join(written.get(part) or re.escape(part[-1]) for part in parts))
