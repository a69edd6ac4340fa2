"""Attributions in, the same out, but with no letter in two roles of one, no space at an edge, and none twice.

Engines read damaged text too, where marks that should close come late or never: a content may then reach over its
own cue. What is cue or source is not said by anybody, so the content gives way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import evolve

from quotekit.values import Attribution, Span


def keep_apart(text: str, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Return attributions whose content, cue and source share no letter; one without any content left is left out.

    >>> text = "“It is late,”” said Ada."
    >>> reaching = Attribution((Span(0, 24),), (Span(15, 19),), (Span(20, 23),))
    >>> [span.of(text) for span in keep_apart(text, [reaching])[0].content]
    ['“It is late,””']
    """
    kept: dict[tuple[tuple[Span, ...], ...], Attribution] = {}
    for attribution in attributions:
        sound = attribution if _is_sound(text, attribution) else _parted(text, attribution)
        if sound.content:
            # Words that somebody said once are told once, however many cues tell of it.
            kept.setdefault((sound.content, () if sound.source else sound.cue, sound.source), sound)
    return list(kept.values())


def _is_sound(text: str, attribution: Attribution) -> bool:
    roles = (attribution.content, attribution.cue, attribution.source)
    ordered = sorted(span for role in roles for span in role)
    others = (*ordered, *attribution.addressee, *attribution.via)
    return (
        all(span and not text[span.start].isspace() and not text[span.end - 1].isspace() for span in others)
        and not any(a.overlaps(b) for a, b in pairwise(ordered))
        and all(list(role) == sorted(role) for role in roles)
    )


def _parted(text: str, attribution: Attribution) -> Attribution:
    cue = _merged(_trimmed(text, attribution.cue))
    source = _without(text, _merged(_trimmed(text, attribution.source)), cue)
    content = _without(text, _merged(_trimmed(text, attribution.content)), sorted((*cue, *source)))
    return evolve(
        attribution,
        content=content,
        cue=cue,
        source=source,
        addressee=_trimmed(text, attribution.addressee),
        via=_trimmed(text, attribution.via),
    )


def _trimmed(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans without the space at their edges, in order; what was space alone is gone."""
    out = []
    for span in spans:
        words = span.of(text)
        start = span.start + len(words) - len(words.lstrip())
        if bare := words.strip():
            out.append(Span(start, start + len(bare)))
    return tuple(sorted(out))


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in spans:
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _without(text: str, spans: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans without what is taken; of one that is cut, the parts that hold a letter or digit."""
    out: list[Span] = []
    for span in spans:
        parts, at = [], span.start
        cuts = [other for other in taken if other.overlaps(span)]
        for cut in cuts:
            parts += [Span(at, cut.start)] if at < cut.start else []
            at = max(at, cut.end)
        parts += [Span(at, span.end)] if at < span.end else []
        if not cuts:
            out.append(span)
        else:
            out += [part for part in _trimmed(text, parts) if any(char.isalnum() for char in part.of(text))]
    return tuple(out)
