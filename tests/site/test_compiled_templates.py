"""Compiled templates: kept, made anew when they are old, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from mopsdocs.site import compiled_templates as module
from mopsdocs.site.compiled_templates import compiled_templates


def _render(caches: Path, text: str = "{{ 1 + 1 }} pages") -> str:
    cache = compiled_templates(caches, "pages")
    environment = Environment(loader=DictLoader({"page.html": text}), bytecode_cache=cache, autoescape=True)
    return environment.get_template("page.html").render()


def _kept(caches: Path) -> list[Path]:
    return sorted(path for path in caches.rglob("*") if path.is_file())


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _render(tmp_path) == "2 pages"
    assert len(_kept(tmp_path)) == 1
    monkeypatch.setattr(Environment, "_generate", None)
    assert _render(tmp_path) == "2 pages"


def test_another_text_replaces_the_one_before(tmp_path: Path) -> None:
    _render(tmp_path)
    assert _render(tmp_path, "{{ 1 + 2 }} pages") == "3 pages"
    assert len(_kept(tmp_path)) == 1


def test_another_version_of_a_compiler_compiles_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _render(tmp_path)
    before = _kept(tmp_path)[0].read_bytes()
    monkeypatch.setattr(module, "version", lambda name: f"{name} of tomorrow")
    assert _render(tmp_path) == "2 pages"
    assert [path.read_bytes() != before for path in _kept(tmp_path)] == [True]


@pytest.mark.parametrize("damage", [b"", b"j2", b"something else entirely", None])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    _render(tmp_path)
    kept = _kept(tmp_path)[0]
    good = kept.read_bytes()
    kept.write_bytes(good[: len(good) // 2] if damage is None else damage)
    assert _render(tmp_path) == "2 pages"
    assert kept.read_bytes() == good


def test_where_nothing_can_be_kept_pages_are_rendered_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("a file where the folder should be")
    assert compiled_templates(tmp_path, "pages") is None
    assert _render(tmp_path) == "2 pages"


def test_a_folder_that_vanishes_does_no_harm(tmp_path: Path) -> None:
    cache = compiled_templates(tmp_path, "pages")
    (tmp_path / "templates/pages").rmdir()
    environment = Environment(loader=DictLoader({"page.html": "here"}), bytecode_cache=cache, autoescape=True)
    assert environment.get_template("page.html").render() == "here"
