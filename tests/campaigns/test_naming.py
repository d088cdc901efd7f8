"""Names by the naming rule: what they are made of, what gives none, and what is free."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.campaigns.naming import LONGEST, NameTaken, Naming, NoName, new_name
from mopsdocs.checks.facts.latin import in_latin
from mopsdocs.checks.facts.naming import Pattern, Value
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import NamingRule, PlaybookHead
from mopsdocs.documents.reading import parse_document
from mopsdocs.errors import MopsError
from tests.conftest import REPOSITORY

DAY = datetime.date(2027, 3, 10)
USUAL = "{anchor_date:%Y%m%d}_{playbook}_{topic}_{region}"
TAXONOMY = "site_config/taxonomy.yml"
ID = "20270310_webinar_consent_de"


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(REPOSITORY / "tests" / "example")


def library_of(root: Path, taxonomy: str | None = None) -> Library:
    """The documents of the workspace at `root`, the `taxonomy` another one."""
    documents = []
    for path in sorted(root.rglob("*.yml")):
        name = path.relative_to(root).as_posix()
        data = path.read_bytes() if taxonomy is None or name != TAXONOMY else taxonomy.encode()
        documents.append(parse_document(name, data).document)
    return Library(document for document in documents if document is not None)


def naming(pattern: str = USUAL, key: str = "campaign", case: str | None = "lower") -> Naming:
    return Naming(key, NamingRule(pattern=pattern), Pattern.of(pattern, case), TAXONOMY)


def values(topic: str, **more: Value) -> dict[str, Value]:
    return {"anchor_date": DAY, "playbook": "webinar", "region": "de", "topic": topic, **more}


@pytest.mark.parametrize(
    ("topic", "language", "piece"),
    [
        ("consent", "de", "consent"),
        ("  Consent, that  converts! ", "en", "consent-that-converts"),
        ("under_score", "en", "under-score"),
        ("Köln & Düsseldorf: Größe", "de", "koeln-duesseldorf-groesse"),
        ("Ko\u0308ln", "de", "koeln"),
        ("Görüşme \u0130zni \u0131\u015f\u0131k", "tr", "gorusme-izni-isik"),
        ("Été à la plage – «nouveautés»", "fr", "ete-a-la-plage-nouveautes"),
        ("Smørrebrød på Ærø", "da", "smoerrebroed-paa-aeroe"),
        ("Smörgåsbord", "sv", "smorgasbord"),
        ("Łódź", "pl", "lodz"),
        ("Điện", "vi", "dien"),
        ("🚀 launch ½", "en", "launch-1-2"),
        ("price™", "en", "pricetm"),
        ("\u202econsent\u202c", "en", "consent"),
    ],
)
def test_a_topic_becomes_a_part_of_the_name(topic: str, language: str, piece: str) -> None:
    assert naming().name(values(topic), language).text == f"20270310_webinar_{piece}_de"


@pytest.mark.parametrize("topic", ["الموافقة", "同意", "Согласие", "Άδεια", "हिंदी", "consent 同意"])
def test_letters_of_other_scripts_are_asked_for(topic: str) -> None:
    with pytest.raises(NoName) as refused:
        naming().name(values(topic), "ar")
    assert refused.value.message == (f'A name has no place for the letters of "{topic}", which stands for topic.')
    assert refused.value.hint == "Write topic in Latin letters; titles and texts may have any."
    assert refused.value.field == "topic"


@pytest.mark.parametrize(
    ("pattern", "given", "message"),
    [
        (USUAL, values(""), "The name needs topic, and nothing says what it is."),
        (USUAL, {"topic": "x", "playbook": "webinar", "region": "de"}, "The name needs day 0, and nothing says"),
        (USUAL, values("!!! …"), '"!!! …", which stands for topic, has no letter or number'),
        ("{sent_on:%Y}_{topic}", values("x", sent_on="soon"), 'The name needs a day for sent_on, and "soon" is none.'),
        ("{topic}_", values("x"), 'No campaign can be called "x_"'),
        ("{topic}__{region}", values("x"), 'No campaign can be called "x__de"'),
        ("{topic}.{region}", values("x"), 'No campaign can be called "x.de"'),
        ("{topic}", values("Index"), 'No campaign can be called "index": that is a page or folder of the site itself.'),
        ("{topic}", values("NUL"), 'No campaign can be called "nul": that is the name of a device on Windows'),
        (USUAL, values("word " * 40), "The name would have 219 characters, and 120 is the most"),
    ],
)
def test_what_gives_no_name(pattern: str, given: dict[str, Value], message: str) -> None:
    with pytest.raises(NoName) as refused:
        naming(pattern).name(given, "en")
    assert refused.value.message.startswith(message)
    assert refused.value.hint


def test_the_parts_say_what_they_are_made_of() -> None:
    parts = naming().name(values("Köln"), "de").parts
    assert [(part.field, part.text, part.value) for part in parts] == [
        ("anchor_date", "20270310", DAY),
        ("playbook", "webinar", "webinar"),
        ("topic", "koeln", "Köln"),
        ("region", "de", "de"),
    ]


PATTERNS = [
    USUAL,
    "{region}-{playbook}-{anchor_date:%y%m}-{topic}",
    "{topic}_{region}",
    "x-{topic}",
    "{anchor_date}-{topic}",
]


@given(st.sampled_from(PATTERNS), st.text(), st.dates(), st.sampled_from(["", "de", "da", "tr"]))
def test_every_name_follows_its_pattern_and_makes_itself(
    pattern: str, topic: str, day: datetime.date, language: str
) -> None:
    rule = naming(pattern)
    given = values(topic, anchor_date=day)
    try:
        name = rule.name(given, language)
    except NoName:
        return
    assert rule.pattern.has_shape(name.text)
    assert rule.pattern.mismatches(name.text, given) == ()  # so the rule about names has nothing to say
    assert name.text.isascii()
    assert len(name.text) <= LONGEST
    again = {**given, **{part.field: part.text for part in name.parts if part.field == "topic"}}
    assert rule.name(again, language).text == name.text


@given(st.text(st.characters(codec="latin-1")))
def test_western_letters_are_always_spelled(text: str) -> None:
    spelled = in_latin(text, "de")
    assert spelled is None or spelled.isascii()
    assert spelled is not None or any(letter in text for letter in "ªµº¹²³")


def test_a_new_campaign_gets_its_name_from_what_it_is(library: Library) -> None:
    playbook = cast(PlaybookHead, library.playbook("webinar"))
    assert new_name(library, playbook, "de", DAY, {"topic": "Größe zählt"}).text == "20270310_webinar_groesse-zaehlt_de"


def test_a_name_that_is_taken_comes_with_one_that_is_free(library: Library) -> None:
    playbook = cast(PlaybookHead, library.playbook("webinar"))
    with pytest.raises(NameTaken) as refused:
        new_name(library, playbook, "de", DAY, {"topic": "Consent"})
    error = refused.value
    assert error.message == f"There is a campaign {ID} already."
    assert error.hint == 'Choose another topic: with "Consent-2" the name is 20270310_webinar_consent-2_de.'
    assert (error.field, error.suggestion) == ("topic", "Consent-2")
    assert new_name(library, playbook, "de", DAY, {"topic": error.suggestion}).text == "20270310_webinar_consent-2_de"
    with pytest.raises(NameTaken, match="webinar_consent_de") as refused:
        new_name(library, playbook, "de", DAY, {"topic": "Consent"}, {"20270310_webinar_consent-2_de"})
    assert refused.value.suggestion == "Consent-3"


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("{anchor_date:%Y%m%d}-{playbook}", "Change day 0."),
        ("{anchor_date:%Y%m%d}_{size}", "Change day 0 or size."),
        ("{playbook}_{region}", f"The pattern in {TAXONOMY} gives all of them one name."),
        ("{anchor_date:%Y%m%d}_{topic}" + "_" + "x" * 104, "Change day 0 or topic."),
    ],
)
def test_a_name_that_no_text_can_vary(pattern: str, hint: str) -> None:
    text = f"kind: taxonomy\nschema_version: 1\ntags: []\nnaming: {{campaign: {{pattern: '{pattern}'}}}}\n"
    found = library_of(REPOSITORY / "tests" / "example", text)
    playbook = cast(PlaybookHead, found.playbook("webinar"))
    given: dict[str, str | int | bool] = {"topic": "abcdef", "size": 7}
    name = new_name(found, playbook, "de", DAY, given)
    with pytest.raises(NameTaken) as refused:
        new_name(found, playbook, "de", DAY, given, {name.text})
    assert (refused.value.field, refused.value.suggestion, refused.value.hint) == ("", "", hint)


def test_choices_and_defaults(library: Library) -> None:
    playbook = cast(PlaybookHead, library.playbook("webinar"))
    (topic, *others) = playbook.variables
    assert topic.id == "topic"
    chosen = msgspec.structs.replace(topic, choices=("consent",), default="consent")
    playbook = msgspec.structs.replace(playbook, variables=(chosen, *others))
    with pytest.raises(NameTaken) as refused:
        new_name(library, playbook, "de", DAY, {})
    assert refused.value.field == ""


@pytest.mark.parametrize(
    ("rules", "message", "hint"),
    [
        ("", 'There is no naming rule "campaign".', "Names are built by naming: in site_config/taxonomy.yml."),
        ("naming: {campaigns: {pattern: '{topic}'}}", 'There is no naming rule "campaign".', "Did you mean campaigns?"),
        ("naming: {file: {pattern: '{topic}'}}", 'There is no naming rule "campaign".', "There are: file."),
        ("naming: {campaign: {pattern: '{topic'}}", 'The naming rule "campaign" cannot be used: its pattern has a',
         "Correct naming: in site_config/taxonomy.yml."),
    ],
)  # fmt: skip
def test_a_taxonomy_without_a_rule_for_names(rules: str, message: str, hint: str) -> None:
    text = f"kind: taxonomy\nschema_version: 1\ntags: []\n{rules}\n"
    found = library_of(REPOSITORY / "tests" / "example", text)
    with pytest.raises(MopsError) as refused:
        Naming.of(found)
    assert refused.value.message.startswith(message)
    assert refused.value.hint.startswith(hint)


def test_another_rule_has_its_own_case_and_no_reserved_words() -> None:
    rule = naming("{topic}.V{version}", "file", "upper")
    assert rule.name(values("index", version=2)).text == "INDEX.V2"
    assert (rule.fields, rule.variables) == (("topic", "version"), ("topic", "version"))
