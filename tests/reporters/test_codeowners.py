"""CODEOWNERS, read again as the hosts read it: every file has exactly the owners that were worked out for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mopsdocs.reporters.codeowners import SIZE_LIMIT, codeowners
from mopsdocs.review.holders import Holders, Host
from mopsdocs.review.ownership import Control, Owned, governance, owners
from tests.reporters.code_hosts import GitHub, GitLab
from tests.repositories import isolate
from tests.review.owned import COPY, PEOPLE, REGION, ROLES, library

HOLDERS = Holders(library())
ROLE_IDS = ("lead", "writer", "counsel", "director")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


def owned(path: str, *roles: str) -> Owned:
    return Owned(path, (Control(path, (), "owns it", roles),))


def lines(text: str) -> list[str]:
    """What is written, without the words above it."""
    return text.partition("\n\n")[2].split("\n")[:-1]


def written(files: Mapping[str, tuple[str, ...]], host: Host, holders: Holders = HOLDERS, rest: str = "lead") -> str:
    tops = {top: owned(top, rest) for top in ("playbooks/", "site_config/")}
    return codeowners({path: owned(path, *roles) for path, roles in files.items()}, tops, holders, host)


def whole(host: Host) -> str:
    found = library()
    rest = (governance(found),)
    tops = {f"docs/mops/{top}/": Owned(top, rest) for top in ("playbooks", "site_config")}
    files = {f"docs/mops/{each.path}": each for each in owners(found)}
    return codeowners({**files, "CODEOWNERS": Owned("CODEOWNERS", rest)}, tops, Holders(found), host)


def test_github() -> None:
    assert whole("github") == (
        "# Whom GitHub asks about a change, worked out from the owners, approvers and people in the documents.\n"
        "# Do not edit these lines: change the documents, and renew them with: mopsdocs owners --format github\n"
        "# Lines above and below this part are yours, and stay as they are.\n"
        "# The last line that fits a file counts. GitHub asks everybody on it, and one of them is enough.\n"
        "\n"
        "/CODEOWNERS @org/leads\n"
        "/docs/mops/playbooks/ @org/leads\n"
        "/docs/mops/playbooks/library/ @bob @org/d c@example.com\n"
        "/docs/mops/playbooks/regions/ @org/d c@example.com\n"
        "/docs/mops/site_config/ @org/leads\n"
        "/docs/mops/site_config/regions/ @org/d @org/leads c@example.com\n"
    )


def test_gitlab() -> None:
    text = whole("gitlab")
    assert text.startswith("# Whom GitLab asks about a change, worked out")
    assert "mopsdocs owners --format gitlab\n" in text
    assert "\n".join(lines(text)) == (
        "[Counsel]\n"
        "/docs/mops/playbooks/library/ c@example.com\n"
        "/docs/mops/playbooks/regions/ c@example.com\n"
        "/docs/mops/site_config/regions/ c@example.com\n"
        "\n"
        "[Director]\n"
        "/docs/mops/playbooks/library/ @d\n"
        "/docs/mops/playbooks/regions/ @d\n"
        "\n"
        "[Lead]\n"
        "/CODEOWNERS @org/mops/leads\n"
        "/docs/mops/site_config/people.yml @org/mops/leads\n"
        "/docs/mops/site_config/regions/ @org/mops/leads\n"
        "/docs/mops/site_config/roles.yml @org/mops/leads\n"
        "/docs/mops/site_config/waivers.yml @org/mops/leads\n"
        "/docs/mops/site_config/workspace.yml @org/mops/leads\n"
        "\n"
        "[Regional marketer]\n"
        "/docs/mops/playbooks/regions/ @d\n"
        "/docs/mops/site_config/regions/ @d\n"
        "\n"
        "[Writer]\n"
        "/docs/mops/playbooks/library/ b@example.com"
    )


def test_a_regional_file_asks_for_its_regions_counsel(tmp_path: Path) -> None:
    paths = [f"docs/mops/{path}" for path in (COPY, REGION)]
    there = GitHub(whole("github"), paths, tmp_path)
    for path in paths:
        assert "c@example.com" in there.owners(path)
        assert GitLab(whole("gitlab")).owners(path)["Counsel"] == {"c@example.com"}


def test_pages_and_pictures_have_somebody(tmp_path: Path) -> None:
    there = GitHub(whole("github"), ["docs/mops/site_config/pages/start.md", "src/x.py"], tmp_path)
    assert there.owners("docs/mops/site_config/pages/start.md") == {"@org/leads"}
    assert there.owners("src/x.py") == set(), "what is not the workspace's is not its business"


def test_one_line_for_a_folder_and_one_for_each_exception() -> None:
    files: dict[str, tuple[str, ...]] = {f"playbooks/library/{name}.yml": ("writer",) for name in "abd"}
    files["playbooks/library/c.yml"] = ("director", "counsel")
    assert lines(written(files, "github")) == [
        "/playbooks/ @org/leads",
        "/playbooks/library/ @bob",
        "/playbooks/library/c.yml @org/d c@example.com",
        "/site_config/ @org/leads",
    ]


def test_nobody_stands_behind_no_pattern(tmp_path: Path) -> None:
    """On GitHub a line without owners would say that nobody has to be asked."""
    files = {"playbooks/library/a.yml": ("nobody",), "playbooks/library/b.yml": ("writer", "nobody")}
    text = written(files, "github", rest="nobody")
    assert lines(text) == ["/playbooks/library/ @bob"]
    assert GitLab(written(files, "gitlab")).owners("playbooks/library/a.yml") == {}


def test_sections_have_names_that_gitlab_can_read() -> None:
    odd = ROLES.replace("title: Lead", 'title: "Lead [EU]\\n"').replace("title: Counsel", 'title: "[]"')
    odd = odd.replace("title: Writer", "title: director").replace("title: Regional marketer", 'title: " "')
    holders = Holders(library(roles=odd))
    text = written({"playbooks/library/a.yml": (*ROLE_IDS, "marketer")}, "gitlab", holders)
    assert list(GitLab(text).owners("playbooks/library/a.yml")) == [
        "()",
        "Director (director)",
        "director (writer)",
        r"Lead (EU)\n",
        "marketer",
    ]


FOLDERS = ("playbooks/library", "playbooks/regions/de", "playbooks/my own", "playbooks/a#b", "site_config", "playbooks")
PLAIN = st.text("abx-_. é(){}+!@,~$'\"&|^=;%会", min_size=1, max_size=6).filter(lambda name: name[0] != ".")
ODD = st.text("ab*?[]\\# \t\n\x7f\udcff", min_size=1, max_size=6)
SOME_ROLES = st.lists(st.sampled_from([*ROLE_IDS, "nobody"]), max_size=3, unique=True).map(tuple)


def workspaces(names: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    folders = st.sampled_from(FOLDERS) | st.builds("{}/{}.yml".format, st.sampled_from(FOLDERS), names)
    paths = st.builds("{}/{}.yml".format, folders, names)
    return st.dictionaries(paths, SOME_ROLES, max_size=9).map(_possible)


def _possible(files: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Without files that are folders of others."""
    return {path: roles for path, roles in files.items() if not any(other.startswith(f"{path}/") for other in files)}


