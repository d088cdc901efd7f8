"""`make bench`: mopsdocs beside its peers on the same files, as ratios taken in one run."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks import sites
from tests.benchmarks.generate import write_workspace
from tests.benchmarks.rows import Group, Row
from tests.benchmarks.timing import Command, Cost, Failed, in_turns

PARSE = """
import pathlib, sys, yaml
for folder in sys.argv[1:]:
    for path in sorted(pathlib.Path(folder).rglob("*.yml")):
        yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""

LOAD = """
import pathlib, subprocess, sys
from mopsdocs.documents.reading import parse_document
root, paths = pathlib.Path(sys.argv[1]), sys.argv[2:]
for index in (["ls-tree", "-r", "HEAD"], ["status", "--porcelain"]):
    subprocess.run(["git", *index], cwd=root, capture_output=True, check=True)
for path in [*paths, *paths, *(root / "site_config").rglob("*.yml")]:
    path = pathlib.Path(path)
    assert parse_document(path.relative_to(root).as_posix(), path.read_bytes()).document
"""


Line = tuple[str, ...]

HEAD: Line = ("Work", "Against", "Processor", "Clock", "Memory or bytes", "Target", "Verdict")


def main() -> None:
    """Parse the arguments, measure, print."""
    options = _options()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mopsdocs-bench-") as folder:
        workspace = Path(folder) / "workspace"
        write_workspace(workspace, options.playbooks)
        _say(f"{options.playbooks} playbooks written; measuring (a full run takes many minutes) …")
        lines: list[Line] = []
        for group in _groups(Path(folder), workspace, options):
            lines += _lines(group)
        if options.only == "search" or (options.large and options.only is None):
            lines.append(_search(options))
    print(_markdown(lines) if options.markdown else _table(lines))
    _say(f"{options.playbooks} playbooks, {time.monotonic() - started:.0f} s, Python {sys.version.split()[0]}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--playbooks", type=int, default=1000, help="how many to generate (default 1000)")
    parser.add_argument("--runs", type=int, default=7, help="runs of each quick command (default 7)")
    parser.add_argument("--slow-runs", type=int, default=1, help="runs of each build and peer check (default 1)")
    parser.add_argument(
        "--only", choices=("start", "validate", "review", "build", "search"), help="measure one group alone"
    )
    parser.add_argument("--large", action="store_true", help="measure a site of eight times as many pages as well")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown, for README.md")
    return parser.parse_args()


def _groups(folder: Path, workspace: Path, options: argparse.Namespace) -> Iterator[Group]:
    groups: dict[str, Callable[[], Iterable[Group]]] = {
        "start": lambda: [_start_up(options)],
        "validate": lambda: _validation(folder, workspace, options),
        "review": lambda: [_review(folder / "reviewed", options)],
        "build": lambda: _building(folder, workspace, options),
    }
    for name, group in groups.items():
        if options.only in (None, name):
            yield from group()


def _start_up(options: argparse.Namespace) -> Group:
    commands = {
        "python": Command([sys.executable, "-c", "pass"]),
        "version": Command(_mopsdocs("--version")),
        "help": Command(_mopsdocs("--help")),
    }
    rows = [Row(f"`--{name}`", name, "python", "bare `python -c pass`", 3) for name in ("version", "help")]
    return Group(commands, rows, max(options.runs, 3) * 3, warm_up=True)


def _validation(folder: Path, workspace: Path, options: argparse.Namespace) -> Iterator[Group]:
    validate = _mopsdocs("--workspace", str(workspace), "--quiet", "validate")
    known = _help_of("validate")
    uncached = [*validate, *(["--no-cache"] if "--no-cache" in known else [])]
    cold = [*uncached, *(["--jobs=1"] if "--jobs" in known else [])]
    parse = "bare `yaml.CSafeLoader` parse"
    size = f"validate {options.playbooks:,} playbooks"
    commands = {"parse": Command([sys.executable, "-c", PARSE, str(workspace)]), "cold": Command(cold)}
    rows = [Row(f"{size}, cold, one process", "cold", "parse", parse, 0.75)]
    if "--jobs" in known:
        commands["two"] = Command([*uncached, "--jobs=2"])
        rows.append(Row(f"{size}, cold, two processes", "two", "parse", parse, 0.40, by="wall"))
    if "--no-cache" in known:
        commands["warm"] = Command(validate, cache=folder / "cache")
        rows.append(Row(f"{size}, warm cache", "warm", "parse", parse, 0.06))
    yield Group(commands, rows, options.runs, warm_up=True)

    schema = folder / "playbook.schema.json"
    schema.write_text(_output(_mopsdocs("schema", "playbook")), encoding="utf-8")
    files = sorted(map(str, (workspace / "playbooks" / "library").iterdir()))
    peer = [_script("check-jsonschema"), "--schemafile", str(schema), *files]
    rows = [Row("check-jsonschema, same files and schema", "peer", "cold", "our cold `validate`", 20, at_least=True)]
    yield Group({"peer": Command(peer), "cold": Command(cold)}, rows, options.slow_runs, warm_up=False)


