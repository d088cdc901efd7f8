"""Regional copies in numbers: `status` of thousands, and `sync` of the forty copies of one playbook.

python -m tests.benchmarks.copies [--playbooks 200] [--regions 40]
"""

from __future__ import annotations

import argparse
import hashlib
import re
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.benchmarks.generate import write_workspace
from tests.benchmarks.timing import Command, Cost, run

_MOPSDOCS: Final = [sys.executable, "-m", "mopsdocs"]
_REGION: Final = Path(__file__).resolve().parents[2] / "site_config/regions/de.yml"

_STEPS: Final = re.compile(r"^required_steps:\n(?:[ \n#].*\n|\n)*", re.MULTILINE)

_READ_AND_HASH: Final = """
import hashlib, pathlib, sys
for path in pathlib.Path(sys.argv[1]).rglob("*.yml"):
    hashlib.sha256(path.read_bytes()).digest()
"""


def write_copies(folder: Path, playbooks: int, regions: int) -> None:
    """A workspace with `playbooks` library playbooks and a copy of each for every region."""
    write_workspace(folder, playbooks)
    codes = [f"{first}{second}" for first in "abcdefgh" for second in "klmnopqrst"][:regions]
    for code in codes:
        settings = folder / f"site_config/regions/{code}.yml"
        settings.parent.mkdir(parents=True, exist_ok=True)
        text = _STEPS.sub("", _REGION.read_text(encoding="utf-8"))
        text = text.replace("code: de\n", f"code: {code}\n").replace("owner: regional-marketer", "owner: analyst")
        settings.write_text(text, encoding="utf-8")
    for path in sorted((folder / "playbooks/library").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        sha = hashlib.sha256(text.encode()).hexdigest()
        for code in codes:
            target = folder / f"playbooks/regions/{code}/{path.name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_copy(text, path.stem, code, sha), encoding="utf-8")
    base = folder / "playbooks/.base"
    base.mkdir()
    for path in (folder / "playbooks/library").glob("*.yml"):
        data = path.read_bytes()
        (base / f"{hashlib.sha256(data).hexdigest()}.yml").write_bytes(data)


def _copy(text: str, playbook: str, region: str, sha: str) -> str:
    """A copy with an edit of its own, made without mopsdocs."""
    origin = (
        f"region: {region}\norigin:\n  playbook: {playbook}\n  path: playbooks/library/{playbook}.yml\n"
        f'  version: 1.0.0\n  sha256: "{sha}"\n'
    )
    start = text.index("\ntype: ") + 1
    return f"{text[:start]}{origin}# The desk has a meeting every Monday.\n{text[start:]}"


def main() -> int:
    """Measure, and print ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--playbooks", type=int, default=200)
    parser.add_argument("--regions", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mopsdocs-copies-") as name:
        folder = Path(name) / "many"
        folder.mkdir()
        write_copies(folder, chosen.playbooks, chosen.regions)
        copies = chosen.playbooks * chosen.regions
        status = Command([*_MOPSDOCS, "--workspace", str(folder), "status"], cache=Path(name) / "cache")
        reading = Command([sys.executable, "-c", _READ_AND_HASH, str(folder / "playbooks/regions")])
        first = run(status)
        reads = [run(reading) for _ in range(chosen.rounds)]
        later = [run(status) for _ in range(chosen.rounds)]
        print(f"status of {copies:,} copies, first run: {first.cpu:.2f} s")
        print(
            f"status of {copies:,} copies, later: {_ratio(later, reads):.2f} × reading and hashing them (target <= 3)"
        )
        one = Path(name) / "one"
        one.mkdir()
        write_copies(one, 1, chosen.regions)
        print(
            f"sync of {chosen.regions} copies of one playbook: {_sync(one, chosen.rounds):.1f} ms each (target <= 10)"
        )
    return 0


def _ratio(ours: list[Cost], theirs: list[Cost]) -> float:
    return statistics.median(cost.cpu for cost in ours) / statistics.median(cost.cpu for cost in theirs)


def _sync(folder: Path, rounds: int) -> float:
    """Milliseconds that one copy costs beyond starting the program, of which a sync with nothing to do is all."""
    library = next((folder / "playbooks/library").glob("*.yml"))
    sync = Command([*_MOPSDOCS, "--workspace", str(folder), "sync"], cache=folder.parent / "cache-of-one")
    run(sync)
    idle = statistics.median(run(sync).cpu for _ in range(rounds))
    costs = []
    for number in range(rounds):
        text = library.read_text(encoding="utf-8")
        library.write_text(text.replace("summary: ", f"summary: New in round {number}. ", 1), encoding="utf-8")
        costs.append(run(sync).cpu)
        run(sync)
    copies = len(list((folder / "playbooks/regions").rglob("*.yml")))
    return (statistics.median(costs) - idle) / copies * 1000


if __name__ == "__main__":
    sys.exit(main())
