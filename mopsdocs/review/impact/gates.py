"""What happens to gates: the points at which somebody has to say yes before work goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.identity import title_of
from mopsdocs.documents.timing import offset, period_in_words
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact import deadlines
from mopsdocs.review.impact.names import stage_title
from mopsdocs.wording import listed

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "gate-removed",
        _ERROR,
        "A gate is gone",
        "Work goes on to the next stage without anybody's yes. Somebody relied on that stop.",
        'The gate "Brief approved" is gone: work goes on without the approval of Campaign manager.',
    ),
    ChangeRule(
        "gate-added",
        _INFO,
        "There is a new gate",
        "Campaigns that run will have to stop there; approvers need time.",
        'There is a new gate "All sent", at which QA reviewer must agree.',
    ),
    ChangeRule(
        "gate-moved",
        _WARNING,
        "A gate ends another stage",
        "What it protects is other work than before; check that nothing risky now happens ahead of it.",
        'The gate "Brief approved" now ends the stage "Send" instead of "Plan".',
    ),
    ChangeRule(
        "gate-made-optional",
        _ERROR,
        "A gate has only conditional approvers left",
        "When none of the conditions holds, nobody has to be asked, and the gate is passed by default.",
        'Nobody always has to agree at the gate "Brief approved" any more.',
    ),
    ChangeRule(
        "gate-approver-removed",
        _ERROR,
        "A role is no longer asked",
        "That role's knowledge, often of the law or the brand, no longer stands between a mistake and the customer.",
        'Privacy counsel no longer has to agree at the gate "Go or no-go".',
    ),
    ChangeRule(
        "approver-added",
        _WARNING,
        "One more role is asked",
        "The role has to know and to find the time, or every campaign waits for it.",
        'Legal reviewer has to agree at the gate "Go or no-go".',
    ),
    ChangeRule(
        "approver-condition-added",
        _ERROR,
        "A role is asked only on a condition",
        "Where the condition does not hold, the campaign passes without that role.",
        'Campaign manager has to agree at the gate "Brief approved" only when the budget is above 10,000.',
    ),
    ChangeRule(
        "approver-condition-changed",
        _WARNING,
        "A role is asked on another condition",
        "Campaigns that needed the role's yes may not need it any more, and others may.",
        'Brand reviewer has to agree at the gate "Go or no-go" when the layout or the brand is new, no '
        "longer when the layout is new.",
    ),
    ChangeRule(
        "approver-condition-removed",
        _INFO,
        "A role is always asked now",
        "More campaigns wait for this role than before.",
        'Brand reviewer always has to agree at the gate "Go or no-go", no longer only when the layout is new.',
    ),
    ChangeRule(
        "gate-quorum-lowered",
        _ERROR,
        "Fewer approvers have to agree",
        "A campaign passes although an approver has doubts or was never asked.",
        'At the gate "Go or no-go" one approver must agree instead of every approver.',
    ),
    ChangeRule(
        "gate-quorum-raised",
        _INFO,
        "More approvers have to agree",
        "Campaigns wait for more people than before.",
        'At the gate "Go or no-go" every approver must agree instead of one approver.',
    ),
    ChangeRule(
        "independence-dropped",
        _ERROR,
        "Approvers may approve their own work",
        "Four eyes become two: whoever built the campaign can release it.",
        'Whoever did the work may decide at the gate "Go or no-go".',
    ),
    ChangeRule(
        "independence-added",
        _INFO,
        "Approvers must not have done the work",
        "Small teams have to find somebody else who approves.",
        'Whoever did the work must not decide at the gate "Brief approved".',
    ),
    ChangeRule(
        "gate-criterion-removed",
        _WARNING,
        "A criterion of a gate is gone or reworded",
        "Approvers no longer look at it, or look at something else.",
        'The gate "Go or no-go" no longer has the criterion "The list is final".',
    ),
    ChangeRule(
        "gate-criterion-added",
        _INFO,
        "A gate has a new criterion",
        "Approvers look at one thing more.",
        'The gate "Go or no-go" has a new criterion: "The list is complete".',
    ),
    ChangeRule(
        "gate-decision-added",
        _WARNING,
        "A gate has another possible answer",
        "A go with conditions, for one, lets a campaign pass that would have been stopped.",
        'The gate "Go or no-go" can now be answered with "go with conditions".',
    ),
    ChangeRule(
        "gate-decision-removed",
        _INFO,
        "A gate has one answer less",
        "Approvers have to choose among fewer answers.",
        'The gate "Go or no-go" can no longer be answered with "go".',
    ),
    ChangeRule(
        "gate-type-changed",
        _WARNING,
        "A gate is of another kind",
        "An approval, a quality check and a go or no-go are different promises.",
        'The gate "Go or no-go" is a quality check, no longer a go or no-go.',
    ),
    ChangeRule(
        "sla-relaxed",
        _WARNING,
        "Approvers may take longer",
        "Plans that counted on the shorter time no longer work.",
        'Approvers at the gate "Go or no-go" have 4 working days instead of 2 working days.',
    ),
    ChangeRule(
        "sla-tightened",
        _INFO,
        "Approvers have to be quicker",
        "Approvers have to agree to the shorter time.",
        'Approvers at the gate "Go or no-go" have 1 working day instead of 2 working days.',
    ),
    ChangeRule(
        "escalation-removed",
        _WARNING,
        "Nobody is asked when approvers do not answer",
        "A gate without escalation holds up campaigns for as long as somebody is away.",
        'When nobody answers at the gate "Go or no-go", Head of marketing is no longer asked.',
    ),
    ChangeRule(
        "escalation-changed",
        _INFO,
        "Somebody else is asked",
        "The new role has to know.",
        'When nobody answers at the gate "Go or no-go", Campaign manager is asked instead of Head of marketing.',
    ),
)

_TYPES: Final = {"approval": "an approval", "qa": "a quality check", "go_no_go": "a go or no-go"}


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of a playbook."""
    for fact in pair.facts:
        if fact.path[:1] == ("stages",) and fact.path[2:3] == ("gate",):
            if len(fact.path) == 3:
                yield from _whole(pair, fact)
            elif fact.path[1] in pair.compared.gates:
                was, now = pair.compared.gates[fact.path[1]]
                yield from _part(pair, fact, was, now)
    for stage, (was, now) in pair.compared.gates.items():
        if _asked_always(was) and not _asked_always(now):
            message = f"Nobody always has to agree at the {_name(now)} any more."
            causes = (fact for fact in pair.facts if fact.path[:4] == ("stages", stage, "gate", "approvers"))
            yield from (Verdict("gate-made-optional", cause, message) for cause in [*causes][:1])


