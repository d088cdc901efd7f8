"""Runs one command: imports its module alone, lets Typer read the arguments, turns the outcome into an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from mopsdocs import __version__
from mopsdocs.cli.commands import COMMANDS, GLOBAL_OPTIONS, command_position
from mopsdocs.cli.context import Invocation
from mopsdocs.cli.output import complain, complain_about, tolerate_any_text
from mopsdocs.documents.suggest import closest
from mopsdocs.errors import MopsError

COULD_NOT: Final = 2
"""Exit code: the command could not do what it was asked for."""

BUG: Final = 3
"""Exit code: mopsdocs itself is wrong."""

_INTERRUPTED: Final = 130
"""What Typer makes of Ctrl-C. No command returns it."""


def run_command(arguments: list[str]) -> int:
    """Runs the command in `arguments`, which has one or a mistake in it, and returns the exit code."""
    tolerate_any_text()
    try:
        name = _command_name(arguments)
        code = _app(name)(args=arguments, prog_name="mopsdocs", standalone_mode=False)
        if code != _INTERRUPTED:
            return int(code or 0)
        complain("Stopped.\n")
    except (KeyboardInterrupt, typer.Abort):
        complain("Stopped.\n")
    except MopsError as error:
        complain_about(error)
    except typer.TyperException as error:
        complain_about(_usage(error, arguments))
    except OSError as error:
        what = f"{error.filename} cannot be used" if error.filename else "The system refused"
        complain_about(MopsError(f"{what}: {error.strerror or error}.", "Check that it exists and its permissions."))
    except Exception as error:  # the last net: whatever it is, people get a sentence and not a traceback
        _report_bug(error, arguments)
        return BUG
    return COULD_NOT


def _command_name(arguments: list[str]) -> str:
    """The command in `arguments`; raises MopsError when there is none of that name."""
    position = command_position(arguments)
    for option in arguments[:position]:
        name = option.partition("=")[0]
        if option.startswith("-") and name not in GLOBAL_OPTIONS:
            meant = closest(name, GLOBAL_OPTIONS)
            hint = f"Did you mean {meant}?" if meant else "Options of a command stand after it."
            raise MopsError(f"mopsdocs has no option {name}.", hint)
    if position == len(arguments):
        raise MopsError("There is no command after the options.", "mopsdocs --help lists the commands.")
    name = arguments[position]
    if name not in COMMANDS:
        meant = closest(name, COMMANDS)
        hint = f"Did you mean {meant}?" if meant else "mopsdocs --help lists the commands."
        raise MopsError(f'mopsdocs has no command "{name}".', hint)
    return name


def _app(name: str) -> typer.Typer:
    """A Typer program that knows the command `name` only."""
    module, summary = COMMANDS[name]
    names = {"help_option_names": ["-h", "--help"]}
    app = typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=names
    )
    app.callback()(_global_options)
    app.command(name, short_help=summary)(import_module(module).command)
    return app


def _global_options(
    context: typer.Context,
    workspace: Annotated[Path | None, typer.Option(help=GLOBAL_OPTIONS["--workspace"][1], metavar="DIR")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=GLOBAL_OPTIONS["--quiet"][1])] = False,
    color: Annotated[Literal["auto", "always", "never"], typer.Option(help=GLOBAL_OPTIONS["--color"][1])] = "auto",
) -> None:
    context.obj = Invocation(workspace, quiet, color)


def _usage(error: typer.TyperException, arguments: list[str]) -> MopsError:
    """Typer's complaint about the arguments, with the help that is nearest."""
    position = command_position(arguments)
    command = arguments[position]
    after = [argument.partition("=")[0] for argument in arguments[position:]]
    message = " ".join(error.format_message().split())  # choices come on lines of their own
    for option, (value, _) in GLOBAL_OPTIONS.items():
        if option in after and option in message:
            example = f"mopsdocs {option} {value}".rstrip()
            return MopsError(f"{command} has no option {option}.", f"It stands before the command: {example} {command}")
    return MopsError(message if message.endswith((".", ")")) else f"{message}.", f"See mopsdocs {command} --help.")


def _report_bug(error: Exception, arguments: list[str]) -> None:
    import platform
    import shlex
    import traceback

    command = shlex.join(["mopsdocs", *arguments])
    described = f"{type(error).__name__}: {error}".rstrip(": ")
    versions = f"mopsdocs {__version__}, Python {platform.python_version()}, {sys.platform}"
    debugging = os.environ.get("MOPSDOCS_DEBUG") == "1"
    if debugging:
        complain("".join(traceback.format_exception(error)))
    how = "with the traceback above" if debugging else "with the traceback that MOPSDOCS_DEBUG=1 shows"
    sentence = (
        f"This is a bug in mopsdocs, not a mistake of yours: {described}. "
        f"Please report it {how} ({versions}; command: {command})."
    )
    complain_about(MopsError(sentence))
