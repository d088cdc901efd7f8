"""A rule's manual in its parts, for whoever shows it: the sentence that it opens with, and its sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_HEADING: Final = "## "
_FENCE: Final = "```"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a manual: its heading and the Markdown below it, which holds no heading of the same level."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Manual:
    """A manual: `lead` is the Markdown before the first heading."""

    lead: str
    sections: tuple[Section, ...]

    @classmethod
    def of(cls, markdown: str) -> Manual:
        """The parts of a manual. A line in fenced code that looks like a heading is none."""
        parts: list[tuple[str, list[str]]] = [("", [])]
        fenced = False
        for line in markdown.splitlines():
            fenced ^= line.startswith(_FENCE)
            if line.startswith(_HEADING) and not fenced:
                parts.append((line.removeprefix(_HEADING).strip(), []))
            else:
                parts[-1][1].append(line)
        (_, lead), *sections = parts
        return cls(_text(lead), tuple(Section(title, _text(lines)) for title, lines in sections))


def _text(lines: list[str]) -> str:
    return "\n".join(lines).strip()
