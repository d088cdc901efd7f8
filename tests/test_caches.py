"""Where caches lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsdocs.caches import cache_folder


def test_the_folder_of_caches_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MOPSDOCS_CACHE_DIR", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"
    monkeypatch.delenv("MOPSDOCS_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "mopsdocs"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder().name == "mopsdocs"
    assert cache_folder().is_absolute()
