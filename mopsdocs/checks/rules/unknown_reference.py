"""A name leads nowhere: no role, step, tool, process … of that id exists.

## What it finds

Every place where a document names something that does not exist: roles, people, tools, metrics, segments, terms,
processes, playbooks, regions, overviews and replacements; the steps in `depends_on`; and in a campaign the keys of
`people` and `progress`, the steps of `deviations` and the gates of `approvals`. A campaign is held against what it
runs: the regional copy, else the library playbook with the region's required steps laid over it.

A catalogue that does not exist at all is reported once, at the first name that needs it. While a file cannot be read,
names that it may hold are not reported.

## Why it matters

Names are how work finds its owner. A step whose accountable role is misspelled belongs to nobody, a dependency on a
step that was renamed is no longer waited for, and a link on the site leads to an empty page.

## How to mend it

Correct the spelling; "did you mean" names the likeliest id, with known other names (UK for `gb`) and the synonyms of
the catalogues taken into account. If the thing is new, add it to its catalogue first.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: pull-list
        accountable: campaign-manager
      - id: send-invitations
        accountable: campaign-manager
        depends_on: [pull-list]
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: pull-list
        accountable: campaign-manger
      - id: send-invitations
        accountable: campaign-manager
        depends_on: [pull-the-list]
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mopsdocs.checks.broken import CATALOGUE_OF, may_hold, run_is_broken
from mopsdocs.checks.facts.unknown import Spot, label, one_of, unknown, where_to_add
from mopsdocs.checks.rule import DocumentContext, LibraryContext
from mopsdocs.diagnostics import Finding, Pointer
from mopsdocs.documents.campaign_run import CampaignRun, CampaignRuns
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import ENTRY_KINDS, Library
from mopsdocs.documents.model import Campaign, Gate, Playbook, Region, Step
from mopsdocs.documents.references import Reference
from mopsdocs.wording import counted, quoted


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """Names between documents first, then those inside regions and campaigns."""
    yield from _between_documents(library, context)
    yield from _replacements(library, context)
    runs = CampaignRuns(library)
    for document in library.documents:
        model = document.head
        if isinstance(model, Region):
            yield from _region(library, document.path, model)
        elif isinstance(model, Campaign) and not run_is_broken(context.broken, model):
            yield from _campaign(library, runs.of(model), document.path, model)


def check_document(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """The steps that a playbook's own steps wait for."""
    model = document.model
    if isinstance(model, Playbook):
        steps = {step.id for step in model.steps}
        for index, stage in enumerate(model.stages):
            yield from _dependencies(document.path, ("stages", index, "steps"), stage.steps, steps, model)


def _unknown(library: Library) -> Iterator[Reference]:
    """References that lead nowhere. Documents repeat their names, so most are cleared by one look at each name."""
    unknown = {name for name in library.names if library.named(*name) is None}
    for document in library.documents if unknown else ():
        if not unknown.isdisjoint(document.names):
            yield from (ref for ref in library.references_in(document) if library.target(ref) is None)


def _between_documents(library: Library, context: LibraryContext) -> Iterator[Finding]:
    lacking: dict[str, list[Reference]] = {}
    there = {document.kind for document in library.documents}
    for reference in _unknown(library):
        kinds, id = reference.targets, reference.id
        if any(may_hold(context.broken, kind, id) for kind in kinds):
            continue
        if kinds[0] in CATALOGUE_OF and CATALOGUE_OF[kinds[0]] not in there:
            lacking.setdefault(kinds[0], []).append(reference)
            continue
        candidates = [name for kind in kinds for name in library.ids(kind)]
        synonyms = {word: name for kind in kinds for word, name in library.synonyms(kind).items()}
        otherwise = where_to_add(library, kinds, id)
        yield unknown(id, kinds, _spot(library, reference), candidates, synonyms, otherwise)
    for kind, references in sorted(lacking.items()):
        yield _no_catalogue(kind, references)


def _no_catalogue(kind: str, references: list[Reference]) -> Finding:
    first = references[0]
    path = f"site_config/{CATALOGUE_OF[kind]}.yml"
    names = sorted({reference.id for reference in references})
    message = f"{counted(len(references), 'reference')} to {one_of((kind,))} lead nowhere: there is no {path}"
    if len(references) == 1:
        message = f'the {label((kind,))} "{first.id}" is named, but there is no {path}'
    hint = f"create {path} with kind: {CATALOGUE_OF[kind]} and {quoted(names)}"
    return Finding(first.path, first.pointer, message, hint, (CATALOGUE_OF[kind],), first.on_key)


