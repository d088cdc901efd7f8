"""What happens to fields and tags: what they may hold, where their values come from, and how names are built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.identity import title_of
from mopsdocs.documents.wording import shown
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact.names import is_part_of_entry, name_of_entry
from mopsdocs.wording import listed

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "personal-data-unmarked",
        _ERROR,
        "A field no longer counts as personal data",
        "It is exported, shared and kept without the care that the law asks for.",
        'The field "First name" no longer counts as personal data.',
    ),
    ChangeRule(
        "personal-data-marked",
        _WARNING,
        "A field counts as personal data",
        "Exports, forms and retention have to treat it as such from now on.",
        'The field "Job level" counts as personal data.',
    ),
    ChangeRule(
        "allowed-value-removed",
        _WARNING,
        "A field or a tag may hold fewer values",
        "Forms, lists, reports and links that use a value which is gone no longer work or no longer add up.",
        'The field "Job level" may no longer hold "director".',
    ),
    ChangeRule(
        "allowed-value-added",
        _INFO,
        "A field or a tag may hold more values",
        "Forms, lists and reports may have to know them.",
        'The field "Job level" may also hold "owner".',
    ),
    ChangeRule(
        "data-type-changed",
        _WARNING,
        "A field holds another kind of value",
        "Systems that exchange the field may refuse it or read it wrongly.",
        'The field "First name" holds a value of the type "text", before "string".',
    ),
    ChangeRule(
        "source-of-truth-changed",
        _WARNING,
        "Another tool's value of a field wins",
        "The tools overwrite each other's values in the other direction; both owners have to agree.",
        'Where tools differ about the field "First name", the value in "mailer" counts, before the one in "crm".',
    ),
    ChangeRule(
        "naming-changed",
        _WARNING,
        "Names are built in another way",
        "Reports and filters that read the parts of a name find old names or new ones, not both.",
        'The pattern of names by the rule "campaign" is now "{anchor_date:%Y%m%d}_{region}_{playbook}", '
        'before "{anchor_date:%Y%m%d}_{playbook}_{region}".',
    ),
)

_PATTERN: Final = frozenset({"pattern", "separator", "case"})


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of the data dictionary or the taxonomy."""
    for fact in pair.facts:
        if pair.kind == "taxonomy" and fact.path[:1] == ("naming",):
            yield from _naming(fact)
        elif is_part_of_entry(pair, fact):
            yield from _entry(pair, fact, fact.path[2], name_of_entry(pair, fact))


def _entry(pair: Pair, fact: Fact, field: str, name: str) -> Iterator[Verdict]:
    if pair.kind == "taxonomy":
        yield from _tag_values(fact, name) if field == "values" else ()
    elif field == "pii":
        id, verb = ("personal-data-marked", "counts") if fact.new else ("personal-data-unmarked", "no longer counts")
        yield Verdict(id, fact, f"The {name} {verb} as personal data.")
    elif field == "allowed_values":
        yield from _values(fact, name)
    elif field == "type":
        message = f'The {name} holds a value of the type "{fact.new}", before "{fact.old}".'
        yield Verdict("data-type-changed", fact, message, words(fact))
    elif field == "source_of_truth":
        old, new = (pair.titles("tool", id) for id in (fact.old, fact.new))
        message = f'Where tools differ about the {name}, the value in "{new}" counts, before the one in "{old}".'
        yield Verdict("source-of-truth-changed", fact, message, words(fact))


def _values(fact: Fact, name: str) -> Iterator[Verdict]:
    """A field without a list may hold anything."""
    if fact.old and fact.new:
        yield from (_gone(fact, name, value) for value in fact.old if value not in fact.new)
        yield from (_new(fact, name, value) for value in fact.new if value not in fact.old)
    elif fact.new:
        message = f"The {name} may hold nothing but {listed(map(shown, fact.new))}."
        yield Verdict("allowed-value-removed", fact, message)
    elif fact.old:
        yield Verdict("allowed-value-added", fact, f"The {name} may hold any value.")


def _tag_values(fact: Fact, name: str) -> Iterator[Verdict]:
    if len(fact.path) == 4 and fact.kind == "removed":
        yield _gone(fact, name, fact.path[3], fact.old)
    elif len(fact.path) == 4 and fact.kind == "added":
        yield _new(fact, name, fact.path[3], fact.new)


def _gone(fact: Fact, name: str, value: str, item: Any = None) -> Verdict:
    message = f"The {name} may no longer hold {_said(value, item)}."
    return Verdict("allowed-value-removed", fact, message, (value,))


def _new(fact: Fact, name: str, value: str, item: Any = None) -> Verdict:
    return Verdict("allowed-value-added", fact, f"The {name} may also hold {_said(value, item)}.", (value,))


def _said(value: str, item: Any) -> str:
    title = title_of(item, value)
    return f'"{value}"' if title == value else f'"{value}" ({title})'


def _naming(fact: Fact) -> Iterator[Verdict]:
    """A rule for names that is new, or described in other words, changes no name."""
    what = f'names by the rule "{fact.path[1]}"' if len(fact.path) > 1 else "names"
    if len(fact.path) < 3 and fact.kind == "removed":
        yield Verdict("naming-changed", fact, f"Nothing says any more how {what} are built.")
    elif len(fact.path) == 3 and fact.path[2] in _PATTERN:
        now = f"is now {shown(fact.new)}" if fact.new else "is not set any more"
        was = shown(fact.old) if fact.old else "not set"
        message = f"The {fact.path[2]} of {what} {now}, before {was}."
        yield Verdict("naming-changed", fact, message, words(fact))
