"""A link in a text is not encrypted.

## What it finds

Addresses that begin with `http://` in any text, except in fields whose key begins with `x_`. In fields that hold
nothing but an address the format asks for https anyway. Text in backquotes and fenced code is taken literally, so a
namespace such as `http://www.w3.org/1999/xhtml` belongs there. Addresses of the own machine (localhost, 127.0.0.1) and
names that are reserved for examples and for networks at home are left alone. Regional copies are reported for links of
their own, deprecated documents not at all.

## Why it matters

What is read and typed behind such a link can be read and changed on the way. Browsers warn before they open it, and a
link that people copy from a playbook into a mail or a page carries that warning to customers. Redirects to https cost
the tags on some platforms.

## How to mend it

Write https and open the link once. Where the server does not offer it, ask for it, or link to another source.

## Passes

```yaml
# playbooks/processes/campaign-brief.yml
body: |
  The form is on [the intranet](https://intranet.example.com/brief).
```

## Fails

```yaml
# playbooks/processes/campaign-brief.yml
body: |
  The form is on [the intranet](http://intranet.northwind.eu/brief).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.facts.markdown import without_code
from mopsdocs.checks.facts.texts import texts
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.wording import quoted

_LINK: Final = re.compile(r"\bhttp://[^\s<>\"'`)\]}|\\]+", re.IGNORECASE)
_HOST: Final = re.compile(r"http://(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]*)", re.IGNORECASE)
_RESERVED: Final = re.compile(
    r"(?:.*\.)?(?:localhost|local|test|example|invalid|example\.(?:com|org|net))|127(?:\.[0-9]+){3}|0\.0\.0\.0|\[::1\]"
)
"""Names for examples and tests (RFC 2606), of the network at home, and addresses of the own machine."""


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each text with such links."""
    if b"http://" not in document.data or getattr(document.model, "status", None) == "deprecated":
        return
    for pointer, text in texts(document.value):
        if "http://" in text:
            links = tuple(dict.fromkeys(filter(_counts, map(_trimmed, _LINK.findall(without_code(text))))))
            if links:
                field = next((key for key in reversed(pointer) if isinstance(key, str)), document.kind)
                verb = "is" if len(links) == 1 else "are"
                message = f"{field} links to {quoted(links)}, which {verb} not encrypted"
                hint = "write https:// and open the link once; put an address that is meant literally in `backquotes`"
                yield Finding(document.path, pointer, message, hint, links)


def _trimmed(link: str) -> str:
    return link.rstrip(".,;:!?*_")


def _counts(link: str) -> bool:
    match = _HOST.match(link)
    return match is not None and match[1] != "" and not _RESERVED.fullmatch(match[1].lower())
