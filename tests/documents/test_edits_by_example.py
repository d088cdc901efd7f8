"""Edits of texts by example: what a file looks like afterwards."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from mopsdocs.documents.edits import EditError, EditWentWrong, Written, insert, move, remove, replace, set_value
from mopsdocs.documents.loader import load
from mopsdocs.documents.opened import checked, comments, open_text
from mopsdocs.documents.units import units

ROOT = Path(__file__).parents[2]
PLAYBOOK = (ROOT / "tests/example/playbooks/library/webinar.yml").read_text(encoding="utf-8")
STEP = ("stages", "planning", "steps", "write-brief")


def changed(before: str, after: str) -> str:
    """The lines that differ, as a diff without its surroundings."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return "\n".join(line for line in lines if line[0] in "+-")


# Examples of values


def test_a_scalar_keeps_its_quotes_its_comment_and_its_spacing() -> None:
    text = "kind: playbook\ntitle:   'Old'   # a title\nsummary: \"x\"\nowner: old # role\r\n"
    text = set_value("playbook", text, ("title",), "It's new")
    text = set_value("playbook", text, ("summary",), "tab\t")
    text = set_value("playbook", text, ("owner",), "NO")
    assert text == "kind: playbook\ntitle:   'It''s new'   # a title\nsummary: \"tab\\t\"\nowner: \"NO\" # role\r\n"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("title: x", None, "title: null"),
        ("title:", "x", "title: x"),
        ("title:   # none yet", "x", "title: x   # none yet"),
        ("title: x # c", ["a", "b"], "title: # c\n  - a\n  - b"),
        ("title: x # c", "a\n\n b\n", "title: | # c\n  a\n\n   b"),
        ("title:\n  x # c", ["a"], "title: # c\n  - a"),
        ("title: # c\n  x # d", ["a"], "title: # c\n  # d\n  - a"),
        ("title: # c\n  x", "z", "title: # c\n  z"),
        ("title: |\n    a\n    b\n", "a\nc\n", "title: |\n    a\n    c\n"),
        ("title: >- # c\n  a\n  b\n\n", "one", "title: one # c\n\n"),
        ("title: x\n    # deeper", "a\nb", 'title: "a\\nb"\n    # deeper'),
        ("title: [a]  # c", ["a", "b, c"], 'title: [a, "b, c"]  # c'),
        ("title: []", ["a"], "title: [a]"),
        ("title: []", [{"a": 1}], "title:\n  - a: 1"),
        ("title: [a, b]", ["x" * 70, "y" * 70], f"title:\n  - {'x' * 70}\n  - {'y' * 70}"),
        ("title:\n- a  # c\n# d\n- b\n- c", ["a", "b", "x", "c"], "title:\n- a  # c\n# d\n- b\n- x\n- c"),
        ("title:\n- a  # c\n- b", ["b"], "title:\n- b"),
        ("title: # c\n  - a\n  # d\n  - b # e", "x", "title: x # c"),
        ("title:\n  - a\n  - b", [], "title: []"),
        ("title: # c\n  a: 1 # one\n  b: 2", {"a": 1, "c": 3}, "title: # c\n  a: 1 # one\n  c: 3"),
        ('"title" : {a: 1}', {"a": 1, "b": "x"}, '"title" : {a: 1, b: x}'),
    ],
)
def test_values(before: str, value: Any, after: str) -> None:
    text = f"# header\n---\nkind: playbook\n{before}\nsummary: y\n"
    assert set_value("playbook", text, ("title",), value) == f"# header\n---\nkind: playbook\n{after}\nsummary: y\n"


def test_ready_text_comes_as_it_is_written() -> None:
    text = "kind: playbook\nbrief:\n  offer: old  # why\n"
    path = ("brief", "offer")
    assert set_value("playbook", text, path, Written("'as is'")) == text.replace("old", "'as is'")
    assert set_value("playbook", text, path, Written("[a,  b]")) == text.replace("old", "[a,  b]")
    assert set_value("playbook", text, path, Written("|\n one\n two\n")).endswith("offer: |  # why\n   one\n   two\n")
    assert set_value("playbook", text, path, Written("# c\n- a\n")).endswith("offer:  # why\n    # c\n    - a\n")
    assert set_value("playbook", text, ("tags",), Written("[a,  b]")).startswith("kind: playbook\ntags: [a,  b]\n")


