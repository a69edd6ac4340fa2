"""An extraction in, a small piece of HTML out for a notebook's output: scoped, without script, long texts cut."""

from __future__ import annotations

from quotekit.doors.page.document import data
from quotekit.doors.page.layout import written
from quotekit.doors.page.marking import Pen
from quotekit.doors.page.notes import certainty, flags, gist, label
from quotekit.doors.page.safe import classes, isolated, plain, read_out, shown
from quotekit.doors.page.voices import Cast, Numbered, cast_of, clipped
from quotekit.doors.table import heading
from quotekit.values import Article, Extraction

MOST_TEXT = 4_000
MOST_ROWS = 50
WORDS = 120


def fragment(extraction: Extraction) -> str:
    """Return what a notebook shows for an extraction: the text with its quotes, and a table of them to open.

    All rules of its style begin with ``.quotekit-out``, so that nothing else in the notebook changes.
    """
    article, cast = extraction.article, cast_of([extraction])
    quotes = cast.quotes[0]
    # Quotes behind the cut would only cost: those that start before it are marked.
    near = [each for each in quotes if any(span.start < 2 * MOST_TEXT for span in each.quote.content)]
    pen = Pen(article.text, near, cast, lambda each: _sign(each, cast, article))
    body = written(article, pen, MOST_TEXT)
    title = f'<p class="qk-title">{body.title}</p>' if body.title else ""
    cut = len(article.text) > MOST_TEXT
    more = '<p class="qk-more">Long text, cut here: <code>quotekit.to_html</code> shows all of it.</p>' if cut else ""
    return (
        f'<div class="quotekit-out"><style>{data("notebook.css")}</style>'
        f'<p class="qk-head">{plain(heading(extraction))}</p><div class="qk-scroll">{title}{body.body}{more}</div>'
        f"{_table(quotes, cast, article)}</div>"
    )


def _sign(each: Numbered, cast: Cast, article: Article) -> str:
    turned = "".join(f" {flag}" for flag in flags(each.quote))
    look = classes("qk-ref", f"qk-c{cast.voices[each.voice].colour}")
    return f'<sup {look} title="{gist(each, cast, article)}">{label(each, cast)}{turned}</sup>'


def _table(quotes: tuple[Numbered, ...], cast: Cast, article: Article) -> str:
    if not quotes:
        return ""
    rows = "".join(_row(each, cast, article) for each in quotes[:MOST_ROWS])
    left = len(quotes) - MOST_ROWS
    more = f"<p>… and {left} more</p>" if left > 0 else ""
    head = "<tr><th></th><th>speaker</th><th>cue</th><th>words</th><th>sure</th></tr>"
    return f"<details><summary>All quotes</summary><table>{head}{rows}</table>{more}</details>"


def _row(each: Numbered, cast: Cast, article: Article) -> str:
    quote, length = each.quote, len(article.text)
    cue = read_out(article.text, clipped(quote.cue, length), 40)
    turned = "".join(f" <em>{flag}</em>" for flag in flags(quote))
    words = read_out(article.text, clipped(quote.content, length), WORDS)
    return (
        f"<tr><td>{label(each, cast)}</td><td>{isolated(cast.voices[each.voice].name)}</td>"
        f'<td>{isolated(cue)}{turned}</td><td dir="auto">{shown(words)}</td><td>{certainty(quote)}</td></tr>'
    )
