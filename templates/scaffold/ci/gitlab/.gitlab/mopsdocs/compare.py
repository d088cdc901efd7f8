"""Compares a merge request with its target branch without checking it out: fetched as objects, read as data.

Usage: compare.py FOLDER, for what comparison.py writes. The exit code is 2 when nothing could be compared, else 0.
"""

from __future__ import annotations

import subprocess
import sys

import comparison
from answers import Refused
from forge import run
from gitlab import merge_request


def main() -> None:
    """Fetches and compares; raises Refused."""
    found = merge_request()
    if found is None:
        print("There is nothing new to compare.")
        return
    head, base = f"refs/merge-requests/{found.number}/head", f"refs/heads/{found.target}"
    fetch = ["git", "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "origin"]
    done = subprocess.run([*fetch, f"+{head}:refs/mopsdocs/head", f"+{base}:refs/mopsdocs/base"], check=False)
    if done.returncode:
        raise Refused(f"The merge request !{found.number} or its target branch could not be fetched.")
    if comparison.main(sys.argv[1], "refs/mopsdocs/base", "refs/mopsdocs/head") > 1:
        raise Refused("The merge request could not be compared; the reason stands above.")


if __name__ == "__main__":
    sys.exit(run(main))
