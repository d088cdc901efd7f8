"""`mopsdocs rules`: the list, a rule's page in a pipe and on a terminal, JSON, levels of the workspace around."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import mopsdocs.reporters
from mopsdocs.checks.facts.catalogue import rule_pages
from mopsdocs.checks.inspection import ALL_RULES
from mopsdocs.checks.manual import Manual
from mopsdocs.checks.rule import Category
from mopsdocs.checks.rules import MODULES
from mopsdocs.reporters.manual import manual_text
from mopsdocs.reporters.style import Style
from tests.cli.conftest import Caller
from tests.cli.programs import environment

SCHEMA = json.loads((Path(next(iter(mopsdocs.reporters.__path__))) / "schemas/rules.json").read_text("utf-8"))
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
MARKUP = str.maketrans("", "", "`*")
CHANGED = {"placeholder-left": "info", "no-accountable-role": "error", "wrong-folder": "off", "yaml-alias": "off"}


@pytest.fixture
def changed(example: Path) -> Path:
    """A workspace that sets levels, one of them of a rule whose level is fixed."""
    settings = example / "site_config" / "workspace.yml"
    rules = "".join(f"  {id}: {level}\n" for id, level in CHANGED.items())
    settings.write_text(f"kind: workspace\nschema_version: 1\nname: Changed\nrules:\n{rules}", encoding="utf-8")
    return example


def test_all_rules_are_listed(call: Caller, tmp_path: Path) -> None:
    done = call(tmp_path, "rules")
    assert (done.code, done.err) == (0, "")
    listed = re.findall(r"^  ([a-z-]+) +(error|warning|info) +(.+)$", done.out, re.MULTILINE)
    assert listed == [(page.rule.id, page.rule.severity.value, page.rule.title) for page in rule_pages()]
    assert max(map(len, done.out.splitlines())) <= 100
    assert done.out.endswith("\n\nmopsdocs rules ID explains a rule.\n")


def test_titles_stand_in_one_column(call: Caller, changed: Path) -> None:
    lines = call(changed, "rules").out.splitlines()
    titles = {page.rule.id: page.rule.title for page in rule_pages()}
    columns = {line.index(titles[id]) for line in lines if line.startswith("  ") and (id := line.split()[0]) in titles}
    assert len(columns) == 1
    assert max(map(len, lines)) <= 110


def test_levels_of_the_workspace_around(call: Caller, changed: Path) -> None:
    text = call(changed / "playbooks", "rules").out
    arrows = re.findall(r"^  ([a-z-]+) +(\w+) → (\w+) ", text, re.MULTILINE)
    expected = {id: level for id, level in CHANGED.items() if not ALL_RULES[id].fixed_level}
    assert {id: here for id, _, here in arrows} == expected
    assert all(ALL_RULES[id].severity == usual for id, usual, _ in arrows)
    assert "An arrow leads to the level that site_config/workspace.yml sets here." in text


def test_a_level_that_repeats_the_usual_one_is_no_change(call: Caller, example: Path) -> None:
    assert "review-overdue: warning" in (example / "site_config/workspace.yml").read_text(encoding="utf-8")
    assert "→" not in call(example, "rules").out


def test_broken_settings_leave_the_usual_levels(call: Caller, changed: Path) -> None:
    (changed / "site_config" / "workspace.yml").write_text("kind: workspace\nrules: [\n", encoding="utf-8")
    done = call(changed, "rules")
    assert (done.code, "→" in done.out) == (0, False)


def test_a_named_folder_must_be_a_workspace(call: Caller, tmp_path: Path) -> None:
    assert call(tmp_path, "--workspace", str(tmp_path), "rules").code == 2


@pytest.mark.parametrize("category", Category)
def test_one_category(category: Category, call: Caller, tmp_path: Path) -> None:
    done = call(tmp_path, "rules", "--category", category.value)
    assert done.code == 0
    wanted = [rule.id for rule in ALL_RULES.values() if rule.category is category]
    assert sorted(re.findall(r"^  ([a-z-]+) ", done.out, re.MULTILINE)) == sorted(wanted)


def test_mistakes_are_said_plainly(call: Caller, tmp_path: Path) -> None:
    unknown = call(tmp_path, "rules", "wrong-foldr")
    assert unknown.code == 2
    assert unknown.err == 'error: There is no rule "wrong-foldr".\nhint: Did you mean wrong-folder?\n'
    assert call(tmp_path, "rules", "wrong-folder", "--category", "content").code == 2


@pytest.mark.parametrize("id", ALL_RULES)
def test_a_rule_in_a_pipe_is_its_manual(id: str, call: Caller, tmp_path: Path) -> None:
    text = call(tmp_path, "rules", id).out
    (manual,) = [page.manual for page in rule_pages() if page.rule.id == id]
    rule = ALL_RULES[id]
    assert text == f"# {id}\n\nLevel: {rule.severity}. Category: {rule.category}.\n\n{manual}"
    assert "## How to mend it" in text


def test_a_rule_says_which_level_it_has_here(call: Caller, changed: Path) -> None:
    assert "Level: error (off in this workspace). Category: " in call(changed, "rules", "wrong-folder").out
    assert "Level: error. Category: " in call(changed, "rules", "yaml-alias").out


@pytest.mark.parametrize("id", ALL_RULES)
@pytest.mark.parametrize("columns", [60, 200])
def test_a_rule_on_a_terminal_has_every_word(
    id: str, columns: int, call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = COLOUR.sub("", call(tmp_path, "--color", "always", "rules", id).out)
    (manual,) = [page.manual for page in rule_pages() if page.rule.id == id]
    assert not re.search("^(## |```)", text, re.MULTILINE)
    prose, code = _parts(manual)
    for line in code:
        assert f"    {line}".rstrip() in text.splitlines()
    unlinked = re.sub(r"(`[^`]*`)|\[([^]]+)\]\([^)]+\)", r"\1\2", re.sub("`` | ``", "", prose))
    words = re.sub(r"^## |^\|[-|]+\|$|\|", " ", unlinked, flags=re.MULTILINE).translate(MARKUP).split()
    shown = iter(text.translate(MARKUP).split())
    assert all(word in shown for word in words), "every word, in order"
    wrapped = [line for line in text.splitlines() if not line.startswith("    ") and not line.startswith(id)]
    assert max(map(len, wrapped)) <= min(columns, 90)


def _parts(manual: str) -> tuple[str, list[str]]:
    """The prose of a manual, and the lines of its code."""
    prose: list[str] = []
    code: list[str] = []
    fenced = False
    for line in manual.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        else:
            (code if fenced else prose).append(line)
    return "\n".join(prose), code


@pytest.mark.parametrize("quiet", [False, True], ids=["colours", "no-colours"])
def test_a_real_terminal_gets_the_page_laid_out(quiet: bool, tmp_path: Path) -> None:
    text = _on_a_terminal(tmp_path, "rules", "wrong-folder", **({"NO_COLOR": "1"} if quiet else {}))
    assert bool(COLOUR.search(text)) is not quiet
    assert "\n\nWhat it finds\n\n" in COLOUR.sub("", text).replace("\r\n", "\n")
    assert "    kind: playbook" in text


def _on_a_terminal(folder: Path, *arguments: str, **changes: str) -> str:
    """What the program writes to a terminal of its own."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "mopsdocs", *arguments]
    with subprocess.Popen(command, cwd=folder, env=environment(TERM="xterm", **changes), stdout=slave):
        os.close(slave)
        seen = b""
        while True:
            try:
                part = os.read(master, 4096)
            except OSError:
                break
            if not part:
                break
            seen += part
    os.close(master)
    return seen.decode("utf-8")


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_json_meets_its_schema(call: Caller, changed: Path) -> None:
    text = call(changed, "rules", "--format", "json").out
    assert text.isascii()
    document = json.loads(text)
    jsonschema.validate(document, SCHEMA)
    found = {rule["id"]: rule for rule in document["rules"]}
    assert set(found) == set(ALL_RULES)
    for id, rule in ALL_RULES.items():
        expected = rule.severity.value if rule.fixed_level else CHANGED.get(id, rule.severity.value)
        assert found[id]["level"] == expected
        described = (rule.title, rule.category.value, rule.severity.value, rule.scope.value, rule.fixed_level)
        keys = ("title", "category", "severity", "scope", "fixed_level")
        assert tuple(found[id][key] for key in keys) == described


