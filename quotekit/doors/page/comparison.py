"""Extractions in, one page out with the claims that several of them make, side by side, and the articles below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from quotekit.claims.clusters import cluster_claims
from quotekit.comparing import claims_of
from quotekit.doors.page.article import KEY, Parts, chart_section, name_of, parts_of, voices_list
from quotekit.doors.page.document import document
from quotekit.doors.page.notes import certainty, flags, label
from quotekit.doors.page.safe import isolated, plain, read_out, shortened, shown
from quotekit.doors.page.voices import Cast, Numbered, cast_of, clipped
from quotekit.values import Article, Claim, Extraction

WORDS = 400
CLAIM_LENGTH = 200


@frozen
class Row:
    """One claim, and the quotes that make it, article by article."""

    claim: str
    cells: tuple[tuple[Numbered, ...], ...]


def comparison_to_html(extractions: Iterable[Extraction]) -> str:
    """Return a page that sets articles beside each other: first the claims that two or more make, then their texts.

    >>> import quotekit
    >>> texts = "“Two drones attacked the port,” said Ada Cole.", "The port was attacked by two UAVs, Ben Oyo said."
    >>> page = quotekit.comparison_to_html(quotekit.extract(text, engine="rules") for text in texts)
    >>> page.count('class="qk-row"')
    1
    """
    listed = list(extractions)
    cast = cast_of(listed)
    parts = [parts_of(each, cast, cast.quotes[at], f"{at + 1}-") for at, each in enumerate(listed)]
    articles = [extraction.article for extraction in listed]
    rows = list(shared_claims(listed, cast))
    body = f"""<a class="qk-skip" href="#text">To the texts</a>
<header class="qk-top"><p class="qk-told">{_count(len(listed), "article")} · {_count(len(rows), "claim")} in common</p>
<h1>The same claims, side by side</h1>{KEY}</header>
<main class="qk-main">
<section aria-labelledby="qk-same"><h2 id="qk-same">Claims that two or more articles report</h2>
{_table(rows, cast, articles)}</section>
<aside class="qk-side" aria-label="Speakers">{voices_list(cast.voices)}</aside>
<div class="qk-texts" id="text" tabindex="-1">{"".join(_text(at, each) for at, each in enumerate(parts, 1))}</div>
{chart_section(cast, _all_notes(parts))}
</main>"""
    return document("The same claims, side by side", body, "qk-many")


def shared_claims(extractions: Sequence[Extraction], cast: Cast) -> Iterator[Row]:
    """Yield the claims that stand in two articles or more; those in most articles first, else as they appear."""
    listed: list[Claim] = []
    # By identity: two articles may make claims that are equal.
    home: dict[int, tuple[int, int]] = {}
    for at, (extraction, quotes) in enumerate(zip(extractions, cast.quotes, strict=True)):
        places = {each.quote.id: place for place, each in enumerate(quotes)}
        with_words = evolve(extraction, quotes=tuple(each for each in extraction.quotes if each.content))
        for claim in extraction.claims or claims_of(with_words):
            if claim.quote_id in places and id(claim) not in home:
                home[id(claim)] = (at, places[claim.quote_id])
                listed.append(claim)
    rows = []
    for group in cluster_claims(listed):
        found = sorted({home[id(claim)] for claim in group})
        cells = (tuple(cast.quotes[at][place] for own, place in found if own == at) for at in range(len(extractions)))
        rows.append(Row(_shortest(group), tuple(cells)))
    spread = [row for row in rows if sum(map(bool, row.cells)) > 1]
    yield from sorted(spread, key=lambda row: -sum(map(bool, row.cells)))


def _shortest(group: Sequence[Claim]) -> str:
    return min((claim.text for claim in group), key=lambda text: (len(text), text))


def _table(rows: Sequence[Row], cast: Cast, articles: Sequence[Article]) -> str:
    if not rows:
        return '<p class="qk-none">No claim stands in more than one of these articles.</p>'
    heads = "".join(
        f'<th scope="col" role="columnheader" dir="auto">{_named(a, at)}</th>' for at, a in _numbered(articles)
    )
    lines = "".join(_row(row, cast, articles) for row in rows)
    return (
        '<table class="qk-table" role="table"><thead role="rowgroup"><tr role="row"><td role="cell"></td>'
        f'{heads}</tr></thead><tbody role="rowgroup">{lines}</tbody></table>'
    )


def _row(row: Row, cast: Cast, articles: Sequence[Article]) -> str:
    cells = ""
    for (at, article), cell in zip(_numbered(articles), row.cells, strict=True):
        said = "".join(_said(each, cast, article, f"{at}-") for each in cell)
        none = '<p class="qk-none">not in this article</p>'
        cells += f'<td role="cell"><p class="qk-label">{_named(article, at)}</p>{said or none}</td>'
    claim = shown(shortened(row.claim, CLAIM_LENGTH))
    return f'<tr class="qk-row" role="row"><th scope="row" role="rowheader" dir="auto">{claim}</th>{cells}</tr>\n'


def _said(each: Numbered, cast: Cast, article: Article, prefix: str) -> str:
    voice, quote = cast.voices[each.voice], each.quote
    length = len(article.text)
    cue = read_out(article.text, clipped(quote.cue, length), 60)
    turned = "".join(f' <span class="qk-flag">{flag}</span>' for flag in flags(quote))
    words = shown(read_out(article.text, clipped(quote.content, length), WORDS))
    place = f"{'r' if clipped(quote.content, length) else 'n'}{prefix}{each.number}"
    return (
        f'<div class="qk-said qk-c{voice.colour}" data-v="{each.voice}"><p class="qk-who">'
        f'<a class="qk-sign" href="#{place}" aria-label="{label(each, cast)}, to its place in the text">'
        f"{label(each, cast)}</a> <strong>{isolated(voice.name)}</strong> "
        f"<i>{isolated(cue)}</i>{turned}</p>"
        f'<p class="qk-words" dir="auto">{words}</p>'
        f'<p class="qk-sure">{shown(quote.kind)}, {certainty(quote)} sure</p></div>'
    )


def _text(at: int, parts: Parts) -> str:
    return f"""<article class="qk-text" aria-labelledby="name{at}"><header><p class="qk-told">{parts.told}</p>
<h2 id="name{at}" dir="auto">{parts.heading}</h2></header>
{parts.text}</article>
"""


def _all_notes(parts: Sequence[Parts]) -> str:
    return "".join(
        f"<details open><summary>{shown(each.name)}</summary>{each.notes}</details>" for each in parts if each.notes
    )


def _numbered(articles: Sequence[Article]) -> Iterator[tuple[int, Article]]:
    return enumerate(articles, 1)


def _named(article: Article, at: int) -> str:
    name = name_of(article)
    told = " · ".join(plain(part) for part in (article.outlet, article.date) if part)
    return f"{at}. {shown(name)}" + (f' <span class="qk-when">{told}</span>' if told else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
