"""Texts taken apart into units: no line is lost, and every comment is where a reader would look for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings

from mopsdocs.documents.loader import load
from mopsdocs.documents.units import Piece, Unit, find, partition, units
from mopsdocs.errors import MopsError
from tests.documents.styled import styled

ROOT = Path(__file__).parents[2]
FILES = sorted(
    file for folder in ("tests/example", "playbooks", "site_config") for file in (ROOT / folder).rglob("*.yml")
)


def everything(unit: Unit) -> Iterator[Unit]:
    yield unit
    for part in unit.children:
        yield from everything(part)


def value_at(value: Any, unit: Unit) -> Any:
    for key in unit.pointer:
        value = value[key]
    return value


def owners(text: str) -> dict[str, str]:
    """Which unit each comment of a playbook belongs to, as `comment: path`."""
    return {
        line.strip().removeprefix("# "): "/".join(piece.path)
        for piece in partition("playbook", dedent(text))
        for line in piece.text.splitlines()
        if line.strip().startswith("#")
    }


def check_partition(kind: str, text: str) -> None:
    pieces = partition(kind, text)
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        assert piece.start == at
        at += len(piece.text)
        assert piece.text
        assert at == len(text) or piece.text.endswith("\n"), "a line is split"


def check_tree(kind: str, text: str) -> None:
    root, value = units(kind, text), load(text).value
    assert (root.start, root.end) == (0, len(text))
    for unit in everything(root):
        assert unit.start <= unit.lead_end <= unit.mark <= unit.value_start <= unit.value_end <= unit.end
        assert find(root, unit.path) is unit
        assert all(not line.strip() or line.strip()[0] == "#" for line in text[unit.start : unit.lead_end].split("\n"))
        if unit.children:
            assert unit.start <= unit.children[0].start
            assert unit.children[-1].end <= unit.end
        for above, below in zip(unit.children, unit.children[1:], strict=False):
            assert above.end == below.start
        if unit.kind != "document" and text.endswith("\n"):
            own = value_at(value, unit)
            assert load(unit.lines(text)).value == ({unit.path[-1]: own} if unit.kind == "key" else [own])


@settings(max_examples=120, deadline=None)
@given(styled())
def test_every_line_is_in_one_piece_whatever_the_style(text: str) -> None:
    check_partition("playbook", text)


@settings(max_examples=120, deadline=None)
@given(styled())
def test_units_nest_and_their_lines_mean_what_they_mean_in_the_file(text: str) -> None:
    check_tree("playbook", text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_real_files(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    kind = load(text).value["kind"]
    check_tree(kind, text)
    for changed in (text, text.replace("\n", "\r\n"), text.rstrip("\n")):
        check_partition(kind, changed)


def test_the_pieces_of_a_small_playbook() -> None:
    text = dedent("""\
        # Owned by events.
        ---
        kind: playbook
        tags: [a, b]   # labels

        # The way we work.
        stages:
          - id: planning
            steps:

              # ---- first ----
              - id: write
                due: -4bd
              - {id: read, due: 0d}
        ...
        # the end
        """)
    assert [(piece.path, piece.part, piece.text) for piece in partition("playbook", text)] == [
        ((), "head", "# Owned by events.\n---\n"),
        (("kind",), "whole", "kind: playbook\n"),
        (("tags",), "whole", "tags: [a, b]   # labels\n"),
        (("stages",), "head", "\n# The way we work.\nstages:\n"),
        (("stages", "planning", "id"), "whole", "  - id: planning\n"),
        (("stages", "planning", "steps"), "head", "    steps:\n"),
        (("stages", "planning", "steps", "write"), "head", "\n      # ---- first ----\n"),
        (("stages", "planning", "steps", "write", "id"), "whole", "      - id: write\n"),
        (("stages", "planning", "steps", "write", "due"), "whole", "        due: -4bd\n"),
        (("stages", "planning", "steps", "read"), "whole", "      - {id: read, due: 0d}\n"),
        ((), "tail", "...\n# the end\n"),
    ]


def test_a_unit_says_where_it_stands() -> None:
    text = "kind: playbook\nstages:\n  # about it\n  - id: qa\n    title:  'A'  # why\n"
    root = units("playbook", text)
    item, title = find(root, ("stages", "qa")), find(root, ("stages", "qa", "title"))
    assert item is not None
    assert title is not None
    assert (item.kind, item.holds, item.pointer, item.indent) == ("item", "keys", ("stages", 0), 2)
    assert text[item.start : item.lead_end] == "  # about it\n"
    assert text[item.mark : item.end] == "- id: qa\n    title:  'A'  # why\n"
    assert (title.kind, title.holds, title.indent, text[title.value_start : title.value_end]) == (
        "key",
        "nothing",
        4,
        "'A'",
    )
    assert find(root, ("stages", "nope")) is None
    assert find(root, ("stages", "qa", "title", "more")) is None


def test_identities_that_are_nested_or_made_of_two_keys() -> None:
    region = "kind: region\nrequired_steps:\n  - after_stage_type: qa\n    step:\n      id: prove\n"
    fields = "kind: data_dictionary\nfields:\n- api_name: mail\n  object: contact\n"
    assert find(units("region", region), ("required_steps", "prove", "step", "id")) is not None
    paths = [unit.path for unit in everything(units("data_dictionary", fields)) if unit.kind == "item"]
    assert len(paths) == 1
    assert set(paths[0][-1].split(".")) == {"mail", "contact"}


@pytest.mark.parametrize(
    "value",
    [
        "[{id: a}, {id: b}]",
        "\n  - id: a\n  - id: a",
        "\n  - id: a\n  - title: no id",
        "\n  - just text",
        "",
        "[]",
    ],
)
def test_what_is_one_whole(value: str) -> None:
    stages = find(units("playbook", f"kind: playbook\nstages: {value}\ntitle: X\n"), ("stages",))
    assert stages is not None
    assert (stages.holds, stages.children) == ("nothing", ())


@pytest.mark.parametrize(
    "text", ["", "# only a comment\n", "just text\n", "- a\n- b", "{kind: playbook}\n", "--- |\n  x\n"]
)
def test_documents_that_are_one_piece(text: str) -> None:
    assert partition("playbook", text) == ((Piece((), "whole", 0, text),) if text else ())


def test_a_broken_text_is_refused() -> None:
    with pytest.raises(MopsError, match="cannot be taken apart"):
        units("playbook", "kind: [\n")


# Who owns a comment


def test_comments_directly_above_belong_to_what_is_below() -> None:
    assert owners("""\
        kind: playbook
        # of the title
        title: X
        stages:
          # of planning
          - id: planning
            # of its steps
            steps:
              # of write
              - id: write

              # ---- section ----
              - id: read
          # of qa
          - id: qa
        """) == {
        "of the title": "title",
        "of planning": "stages/planning",
        "of its steps": "stages/planning/steps",
        "of write": "stages/planning/steps/write",
        "---- section ----": "stages/planning/steps/read",
        "of qa": "stages/qa",
    }


def test_comments_under_a_unit_and_cut_off_by_a_blank_line_belong_to_it() -> None:
    assert owners("""\
        kind: playbook
        stages:
          # of the list as a whole

          - id: planning
          # on hold until March

          # of qa
          - id: qa
        # of the stages

        title: X
        # between two blank lines or none: below
        summary: Y
        """) == {
        "of the list as a whole": "stages",
        "on hold until March": "stages/planning",
        "of qa": "stages/qa",
        "of the stages": "stages",
        "between two blank lines or none: below": "summary",
    }


def test_comments_indented_deeper_belong_to_what_is_above() -> None:
    assert owners("""\
        kind: playbook
        stages:
          - id: planning
            title: A
              # of the title
            # of the item
          # of the list, although nothing follows in it
        # of the summary
        summary: X
        tags:
          - a

          # - b
        channels: [mail]
          # of the channels
        # the end
        """) == {
        "of the title": "stages/planning/title",
        "of the item": "stages/planning",
        "of the list, although nothing follows in it": "stages",
        "of the summary": "summary",
        "- b": "tags",
        "of the channels": "channels",
        "the end": "",
    }


def test_lists_that_are_not_indented() -> None:
    assert owners("""\
        kind: playbook
        stages:
        # of planning
        - id: planning
          # of planning, too
        # of qa
        - id: qa
        # of the title
        title: X
        """) == {
        "of planning": "stages/planning",
        "of planning, too": "stages/planning",
        "of qa": "stages/qa",
        "of the title": "title",
    }


def test_what_only_looks_like_a_comment_or_an_end() -> None:
    text = dedent("""\
        kind: playbook
        summary: |+
          # a heading

          text

        title: "two
          # lines"
        brief:
          offer: >-
            folded
            # and kept

          # of the message
          message: plain
            goes on
        kpis:
          -
            # of the metric
            metric: a
          -   # of b
            metric: b
        """)
    assert owners(text)["of the message"] == "brief/message"
    assert owners(text)["of the metric"] == "kpis/a/metric"
    pieces = {piece.path: piece.text for piece in partition("playbook", text)}
    assert pieces["summary",] == "summary: |+\n  # a heading\n\n  text\n\n"
    assert pieces["brief", "offer"] == "  offer: >-\n    folded\n    # and kept\n"
    assert pieces["kpis", "b"] == "  -   # of b\n"


def test_keys_written_with_a_question_mark() -> None:
    text = "? kind\n: playbook\n# of brief\n? brief\n:\n  offer: a\n  ? message\n  : b\n"
    assert [(piece.path, piece.text) for piece in partition("playbook", text)] == [
        (("kind",), "? kind\n: playbook\n"),
        (("brief",), "# of brief\n? brief\n:\n"),
        (("brief", "offer"), "  offer: a\n"),
        (("brief", "message"), "  ? message\n  : b\n"),
    ]


def test_the_effort_grows_with_the_length_only() -> None:
    def steps(count: int) -> str:
        items = "".join(f"      # about {n}\n      - id: s{n}\n        due: 0d\n\n" for n in range(count))
        return f"kind: playbook\nstages:\n  - id: a\n    steps:\n{items}"

    small, large = calls_for(steps(200)), calls_for(steps(800))
    assert large < 4.2 * small


def calls_for(text: str) -> int:
    """How many functions are called to take `text` apart: an effort that no other program disturbs."""
    import cProfile

    profile = cProfile.Profile()
    profile.runcall(partition, "playbook", text)
    return sum(entry.callcount for entry in profile.getstats())
