"""Questions that documents of several kinds begin with: what they are called, and which roles answer for them."""

from __future__ import annotations

import re
from typing import Final

from mopsdocs.checks.facts.filing import FOLDERS
from mopsdocs.checks.facts.latin import in_latin
from mopsdocs.checks.facts.reserved import why_reserved
from mopsdocs.scaffold.grounds import Grounds
from mopsdocs.scaffold.questions import Answer, Answers, Choice, Question

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST: Final = 80


def title_question(grounds: Grounds, kind: str, help: str) -> Question:
    """What people call the new document; no other of its kind may be called so."""
    taken = {_sameness(entry.title) for entry in grounds.library.entries(kind)}

    def check(answer: Answer) -> str | None:
        same = _sameness(str(answer)) in taken
        return f"Another {kind} has that title; add a word that tells the two apart." if same else None

    return Question("title", "Title", help=help, check=check)


def id_question(grounds: Grounds, kind: str, answers: Answers) -> Question:
    """The id, which the file is called after; proposed from the title."""
    title = answers.get("title")
    default = id_of(str(title)) if title is not None else None
    if default is not None and id_problem(grounds, kind, default) is not None:
        default = None
    help = "Short name in links and file names. It stays when the title changes."

    def check(answer: Answer) -> str | None:
        return id_problem(grounds, kind, str(answer))

    return Question("id", "Id", "text", help, (), default, title is not None, is_derived=True, check=check)


def id_of(title: str) -> str | None:
    """`title` as an id; None where too little of it is left."""
    plain = in_latin(title)
    words = re.findall(r"[a-z0-9]+", plain.lower()) if plain is not None else []
    id = ""
    for word in words:
        longer = f"{id}-{word}" if id else word
        if len(longer) > _LONGEST:
            break
        id = longer
    return id or None


def id_problem(grounds: Grounds, kind: str, id: str) -> str | None:
    """Why no new document of `kind` can have the `id`."""
    if not _ID.match(id) or len(id) > _LONGEST:
        return f"Ids have lower-case letters and digits with single hyphens between them, at most {_LONGEST}."
    reserved = why_reserved(id)
    if reserved is not None:
        return f'Nothing can be called "{id}": that {reserved}.'
    path = f"{FOLDERS[kind]}/{id}.yml"
    held = grounds.library.get(kind, id) or grounds.library.synonyms(kind).get(id)
    if held is not None or (grounds.root / path).exists():
        return f"There is a {kind} {id} already, or was one."
    return None


def role_question(grounds: Grounds, key: str, title: str, help: str) -> Question:
    """A role of roles.yml."""
    return Question(key, title, "choice", help, grounds.choices("role"), noun="role")


def summary_question(what: str) -> Question:
    """One sentence, which may be left to later."""
    return Question("summary", "Summary", help=f"One sentence: what {what} is for.", required=False)


def answers_question() -> Question:
    """A question that the page answers."""

    def check(answer: Answer) -> str | None:
        return None if str(answer).endswith("?") else "Write it as a question, with a question mark at its end."

    help = "A question, as people would ask it, that the page answers. The search knows it."
    return Question("question", "Question", help=help, required=False, check=check)


def choice_of(*pairs: tuple[str, str]) -> tuple[Choice, ...]:
    """Choices from values and what they mean."""
    return tuple(Choice(value, value, note) for value, note in pairs)


def _sameness(title: str) -> str:
    return " ".join(title.casefold().split())
