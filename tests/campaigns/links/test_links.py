"""Links by the taxonomy: making them, and what is wrong with others."""

from __future__ import annotations

import os
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.campaigns.links.checking import LinkCheck
from mopsdocs.campaigns.links.lists import links_in
from mopsdocs.campaigns.links.making import Links
from mopsdocs.campaigns.links.tags import Kind, LinkTags
from mopsdocs.documents.model import Campaign
from mopsdocs.errors import MopsError
from mopsdocs.reporters.links import CheckedLink, check_text
from mopsdocs.reporters.style import Style
from tests.campaigns.links.taxonomies import GOLDEN, ID, library
from tests.reporters import hostile

LIBRARY = library()
LINKS = Links(LIBRARY)
CHECK = LinkCheck(LIBRARY)
TAGS = LinkTags(LIBRARY)
PAGE = "https://www.example.com/page"
TWO: dict[Kind, str] = {"source": "newsletter", "medium": "email"}
NO_LISTS = "kind: taxonomy\nschema_version: 1\ntags: []\n"


def test_golden_links() -> None:
    listed = links_in((GOLDEN / "links.txt").read_bytes(), "links.txt")
    told = check_text("links.txt", [CheckedLink(one, CHECK.flaws(one.text)) for one in listed], Style())
    expected = GOLDEN / "links.expected"
    if os.environ.get("MOPSDOCS_WRITE_EXPECTED") == "1":
        expected.write_text(told, encoding="utf-8", newline="")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "tags", "notes"),
    [
        (TWO, f"utm_source=newsletter&utm_medium=email&utm_campaign={ID}", []),
        ({"medium": "email", "source": "newsletter"}, f"utm_source=newsletter&utm_medium=email&utm_campaign={ID}", []),
        (
            {"source": " nl ", "medium": "newsletter-mail"},
            f"utm_source=newsletter&utm_medium=email&utm_campaign={ID}",
            ['"nl" is called "newsletter" here.', '"newsletter-mail" is called "email" here.'],
        ),
        (
            {"source": "LINKEDIN", "medium": "Paid Social", "content": "hero-3"},
            f"utm_source=linkedin&utm_medium=paid-social&utm_campaign={ID}&utm_content=hero-banner-3",
            [
                '"LINKEDIN" is called "linkedin" here.',
                '"Paid Social" is called "paid-social" here.',
                '"hero-3" is called "hero-banner-3" here.',
            ],
        ),
        (
            {"source": "google", "medium": "cpc", "content": "hero-banner", "term": "marketing ops & more"},
            f"utm_source=google&utm_medium=paid-search&utm_campaign={ID}&utm_content=hero-banner"
            "&utm_term=marketing%20ops%20%26%20more",
            ['"cpc" is called "paid-search" here.'],
        ),
    ],
)
def test_made_links(words: dict[Kind, str], tags: str, notes: list[str]) -> None:
    link = LINKS.made(ID, words, PAGE)
    assert (link.text, list(link.notes)) == (f"{PAGE}?{tags}", notes)
    assert LINKS.made(ID, words, None).text == tags


