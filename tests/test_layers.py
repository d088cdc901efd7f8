"""The layout of ARCHITECTURE.md, held by reading imports: who may know whom, and what is loaded when."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "mopsdocs"

LAYERS = (
    "errors",
    "wording",
    "diagnostics",
    "workspace",
    "resources",
    "atomic",
    "git",
    "caches",
    "locking",
    "processes",
    "documents",
    "checks",
    "regions",
    "review",
    "campaigns",
    "site",
    "reporters",
    "scaffold",
    "cli",
    "__main__",
)
"""Ground floor first. A module imports from its own layer and from those named before it."""

READ_FILES = frozenset({"mopsdocs.documents.reading", "mopsdocs.documents.library"})
"""The modules of documents/ that may know the workspace; all others work on text and values."""

PURE = ("mopsdocs.documents", "mopsdocs.checks.rules", "mopsdocs.campaigns")
"""Packages without files, clock, network or terminal (documents/ but for READ_FILES)."""

WORLD = frozenset({"os", "shutil", "subprocess", "socket", "tempfile", "time", "random", "urllib", "http", "logging"})
"""What a pure module has no use for."""

ONLY_IN = {
    "typer": "mopsdocs.cli",
    "click": "mopsdocs.cli",
    "rich": "mopsdocs.cli",
    "prompt_toolkit": "mopsdocs.cli",
    "mkdocs": "mopsdocs.site",
    "material": "mopsdocs.site",
    "jsonschema": "mopsdocs.documents",
    "jsonschema_rs": "mopsdocs.documents",
    "holidays": "mopsdocs.campaigns",
}
"""Libraries that one package alone knows."""

LATE = frozenset({"jsonschema", "jsonschema_rs", "holidays", "prompt_toolkit"})
"""Libraries that cost too much to be imported before they are needed."""

VAGUE = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler"})

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Import:
    module: str
    line: int
    target: str
    """What is imported: a module of the package by its full name, or another library by its first name."""
    at_top: bool
    """Whether importing the module runs it; not so inside functions and `if TYPE_CHECKING`."""

    @property
    def place(self) -> str:
        return f"{_path(self.module)}:{self.line}"


@cache
def sources() -> Mapping[str, Path]:
    return {_module(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def trees() -> Mapping[str, ast.Module]:
    return {module: ast.parse(path.read_text(encoding="utf-8"), str(path)) for module, path in sources().items()}


@cache
def imports() -> tuple[Import, ...]:
    return tuple(found for module, tree in trees().items() for found in _imports(module, tree))


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _path(module: str) -> str:
    return sources()[module].relative_to(PACKAGE.parent).as_posix()


def _imports(module: str, tree: ast.Module) -> Iterator[Import]:
    pending: list[tuple[ast.AST, bool]] = [(tree, True)]
    while pending:
        node, at_top = pending.pop()
        match node:
            case ast.Import():
                targets = [alias.name for alias in node.names]
            case ast.ImportFrom():
                targets = list(_from(module, node))
            case _:
                targets = []
        for target in targets:
            yield Import(module, getattr(node, "lineno", 0), _known(target), at_top)
        for field, value in ast.iter_fields(node):
            late = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or (
                isinstance(node, ast.If) and field == "body" and "TYPE_CHECKING" in ast.unparse(node.test)
            )
            children = value if isinstance(value, list) else [value]
            pending.extend((child, at_top and not late) for child in children if isinstance(child, ast.AST))


def _from(module: str, node: ast.ImportFrom) -> Iterator[str]:
    start = node.module or ""
    if node.level:
        package = module if sources()[module].name == "__init__.py" else module.rpartition(".")[0]
        parents = package.split(".")[: len(package.split(".")) - node.level + 1]
        start = ".".join((*parents, *start.split("."))) if start else ".".join(parents)
    for alias in node.names:
        inner = f"{start}.{alias.name}"
        yield inner if inner in sources() else start


def _known(target: str) -> str:
    first = target.partition(".")[0]
    return target if first == "mopsdocs" else first


def _layer(module: str) -> str | None:
    """Name in LAYERS that `module` belongs to; None for the package itself, which only holds the version."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else None


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def _complain(complaints: list[str], remedy: str) -> None:
    if complaints:
        pytest.fail("\n".join([*complaints, f"→ {remedy}"]), pytrace=False)


def test_every_module_belongs_to_a_layer() -> None:
    unknown = sorted({layer for module in sources() if (layer := _layer(module)) and layer not in LAYERS})
    complaints = [f"mopsdocs/{layer} is no layer of the architecture" for layer in unknown]
    _complain(complaints, "put it into a package that exists, or give it its place in ARCHITECTURE.md and in LAYERS")


