"""Editors and mopsdocs say the same about a document: the same verdict, on the same lines."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from mopsdocs.documents.loader import load
from mopsdocs.documents.reading import parse_document
from mopsdocs.documents.schema import KINDS
from mopsdocs.documents.validation import accepts
from tests.cli.programs import mopsdocs
from tests.documents.mutants import mutated
from tests.editors.conftest import Start
from tests.editors.documents import MODELINE, REPOSITORY, SCHEMAS, schema_of, texts, with_modeline, without_modeline
from tests.editors.language_server import LanguageServer, Problem

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("language-server")]

SURPRISE = "surprise: 1\n"
"""A line that no kind of document may have; its finding proves that a schema is in use."""

BAD = [
    ("playbook", "tags: [events]", "tag: [events]"),
    ("playbook", "schema_version: 1", "schema_version: 2"),
    ("playbook", "version: 2.1.0", "version: 2.1"),
    ("playbook", "        accountable: campaign-manager\n", ""),
    ("playbook", "kind: task", "kind: tsk"),
    ("playbook", "due: -45bd", "due: 45 days before"),
    ("playbook", "responsible: [campaign-manager]", "responsible: campaign-manager"),
    ("playbook", "responsible: [campaign-manager]", "responsible: []"),
    ("playbook", "        - role: marketing-director\n", "        - role: marketing-director\n          wen: x\n"),
    ("playbook", "independent: true", "independent: yes"),
    ("playbook", "id: goal-named", "id: Goal named"),
    ("campaign", "anchor_date: 2027-03-10", "anchor_date: 2027-13-10"),
    ("campaign", "status: planned", "status: plannd"),
    ("campaign", "  - gate: brief-approved\n    decision: go\n", "  - decision: go\n"),
    ("process", "process_type: how_to", "process_type: howto"),
    ("process", "review_cycle_days: 365", "review_cycle_days: 0"),
    ("region", "locales: [de-DE]", "locales: []"),
    ("region", "b2b: opt-in", "b2b: optin"),
    ("region", "code: de", "code: this-is-too-long"),
    ("roles", "archetype: marketer", "archetype: 1"),
    ("people", "email: ops-desk@example.com", "email: ops-desk"),
    ("tools", "has_budget: true", "has_budget: probably"),
    ("metrics", "    unit: people\n", ""),
    ("segments", "min: 500", "min: -5"),
    ("glossary", "[campaign-manager, marketing-director]", "[campaign-manager, campaign-manager]"),
    ("data_dictionary", "pii: true", "pii: maybe"),
    ("taxonomy", "case: lower", "case: lowercase"),
    ("overviews", "type: primer", "type: premier"),
    ("workspace", "url: https:", "url: http:"),
    ("waivers", "waivers: []", "waivers:\n  - reason: x\n    approver: mops-manager\n    expires: 2027-02-26"),
]
"""Kind, what its example says, what it says after a slip."""

NOT_YAML = [
    ("a: 1\nb: 2\na: 3\n", 3),
    ("a: {b: [1, {c: 1, c: 2}]}\n", 1),
    ("a:\n\tb: 1\n", 2),
    ("title: Launch: big\n", 1),
    ("title: **bold**\n", 1),
    ("title: *bold* move\n", 1),
    ("title: @team\n", 1),
    ("title: `code`\n", 1),
    ("title: %x\n", 1),
    ('title: "a\\qb"\n', 1),
    ("a: 'it's'\n", 1),
    ("a: 1\nbig launch\nb: 2\n", 2),
    ("a:\n  - b\n c: d\n", 3),
]
"""Text that no reader of YAML accepts, and the line where it goes wrong."""


def example() -> dict[str, str]:
    """The documents of the example, and one of each kind that it lacks."""
    waivers = "kind: waivers\nschema_version: 1\nwaivers: []\n"
    overviews = (
        "kind: overviews\nschema_version: 1\noverviews:\n  - id: roles\n    title: Roles\n    summary: Who we are.\n"
        "    type: primer\n    owner: mops-manager\n    last_reviewed: 2026-10-05\n    rows: [{id: one, title: One}]\n"
    )
    lacking = {"waivers.yml": waivers, "overviews.yml": overviews}
    return {**texts("tests/example"), **{f"tests/example/site_config/{name}": text for name, text in lacking.items()}}


@cache
def first_of(kind: str) -> tuple[str, str]:
    """Path and text of the example's first document of `kind`."""
    return next((path, text) for path, text in example().items() if schema_of(text) == kind)


def our_lines(path: str, text: str) -> list[int]:
    diagnostics = parse_document(path, text.encode()).diagnostics
    return sorted({found.line for found in diagnostics if found.severity == "error"})


def their_lines(problems: list[Problem]) -> list[int]:
    return sorted({problem.line for problem in problems})


def objections(server: LanguageServer, written: Mapping[str, str]) -> dict[str, list[Problem]]:
    return {path: found for path, found in server.problems(written).items() if found}


def spoilt(written: Mapping[str, str]) -> dict[str, str]:
    return {path: text.rstrip("\n") + "\n" + SURPRISE for path, text in written.items()}


def test_every_kind_has_a_slip() -> None:
    assert {kind for kind, _, _ in BAD} == set(KINDS)


def test_our_own_documents_are_checked_by_the_schemas_they_name(server: LanguageServer) -> None:
    good = texts()
    assert objections(server, good) == {}
    bad = spoilt(good)
    expected = {path: [Problem(text.count("\n"), "Property surprise is not allowed.")] for path, text in bad.items()}
    assert server.problems(bad) == expected