@pytest.mark.parametrize(
    ("words", "url", "message", "hint"),
    [
        ({**TWO, "source": "linkedn"}, PAGE, 'The taxonomy has no source "linkedn".', "Did you mean linkedin?"),
        ({**TWO, "source": "huspot"}, PAGE, 'The taxonomy has no source "huspot".', "Did you mean marketing-email?"),
        ({**TWO, "source": "tiktok"}, PAGE, 'The taxonomy has no source "tiktok".',
         "Write linkedin, newsletter, marketing-email or google."),
        ({**TWO, "medium": "blast"}, PAGE, 'The taxonomy has no medium "blast".',
         "site_config/taxonomy.yml lists what there is, such as email, "),
        ({**TWO, "source": "email"}, PAGE, '"email" is a medium, not a source.', "Source is where the link stands"),
        ({**TWO, "medium": "nl"}, PAGE, '"nl" is a source, not a medium.', "Source is where the link stands"),
        ({**TWO, "source": " "}, PAGE, "The source is empty.", "Write linkedin, newsletter,"),
        ({**TWO, "content": "hero-banner-0"}, PAGE, 'The taxonomy has no content "hero-banner-0".', "Did you mean"),
        ({**TWO, "content": "hero-banner-1000"}, PAGE, 'The taxonomy has no content "hero-banner-1000".', ""),
        ({**TWO, "term": "robin@mail.example"}, PAGE, "The term has an e-mail address in it.", "Leave it out: links"),
        ({**TWO, "term": "a\x1b[0m"}, PAGE, '"a\x1b[0m" cannot be a term', "Write a-0m."),
        (TWO, f"{PAGE}?who=robin%40mail.example", "The address has an e-mail address in it.", "Leave it out"),
        (TWO, f"{PAGE}?who=robin%2540mail.example", "The address has an e-mail address in it.", "Leave it out"),
        (TWO, f"{PAGE}/robin@mail.example", "The address has an e-mail address in it.", "Leave it out"),
        (TWO, f"{PAGE}#robin@mail.example", "The address has an e-mail address in it.", "Leave it out"),
        (TWO, f"{PAGE}?FirstName=1", 'The address has the parameter "FirstName", which is about a person.', "Leave"),
        (TWO, f"{PAGE}?F_NAME=1", 'The address has the parameter "F_NAME", which is about a person.', "Leave"),
        (TWO, f"{PAGE}?phone=%2B49301234", 'The address has the parameter "phone", which is about a person.', "Leave"),
        (TWO, f"{PAGE}#utm_source=x", "The address has tags behind its #", "Delete them there."),
        (TWO, f"{PAGE}?a={'b' * 2000}", "The link has 2,111 characters", "Leave out parameters"),
        (TWO, "mailto:desk@example.com", "Tags belong to addresses with", "Copy"),
    ],
)  # fmt: skip
def test_what_no_link_is_made_of(words: dict[Kind, str], url: str, message: str, hint: str) -> None:
    with pytest.raises(MopsError) as refused:
        LINKS.made(ID, words, url)
    assert refused.value.message.startswith(message)
    assert refused.value.hint.startswith(hint)


def test_what_is_no_personal_data() -> None:
    url = f"{PAGE}/@desk?name=consent&email=&mail=2&at=@&to=a@b#@"
    assert LINKS.made(ID, TWO, url).text.startswith(f"{PAGE}/@desk?name=consent&email=&mail=2&at=@&to=a@b&utm_source=")


def test_tags_of_another_link_are_replaced_and_named() -> None:
    link = LINKS.made(ID, TWO, "http://www.example.com/?utm_source=x&utm_medium=email&UTM_ID=7&a=1&utm_content=é")
    assert link.text == f"http://www.example.com/?a=1&utm_source=newsletter&utm_medium=email&utm_campaign={ID}"
    assert link.notes == (
        "The address begins with http://. Most websites answer to https:// as well, and browsers warn of the other.",
        "The address had other tags, which were replaced: utm_source=x, UTM_ID=7, utm_content=%C3%A9.",
    )
    assert LINKS.made(ID, TWO, link.text.replace("http:", "https:")).notes == ()


SOURCES = ("linkedin", "newsletter", "marketing-email", "google", "LinkedIn", "lnkd", "hubspot")
MEDIA = ("email", "paid-social", "qr", "cpc", "E-Mail", "social")
CONTENTS = ("hero-banner", "hero-banner-2", "cta-99", "Primary Button")
TEXTS = st.one_of(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])), hostile.texts)
QUERIES = st.lists(st.tuples(st.sampled_from(["a", "ref", "q", "utm_source", "utm_x"]), TEXTS), max_size=4)


