"""The phases of a campaign in the order in which they come."""

from __future__ import annotations

from typing import Final

STAGE_ORDER: Final = (
    "planning",
    "segmentation",
    "build",
    "content_review",
    "qa",
    "launch",
    "monitor",
    "retrospective",
)
"""Every type that a stage can have. Playbooks may repeat types and go back and forth between neighbours."""
