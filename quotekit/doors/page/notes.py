"""A numbered quote in, all that is known of it out: who, in whose words, how sure, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from quotekit.doors.page.safe import classes, isolated, plain, read_out, shortened, shown
from quotekit.doors.page.voices import Cast, Numbered, clipped
from quotekit.values import Article, Quote, Span, Speaker

WORDS, EVIDENCE = 280, 90
MOST = 5
"""So many pieces of evidence, candidates or inner quotes are listed."""
DENIED, NEGATED = "denied", "not said"


@cache
def reasons() -> Mapping[tuple[str, str], str]:
    """Return the words for names of rules and of ways to resolve a speaker, by kind and name."""
    table = resources.files("quotekit").joinpath("data/page/reasons.tsv").read_text("utf8")
    rows = (line.split("\t") for line in table.splitlines()[2:])
    return {(kind, name): words for kind, name, words in rows}


def label(each: Numbered, cast: Cast) -> str:
    """Return the short sign of a quote: its voice's letter and its number, ``B7``."""
    return f"{cast.voices[each.voice].letter}{each.number}"


def flags(quote: Quote) -> Sequence[str]:
    """Return what turns the meaning of the words round."""
    return [word for word, holds in ((DENIED, quote.denied), (NEGATED, quote.negated)) if holds]


def certainty(quote: Quote) -> str:
    """Return the confidence in words.

    >>> certainty(Quote("q", (), (), (), "direct", confidence=0.934))
    '93 %'
    """
    return f"{quote.confidence:.0%}".replace("%", " %")


def gist(each: Numbered, cast: Cast, article: Article) -> str:
    """Return one plain line on a quote, escaped."""
    quote = each.quote
    cue = _read(article, quote.cue, EVIDENCE)
    parts = (
        cast.voices[each.voice].name,
        f"cue “{cue}”" + (f" ({quote.cue_class})" if quote.cue_class else "") if cue else "no cue",
        *flags(quote),
        f"{quote.kind} quote",
        f"confidence {certainty(quote)}",
    )
    return plain(", ".join(parts))


def reference(each: Numbered, cast: Cast, prefix: str = "") -> str:
    """Return the link that stands behind a quote and leads to its note."""
    name = plain(shortened(cast.voices[each.voice].name, EVIDENCE))
    turned = "".join(f" {flag}" for flag in flags(each.quote))
    number, sign = f"{prefix}{each.number}", label(each, cast)
    return (
        f'<a class="qk-ref qk-c{cast.voices[each.voice].colour}" id="r{number}" href="#n{number}" '
        f'data-q="{number}" data-v="{each.voice}" aria-label="{sign}{turned}, {name}" '
        f'aria-describedby="g{number}">{sign}{turned}</a>'
    )


def notes(quotes: Sequence[Numbered], cast: Cast, article: Article, prefix: str = "") -> str:
    """Return the list of an article's quotes, each with its facts."""
    by_id = {each.quote.id: each for each in quotes}
    holds: dict[int, list[Numbered]] = {}
    for each in quotes:
        holder = by_id.get(each.quote.within or "")
        if holder is not None:
            holds.setdefault(holder.number, []).append(each)
    items = []
    for each in quotes:
        holder = by_id.get(each.quote.within or "")
        around = _links("Inside", [holder] if holder else [], cast, prefix)
        inside = _links("Holds", holds.get(each.number, []), cast, prefix)
        items.append(_note(each, cast, article, prefix, [*_facts(each.quote, article), *around, *inside]))
    return f'<ol class="qk-notes">{"".join(items)}</ol>' if items else ""


def _note(each: Numbered, cast: Cast, article: Article, prefix: str, facts: Sequence[tuple[str, str]]) -> str:
    voice, quote, number = cast.voices[each.voice], each.quote, f"{prefix}{each.number}"
    sign = label(each, cast)
    back = sign
    if clipped(quote.content, len(article.text)):
        back = f'<a href="#r{number}" aria-label="{sign}, to its place in the text">{sign}</a>'
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    turned = "".join(f' <span class="qk-flag">{flag}</span>' for flag in flags(quote))
    return (
        f'<li {classes("qk-note", f"qk-c{voice.colour}")} id="n{number}" data-v="{each.voice}">'
        f'<h3><span class="qk-sign">{back}</span> {isolated(voice.name)}{turned}</h3>'
        f'<p class="qk-words" dir="auto">{shown(_read(article, quote.content, WORDS))}</p>'
        f'<p class="qk-gist" id="g{number}" hidden>{gist(each, cast, article)}</p>'
        f"<dl>{rows}</dl></li>\n"
    )


def _facts(quote: Quote, article: Article) -> Iterator[tuple[str, str]]:
    printed = _read(article, quote.source, EVIDENCE)
    speaker = quote.speaker
    if speaker is not None:
        yield "Speaker", shown(", ".join(part for part in (speaker.kind, speaker.role) if part))
    yield "Printed as", f"“{isolated(printed)}”" if printed else "no source named"
    cue = _read(article, quote.cue, EVIDENCE)
    told = f"“{isolated(cue)}”" if cue else "none"
    yield "Cue", f"{told}, class <em>{shown(quote.cue_class)}</em>" if quote.cue_class else told
    if quote.denied:
        yield "Denied", "the source denies what the words say"
    if quote.negated:
        yield "Not said", "the report is of something that was not said"
    yield "Kind", shown(f"{quote.kind} quote in {quote.form or 'prose'}")
    meter = f'<span class="qk-meter"><svg viewBox="0 0 100 6" aria-hidden="true" focusable="false">{_bar(quote)}</svg>'
    yield "Confidence", f"{meter} {certainty(quote)}</span>"
    if quote.rule:
        yield "Found by", _reason("rule", quote.rule)
    yield "Identified", _resolved(speaker, article) if speaker else "speaker not resolved"
    if quote.candidates:
        names = "; ".join(isolated(each.name) for each in quote.candidates[:MOST])
        yield "Could be", names + (" …" if len(quote.candidates) > MOST else "")
    for name, spans in (("Said to", quote.addressee), ("Passed on by", quote.via)):
        if spans:
            yield name, f"“{isolated(_read(article, spans, EVIDENCE))}”"
    if quote.said_on:
        yield "Said on", shown(quote.said_on)


def _bar(quote: Quote) -> str:
    width = 100 * min(max(quote.confidence, 0.0), 1.0)
    return f'<rect class="qk-track" width="100" height="6"/><rect class="qk-bar" width="{width:.0f}" height="6"/>'


def _reason(kind: str, name: str) -> str:
    words = reasons().get((kind, name))
    code = f"<code>{shown(name)}</code>" if name else "by hand"
    return f"{shown(words)} {code}" if words else code


def _resolved(speaker: Speaker, article: Article) -> str:
    evidence = "; ".join(f"“{isolated(_read(article, [span], EVIDENCE))}”" for span in speaker.evidence[:MOST])
    return _reason("resolved", speaker.resolved_by) + (f": {evidence}" if evidence else "")


def _links(name: str, others: Sequence[Numbered], cast: Cast, prefix: str) -> Iterator[tuple[str, str]]:
    if others:
        links = (f'<a href="#n{prefix}{each.number}">{label(each, cast)}</a>' for each in others[:MOST])
        yield name, ", ".join(links) + (" …" if len(others) > MOST else "")


def _read(article: Article, spans: Sequence[Span], most: int) -> str:
    return read_out(article.text, clipped(spans, len(article.text)), most)
