"""`mopsdocs name` in real workspaces: the name part by part, names of files, and every way in which there is none."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.campaigns.links.taxonomies import CAMPAIGN, GOLDEN, ID, TAXONOMY
from tests.cli.conftest import Caller
from tests.cli.programs import REPOSITORY, change

SCHEMA = json.loads((REPOSITORY / "mopsdocs/reporters/schemas/name.json").read_bytes())
WEBINAR = "playbooks/library/webinar.yml"


@pytest.fixture
def tagged(example: Path) -> Path:
    """The example workspace with the taxonomy of the golden links."""
    shutil.copy(GOLDEN / "taxonomy.yml", example / TAXONOMY)
    return example


def found(root: Path, call: Caller, *arguments: str, code: int = 0) -> Any:
    done = call(root, "name", "--format=json", *(arguments or (ID,)))
    assert (done.code, done.err) == (code, "")
    value = json.loads(done.out)
    jsonschema.validate(value, SCHEMA)
    return value


RIGHT = """\
20270310_webinar_consent_de

Part      Is        Comes from
20270310  day 0     anchor_date: 2027-03-10
webinar   playbook  playbook: webinar
consent   topic     variable topic: consent
de        region    region: de

The campaign is called so.
"""


def test_a_campaign_that_is_called_right(tagged: Path, call: Caller) -> None:
    before = (tagged / CAMPAIGN).read_bytes()
    done = call(tagged, "name", ID)
    assert (done.code, done.out, done.err) == (0, RIGHT, "")
    assert call(tagged, "name", CAMPAIGN).out == RIGHT
    quiet = call(tagged, "--quiet", "name", ID)
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    value = found(tagged, call)
    assert (value["name"], value["right"], value["wrong"]) == (ID, True, [])
    assert value["parts"][0] == {
        "field": "anchor_date", "text": "20270310", "value": "2027-03-10", "origin": "campaign",
    }  # fmt: skip
    assert (tagged / CAMPAIGN).read_bytes() == before


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        ("planned", "Rename the id and the file, or correct the campaign where it is wrong."),
        (
            "launched",
            "Links with its name may be out, and then it stays: waive name-pattern-missed, or correct the campaign.",
        ),
        ("completed", "It is over, so leave its name as it is."),
    ],
)  # fmt: skip
def test_a_campaign_that_is_called_otherwise(tagged: Path, call: Caller, status: str, hint: str) -> None:
    change(tagged, CAMPAIGN, ("region: de", "region: fr"), ("topic: consent", "topic: Zwei Wörter"))
    change(tagged, CAMPAIGN, ("status: planned", f"status: {status}"))
    shutil.copy(tagged / "site_config/regions/de.yml", tagged / "site_config/regions/fr.yml")
    change(tagged, "site_config/regions/fr.yml", ("code: de", "code: fr"), ("title: Germany", "title: France"))
    done = call(tagged, "name", ID)
    assert done.code == 1
    assert done.out.startswith("20270310_webinar_zwei-woerter_fr\n")
    assert done.out.endswith(f'The campaign is called {ID}: for region it has "de" instead of "fr".\n    {hint}\n')
    assert call(tagged, "--quiet", "name", ID).out == done.out
    value = found(tagged, call, code=1)
    assert value["wrong"] == [{"field": "region", "written": "de", "wanted": "fr"}]


def test_an_id_without_the_parts(tagged: Path, call: Caller) -> None:
    change(tagged, CAMPAIGN, (ID, "spring"))
    (tagged / CAMPAIGN).rename(tagged / "playbooks/campaigns/spring.yml")
    done = call(tagged, "name", "spring")
    assert done.code == 1
    assert "The campaign is called spring, which does not have the parts of {anchor_date:%Y%m%d}_" in done.out
    assert found(tagged, call, "spring", code=1)["wrong"] == []


def test_other_spellings_of_a_letter_are_as_good(tagged: Path, call: Caller) -> None:
    change(tagged, CAMPAIGN, ("topic: consent", "topic: cönsent"))
    done = call(tagged, "name", ID)
    assert done.code == 0
    assert done.out.startswith("20270310_webinar_coensent_de\n")
    assert done.out.endswith(f"The campaign is called {ID}. That is as good:\n"
                             "letters beyond A to Z may be spelled in several ways.\n")  # fmt: skip


def test_a_topic_in_another_script_is_named_by_hand(tagged: Path, call: Caller) -> None:
    change(tagged, CAMPAIGN, ("topic: consent", "topic: الموافقة"))
    done = call(tagged, "name", ID)
    assert done.code == 0
    assert done.out.startswith(f"The campaign is called {ID}, which follows {{anchor_date:%Y%m%d}}_")
    value = found(tagged, call)
    assert (value["name"], value["parts"], value["right"]) == (None, [], True)
    change(tagged, CAMPAIGN, ("playbook: webinar\n", "playbook: webinar\n"), ("id: 20270310", "id: 20270311"))
    done = call(tagged, "name", CAMPAIGN)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: A name has no place for the letters of ")


def test_the_same_as_the_rule_says(tagged: Path, call: Caller) -> None:
    change(tagged, CAMPAIGN, ("topic: consent", "topic: Zwei Wörter"), (ID, "20270310_webinar_x_fr"))
    (tagged / CAMPAIGN).rename(tagged / "playbooks/campaigns/20270310_webinar_x_fr.yml")
    report = call(tagged, "validate", "--format=concise").out
    name = found(tagged, call, "20270310_webinar_x_fr", code=1)["name"]
    assert f'the rule gives "{name}"' in report


def test_defaults_of_the_playbook_count(tagged: Path, call: Caller) -> None:
    change(tagged, CAMPAIGN, ("variables:\n  topic: consent\n", ""))
    text = (tagged / WEBINAR).read_text(encoding="utf-8")
    (tagged / WEBINAR).write_text(
        re.sub(r"(  - id: topic\n(?:    .*\n)*)", r"\1    default: consent\n", text), encoding="utf-8"
    )
    assert found(tagged, call)["parts"][2]["origin"] == "default"
    assert "topic     the playbook, where nothing else is said: consent\n" in call(tagged, "name", ID).out


def test_names_of_files(tagged: Path, call: Caller) -> None:
    done = call(tagged, "name", ID, "--asset", "ppt")
    assert (done.code, done.err) == (0, 'note: "ppt" is called "deck" here.\n')
    assert (
        done.out
        == """\
