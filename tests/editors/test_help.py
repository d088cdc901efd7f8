"""What editors offer while a document is written: keys, values, explanations, and no new layout."""

from __future__ import annotations

import json
import re

import pytest

from mopsdocs.documents.loader import load
from mopsdocs.documents.places import places
from mopsdocs.documents.schema import field_at
from tests.editors.conftest import Start
from tests.editors.documents import REPOSITORY, schema_of, texts, with_modeline
from tests.editors.language_server import LanguageServer

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("language-server")]

PATH = "playbooks/library/webinar.yml"
STAGE = "kind: playbook\nstages:\n  - id: planning\n"
STEP = f"{STAGE}    steps:\n      - id: write-brief\n        "

OFFERS = [
    ("kind: playbook\n", {"title": "title: ", "owner": "owner: ", "stages": "stages:\n  - id: "}),
    (STEP, {"responsible": "responsible:\n  - ", "accountable": "accountable: ", "due": "due: ", "how_to": "how_to: "}),
    (f"{STEP}kind: ", {"task": "task", "check": "check", "milestone": "milestone"}),
    (f"{STAGE}    gate:\n      id: go\n      ", {"approvers": "approvers:\n  - role: ", "criteria": "criteria:\n  - "}),
]
"""What is written, and by label what must be offered at its end: how the text that would be inserted begins."""


@pytest.mark.parametrize(("written", "wanted"), OFFERS, ids=[written.split()[-1] for written, _ in OFFERS])
def test_keys_and_values_are_offered(written: str, wanted: dict[str, str], server: LanguageServer) -> None:
    offers = server.completions(PATH, with_modeline(PATH, written, "playbook"))
    inserted = {offer.label: offer.text for offer in offers if offer.label in wanted}
    assert {label: inserted.get(label, "")[: len(text)] for label, text in wanted.items()} == wanted


def test_a_whole_step_is_offered(server: LanguageServer) -> None:
    offers = {offer.label: offer.text for offer in server.completions(PATH, with_modeline(PATH, STEP, "playbook"))}
    step = re.sub(r"\$\{?[0-9]+\}?", "x", offers["Step"])
    assert load(step).value == {"title": "x", "kind": "x", "responsible": ["x"], "accountable": "x", "due": "x"}


def test_every_key_is_explained(server: LanguageServer) -> None:
    """In the words of the field, not of what its value is made of."""
    wrong, explained = [], 0
    for path, text in texts("tests/example").items():
        named = with_modeline(path, text)
        fields = {
            place.key_start + 1: str(field["description"])
            for pointer, place in places(named).items()
            if place.key_start is not None and (field := field_at(schema_of(text), pointer)) and "description" in field
        }
        explained += len(fields)
        shown = server.hovers(path, named, fields)
        for description, hover in zip(fields.values(), shown, strict=True):
            if f"\n\n{description}\n\n" not in re.sub(r"\\(.)", r"\1", hover):
                wrong.append((path, description, hover))
    assert wrong == []
    assert explained > 300


def test_editors_do_not_lay_documents_out(server: LanguageServer, start_server: Start) -> None:
    settings = json.loads((REPOSITORY / ".vscode/settings.json").read_text(encoding="utf-8"))
    text = texts()[PATH]
    assert server.formatted(PATH, text) != [], "they would without our settings"
    assert start_server(REPOSITORY, settings).formatted(PATH, text) == []
