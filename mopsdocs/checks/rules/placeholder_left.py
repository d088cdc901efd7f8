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
from typing import Any, Final

from mopsdocs.checks.rule import Category, Context, Rule, Scope
from mopsdocs.checks.wording import quoted
from mopsdocs.diagnostics import Finding, Pointer, Severity
from mopsdocs.documents.library import Library
from mopsdocs.documents.reading import Document

RULE = Rule("placeholder-left", "A placeholder was never filled in", Category.CONTENT, Severity.ERROR, Scope.DOCUMENT)

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
    *(f"{b}{w}" for b in "<[" for w in _ASKING),
)
"""A text without any of these, in lower case, has no placeholder. Looking for them is thirty times faster."""

_CODE: Final = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def check(document: Document, library: Library, context: Context) -> Iterator[Finding]:
    """One finding for each text with placeholders. Most documents have none, which one look at the file tells."""
    lowered = document.text.lower()
    if not any(sign in lowered for sign in _SIGNS):
        return
    for pointer, text in _texts(document.value):
        found = list(dict.fromkeys(_PLACEHOLDER.findall(_CODE.sub(" ", text))))
        if found:
            field = next((key for key in reversed(pointer) if isinstance(key, str)), document.kind)
            message = f"{field} still has {quoted(found)}"
            hint = "write what belongs there; put it in `backquotes` if it is meant literally"
            yield Finding(document.path, pointer, message, hint, tuple(found))


def _texts(value: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
    """Every text in `value` outside keys that begin with x_, in document order."""
    pending: list[tuple[Pointer, Any]] = [((), value)]
    while pending:
        pointer, here = pending.pop()
        if isinstance(here, str):
            yield pointer, here
        elif isinstance(here, dict):
            pending += [((*pointer, key), part) for key, part in reversed(here.items()) if not key.startswith("x_")]
        elif isinstance(here, list):
            pending += [((*pointer, index), part) for index, part in reversed(list(enumerate(here)))]
