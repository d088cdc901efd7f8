"""Two states of a workspace: which documents changed, how much it weighs, and what it means for the copies."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.library import Library
from mopsdocs.documents.loader import load
from mopsdocs.documents.model import Settings
from mopsdocs.documents.reading import parse_document
from mopsdocs.errors import MopsError
from mopsdocs.review import copies
from mopsdocs.review.change import ChangeRule
from mopsdocs.review.comparison import Change, Reviewed, review
from mopsdocs.review.impact import documents
from mopsdocs.review.judging import levels_between

GOLDEN = Path(__file__).parents[1] / "golden/review"
PLAYBOOK = (GOLDEN / "playbook.yml").read_text(encoding="utf-8")
REGION = (GOLDEN / "region.yml").read_text(encoding="utf-8")
ROLES = """\
kind: roles
schema_version: 1
roles:
  - {id: campaign-manager, title: Campaign manager, responsibilities: [Runs campaigns]}
  - {id: agency, title: Agency, responsibilities: [Helps]}
"""
LIBRARY, COPY, SOMEWHERE, CATALOGUE = (
    "playbooks/library/newsletter.yml",
    "playbooks/regions/xx/newsletter.yml",
    "site_config/regions/xx.yml",
    "site_config/roles.yml",
)
ORIGIN = f"""\
region: xx
origin:
  playbook: newsletter
  path: {LIBRARY}
  version: 1.0.0
  sha256: "{hashlib.sha256(PLAYBOOK.encode()).hexdigest()}"
