"""Edits of texts: the result means what was asked for, and nothing else has changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from mopsdocs.documents.edits import EditError, insert, move, remove, replace, set_value
from mopsdocs.documents.identity import identity_of
from mopsdocs.documents.loader import load
from mopsdocs.documents.opened import comment_lines, comments, same
from mopsdocs.documents.schema import field_at
from mopsdocs.documents.units import Path as UnitPath
from mopsdocs.documents.units import Unit, find, units
from tests.documents.styled import WORDS, styled

ROOT = Path(__file__).parents[2]
FILES = sorted(
    file for folder in ("tests/example", "playbooks", "site_config") for file in (ROOT / folder).rglob("*.yml")
)

NEW_VALUES: tuple[Any, ...] = (
    *WORDS,
    "two\nlines\n",
    "no break at the end\n# of this",
    "  indented\nfirst\n",
    "blank lines at the end\n\n",
    "12:30",
    None,
    True,
    3,
    2.5,
    [],
    {},
    ["a", "b: c"],
    {"k": "v", "list": ["x", {"y": "z\nz"}]},
    [{"a": 1}, [2]],
)


def everything(unit: Unit) -> Iterator[Unit]:
    yield unit
    for part in unit.children:
        yield from everything(part)


def parts(text: str) -> list[Unit]:
    return [unit for unit in everything(units("playbook", text)) if unit.path]


def with_change(text: str, change: Callable[[Any], None]) -> Any:
    value = load(text).value
    change(value)
    return value


def at(value: Any, pointer: tuple[str | int, ...]) -> Any:
    for key in pointer:
        value = value[key]
    return value


def all_comments(text: str) -> list[str]:
    return sorted(line for lines in comments(units("playbook", text), text, None).values() for line in lines)


def possible(edit: Callable[[], str]) -> str:
    """What `edit` gives; an edit that cannot be made is no example."""
    try:
        return edit()
    except EditError:
        reject()


def keeps_blank_lines(text: str) -> bool:
    """Whether there is block text that takes the blank lines below it for its own, so that none can stay there."""
    return re.search("[|>][1-9]?[+]", text) is not None


def identity_key(unit: Unit) -> str:
    schema = field_at("playbook", unit.pointer)
    assert schema is not None
    return str(schema["x-identity"])


randoms = st.randoms(use_true_random=True)
some = settings(max_examples=60, deadline=None)


@some
@given(styled(), randoms)
def test_setting_changes_the_value_and_nothing_else(text: str, rng: Any) -> None:
    unit, value = rng.choice(parts(text)), rng.choice(NEW_VALUES)

    def change(document: Any) -> None:
        at(document, unit.pointer[:-1])[unit.pointer[-1]] = value

    result = possible(lambda: set_value("playbook", text, unit.path, value))
    assert same(load(result).value, with_change(text, change))
    assert result.startswith(text[: unit.lead_end])
    if text.endswith("\n") or unit.end < len(text):
        assert result.endswith(text[unit.end :])
        assert len(result) >= unit.lead_end + len(text) - unit.end


@some
@given(styled())
def test_setting_the_value_that_is_there_changes_nothing(text: str) -> None:
    value = load(text).value
    for unit in parts(text):
        assert set_value("playbook", text, unit.path, at(value, unit.pointer)) == text


@some
@given(styled(closed=True), randoms)
def test_a_key_added_and_removed_leaves_no_trace(text: str, rng: Any) -> None:
    unit = rng.choice([unit for unit in everything(units("playbook", text)) if unit.holds == "keys"])
    key, value = rng.choice(["x_new", "owner", "goal", "due", "how_to"]), rng.choice(NEW_VALUES)
    assume(key not in at(load(text).value, unit.pointer) and not keeps_blank_lines(text))

    result = possible(lambda: set_value("playbook", text, (*unit.path, key), value))
    assert same(load(result).value, with_change(text, lambda document: at(document, unit.pointer).update({key: value})))
    assert remove("playbook", result, (*unit.path, key)) == text


@some
@given(styled(closed=True), randoms)
def test_an_item_inserted_and_removed_leaves_no_trace(text: str, rng: Any) -> None:
    lists = [unit for unit in parts(text) if unit.holds == "items"]
    assume(lists and not keeps_blank_lines(text))
    unit = rng.choice(lists)
    key, names = identity_key(unit), [part.path[-1] for part in unit.children]
    neighbour = rng.choice(names)
    place = rng.choice([{}, {"after": neighbour}, {"before": neighbour}])
    item = rng.choice(
        [
            {key: "new", "x_text": "a\nb\n", "x_list": []},
            f"# lead\n- {key}: new\n  x_text: |\n    q\n",
            f"      - {key}: new # why\r\n        x_n: 1",
            f"\n  # one\n\n  # two\n  -   {{{key}: new}}\n",
        ]
    )

    result = possible(lambda: insert("playbook", text, unit.path, item, **place))
    value = load(result).value
    before = names.index(neighbour) + ("after" in place) if place else len(names)
    assert identity_of(at(value, unit.pointer)[before], key) == "new"
    del at(value, unit.pointer)[before]
    assert same(value, load(text).value)
    assert remove("playbook", result, (*unit.path, "new")) == text


@some
@given(styled(), randoms)
def test_removing_takes_no_comment_of_another_unit(text: str, rng: Any) -> None:
    unit = rng.choice(parts(text))

    def change(document: Any) -> None:
        del at(document, unit.pointer[:-1])[unit.pointer[-1]]

    result = possible(lambda: remove("playbook", text, unit.path))
    assert same(load(result).value, with_change(text, change))
    others = comments(units("playbook", text), text, unit.pointer)
    assert all_comments(result) == sorted(line for lines in others.values() for line in lines)


@some
@given(styled(), randoms)
def test_what_moves_takes_its_comments_along(text: str, rng: Any) -> None:
    unit, target, place, back = journey(text, rng)
    home = unit.path[:-1]
    result = possible(lambda: move("playbook", text, unit.path, target.path, **place))
    assert all_comments(result) == all_comments(text)
    again = move("playbook", result, (*target.path, unit.path[-1]), home, **back)
    assert same(load(again).value, load(text).value)
    assert all_comments(again) == all_comments(text)


@some
@given(styled(closed=True, comments=False), randoms)
def test_there_and_back_is_where_it_was(text: str, rng: Any) -> None:
    unit, target, place, back = journey(text, rng)
    blank = any(line and not line.strip() for line in text[unit.start : unit.end].splitlines())
    assume((not blank or unit.indent == target.children[0].indent) and not keeps_blank_lines(text))
    result = possible(lambda: move("playbook", text, unit.path, target.path, **place))
    assert move("playbook", result, (*target.path, unit.path[-1]), unit.path[:-1], **back) == text


def journey(text: str, rng: Any) -> tuple[Unit, Unit, dict[str, str], dict[str, str]]:
    """An item of a list, a list for it to go to, its place there, and the place to come back to."""
    lists = [unit for unit in parts(text) if unit.holds == "items" and len(unit.children) > 1]
    assume(lists)
    origin = rng.choice(lists)
    number = rng.randrange(len(origin.children))
    unit = origin.children[number]
    inside = len(unit.path)
    targets = [one for one in parts(text) if one.holds == "items" and one.path[-1] == origin.path[-1]]
    target = rng.choice([one for one in targets if one.path[:inside] != unit.path])
    neighbours = [part.path[-1] for part in target.children if part.path != unit.path]
    place = rng.choice([{}, {"after": rng.choice(neighbours)}, {"before": rng.choice(neighbours)}])
    beside = origin.children[number - 1 if number else 1].path[-1]
    return unit, target, place, {"after" if number else "before": beside}


@some
@given(styled(closed=True), styled(), randoms)
def test_a_unit_replaced_by_the_lines_of_another_file(text: str, other: str, rng: Any) -> None:
    theirs = {unit.path: unit for unit in parts(other)}
    unit = rng.choice([unit for unit in parts(text) if unit.path in theirs])
    their = theirs[unit.path]
    lines, value = their.lines(other), at(load(other).value, their.pointer)
    assume(load(lines).value in ([value], {unit.path[-1]: value}))

    assert replace("playbook", text, unit.path, unit.lines(text)) == text
    result = possible(lambda: replace("playbook", text, unit.path, lines))
    now = find(units("playbook", result), unit.path)
    assert now is not None
    assert same(at(load(result).value, now.pointer), value)
    assert sorted(comment_lines(result)) == sorted(
        comment_lines(text[: unit.start]) + comment_lines(lines) + comment_lines(text[unit.end :])
    )


@some
@given(styled(), randoms)
def test_values_between_brackets(text: str, rng: Any) -> None:
    document, root = load(text).value, units("playbook", text)
    spots = [spot for spot in named(document) if find(root, spot[0]) is None]
    assume(spots)
    path, pointer = rng.choice(spots)
    value = rng.choice(NEW_VALUES)

    def change(document: Any) -> None:
        at(document, pointer[:-1])[pointer[-1]] = value

    assert set_value("playbook", text, path, at(document, pointer)) == text
    result = possible(lambda: set_value("playbook", text, path, value))
    assert same(load(result).value, with_change(text, change))
    old = at(document, pointer)
    if isinstance(old, dict) and "x_new" not in old:
        result = set_value("playbook", text, (*path, "x_new"), value)
        assert remove("playbook", result, (*path, "x_new")) == text


def named(value: Any, path: UnitPath = (), pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """The paths of all values that have one, with the pointers to them."""
    yield path, pointer
    if isinstance(value, dict):
        for key, item in value.items():
            yield from named(item, (*path, key), (*pointer, key))
    schema = field_at("playbook", pointer)
    if isinstance(value, list) and schema and "x-identity" in schema:
        for number, item in enumerate(value):
            name = identity_of(item, schema["x-identity"])
            yield from named(item, (*path, str(name)), (*pointer, number))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_real_files(file: Path) -> None:
    eol = "\r\n" if FILES.index(file) % 2 else "\n"
    text = file.read_text(encoding="utf-8").replace("\n", eol)
    document = load(text).value
    kind = document["kind"]
    homes = [unit for unit in everything(units(kind, text)) if unit.holds == "keys"]
    for unit in homes[:: 1 + len(homes) // 2]:
        result = set_value(kind, text, (*unit.path, "x_new"), "a: b\nc\n")
        assert result.count("\r\n") == (result.count("\n") if eol == "\r\n" else 0)
        assert remove(kind, result, (*unit.path, "x_new")) == text
    items = [unit for unit in homes if unit.kind == "item"]
    for unit in items[:: 1 + len(items) // 2]:
        result = remove(kind, text, unit.path)
        kept = text[: unit.start] + text[unit.end :]
        assert result == kept or "[]" in result or "{}" in result
