"""Texts that try to become something else: a command, a link, a tag, the end of a line."""

from __future__ import annotations

from hypothesis import strategies as st

FRAGMENTS = (
    "::error::x", "::", "##[error]x", "%0A", "%25", "%", ",line=1", "\r\n", "\n", "\r", "\0", "\x0b", "\x85", "\u2028",
    "](https://evil.example)", "[x](https://evil.example)", "[x](1)", "[", "]", "![x](y)", "{0}", "{{ x }}", "$x$",
    "<script>alert(1)</script>", "<!--", "&amp;", "&#64;x", "]]>", "<![CDATA[", '"', "'",
    "@someone", "#12", "GH-12", "a@b.example", "https://evil.example", "www.evil.example", ":tada:", "deadbeef",
    "|", "\\|", "\\", "`", "``", "*x*", "_x_", "~~x~~", "# x", "- x", "1. x", "   ",
    "\x1b[31m", "\x9b", "\u202e", "\u2066", "\ufffe", "\uffff", "\ud800", "[[ATTACHMENT|/etc/passwd]]", "üñí 会議 🚀",
)  # fmt: skip

_CHARACTERS = st.text(st.characters(exclude_categories=()), max_size=8)

texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), _CHARACTERS), max_size=6).map("".join)
"""Any text at all, halves of characters included."""

messages = texts.filter(bool)

paths = st.lists(st.one_of(st.sampled_from([*FRAGMENTS, "/"]), st.text(max_size=8)), min_size=1, max_size=4).map(
    lambda parts: "".join(parts).replace("\ud800", "") or "x"
)
"""Any path that can be written in UTF-8."""

lines = st.integers(1, 9999)
