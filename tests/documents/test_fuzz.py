"""Whatever bytes a file has, the loader keeps its promises: the fuzzer's finds of the past, and a short new run."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fuzz.corpus import inputs, pack, unpack
from tests.fuzz.oracle import check

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 15
FILES = [
    file
    for pattern in (
        "tests/bad_input/*.yml",
        "tests/example/**/*.yml",
        "site_config/**/*.yml",
        "playbooks/processes/*.yml",
    )
    for file in sorted(ROOT.glob(pattern))
]


def test_the_corpus_is_in_order() -> None:
    found = inputs()
    assert len(found) > 200
    assert max(map(len, found)) <= 400
    assert pack(found) == (ROOT / "tests/fuzz/corpus.jsonl").read_text(encoding="utf-8")


def test_every_input_of_the_corpus() -> None:
    for number, data in enumerate(inputs(), 1):
        try:
            check(data)
        except Exception as error:
            error.add_note(f"line {number} of tests/fuzz/corpus.jsonl: {data!r}")
            raise


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_bad_and_every_real_file(file: Path) -> None:
    check(file.read_bytes())


@pytest.mark.slow
@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris has no package for this Python or system")
def test_a_short_run_of_the_fuzzer_finds_nothing(tmp_path: Path) -> None:
    for name in ("new", "corpus"):
        (tmp_path / name).mkdir()
    unpack(tmp_path / "corpus")
    options = ["-runs=10000", f"-max_total_time={SECONDS}", "-timeout=10", "-max_len=400", "-seed=20270310"]
    places = [
        "-dict=tests/fuzz/yaml.dict",
        f"-artifact_prefix={tmp_path}/",
        str(tmp_path / "new"),
        str(tmp_path / "corpus"),
    ]
    command = [sys.executable, "-m", "tests.fuzz.loader", *options, *places]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=SECONDS + 120, check=False)
    log = run.stderr.decode("utf-8", "replace")
    failed = [path for path in tmp_path.iterdir() if path.is_file()]
    assert run.returncode == 0, (
        f"the fuzzer found {[path.read_bytes() for path in failed]}; to see it again write these bytes to a file, then "
        f"python -m tests.fuzz.loader FILE. Once mended, add them to tests/fuzz/corpus.jsonl.\n{log[-4000:]}"
    )
    assert " corp: " in log, "it has run"
