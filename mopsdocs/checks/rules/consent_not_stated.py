"""People are written to, and nothing says that they agreed to it, or they agreed to less than the region asks for.

## What it finds

- Playbooks that reach people by e-mail, text message or telephone (`email`, `sms`, `phone` or one of their usual
  other names among `channels`; without channels the types one-off-email, newsletter and nurture), name no `segments`,
  and say nothing about consent in their stages. A regional copy is reported only when it dropped what its library
  playbook has.
- Segments whose `consent_basis` is weaker than both the `b2b` and the `b2c` rule of the region, in regional copies and
  in campaigns that run a library playbook there. `opt-in` is stronger than `soft-opt-in`, and that is stronger than
  `opt-out`, `notice` and `legitimate-interest`, which count the same. `soft-opt-in` will do for `opt-in` where the
  steps of the playbook, or those that the region requires, speak of the exception for customers ("soft opt-in",
  "existing customers", "customer exception", "without consent"). `contract` is for messages that a contract needs, and
  is not compared.

Words that count as speaking of consent: `consent`, `opt-in`, `permission to write`, `soft opt`, `permission to e-mail`,
`permission to email`, `einwilligung`, `çift onay`, `ileti onay`, `zgoda`, `zgody`, `zgodę`. Conditions such as
`region.consent.b2b`, cookie banners and consent to photos do not. Add your own under `topics` in workspace.yml, as
`consent`. Deprecated playbooks and campaigns that are over are left alone.

This is a reminder, not legal advice. To change its level or to switch it off, set `consent-not-stated` under `rules` in
workspace.yml.

## Why it matters

Whether a message may be sent at all is decided when the audience is chosen, and it is decided differently in each
country. Whoever sends has to prove the consent, not the reader its absence. A playbook that names its segments has the
basis on record in the catalogue; one that names neither leaves the question to whoever pulls the list that day.

## How to mend it

Name the segments of the catalogue under `segments`, or add a step that checks consent before the list is final. Where a
segment is too weak for a region, take it out of the regional copy. Where the region's law has an exception that these
people fall under, waive the finding with the ground and the name of whoever decided it.

## Passes

```yaml
# playbooks/library/spring-offer.yml
channels: [email]
segments: [engaged-prospects]
```

## Fails

```yaml
# playbooks/library/spring-offer.yml
channels: [email]
stages:
  - id: planning
    steps:
      - id: buy-list
        title: Buy a list of addresses
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from mopsdocs.checks.facts.copies import Copy, copies, sound
from mopsdocs.checks.facts.email import EMAIL, email_named_at, lost_steps
from mopsdocs.checks.facts.playbooks import library_playbook_in_use, outline_is_certain
from mopsdocs.checks.facts.topics import is_covered, with_words, words_of
from mopsdocs.checks.rule import DocumentContext, LibraryContext
from mopsdocs.diagnostics import Finding, Mention, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Campaign, Consent, Playbook, Region, Segment, Settings
from mopsdocs.documents.required_steps import with_required_steps

_TOPIC: Final = "consent"

_OTHERS: Final = frozenset({"sms", "text", "text-message", "phone", "telephone", "call", "telemarketing"})
"""Names of the channels besides e-mail on which people may be reached only if the law lets you."""

_STRENGTH: Final = {"opt-in": 3, "soft-opt-in": 2, "opt-out": 1, "notice": 1, "legitimate-interest": 1}

_EXCEPTION: Final = (
    *("soft opt-in", "soft opt in", "existing customer", "customer exception", "exception for customers"),
    *("without consent", "without separate consent", "without a separate consent", "bestandskunde"),
)
"""Words, in lower case, by which steps show that they know the exception for customers that many laws have."""

_OVER: Final = frozenset({"completed", "cancelled"})


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """Copies that dropped their playbook's care for consent, then segments that are too weak for a region."""
    for copy in copies(library):
        if copy.document.path not in context.broken:
            yield from _dropped(copy, library.settings)
        yield from _weak_in_copy(copy, library)
    for campaign in library.entries("campaign"):
        if campaign.item.status not in _OVER:
            yield from _weak_in_campaign(campaign, library)


