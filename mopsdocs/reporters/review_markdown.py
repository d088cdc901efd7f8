"""A review as the comment on a pull request.

`templates/review/comment.md` lays it out. What people typed reaches it as inert Markdown: it can neither be a tag, a
link nor a mention, whatever the template does with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.reporters.markdown_text import cell, code, fenced, in_tag
from mopsdocs.reporters.summary import counts
from mopsdocs.review.agreement import Agreement
from mopsdocs.review.comparison import Change
from mopsdocs.review.effects import by_effect
from mopsdocs.review.outcome import ChangedDocument, Outcome
from mopsdocs.review.waiving import Accepted
from mopsdocs.wording import counted

LIMIT: Final = 60_000
"""Characters of a comment. GitHub takes 65,536, and whoever posts it adds a few."""

TEMPLATE: Final = "review/comment.md"

Render = Callable[[dict[str, Any]], str]

_MOST_LINES: Final = 30
"""Lines of one text that are shown, before and after."""

_EFFECTS: Final = {
    "inherits": "{} of {} with the next sync",
    "has it already": "has {} of {} already",
    "will conflict": "somebody has to choose in {} of {}",
    "has no such unit": "has no place for {} of {}",
}
_OWN: Final = "{} of its own copy"
_LAW: Final = "{} of what the region itself asks for"

_VERDICTS: Final = {
    Severity.ERROR: "Controls get weaker: {}",
    Severity.WARNING: "Owners have to decide: {}",
    Severity.INFO: "No control gets weaker: {}",
}


def review_markdown(found: Outcome, render: Render, prefix: str = "", limit: int = LIMIT) -> str:
    """`found` as Markdown of at most `limit` characters, laid out by `render`.

    `prefix` is the way from the root of the repository to the workspace. Where not everything fits, the gravest is
    shown and the rest counted.
    """
    view = _View(found, prefix)
    items = view.size()
    text = _tidy(render(view.of(items)))
    shown, too_many = 0, items
    while len(text) > limit and too_many - shown > 1:
        middle = (shown + too_many) // 2
        if len(_tidy(render(view.of(middle)))) <= limit:
            shown = middle
        else:
            too_many = middle
    return text if len(text) <= limit else _tidy(render(view.of(shown)))[:limit]


def _tidy(text: str) -> str:
    """`text` without more than one empty line on end, outside of what people typed."""
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    kept = [line for number, line in enumerate(lines) if line or not number or lines[number - 1]]
    return "\n".join(kept) + "\n"


@dataclass(frozen=True, slots=True)
class _View:
    found: Outcome
    prefix: str

    def parts(self) -> tuple[tuple[str, Sequence[Any]], ...]:
        """What there is to show, the most important first, each with its place in the template."""
        grave = [change for change in self.found.changes if change.level is not Severity.INFO]
        return (
            ("rows", grave),
            ("agreements", self.found.agreements),
            ("regions", [*_regions(self.found)]),
            ("accepted", self.found.accepted),
            ("documents", self.found.documents),
        )

    def size(self) -> int:
        return sum(len(items) for _, items in self.parts())

    def of(self, most: int) -> dict[str, Any]:
        """What the template gets, with the first `most` items."""
        makers: dict[str, Callable[[Any], dict[str, Any]]] = {
            "rows": self.row,
            "agreements": self.agreement,
            "regions": lambda region: {"region": cell(region[0]), "effect": cell(region[1])},
            "accepted": _accepted,
            "documents": self.document,
        }
        view: dict[str, Any] = {"verdict": _verdict(self.found), "scope": self.scope()}
        left = {}
        for name, items in self.parts():
            view[name] = [makers[name](item) for item in items[:most]]
            left[name] = len(items) - len(view[name])
            most -= len(view[name])
        view["layout_only"] = ", ".join(map(code, self.found.layout_only))
        view["left"] = _left(left)
        return view

    def scope(self) -> str:
        base = self.found.base if len(self.found.base) < 40 else self.found.base[:12]
        documents = len(self.found.documents)
        where = "1 document differs" if documents == 1 else f"{documents:,} documents differ"
        return f"{where} from {code(base)}."

    def place(self, change: Change) -> str:
        line = change.new_line or change.old_line
        return code(f"{self.prefix}{change.path}{f':{line}' if line is not None else ''}").replace("|", "\\|")

    def row(self, change: Change) -> dict[str, Any]:
        return {"level": f"**{change.level.value}**", "message": cell(change.message), "place": self.place(change)}

    def agreement(self, one: Agreement) -> dict[str, Any]:
        mentions = dict.fromkeys((*one.github, *one.gitlab))
        titles = {document.key: document.title for document in self.found.documents}
        reasons = (f"{does} ({titles.get(key, key)})" for does, key in one.reasons)
        people = ", ".join(map(cell, one.people)) or "nobody holds this role"
        handles = f" {' '.join(map(code, mentions))}" if mentions else ""
        return {"role": cell(one.title), "people": f"{people}{handles}", "reasons": cell("; ".join(reasons))}

    def document(self, one: ChangedDocument) -> dict[str, Any]:
        region = f" {in_tag(one.region)}" if one.region is not None else ""
        return {
            "title": f"{in_tag(one.title)}{region}",
            "counts": counts(change.level for change in one.changes),
            "place": f"{code(self.prefix + one.path)}{_version(one)}",
            "changes": [self.change(change) for change in one.changes],
        }

    def change(self, change: Change) -> dict[str, Any]:
        return {
            "level": change.level.value,
            "message": cell(change.message),
            "id": code(change.id),
            "fingerprint": code(change.fingerprint),
            "effects": [f"{effect}: {cell(self.titles(regions))}" for effect, regions in by_effect(change.copies)],
            "wording": _wording(change),
        }

    def titles(self, regions: Iterable[str]) -> str:
        return ", ".join(self.found.regions.get(code, code) for code in regions)


def _verdict(found: Outcome) -> str:
    worst = found.worst()
    if worst is None:
        return "Nothing changed for the people who run campaigns" if not found.accepted else "What changed is accepted"
    return _VERDICTS[worst].format(counts(change.level for change in found.changes))


def _version(one: ChangedDocument) -> str:
    if one.versions is None:
        return ""
    was, now, wanted = one.versions.before, one.versions.now, one.versions.wanted
    return f" Version {code(was)}, now {code(now)}; what changed calls for {code(wanted)} or later."


def _wording(change: Change) -> str:
    """The old and the new text, where the message does not have both in full."""
    old, new = (_lines(value) for value in (change.fact.old, change.fact.new))
    if (
        change.fact.kind != "changed"
        or old is None
        or new is None
        or all(line in change.message for line in (*old, *new))
    ):
        return ""
    lines = [*(f"- {line}" for line in _cut(old)), *(f"+ {line}" for line in _cut(new))]
    return "\n".join(f"  {line}" for line in fenced("\n".join(lines), "diff").split("\n"))


def _lines(value: Any) -> list[str] | None:
    if isinstance(value, str):
        return value.strip("\n").split("\n")
    return value if isinstance(value, list) and all(isinstance(item, str) for item in value) else None


def _cut(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], *([f"… and {more:,} more lines"] if more > 0 else [])]


def _accepted(one: Accepted) -> dict[str, Any]:
    new = " (accepted in this very change)" if one.is_new else ""
    return {
        "message": cell(one.change.message),
        "approver": cell(one.approver),
        "reason": f"{cell(one.waiver.reason)}{new}",
        "until": one.waiver.expires.isoformat(),
    }


def _regions(found: Outcome) -> Iterator[tuple[str, str]]:
    """Every region that something changes for, by its title, with what it means there."""
    titles = {document.key: document.title for document in found.documents}
    told: dict[str, Counter[tuple[str, str]]] = {}
    for change in found.changes:
        for copy in change.copies:
            told.setdefault(copy.region, Counter())[_EFFECTS[copy.effect], titles[change.document]] += 1
        if change.region is not None:
            told.setdefault(change.region, Counter())[_OWN if "@" in change.document else _LAW, ""] += 1
    by_title = sorted((found.regions.get(code, code), effects) for code, effects in told.items())
    for region, effects in by_title:
        yield (
            region,
            "; ".join(what.format(counted(count, "change"), title) for (what, title), count in effects.items()),
        )


def _left(left: dict[str, int]) -> str:
    """What is not shown, in words."""
    names = {
        "rows": ("change", "changes"),
        "agreements": ("role that must agree", "roles that must agree"),
        "regions": ("region", "regions"),
        "accepted": ("accepted change", "accepted changes"),
        "documents": ("document in detail", "documents in detail"),
    }
    parts = [f"{count:,} {names[name][count != 1]}" for name, count in left.items() if count]
    return f"Not shown, because a comment has an end: {', '.join(parts)}. `mopsdocs review` tells all." if parts else ""
