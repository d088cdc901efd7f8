"""What a campaign runs: the library playbook with the region's required steps in their places."""

from __future__ import annotations

import msgspec
import pytest

from mopsdocs.documents.model import Playbook, Region, RequiredStep
from mopsdocs.documents.reading import parse_document
from mopsdocs.documents.required_steps import with_required_steps
from tests.checks.workspaces import base


def _playbook() -> Playbook:
    document = parse_document("playbooks/library/mailing.yml", base("playbooks/library/mailing.yml").encode()).valid
    assert document is not None
    assert isinstance(document.model, Playbook)
    return document.model


def _region(**fields: object) -> Region:
    document = parse_document("site_config/regions/de.yml", base("site_config/regions/de.yml").encode()).valid
    assert document is not None
    assert isinstance(document.model, Region)
    required: RequiredStep = msgspec.structs.replace(document.model.required_steps[0], **fields)
    return msgspec.structs.replace(document.model, required_steps=(required,))


@pytest.mark.parametrize(
    ("after", "stage"),
    [("build", 0), ("qa", 0), ("launch", 1), ("retrospective", 1), ("planning", 0), ("monitor", 1)],
)
def test_the_step_goes_to_the_last_stage_up_to_its_type(after: str, stage: int) -> None:
    result = with_required_steps(_playbook(), _region(after_stage_type=after))
    assert [step.id for step in result.stages[stage].steps][-1] == "de-prove-consent"
    assert len(result.steps) == 4


@pytest.mark.parametrize(
    ("channels", "has", "added"),
    [(("email",), ("email", "web"), 1), (("email",), ("web",), 0), (("email",), (), 1), ((), ("web",), 1)],
)
def test_channels_decide_whom_it_concerns(channels: tuple[str, ...], has: tuple[str, ...], added: int) -> None:
    playbook = msgspec.structs.replace(_playbook(), channels=has)
    assert len(with_required_steps(playbook, _region(channels=channels)).steps) == 3 + added


def test_a_step_that_is_there_already_is_not_added_again() -> None:
    once = with_required_steps(_playbook(), _region())
    assert with_required_steps(once, _region()) is once
