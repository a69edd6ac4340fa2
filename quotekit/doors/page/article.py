"""An extraction in, one self-contained page out: its article with the quotes marked, who speaks, and why it says so."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from quotekit.doors.page.chart import chart
from quotekit.doors.page.document import document
from quotekit.doors.page.layout import Written, written
from quotekit.doors.page.marking import Pen
from quotekit.doors.page.notes import notes, reference
from quotekit.doors.page.safe import isolated, plain, shortened, shown
from quotekit.doors.page.voices import Cast, Numbered, Voice, cast_of
from quotekit.values import Article, Extraction

TITLE_LENGTH = 120
WARNINGS, WARNING_LENGTH = 20, 300


@frozen
class Parts:
    """The pieces of HTML that a page of one or more articles is put together from."""

    name: str
    """What the article is called: plain text."""
    heading: str
    text: str
    notes: str
    told: str
    """Outlet, dates and counts, in a line."""


def to_html(extraction: Extraction) -> str:
    """Return a page that shows an article with its quotes: one file, nothing else needed.

    Quotes have the colour and the letter of their speaker; cues and sources are underlined. Hovering, focusing or
    tapping one tells who speaks, the cue, how sure that is, and why. The page loads nothing, and can be read without
    its script. Every character of the article is escaped; those that can't be seen are shown by their number.

    >>> import quotekit
    >>> page = quotekit.to_html(quotekit.extract("“The bridge is closed,” said Ada Cole.", engine="rules"))
    >>> page[:15], "Ada Cole" in page
    ('<!DOCTYPE html>', True)
    """
    cast = cast_of([extraction])
    parts = parts_of(extraction, cast, cast.quotes[0])
    body = f"""<a class="qk-skip" href="#text">To the text</a>
<header class="qk-top"><p class="qk-told">{parts.told}</p><h1 dir="auto">{parts.heading}</h1>{KEY}</header>
<main class="qk-main">
<div class="qk-columns">
<aside class="qk-side" aria-label="Speakers">{voices_list(cast.voices)}</aside>
<article class="qk-text" id="text" tabindex="-1">
{parts.text}
</article>
</div>
{chart_section(cast, parts.notes)}{_warnings(extraction)}
</main>"""
    return document(f"{parts.name}: who says what", body, "qk-one")


KEY = (
    '<p class="qk-key"><span><b class="qk-ref">A1</b> behind a quote: its speaker’s letter, its number</span> '
    '<span><b class="qk-src">source</b></span> <span><i class="qk-cue">cue</i></span></p>'
)


def parts_of(extraction: Extraction, cast: Cast, quotes: Sequence[Numbered], prefix: str = "") -> Parts:
    """Return the pieces of an article's HTML."""
    article = extraction.article
    pen = Pen(article.text, quotes, cast, lambda each: reference(each, cast, prefix), prefix)
    body = written(article, pen)
    return Parts(
        name=name_of(article),
        heading=_heading(article, body),
        text=body.body,
        notes=notes(quotes, cast, article, prefix),
        told=_told(extraction),
    )


def name_of(article: Article) -> str:
    """Return what to call an article: its title, its id, or its day."""
    title = article.title.of(article.text).strip() if article.title else ""
    return shortened(title or article.id or "", TITLE_LENGTH).strip() or f"Article of {article.date or 'unknown date'}"


def voices_list(voices: Sequence[Voice]) -> str:
    """Return the list of speakers, each a button that the page's script brings to life."""
    if not voices:
        return '<h2>Speakers</h2><p class="qk-none">Nobody is quoted.</p>'
    return f'<h2>Speakers</h2><ul class="qk-voices">{"".join(map(_voice, range(len(voices)), voices))}</ul>'


def chart_section(cast: Cast, listed: str) -> str:
    """Return the picture of who speaks how much, and the list of quotes."""
    if not cast.voices:
        return ""
    spoken, words = sum(voice.words for voice in cast.voices), sum(cast.words)
    share = f"{spoken:,} of {words:,} words stand in quotes ({spoken / words:.0%})" if words else ""
    return f"""<section class="qk-chart-part" aria-labelledby="qk-chart-name">
<h2 id="qk-chart-name">Who speaks how much</h2>
<p class="qk-share">{share.replace("%", " %")}. Words inside two quotes count for the inner speaker.</p>
{chart(cast.voices)}</section>
<section class="qk-notes-part" aria-labelledby="qk-notes-name"><h2 id="qk-notes-name">All quotes</h2>
{listed}</section>"""


def _voice(at: int, voice: Voice) -> str:
    quotes = f"{voice.quotes} quote{'' if voice.quotes == 1 else 's'}"
    words = f"{voice.words:,} word{'' if voice.words == 1 else 's'}"
    return (
        f'<li><button type="button" class="qk-voice qk-c{voice.colour}" data-v="{at}" aria-pressed="false" disabled>'
        f'<span class="qk-sign">{voice.letter}</span> <span class="qk-name">{isolated(voice.name)}</span> '
        f'<span class="qk-count">{quotes}, {words}</span></button></li>'
    )


def _warnings(extraction: Extraction) -> str:
    """Return what could not be done, or was done with a doubt."""
    messages = [extraction.failure.message] if extraction.failure else []
    messages += [warning.message for warning in extraction.warnings]
    if not messages:
        return ""
    items = "".join(f"<li>{shown(shortened(message, WARNING_LENGTH))}</li>" for message in messages[:WARNINGS])
    more = f"<li>… and {len(messages) - WARNINGS} more</li>" if len(messages) > WARNINGS else ""
    return f"""
<section aria-labelledby="qk-doubts"><h2 id="qk-doubts">Doubts</h2>
<ul class="qk-doubts">{items}{more}</ul></section>"""


def _heading(article: Article, body: Written) -> str:
    return body.title or shown(name_of(article))


def _told(extraction: Extraction) -> str:
    article = extraction.article
    updated = f"updated {article.updated.removeprefix('T').replace('T', ' ')}" if article.updated else None
    count = len(extraction.quotes)
    told = f"{count} quote{'' if count == 1 else 's'}" if count else "no quotes"
    named = (article.outlet, article.date, updated, told)
    return " · ".join(plain(shortened(part, TITLE_LENGTH)) for part in named if part)
