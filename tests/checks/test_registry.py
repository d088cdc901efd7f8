"""The registry: alphabetical, complete, and in agreement with the names of modules and of findings."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import mopsdocs.checks.rules
import mopsdocs.documents
from mopsdocs.checks.facts.catalogue import rule_pages
from mopsdocs.checks.format_rules import FORMAT_RULES
from mopsdocs.checks.inspection import ALL_RULES
from mopsdocs.checks.rule import Category, Scope
from mopsdocs.checks.rules import MODULES, RULES

ARGUMENTS = {
    Scope.DOCUMENT: ["document", "context"],
    Scope.WORKSPACE: ["library", "context"],
    Scope.BOTH: ["library", "context"],
    Scope.WAIVERS: ["unused", "library", "context"],
}


def test_rules_are_in_alphabetical_order() -> None:
    assert list(RULES) == sorted(RULES)
    assert list(FORMAT_RULES) == sorted(FORMAT_RULES)


def test_no_id_is_used_twice() -> None:
    assert not RULES.keys() & FORMAT_RULES.keys()
    assert ALL_RULES.keys() == RULES.keys() | FORMAT_RULES.keys()


def test_every_module_is_registered() -> None:
    folder = Path(mopsdocs.checks.rules.__file__).parent
    modules = {path.stem.replace("_", "-") for path in folder.glob("*.py") if path.stem != "__init__"}
    assert modules == set(RULES)


@pytest.mark.parametrize("id", RULES)
def test_id_module_and_arguments_agree(id: str) -> None:
    module, rule = MODULES[id], RULES[id]
    assert rule.id == id
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", id)
    assert module.__name__.rpartition(".")[2] == id.replace("-", "_")  # type: ignore[attr-defined]
    assert list(inspect.signature(module.check).parameters) == ARGUMENTS[rule.scope]
    assert hasattr(module, "check_document") == (rule.scope is Scope.BOTH)
    assert rule.category is not Category.FORMAT


@pytest.mark.parametrize("rule", ALL_RULES.values(), ids=lambda rule: rule.id)
def test_titles_are_short_and_no_sentences(rule: mopsdocs.checks.rule.Rule) -> None:
    assert rule.title[0].isupper()
    assert len(rule.title) <= 55
    assert not rule.title.endswith(".")


def test_every_id_of_the_documents_package_has_a_page() -> None:
    folder = Path(next(iter(mopsdocs.documents.__path__)))
    text = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    used = set(re.findall(r'"((?:yaml|schema|file)-[a-z]+(?:-[a-z]+)*)"', text))
    assert used == set(FORMAT_RULES)


def test_pages_are_by_category() -> None:
    pages = rule_pages()
    assert len(pages) == len(ALL_RULES)
    assert pages[0].rule.category is Category.REFERENCES
    assert pages[-1].rule.category is Category.FORMAT
    assert all(page.manual.strip() for page in pages)
