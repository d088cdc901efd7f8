"""The fuzz target: `python -m tests.fuzz.loader [FOLDER…] [-max_total_time=600]`, options as for libFuzzer.

With the path of one file it runs that file alone, which is how a failure is looked at again.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["mopsdocs.documents", "yaml.scanner", "yaml.parser"]):
    import yaml
    import yaml.parser
    import yaml.scanner

    from mopsdocs.documents.source import RejectedText, decode
    from tests.fuzz.oracle import check


def _show_the_way(data: bytes) -> None:
    """Lets PyYAML's scanner in Python read the text: the fuzzer sees its branches, and none of libyaml's."""
    try:
        for _ in yaml.parse(decode(data), Loader=yaml.SafeLoader):
            pass
    except (RejectedText, yaml.YAMLError, ValueError, OverflowError):
        pass  # its own faults, such as "\\UFFFFFFFF", are no concern of ours


def one_input(data: bytes) -> None:
    _show_the_way(data)
    check(data)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
