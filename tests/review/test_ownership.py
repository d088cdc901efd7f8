"""Who must agree to a change of each kind of document, who they are, and what nobody can be asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsdocs.checks.checking import inspect_workspace, library_of
from mopsdocs.documents.library import Library
from mopsdocs.documents.opened import value_at
from mopsdocs.review.holders import Gap, Holders, Host, by_mail, gaps
from mopsdocs.review.ownership import governance, owned, owners
from mopsdocs.workspace import Workspace
from tests.review.owned import (
    COPY,
    LIBRARY,
    PEOPLE,
    PLAYBOOK,
    REGION,
    ROLES,
    SETTINGS,
    WORKSPACE,
    library,
    region,
    small,
)


def roles(found: Library, path: str) -> dict[str, tuple[str, ...]]:
    return dict(owned(found, found.by_path[path]).roles)


def test_a_playbook_has_its_owner_and_the_approvers_of_its_gates() -> None:
    assert roles(library(), LIBRARY) == {
        "writer": ("owns it",),
        "director": ('approves the gate "Brief"', 'approves the gate "Go or no-go"'),
        "counsel": ('approves the gate "Brief"',),
    }


def test_a_copy_has_those_of_its_region_as_well() -> None:
    found = roles(library(), COPY)
    assert list(found) == ["marketer", "director", "counsel"]
    assert found["marketer"] == ("owns it", "owns the region Somewhere")
    assert found["counsel"] == (
        'approves the gate "Brief"',
        'answers for "Prove consent", which Somewhere requires',
    )
    assert "lead" not in found, "what is required on other channels is no concern of this copy"


def test_a_copy_of_a_region_that_is_not_there_has_its_own_owners() -> None:
    files = {path: text for path, text in WORKSPACE.items() if path != REGION}
    assert list(roles(library(files), COPY)) == ["marketer", "director", "counsel"]


def test_a_region_has_its_owner_and_who_answers_for_what_it_requires() -> None:
    assert roles(library(), REGION) == {
        "marketer": ("owns it",),
        "counsel": ('answers for "Prove consent"',),
        "lead": ('answers for "Keep quiet hours"',),
    }


def test_places_lead_to_the_roles() -> None:
    found = library()
    for each in owners(found):
        for control in each.controls:
            value = value_at(found.by_path[control.path].value, control.pointer)
            named = [value] if isinstance(value, str) else [approver["role"] for approver in value]
            assert tuple(named) == control.roles


def test_every_document_is_there_once_by_path() -> None:
    found = library()
    assert [each.path for each in owners(found)] == sorted(WORKSPACE)
    assert owned(found, found.by_path[COPY]) in owners(found)


def test_a_process_has_its_approver() -> None:
    path = "playbooks/processes/campaign-brief.yml"
    text = small("process")
    found = library({**WORKSPACE, path: text}).by_path[path].value
    assert roles(library({**WORKSPACE, path: text}), path) == {
        found["owner"]: ("owns it",),
        found["approver"]: ("approves it",),
    }


@pytest.mark.parametrize(
    ("region", "expected"), [("xx", {"marketer": ('owns "Event", which the campaign runs',)}), ("yy", None)]
)
def test_a_campaign_has_the_owner_of_what_it_runs(region: str, expected: dict[str, tuple[str, ...]] | None) -> None:
    path = "playbooks/campaigns/20270310_event_de.yml"
    text = f"""\
