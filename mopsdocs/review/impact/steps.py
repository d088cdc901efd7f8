"""What happens to stages and steps as a whole: they come and go, move, and stand before or behind a gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.identity import title_of
from mopsdocs.regions.paths import STEPS
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact.checks import is_blocker
from mopsdocs.review.impact.names import changed_ids, is_step, name_of_step, stage_title

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "step-removed",
        _ERROR,
        "A step is gone",
        "Nobody does this work any more, and copies that edited it conflict.",
        'The step "Build the list" is gone.',
    ),
    ChangeRule(
        "step-id-changed",
        _ERROR,
        "A step has another id and no note of the old one",
        "Copies, campaigns and links know it by the old id, and lose it. List that under previous_ids.",
        'The check "Prove consent" had the id prove and has the id prove-consent, which previous_ids does not say.',
    ),
    ChangeRule(
        "step-moved-across-gate",
        _ERROR,
        "A step stands on the other side of a gate",
        "Approvers decide before its result is known, or it comes without the approval that it needed.",
        'The check "Check how it looks" now stands on the other side of the gate "Go or no-go".',
    ),
    ChangeRule(
        "stage-order-changed",
        _WARNING,
        "Stages come in another order",
        "Teams hand over to each other at other times than they are used to.",
        "The stages now come in this order: Plan, Build, Send, Test.",
    ),
    ChangeRule(
        "stage-removed",
        _WARNING,
        "A stage is gone",
        "Whoever planned by its name has to plan anew.",
        'The stage "Send" is gone.',
    ),
    ChangeRule(
        "stage-added",
        _INFO,
        "There is a new stage",
        "Plans and boards get one column more.",
        'There is a new stage "Learn".',
    ),
    ChangeRule(
        "step-added",
        _INFO,
        "There is a new step",
        "Somebody has more to do.",
        'There is a new check "Check the spelling". QA reviewer answers for it.',
    ),
    ChangeRule(
        "step-moved",
        _INFO,
        "A step stands in another stage",
        "Whoever works by stages finds it elsewhere.",
        'The step "Build the list" went from the stage "Build" to "Test".',
    ),
    ChangeRule(
        "step-reordered",
        _INFO,
        "Steps come in another order",
        "Due dates say when work is due, order how it reads.",
        'The steps of the stage "Build" come in another order.',
    ),
    ChangeRule(
        "step-renamed",
        _INFO,
        "A step has another id",
        "The old one is noted, so copies and links find it.",
        'The check "Prove consent" had the id prove and has the id prove-consent.',
    ),
)


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of a playbook."""
    ids = changed_ids(pair)
    crossing = _crossing(pair)
    for fact in pair.facts:
        if fact.path[:1] == STEPS[:1] and fact.path[:2] != STEPS:
            yield from _stage(pair, fact)
        elif not is_step(fact):
            continue
        elif fact.path[2] in ids:
            yield from _another_id(fact, ids[fact.path[2]])
        elif fact.kind in ("added", "removed"):
            yield from _came_or_went(pair, fact)
        else:
            yield from _placed(pair, fact, crossing.get(fact.path[2], ()))
    yield from _carried_across(pair, crossing)


def _stage(pair: Pair, fact: Fact) -> Iterator[Verdict]:
    if fact.path == STEPS[:1] and fact.kind == "reordered":
        titles = [title_of(pair.compared.stages[name][1], name) for name in fact.new]
        yield Verdict(
            "stage-order-changed", fact, f"The stages now come in this order: {', '.join(titles)}.", (*fact.new,)
        )
    elif len(fact.path) == 2 and fact.kind == "removed":
        yield Verdict("stage-removed", fact, f'The stage "{title_of(fact.old)}" is gone.')
    elif len(fact.path) == 2 and fact.kind == "added":
        yield Verdict("stage-added", fact, f'There is a new stage "{title_of(fact.new)}".')
    elif fact.path[2:] == ("steps",) and fact.kind == "reordered":
        stage = title_of(pair.compared.stages[fact.path[1]][1])
        yield Verdict("step-reordered", fact, f'The steps of the stage "{stage}" come in another order.', (*fact.new,))


