"""E-mail addresses in texts, and which of them belong to a person rather than to a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_BEFORE: Final = re.compile(r"[\w.+%'-]+\Z")
_AFTER: Final = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}\b")
_LONGEST: Final = 64
"""Characters before the @, at most (RFC 5321, section 4.5.3.1)."""

_RESERVED: Final = re.compile(r"(?:.*\.)?(?:test|example|invalid|local|example\.(?:com|org|net))")
"""Domains for examples and tests (RFC 2606)."""

_FREE_MAIL: Final = re.compile(
    r"(?:gmail|googlemail|icloud|me|mac|aol|msn|ymail|mail|protonmail|tutanota|fastmail|qq|163|126|naver|mynet|zoho)\.com|"
    r"(?:hotmail|outlook|live|yahoo|gmx|yandex)\.(?:com|net|de|at|ch|fr|it|es|nl|pl|ru|tr|ca|in|com?\.[a-z]{2})|"
    r"proton\.me|pm\.me|mail\.ru|(?:web|t-online|freenet)\.de|(?:orange|wanadoo|free|sfr)\.fr|laposte\.net|libero\.it|"
    r"seznam\.cz|(?:wp|onet|interia|o2)\.pl"
)
"""Mailbox providers for private people."""

_DESKS: Final = """
abuse accessibility accounting accounts admin advertising agency alerts analytics apps billing board booking brand
business campaign campaigns care center centre chief client clients communication communications company compliance
contact content corporate counsel crm customer customers data datenschutz demand design desk digital do dpo einkauf
email enquiries enterprise event events feedback finance first firstname global group growth hello help helpdesk hr
info information inquiries insights international invoice invoices it jobs kontakt last lastname lead leads learning
legal mail mailer management manager market marketing media member members mops name news newsletter no noreply not
office online operations ops order orders partner partners payments people post postmaster press presse privacy
procurement product products project projects protection public purchasing qa recruiting region register registration
relations reply report reports request requests revenue review sales security service services shop site social status
store subscribe success support surname survey team teams tech test training unsubscribe user users vertrieb web
webinar webinars webmaster website welcome work you your
"""

_DESK: Final = frozenset(_DESKS.split())
"""Parts of the names of desks and mailboxes. One of them among the parts of a name says that it is no person's."""

_PART: Final = re.compile(r"[.\-_+]")


def addresses(text: str) -> Iterator[str]:
    """Every e-mail address in `text`."""
    at = text.find("@")
    while at >= 0:
        before = _BEFORE.search(text[max(0, at - _LONGEST) : at])
        after = _AFTER.match(text, at + 1)
        name = before[0].strip(".'") if before else ""
        if name and after:
            yield f"{name}@{after[0]}"
        at = text.find("@", at + 1)


def is_personal(address: str) -> bool:
    """Whether `address` is certainly a person's: first and last name, or a mailbox at a provider for private people.

    `anna@` may be a person or a product, so it is given the benefit of the doubt.
    """
    name, _, domain = address.lower().rpartition("@")
    parts = _PART.split(name.partition("+")[0])
    if _RESERVED.fullmatch(domain) or not _DESK.isdisjoint(parts):
        return False
    if _FREE_MAIL.fullmatch(domain):
        return True
    is_full_name = 2 <= len(parts) <= 3 and all(part.isalpha() for part in parts) and len(parts[-1]) > 1
    return is_full_name and ("." in name or "_" in name)
