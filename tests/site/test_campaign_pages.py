"""Pages about campaigns: what one is, what is due when and by whom, how much work that is, and where they end."""

from __future__ import annotations

import datetime
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.campaigns.calendar import WEEKDAYS
from mopsdocs.site.content import SiteContent, site_content
from mopsdocs.site.outline import plain_text
from mopsdocs.site.pages.agenda import Agenda
from mopsdocs.site.pages.axis import Axis
from mopsdocs.site.pages.calendar import IN_A_DAY, MONTHS, CalendarView, MonthView, first_weekday
from mopsdocs.site.pages.my_steps import MOST
from mopsdocs.site.pages.runs import Runs
from mopsdocs.site.pages.work_back import WorkBack
from mopsdocs.site.pages.workload import WEEKS, LoadView, monday_of
from tests.site.running import EXAMPLE, PEOPLE, campaign, library_with, pages_of, usual
from tests.site.searched import records

CONSENT = "campaigns/20270310_webinar_consent_de/"


def text_of(url: str) -> str:
    return plain_text(usual()[url].html)


def part_of(url: str, start: str, end: str) -> str:
    """The words of a page between two headings, by their ids."""
    html = usual()[url].html
    return plain_text(html[html.index(f'id="{start}"') : html.index(f'id="{end}"')].partition(">")[2])


def days() -> st.SearchStrategy[datetime.date]:
    return st.dates()


@given(days(), days(), days())
def test_an_axis_has_room_for_every_day_and_its_words(
    one: datetime.date, two: datetime.date, day: datetime.date
) -> None:
    axis = Axis(min(one, two), max(one, two))
    assert 0 < axis.part(axis.first) <= axis.part(axis.last) < 100
    if axis.first <= day <= axis.last:
        assert axis.part(axis.first) <= axis.part(day) <= axis.part(axis.last)
    places = [float(tick.at.removesuffix("%")) for tick in axis.ticks]
    assert len(places) <= 12
    assert places == sorted(set(places))
    assert all(0 < place < 100 for place in places)


def test_an_axis_names_months_and_the_year_where_it_begins() -> None:
    axis = Axis(datetime.date(2026, 11, 5), datetime.date(2027, 3, 20))
    assert [tick.text for tick in axis.ticks] == ["Dec", "Jan 2027", "Feb", "Mar"]
    weeks = Axis(datetime.date(2027, 3, 1), datetime.date(2027, 3, 31))
    assert [tick.text for tick in weeks.ticks] == ["8 Mar", "15 Mar", "22 Mar", "29 Mar"]


def test_the_picture_has_a_lane_for_each_stage_and_says_the_same_in_words() -> None:
    made = Runs(library_with()).all[0].schedule
    assert made is not None
    picture = WorkBack(made)
    assert [lane.title for lane in picture.lanes] == [
        "Planning · 1 of 1",
        "Segmentation · 0 of 3",
        "QA · 0 of 1",
        "Launch · 0 of 1",
        "Monitor · 0 of 1",
    ]
    planning, segmentation = picture.lanes[0], picture.lanes[1]
    assert [mark.look for mark in planning.marks] == ["done", "decided"]
    assert [(mark.look, mark.number) for mark in segmentation.marks] == [("open", 3)]
    assert segmentation.marks[0].due == datetime.date(2027, 2, 16)
    assert picture.said.startswith("From 5 January 2027 to 12 March 2027; day 0 is Wed 10 March 2027. Planning: ")
    assert "Segmentation: 16 February 2027 to 19 February 2027, 0 of 3 steps done." in picture.said


@pytest.mark.parametrize("anchor", ["0001-01-01", "9999-12-31", "2028-02-29"])
def test_days_at_the_end_of_all_calendars_break_no_page(anchor: str) -> None:
    pages = pages_of(library_with(campaign("edge", anchor=anchor)))
    assert "mops-picture" in pages["campaigns/edge/"].html
    assert "campaigns/edge/" in pages


def test_a_campaign_tells_what_is_next_for_whom() -> None:
    found = part_of(CONSENT, "next", "approvals")
    assert "Marketing operations specialist Operations desk" in found
    assert "Tue 16 February 2027 Pull the invitation list" in found
    assert "Write the campaign brief" not in found, "it is done"
    assert "and 1 more" in found, "three of each role"
    assert "next" not in [heading.id for heading in usual()["campaigns/over/"].headings], "it is over"


