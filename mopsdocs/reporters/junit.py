"""The report as JUnit XML: a suite for each file, a test case for each finding, and one that passes for a clean file.

Jenkins and GitLab follow a case from run to run by its name, so names hold no line numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic, Severity
from mopsdocs.reporters.printable import safe

_NOT_IN_XML: Final = re.compile("[\ufffe\uffff]")
_YAML: Final = re.compile(r"\.ya?ml$")
_ATTACHMENT: Final = "[[ATTACHMENT|"
"""In the output of a case it attaches a file of the machine to the report."""


def junit_report(report: Report, prefix: str = "", fail_on: Severity = Severity.ERROR) -> str:
    """`report` as XML in ASCII, without times.

    Findings below `fail_on` are cases that pass and say what was found in their output. `prefix` is the way from the
    root of the repository to the workspace.
    """
    found: dict[str, list[Diagnostic]] = {path: [] for path in report.paths}
    for diagnostic in report.diagnostics:
        found.setdefault(diagnostic.path, []).append(diagnostic)
    suites = [_suite(prefix + path, found[path], prefix, fail_on) for path in sorted(found)]
    root = ElementTree.Element("testsuites", {"name": "mopsdocs", **_counts(suites)})
    root.extend(suites)
    ElementTree.indent(root)
    # Characters beyond ASCII become references, so the text survives every terminal and pipe.
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="us-ascii").decode()}\n'


def _suite(name: str, found: Sequence[Diagnostic], prefix: str, fail_on: Severity) -> ElementTree.Element:
    cases = [_case(diagnostic, prefix, fail_on) for diagnostic in found] or [_element("testcase", name="no findings")]
    taken: Counter[str] = Counter()
    for case in cases:
        case.set("name", _unused(case.attrib["name"], taken))
        case.set("classname", _YAML.sub("", _text(name)).replace("/", "."))  # package and class, as Jenkins has it
    suite = _element("testsuite", name=name, file=name)
    suite.extend(cases)
    suite.attrib |= _counts([suite])
    return suite


def _case(found: Diagnostic, prefix: str, fail_on: Severity) -> ElementTree.Element:
    case = _element("testcase", name=f"{found.rule}: {found.message}")
    text = "\n".join(map(_text, _lines(found, prefix)))
    if found.severity.rank <= fail_on.rank:
        failure = _element("failure", type=found.rule, message=found.message)
        failure.text = text
        case.append(failure)
    else:
        output = _element("system-out")
        output.text = text.replace(_ATTACHMENT, f"[ {_ATTACHMENT[1:]}")
        case.append(output)
    return case


def _lines(found: Diagnostic, prefix: str) -> list[str]:
    """All about `found`, because GitLab shows nothing else of a failure."""
    lines = [
        f"{prefix}{found.path}:{found.line}:{found.column}: {found.severity.value} [{found.rule}]",
        found.message,
    ]
    if found.hint:
        lines.append(f"hint: {found.hint}")
    return lines + [f"see {prefix}{place.path}:{place.line}: {place.message}" for place in found.related]


def _counts(suites: Sequence[ElementTree.Element]) -> dict[str, str]:
    def count(tag: str) -> str:
        return str(sum(1 for suite in suites for _ in suite.iter(tag)))

    return {"tests": count("testcase"), "failures": count("failure"), "errors": "0"}


def _unused(name: str, taken: Counter[str]) -> str:
    """`name`, with a number where it is taken; GitLab keeps only one case of a name. It is taken from now on."""
    unused = name
    while unused in taken:
        taken[name] += 1
        unused = f"{name} ({taken[name]})"
    taken[unused] = 1
    return unused


def _element(tag: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.Element(tag, {key: _text(value) for key, value in attributes.items()})


def _text(text: str) -> str:
    """`text` in characters that XML has."""
    return _NOT_IN_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", safe(text))
