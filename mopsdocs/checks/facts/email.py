"""What every e-mail needs, and whether the playbooks that send e-mail speak of it.

Library playbooks are held against the words of a topic. A copy may be in any language, so it is only asked whether it
still has the steps by which its playbook takes care of the topic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mopsdocs.checks.facts.copies import Copy, copies
from mopsdocs.checks.facts.playbooks import library_playbook_in_use, outline_is_certain
from mopsdocs.checks.facts.steps import PlacedStep, placed_steps
from mopsdocs.checks.facts.topics import is_covered, speaks_of, with_words, words_of
from mopsdocs.checks.rule import DocumentContext, LibraryContext
from mopsdocs.diagnostics import Finding, Mention, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Playbook, Settings
from mopsdocs.wording import quoted

EMAIL: Final = frozenset({"email", "e-mail", "mail"})
"""Names of the channel. A rule over one document does not see the aliases that the taxonomy has."""

_EMAIL_TYPES: Final = frozenset({"one-off-email", "newsletter", "nurture"})
"""Types of playbook that send e-mail even where `channels` is not filled in."""


@dataclass(frozen=True, slots=True)
class Care:
    """Something that every e-mail needs: its key under `topics`, what to call it, and how to mend its absence.

    The two methods are the two checks of a rule.
    """

    topic: str
    what: str
    remedy: str

    def in_document(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """At most one finding for a library playbook that sends e-mail and does not speak of it: where it says so."""
        pointer = _launches_email(library_playbook_in_use(document))
        if pointer is None or is_covered(document, self.topic, context.settings):
            return
        if outline_is_certain(document):
            yield _nothing_about(document, pointer, self, context.settings)

    def in_copies(self, library: Library, context: LibraryContext) -> Iterator[Finding]:
        """One finding for each copy that sends e-mail and lost all steps by which its playbook takes care of it.

        Nothing is said of files whose steps are not all known.
        """
        for copy in copies(library, context.broken):
            pointer = _launches_email(copy.playbook)
            if pointer is None:
                continue
            if copy.source is not None:
                lost = lost_steps(copy, self.topic, library.settings)
                if lost:
                    yield _no_longer(copy, copy.source, pointer, self, lost)
            elif not is_covered(copy.document, self.topic, library.settings):
                yield _nothing_about(copy.document, pointer, self, library.settings)


def email_named_at(playbook: Playbook) -> Pointer | None:
    """Where `playbook` says that it sends e-mail; None where it does not."""
    if playbook.channels:
        return None if EMAIL.isdisjoint(playbook.channels) else ("channels",)
    return ("type",) if playbook.type in _EMAIL_TYPES else None


def lost_steps(copy: Copy, topic: str, settings: Settings) -> list[PlacedStep]:
    """The steps of the library playbook that speak of `topic`, where `copy` has none of them and says nothing else."""
    source = copy.source.model if copy.source is not None else None
    if not isinstance(source, Playbook):
        return []
    here = _ids(copy.playbook)
    if here >= _ids(source):
        return []
    here.update(id for step in copy.playbook.steps for id in step.previous_ids)
    speaking = [placed for placed in placed_steps(source) if speaks_of(words_of(placed.step), topic, settings)]
    if any(placed.step.id in here for placed in speaking) or is_covered(copy.document, topic, settings):
        return []
    return speaking


def _ids(playbook: Playbook) -> set[str]:
    return {step.id for stage in playbook.stages for step in stage.steps}


def _launches_email(playbook: Playbook | None) -> Pointer | None:
    if playbook is None or all(stage.type != "launch" for stage in playbook.stages):
        return None
    return email_named_at(playbook)


def _nothing_about(document: Document, pointer: Pointer, care: Care, settings: Settings) -> Finding:
    message = f"the playbook sends e-mail, but its stages say nothing about {care.what}"
    hint = with_words(care.remedy, care.topic, settings)
    return Finding(document.path, pointer, message, hint, (care.topic,))


def _no_longer(copy: Copy, source: Document, pointer: Pointer, care: Care, lost: list[PlacedStep]) -> Finding:
    ids = [placed.step.id for placed in lost]
    message = f'the copy sends e-mail, but lacks {quoted(ids)}, by which "{copy.playbook.id}" takes care of {care.what}'
    hint = f"take it over from {source.path} again, or add a step of its own that speaks of {care.what}"
    related = tuple(
        Mention(source.path, placed.pointer, f'"{placed.step.id}" in the library playbook') for placed in lost
    )
    return Finding(copy.document.path, pointer, message, hint, (care.topic, *ids), related=related)
