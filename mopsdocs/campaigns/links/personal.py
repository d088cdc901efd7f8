"""Personal data in addresses, which end up in the logs of everybody they pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.campaigns.links.address import Address, Parameter
from mopsdocs.campaigns.links.percent import decoded
from mopsdocs.checks.facts.addresses import addresses
from mopsdocs.checks.facts.vocabulary import EVERYDAY
from mopsdocs.documents.library import Library

_NAMES: Final = frozenset(
    (
        *("email", "emailaddress", "mailaddress", "recipient", "phone", "phonenumber", "telephone", "mobile"),
        *("firstname", "lastname", "fullname", "surname", "givenname", "familyname", "birthday", "birthdate", "dob"),
    )
)
"""Parameters that carry a person's data in the links of many tools, without their signs between words."""


class PersonalData:
    """Tells personal data in addresses by what many tools call it and by the fields of the data dictionary."""

    def __init__(self, library: Library) -> None:
        fields = [entry.item for entry in library.entries("field") if entry.item.pii]
        own = {_letters(name) for field in fields for name in (field.api_name, *field.aliases)}
        self._names = _NAMES | (own - EVERYDAY - {""})

    def found(self, address: Address) -> Iterator[str]:
        """What is personal in `address`, each in words that follow "the address has"."""
        places = (address.path, address.fragment or "")
        if any(_has_address(place) for place in places) or any(map(_says_address, address.query)):
            yield "an e-mail address in it"
        for parameter in address.query:
            if parameter.value and not _says_address(parameter) and _letters(parameter.name) in self._names:
                yield f'the parameter "{parameter.name}", which is about a person'


def _says_address(parameter: Parameter) -> bool:
    return _has_address(parameter.name) or _has_address(parameter.value)


def _has_address(text: str) -> bool:
    """Whether `text` has an e-mail address, be it encoded once or twice."""
    if "@" not in text and "%" not in text:
        return False
    return any(any(addresses(one)) for one in (text, decoded(text), decoded(decoded(text))))


def _letters(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
