"""Links as they stand on pages of one depth, made once for each target."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from mopsdocs.documents.library import Entry, Library
from mopsdocs.site.asking import Notes, Remembered
from mopsdocs.site.urls import relative, url_of

Kind = str | tuple[str, ...]
"""A kind of entry, or several of which the first that has the id counts."""


class Links:
    """What templates make links with on the page at `here`, and on all others that lie as deep.

    They are values of the page and no functions of the environment: a template pays for each function that has to
    be told on which page it is called.
    """

    def __init__(self, library: Library, here: str, notes: Notes | None = None) -> None:
        self._library = library
        self._here = here
        self._made = Remembered(notes)

    def href(self, target: Entry | str) -> str:
        """Relative link from the page to an entry, or to an address relative to the site."""
        return relative(target if isinstance(target, str) else url_of(target), self._here)

    def link(self, kind: Kind, id: str, text: str = "") -> Markup:
        """A link to the entry `id` of `kind`, titled unless `text` is given.

        An id that leads nowhere is shown as it is: `validate` has reported it.
        """
        return self._made.get((kind, id, text), lambda: self._new(kind, id, text))

    def links(self, kind: Kind, ids: Sequence[str]) -> Markup:
        """Links to several entries, with commas between them."""
        return self._made.get((kind, tuple(ids)), lambda: Markup(", ".join([self.link(kind, id) for id in ids])))

    def _new(self, kind: Kind, id: str, text: str) -> Markup:
        for candidate in (kind,) if isinstance(kind, str) else kind:
            entry = self._library.get(candidate, id)
            if entry is not None:
                return Markup(f'<a href="{escape(self.href(entry))}">{escape(text or entry.title)}</a>')
        return Markup(f"<code>{escape(text or id)}</code>")
