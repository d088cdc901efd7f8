"""Which playbooks a rule looks at, and how far their outline can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mopsdocs.checks.facts.steps import PlacedStep
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Playbook, Region, Step


def playbook_in_use(document: Document) -> Playbook | None:
    """The playbook in `document`, a regional copy included; None when it is deprecated, or no playbook."""
    if document.kind != "playbook" or not isinstance(document.model, Playbook):
        return None
    return document.model if document.model.status != "deprecated" else None


def library_playbook_in_use(document: Document) -> Playbook | None:
    """The playbook in `document`, unless it is a regional copy, which gets what its playbook lacks by the next sync."""
    playbook = playbook_in_use(document)
    return playbook if playbook is not None and playbook.region is None else None


def steps_in_use(document: Document, wanted: Callable[[Step], bool], copies: bool = True) -> Iterator[PlacedStep]:
    """Every step that is `wanted` of a playbook or region; nothing of deprecated ones, nor of copies unless `copies`.

    Most rules want few steps or none. Looking at a step costs a tenth of saying where it stands.
    """
    if document.kind not in ("playbook", "region"):
        return
    model = document.model
    if isinstance(model, Playbook):
        if model.status != "deprecated" and (copies or model.region is None):
            for number, stage in enumerate(model.stages):
                for index, step in enumerate(stage.steps):
                    if wanted(step):
                        yield PlacedStep(step, ("stages", number, "steps", index))
    elif isinstance(model, Region) and model.status != "deprecated":
        for number, required in enumerate(model.required_steps):
            if wanted(required.step):
                yield PlacedStep(required.step, ("required_steps", number, "step"))


def outline_is_certain(document: Document) -> bool:
    """Whether stages and gates are as the author wrote them, so that one which is not there is really missing."""
    outline = (pointer for pointer in document.stand_ins if pointer[:1] == ("stages",))
    return not any(len(pointer) < 4 or pointer[2] == "gate" for pointer in outline)
