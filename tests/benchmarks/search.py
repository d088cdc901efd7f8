"""The search in numbers: what finding costs in bytes and time, what making the index costs, and how well it finds.

python -m tests.benchmarks.search [--playbooks 25 200] [--regions 40] [--chromium PATH]
python -m tests.benchmarks.search --here [--chromium PATH]

The first measures workspaces with so many playbooks, a copy of each for every region. The second asks the queries of
tests/site/queries.yml on this repository's site, and asks Material's built-in search the same on the same pages.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from mopsdocs.site.assets import assets
from mopsdocs.site.building import build_site
from mopsdocs.site.content import SiteContent, site_content
from mopsdocs.site.export import export_site
from mopsdocs.site.loading import Reader
from mopsdocs.site.search.records import Findable, Recorder, findable
from mopsdocs.site.search.writing import kept_weights, write_index
from mopsdocs.workspace import Workspace
from tests.benchmarks.copies import write_copies
from tests.browser.serving import served
from tests.browser.test_search import ASK, place, queries

_ROOT: Final = Path(__file__).resolve().parents[2]
_TODAY: Final = datetime.date(2026, 11, 23)
_QUERY: Final = "suppression list approval"

_MATERIAL: Final = """async ([base, queries]) => {
  const index = await (await fetch(`${base}search/search_index.json`)).json();
  const settings = JSON.parse(document.querySelector("#__config").textContent);
  const worker = new Worker(new URL(settings.search, location.href).href);
  const ask = (message) => new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.postMessage(message);
  });
  await ask({ type: 0, data: { ...index, options: { suggest: true } } });
  const found = {};
  for (const query of queries) {
    const answer = await ask({ type: 2, data: query });
    found[query] = answer.data.items.map((item) => item.map((one) => one.location));
  }
  worker.terminate();
  return found;
}"""

_TIMED: Final = """async ([base, query]) => {
  const started = performance.now();
  const worker = new Worker(`${base}assets/search-worker.js`);
  const ask = (message) => new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.postMessage(message);
  });
  const answer = await ask({ type: 2, data: query });
  return [performance.now() - started, answer.data.items.length];
}"""


def measure(folder: Path, playbooks: int, regions: int, browser: Browser) -> None:
    """Prints what the search of a workspace with copies costs."""
    content, found = _found(folder / "many", playbooks, regions)
    site, kept = folder / "site", kept_weights(folder / "cache", folder / "many")
    cold = _seconds(lambda: write_index(found, site, kept))
    warm = _seconds(lambda: write_index(found, site, kept))
    changed = list(found.records)
    first = changed[-1].sections[0]
    changed[-1] = replace(changed[-1], sections=(replace(first, text=f"{first.text} Changed."),))
    after = _seconds(lambda: write_index(replace(found, records=tuple(changed)), site, kept))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = sum(path.stat().st_size for path in (site / "search").iterdir())
    print(f"{len(content.pages)} pages: index {cold:.1f} s cold, {warm:.1f} s again, {after:.1f} s after one change;")
    number = len(list((site / "search").iterdir()))
    print(f"  {size:,} bytes in {number} files; at most {peak} MB with all pages in memory")
    theirs = _material_index(content)
    took, results, fetched = _first_query(site, browser)
    print(f"  first query {took:.0f} ms, {results} results, {fetched:,} bytes fetched with our script;")
    print(f"  Material's index {theirs:,} bytes compressed: {fetched / theirs:.2%}")


def first_search(folder: Path, playbooks: int, regions: int, browser: Browser) -> None:
    """Prints the bytes alone, as JSON: what the first query of a visit fetches, and Material's index."""
    content, found = _found(folder / "many", playbooks, regions)
    write_index(found, folder / "site", kept_weights(folder / "cache", folder / "many"))
    _, _, fetched = _first_query(folder / "site", browser)
    print(json.dumps({"fetched": fetched, "material": _material_index(content)}))


