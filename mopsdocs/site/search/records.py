"""What is found: one record per page, with its sections, the words that lead to them and what they can be chosen by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mopsdocs.documents.library import Library
from mopsdocs.site.page import Page, RenderedPage, Section
from mopsdocs.site.pages.calendar import URL as CALENDAR
from mopsdocs.site.pages.checklists import URL as CHECKLISTS
from mopsdocs.site.pages.my_steps import URL as MY_STEPS
from mopsdocs.site.pages.workload import URL as LOAD
from mopsdocs.site.search.facets import Facets, SectionFacets, choices, languages_of
from mopsdocs.site.search.words import words
from mopsdocs.site.urls import is_regional

RULES: Final = "rules/"

_LONGEST_ABBREVIATION: Final = 6

_COPY_WEIGHT: Final = 0.85
"""Weight of a regional copy's page: its library playbook comes first, unless the query names the region."""

_RUN_WEIGHT: Final = 0.6
"""Weight of a campaign's page: it uses the words of everything that it runs, and is found by its own."""

_CHECKLIST_WEIGHT: Final = 0.85
"""Weight of a checklist over all playbooks: who asks for that of one playbook means the playbook."""

_DATED_WEIGHT: Final = 0.3
"""Weight of the calendar's months and of everybody's steps: who asks how something is done does not mean them."""

_LIST_WEIGHT: Final = 0.5
"""Weight of a page that lists others: each of these has a page of its own."""

_GUIDE_WEIGHT: Final = 1.0
"""Weight of a hand-written page."""

_KINDS: Final = {
    "playbooks": "Playbook",
    "processes": "Process",
    "campaigns": "Campaign",
    "regions": "Region",
    "roles": "Role",
    "tools": "Tool",
    "metrics": "Metric",
    "glossary": "Glossary",
    "segments": "Segment",
    "taxonomy": "Tag",
    "data-dictionary": "Data field",
    "people": "Person",
    "rules": "Rule",
    "checklists": "Checklist",
}
_OVERVIEW: Final = "Overview"
_GUIDE: Final = "Guide"


@dataclass(frozen=True, slots=True)
class Findable:
    """All that the search of a site is made from.

    `titles` are those of the values that results can be chosen by, for each thing to choose; `synonyms` are groups of
    words, folded, that mean the same everywhere.
    """

    records: tuple[Record, ...]
    titles: Mapping[str, Mapping[str, str]]
    synonyms: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A section as the search knows it. `anchor` is '' for the page itself.

    `names` are other words for it, which count as its title does, and so do those that it is found by `also`. Who
    types one of its `signs`, an abbreviation or the id of a rule, means nothing else. `above` is the title of the stage
    that it stands in.
    """

    anchor: str
    title: str
    text: str
    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    above: str = ""
    stage: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A page as the search knows it; `source` is the address of the library playbook that it is a copy of.

    `languages` are those that its words may be in beside the site's own, as two letters.
    """

    url: str
    title: str
    kind: str
    weight: float
    sections: tuple[FoundSection, ...]
    source: str = ""
    region: str = ""
    status: str = ""
    channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def is_rule(self) -> bool:
        """Whether it comes after everything else, because everyday words are to lead to the work."""
        return self.url.startswith(RULES)


def findable(records: Iterable[Record], library: Library) -> Findable:
    """All that is found on a site with these `records` of pages, made from `library` or written by hand."""
    return Findable(tuple(records), choices(library), _synonyms(library))


def _synonyms(library: Library) -> tuple[tuple[str, ...], ...]:
    """Terms of the glossary with their other words, as far as these are one word each."""
    groups = []
    for entry in library.entries("term"):
        forms = (words(phrase) for phrase in (entry.item.term, *entry.item.synonyms))
        group = dict.fromkeys(
            form[-1] for form in forms if len(form) == 1 or (len(form) == 3 and form[2] == form[0] + form[1])
        )
        if len(group) > 1:
            groups.append(tuple(group))
    return tuple(groups)


