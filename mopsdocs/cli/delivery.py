"""Reports of `validate`: written in the wanted format, to where they are wanted."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from mopsdocs.checks.report import Report
from mopsdocs.cli.comparison import prefix_of
from mopsdocs.cli.context import Invocation
from mopsdocs.cli.output import say, write_file
from mopsdocs.cli.texts import text_of
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.model import Settings
from mopsdocs.reporters.summary import summary
from mopsdocs.workspace import Workspace

Format = Literal["text", "concise", "json", "github", "gitlab", "sarif", "junit"]

_FOR_PEOPLE = ("text", "concise", "github")
"""Formats that may say nothing when there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the report of one call goes and how it is written."""

    called: Invocation
    workspace: Workspace
    settings: Settings
    format: Format
    output: Path | None
    fail_on: Severity

    def deliver(self, report: Report, notes: str = "") -> None:
        """Writes `report`. `notes` are lines for people, which no other program gets to read."""
        text = self._written(report)
        silent = self.called.quiet and not report.diagnostics
        if self.output is not None:
            write_file(self.output, text)
            text = f"{summary(report)}\n"
        if not silent or (self.format not in _FOR_PEOPLE and self.output is None):
            say(text)
        if notes and not self.called.quiet and (self.format == "text" or self.output is not None):
            say(notes)
        if self.format == "github":
            self._summarise(report)

    def _written(self, report: Report) -> str:
        """Only the wanted reporter is imported: most runs need no JSON, and no run needs all of them."""
        if self.format == "text":
            from mopsdocs.reporters.text import text_report

            coloured = self.called.coloured and self.output is None
            return text_report(report, lambda path: text_of(self.workspace, path), coloured)
        if self.format == "concise":
            from mopsdocs.reporters.concise import concise_report

            return concise_report(report)
        if self.format == "json":
            from mopsdocs.reporters.json_report import json_report

            return json_report(report)
        return self._for_platform(report, prefix_of(self.workspace))

    def _for_platform(self, report: Report, prefix: str) -> str:
        if self.format == "github":
            from mopsdocs.reporters.github import github_report

            return github_report(report, prefix)
        if self.format == "gitlab":
            from mopsdocs.reporters.gitlab import gitlab_report

            return gitlab_report(report, prefix)
        if self.format == "junit":
            from mopsdocs.reporters.junit import junit_report

            return junit_report(report, prefix, self.fail_on)
        from mopsdocs import __version__
        from mopsdocs.checks.facts.catalogue import rule_pages
        from mopsdocs.reporters.sarif import sarif_report

        # GitHub ignores suppressions and would open an alert for every accepted finding.
        shown = replace(report, accepted=()) if os.environ.get("GITHUB_ACTIONS") == "true" else report
        return sarif_report(shown, rule_pages(), __version__, self._help_address(), prefix)

    def _help_address(self) -> str:
        from mopsdocs.reporters.sarif import HELP_ADDRESS

        site = self.settings.site_url
        return f"{site.rstrip('/')}/rules/{{id}}/" if site else HELP_ADDRESS

    def _summarise(self, report: Report) -> None:
        """Appends the whole list to the summary of the job, where GitHub shows it."""
        target = os.environ.get("GITHUB_STEP_SUMMARY")
        if target:
            from mopsdocs.reporters.job_summary import job_summary

            with Path(target).open("a", encoding="utf-8", errors="replace") as file:
                file.write(job_summary(report, prefix_of(self.workspace)))
