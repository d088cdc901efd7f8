"""Every hazard of the strict loader and of the schemas: found at its place, with a rule and a remedy, and quickly.

The cases are files in tests/bad_input/: what stands in `<case>.yml`, byte for byte, and beside it in `<case>.expected`
what mopsdocs says. `MOPSDOCS_WRITE_EXPECTED=1` writes the latter anew. What would be too large for a file is here.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mopsdocs.diagnostics import Diagnostic, Severity, in_order
from mopsdocs.documents.loader import load
from mopsdocs.documents.reading import parse_document
from mopsdocs.documents.source import SIZE_LIMIT
from mopsdocs.reporters.printable import safe

CASES = Path(__file__).resolve().parents[1] / "bad_input"
NAMES = sorted(path.stem for path in CASES.glob("*.yml"))

HEAD = "kind: people\nschema_version: 1\n"
"""A people catalogue is the smallest document that holds free text and lists."""


def found(data: bytes | str) -> tuple[Diagnostic, ...]:
    """What is wrong with the bytes of a file."""
    raw = data.encode() if isinstance(data, str) else data
    reading = parse_document("case.yml", raw)
    errors = [diagnostic for diagnostic in reading.diagnostics if diagnostic.severity is Severity.ERROR]
    assert bool(errors) == (reading.valid is None), "what is refused says why"
    return reading.diagnostics


def described(diagnostics: tuple[Diagnostic, ...]) -> str:
    return "".join(
        f"{one.line}:{one.column}: {one.severity.value} [{one.rule}] {safe(one.message)} ({safe(one.hint)})\n"
        for one in in_order(diagnostics)
    )


@pytest.mark.parametrize("name", NAMES)
def test_refused_with_these_words(name: str) -> None:
    data = (CASES / f"{name}.yml").read_bytes()
    diagnostics = found(data)
    expected = CASES / f"{name}.expected"
    if os.environ.get("MOPSDOCS_WRITE_EXPECTED") == "1":
        expected.write_text(described(diagnostics), encoding="utf-8", newline="")
    assert described(diagnostics) == expected.read_bytes().decode()
    assert diagnostics, "a case without a finding is no bad input"
    for diagnostic in diagnostics:
        assert diagnostic.message, "every finding says what is wrong"
        assert diagnostic.hint, "… and what to do"
        assert not re.search(r"[\r\n]", diagnostic.message + diagnostic.hint)
        assert (diagnostic.line, diagnostic.column) <= (diagnostic.end_line, diagnostic.end_column)
        assert diagnostic.end_line == diagnostic.line, "what is marked lies on one line"


def test_every_case_has_both_sides() -> None:
    assert len(NAMES) >= 70
    assert sorted(path.stem for path in CASES.glob("*.expected")) == NAMES
    assert {path.suffix for path in CASES.iterdir()} == {".yml", ".expected"}


GENERATED: list[tuple[str, bytes | str, str, int, int]] = [
    # name, bytes, rule, line, column
    ("5,000 digits", f"a: {'9' * 5000}\n", "yaml-number", 1, 4),
    ("long hexadecimal", f"a: 0x{'f' * 5000}\n", "yaml-number", 1, 4),
    ("100,000 [", "[" * 100_000, "yaml-depth", 1, 33),
    ("40,000 - ", "- " * 40_000, "yaml-depth", 1, 65),
    ("deep mappings", "".join(f"{' ' * n}a:\n" for n in range(60)), "yaml-depth", 33, 33),
    ("100,000 {", "{" * 100_000, "yaml-key", 1, 1),
    ("too large a file", b"#" * (SIZE_LIMIT + 1), "yaml-size", 1, 1),
    ("too many values", "a: [" + "1," * 100_001 + "]\n", "yaml-size", 1, 199_999),
]


@pytest.mark.parametrize(
    ("data", "rule", "line", "column"), [row[1:] for row in GENERATED], ids=[row[0] for row in GENERATED]
)
def test_refused_at_its_place(data: bytes | str, rule: str, line: int, column: int) -> None:
    first = found(data)[0]
    assert (first.rule, first.line, first.column) == (rule, line, column), first
    assert first.message
    assert first.hint


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
    assert seconds(lambda: found(directives)) < 2 * seconds(lambda: load(honest))


HOSTILE: dict[str, Callable[[int], str]] = {
    "the same key again and again": lambda n: "a: 1\n" * n,
    "comments that touch quotes": lambda n: "a: [" + '"x"#\n,' * n + "]",
    "comments that touch a comment": lambda n: "a: [] #" + ']#"#' * n,
    "text lost as comments": lambda n: "- x #1\n" * n,
    "text lost as comments, then a deep list": lambda n: "- x #1\n" * 9 + "- " + "[" * n,
    "question marks": lambda n: "a: [" + "?x, " * n + "]",
    "lines of blanks": lambda n: "a: |\n" + " \n" * n + " #",
    "bars in a text": lambda n: 'a: "' + "|\n \n" * n + '"',
    "open brackets behind each other": lambda n: "a: [" + "x, " * n,
    "numbers with noughts": lambda n: "- 01\n" * n,
    "a long key": lambda n: "a" * n + ": 1",
    "blanks at the end": lambda n: "a: |\n  x\n" + " " * n,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_ten_times_the_text_costs_little_more_than_ten_times_the_work(name: str) -> None:
    text = HOSTILE[name]
    assert seconds(lambda: load(text(4_000))) < 30 * seconds(lambda: load(text(400)))


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of the quickest of four runs."""
    times = []
    for _ in range(4):
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
        ("0e0", 0.0),
        ("-0.0", 0.0),
    ],
)
def test_words_of_the_core_schema(word: str, value: object) -> None:
    loaded = load(f"a: {word}\n").value["a"]
    assert (loaded, type(loaded)) == (value, type(value))


