"""What pages work out before a template sees it: conditions and labels in words, work, RACI letters, timelines."""

from __future__ import annotations

import re

import pytest

from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Playbook
from mopsdocs.site.outline import outline
from mopsdocs.site.pages import labels, timeline
from mopsdocs.site.pages.agenda import Agenda
from mopsdocs.site.pages.campaign import CampaignView
from mopsdocs.site.pages.conditions import condition
from mopsdocs.site.pages.effort import effort_by_role, total_effort
from mopsdocs.site.pages.raci import letters, matrix
from mopsdocs.site.pages.runs import Runs
from mopsdocs.site.pages.steps import stage_views
from mopsdocs.site.prose import to_html
from tests.site.hostile import hostile
from tests.site.workspaces import library_of, workspace

NAMES = {"audience_size": "Audience size"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('region.consent.b2b == "opt-in"', "the region's consent rule for business contacts is opt-in"),
        ("tier != 'L3'", "tier is not L3"),
        ("audience_size >= 5000", "“Audience size” is at least 5,000"),
        ('"sms" in channels', "the campaign's channels include sms"),
        ('"sms" not in channels', "the campaign's channels do not include sms"),
        ('region.code in ["de", "fr", "tr"]', "the region is one of de, fr or tr"),
        ("has_video == true", "has video is true"),
        ("not has_video", "has video is not set"),
        ('tier == "L1" and "sms" in channels', "tier is L1 and the campaign's channels include sms"),
        ('tier == "L1" or tier == "L2" and x == 1', ""),
        ('(tier == "L1")', "tier is L1"),
        ("the list is new", ""),
        ("len(channels) > 2", ""),
        ("<script>alert(1)</script>", ""),
        ('"a" == tier', "tier is a"),
    ],
)
def test_simple_conditions_are_put_into_words(code: str, words: str) -> None:
    found = condition(code, NAMES)
    assert found is not None
    assert found.words == words
    assert found.code == code


def test_labels() -> None:
    assert labels.label("go_no_go") == "Go/no-go"
    assert labels.label("in_review") == "In review"
    assert labels.inline("email") == "e-mail"
    assert labels.inline("qa") == "QA"
    assert labels.days(("mon", "tue", "wed", "thu", "fri")) == "Monday to Friday"
    assert labels.days(("thu", "sun", "mon", "tue", "wed")) == "Sunday to Thursday"
    assert labels.days(("fri", "mon")) == "Monday and Friday"
    assert labels.days(("mon", "tue", "wed", "thu", "fri", "sat", "sun")) == "every day"
    assert labels.effort("1d") == "1 day"
    assert labels.effort("0.5d") == "0.5 days"
    assert labels.hours(1250.5) == "1,250.5 hours"
    assert labels.part("R/A") == "Does it, answers for it"


def webinar() -> Playbook:
    found = workspace("example").playbook("webinar")
    assert found is not None
    return found


def test_work_is_counted_before_and_after_the_anchor() -> None:
    effort = total_effort(webinar().steps)
    assert (effort.steps, effort.before, effort.after, effort.total) == (6, 7.0, 2.0, 9.0)
    assert [(role, work.total) for role, work in effort_by_role(webinar().steps)] == [
        ("mops-specialist", 5.0),
        ("campaign-manager", 4.0),
        ("qa-reviewer", 0.0),
    ]


def test_raci() -> None:
    step = webinar().steps[0]
    assert letters(step, "campaign-manager") == "R/A"
    assert letters(step, "mops-specialist") == "C"
    assert letters(step, "qa-reviewer") == ""
    found = matrix(stage_views(webinar().stages, {}))
    assert found.roles == ("campaign-manager", "mops-specialist", "qa-reviewer")
    assert found.blocks[0].rows[0].cells == '<td class="mops-raci--r">R/A</td><td class="mops-raci--c">C</td><td></td>'


def test_the_timeline_lists_what_is_due_in_order_of_time() -> None:
    views = stage_views(webinar().stages, {})
    assert [due.when.amount for due in timeline.dues(views)] == sorted(due.when.amount for due in timeline.dues(views))


def test_duplicate_ids_do_not_share_an_anchor() -> None:
    documents = hostile()
    stages = documents["playbooks/library/evil.yml"]["stages"]
    stages.append(stages[0])
    views = stage_views(library_of(documents).entries("playbook")[0].item.stages, {})
    anchors = [view.anchor for stage in views for view in stage.steps]
    assert anchors == ["step-first", "step-second", "step-third", "step-first--2", "step-second--2"]
    assert views[2].anchor == "stage-one--2"


def test_a_campaign_without_a_copy_gets_the_steps_of_its_region() -> None:
    library: Library = workspace("example")
    agenda = Agenda(Runs(library))
    view = CampaignView(library, agenda.runs.all[0], agenda)
    rows = {row.step.id: row for stage in view.stages for row in stage.steps}
    assert rows["de-prove-consent"].is_regional
    assert rows["de-prove-consent"].url == "regions/de/#step-de-prove-consent"
    assert rows["write-brief"].url == "playbooks/webinar/#step-write-brief"
    assert view.counts == (1, 7)


def test_headings_in_authored_text_begin_at_the_given_level_and_leave_none_out() -> None:
    html = to_html("### Deep\n\n# Top\n\n#### Deeper\n\n# Top", 3, "x--")
    assert re.findall(r'<h(\d) id="([^"]+)"', html) == [
        ("3", "x--deep"),
        ("3", "x--top"),
        ("4", "x--deeper"),
        ("3", "x--top-2"),
    ]


def test_the_outline_leaves_out_asides_and_self_links() -> None:
    article = (
        '<h1 id="_top">A &amp; B</h1><aside class="x"><p>out</p></aside><p>in<br>side</p>'
        '<h2 id="b">C<a class="headerlink" href="#b" title="t">¶</a></h2><p>x <em>y</em>z</p><aside>gone</aside>'
    )
    headings, sections = outline(article)
    assert [(heading.level, heading.title) for heading in headings] == [(1, "A & B"), (2, "C")]
    assert [(section.anchor, section.text) for section in sections] == [("", "in side"), ("b", "x yz")]