def check_document(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """At most one finding for a library playbook, at its channels or its type."""
    playbook = library_playbook_in_use(document)
    pointer = _reaches_at(playbook) if playbook is not None and not playbook.segments else None
    if pointer is None or is_covered(document, _TOPIC, context.settings):
        return
    if outline_is_certain(document):
        yield _nothing_said(document, pointer, context.settings)


def _reaches_at(playbook: Playbook) -> Pointer | None:
    """Where `playbook` says that it writes to people or calls them; None where it does not."""
    if playbook.channels:
        return None if (EMAIL | _OTHERS).isdisjoint(playbook.channels) else ("channels",)
    return email_named_at(playbook)


def _dropped(copy: Copy, settings: Settings) -> Iterator[Finding]:
    pointer = _reaches_at(copy.playbook)
    if pointer is None or copy.playbook.segments:
        return
    source = copy.source.model if copy.source is not None else None
    if isinstance(source, Playbook) and not source.segments:
        lost = bool(lost_steps(copy, _TOPIC, settings))
    else:
        lost = not is_covered(copy.document, _TOPIC, settings)
    if lost:
        yield _nothing_said(copy.document, pointer, settings)


def _nothing_said(document: Document, pointer: Pointer, settings: Settings) -> Finding:
    message = "the playbook writes to people, but names no segments and says nothing about consent in its stages"
    remedy = "name the segments that it addresses, or add a step that checks consent"
    hint = with_words(remedy, _TOPIC, settings)
    return Finding(document.path, pointer, message, hint, ("nothing said",))


def _weak_in_copy(copy: Copy, library: Library) -> Iterator[Finding]:
    region = sound(library, "region", copy.playbook.region)
    if region is None or _reaches_at(copy.playbook) is None:
        return
    for index, id in enumerate(copy.playbook.segments):
        segment = sound(library, "segment", id)
        if segment is not None and _is_weak(segment, region) and not _is_excepted(segment, copy.playbook):
            message = f'the segment "{id}" rests on {segment.item.consent_basis}, but {_demand(region)}'
            hint = (
                f'take "{id}" out of this copy, or waive this with the ground on which these people may be written to'
            )
            related = (_mention(segment), _mention_of_rule(region))
            yield Finding(copy.document.path, ("segments", index), message, hint, (id, region.id), related=related)


def _weak_in_campaign(entry: Entry, library: Library) -> Iterator[Finding]:
    """One finding for all segments of a library playbook; those of a copy are reported in the copy."""
    campaign = cast(Campaign, entry.item)
    playbook = library.playbook_of(campaign)
    region = sound(library, "region", campaign.region)
    if playbook is None or playbook.region is not None or region is None or _reaches_at(playbook) is None:
        return
    run = with_required_steps(playbook, region.item)
    segments = [sound(library, "segment", id) for id in playbook.segments]
    weak = [segment for segment in segments if segment is not None and _is_weak(segment, region)]
    weak = [segment for segment in weak if not _is_excepted(segment, run)]
    if weak:
        ids = [segment.id for segment in weak]
        named = " and ".join(f'"{segment.id}" ({segment.item.consent_basis})' for segment in weak)
        message = f'"{playbook.id}" addresses {named}, but {_demand(region)}'
        less = "it" if len(ids) == 1 else "them"
        hint = (
            f"run a copy without {less}: mopsdocs clone {playbook.id} --region {region.id}; "
            "or waive this with the ground on which these people may be written to"
        )
        related = (*map(_mention, weak), _mention_of_rule(region))
        yield Finding(entry.path, ("region",), message, hint, (region.id, *ids), related=related)


def _is_weak(segment: Entry, region: Entry) -> bool:
    """Whether the consent of `segment` is weaker than what `region` asks for, whoever is written to."""
    consent = cast(Region, region.item).consent
    has = _STRENGTH.get(cast(Segment, segment.item).consent_basis)
    return has is not None and has < min(_STRENGTH[consent.b2b], _STRENGTH[consent.b2c])


def _is_excepted(segment: Entry, playbook: Playbook) -> bool:
    """Whether the people of `segment` are customers, and the steps speak of what the law says of customers."""
    if segment.item.consent_basis != "soft-opt-in":
        return False
    said = words_of(playbook.stages)
    return any(word in said for word in _EXCEPTION)


def _demand(region: Entry) -> str:
    consent: Consent = region.item.consent
    if consent.b2b == consent.b2c:
        return f'"{region.id}" asks for {consent.b2b}'
    return f'"{region.id}" asks for {consent.b2b} (business contacts) and {consent.b2c} (consumers)'


def _mention(segment: Entry) -> Mention:
    return Mention(segment.path, (*segment.pointer, "consent_basis"), f'the basis of "{segment.id}"')


def _mention_of_rule(region: Entry) -> Mention:
    return Mention(region.path, ("consent",), f'what "{region.id}" asks for')
