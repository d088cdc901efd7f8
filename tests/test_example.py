"""The example workspace is a contract: it is kept here byte for byte as it was agreed."""

from __future__ import annotations

from pathlib import Path

import pytest


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_example_is_the_agreed_one(repository: Path) -> None:
    agreed = repository.parent / "shared" / "example"
    if not agreed.is_dir():
        pytest.skip("a clone on its own: the agreed example is not beside it")
    assert _contents(repository / "tests" / "example") == _contents(agreed)
