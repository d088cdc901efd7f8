"""`python -m tests.benchmarks.merges`: our merge beside `git merge-file` on playbooks that two people edited at a time.

Every pair of edit scripts is made on a playbook of about 200 lines with comments. What must come of it is known from
`edit_scripts`, which shares no code with the merge. Exit code 1 where a result of ours is clean but wrong, or where
less than 99 % of the pairs that do not overlap come out clean and right.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from mopsdocs.regions.merging.merge import merge
from tests.benchmarks.edit_scripts import Edit, Playbook, clash, edited, overlap, playbook, script

EDITS = (1, 3, 6, 10)
"""Edits on each side."""

AIM = 0.99
"""How many of the pairs that do not overlap must come out clean and right."""

Verdict = Literal["right", "conflict", "wrong"]
Merge = Callable[[str, str, str], str | None]
"""From base, ours and theirs to the merged text; None for a conflict."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two edit scripts for one playbook, and whether they touch something in common."""

    base: Playbook
    ours: list[Edit]
    theirs: list[Edit]
    overlaps: bool

    @classmethod
    def of(cls, number: int, edits: int) -> Pair:
        """The pair with a `number`, always the same, of `edits` edits a side."""
        chance = random.Random(number * 100 + edits)
        base = playbook(chance)
        ours, theirs = script(base, chance, edits, "ours"), script(base, chance, edits, "theirs")
        return cls(base, ours, theirs, overlap(ours, theirs))

    @property
    def texts(self) -> tuple[str, str, str]:
        """Base, ours and theirs."""
        return self.base.text(), edited(self.base, self.ours).text(), edited(self.base, self.theirs).text()

    def verdict(self, merged: str | None) -> Verdict:
        """What a merge did. In what order it puts things is free where the scripts overlap."""
        if merged is None:
            return "conflict"
        if clash(self.base, self.ours, self.theirs):
            return "wrong"
        wanted = edited(self.base, self.ours, self.theirs).text()
        alike = self.overlaps and sorted(merged.split("\n")) == sorted(wanted.split("\n"))
        return "right" if alike or merged == wanted else "wrong"


@dataclass(slots=True)
class Score:
    """What one way of merging did with all pairs, and with those among them that do not overlap."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    apart: Counter[Verdict] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def add(self, pair: Pair, merging: Merge) -> None:
        """Merge a pair, and count what came of it."""
        texts = pair.texts
        started = time.perf_counter()
        merged = merging(*texts)
        self.seconds.append(time.perf_counter() - started)
        verdict = pair.verdict(merged)
        self.verdicts[verdict] += 1
        if not pair.overlaps:
            self.apart[verdict] += 1

    @property
    def share(self) -> float:
        """How many of the pairs that do not overlap came out clean and right."""
        return self.apart["right"] / self.apart.total() if self.apart else 1.0

    @property
    def good_enough(self) -> bool:
        """Whether nothing was clean but wrong, and enough was right."""
        return not self.verdicts["wrong"] and self.share >= AIM


def ours(base: str, mine: str, theirs: str) -> str | None:
    """The merge of this project."""
    merged = merge("playbook", base, mine, theirs)
    return None if merged.conflicts else merged.text


def git(folder: Path) -> Merge:
    """`git merge-file`, with its files in `folder`."""

    def merged(*texts: str) -> str | None:
        names = ("base", "ours", "theirs")
        for name, text in zip(names, texts, strict=True):
            (folder / name).write_text(text, encoding="utf-8", newline="")
        argv = ["git", "merge-file", "-p", "-q", "ours", "base", "theirs"]
        done = subprocess.run(argv, cwd=folder, capture_output=True, check=False)
        if done.returncode > 127:
            raise RuntimeError(f"git merge-file failed: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout.decode() if done.returncode == 0 else None

    return merged


def scores(edits: int, pairs: int, merges: Sequence[Merge]) -> list[Score]:
    """What each of `merges` did with the first `pairs` pairs of `edits` edits a side."""
    found = [Score() for _ in merges]
    for number in range(pairs):
        pair = Pair.of(number, edits)
        for score, merging in zip(found, merges, strict=True):
            score.add(pair, merging)
    return found


Line = tuple[str, ...]

HEAD: Line = ("Edits a side", "Merge", "Clean and right", "Conflict", "Clean but WRONG", "Apart: right", "Median")


def main() -> int:
    """Parse the arguments, merge, print."""
    options = _options()
    lines: list[Line] = []
    good = True
    with tempfile.TemporaryDirectory(prefix="mopsdocs-merges-") as folder:
        for edits in EDITS:
            _say(f"{options.pairs} pairs of {edits} edits a side …")
            mine, peer = scores(edits, options.pairs, (ours, git(Path(folder))))
            good = good and mine.good_enough
            lines += [_line(edits, "ours", mine), _line(edits, "git merge-file", peer)]
    print("\n".join(_markdown(lines) if options.markdown else _table(lines)))
    _say("PASS" if good else f"MISS: none may be clean but wrong, and {AIM:.0%} of those apart must be right")
    return 0 if good else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.merges", description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000, help="pairs for each number of edits (default 2000)")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    return parser.parse_args()


def _line(edits: int, name: str, score: Score) -> Line:
    counts = (f"{score.verdicts[verdict]:,}" for verdict in ("right", "conflict", "wrong"))
    apart = f"{score.apart['right']:,} of {score.apart.total():,} ({score.share:.1%})"
    return f"{edits}", name, *counts, apart, f"{statistics.median(score.seconds) * 1000:.0f} ms"


def _table(lines: Sequence[Line]) -> Iterator[str]:
    rows = [HEAD, *lines]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _markdown(lines: Sequence[Line]) -> Iterator[str]:
    for row in (HEAD, ("---",) * len(HEAD), *lines):
        yield "| " + " | ".join(row) + " |"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
