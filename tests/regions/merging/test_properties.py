"""What holds of every merge, whatever was edited: in any style of YAML, in long playbooks, in real ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mopsdocs.documents.edits import set_value
from mopsdocs.documents.lines import usual_break
from mopsdocs.documents.loader import load
from mopsdocs.documents.opened import same
from mopsdocs.documents.units import Unit, partition
from mopsdocs.documents.writing import EditError
from mopsdocs.regions.merging.merge import merge
from mopsdocs.regions.merging.outcome import Choice, Merged, Question
from mopsdocs.regions.merging.sides import Side
from mopsdocs.regions.merging.walk import Walk
from tests.documents.styled import styled
from tests.regions.merging.versions import (
    EXAMPLE,
    ROOT,
    Clash,
    Versions,
    agree,
    meant,
    merged_values,
    names_an_item,
    of_file,
    of_simulated,
    of_stages,
    of_styled,
    parts,
)

# Drawn by a seeded generator: Hypothesis repeats its favourites too often to reach odd combinations.
seeds = st.integers(0, 2**32).map(Random)
styles = seeds.map(lambda rng: of_styled(rng, 3))
long = seeds.map(lambda rng: of_simulated(rng, 10))
stages = seeds.map(lambda rng: of_stages(rng, 5))
examples = seeds.map(lambda rng: of_file(EXAMPLE, rng, 4))
LIBRARY = sorted((ROOT / "playbooks/library").glob("*.yml"))

everywhere = pytest.mark.parametrize(
    "drawn", [styles, stages, long, examples], ids=["styles", "stages", "long", "example"]
)
CHOICES: tuple[Choice, ...] = ("ours", "theirs")
few = settings(derandomize=True, max_examples=40)


def merged(versions: Versions) -> Merged:
    return merge("playbook", versions.base, versions.ours, versions.theirs)


def told(found: Merged) -> list[tuple[Question, str]]:
    return sorted((conflict.question, conflict.what) for conflict in found.conflicts)


def walked(base: str, ours: str, theirs: str) -> str:
    """The merge without the short cut for versions that are equal."""
    was = Side.of("playbook", base)
    walk = Walk(was, Side.of("playbook", ours, was), Side.of("playbook", theirs, was), {})
    text = walk.document().text
    assert not walk.conflicts
    return text


# One side alone


@everywhere
@settings(derandomize=True, max_examples=25)
@given(data=st.data())
def test_what_one_side_alone_changed_is_the_result_byte_for_byte(
    drawn: st.SearchStrategy[Versions], data: st.DataObject
) -> None:
    versions = data.draw(drawn)
    base, changed = versions.base, versions.ours
    done = Merged(changed, load(changed).value, ())
    assert merge("playbook", base, base, changed) == done
    assert merge("playbook", base, changed, base) == done
    assert merge("playbook", base, changed, changed) == done


@everywhere
@settings(derandomize=True, max_examples=25)
@given(data=st.data())
def test_and_so_it_is_on_the_long_way(drawn: st.SearchStrategy[Versions], data: st.DataObject) -> None:
    """But for the blanks before comments that stand too far to the left, where their step goes to another stage."""
    versions = data.draw(drawn)
    base, changed = ("".join(f"{line}\n" for line in text.splitlines()) for text in (versions.base, versions.ours))
    for ours, theirs in (base, changed), (changed, base), (changed, changed):
        assert _comments_at_the_edge(walked(base, ours, theirs)) == _comments_at_the_edge(changed)


def _comments_at_the_edge(text: str) -> list[str]:
    """The lines of `text`, those with nothing but a comment without the blanks before it."""
    return [line.lstrip() if line.lstrip().startswith("#") else line for line in text.split("\n")]


@few
@given(styled())
def test_units_concatenate_to_the_file(text: str) -> None:
    assert "".join(piece.text for piece in partition("playbook", text)) == text


# Both sides


@few
@given(styled(), seeds)
def test_edits_of_different_units_never_conflict(text: str, rng: Random) -> None:
    leaves = [unit for unit in parts(text) if not unit.children and not names_an_item(unit)]
    assume(len(leaves) > 1)
    one, other = rng.sample(leaves, 2)
    ours, theirs = _set(text, one, "ours"), _set(text, other, "theirs")
    found = merge("playbook", text, ours, theirs)
    assert found.conflicts == ()
    assert same(load(found.text).value, load(_set(ours, other, "theirs")).value)


def _set(text: str, unit: Unit, who: str) -> str:
    try:
        return set_value("playbook", text, unit.path, f"by {who}")
    except EditError:
        assume(False)
        raise


@everywhere
@settings(derandomize=True, max_examples=25)
@given(data=st.data())
def test_every_line_comes_from_one_of_the_three(drawn: st.SearchStrategy[Versions], data: st.DataObject) -> None:
    """Of a line, what stands before the comment and the comment may come from two; how far it is indented is free."""
    versions = data.draw(drawn)
    known = [part for text in all_of(versions) for line in text.splitlines() for part in _parts(line)]
    words, comments = {code for code, _ in known}, {comment for _, comment in known}
    for line in merged(versions).text.splitlines():
        assert any(code in words and comment in comments for code, comment in _parts(line)), line


def all_of(versions: Versions) -> tuple[str, str, str]:
    return versions.base, versions.ours, versions.theirs


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """The ways to see a line as code and comment; the brackets of an emptied list are no words of their own."""
    line = re.sub(r"^[ -]*(?<= )-? *|^- +", "", line.strip())
    line = re.sub(r": (\[\]|\{\})", ":", line)
    yield line, ""
    for mark in re.finditer(r"[\s:]#", line):
        yield line[: mark.start() + 1].rstrip(), line[mark.end() :]


@everywhere
@settings(derandomize=True, max_examples=50)
@given(data=st.data())
def test_a_clean_merge_means_what_both_sides_mean(drawn: st.SearchStrategy[Versions], data: st.DataObject) -> None:
    versions = data.draw(drawn)
    found = merged(versions)
    try:
        wanted = merged_values(versions)
    except Clash:
        assert found.conflicts, "both sides changed one value"
    else:
        assert found.conflicts or agree(wanted, meant(found.text, versions.base))


@everywhere
@settings(derandomize=True, max_examples=25)
@given(data=st.data())
def test_a_clean_merge_loses_no_new_comment(drawn: st.SearchStrategy[Versions], data: st.DataObject) -> None:
    versions = data.draw(drawn)
    found = merged(versions)
    new = {*re.findall(r"# ours\d+\b", versions.ours), *re.findall(r"# theirs\d+\b", versions.theirs)}
    assert found.conflicts or all(comment in found.text for comment in new)


@everywhere
@settings(derandomize=True, max_examples=25)
@given(data=st.data())
def test_it_is_clean_for_both_or_for_none(drawn: st.SearchStrategy[Versions], data: st.DataObject) -> None:
    versions = data.draw(drawn)
    other = merge("playbook", versions.base, versions.theirs, versions.ours)
    assert bool(merged(versions).conflicts) == bool(other.conflicts)


@pytest.mark.parametrize("drawn", [stages, long, examples], ids=["stages", "long", "example"])
@settings(derandomize=True, max_examples=25)
@given(data=st.data())
def test_merging_the_result_again_changes_nothing(drawn: st.SearchStrategy[Versions], data: st.DataObject) -> None:
    versions = data.draw(drawn)
    found = merged(versions)
    again = merge("playbook", versions.base, found.text, versions.theirs)
    assert again.text == found.text
    assert told(again) == told(found)


@few
@given(styles)
def test_merging_the_result_again_means_the_same_in_any_style(versions: Versions) -> None:
    """Where a neighbour went, a comment between two units may pass to the other one, but values stay."""
    found = merged(versions)
    again = merge("playbook", versions.base, found.text, versions.theirs)
    assert same(load(again.text).value, load(found.text).value)


@everywhere
@pytest.mark.parametrize("choice", CHOICES)
@settings(derandomize=True, max_examples=20)
@given(data=st.data())
def test_when_all_is_answered_nothing_is_left(
    choice: Choice, drawn: st.SearchStrategy[Versions], data: st.DataObject
) -> None:
    versions = data.draw(drawn)
    found = merged(versions)
    answers = {conflict.question: choice for conflict in found.conflicts}
    done = merge("playbook", versions.base, versions.ours, versions.theirs, answers)
    assert done.conflicts == ()
    for conflict in found.conflicts:
        chosen = conflict.ours if choice == "ours" else conflict.theirs
        if conflict.what in ("changed", "added") and chosen is not None:
            assert _words(chosen) in _words(done.text), conflict
    if choice == "ours":
        assert _words(done.text) == _words(found.text)


@few
@given(stages, seeds)
def test_whatever_is_answered_no_step_is_lost_or_there_twice(versions: Versions, rng: Random) -> None:
    base, ours, theirs = (re.findall(r"^      - id: (.*)", text, re.MULTILINE) for text in all_of(versions))
    answers = {conflict.question: rng.choice(CHOICES) for conflict in merged(versions).conflicts}
    done = merge("playbook", versions.base, versions.ours, versions.theirs, answers)
    left = re.findall(r"^      - id: (.*)", done.text, re.MULTILINE)
    assert done.conflicts == ()
    assert len(set(left)) == len(left)
    assert {*base} & {*ours} & {*theirs} <= {*left}


def _words(text: str) -> str:
    return "\n".join(line.strip().removeprefix("- ") for line in text.splitlines())


@few
@given(styles)
def test_line_breaks_are_those_of_ours(versions: Versions) -> None:
    base, ours, theirs = ("".join(f"{line}\n" for line in text.splitlines()) for text in all_of(versions))
    expected = merge("playbook", base, ours, theirs)
    found = merge("playbook", base, ours.replace("\n", "\r\n"), theirs)
    assert found.text == expected.text.replace("\n", "\r\n")
    assert told(found) == told(expected)
    assert usual_break(found.text) == "\r\n"


# Real documents


@pytest.mark.slow
@pytest.mark.parametrize("number", range(2))
@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.stem)
def test_real_playbooks(file: Path, number: int) -> None:
    versions = of_file(file, Random(number), 4)
    found = merged(versions)
    try:
        wanted = merged_values(versions)
    except Clash:
        assert found.conflicts
    else:
        assert found.conflicts or agree(wanted, meant(found.text, versions.base))
    again = merge("playbook", versions.base, found.text, versions.theirs)
    assert (again.text, told(again)) == (found.text, told(found))
