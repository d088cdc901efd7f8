"""What pages and sections can be chosen by: the stage of a step, who does it, the channels of a playbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Playbook, Process, Region
from mopsdocs.documents.model.playbook import Stage, Step
from mopsdocs.site.pages.labels import label
from mopsdocs.site.urls import url_of

SectionFacets = Mapping[str, tuple[str, tuple[str, ...]]]
"""The type of the stage and the roles by anchor; under '' those of the whole page."""

_STATUSES: Final = ("approved", "in_review", "draft", "deprecated")

STAGES: Final = ("planning", "segmentation", "build", "content_review", "qa", "launch", "monitor", "retrospective")


@dataclass(frozen=True, slots=True)
class PageFacets:
    """What a page and its sections can be chosen by, beside what every page shows of itself."""

    channels: tuple[str, ...] = ()
    sections: SectionFacets = field(default_factory=dict)


def choices(library: Library) -> Mapping[str, Mapping[str, str]]:
    """The titles of all values by which results can be chosen, in the order in which they are shown."""
    return {
        "region": {entry.id: entry.title for entry in library.entries("region")},
        "stage": {stage: label(stage) for stage in STAGES},
        "channel": {channel: label(channel) for channel in sorted(_channels(library), key=label)},
        "role": {entry.id: entry.title for entry in library.entries("role")},
        "status": {status: label(status) for status in _STATUSES},
    }


def _channels(library: Library) -> Iterable[str]:
    return {channel for entry in library.entries("playbook") for channel in entry.head.channels}


class Facets:
    """Of all pages that a document stands behind."""

    def __init__(self, library: Library) -> None:
        self._library = library
        kinds = ("playbook", "process", "campaign", "region", "role")
        entries = [*(entry for kind in kinds for entry in library.entries(kind)), *library.all_copies]
        self._entries: Mapping[str, Entry] = {url_of(entry): entry for entry in entries}

    def of(self, url: str) -> PageFacets:
        """The facets of the page at `url`, mostly none."""
        entry = self._entries.get(url)
        if entry is None:
            return PageFacets()
        if entry.kind == "role":
            return PageFacets(sections={"": ("", (entry.id,))})
        item = entry.item
        if isinstance(item, Playbook):
            return PageFacets(item.channels, _of_stages(item.stages))
        if isinstance(item, Process):
            return PageFacets(sections={f"step-{step.id}": ("", step.responsible) for step in item.steps})
        if isinstance(item, Region):
            return PageFacets(sections=dict(_of_steps((one.step, one.after_stage_type) for one in item.required_steps)))
        playbook = self._library.playbook_of(item)
        return PageFacets(playbook.channels if playbook is not None else ())


@lru_cache(maxsize=64)  # the copies of a playbook come one after another, and most have the same stages
def _of_stages(stages: tuple[Stage, ...]) -> SectionFacets:
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for stage in stages:
        found[f"stage-{stage.id}"] = (stage.type, ())
        found.update(_of_steps((step, stage.type) for step in stage.steps))
        if stage.gate is not None:
            found[f"gate-{stage.gate.id}"] = (
                stage.type,
                tuple(dict.fromkeys(one.role for one in stage.gate.approvers)),
            )
    return found


def _of_steps(steps: Iterable[tuple[Step, str]]) -> Iterable[tuple[str, tuple[str, tuple[str, ...]]]]:
    for step, stage in steps:
        yield f"step-{step.id}", (stage, tuple(dict.fromkeys((*step.responsible, step.accountable))))


@lru_cache(maxsize=1_000)
def languages_of(locales: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of `locales`, such as `fr` of `fr-CA`."""
    return tuple(dict.fromkeys(locale.partition("-")[0] for locale in locales))
