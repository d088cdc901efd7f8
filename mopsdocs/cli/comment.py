"""The comment on a pull request, laid out by the template of the workspace or the bundled one."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mopsdocs.errors import MopsError
from mopsdocs.reporters.review_markdown import TEMPLATE, review_markdown
from mopsdocs.resources import template_folder
from mopsdocs.review.outcome import Outcome
from mopsdocs.workspace import Workspace


def comment(found: Outcome, workspace: Workspace | None, prefix: str) -> str:
    """`found` as Markdown; raises MopsError when the template of the workspace is wrong."""
    own = workspace.root / "templates" if workspace is not None else None
    is_own = own is not None and (own / TEMPLATE).is_file() and not own.samefile(template_folder())
    environment = Environment(
        loader=FileSystemLoader(own if is_own and own is not None else template_folder()),
        autoescape=False,  # what people typed is inert Markdown before it gets there
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def render(view: dict[str, Any]) -> str:
        try:
            return environment.get_template(TEMPLATE).render(view)
        except Exception as error:  # a template of a workspace is a program, which can raise anything
            if not is_own:
                raise  # the bundled template fits, so this is a bug
            lineno = getattr(error, "lineno", None)
            where = f"line {lineno} of " if lineno else ""
            message = f"The comment cannot be made: {where}templates/{TEMPLATE}: {error}."
            raise MopsError(message, "Mend the template, or remove it to use the bundled one.") from error

    return review_markdown(found, render, prefix)