def names_of(roles: tuple[str, ...], host: Host) -> set[str]:
    return {name for role in roles for name in HOLDERS.mentions(role, host)}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(workspaces(PLAIN | ODD))
@example({"playbooks/a[1.yml": ("writer",), "playbooks/ax1.yml": ("director",)})
@example({"playbooks/a#b.yml": ("writer",), "playbooks/axb.yml/c[d[.yml": ("director",)})
@example({"playbooks/a#b.yml": ("writer",), "playbooks/axb.yml": ("lead",), "playbooks/x/y.yml": ("lead",)})
@example({"playbooks/library/a b/ .yml": ("writer",), "playbooks/library/a.yml": ("lead",)})
def test_the_last_line_that_fits_has_the_owners(tmp_path: Path, files: dict[str, tuple[str, ...]]) -> None:
    there = GitHub(written(files, "github"), files, tmp_path)
    alike: dict[str, set[str]] = {}
    for path, roles in files.items():
        alike.setdefault(_blurred(path), set()).update(names_of(roles, "github"))
    for path, roles in files.items():
        if names_of(roles, "github"):
            assert there.owners(path) == alike[_blurred(path)], "names that a pattern cannot tell apart have all owners"


def _blurred(path: str) -> str:
    return "".join("?" if character in "*?[]\\#\t\n\x7f\udcff" else character for character in path)


@settings(max_examples=150)
@given(workspaces(PLAIN))
def test_every_role_has_its_section(files: dict[str, tuple[str, ...]]) -> None:
    files = {path: roles for path, roles in files.items() if "#" not in path}
    there = GitLab(written(files, "gitlab"))
    for path, roles in files.items():
        expected = {role.capitalize(): names_of((role,), "gitlab") for role in roles if role != "nobody"}
        assert there.owners(path) == expected


@settings(max_examples=150)
@given(workspaces(PLAIN | ODD))
def test_gitlab_asks_nobody_too_few(files: dict[str, tuple[str, ...]]) -> None:
    there = GitLab(written(files, "gitlab"))
    for path, roles in files.items():
        assert {role.capitalize() for role in roles if role != "nobody"} <= set(there.owners(path))


@settings(max_examples=50)
@given(workspaces(PLAIN | ODD), st.sampled_from(["github", "gitlab"]))
def test_the_same_whatever_the_order(files: dict[str, tuple[str, ...]], host: Host) -> None:
    turned = {path: files[path][::-1] for path in sorted(files, reverse=True)}
    assert written(turned, host) == written(files, host)


def test_eight_thousand_files_stay_below_githubs_limit() -> None:
    people = PEOPLE.replace("org/leads", f"{'o' * 39}/the-team-of-leads").replace("org/d", f"{'o' * 39}/directors")
    mixes = [("lead",), ("lead", "writer"), ("director", "counsel"), ("lead", "counsel", "director"), ROLE_IDS]
    files = {f"playbooks/library/a-playbook-with-a-long-name-{n}.yml": mixes[n * n % 7 % 5] for n in range(8000)}
    text = written(files, "github", Holders(library(people=people)))
    assert 500_000 < len(text.encode()) < SIZE_LIMIT
