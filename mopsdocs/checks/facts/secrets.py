"""Credentials in a text: keys in the shapes that services give them, passwords that are written out, private keys."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Secret:
    """Characters `start` to `end` of a text look like a secret. `shown` is as much of it as may be repeated."""

    what: str
    start: int
    end: int
    shown: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a service's keys look. Every one of them holds `sign`."""

    what: str
    sign: str
    pattern: re.Pattern[str]


def _shape(what: str, sign: str, pattern: str) -> _Shape:
    return _Shape(what, sign, re.compile(rf"(?<![A-Za-z0-9_-])(?:{pattern})(?![A-Za-z0-9])"))


_UUID: Final = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

_SHAPES: Final = (
    _shape("an AWS access key", "AKIA", "AKIA[A-Z2-7]{16}"),
    _shape("a temporary AWS access key", "ASIA", "ASIA[A-Z2-7]{16}"),
    *(_shape("a GitHub token", sign, f"{sign}[0-9A-Za-z]{{36}}") for sign in ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")),
    _shape("a GitHub token", "github_pat_", r"github_pat_\w{82}"),
    _shape("a GitLab token", "glpat-", r"glpat-[\w-]{20,}"),
    _shape("a Slack token", "xox", "xox[abeoprs]-[0-9A-Za-z-]{20,}"),
    _shape(
        "a Slack webhook", "hooks.slack.com", "hooks[.]slack[.]com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,}"
    ),
    _shape("a Teams webhook", "webhook.office.com", f"webhook[.]office[.]com/webhookb2/{_UUID}@{_UUID}/[\\w/-]+"),
    _shape("a Zapier webhook", "hooks.zapier.com", "hooks[.]zapier[.]com/hooks/catch/[0-9]+/[0-9a-z]{6,}"),
    _shape("a Google API key", "AIza", r"AIza[\w-]{35}"),
    _shape("a Google client secret", "GOCSPX-", r"GOCSPX-[\w-]{28}"),
    _shape("a Meta access token", "EAA", "EAA[A-Za-z0-9]{80,}"),
    _shape("a Stripe key", "k_live_", "[sr]k_live_[0-9A-Za-z]{16,}"),
    _shape("a Shopify token", "shp", "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    _shape("a SendGrid key", "SG.", r"SG\.[\w-]{20,24}\.[\w-]{39,50}"),
    _shape("a Mailchimp key", "-us", "[0-9a-f]{32}-us[0-9]{1,2}"),
    _shape("a Mailgun key", "key-", "key-[0-9a-f]{32}"),
    _shape("a Brevo key", "xkeysib-", "xkeysib-[0-9a-f]{64}-[0-9A-Za-z]{16}"),
    _shape("a HubSpot token", "pat-", f"pat-(?:na|eu|ap)[0-9]-{_UUID}"),
    _shape("a Typeform token", "tfp_", r"tfp_[\w.=-]{40,}"),
    _shape("a Twilio key", "SK", "SK[0-9a-f]{32}"),
    _shape("a JSON Web Token", "eyJ", r"eyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{10,}"),
)

_LEAD: Final = 40
"""Characters of a key that may stand before its sign."""

_LONGEST: Final = 4000
"""Characters of a key behind its sign that are looked at."""

_PRIVATE_KEY: Final = re.compile(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----\s+[A-Za-z0-9+/=\s:#>-]{60,}")

_PASSWORDS: Final = (b"passwor", b"passwd", b"passphrase", b"pwd", b"kennwort")
_KEYS: Final = (b"secret", b"token", b"api key", b"api_key", b"api-key", b"apikey", b"access key", b"access_key")

_PASSWORD: Final = re.compile(
    r"(?:passwor[dt]|passwd|passphrase|pwd|kennwort)[\"'`*]*\s*[:=]\s*[\"'`]*([^\s\"'`<>{},;&]{8,200})", re.IGNORECASE
)
_KEY: Final = re.compile(
    r"(?:secret|token|api[ _-]?key|access[ _]key)[\"'`*]*\s*[:=]\s*[\"'`]*([A-Za-z0-9_+/=.~-]{16,200})", re.IGNORECASE
)
_IN_ADDRESS: Final = re.compile(r"://[^\s/:@\"'<>{}]+:([^\s/@\"'<>{}$*]{3,})@([\w.-]+)")

_NO_PASSWORDS: Final = frozenset({"password", "passwort", "pass", "pwd", "secret", "xxx", "1password"})
_EXAMPLE_HOST: Final = re.compile(
    r"(?:.*\.)?(?:localhost|test|example|invalid|example\.(?:com|org|net))", re.IGNORECASE
)

_KEPT: Final = (string.ascii_uppercase + string.digits).encode()
_DENSE: Final = bytes(byte if byte in _KEPT else ord(" ") for byte in range(256))
_DROPPED: Final = (string.ascii_lowercase + "-_.").encode()
_RUN: Final = 9
"""Capitals and digits that a key has at least, small letters and joints left out. Ordinary words have fewer."""


def may_hold_secrets(data: bytes, known: Iterable[str] = ()) -> bool:
    """A quick look at the bytes of a file: few need a closer one. `known` are digests that are no secrets."""
    if b"assw" in data or b"ASSW" in data or b"pwd" in data or b"hooks.zapier" in data:
        return True
    if b"@" in data and b"://" in data:
        return True
    runs = {run for run in _runs(data) if len(run) >= _RUN}
    return bool(runs.difference(run for digest in known for run in _runs(digest.encode())))


def _runs(data: bytes) -> list[bytes]:
    return data.translate(_DENSE, _DROPPED).split()


def secrets_in(text: str) -> list[Secret]:
    """Everything in `text` that looks like a credential, in order, each place once."""
    found: list[Secret] = []
    for secret in (*_keys(text), *_written_out(text)):
        if all(secret.end <= other.start or other.end <= secret.start for other in found):
            found.append(secret)
    return sorted(found, key=lambda secret: secret.start)


def _keys(text: str) -> Iterator[Secret]:
    for shape in _SHAPES:
        at = text.find(shape.sign)
        while at >= 0:
            match = shape.pattern.search(text, max(0, at - _LEAD), at + _LONGEST)
            if match is not None and _is_random(match[0]):
                yield Secret(shape.what, match.start(), match.end(), match[0][:4])
            at = text.find(shape.sign, at + 1)
    for match in _PRIVATE_KEY.finditer(text) if "PRIVATE KEY" in text else ():
        yield Secret("a private key", match.start(), match.end(), "")


def _written_out(text: str) -> Iterator[Secret]:
    flat = text.encode("latin-1", "replace").lower()  # as long as the text, which text.lower() need not be
    for match in _matches(_PASSWORD, text, flat, _PASSWORDS):
        if _is_password(match[1]):
            yield Secret("a password", match.start(1), match.end(1), "")
    for match in _matches(_KEY, text, flat, _KEYS):
        if _is_random(match[1]) and _has_random_part(match[1]):
            yield Secret("a key", match.start(1), match.end(1), match[1][:4])
    for match in _matches(_IN_ADDRESS, text, flat, (b"://",)):
        if match[1].lower() not in _NO_PASSWORDS and not _EXAMPLE_HOST.fullmatch(match[2]):
            yield Secret("a password in an address", match.start(1), match.end(1), "")


def _matches(pattern: re.Pattern[str], text: str, flat: bytes, words: Iterable[bytes]) -> Iterator[re.Match[str]]:
    """Matches of `pattern` at the places of `words` in `flat`, the text in lower case. It is slow everywhere else."""
    for word in words:
        at = flat.find(word)
        while at >= 0:
            match = pattern.match(text, at)
            if match is not None:
                yield match
            at = flat.find(word, at + 1)


def _is_random(key: str) -> bool:
    """Whether `key` is more than a stand-in such as `ghp_xxxxxxxx` or a key that its service uses in its manual."""
    return len(set(key[4:])) >= 8 and not key.upper().endswith("EXAMPLE")


def _is_password(word: str) -> bool:
    """A password mixes kinds of characters, digits among them. A word of a sentence or a path does not."""
    if word.startswith(("$", "%", "http:", "https:", "*")) or word.lower().strip(".!?") in _NO_PASSWORDS:
        return False
    kinds = (str.islower, str.isupper, str.isdigit, lambda character: not character.isalnum())
    mixed = sum(any(map(kind, word.rstrip("."))) for kind in kinds)
    return mixed >= 3 and any(map(str.isdigit, word))


def _has_random_part(key: str) -> bool:
    """Whether a part of `key` mixes letters and digits, as words, dates and ids that are joined do not."""
    parts = re.split(r"[-_./=+~]", key)
    return any(len(part) >= 8 and not part.isalpha() and not part.isdigit() for part in parts)
