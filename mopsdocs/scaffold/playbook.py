"""New playbooks: from planning to monitoring, with gates, in the roles of the workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from mopsdocs.scaffold.form import Advice, NewDocument
from mopsdocs.scaffold.grounds import Grounds
from mopsdocs.scaffold.identity import (
    answers_question,
    id_question,
    role_question,
    summary_question,
    title_question,
)
from mopsdocs.scaffold.questions import Answer, Answers, Choice, Question, meant_by
from mopsdocs.scaffold.usual_roles import usual_roles

_ANCHORS: Final = (
    Choice("event_date", "The day of the event"),
    Choice("launch_date", "The day of the launch"),
    Choice("send_date", "The day of the send"),
)
_CHANNELS: Final = {
    "email": "E-mail",
    "web": "Website",
    "social": "Social networks",
    "sms": "Text messages",
    "phone": "Telephone",
    "event": "Events on site",
    "ads": "Advertising",
}
_TO_PEOPLE: Final = frozenset({"email", "sms", "phone"})
"""Channels that need consent and suppression lists."""

_ANCHOR: Final = re.compile(r"[a-z][a-z0-9_]*\Z")
_CHANNEL: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class PlaybookForm:
    """What is asked for a playbook."""

    kind = "playbook"
    undecided = ""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._usual = usual_roles(grounds.library)
        grounds.refuse_unsound(("site_config/roles.yml", "site_config/metrics.yml"))
        grounds.need("role", "A playbook needs roles")
        grounds.need("metric", "A playbook is measured by a metric")

    def questions(self, answers: Answers) -> Iterator[Question]:
        """What it is called, what it uses, who does it, and how it is measured."""
        grounds = self._grounds
        yield title_question(grounds, "playbook", "What people call this kind of campaign, such as Webinar.")
        yield id_question(grounds, "playbook", answers)
        yield summary_question("the playbook")
        yield self._anchor()
        yield self._channels()
        yield from self._roles(answers)
        yield Question(
            "metric", "Metric", "choice", "What a campaign is judged by.", grounds.choices("metric"), noun="metric"
        )
        yield from self._guardrail(answers)
        yield answers_question()

    def is_complete(self, answers: Answers) -> bool:
        """All questions are always known."""
        return True

    def check(self, answers: Answers) -> None:
        """Questions look at the answers before them."""

    def advice(self, key: str, answers: Answers) -> Advice | None:
        """Nothing needs a word."""
        return None

    def document(self, answers: Answers) -> NewDocument:
        """The playbook, a draft."""
        channels = answers["channels"]
        used = frozenset(channels) if isinstance(channels, tuple) else frozenset()
        values = {
            **answers,
            "channels": sorted(used),
            "to_people": bool(used & _TO_PEOPLE),
            "email": "email" in used,
            "independent": not self._grounds.library.settings.solo,
            "today": self._grounds.today.isoformat(),
        }
        return self._grounds.new("playbook", f"playbooks/library/{answers['id']}.yml", values)

    def next_steps(self, document: NewDocument) -> tuple[str, ...]:
        """Fill in, check, look at it."""
        return (
            f"mopsdocs validate {document.path}  lists what is still to be filled in",
            "mopsdocs serve --open  shows the page as you write",
            f"git add {document.path}  then commit it and open a pull request",
        )

    def _anchor(self) -> Question:
        own = [entry.head.anchor for entry in self._grounds.library.entries("playbook")]
        known = {choice.value for choice in _ANCHORS}
        more = [Choice(name, name, "used by another playbook") for name in sorted({*own} - known)]

        def check(answer: Answer) -> str | None:
            fits = _ANCHOR.match(str(answer))
            return None if fits else "Names of day 0 have lower-case letters, digits and _, such as event_date."

        help = "What happens on day 0. All due dates count from it."
        return Question("anchor", "Day 0", "choice", help, (*_ANCHORS, *more), own_words=True, check=check)

    def _channels(self) -> Question:
        used = {channel for entry in self._grounds.library.entries("playbook") for channel in entry.head.channels}
        choices = tuple(Choice(name, title) for name, title in _CHANNELS.items())
        choices += tuple(Choice(name, name) for name in sorted(used - _CHANNELS.keys()))

        def check(answer: Answer) -> str | None:
            names = answer if isinstance(answer, tuple) else ()
            for name in names:
                if not _CHANNEL.match(name) or len(name) > 80:
                    meant = meant_by(choices, name)
                    return f'"{name}" is no name of a channel.' + (f" Did you mean {meant}?" if meant else "")
            return None

        help = "Where it runs. With e-mail it gets the checks that every e-mail needs."
        return Question("channels", "Channels", "several", help, choices, own_words=True, required=False, check=check)

    def _roles(self, answers: Answers) -> Iterator[Question]:
        yield self._role("owner", "Owner", "Answers for every step, and for the playbook itself.")
        yield self._role("builder", "Builder", "Builds the audience and the campaign, and launches it.")
        help = "Checks what was built. Nobody checks their own work: the builder cannot be it."
        yield self._role("reviewer", "Reviewer", help, {"builder": answers.get("builder")})
        doers = {key: answers.get(key) for key in ("owner", "builder", "reviewer")}
        help = "Decides at the gates. Nobody approves their own work: it cannot be one of the roles above."
        yield self._role("approver", "Approver", help, doers)
        help = (
            "Decides when the approver does not answer in time. Leave it out, and nothing says how long that may take."
        )
        question = self._role("escalate_to", "Escalation", help, {"approver": answers.get("approver")})
        yield replace(question, required=False)

    def _role(
        self, key: str, title: str, help: str, others: Mapping[str, Answer | None] = MappingProxyType({})
    ) -> Question:
        """A role, those first that do this in other playbooks; none of `others`, unless one person does everything."""

        def check(answer: Answer) -> str | None:
            same = next((name for name, role in others.items() if role == answer), None)
            return f"{answer} is the {same} already. Choose another role as {title.lower()}." if same else None

        question = role_question(self._grounds, key, title, help)
        usual = self._usual.get(key, ())
        ranks = {role: rank for rank, role in enumerate(usual)}
        choices = tuple(sorted(question.choices, key=lambda choice: ranks.get(choice.value, len(ranks))))
        if self._grounds.library.settings.solo and key != "escalate_to":
            return replace(question, choices=choices, default=next(iter(usual), None))
        choices = tuple(choice for choice in choices if choice.value not in others.values())
        default = next((role for role in usual if role not in others.values()), None)
        return replace(question, choices=choices, default=default, check=check)

    def _guardrail(self, answers: Answers) -> Iterator[Question]:
        metric = self._grounds.library.get("metric", str(answers.get("metric")))
        own = metric.item.guardrail if metric is not None else None
        choices = tuple(choice for choice in self._grounds.choices("metric") if choice.value != answers.get("metric"))
        help = "The metric that must not get worse meanwhile."
        yield Question("guardrail", "Guardrail", "choice", help, choices, own, required=False, noun="metric")
