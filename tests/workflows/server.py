"""A server on loopback that a fake of a forge's API is made with: routes, pages, tokens, and troubles on demand."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """What a script asked."""

    method: str
    path: str
    """As it was sent: with %2F where a name has a slash, without the query."""
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """By names in small letters."""
    body: Any


@dataclass(frozen=True, slots=True)
class Response:
    """What it gets. A value that is a string goes out as it is."""

    status: int
    value: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """An address, as a pattern of the path whose groups `answer` gets."""

    method: str
    pattern: str
    answer: Callable[..., Response]
    permissions: tuple[str, ...] = ()
    """Any one of these is needed, such as `issues: write`."""


@dataclass
class Server:
    """Answers by `routes`; before that by `troubles`, each once: the method, a part of the path, the response."""

    routes: Sequence[Route] = ()
    troubles: list[tuple[str, str, Response]] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)
    address: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def refusal(self, request: Request, route: Route) -> Response | None:
        """Why the caller may not; None when it may."""
        raise NotImplementedError

    def not_found(self) -> Response:
        raise NotImplementedError

    def respond(self, request: Request) -> Response:
        with self.lock:
            self.asked.append(request)
            for trouble in self.troubles:
                method, part, response = trouble
                if method == request.method and part in request.path:
                    self.troubles.remove(trouble)
                    return response
            for route in self.routes:
                found = re.fullmatch(route.pattern, request.path)
                if found and route.method == request.method:
                    groups = [unquote(group) for group in found.groups()]
                    return self.refusal(request, route) or route.answer(request, *groups)
            return self.not_found()

    def page(self, request: Request, entries: Sequence[Any]) -> Response:
        """One page of a list, with the Link header that both forges send."""
        size = min(int(request.query.get("per_page", "30")), 100)
        number = int(request.query.get("page", "1"))
        start = (number - 1) * size
        more = start + size < len(entries)
        link = f'<{self.address}{request.path}?per_page={size}&page={number + 1}>; rel="next"'
        return Response(200, list(entries[start : start + size]), {"Link": link} if more else {})

    def writes(self) -> list[str]:
        """All calls that could have changed something, as `POST /path`."""
        return [f"{request.method} {request.path}" for request in self.asked if request.method != "GET"]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Listens on a free port of this machine, at `address`."""
        server = self

        class Handler(BaseHTTPRequestHandler):
            def _any(self) -> None:
                parts = urlsplit(self.path)
                text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
                headers = {key.lower(): value for key, value in self.headers.items()}
                request = Request(self.command, parts.path, query, headers, json.loads(text) if text else None)
                self._send(server.respond(request))

            do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _any  # noqa: N815

            def _send(self, response: Response) -> None:
                value = response.value
                text = (
                    b"" if value is None else value.encode() if isinstance(value, str) else json.dumps(value).encode()
                )
                self.send_response(response.status)
                for name, said in {**response.headers, "Content-Length": str(len(text))}.items():
                    self.send_header(name, said)
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: object) -> None:
                pass

        listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{listening.server_address[1]}"
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            listening.shutdown()
            thread.join()
            listening.server_close()
