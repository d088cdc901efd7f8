"""Documents with something changed in them: what people mistype, and what engines and models could read differently."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

WRONG: tuple[Any, ...] = (
    *(None, True, False, "", " ", "x", "NO", "true", "1", "~", [], {}, [[]], [None], {"": None}, {"x_own": 1}),
    *(0, 1, -1, 2, 1.0, 1.5, -0.0, 0.1, 1e3, 1e15, 1e16, 1e17, 1e300, 5e-324, 10**17, -(10**17), 2**53, 2**53 + 1),
    *("launch", "opt-in", "approved", "go", "all", "mon", "webinar", "a_b", "A", "a" * 81, "\u2028", "🎉", "é", "\0"),
    *("2027-02-28", "2027-02-29", "2027-02-30", "2027-13-01", "0000-01-01", "9999-12-31", "09:00", "24:00", "EUR"),
    *("-10bd", "+0d", "0d", "0bd", "4h", "0.5d", "1.0.0", "01.0.0", "de-DE", "zh-Hant-TW", "es-419"),
    *("https://a", "http://a", "https://a b", "https://", "a@b.c", "0" * 16, "a" * 40, "a" * 64),
    *(["a", "a"], [1, 1.0], [1, True], [0, False], [0, -0.0], [{}, {}], [{"a": 1}, {"a": 1.0}], ["a", "a\n"], [[], []]),
)
"""Values for any place: wrong types, the edges of numbers, and what is right elsewhere."""

KEYS = ("x_own", "X_own", "x-own", "x", "titel", "id", "region", "origin", "when", "kind", "unit", "rule", "", "a\n")


def mutated(value: Any, chance: Random) -> Any:
    """A copy of `value`, a mapping or a list, with one to three changes."""
    changed = copy.deepcopy(value)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        spots = [spot for spot in _containers(changed) if spot]
        if spots:
            chance.choice(CHANGES)(chance.choice(spots), chance, changed)
    return changed


def near(text: str, chance: Random) -> str:
    """Text that is almost `text`: it may or may not be as good."""
    at = chance.randrange(len(text) + 1)
    before, letter, after = text[:at], text[at : at + 1], text[at + 1 :]
    return chance.choice(
        (
            *(
                text + "\n",
                text + "\r\n",
                text + " ",
                text + "\u2028",
                "\n" + text,
                " " + text,
                text + "\0",
                text + text,
            ),
            *(text.upper(), text.title(), text[:-1], text[1:], before + after, before + letter * 2 + after),
            *(text.replace("-", "_"), text.replace("-", "–"), text.replace("-", "--"), text.replace("s", "\u017f")),
            *(text.replace("0", "\u0660"), text.replace("1", "\uff11"), text.replace("i", "İ"), text.replace(".", "")),
            *(
                f"{before}\n{letter}{after}",
                f"{before}é{after}",
                f"-{text}",
                f"{text}-",
                f"+{text}",
                f"{text}.0",
                text * 20,
            ),
        )
    )


def _containers(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield value
        for part in value.values() if isinstance(value, dict) else value:
            yield from _containers(part)


def _place(spot: Any, chance: Random) -> Any:
    return chance.choice(list(spot)) if isinstance(spot, dict) else chance.randrange(len(spot))


def _replace(spot: Any, chance: Random, _whole: Any) -> None:
    spot[_place(spot, chance)] = copy.deepcopy(chance.choice(WRONG))


def _nudge(spot: Any, chance: Random, _whole: Any) -> None:
    """A value becomes one that is almost it."""
    at = _place(spot, chance)
    value = spot[at]
    if isinstance(value, str):
        spot[at] = near(value, chance)
    elif isinstance(value, bool):
        spot[at] = chance.choice((not value, int(value), str(value), str(value).lower()))
    elif isinstance(value, int):
        spot[at] = chance.choice((float(value), value + 0.5, -value, 0, -0.0, str(value), value * 10**12, [value]))
    elif isinstance(value, float):
        spot[at] = chance.choice((int(value), -value, str(value), value * 1e12))


def _remove(spot: Any, chance: Random, _whole: Any) -> None:
    del spot[_place(spot, chance)]


def _rename(spot: Any, chance: Random, _whole: Any) -> None:
    if isinstance(spot, dict):
        key = _place(spot, chance)
        spot[chance.choice((*KEYS, near(key, chance), f"x_{key}"))] = spot.pop(key)
    else:
        chance.shuffle(spot)


def _add(spot: Any, chance: Random, _whole: Any) -> None:
    if isinstance(spot, dict):
        spot[chance.choice(KEYS)] = copy.deepcopy(chance.choice(WRONG))
    else:
        spot.insert(chance.randrange(len(spot) + 1), copy.deepcopy(chance.choice((chance.choice(spot), *WRONG))))


def _swap(spot: Any, chance: Random, whole: Any) -> None:
    """Two values of the document change places."""
    other = chance.choice([found for found in _containers(whole) if found])
    here, there = _place(spot, chance), _place(other, chance)
    spot[here], other[there] = copy.deepcopy(other[there]), copy.deepcopy(spot[here])


def _empty(spot: Any, chance: Random, _whole: Any) -> None:
    inner = [at for at in (spot if isinstance(spot, dict) else range(len(spot))) if isinstance(spot[at], dict | list)]
    if inner:
        spot[chance.choice(inner)].clear()


def _double(spot: Any, chance: Random, _whole: Any) -> None:
    if isinstance(spot, list):
        spot.extend(copy.deepcopy(spot))
    else:
        at = _place(spot, chance)
        spot[at] = [spot[at], copy.deepcopy(spot[at])]


def _wrap(spot: Any, chance: Random, _whole: Any) -> None:
    at = _place(spot, chance)
    for _ in range(chance.choice((1, 1, 2, 20))):
        spot[at] = chance.choice(([spot[at]], {chance.choice(KEYS): spot[at]}))


CHANGES: tuple[Callable[[Any, Random, Any], None], ...] = (
    *(_replace, _replace, _nudge, _nudge, _nudge, _nudge, _remove, _rename, _add, _add, _swap, _empty, _double, _wrap),
)
