"""Answers on the command line and in files."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.documents.timing import written_day
from mopsdocs.errors import MopsError
from mopsdocs.scaffold.answers import from_file, from_settings, to_file
from mopsdocs.scaffold.questions import Answer, Choice, Question, accepted, meant_by, written

text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"), max_size=40
)
keys = st.from_regex(r"[a-z]{1,8}(\.[a-z-]{1,8})?", fullmatch=True)
answers = st.one_of(
    text, st.integers(-(10**15), 10**15), st.booleans(), st.lists(text, max_size=3).map(tuple), st.none()
)


@given(st.dictionaries(keys, answers, max_size=6))
def test_a_file_of_answers_says_the_same_when_it_is_read(given_answers: dict[str, Answer | None]) -> None:
    groups = {key.partition(".")[0] for key in given_answers if "." in key}
    kept = {key: answer for key, answer in given_answers.items() if key not in groups}
    read = from_file("a.yml", to_file(kept).encode())
    plain = {key: list(one) if isinstance(one, tuple) else "" if one is None else one for key, one in kept.items()}
    assert read == plain


@given(st.dictionaries(keys, text, max_size=6))
def test_settings(given_answers: dict[str, str]) -> None:
    assert from_settings([f"{key}={answer}" for key, answer in given_answers.items()]) == given_answers


@given(st.dates())
def test_days(day: datetime.date) -> None:
    question = Question("day", "Day", "day")
    assert accepted(question, day.isoformat()) == day.isoformat()
    assert written_day(day.isoformat()) == day


@given(st.one_of(st.integers(-(10**14), 10**14), st.booleans()))
def test_what_is_written_is_read(answer: int | bool) -> None:
    kind = Question("a", "A", "yes or no" if isinstance(answer, bool) else "number")
    assert accepted(kind, written(answer)) == answer
    assert accepted(kind, answer) == answer


@pytest.mark.parametrize(
    ("question", "raw", "message"),
    [
        (Question("a", "Size", "number"), "1.5", "Size is a whole number, not \"1.5\"."),
        (Question("a", "Size", "number"), True, "Size is a whole number, not true."),
        (Question("a", "Size", "number"), "9" * 16, "Size is a whole number"),
        (Question("a", "Paid", "yes or no"), 3, "Paid is yes or no, not 3."),
        (Question("a", "Title"), ["a"], 'Title is text, not ["a"].'),
        (Question("a", "Title"), False, "Title is text, not false."),
        (Question("a", "Title"), "  ", "Title is needed."),
        (Question("a", "Title"), None, "Title is needed."),
        (Question("a", "Title"), "a\udcffb", "Title has an invisible character, U+DCFF, or a line break."),
        (Question("a", "Title"), "x" * 1_001, "Title has 1,001 characters; 1,000 is the most."),
        (Question("a", "Days", "several", choices=(Choice("mon", "Monday"),)), "mon,tue", 'There is no answer "tue".'),
        (Question("a", "Days", "several"), ",", "Days is needed."),
    ],
)  # fmt: skip
def test_what_is_no_answer(question: Question, raw: object, message: str) -> None:
    with pytest.raises(MopsError) as refused:
        accepted(question, raw)
    assert refused.value.message.startswith(message)


def test_what_may_be_left_out() -> None:
    nothing: list[object] = [None, "", " ", []]
    for raw in nothing:
        assert accepted(Question("a", "A", required=False), raw) is None


@pytest.mark.parametrize(
    ("word", "meant"),
    [("turky", "tr"), ("Turkey", "tr"), ("türkiye", "tr"), ("saudy", "sa"), ("uk", "gb"), ("sa-", "sa"), ("zz", None)],
)
def test_what_was_meant(word: str, meant: str | None) -> None:
    choices = (
        Choice("tr", "Türkiye", words=("Turkey",)),
        Choice("sa", "Saudi Arabia"),
        Choice("gb", "United Kingdom"),
    )
    assert meant_by(choices, word) == meant
