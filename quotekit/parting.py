"""Attributions in, the same out, but with no letter in two roles of one, no space at an edge, and none twice.

Engines read damaged text too, where marks that should close come late or never: a content may then reach over its
own cue. What is cue or source is not said by anybody, so the content gives way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from quotekit.values import START, Attribution, Span, merged


def keep_apart(text: str, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Return attributions whose content, cue and source share no letter; one without any content left is left out.

    >>> text = "“It is late,”” said Ada."
    >>> reaching = Attribution((Span(0, 24),), (Span(15, 19),), (Span(20, 23),))
    >>> [span.of(text) for span in keep_apart(text, [reaching])[0].content]
    ['“It is late,””']
    """
    kept: list[Attribution] = []
    told: dict[tuple[int, int, int], list[Attribution]] = {}
    for attribution in attributions:
        sound = attribution if _is_sound(text, attribution) else _parted(text, attribution)
        if sound.content:
            # Words that somebody said once are told once, however many cues tell of it.
            by = sound.source or sound.cue
            where = sound.content[0].start, sound.content[-1].end, by[0].start if by else -1
            others = told.setdefault(where, [])
            if not any(_tells_same(sound, other) for other in others):
                others.append(sound)
                kept.append(sound)
    return kept


def _tells_same(one: Attribution, other: Attribution) -> bool:
    return one.content == other.content and one.source == other.source and (bool(one.source) or one.cue == other.cue)


def _is_sound(text: str, attribution: Attribution) -> bool:
    for role in (attribution.content, attribution.cue, attribution.source):
        if len(role) > 1 and list(role) != sorted(role):
            return False
    at = 0
    for span in sorted((*attribution.content, *attribution.cue, *attribution.source), key=START):
        start, end = span.start, span.end
        if not at <= start < end or text[start].isspace() or text[end - 1].isspace():
            return False
        at = end
    for span in (*attribution.addressee, *attribution.via):
        start, end = span.start, span.end
        if start >= end or text[start].isspace() or text[end - 1].isspace():
            return False
    return True


def _parted(text: str, attribution: Attribution) -> Attribution:
    cue = tuple(merged(_trimmed(text, attribution.cue)))
    source = _without(text, merged(_trimmed(text, attribution.source)), cue)
    content = _without(text, merged(_trimmed(text, attribution.content)), sorted((*cue, *source)))
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