class Recorder:
    """Takes down what can be found on pages made from `library`."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._facets = Facets(library)

    def record(self, rendered: RenderedPage) -> Record:
        """The record of one page."""
        page = rendered.page
        folder, _, rest = page.url.partition("/")
        known = self._facets.of(page.url)
        copied = is_regional(page.url)
        place = self._library.get("region", page.facts.region or "")
        region = place.item if place is not None else None
        also = region.synonyms if region is not None and folder != "regions" else ()
        sections = _rule_section(rendered) if page.url.startswith(RULES) else _sections(rendered, known.sections, also)
        return Record(
            page.url,
            page.title,
            _KINDS.get(folder, _OVERVIEW) if rest or folder not in _LISTS else _OVERVIEW,
            _weight(page.url),
            _with_page(page, tuple(sections)),
            f"playbooks/{page.url.split('/')[1]}/" if copied else "",
            page.facts.region or "",
            page.facts.status or "",
            known.channels,
            languages_of(region.locales) if region is not None else (),
        )


_LISTS: Final = frozenset({"playbooks", "processes", "campaigns", "regions", "roles", "tools", "metrics", "rules"})
"""Folders whose first page lists the others."""


def guide(url: str, title: str, sections: tuple[Section, ...], names: tuple[str, ...]) -> Record:
    """The record of a hand-written page, which is found by its `names` as well."""
    own = (FoundSection("", title, one.text, names) for one in sections if not one.anchor)
    below = (FoundSection(one.anchor, one.title, one.text) for one in sections if one.anchor and one.text)
    return Record(url, title, _GUIDE, _GUIDE_WEIGHT, (*own, *below))


def _weight(url: str) -> float:
    if is_regional(url):
        return _COPY_WEIGHT
    if url.startswith((CALENDAR, MY_STEPS, LOAD)):
        return _DATED_WEIGHT
    if url.startswith(CHECKLISTS):
        return _CHECKLIST_WEIGHT
    folder, _, rest = url.partition("/")
    if folder not in _KINDS or (folder in _LISTS and not rest):
        return _LIST_WEIGHT
    return _RUN_WEIGHT if folder == "campaigns" else 1.0


def _sections(rendered: RenderedPage, known: SectionFacets, also: tuple[str, ...]) -> Iterator[FoundSection]:
    """A section for each heading that has text, and one for each question that the page answers."""
    page, stage_title = rendered.page, ""
    for section in rendered.sections:
        if section.anchor.startswith("stage-"):
            stage_title = section.title
        if section.anchor and not section.text:
            continue  # its content is not searched, so the heading alone would be noise
        names = page.section_synonyms.get(section.anchor, ()) if section.anchor else page.synonyms
        answers = page.section_answers.get(section.anchor, ())
        stage, roles = known.get(section.anchor) or known.get("", ("", ()))
        yield FoundSection(
            section.anchor,
            section.title if section.anchor else page.title,
            section.text,
            (*names, *answers),
            () if section.anchor else also,
            tuple(word for word in names if _is_abbreviation(word)),
            stage_title if section.anchor.startswith(("step-", "gate-")) else "",
            stage,
            roles,
        )
    for number, question in enumerate(page.answers, 1):
        yield FoundSection(f"answer-{number}", question, page.summary)


def _with_page(page: Page, sections: tuple[FoundSection, ...]) -> tuple[FoundSection, ...]:
    """The sections with the page itself first, also where a template of the workspace gives it no heading."""
    if sections and not sections[0].anchor:
        return sections
    return (FoundSection("", page.title, page.summary, page.synonyms), *sections)


def _rule_section(rendered: RenderedPage) -> Iterator[FoundSection]:
    """The one section of a rule's page. Those below have the same headings as those of all other rules."""
    page = rendered.page
    text = " ".join(section.text for section in rendered.sections[:1])
    yield FoundSection("", page.title, text, page.synonyms, signs=page.synonyms)


def _is_abbreviation(word: str) -> bool:
    """Whether `word` is one like MQL. Whoever types it means the thing itself."""
    return word.isalnum() and word.isupper() and len(word) <= _LONGEST_ABBREVIATION