def test_imports_go_down() -> None:
    rank = {layer: position for position, layer in enumerate(LAYERS)}
    complaints = []
    for found in imports():
        here, there = _layer(found.module), _layer(found.target)
        if found.target.startswith("mopsdocs.") and there in rank and rank.get(here or "", -1) < rank[there]:
            complaints.append(f"{found.place}: {here or 'mopsdocs'} imports {found.target}, which is above it")
    _complain(complaints, f"from the ground up: {', '.join(LAYERS)}. Pass the value in, or move the code down")


def test_no_import_cycles() -> None:
    sorter: TopologicalSorter[str] = TopologicalSorter({module: set() for module in sources()})
    for found in imports():
        if found.target in sources() and found.target != found.module:
            sorter.add(found.module, found.target)
    try:
        sorter.prepare()
    except CycleError as error:
        cycle = " → ".join(reversed(error.args[1]))
        _complain([cycle], "move what both need into a module of its own, below both")


def test_only_reading_and_library_know_the_workspace() -> None:
    complaints = [
        f"{found.place}: {found.module} imports {found.target}"
        for found in imports()
        if _within(found.module, "mopsdocs.documents")
        and found.module not in READ_FILES
        and found.target in {"mopsdocs.workspace", "mopsdocs.git"}
    ]
    _complain(complaints, f"take text or values; files are read by {', '.join(sorted(READ_FILES))}")


def test_pure_packages_do_not_reach_the_world() -> None:
    complaints = [
        f"{found.place}: {found.module} imports {found.target}"
        for found in imports()
        if any(_within(found.module, package) for package in PURE)
        and found.module not in READ_FILES
        and found.target in WORLD
    ]
    _complain(complaints, "let the caller do it and pass the result in: text, values, today's date")


def test_libraries_stay_where_they_belong() -> None:
    complaints = [
        f"{found.place}: {found.module} imports {found.target}, which only {ONLY_IN[found.target]} may know"
        for found in imports()
        if found.target in ONLY_IN and not _within(found.module, ONLY_IN[found.target])
    ]
    _complain(complaints, "return a value and let that package do its part")


def test_costly_libraries_are_imported_late() -> None:
    complaints = [
        f"{found.place}: {found.target} is imported with the module"
        for found in imports()
        if found.target in LATE and found.at_top
    ]
    _complain(complaints, "import it inside the function that needs it, and under TYPE_CHECKING for annotations")


def test_only_the_command_line_prints() -> None:
    complaints = [
        f"{_path(module)}:{node.lineno}: {ast.unparse(node)[:60]}"
        for module, tree in trees().items()
        if not _within(module, "mopsdocs.cli")
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"print", "input"})
        or (isinstance(node, ast.Attribute) and ast.unparse(node) in {"sys.stdout", "sys.stderr", "sys.stdin"})
    ]
    _complain(complaints, "return the text; mopsdocs/cli prints it")


def test_modules_are_short() -> None:
    lengths = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in sources().items()}
    complaints = [f"{_path(module)} has {lines} lines" for module, lines in lengths.items() if lines > LONGEST]
    _complain(complaints, f"no module is longer than {LONGEST} lines: part it by what it does")


def test_names_say_what_is_inside() -> None:
    complaints = [_path(module) for module in sources() if PurePosixPath(_path(module)).stem in VAGUE]
    _complain(complaints, "a module is called after what it does; move its functions to where they are used")


def _modules_after(code: str, *arguments: str) -> set[str]:
    """First names of the modules that are loaded after `code` ran in a fresh interpreter."""
    report = "import sys; print(*{name.partition('.')[0] for name in sys.modules}, file=sys.__stderr__)"
    program = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\n{report}"
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PACKAGE.parent)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


COSTLY_AT_START = frozenset({
    "mkdocs", "material", "jsonschema", "jsonschema_rs", "pydantic", "jinja2", "markdown_it", "holidays", "dateutil",
    "prompt_toolkit",
})  # fmt: skip


def test_start_up_loads_nothing_costly() -> None:
    loaded = _modules_after("from mopsdocs.cli import main; main()", "--version")
    assert not loaded & COSTLY_AT_START
    assert "typer" not in loaded, "--version is answered before Typer is imported"


def test_validating_good_files_loads_one_engine_only() -> None:
    example = str(Path(__file__).resolve().parent / "example")
    loaded = _modules_after("from mopsdocs.cli import main; main()", "--workspace", example, "validate")
    assert not loaded & (COSTLY_AT_START - {"jsonschema_rs"})
