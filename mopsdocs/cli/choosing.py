"""A list on the terminal to choose from: arrow keys move, typing searches, Enter takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from mopsdocs.reporters.printable import safe, width
from mopsdocs.scaffold.questions import Choice, meant_by

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

_MOST_SHOWN: Final = 10
"""Lines of the list that are shown at once; the others come when the marker gets there."""


class Chooser:
    """What of a list is shown, where the marker stands, and what has been typed.

    `ticked` is for several answers. With `ids` the values stand beside the titles.
    """

    def __init__(
        self,
        choices: Sequence[Choice],
        default: str | None = None,
        ticked: Sequence[str] | None = None,
        ids: bool = False,
    ) -> None:
        self._choices = tuple(choices)
        self._ids = ids
        self.typed = ""
        self.ticked = list(ticked) if ticked is not None else None
        values = [choice.value for choice in choices]
        self._at = values.index(default) if default in values else 0

    @property
    def found(self) -> tuple[Choice, ...]:
        """The choices that have every typed word in them; none when there is no such choice."""
        words = self.typed.lower().split()
        return tuple(one for one in self._choices if all(word in _searched(one) for word in words))

    @property
    def shown(self) -> tuple[Choice, ...]:
        """What can be chosen: what was found, else what was most likely meant."""
        if self.found:
            return self.found
        meant = meant_by(self._choices, self.typed.strip())
        return tuple(one for one in self._choices if one.value == meant)

    @property
    def pointed_at(self) -> Choice | None:
        """The choice that the marker stands on."""
        shown = self.shown
        return shown[min(self._at, len(shown) - 1)] if shown else None

    def move(self, by: int) -> None:
        """Moves the marker; from the last choice it goes on to the first."""
        if self.shown:
            self._at = (min(self._at, len(self.shown) - 1) + by) % len(self.shown)

    def type(self, text: str) -> None:
        """Adds to what is searched; the marker goes to the first that is found."""
        self.typed += text
        self._at = 0

    def delete(self) -> None:
        """Takes the last sign back."""
        self.typed = self.typed[:-1]
        self._at = 0

    def tick(self) -> None:
        """Ticks what the marker stands on, or takes the tick away."""
        choice = self.pointed_at
        if self.ticked is not None and choice is not None:
            (self.ticked.remove if choice.value in self.ticked else self.ticked.append)(choice.value)

    def lines(self) -> StyleAndTextTuples:
        """The list as it is shown, and below it what the keys do."""
        shown = self.shown
        at = min(self._at, max(len(shown) - 1, 0))
        first = max(0, min(at - _MOST_SHOWN // 2, len(shown) - _MOST_SHOWN))
        text: StyleAndTextTuples = []
        if not self.found:
            meant = " Did you mean this?" if shown else " Take something away with Backspace."
            text.append(("class:note", f'  Nothing has "{safe(self.typed)}" in it.{meant}\n'))
        cells = [[f"{self._tick(one)}{safe(one.title)}", self._id(one), safe(one.note)] for one in shown]
        columns = [max((width(row[at]) for row in cells), default=0) for at in range(2)]
        for number, row in enumerate(cells[first : first + _MOST_SHOWN], first):
            padded = [cell + " " * (column - width(cell)) for cell, column in zip(row, columns, strict=False)]
            text.append(("class:here" if number == at else "", f"{'>' if number == at else ' '} {padded[0]}"))
            text.append(("class:note", f"  {padded[1]}  {row[2]}".rstrip() + "\n"))
        text.append(("class:note", f"  {self._keys(len(shown))}"))
        return text

    def _tick(self, choice: Choice) -> str:
        if self.ticked is None:
            return ""
        return "[x] " if choice.value in self.ticked else "[ ] "

    def _id(self, choice: Choice) -> str:
        return safe(choice.value) if self._ids and choice.value != choice.title else ""

    def _keys(self, count: int) -> str:
        searching = f'Searching for "{safe(self.typed)}".' if self.typed else "Arrow keys choose, typing searches."
        space = " Space ticks." if self.ticked is not None else ""
        enter = " Enter takes what is ticked." if self.ticked is not None else " Enter takes it." if count else ""
        return f"{searching}{space}{enter}{f' {count} in all.' if count > _MOST_SHOWN else ''}"


def _searched(choice: Choice) -> str:
    return " ".join((choice.title, choice.value, choice.note, *choice.words)).lower()


def choose(heading: str, chooser: Chooser) -> str | tuple[str, ...] | None:
    """What somebody chooses below `heading`; None for nothing. Raises KeyboardInterrupt for Ctrl-C."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
    from prompt_toolkit.styles import Style

    above = Window(FormattedTextControl([("class:question", heading)]), dont_extend_height=True, wrap_lines=True)
    below = Window(FormattedTextControl(chooser.lines, focusable=True, show_cursor=False), dont_extend_height=True)
    application: Application[str | tuple[str, ...] | None] = Application(
        layout=Layout(HSplit([above, below]), focused_element=below),
        key_bindings=_keys(chooser),
        style=Style.from_dict({"question": "bold", "here": "bold", "note": "dim"}),
        erase_when_done=True,
    )
    return application.run()


def _keys(chooser: Chooser) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    keys = KeyBindings()
    for name, by in (("up", -1), ("down", 1), ("c-p", -1), ("c-n", 1), ("pageup", -5), ("pagedown", 5)):
        keys.add(name)(lambda _, by=by: chooser.move(by))
    keys.add("backspace")(lambda _: chooser.delete())
    for name in ("c-c", "c-d"):
        keys.add(name)(lambda event: event.app.exit(exception=KeyboardInterrupt))

    @keys.add("enter")
    def take(event: KeyPressEvent) -> None:
        if chooser.ticked is not None:
            event.app.exit(result=tuple(chooser.ticked))
        elif chooser.pointed_at is not None:
            event.app.exit(result=chooser.pointed_at.value)

    @keys.add(Keys.Any)
    def typed(event: KeyPressEvent) -> None:
        if event.data == " " and chooser.ticked is not None:
            chooser.tick()
        elif event.data.isprintable():
            chooser.type(event.data)

    @keys.add(Keys.BracketedPaste)
    def pasted(event: KeyPressEvent) -> None:
        chooser.type("".join(sign for sign in event.data if sign.isprintable()))

    return keys
