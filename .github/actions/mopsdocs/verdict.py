"""What a review came to: the folder that `comparison.py` writes, and the comment that is made of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MARKER: Final = "<!-- mopsdocs review -->"
"""First line of the comment, by which it is found again. Invisible to people."""

LABELS: Final = {
    "error": ("error", "B60205", "A control got weaker, or copies break"),
    "warning": ("warning", "FBCA04", "An owner has to decide"),
    "info": ("info", "0E8A16", "Changes that need no decision"),
    "failed": ("not reviewed", "5319E7", "The change could not be compared"),
}
"""What each level is called in a label, its colour and what it means. A change without a level has no label."""

NOTHING: Final = "none"
FAILED: Final = "failed"

_NOT_MADE: Final = """\
### The change could not be reviewed

The review did not come to an end, so nothing is known about this change. The run says why.
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gravest `level` of a change, a key of LABELS or NOTHING, at a `commit` if known; `text` is Markdown."""

    level: str
    commit: str
    text: str

    def write(self, folder: Path) -> None:
        """Keeps the verdict in `folder` for a job that may write to the forge."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "review.md").write_text(self.text, encoding="utf-8")
        known = {"level": self.level, "commit": self.commit}
        (folder / "verdict.json").write_text(json.dumps(known), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Verdict:
        """What `write` kept. One that is missing or damaged is a failed one: silence must not look like consent."""
        try:
            known = json.loads((folder / "verdict.json").read_text(encoding="utf-8"))
            level, commit = str(known["level"]), str(known["commit"])
            text = (folder / "review.md").read_text(encoding="utf-8")
        except (OSError, ValueError, LookupError, TypeError):
            return cls(FAILED, "", _NOT_MADE)
        sound = level in (*LABELS, NOTHING) and re.fullmatch(r"[0-9a-f]{40,64}|", commit)
        return cls(level, commit, text) if sound else cls(FAILED, "", _NOT_MADE)

    def comment(self, run: str, limit: int) -> str:
        """The whole comment in at most `limit` characters. `run` is the address of the run that says more."""
        at = f"commit `{self.commit[:12]}` · " if self.commit else ""
        end = f"\n\n<sub>{at}[the run]({run})</sub>\n"
        return f"{MARKER}\n{cut(self.text.strip(), limit - len(MARKER) - len(end) - 1, run)}{end}"


def cut(text: str, limit: int, run: str) -> str:
    """`text` in at most `limit` characters, whole lines. That it was cut is told first, where nothing swallows it."""
    if len(text) <= limit:
        return text
    notice = f"**This is too long for one page:** [the run]({run}) has all of it.\n\n"
    return notice + text[: limit - len(notice)].rpartition("\n")[0]


def labels(prefix: str, level: str) -> tuple[str | None, list[str]]:
    """The label that a change of `level` gets, if any, and all others of ours, which it must not have."""
    names = {known: f"{prefix}{name}" for known, (name, _, _) in LABELS.items()}
    return names.get(level), [name for known, name in names.items() if known != level]
