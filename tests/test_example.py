"""The example workspace is a contract: it is kept here byte for byte as it was agreed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mopsdocs.documents.loader import load
from mopsdocs.documents.schema import KINDS, bundle


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_example_is_the_agreed_one(repository: Path) -> None:
    agreed = repository.parent / "shared" / "example"
    if not agreed.is_dir():
        pytest.skip("a clone on its own: the agreed example is not beside it")
    assert _contents(repository / "tests" / "example") == _contents(agreed)


@pytest.mark.parametrize("kind", KINDS)
def test_check_jsonschema_accepts_it_with_our_schemas(kind: str, repository: Path, tmp_path: Path) -> None:
    """Another validator, another YAML reader: what we accept is valid for everybody."""
    own = [repository / "playbooks", repository / "site_config"]
    folders = [repository / "tests" / "example", *own]
    files = [str(file) for folder in folders for file in sorted(folder.rglob("*.yml")) if _kind(file) == kind]
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps(bundle(kind)), encoding="utf-8")
    assert files, "every kind has a document"
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _kind(file: Path) -> str:
    value = load(file.read_text(encoding="utf-8")).value
    return str(value["kind"])
