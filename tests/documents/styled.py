"""Playbook texts in every style that the format allows, for property tests."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from mopsdocs.documents.loader import load

WORDS = (
    "Send the invitations",
    "https://example.com/a#b",
    "-10bd",
    "it's",
    "İstanbul'da çift onay",
    "Größe: XL",
    "🎉 a, b",
    "# no comment",
    "NO",
    "2026-10-05",
    "x",
    "a: b",
    "--- not a marker",
    "{braces}",
    "",
)
COMMENTS = ("# note", "# ---- who hears about it ----", "#", "#tight", "# - id: was-here", "# ğüş: {x}", "# key: value")


class Dice(Random):
    """What chooses the style; without `comments` there are none on lines of their own."""

    def __init__(self, seed: int, comments: bool = True) -> None:
        super().__init__(seed)
        self.comments = comments


def styled(*, closed: bool = False, comments: bool = True) -> st.SearchStrategy[str]:
    """Texts that the loader accepts, all mappings. `closed` ones end in a line break and have one kind of those."""
    # Drawn by a seeded generator: Hypothesis repeats its favourites too often to reach odd combinations.
    return st.integers(0, 2**32).map(lambda seed: text(Dice(seed, comments), closed=closed))


def text(rng: Dice, *, closed: bool = False) -> str:
    """A text in the styles that `rng` chooses."""
    lines = _surroundings(rng, ["# Owned by events.", "", "---", "# $schema: x"], _rarely(rng, 2))
    if "---" not in lines and _rarely(rng, 2):
        lines.append("---")
    lines += _mapping(rng, _document(rng), 0, top=True)
    lines += _gap(rng, 0)
    if _rarely(rng, 6):
        lines += ["...", "# the end"]
    breaks = ["\r\n"] if _rarely(rng, 4) else ["\n"]
    if not closed and _rarely(rng, 5):
        breaks = ["\n", "\r\n"]
    ends = [breaks[number * 7 // 3 % len(breaks)] for number in range(len(lines))]
    whole = "".join(line + end for line, end in zip(lines, ends, strict=True))
    if not closed and _rarely(rng, 5) and lines[-1].strip():  # blanks at the very end are refused after a block text
        whole = whole.removesuffix("\n").removesuffix("\r")
    loaded = load(whole)
    assert loaded.value is not None, (whole, loaded.problems)
    return whole


def _surroundings(rng: Dice, lines: list[str], wanted: bool) -> list[str]:
    return lines[: rng.randint(0, len(lines))] if wanted else []


def _document(rng: Dice) -> dict[str, Any]:
    optional = {
        "tags": ["events", "web"],
        "brief": {"objective": _words(rng), "offer": _words(rng), "x_deep": {"a": [{"b": 1}, "c"], "d": None}},
        "answers": [_words(rng), {"odd": [1, [2, 3]]}, None][: rng.choice([2, 1, 0, 3])],
        "kpis": [{"metric": f"metric-{n}", "target": n} for n in range(rng.choice([2, 1, 0, 3]))],
        "stages": [_stage(rng, n) for n in range(rng.choice([2, 1, 0, 3]))],
        "x_note": _words(rng),
    }
    chosen = rng.sample(sorted(optional), rng.randint(1, len(optional)))
    return {"kind": "playbook", "title": _words(rng), **{key: optional[key] for key in chosen}}


def _stage(rng: Dice, number: int) -> dict[str, Any]:
    stage: dict[str, Any] = {"id": f"stage-{number}", "title": _words(rng)}
    if _rarely(rng, 2):
        stage["steps"] = [
            {"id": f"step-{number}-{n}", "due": "0d", "description": _words(rng), "tools": ["a", "b"]}
            for n in range(rng.choice([2, 1, 0, 3]))
        ]
    if _rarely(rng, 2):
        stage["gate"] = {"id": "go", "approvers": [{"role": "a"}, {"role": "b", "when": "x"}]}
    if _rarely(rng, 2):
        stage = dict(reversed(stage.items()))
    return stage


def _words(rng: Dice) -> Any:
    word = rng.choice(WORDS)
    if _rarely(rng, 9):
        return rng.choice([None, True, 7, 1.5, [], {}])
    if _rarely(rng, 3):
        return word + rng.choice(["\n", "\n\n", "\nmore\n", "\n\n  # in it\n\nlast", "\n\tx\n", "\n   \n"])
    return word


def _rarely(rng: Dice, times: int) -> bool:
    """True about once in so many `times`."""
    return rng.choice([False] * (times - 1) + [True])


def _gap(rng: Dice, column: int) -> list[str]:
    """Blank lines and comments, at any indentation."""
    if not _rarely(rng, 3):
        return []
    count = rng.randint(1, 4)
    lines = []
    for _ in range(count):
        if rng.comments and _rarely(rng, 2):
            margin = rng.choice([column, column, column, 0, column + 2, column + 5])
            lines.append(" " * margin + rng.choice(COMMENTS))
        else:
            lines.append(rng.choice(["", "", " ", " " * (column + 1)]))
    return lines


def _trailing(rng: Dice) -> str:
    return rng.choice(["", "", "", "", " ", "  # why"])


def _mapping(rng: Dice, value: dict[str, Any], column: int, top: bool = False) -> list[str]:
    lines: list[str] = []
    for number, (key, item) in enumerate(value.items()):
        if number or not top:
            lines += _gap(rng, column) if number else []
        margin = " " * column
        name = rng.choice([key, key, key, key, f'"{key}"', f"'{key}'"])
        if _rarely(rng, 25):
            lines += [f"{margin}? {name}", *_gap(rng, column)]
            lines += _after(rng, f"{margin}:", item, column)
        else:
            lines += _after(rng, f"{margin}{name}:", item, column)
    return lines


def _sequence(rng: Dice, value: list[Any], column: int) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(value):
        lines += _gap(rng, column) if number else []
        lines += _after(rng, " " * column + "-", item, column, dash=True)
    return lines


def _after(rng: Dice, start: str, value: Any, column: int, dash: bool = False) -> list[str]:
    """`value` behind `start`, a key with its colon or a dash in `column`."""
    block = isinstance(value, (dict, list)) and bool(value) and not _rarely(rng, 5)
    if isinstance(value, str) and "\n" in value and not _rarely(rng, 4):
        found = _block_scalar(rng, start, value, column)
        if found:
            return found
    if not block:
        lines = _inline(rng, value, column).split("\n")
        if value is None and _rarely(rng, 2):
            return [start + _trailing(rng)]
        if _rarely(rng, 15):
            return [start + _trailing(rng), " " * (column + 1) + lines[0], *lines[1:]]
        lines[0] = f"{start} {lines[0]}"
        return [*lines[:-1], lines[-1] + (_trailing(rng) or rng.choice(["", "", "\t# after a tab"]))]
    step = rng.choice([2, 2, 2, 1, 4])
    if isinstance(value, list) and not dash and _rarely(rng, 4):
        step = 0
    inner = column + step
    render = _mapping(rng, value, inner) if isinstance(value, dict) else _sequence(rng, value, inner)
    if dash and step > 1 and not _rarely(rng, 6):
        return [start + " " * (step - 1) + render[0][inner:], *render[1:]]
    return [start + _trailing(rng), *_gap(rng, inner), *render]


def _inline(rng: Dice, value: Any, column: int) -> str:
    """A flow collection or a scalar that is not a block scalar; further lines are indented deeply enough."""
    if isinstance(value, (dict, list)):
        margin = "\n" + " " * (column + rng.randint(1, 4))
        comma = rng.choice([", ", ", ", ",", f",{margin}", f", # c{margin}", f" ,{margin}"])
        entries = [_inline(rng, item, column) for item in (value.values() if isinstance(value, dict) else value)]
        if isinstance(value, dict):
            entries = [f"{key}: {entry}" for key, entry in zip(value, entries, strict=True)]
        last = rng.choice(["", "", ",", margin, f" # end{margin}"]) if entries else ""
        inside = comma.join(entries) + last
        return f"{{{inside}}}" if isinstance(value, dict) else f"[{inside}]"
    if not isinstance(value, str):
        return {"None": "~", "True": "true"}.get(str(value), str(value))
    simple = load(f"[{value}]").value == [value] and load(f"k: {value}").value == {"k": value} and "\n" not in value
    style = rng.choice(["plain", "plain", "plain", "'", '"'])
    if simple and style == "plain":
        return value.replace(" ", "\n" + " " * (column + 1)) if _rarely(rng, 10) else value
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    if _rarely(rng, 10):
        escaped = escaped.replace(" ", "\n" + " " * (column + 2), 1) if not escaped.startswith(" ") else escaped
    return f'"{escaped}"'


def _block_scalar(rng: Dice, start: str, value: str, column: int) -> list[str] | None:
    lines = value.rstrip("\n").split("\n")
    ending = len(value) - len(value.rstrip("\n"))
    step = rng.randint(1, 4)
    header = rng.choice(["|", "|", "|", ">"]) + (str(step) if value[:1] in (" ", "\t", "\n", "#") else "")
    header += {0: "-", 1: ""}.get(ending, "+") if rng.randint(0, 4) else rng.choice(["", "-", "+"])
    body = [" " * (column + step) + line if line else "" for line in lines]
    blanks = ["", " " * column][: rng.randint(0, 2)] if ending < 2 else [""] * (ending - 1)
    comment = rng.choice(["", "", "", "  # on the header"])
    return [f"{start} {header}{comment}", *body, *blanks]
