"""`mopsdocs utm` in real workspaces: one link, a table of links, a check of links, and all that is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.campaigns.links.taxonomies import CAMPAIGN, GOLDEN, ID, TAXONOMY
from tests.cli.conftest import Caller
from tests.cli.programs import REPOSITORY, mopsdocs

SCHEMA = json.loads((REPOSITORY / "mopsdocs/reporters/schemas/utm.json").read_bytes())
PAGE = "https://www.example.com/a"
TWO = ("--source=newsletter", "--medium=email")
MADE = f"{PAGE}?utm_source=newsletter&utm_medium=email&utm_campaign={ID}"


@pytest.fixture
def tagged(example: Path) -> Path:
    """The example workspace with the taxonomy of the golden links."""
    shutil.copy(GOLDEN / "taxonomy.yml", example / TAXONOMY)
    return example


def found(root: Path, call: Caller, *arguments: str, code: int = 0) -> Any:
    done = call(root, "utm", "--format=json", *arguments)
    assert (done.code, done.err) == (code, "")
    value = json.loads(done.out)
    jsonschema.validate(value, SCHEMA)
    return value


def test_one_link(tagged: Path, call: Caller) -> None:
    done = call(tagged, "utm", ID, *TWO, f"--url={PAGE}")
    assert (done.code, done.out, done.err) == (0, f"{MADE}\n", "")
    assert call(tagged, "utm", CAMPAIGN, *TWO).out == MADE.partition("?")[2] + "\n"
    assert call(tagged, "--quiet", "utm", ID, *TWO, f"--url={PAGE}").out == f"{MADE}\n"


def test_notes_go_to_people_and_not_into_the_link(tagged: Path, call: Caller) -> None:
    text = (tagged / CAMPAIGN).read_text(encoding="utf-8").replace("status: planned", "status: completed")
    (tagged / CAMPAIGN).write_text(text, encoding="utf-8")
    arguments = (ID, "--source=newsletter", "--medium=newsletter-mail", f"--url={PAGE}?utm_source=x")
    done = call(tagged, "utm", *arguments)
    assert done.out == f"{MADE}\n"
    assert done.err == (
        f"note: {ID} is completed. Tags of campaigns that are over are better not used again.\n"
        'note: "newsletter-mail" is called "email" here.\n'
        "note: The address had other tags, which were replaced: utm_source=x.\n"
    )
    assert call(tagged, "--quiet", "utm", *arguments).err == ""
    (link,) = found(tagged, call, *arguments)["links"]
    assert (link["line"], link["link"], len(link["notes"])) == (None, MADE, 2)
    assert link["tags"] == {"utm_source": "newsletter", "utm_medium": "email", "utm_campaign": ID}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ([], "error: There is no campaign to make a link for.\nhint: mopsdocs utm CAMPAIGN --source linkedin"),
        (
            [ID],
            "error: Every link has a source.\nhint: Add --source and one of the values in site_config/taxonomy.yml.",
        ),
        ([ID, "--source=nl"], "error: Every link has a medium.\nhint: Add --medium"),
        (
            [ID, "--source=linkedn", "--medium=email"],
            'error: The taxonomy has no source "linkedn".\nhint: Did you mean',
        ),
        (
            [ID, *TWO, "--url=www.example.com"],
            'error: "www.example.com" does not begin with https://.\nhint: Write https',
        ),
        ([ID, *TWO, "--output=x"], "error: --output belongs to --batch."),
        ([ID, *TWO, "--format=concise"], "error: --format concise belongs to --check."),
        (["--batch=a.csv", "--check=a.csv"], "error: --batch makes links and --check looks at some."),
        (["--batch=a.csv", "--source=nl"], "error: --batch takes everything from its file, and --source is given as"),
        (
            ["--check=a.csv", f"--url={PAGE}"],
            "error: --check takes everything from its file, and --url is given as well.",
        ),
        ([ID, "--check=a.csv"], f'error: --check looks at the links of all campaigns.\nhint: Leave "{ID}" out.'),
        (["--check=a.csv", "--output=x"], "error: --output belongs to --batch."),
        (["--check=a.csv"], "error: There is no file a.csv.\nhint: Check the spelling"),
        (["--batch=playbooks"], "error: playbooks is a folder."),
        (["spring", *TWO], 'error: There is no document "spring".'),
        (["webinar", *TWO], "error: playbooks/library/webinar.yml is not a campaign."),
    ],
)
def test_what_is_refused(tagged: Path, call: Caller, arguments: list[str], error: str) -> None:
    done = call(tagged, "utm", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(error)


def test_a_taxonomy_that_is_broken(tagged: Path, call: Caller) -> None:
    (tagged / TAXONOMY).write_text("kind: taxonomy\nschema_version: 1\ntags: 7\n", encoding="utf-8")
    (tagged / "links.txt").write_text(MADE, encoding="utf-8")
    for arguments in ([ID, *TWO], ["--check=links.txt"]):
        done = call(tagged, "utm", *arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("error: site_config/taxonomy.yml needs mending first.")


def test_a_workspace_without_a_taxonomy_takes_what_is_written_as_values_are(example: Path, call: Caller) -> None:
    (example / TAXONOMY).unlink()
    assert call(example, "utm", ID, *TWO, f"--url={PAGE}").out == f"{MADE}\n"
    done = call(example, "utm", ID, "--source=News Letter", "--medium=email")
    assert done.err == (
        'error: "News Letter" cannot be a source: values have small letters, digits and hyphens.\n'
        "hint: Write news-letter.\n"
    )


def test_a_table_of_links(tagged: Path, call: Caller) -> None:
    (tagged / "pages.csv").write_bytes(
        f"\ufeffurl;source;medium;owner\r\n{PAGE};nl;email;=1+1\r\n{PAGE};newsletter;email;Büro\r\n".encode()
    )
    whole = f"url;source;medium;owner;link\n{PAGE};nl;email;“=1+1”;{MADE}\n{PAGE};newsletter;email;Büro;{MADE}\n"
    done = call(tagged, "utm", ID, "--batch=pages.csv")
    assert (done.code, done.out) == (0, whole)
    assert done.err == 'note: line 2: "nl" is called "newsletter" here.\n'
    done = call(tagged, "utm", ID, "--batch=pages.csv", "--output=links.csv")
    assert (done.code, done.out) == (0, "Wrote 2 links to links.csv.\n")
    assert (tagged / "links.csv").read_bytes().decode() == "\ufeff" + whole.replace("\n", "\r\n")
    quiet = call(tagged, "--quiet", "utm", ID, "--batch=pages.csv", "--output=links.csv")
    assert (quiet.out, quiet.err) == ("", "")
    assert call(tagged, "utm", "--check=links.csv").out == "2 links, and nothing wrong with them.\n"
    value = found(tagged, call, ID, "--batch=pages.csv", "--output=again.csv")
    assert [link["line"] for link in value["links"]] == [2, 3]
    assert (tagged / "again.csv").read_bytes() == (tagged / "links.csv").read_bytes()


def test_nothing_is_written_where_a_row_is_wrong(tagged: Path, call: Caller) -> None:
    (tagged / "pages.csv").write_text(
        f"url,source,medium\n{PAGE},nl,email\n{PAGE},nl,blast\n,nl,email\n", encoding="utf-8"
    )
    (tagged / "links.csv").write_text("kept", encoding="utf-8")
    done = call(tagged, "utm", ID, "--batch=pages.csv", "--output=links.csv")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        'pages.csv:3  The taxonomy has no medium "blast".\n    site_config/taxonomy.yml lists what'
    )
    assert "pages.csv:4  There is no address.\n    Copy the whole address" in done.err
    assert done.err.endswith("\n2 of 3 rows have no link, so nothing was written.\n")
    assert (tagged / "links.csv").read_text(encoding="utf-8") == "kept"
    value = found(tagged, call, ID, "--batch=pages.csv", "--output=links.csv", code=1)
    assert [(one["line"], one["kind"]) for one in value["problems"]] == [(3, "no-link"), (4, "no-link")]
    assert (tagged / "links.csv").read_text(encoding="utf-8") == "kept"


def test_a_check_of_links(tagged: Path, call: Caller) -> None:
    shutil.copy(GOLDEN / "links.txt", tagged / "links.txt")
    done = call(tagged, "utm", "--check=links.txt")
    assert (done.code, done.err) == (1, "")
    assert done.out == (GOLDEN / "links.expected").read_text(encoding="utf-8")
    assert call(tagged, "--quiet", "utm", "--check=links.txt").out == done.out
    value = found(tagged, call, "--check=links.txt", code=1)
    assert (len(value["links"]), value["links"][0]["line"]) == (23, 3)
    kinds = {problem["kind"] for problem in value["problems"]}
    assert kinds == set(SCHEMA["properties"]["problems"]["items"]["properties"]["kind"]["enum"]) - {"no-link"}
    concise = call(tagged, "utm", "--check=links.txt", "--format=concise")
    assert concise.code == 1
    assert len(concise.out.splitlines()) == len(value["problems"])
    assert "links.txt:16: [tag-twice] utm_medium is there twice. (Keep the one that is right.)\n" in concise.out


def test_good_links(tagged: Path, call: Caller) -> None:
    (tagged / "links.csv").write_text(f"link\n{MADE}\n", encoding="utf-8")
    assert call(tagged, "utm", "--check=links.csv").out == "1 link, and nothing wrong with it.\n"
    assert call(tagged, "--quiet", "utm", "--check=links.csv").out == ""
    assert call(tagged, "utm", "--check=links.csv", "--format=concise").out == ""


def test_links_of_a_campaign_with_errors_are_known_all_the_same(tagged: Path, call: Caller) -> None:
    text = (tagged / CAMPAIGN).read_text(encoding="utf-8").replace("status: planned", "status: soon")
    (tagged / CAMPAIGN).write_text(text, encoding="utf-8")
    (tagged / "links.txt").write_text(MADE, encoding="utf-8")
    assert call(tagged, "utm", "--check=links.txt").code == 0
    done = call(tagged, "utm", ID, *TWO)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {CAMPAIGN} needs mending first.")


def test_hostile_text_is_inert(tagged: Path, call: Caller) -> None:
    (tagged / "links.txt").write_text(
        "https://a.example/\x1b[31m?utm_source=\u202e%1B[31m\nhttps://a.example/?utm_source=%1B%5B31m&utm_%1b=1\n",
        encoding="utf-8",
    )
    (tagged / "\x1bpages.csv").write_text(
        f"url,source,medium\n\x1b[31m,\x1b,\x9b\n{PAGE},%1B\x1b,email\n", encoding="utf-8"
    )
    for arguments in (
        ["--check=links.txt"],
        ["--check=links.txt", "--format=concise"],
        ["--check=links.txt", "--format=json"],
        [ID, "--batch=\x1bpages.csv"],
        [ID, "--batch=\x1bpages.csv", "--format=json"],
        [ID, "--source=\x1b[31m", "--medium=email"],
        [ID, *TWO, "--url=https://a.example/?utm_source=%1b\x1b"],
        [ID, *TWO, "--term=\u202ea", f"--url={PAGE}"],
    ):
        done = call(tagged, "utm", *arguments)
        assert done.code in (1, 2), arguments
        assert not {"\x1b", "\x9b", "\u202e"} & set(done.out + done.err)


def test_a_list_from_another_program(tagged: Path) -> None:
    (tagged / "links.txt").write_text(f"{MADE}\n", encoding="utf-8")
    done = mopsdocs(tagged, "utm", "--check", "links.txt")
    assert (done.code, done.out) == (0, "1 link, and nothing wrong with it.\n")


def test_ten_thousand_links(tagged: Path, call: Caller) -> None:
    lines = [f"{PAGE}?utm_source=s{number}&utm_medium=email&utm_campaign=c{number}" for number in range(10_000)]
    (tagged / "links.txt").write_text("\n".join(lines), encoding="utf-8")
    done = call(tagged, "utm", "--check=links.txt", "--format=concise")
    assert done.code == 1
    assert len(done.out.splitlines()) == 20_000
