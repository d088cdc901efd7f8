"""The catalogues but for overviews: roles, people, tools, metrics, segments, glossary, data dictionary, taxonomy."""

import datetime

import msgspec

from mopsdocs.documents.model.base import Deprecation, Owned, Struct


class Role(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    responsibilities: tuple[str, ...]
    description: str | None = None
    not_responsible_for: tuple[str, ...] = ()
    receives: tuple[str, ...] = ()
    archetype: str | None = None
    backup: str | None = None
    external: bool = False
    synonyms: tuple[str, ...] = ()
    previous_ids: tuple[str, ...] = ()
    deprecation: Deprecation | None = None


class Roles(Owned, frozen=True, kw_only=True):
    roles: tuple[Role, ...]


class Handles(Struct, frozen=True, kw_only=True):
    github: str | None = None
    gitlab: str | None = None


class Person(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    roles: tuple[str, ...]
    email: str | None = None
    handles: Handles = Handles()
    capacity: str | None = None


class People(Owned, frozen=True, kw_only=True):
    people: tuple[Person, ...]


class FourQuestions(Struct, frozen=True, kw_only=True):
    serves_goals: str
    improves_journey: str
    has_budget: bool
    has_time: bool


class Tool(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    category: str
    business_owner: str
    technical_owner: str
    status: str
    four_questions: FourQuestions
    description: str | None = None
    tier: int | None = None
    renewal_date: datetime.date | None = None
    access: str | None = None
    url: str | None = None
    integrates_with: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    previous_ids: tuple[str, ...] = ()
    deprecation: Deprecation | None = None


class Tools(Owned, frozen=True, kw_only=True):
    tools: tuple[Tool, ...]


class Metric(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    definition: str
    formula: str
    unit: str
    source: str
    owner: str
    direction: str | None = None
    guardrail: str | None = None
    caveats: str | None = None
    synonyms: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    previous_ids: tuple[str, ...] = ()
    deprecation: Deprecation | None = None


class Metrics(Owned, frozen=True, kw_only=True):
    metrics: tuple[Metric, ...]


class ExpectedCount(Struct, frozen=True, kw_only=True):
    min: int
    max: int


class Segment(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    criteria: str
    suppressions: tuple[str, ...]
    consent_basis: str
    owner: str
    expected_count: ExpectedCount | None = None
    description: str | None = None
    synonyms: tuple[str, ...] = ()
    previous_ids: tuple[str, ...] = ()
    deprecation: Deprecation | None = None


class Segments(Owned, frozen=True, kw_only=True):
    segments: tuple[Segment, ...]


class Term(Struct, frozen=True, kw_only=True):
    id: str
    term: str
    definition: str
    agreed_with: tuple[str, ...]
    owner: str
    synonyms: tuple[str, ...] = ()
    not_to_confuse_with: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    previous_ids: tuple[str, ...] = ()
    deprecation: Deprecation | None = None

    @property
    def title(self) -> str:
        """The word, under the name that every other entry has for it."""
        return self.term


class Glossary(Owned, frozen=True, kw_only=True):
    terms: tuple[Term, ...]


class DataField(Struct, frozen=True, kw_only=True):
    api_name: str
    label: str
    object: str
    type: str
    source_of_truth: str
    owner: str
    pii: bool
    description: str | None = None
    allowed_values: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    deprecation: Deprecation | None = None

    @property
    def id(self) -> str:
        """Object and name: `contact.first_name`."""
        return f"{self.object}.{self.api_name}"

    @property
    def title(self) -> str:
        """The label, under the name that every other entry has for it."""
        return self.label


class DataDictionary(Owned, frozen=True, kw_only=True):
    fields: tuple[DataField, ...]


class TagValue(Struct, frozen=True, kw_only=True):
    id: str
    title: str | None = None
    aliases: tuple[str, ...] = ()


class Tag(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    values: tuple[TagValue, ...]
    description: str | None = None


class NamingRule(Struct, frozen=True, kw_only=True):
    pattern: str
    separator: str | None = None
    case: str | None = None
    description: str | None = None
    examples: tuple[str, ...] = ()


class Taxonomy(Owned, frozen=True, kw_only=True):
    tags: tuple[Tag, ...]
    naming: dict[str, NamingRule] = msgspec.field(default_factory=dict)
