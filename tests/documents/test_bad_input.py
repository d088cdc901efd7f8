"""Every hazard of the strict loader: found at its place, with a rule and a remedy, and quickly."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from mopsdocs.diagnostics import Diagnostic
from mopsdocs.documents.loader import load
from mopsdocs.documents.reading import parse_document
from mopsdocs.documents.source import SIZE_LIMIT

HEAD = "kind: people\nschema_version: 1\n"
"""A people catalogue is the smallest document that holds free text and lists."""


def found(data: bytes | str) -> list[Diagnostic]:
    raw = data.encode() if isinstance(data, str) else data
    document, diagnostics = parse_document("site_config/people.yml", raw)
    assert document is None or all(diagnostic.severity != "error" for diagnostic in diagnostics)
    return diagnostics


REFUSED: list[tuple[str, bytes | str, str, int, int]] = [
    # name, bytes, rule, line, column
    ("leading zero", "a: 08\n", "yaml-number", 1, 4),
    ("octal or not", "a: 1\nb: 010\n", "yaml-number", 2, 4),
    ("too large", "a: 1e400\n", "yaml-number", 1, 4),
    ("infinity", "a: .inf\n", "yaml-number", 1, 4),
    ("negative infinity", "a: -.INF\n", "yaml-number", 1, 4),
    ("not a number", "a: .nan\n", "yaml-number", 1, 4),
    ("5,000 digits", f"a: {'9' * 5000}\n", "yaml-number", 1, 4),
    ("long hexadecimal", f"a: 0x{'f' * 5000}\n", "yaml-number", 1, 4),
    ("duplicate key", "a: 1\nb: 2\na: 3\n", "yaml-duplicate-key", 3, 1),
    ("duplicate key in flow", "a: {b: [1, {c: 1, c: 2}]}\n", "yaml-duplicate-key", 1, 19),
    ("number as key", "1: a\n", "yaml-key", 1, 1),
    ("null as key", "~: a\n", "yaml-key", 1, 1),
    ("boolean as key", "true: a\n", "yaml-key", 1, 1),
    ("list as key", "? [a]\n: b\n", "yaml-key", 1, 3),
    ("Jinja braces", "a: {{ name }}\n", "yaml-key", 1, 5),
    ("alias", "a: *x\n", "yaml-alias", 1, 4),
    ("anchor", "a: &x 1\n", "yaml-anchor", 1, 4),
    ("anchored mapping", "a: &x\n  b: 1\n", "yaml-anchor", 1, 4),
    ("anchored key", "&x a: 1\n", "yaml-anchor", 1, 1),
    ("merge key", "<<: {a: 1}\n", "yaml-merge-key", 1, 1),
    ("tag", "a: !!str 1\n", "yaml-tag", 1, 4),
    ("python tag", "a: !!python/object/apply:os.system ['ls']\n", "yaml-tag", 1, 4),
    ("local tag on a list", "a: !x [1]\n", "yaml-tag", 1, 4),
    ("non-specific tag", "a: ! 1\n", "yaml-tag", 1, 4),
    ("directive", "%TAG ! tag:x,2000:\n---\na: 1\n", "yaml-directive", 1, 1),
    ("version directive", "# x\n%YAML 1.1\n---\na: 1\n", "yaml-directive", 2, 1),
    ("directive after the document", "a: 1\n...\n%TAG ! x\n---\nb: 1\n", "yaml-directive", 3, 1),
    ("second document", "a: 1\n---\nb: 2\n", "yaml-second-document", 2, 1),
    ("100,000 [", "[" * 100_000, "yaml-depth", 1, 33),
    ("40,000 - ", "- " * 40_000, "yaml-depth", 1, 65),
    ("deep mappings", "".join(f"{' ' * n}a:\n" for n in range(60)), "yaml-depth", 33, 33),
    ("100,000 {", "{" * 100_000, "yaml-key", 1, 2),
    ("tab as indent", "a:\n\tb: 1\n", "yaml-syntax", 2, 1),
    ("tab before a key", "\ta: 1\n", "yaml-syntax", 1, 1),
    ("byte order mark", b"\xef\xbb\xbfa: 1\n", "yaml-encoding", 1, 1),
    ("NUL", "a: 1\nb: x\0y\n", "yaml-character", 2, 5),
    ("escape character", "a: \x1b[31m\n", "yaml-character", 1, 4),
    ("DEL", "a: x\x7f\n", "yaml-character", 1, 5),
    ("C1 control", "a: x\x9b\n", "yaml-character", 1, 5),
    ("NEL", "a: x\x85b: 1\n", "yaml-character", 1, 5),
    ("U+2028", "a: x\u2028b: 1\n", "yaml-character", 1, 5),
    ("U+2029", "a: x\u2029\n", "yaml-character", 1, 5),
    ("lone carriage return", "a: 1\rb: 2\n", "yaml-character", 1, 5),
    ("Latin-1", "a: 1\nb: Caf\xe9\n".encode("latin-1"), "yaml-encoding", 2, 7),
    ("UTF-16 with mark", "a: 1\n".encode("utf-16"), "yaml-encoding", 1, 1),
    ("UTF-16 without mark", "a: 1\n".encode("utf-16-le"), "yaml-encoding", 1, 1),
    ("UTF-16 big endian", "a: 1\n".encode("utf-16-be"), "yaml-encoding", 1, 1),
    ("UTF-32", "a: 1\n".encode("utf-32-le"), "yaml-encoding", 1, 1),
    ("surrogate bytes", b"a: \xed\xa0\x80\n", "yaml-encoding", 1, 4),
    ("too large a file", b"#" * (SIZE_LIMIT + 1), "yaml-size", 1, 1),
    ("too many values", "a: [" + "1," * 100_001 + "]\n", "yaml-size", 1, 199_999),
    ("unquoted colon", "title: Launch: big\n", "yaml-syntax", 1, 8),
    ("unquoted stars", "title: **bold**\n", "yaml-syntax", 1, 8),
    ("unquoted emphasis", "title: *bold* move\n", "yaml-syntax", 1, 8),
    ("unquoted at", "title: @team\n", "yaml-syntax", 1, 8),
    ("unquoted backtick", "title: `code`\n", "yaml-syntax", 1, 8),
    ("unquoted per cent", "title: %x\n", "yaml-syntax", 1, 8),
    ("open quote", 'title: "Launch\nb: 1\n', "yaml-syntax", 1, 8),
    ("unknown escape", 'title: "a\\qb"\n', "yaml-syntax", 1, 10),
    ("open list", "a: [1, 2\nb: 3\n", "yaml-syntax", 1, 4),
    ("text after quotes", "a: 'it's'\n", "yaml-syntax", 1, 8),
    ("no colon", "a: 1\nbig launch\nb: 2\n", "yaml-syntax", 2, 1),
    ("bad indent", "a:\n  - b\n c: d\n", "yaml-syntax", 3, 2),
    ("empty file", b"", "schema-kind", 1, 1),
    ("only comments", "# nothing\n", "schema-kind", 1, 1),
    ("list at the root", "- a\n", "schema-kind", 1, 1),
    ("text at the root", "hello\n", "schema-kind", 1, 1),
    ("no kind", "title: x\n", "schema-kind", 1, 1),
    ("unknown kind", "kind: playbok\n", "schema-kind", 1, 7),
]


@pytest.mark.parametrize(
    ("data", "rule", "line", "column"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_refused_at_its_place(data: bytes | str, rule: str, line: int, column: int) -> None:
    first = found(data)[0]
    assert (first.rule, first.line, first.column) == (rule, line, column), first
    assert first.message, "every finding says what is wrong"
    assert first.hint, "… and what to do"
    assert "\n" not in first.message + first.hint


def test_duplicate_keys_name_both_places() -> None:
    (diagnostic,) = found("kind: people\nname: a\nother: b\nname: c\n")
    assert diagnostic.line == 4
    assert "line 2" in diagnostic.message


def test_a_bomb_of_aliases_costs_no_more_than_an_honest_file() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    bomb = "\n".join(lines)
    honest = bomb.replace("&", "").replace("*", "")
    assert found(bomb)[0].rule == "yaml-anchor"
    assert seconds(lambda: load(bomb)) < 10 * seconds(lambda: load(honest))


def test_a_file_of_directives_costs_no_more_than_an_honest_file() -> None:
    directives = "".join(f"%TAG !{n}! tag:x,2000:\n" for n in range(10_000)) + "---\na: 1\n"
    honest = "".join(f"k{n}: tag\n" for n in range(10_000))
    assert found(directives)[0].rule == "yaml-directive"
    assert seconds(lambda: parse_document("p.yml", directives.encode())) < 2 * seconds(lambda: load(honest))


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of the quickest of five runs."""
    times = []
    for _ in range(5):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times) + 1e-5


