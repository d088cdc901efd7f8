"""Versions of documents for property tests of the merge, and what merges of their values must come to.

Edits of values are made by `documents.edits`, edits of comments and block text in the text. What a merge of two values
is, is told here from the values alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from mopsdocs.documents.edits import insert, move, remove, set_value
from mopsdocs.documents.identity import item_names
from mopsdocs.documents.loader import load
from mopsdocs.documents.opened import same
from mopsdocs.documents.schema import field_at
from mopsdocs.documents.units import Unit, units
from mopsdocs.documents.validation import accepts
from mopsdocs.documents.writing import EditError
from tests.benchmarks import edit_scripts
from tests.documents.styled import Dice
from tests.documents.styled import text as styled_text

ROOT: Final = Path(__file__).parents[3]
EXAMPLE: Final = ROOT / "tests/example/playbooks/library/webinar.yml"

VALUES: Final[tuple[Any, ...]] = (
    "plain",
    "a: b",
    "# no comment",
    "one\ntwo\n",
    "one\n\ntwo",
    ["x", "y"],
    [],
    {"a": 1},
    7,
    "",
)


EditOfText = Callable[[str, Random, str], str]
"""An edit of a text, by chance, whose words are marked with who made it. IndexError: there is nothing to edit."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Three versions of a playbook."""

    base: str
    ours: str
    theirs: str


NEW_STEP: Final = """# {who} wants it
- {key}: {name}  # {who}
  title: Talk to {who}
  kind: task
  responsible: [campaign-manager]
  accountable: campaign-manager
  due: 0d
  effort: 1h
"""


def of_styled(rng: Random, edits: int) -> Versions:
    """A small playbook in any style, edited on both sides."""
    dice = Dice(rng.getrandbits(32))
    return of_text(styled_text(dice), rng, edits, EDITS)


def of_simulated(rng: Random, edits: int) -> Versions:
    """A playbook of about 200 lines with comments, edited by scripts."""
    base = edit_scripts.playbook(rng)
    edits = rng.randint(1, edits)
    sides = [edit_scripts.edited(base, edit_scripts.script(base, rng, edits, who)) for who in ("ours", "theirs")]
    return Versions(base.text(), sides[0].text(), sides[1].text())


def of_stages(rng: Random, edits: int) -> Versions:
    """Three stages with two steps each, where stages and steps come, go and move."""
    steps = [f"      - id: s{number}\n        title: t{number}\n" for number in range(6)]
    stages = [f"  - id: {id}\n    title: {id}\n    steps:\n{steps.pop()}{steps.pop()}" for id in "pqr"]
    base = "kind: playbook\nstages:\n" + "".join(stages)
    return of_text(base, rng, edits, (_remove_item, _move, _move, _move, _set, _add_step))


def of_file(file: Path, rng: Random, edits: int) -> Versions:
    """A file, edited on both sides so that the schema still accepts it."""
    return of_text(file.read_text(encoding="utf-8"), rng, edits, EDITS, whole=True)


def of_text(base: str, rng: Random, edits: int, kinds: Sequence[EditOfText], *, whole: bool = False) -> Versions:
    """Up to `edits` edits of `base`, of some `kinds`, on either side."""
    sides = [edited(base, rng, who, rng.randint(1, edits), kinds, whole=whole) for who in ("ours", "theirs")]
    return Versions(base, sides[0], sides[1])


def edited(text: str, rng: Random, who: str, count: int, kinds: Sequence[EditOfText], *, whole: bool) -> str:
    """`text` after `count` edits, marked with `who` made them; `whole` playbooks stay what the schema accepts."""
    for number in range(count):
        edit = rng.choice(kinds)
        try:
            new = edit(text, rng, f"{who}{number}")
        except (EditError, IndexError):
            continue
        text = new if not whole or accepts("playbook", load(new).value) else text
    return text


def everything(unit: Unit) -> list[Unit]:
    """A unit and all in it."""
    return [unit, *(inner for part in unit.children for inner in everything(part))]


def parts(text: str) -> list[Unit]:
    """All units but the document."""
    return everything(units("playbook", text))[1:]


def names_an_item(unit: Unit) -> bool:
    """Whether a unit is what tells an item apart from the others, or the kind of the document."""
    return unit.path[-1] in ("id", "metric", "role", "kind", "previous_ids")


def is_list(unit: Unit) -> bool:
    """Whether a unit holds items with names, even when it is empty."""
    return "x-identity" in (field_at("playbook", unit.pointer) or {})


def _set(text: str, rng: Random, who: str) -> str:
    unit = rng.choice([unit for unit in parts(text) if not (unit.children or names_an_item(unit) or is_list(unit))])
    value = rng.choice(VALUES)
    return set_value("playbook", text, unit.path, f"{who} {value}" if isinstance(value, str) else value)


