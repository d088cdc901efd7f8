"""What commands say that cannot go on because documents need mending."""

from __future__ import annotations

from mopsdocs.cli.context import Invocation
from mopsdocs.cli.output import complain_about, say
from mopsdocs.cli.texts import text_of
from mopsdocs.reporters.text import text_report
from mopsdocs.site.loading import RefusedDocuments
from mopsdocs.workspace import Workspace


def refused(called: Invocation, workspace: Workspace, error: RefusedDocuments) -> int:
    """Shows the errors as `validate` does, and returns the exit code for findings."""
    say(text_report(error.report, lambda path: text_of(workspace, path), called.coloured))
    complain_about(error)
    return 1