def _came_or_went(pair: Pair, fact: Fact) -> Iterator[Verdict]:
    """Checks that can stop a campaign are told as such."""
    step = fact.new if fact.kind == "added" else fact.old
    if is_blocker(step):
        return
    if fact.kind == "removed":
        yield Verdict("step-removed", fact, f"The {name_of_step(step)} is gone.")
    else:
        role = pair.role(step.get("accountable", ""))
        yield Verdict("step-added", fact, f"There is a new {name_of_step(step)}. {role} answers for it.")


def _placed(pair: Pair, fact: Fact, gates: tuple[str, ...]) -> Iterator[Verdict]:
    name = name_of_step(pair.compared.steps[fact.path[2]][1])
    if fact.kind == "renamed":
        yield Verdict("step-renamed", fact, f"The {name} had the id {fact.old} and has the id {fact.new}.", words(fact))
    elif fact.kind == "moved" and gates:
        yield Verdict("step-moved-across-gate", fact, _across(name, gates), words(fact))
    elif fact.kind == "moved":
        was, now = stage_title(pair.before, fact.old), stage_title(pair.after, fact.new)
        yield Verdict("step-moved", fact, f'The {name} went from the stage "{was}" to "{now}".', words(fact))


def _another_id(fact: Fact, old: str | None) -> Iterator[Verdict]:
    if old is not None:
        new, name = fact.path[2], name_of_step(fact.new)
        message = f"The {name} had the id {old} and has the id {new}, which previous_ids does not say."
        yield Verdict("step-id-changed", fact, message, (old, new))


def _crossing(pair: Pair) -> dict[str, tuple[str, ...]]:
    """The steps that stand on another side of gates than before, with the titles of these gates."""
    if not isinstance(pair.before, dict) or not isinstance(pair.after, dict):
        return {}
    names = {was["id"]: now["id"] for was, now in pair.compared.gates.values()}
    titles = {now["id"]: title_of(now) for _, now in pair.compared.gates.values()}
    before, after = _behind(pair.before), _behind(pair.after)
    found = {}
    for id, (was, _) in pair.compared.steps.items():
        old = {names[gate] for gate in before.get(was["id"], ()) if gate in names}
        new = {gate for gate in after.get(id, ()) if gate in titles}
        if old != new:
            found[id] = tuple(titles[gate] for gate in titles if gate in old ^ new)
    return found


def _behind(playbook: Any) -> dict[str, tuple[str, ...]]:
    """The gates that a campaign has passed when it comes to each step."""
    passed: tuple[str, ...] = ()
    found: dict[str, tuple[str, ...]] = {}
    for stage in playbook.get("stages", ()):
        found.update((step["id"], passed) for step in stage.get("steps", ()))
        if stage.get("gate"):
            passed = (*passed, stage["gate"]["id"])
    return found


def _carried_across(pair: Pair, crossing: Mapping[str, tuple[str, ...]]) -> Iterator[Verdict]:
    """Steps that have not moved themselves: their stage has."""
    moved = {fact.path[2] for fact in pair.facts if fact.kind == "moved" and is_step(fact)}
    cause = next((fact for fact in pair.facts if fact.path == STEPS[:1] and fact.kind == "reordered"), None)
    for id, gates in crossing.items() if cause is not None else ():
        if id not in moved:
            assert cause is not None
            name = name_of_step(pair.compared.steps[id][1])
            yield Verdict("step-moved-across-gate", cause, _across(name, gates), (id,))


def _across(name: str, gates: tuple[str, ...]) -> str:
    listed = " and ".join(f'"{gate}"' for gate in gates)
    return f"The {name} now stands on the other side of the gate{'s' if len(gates) > 1 else ''} {listed}."
