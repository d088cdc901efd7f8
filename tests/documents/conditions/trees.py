"""Conditions made by Hypothesis, of any shape that can be written, over the names of the golden cases."""

from __future__ import annotations

from hypothesis import strategies as st

from mopsdocs.documents.conditions.evaluation import Value
from mopsdocs.documents.conditions.expressions import (
    And,
    Compare,
    Expression,
    Items,
    Literal,
    Name,
    Not,
    Number,
    Operand,
    Or,
    Text,
    YesNo,
)

TIERS = ("L1", "L2", "L3")
CHANNELS = ("email", "sms")
NUMBERS = (-1, 0, 1, 999, 1000, 5000)
DAYS = ("2027-03-09", "2027-03-10", "2027-03-11")
SIGNS = ("==", "!=", "<", "<=", ">", ">=")

DOMAIN: dict[str, tuple[Value, ...]] = {
    "audience_size": NUMBERS,
    "languages": NUMBERS,
    "tier": TIERS,
    "new_list": (True, False),
    "starts_on": DAYS,
    "channels": tuple(map(frozenset, ((), ("email",), ("sms",), CHANNELS))),
    "campaign.region": ("north", "south"),
}
"""What each name can be in these tests."""

_numbers = st.sampled_from(NUMBERS).map(Number)
_tiers = st.sampled_from(TIERS).map(Text)


def sensible() -> st.SearchStrategy[Expression]:
    """Conditions that pass the type check."""
    size = st.sampled_from([Name("audience_size"), Name("languages")])
    one = st.one_of(
        st.builds(Compare, size, st.sampled_from(SIGNS), _numbers),
        st.builds(Compare, _numbers, st.sampled_from(SIGNS), size),
        st.builds(Compare, size, st.sampled_from(SIGNS), size),
        st.builds(Compare, size, st.sampled_from(["in", "not in"]), _items(_numbers)),
        st.builds(Compare, st.just(Name("tier")), st.sampled_from(["==", "!="]), _tiers),
        st.builds(Compare, st.just(Name("tier")), st.sampled_from(["in", "not in"]), _items(_tiers)),
        st.builds(Compare, st.just(Name("starts_on")), st.sampled_from(SIGNS), st.sampled_from(DAYS).map(Text)),
        st.builds(
            Compare, st.sampled_from(CHANNELS).map(Text), st.sampled_from(["in", "not in"]), st.just(Name("channels"))
        ),
        st.builds(Compare, st.just(Name("campaign.region")), st.sampled_from(["==", "!="]), st.just(Text("north"))),
        st.just(Name("new_list")),
        st.booleans().map(YesNo),
    )
    return _combined(one)


def any_shape() -> st.SearchStrategy[Expression]:
    """Conditions that can be written, most of which make no sense."""
    names = st.from_regex(r"[a-z][a-z0-9_]{0,8}(\.[a-z][a-z0-9_]{0,5})?", fullmatch=True).filter(
        lambda name: (
            name not in ("and", "or", "not", "in", "true", "false", "if", "when", "only", "unless")
            and not name.startswith("campaign.")
        )
    )
    literals: st.SearchStrategy[Literal] = st.one_of(
        st.text(max_size=8).map(Text), st.integers(-999_999, 999_999).map(Number), st.booleans().map(YesNo)
    )
    values: st.SearchStrategy[Operand] = st.one_of(names.map(Name), literals)
    members = st.one_of(names.map(Name), literals, _items(literals))
    one = st.one_of(
        values,
        st.builds(Compare, values, st.sampled_from(SIGNS), values),
        st.builds(Compare, values, st.sampled_from(["in", "not in"]), members),
    )
    return _combined(one)


def _items(values: st.SearchStrategy[Literal]) -> st.SearchStrategy[Items]:
    return st.lists(values, min_size=1, max_size=4).map(tuple).map(Items)


def _combined(one: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    def wider(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        several = st.lists(inner, min_size=2, max_size=4).map(tuple)
        return st.one_of(inner.map(Not), several.map(And), several.map(Or))

    return st.recursive(one, wider, max_leaves=12)
