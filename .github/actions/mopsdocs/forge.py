"""Calls of the REST API of GitHub or GitLab, with Python's standard library alone.

The only module of these scripts that knows the network.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from answers import LONGEST_WAIT, Answer, Refused, refusal, waiting_time

ATTEMPTS: Final = 4
TIMEOUT: Final = 30
"""Seconds that one call may take."""

PAGE: Final = 100
"""Entries of a list in one answer, the most that both forges give."""


@dataclass(frozen=True, slots=True)
class Forge:
    """The API at `address`, which has no slash at its end; `headers` carry the token."""

    name: str
    address: str
    headers: Mapping[str, str]

    def call(self, method: str, path: str, body: object = None, tolerated: tuple[int, ...] = ()) -> Any:
        """The value that the API answers with; None where it has none, or answers with one of the statuses `tolerated`.

        Raises Refused, after several attempts where a later one may help.
        """
        answer = self._settled(method, path, body, tolerated)
        return None if answer.status in tolerated or not answer.text else self._value(answer)

    def pages(self, path: str) -> Iterator[dict[str, Any]]:
        """All entries of a list. `path` may have a query."""
        joint = "&" if "?" in path else "?"
        number, more = 1, True
        while more:
            # Pages are counted: an address taken from an answer could lead the token to another host.
            answer = self._settled("GET", f"{path}{joint}per_page={PAGE}&page={number}", None, ())
            yield from self._value(answer)
            number, more = number + 1, 'rel="next"' in answer.headers.get("link", "")

    def _settled(self, method: str, path: str, body: object, tolerated: tuple[int, ...]) -> Answer:
        attempt = 0
        while True:
            answer = _asked(method, f"{self.address}{path}", self.headers, body)
            if 200 <= answer.status < 300 or answer.status in tolerated:
                return answer
            wait = waiting_time(method, answer, attempt, time.time())
            attempt += 1
            if wait is None or wait > LONGEST_WAIT or attempt == ATTEMPTS:
                raise Refused(refusal(self.name, f"{method} {path.partition('?')[0]}", answer, wait))
            time.sleep(wait)

    def _value(self, answer: Answer) -> Any:
        try:
            return json.loads(answer.text)
        except ValueError:
            message = f"{self.name} answered with something that is not JSON. Is its API at {self.address}?"
            raise Refused(message) from None


class _StaysHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: urllib would carry the token to whatever host one names."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER: Final = urllib.request.build_opener(_StaysHere)


def _asked(method: str, address: str, headers: Mapping[str, str], body: object) -> Answer:
    data = None if body is None else json.dumps(body).encode()
    sent = {"User-Agent": "mopsdocs", "Content-Type": "application/json", **headers}
    request = urllib.request.Request(address, data, sent, method=method)
    try:
        with _OPENER.open(request, timeout=TIMEOUT) as response:
            return _answer(response.status, response.headers.items(), response.read())
    except urllib.error.HTTPError as error:
        return _answer(error.code, error.headers.items(), error.read())
    except (OSError, http.client.HTTPException) as error:
        return Answer(0, {}, str(getattr(error, "reason", error)))


def _answer(status: int, headers: Iterable[tuple[str, str]], text: bytes) -> Answer:
    return Answer(status, {name.lower(): value for name, value in headers}, text.decode("utf-8", "replace"))


def setting(name: str, meaning: str) -> str:
    """The environment variable `name`, which the platform or the workflow has to give; raises Refused."""
    value = os.environ.get(name, "")
    if not value:
        raise Refused(f"There is no {meaning}: the environment variable {name} is empty.")
    return value


def run(main: Callable[[], None]) -> int:
    """The exit code of a script: 0, or 2 with the reason on standard error, where the platform shows it."""
    try:
        main()
    except Refused as error:
        shown = f"::error::{str(error).replace('%', '%25')}" if "GITHUB_ACTIONS" in os.environ else f"error: {error}"
        print(shown, file=sys.stderr)
        return 2
    return 0
