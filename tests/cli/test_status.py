"""`mopsdocs status`: where every copy stands, for people, programs and pull requests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import Caller
from tests.cli.programs import REPOSITORY
from tests.regions.offices import LIBRARY, Company, company, copy_of
from tests.repositories import isolate

SCHEMA = json.loads((REPOSITORY / "mopsdocs/reporters/schemas/status.json").read_bytes())


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def made(tmp_path: Path, call: Caller) -> Company:
    """Copies for four regions: one as the library has it, one with an edit, one with two, one that will conflict."""
    made = company(tmp_path / "company", "de", "fr", "sa", "us")
    assert call(made.root, "clone", "webinar", "--all-regions").code == 0
    made.change("due: -2bd", "due: -3bd", copy_of("fr"))
    made.change("due: -4bd", "due: -6bd", copy_of("sa"))
    made.change("      - id: test-send\n", "      # ours\n      - id: test-send\n", copy_of("sa"))
    return made


def library_goes_on(made: Company) -> None:
    made.change("version: 2.1.0", "version: 2.2.0")
    made.change("due: -4bd", "due: -5bd")


def state(made: Company, call: Caller, region: str) -> Any:
    done = call(made.root, "status", "--format=json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    jsonschema.validate(found, SCHEMA)
    return next(each for each in found["copies"] if each["region"] == region)


def test_everything_in_sync(made: Company, call: Caller) -> None:
    done = call(made.root, "status", "--check")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "playbook  de       fr          sa          us\n"
        "webinar   in-sync  in-sync 1✎  in-sync 2✎  in-sync\n"
        "\n"
        "4 copies: 4 in-sync.\n"
    )


TEXT = """\
playbook  de         fr              sa                 us
webinar   behind 2↓  diverged 2↓ 1✎  diverged 1↓ 2✎ 1!  behind 2↓

webinar@de: 2 units behind (2.1.0 → 2.2.0)
webinar@fr: 2 units behind (2.1.0 → 2.2.0)
webinar@sa: 1 unit behind (2.1.0 → 2.2.0), 1 unit changed here and there
webinar@us: 2 units behind (2.1.0 → 2.2.0)

4 copies: 2 behind, 2 diverged.
"""
MARKDOWN = """\
| playbook | de | fr | sa | us |
| --- | --- | --- | --- | --- |
| webinar | behind 2↓ | diverged 2↓ 1✎ | diverged 1↓ 2✎ 1! | behind 2↓ |

- webinar@de: 2 units behind (2.1.0 → 2.2.0)
- webinar@fr: 2 units behind (2.1.0 → 2.2.0)
- webinar@sa: 1 unit behind (2.1.0 → 2.2.0), 1 unit changed here and there
- webinar@us: 2 units behind (2.1.0 → 2.2.0)

