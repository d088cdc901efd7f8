"""Names by the naming rules of the taxonomy: of campaigns, and of what is made for them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mopsdocs.checks.facts.latin import in_latin
from mopsdocs.checks.facts.name_values import CAMPAIGN, GIVEN, defaults, language_of, spelled
from mopsdocs.checks.facts.naming import Field, Pattern, PatternError, Value
from mopsdocs.checks.facts.reserved import why_reserved
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import NamingRule, PlaybookHead, Taxonomy
from mopsdocs.documents.suggest import closest
from mopsdocs.documents.wording import shown
from mopsdocs.errors import MopsError
from mopsdocs.wording import listed

LONGEST: Final = 120
"""Characters that the name of a campaign may have; the schema says so as well."""

_MOST_OF_ONE_NAME: Final = 100
_ID: Final = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*\Z")
_IN_WORDS: Final = {"anchor_date": "day 0"}
_WITHOUT: Final = 'Names are built by naming: in site_config/taxonomy.yml. Add it there, with a pattern for "{}".'


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a name: its text there, and the value that the text was made of."""

    field: str
    text: str
    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    """A name that follows its pattern, with the parts of it in their order."""

    text: str
    parts: tuple[Part, ...]


class NoName(MopsError):
    """The values give no name; `field` is the one to change, empty where no value would help."""

    def __init__(self, message: str, hint: str, field: str = "") -> None:
        super().__init__(message, hint)
        self.field = field


