"""`python -m tests.benchmarks.conditions`: how many conditions are read, checked and decided in a second.

The aim is 100,000 decisions a second. Python's own `eval` of the compiled expression stands beside them.
"""

from __future__ import annotations

import timeit
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from mopsdocs.documents.conditions.checker import flaws
from mopsdocs.documents.conditions.environment import of_playbook
from mopsdocs.documents.conditions.evaluation import Values, holds
from mopsdocs.documents.conditions.grammar import parse
from mopsdocs.documents.model import Variable

AIM: Final = 100_000

CONDITIONS: Final = (
    'region.consent.b2b == "opt-in"',
    "audience_size >= 1000 and audience_size < 5000",
    '(tier == "L1" or "sms" in channels) and region.code in ["de", "fr", "tr"] and audience_size >= 500000',
)
VALUES: Final[Values] = {
    "audience_size": 600_000,
    "tier": "L1",
    "channels": frozenset({"email", "sms"}),
    "region.code": "tr",
    "region.consent.b2b": "opt-in",
}
VARIABLES: Final = (
    Variable(id="audience_size", title="Audience size", type="integer"),
    Variable(id="tier", title="Tier", type="choice", choices=("L1", "L2", "L3")),
)


def main() -> None:
    """Measure, and print a line for each condition."""
    known = of_playbook(VARIABLES, ())
    for text in CONDITIONS:
        expression = parse(text)
        code: Any = compile(text.replace("region.", "region_").replace("consent.", "consent_"), "", "eval")
        values = {name.replace(".", "_"): value for name, value in VALUES.items()}
        print(text)
        decided = _per_second(partial(holds, text, VALUES))
        print(f"  decided {decided:,.0f} times a second (aim {AIM:,}); {'PASS' if decided >= AIM else 'MISS'}")
        print(f"  by Python's eval {_per_second(partial(eval, code, values)):,.0f}")
        print(f"  read {_per_second(partial(parse, text)):,.0f}")
        print(f"  checked {_per_second(partial(flaws, expression, known)):,.0f}")


def _per_second(work: Callable[[], object]) -> float:
    number, seconds = timeit.Timer(work).autorange()
    return number / seconds


if __name__ == "__main__":
    main()
