"""The example workspace with more campaigns in it, for pages about what is due."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.reading import parse_document
from mopsdocs.site.page import RenderedPage
from mopsdocs.site.pages import all_pages
from mopsdocs.site.rendering import Renderer

EXAMPLE = Path(__file__).parents[1] / "example"
PEOPLE = {
    "campaign-manager": "ops-desk",
    "mops-specialist": "ops-desk",
    "qa-reviewer": "review-desk",
    "marketing-director": "review-desk",
    "privacy-counsel": "legal-desk",
}


def campaign(id: str, region: str = "sa", anchor: str = "2027-04-14", **fields: Any) -> dict[str, Any]:
    """A campaign of the example's webinar."""
    given = {"title": f"The {id} webinar", "playbook": "webinar", "status": "running", "people": PEOPLE}
    return {
        "kind": "campaign",
        "schema_version": 1,
        "id": id,
        "region": region,
        "anchor_date": anchor,
        **given,
        **fields,
    }


def library_with(*campaigns: dict[str, Any], **replaced: str) -> Library:
    """The documents of the example with `campaigns`; `replaced` are texts of its files by name."""
    texts = {
        str(path.relative_to(EXAMPLE)): replaced.get(path.stem) or path.read_text(encoding="utf-8")
        for path in sorted(EXAMPLE.rglob("*.yml"))
    }
    texts.update({f"playbooks/campaigns/{one['id']}.yml": json.dumps(one) for one in campaigns})
    return Library(_read(path, text.encode()) for path, text in texts.items())


def write_campaigns(folder: Path, *campaigns: dict[str, Any]) -> None:
    """Writes `campaigns` to the workspace in `folder`; JSON is YAML."""
    for one in campaigns:
        text = json.dumps(one, indent=2, ensure_ascii=False)
        (folder / "playbooks" / "campaigns" / f"{one['id']}.yml").write_text(text, encoding="utf-8")


def pages_of(library: Library) -> dict[str, RenderedPage]:
    """Every page but the rules', by address."""
    renderer = Renderer(library)
    pages = [page for page in all_pages(library) if not page.url.startswith("rules/")]
    return {page.url: renderer.render(page) for page in pages}


@cache
def usual() -> dict[str, RenderedPage]:
    """The pages of the example with a campaign in Saudi Arabia and one that is over."""
    over = campaign("over", "de", "2026-10-14", status="completed")
    return pages_of(library_with(campaign("riyadh"), over))


def _read(path: str, text: bytes) -> Document:
    reading = parse_document(path, text)
    assert reading.valid is not None, [diagnostic.message for diagnostic in reading.diagnostics]
    return reading.valid