class NameTaken(NoName):
    """Another campaign has the name; with the text `suggestion` for `field` it is free. Empty: no field helps."""

    def __init__(self, message: str, hint: str, field: str, suggestion: str) -> None:
        super().__init__(message, hint, field)
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Naming:
    """The naming rule `key`, read. What people are told names the file at `path`."""

    key: str
    rule: NamingRule
    pattern: Pattern
    path: str

    @classmethod
    def of(cls, library: Library, key: str = CAMPAIGN) -> Naming:
        """The naming rule `key` of the taxonomy in `library`; raises MopsError where there is none that can be read."""
        rules: dict[str, tuple[str, NamingRule]] = {}
        for document in library.documents:
            taxonomy = document.head
            if isinstance(taxonomy, Taxonomy):
                rules.update({id: (document.path, rule) for id, rule in taxonomy.naming.items()})
        if key not in rules:
            meant = closest(key, rules)
            hint = f"Did you mean {meant}?" if meant else f"There are: {', '.join(sorted(rules))}."
            raise MopsError(f'There is no naming rule "{key}".', hint if rules else _WITHOUT.format(key))
        path, rule = rules[key]
        try:
            pattern = Pattern.of(rule.pattern, "lower" if key == CAMPAIGN else rule.case)
        except PatternError as error:
            raise MopsError(f'The naming rule "{key}" cannot be used: its pattern {error}.', _mend(path)) from None
        return cls(key, rule, pattern, path)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the pattern, each once, in their order."""
        return tuple(dict.fromkeys(field.name for field in self.pattern.fields))

    @property
    def variables(self) -> tuple[str, ...]:
        """The fields that no campaign has by itself: variables of its playbook."""
        return tuple(field for field in self.fields if field not in GIVEN)

    def name(self, values: Mapping[str, Value], language: str = "") -> Name:
        """The name that `values` give, its letters spelled as `language` does; raises NoName."""
        plain = spelled(values, language)
        parts = tuple(self._part(field, values, plain) for field in self.pattern.fields)
        text = self.pattern.name(plain)
        if not self.pattern.has_shape(text):
            raise NoName(f'The naming rule "{self.key}" gives "{text}", which does not follow it.', _mend(self.path))
        if self.key == CAMPAIGN:
            self._check(text, parts)
        return Name(text, parts)

    def _part(self, field: Field, values: Mapping[str, Value], plain: Mapping[str, Value]) -> Part:
        piece = self.pattern.piece(field, plain)
        value = values.get(field.name)
        if piece is not None and value is not None:
            return Part(field.name, piece, value)
        what = _IN_WORDS.get(field.name, field.name)
        if value is None or value == "":
            raise NoName(f"The name needs {what}, and nothing says what it is.", f"Give {what}.", field.name)
        if field.spec:
            message = f"The name needs a day for {what}, and {shown(value)} is none."
            raise NoName(message, "Write a day such as 2027-03-10.", field.name)
        if in_latin(str(value)) is None:
            message = f"A name has no place for the letters of {shown(value)}, which stands for {what}."
            raise NoName(message, f"Write {what} in Latin letters; titles and texts may have any.", field.name)
        message = f"{shown(value)}, which stands for {what}, has no letter or number that could be in a name."
        raise NoName(message, "Write a word.", field.name)

    def _check(self, text: str, parts: tuple[Part, ...]) -> None:
        """Raises NoName for what no campaign can be called."""
        if not _ID.match(text):
            message = (
                f'No campaign can be called "{text}": names have letters and digits, and single - or _ between them.'
            )
            raise NoName(message, _mend(self.path))
        reserved = why_reserved(text)
        if reserved is not None:
            message = f'No campaign can be called "{text}": that {reserved}.'
            raise NoName(message, "Choose other words.", parts[-1].field if parts else "")
        if len(text) > LONGEST:
            longest = max(parts, key=lambda part: len(part.text), default=None)
            message = f"The name would have {len(text)} characters, and {LONGEST} is the most: {shown(text)}."
            field = longest.field if longest is not None else ""
            raise NoName(message, f"Write a shorter {field}." if field else _mend(self.path), field)


def new_name(
    library: Library,
    playbook: PlaybookHead,
    region: str,
    anchor_date: datetime.date,
    variables: Mapping[str, str | int | bool],
    taken: Container[str] = (),
) -> Name:
    """The name of a new campaign that runs `playbook` in `region`; raises MopsError, NoName or NameTaken.

    `variables` are those that somebody gave, the defaults of the playbook count beside them. `taken` are names that the
    library does not have: those of campaigns that are not valid.
    """
    naming = Naming.of(library)
    values: dict[str, Value] = {**defaults(playbook), **variables}
    values.update(anchor_date=anchor_date, playbook=playbook.id, region=region)
    language = language_of(library, region)
    name = naming.name(values, language)

    def is_taken(name: Name) -> bool:
        return library.get("campaign", name.text) is not None or name.text in taken

    if not is_taken(name):
        return name
    message = f"There is a campaign {name.text} already."
    field = _that_varies(naming, playbook, values)
    for suggestion in _variations(str(values[field])) if field else ():
        try:
            other = naming.name({**values, field: suggestion}, language)
        except NoName:  # it is too long with the number
            break
        if not is_taken(other):
            hint = f'Choose another {field}: with "{suggestion}" the name is {other.text}.'
            raise NameTaken(message, hint, field, suggestion)
    others = [_IN_WORDS.get(field, field) for field in naming.fields if field not in ("playbook", "region")]
    hint = f"Change {listed(others, 'or')}." if others else f"The pattern in {naming.path} gives all of them one name."
    raise NameTaken(message, hint, "", "")


def _variations(text: str) -> Iterator[str]:
    return (f"{text}{' ' if ' ' in text else '-'}{number}" for number in range(2, _MOST_OF_ONE_NAME))


def _that_varies(naming: Naming, playbook: PlaybookHead, values: Mapping[str, Value]) -> str:
    """The field whose text people choose freely, the topic before all others; empty where there is none."""
    chosen = {variable.id for variable in playbook.variables if variable.choices or variable.type != "string"}
    dated = {field.name for field in naming.pattern.fields if field.spec}
    free = [field for field in naming.variables if isinstance(values[field], str) and field not in chosen | dated]
    return "topic" if "topic" in free else free[-1] if free else ""


def _mend(path: str) -> str:
    return f"Correct naming: in {path}."
