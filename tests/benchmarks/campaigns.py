"""Campaigns in numbers: scheduling and exporting a thousand of them beside loading them, in one process.

python -m tests.benchmarks.campaigns [--campaigns 1000] [--playbooks 16]
"""

from __future__ import annotations

import argparse
import datetime
import gc
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from mopsdocs.campaigns.earliest import earliest_anchor
from mopsdocs.campaigns.exports.ics import Revision, ics
from mopsdocs.campaigns.exports.itemising import export_of
from mopsdocs.campaigns.exports.items import Export
from mopsdocs.campaigns.exports.targets import table_for
from mopsdocs.campaigns.load import week_loads
from mopsdocs.campaigns.overview import overview
from mopsdocs.campaigns.plan import Plans
from mopsdocs.campaigns.problems import problems_of
from mopsdocs.campaigns.schedule import schedule
from mopsdocs.checks.checking import inspect_workspace, library_of
from mopsdocs.documents.library import Library
from mopsdocs.reporters.campaigns_json import campaigns_json
from mopsdocs.workspace import Workspace
from tests.benchmarks.generate import ROLES, SEED, write_workspace

_TODAY: Final = datetime.date(2026, 11, 23)
_REVISION: Final = Revision(datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC))
_COUNTRIES: Final = {
    "de": ("Europe/Berlin", "DE", "mon, tue, wed, thu, fri"),
    "sa": ("Asia/Riyadh", "SA", "sun, mon, tue, wed, thu"),
    "cn": ("Asia/Shanghai", "CN", "mon, tue, wed, thu, fri"),
    "us": ("America/New_York", "US", "mon, tue, wed, thu, fri"),
}
_REGION: Final = """\
kind: region
schema_version: 1
code: {code}
title: {code}
locales: [en]
timezone: {zone}
workweek: [{week}]
holidays: {{country: {country}}}
currency: EUR
regimes: [gdpr]
consent: {{b2b: opt-in, b2c: opt-in}}
unsubscribe_sla: 1bd
footer: [Address]
legal_last_verified: 2026-09-01
sources: [https://example.com]
"""


_STEP: Final = re.compile(r"^      - id: (\S+)$", re.MULTILINE)


def write_campaigns(folder: Path, campaigns: int, playbooks: int) -> None:
    """A workspace with `campaigns` of `playbooks` in four regions, over two years, each as far on as it should be."""
    write_workspace(folder, playbooks)
    drawn = random.Random(SEED)
    for code, (zone, country, week) in _COUNTRIES.items():
        path = folder / f"site_config/regions/{code}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_REGION.format(code=code, zone=zone, country=country, week=week), encoding="utf-8")
    paths = sorted((folder / "playbooks/library").glob("*.yml"))
    steps = {path.stem: _STEP.findall(path.read_text(encoding="utf-8")) for path in paths}
    (folder / "playbooks/campaigns").mkdir(exist_ok=True)
    for number in range(campaigns):
        anchor = _TODAY + datetime.timedelta(drawn.randrange(-100, 600))
        people = "\n".join(f"  {role}: desk-{drawn.randrange(9)}" for role in ROLES)
        playbook = drawn.choice(sorted(steps))
        ahead = min(max((anchor - _TODAY).days / 90, 0.0), 1.0)
        done = steps[playbook][: round(len(steps[playbook]) * (1 - ahead))]
        records = "".join(
            f"  {id}:\n    done_on: 2026-11-20\n    by: desk-{drawn.randrange(9)}\n"
            f"    evidence: https://docs.example.com/c{number}/{id}\n"
            for id in done
        )
        text = (
            f"kind: campaign\nschema_version: 1\nid: c{number}\ntitle: Campaign {number}\nplaybook: {playbook}\n"
            f"region: {drawn.choice(list(_COUNTRIES))}\nstatus: running\nanchor_date: {anchor}\npeople:\n{people}\n"
            f"brief:\n  objective: {number} conversations that sales wants to have\n  offer: A worked example\n"
        ) + (f"progress:\n{records}" if records else "")
        (folder / f"playbooks/campaigns/c{number}.yml").write_text(text, encoding="utf-8")


def main() -> int:
    """Measure, and print ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--campaigns", type=int, default=1000)
    parser.add_argument("--playbooks", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    gc.disable()  # as the commands do
    with tempfile.TemporaryDirectory(prefix="mopsdocs-campaigns-") as name:
        folder = Path(name) / "many"
        write_campaigns(folder, chosen.campaigns, chosen.playbooks)
        rounds = [_round(folder) for _ in range(chosen.rounds)]
    loading = statistics.median(costs["loading"] for costs in rounds)
    print(f"loading {chosen.campaigns:,} campaigns and {chosen.playbooks} playbooks: {loading:.2f} s")
    for what in rounds[0]:
        if what != "loading":
            ratio = statistics.median(costs[what] / costs["loading"] for costs in rounds)
            print(f"{what}: {ratio:.2f} × loading")
    return 0


def _round(folder: Path) -> dict[str, float]:
    library: list[Library] = []

    def load() -> None:
        library.append(library_of(inspect_workspace(Workspace.at(folder))))
        for entry in library[0].entries("campaign"):
            assert entry.item

    found = {"loading": _seconds(load)}
    plans = Plans(library[0])
    running = plans.running()
    schedules = [schedule(plans.plan(campaign)) for campaign in running[:50]]  # holidays of the years in question
    found["the days of every step and gate"] = _seconds(
        lambda: schedules.__setitem__(slice(None), [schedule(plans.plan(campaign)) for campaign in running])
    )
    found["… work per person and week on top"] = _seconds(lambda: week_loads(schedules, {}))
    found["… room, critical paths and problems on top"] = _seconds(
        lambda: [(made.steps, made.gates, list(problems_of(made, _TODAY))) for made in schedules]
    )
    exports: list[Export] = []
    found["taken apart for exports"] = _seconds(
        lambda: exports.extend(export_of(made, library[0].title, lambda _, __: "") for made in schedules)
    )
    found["… as one calendar on top"] = _seconds(lambda: ics(exports, "All", _REVISION))
    found["… as one table on top"] = _seconds(lambda: table_for("csv", exports))
    found["the first feasible day 0 of ten"] = _seconds(
        lambda: [earliest_anchor(made.plan, _TODAY) for made in schedules[:10]]
    )
    found["mopsdocs campaigns: what is late, due and blocked, as JSON"] = _seconds(
        lambda: campaigns_json(overview(library[0], _TODAY))
    )
    return found


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
