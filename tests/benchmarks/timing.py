"""Whole processes, measured in turns: what they cost in processor time and on the clock."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class Failed(Exception):
    """A measured command did not do its work; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run. `prepare` is called before each run, outside the measurement; `cache` outlives a run."""

    argv: Sequence[str]
    prepare: Callable[[], None] = lambda: None
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time of the process and its children, and on the clock; bytes of the largest of them."""

    cpu: float
    wall: float
    memory: int

    def __str__(self) -> str:
        return f"{self.cpu:.3f} s cpu, {self.wall:.3f} s, {self.megabytes} MB"

    @property
    def megabytes(self) -> int:
        return round(self.memory / 1_000_000)


def run(command: Command) -> Cost:
    """Run once in an empty folder with an empty cache or its own; raises Failed unless it exits with 0."""
    command.prepare()
    with tempfile.TemporaryDirectory(prefix="mopsdocs-bench-") as folder, tempfile.TemporaryFile("w+") as output:
        cache = str(command.cache or folder)
        environment = {**os.environ, "XDG_CACHE_HOME": cache, "NO_MKDOCS_2_WARNING": "1", "TERM": "dumb"}
        # Programs are installed with their bytecode; without it each run would compile every module anew.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        started = time.perf_counter()
        process = subprocess.Popen(command.argv, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            said = [line.strip() for line in output if line.strip()]
            shown = " ".join([Path(command.argv[0]).name, *command.argv[1:4]])
            raise Failed(f"`{shown} …` exited with {process.returncode}: {said[-1] if said else 'no output'}")
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Cost(usage.ru_utime + usage.ru_stime, wall, memory)


def in_turns(commands: Mapping[str, Command], rounds: int, warm_up: bool) -> dict[str, Cost | Failed]:
    """Medians (of memory the most) of `rounds` runs of each command.

    In each round one comes after the other, so that all see the same machine.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    failed: dict[str, Failed] = {}
    for number in range(rounds + warm_up):
        for name, command in commands.items():
            if name in failed:
                continue
            try:
                cost = run(command)
            except (Failed, OSError) as error:
                failed[name] = error if isinstance(error, Failed) else Failed(str(error))
            else:
                if number >= warm_up:
                    costs[name].append(cost)
    return {name: failed.get(name) or _median(costs[name]) for name in commands}


def _median(costs: Sequence[Cost]) -> Cost:
    memory = max(cost.memory for cost in costs)
    return Cost(statistics.median(cost.cpu for cost in costs), statistics.median(cost.wall for cost in costs), memory)
