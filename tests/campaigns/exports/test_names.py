"""Names and ids that stay when dates move and steps come and go, and that nothing else has."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsdocs.campaigns.exports.codes import campaign_code, item_code, whole_number
from mopsdocs.campaigns.exports.items import Export
from mopsdocs.campaigns.exports.jira import jira
from mopsdocs.campaigns.exports.tasks import tasks_of
from tests.campaigns.exports.campaigns import columns, export, item_of
from tests.campaigns.plans import WEDNESDAY, Fields, gate, stage, step

IDS = st.lists(st.from_regex(r"[a-z]{1,6}(-[a-z]{1,4})?", fullmatch=True), min_size=1, max_size=12, unique=True)
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2028, 12, 31))


def work(ids: list[str], due: str = "-5bd") -> list[Fields]:
    middle = len(ids) // 2
    stages = [
        stage(*[step(id, due) for id in part], id=name) for name, part in (("a", ids[:middle]), ("b", ids[middle:]))
    ]
    return [made for made in stages if made["steps"]]


def names(found: Export) -> dict[str, str]:
    tasks = tasks_of([found])
    return {item.ref: tasks.name(item) for item in found.items}


@settings(max_examples=40)
@given(IDS, DAYS)
def test_moving_day_0_changes_no_name_and_no_id(ids: list[str], anchor: datetime.date) -> None:
    before, after = export(work(ids)), export(work(ids), anchor=anchor)
    assert names(before) == names(after)
    assert {row["Issue ID"] for row in columns(jira([before]))} == {row["Issue ID"] for row in columns(jira([after]))}


@settings(max_examples=40)
@given(IDS, st.data())
def test_steps_that_come_and_go_change_no_other_name(ids: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.permutations(ids))[: data.draw(st.integers(1, len(ids)))]
    all, some = names(export(work(ids, "-5bd"))), names(export(work(kept, "+3d")))
    assert some == {ref: name for ref, name in all.items() if ref in some}
    assert len(some) == len(kept)


def test_a_long_title_is_cut() -> None:
    found = export([stage(step("a", "0d", title="w " * 400), step("b", "0d", title="w " * 400))])
    told = names(found).values()
    assert {len(name) for name in told} == {249}
    assert all(name.endswith(" w…") for name in told)
    assert len(set(told)) == 2


@settings(max_examples=40)
@given(IDS)
def test_no_two_things_have_one_name(ids: list[str]) -> None:
    steps = [step(id, "0d", title="The same", recurs="weekly") for id in ids]
    found = export([stage(*steps, step("late", "+40d"))])
    assert len(found.items) > 2 * len(ids)
    assert len({item.ref for item in found.items}) == len(found.items) == len(set(names(found).values()))
    numbers = [row["Issue ID"] for row in columns(jira([found]))]
    assert len(set(numbers)) == len(numbers)


def test_a_name_says_where_it_belongs() -> None:
    found = export([stage(step("confirm", "0d", title="Confirm double opt-in"), gate=gate("go", title="Go"))])
    assert re.fullmatch(r"HERE-RUN-[B-Z2-9]{4}", campaign_code(found.campaign))
    told = sorted(names(found).values(), key=len)
    assert re.fullmatch(r"\[HERE-RUN-[B-Z2-9]{4}-[B-Z2-9]{4}\] Gate: Go", told[0])
    assert told[1].endswith("] Confirm double opt-in")
    assert told[0][:15] == told[1][:15]


def test_a_playbook_of_several_words_is_called_by_its_initials() -> None:
    campaign = export([stage(step("a", "0d"))], playbook="one-off-email").campaign
    assert campaign_code(campaign).startswith("HERE-OOE-")


def test_a_new_id_keeps_the_name_that_the_old_one_had() -> None:
    before = export([stage(step("old", "0d", title="Do it"))])
    after = export([stage(step("newer", "0d", title="Do it", previous_ids=["old", "new"]))])
    assert names(before) == names(after)
    taken = export(
        [stage(step("newer", "0d", previous_ids=["old"]), step("old", "0d"), step("c", "0d", previous_ids=["old"]))]
    )
    assert [item.ref for item in taken.items] == ["c1/step/newer", "c1/step/old", "c1/step/c"]


def test_further_days_are_numbered() -> None:
    found = export([stage(step("look", "+1d", recurs="weekly"), step("end", "+15d"))])
    codes = [item.code for item in found.items if item.id == "look"]
    assert codes == [codes[0], f"{codes[0]}-2", f"{codes[0]}-3"]
    assert item_of(found, "look", 2).ref == "c1/step/look/2"
    assert [item.day for item in found.items if item.id == "look"] == [
        WEDNESDAY + datetime.timedelta(days) for days in (1, 8, 15)
    ]


def test_codes_that_are_alike_are_spelled_out() -> None:
    """With four signs two of some thousand ids have the same; found by trying."""
    campaign = export([stage(step("a", "0d"))]).campaign
    seen: dict[str, str] = {}
    pair = next(
        (id, seen[code])
        for number in range(100_000)
        if (code := item_code(campaign, f"step/{(id := f's{number}')}", 1)) in seen or seen.setdefault(code, id) != id
    )
    alike = export([stage(*[step(id, "0d", title="The same") for id in pair], step("other", "0d"))])
    told = names(alike)
    assert [told[f"c1/step/{id}"] for id in pair] == [f"[c1/step/{id}] The same" for id in pair]
    assert "c1/step" not in told["c1/step/other"]
    others = export([stage(*[step(id, "0d", title=f"Title {id}") for id in pair])])
    assert not any("c1/step" in name for name in names(others).values())


@given(st.text(max_size=30), st.integers(2, 12))
def test_numbers_have_the_digits_they_should(key: str, digits: int) -> None:
    assert len(str(whole_number(key, digits))) == digits
    assert whole_number(key, digits) == whole_number(key, digits)


@pytest.mark.parametrize("circle", [False, True])
def test_what_others_wait_for_stands_before_them(circle: bool) -> None:
    first = [step("c", "-9bd", depends_on=["b"]), step("b", "-5bd", depends_on=["a", "gone"])]
    alone = step("self", "0d", depends_on=["self"])
    last = step("a", "0d", depends_on=["c"] if circle else [])
    found = export([stage(*first, alone), stage(last, id="later")])
    place = {item.ref: number for number, item in enumerate(found.items)}
    assert len(place) == 4
    assert all(place[ref] < place[item.ref] for item in found.items for ref in item.waits_for)
    links = {(item.id, ref.rpartition("/")[2]) for item in found.items for ref in item.waits_for}
    assert links == ({("b", "a"), ("c", "b")} if not circle else {("b", "a"), ("a", "c")})


def test_stages_stay_together_and_days_in_order() -> None:
    found = export([
        stage(step("x", "-1bd"), step("y", "-9bd"), gate=gate("g", due="-1bd"), id="one"),
        stage(step("z", "-20bd"), id="two"),
    ])  # fmt: skip
    assert [item.id for item in found.items] == ["y", "x", "g", "z"]
    assert all(one.position <= other.position for one, other in pairwise(found.items))
