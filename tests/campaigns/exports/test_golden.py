"""What every tool gets for the campaign of the example workspace: the files in `golden`.

`MOPSDOCS_WRITE_EXPECTED=1` writes them anew. Calendars are kept with their lines unfolded.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mopsdocs.campaigns.exports.ics import ics
from mopsdocs.campaigns.exports.targets import TableTarget, table_for
from tests.campaigns.exports.campaigns import REVISION, example

FOLDER = Path(__file__).resolve().parent / "golden"
TABLES: tuple[TableTarget, ...] = ("csv", "asana", "jira", "clickup", "monday")


def compare(name: str, data: bytes) -> None:
    path = FOLDER / name
    if os.environ.get("MOPSDOCS_WRITE_EXPECTED") == "1":
        path.write_bytes(data)
    assert data == path.read_bytes()


@pytest.mark.parametrize("target", TABLES)
def test_a_table(target: TableTarget) -> None:
    compare(f"{target}.csv", table_for(target, [example()]))


def test_a_calendar() -> None:
    data = ics([example()], "Consent that converts", REVISION)
    assert data.count(b"\n") == data.count(b"\r\n")
    compare("calendar.ics", data.replace(b"\r\n ", b""))


def test_the_same_twice() -> None:
    assert ics([example()], "N", REVISION) == ics([example()], "N", REVISION)
