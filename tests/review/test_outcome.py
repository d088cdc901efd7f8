"""All that a review says: of any change of any document, in every format; and who must agree to it."""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import jsonschema
import pytest

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.library import Library
from mopsdocs.documents.reading import Reading, parse_document
from mopsdocs.documents.validation import accepts
from mopsdocs.documents.writing import EditError, dump_value
from mopsdocs.reporters.review import review_json, review_text
from mopsdocs.reporters.review_machine import review_github, review_gitlab
from mopsdocs.reporters.review_markdown import review_markdown
from mopsdocs.reporters.style import Style
from mopsdocs.review.outcome import Outcome, outcome
from mopsdocs.review.states import States
from tests.documents.mutants import mutated
from tests.reporters.test_review_markdown import render
from tests.review.test_facts import ROOT

SCHEMA = jsonschema.Draft202012Validator(json.loads((ROOT / "mopsdocs/reporters/schemas/review.json").read_bytes()))
TODAY = datetime.date(2026, 11, 2)


def read_folder(root: Path) -> dict[str, bytes]:
    """The documents of a workspace by their paths."""
    paths = (path for name in ("playbooks", "site_config") for path in sorted((root / name).rglob("*.yml")))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if "/." not in path.as_posix()}


OWN = read_folder(ROOT)
READ = {path: parse_document(path, data) for path, data in OWN.items()}


def library(readings: dict[str, Reading]) -> Library:
    return Library(reading.document for reading in readings.values() if reading.document is not None)


def reviewed(before: dict[str, Reading], after: dict[str, Reading]) -> Outcome:
    return outcome(States("0" * 40, "the work tree", library(before), library(after), {}), TODAY)


def variants(path: str, count: int) -> Iterator[dict[str, Reading]]:
    """The repository's own workspace with one document changed at random, still valid."""
    document = READ[path].document
    assert document is not None
    rng = Random(path)
    for other in (mutated(document.value, rng) for _ in range(60)):
        with contextlib.suppress(EditError):  # some values can be accepted and not be written
            text = dump_value(other, 0, "\n") if accepts(document.kind, other) else ""
            reading = parse_document(path, text.encode())
            if reading.valid and count:
                count -= 1
                yield {**READ, path: reading}


@pytest.mark.parametrize("path", OWN, ids=lambda path: Path(path).as_posix())
def test_any_change_can_be_told_in_every_format(path: str) -> None:
    for after in variants(path, 2):
        for found in (reviewed(READ, after), reviewed(after, READ)):
            value = json.loads(review_json(found))
            SCHEMA.validate(value)
            text, markdown = review_text(found, Style(False)), review_markdown(found, render)
            issues = json.loads(review_gitlab(found))
            assert len(issues) == len(value["changes"]) == sum(value["summary"].values())
            for change in value["changes"]:
                assert change["message"].split('"')[0].strip()[:30] in text
                assert change["level"] == "info" or f"**{change['level']}**" in markdown
            assert review_github(found).endswith(text.rstrip("\n").rpartition("\n")[2] + "\n")


@pytest.mark.parametrize("path", OWN, ids=lambda path: Path(path).as_posix())
def test_a_document_that_comes_or_goes_can_be_told(path: str) -> None:
    without = {known: reading for known, reading in READ.items() if known != path}
    came, went = reviewed(without, READ), reviewed(READ, without)
    assert came.changes
    assert went.changes
    for found in (came, went):
        SCHEMA.validate(json.loads(review_json(found)))
        assert review_markdown(found, render)


def test_whoever_had_a_say_has_one_still() -> None:
    """Nobody is left out by the change that leaves him out; and nobody is asked about mere information."""
    files = read_folder(ROOT / "tests/example")
    before = {path: parse_document(path, data) for path, data in files.items()}
    path, counsel = (
        "playbooks/library/webinar.yml",
        b'        - role: privacy-counsel\n          when: region.consent.b2b == "opt-in"\n',
    )
    assert files[path].count(counsel) == 1
    found = reviewed(before, {**before, path: parse_document(path, files[path].replace(counsel, b""))})
    assert [(one.role, one.people, one.github, one.reasons) for one in found.agreements] == [
        ("campaign-manager", ("Operations desk",), ("ops-desk@example.com",), (("owns it", "webinar"),)),
        (
            "marketing-director",
            ("Review desk",),
            ("review-desk@example.com",),
            (('approves the gate "Go or no-go"', "webinar"),),
        ),
        (
            "privacy-counsel",
            ("Legal desk",),
            ("legal-desk@example.com",),
            (('approves the gate "Go or no-go"', "webinar"),),
        ),
    ]
    bumped = files[path].replace(b"version: 2.1.0", b"version: 2.1.1").replace(b"title: Launch", b"title: Go live")
    quiet = reviewed(before, {**before, path: parse_document(path, bumped)})
    assert {change.level for change in quiet.changes} == {Severity.INFO}
    assert quiet.agreements == ()