@given(
    st.sampled_from(SOURCES),
    st.sampled_from(MEDIA),
    st.one_of(st.none(), st.sampled_from(CONTENTS)),
    st.one_of(st.none(), TEXTS),
    TEXTS,
    QUERIES,
)
def test_a_made_link_is_right_and_says_what_went_in(
    source: str, medium: str, content: str | None, term: str | None, path: str, query: list[tuple[str, str]]
) -> None:
    words: dict[Kind, str] = {"source": source, "medium": medium}
    words.update({"content": content} if content is not None else {})
    words.update({"term": term} if term is not None else {})
    asked = "&".join(f"{name}={value}" for name, value in query)
    try:
        link = LINKS.made(ID, words, f"https://www.example.com/{path}{'?' if asked else ''}{asked}")
    except MopsError:
        return
    assert CHECK.flaws(link.text) == ()
    read = parse_qsl(urlsplit(link.text).query, keep_blank_values=True)
    assert [(name, value) for name, value in read if name.startswith("utm_")] == list(link.tags)
    for kind, word in words.items():
        assert dict(read)[f"utm_{kind}"] == TAGS.meant(kind, word).value
    assert LINKS.made(ID, words, link.text).text == link.text


@given(st.one_of(hostile.texts, hostile.texts.map(f"{PAGE}?{{}}&utm_source=nl".format)))
def test_any_link_can_be_checked(text: str) -> None:
    for flaw in CHECK.flaws(text):
        assert flaw.kind
        assert flaw.message.endswith((".", '."'))
        assert flaw.hint.endswith((".", "?")) or flaw.hint.startswith("Write ")


@pytest.mark.parametrize(
    ("kind", "word", "value"),
    [("source", "tiktok", "tiktok"), ("content", "a_b.c-2", "a_b.c-2"), ("term", "Any Word 5 €", "Any Word 5 €")],
)
def test_a_tag_without_a_list_takes_what_is_written_as_values_are(kind: Kind, word: str, value: str) -> None:
    assert LinkTags(library(NO_LISTS)).meant(kind, word).value == value


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("Tik Tok", "Write tik-tok."),
        ("İzmir ", "Write izmir."),
        ("同意", "Use the letters a to z, digits and hyphens."),
    ],
)
def test_what_is_not_written_as_values_are(word: str, hint: str) -> None:
    with pytest.raises(MopsError) as refused:
        LinkTags(library(NO_LISTS)).meant("source", word)
    assert refused.value.message.endswith("cannot be a source: values have small letters, digits and hyphens.")
    assert refused.value.hint == hint


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("", ID),
        ("naming: {campaign: {pattern: '{topic}_{region}'}}", ID),
        ("naming: {campaign: {pattern: '{topic}'}, utm_campaign: {pattern: '{topic}', case: any}}", ID),
        ("naming: {utm_campaign: {pattern: '{region}.{topic}', case: upper}}", "DE.CONSENT"),
        ("naming: {campaign: {pattern: '{topic}'}, utm_campaign: {pattern: '{topic}', case: upper}}", "CONSENT"),
    ],
)
def test_what_links_call_a_campaign(rule: str, name: str) -> None:
    found = library(f"{NO_LISTS}{rule}\n")
    entry = found.get("campaign", ID)
    assert entry is not None
    assert isinstance(entry.item, Campaign)
    assert LinkTags(found).link_name(entry.item) == name
    assert LinkTags(found, ["other"]).campaigns == {name, "other"}
    assert Links(found).name_of(ID) == name
    link = Links(found).made(name, TWO, PAGE)
    assert LinkCheck(found).flaws(link.text) == ()


def test_a_campaign_without_a_name_for_links_is_in_none() -> None:
    found = library(f"{NO_LISTS}naming: {{utm_campaign: {{pattern: '{{nothing}}'}}}}\n")
    assert LinkTags(found).campaigns == frozenset()
    with pytest.raises(MopsError, match="The name needs nothing, and nothing says what it is"):
        Links(found).name_of(ID)
