"""Two people edit a playbook at the same time, many times over. `tests/benchmarks/merges.py` does it at length."""

from __future__ import annotations

import pytest

from tests.benchmarks.merges import AIM, EDITS, Pair, ours, scores

PAIRS = 60


@pytest.mark.parametrize("edits", EDITS)
def test_no_merge_is_clean_and_wrong(edits: int) -> None:
    (score,) = scores(edits, PAIRS, [ours])
    assert score.verdicts["wrong"] == 0
    assert score.share >= AIM
    assert score.verdicts["right"] + score.verdicts["conflict"] == PAIRS


def test_the_oracle_tells_wrong_from_right() -> None:
    pair = next(pair for pair in (Pair.of(number, 3) for number in range(PAIRS)) if not pair.overlaps)
    base, mine, theirs = pair.texts
    right = ours(base, mine, theirs)
    assert right is not None
    assert pair.verdict(right) == "right"
    assert pair.verdict(right.replace("kind: playbook", "kind: process")) == "wrong"
    assert pair.verdict(mine) == pair.verdict(theirs) == "wrong"
    assert pair.verdict(None) == "conflict"