def test_a_missing_key_goes_where_the_schema_has_it() -> None:
    assert (
        changed(PLAYBOOK, set_value("playbook", PLAYBOOK, (*STEP, "severity"), "blocker"))
        == "+         severity: blocker"
    )
    result = set_value("playbook", PLAYBOOK, (*STEP, "severity"), "blocker")
    assert "        kind: task\n        severity: blocker\n        responsible:" in result
    result = set_value("playbook", PLAYBOOK, ("deprecation", "reason"), "Replaced by webcasts")
    assert "we run a webinar?\ndeprecation:\n  reason: Replaced by webcasts\ntype: webinar\n" in result
    result = set_value("playbook", PLAYBOOK, ("x_cost_centre",), 4711)
    assert result == PLAYBOOK + "x_cost_centre: 4711\n"
    result = set_value("campaign", "kind: campaign\nprogress:\n", ("progress", "write-brief", "by"), "ops")
    assert result == "kind: campaign\nprogress:\n  write-brief:\n    by: ops\n"
    result = set_value("campaign", "kind: campaign\nprogress: {}  # none\n", ("progress", "a"), {"by": "ops"})
    assert result == "kind: campaign\nprogress:  # none\n  a:\n    by: ops\n"


def test_a_first_key_stays_beside_its_dash() -> None:
    text = (
        "kind: playbook\nstages:\n  - title: A\n    # of the id\n    id: a\n  -   id: b\n      x_a: 1\n      x_b: 2\n"
    )
    assert "  - title: A\n    goal: G\n" in set_value("playbook", text, ("stages", "a", "goal"), "G")
    assert "stages:\n  -\n    # of the id\n    id: a\n" in remove("playbook", text, ("stages", "a", "title"))
    text = set_value("playbook", text, ("stages", "b", "id"), "c")
    assert "  -   id: c\n" in text
    text = move("playbook", text, ("stages", "a", "title"), ("stages", "a"), after="id")
    assert "stages:\n  -\n    # of the id\n    id: a\n    title: A\n" in text
    text = remove("playbook", "kind: playbook\nstages:\n  -   goal: x\n      id: a\n", ("stages", "a", "goal"))
    assert text == "kind: playbook\nstages:\n  -   id: a\n"


def test_a_value_between_brackets() -> None:
    path = (*STEP, "checklist", "goal-named")
    result = set_value("playbook", PLAYBOOK, (*path, "text"), "a, b")
    assert changed(PLAYBOOK, result).endswith('+           - {id: goal-named, text: "a, b"}')
    result = set_value("playbook", PLAYBOOK, (*path, "x_note"), True)
    assert "names one metric and a target, x_note: true}\n" in result
    result = remove("playbook", PLAYBOOK, (*path, "text"))
    assert "          - {id: goal-named}\n" in result
    with pytest.raises(EditError, match="without a comment beside it"):
        remove("playbook", "kind: playbook\nbrief: {offer: a, # why\n  message: b}\n", ("brief", "message"))


# Examples of items


def test_an_item_from_another_file_is_fitted_in() -> None:
    lines = "# agreed with sales\r\n-   id: call\r\n    title: |\r\n      Call\r\n\r\n      them\r\n"
    result = insert("playbook", PLAYBOOK, STEP[:-1], lines)
    assert changed(PLAYBOOK, result).splitlines() == [
        "+       # agreed with sales",
        "+       -   id: call",
        "+           title: |",
        "+             Call",
        "+ ",
        "+             them",
    ]
    crlf = PLAYBOOK.replace("\n", "\r\n")
    assert insert("playbook", crlf, STEP[:-1], lines) == result.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: X", "title: X\nkpis:\n  - metric: a"),
        ("kpis: []  # none", "kpis:  # none\n  - metric: a"),
        ("kpis:  # none", "kpis:  # none\n  - metric: a"),
        ("kpis: [{metric: b}]", "kpis: [{metric: b}, {metric: a}]"),
        (
            "kpis:\n- metric: b\n  # of b\n# of the summary",
            "kpis:\n- metric: b\n  # of b\n- metric: a\n# of the summary",
        ),
    ],
)
def test_the_list_may_have_any_form(before: str, after: str) -> None:
    text = f"kind: playbook\n{before}\nsummary: X\n"
    result = insert("playbook", text, ("kpis",), {"metric": "a"})
    if "title" not in before:
        assert result == f"kind: playbook\n{after}\nsummary: X\n"
    assert load(result).value["kpis"][-1] == {"metric": "a"}
    last = remove("playbook", result, ("kpis", "a"))
    assert last == text or load(last).value["kpis"] == []


def test_a_list_without_identities_grows_at_its_end() -> None:
    text = "kind: campaign\napprovals:\n  - gate: go  # first\n    by: a\nresults: []\n"
    result = insert("campaign", text, ("approvals",), {"gate": "go", "by": "b"})
    assert result == text.replace("results", "  - gate: go\n    by: b\nresults")
    with pytest.raises(EditError, match="approvals has no x"):
        insert("campaign", text, ("approvals",), {"gate": "go"}, after="x")


