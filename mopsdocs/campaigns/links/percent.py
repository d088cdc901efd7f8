"""Percent-encoding (RFC 3986, section 2.1): characters that an address has no place for, and their way back."""

from __future__ import annotations

import re
from typing import Final

_ENCODED: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_FOREIGN: Final = re.compile(r"[^!#-;=?-_a-z{|}~]+")
"""What browsers encode when it is typed: blanks, quotes, < and >, backquotes, and everything beyond ASCII."""


def encoded(text: str, also: str = "") -> str:
    """`text` as a value in an address; `also` are signs that stay as they are."""
    return "".join(letter if letter in _PLAIN or letter in also else _bytes(letter) for letter in text)


def made_plain(part: str) -> str:
    """A part of an address as somebody typed it, with ASCII alone. What is encoded already stays so."""
    return _FOREIGN.sub(lambda found: _bytes(found[0]), part)


def decoded(part: str) -> str:
    """What a part of a query says. Bytes that are no text become U+FFFD."""
    return _ENCODED.sub(
        lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), part.replace("+", " ")
    )


def _bytes(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))
