"""The artefact itself: a wheel, installed alone into an empty environment, used in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

BUNDLED = (
    "documents/schemas",
    "reporters/schemas",
    "site/theme",
    "templates",
    "templates/scaffold/ci/github/.github/workflows",
    "templates/scaffold/ci/gitlab/.gitlab",
)
"""Folders of files that are no modules and that the package cannot do without."""


@dataclass(frozen=True, slots=True)
class Installed:
    """The wheel in an environment of its own; `run` works in an empty folder."""

    bin: Path
    folder: Path

    def run(self, *command: str) -> str:
        """What the console script `command[0]` prints; the test fails when it fails."""
        return _run([str(self.bin / command[0]), *command[1:]], self.folder)


def _run(command: Sequence[str], folder: Path) -> str:
    """Run `command` without what this environment sets for Python, so that nothing but the wheel can be found."""
    unwanted = ("PYTHON", "VIRTUAL_ENV", "COV_", "PYTEST_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\nexit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _build(source: Path, target: str, folder: Path) -> Path:
    _run([sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)], source)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(repository, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    environment = tmp_path_factory.mktemp("environment")
    _run([sys.executable, "-m", "venv", "--without-pip", str(environment)], environment)
    bin = environment / ("Scripts" if os.name == "nt" else "bin")
    # pip itself stays outside, and what is not imported here is not compiled.
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(bin / "python")]
    install = [*pip, "install", "--quiet", "--no-compile", "--constraint", str(repository / "constraints.txt")]
    _run([*install, str(wheel)], environment)
    return Installed(bin, tmp_path_factory.mktemp("empty"))


def _packed(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_wheel_holds_every_file_of_the_package(wheel: Path, repository: Path) -> None:
    package = repository / "mopsdocs"
    expected = {path.relative_to(repository).as_posix() for path in package.rglob("*") if _is_source(path)}
    templates = [path for path in (repository / "templates").rglob("*") if _is_source(path)]
    expected |= {f"mopsdocs/{path.relative_to(repository).as_posix()}" for path in templates}
    assert {name for name in _packed(wheel) if name.startswith("mopsdocs/")} == expected


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


@pytest.mark.parametrize("folder", BUNDLED)
def test_wheel_holds_the_bundled_files(wheel: Path, folder: str) -> None:
    assert any(name.startswith(f"mopsdocs/{folder}/") for name in _packed(wheel))


def test_sdist_builds_the_same_wheel(wheel: Path, repository: Path, tmp_path: Path) -> None:
    sdist = _build(repository, "sdist", tmp_path / "sdist")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    _run([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path / "again"), str(sdist)], tmp_path)
    assert (tmp_path / "again" / wheel.name).read_bytes() == wheel.read_bytes()


def test_version(installed: Installed, wheel: Path) -> None:
    version = wheel.name.split("-")[1]
    assert version in installed.run("mopsdocs", "--version")


def test_validates_the_example(installed: Installed, example: Path) -> None:
    installed.run("mopsdocs", "--workspace", str(example), "validate")


def test_builds_the_example(installed: Installed, example: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    installed.run("mopsdocs", "--workspace", str(example), "build", "--strict", "--site-dir", str(site))
    assert "<!doctype html>" in (site / "index.html").read_text(encoding="utf-8").lower()
    for title in ("Webinar", "Campaign brief", "Germany"):
        pages = [path for path in site.rglob("index.html") if f"<h1>{title}" in _heading(path)]
        assert pages, f"no page is headed {title}"
    assert list(installed.folder.iterdir()) == [], "nothing is left in the folder that the command was started in"


def _heading(page: Path) -> str:
    """The page's first heading without the attributes of its tag."""
    text = page.read_text(encoding="utf-8")
    start = text.find("<h1")
    return "<h1>" + text[text.find(">", start) + 1 :][:200].lstrip() if start >= 0 else ""