def _found(folder: Path, playbooks: int, regions: int) -> tuple[SiteContent, Findable]:
    """The pages of a new workspace in `folder`, and what can be found on them."""
    write_copies(folder, playbooks, regions)
    library = Reader(Workspace.at(folder)).read(_TODAY)
    content = site_content(library, None, {})
    return content, findable(map(Recorder(library).record, content.pages.values()), library)


def _material_index(content: SiteContent) -> int:
    """Compressed bytes that Material would fetch for the same pages."""
    docs = [
        {"location": f"{page.page.url}#{one.anchor}", "title": one.title, "text": one.text}
        for page in content.pages.values()
        for one in page.sections
    ]
    return len(gzip.compress(json.dumps({"config": {}, "docs": docs}, separators=(",", ":")).encode(), 6))


def _first_query(site: Path, browser: Browser) -> tuple[float, int, int]:
    """Milliseconds, results and compressed bytes of the first query of a visit."""
    for path, data in assets().items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    shutil.copy(_ROOT / "mopsdocs/site/theme/assets/search-worker.js", site / "assets")
    (site / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    with _server(site) as address:
        context = browser.new_context()
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page = context.new_page()
        page.goto(address)
        asked.clear()
        took, results = page.evaluate(_TIMED, [address, _QUERY])
        context.close()
    fetched = sum(_transferred(site / path.partition("#")[0]) for path in dict.fromkeys(asked))
    return took, results, fetched


def _transferred(path: Path) -> int:
    data = path.read_bytes()
    return len(data) if path.suffix == ".idx" else len(gzip.compress(data, 6))


def compare(folder: Path, browser: Browser) -> None:
    """Prints how well this repository's site answers, and Material's own search over the same pages."""
    workspace = Workspace.at(_ROOT)
    build_site(workspace, folder / "ours", strict=True)
    export_site(workspace, folder / "export", _TODAY)
    for guide in (_ROOT / "site_config/pages").rglob("*.md"):
        target = folder / "export/docs" / guide.relative_to(_ROOT / "site_config/pages")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(guide, target)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "export/mkdocs.yml"), "-d"]
    subprocess.run([*command, str(folder / "theirs")], check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    for name in ("ours", "theirs"):
        with _server(folder / name) as address:
            page = browser.new_page()
            page.goto(f"{address}glossary/")
            places = dict(_places(page, name, address))
            page.close()
        total = len(places)
        first, third = (sum(1 <= number <= most for number in places.values()) / total for most in (1, 3))
        print(f"{name}: {total} queries, hit@1 {first:.3f}, hit@3 {third:.3f}")
        for query, number in places.items():
            if number != 1 and name == "ours":
                print(f"  {number or '-'}  {query}")


def _places(page: Any, name: str, address: str) -> Iterator[tuple[str, int]]:
    asked = queries()
    for region in sorted({one.region for one in asked}):
        these = [one for one in asked if one.region == region]
        texts = [one.query for one in these]
        found = page.evaluate(ASK, [region, texts]) if name == "ours" else page.evaluate(_MATERIAL, [address, texts])
        for one in these:
            wanted = one.page if name == "ours" else one.page.split("#")[0]
            results = [[item[0].split("#")[0], *item[1:]] for item in found[one.query]]
            yield f"{one.query} {one.region}".strip(), place(results, wanted)


def _seconds(work: Any) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    yield from served(folder)


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--playbooks", type=int, nargs="+", default=[25, 200])
    parser.add_argument("--regions", type=int, default=40)
    parser.add_argument("--json", action="store_true", help="print the bytes of the first search alone")
    parser.add_argument("--here", action="store_true")
    parser.add_argument("--chromium", default=os.environ.get("MOPSDOCS_CHROMIUM", "chromium"))
    chosen = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="mopsdocs-search-") as name:
        browser = playwright.chromium.launch(executable_path=shutil.which(chosen.chromium), args=["--no-sandbox"])
        if chosen.here:
            compare(Path(name), browser)
        else:
            for playbooks in chosen.playbooks:
                folder = Path(name) / str(playbooks)
                (folder / "many").mkdir(parents=True)
                (first_search if chosen.json else measure)(folder, playbooks, chosen.regions, browser)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