def test_text_that_looks_like_a_number_asks_for_quotes() -> None:
    (diagnostic,) = found(HEAD + "people:\n  - {id: a, name: 1.10, roles: [x]}\n")
    assert (diagnostic.line, diagnostic.column) == (4, 19)
    assert '"1.10"' in diagnostic.hint


@pytest.mark.parametrize(
    "text",
    ["a: Tier #1\n", "a: Tier #1 and #2\n", "a:\n  - Tier #1\n", "b: 1\na: Phase #two\n", "a: #launch\n", "- #a\n- b"],
)
def test_swallowed_text_is_warned_of(text: str) -> None:
    (problem,) = load(text).problems
    assert (problem.rule, problem.warning) == ("yaml-comment-in-text", True)
    assert text[problem.start] == "#"


@pytest.mark.parametrize(
    "text",
    [
        *("a: b # a comment\n", 'a: "Tier #1"\n', "a: 'x #1'\n", "a: |\n  Tier #1\n", "# Tier #1\na: b\n", "a: b#1\n"),
        *("a: #of the list\n  - b\n", "a: [b, #why\n  c]\n", "a: | #why\n  b\n", "a: ' '  #why\n", "#why\na: 'b'\n"),
        *(
            "a: https://example.com/?q=1#top\n",
            "a: '# Heading'\n",
            "a: b  #far\n",
            'a: |\n  x"#y\n',
            "a:\n  #b\n  - c\n",
        ),
    ],
)
def test_comments_and_quoted_text_are_left_alone(text: str) -> None:
    assert load(text).problems == ()


@pytest.mark.parametrize(
    "text",
    [
        *("[a?, b ?c]", "a: what? who? ?why\n", "{? a : b}\n", "- ?x\n", "a: [b-, -c]\n", "-: x\n"),
        *("a: |\n  x\n  ", "a: |-\n  x\n ", "a: 'x'\n   ", "a: |\n\n   \n    # text\n", "a: >\n   \n# comment\nb: c\n"),
    ],
)
def test_what_every_program_reads_alike_is_accepted(text: str) -> None:
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
