"""Merges by example: every folder of tests/golden/merge holds three versions and what becomes of them.

The first line of `base.yml` says what the case shows. `merged.yml` is the result, `conflicts.json` what is left to
choose. `MOPSDOCS_WRITE_EXPECTED=1` writes both anew. Most cases are fragments; those that are called complete playbooks
are accepted by the schema.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from mopsdocs.documents.loader import load
from mopsdocs.documents.validation import accepts
from mopsdocs.regions.merging.merge import merge
from mopsdocs.regions.merging.outcome import Merged

CASES = Path(__file__).resolve().parents[2] / "golden" / "merge"
NAMES = sorted(path.name for path in CASES.iterdir())


def version(name: str, which: str) -> str:
    return (CASES / name / f"{which}.yml").read_bytes().decode()


def merged(name: str) -> Merged:
    return merge("playbook", version(name, "base"), version(name, "ours"), version(name, "theirs"))


def conflicts(found: Merged) -> str:
    listed = [{"unit": conflict.unit, "what": conflict.what} for conflict in found.conflicts]
    return "[\n" + ",\n".join(f"  {json.dumps(one)}" for one in listed) + "\n]\n" if listed else ""


@pytest.mark.parametrize("name", NAMES)
def test_what_becomes_of_three_versions(name: str) -> None:
    found = merged(name)
    text, told = CASES / name / "merged.yml", CASES / name / "conflicts.json"
    if os.environ.get("MOPSDOCS_WRITE_EXPECTED") == "1":
        text.write_text(found.text, encoding="utf-8", newline="")
        told.write_text(conflicts(found), encoding="utf-8") if found.conflicts else told.unlink(missing_ok=True)
    assert found.text == version(name, "merged")
    assert conflicts(found) == (told.read_text(encoding="utf-8") if told.exists() else "")


@pytest.mark.parametrize("name", NAMES)
def test_merging_the_result_again_changes_nothing(name: str) -> None:
    found = merged(name)
    again = merge("playbook", version(name, "base"), found.text, version(name, "theirs"))
    assert again.text == found.text
    assert [(one.path, one.what) for one in again.conflicts] == [(one.path, one.what) for one in found.conflicts]


def test_there_are_forty_cases_and_each_says_what_it_shows() -> None:
    assert len(NAMES) >= 40
    for name in NAMES:
        assert version(name, "base").startswith("# "), f"{name}/base.yml begins with what the case shows"


def test_complete_playbooks_are_complete() -> None:
    complete = [name for name in NAMES if version(name, "base").startswith("# A complete playbook: ")]
    assert len(complete) >= 3
    for name in complete:
        assert all(accepts("playbook", load(version(name, which)).value) for which in ("base", "ours", "merged")), name
