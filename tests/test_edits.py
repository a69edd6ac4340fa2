"""Edits of a claim: what each touches in the original, and that they cost no more than what they write."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pace import in_step

from quotekit.claims.edits import Change, apply_step, edits_of, replay_edits, start_draft


def cut(bounds, new):
    """Return changes between pairs of places."""
    places = sorted(bounds)
    return [Change(low, high, new, f"{low}-{high}") for low, high in zip(places[::2], places[1::2], strict=False)]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.lists(st.integers(0, 12), max_size=6), st.sampled_from(["", "x", "yyy"])), max_size=4))
def test_a_change_stands_between_its_untouched_neighbours(steps):
    """Whatever was changed before, a change touches what lies between the next characters of the original."""
    draft = start_draft("abcdefgh")
    for bounds, new in steps:
        before, known = list(draft.origin), len(draft.whys)
        changes = cut([min(place, len(before)) for place in bounds], new)
        apply_step(draft, changes)
        for low, high, why in draft.whys[known:]:
            change = next(each for each in changes if each.why == why)
            left = [place for place in before[: change.start] if place >= 0]
            right = [place for place in before[change.end :] if place >= 0]
            assert (low, high) == (left[-1] + 1 if left else 0, right[0] if right else 8)
    assert replay_edits("abcdefgh", edits_of(draft)) == draft.text


def test_work_grows_in_step_with_what_is_new():
    """Many changes within a long stretch of new characters look at each of them once or so."""

    def prepare(size):
        draft = start_draft("I")
        apply_step(draft, [Change(0, 1, "a" * size, "name")])
        return lambda: apply_step(draft, [Change(at, at + 1, "b", "letter") for at in range(0, size, 2)])

    assert in_step(prepare, 2_000)