def _review(workspace: Path, options: argparse.Namespace) -> Group:
    """A branch that changes ten playbooks, beside loading both versions of them, the catalogues and git's lists."""
    write_workspace(workspace, options.playbooks)
    for arguments in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["commit", "--quiet", "-m", "x"]):
        who = ["-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "maintenance.auto=false"]
        subprocess.run(["git", *who, *arguments], cwd=workspace, check=True)
    changed = sorted((workspace / "playbooks/library").iterdir())[:10]
    for path in changed:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\ntitle: ", "\ntitle: Our ", 1), encoding="utf-8")
    commands = {
        "review": Command(_mopsdocs("--workspace", str(workspace), "review", "main")),
        "load": Command([sys.executable, "-c", LOAD, str(workspace), *map(str, changed)]),
    }
    work = f"review a change in 10 of {options.playbooks:,} playbooks"
    rows = [Row(work, "review", "load", "loading these 20 texts, the catalogues, git's lists", 2)]
    return Group(commands, rows, options.runs, warm_up=True)


def _building(folder: Path, workspace: Path, options: argparse.Namespace) -> Iterator[Group]:
    yield sites.own_pages(folder, workspace, options.playbooks, options.slow_runs)
    yield sites.copied_pages(folder, options.playbooks, options.slow_runs)
    if options.large:
        yield sites.large(folder, options.playbooks, options.slow_runs)


def _lines(group: Group) -> Iterator[Line]:
    _say("measuring: " + ", ".join(dict.fromkeys(row.work.replace("`", "") for row in group.rows)))
    costs = in_turns(group.commands, group.rounds, group.warm_up)
    for name, cost in costs.items():
        _say(
            f"  {name}: "
            + (
                str(cost)
                if isinstance(cost, Failed)
                else f"{cost.cpu:.3f} s cpu, {cost.wall:.3f} s, {cost.megabytes} MB"
            )
        )
    for row in group.rows:
        over, under = costs[row.over], costs[row.under]
        if isinstance(over, Cost) and isinstance(under, Cost):
            ratios = row.ratios(over, under)
            shown = {by: f"{ratio:.2f}" + ("*" if by == row.by else "") for by, ratio in ratios.items()}
            memory = row.peaks(over, under)
            yield row.work, row.against, shown["cpu"], shown["wall"], memory, row.aim, row.verdict(ratios[row.by])
        else:
            reason = over if isinstance(over, Failed) else under
            yield row.work, row.against, "–", "–", "–", row.aim, f"not measured: {reason}"


def _search(options: argparse.Namespace) -> Line:
    """The first search of a visit to the large site, in a browser."""
    playbooks = sites.copied_playbooks(options.playbooks * sites.LARGE)
    pages = f"{playbooks * sites.REGIONS:,} playbook pages ({playbooks} × {sites.REGIONS} regional copies)"
    row = Row(f"bytes of the first search in {pages}", "ours", "theirs", "Material's own index of the same pages", 0.02)
    _say(f"measuring: {row.work}")
    command = ["-m", "tests.benchmarks.search", "--json", f"--playbooks={playbooks}", f"--regions={sites.REGIONS}"]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no output"])[-1]
        return row.work, row.against, "–", "–", "–", row.aim, f"not measured: {reason}"
    ours, theirs = (json.loads(done.stdout)[name] for name in ("fetched", "material"))
    shown = f"{ours / theirs:.3f}* ({ours / 1000:,.0f} / {theirs / 1000:,.0f} KB)"
    return row.work, row.against, "–", "–", shown, row.aim, row.verdict(ours / theirs)


def _mopsdocs(*arguments: str) -> list[str]:
    return [_script("mopsdocs"), *arguments]


def _script(name: str) -> str:
    """The console script `name` of this environment, started the way a person starts it."""
    return str(Path(sys.executable).parent / name)


def _help_of(command: str) -> str:
    return _output(_mopsdocs(command, "--help"))


def _output(argv: Sequence[str]) -> str:
    """What the command prints, or nothing when it fails: the rows that need it then say so."""
    try:
        done = subprocess.run(argv, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def _table(lines: Sequence[Line]) -> str:
    rows = [HEAD, *lines]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    laid = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*laid, "* judged by this ratio"])


def _markdown(lines: Sequence[Line]) -> str:
    rows = [HEAD, ("---",) * len(HEAD), *lines]
    return "\n".join("| " + " | ".join(row).replace("*", r"\*") + " |" for row in rows)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
