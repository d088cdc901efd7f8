"""A password or a key stands in a document.

## What it finds

Anywhere in a file, comments included, what has the shape of a credential: keys of AWS, Google, Meta, GitHub, GitLab,
Slack, Teams, Zapier, Stripe, Shopify, SendGrid, Mailchimp, Mailgun, Brevo, HubSpot, Typeform and Twilio, JSON Web
Tokens, private keys, addresses such as `https://user:…@host`, and words such as password, secret, token or API key
with a colon or an equals sign and something behind it that looks random. Stand-ins (`ghp_xxxx…`) and the keys that
services print in their manuals are left alone. Findings never repeat a password, and of a key the first four characters
at most.

## Why it matters

Playbooks are read by agencies, copied into other systems and kept in git for ever. A key in one of them sends e-mail in
your name or reads out the contacts, and nobody notices, because it is the right key. Bots find keys in public
repositories within minutes.

## How to mend it

Have the key revoked and replaced by whoever runs the tool: taking it out of the file is not enough, because git keeps
every version. Then remove it here and say where it is kept instead, for example in the password manager. If it is no
secret, waive the finding with the reason.

## Passes

```yaml
# site_config/tools.yml
tools:
  - id: event-platform
    access: The shared account is in the password manager, under "Events".
```

## Fails

```yaml
# site_config/tools.yml
tools:
  - id: event-platform
    access: "Shared account, password: kT9#vLq2zR!w"
```
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from mopsdocs.checks.facts.secrets import Secret, may_hold_secrets, secrets_in
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Playbook
from mopsdocs.documents.places import Place, places


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each secret, at the value that holds it, or at the value before the comment that does."""
    if not may_hold_secrets(document.data, _digests(document)):
        return
    text = document.text
    found = secrets_in(text)
    known = places(text) if found else {}
    for secret in found:
        pointer = _pointer(secret.start, known)
        line = text.count("\n", 0, secret.start) + 1
        begins = f' ("{secret.shown}…")' if secret.shown else ""
        message = f"line {line} holds what looks like {secret.what}{begins}"
        hint = (
            "have it revoked and replaced by whoever runs the tool, since git keeps it for ever; "
            "then remove it here and say where it is kept"
        )
        yield Finding(document.path, pointer, message, hint, (_fingerprint(text, secret),))


def _digests(document: Document) -> tuple[str, ...]:
    """The digests by which a regional copy knows what it was copied from."""
    origin = document.model.origin if isinstance(document.model, Playbook) else None
    return (origin.sha256, origin.blob or "") if origin is not None else ()


def _pointer(offset: int, known: Mapping[Pointer, Place]) -> Pointer:
    """The value that begins last before `offset`; the whole document where there is none."""
    before = [(place.start, len(pointer), pointer) for pointer, place in known.items() if place.start <= offset]
    return max(before, key=lambda candidate: candidate[:2])[2] if before else ()


def _fingerprint(text: str, secret: Secret) -> str:
    return hashlib.sha256(text[secret.start : secret.end].encode()).hexdigest()[:16]
