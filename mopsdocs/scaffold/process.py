"""New processes: how a standing job is done, or what has been decided about it."""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.scaffold.form import Advice, NewDocument
from mopsdocs.scaffold.grounds import Grounds
from mopsdocs.scaffold.identity import (
    answers_question,
    choice_of,
    id_question,
    role_question,
    summary_question,
    title_question,
)
from mopsdocs.scaffold.questions import Answers, Question

_TYPES = choice_of(
    ("how_to", "steps for a job that comes up again and again"),
    ("policy", "a rule that has been decided"),
    ("reference", "facts to look up"),
    ("explanation", "why something is as it is"),
)


class ProcessForm:
    """What is asked for a process."""

    kind = "process"
    undecided = ""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        grounds.refuse_unsound(("site_config/roles.yml",))
        grounds.need("role", "A process has an owner and an approver")

    def questions(self, answers: Answers) -> Iterator[Question]:
        """What it is called, what it is, and who answers for it."""
        grounds = self._grounds
        yield title_question(grounds, "process", "What people call it, such as Campaign intake.")
        yield id_question(grounds, "process", answers)
        yield summary_question("the page")
        yield Question("process_type", "Kind of page", "choice", "What people find on it.", _TYPES, "how_to", False)
        yield role_question(grounds, "owner", "Owner", "The role that keeps the page right.")
        yield role_question(grounds, "approver", "Approver", "The role that agrees to changes.")
        yield answers_question()

    def is_complete(self, answers: Answers) -> bool:
        """All questions are always known."""
        return True

    def check(self, answers: Answers) -> None:
        """Any answers go together."""

    def advice(self, key: str, answers: Answers) -> Advice | None:
        """Nothing needs a word."""
        return None

    def document(self, answers: Answers) -> NewDocument:
        """The process, a draft."""
        values = {**answers, "today": self._grounds.today.isoformat()}
        return self._grounds.new("process", f"playbooks/processes/{answers['id']}.yml", values)

    def next_steps(self, document: NewDocument) -> tuple[str, ...]:
        """Fill in, check, look at it."""
        return (
            f"mopsdocs validate {document.path}  lists what is still to be filled in",
            "mopsdocs serve --open  shows the page as you write",
            f"git add {document.path}  then commit it and open a pull request",
        )
