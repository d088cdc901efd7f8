"""What looks like a credential, and what does not.

The keys are put together here, so that no scanner takes this file for a leak.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mopsdocs.checks.facts.secrets import may_hold_secrets, secrets_in
from tests.checks.workspaces import base, changed, report_on

LETTERS = "aB3dE5gH7jK9mN1pQ2sT4vW6xY8zC0fL"
DIGITS = "0123456789"
HEX = hashlib.md5(b"mopsdocs", usedforsecurity=False).hexdigest()
LONG_HEX = hashlib.sha256(b"mopsdocs").hexdigest()
UUID = f"{HEX[:8]}-{HEX[8:12]}-{HEX[12:16]}-{HEX[16:20]}-{HEX[20:]}"

KEYS = {
    "an AWS access key": "AKIA" + "Q3EXTPLMR5KVW2ZD",
    "a temporary AWS access key": "ASIA" + "Q3EXTPLMR5KVW2ZD",
    "a GitHub token": "ghp_" + LETTERS + "aB3d",
    "a GitLab token": "glpat-" + LETTERS[:20],
    "a Slack token": "xoxb-" + DIGITS + "12-" + DIGITS + "34-" + LETTERS[:24],
    "a Slack webhook": "hooks.slack.com/services/" + "T" + LETTERS[:10] + "/B" + LETTERS[:10] + "/" + LETTERS[:24],
    "a Teams webhook": "webhook.office.com/webhookb2/" + f"{UUID}@{UUID}/IncomingWebhook/{HEX}/{UUID}",
    "a Zapier webhook": "hooks.zapier.com/hooks/catch/" + "123456/abc98xy",
    "a Google API key": "AIza" + LETTERS + "-_9",
    "a Google client secret": "GOCSPX-" + LETTERS[:28],
    "a Meta access token": "EAA" + LETTERS * 3,
    "a Stripe key": "sk_live_" + LETTERS[:24],
    "a Shopify token": "shpat_" + HEX,
    "a SendGrid key": "SG." + LETTERS[:22] + "." + LETTERS + LETTERS[:11],
    "a Mailchimp key": HEX + "-us12",
    "a Mailgun key": "key-" + HEX,
    "a Brevo key": "xkeysib-" + LONG_HEX + "-" + LETTERS[:16],
    "a HubSpot token": "pat-eu1-" + UUID,
    "a Typeform token": "tfp_" + LETTERS + LETTERS[:12],
    "a Twilio key": "SK" + HEX,
    "a JSON Web Token": "eyJ" + LETTERS[:20] + ".eyJ" + LETTERS + "." + LETTERS,
    "a private key": "-----BEGIN RSA PRIVATE " + "KEY-----\n" + LETTERS * 3,
    "a password": "Summer-2027",
    "a password in an address": "h7Gz-22",
}

PLACES = {
    "a password": "The login is mops, password: {}.",
    "a password in an address": "Fetch https://mops:{}@files.northwind.eu/list",
}


@pytest.mark.parametrize("what", KEYS)
def test_keys(what: str) -> None:
    text = PLACES.get(what, "use `{}`, please").format(KEYS[what])
    (found,) = secrets_in(text)
    assert found.what == what
    assert text[found.start : found.end].rstrip(".") == KEYS[what]
    assert len(found.shown) <= 4
    assert KEYS[what].startswith(found.shown)
    assert may_hold_secrets(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "token: " + LETTERS[:20],
        "Client secret = '" + LETTERS[:20] + "'",
        "API key: " + HEX,
        "https://northwind.eu/hook?access_key=" + HEX + "&a=b",
        "İstanbul token: " + LETTERS[:20],
    ],
)
def test_keys_by_what_stands_before_them(text: str) -> None:
    assert [found.what for found in secrets_in(text)] == ["a key"]
    assert may_hold_secrets(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "ghp_" + "x" * 36,
        "AKIA" + "IOSFODNN7EXAMPLE",
        "password: ask the operations desk",
        "Password: 1Password",
        "password: ${MAILER_PASSWORD}",
        "pwd=%PASSWORD1%",
        "Every token: has-a-fallback-of-its-own-2027",
        "token = 2027-03-10-webinar-consent-de",
        "secret: https://vault.northwind.eu/login",
        "api_key: {{ api_key }}",
        "https://user:password@files.northwind.eu",
        "https://mops:h7Gz-22@files.example.com",
        "ssh://git@northwind.eu:7999/mops.git",
        "-----BEGIN PRIVATE KEY----- is the first line of such a file",
        "sha256: " + LONG_HEX,
        "-us12",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    ],
)
def test_no_keys(text: str) -> None:
    assert secrets_in(text) == []


def test_the_quick_look_knows_the_digests_of_a_copy() -> None:
    data = f"origin: {LONG_HEX}".encode()
    assert may_hold_secrets(data)
    assert not may_hold_secrets(data, (LONG_HEX,))


def test_a_key_within_a_key_counts_once() -> None:
    assert len(secrets_in("token: " + KEYS["a GitHub token"])) == 1


def test_a_report_never_repeats_a_secret(tmp_path: Path) -> None:
    path = "site_config/tools.yml"
    text = base(path) + f"    access: 'password: {KEYS['a password']}, token {KEYS['a GitHub token']}'\n"
    found = report_on(changed(tmp_path, {path: text})).diagnostics
    assert [diagnostic.rule for diagnostic in found] == ["secret-in-text", "secret-in-text"]
    assert "Summer" not in repr(found)
    assert KEYS["a GitHub token"][:5] not in repr(found)
    assert found[0].fingerprint != found[1].fingerprint
