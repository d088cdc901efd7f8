"""The example with more to tick in it: criteria, longer checklists, a process with steps, a copy, hostile titles."""

from __future__ import annotations

from pathlib import Path

from mopsdocs.workspace import Workspace
from tests.site.copied import LIBRARY, cloned, edit, example

PROCESS = "playbooks/processes/campaign-brief.yml"
FORMULA = '=SUM(A1;-A2) [x](javascript:1) *b* <img src=x onerror=window.pwned=1> "q" @acme'
"""A title that wants to be a formula, a link, a tag and a mention."""

_GATE = """      independent: true
      due: -40bd
"""
_CRITERIA = f"""      criteria:
        - The goal has a number
        - '+1 {FORMULA}'
"""
_CHECKLIST = """        evidence: screenshot
        checklist:
          - {id: counted, text: Somebody has counted the list}
          - {id: applied, text: Every suppression list is applied, severity: blocker}
"""
_STEPS = """steps:
  - id: ask
    title: Ask who it is for
    responsible: [campaign-manager]
    checklist:
      - {id: who, text: The answer is a segment}
  - id: write
    title: Write it down
"""


def ticked(folder: Path) -> Workspace:
    """That workspace in the new folder `folder`, with a copy of the webinar for Saudi Arabia."""
    place = example(folder)
    edit(place, LIBRARY, (_GATE, _CRITERIA + _GATE), ("        evidence: screenshot\n", _CHECKLIST))
    edit(place, LIBRARY, ("title: Pull the invitation list", f"title: '{FORMULA}'"))
    process = place.root / PROCESS
    process.write_text(process.read_text(encoding="utf-8") + _STEPS, encoding="utf-8")
    return cloned(folder, "sa")
