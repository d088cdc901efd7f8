"""All rules, in alphabetical order. A new rule is a line here, a module of its name, and cases in `tests/rules/`.

The line says what the rule is, the module how it looks for it. Modules are imported when they are first needed: many
runs need few of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

from mopsdocs.checks.rule import Category, Rule, RuleModule, Scope
from mopsdocs.diagnostics import Severity

REFERENCES, PLANNING, CONTROL, LAW, CATALOGUE, CONTENT, CONFIGURATION, _ = Category
ERROR, WARNING, INFO = Severity
DOCUMENT, WORKSPACE, BOTH, WAIVERS = Scope

_RULES: Final = (
    Rule("alias-ambiguous", "An alias stands for two things", CATALOGUE, WARNING, DOCUMENT),
    Rule("alias-in-use", "An alias stands where a value belongs", CATALOGUE, WARNING, WORKSPACE),
    Rule("answer-not-a-question", "An answer names no question", CONTENT, INFO, DOCUMENT, inherits=True),
    Rule("approver-is-doer", "A role approves its own work", CONTROL, ERROR, DOCUMENT),
    Rule("blocker-without-evidence", "A blocker needs no proof", CONTROL, WARNING, DOCUMENT, inherits=True),
    Rule("catalogue-unsorted", "A sorted catalogue is out of order", CATALOGUE, INFO, DOCUMENT),
    Rule("check-without-severity", "Checks do not say how much they weigh", CONTROL, INFO, DOCUMENT),
    Rule("completed-without-lessons", "A campaign ended without being evaluated", CONTENT, WARNING, DOCUMENT),
    Rule("condition-decides-nothing", "A condition decides nothing", PLANNING, WARNING, DOCUMENT, inherits=True),
    Rule("condition-invalid", "A condition cannot be decided", PLANNING, ERROR, DOCUMENT, inherits=True),
    Rule("consent-not-stated", "Consent is missing or too weak", LAW, WARNING, BOTH),
    Rule("content-after-approval", "Content is changed after approval", CONTROL, WARNING, DOCUMENT),
    Rule("dependency-cycle", "Steps wait in a circle", PLANNING, ERROR, DOCUMENT),
    Rule("depends-on-later-stage", "A step waits for work behind its gate", PLANNING, WARNING, DOCUMENT),
    Rule("deprecated-in-use", "Something deprecated is used", REFERENCES, WARNING, WORKSPACE),
    Rule("done-without-proof", "A step is done without its proof", CONTROL, WARNING, WORKSPACE),
    Rule("due-after-dependent", "A step is due too early", PLANNING, ERROR, DOCUMENT),
    Rule("duplicate-id", "Two things have the same id", REFERENCES, ERROR, BOTH),
    Rule("duplicate-title", "Two things have the same title", REFERENCES, WARNING, BOTH),
    Rule("effort-missing", "Steps do not say how much work they are", PLANNING, INFO, DOCUMENT),
    Rule("effort-too-large", "A step is too large to steer", PLANNING, WARNING, DOCUMENT),
    Rule("email-without-accessibility", "E-mail without an accessibility check", LAW, WARNING, BOTH),
    Rule("email-without-postal-address", "E-mail without the sender's postal address", LAW, WARNING, BOTH),
    Rule("email-without-suppression", "E-mail without suppression lists", LAW, WARNING, BOTH),
    Rule("email-without-text-part", "E-mail without a plain-text part", LAW, INFO, BOTH),
    Rule("email-without-unsubscribe", "E-mail without a way out", LAW, WARNING, BOTH),
    Rule("gate-before-work", "A gate comes at the wrong time", PLANNING, WARNING, DOCUMENT),
    Rule("gate-without-criteria", "A gate has no criteria", CONTROL, WARNING, DOCUMENT, inherits=True),
    Rule("gate-without-escalation", "A time limit has no consequence", CONTROL, INFO, DOCUMENT),
    Rule("gate-without-sla", "A gate has no time limit", CONTROL, INFO, DOCUMENT),
    Rule("heading-only", "A heading with nothing below it", CONTENT, INFO, DOCUMENT, inherits=True),
    Rule("id-changed", "An id was changed", REFERENCES, ERROR, WORKSPACE),
    Rule("kpi-without-guardrail", "A KPI has no guardrail", PLANNING, INFO, WORKSPACE),
    Rule("kpi-without-target", "A KPI has no target", PLANNING, WARNING, DOCUMENT),
    Rule("launch-without-go-no-go", "Nobody decides on the launch", CONTROL, WARNING, DOCUMENT, inherits=True),
    Rule("launch-without-on-call", "Nobody is on call at a launch", CONTROL, WARNING, DOCUMENT),
    Rule("launch-without-rollback", "No way back from a launch", CONTROL, WARNING, DOCUMENT),
    Rule("launched-without-go", "A campaign is launched although nobody said go", CONTROL, ERROR, WORKSPACE),
    Rule("legal-review-old", "Legal statements are old", LAW, WARNING, WORKSPACE),
    Rule("licence-expires", "The licence of an asset runs out", CATALOGUE, WARNING, WORKSPACE),
    Rule("link-not-https", "A link is not encrypted", CONTENT, WARNING, DOCUMENT, inherits=True),
    Rule("name-pattern-missed", "A name does not follow its rule", CATALOGUE, WARNING, BOTH),
    Rule("no-accountable-role", "Nobody can answer for a step", CONTROL, WARNING, WORKSPACE),
    Rule("personal-address-in-text", "A person's address in a document", CONTENT, WARNING, DOCUMENT, inherits=True),
    Rule("placeholder-left", "A placeholder was never filled in", CONTENT, ERROR, DOCUMENT),
    Rule("previous-id-taken", "A previous id belongs to something else", REFERENCES, ERROR, BOTH),
    Rule("quorum-too-high", "A gate can never be passed", CONTROL, ERROR, DOCUMENT),
    Rule("region-step-missing", "A copy lacks a step its region requires", LAW, ERROR, WORKSPACE),
    Rule("region-step-weakened", "A copy weakens a step its region requires", LAW, WARNING, WORKSPACE),
    Rule("replacement-cycle", "A replacement leads to a dead end", REFERENCES, WARNING, WORKSPACE),
    Rule("reserved-id", "An id that cannot be a name", CONTENT, ERROR, WORKSPACE),
    Rule("review-overdue", "A review is overdue", CONTENT, WARNING, WORKSPACE),
    Rule("same-person-approves", "One person does and approves", CONTROL, WARNING, WORKSPACE),
    Rule("secret-in-text", "A password or a key in a document", CONTENT, ERROR, DOCUMENT),
    Rule("stage-missing", "A required stage is missing", PLANNING, WARNING, DOCUMENT, inherits=True),
    Rule("stage-out-of-order", "Stages stand in the wrong order", PLANNING, WARNING, DOCUMENT, inherits=True),
    Rule("sunset-tool-in-use", "A tool on its way out is used", CATALOGUE, WARNING, WORKSPACE),
    Rule("term-without-signers", "Too few agreed to a shared term", CATALOGUE, WARNING, DOCUMENT),
    Rule("title-not-imperative", "A step's title is no instruction", CONTENT, INFO, BOTH),
    Rule("tool-one-owner", "Nobody else looks after a tool", CATALOGUE, WARNING, BOTH),
    Rule("tool-overlap", "Two active tools in one category", CATALOGUE, INFO, DOCUMENT),
    Rule("tool-questions-open", "A tool's four questions are not answered", CATALOGUE, WARNING, DOCUMENT),
    Rule("tool-renewal-due", "A tool is due for renewal", CATALOGUE, WARNING, WORKSPACE),
    Rule("unknown-reference", "A name leads nowhere", REFERENCES, ERROR, BOTH),
    Rule("unknown-rule", "The settings name no rule", CONFIGURATION, ERROR, WORKSPACE),
    Rule("unused-entry", "A catalogue entry that nothing names", REFERENCES, INFO, WORKSPACE),
    Rule("vague-wording", "Wording that leaves things open", CONTENT, INFO, DOCUMENT, inherits=True),
    Rule("waiver-invalid", "A waiver has no effect", CONFIGURATION, WARNING, WAIVERS),
    Rule("work-does-not-fit", "Work does not fit into its time", PLANNING, WARNING, DOCUMENT),
    Rule("wrong-folder", "A document is in the wrong place", CONTENT, ERROR, WORKSPACE),
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule.id: rule for rule in _RULES})
"""Every rule by its id."""


class _Modules(Mapping[str, RuleModule]):
    """The module of each rule, imported when somebody asks for it."""

    def __getitem__(self, id: str) -> RuleModule:
        return cast(RuleModule, import_module(f"{__name__}.{RULES[id].id.replace('-', '_')}"))

    def __iter__(self) -> Iterator[str]:
        return iter(RULES)

    def __len__(self) -> int:
        return len(RULES)


MODULES: Final[Mapping[str, RuleModule]] = _Modules()
"""The module of every rule, by the rule's id."""