def test_a_campaign_tells_what_its_gates_wait_for() -> None:
    found = part_of(CONSENT, "approvals", "progress")
    assert "Brief approved Met on Mon 21 December 2026" in found
    assert 'Not met to be decided by Fri 5 March 2027 · What it asks for 6 things missing "Pull the' in found
    assert "The agreement of Privacy counsel (Legal desk) is missing." in found


def test_a_campaign_tells_what_is_not_part_of_it() -> None:
    playbook = (EXAMPLE / "playbooks/library/webinar.yml").read_text(encoding="utf-8")
    conditional = playbook.replace("- id: pull-list", '- id: pull-list\n        when: region.code == "de"')
    pages = pages_of(library_with(campaign("riyadh"), webinar=conditional))
    there = pages["campaigns/riyadh/"].html
    left_out = there[there.index('id="left-out"') : there.index('id="people"')]
    assert "Pull the invitation list" in left_out
    assert "only when the region is de" in left_out
    assert "Pull the invitation list" not in there.replace(left_out, "")
    assert 'id="left-out"' not in pages[CONSENT].html


def test_results_stand_beside_their_targets() -> None:
    results = [{"metric": "registrations", "value": 200, "on": "2027-04-20", "note": "Two portals"}]
    page = pages_of(library_with(campaign("done", status="completed", results=results)))["campaigns/done/"]
    found = plain_text(page.html[page.html.index('id="results"') : page.html.index('id="people"')])
    assert "Two portals 200 200 Target met 20 April 2027" in found


def test_a_campaign_of_a_playbook_that_is_gone_says_so() -> None:
    pages = pages_of(library_with(campaign("lost", playbook="webinars")))
    found = plain_text(pages["campaigns/lost/"].html)
    assert 'Without a schedule. lost runs the playbook "webinars", which there is not.' in found
    assert "Not counted, because they have no schedule: The lost webinar" in plain_text(pages["load/"].html)
    assert pages["campaigns/lost/"].page.files == {}


@pytest.mark.parametrize(
    ("week", "first"),
    [
        ("mon tue wed thu fri", "mon"),
        ("sun mon tue wed thu", "sun"),
        ("sat sun mon tue wed", "sat"),
        ("mon wed thu", "wed"),
    ],
)
def test_a_week_begins_after_the_days_off(week: str, first: str) -> None:
    assert WEEKDAYS[first_weekday(week.split())] == first


def test_every_day_is_worked_somewhere() -> None:
    assert first_weekday(WEEKDAYS) == 0
    assert first_weekday(()) == 0


@given(st.integers(1, 9999), st.integers(1, 12), st.sampled_from(["de", "sa"]))
def test_a_month_has_each_of_its_days_once_in_whole_weeks(year: int, number: int, region: str) -> None:
    view = MonthView(_calendar(), region, (year, number))
    weeks = list(view.weeks)
    inside = [day.date for week in weeks for day in week if day.inside]
    assert [day.day for day in inside] == list(range(1, len(inside) + 1))
    assert 28 <= len(inside) <= 31
    assert all(day.month == number for day in inside)
    assert all(len(week) == 7 and any(day.inside for day in week) for week in weeks)
    for week in weeks:
        for day, name in zip(week, view.weekdays, strict=True):
            assert not day.inside or f"{day.date:%A}" == name


def _calendar() -> CalendarView:
    library = library_with(campaign("riyadh"))
    return CalendarView(library, Agenda(Runs(library)))


def test_a_month_names_days_off_and_what_is_due() -> None:
    html = usual()["calendar/sa/2027-03/"].html
    assert re.findall('<abbr title="([^"]+)"', html)[0] == "Sunday"
    cells = [plain_text(cell.partition(">")[2]) for cell in html.split("<td ") if "mops-named" in cell]
    assert any(cell.startswith("Tue 9 Eid al-Fitr Holiday (estimated)") for cell in cells), cells
    assert "The riyadh webinar" in html
    april = usual()["calendar/sa/2027-04/"].html
    assert "<strong>Day 0</strong> <a" in april
    assert "calendar/de/2026-10/" not in usual(), "a campaign that is over is not ahead"


def test_the_calendar_leads_to_every_month() -> None:
    html = usual()["calendar/"].html
    months = [url for url in usual() if re.match(r"calendar/\w+/", url)]
    assert months
    assert all(f'href="../{url}"' in html for url in months)
    assert html.index("January 2027") < html.index("April 2027")


