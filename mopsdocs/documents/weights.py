"""How much a check weighs, and how much evidence it asks for, so that weaker and stronger can be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WEIGHT: Final[Mapping[str | None, int]] = {None: 0, "info": 1, "warning": 2, "blocker": 3}
"""Severities of checks and of items of checklists, by how much they hold up."""

EVIDENCE: Final[Mapping[str | None, int]] = {None: 0, "none": 0, "link": 1, "screenshot": 2}
"""What has to be kept to show that a step was done, by how much it shows."""
