"""Who must agree to a change of a document, and why: its owner, those who approve its gates or answer for its region.

All of it is worked out from the documents. Roles alone are told here; `mopsdocs.review.holders` says who they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

import msgspec

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, Gate, PlaybookHead, Process, Region, RequiredStep, Roles
from mopsdocs.documents.model import Owned as MayHaveOwner
from mopsdocs.documents.required_steps import concerns
from mopsdocs.workspace import MARKER

_OWNER: Final = ("owner",)


@dataclass(frozen=True, slots=True)
class Control:
    """One reason why somebody must agree to a change: `roles` do something that `does` says after their name.

    They are named at `pointer` in the document at `path`, which for a regional copy may be that of its region. Without
    roles, nobody is named who would have to.
    """

    path: str
    pointer: Pointer
    does: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owned:
    """The file at `path`, relative to the workspace, with everything that somebody must agree to a change of it for."""

    path: str
    controls: tuple[Control, ...]

    @property
    def roles(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the roles that must agree, each with what it does, in the order of the document."""
        found: dict[str, tuple[str, ...]] = {}
        for control in self.controls:
            for role in control.roles:
                found[role] = tuple(dict.fromkeys((*found.get(role, ()), control.does)))
        return found


def owners(library: Library) -> tuple[Owned, ...]:
    """Who must agree to a change of each document, by path."""
    return tuple(owned(library, document) for document in library.documents)


def owned(library: Library, document: Document) -> Owned:
    """Who must agree to a change of `document`."""
    return Owned(document.path, tuple(_controls(library, document)))


def governance(library: Library) -> Control:
    """Who answers for settings, waivers and what names no owner: the `owner` of workspace.yml, else that of the roles.

    Whoever decides which roles there are decides about everybody's say already.
    """
    does = "answers for what names no owner"
    if library.settings.owner is not None:
        return Control(str(MARKER), _OWNER, does, (library.settings.owner,))
    for document in library.documents:
        if document.kind == "roles" and isinstance(document.model, Roles) and document.model.owner is not None:
            return Control(document.path, _OWNER, does, (document.model.owner,))
    return Control(str(MARKER), (), does, ())


def _controls(library: Library, document: Document) -> Iterator[Control]:
    match document.head:
        case PlaybookHead() as playbook:
            yield Control(document.path, _OWNER, "owns it", (playbook.owner,))
            yield from _gates(document)
            yield from _of_region(library, playbook)
        case Process() as process:
            yield Control(document.path, _OWNER, "owns it", (process.owner,))
            yield Control(document.path, ("approver",), "approves it", (process.approver,))
        case Campaign() as campaign:
            yield _of_campaign(library, document.path, campaign)
        case Region() as region:
            yield _owner(library, document, "owns it")
            for index, item in enumerate(region.required_steps):
                yield _required(document.path, index, item, f'answers for "{item.step.title}"')
        case _:
            yield _owner(library, document, "owns it")


class _Closed(msgspec.Struct):
    gate: Gate | None = None


class _Gated(msgspec.Struct):
    """A playbook without its steps, which are most of it: thousands of playbooks are looked at for their gates."""

    stages: tuple[_Closed, ...]


_GATED: Final = msgspec.msgpack.Decoder(_Gated)


def _gates(document: Document) -> Iterator[Control]:
    for number, stage in enumerate(_GATED.decode(document.packed).stages):
        if stage.gate is not None:
            roles = tuple(dict.fromkeys(approver.role for approver in stage.gate.approvers))
            pointer = ("stages", number, "gate", "approvers")
            yield Control(document.path, pointer, f'approves the gate "{stage.gate.title}"', roles)


def _of_region(library: Library, playbook: PlaybookHead) -> Iterator[Control]:
    """Whoever answers for the region of a copy, and for the steps that it requires of the copy."""
    entry = library.get("region", playbook.region) if playbook.region is not None else None
    if entry is None:
        return
    region = cast(Region, entry.item)
    yield _owner(library, entry.source, f"owns the region {region.title}")
    for index, item in enumerate(region.required_steps):
        if concerns(item, playbook):
            does = f'answers for "{item.step.title}", which {region.title} requires'
            yield _required(entry.path, index, item, does)


def _required(path: str, index: int, item: RequiredStep, does: str) -> Control:
    return Control(path, ("required_steps", index, "step", "accountable"), does, (item.step.accountable,))


def _of_campaign(library: Library, path: str, campaign: Campaign) -> Control:
    """A campaign names no owner. Its progress is noted daily, so approvers are not asked; the playbook's owner is."""
    playbook = library.playbook_of(campaign)
    if playbook is None:
        return governance(library)
    return Control(path, ("playbook",), f'owns "{playbook.title}", which the campaign runs', (playbook.owner,))


def _owner(library: Library, document: Document, does: str) -> Control:
    """The owner that a catalogue or a region may have, else who answers for what has none.

    So it is with settings and waivers: they decide what is asked of everybody else.
    """
    model = document.model
    if isinstance(model, MayHaveOwner) and model.owner is not None:
        return Control(document.path, _OWNER, does, (model.owner,))
    return governance(library)
