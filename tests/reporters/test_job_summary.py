"""The summary of a job, read by a Markdown parser."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Severity
from mopsdocs.reporters.job_summary import LIMIT, job_summary
from mopsdocs.reporters.markdown_text import LONGEST, cell
from mopsdocs.reporters.printable import safe
from tests.reporters.hostile import FRAGMENTS, messages, paths, texts
from tests.reporters.reports import finding, report

GITHUB = 1024 * 1024
"""Bytes above which GitHub drops a summary."""


def inlines(markdown: str) -> tuple[list[Token], list[list[Token]]]:
    """The headings of `markdown` and the rows of its tables without their heads."""
    headings: list[Token] = []
    rows: list[list[Token]] = []
    kind = ""
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown):
        if token.type in {"heading_open", "td_open", "th_open", "paragraph_open"}:
            kind = token.type
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline":
            assert kind, token
            if kind in {"td_open", "th_open"}:
                rows[-1].append(token)
            elif kind == "heading_open":
                headings.append(token)
        assert token.type not in {"html_block", "fence", "code_block", "bullet_list_open", "blockquote_open"}
    return headings, [row for row in rows if [cell.content for cell in row][:1] != ["Level"]]


def shown(token: Token) -> str:
    """What is read there; anything but words and one code span is markup that got in."""
    children = token.children or []
    assert {child.type for child in children} <= {"text", "code_inline"}
    assert len(children) <= 2
    return "".join(child.content for child in children)


def test_a_verdict_and_tables() -> None:
    found = report(
        finding(7, 22, 26, hint="did you mean <bass>?"),
        finding(2, 1, 1, "the file cannot be read", path="playbooks/library/other.yml", rule="file-unreadable"),
        finding(9, 1, 1, "due: `soon` is no date | use 0d", severity=Severity.WARNING),
        files=32,
    )
    found = replace(found, accepted=(finding(1, 1, 1),) * 2, known=(finding(1, 1, 1),) * 14)
    assert (
        job_summary(found, "docs/")
        == """\
### mopsdocs: 2 errors, 1 warning in 2 of 32 files (2 waived, 14 known)

#### `docs/playbooks/library/other.yml`: 1 error

| Level | Place | Rule | Message | Remedy |
| --- | --- | --- | --- | --- |
| error | 2:1 | file-unreadable | the file cannot be read |  |

#### `docs/playbooks/library/webinar.yml`: 1 error, 1 warning

| Level | Place | Rule | Message | Remedy |
| --- | --- | --- | --- | --- |
| error | 7:22 | unknown-reference | accountable: there is no role "boss" | `did you mean <bass>?` |
| warning | 9:1 | unknown-reference | ``due: `soon` is no date \\| use 0d`` |  |
"""
    )


def test_nothing_to_object_to() -> None:
    assert job_summary(report(files=32, waived=1)) == "### mopsdocs: 32 files, nothing to object to (1 waived).\n"


@given(messages, texts, paths)
def test_any_text_is_shown_as_it_is(message: str, hint: str, path: str) -> None:
    headings, rows = inlines(job_summary(report(finding(3, 4, 8, message, hint=hint, path=path))))
    assert shown(headings[1]).replace(safe(path), "", 1) == ": 1 error" or not safe(path).strip()
    (row,) = rows
    assert [shown(token) for token in row[:3]] == ["error", "3:4", "unknown-reference"]
    for token, text in zip(row[3:], (message, hint), strict=True):
        assert shown(token).split() == safe(text).replace("\\|", "\\ |").split()


@pytest.mark.parametrize(
    "text",
    [
        "ask @someone", "see a@b.example", "fixes #12", "GH-12", "like gh-3", "by deadbeef", "at 0a1b2c3d4e5f",
        "https://evil.example", "ftp://evil.example", "see WWW.evil.example", ":tada:", ":+1:", "_x_", "__x__", "_x",
        "x_ y", "*x*", "[x](y)", "a|b", "a\\|b", "<b>", "&amp;", "`x`", "``", "$x$", "~~x~~", "x\\", "a\nb", "\x1b[31m",
        "\u202ex",
    ],
)  # fmt: skip
def test_what_github_makes_something_of_stands_in_code(text: str) -> None:
    """Mentions, bare links, emojis and references are no Markdown: GitHub finds them in words, never in code."""
    assert cell(text)[0] == cell(text)[-1] == "`"


@pytest.mark.parametrize(
    "text",
    [
        'accountable: there is no role "boss"',
        "depends_on: the step is due (line 7), 50% earlier; see 2027-03-10 – or “qa/review”?",
        "das Bürö 会議",
    ],
)
def test_ordinary_words_stay_words(text: str) -> None:
    assert cell(text) == text


@given(messages)
def test_a_cell_is_one_cell(text: str) -> None:
    _, rows = inlines(f"| Level | b |\n| --- | --- |\n| {cell(text)} | end |\n")
    assert [len(row) for row in rows] == [2]
    assert shown(rows[0][1]) == "end"


def test_a_very_long_text_is_cut() -> None:
    assert len(cell("@" * 5000)) == LONGEST + 3


def flood(count: int) -> Report:
    severities = (Severity.INFO, Severity.WARNING, Severity.ERROR)
    return report(
        *(
            finding(number, 1, 2, FRAGMENTS[number % len(FRAGMENTS)] * 30, hint="会" * 90, path=f"f/{number % 100}.yml",
                    severity=severities[number % 3])
            for number in range(1, count + 1)
        ),
        files=100,
    )  # fmt: skip


def listed(markdown: str) -> Counter[str]:
    _, rows = inlines(markdown)
    assert {len(row) for row in rows} <= {5}, "a row was cut"
    return Counter(shown(row[0]) for row in rows)


def test_five_thousand_findings_stay_below_the_limit() -> None:
    markdown = job_summary(flood(5000))
    assert len(markdown.encode()) <= LIMIT < GITHUB
    counted = listed(markdown)
    assert markdown.startswith("### mopsdocs: 1,667 errors, 1,667 warnings, 1,666 infos in 100 of 100 files\n")
    assert counted["error"] == 1667
    assert 0 < counted["warning"] < 1667
    assert counted["info"] == 0
    assert markdown.endswith(
        f"\nNot listed, because the page has an end: {1667 - counted['warning']:,} warnings, 1,666 infos. "
        "`mopsdocs validate --format concise` lists them all.\n"
    )


@given(st.integers(1000, 60_000))
def test_whatever_the_limit_rows_are_whole_and_the_gravest_come_first(limit: int) -> None:
    markdown = job_summary(flood(150), limit=limit)
    assert len(markdown.encode()) <= limit
    counted = listed(markdown)
    if counted["warning"]:
        assert counted["error"] == 50
    if counted["info"]:
        assert counted["warning"] == 50
    assert ("Not listed" in markdown) == (counted.total() < 150)


def test_an_exact_limit_is_kept_and_everything_fits_above_it() -> None:
    whole = job_summary(flood(30))
    assert listed(whole).total() == 30
    assert job_summary(flood(30), limit=len(whole.encode()) + 300) == whole


def test_files_are_in_order_and_stand_once() -> None:
    headings, _ = inlines(job_summary(flood(300)))
    names = [shown(heading).split(":")[0] for heading in headings[1:]]
    assert names == sorted(set(names))
    assert len(names) == 100


def test_the_same_report_gives_the_same_text() -> None:
    found = flood(300)
    again = Report(found.diagnostics, frozenset(sorted(found.paths, reverse=True)))
    assert job_summary(found, "docs/") == job_summary(again, "docs/")
