"""What an answer of GitHub's or GitLab's API means: whether to ask again, and what to tell people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LONGEST_WAIT: Final = 90
"""Seconds. A job that sleeps longer than this costs more than running it again."""

_WHY: Final = {
    401: "the token was not accepted",
    403: "the token may not do this",
    404: "there is no such thing, or the token may not see it",
    422: "what was sent was not accepted",
    429: "too many requests",
}


class Refused(Exception):
    """Something was not done, and the message says why and what helps, in plain words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, with names of headers in small letters. `status` is 0 when nothing did; `text` then says why."""

    status: int
    headers: Mapping[str, str]
    text: str


def waiting_time(method: str, answer: Answer, attempt: int, now: float) -> float | None:
    """Seconds after which the call may be made again; None when that is of no use, or could do a thing twice.

    `attempt` counts from 0, `now` is in seconds since 1970.
    """
    if answer.status in (403, 429):
        return _rate_limit(answer, now)
    # A POST that broke off may have been carried out all the same: another one could be a second comment.
    passing = answer.status == 0 or answer.status >= 500
    return 2.0**attempt if passing and method != "POST" else None


def _rate_limit(answer: Answer, now: float) -> float | None:
    """Both forges name seconds in Retry-After; GitHub's hourly limit names a time instead, and some limits nothing."""
    after, reset = answer.headers.get("retry-after", ""), answer.headers.get("x-ratelimit-reset", "")
    if after.isdecimal():
        return float(after)
    if answer.headers.get("x-ratelimit-remaining") == "0" and reset.isdecimal():
        return max(1.0, float(reset) - now)
    return 60.0 if answer.status == 429 or "rate limit" in answer.text.lower() else None


def refusal(forge: str, asked: str, answer: Answer, wait: float | None) -> str:
    """One sentence on what was refused and why, and one on what helps. `wait` is what `waiting_time` said."""
    if answer.status == 0:
        return f"{forge} cannot be reached ({asked}): {one_line(answer.text)}. Run the job again."
    limited = answer.status == 403 and wait is not None
    why = _WHY.get(429 if limited else answer.status, f"status {answer.status}")
    said = one_line(_message(answer.text))
    sentence = f"{forge} refused {asked}: {why}{f' ({said})' if said else ''}."
    if wait is not None and wait > LONGEST_WAIT:
        return f"{sentence} It asks to wait {round(wait / 60)} minutes; run the job again after that."
    return f"{sentence} Run the job again." if wait is not None or answer.status >= 500 else sentence


def _message(text: str) -> str:
    """What the answer says for itself: `message` with GitHub, `message` or `error` with GitLab."""
    try:
        value = json.loads(text)
    except ValueError:
        return ""
    found = (value.get("message") or value.get("error") or "") if isinstance(value, dict) else ""
    return found if isinstance(found, str) else json.dumps(found)


def one_line(text: str) -> str:
    """The beginning of `text` without line ends and control characters, ready to stand inside a sentence."""
    return "".join(character if character.isprintable() else " " for character in text)[:200].strip().rstrip(".")
