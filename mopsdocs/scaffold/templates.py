"""Documents from the templates in `templates/scaffold/documents`, the workspace's own before the bundled ones.

Every expression in a template becomes a YAML value: what people typed is quoted where it has to be, as autoescaping
does it for HTML. Text for a comment goes through the filter `note`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from mopsdocs.documents.reading import parse_document
from mopsdocs.documents.writing import flow, plain_data
from mopsdocs.errors import MopsError
from mopsdocs.resources import template_folder
from mopsdocs.scaffold.form import NewDocument

FOLDER: Final = "scaffold/documents"
"""Where the templates of documents stand among all templates."""

Values = Mapping[str, Any]


class _Ready(str):
    """Text that is put into a document as it is."""

    __slots__ = ()


def document(template: str, path: str, values: Values, own: Path | None = None) -> NewDocument:
    """The document at `path` from the template called `template`.

    `own` is the folder of the workspace's templates. Raises MopsError when a template there makes no valid document.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    bundled = template_folder() / FOLDER
    folder = own / FOLDER if own is not None else bundled
    is_own = (folder / template).is_file() and not folder.samefile(bundled)
    environment = Environment(
        loader=FileSystemLoader([folder, bundled] if is_own else [bundled]),
        autoescape=False,  # a document is YAML: `finalize` quotes what people typed
        finalize=_value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["note"] = _note
    try:
        text = environment.get_template(template).render(values)
        _check(path, text)
    except Exception as error:  # a template of a workspace is a program, which can raise anything
        if not is_own:
            raise  # the bundled templates fit, so this is a bug
        where = f"templates/{FOLDER}/{template}"
        message = f"{path} cannot be made: {where}: {error}."
        raise MopsError(message, "Mend the template, or remove it to use the bundled one.") from error
    return NewDocument(path, text)


def line_for_editors(path: str, first_lines: Mapping[str, str], kind: str) -> str:
    """The line that leads an editor to the schema of `kind`, for a document at `path`; empty where there is none.

    `first_lines` are those of the documents of the workspace, by path: the new one names its schema where they do.
    """
    for other, line in sorted(first_lines.items()):
        begin, _, address = line.partition("$schema=")
        if begin != "# yaml-language-server: " or "://" in address:
            continue
        up, _, rest = address.rpartition("../")
        folder, _, name = rest.rpartition("/")
        stem, _, ending = name.partition(".")
        if f"{up}../" == "../" * (len(PurePosixPath(other).parts) - 1) and stem and ending.endswith("json"):
            start = "../" * (len(PurePosixPath(path).parts) - 1)
            return f"# yaml-language-server: $schema={start}{folder}/{kind}.{ending}"
    return ""


def _value(value: Any) -> str:
    from jinja2 import Undefined

    is_ready = isinstance(value, _Ready | Undefined)  # as text, an undefined one says what it is
    return str(value) if is_ready else flow(plain_data(value), inside=False)


def _note(text: str) -> _Ready:
    """`text` for a comment: on one line, without anything invisible."""
    return _Ready(" ".join("".join(sign if sign.isprintable() else " " for sign in text).split()))


def _check(path: str, text: str) -> None:
    """Raises ValueError when `text` is no valid document, or has no line break at its end."""
    reading = parse_document(path, text.encode())
    if reading.valid is None:
        first = reading.diagnostics[0]
        raise ValueError(f"line {first.line}: {first.message}")
    if not text.endswith("\n"):
        raise ValueError("the text does not end with a line break")
