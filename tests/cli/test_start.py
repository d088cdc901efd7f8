"""Help, version and mistakes in the command itself."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import typer

import mopsdocs.cli
from mopsdocs import __version__
from mopsdocs.cli.commands import COMMANDS, GLOBAL_OPTIONS, command_position, help_text
from mopsdocs.cli.running import _app
from tests.cli.conftest import Caller
from tests.cli.programs import Done, python
from tests.cli.programs import mopsdocs as program

COMMAND_NAMES = list(COMMANDS)


@pytest.mark.parametrize("arguments", [["--version"], ["--quiet", "--version"], ["--version", "validate"]])
def test_version(arguments: list[str], tmp_path: Path, call: Caller) -> None:
    assert call(tmp_path, *arguments) == Done(0, f"mopsdocs {__version__}\n", "")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["--color", "never", "--help"]])
def test_help(arguments: list[str], tmp_path: Path, call: Caller) -> None:
    assert call(tmp_path, *arguments) == Done(0, help_text(), "")


def test_in_a_process_of_its_own(tmp_path: Path) -> None:
    assert program(tmp_path, "--version") == Done(0, f"mopsdocs {__version__}\n", "")
    assert program(tmp_path, "--help") == Done(0, help_text(), "")
    assert program(tmp_path, "validat").code == 2


def test_help_lists_every_command_and_option_and_is_narrow_and_plain() -> None:
    text = help_text()
    assert all(f"\n  {name} " in text for name in COMMANDS)
    assert all(f"\n  {name} " in text for name in GLOBAL_OPTIONS)
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 110


def test_version_and_help_load_nothing_else(tmp_path: Path) -> None:
    show = "import sys; print(*sys.modules, file=sys.stderr)"
    bare = set(python(tmp_path, "-c", show).err.split())
    for option in ("--version", "--help"):
        code = (
            f"import sys\nsys.argv = ['mopsdocs', '{option}']\nfrom mopsdocs.cli import run\nrun(sys.argv[1:])\n{show}"
        )
        loaded = set(python(tmp_path, "-c", code).err.split())
        assert loaded - bare <= {"__future__", "mopsdocs", "mopsdocs.cli", "mopsdocs.cli.commands"}


def test_the_table_has_every_command_module() -> None:
    folder = Path(mopsdocs.cli.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if "\ndef command(" in path.read_text(encoding="utf-8")}
    assert modules == {name.replace("-", "_") for name in COMMANDS}


@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_commands_are_called_as_their_modules_and_say_what_they_do(name: str) -> None:
    module, summary = COMMANDS[name]
    assert module == f"mopsdocs.cli.{name.replace('-', '_')}"
    assert summary[0].isupper()
    assert not summary.endswith(".")
    assert (import_module(module).command.__doc__ or "").strip()


def _parameters(name: str) -> Iterator[tuple[str, str | None]]:
    group = typer.main.get_command(_app(name))
    for parameter in (*group.params, *group.commands[name].params):  # type: ignore[attr-defined]
        yield parameter.name, parameter.help


@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_every_option_and_argument_has_help(name: str) -> None:
    assert [parameter for parameter, help in _parameters(name) if not help] == []


@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_help_of_a_command(name: str, tmp_path: Path, call: Caller) -> None:
    done = call(tmp_path, name, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: mopsdocs {name} ")
    assert "completion" not in done.out


@pytest.mark.parametrize(
    ("arguments", "position"),
    [
        ([], 0),
        (["validate"], 0),
        (["--quiet", "validate"], 1),
        (["--workspace", "x", "validate"], 2),
        (["--workspace=x", "validate"], 1),
        (["--color", "never", "--quiet", "rules", "--help"], 3),
        (["--workspace"], 1),
    ],
)
def test_where_the_command_stands(arguments: list[str], position: int) -> None:
    assert command_position(arguments) == position


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (["validat"], 'mopsdocs has no command "validat".', "Did you mean validate?"),
        (["frobnicate"], 'mopsdocs has no command "frobnicate".', "mopsdocs --help lists the commands."),
        (["a\x1b[2Jb"], 'mopsdocs has no command "a\\x1b[2Jb".', "mopsdocs --help lists the commands."),
        (["--colr", "never", "rules"], "mopsdocs has no option --colr.", "Did you mean --color?"),
        (["--quiet"], "There is no command after the options.", "mopsdocs --help lists the commands."),
        (
            ["validate", "--workspace", "x"],
            "validate has no option --workspace.",
            "It stands before the command: mopsdocs --workspace DIR validate",
        ),
        (["render"], "Missing option '--output'.", "See mopsdocs render --help."),
        (["schema", "playbok"], 'There is no kind of document "playbok".', "Did you mean playbook?"),
        (["rules", "wrong-foldr"], 'There is no rule "wrong-foldr".', "Did you mean wrong-folder?"),
    ],
)
def test_mistakes(arguments: list[str], error: str, hint: str, tmp_path: Path, call: Caller) -> None:
    assert call(tmp_path, *arguments) == Done(2, "", f"error: {error}\nhint: {hint}\n")


@pytest.mark.parametrize(
    "arguments", [["validate", "--fromat", "json"], ["rules", "--format", "xml"], ["rules", "a", "b"]]
)
def test_typers_complaints_are_in_our_form(arguments: list[str], tmp_path: Path, call: Caller) -> None:
    done = call(tmp_path, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert done.err.endswith(f"\nhint: See mopsdocs {arguments[0]} --help.\n")
    assert len(done.err.splitlines()) == 2