def _spot(library: Library, reference: Reference) -> Spot:
    parent: Any = library.by_path[reference.path].value
    for key in reference.pointer[:-1]:
        parent = parent[key]
    beside = parent if reference.on_key or isinstance(parent, list) else ()
    siblings = frozenset(item for item in beside if isinstance(item, str))
    return Spot(reference.path, reference.pointer, reference.field, reference.on_key, siblings)


def _replacements(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """`deprecation.replaced_by` names something of the kind that it stands in, which no schema can say."""
    for kind in ENTRY_KINDS:
        for entry in library.entries(kind):
            deprecation = getattr(entry.head, "deprecation", None)
            id = deprecation.replaced_by if deprecation is not None else None
            if id is None or kind == "field" or library.get(kind, id) or may_hold(context.broken, kind, id):
                continue
            spot = Spot(entry.path, (*entry.pointer, "deprecation", "replaced_by"), "replaced_by")
            candidates = set(library.ids(kind)) - {entry.id}
            yield unknown(id, (kind,), spot, candidates, library.synonyms(kind), where_to_add(library, (kind,), id))


def _dependencies(
    path: str, start: Pointer, steps: Iterable[Step], known: set[str], playbook: Playbook | None
) -> Iterator[Finding]:
    for index, step in enumerate(steps):
        for position, id in enumerate(step.depends_on):
            if id not in known:
                pointer = (*start, index, "depends_on", position)
                spot = Spot(path, pointer, "depends_on", siblings=frozenset(step.depends_on))
                yield unknown(id, ("step",), spot, known - {step.id}, {}, _not_a_step(id, playbook))


def _not_a_step(id: str, playbook: Playbook | None) -> str:
    for stage in playbook.stages if playbook is not None else ():
        if stage.id == id:
            return f'"{id}" is a stage; name its last step, "{stage.steps[-1].id}"'
        if stage.gate is not None and stage.gate.id == id:
            return f'"{id}" is a gate; name the last step before it, "{stage.steps[-1].id}"'
    return "name a step of this playbook, or remove it" if playbook else "name a step of a playbook or of this region"


def _region(library: Library, path: str, region: Region) -> Iterator[Finding]:
    """A required step may wait for steps of any playbook that it is laid over, and for its neighbours."""
    required = [item.step for item in region.required_steps]
    if any(step.depends_on for step in required):
        known = {step.id for step in required}
        known.update(step.id for entry in library.entries("playbook") for step in entry.item.steps)
        for index, step in enumerate(required):
            for finding in _dependencies(path, ("required_steps", index, "step"), (step,), known, None):
                pointer = (*finding.pointer[:3], *finding.pointer[4:])
                yield Finding(path, pointer, finding.message, finding.hint, finding.values, False, finding.replacement)


def _campaign(library: Library, run: CampaignRun | None, path: str, campaign: Campaign) -> Iterator[Finding]:
    if run is None:
        return
    playbook = run.whole
    gates = [stage.gate for stage in playbook.stages if stage.gate is not None]
    if playbook.region is not None or library.get("region", campaign.region) is not None:
        yield from _steps(path, campaign, playbook)  # else nobody knows which steps the region adds
    for index, approval in enumerate(campaign.approvals):
        spot = Spot(path, ("approvals", index, "gate"), "gate")
        yield from _part(approval.gate, "campaign-gate", spot, gates, playbook)


def _steps(path: str, campaign: Campaign, playbook: Playbook) -> Iterator[Finding]:
    for id in campaign.progress:
        spot = Spot(path, ("progress", id), "progress", True, frozenset(campaign.progress))
        yield from _part(id, "campaign-step", spot, playbook.steps, playbook)
    for index, deviation in enumerate(campaign.deviations):
        spot = Spot(path, ("deviations", index, "step"), "step")
        yield from _part(deviation.step, "campaign-step", spot, playbook.steps, playbook)


def _part(id: str, kind: str, spot: Spot, parts: Sequence[Step | Gate], playbook: Playbook) -> Iterator[Finding]:
    """What was recorded under an id that the step or gate had before is still known."""
    known = {part.id: part.title for part in parts}
    if id not in known and not any(id in part.previous_ids for part in parts):
        name = f"{playbook.id}@{playbook.region}" if playbook.region else playbook.id
        what = label((kind,))
        hint = f'"{name}" has {quoted(tuple(known), 6)}' if known else f'"{name}" has no {what}; remove it'
        titles = {title.lower(): name for name, title in known.items()}
        yield unknown(id, (kind,), spot, known, titles, hint)
