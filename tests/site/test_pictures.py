"""Pictures of playbooks and tools: what is in them, where it stands, and that words beside them say the same."""

from __future__ import annotations

import gzip
import itertools
import re
from functools import cache
from math import dist
from pathlib import Path
from typing import Any

import pytest

from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Playbook
from mopsdocs.documents.stages import STAGE_ORDER
from mopsdocs.site.assets import SCRIPT, SEARCH, STYLE, assets
from mopsdocs.site.drawing.network import Band, Node, network
from mopsdocs.site.pages.coverage import SHARE, CoverageView
from mopsdocs.site.pages.gate_flow import gate_flow
from mopsdocs.site.pages.steps import StageView, stage_views
from mopsdocs.site.pages.timeline import timeline
from mopsdocs.site.pages.tool_map import MOST as MOST_TOOLS
from mopsdocs.site.pages.tool_map import ToolMap
from mopsdocs.site.pages.waiting import MOST, waiting, waits
from tests.site.hostile import hostile
from tests.site.running import pages_of
from tests.site.sixty import PATH, STEPS, sixty
from tests.site.workspaces import library_of, workspace

STYLES = Path(__file__).parents[2] / "mopsdocs/site/styles"


def stages_of(value: dict[str, Any]) -> tuple[StageView, ...]:
    playbook: Playbook = library_of({PATH: value}).entries("playbook")[0].item
    return stage_views(playbook.stages, {})


@cache
def example() -> tuple[StageView, ...]:
    found = workspace("example").playbook("webinar")
    assert found is not None
    return stage_views(found.stages, {})


@cache
def long() -> tuple[StageView, ...]:
    return stages_of(sixty())


def part(place: str) -> float:
    return float(place.removesuffix("%"))


def test_the_timeline_has_every_step_and_gate_where_it_is_due() -> None:
    picture = timeline(example())
    strips = {strip.anchor: strip for lane in picture.lanes for strip in lane.strips}
    assert [strip.look for strip in strips.values()].count("gate") == 2
    assert strips["step-send-invitations"].look == "milestone"
    assert strips["step-send-invitations"].at == picture.zero.at, "it is due on day 0"
    days = {view.anchor: int(re.sub("[a-z]", "", view.step.due)) for stage in example() for view in stage.steps}
    for one, other in itertools.permutations(days, 2):
        if days[one] < days[other]:
            assert part(strips[one].at) < part(strips[other].at), (one, other)
    for strip in strips.values():
        if strip.look == "work":
            assert part(strip.start) + part(strip.width) == pytest.approx(part(strip.at), abs=0.2)
        assert 0 <= part(strip.start or strip.at) <= part(strip.at) <= 100
    assert [tick.text for tick in picture.ticks] == ["−40", "−30", "−20", "−10"]  # noqa: RUF001


def test_the_line_before_a_bar_begins_where_all_that_it_waits_for_is_due() -> None:
    picture = timeline(long())
    strips = {strip.anchor: strip for lane in picture.lanes for strip in lane.strips}
    needs = {view.anchor: [need.anchor for need in view.needs] for stage in long() for view in stage.steps}
    seen = 0
    for anchor, strip in strips.items():
        if strip.room:
            latest = max(part(strips[need].at) for need in needs[anchor])
            assert part(strip.room) == pytest.approx(latest, abs=0.2)
            seen += 1
    assert seen > 5


def test_a_timeline_without_steps_or_far_from_day_0_can_be_drawn() -> None:
    assert timeline(()).zero.text == "0"
    stages = sixty()["stages"][:1]
    stages[0]["steps"][0]["due"] = "-999999999999bd"
    picture = timeline(stages_of(sixty(stages=stages)))
    assert all(0 <= part(strip.at) <= 100 for lane in picture.lanes for strip in lane.strips)


def test_what_waits_for_what_is_a_picture_and_a_list() -> None:
    found = waiting(long())
    assert found.picture is not None
    assert [box.node.href for box in found.picture.boxes] == [f"#step-step-{number}" for number in range(STEPS)]
    listed = {view.anchor: [need.anchor for need in view.needs] for view in waits(long())}
    assert len(listed) == STEPS - 1
    assert listed["step-step-8"] == ["step-step-4", "step-step-5"]
    assert len(found.picture.grounds) == 8


