"""The report in SARIF 2.1.0, for GitHub code scanning, Azure DevOps and the viewers of editors.

Waived findings are results with an accepted suppression. GitHub ignores suppressions and opens an alert for each, so a
report for it is one without them. Braces stay single although 3.11.5 of the standard doubles them: nothing is filled
into these messages, and viewers show such text as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from mopsdocs.checks.facts.catalogue import RulePage
from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic, Related, Severity, Splice
from mopsdocs.reporters.printable import safe

HOME: Final = "https://github.com/mopsdocs/mopsdocs"
"""Where people learn what wrote the report."""

HELP_ADDRESS: Final = f"{HOME}#{{id}}"
"""Where a rule is explained; `{id}` stands for the rule."""

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT: Final = "%SRCROOT%"

_Object = dict[str, Any]


def sarif_report(
    report: Report, rules: Sequence[RulePage], version: str, help_address: str = HELP_ADDRESS, prefix: str = ""
) -> str:
    """`report` as SARIF, JSON in ASCII.

    `rules` are the pages of all rules, `version` is that of mopsdocs, and `prefix` is the way from the root of the
    repository to the workspace. It tells the runs of several workspaces in one repository apart as well.
    """
    occurring = {found.rule for found in (*report.diagnostics, *(report.known or ()), *report.accepted)}
    pages = [page for page in rules if page.rule.id in occurring]
    driver = {
        "name": "mopsdocs",
        "semanticVersion": version,
        "informationUri": HOME,
        "rules": [_rule(page, help_address) for page in pages],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"mopsdocs/{safe(prefix)}"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": _results(report, {page.rule.id: index for index, page in enumerate(pages)}, prefix),
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _results(report: Report, indexes: Mapping[str, int], prefix: str) -> list[_Object]:
    """What counts, then what is known, then what is waived. A state is told of all results or of none (3.27.23)."""
    results = [_result(found, indexes, prefix) for found in report.diagnostics]
    results += [_result(found, indexes, prefix) | {"baselineState": "unchanged"} for found in report.known or ()]
    waived = {"suppressions": [{"kind": "external", "status": "accepted"}]}
    results += [_result(found, indexes, prefix) | waived for found in report.accepted]
    if report.known is not None:
        results = [{"baselineState": "new"} | result for result in results]
    if report.accepted:
        results = [{"suppressions": []} | result for result in results]
    return results


def _rule(page: RulePage, help_address: str) -> _Object:
    rule = page.rule
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": page.manual.split("\n\n", 1)[0].replace("\n", " ").strip()},
        "help": {"text": page.manual, "markdown": page.manual},
        "helpUri": help_address.format(id=rule.id),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.category.value], "category": rule.category.value},
    }


def _result(found: Diagnostic, indexes: Mapping[str, int], prefix: str) -> _Object:
    result: _Object = {"ruleId": found.rule}
    if found.rule in indexes:
        result["ruleIndex"] = indexes[found.rule]
    result |= {
        "level": _LEVELS[found.severity],
        "message": {"text": _message(found)},
        "locations": [{"physicalLocation": _physical(found, prefix)}],
        "partialFingerprints": {"mopsdocs/v1": found.fingerprint},
    }
    if found.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(place, prefix), "message": {"text": _text(place.message)}}
            for number, place in enumerate(found.related, start=1)
        ]
    if isinstance(found.fix, Splice):
        result["fixes"] = [_fix(found, found.fix, prefix)]
    return result


def _message(found: Diagnostic) -> str:
    """Message, hint and links to the related places. Where there is little room, viewers show the first sentence."""
    sentences = [_sentence(_text(found.message))]
    if found.hint:
        sentences.append(_sentence(f"Hint: {_text(found.hint)}"))
    if found.related:
        links = (_link(found, place, number) for number, place in enumerate(found.related, start=1))
        sentences.append(f"See {', '.join(links)}.")
    return " ".join(sentences)


def _link(found: Diagnostic, place: Related, number: int) -> str:
    """A link to the related location `number`. The path stands before it, for brackets in a link confuse viewers."""
    link = f"[line {place.line}]({number})"
    return link if place.path == found.path else f"{_text(place.path)} {link}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _text(text: str) -> str:
    """`text` without anything that a viewer could take for a link."""
    return safe(text).replace("](", "] (")


def _physical(place: Diagnostic | Related, prefix: str) -> _Object:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {"artifactLocation": _artifact(place.path, prefix), "region": region}


def _artifact(path: str, prefix: str) -> _Object:
    return {"uri": quote(prefix + path, errors="surrogatepass"), "uriBaseId": _ROOT}


def _fix(found: Diagnostic, fix: Splice, prefix: str) -> _Object:
    deleted = {"charOffset": fix.start, "charLength": fix.end - fix.start}
    replacement = {"deletedRegion": deleted, "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": _artifact(found.path, prefix), "replacements": [replacement]}
    return {"description": {"text": _text(found.hint or found.message)}, "artifactChanges": [change]}
