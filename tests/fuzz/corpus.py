"""The inputs that the fuzzer starts from, one per line of `corpus.jsonl`; bytes that are no UTF-8 are lone surrogates.

`python -m tests.fuzz.corpus FOLDER` makes the file from a folder of inputs, for example one that libFuzzer's
`-merge=1` has filled after a long run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

FILE = Path(__file__).with_name("corpus.jsonl")


def inputs() -> list[bytes]:
    """Every input, in the order of the file."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [json.loads(line).encode("utf-8", "surrogateescape") for line in lines]


def unpack(folder: Path) -> None:
    """Writes each input to a file of its own in `folder`, which libFuzzer wants."""
    for number, data in enumerate(inputs()):
        (folder / f"{number:04}").write_bytes(data)


def pack(found: Iterable[bytes]) -> str:
    """The text of the file for these inputs: short ones first, each once."""
    ordered = sorted(set(found), key=lambda data: (len(data), data))
    return "".join(json.dumps(data.decode("utf-8", "surrogateescape")) + "\n" for data in ordered)


if __name__ == "__main__":
    FILE.write_text(pack(path.read_bytes() for path in Path(sys.argv[1]).iterdir()), encoding="utf-8", newline="")