def test_one_rule_as_json(call: Caller, tmp_path: Path) -> None:
    (one,) = json.loads(call(tmp_path, "rules", "wrong-folder", "--format", "json").out)["rules"]
    assert one["manual"].startswith((MODULES["wrong-folder"].__doc__ or "").partition("\n")[0])
    assert [section["title"] for section in one["sections"]] == [
        "What it finds",
        "Why it matters",
        "How to mend it",
        "Passes",
        "Fails",
    ]
    assert one["level"] == one["severity"]


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("one two three four", "one two\nthree four\n"),
        ("a `b c d` e f", "a `b c d` e\nf\n"),
        ("a `b c d e f g h`", "a\n`b c d e f g h`\n"),
        ("- one two three\n- four\n  five", "- one two\n  three\n- four five\n"),
        ("1. one two\n2. three", "1. one two\n2. three\n"),
        ("text:\n- item", "text:\n\n- item\n"),
        ("see [other](other.md)", "see other\n"),
        ("see `[a](b)`", "see `[a](b)`\n"),
        ("**bold** and\n**two words**", "bold and\ntwo words\n"),
        ("```yaml\n## no heading\n\na: 1\n```", "    ## no heading\n\n    a: 1\n"),
        (
            "| A | B |\n|---|---|\n| `long one` | x |\n| y | z |",
            "    A           B\n    `long one`  x\n    y           z\n",
        ),
        ("lead\n\n## Title\n\ntext", "lead\n\nTitle\n\ntext\n"),
        ("", "\n"),
    ],
)
def test_markdown_for_a_terminal(markdown: str, shown: str) -> None:
    assert manual_text(markdown, 12, Style()) == shown


def test_colours_take_no_room_in_a_table() -> None:
    table = "| A | B |\n|---|---|\n| `code` | x |\n| longer | y |"
    assert COLOUR.sub("", manual_text(table, 80, Style(True))) == "    A       B\n    code    x\n    longer  y\n"


def test_the_parts_of_a_manual() -> None:
    manual = Manual.of("Lead\nend.\n\n## One\n\ntext\n\n```\n## not a heading\n```\n\n## Two\n")
    assert manual.lead == "Lead\nend."
    assert [(section.title, section.text) for section in manual.sections] == [
        ("One", "text\n\n```\n## not a heading\n```"),
        ("Two", ""),
    ]
