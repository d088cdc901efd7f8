"""A made-up workspace of any size: playbooks as teams write them, all different, the same for the same seed."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SEED: Final = 20261122

_KINDS: Final = ("webinar", "product launch", "newsletter", "trade show", "nurture", "paid social", "e-mail", "survey")
_TOPICS: Final = (
    "consent", "payroll", "cold chain", "fleet", "claims", "onboarding", "energy", "procurement", "field service",
    "audit", "loyalty", "staffing", "returns", "forecasting", "invoicing", "warranty",
)  # fmt: skip
_AUDIENCES: Final = (
    "operations leads", "finance teams", "store managers", "clinic owners", "plant engineers", "new customers",
    "lapsed customers", "partners", "trial users", "public buyers",
)  # fmt: skip
_DO: Final = (
    "Write", "Draft", "Check", "Collect", "Brief", "Review", "Prepare", "Confirm", "Schedule", "Measure", "Translate",
    "Test", "Archive", "Compare", "Publish", "Correct",
)  # fmt: skip
_WHAT: Final = (
    "the invitation", "the landing page", "the sender name", "the list", "the form", "the confirmation mail",
    "the speaker notes", "the tracking links", "the budget line", "the audience filter", "the reminder",
    "the plain-text part", "the alternative texts", "the dashboard", "the hand-over to sales", "the consent wording",
    "the recording", "the social posts", "the partner kit", "the results table",
)  # fmt: skip
_HOW: Final = (
    "Work from last quarter's version and note **what changed** and why.",
    "Two people look at it; the second one has not written it.",
    "Use the names of the data dictionary, never the labels of one tool.",
    "Keep it on one page. What does not fit belongs into the appendix.",
    "Open every link on a phone, signed out, before you tick this.",
    "Ask the region for words that a machine would not choose.",
    "If the number differs by more than a tenth from the plan, stop and ask.",
    "Save the export where the team can find it, with the date in its name.",
)
_WHY: Final = (
    "A wrong link cannot be called back",
    "Sales asks for this first",
    "It was forgotten twice last year",
    "The law of some regions requires it",
)

ROLES: Final = (
    "campaign-manager", "marketing-director", "mops-specialist", "qa-reviewer", "content-editor", "designer",
    "privacy-counsel", "analyst",
)  # fmt: skip
TOOLS: Final = ("automation-platform", "crm", "web-analytics", "design-suite", "event-platform", "project-tool")
METRICS: Final = ("registrations", "qualified-leads", "unsubscribe-rate", "complaint-rate")
SEGMENTS: Final = ("engaged-prospects", "customers", "lapsed-customers", "partners")
PROCESSES: Final = ("campaign-brief", "tagged-links", "list-import", "peer-review", "measurement", "retrospective")

_STAGES: Final = (
    ("planning", -60, -46), ("segmentation", -45, -36), ("build", -35, -21), ("content-review", -20, -12),
    ("qa", -11, -3), ("launch", -2, 0), ("monitor", 1, 12), ("retrospective", 13, 25),
)  # fmt: skip
"""Stage, and the working days between which its steps are due."""

_MUSTS: Final = {
    "segmentation": ("The suppression lists are applied", "Each contact has given consent"),
    "qa": (
        "One click on the unsubscribe link is enough",
        "The footer has the postal address of the sender",
        "There is a plain-text part",
        "Every image has alt text and the contrast is sufficient",
    ),
    "launch": ("The rollback has been tried out", "The person on call is named and awake"),
}
"""What the first step of a stage always asks for, so that the rules have nothing to object to."""

_DOERS: Final = ("mops-specialist", "content-editor", "designer", "analyst")


def write_workspace(folder: Path, playbooks: int) -> None:
    """A workspace in the new folder `folder` with that many playbooks, its catalogues and its processes."""
    today = datetime.date.today().isoformat()
    for path, text in _catalogues(today):
        _write(folder / path, text)
    for process in PROCESSES:
        _write(folder / f"playbooks/processes/{process}.yml", _process(process, today))
    for number in range(playbooks):
        playbook = _Playbook(number, random.Random(f"{SEED}/{number}"), today)
        _write(folder / f"playbooks/library/{playbook.id}.yml", playbook.text())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


@dataclass(frozen=True, slots=True)
class _Playbook:
    number: int
    rng: random.Random
    today: str

    @property
    def topic(self) -> str:
        return _TOPICS[self.number % len(_TOPICS)]

    @property
    def kind(self) -> str:
        return _KINDS[self.number // len(_TOPICS) % len(_KINDS)]

    @property
    def id(self) -> str:
        return f"{self.topic}-{self.kind}-{self.number:04d}".replace(" ", "-")

    def text(self) -> str:
        return "\n".join((*self._header(), "stages:", *self._stages(), ""))

    def _header(self) -> Iterator[str]:
        audience = self.rng.choice(_AUDIENCES)
        yield from (
            f"# {self.kind} {self.number}, kept by the {self.topic} team.",
            "kind: playbook",
            "schema_version: 1",
            f"id: {self.id}",
            f"title: {self.topic.capitalize()} {self.kind} for {audience} {self.number:04d}",
            f"summary: Plan, build, check and follow up a {self.kind} about {self.topic} for {audience}.",
            "status: approved",
            f"version: {self.rng.randint(1, 4)}.{self.rng.randint(0, 9)}.0",
            "owner: campaign-manager",
            f"last_reviewed: {self.today}",
            "review_cycle_days: 180",
            f"tags: [{self.topic.replace(' ', '-')}]",
            f"synonyms: [{self.topic} {self.kind} run {self.number}]",
            "answers:",
            f"  - How do we run a {self.kind} about {self.topic} for {audience}?",
            f"type: {self.kind.replace(' ', '-')}",
            "anchor: launch_date",
            "channels: [email, web]",
            "brief:",
            f"  objective: {self.rng.randint(20, 400)} conversations about {self.topic} that sales wants to have",
            f"  audience: {audience.capitalize()} in one region",
            f"  offer: A {self.kind} with a worked example",
            f"  message: One problem with {self.topic}, one way out of it",
            "  tracking: Campaign name from the naming rule, tagged links only",
            "kpis:",
            f"  - {{metric: registrations, target: {self.rng.randint(50, 900)}, guardrail: unsubscribe-rate}}",
            f"  - {{metric: qualified-leads, target: {self.rng.randint(5, 90)}, guardrail: complaint-rate}}",
            f"segments: [{self.rng.choice(SEGMENTS)}]",
        )

    def _stages(self) -> Iterator[str]:
        previous = ""
        titles = iter(self.rng.sample([f"{do} {what}" for do in _DO for what in _WHAT], 8 * 6))
        for stage, first, last in _STAGES:
            yield from (
                f"  - id: {stage}",
                f"    title: {stage.replace('-', ' ').capitalize()}",
                f"    type: {stage.replace('-', '_')}",
                f"    goal: Nothing about {self.topic} is left open when {stage.replace('-', ' ')} ends",
                "    steps:",
            )
            days = sorted(self.rng.randint(first, last) for _ in range(self.rng.choice((4, 5, 5, 6, 6))))
            for place, day in enumerate(days):
                id = f"{stage}-{place + 1}"
                hurried = place > 0 and days[place - 1] == day
                yield from self._step(id, f"{next(titles)} for {self.topic}", day, previous, hurried)
                previous = id
            yield from self._gate(stage, last)

    def _step(self, id: str, title: str, day: int, previous: str, hurried: bool) -> Iterator[str]:
        rng = self.rng
        stage, _, place = id.rpartition("-")
        check = stage in ("qa", "content-review")
        yield f"      - id: {id}"
        yield f"        title: {title}"
        yield f"        kind: {'check' if check else 'task'}"
        if check:
            yield from ("        severity: blocker", "        evidence: screenshot")
        yield f"        responsible: [{'qa-reviewer' if check else rng.choice(_DOERS)}]"
        yield "        accountable: campaign-manager"
        if rng.random() < 0.4:
            yield "        consulted: [privacy-counsel]"
        yield f"        due: {f'{day:+d}bd' if day else '0d'}"
        yield f"        effort: {1 if hurried else rng.randint(1, 8)}h"
        if previous:
            yield f"        depends_on: [{previous}]"
        if rng.random() < 0.5:
            yield f"        how_to: {rng.choice(PROCESSES)}"
        if rng.random() < 0.5:
            yield f"        tools: [{rng.choice(TOOLS)}]"
        if rng.random() < 0.3:
            yield f"        rationale: {rng.choice(_WHY)}"
        if rng.random() < 0.5:
            first, second = rng.sample(_HOW, 2)
            yield from ("        description: |", f"          {first}", "", f"          {second}")
        yield from self._checklist(stage if place == "1" else "")

    def _checklist(self, stage: str) -> Iterator[str]:
        rng = self.rng
        if stage in _MUSTS:
            yield "        checklist:"
            for number, text in enumerate(_MUSTS[stage], 1):
                yield f"          - {{id: must-{number}, text: {text}}}"
        elif rng.random() < 0.5:
            yield "        checklist:"
            for item in range(rng.randint(2, 4)):
                text = f"{rng.choice(_WHAT).capitalize()} names {rng.choice(_AUDIENCES)}"
                yield f"          - {{id: item-{item + 1}, text: {text}}}"

    def _gate(self, stage: str, last: int) -> Iterator[str]:
        gates = {"planning": ("brief-approved", "approval"), "qa": ("go-no-go", "go_no_go")}
        if stage in gates:
            id, type = gates[stage]
            yield from (
                "    gate:",
                f"      id: {id}",
                f"      title: {id.replace('-', ' ').capitalize()}",
                f"      type: {type}",
                "      approvers:",
                "        - role: marketing-director",
                "      quorum: all",
                "      independent: true",
                "      criteria:",
                f"        - Every blocker about {self.topic} is closed",
                f"      due: {last:+d}bd",
                "      sla: 2bd",
                "      escalate_to: campaign-manager",
            )


def _process(id: str, today: str) -> str:
    name = id.replace("-", " ")
    return f"""kind: process