def _whole(pair: Pair, fact: Fact) -> Iterator[Verdict]:
    if fact.kind == "removed":
        message = f"The {_name(fact.old)} is gone: work goes on without the approval of {_approvers(pair, fact.old)}."
        yield Verdict("gate-removed", fact, message, (fact.old["id"],))
    elif fact.kind == "added":
        message = f"There is a new {_name(fact.new)}, at which {_approvers(pair, fact.new)} must agree."
        yield Verdict("gate-added", fact, message, (fact.new["id"],))
    elif fact.kind == "moved":
        name = _name(pair.compared.gates[fact.path[1]][1])
        was, now = stage_title(pair.before, fact.old), stage_title(pair.after, fact.new)
        message = f'The {name} now ends the stage "{now}" instead of "{was}".'
        yield Verdict("gate-moved", fact, message, words(fact))


def _part(pair: Pair, fact: Fact, was: Any, now: Any) -> Iterator[Verdict]:
    name, field = _name(now), fact.path[3]
    if field == "approvers":
        yield from _approver(pair, fact, name)
    elif field == "quorum":
        yield from _quorum(fact, was, now)
    elif field == "independent":
        yield from _independence(fact, name)
    elif field == "criteria":
        yield from _criteria(fact, name)
    elif field == "decisions":
        yield from _decisions(fact, name)
    elif field == "sla":
        yield from _sla(fact, name)
    elif field == "escalate_to":
        id = "escalation-removed" if fact.new is None else "escalation-changed"
        asked = f"{pair.role(fact.new)} is asked" if fact.new else f"{pair.role(fact.old)} is no longer asked"
        instead = f" instead of {pair.role(fact.old)}" if fact.old and fact.new else ""
        yield Verdict(id, fact, f"When nobody answers at the {name}, {asked}{instead}.", words(fact))
    elif field == "due":
        yield from deadlines.moved(fact, name)
    elif field == "type":
        message = f"The {name} is {_TYPES[fact.new]}, no longer {_TYPES[fact.old]}."
        yield Verdict("gate-type-changed", fact, message, words(fact))