def test_the_last_item_leaves_an_empty_list() -> None:
    text = "kind: playbook\n# of the metrics\nkpis:  # how we measure\n\n  # of a\n  - metric: a\n  # - metric: b\n"
    result = remove("playbook", text, ("kpis", "a"))
    assert result == "kind: playbook\n# of the metrics\nkpis: []  # how we measure\n  # - metric: b\n"
    assert (
        remove("playbook", "kind: playbook\nbrief:\n  offer: x\n", ("brief", "offer")) == "kind: playbook\nbrief: {}\n"
    )


def test_a_section_comment_goes_with_its_item() -> None:
    block = PLAYBOOK[PLAYBOOK.index("\n  # ---- who") : PLAYBOOK.index("  - id: qa\n")]
    assert remove("playbook", PLAYBOOK, ("stages", "segmentation")) == PLAYBOOK.replace(block, "")
    result = move("playbook", PLAYBOOK, ("stages", "segmentation"), ("stages",))
    assert result == PLAYBOOK.replace(block, "") + block
    assert move("playbook", result, ("stages", "segmentation"), ("stages",), before="qa") == PLAYBOOK


def test_a_step_moves_to_a_list_at_another_depth() -> None:
    text = dedent("""\
        kind: playbook
        stages:
        - id: a
          steps:
          # of one
          - id: one
            description: |
              text

                # deeper
            tools: [x,
            y]
        - id: b
          steps:
              - id: two
        """)
    result = move("playbook", text, ("stages", "a", "steps", "one"), ("stages", "b", "steps"), before="two")
    assert result == dedent("""\
        kind: playbook
        stages:
        - id: a
          steps: []
        - id: b
          steps:
              # of one
              - id: one
                description: |
                  text

                    # deeper
                tools: [x,
                y]
              - id: two
        """)


def test_a_comment_never_passes_to_the_neighbour() -> None:
    text = "kind: playbook\nkpis:\n  - metric: a\n  # a is on hold\n\n  - metric: b\n  - metric: c\n"
    for result in (
        remove("playbook", text, ("kpis", "b")),
        insert("playbook", text, ("kpis",), {"metric": "x"}, after="a"),
        move("playbook", text, ("kpis", "a"), ("kpis",), after="b"),
    ):
        owner = comments(units("playbook", result), result, None)
        assert owner == {("kpis", "a"): ["# a is on hold"]}


# Examples of ends of files


def test_a_file_without_a_line_break_at_its_end_stays_so() -> None:
    text = "kind: playbook\r\ntags: [a]"
    result = set_value("playbook", text, ("x_new",), "b")
    assert result == "kind: playbook\r\ntags: [a]\r\nx_new: b"
    assert remove("playbook", result, ("x_new",)) == text
    assert set_value("playbook", text, ("tags",), ["b"]) == "kind: playbook\r\ntags: [b]"
    assert set_value("playbook", text, ("tags",), "a\nb") == "kind: playbook\r\ntags: |-\r\n  a\r\n  b"


def test_block_text_at_the_end_means_the_same_when_something_follows() -> None:
    text = "kind: playbook\nsummary: |\n  text"
    result = set_value("playbook", text, ("x_new",), 1)
    assert result == "kind: playbook\nsummary: |-\n  text\nx_new: 1"
    text = "kind: playbook\nsummary: |\n  text\nx_new: 1"
    assert remove("playbook", text, ("x_new",)) == "kind: playbook\nsummary: |\n  text\n"


def test_block_text_at_the_end_of_the_new_lines_means_the_same() -> None:
    text = "kind: playbook\nstages:\n  - id: a\ntitle: X\n"
    result = insert("playbook", text, ("stages",), "- id: b\n  goal: |\n    text")
    assert result == "kind: playbook\nstages:\n  - id: a\n  - id: b\n    goal: |-\n      text\ntitle: X\n"


# Examples of what cannot be done