def test_the_longest_chain_is_the_one_with_most_work() -> None:
    found = waiting(long())
    needs = {view.anchor: {need.anchor for need in view.needs} for view in waits(long())}
    anchors = [anchor for _, anchor in found.chain]
    assert all(before in needs[after] for before, after in itertools.pairwise(anchors))
    work: dict[str, float] = {}
    for stage in long():
        for view in stage.steps:
            hours = float((view.step.effort or "0d")[:-1]) * 8
            work[view.anchor] = hours + max((work[need.anchor] for need in view.needs), default=0.0)
    assert found.hours == max(work.values())
    assert found.picture is not None
    assert found.picture.chained.startswith("M")
    assert [box.chained for box in found.picture.boxes].count(True) == len(found.chain)


def test_steps_that_wait_for_each_other_or_for_nothing_can_be_drawn() -> None:
    stages = sixty()["stages"][:1]
    for step in stages[0]["steps"]:
        step["depends_on"] = []
    assert waiting(stages_of(sixty(stages=stages))).picture is None
    steps = stages[0]["steps"]
    steps[0]["depends_on"], steps[1]["depends_on"] = [steps[1]["id"]], [steps[0]["id"], "gone"]
    found = waiting(stages_of(sixty(stages=stages)))
    assert found.picture is not None
    assert len(found.chain) == 2


def test_a_playbook_that_is_too_long_for_a_picture_has_its_list() -> None:
    stages = sixty()["stages"]
    template = stages[-1]["steps"][-1]
    needs = [stages[0]["steps"][0]["id"]]
    stages[-1]["steps"] += [{**template, "id": f"more-{number}", "depends_on": needs} for number in range(MOST)]
    found = waiting(stages_of(sixty(stages=stages)))
    assert found.picture is None
    assert found.chain


def test_every_answer_of_a_gate_says_what_follows() -> None:
    flow = gate_flow(long())
    assert [(one.look, one.follows, one.where) for one in flow[0].answers] == [
        ("go", "on to", "Stage segmentation"),
        ("go-with-conditions", "the conditions are noted, then on to", "Stage segmentation"),
        ("revise", "back to", "Stage planning"),
        ("no-go", "the campaign stops here", ""),
    ]
    assert [one.anchor for one in flow[-1].answers] == ["", "", flow[-1].stage.anchor, ""], "there is no next stage"
    stages = sixty()["stages"][:1]
    del stages[0]["gate"]
    assert gate_flow(stages_of(sixty(stages=stages))) == ()


def test_a_page_with_sixty_steps_has_all_pictures_and_stays_small() -> None:
    library = Library([*_documents(workspace("example")), *library_of({PATH: sixty()}).by_path.values()])
    html = pages_of(library)["playbooks/sixty/"].html
    assert html.count('class="mops-strip"') + html.count('class="mops-strip mops-strip--blocker"') == STEPS + 8
    assert html.count('<a class="mops-node ') == STEPS
    for id in ("timeline", "gates", "waiting", "raci"):
        assert f'id="{id}"' in html
    assert len(gzip.compress(html.encode())) < 40_000


def _documents(library: Library) -> list[Any]:
    return list(library.by_path.values())


def test_pictures_of_copies_with_the_same_words_are_drawn_once() -> None:
    again = stages_of(sixty(title="Another title"))
    assert waiting(again) is waiting(long())
    assert timeline(again) is timeline(long())


def test_titles_in_pictures_are_text() -> None:
    nodes = [Node("<b>&", "#a", 0), Node("x" * 200, "#b", 0)]
    made = network(nodes, [Band("t", "")], [(0, 1)], (), directed=True)
    assert made.boxes[1].whole == "x" * 200
    assert made.boxes[1].lines[-1].text.endswith("…")
    html = pages_of(library_of(hostile()))["playbooks/evil/"].html
    assert "<script" not in html
    assert "mops-gantt" in html


def test_the_tool_map_joins_tools_whichever_of_the_two_says_so() -> None:
    view = ToolMap(workspace("repository"))
    for id, others in view.partners.items():
        for other in others:
            assert id in {one.id for one in view.partners[other.id]}
    picture = view.picture
    assert picture is not None
    assert len(picture.boxes) == view.number
    assert [ground.title for ground in picture.grounds] == [
        "Tier 1: campaigns stop when it fails",
        "Tier 2: campaigns slow down when it fails",
        "Tier 3: campaigns go on when it fails",
    ]
    assert picture.heads == "", "exchanging data has no direction"
    days = [entry.item.renewal_date for entry in view.renewing]
    assert days == sorted(days)
    assert view.renewals is not None
    assert sum(mark.number for mark in view.renewals.marks) == len(days)
    assert sum(len(entries) for _, entries in view.categories) == view.number


