"""The report for people, letter by letter."""

from __future__ import annotations

from mopsdocs.diagnostics import Severity
from mopsdocs.reporters.text import SHOWN, text_report
from tests.reporters.reports import PATH, finding, report

SOURCE = """\
kind: playbook
title: 会議の計画
stages:
  - steps:
      - id: send
        responsible: [builder, 会議]
        accountable: boss
        due: 0d
"""


def _texts(path: str) -> str:
    return SOURCE if path == PATH else ""


def test_findings_with_their_source() -> None:
    found = report(
        finding(7, 22, 26, hint='did you mean "bass"?'),
        finding(6, 32, 34, 'responsible: there is no role "会議"', severity=Severity.WARNING),
        finding(1, 1, 1, "the file cannot be read", path="playbooks/library/other.yml", rule="file-unreadable"),
        files=32,
        waived=2,
    )
    assert (
        text_report(found, _texts)
        == """\
playbooks/library/other.yml:1:1  error  [file-unreadable]  the file cannot be read

playbooks/library/webinar.yml:6:32  warning  [unknown-reference]  responsible: there is no role "会議"
  5 |       - id: send
  6 |         responsible: [builder, 会議]
    |                                ^^^^

playbooks/library/webinar.yml:7:22  error  [unknown-reference]  accountable: there is no role "boss"
  6 |         responsible: [builder, 会議]
  7 |         accountable: boss
    |                      ^^^^
    = hint: did you mean "bass"?

2 errors, 1 warning in 2 of 32 files (2 waived)
"""
    )


def test_nothing_to_object_to() -> None:
    assert text_report(report(files=32), _texts) == "32 files, nothing to object to.\n"
    assert text_report(report(files=1, waived=1), _texts) == "1 file, nothing to object to (1 waived).\n"


def test_the_same_complaint_is_shown_three_times_and_counted() -> None:
    same = [finding(number, 1, 2, f'there is no role "r{number}"') for number in range(1, 8)]
    other = finding(3, 3, 4, "something else")
    assert (
        text_report(report(*same, other), lambda path: "")
        == """\
playbooks/library/webinar.yml:1:1  error  [unknown-reference]  there is no role "r1"

playbooks/library/webinar.yml:2:1  error  [unknown-reference]  there is no role "r2"

playbooks/library/webinar.yml:3:1  error  [unknown-reference]  there is no role "r3"
  … and 4 more like this in this file: lines 4, 5, 6, 7

playbooks/library/webinar.yml:3:3  error  [unknown-reference]  something else

8 errors in 1 of 1 file
"""
    )


def test_many_lines_are_not_all_listed() -> None:
    found = report(*(finding(number, 1, 2) for number in range(1, 101)))
    text = text_report(found, lambda path: "")
    assert "… and 97 more like this in this file: lines 4, 5, 6, 7, 8, 9, 10, 11 …\n" in text


def test_hundreds_of_files_end_with_counts() -> None:
    found = report(
        *(finding(1, 1, 2, path=f"playbooks/library/p{number:03}.yml") for number in range(200)),
        *(finding(2, 1, 2, path="playbooks/a.yml", severity=Severity.WARNING) for _ in range(3)),
        files=300,
    )
    text = text_report(found, lambda path: "")
    assert text.count("[unknown-reference]") == SHOWN
    assert "[unknown-reference]" not in next(line for line in text.splitlines() if "playbooks/a.yml" in line)
    assert text.endswith(
        """
… and 153 more in 151 files:
  playbooks/a.yml             3 warnings
"""
        + "".join(f"  playbooks/library/p{number:03}.yml  1 error\n" for number in range(50, 69))
        + """\
  and 131 more files with 131 findings
  = hint: validate --format concise shows every finding, validate PATH those of one file

200 errors, 3 warnings in 201 of 300 files
"""
    )


def test_every_finding_is_shown_or_counted() -> None:
    found = report(
        *(finding(line, 1, 2, f"shape {'abcdefgh'[line % 8]}", path=f"f{line % 30:02}.yml") for line in range(1, 999))
    )
    text = text_report(found, lambda path: "")
    shown = text.count("[unknown-reference]")
    more = sum(int(line.split()[2]) for line in text.splitlines() if line.startswith("  … and"))
    rest = next(int(line.split()[2]) for line in text.splitlines() if line.startswith("… and"))
    assert shown + more + rest == 998


def test_colours_change_nothing_but_colours() -> None:
    import re

    found = report(finding(7, 22, 26, hint="ask"), finding(8, 9, 12, severity=Severity.INFO))
    coloured = text_report(found, _texts, coloured=True)
    assert "\x1b[1;31m^^^^\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text_report(found, _texts)


def test_no_escape_sequence_of_the_documents_gets_through() -> None:
    evil = "\x1b]0;owned\x07\x1b[2J"
    found = report(finding(1, 1, 2, f"no role {evil}", hint=f"not {evil}", path=f"playbooks/{evil}.yml"))
    text = text_report(found, lambda path: f"title: {evil}\n")
    assert "\x1b" not in text
    assert "\x07" not in text
    assert r"\x1b]0;owned\x07\x1b[2J" in text
