"""What one version changed against another, told unit by unit."""

from __future__ import annotations

import pytest

from mopsdocs.regions.merging.changes import Change, changes
from mopsdocs.regions.merging.sides import Side

TEXT = """\
kind: playbook
title: Webinar  # as sales calls it
stages:
  - id: plan
    steps:
      # Everybody reads it.
      - id: brief
        title: Write the brief
        due: -30bd
      - id: list
        title: Pull the list
  - id: launch
    steps:
      - id: send
        title: Send
"""
STEP = "      - id: list\n        title: Pull the list\n"


def found(after: str, before: str = TEXT) -> list[Change]:
    was = Side.of("playbook", before)
    return list(changes(was, Side.of("playbook", after, was)))


def told(after: str) -> list[tuple[str, str]]:
    return [(change.kind, change.unit) for change in found(after)]


@pytest.mark.parametrize(
    ("old", "new", "kind", "unit"),
    [
        ("title: Webinar", "title: Online event", "changed", "title"),
        ("due: -30bd", "due: -25bd", "changed", "stages[plan]/steps[brief]/due"),
        ("        due: -30bd\n", "", "removed", "stages[plan]/steps[brief]/due"),
        ("due: -30bd\n", "due: -30bd\n        effort: 1h\n", "added", "stages[plan]/steps[brief]/effort"),
        (STEP, "", "removed", "stages[plan]/steps[list]"),
        (STEP, STEP + STEP.replace("list", "form"), "added", "stages[plan]/steps[form]"),
        ("# as sales calls it", "# for now", "comment", "title"),
        ("# Everybody reads it.", "# Sales reads it.", "comment", "stages[plan]/steps[brief]"),
        ("title: Webinar", "title: 'Webinar'", "comment", "title"),
    ],
)
def test_one_change(old: str, new: str, kind: str, unit: str) -> None:
    assert TEXT.count(old) == 1
    assert told(TEXT.replace(old, new)) == [(kind, unit)]


def test_nothing_changed() -> None:
    assert found(TEXT) == []


def test_blank_lines_and_indentation_are_no_changes() -> None:
    assert found(TEXT.replace("  - id: launch", "\n  - id: launch")) == []
    assert found(TEXT.replace("\n  ", "\n      ")) == []


def test_a_change_says_what_it_was_and_what_it_is() -> None:
    (change,) = found(TEXT.replace("due: -30bd", "due: -25bd"))
    assert (change.old, change.new) == ("-30bd", "-25bd")
    assert change.path == ("stages", "steps", "brief", "due"), "a step may change its stage"


def test_a_step_in_another_stage_has_moved() -> None:
    moved = TEXT.replace(STEP, "") + STEP
    assert told(moved) == [("moved", "stages[launch]/steps[list]")]
    assert told(moved.replace("Pull the list", "Pull it")) == [
        ("moved", "stages[launch]/steps[list]"),
        ("changed", "stages[launch]/steps[list]/title"),
    ]


def test_items_sorted_anew_are_one_change_of_their_list() -> None:
    assert told(TEXT.replace(STEP, "").replace("      # Everybody", STEP + "      # Everybody")) == [
        ("order", "stages[plan]/steps")
    ]


def test_a_step_with_another_id_is_the_same_step() -> None:
    renamed = TEXT.replace("- id: list\n", "- id: pull-list\n        previous_ids: [list]\n")
    assert told(renamed) == [
        ("changed", "stages[plan]/steps[pull-list]/id"),
        ("added", "stages[plan]/steps[pull-list]/previous_ids"),
    ]
