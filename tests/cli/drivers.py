"""Repositories whose git calls mopsdocs, set up as the instructions of the program say."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from tests.cli.conftest import Caller
from tests.regions.offices import Company, company_in_git


def company_with(driver: str, folder: Path, call: Caller) -> Company:
    """A company with a copy for Germany whose git knows the `driver`: its attributes are committed."""
    made = company_in_git(folder, "de")
    instructions = call(made.root, driver, "--install").out.splitlines()
    patterns = [line.strip() for line in instructions if line.endswith("=mopsdocs")]
    made.write(".gitattributes", "".join(f"{line}\n" for line in patterns))
    made.repository.commit(message="attributes")
    program = shlex.join([sys.executable, "-m", "mopsdocs"])
    for line in instructions:
        if line.startswith("  git config "):
            *setting, value = shlex.split(line)[1:]
            made.repository.git(*setting, value.replace(f"mopsdocs {driver}", f"{program} {driver}"))
    return made
