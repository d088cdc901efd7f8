"""A placeholder was never filled in.

## What it finds

Texts that still say TODO, TBD, TBC, TBA, FIXME, XXX or ???, lorem ipsum, `<fill in …>`, `[insert …]` or `{{ … }}`, in
any field except those whose key begins with `x_`. Text in backquotes and fenced code is taken literally.

## Why it matters

Scaffolds and templates leave gaps on purpose, and a gap that survives is read as if somebody had decided. "Send to
<segment>" has been sent to everybody before.

## How to mend it

Write what belongs there, or remove the field. To talk about a token rather than to leave one, put it in backquotes:
`` `{{first_name}}` ``.

## Passes

```yaml
# playbooks/library/webinar.yml
summary: Plan, promote, run and follow up a live online event.
```

## Fails

```yaml
# playbooks/library/webinar.yml
summary: TODO say what the webinar is for
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.facts.texts import texts
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.wording import quoted

_ASKING: Final = ("fill", "insert", "enter", "add", "your", "placeholder", "to be", "todo", "tbd", "tbc")
_GAP: Final = rf"(?i:{'|'.join(_ASKING)})\b"
_PLACEHOLDER: Final = re.compile(
    r"\b(?:TODO|TB[ACD]|FIXME|X{3,})\b"  # "todo" in lower case is Spanish for "everything"
    r"|\b(?:tbd|fixme|x{3,})\b"
    r"|\b(?i:lorem\s+ipsum)\b"
    r"|(?<!\w)\?{3,}"
    r"|\{\{[^{}]*\}\}"
    rf"|<{_GAP}[^<>\n]*>"
    rf"|\[{_GAP}[^\]\n]*\](?![(\[])"  # [add it](…) and [add it][1] are Markdown links
)
_SIGNS: Final = (
    "todo",
    "tba",
    "tbc",
    "tbd",
    "fixme",
    "xxx",
    "lorem",
    "???",
    "{{",
)
"""A text with none of these, in lower case, and no bracket before a word that asks, has no placeholder. Looking for
them is many times faster than looking closely."""

_CODE: Final = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each text with placeholders. Most documents have none, which one look at the file tells."""
    lowered = document.lowered
    if not any(sign in lowered for sign in _SIGNS) and not _asks(lowered):
        return
    for pointer, text in texts(document.value):
        found = list(dict.fromkeys(_PLACEHOLDER.findall(_CODE.sub(" ", text))))
        if found:
            field = next((key for key in reversed(pointer) if isinstance(key, str)), document.kind)
            message = f"{field} still has {quoted(found)}"
            hint = "write what belongs there; put it in `backquotes` if it is meant literally"
            yield Finding(document.path, pointer, message, hint, tuple(found))


def _asks(lowered: str) -> bool:
    """Whether a bracket stands right before a word that asks for something."""
    return any(part.startswith(_ASKING) for bracket in "<[" for part in lowered.split(bracket)[1:])