BRACKETS = "kind: playbook\nkpis: [{metric: a}]\nbrief: {offer: x}\nstages:\n  - id: a\n  - id: b\n? owner\n: x\n"


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda: set_value("playbook", "kind: [", ("a",), 1), "the file cannot be edited"),
        (lambda: set_value("playbook", "", ("a",), 1), "the file is empty"),
        (lambda: set_value("playbook", BRACKETS, (), "x"), "only be set to another mapping"),
        (lambda: set_value("playbook", BRACKETS, ("kind", "x"), 1), "kind is a value of its own"),
        (lambda: set_value("playbook", BRACKETS, ("stages", "c", "title"), 1), "stages has no item c"),
        (lambda: set_value("playbook", "kind: playbook\n", ("stages", "c", "title"), 1), "stages has no item c"),
        (lambda: set_value("playbook", BRACKETS, ("stages", "a", "id"), "b"), "two with the same"),
        (lambda: set_value("playbook", BRACKETS, ("stages", "a"), "b"), "must stay a mapping"),
        (lambda: set_value("playbook", BRACKETS, ("owner",), "b"), "written with \\? before its key"),
        (lambda: set_value("playbook", BRACKETS, ("title",), "\ud800"), "half a character"),
        (lambda: set_value("playbook", BRACKETS, ("title",), float("inf")), "number inf cannot"),
        (lambda: set_value("playbook", BRACKETS, ("title",), 10**20), "cannot be written"),
        (lambda: set_value("playbook", BRACKETS, ("title",), Written("a: b: c")), "the new text cannot be read"),
        (lambda: set_value("playbook", BRACKETS, ("title",), Written("---\na: b\n")), "document markers"),
        (lambda: insert("playbook", BRACKETS, ("stages",), {"id": "a"}), "stages has a already"),
        (lambda: insert("playbook", BRACKETS, ("stages",), {"title": "a"}), "has no id"),
        (lambda: insert("playbook", BRACKETS, ("stages",), {"id": "x"}, after="y"), "stages has no y"),
        (lambda: insert("playbook", BRACKETS, ("stages",), {"id": "x"}, after="a", before="b"), "both"),
        (lambda: insert("playbook", BRACKETS, ("stages",), "- id: x\n- id: y\n"), "not the lines of one item"),
        (lambda: insert("playbook", BRACKETS, ("stages",), "goal: x\n"), "cannot hold the new key"),
        (lambda: insert("playbook", BRACKETS, ("kind",), {"id": "x"}), "cannot hold the new item"),
        (lambda: insert("playbook", BRACKETS, ("tags",), {"id": "x"}, after="y"), "tags has no y"),
        (lambda: remove("playbook", BRACKETS, ("title",)), "has no title"),
        (lambda: remove("playbook", BRACKETS, ()), "the whole document"),
        (lambda: remove("playbook", BRACKETS, ("stages", "a", "id")), "has nothing else in it"),
        (lambda: move("playbook", BRACKETS, ("kpis", "a"), ("stages",)), "stands between brackets"),
        (lambda: move("playbook", BRACKETS, ("stages", "a"), ("stages",), after="a"), "beside itself"),
        (lambda: move("playbook", BRACKETS, ("stages", "a"), ("stages", "a")), "beside itself"),
        (lambda: replace("playbook", BRACKETS, ("stages", "a"), "id: x\n"), "not the same kind"),
        (lambda: replace("playbook", BRACKETS, ("brief",), "kind: x\n"), "has kind already"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(edit: Callable[[], str], message: str) -> None:
    with pytest.raises(EditError, match=message) as caught:
        edit()
    assert caught.value.hint


def test_a_result_that_means_something_else_is_never_returned() -> None:
    doc = open_text("playbook", "kind: playbook\n")
    doc.value["title"] = "X"
    assert checked(doc, ["kind: [", "kind: playbook\n", "title: X\nkind: playbook\n"], ("title",)).startswith("title")
    with pytest.raises(EditWentWrong, match="editing title would damage the document"):
        checked(doc, ["kind: playbook\n", "kind: ["], ("title",))
    with pytest.raises(EditError, match="nested more than 32 deep"):
        set_value("playbook", "kind: playbook\nx_a: [[[[]]]]\n", ("x_b",), deep(32))


def deep(levels: int) -> Any:
    return [deep(levels - 1)] if levels else "x"


def test_empty_values_are_not_overwritten_by_what_they_cannot_hold() -> None:
    for value in ('""', "0", "false", "{}"):
        with pytest.raises(EditError, match="tags cannot hold the new item"):
            insert("playbook", f"kind: playbook\ntags: {value}\n", ("tags",), {"id": "x"})
    assert insert("playbook", "kind: playbook\nbrief: {}\n", ("brief",), "offer: x").endswith("brief:\n  offer: x\n")


def test_an_edit_leaves_the_data_it_was_given_alone() -> None:
    value = {"k": ["a"]}
    given_before = copy.deepcopy(value)
    text = set_value("playbook", "kind: playbook\n", ("x_a",), value)
    remove("playbook", text, ("x_a", "k"))
    assert value == given_before
