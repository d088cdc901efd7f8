"""What happens to whole documents and entries of catalogues: they come and go, in use or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.document import Document
from mopsdocs.documents.identity import title_of
from mopsdocs.documents.library import ENTRY_LISTS, Library
from mopsdocs.review.change import ChangeRule, Pair, Titles, Verdict
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact import waivers

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "playbook-removed-with-copies",
        _ERROR,
        "A playbook is gone, and regions have copies of it",
        "The copies get no improvements any more. Remove them too, or note the old id in the playbook that follows.",
        'The playbook "Newsletter" is gone, and there are copies of it: xx.',
    ),
    ChangeRule(
        "document-removed",
        _WARNING,
        "A document is gone",
        "Whoever looks for it finds nothing; deprecate it first, and name what replaces it.",
        'The playbook "Newsletter" for xx is gone.',
    ),
    ChangeRule(
        "document-added",
        _INFO,
        "There is a new document",
        "People can work by it.",
        'There is a new playbook "Newsletter" for xx.',
    ),
    ChangeRule(
        "role-removed-in-use",
        _ERROR,
        "A role is gone that documents name",
        "Steps and gates ask for somebody who does not exist any more, so nobody does them or agrees.",
        'The role "Agency" is gone, and documents still name it.',
    ),
    ChangeRule(
        "entry-removed-in-use",
        _ERROR,
        "A tool, metric or other entry is gone that documents name",
        "Documents name something that does not exist any more, and pages lead nowhere.",
        'The metric "Open rate" is gone, and documents still name it.',
    ),
    ChangeRule(
        "entry-removed",
        _INFO,
        "An entry of a catalogue is gone",
        "No document names it.",
        'The role "Agency" is gone; no document names it.',
    ),
    ChangeRule(
        "entry-added", _INFO, "A catalogue has a new entry", "Documents can name it.", 'There is a new role "Agency".'
    ),
)

_NAMES: Final = {kind: {key: entry for entry, key in lists} for kind, lists in ENTRY_LISTS.items()}


def came(document: Document, titles: Titles) -> Iterator[Verdict]:
    """The case of a document that was not there before, and those of the waivers in it."""
    fact = Fact("added", (), None, document.value, None, ())
    yield Verdict("document-added", fact, f"There is a new {_called(document)}.")
    if document.kind == "waivers":
        empty = {key: value for key, value in document.value.items() if not isinstance(value, list)}
        for one in waivers.judged(Pair.of(document.kind, empty, document.value, titles)):
            yield replace(one, fact=replace(one.fact, path=()))  # there is no earlier version to have a path in


def went(document: Document, after: Library) -> Iterator[Verdict]:
    """The case of a document that is not there any more."""
    fact = Fact("removed", (), document.value, None, (), None)
    copies = after.copies(str(document.value.get("id"))) if _is_library_playbook(document) else ()
    if copies:
        regions = ", ".join(str(copy.head.region) for copy in copies)
        message = f"The {_called(document)} is gone, and there are copies of it: {regions}."
        yield Verdict("playbook-removed-with-copies", fact, message)
    else:
        yield Verdict("document-removed", fact, f"The {_called(document)} is gone.")


def judged(pair: Pair, after: Library | None) -> Iterator[Verdict]:
    """The cases in two versions of a catalogue; without the workspace `after` nobody asks who names an entry."""
    lists = _NAMES.get(pair.kind)
    if lists is None:
        return
    named = {(kind, id) for kinds, id in after.names for kind in kinds} if after is not None else set()
    for fact in pair.facts:
        what = lists.get(fact.path[0]) if len(fact.path) == 2 else None
        if what is None or fact.kind not in ("added", "removed"):
            continue
        name = title_of(fact.new or fact.old, fact.path[1])
        if fact.kind == "added":
            yield Verdict("entry-added", fact, f'There is a new {what} "{name}".')
        elif (what, fact.path[1]) in named:
            message = f'The {what} "{name}" is gone, and documents still name it.'
            yield Verdict("role-removed-in-use" if what == "role" else "entry-removed-in-use", fact, message)
        else:
            unused = "; no document names it" if after is not None else ""
            yield Verdict("entry-removed", fact, f'The {what} "{name}" is gone{unused}.')


def _is_library_playbook(document: Document) -> bool:
    return document.kind == "playbook" and "region" not in document.value


def _called(document: Document) -> str:
    value = document.value
    if document.key == document.kind:
        return f'file "{document.kind.replace("_", " ")}"'
    region = f" for {value['region']}" if document.kind == "playbook" and "region" in value else ""
    return f'{document.kind.replace("_", " ")} "{title_of(value, document.key)}"{region}'
