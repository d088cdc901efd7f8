"""The result of a validation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mopsdocs.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong with a workspace, or with some of its files.

    `diagnostics` are in order and do not include the `accepted` ones, which a waiver covers, nor the `known` ones,
    which stand in a baseline. `paths` are all files that were looked at, clean ones included. `known` is None where
    there was no baseline.
    """

    diagnostics: tuple[Diagnostic, ...]
    paths: frozenset[str]
    accepted: tuple[Diagnostic, ...] = ()
    known: tuple[Diagnostic, ...] | None = None

    @property
    def files(self) -> int:
        """How many files were looked at."""
        return len(self.paths)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return self._count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return self._count(Severity.WARNING)

    @property
    def infos(self) -> int:
        """How many findings are infos."""
        return self._count(Severity.INFO)

    @property
    def waived(self) -> int:
        """How many findings are not counted because a waiver covers them."""
        return len(self.accepted)

    def only(self, wanted: Callable[[str], bool]) -> Report:
        """The part of the report about files whose path is `wanted`."""
        return Report(
            tuple(diagnostic for diagnostic in self.diagnostics if wanted(diagnostic.path)),
            frozenset(filter(wanted, self.paths)),
            tuple(diagnostic for diagnostic in self.accepted if wanted(diagnostic.path)),
            None if self.known is None else tuple(found for found in self.known if wanted(found.path)),
        )

    def reaches(self, threshold: Severity) -> bool:
        """Whether there is a finding as grave as `threshold`, or graver."""
        return any(diagnostic.severity.rank <= threshold.rank for diagnostic in self.diagnostics)

    def _count(self, severity: Severity) -> int:
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)