kind: campaign
schema_version: 1
id: 20270310_event_de
title: One event
playbook: event
region: {region}
status: planned
anchor_date: 2027-03-10
people: {{}}
"""
    found = roles(library({**WORKSPACE, path: text}), path)
    assert found == (expected or {"writer": ('owns "Event", which the campaign runs',)})
    lost = library({**WORKSPACE, path: text.replace("playbook: event", "playbook: lost")})
    assert roles(lost, path) == {"lead": ("answers for what names no owner",)}


@pytest.mark.parametrize("path", ["site_config/people.yml", "site_config/waivers.yml", "site_config/workspace.yml"])
def test_what_names_no_owner_belongs_to_governance(path: str) -> None:
    reason = ("answers for what names no owner",)
    assert roles(library(), path) == {"lead": reason}, "the owner of the roles"
    named = library(workspace=f"{SETTINGS}owner: director\n")
    assert roles(named, path) == {"director": reason}, "unless the settings say so"
    assert governance(named).path == "site_config/workspace.yml"
    nobody = library(roles=ROLES.replace("owner: lead\n", ""))
    assert roles(nobody, path) == {}


def test_a_catalogue_has_its_own_owner() -> None:
    found = library(people=PEOPLE.replace("schema_version: 1\n", "schema_version: 1\nowner: director\n"))
    assert roles(found, "site_config/people.yml") == {"director": ("owns it",)}
    assert roles(found, "site_config/roles.yml") == {"lead": ("owns it",)}
    assert list(roles(library({**WORKSPACE, REGION: region("")}), REGION)) == ["lead", "counsel"]


@pytest.mark.parametrize(
    ("host", "role", "expected"),
    [
        ("github", "lead", ("@org/leads",)),
        ("gitlab", "lead", ("@org/mops/leads",)),
        ("github", "writer", ("@bob",)),
        ("gitlab", "writer", ("b@example.com",)),
        ("github", "counsel", ("c@example.com",)),
        ("github", "nobody", ()),
    ],
)
def test_whom_a_host_asks(host: Host, role: str, expected: tuple[str, ...]) -> None:
    assert Holders(library()).mentions(role, host) == expected


def test_everybody_who_holds_a_role_is_asked() -> None:
    more = "  - {id: 0-desk, name: Desk 0, roles: [lead], handles: {github: zoe}}\n"
    assert Holders(library(people=PEOPLE + more)).mentions("lead", "github") == ("@org/leads", "@zoe")


def with_role(lines: str) -> Library:
    return library(roles=ROLES + lines)


def test_a_backup_answers_where_nobody_holds_a_role() -> None:
    role = "  - {id: agency, title: Agency, responsibilities: [Helps], backup: other}\n"
    other = "  - {id: other, title: Other, responsibilities: [Helps], backup: director}\n"
    held = Holders(with_role(role + other)).of("agency")
    assert (held.by, [person.id for person in held.people]) == ("director", ["d-desk"])
    assert Holders(with_role(role + other)).of("lead").by == "lead"


def test_backups_in_a_circle_come_to_an_end() -> None:
    role = "  - {id: agency, title: Agency, responsibilities: [Helps], backup: other}\n"
    other = "  - {id: other, title: Other, responsibilities: [Helps], backup: agency}\n"
    holders = Holders(with_role(role + other))
    assert holders.of("agency").people == ()
    assert holders.why_nobody("agency") == "nobody holds it"


def test_what_replaces_a_role_counts_before_its_backup() -> None:
    old = (
        "  - {id: old, title: Old, responsibilities: [Helps], backup: director, "
        "deprecation: {reason: It is over, replaced_by: writer}}\n"
    )
    assert Holders(with_role(old)).of("old").by == "writer"
    plain = old.replace(", replaced_by: writer", "")
    assert Holders(with_role(plain)).of("old").by == "director"


def found_gaps(found: Library, host: Host = "github") -> dict[str | None, Gap]:
    return {gap.role: gap for gap in gaps(owners(found), Holders(found), host)}


def test_no_gaps() -> None:
    assert found_gaps(library()) == {}


def test_a_gate_that_has_another_approver_left_is_no_hole() -> None:
    people = PEOPLE.replace("roles: [counsel], email: c@example.com", "roles: [counsel]")
    gap = found_gaps(library({LIBRARY: PLAYBOOK, "site_config/workspace.yml": SETTINGS}, roles=ROLES, people=people))
    assert list(gap) == ["counsel"]
    assert not gap["counsel"].uncontrolled
    assert (gap["counsel"].files, gap["counsel"].first.path) == ((LIBRARY,), LIBRARY)


def test_a_gate_without_anybody_is_one() -> None:
    people = PEOPLE.replace("[director, marketer]", "[marketer]")
    gap = found_gaps(library(people=people))["director"]
    assert gap.uncontrolled
    assert gap.first.does == 'approves the gate "Go or no-go"', "the first place that has nobody, not the first at all"
    assert gap.files == (LIBRARY, COPY)
    assert Holders(library(people=people)).why_nobody("director") == "nobody holds it"


def test_roles_that_there_are_not() -> None:
    found = library({**WORKSPACE, LIBRARY: PLAYBOOK.replace("owner: writer", "owner: wirter")})
    assert found_gaps(found)["wirter"].uncontrolled
    assert Holders(found).why_nobody("wirter") == "no such role"


def test_files_that_name_nobody() -> None:
    gap = found_gaps(library(roles=ROLES.replace("owner: lead\n", "")))[None]
    assert gap.uncontrolled
    assert gap.files == tuple(f"site_config/{name}.yml" for name in ("people", "roles", "waivers", "workspace"))
    assert gap.first.path == "site_config/workspace.yml"


def test_who_is_asked_by_mail() -> None:
    found = library()
    assert [person.id for person in by_mail(owners(found), Holders(found), "github")] == ["c-desk"]
    assert [person.id for person in by_mail(owners(found), Holders(found), "gitlab")] == ["b-desk", "c-desk"]


def test_the_starter_library_has_no_gaps(repository: Path) -> None:
    found = library_of(inspect_workspace(Workspace.at(repository)))
    for host in ("github", "gitlab"):
        assert found_gaps(found, host) == {}
        assert by_mail(owners(found), Holders(found), host) == ()
    for entry in found.all_copies:
        legal = roles(found, entry.path)["privacy-counsel"]
        assert any("requires" in reason for reason in legal), entry.path
