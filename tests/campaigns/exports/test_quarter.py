"""Quarters: how they are written, and what lies in them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.campaigns.exports.quarter import Quarter
from mopsdocs.errors import MopsError
from tests.campaigns.exports.campaigns import export
from tests.campaigns.plans import gate, stage, step


@given(st.dates())
def test_every_day_lies_in_one(day: datetime.date) -> None:
    quarter = Quarter.of(day)
    assert quarter.has(day)
    assert Quarter.written(str(quarter)) == quarter
    assert quarter.number == {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 3, 8: 3, 9: 3}.get(day.month, 4)


@pytest.mark.parametrize(
    "text", ["", "2027", "2027-Q0", "2027-Q5", "Q1-2027", "27-Q1", "2027-Q1 ", "2027-Q1\n", "0000Q1"]
)
def test_what_is_none(text: str) -> None:
    with pytest.raises(MopsError, match=r"is not a quarter\."):
        Quarter.written(text)


@pytest.mark.parametrize(
    ("quarter", "touched"),
    [("2026-Q4", True), ("2027-Q1", False), ("2027-Q2", True), ("2027-Q3", False), ("2026-Q3", False)],
)
def test_whatever_is_due_in_it_counts(quarter: str, touched: bool) -> None:
    last = gate("g", due="+60bd")
    made = export([stage(step("early", "-45bd"), step("never", "-99999bd"), gate=last)]).made
    assert Quarter.written(quarter).is_touched_by(made) == touched


def test_further_days_count() -> None:
    made = export([stage(step("look", "+1d", recurs="monthly"), step("end", "+200d"))]).made
    assert [Quarter(2027, number).is_touched_by(made) for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert not Quarter(2027, 2).is_touched_by(export([stage(step("look", "+1d"), step("end", "+200d"))]).made)
