"""`mopsdocs new`: a campaign, playbook, process or region from a template."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from mopsdocs.atomic import Change, replace_all
from mopsdocs.checks.checking import Inspections
from mopsdocs.cli import dates
from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.long_jobs import progress
from mopsdocs.cli.one_campaign import campaigns_of, read_documents
from mopsdocs.cli.output import say
from mopsdocs.documents.source import SIZE_LIMIT
from mopsdocs.documents.suggest import closest
from mopsdocs.errors import MopsError
from mopsdocs.locking import alone
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.style import Style
from mopsdocs.scaffold.answers import from_file, from_settings, to_file
from mopsdocs.scaffold.form import Form, NewDocument, filled
from mopsdocs.scaffold.grounds import Grounds
from mopsdocs.scaffold.outcome import findings, told
from mopsdocs.scaffold.questions import Answers
from mopsdocs.workspace import Workspace

KINDS: Final = ("campaign", "playbook", "process", "region")


def command(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="campaign, playbook, process or region")],
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="One answer; give it once for each")
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Answers in a YAML or JSON file; --set counts before it")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take what is proposed, and ask only for the rest")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the document and write nothing")] = False,
    save_answers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep the answers in this file, for --answers")
    ] = None,
) -> int:
    """Start a campaign, a playbook, a process or a region.

    On a terminal you are asked one thing after the other: arrow keys choose, typing searches, Enter takes what is
    proposed, and Ctrl-C stops without having written anything. Elsewhere the answers come from --set and --answers,
    and everything that is missing is named at once. The same answers always give the same file.
    """
    called = invocation(context)
    known = _known(kind)
    given = {**(_read(answers) if answers is not None else {}), **from_settings(settings or [])}
    workspace = called.workspace()
    with progress(called) as shown:
        inspections = read_documents(workspace, shown)
    form = _form(known, _grounds(workspace, inspections))
    found = _answers(called, form, given, yes)
    document = form.document(found)
    if dry_run:
        say(document.text)
        return 0
    with alone(workspace.root):
        _write(workspace, document, save_answers, to_file(found))
    if not called.quiet:
        _tell(called, form, found, document, inspections)
    return 0


def _known(kind: str) -> str:
    if kind in KINDS:
        return kind
    meant = closest(kind, KINDS)
    raise MopsError(
        f'mopsdocs new makes no "{kind}".', f"Did you mean {meant}?" if meant else f"It makes: {', '.join(KINDS)}."
    )


def _form(kind: str, grounds: Grounds) -> Form:
    """The form for a document of `kind`; only its module is imported."""
    form: Form = getattr(import_module(f"mopsdocs.scaffold.{kind}"), f"{kind.capitalize()}Form")(grounds)
    return form


def _grounds(workspace: Workspace, inspections: Inspections) -> Grounds:
    found = campaigns_of(workspace, inspections)
    return Grounds(workspace.root, found.library, found.whole, frozenset(found.unsound), dates.today())


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        raise MopsError(
            f"There is no file {path}.", "Check the spelling; paths count from the current folder."
        ) from None
    except IsADirectoryError:
        raise MopsError(f"{path} is a folder.", "Give a file of answers.") from None
    return from_file(str(path), data)


def _answers(called: Invocation, form: Form, given: Mapping[str, Any], yes: bool) -> Answers:
    if not _somebody_is_there():
        return filled(form, given, "all" if yes else "optional")
    from mopsdocs.cli.asking import asked

    return asked(form, given, yes, Style(called.coloured))


def _somebody_is_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _write(workspace: Workspace, document: NewDocument, save_answers: Path | None, answers: str) -> None:
    changes = [Change(workspace.root / document.path, None, document.text.encode())]
    if save_answers is not None:
        before = save_answers.read_bytes() if save_answers.is_file() else None
        changes.append(Change(save_answers, before, answers.encode()))
    replace_all(changes)


def _tell(called: Invocation, form: Form, answers: Answers, document: NewDocument, inspections: Inspections) -> None:
    style = Style(called.coloured)
    lines = [f"Wrote {style.bold(document.path)}.", *_blocks(form, answers, document, inspections)]
    steps = [step.partition("  ") for step in form.next_steps(document)]
    lines += ["", "Next:"]
    for command, _, what in steps:
        lines += [f"  {style.good(command)}", f"    {what}"]
    say("\n".join(lines) + "\n")


def _blocks(form: Form, answers: Answers, document: NewDocument, inspections: Inspections) -> Iterator[str]:
    for key in answers if not _somebody_is_there() else ():  # who was asked was told then
        advice = form.advice(key, answers)
        if advice is not None:
            yield ""
            yield from (safe(sentence) for sentence in (*advice.sentences, advice.offer) if sentence)
    lines = list(told(findings(document, inspections, dates.today())))
    if lines:
        yield from ("", *(safe(line) for line in lines))
