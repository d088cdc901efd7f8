"""The order of stages and the schema know the same types."""

from __future__ import annotations

from mopsdocs.documents.schema import bundle
from mopsdocs.documents.stages import STAGE_ORDER


def test_every_stage_type_has_its_place_in_the_order() -> None:
    kinds = bundle("workspace")["properties"]["required_stages"]["items"]["enum"]
    assert tuple(kinds) == STAGE_ORDER
