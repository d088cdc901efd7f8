"""Write constraints.txt anew: the newest versions of everything that a make target installs.

They are looked up for the oldest Python that pyproject.toml admits, so that they can be had on all newer ones too.
Run it with that Python's minor version (`make constraints PYTHON=python3.11`): conditions on it are judged by the one
that runs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Every version that the make targets install. Written by `make constraints`; edit pyproject.toml instead.\n"


def main() -> None:
    """Ask pip for a resolution without installing it, and write down what it would take."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"], "editables"]
    oldest = project["requires-python"].removeprefix(">=")
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [str(Path(folder) / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install"]
        report = [*pip, "--quiet", "--dry-run", "--ignore-installed", "--report", "-", "--target", f"{folder}/none"]
        command = [*report, "--only-binary=:all:", "--python-version", f"{oldest}.0", *wanted]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit("mopsdocs: no set of versions fits pyproject.toml; pip says why above.")
    found = [package["metadata"] for package in json.loads(done.stdout)["install"]]
    lines = sorted((f"{package['name']}=={package['version']}" for package in found), key=str.lower)
    (ROOT / "constraints.txt").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"mopsdocs: constraints.txt names {len(lines)} packages.")


if __name__ == "__main__":
    main()
