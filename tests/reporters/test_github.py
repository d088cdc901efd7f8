"""Workflow commands, read as the runner of GitHub Actions reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic, Related, Severity
from mopsdocs.reporters.github import SHOWN, github_report
from mopsdocs.reporters.printable import safe
from tests.reporters.hostile import FRAGMENTS, messages, paths, texts
from tests.reporters.reports import PATH, finding, report

COMMANDS = frozenset({
    "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice", "remove-matcher",
    "save-state", "set-env", "set-output", "stop-commands", "warning",
})  # fmt: skip


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    data: str


def commands(output: str) -> list[Command]:
    """Every command that the runner finds in `output`, in either of the two notations that it knows."""
    return [command for line in re.split(r"\r\n|\r|\n", output) for command in (_new(line) or _old(line),) if command]


def _new(line: str) -> Command | None:
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    return _command(line[2:end], ",", line[end + 2 :], (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")))


def _old(line: str) -> Command | None:
    """`##[error]text`, wherever in the line it begins."""
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    return _command(line[start + 3 : end], ";", line[end + 1 :], (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n")))


def _command(info: str, separator: str, data: str, escapes: tuple[tuple[str, str], ...]) -> Command | None:
    name, _, rest = info.partition(" ")
    if name.lower() not in COMMANDS:
        return None
    pairs = [part.split("=", 1) for part in rest.strip().split(separator) if part]
    properties = {pair[0]: _unescaped(pair[1], escapes) for pair in pairs if len(pair) == 2 and pair[1]}
    return Command(name, properties, _unescaped(data, (("%0D", "\r"), ("%0A", "\n"))))


def _unescaped(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    """The percent sign comes last, as in the runner."""
    for escape, character in (*escapes, ("%25", "%")):
        text = text.replace(escape, character)
    return text


def test_findings_become_annotations() -> None:
    found = report(
        finding(7, 22, 26, hint='did you mean "bass"?'),
        finding(6, 32, 34, "50% of it, and more", severity=Severity.WARNING),
        finding(2, 1, 1, "a remark", path="playbooks/a,b:c.yml", severity=Severity.INFO),
        files=32,
        waived=2,
    )
    assert github_report(found, "docs/") == (
        "::error file=docs/playbooks/library/webinar.yml,line=7,endLine=7,col=22,endColumn=26,title=unknown-reference"
        '::accountable: there is no role "boss"%0Ahint: did you mean "bass"?\n'
        "::warning file=docs/playbooks/library/webinar.yml,line=6,endLine=6,col=32,endColumn=34,title=unknown-reference"
        "::50%25 of it, and more\n"
        "::notice file=docs/playbooks/a%2Cb%3Ac.yml,line=2,endLine=2,col=1,endColumn=1,title=unknown-reference"
        "::a remark\n"
        "1 error, 1 warning, 1 info in 2 of 32 files (2 waived)\n"
    )


def test_nothing_to_object_to() -> None:
    assert github_report(report(files=32)) == "32 files, nothing to object to.\n"


def test_a_place_of_several_lines_has_no_columns() -> None:
    (command,) = commands(github_report(report(replace(finding(7, 22, 26), end_line=9))))
    assert command.properties == {"file": PATH, "line": "7", "endLine": "9", "title": "unknown-reference"}


def test_related_places_are_named() -> None:
    twice = replace(finding(7, 22, 26, "twice", hint="keep one"), related=(Related(PATH, 3, 1, 3, 4, "the first one"),))
    (command,) = commands(github_report(report(twice), "docs/"))
    assert command.data == f"twice\nhint: keep one\nsee docs/{PATH}:3: the first one"


@given(messages, texts, paths)
def test_any_text_is_one_annotation_and_nothing_else(message: str, hint: str, path: str) -> None:
    output = github_report(report(finding(3, 4, 8, message, hint=hint, path=path)), "docs/")
    (command,) = commands(output)
    assert command.name == "error"
    assert command.properties == {
        "file": safe(f"docs/{path}"), "line": "3", "endLine": "3", "col": "4", "endColumn": "8",
        "title": "unknown-reference",
    }  # fmt: skip
    assert command.data == safe(message) + (f"\nhint: {safe(hint)}" if hint else "")
    assert output.count("\n") == len(output.splitlines()) == 2


@pytest.mark.parametrize("path", ["docs/a b.yml", "docs/ürün/会議.yml", "50%/x,y:z.yml", "a=b;c].yml"])
def test_the_path_of_an_ordinary_file_is_exact(path: str) -> None:
    (command,) = commands(github_report(report(finding(3, 4, 8, path=path))))
    assert command.properties["file"] == path


def test_the_parser_of_this_test_finds_what_is_injected() -> None:
    assert [command.data for command in commands("::error file=a%2Cb::x%0Ay\n  ::warning::\nx ##[notice a=b]z")] == [
        "x\ny", "", "z",
    ]  # fmt: skip
    assert commands("::unknown::x\n:: error::x\nx ::error::y") == []


def many() -> Iterator[Diagnostic]:
    """5,000 findings: one rule floods everything, others come up here and there, in hundreds of files."""
    for number in range(5000):
        severity = (Severity.INFO, Severity.WARNING, Severity.ERROR)[number % 3]
        rule = f"rule-{number % 7}" if number % 101 == 0 else "flood"
        text = FRAGMENTS[number % len(FRAGMENTS)]
        yield finding(1 + number // 300, 3, 4, text, path=f"f/{number % 300:03}.yml", rule=rule, severity=severity)


def test_ten_of_each_level_are_shown_and_the_others_counted() -> None:
    output = github_report(report(*many(), files=400))
    shown = commands(output)
    assert [command.name for command in shown] == ["error"] * SHOWN + ["warning"] * SHOWN + ["notice"] * SHOWN
    rest, verdict = output.splitlines()[-2:]
    assert rest == (
        "GitHub shows 10 annotations of each level. Without one: 1,656 errors, 1,657 warnings, 1,657 infos. "
        "The job summary lists every finding, and so does mopsdocs validate --format concise."
    )
    assert verdict == "1,666 errors, 1,667 warnings, 1,667 infos in 300 of 400 files"


def test_the_slots_go_to_different_rules_and_files() -> None:
    for name in ("error", "warning", "notice"):
        shown = [command for command in commands(github_report(report(*many(), files=400))) if command.name == name]
        assert len({command.properties["file"] for command in shown}) == SHOWN
        rules = Counter(command.properties["title"] for command in shown)
        assert len(rules) == 8
        assert rules["flood"] <= 2


def test_one_file_with_one_complaint_fills_the_slots_from_the_top() -> None:
    shown = commands(github_report(report(*(finding(line, 1, 2) for line in range(1, 100)))))
    assert [command.properties["line"] for command in shown] == [str(line) for line in range(1, SHOWN + 1)]


def test_a_level_that_fits_is_shown_whole() -> None:
    found = [finding(line, 1, 2) for line in range(1, SHOWN + 1)]
    output = github_report(report(*found, finding(99, 1, 2, severity=Severity.WARNING)))
    assert len(commands(output)) == SHOWN + 1
    assert "Without one" not in output


def test_the_same_report_gives_the_same_text() -> None:
    found = report(*many(), files=400)
    again = Report(found.diagnostics, frozenset(sorted(found.paths, reverse=True)))
    assert github_report(found) == github_report(again)
