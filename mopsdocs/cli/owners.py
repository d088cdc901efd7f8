"""`mopsdocs owners`: CODEOWNERS from the owners, approvers and people in the documents."""

from __future__ import annotations

import gc
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from mopsdocs.atomic import Change, replace_all, write_whole
from mopsdocs.caches import cache_folder
from mopsdocs.checks.checking import Effort, inspect_workspace, library_of
from mopsdocs.checks.placings import Placings
from mopsdocs.cli.codeowners_file import host_of, place_in, text_of_file
from mopsdocs.cli.context import invocation
from mopsdocs.cli.output import complain, say
from mopsdocs.documents.library import Library
from mopsdocs.errors import MopsError
from mopsdocs.git import Repository
from mopsdocs.reporters.codeowners import SIZE_LIMIT, codeowners
from mopsdocs.reporters.own_lines import renewed
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.unowned import gap_text, mail_text
from mopsdocs.review.holders import Holders, Host, by_mail, gaps
from mopsdocs.review.ownership import Owned, governance, owners
from mopsdocs.workspace import Workspace

_STDOUT = Path("-")


def command(
    context: typer.Context,
    format: Annotated[
        Literal["github", "gitlab"] | None,
        typer.Option(help="The host that reads the file; default: what the repository is made for, else github"),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 unless the file is current")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write this file, - for the terminal; default: the one that the host reads"),
    ] = None,
) -> int:
    """Write CODEOWNERS: whom GitHub or GitLab asks before a change of a document goes in.

    Asked are the people who hold the roles that own a document, approve its gates or answer for what its region
    requires, under the handles in site_config/people.yml. Lines that people have added to the file stay. GitHub is
    content when one of all those it asks agrees; GitLab wants somebody of every role. Neither insists until the
    branch is protected: on GitHub with "Require review from Code Owners", on GitLab with "Code owner approval".

    Exit 1: there is a gate or a file for which nobody at all can be asked, or --check found the file out of date.
    """
    gc.disable()  # documents live until the program ends, so looking for garbage among them only costs time
    called = invocation(context)
    workspace = called.workspace()
    library = _library(workspace)
    repository = Repository.around(workspace.root)
    top, prefix = (repository.top, repository.prefix(workspace.root)) if repository else (workspace.root, "")
    host = format or host_of(top, library.settings)
    file = _File.of(top, place_in(top, host), output)
    if check and output == _STDOUT:
        raise MopsError("There is no file to check.", "Leave --output - away, or name the file.")
    asked = _Asked(library, owners(library), Holders(library), host)
    after = renewed(file.text or "", asked.lines(prefix, file.own), file.name, sections=host == "gitlab")
    _refuse_too_long(after, file.name, host)
    missing = asked.tell_gaps(called.quiet)
    if output == _STDOUT:
        say(after)
    elif check:
        stale = after != file.text
        if stale:
            say(f"{safe(file.complaint)} with: {_again(format, output)}\n")
        elif not called.quiet:
            say(f"{safe(file.name)} is current.\n")
        return int(stale or missing)
    else:
        file.write(after)
        if not called.quiet:
            say(f"{safe(file.name)} {'is written' if after != file.text else 'was current already'}.\n")
    return int(missing)


@dataclass(frozen=True, slots=True)
class _File:
    """The file that is written: what people call it, its text if it is there, and its path from the top if it has one.

    `standard` is false where somebody named it, and then its folder is there or the name is a mistake.
    """

    path: Path
    name: str
    text: str | None
    own: str | None
    standard: bool

    @classmethod
    def of(cls, top: Path, place: str, output: Path | None) -> _File:
        """The file at `output`, else the one that the host reads at `place`."""
        if output is None or output == _STDOUT:
            return cls(top / place, place, text_of_file(top / place), place, True)
        there = output.parent.resolve() / output.name
        own = there.relative_to(top).as_posix() if there.is_relative_to(top) else None
        return cls(output, str(output), text_of_file(output), own, False)

    @property
    def complaint(self) -> str:
        """Why the file is not what it should be, and what is to be done."""
        return f"There is no {self.name}. Write it" if self.text is None else f"{self.name} is out of date. Renew it"

    def write(self, text: str) -> None:
        """Makes `text` what the file says, unless it says so already."""
        data = text.encode("utf-8", "surrogateescape")
        if text == self.text:
            return
        if self.standard:
            before = self.text.encode("utf-8", "surrogateescape") if self.text is not None else None
            replace_all([Change(self.path, before, data)])
        else:
            write_whole(self.path, data)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whom `host` is to ask about every document."""

    library: Library
    owned: tuple[Owned, ...]
    holders: Holders
    host: Host

    def lines(self, prefix: str, own: str | None) -> str:
        """The generated lines. The file itself, `own`, decides who is asked, so whoever answers for the rest is."""
        files = {prefix + owned.path: owned for owned in self.owned}
        rest = (governance(self.library),)
        folders = {f"{prefix}{folder}/": Owned(folder, rest) for folder in ("playbooks", "site_config")}
        if own is not None:
            files[own] = Owned(own, rest)
        return codeowners(files, folders, self.holders, self.host)

    def tell_gaps(self, quiet: bool) -> bool:
        """Says what nobody can be asked about; whether something is left without anybody."""
        found = gaps(self.owned, self.holders, self.host)
        placings = Placings(self.library.by_path)
        for gap in found:
            complain(gap_text(gap, self.holders, self.host, placings.line))
        if not quiet:
            complain(mail_text(by_mail(self.owned, self.holders, self.host), self.host))
        return any(gap.uncontrolled for gap in found)


def _library(workspace: Workspace) -> Library:
    """All documents; one that cannot be read would look as if nobody had to agree to a change of it."""
    inspections = inspect_workspace(workspace, Effort(cache=cache_folder()))
    library = library_of(inspections)
    for path, file in inspections.files.items():
        if path not in library.by_path:
            first = min(file.found, key=lambda found: (found.severity.rank, found.line))
            hint = f"Mend it first; mopsdocs validate {shlex.quote(path)} says more."
            raise MopsError(f"{path}:{first.line}: {first.message}.", hint)
    return library


def _refuse_too_long(text: str, name: str, host: Host) -> None:
    if host == "github" and len(text.encode("utf-8", "surrogateescape")) >= SIZE_LIMIT:
        message = f"{name} would have 3 MB or more, and GitHub reads no CODEOWNERS that is so long."
        raise MopsError(
            message, "Nothing was written. Use short team handles, and one owner for all files of a folder."
        )


def _again(format: Host | None, output: Path | None) -> str:
    """The command that writes what was checked."""
    options = [*(["--format", format] if format else []), *(["--output", str(output)] if output else [])]
    return shlex.join(["mopsdocs", "owners", *options])
