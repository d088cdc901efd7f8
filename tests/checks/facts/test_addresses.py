"""E-mail addresses of persons and of desks."""

from __future__ import annotations

import pytest

from mopsdocs.checks.facts.addresses import addresses, is_personal


def test_addresses_in_a_text() -> None:
    text = "mailto:robin.smith@northwind.eu, <x@y.de>. https://www.youtube.com/@acme @me a@b 'Sam.O'Neil+x@x.co.uk'."
    assert list(addresses(text)) == ["robin.smith@northwind.eu", "x@y.de", "Sam.O'Neil+x@x.co.uk"]


@pytest.mark.parametrize(
    "address",
    [
        "robin.smith@northwind.eu",
        "R.Smith@northwind.eu",
        "ada_lovelace@northwind.eu",
        "maria-luisa.rossi@northwind.it",
        "ayşe.çelik@northwind.com.tr",
        "robin.smith+list@northwind.eu",
        "zoe77@gmail.com",
        "zoe@yahoo.co.uk",
    ],
)
def test_persons(address: str) -> None:
    assert is_personal(address)


@pytest.mark.parametrize(
    "address",
    [
        "info@northwind.eu",
        "marketing-ops@northwind.eu",
        "data.protection@northwind.eu",
        "events.emea@northwind.eu",
        "no-reply@northwind.eu",
        "first.last@northwind.eu",
        "anna@northwind.eu",
        "north-star@northwind.eu",
        "q3.2027@northwind.eu",
        "robin.smith@example.com",
        "robin.smith@mail.example.org",
        "robin.smith@northwind.test",
        "northwind.marketing@gmail.com",
    ],
)
def test_desks_and_whatever_may_be_one(address: str) -> None:
    assert not is_personal(address)