def test_the_tool_map_of_few_and_of_many_tools() -> None:
    alone = ToolMap(workspace("example"))
    assert (alone.picture, alone.renewals, alone.lacking) == (None, None, ())
    documents = hostile()
    tools = documents["site_config/tools.yml"]["tools"]
    template = tools[0]
    for number in range(200):
        tools.append({**template, "id": f"tool-{number}", "integrates_with": [f"tool-{number // 2}"], "tier": 1})
    many = ToolMap(library_of(documents))
    assert many.picture is not None
    assert len(many.picture.boxes) == MOST_TOOLS
    assert [what for what, _ in many.lacking] == ["budget"]
    assert len(many.undated) == 201


def test_coverage_counts_steps_and_gates_of_each_type_of_stage() -> None:
    view = CoverageView(workspace("repository"), {})
    webinar = next(row for row in view.rows if row.entry.id == "webinar")
    cells = {type: cell for type, cell in zip(STAGE_ORDER, webinar.cells, strict=True) if cell is not None}
    for type, cell in cells.items():
        stages = [stage for stage in webinar.entry.item.stages if stage.type == type]
        assert cell.steps == sum(len(stage.steps) for stage in stages)
        assert cell.gate == any(stage.gate for stage in stages)
    assert len(cells) == len({stage.type for stage in webinar.entry.item.stages})
    regions = {row.title: row for row in view.regions}
    assert regions["Germany"].copies == (("unclear", "Unclear", 4),)
    assert (regions["Germany"].as_is, regions["United Kingdom"].as_is) == (0, 4)


def test_coverage_of_many_playbooks_is_folded() -> None:
    documents = {f"playbooks/library/p{n}.yml": sixty(id=f"p{n}", title=f"P {n:03}") for n in range(2 * SHARE + 1)}
    pages = pages_of(library_of(documents))
    html = pages["coverage/"].html
    assert html.count("<details") == 2
    assert html.count('<tr><th scope="row">') == 2 * SHARE + 2, "every playbook, and the totals once"
    assert "P 025 to P 049 (25)" in html


def test_no_script_of_another_project_comes_with_the_site() -> None:
    assert set(assets()) == {STYLE, SCRIPT, SEARCH}
    assert sum(len(gzip.compress(content)) for content in assets().values()) < 40_000


def colours(scheme: str) -> list[str]:
    """The stage colours of a scheme, in the order of the stages, and the colour of words on them."""
    text = (STYLES / "colours.css").read_text(encoding="utf-8")
    block = text.split("slate")[1] if scheme == "dark" else text.split("slate")[0]
    names = (*(type.replace("_", "-") for type in STAGE_ORDER), "on-stage")
    found = [re.search(rf"--mops-{name}: (#[0-9a-f]+);", block) for name in names]
    return [match[1] for match in found if match is not None]


def linear(colour: str) -> tuple[float, float, float]:
    wide = "".join(2 * digit for digit in colour[1:]) if len(colour) == 4 else colour[1:]
    parts = [int(wide[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    low, high = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


SIGHTS = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "deuteranopia": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "tritanopia": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}
"""What eyes make of red, green and blue (Machado, Oliveira and Fernandes 2009)."""


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """The colour in OKLab, where distances are as people see them."""
    rgb = linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in SIGHTS[sight])
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_stage_colours_can_be_read_and_stages_told_apart(scheme: str) -> None:
    *stages, words = colours(scheme)
    assert len(stages) == 8
    assert all(contrast(colour, words) >= 4.5 for colour in stages)
    ground = "#1e2129" if scheme == "dark" else "#ffffff"
    assert all(contrast(colour, ground) >= 3 for colour in stages), "bars can be seen on the page"
    for sight in SIGHTS:
        for one, other in itertools.combinations(stages, 2):
            assert dist(seen(one, sight), seen(other, sight)) > 0.07, (sight, one, other)