def _name(gate: Any) -> str:
    return f'gate "{title_of(gate)}"'


def _approver(pair: Pair, fact: Fact, name: str) -> Iterator[Verdict]:
    rest = fact.path[4:]
    if not rest:
        return
    role, title = rest[0], pair.role(rest[0])
    if rest[1:] == ("when",):
        said = {
            "added": f"{title} has to agree at the {name} only when {fact.new}.",
            "removed": f"{title} always has to agree at the {name}, no longer only when {fact.old}.",
            "changed": f"{title} has to agree at the {name} when {fact.new}, no longer when {fact.old}.",
        }
        yield Verdict(f"approver-condition-{fact.kind}", fact, said[fact.kind], (role, *words(fact)))
    elif len(rest) == 1 and fact.kind == "removed":
        yield Verdict("gate-approver-removed", fact, f"{title} no longer has to agree at the {name}.", (role,))
    elif len(rest) == 1 and fact.kind == "added":
        when = f" when {fact.new['when']}" if fact.new.get("when") else ""
        yield Verdict("approver-added", fact, f"{title} has to agree at the {name}{when}.", (role,))


def _independence(fact: Fact, name: str) -> Iterator[Verdict]:
    if fact.old is True:
        yield Verdict("independence-dropped", fact, f"Whoever did the work may decide at the {name}.")
    elif fact.new is True:
        yield Verdict("independence-added", fact, f"Whoever did the work must not decide at the {name}.")


def _quorum(fact: Fact, was: Any, now: Any) -> Iterator[Verdict]:
    """Compared for as many approvers as both versions have: those who came or went are told by themselves."""
    count = min(len(version["approvers"]) for version in (was, now))
    before, after = (_needed(version.get("quorum"), count) for version in (was, now))
    if before == after:
        return
    id = "gate-quorum-lowered" if after < before else "gate-quorum-raised"
    old, new = (_in_words(version.get("quorum")) for version in (was, now))
    yield Verdict(id, fact, f"At the {_name(now)} {new} must agree instead of {old}.", words(fact))


def _needed(quorum: Any, approvers: int) -> int:
    return quorum if isinstance(quorum, int) else 1 if quorum == "any" else approvers


def _in_words(quorum: Any) -> str:
    if isinstance(quorum, int) and quorum > 1:
        return f"{quorum} approvers"
    return "one approver" if quorum in ("any", 1) else "every approver"


def _criteria(fact: Fact, name: str) -> Iterator[Verdict]:
    old, new = fact.old or [], fact.new or []
    for text in old:
        if text not in new:
            yield Verdict("gate-criterion-removed", fact, f'The {name} no longer has the criterion "{text}".', (text,))
    for text in new:
        if text not in old:
            yield Verdict("gate-criterion-added", fact, f'The {name} has a new criterion: "{text}".', (text,))


def _decisions(fact: Fact, name: str) -> Iterator[Verdict]:
    old, new = fact.old or [], fact.new or []
    for answer in old:
        if answer not in new:
            message = f'The {name} can no longer be answered with "{answer.replace("_", " ")}".'
            yield Verdict("gate-decision-removed", fact, message, (answer,))
    for answer in new:
        if answer not in old:
            message = f'The {name} can now be answered with "{answer.replace("_", " ")}".'
            yield Verdict("gate-decision-added", fact, message, (answer,))


def _sla(fact: Fact, name: str) -> Iterator[Verdict]:
    old, new = (offset(text).nominal_hours if text else float("inf") for text in (fact.old, fact.new))
    was, now = (period_in_words(text) if text else "no limit" for text in (fact.old, fact.new))
    if old != new:
        id = "sla-relaxed" if new > old else "sla-tightened"
        yield Verdict(id, fact, f"Approvers at the {name} have {now} instead of {was}.", words(fact))


def _asked_always(gate: Any) -> bool:
    return any(not approver.get("when") for approver in gate["approvers"])


def _approvers(pair: Pair, gate: Any) -> str:
    return listed(pair.role(approver["role"]) for approver in gate["approvers"])
