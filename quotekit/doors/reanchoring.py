"""An extraction and a changed text in, the same quotes at their new places out, and which could not be found again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from quotekit.articles import parse_article
from quotekit.doors.alignment import align
from quotekit.values import Article, Claim, Extraction, Notice, Quote, Span, Speaker

Move = Callable[[Span], Span | None]


@frozen
class Reanchored:
    """What came of carrying quotes over to another text."""

    extraction: Extraction
    """The quotes that were found again, with the ids they had; its warnings name those that were not."""
    lost: tuple[Quote, ...] = ()
    """Quotes some of whose content is gone, as they were in the old text."""
    changed: tuple[str, ...] = ()
    """Ids of quotes that were found, but with other words than before."""


def reanchor(extraction: Extraction, new: str | Article) -> Reanchored:
    """Carry the quotes of an extraction over to a changed text.

    Text may have been put in, taken out, moved or retyped. A quote is lost where less than half of a piece of its
    content is left. A cue or source that is gone is left out of its quote, with a warning.

    Args:
        extraction: what was found in the old text.
        new: the new text, or an article that was parsed from it.

    >>> import quotekit
    >>> old = quotekit.extract('“It is late,” said Ada Cole.', engine="rules")
    >>> moved = reanchor(old, 'Corrected at noon. “It is very late,” said Ada Cole.')
    >>> [span.of(moved.extraction.article.text) for span in moved.extraction.quotes[0].content]
    ['“It is very late,”']
    >>> moved.changed == (old.quotes[0].id,), moved.lost
    (True, ())
    """
    article = _article(extraction.article, new)
    if article.text == extraction.article.text:
        return Reanchored(evolve(extraction, article=article))
    return carried(extraction, article, align(extraction.article.text, article.text).span)


def carried(extraction: Extraction, article: Article, move: Move) -> Reanchored:
    """Carry an extraction over to an article; ``move`` tells where each span stands there."""
    kept: list[Quote] = []
    lost: list[Quote] = []
    notices = list(article.warnings)
    for quote in extraction.quotes:
        found = _found(quote, move)
        if not found.content or len(found.content) < len(quote.content):
            lost.append(quote)
            notices.append(Notice("quote-lost", f"quote {quote.id} is not in the new text"))
            continue
        kept.append(found)
        gone = [role for role in ROLES if len(getattr(found, role)) < len(getattr(quote, role))]
        if gone:
            notices.append(Notice("role-lost", f"quote {quote.id}: its {', '.join(gone)} is gone", found.content[0]))
    kept = _held(kept, extraction.quotes)
    ids = {None, *(quote.id for quote in kept)}
    claims = tuple(_claim(claim, move) for claim in extraction.claims if claim.quote_id in ids)
    before = {quote.id: _words(quote, extraction.article.text) for quote in extraction.quotes}
    changed = tuple(quote.id for quote in kept if _words(quote, article.text) != before[quote.id])
    return Reanchored(Extraction(article, tuple(kept), claims, tuple(notices)), tuple(lost), changed)


ROLES = ("cue", "source", "addressee", "via")


def _article(old: Article, new: str | Article) -> Article:
    if isinstance(new, Article):
        return new
    if not isinstance(new, str):
        raise TypeError(f"new must be a string or an Article, not {type(new).__name__}")
    if new == old.text:
        return old
    parsed = parse_article(new)
    return evolve(parsed, id=old.id, date=old.date or parsed.date, outlet=old.outlet, extra=old.extra)


def _found(quote: Quote, move: Move) -> Quote:
    return evolve(
        quote,
        content=_moved(quote.content, move),
        cue=_moved(quote.cue, move),
        source=_moved(quote.source, move),
        addressee=_moved(quote.addressee, move),
        via=_moved(quote.via, move),
        speaker=_speaker(quote.speaker, move),
        candidates=_all(quote.candidates, move),
    )


def _moved(spans: Sequence[Span], move: Move) -> tuple[Span, ...]:
    return tuple(there for span in spans if (there := move(span)) is not None)


def _speaker(speaker: Speaker | None, move: Move) -> Speaker | None:
    return None if speaker is None else evolve(speaker, evidence=_moved(speaker.evidence, move))


def _all(speakers: Sequence[Speaker], move: Move) -> tuple[Speaker, ...]:
    return tuple(evolve(speaker, evidence=_moved(speaker.evidence, move)) for speaker in speakers)


def _claim(claim: Claim, move: Move) -> Claim:
    return evolve(claim, speaker=_speaker(claim.speaker, move))


def _held(kept: Sequence[Quote], all_quotes: Sequence[Quote]) -> list[Quote]:
    """Give a quote whose holder is lost to the holder of that one."""
    ids = {quote.id for quote in kept}
    holders = {quote.id: quote.within for quote in all_quotes}
    out = []
    for quote in kept:
        seen, holder = {quote.id}, quote.within
        while holder is not None and holder not in ids and holder not in seen:
            seen.add(holder)
            holder = holders.get(holder)
        out.append(evolve(quote, within=holder if holder in ids else None))
    return out


def _words(quote: Quote, text: str) -> list[str]:
    return [span.of(text) for role in ("content", "cue", "source") for span in getattr(quote, role)]
