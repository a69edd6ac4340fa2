"""Text in, :class:`~quotekit.values.Article` out: date, title and blocks, in offsets of the untouched text."""

from __future__ import annotations

from attrs import evolve

from quotekit.articles.layout import lay_out
from quotekit.articles.legible import entity_end, legible
from quotekit.articles.lines import join_lines, split_lines
from quotekit.articles.page import Found
from quotekit.articles.posts import find_posts
from quotekit.articles.stamps import Stamp
from quotekit.articles.when import check_day, day_of_post, tell_when
from quotekit.values import Article, Block, Span

__all__ = ["parse_article"]


def parse_article(text: str, id: str | None = None, date: str | None = None, outlet: str | None = None) -> Article:
    r"""Return the article that a text holds, laid out in blocks that cover it without a gap.

    Args:
        text: the article, in any layout; it is never changed, and every offset points into it.
        id: what the caller calls it.
        date: the day of publication, ``YYYY-MM-DD``; it wins over what the text says, and a conflict is a warning.
        outlet: who published it.

    Raises:
        TypeError: ``text`` or ``date`` is no string.
        ValueError: ``date`` is no day.

    >>> from quotekit import parse_article
    >>> text = "Bridge reopens\n\nBy Ada Cole\n\nPublished: 3 May 2023\n\nThe bridge is open again."
    >>> article = parse_article(text)
    >>> article.date, [block.kind for block in article.blocks]
    ('2023-05-03', ['title', 'byline', 'dateline', 'paragraph'])
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, not {type(text).__name__}")
    check_day(date)
    view = legible(text)
    found = lay_out(view, find_posts(view, text, join_lines(view, split_lines(view))))
    when = tell_when(view, found, date)
    _date_blocks(found, when.date or (when.updated or "").partition("T")[0] or None)
    return Article(
        text=text,
        id=id,
        date=when.date,
        updated=when.updated,
        title=_whole(text, found.title),
        outlet=outlet,
        blocks=tuple(_covering(text, found.blocks) if view is not text else found.blocks),
        warnings=when.warnings,
    )


def _date_blocks(found: Found, day: str | None) -> None:
    """Give posts their day, and the blocks of a live blog the time of their entry."""
    for at, stamp in found.posts:
        found.blocks[at] = evolve(found.blocks[at], date=day_of_post(stamp, day))
    if not found.entries:
        return
    ends = [at for at, _ in found.entries[1:]] + [len(found.blocks)]
    for (start, stamp), end in zip(found.entries, ends, strict=True):
        if stamp.dated:
            day = (day_of_post(stamp, day) and (day_of_post(stamp, day) or "")[:10]) or day
        moment = _moment(stamp, day)
        for at in range(start, end):
            block = found.blocks[at]
            if moment is not None and block.date is None and block.kind not in ("post", "notice", "separator", "title"):
                found.blocks[at] = Block(block.kind, block.span, date=moment)


def _moment(stamp: Stamp, day: str | None) -> str | None:
    if stamp.time is None:
        return day
    return f"{day or ''}T{stamp.time}"


def _covering(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks stretched over the characters without width around them: no block may leave one out."""
    if not blocks:
        kept = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
        return [Block("separator", kept)] if kept.start < kept.end else []
    stretched = []
    edge = 0
    for at, block in enumerate(blocks):
        start, end = _skipped(text, edge, block.span.start), entity_end(text, block.span.end)
        after = blocks[at + 1].span.start if at + 1 < len(blocks) else len(text)
        hidden = text[end:after]
        if hidden and not hidden.isspace():
            # What stands on the line of the next block belongs to that one.
            broken = max(hidden.rfind("\n"), hidden.rfind("\r"))
            own = hidden if at + 1 == len(blocks) else hidden[: broken + 1]
            end += len(own.rstrip())
        edge = end
        stretched.append(
            evolve(block, span=Span(start, end), body=_whole(text, block.body), credit=_whole(text, block.credit))
        )
    return stretched


def _whole(text: str, span: Span | None) -> Span | None:
    """Return the span with the whole of an entity that its end cuts."""
    return span and Span(span.start, entity_end(text, span.end))


def _skipped(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