@pytest.mark.parametrize(
    "word", ["NO", "on", "off", "yes", "y", "12:30", "1:30:00", "2027-03-10", "0b1", "1_000", "=", "0x"]
)
def test_words_of_yaml_1_1_stay_text(word: str) -> None:
    assert load(f"a: {word}\n").value == {"a": word}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("-12", -12),
        ("0", 0),
        ("1.5", 1.5),
        ("0x1F", 31),
        ("0o17", 15),
        ("1e3", 1000.0),
    ],
)
def test_words_of_the_core_schema(word: str, value: object) -> None:
    loaded = load(f"a: {word}\n").value["a"]
    assert (loaded, type(loaded)) == (value, type(value))


def test_text_that_looks_like_a_number_asks_for_quotes() -> None:
    document, (diagnostic,) = parse_document(
        "p.yml", (HEAD + "people:\n  - {id: a, name: 1.10, roles: [x]}\n").encode()
    )
    assert document is None
    assert (diagnostic.line, diagnostic.column) == (4, 19)
    assert '"1.10"' in diagnostic.hint


@pytest.mark.parametrize(
    "text",
    ["a: Tier #1\n", "a: Tier #1 and #2\n", "a:\n  - Tier #1\n", "b: 1\na: Phase #two\n"],
)
def test_swallowed_text_is_warned_of(text: str) -> None:
    (problem,) = load(text).problems
    assert (problem.rule, problem.warning) == ("yaml-comment-in-text", True)
    assert text[problem.start] == "#"


@pytest.mark.parametrize(
    "text",
    ["a: b # a comment\n", 'a: "Tier #1"\n', "a: 'x #1'\n", "a: |\n  Tier #1\n", "# Tier #1\na: b\n", "a: b#1\n"],
)
def test_comments_and_quoted_text_are_left_alone(text: str) -> None:
    assert load(text).problems == ()


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_line_endings_do_not_matter(eol: str) -> None:
    text = f"{HEAD}people:\n  - id: a\n    name: A\n    roles: [x]\n    capacity: soon\n"
    (diagnostic,) = found(text.replace("\n", eol))
    assert (diagnostic.rule, diagnostic.line, diagnostic.column) == ("schema-format", 7, 15)


def test_key_order_does_not_matter() -> None:
    one = load("a: 1\nb: {c: 2, d: 3}\n").value
    two = load("b: {d: 3, c: 2}\na: 1\n").value
    assert one == two