def _empty(text: str, rng: Random, who: str) -> str:
    unit = rng.choice([unit for unit in parts(text) if unit.holds == "items"])
    return set_value("playbook", text, unit.path, [])


def _add_key(text: str, rng: Random, who: str) -> str:
    unit = rng.choice([unit for unit in everything(units("playbook", text)) if unit.holds == "keys"])
    key = rng.choice(["x_new", "owner", "goal", "due"])
    return set_value("playbook", text, (*unit.path, key), rng.choice([who, "same", [who], "one\ntwo\n"]))


def _add_item(text: str, rng: Random, who: str) -> str:
    unit = rng.choice([unit for unit in parts(text) if unit.holds == "items"])
    schema = field_at("playbook", unit.pointer) or {}
    neighbour = rng.choice(unit.children).path[-1]
    place = rng.choice([{}, {"after": neighbour}, {"before": neighbour}])
    name = rng.choice([who, who, who, "same"])
    lines = rng.choice(
        [
            NEW_STEP if unit.path[-1] == "steps" else "- {key}: {name}\n  title: x\n",
            "# {who} wants it\n- {key}: {name}  # {who}\n  title: {who}\n",
        ]
    )
    item = lines.format(key=schema["x-identity"], name=name, who=who)
    return insert("playbook", text, unit.path, item, **place)


def _remove(text: str, rng: Random, who: str) -> str:
    return remove("playbook", text, rng.choice([unit for unit in parts(text) if not names_an_item(unit)]).path)


def _remove_item(text: str, rng: Random, who: str) -> str:
    return remove("playbook", text, rng.choice([unit for unit in parts(text) if unit.kind == "item"]).path)


def _add_step(text: str, rng: Random, who: str) -> str:
    stage = rng.choice([unit for unit in parts(text) if len(unit.path) == 2 and unit.path[0] == "stages"])
    name = "same" if "id: same" not in text and rng.random() < 0.5 else who
    return insert("playbook", text, (*stage.path, "steps"), {"id": name, "title": who})


def _move(text: str, rng: Random, who: str) -> str:
    lists = [unit for unit in parts(text) if unit.holds == "items"]
    origin = rng.choice(lists)
    unit = rng.choice(origin.children)
    targets = [one for one in lists if one.path[-1:] == origin.path[-1:] == ("steps",)] or [origin]
    target = rng.choice([origin, *targets])
    neighbours = [part.path[-1] for part in target.children if part.path != unit.path]
    place = rng.choice([{}, {"after": rng.choice(neighbours)}, {"before": rng.choice(neighbours)}])
    return move("playbook", text, unit.path, target.path, **place)


def _rename(text: str, rng: Random, who: str) -> str:
    unit = rng.choice([unit for unit in parts(text) if unit.kind == "item" and unit.holds == "keys"])
    if not any(part.path[-1] == "id" for part in unit.children):
        raise IndexError
    text = set_value("playbook", text, (*unit.path, "id"), f"{who}-named")
    return set_value("playbook", text, (*unit.path[:-1], f"{who}-named", "previous_ids"), [unit.path[-1]])


def _comment(text: str, rng: Random, who: str) -> str:
    lines = text.splitlines(True)
    at = rng.randint(0, len(lines))
    column = rng.choice([0, 2, 4, 6, 8, 10])
    new = [" " * column + rng.choice([f"# {who}", f"# {who}", "# same"]) + "\n"]
    if rng.random() < 0.3:
        new.insert(rng.choice([0, 1]), "\n")
    if at == len(lines) and lines and not lines[-1].endswith("\n"):
        return text
    return _if_alike(text, "".join([*lines[:at], *new, *lines[at:]]))


def _behind(text: str, rng: Random, who: str) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    bare = lines[at].rstrip("\r")
    if not bare.strip():
        return text
    ending = lines[at][len(bare) :]
    kept = bare.split("  #")[0] if rng.random() < 0.5 else bare
    lines[at] = f"{kept}  # {who}{ending}"
    return _if_alike(text, "\n".join(lines))


def _blank(text: str, rng: Random, who: str) -> str:
    lines = text.splitlines(True)
    at = rng.randrange(len(lines))
    if not lines[at].strip() or lines[at].strip().startswith("#"):
        del lines[at]
    else:
        lines.insert(at, "\n")
    return _if_alike(text, "".join(lines))


