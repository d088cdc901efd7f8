"""Waivers in a review: those that a list had before, that it has now, and lists that are new as a whole."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from mopsdocs.review.change import Pair
from mopsdocs.review.impact import waivers
from mopsdocs.review.judging import verdicts
from tests.review.test_comparison import Files, compare, of
from tests.review.test_verdicts import base, titles

PATH = "site_config/waivers.yml"
WITHOUT: Files = {
    "site_config/roles.yml": """\
kind: roles
schema_version: 1
roles:
  - {id: campaign-manager, title: Campaign manager, responsibilities: [Runs campaigns]}
  - {id: privacy-counsel, title: Privacy counsel, responsibilities: [Reads everything]}
"""
}


def test_waivers_in_a_new_file_are_told_one_by_one() -> None:
    found = compare(WITHOUT, {**WITHOUT, PATH: base("waivers")})
    assert [(one.id, one.new_line) for one in found.changes] == [
        ("waiver-added", 4),
        ("waiver-added", 9),
        ("document-added", 1),
    ]
    assert [one.level.value for one in found.changes] == ["warning", "warning", "info"]


def test_a_waiver_has_its_own_line_and_values() -> None:
    longer = base("waivers").replace("2027-03-31", "2027-06-30")
    change = of(compare({**WITHOUT, PATH: base("waivers")}, {**WITHOUT, PATH: longer}), "waiver-extended")
    assert (change.old_line, change.new_line) == (12, 12)
    assert (change.fact.old, change.fact.new) == ("2027-03-31", "2027-06-30")
    assert "approved by Privacy counsel" in change.message


def waiver(unit: str, **other: Any) -> dict[str, Any]:
    return {
        "rule": "owner-changed",
        "unit": unit,
        "reason": "So.",
        "approver": "owner",
        "expires": "2027-01-01",
        **other,
    }


def document(**lists: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": "waivers", "schema_version": 1, "waivers": [], **lists}


def told(before: Any, after: Any) -> list[tuple[str, str]]:
    found = waivers.judged(Pair.of("waivers", before, after, titles))
    return [(one.id, "/".join(one.fact.path)) for one in found]


def test_accepted_changes_are_waivers_too() -> None:
    before, after = document(), document(changes=[waiver("webinar")])
    assert told(before, after) == [("waiver-added", "changes/owner-changed webinar")]
    assert told(after, before) == [("waiver-removed", "changes/owner-changed webinar")]
    (verdict,) = verdicts(Pair.of("waivers", before, after, titles))
    assert verdict.message == (
        'The change "owner-changed" at webinar is accepted until 1 January 2027, approved by Owner: So.'
    )


def test_two_waivers_of_the_same_are_told_apart_by_what_they_say() -> None:
    one, other = waiver("webinar", reason="One."), waiver("webinar", reason="Other.")
    longer = {**other, "expires": "2028-01-01"}
    assert told(document(waivers=[one, other]), document(waivers=[longer, one])) == [
        ("waiver-extended", "waivers/owner-changed webinar/expires")
    ]
    assert told(document(waivers=[one]), document(waivers=[one, one])) == [
        ("waiver-added", "waivers/owner-changed webinar")
    ]


@pytest.mark.parametrize("seed", range(20))
def test_every_difference_is_told_and_order_is_none(seed: int) -> None:
    rng = Random(seed)
    pool = [waiver(unit, expires=f"2027-0{month}-01") for unit in ("a", "b", "c") for month in (1, 2)]
    before, after = rng.choices(pool, k=4), rng.choices(pool, k=4)
    found = told(document(waivers=before), document(waivers=after))
    assert bool(found) == (sorted(map(str, before)) != sorted(map(str, after)))
    ids = [id for id, _ in found]
    back = [id for id, _ in told(document(waivers=after), document(waivers=before))]
    assert ids.count("waiver-added") == back.count("waiver-removed")
    assert ids.count("waiver-extended") == back.count("waiver-changed")
    assert told(document(waivers=before), document(waivers=rng.sample(before, len(before)))) == []
