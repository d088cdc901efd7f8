"""Where regional copies stand, as pages are told: plain data, worked out when the workspace is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mopsdocs.wording import counted

if TYPE_CHECKING:  # a site without copies needs nothing of that package
    from mopsdocs.regions.drift import Drift, Standing
    from mopsdocs.regions.merging.changes import Change
    from mopsdocs.regions.merging.outcome import Conflict


@dataclass(frozen=True, slots=True)
class CopyState:
    """Where a copy stands and what stands between it and its library playbook.

    `open` are the conflicts that a sync has left and nobody has settled. Without a standing, `problem` says why nobody
    can tell.
    """

    standing: Standing | None
    drift: Drift | None = None
    open: tuple[Conflict, ...] = ()
    problem: str = ""

    @property
    def name(self) -> str:
        """The state's name as `mopsdocs status` gives it; `unclear` where nobody can tell."""
        return self.standing.state if self.standing is not None else "unclear"

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What somebody has to decide: now, or as soon as the copy is brought up to date."""
        return self.open or (self.drift.conflicts if self.drift is not None else ())

    @property
    def local(self) -> tuple[Change, ...]:
        """What the region has changed."""
        return self.drift.local if self.drift is not None else ()

    @property
    def behind(self) -> tuple[Change, ...]:
        """What the library has changed since."""
        return self.drift.behind if self.drift is not None else ()

    @property
    def unexplained(self) -> tuple[Change, ...]:
        """What differs, nobody knows since when."""
        return self.drift.unexplained if self.drift is not None else ()

    @property
    def counts(self) -> tuple[tuple[int, str], ...]:
        """How many changes of each kind there are, by the names in COUNTS; those that are not zero."""
        if self.standing is None:
            return ()
        units = self.standing.units
        return tuple((number, name) for name in COUNTS if (number := getattr(units, name)))


UNKNOWN: Final = CopyState(None)
"""The state of a copy that nobody has looked at."""

CopyStates = Mapping[str, CopyState]
"""The state of every regional copy, by its path."""

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "in-sync": ("In sync", "The copy has everything that its library playbook has."),
    "behind": ("Behind", "The library playbook was improved, and the copy does not have that yet."),
    "diverged": ("Diverged", "The library playbook was improved, and the copy has changes of its own."),
    "conflict": ("Conflict", "Both changed the same thing. The copy keeps its own version until somebody decides."),
    "orphan": ("Orphan", "The library no longer has the playbook that this copy was made from."),
    "unclear": ("Unclear", "Nobody can tell, because something about the copy needs mending."),
}
"""What people call each state, and what that means. The worst stand last."""

COUNTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "behind": ("new", "{} from the library to take over", "Improved in the library, and not yet taken over."),
    "local": ("own", "{} made here", "Changed by the region. It stays, whatever the library does."),
    "both": ("to decide", "{} to decide about", "Changed by the region and in the library, each in its own way."),
    "kept": ("declined", "{} declined for good", "Changed in the library, and not wanted by the region."),
    "unexplained": (
        "unexplained",
        "{} that nobody can explain",
        "Different from the library. The text that the copy was made from is lost, so nobody can tell who changed it.",
    ),
}
"""For each count: in a cell, in a sentence, and what it means."""


def in_cell(number: int, name: str) -> str:
    """A count in a cell of the matrix: `3 new`."""
    return f"{number:,} {COUNTS[name][0]}"


def in_sentence(number: int, name: str) -> str:
    """A count in a sentence: `3 changes from the library to take over`."""
    return COUNTS[name][1].format(counted(number, "change"))


def meanings(states: Iterable[CopyState]) -> tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str], ...]]:
    """What the states, as (name, label, meaning), and the counts of some copies mean: only of those that occur."""
    shown = list(states)
    names = {state.name for state in shown}
    counted_names = {name for state in shown for _, name in state.counts}
    return (
        tuple((name, *words) for name, words in STATES.items() if name in names),
        tuple((words[0], words[2]) for name, words in COUNTS.items() if name in counted_names),
    )