webinar_consent_deck_de_v1

Part     Is          Comes from
webinar  playbook    playbook: webinar
consent  topic       variable topic: consent
deck     asset type  asked for: deck
de       region      region: de
1        version     the first one; --set version=2 names the next
"""
    )
    assert call(tagged, "--quiet", "name", ID, "--asset", "ppt").err == ""
    value = found(tagged, call, ID, "--rule=asset", "--set=asset_type=creative", "--set", "version=12")
    assert (value["name"], value["kind"], value["right"]) == ("webinar_consent_banner_de_v12", "asset", None)
    assert value["notes"] == ['"creative" is called "banner" here.']
    assert [part["origin"] for part in value["parts"]] == ["campaign", "variable", "option", "campaign", "option"]
    assert found(tagged, call, ID, "--rule", "utm_campaign")["name"] == ID


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--asset=tile"], 'error: The taxonomy has no asset type "tile".\nhint: Write banner or deck.'),
        (["--asset=dek"], 'error: The taxonomy has no asset type "dek".\nhint: Did you mean deck?'),
        (["--rule=asset"], "error: The name needs asset_type, and nothing says what it is.\nhint: Give it: --set"),
        (["--rule=assets"], 'error: There is no naming rule "assets".\nhint: Did you mean asset?'),
        (["--rule=page"], 'error: There is no naming rule "page".\nhint: There are: asset, campaign, utm_campaign.'),
        (["--asset=deck", "--rule=asset"], "error: --asset and --rule are two answers to one question."),
        (["--set=version=2"], "error: --set says what a field of another rule is.\nhint: Give --asset or"),
        (["--asset=deck", "--set=version"], 'error: "version" does not say what a field is.\nhint: Write --set'),
        (["--asset=deck", "--set=v=1", "--set=v=2"], 'error: "v" is given twice.\nhint: Give it once.'),
        (["--asset=deck", "--set=colour=red"], 'error: The naming rule "asset" has no field "colour".\nhint: Its'),
        (["--asset=deck", "--set=version=!"], 'error: "!", which stands for version, has no letter or number'),
        (["--format=xml"], "error: Invalid value for '--format'"),
    ],
)  # fmt: skip
def test_what_gives_no_name(tagged: Path, call: Caller, arguments: list[str], error: str) -> None:
    done = call(tagged, "name", ID, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(error)


@pytest.mark.parametrize(
    ("taxonomy", "error"),
    [
        ("kind: taxonomy\nschema_version: 1\ntags: []\n",
         'error: There is no naming rule "campaign".\nhint: Names are built by naming: in site_config/taxonomy.yml.'),
        ("kind: taxonomy\nschema_version: 1\ntags: []\nnaming: {campaign: {pattern: '{topic'}}\n",
         'error: The naming rule "campaign" cannot be used: its pattern has a brace without its partner.\n'
         "hint: Correct naming: in site_config/taxonomy.yml."),
        ("kind: taxonomy\nschema_version: 1\ntags: []\nnaming: {campaign: {pattern: '{topic}_{wave}'}}\n",
         "error: The name needs wave, and nothing says what it is.\nhint: Give wave."),
        ("kind: taxonomy\nschema_version: 1\ntags: 7\n",
         "error: site_config/taxonomy.yml needs mending first.\nhint: mopsdocs validate site_config/taxonomy.yml says"),
        ("kind: [taxonomy\n", "error: site_config/taxonomy.yml needs mending first."),
        (None, 'error: There is no naming rule "campaign".\nhint: Names are built by naming:'),
    ],
)  # fmt: skip
def test_a_taxonomy_that_names_nothing(example: Path, call: Caller, taxonomy: str | None, error: str) -> None:
    if taxonomy is None:
        (example / TAXONOMY).unlink()
    else:
        (example / TAXONOMY).write_text(taxonomy, encoding="utf-8")
    done = call(example, "name", ID)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(error)


def test_hostile_text_is_inert(tagged: Path, call: Caller) -> None:
    change(tagged, CAMPAIGN, ("topic: consent", r'topic: "\e[31mconsent\u202e"'))
    done = call(tagged, "name", ID)
    assert "\x1b" not in done.out + done.err
    assert "\u202e" not in done.out + done.err
    done = call(tagged, "name", ID, "--asset", "\x1b[31m")
    assert done.code == 2
    assert "\x1b" not in done.err