schema_version: 1
id: {id}
title: {name.capitalize()}
summary: How the {name} is done here.
status: approved
version: 1.0.0
owner: campaign-manager
approver: marketing-director
last_reviewed: {today}
review_cycle_days: 180
process_type: how_to
answers:
  - How does the {name} work?
body: |
  {_HOW[0]}

  {_HOW[1]}
"""


def _catalogues(today: str) -> Iterator[tuple[str, str]]:
    yield "site_config/workspace.yml", "kind: workspace\nschema_version: 1\nname: Benchmark\nlocale: en\n"
    yield _catalogue("roles", ROLES, today, "responsibilities: [What the name says]")
    yield _catalogue(
        "tools",
        TOOLS,
        today,
        "category: {id}",
        "status: active",
        "business_owner: campaign-manager",
        "technical_owner: mops-specialist",
        "four_questions: {serves_goals: It carries every campaign, improves_journey: It answers at once, "
        "has_budget: true, has_time: true}",
    )
    yield _catalogue(
        "metrics",
        METRICS,
        today,
        "definition: Counted once for each person and campaign",
        "formula: count of persons",
        "unit: persons",
        "source: crm",
        "owner: analyst",
    )
    yield _catalogue(
        "segments",
        SEGMENTS,
        today,
        "criteria: Active within the last ninety days",
        "suppressions: [unsubscribed]",
        "consent_basis: opt-in",
        "owner: mops-specialist",
    )


def _catalogue(kind: str, ids: Sequence[str], today: str, *fields: str) -> tuple[str, str]:
    lines = [f"kind: {kind}", "schema_version: 1", "owner: campaign-manager", "status: approved"]
    lines += [f"last_reviewed: {today}", "review_cycle_days: 180", f"{kind}:"]
    for id in sorted(ids):
        lines += [f"  - id: {id}", f"    title: {id.replace('-', ' ').capitalize()}"]
        lines += [f"    {field.replace('{id}', id)}" for field in fields]
    return f"site_config/{kind}.yml", "\n".join((*lines, ""))
