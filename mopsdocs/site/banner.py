"""Findings above every served page, so that a broken file is seen where its author is looking."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from markupsafe import Markup

from mopsdocs.diagnostics import Diagnostic

_SHOWN: Final = 8


def with_banner(app: Callable[..., Iterable[bytes]], errors: Callable[[], list[Diagnostic]]) -> Callable[..., Any]:
    """The WSGI `app`, with a box of what `errors` returns in each HTML page it serves."""

    def wrapped(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        found = errors()
        if not found:
            return app(environ, start_response)
        answer: list[Any] = []
        parts = app(environ, lambda status, headers, *rest: answer.extend((status, headers)))
        body = b"".join(parts)
        status, headers = answer
        if b"</body>" in body:
            body = body.replace(b"</body>", banner(found).encode() + b"</body>", 1)
            headers = [header for header in headers if header[0].lower() != "content-length"]
            headers.append(("Content-Length", str(len(body))))
        start_response(status, headers)
        return [body]

    return wrapped


def banner(errors: list[Diagnostic]) -> str:
    """The box as HTML. Its text comes from files that are wrong, so every part of it is escaped."""
    rows = Markup("").join(map(_row, errors[:_SHOWN]))
    hidden = len(errors) - _SHOWN
    more = Markup("<p>… and {} more. Run mopsdocs validate.</p>").format(hidden) if hidden > 0 else ""
    count = "One thing needs" if len(errors) == 1 else f"{len(errors)} things need"
    box = Markup(
        '<div class="mops-banner" role="alert"><p><b>{} mending.</b> What cannot be read is shown as it last was.</p>'
        "<ul>{}</ul>{}</div>"
    )
    return str(box.format(count, rows, more))


def _row(error: Diagnostic) -> Markup:
    hint = Markup("<br><i>{}</i>").format(error.hint) if error.hint else ""
    row = Markup("<li><b>{}:{}:{}</b> {}{}</li>")
    return row.format(error.path, error.line, error.column, error.message, hint)