4 copies: 2 behind, 2 diverged.
"""


def test_the_library_goes_on(made: Company, call: Caller) -> None:
    library_goes_on(made)
    before = made.files()
    assert call(made.root, "status").out == TEXT
    assert call(made.root, "status", "--format=markdown").out == MARKDOWN
    assert state(made, call, "sa") == {
        "playbook": "webinar",
        "region": "sa",
        "path": copy_of("sa"),
        "base_version": "2.1.0",
        "upstream_version": "2.2.0",
        "state": "diverged",
        "units": {"behind": 1, "local": 2, "both": 1, "kept": 0, "unexplained": 0},
        "would_conflict": True,
    }
    assert state(made, call, "de")["state"] == "behind"
    assert not state(made, call, "de")["would_conflict"]
    assert made.files() == before, "it only looks"


def test_a_checkout_with_other_line_breaks_stands_as_before(made: Company, call: Caller) -> None:
    for copy in (copy_of("fr"), copy_of("sa")):
        made.write(copy, made.read(copy).replace("\n", "\r\n"))
    assert "in-sync  in-sync 1✎  in-sync 2✎  in-sync\n" in call(made.root, "status").out
    library_goes_on(made)
    assert call(made.root, "status").out == TEXT


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_check(made: Company, call: Caller, format: str) -> None:
    assert call(made.root, "status", "--check", "--format", format).code == 0
    library_goes_on(made)
    assert call(made.root, "status", "--format", format).code == 0
    done = call(made.root, "status", "--check", "--format", format)
    assert done.code == 1
    assert done.out == call(made.root, "status", "--format", format).out


def test_quiet(made: Company, call: Caller) -> None:
    assert call(made.root, "--quiet", "status", "--check").out == ""
    library_goes_on(made)
    assert call(made.root, "--quiet", "status").out == ""
    done = call(made.root, "--quiet", "status", "--check")
    assert (done.code, done.out) == (1, TEXT)
    assert call(made.root, "--quiet", "status", "--format=json").out.startswith("{")


def test_in_colour(made: Company, call: Caller) -> None:
    library_goes_on(made)
    coloured = call(made.root, "--color=always", "status").out
    assert "\x1b[" in coloured
    for code in {part.partition("m")[0] for part in coloured.split("\x1b[")[1:]}:
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == TEXT
    assert "\x1b" not in call(made.root, "--color=always", "status", "--format=markdown").out


def test_open_conflicts(made: Company, call: Caller) -> None:
    library_goes_on(made)
    assert call(made.root, "sync").code == 1
    assert state(made, call, "sa")["state"] == "conflict"
    assert state(made, call, "sa")["units"]["both"] == 1
    assert call(made.root, "status", "--check").code == 1
    assert call(made.root, "resolve", copy_of("sa"), "--ours").code == 0
    assert state(made, call, "sa")["state"] == "in-sync"
    assert call(made.root, "status", "--check").code == 0


def test_an_orphan(made: Company, call: Caller) -> None:
    (made.root / LIBRARY).unlink()
    done = call(made.root, "status", "--check")
    assert done.code == 1
    assert "webinar@de: the library has no such playbook\n" in done.out
    assert done.out.endswith("4 copies: 4 orphan.\n")
    found = state(made, call, "fr")
    assert (found["state"], found["upstream_version"], found["units"]["local"]) == ("orphan", None, 1)


def test_a_playbook_without_a_copy_everywhere(made: Company, call: Caller) -> None:
    made.write("playbooks/library/event.yml", made.read().replace("id: webinar\n", "id: event\n"))
    assert call(made.root, "clone", "event", "--region=us").code == 0
    lines = call(made.root, "status").out.splitlines()
    assert lines[1] == "event     ·        ·           ·           in-sync"
    assert "| event | · | · | · | in-sync |\n" in call(made.root, "status", "--format=markdown").out


def test_no_copies(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de")
    assert call(made.root, "status", "--check").out == "There are no regional copies. mopsdocs clone makes some.\n"
    assert call(made.root, "status", "--format=markdown").out == "There are no regional copies.\n"
    found = json.loads(call(made.root, "status", "--format=json").out)
    assert found == {"version": 1, "copies": []}
    jsonschema.validate(found, SCHEMA)


@pytest.mark.parametrize("path", [copy_of("us"), LIBRARY])
def test_what_cannot_be_read_is_not_passed_over(made: Company, call: Caller, path: str) -> None:
    """A check that says yes about a copy that it has not looked at is worse than none."""
    made.write(path, made.read(path) + "nonsense: true\n")
    done = call(made.root, "status", "--check")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: {path} needs mending first.\nhint: mopsdocs validate {path} says what is wrong.\n"


def test_a_format_that_it_does_not_know(made: Company, call: Caller) -> None:
    done = call(made.root, "status", "--format=xml")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: Invalid value for '--format'")


def test_what_was_remembered_is_not_taken_for_what_is(made: Company, call: Caller) -> None:
    """Every change shows at once, also one of the region, of a base and of what stands beside a copy."""
    library_goes_on(made)
    assert state(made, call, "us")["units"]["behind"] == 2
    made.change("due: +2bd", "due: +3bd", copy_of("us"))
    assert state(made, call, "us")["units"]["local"] == 1
    made.change("due: +2bd", "due: +4bd")
    assert state(made, call, "us")["units"]["both"] == 1
    for base in (made.root / "playbooks/.base").iterdir():
        base.unlink()
    assert state(made, call, "us")["units"]["unexplained"] == 3
    region = made.read("site_config/regions/de.yml")
    assert state(made, call, "de")["units"]["unexplained"] == 2 + 1
    start, end = region.index("required_steps:"), region.index("legal_last_verified:")
    made.write("site_config/regions/de.yml", region[:start] + region[end:])
    assert state(made, call, "de")["units"]["unexplained"] == 2 + 1 + 1


def test_what_both_did_alike_is_neither_behind_nor_local(made: Company, call: Caller) -> None:
    library_goes_on(made)
    made.change("due: -4bd", "due: -5bd", copy_of("us"))
    assert state(made, call, "us")["units"] == {"behind": 1, "local": 0, "both": 0, "kept": 0, "unexplained": 0}


def test_open_conflicts_do_not_make_the_librarys_changes_local(made: Company, call: Caller) -> None:
    before = state(made, call, "sa")["units"]["local"]
    library_goes_on(made)
    assert call(made.root, "sync").code == 1
    assert state(made, call, "sa")["state"] == "conflict"
    assert state(made, call, "sa")["units"]["local"] == before


def test_a_required_step_counts_once_somebody_has_changed_it(made: Company, call: Caller) -> None:
    library, copy = made.read().split("\n"), made.read(copy_of("de")).split("\n")
    title = next(line for line in copy if "title: " in line and line not in library)
    assert state(made, call, "de")["units"]["local"] == 0
    made.change(title, f"{title} today", copy_of("de"))
    assert state(made, call, "de")["units"]["local"] == 1


def test_where_copies_stand_is_remembered_and_never_out_of_date(made: Company, call: Caller) -> None:
    first = call(made.root, "status").out
    assert call(made.root, "status").out == first
    library_goes_on(made)
    behind = call(made.root, "status").out
    assert behind != first
    made.change("due: -5bd", "due: -4bd")
    made.change("version: 2.2.0", "version: 2.1.0")
    assert call(made.root, "status").out == first