"""
Files = dict[str, str]
STATE: Files = {
    LIBRARY: PLAYBOOK,
    COPY: PLAYBOOK.replace("type: email\n", f"{ORIGIN}type: email\n"),
    SOMEWHERE: REGION,
    CATALOGUE: ROLES,
}


def library(files: Files) -> Library:
    readings = [parse_document(path, text.encode()) for path, text in files.items()]
    assert all(reading.valid for reading in readings), [reading.diagnostics for reading in readings]
    return Library(reading.document for reading in readings if reading.document is not None)


def changed(path: str, *edits: tuple[str, str], before: Files = STATE) -> Files:
    """The workspace with some edits of one file."""
    text = before[path]
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {**before, path: text}


def compare(before: Files, after: Files, **changes: str) -> Reviewed:
    settings = Settings(kind="workspace", schema_version=1, name="x", changes=changes)
    texts = {
        hashlib.sha256(files[LIBRARY].encode()).hexdigest(): files for files in (before, after) if LIBRARY in files
    }
    bases = {sha: load(files[LIBRARY]).value for sha, files in texts.items()}
    return review(library(before), library(after), levels_between(settings, settings), bases)


def of(found: Reviewed, id: str) -> Change:
    (one,) = (change for change in found.changes if change.id == id)
    return one


def test_nothing_changed() -> None:
    assert compare(STATE, STATE) == Reviewed((), ())


def test_layout_and_comments_are_no_changes() -> None:
    after = changed(LIBRARY, ("quorum: all", "quorum: all  # of them"))
    after = changed(SOMEWHERE, ("[gdpr, pecr]", "\n  - gdpr\n  - pecr"), before=after)
    assert compare(STATE, after) == Reviewed((), ("newsletter", "xx"))


def test_a_change_says_where_it_stands() -> None:
    found = of(compare(STATE, changed(LIBRARY, ("        - role: privacy-counsel\n", ""))), "gate-approver-removed")
    assert (found.level, found.kind, found.document) == (Severity.ERROR, "playbook", "newsletter")
    assert (found.path, found.unit) == (LIBRARY, "stages[test]/gate/approvers[privacy-counsel]")


def test_fingerprints_are_of_ids_and_values() -> None:
    after = changed(LIBRARY, ("sla: 2bd", "sla: 4bd"))
    one = of(compare(STATE, after), "sla-relaxed")
    moved = {path.replace("library/", "library/mail/"): text for path, text in after.items()}
    assert of(compare(STATE, moved), "sla-relaxed").fingerprint == one.fingerprint
    other = of(compare(STATE, changed(LIBRARY, ("sla: 2bd", "sla: 5bd"))), "sla-relaxed")
    assert other.fingerprint != one.fingerprint
    assert len(one.fingerprint) == 16


def test_levels_of_the_workspace() -> None:
    after = changed(LIBRARY, ("sla: 2bd", "sla: 4bd"))
    assert of(compare(STATE, after, **{"sla-relaxed": "error"}), "sla-relaxed").level is Severity.ERROR
    without = compare(STATE, after, **{"sla-relaxed": "off", "copy-behind": "off"})
    assert [one.id for one in without.changes] == ["version-not-bumped"]
    with pytest.raises(MopsError, match='no kind of change "sla-relaxt"') as raised:
        compare(STATE, after, **{"sla-relaxt": "off"})
    assert raised.value.hint == "Did you mean sla-relaxed?"


def test_titles_come_from_the_catalogues() -> None:
    found = compare(STATE, changed(LIBRARY, ("responsible: [copywriter]", "responsible: [copywriter, agency]")))
    assert of(found, "people-changed").message == 'Agency does the step "Write the letter".'
    found = compare(STATE, changed(LIBRARY, COUNSEL))
    assert of(found, "gate-approver-removed").message.startswith("privacy-counsel no longer"), "nobody knows its title"


# Copies


def effect(*edits: tuple[str, str], ours: tuple[tuple[str, str], ...] = (), id: str) -> str:
    before = changed(COPY, *ours)
    (one,) = of(compare(before, changed(LIBRARY, *edits, before=before)), id).copies
    assert one.region == "xx"
    return one.effect


def test_what_a_change_means_for_a_copy() -> None:
    due = ("due: -15bd", "due: -18bd")
    assert effect(due, id="deadline-moved-earlier") == "inherits"
    assert effect(due, ours=(due,), id="deadline-moved-earlier") == "has it already"
    assert effect(due, ours=(("due: -15bd", "due: -14bd"),), id="deadline-moved-earlier") == "will conflict"


def test_what_a_change_of_a_step_means_for_a_copy_without_it() -> None:
    start, end = PLAYBOOK.index("      - id: render"), PLAYBOOK.index("    gate:\n      id: go")
    render = PLAYBOOK[start:end]
    gone = ((render, ""),)
    assert effect(("due: -5bd", "due: -4bd"), ours=gone, id="deadline-moved-later") == "has no such unit"
    assert effect((render, ""), ours=gone, id="step-removed") == "has it already"
    assert effect((render, ""), id="step-removed") == "inherits"
    ours = (("due: -5bd", "due: -4bd"),)
    assert effect((render, ""), ours=ours, id="step-removed") == "will conflict"


def test_a_step_under_another_id_is_found_in_a_copy() -> None:
    edits = (("- id: write\n", "- id: draft\n        previous_ids: [write]\n"), ("[write, list]", "[draft, list]"))
    assert effect(*edits, ("due: -15bd", "due: -18bd"), id="deadline-moved-earlier") == "inherits"


def in_step_with(text: str, copy: str, version: str = "1.0.0") -> str:
    """A copy whose origin says that it was made from another text."""
    old, new = (hashlib.sha256(each.encode()).hexdigest() for each in (PLAYBOOK, text))
    return copy.replace(f'  version: 1.0.0\n  sha256: "{old}', f'  version: {version}\n  sha256: "{new}')


DUE = ("due: -15bd", "due: -18bd")
EARLIER = changed(LIBRARY, DUE)


def test_a_copy_that_was_brought_up_to_date() -> None:
    after = {**EARLIER, COPY: in_step_with(EARLIER[LIBRARY], changed(COPY, DUE)[COPY])}
    found = compare(STATE, after).changes
    assert [one.id for one in found] == ["deadline-moved-earlier", "version-not-bumped", "copy-in-step"]
    assert (
        found[2].message
        == "The copy takes over 1 change of its playbook and is in step with version 1.0.0, in a later text."
    )


def test_changes_of_a_copy_mean_nothing_for_others() -> None:
    found = compare(STATE, changed(COPY, ("quorum: all", "quorum: any")))
    change = of(found, "copy-weakens-library-gate")
    assert (change.document, change.copies) == ("newsletter@xx", ())


# Whole documents


def without(files: Files, path: str) -> Files:
    return {known: text for known, text in files.items() if known != path}


def test_a_playbook_that_is_gone() -> None:
    found = of(compare(STATE, without(STATE, LIBRARY)), "playbook-removed-with-copies")
    assert found.message == 'The playbook "Newsletter" is gone, and there are copies of it: xx.'
    alone = without(STATE, COPY)
    assert [one.id for one in compare(alone, without(alone, LIBRARY)).changes] == ["document-removed"]


def test_documents_that_come_and_go() -> None:
    found = compare(STATE, without(STATE, COPY))
    assert [one.message for one in found.changes] == ['The playbook "Newsletter" for xx is gone.']
    found = compare(without(STATE, SOMEWHERE), STATE)
    assert [one.message for one in found.changes] == ['There is a new region "Somewhere".']


def test_a_playbook_with_another_id_is_the_same_playbook() -> None:
    after = changed(LIBRARY, ("id: newsletter\n", "id: letter\nprevious_ids: [newsletter]\n"))
    after["playbooks/library/letter.yml"] = after.pop(LIBRARY)
    assert [one.id for one in compare(STATE, after).changes] == ["version-not-bumped", "document-renamed"]


AGENCY = "  - {id: agency, title: Agency, responsibilities: [Helps]}\n"
METRICS = "site_config/metrics.yml"
MEASURED = (GOLDEN / "metrics.yml").read_text(encoding="utf-8")
USED = changed(LIBRARY, ("responsible: [copywriter]", "responsible: [agency]"))
CASES = {
    "playbook-removed-with-copies": (STATE, without(STATE, LIBRARY)),
    "document-removed": (STATE, without(STATE, COPY)),
    "document-added": (without(STATE, COPY), STATE),
    "role-removed-in-use": (USED, changed(CATALOGUE, (AGENCY, ""), before=USED)),
    "entry-removed-in-use": (
        {**STATE, METRICS: MEASURED},
        {**STATE, METRICS: MEASURED.replace("id: open-rate", "id: opens")},
    ),
    "entry-removed": (STATE, changed(CATALOGUE, (AGENCY, ""))),
    "entry-added": (changed(CATALOGUE, (AGENCY, "")), STATE),
}


COUNSEL = ("        - role: privacy-counsel\n", "")
KEPT = in_step_with(EARLIER[LIBRARY], STATE[COPY]).replace(
    "type: email\n", '  kept: ["stages[plan]/steps[write]/due"]\ntype: email\n'
)
CASES |= {
    "copy-in-step": (STATE, {**EARLIER, COPY: in_step_with(EARLIER[LIBRARY], changed(COPY, DUE)[COPY])}),
    "copy-behind": (STATE, EARLIER),
    "copy-weakens-library-gate": (STATE, changed(COPY, COUNSEL)),
    "origin-edited-by-hand": (STATE, {**EARLIER, COPY: in_step_with(EARLIER[LIBRARY], STATE[COPY])}),
    "library-change-declined": (STATE, {**EARLIER, COPY: KEPT}),
}


@pytest.mark.parametrize("rule", [*documents.RULES, *copies.RULES], ids=lambda rule: rule.id)
def test_every_rule_about_whole_documents_and_copies_has_a_case(rule: ChangeRule) -> None:
    found = of(compare(*CASES[rule.id]), rule.id)
    assert (found.level, found.message) == (rule.level, rule.example)


def test_entries_that_come_and_go() -> None:
    after = changed(CATALOGUE, (AGENCY, AGENCY.replace("agency", "studio").replace("Agency", "Studio")))
    assert [one.message for one in compare(STATE, after).changes] == [
        'There is a new role "Studio".',
        'The role "Agency" is gone; no document names it.',
    ]
    found = of(compare(*CASES["role-removed-in-use"]), "role-removed-in-use")
    assert found.message == 'The role "Agency" is gone, and documents still name it.'
