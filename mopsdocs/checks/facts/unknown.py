"""What to say about a name that nothing has: the likely spelling, or where it would have to be added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mopsdocs.checks.broken import CATALOGUE_OF
from mopsdocs.checks.facts.filing import FOLDERS
from mopsdocs.diagnostics import Finding, Pointer
from mopsdocs.documents.library import ENTRY_KINDS, Library
from mopsdocs.documents.scalars import RefusedScalar, plain
from mopsdocs.documents.suggest import closest
from mopsdocs.wording import quoted

LABELS: Final[Mapping[str, str]] = {"field": "data field", "campaign-step": "step", "campaign-gate": "gate"}
"""Kinds that people call by another name than their id."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name was written: `field` is the key as the file has it, `siblings` what stands beside the name."""

    path: str
    pointer: Pointer
    field: str
    on_key: bool = False
    siblings: frozenset[str] = frozenset()


def label(kinds: Iterable[str]) -> str:
    """`role`, or `playbook or process`."""
    return " or ".join(LABELS.get(kind, kind) for kind in kinds)


def one_of(kinds: Iterable[str]) -> str:
    """The same with its article: `a role`, `an overview`."""
    name = label(kinds)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def unknown(
    id: str, kinds: tuple[str, ...], spot: Spot, candidates: Iterable[str], synonyms: Mapping[str, str], otherwise: str
) -> Finding:
    """The finding for an `id` that no entry of `kinds` has. `otherwise` is the hint when no candidate is near."""
    pool = set(candidates)
    spellings = {**{word.replace(" ", "-"): name for word, name in synonyms.items()}, **synonyms}
    meant = closest(id, pool, spellings)
    message = f'{spot.field}: there is no {label(kinds)} "{id}"'
    if meant is None:
        return Finding(spot.path, spot.pointer, message, otherwise, (id,), spot.on_key)
    if meant in spot.siblings:
        hint = f'did you mean "{meant}"? It is there already.'
        return Finding(spot.path, spot.pointer, message, hint, (id,), spot.on_key)
    certain = closest(id, pool - {meant}, spellings) is None
    replacement = as_yaml(meant) if certain else None
    return Finding(spot.path, spot.pointer, message, f'did you mean "{meant}"?', (id,), spot.on_key, replacement)


def where_to_add(library: Library, kinds: tuple[str, ...], id: str) -> str:
    """The hint for a name that nothing resembles: what else it is, else where an entry of `kinds` would be added."""
    for other in ENTRY_KINDS:
        entry = library.get(other, id) if other not in kinds else None
        if entry is not None:
            return f'"{id}" is {one_of((other,))} ({entry.path}); name {one_of(kinds)} here'
    places = [_place(kind, id) for kind in kinds]
    known = sorted({name for kind in kinds for name in library.ids(kind)})
    add = f"add it {' or '.join(places)}"
    if not known:
        return add
    return f"{add}, or use {quoted(known, 8) if len(known) <= 8 else f'one of the {len(known)} that exist'}"


def _place(kind: str, id: str) -> str:
    return f"as {FOLDERS[kind]}/{id}.yml" if kind in FOLDERS else f"to site_config/{CATALOGUE_OF[kind]}.yml"


def as_yaml(id: str) -> str:
    """`id` as it may stand in a file: in quotes where YAML would read a number or a truth value."""
    try:
        return id if isinstance(plain(id), str) else f'"{id}"'
    except RefusedScalar:
        return f'"{id}"'
