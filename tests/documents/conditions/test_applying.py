"""What of a playbook a campaign has."""

from __future__ import annotations

import msgspec

from mopsdocs.documents.conditions.applying import conditions, decisions, without
from mopsdocs.documents.conditions.evaluation import Values, holds
from mopsdocs.documents.model import Playbook
from tests.campaigns.plans import gate, plan, stage, step

BIG, SMALL, DE = "size >= 5000", "size < 5000", 'region.code == "de"'


def playbook() -> Playbook:
    checked = [{"id": "one", "text": "One"}, {"id": "two", "text": "Two", "when": BIG}]
    tiers = [{"role": "lead", "when": SMALL}, {"role": "chief", "when": BIG}, {"role": "boss"}]
    return plan(
        [
            stage(
                step("brief", "-9bd"),
                step("ask", "-8bd", depends_on=["brief"], when=BIG),
                step("count", "-7bd", depends_on=["ask", "brief"], when=BIG),
                step("build", "-6bd", depends_on=["count"], checklist=checked),
                step("local", "-5bd", depends_on=["build"], when=DE),
                gate=gate("ready", approvers=tiers),
            )
        ]
    ).playbook


def applied(found: Playbook, values: Values) -> Playbook:
    """The playbook without what does not apply where `values` are known."""
    return without(found, frozenset(when for when in conditions(found) if holds(when, values) is False))


def ids(found: Playbook) -> list[str]:
    return [step.id for step in found.steps]


def test_each_condition_once_in_reading_order() -> None:
    assert conditions(playbook()) == (BIG, DE, SMALL)
    assert decisions((BIG, DE, SMALL), {"size": 10}) == (False, None, True)


def test_a_large_campaign_has_everything() -> None:
    found = applied(playbook(), {"size": 5000, "region.code": "de"})
    assert ids(found) == ["brief", "ask", "count", "build", "local"]
    (only,) = found.stages
    assert only.gate is not None
    assert [approver.role for approver in only.gate.approvers] == ["chief", "boss"]
    assert only.steps == playbook().steps


def test_a_small_one_lacks_steps_checks_and_approvers() -> None:
    found = applied(playbook(), {"size": 4999, "region.code": "us"})
    assert ids(found) == ["brief", "build"]
    (only,) = found.stages
    assert only.gate is not None
    assert [approver.role for approver in only.gate.approvers] == ["lead", "boss"]
    assert [item.id for item in only.steps[1].checklist] == ["one"]


def test_a_step_waits_for_what_the_left_out_ones_waited_for() -> None:
    found = applied(playbook(), {"size": 1})
    assert [step.depends_on for step in found.steps if step.id == "build"] == [("brief",)]


def test_steps_that_wait_for_each_other_and_are_left_out() -> None:
    made = plan([stage(
        step("a", "-3bd", depends_on=["b"], when=BIG), step("b", "-3bd", depends_on=["a"], when=BIG),
        step("c", "-2bd", depends_on=["a"]),
    )]).playbook  # fmt: skip
    assert [step.depends_on for step in applied(made, {"size": 1}).steps] == [()]


def test_what_is_not_known_stays() -> None:
    assert applied(playbook(), {}) is not None
    assert msgspec.to_builtins(applied(playbook(), {})) == msgspec.to_builtins(playbook())
