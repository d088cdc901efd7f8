"""Addresses: what is one, how it is put together again, and which tags it has."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mopsdocs.campaigns.links.address import Address, query_of
from mopsdocs.campaigns.links.percent import decoded, encoded, made_plain
from mopsdocs.errors import MopsError
from tests.reporters import hostile

OTHERS = "Tags belong to addresses with https:// or http://, and this one begins with"
TAGS = (("utm_source", "newsletter"),)


@pytest.mark.parametrize(
    ("given", "tagged"),
    [
        ("https://www.example.com", "https://www.example.com/?utm_source=newsletter"),
        ("  https://www.example.com/a \n", "https://www.example.com/a?utm_source=newsletter"),
        ("https://www.example.com/a?", "https://www.example.com/a?utm_source=newsletter"),
        ("https://www.example.com/a?&", "https://www.example.com/a?utm_source=newsletter"),
        ("https://www.example.com/a#", "https://www.example.com/a?utm_source=newsletter#"),
        ("https://www.example.com/a?b=1&c#d?e", "https://www.example.com/a?b=1&c&utm_source=newsletter#d?e"),
        ("https://www.example.com/?b=a+b%2Bc%zz&b=", "https://www.example.com/?b=a+b%2Bc%zz&b=&utm_source=newsletter"),
        ("https://www.example.com/?UTM_Source=x&utm_id=1&a=2", "https://www.example.com/?a=2&utm_source=newsletter"),
        ("https://www.example.com/?utm%5Fsource=x", "https://www.example.com/?utm_source=newsletter"),
        ("HTTPS://WWW.Example.com:443/A", "https://WWW.Example.com:443/A?utm_source=newsletter"),
        ("https://www.example.com:/", "https://www.example.com/?utm_source=newsletter"),
        ("http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/?utm_source=newsletter"),
        ("https://www.example.com/Preis Liste.pdf", "https://www.example.com/Preis%20Liste.pdf?utm_source=newsletter"),
        ("https://www.example.com/größe?q=ü", "https://www.example.com/gr%C3%B6%C3%9Fe?q=%C3%BC&utm_source=newsletter"),
        ("https://www.MÜLLER.example/", "https://www.xn--mller-kva.example/?utm_source=newsletter"),
        ("https://straße.example/", "https://xn--strae-oqa.example/?utm_source=newsletter"),
        ("https://日本。example/", "https://xn--wgv71a.example/?utm_source=newsletter"),
        ("https://www.example.com/{{page}}?a={b}|c", "https://www.example.com/{{page}}?a={b}|c&utm_source=newsletter"),
        ("https://www.example.com/?a=https://b.example/", "https://www.example.com/?a=https://b.example/&utm_source=newsletter"),
    ],
)  # fmt: skip
def test_what_nobody_asked_to_change_stays(given: str, tagged: str) -> None:
    assert str(Address.of(given).tagged(TAGS)) == tagged


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ("", "There is no address.", "Copy the whole address"),
        (" \t", "There is no address.", "Copy"),
        ("www.example.com/a", '"www.example.com/a" does not begin with https://.', "Write https://www.example.com/a"),
        ("example.com:8080", '"example.com:8080" does not begin with https://.', "Write https://example.com:8080"),
        ("/a", '"/a" is not the address of a page.', "Copy"),
        ("//www.example.com/", '"//www.example.com/" is not the address of a page.', "Copy"),
        ("https:/www.example.com", '"https:/www.example.com" is not the address of a page.', "Copy"),
        ("https://", '"https://" names no website.', "Copy"),
        ("https:///a", '"https:///a" names no website.', "Copy"),
        ("mailto:desk@example.com", f'{OTHERS} "mailto:".', "Copy"),
        ("javascript:alert(1)", f'{OTHERS} "javascript:".', "Copy"),
        ("data:text/html,x", f'{OTHERS} "data:".', "Copy"),
        ("ftp://www.example.com/", f'{OTHERS} "ftp:".', "Copy"),
        ("https://robin:pw@www.example.com/", "The address has a name or a password in front of its host.", "Delete"),
        ("https://www..example.com/", '"www..example.com" is not the name of a website.', "Write it such as"),
        ("https://www example.com/", '"www example.com" is not the name of a website.', "Write it such as"),
        ("https://-a.example/", '"-a.example" is not the name of a website.', "Write it such as"),
        ("https://{{host}}/", '"{{host}}" is not the name of a website.', "Write it such as"),
        ("https://☃.example/", '"☃.example" is not the name of a website.', "Write it such as"),
        (f"https://{'a' * 64}.example/", f'"{"a" * 64}.example" is not the name of a website.', "Write it such as"),
        ("https://www.example.com:70000/", 'The address has the port "70000", which there is not.', "Delete the colon"),
        ("https://www.example.com\\a", "The address has a backslash.", "Addresses have /"),
        ("https://www.example.com/\x1b[31m", "The address has an invisible character (U+001B).", "Type it anew"),
        ("https://www.example.com/\u202egnp", "The address has an invisible character (U+202E).", "Type it anew"),
        ("https://a.example/ https://b.example/", "There are two addresses.", "Write one on each line."),
    ],
)  # fmt: skip
def test_what_is_no_address(given: str, message: str, hint: str) -> None:
    with pytest.raises(MopsError) as refused:
        Address.of(given)
    assert refused.value.message == message
    assert refused.value.hint.startswith(hint)


def test_tags_and_those_that_are_hidden() -> None:
    address = Address.of("https://a.example/?a=1&utm_source=x+y&UTM_x=%C3%BC#/page?utm_medium=m&b=2")
    assert [(tag.name, tag.value) for tag in address.tags] == [("utm_source", "x y"), ("UTM_x", "ü")]
    assert [(tag.name, tag.value) for tag in address.hidden_tags] == [("utm_medium", "m")]


def test_placeholders_of_ad_networks_stay_readable() -> None:
    assert query_of([("utm_term", "{keyword}"), ("a", "{{ad.name}}")]) == "utm_term={keyword}&a={{ad.name}}"
    assert query_of([("utm_term", "{a b}")]) == "utm_term=%7Ba%20b%7D"


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_encoded_reads_back(text: str) -> None:
    there = encoded(text)
    assert there.isascii()
    assert decoded(there) == text
    assert made_plain(there) == there
    assert parse_qsl(f"a={there}", keep_blank_values=True) == [("a", text)]


@given(st.one_of(hostile.texts, hostile.texts.map("https://www.example.com/{}".format)))
@example("https://www.example.com/?a=1&utm_source=newsletter")
def test_whatever_is_taken_is_an_address_for_others_too(text: str) -> None:
    try:
        address = Address.of(text)
    except MopsError:
        return
    written = str(address)
    assert written.isascii()
    assert not any(letter.isspace() or letter in '<>"' for letter in written)
    assert Address.of(written) == address
    parts = urlsplit(written)
    assert (parts.scheme, parts.netloc, parts.path) == (address.scheme, address.host, address.path)
    tagged = address.tagged(TAGS)
    assert [(tag.name, tag.value) for tag in tagged.tags] == list(TAGS)
    assert tagged.tagged(TAGS) == tagged
    assert dict(parse_qsl(urlsplit(str(tagged)).query))["utm_source"] == "newsletter"
