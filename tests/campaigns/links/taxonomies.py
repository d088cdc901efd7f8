"""Libraries for tests of links: the example workspace with the taxonomy of the golden files, or another one."""

from __future__ import annotations

from pathlib import Path

from mopsdocs.documents.library import Library
from mopsdocs.documents.reading import parse_document
from tests.conftest import REPOSITORY

GOLDEN = Path(__file__).parent / "golden"
EXAMPLE = REPOSITORY / "tests" / "example"
TAXONOMY = "site_config/taxonomy.yml"
CAMPAIGN = "playbooks/campaigns/20270310_webinar_consent_de.yml"
ID = "20270310_webinar_consent_de"


def library(taxonomy: str | None = None, *replaced: tuple[str, str]) -> Library:
    """The example workspace with `taxonomy`, and its campaign with words `replaced`."""
    documents = []
    for path in sorted(EXAMPLE.rglob("*.yml")):
        name = path.relative_to(EXAMPLE).as_posix()
        text = path.read_text(encoding="utf-8")
        if name == TAXONOMY:
            text = taxonomy if taxonomy is not None else (GOLDEN / "taxonomy.yml").read_text(encoding="utf-8")
        for old, new in replaced if name == CAMPAIGN else ():
            assert old in text
            text = text.replace(old, new)
        document = parse_document(name, text.encode()).valid
        assert document is not None, name
        documents.append(document)
    return Library(documents)
