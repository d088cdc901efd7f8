"""The comment on a pull request: it says what changed, has an end, and nothing in it comes alive."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.model import Waiver
from mopsdocs.reporters.markdown_text import code, fenced, in_tag
from mopsdocs.reporters.review_markdown import LIMIT, TEMPLATE, review_markdown
from mopsdocs.resources import template_folder
from mopsdocs.review.agreement import Agreement
from mopsdocs.review.comparison import Change
from mopsdocs.review.effects import Effect
from mopsdocs.review.facts import Fact
from mopsdocs.review.outcome import ChangedDocument, Outcome, Versions
from mopsdocs.review.waiving import Accepted
from tests.reporters.hostile import paths, texts

ENVIRONMENT = Environment(
    loader=FileSystemLoader(template_folder()), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
LIVE = re.compile(r"@\w|#\d|!\d|~\w|%[\w\"]|\$\w|://|www\.|\bGH-\d|:\w+:|[0-9a-f]{40}", re.IGNORECASE)
TAGS = re.compile(r"</?details>|<summary>.*</summary>|\s")


def render(view: dict[str, Any]) -> str:
    return ENVIRONMENT.get_template(TEMPLATE).render(view)


def change(message: str = "It changed.", level: Severity = Severity.ERROR, **other: Any) -> Change:
    fact = Fact("changed", ("summary",), other.pop("old", "one"), other.pop("new", "two"), (), ())
    fields = {
        "id": "gate-removed",
        "kind": "playbook",
        "document": "webinar",
        "region": None,
        "path": "playbooks/library/webinar.yml",
        "unit": "summary",
        "values": (),
        "old_line": 4,
        "new_line": 5,
        "near_line": 5,
        "copies": (Effect("de", "inherits"), Effect("fr", "will conflict")),
        **other,
    }
    return Change(level=level, fact=fact, message=message, **fields)


def outcome(changes: list[Change], **other: Any) -> Outcome:
    documents: dict[str, list[Change]] = {}
    for one in changes:
        documents.setdefault(one.path, []).append(one)
    fields = {
        "base": "0" * 40,
        "head": "the work tree",
        "accepted": (),
        "layout_only": (),
        "agreements": (),
        "regions": {"de": "Germany", "fr": "France"},
        "documents": tuple(
            ChangedDocument(of[0].document, "Webinar", None, path, tuple(of), Versions("1.0.0", "1.0.0", "2.0.0"))
            for path, of in documents.items()
        ),
        **other,
    }
    return Outcome(changes=tuple(changes), **fields)


def parsed(markdown: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown):
        yield token
        yield from token.children or ()


def test_what_it_says() -> None:
    agreed = Agreement("counsel", "Counsel", ("Legal desk",), ("@co/legal",), ("@legal",), (("owns it", "webinar"),))
    waiver = Waiver(reason="Agreed.", approver="lead", expires=datetime.date(2027, 3, 1))
    accepted = Accepted(change("A step is gone."), waiver, "Lead", False)
    found = outcome(
        [change("A gate is gone."), change("A text changed.", Severity.INFO, new="two\nlines", copies=())],
        agreements=(agreed,),
        accepted=(accepted,),
        layout_only=("tools",),
    )
    assert review_markdown(found, render, "docs/") == (
        "### Controls get weaker: 1 error, 1 info\n"
        "\n"
        "1 document differs from `000000000000`.\n"
        "\n"
        "| Level | What changes | Where |\n"
        "| --- | --- | --- |\n"
        "| **error** | A gate is gone. | `docs/playbooks/library/webinar.yml:5` |\n"
        "\n"
        "#### Who must agree\n"
        "\n"
        "| Role | Who that is | Why |\n"
        "| --- | --- | --- |\n"
        "| Counsel | Legal desk `@co/legal` `@legal` | owns it (Webinar) |\n"
        "\n"
        "#### What it means for the regions\n"
        "\n"
        "| Region | Effect |\n"
        "| --- | --- |\n"
        "| France | somebody has to choose in 1 change of Webinar |\n"
        "| Germany | 1 change of Webinar with the next sync |\n"
        "\n"
        "#### Accepted, and not counted\n"
        "\n"
        "| What changes | Accepted by | Why | Until |\n"
        "| --- | --- | --- | --- |\n"
        "| A step is gone. | Lead | Agreed. | 2027-03-01 |\n"
        "\n"
        "#### Document by document\n"
        "\n"
        "<details><summary><code>Webinar</code>: 1 error, 1 info</summary>\n"
        "\n"
        "`docs/playbooks/library/webinar.yml` Version `1.0.0`, now `1.0.0`; what changed calls for `2.0.0` or later.\n"
        "\n"
        f"- **error** A gate is gone. `gate-removed` `{change().fingerprint}`\n"
        "  - inherits: Germany\n"
        "  - will conflict: France\n"
        "\n"
        "  ```diff\n"
        "  - one\n"
        "  + two\n"
        "  ```\n"
        "\n"
        f"- **info** A text changed. `gate-removed` `{change().fingerprint}`\n"
        "\n"
        "  ```diff\n"
        "  - one\n"
        "  + two\n"
        "  + lines\n"
        "  ```\n"
        "\n"
        "</details>\n"
        "\n"
        "Layout or comments alone: `tools`.\n"
    )


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        ([], "Nothing changed for the people who run campaigns"),
        ([Severity.INFO], "No control gets weaker: 1 info"),
        ([Severity.WARNING, Severity.INFO], "Owners have to decide: 1 warning, 1 info"),
    ],
)
def test_verdicts(levels: list[Severity], verdict: str) -> None:
    found = outcome([change(level=level) for level in levels])
    assert review_markdown(found, render).startswith(f"### {verdict}\n")


@given(st.data())
def test_nothing_that_people_typed_comes_alive(data: st.DataObject) -> None:
    def text() -> str:
        return data.draw(texts)

    path = data.draw(paths)
    one = change(text(), path=path, old=text(), new=text())
    many = change(text(), path=path, old=[text(), text()], new=[text()], level=Severity.WARNING, region="fr")
    waiver = Waiver(reason=text(), approver="x", expires=datetime.date(2027, 3, 1))
    found = outcome(
        [one, many],
        base=text(),
        layout_only=(text() or "x",),
        regions={"de": text(), "fr": text()},
        documents=(ChangedDocument("webinar", text(), text(), path, (one, many), Versions("1.0.0", "1.0.0", "2.0.0")),),
        agreements=(Agreement("x", text(), (text(),), ("@co/x",), (), ((text(), "webinar"),)),),
        accepted=(Accepted(one, waiver, text(), True),),
    )
    markdown = review_markdown(found, render)
    tokens = list(parsed(markdown))
    assert {token.type for token in tokens}.isdisjoint(
        {"html_inline", "link_open", "image", "em_open", "s_open", "blockquote_open", "code_block", "hr"}
    )
    for token in tokens:
        if token.type == "html_block":
            assert (
                not re.sub(r"<code>[^<>]*</code>", "", TAGS.sub("", token.content)).strip()
                or "<summary>" in token.content
            )
        if token.type == "text":
            assert not LIVE.search(token.content), token.content
    assert sum(token.type == "heading_open" for token in tokens) == 5
    assert sum(token.type == "table_open" for token in tokens) == 4
    assert sum(token.type == "fence" for token in tokens) <= 2


@given(texts)
def test_summaries_hold_one_line_of_code(text: str) -> None:
    shown = in_tag(text)
    assert re.fullmatch(r"<code>[^<>\n]*</code>", shown)


@given(texts)
def test_a_fence_is_closed_by_its_own_end_alone(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(fenced(text, "diff"))
    assert [token.type for token in tokens] == ["fence"]


def flood(count: int) -> Outcome:
    levels = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    changes = [
        change(f"Change {n:05}.", levels[n % 3], path=f"playbooks/library/p{n // 10:04}.yml", document=f"p{n // 10:04}")
        for n in range(count)
    ]
    return outcome(sorted(changes, key=lambda one: one.level.rank))


def test_a_comment_has_an_end_and_counts_the_rest() -> None:
    markdown = review_markdown(flood(3000), render)
    assert LIMIT * 0.9 < len(markdown) <= LIMIT
    assert markdown.startswith("### Controls get weaker: 1,000 errors, 1,000 warnings, 1,000 infos\n")
    rows = re.findall(r"^\| \*\*(\w+)\*\*", markdown, re.MULTILINE)
    assert rows == ["error"] * len(rows)
    assert f"Not shown, because a comment has an end: {2000 - len(rows):,} changes" in markdown
    assert markdown.endswith("300 documents in detail. `mopsdocs review` tells all.\n")


@pytest.mark.parametrize("limit", [1500, 4000, 9000, 20_000])
def test_whatever_the_limit_tables_and_details_are_whole(limit: int) -> None:
    markdown = review_markdown(flood(60), render, limit=limit)
    assert len(markdown) <= limit
    assert markdown.count("<details>") == markdown.count("</details>")
    assert all(line.endswith(" |") for line in markdown.split("\n") if line.startswith("| "))
    assert ("Not shown" in markdown) == (markdown.count("<details>") < 6)


def test_the_same_review_gives_the_same_text() -> None:
    assert review_markdown(flood(50), render) == review_markdown(flood(50), render)
    assert code("x") in review_markdown(outcome([], layout_only=("x",)), render)
