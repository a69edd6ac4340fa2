"""A quote's text in, a self-contained and comparable claim out, with every edit that made it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import regex

from quotekit.claims.capitals import capitals
from quotekit.claims.checkable import checkable_span
from quotekit.claims.cleaning import brackets, edges, marks, posts, tags
from quotekit.claims.edits import Change, Draft, apply_step, edits_of, start_draft
from quotekit.claims.flags import flags_of, is_denied
from quotekit.claims.keys import make_key
from quotekit.claims.persons import persons, referents
from quotekit.claims.quantities import find_quantities
from quotekit.claims.times import find_times
from quotekit.values import Claim, Span, Speaker

ROUNDS = 6
"""Undoing one thing may bare another ("RT @a: “#BREAKING: …"); more rounds than this no text has needed."""
ANY = regex.compile(r"any\s(?=\w)", regex.IGNORECASE)


def normalize_claim(
    text: str,
    speaker: str | Speaker | None = None,
    published: str | date | None = None,
    cue: str | None = None,
    *,
    article: str | None = None,
    pronouns: Iterable[tuple[Span, str]] = (),
    quote_id: str | None = None,
    checkable: bool = False,
    sentences: Iterable[int] = (),
) -> Claim:
    """Return the claim that a quote's text makes, self-contained.

    Args:
        text: the quote's content as printed.
        speaker: who says it; put for "I" and "we".
        published: the day of publication, for its times.
        cue: the cue as printed; "denied" makes a denied claim.
        article: the article's text, whose names keep their case where the quote is printed in capitals.
        pronouns: stretches of ``text`` and the names they stand for.
        quote_id: the id of the quote.
        checkable: keep of a post the one sentence worth checking.
        sentences: where in ``text`` another sentence begins, though a comma stands before it: "“It is late,” she said.
            “We leave.”"

    Raises:
        TypeError: ``text`` is not a string.

    >>> claim = normalize_claim("“We do not use [such] drones,”", speaker="Ada Cole", cue="said")
    >>> claim.text, claim.negated, [edit.why for edit in claim.edits][:2]
    ('Ada Cole does not use such drones', True, ['quotation mark, first person', 'verb agrees'])
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, not {type(text).__name__}")
    name = speaker.name if isinstance(speaker, Speaker) else speaker
    draft = start_draft(text)
    apply_step(draft, _full_stops(text, sentences))
    if checkable:
        apply_step(draft, _only_checkable(text))
    _run(draft, name, article, [] if checkable else list(pronouns), cue, checkable)
    times = find_times(draft.text, published)
    quantities = find_quantities(draft.text, times)
    flags = flags_of(draft.text, cue, [time.span for time in times])
    return Claim(
        text=draft.text, quote_id=quote_id, speaker=_speaker(speaker), times=times, quantities=quantities,
        negated=flags.negated, denied=flags.denied, hedged=flags.hedged, modal=flags.modal, future=flags.future,
        question=flags.question, edits=edits_of(draft),
        key=make_key(draft.text, times, quantities, flags.negated != flags.denied),
    )  # fmt: skip


def _run(
    draft: Draft,
    name: str | None,
    article: str | None,
    pronouns: list[tuple[Span, str]],
    cue: str | None,
    checkable: bool,
) -> None:
    apply_step(draft, referents(draft.text, pronouns))
    for turn in range(ROUNDS):
        made = [apply_step(draft, step(draft.text)) for step in (posts, tags, brackets, marks, edges)]
        made.append(apply_step(draft, capitals(draft.text, article)))
        made.append(apply_step(draft, persons(draft.text, name)))
        if turn == 0 and cue and is_denied(cue):
            made.append(apply_step(draft, _positive(draft.text)))
        if checkable:
            made.append(apply_step(draft, _only_checkable(draft.text)))
        if not any(made):
            return


def _positive(text: str) -> Iterable[Change]:
    """“Denied any role” proposes a role."""
    match = ANY.match(text)
    if match:
        yield Change(0, match.end(), "", "positive proposition")


def _full_stops(text: str, sentences: Iterable[int]) -> Iterable[Change]:
    """Put the full stop that a comma stands for, before the words of report that stood between two sentences."""
    for start in sentences:
        comma = text.rfind(",", max(0, start - 3), start)
        if comma >= 0:
            yield Change(comma, comma + 1, ".", "end of a sentence")


def _only_checkable(text: str) -> Iterable[Change]:
    span = checkable_span(text)
    if span.start:
        yield Change(0, span.start, "", "not the checkable sentence")
    if span.end < len(text):
        yield Change(span.end, len(text), "", "not the checkable sentence")


def _speaker(speaker: str | Speaker | None) -> Speaker | None:
    return (
        Speaker(speaker) if isinstance(speaker, str) and speaker else speaker if isinstance(speaker, Speaker) else None
    )
