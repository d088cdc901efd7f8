"""All rules, in alphabetical order. A new rule is a module here, a line below, and cases in `tests/rules/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mopsdocs.checks.rule import RuleModule
from mopsdocs.checks.rules import (
    approver_is_doer,
    dependency_cycle,
    deprecated_in_use,
    due_after_dependent,
    duplicate_id,
    no_accountable_role,
    placeholder_left,
    reserved_id,
    review_overdue,
    same_person_approves,
    unknown_reference,
    unknown_rule,
    waiver_invalid,
    wrong_folder,
)

RULES: Final[Mapping[str, RuleModule]] = {
    "approver-is-doer": approver_is_doer,
    "dependency-cycle": dependency_cycle,
    "deprecated-in-use": deprecated_in_use,
    "due-after-dependent": due_after_dependent,
    "duplicate-id": duplicate_id,
    "no-accountable-role": no_accountable_role,
    "placeholder-left": placeholder_left,
    "reserved-id": reserved_id,
    "review-overdue": review_overdue,
    "same-person-approves": same_person_approves,
    "unknown-reference": unknown_reference,
    "unknown-rule": unknown_rule,
    "waiver-invalid": waiver_invalid,
    "wrong-folder": wrong_folder,
}
"""Every rule by its id."""
