"""What the bundled templates make is valid: in every region, for every country, and whatever people type."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mopsdocs.campaigns.countries import countries
from mopsdocs.checks.inspection import inspect
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.loader import load
from mopsdocs.documents.reading import parse_document
from mopsdocs.resources import template_folder
from mopsdocs.scaffold.form import filled, settle
from mopsdocs.scaffold.outcome import told
from mopsdocs.scaffold.templates import FOLDER
from tests.scaffold.workspaces import EXAMPLE, GIVEN, REPOSITORY, Place, place

KINDS = tuple(GIVEN)
GAPS = {"campaign": 0, "playbook": 7, "process": 6, "region": 5}
"""Places that somebody has to fill in, when only GIVEN is answered."""

EVIL = (
    *("no", "NO", "on", "~", "null", "1.10", "010", "12:30", "1e400", "2027-02-30", "---", "...", "- a", "-", "? a"),
    *("key: value", "a: b # c", "# no comment", "'single'", '"double"', "it's", '"', "'", "[a, b]", "{a: b}", "|-"),
    *("{{ title }}", "{% raw %}", "!tag", "&anchor", "*alias", "%YAML 1.1", "@at", "`code`", "|", ">", "<<", "=", ","),
    *(
        "a\\nb",
        "\\",
        "${x}",
        "🎉 Launch 🇩🇪",
        "👩\u200d💻",
        "שלום עולם",
        "العربية: نعم",
        "\u202eabc",
        "日本語",
        "e\u0301",
    ),
    *("Straße & Söhne", "\u200bx", "a\u00a0x"),
)
hostile = st.one_of(
    st.sampled_from(EVIL),
    st.lists(st.sampled_from(EVIL), min_size=1, max_size=3).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"),
            min_size=1, max_size=60),
).map(str.strip).filter(bool)  # fmt: skip
often = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=[EXAMPLE, REPOSITORY], ids=["example", "repository"])
def here(request: pytest.FixtureRequest) -> Place:
    return place(request.param)


def test_there_is_a_template_for_each_kind() -> None:
    assert {path.stem for path in (template_folder() / FOLDER).iterdir()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wrong_but_the_gaps_that_are_told(kind: str, here: Place) -> None:
    document = here.made(kind)
    found = here.findings(document)
    others = {one.rule for one in found} - {"placeholder-left", "legal-review-old"}
    assert others <= {"kpi-without-guardrail", "same-person-approves"}, "which come from the example's own catalogues"
    lines = list(told(found))
    gaps = [line for line in lines if re.match(r"  line +[0-9]+  \S", line)]
    assert len(gaps) == GAPS[kind]
    assert gaps == lines[1 : 1 + len(gaps)]
    assert not document.text.endswith("\n\n")


@pytest.mark.parametrize("kind", KINDS)
def test_comments_explain_the_fields(kind: str) -> None:
    lines = place(EXAMPLE).made(kind).text.split("\n")
    comments = [line for line in lines if line.lstrip().startswith("# ")]
    assert len(comments) >= 6
    assert all(len(line) <= 120 for line in comments)
    assert not any(line.startswith("# yaml-language-server") for line in lines), "the example names no schemas"


@pytest.mark.parametrize("kind", KINDS)
def test_editors_find_the_schema_where_other_documents_name_it(kind: str) -> None:
    document = place(REPOSITORY).made(kind)
    first = document.text.partition("\n")[0]
    address = first.removeprefix("# yaml-language-server: $schema=")
    assert ((REPOSITORY / document.path).parent / address).resolve() == (
        REPOSITORY / f"mopsdocs/documents/schemas/{kind}.json"
    )


VARIABLES: dict[str, dict[str, object]] = {
    "event": {"variables.format": "own-event", "variables.audience_size": 600},
    "one-off-email": {"variables.audience_size": 6000},
    "product-launch": {"variables.tier": "L1", "variables.audience_size": 6000},
    "webinar": {"variables.audience_size": 600},
}


def test_a_campaign_of_every_playbook_in_every_region() -> None:
    here = place(REPOSITORY)
    library = here.grounds.library
    for region in library.ids("region"):
        for playbook in library.ids("playbook"):
            form = here.form("campaign")
            answers = {
                "playbook": playbook,
                "region": region,
                "anchor_date": "2027-06-16",
                "variables.topic": "a topic",
            }
            found = filled(form, {**answers, **VARIABLES.get(playbook, {})}, "all")
            assert here.findings(form.document(found)) == (), (playbook, region)
            assert any(key.startswith("people.") for key in found)


UNKNOWN = {
    "AQ": {"currency": "USD"},
    "BV": {"timezone": "Europe/Oslo"},
    "HM": {"timezone": "Indian/Kerguelen"},
    "XK": {"timezone": "Europe/Belgrade"},
}
"""What nothing proposes for a few countries."""


def test_a_region_for_every_country() -> None:
    here = place(EXAMPLE)
    assert len(countries()) > 200
    for country in countries():
        code = f"{country.lower()}-x"
        document = here.made("region", country=country, code=code, title=f"New {country}", **UNKNOWN.get(country, {}))
        found = inspect(document.path, document.text.encode(), here.inspections.settings).found
        assert {one.rule for one in found} == {"placeholder-left"}, country


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("SA", {"timezone": "Asia/Riyadh", "workweek": ["sun", "mon", "tue", "wed", "thu"], "currency": "SAR",
                "locales": ["ar-SA"], "holidays": {"country": "SA"}}),
        ("TR", {"timezone": "Europe/Istanbul", "workweek": ["mon", "tue", "wed", "thu", "fri"], "currency": "TRY",
                "locales": ["tr-TR"], "holidays": {"country": "TR", "categories": ["public", "half_day"]}}),
        ("US", {"timezone": "America/New_York", "currency": "USD", "locales": ["en-US"]}),
        ("GB", {"timezone": "Europe/London", "currency": "GBP", "locales": ["en-GB"]}),
        ("CN", {"timezone": "Asia/Shanghai", "currency": "CNY", "workweek": ["mon", "tue", "wed", "thu", "fri"]}),
        ("NP", {"timezone": "Asia/Kathmandu", "currency": "NPR"}),
    ],
)  # fmt: skip
def test_what_is_proposed_for_a_country(country: str, expected: dict[str, object]) -> None:
    document = place(EXAMPLE).made("region", country=country, code="new", title="New")
    value = load(document.text).value
    assert {key: value[key] for key in expected} == expected
    assert value["regimes"] == ["tbd"], "the law is never guessed"
    assert value["legal_last_verified"] == "1970-01-01"


def test_a_country_that_the_calendar_does_not_know() -> None:
    here = place(EXAMPLE)
    form = here.form("region")
    asked = {**GIVEN["region"], "country": "XX", "timezone": "Etc/GMT-2", "currency": "EUR", "locales": "en"}
    answers = filled(form, asked, "all")
    advice = form.advice("country", answers)
    assert advice is not None
    assert "The holiday calendar does not know XX" in advice.sentences[0]
    assert load(form.document(answers).text).value["holidays"] == {"country": "XX"}


@often
@given(kind=st.sampled_from(("playbook", "process", "region")), title=hostile, summary=hostile)
def test_whatever_people_type_stays_what_they_typed(kind: str, title: str, summary: str) -> None:
    here = place(EXAMPLE)
    more = {} if kind == "region" else {"summary": summary, "question": f"{summary}?"}
    document = here.made(kind, title=title, **more)
    value = load(document.text).value
    assert value["title"] == title
    if more:
        assert (value["summary"], value["answers"]) == (summary, [f"{summary}?"])
    _is_sound(here, document.path, document.text)


@often
@given(title=hostile, topic=hostile)
def test_whatever_a_campaign_is_called(title: str, topic: str) -> None:
    here = place(EXAMPLE)
    answers = {**GIVEN["campaign"], "title": title, "variables.topic": topic}
    found = settle(here.form("campaign"), answers, "all")
    if found.wrong:  # no name can be made of some topics, and that is all that may be wrong
        assert set(found.wrong) == {"variables.topic"}
        return
    document = here.form("campaign").document(found.answers)
    value = load(document.text).value
    assert (value["title"], value["variables"]["topic"]) == (title, topic)
    assert document.path == f"playbooks/campaigns/{value['id']}.yml"
    _is_sound(here, document.path, document.text)


@often
@given(text=hostile)
def test_comments_stay_comments(text: str) -> None:
    """Titles of playbooks and regions stand in comments of a campaign, where nothing can be quoted."""
    from mopsdocs.scaffold.templates import document

    values: dict[str, object] = {
        "id": "a", "title": text, "playbook": "b", "playbook_title": text, "playbook_version": "1.0.0", "region": "de",
        "region_title": text + "\n" + text, "anchor_date": "2027-03-10", "anchor_in_words": text, "anchor_time": None,
        "people": {}, "nobody": text, "variables": {}, "line_for_editors": "",
    }  # fmt: skip
    value = load(document("campaign.yml", "playbooks/campaigns/a.yml", values).text).value
    assert set(value) == {
        "kind", "schema_version", "id", "title", "playbook", "playbook_version", "region", "status", "anchor_date",
        "people",
    }  # fmt: skip


def _is_sound(here: Place, path: str, text: str) -> None:
    data = text.encode()
    assert data.endswith(b"\n")
    assert parse_document(path, data).valid is not None
    found = inspect(path, data, here.inspections.settings).found
    assert not [one for one in found if one.severity is Severity.ERROR and one.rule != "placeholder-left"]
