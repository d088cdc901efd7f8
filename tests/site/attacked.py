"""A workspace in which every text field tries to become something else: a script, a link, an attribute, an include."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ATTACKS = (
    "<script>window.pwned = 1</script>",
    "</title><script>window.pwned = 1</script>",
    "<img src=x onerror=window.pwned=1>",
    "[click](javascript:window.pwned=1)",
    "{: onclick=window.pwned=1 }",
    '--8<-- "mkdocs.yml"',
    "{{ config.site_name }}{% for x in y %}",
    '"><svg onload=window.pwned=1>',
)
"""Texts that some part of a usual documentation site would act on."""

FIELDS = (
    "title",
    "summary",
    "goal",
    "description",
    "text",
    "term",
    "definition",
    "criteria",
    "rationale",
    "body",
    "name",
)
"""Fields that hold free text in the example, in playbooks, processes and catalogues."""

_LINE = re.compile(rf"^(?P<lead>\s*(?:- )?(?:{'|'.join(FIELDS)}): )(?P<value>[^|>\n{{\[][^\n]*)$", re.MULTILINE)
_FLOW = re.compile(r"(?<=, text: )[^}\n]+(?=\})")


def hostile_workspace(example: Path, folder: Path) -> Path:
    """A copy of `example` in the new folder `folder`, its texts replaced by attacks in turn."""
    shutil.copytree(example, folder)
    turn = 0

    def attack(lead: str) -> str:
        nonlocal turn
        turn += 1
        text = f"Attack {turn} {ATTACKS[turn % len(ATTACKS)]}"
        return lead + '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    for file in sorted(folder.rglob("*.yml")):
        text = file.read_text(encoding="utf-8")
        text = _LINE.sub(lambda match: attack(match["lead"]), text)
        text = _FLOW.sub(lambda match: attack(""), text)
        file.write_text(text, encoding="utf-8")
    process = folder / "playbooks" / "processes" / "campaign-brief.yml"
    process.rename(process.with_name("<img src=x onerror=window.pwned=1>.yml"))
    assert turn > 3 * len(ATTACKS), "the example has texts to replace"
    return folder
