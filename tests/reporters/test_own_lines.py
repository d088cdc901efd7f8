"""Lines of a program between those of people: renewed, and nothing else touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.errors import MopsError
from mopsdocs.reporters.own_lines import BEGIN, END, renewed

NEW = f"{BEGIN}\n/a @b\n{END}\n"


def test_a_new_file() -> None:
    assert renewed("", "/a @b\n", "CODEOWNERS") == NEW


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("* @us\n", f"* @us\n\n{NEW}"),
        ("* @us", f"* @us\n\n{NEW}"),
        ("* @us\r\n", "* @us\r\n\r\n" + NEW.replace("\n", "\r\n")),
        (NEW, NEW),
        (f"* @us\n{BEGIN}\nold\n{END}\nx @us\n", f"* @us\n{NEW}x @us\n"),
        (f"* @us\r\n{BEGIN}\r\nold\r\n{END}\r\nx @us", "* @us\r\n" + NEW.replace("\n", "\r\n") + "x @us"),
        (f"{BEGIN}\n{END}", NEW.rstrip("\n")),
    ],
)
def test_what_stands_around_them_stays(before: str, after: str) -> None:
    assert renewed(before, "/a @b\n", "CODEOWNERS") == after
    assert renewed(after, "/a @b\n", "CODEOWNERS") == after


PEOPLES = st.lists(
    st.sampled_from(["* @us", "", "# the end: ask mopsdocs", "/x\\ y @us", "[Ours]", "  x", "\udcff", "é\x85\u2028z"]),
    max_size=4,
)


@given(PEOPLES, PEOPLES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "old", "old\n\nolder"]))
def test_nothing_of_peoples_is_lost(above: list[str], below: list[str], ending: str, old: str) -> None:
    before = "".join(f"{line}{ending}" for line in above)
    after = "".join(f"{ending}{line}" for line in below)
    block = ending.join([BEGIN, *old.split("\n"), END])
    found = renewed(before + block + after, "/a @b\n", "CODEOWNERS")
    assert found == before + NEW.rstrip("\n").replace("\n", ending) + after
    added = renewed(before, "/a @b\n", "CODEOWNERS")
    assert added.startswith(before)
    assert renewed(added, "/a @b\n", "CODEOWNERS") == added


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"x\n{BEGIN}\n/a @b\n", "2"),
        (f"{END}\n", "1"),
        (f"{END}\n{BEGIN}\n", "1, 2"),
        (f"{NEW}{NEW}", "1, 3, 4, 6"),
        (f"{BEGIN}\n{BEGIN}\n{END}\n", "1, 2, 3"),
        (f"{BEGIN}\n/a @b\n# END: lines of mopsdocs owners\n{END}", "1, 3, 4"),
    ],
)
def test_damaged_markers_are_refused(text: str, numbers: str) -> None:
    with pytest.raises(MopsError) as refused:
        renewed(text, "/a @b\n", ".github/CODEOWNERS")
    assert refused.value.message.startswith(
        ".github/CODEOWNERS: the lines of mopsdocs owners do not begin and end once"
    )
    assert f"(see line {numbers})" in refused.value.message
    assert refused.value.hint.startswith("Nothing was changed. Delete")


def test_what_would_fall_into_a_section_is_refused() -> None:
    text = f"* @us\n{NEW}\n# a remark\n/x @us\n"
    assert renewed(text, "/a @b\n", "CODEOWNERS") == text
    with pytest.raises(MopsError, match=r"^CODEOWNERS, line 7: what stands here would become a part of the section"):
        renewed(text, "/a @b\n", "CODEOWNERS", sections=True)
    for heading in ("[Ours]", "^[Ours][2] @us"):
        sections = text.replace("/x @us", f"{heading}\n/x @us")
        assert renewed(sections, "/a @b\n", "CODEOWNERS", sections=True) == sections
