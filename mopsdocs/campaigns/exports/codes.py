"""Names under which other tools know the work of a campaign: `[DE-WEB-K7Q2-MX4P] Confirm double opt-in`.

The code in front is made from ids alone, so it stays when dates move, when steps come and go, and in every tool. Its
first three parts are those of the campaign: whoever searches for them finds all of its work.
"""

from __future__ import annotations

import hashlib
from typing import Final

from mopsdocs.documents.model import Campaign

_SIGNS: Final = "BCDFGHJKLMNPQRSTVWXZ23456789"
"""No vowels, so that no words come out, and nothing that looks like something else."""

_LENGTH: Final = 4


def campaign_code(campaign: Campaign) -> str:
    """`DE-WEB-K7Q2` for a webinar in Germany."""
    words = campaign.playbook.split("-")
    kind = "".join(word[0] for word in words[:4]) if len(words) > 1 else words[0][:3]
    return f"{campaign.region}-{kind}-{_signs(campaign.id)}".upper()


def item_code(campaign: Campaign, key: str, number: int) -> str:
    """`DE-WEB-K7Q2-MX4P` for what has `key` in the campaign, `DE-WEB-K7Q2-MX4P-2` for its second day."""
    code = f"{campaign_code(campaign)}-{_signs(key)}"
    return code if number == 1 else f"{code}-{number}"


def whole_number(key: str, digits: int) -> int:
    """A number of `digits` digits that is always the same for `key`, and hardly ever for another."""
    first: int = 10 ** (digits - 1)
    return first + int.from_bytes(_digest(key)[:8]) % (9 * first)


def _signs(key: str) -> str:
    number = int.from_bytes(_digest(key)[:8])
    return "".join(_SIGNS[number // len(_SIGNS) ** place % len(_SIGNS)] for place in range(_LENGTH))


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()
