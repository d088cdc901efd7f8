"""What the reader objects to before any rule runs: text that is no strict YAML, and documents that miss their schema.

These findings have ids and manual pages like any rule. Their level is fixed, because a file that has one of them could
not be read; the one exception is a warning. A test holds that every id the documents package uses is listed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mopsdocs.checks.rule import Category, Rule, Scope
from mopsdocs.diagnostics import Severity

_PAGES: Final = (
    (
        "file-unreadable",
        "A file cannot be read",
        "The file is a link that leads nowhere or out of the workspace, no ordinary file, or may not be read.",
        "Put a real copy of the file there, or correct its permissions.",
    ),
    (
        "schema-enum",
        "A word that is not among the allowed ones",
        "The field allows a fixed set of words, and this is none of them.",
        "The hint lists the allowed words, the likeliest first.",
    ),
    (
        "schema-format",
        "A value is not written as it must be",
        "Ids, dates, versions, due dates, durations and links have one way of being written.",
        "The hint gives an example, such as `2027-03-10`, `-10bd`, `4h` or an address that begins with `https://`.",
    ),
    (
        "schema-kind",
        "The kind of the document is not known",
        "Each document begins with `kind:`, which decides the fields it may have.",
        "Write one of the kinds that the hint lists. `mopsdocs schema KIND` prints what belongs into each.",
    ),
    (
        "schema-length",
        "A text or a list is empty or too long",
        "A field that is there must say something, and ids have a greatest length.",
        "Write a value, or remove the key if it may be left out.",
    ),
    (
        "schema-missing-key",
        "A key that must be there is missing",
        "Some fields are needed by everybody who reads the document: an owner, a due date, an accountable role.",
        "Add the key that the message names.",
    ),
    (
        "schema-range",
        "A number is too small or too large",
        "The field's description says which numbers make sense.",
        "Write a number in the range that the message gives.",
    ),
    (
        "schema-repeated",
        "The same item stands twice in a list",
        "Lists such as `tags` and `tools` name each thing once.",
        "Remove one of the two.",
    ),
    (
        "schema-type",
        "A value of the wrong type",
        "Text, numbers, lists and mappings cannot stand for each other. `1.10` is a number unless it is quoted.",
        "The hint shows the value as it should be written.",
    ),
    (
        "schema-unknown-key",
        "A key that the format does not have",
        "A misspelled key would be ignored silently, and with it what it says.",
        'Correct the spelling; "did you mean" names the likeliest key. Begin a key of your own with `x_`.',
    ),
    (
        "schema-value",
        "A value that the schema does not accept",
        "The value breaks a condition of the field's schema.",
        "`mopsdocs schema KIND` prints the schema with its descriptions.",
    ),
    (
        "yaml-alias",
        "A YAML alias",
        "`*name` stands for something written elsewhere, so the document does not say by itself what it means.",
        "Write the value out. Quote a text that begins with `*`.",
    ),
    (
        "yaml-anchor",
        "A YAML anchor",
        "`&name` marks a value for reuse, which these documents do not have.",
        "Remove it. Quote a text that begins with `&`.",
    ),
    (
        "yaml-character",
        "A character that must not be in the file",
        "Control characters are invisible, and some characters end a line for some programs and not for others.",
        "Delete the character at the place that is shown.",
    ),
    (
        "yaml-comment-in-text",
        "Part of a text is read as a comment",
        "In `title: Tier #1` everything from ` #` on is a comment, so the title is `Tier`.",
        'Quote the text: `title: "Tier #1"`. If a comment is meant, put a space after the `#`.',
    ),
    (
        "yaml-depth",
        "Values are nested too deeply",
        "No field of the format lies that deep; such files are made to bring programs down.",
        "Flatten the structure.",
    ),
    (
        "yaml-directive",
        "A YAML directive",
        "Lines that begin with `%` change how the rest is read.",
        "Remove the line.",
    ),
    (
        "yaml-duplicate-key",
        "A key stands twice",
        "Most programs keep the second value and forget the first one without a word.",
        "Keep one of the two; the message names both lines.",
    ),
    (
        "yaml-encoding",
        "The file is not UTF-8",
        "Other encodings turn umlauts and whole alphabets into something else on the next machine.",
        "Save the file as UTF-8 without a byte order mark.",
    ),
    (
        "yaml-key",
        "A key that is not text",
        "Numbers, lists and mappings cannot be keys. An unquoted `{{ name }}` is read as a mapping in a mapping.",
        "Quote the key or the text.",
    ),
    (
        "yaml-merge-key",
        "A YAML merge key",
        "`<<` copies fields from elsewhere, so an edit there changes this place unseen.",
        "Write the fields out.",
    ),
    (
        "yaml-number",
        "A number that programs read differently",
        "`010` is eight or ten, `.inf` and `1e400` cannot be compared, and digits without end are no number.",
        "Quote it if it is text; else write an ordinary number.",
    ),
    (
        "yaml-second-document",
        "A second document in the file",
        "`---` begins another document, and a file holds one.",
        "Move it to a file of its own, or remove the line.",
    ),
    (
        "yaml-size",
        "The file is too large",
        "The largest real playbooks are a tenth of the limit.",
        "Split the file into several documents.",
    ),
    (
        "yaml-syntax",
        "The text is not YAML",
        "A colon, a quote, a tab or the indentation makes the text impossible to read.",
        "The hint says what most likely happened and how to write it.",
    ),
    (
        "yaml-tag",
        "A YAML tag",
        "`!name` asks a program to build something else than text, numbers, lists and mappings.",
        "Remove it. Quote a text that begins with `!`.",
    ),
)

_WARNINGS: Final = frozenset({"yaml-comment-in-text"})


def _entry(id: str, title: str, why: str, mend: str) -> tuple[Rule, str]:
    severity = Severity.WARNING if id in _WARNINGS else Severity.ERROR
    rule = Rule(id, title, Category.FORMAT, severity, Scope.DOCUMENT, fixed_level=id not in _WARNINGS)
    return rule, f"{title}.\n\n## Why it matters\n\n{why}\n\n## How to mend it\n\n{mend}\n"


FORMAT_RULES: Final[Mapping[str, tuple[Rule, str]]] = {page[0]: _entry(*page) for page in _PAGES}
"""Each of these rules with its manual page, by id."""

UNREADABLE: Final = frozenset(
    id for id in FORMAT_RULES if id == "schema-kind" or not (id.startswith("schema-") or id in _WARNINGS)
)
"""Rules whose findings leave nothing of a file to look at. The other schema rules leave the rest of it."""