def _reword(text: str, rng: Random, who: str) -> str:
    blocks = [unit for unit in parts(text) if not unit.children and text.startswith(("|", ">"), unit.value_start)]
    unit = rng.choice(blocks)
    own = text[unit.value_start : unit.value_end].splitlines(True)
    at = rng.choice(range(1, len(own)))
    margin = len(own[1]) - len(own[1].lstrip())
    ending = own[at][len(own[at].rstrip("\r\n")) :]
    line = f"{' ' * margin}{who} words.{ending}"
    own[at : at + rng.choice([0, 1])] = [line]
    new = text[: unit.value_start] + "".join(own) + text[unit.value_end :]
    return new if _readable(new) else text


def _readable(text: str) -> bool:
    return all(problem.warning for problem in load(text).problems)


def _if_alike(text: str, new: str) -> str:
    """`new` if it means what `text` means."""
    return new if _readable(new) and same(load(new).value, load(text).value) else text


EDITS: Final = (
    _set, _set, _empty, _add_key, _add_item, _add_item, _remove, _move, _move, _rename,
    _comment, _comment, _comment, _behind, _behind, _blank, _reword, _reword,
)  # fmt: skip


# Merged values


class Clash(Exception):
    """Both sides changed one value, each in its own way."""


class Missing:
    """What a version does not have."""


MISSING: Final = Missing()


@dataclass(frozen=True)
class AnyText:
    """Text of several lines that both sides changed: what becomes of it is told line by line."""


def merged_values(versions: Versions) -> Any:
    """What both sides together mean, lists with names as mappings and all steps in one; raises Clash."""
    base = _by_name(load(versions.base).value, {})
    known = _names(base)
    found = _three_way(base, *(_by_name(load(text).value, known) for text in (versions.ours, versions.theirs)))
    stages = found.get("stages")
    for step in found["(steps)"].values():
        if not isinstance(stages, dict) or step["(stage)"] not in stages:
            raise Clash
    return found


def meant(text: str, base: str) -> Any:
    """What `text`, a version of `base`, means, in the same form."""
    return _by_name(load(text).value, _names(_by_name(load(base).value, {})))


def agree(expected: Any, found: Any) -> bool:
    """Whether a merged value is as expected."""
    if isinstance(expected, AnyText):
        return isinstance(found, str)
    if isinstance(expected, dict) and isinstance(found, dict):
        return expected.keys() == found.keys() and all(agree(expected[key], found[key]) for key in expected)
    return same(expected, found)


def _names(value: Any) -> dict[tuple[str, ...], set[str]]:
    return {path: set(names) for path, names in _lists(value, ())}


def _lists(value: Any, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], list[str]]]:
    if not isinstance(value, dict):
        return []
    return [(path, list(value)), *(found for key, item in value.items() for found in _lists(item, (*path, key)))]


def _by_name(document: Any, known: dict[tuple[str, ...], set[str]]) -> Any:
    steps: dict[str, Any] = {}
    keyed = _keyed(document, (), (), known, steps)
    return {**keyed, "(steps)": steps}


def _keyed(value: Any, pointer: tuple[str | int, ...], path: tuple[str, ...], known: Any, steps: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        found = {}
        for key, item in value.items():
            is_steps = path[:1] == ("stages",) and len(path) == 2 and key == "steps"
            here = ("(steps)",) if is_steps else (*path, key)
            found[key] = _keyed(item, (*pointer, key), here, known, steps)
            if is_steps and isinstance(found[key], dict):
                for name, step in found[key].items():
                    steps[name] = {"(stage)": path[1], **(step if isinstance(step, dict) else {"(value)": step})}
                found[key] = "steps"
        return found
    names = item_names(value, field_at("playbook", pointer)) if isinstance(value, list) else None
    if names is None:
        return value
    found = {}
    for number, name in enumerate(names):
        item = value[number]
        former = item.get("previous_ids") if name not in known.get(path, ()) else None
        earlier = [id for id in former or () if id in known.get(path, ()) and id not in names]
        key = earlier[0] if earlier else name
        found[key] = _keyed(item, (*pointer, number), (*path, key), known, steps)
    return found


def _three_way(base: Any, ours: Any, theirs: Any) -> Any:
    if same(ours, theirs) or same(base, theirs):
        return ours
    if same(base, ours):
        return theirs
    if isinstance(ours, dict) and isinstance(theirs, dict) and (base is MISSING or isinstance(base, dict)):
        before: dict[str, Any] = base if isinstance(base, dict) else {}
        keys = {**before, **ours, **theirs}
        merged = {key: _three_way(*(side.get(key, MISSING) for side in (before, ours, theirs))) for key in keys}
        return {key: value for key, value in merged.items() if value is not MISSING}
    if all(isinstance(side, str) and ("\n" in side or "words." in side) for side in (ours, theirs)):
        return AnyText()
    raise Clash
