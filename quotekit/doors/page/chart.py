"""Voices in, a picture of who speaks how much out: an SVG that stands in a page or alone in a file."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.doors.page.safe import plain, shortened
from quotekit.doors.page.voices import Voice, cast_of
from quotekit.values import Extraction

FILLS = ("#1f5fa8", "#a3421b", "#25692f", "#7b3fa0", "#755600", "#0a6670", "#a62a66", "#4d5b69")
"""The colours of page.css, for a picture that stands alone."""
OTHERS = "#6b6b6b"
WIDTH, ROW, BAR = 320, 40, 10
ROWS = 10
NAME_LENGTH = 34


def chart_to_svg(extraction: Extraction) -> str:
    """Return an SVG picture of how many words each speaker has in an article.

    A word counts once, for the innermost quote that it stands in. Speakers beyond the first ten are one bar.

    >>> import quotekit
    >>> chart_to_svg(quotekit.extract("“The bridge is closed,” said Ada Cole.", engine="rules"))[:25]
    '<svg class="qk-chart" xml'
    """
    return chart(cast_of([extraction]).voices)


def chart(voices: Sequence[Voice]) -> str:
    """Return the picture of these voices, who speaks most first."""
    rows = [(f"{voice.letter}  {voice.name}", voice.words, voice.colour) for voice in voices[:ROWS] if voice.words]
    rest = voices[ROWS:]
    if rest:
        rows.append((f"{len(rest)} others", sum(voice.words for voice in rest), -1))
    told = "; ".join(f"{' '.join(shortened(name, NAME_LENGTH).split())}: {_words(words)}" for name, words, _ in rows)
    most = max((words for _, words, _ in rows), default=0) or 1
    height = max(ROW * len(rows), 1)
    bars = "".join(_row(at, name, words, colour, most) for at, (name, words, colour) in enumerate(rows))
    return (
        f'<svg class="qk-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="Words by speaker: {plain(told) or "nobody is quoted"}">'
        f"<title>Words by speaker</title>{bars}</svg>"
    )


def _row(at: int, name: str, words: int, colour: int, most: int) -> str:
    width = max(1, round((WIDTH - 4) * words / most))
    fill = FILLS[colour] if colour >= 0 else OTHERS
    look = f"qk-c{colour}" if colour >= 0 else "qk-others"
    line = ROW * at + 16
    font = 'font-family="system-ui, sans-serif" font-size="13" fill="currentColor"'
    return (
        f'<text x="0" y="{line}" {font}>{plain(shortened(name, NAME_LENGTH))}</text>'
        f'<text x="{WIDTH}" y="{line}" text-anchor="end" {font}>{words:,}</text>'
        f'<rect class="qk-bar {look}" x="0" y="{line + 6}" width="{width}" height="{BAR}" rx="2" fill="{fill}"/>'
    )


def _words(count: int) -> str:
    return f"{count:,} word{'' if count == 1 else 's'}"
