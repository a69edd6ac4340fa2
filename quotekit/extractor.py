"""The corridor: it knows the order of the rooms and holds no rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from attrs import evolve, frozen

from quotekit.articles import parse_article
from quotekit.cues import default_cues
from quotekit.forms import find_structure
from quotekit.marks import find_passages
from quotekit.reading import read
from quotekit.rules import find_attributions
from quotekit.speakers import resolve_speakers
from quotekit.values import (
    Article,
    Attribution,
    CueLexicon,
    Extraction,
    Passage,
    Quote,
    QuoteKind,
    Reading,
    Span,
    Structure,
)

Engine = Literal["rules", "tagger"]
ENGINES: tuple[Engine, ...] = ("rules", "tagger")


@frozen
class Draft:
    """One article on its way through the rooms."""

    article: Article
    reading: Reading
    passages: tuple[Passage, ...]
    structure: Structure


class Extractor:
    """Finds the quotes of articles; build once, use for many.

    Args:
        engine: ``"rules"`` (no model, fastest) or ``"tagger"``.
        speakers: a lexicon of speakers, or ``None``.
        cues: a :class:`~quotekit.values.CueLexicon` in place of the one that comes with the library.

    Raises:
        ValueError: an engine of that name does not exist.

    >>> from quotekit import Extractor
    >>> result = Extractor(engine="rules").extract('“It is late,” said Ada Cole.')
    >>> [span.of(result.article.text) for span in result.quotes[0].source]
    ['Ada Cole']
    """

    def __init__(
        self, engine: Engine = "rules", speakers: object | None = None, cues: CueLexicon | None = None
    ) -> None:
        if engine not in ENGINES:
            raise ValueError(f"engine must be one of {', '.join(ENGINES)}, not {engine!r}")
        self.engine = engine
        self.speakers = speakers
        self.cues = cues if cues is not None else default_cues()

    def extract(self, text: str | Article, date: str | None = None) -> Extraction:
        """Return the quotes of one article.

        Args:
            text: a text, or an :class:`~quotekit.values.Article` that was parsed before.
            date: the day of publication, ``YYYY-MM-DD``; it wins over what the text says.

        Raises:
            TypeError: ``text`` is neither a string nor an Article.
        """
        return next(self.pipe([_as_article(text, date)]))

    def pipe(self, articles: Iterable[str | Article], batch_size: int = 64) -> Iterator[Extraction]:
        """Yield one result an article, in order, reading ``batch_size`` articles ahead."""
        batch: list[Article] = []
        for article in articles:
            batch.append(_as_article(article, None))
            if len(batch) >= batch_size:
                yield from self._batch(batch)
                batch = []
        if batch:
            yield from self._batch(batch)

    def _batch(self, articles: Sequence[Article]) -> list[Extraction]:
        drafts = [self._draft(article) for article in articles]
        prose = [
            find_attributions(draft.reading, draft.passages, draft.structure.prose, self.cues) for draft in drafts
        ]
        return [self._finish(draft, found) for draft, found in zip(drafts, prose, strict=True)]

    def _draft(self, article: Article) -> Draft:
        passages = find_passages(article.text, [block.span for block in article.blocks])
        return Draft(article, read(article), passages, find_structure(article, passages, self.cues))

    def _finish(self, draft: Draft, prose: Sequence[Attribution]) -> Extraction:
        attributions = sorted(
            (*draft.structure.attributions, *prose), key=lambda a: (a.content[0].start, -a.content[-1].end)
        )
        speakers = resolve_speakers(draft.reading, attributions, draft.passages, self.speakers)
        quotes = [
            evolve(_quote(draft, attribution), speaker=speaker, candidates=candidates)
            for attribution, (speaker, candidates) in zip(attributions, speakers, strict=True)
        ]
        return Extraction(draft.article, _nested(quotes), (), draft.article.warnings)


def extract(
    text: str | Article, date: str | None = None, speakers: object | None = None, engine: Engine = "rules"
) -> Extraction:
    """Return the quotes of one article: the short way to :class:`Extractor`.

    >>> import quotekit
    >>> result = quotekit.extract('“It is late,” said Ada Cole.')
    >>> [span.of(result.article.text) for span in result.quotes[0].content]
    ['“It is late,”']
    """
    return Extractor(engine=engine, speakers=speakers).extract(text, date=date)


def _as_article(text: str | Article, date: str | None) -> Article:
    if isinstance(text, Article):
        return evolve(text, date=date) if date is not None else text
    if isinstance(text, str):
        return parse_article(text, date=date)
    raise TypeError(f"text must be a string or an Article, not {type(text).__name__}")


def _quote(draft: Draft, attribution: Attribution) -> Quote:
    text = draft.article.text
    return Quote(
        id=quote_id(text, attribution),
        content=attribution.content,
        cue=attribution.cue,
        source=attribution.source,
        kind=kind_of(text, attribution.content, draft.passages),
        form=attribution.form,
        cue_class=attribution.cue_class,
        negated=attribution.negated,
        denied=attribution.denied,
        addressee=attribution.addressee,
        via=attribution.via,
        confidence=attribution.confidence,
        rule=attribution.rule,
    )


def quote_id(text: str, attribution: Attribution) -> str:
    """Return an id that depends on the article's text and the attribution's spans alone."""
    spans = ";".join(
        ",".join(f"{s.start}-{s.end}" for s in role)
        for role in (attribution.content, attribution.cue, attribution.source)
    )
    digest = hashlib.blake2b(text.encode("utf8", "surrogatepass"), digest_size=16)
    digest.update(spans.encode("ascii"))
    return digest.hexdigest()[:16]


def kind_of(text: str, content: Sequence[Span], passages: Sequence[Passage]) -> QuoteKind:
    """Return ``direct`` where all letters of the content stand between marks, ``mixed`` where some do."""
    letters = [i for span in content for i in range(span.start, span.end) if text[i].isalnum()]
    if not letters:
        return "direct" if any(p.span.overlaps(content[0]) for p in passages) else "indirect"
    near = [p.span for p in passages if any(p.span.overlaps(s) for s in content)]
    share = sum(1 for i in letters if any(s.start <= i < s.end for s in near)) / len(letters)
    return "direct" if share > 0.95 else "mixed" if share > 0.05 else "indirect"


def _nested(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Set ``within``: the smallest other quote one of whose content pieces holds this quote's content."""
    out = []
    for quote in quotes:
        hull = Span(quote.content[0].start, quote.content[-1].end)
        holders = [
            (len(piece), other.id)
            for other in quotes
            if other is not quote
            for piece in other.content
            if piece.contains(hull) and len(piece) > len(hull)
        ]
        out.append(evolve(quote, within=min(holders)[1] if holders else None))
    return tuple(out)
