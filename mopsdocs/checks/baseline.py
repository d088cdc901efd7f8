"""Findings that were there when the tool was adopted: counted, and no reason to fail.

A baseline is a report that `validate --format json` wrote. Findings are recognised by fingerprint, so they stay known
when files grow or move, and as often as the baseline has them: the same mistake made once more is new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from mopsdocs.checks.format_rules import UNREADABLE
from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic
from mopsdocs.errors import MopsError

Baseline = Mapping[str, int]
"""How often each fingerprint is known."""


def read_baseline(text: str, name: str) -> Baseline:
    """The baseline in `text`, the content of the file called `name`; raises MopsError when it is none."""
    try:
        report = json.loads(text)
        fingerprints = [str(found["fingerprint"]) for found in report["diagnostics"]]
        version = report["version"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise MopsError(f"{name} is no report of mopsdocs.", _how(name)) from None
    if version != 1:
        raise MopsError(f"{name} is a report of version {version}; this release reads version 1.", _how(name))
    return Counter(fingerprints)


def _how(name: str) -> str:
    return f"Write one with: mopsdocs validate --format json --output {name}"


def without_known(report: Report, baseline: Baseline) -> Report:
    """`report` with the findings that `baseline` knows set apart.

    What keeps a file from being read is never known: nobody can say what else is wrong with such a file.
    """
    left = Counter(baseline)
    new: list[Diagnostic] = []
    known: list[Diagnostic] = []
    for diagnostic in report.diagnostics:
        if diagnostic.rule not in UNREADABLE and left[diagnostic.fingerprint] > 0:
            left[diagnostic.fingerprint] -= 1
            known.append(diagnostic)
        else:
            new.append(diagnostic)
    return replace(report, diagnostics=tuple(new), known=tuple(known))
