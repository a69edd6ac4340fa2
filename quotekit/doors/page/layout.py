"""An article and a pen in, the HTML of its blocks out: title apart, then headlines, paragraphs, posts and the rest."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from quotekit.doors.page.marking import Pen
from quotekit.doors.page.safe import classes, plain
from quotekit.values import Article, Block, Span

KINDS = frozenset("title headline dateline byline paragraph post separator update caption notice".split())


@frozen
class Tile:
    """A stretch that is written as one element, and the space behind it; tiles cover a text without gaps."""

    kind: str
    span: Span
    space: Span
    block: Block | None = None


@frozen
class Written:
    """The HTML of an article's text."""

    title: str
    """Of the first title, without its element; empty where there is none."""
    body: str


def written(article: Article, pen: Pen, most: int | None = None) -> Written:
    """Return the HTML of an article's blocks.

    Args:
        article: the article.
        pen: writes its text.
        most: leave out what stands behind so many characters.
    """
    title, body = "", []
    for tile in tiles(article):
        if most is not None and tile.span.start >= most:
            break
        span = tile.span if most is None else Span(tile.span.start, min(tile.span.end, most))
        inner = pen.write(span) + pen.write(tile.space, visible=False)
        if tile.kind == "title" and not title:
            title = inner
        elif inner:
            body.append(_element(tile, inner))
    return Written(title, "\n".join(body))


def tiles(article: Article) -> Iterator[Tile]:
    """Yield the tiles of a text: its blocks in order, and paragraphs where it has no block."""
    stretches = sorted(_stretches(article), key=lambda each: each[1].start)
    end = len(article.text)
    if not stretches or stretches[0][1].start > 0:
        yield Tile("paragraph", Span(0, 0), Span(0, stretches[0][1].start if stretches else end))
    for at, (kind, span, block) in enumerate(stretches):
        yield Tile(kind, span, Span(span.end, stretches[at + 1][1].start if at + 1 < len(stretches) else end), block)


def _stretches(article: Article) -> Iterator[tuple[str, Span, Block | None]]:
    text, place = article.text, 0
    for block in sorted(article.blocks, key=lambda each: each.span.start):
        span = _stripped(text, max(block.span.start, 0), block.span.end)
        # Blocks that a hand made may overlap: what comes first counts.
        if span.start < place or span.start >= span.end:
            continue
        yield from (("paragraph", gap, None) for gap in _paragraphs(text, place, span.start))
        yield block.kind if block.kind in KINDS else "paragraph", span, block
        place = span.end
    yield from (("paragraph", gap, None) for gap in _paragraphs(text, place, len(text)))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what stands between empty lines."""
    first = last = at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            first = at if first == last else first
            last = at + len(line)
        elif first < last:
            yield _stripped(text, first, last)
            first = last = at
        at += len(line)
    if first < last:
        yield _stripped(text, first, last)


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    return Span(start + lead, start + max(lead, len(words.rstrip())))


def _element(tile: Tile, inner: str) -> str:
    look = classes("qk-block", f"qk-{tile.kind}")
    if tile.kind != "post" or tile.block is None:
        return f'<p {look} dir="auto">{inner}</p>'
    block = tile.block
    told = " · ".join(plain(part) for part in ("Post", (block.platform or "").title(), block.date) if part)
    return f'<blockquote {look}><p class="qk-label">{told}</p><p dir="auto">{inner}</p></blockquote>'
