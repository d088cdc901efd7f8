"""The golden cases of conditions: what each text means, or what is wrong with it, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from mopsdocs.documents.conditions import environment
from mopsdocs.documents.conditions.checker import flaws
from mopsdocs.documents.conditions.environment import Environment
from mopsdocs.documents.conditions.expressions import render
from mopsdocs.documents.conditions.flaws import Flaw
from mopsdocs.documents.conditions.grammar import reading
from mopsdocs.documents.conditions.in_words import in_words
from mopsdocs.documents.conditions.sameness import pointless
from mopsdocs.documents.model import Variable

GOLDEN = Path(__file__).parents[2] / "golden/conditions"

FILES = ("good", "unreadable", "senseless", "pointless")


def cases(name: str) -> list[Mapping[str, str]]:
    found: list[Mapping[str, str]] = yaml.load((GOLDEN / f"{name}.yml").read_text("utf-8"), yaml.BaseLoader)
    return found


@cache
def playbook() -> Environment:
    value = yaml.safe_load((GOLDEN / "variables.yml").read_text("utf-8"))
    return environment.of_playbook(variables(), tuple(value["channels"]))


@cache
def variables() -> tuple[Variable, ...]:
    value: Any = yaml.safe_load((GOLDEN / "variables.yml").read_text("utf-8"))
    return msgspec.convert(value["variables"], tuple[Variable, ...])


def told(text: str) -> dict[str, str]:
    """Everything about the condition `text`, as the cases say it."""
    found = reading(text)
    if isinstance(found, Flaw):
        return _flaw(text, found)
    wrong = flaws(found, playbook())
    if wrong:
        return _flaw(text, wrong[0])
    same = list(pointless(found, playbook()))
    if same:
        return _flaw(text, same[0])
    titles = {variable.id: variable.title for variable in variables()}
    words = in_words(found, titles)
    return {"when": text, "means": render(found), **({"words": words} if words else {})}


def _flaw(text: str, flaw: Flaw) -> dict[str, str]:
    start, end = flaw.span
    return {"when": text, "marks": text[start:end], "says": flaw.message, "remedy": flaw.hint}