def test_the_example_is_good_in_an_editor(server: LanguageServer) -> None:
    assert objections(server, {path: with_modeline(path, text) for path, text in example().items()}) == {}


def test_slips_are_found_on_the_same_lines(server: LanguageServer) -> None:
    slips = {}
    for number, (kind, good, bad) in enumerate(BAD):
        path, text = first_of(kind)
        assert good in text
        slips[f"{path}.{number}.yml"] = with_modeline(path, text.replace(good, bad, 1), kind)
    ours = {path: our_lines(path, text) for path, text in slips.items()}
    assert {path: their_lines(found) for path, found in server.problems(slips).items()} == ours
    assert all(ours.values())


def test_a_misspelt_key_is_two_findings_in_an_editor(server: LanguageServer) -> None:
    """It is reported missing as well, at the beginning of what it is missing from; we say what was meant instead."""
    path, text = first_of("playbook")
    text = with_modeline(path, text.replace("summary:", "sumary:"))
    beginning, misspelt = (text[: text.index(key)].count("\n") + 1 for key in ("kind:", "sumary:"))
    assert their_lines(server.problems({path: text})[path]) == [beginning, misspelt]
    assert our_lines(path, text) == [misspelt]


def test_regional_copies(server: LanguageServer) -> None:
    path = "playbooks/regions/de/webinar.yml"
    _, original = first_of("playbook")
    origin = "  playbook: webinar\n  path: playbooks/library/webinar.yml\n  version: 2.1.0\n"
    written = f"id: webinar\nregion: de\norigin:\n{origin}  sha256: {'a' * 64}\n"
    copied = original.replace("id: webinar\n", written, 1)
    without_region = copied.replace("region: de\n", "")
    for text, good in ((copied, True), (original, False), (without_region, False)):
        found = server.problems({path: with_modeline(path, text, "regional_copy")})[path]
        assert (found == []) == accepts("regional_copy", load(text).value) == good, found
    found = server.problems({path: with_modeline(path, without_region, "playbook")})[path]
    assert found
    assert not accepts("playbook", load(without_region).value)


def test_mutants_get_the_same_verdict(server: LanguageServer) -> None:
    chance = random.Random(20270310)
    files = sorted((REPOSITORY / "tests/example").rglob("*.yml"))
    values = [load(file.read_text(encoding="utf-8")).value for file in files]
    originals = [(value["kind"], value) for value in values]
    mutants = {}
    for number in range(400):
        kind, value = originals[number % len(originals)]
        text = json.dumps(mutated(copy.deepcopy(value), chance), indent=1, ensure_ascii=False)
        loaded = load(text)
        if not loaded.problems:
            path = f"playbooks/{number}.yml"
            mutants[path] = (accepts(kind, loaded.value), with_modeline(path, text, kind))
    found = server.problems({path: text for path, (_, text) in mutants.items()})
    good = {path for path, (accepted, _) in mutants.items() if accepted}
    assert {path for path, problems in found.items() if not problems} == good
    assert 50 < len(good) < len(mutants) - 50, "mutants must be both good and bad, or the test proves nothing"


def test_what_is_not_yaml_is_refused(server: LanguageServer) -> None:
    """Editors accept more than we do, anchors and tags for example; what no reader accepts they refuse too."""
    written = {f"playbooks/{number}.yml": text for number, (text, _) in enumerate(NOT_YAML)}
    expected = {path: [line] for path, (_, line) in zip(written, NOT_YAML, strict=True)}
    assert {path: their_lines(found) for path, found in server.problems(written).items()} == expected
    assert {path: our_lines(path, text) for path, text in written.items()} == expected


def test_settings_do_where_no_line_names_a_schema(start_server: Start, tmp_path: Path) -> None:
    """The folder has the name of the package, as a clone has: paths in the settings must not be taken for it."""
    folder = tmp_path / "mopsdocs"
    shutil.copytree(REPOSITORY / SCHEMAS, folder / SCHEMAS)
    settings = json.loads((REPOSITORY / ".vscode/settings.json").read_text(encoding="utf-8"))
    server = start_server(folder, settings)
    good = {path: without_modeline(text) for path, text in texts().items()}
    assert objections(server, good) == {}
    assert set(objections(server, spoilt(good))) == set(good)
    others = ("mkdocs.yml", "playbooks/notes.yml", ".github/workflows/ci.yml")
    assert objections(server, dict.fromkeys(others, SURPRISE)) == {}


def test_written_schemas_do_both_ways(start_server: Start, tmp_path: Path) -> None:
    """The lines that `mopsdocs schema --output` prints, used as they are, in a workspace of somebody else."""
    shutil.copytree(REPOSITORY / "tests/example", tmp_path, dirs_exist_ok=True)
    printed = mopsdocs(tmp_path, "schema", "--output", "our schemas").out
    modeline = next(line for line in printed.splitlines() if line.startswith(MODELINE))
    settings = json.loads("{" + printed[printed.index('"yaml.schemas"') :] + "}")
    good = {path.partition("example/")[2]: text for path, text in example().items()}
    library = {path: f"{modeline}\n{text}" for path, text in good.items() if path.startswith("playbooks/library/")}
    for written, server in ((library, start_server(tmp_path, {})), (good, start_server(tmp_path, settings))):
        assert objections(server, written) == {}
        assert set(objections(server, spoilt(written))) == set(written)
