"""A text and changes to it in, the changed text and the edits that made it out: every edit points into the original."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen, mutable

from quotekit.values import Edit, Span


@frozen
class Change:
    """One wish: put ``new`` for ``[start, end)`` of the text as it stands now."""

    start: int
    end: int
    new: str
    why: str


Step = Callable[[str], Iterable[Change]]


@mutable
class Draft:
    """A text on its way, which knows of every character where it came from."""

    original: str
    text: str
    origin: list[int]
    """For each character its place in the original; -1 for a new one."""
    whys: list[tuple[int, int, str]]
    """Stretches of the original that were touched, and why."""


def start_draft(text: str) -> Draft:
    """Return a draft that is still the text itself."""
    return Draft(text, text, list(range(len(text))), [])


def apply_step(draft: Draft, changes: Iterable[Change]) -> bool:
    """Carry out the changes of one step, later ones that overlap earlier ones left out; tell whether any was made."""
    kept: list[Change] = []
    for change in sorted(changes, key=lambda c: (c.start, c.end)):
        same = draft.text[change.start : change.end] == change.new
        if not same and (not kept or change.start >= kept[-1].end):
            kept.append(change)
    if not kept:
        return False
    draft.whys += _touched(draft, kept)
    text, origin, at = [], [], 0
    for change in kept:
        text += [draft.text[at : change.start], change.new]
        origin += draft.origin[at : change.start] + [-1] * len(change.new)
        at = change.end
    draft.text = "".join([*text, draft.text[at:]])
    draft.origin = origin + draft.origin[at:]
    return True


def _touched(draft: Draft, changes: Iterable[Change]) -> Iterator[tuple[int, int, str]]:
    """Yield the untouched neighbours, in the original, that each change stands between; what is new is passed once."""
    origin, size = draft.origin, len(draft.origin)
    seen = left = right = 0
    for change in changes:
        at = change.start
        while at > seen and origin[at - 1] < 0:
            at -= 1
        left, seen = (at if at > seen else left), change.start
        right = max(right, change.end)
        while right < size and origin[right] < 0:
            right += 1
        low = origin[left - 1] + 1 if left else 0
        yield low, origin[right] if right < size else len(draft.original), change.why


def edits_of(draft: Draft) -> tuple[Edit, ...]:
    """Return the edits that turn the original into the draft's text: in order, disjoint."""
    if not draft.whys:
        return ()
    whys = sorted(draft.whys)
    edits: list[Edit] = []
    at, first, new = 0, 0, []
    for char, place in zip([*draft.text, ""], [*draft.origin, len(draft.original)], strict=True):
        if place < 0:
            new.append(char)
            continue
        if new or place > at:
            while first < len(whys) and whys[first][1] < at:
                first += 1
            why = _why(whys, first, at, place)
            edits.append(Edit(Span(at, place), draft.original[at:place], "".join(new), why))
        at, new = place + 1, []
    return tuple(edits)


def _why(whys: list[tuple[int, int, str]], first: int, start: int, end: int) -> str:
    reasons: dict[str, None] = {}
    for low, high, why in whys[first : first + 50]:
        if low > end:
            break
        if high >= start:
            reasons[why] = None
    return ", ".join(reasons) or "edited"


def replay_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with the edits carried out.

    >>> replay_edits("I will go", [Edit(Span(0, 1), "I", "Ada Cole", "first person")])
    'Ada Cole will go'
    """
    out, at = [], 0
    for edit in edits:
        out += [text[at : edit.span.start], edit.new]
        at = edit.span.end
    return "".join([*out, text[at:]])