def test_steps_of_a_person_come_in_order_of_time_over_all_campaigns() -> None:
    html = usual()["my-steps/people/ops-desk/"].html
    dues = re.findall(r'data-due="([0-9-]+)"', html)
    assert dues == sorted(dues)
    assert {"The riyadh webinar", "Consent that converts"} <= set(
        re.findall(r">([^<]+)</a> <small class=\"mops-line", html)
    )
    assert "@example.com" not in html, "addresses stand on the page of people alone"
    assert html.count("Write the campaign brief") == 1, "in Germany it is done"


def test_roles_and_people_lead_to_their_steps() -> None:
    assert 'href="../../my-steps/roles/qa-reviewer/"' in usual()["roles/qa-reviewer/"].html
    assert 'href="../my-steps/people/legal-desk/"' in usual()["people/"].html
    assert 'href="my-steps/"' in usual()[""].html


def test_the_chart_shows_where_work_is_more_than_time() -> None:
    desk = {"id": "ops-desk", "name": "Operations desk", "roles": ["mops-specialist"], "capacity": "2h"}
    people = json.dumps({"kind": "people", "schema_version": 1, "people": [desk]})
    library = library_with(*(campaign(f"c{number}") for number in range(3)), people=people)
    load = LoadView(library, Runs(library)).of("mops-specialist")
    assert load is not None
    assert load.capacity == 2.0
    assert [monday_of(week.week).isoformat() for week in load.over] == [
        week.monday.isoformat() for week in load.bars(Runs(library)) if week.over
    ]
    html = pages_of(library)["load/"].html
    assert "More work than time:" in html
    assert "mops-capacity" in html
    assert "hours too much</title>" in html


def test_pages_are_bounded_however_many_campaigns_there_are() -> None:
    library = library_with(*(campaign(f"c{number:03}") for number in range(70)))
    pages = pages_of(library)
    role = pages["my-steps/roles/mops-specialist/"].html
    assert role.count("data-due=") == MOST
    assert "steps after that" in plain_text(role)
    month = pages["calendar/sa/2027-04/"].html
    busiest = max(month.split('<td class="mops-day'), key=lambda cell: cell.count("data-due"))
    assert busiest.count("data-due") == IN_A_DAY
    assert "30 that are not listed" in plain_text(busiest)


def test_campaigns_centuries_apart_do_not_make_endless_pages() -> None:
    far = [campaign("past", anchor="1850-06-12"), campaign("future", anchor="2350-06-12")]
    library = library_with(campaign("now"), campaign("too"), *far)
    view = CalendarView(library, Agenda(Runs(library)))
    assert view.left_out
    first, last = view.months[0], view.months[-1]
    assert (last[0] - first[0]) * 12 + last[1] - first[1] < MONTHS
    assert (2027, 4) in view.months
    load = LoadView(library, Runs(library))
    assert all(len(list(role.bars(Runs(library)))) <= WEEKS for role in load.roles)
    assert "with work are not shown" in load.left_out


def test_the_search_knows_title_name_and_region_of_a_campaign() -> None:
    found = {record.url: record for record in records(_content().pages.values(), library_with())}
    first, *below = found[CONSENT].sections
    assert (first.title, first.names) == ("Consent that converts – Germany", ("20270310_webinar_consent_de",))
    assert "Pull the invitation list" not in "".join(one.title + one.text for one in (first, *below)), (
        "whoever looks for a step wants the playbook"
    )
    dated = [record.weight for url, record in found.items() if url.startswith(("calendar/", "my-steps/"))]
    assert dated
    assert max(dated) < found[CONSENT].weight < 1


def test_the_menu_has_the_calendar_and_the_whole_menu_every_month() -> None:
    content = _content()
    short = str(content.navigation(whole=False))
    for page in ("calendar/index.md", "my-steps/index.md", "load/index.md"):
        assert page in short
    assert "calendar/de/2027-01.md" not in short
    whole = str(content.navigation(whole=True))
    assert all(path in whole for path in content.pages)


def test_a_calendar_lies_beside_each_campaign_with_days() -> None:
    content = _content()
    assert content.files["campaigns/20270310_webinar_consent_de.ics"].startswith(b"BEGIN:VCALENDAR\r\n")
    assert 'href="../../campaigns/20270310_webinar_consent_de.ics"' in usual()[CONSENT].html


def _content() -> SiteContent:
    return site_content(library_with(), None, {})


def test_roles_without_a_person_are_told_apart() -> None:
    people = {role: person for role, person in PEOPLE.items() if role != "qa-reviewer"}
    page = pages_of(library_with(campaign("alone", people=people)))["my-steps/roles/qa-reviewer/"]
    assert "nobody is named" in plain_text(page.html)
