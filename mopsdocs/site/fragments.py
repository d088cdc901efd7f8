"""Pieces of pages that are made once: forty copies of a playbook share most of their steps.

`{% remembered "step", view, marks %}…{% endremembered %}` in a template gives what stands inside, made again only
for values that have not been there yet. The values must be all that the piece depends on, apart from the library and
from how deep its page lies, because links are made for that depth.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

from mopsdocs.site.asking import Notes, Remembered

_MOST: Final = 20_000
"""Pieces that are kept at most; pages that share some come right after one another."""


class Fragments:
    """The pieces for pages of one depth."""

    def __init__(self, notes: Notes | None = None) -> None:
        self._made = Remembered(notes, _MOST)

    def get(self, key: Hashable, make: Callable[[], str]) -> Markup:
        """The piece for `key`; `make` gives it when there is none yet."""
        return self._made.get(key, lambda: Markup(make()))


class RememberedTag(Extension):
    """The tag. Templates that use it are rendered with `fragments`."""

    tags = {"remembered"}  # noqa: RUF012  # as Jinja declares it

    def parse(self, parser: Parser) -> nodes.Node:
        """A call of `fragments.get`, which asks for the body only when it needs it."""
        line = next(parser.stream).lineno
        values = [parser.parse_expression()]
        while parser.stream.skip_if("comma"):
            values.append(parser.parse_expression())
        body = parser.parse_statements(("name:endremembered",), drop_needle=True)
        call: Any = self.call_method("remember", [nodes.Name("fragments", "load"), nodes.Tuple(values, "load")])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    @staticmethod
    def remember(fragments: Fragments, key: Hashable, caller: Callable[[], str]) -> Markup:
        """What the tag is replaced by."""
        return fragments.get(key, caller)
