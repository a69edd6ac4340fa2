"""Text in, its quantities out: numbers with their units, ranges, shares, multiples, money and ranks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex
from attrs import evolve

from quotekit.claims.numbers import (
    ORDINALS,
    PARTS,
    SCALES,
    SHORT_SCALES,
    read_number,
    read_ordinal,
)
from quotekit.claims.quantity_patterns import (
    ABOUT,
    ABOUT_AFTER,
    ALONE,
    AMOUNT,
    COUNT_PIECES,
    COUNTS,
    MEASURES,
    MONEY,
    MULTIPLE,
    MULTIPLE_PIECES,
    MULTIPLES,
    NO_ONE,
    NO_UNIT,
    PRONOUN_TAIL,
    RANK,
    SECOND_HAND,
    SHARE,
    SIGNS,
    SOME,
    SOME_PIECES,
    SOME_VALUES,
    VERSION_TAIL,
    WORD,
)
from quotekit.claims.times import find_times
from quotekit.claims.words import holds_any, lemma
from quotekit.values import Quantity, Span, Time


def find_quantities(text: str, times: Sequence[Time] | None = None) -> tuple[Quantity, ...]:
    """Return the quantities of a text, in order; the numbers of dates and hours are left out.

    Args:
        text: any text.
        times: its time expressions, where they were found before.

    >>> [(q.value, q.unit) for q in find_quantities("Two drones cost $1.2bn, a third of 10-15% in 2021.")]
    [(2.0, 'drones'), (1200000000.0, 'USD'), (0.3333, None), ((10.0, 15.0), '%')]
    """
    if not holds_any(text.casefold(), COUNT_PIECES) or not COUNTS.search(text):
        return ()
    times = find_times(text) if times is None else times
    taken = [time.span for time in times if time.kind in ("DATE", "TIME")]
    found: list[Quantity] = []
    for quantity in (*_shares(text), *_multiples(text), *_somes(text), *_amounts(text), *_ranks(text)):
        if not any(span.overlaps(quantity.span) for span in _near(taken, quantity.span)):
            found.append(quantity)
    return tuple(_without_overlaps(found))


def _near(spans: list[Span], asked: Span) -> list[Span]:
    at = bisect_left(spans, Span(asked.start, 0))
    return spans[max(0, at - 1) : at + 3]


def _without_overlaps(found: list[Quantity]) -> list[Quantity]:
    """Keep what an earlier finder found, drop what overlaps it; in order of text."""
    kept: list[Quantity] = []
    for _, quantity in sorted(enumerate(found), key=lambda row: (row[1].span.start, row[0])):
        if kept and quantity.span.start < kept[-1].span.end:
            if len(quantity.span) > len(kept[-1].span):
                kept[-1] = quantity
            continue
        kept.append(quantity)
    return kept


def _amounts(text: str) -> Iterator[Quantity]:
    at = 0
    while match := AMOUNT.search(text, at):
        if match["high"] and not _is_range(match):
            match = ALONE.match(text, match.start()) or match
        at = max(match.end(), at + 1)
        low, high = read_number(match["low"]), read_number(match["high"]) if match["high"] else None
        if low is None or _no_amount(text, match):
            at = max(match.end("low"), match.start() + 1)
            continue
        money = _money(match)
        scale_low, scale_high = _scale(match["scale_low"], money, match), _scale(match["scale_high"], money, match)
        value: float | tuple[float, float] = round(
            (-low if match["minus"] else low) * (scale_low or scale_high or 1), 6
        )
        if high is not None:
            value = (float(value), round(high * (scale_high or 1), 6))  # type: ignore[arg-type]
        about = _about(text, match.start(), match.end()) or bool(match["odd"])
        yield _with_unit(
            text, match, Quantity(Span(match.start(), match.end()), value, money, money, approximate=about)
        )


def _money(match: regex.Match[str]) -> str | None:
    sign = (match["sign"] or "").strip()
    return SIGNS.get(sign) or SIGNS.get(sign + " ")


def _is_range(match: regex.Match[str]) -> bool:
    """“6.2% to $1.45 billion” and the score 3-2 are no ranges: one kind of thing, rising."""
    if (match["sign_high"] and not match["sign"]) or (
        match["percent_low"] and not (match["percent"] or match["percent_word"])
    ):
        return False
    low, high = read_number(match["low"]), read_number(match["high"])
    scales = [_scale(match[name], None, match) or 1 for name in ("scale_low", "scale_high")]
    if low is None or high is None:
        return False
    return low * (scales[0] if match["scale_low"] else scales[1]) < high * scales[1]


def _no_amount(text: str, match: regex.Match[str]) -> bool:
    """“One” as a pronoun, versions and scores are no amounts."""
    low = match["low"].lower()
    if (match["joined"] or "").lower() in ORDINALS or (
        low == "one" and NO_ONE.search(text, max(0, match.start() - 8), match.start())
    ):
        return True
    tail = text[match.end() : match.end() + 12]
    if low == "one" and not (
        match["percent"] or match["percent_word"] or match["money"] or match["measure"] or match["scale_low"]
    ):
        return PRONOUN_TAIL.match(tail) is not None or not tail[:1].isspace()
    return VERSION_TAIL.match(tail) is not None and not match["measure"]


def _scale(printed: str | None, money: str | None, match: regex.Match[str]) -> float | None:
    if not printed:
        return None
    word = printed.strip().lower()
    if word == "m" and not money:
        return 10.0**6 if regex.match(r"\s[a-z]+s\b|\speople\b", match.string[match.end() : match.end() + 25]) else 1.0
    if word in SHORT_SCALES:
        return float(SHORT_SCALES[word])
    product = 1.0
    for part in word.split():
        product *= SCALES[part]
    return product


def _with_unit(text: str, match: regex.Match[str], quantity: Quantity) -> Quantity:
    if match["percent"] or match["percent_word"] or match["percent_low"]:
        points = (
            regex.match(r"(?:age)?[\s-]points?\b", text[match.end() : match.end() + 12])
            if not match["percent"]
            else None
        )
        return evolve(quantity, unit="%", normal_unit="pp" if points else "%")
    if quantity.unit:
        return quantity
    if match["money"]:
        code, factor = MONEY[regex.sub(r"\s", " ", match["money"].lower())]
        return evolve(quantity, value=_times(quantity.value, factor), unit=code, normal_unit=code)
    if match["measure"]:
        printed = match["measure"]
        return evolve(quantity, unit=printed, normal_unit=MEASURES[regex.sub(r"\s", " ", printed.lower())])
    if match["joined"]:
        return evolve(
            quantity, unit=match["joined"], normal_unit=MEASURES.get(match["joined"].lower(), lemma(match["joined"]))
        )
    if (match["scale_low"] or "").strip() == "m":
        return (
            evolve(quantity, unit="m", normal_unit="m") if _scale(match["scale_low"], None, match) == 1.0 else quantity
        )
    unit = _noun(text, match.end(), quantity.value == 1)
    return evolve(quantity, unit=unit, normal_unit=MEASURES.get(unit.lower(), lemma(unit)) if unit else None)


def _times(value: float | tuple[float, float], factor: float) -> float | tuple[float, float]:
    if isinstance(value, tuple):
        return (round(value[0] * factor, 6), round(value[1] * factor, 6))
    return round(value * factor, 6)


def _noun(text: str, at: int, one: bool) -> str | None:
    """Return what is counted: the first plural within three words, else the next word."""
    words: list[str] = []
    while len(words) < 4:
        match = WORD.match(text, at)
        if match is None or match["word"].lower() in NO_UNIT:
            break
        words.append(match["word"])
        at = match.end()
    if not words:
        return None
    if not one:
        for word in words:
            if lemma(word) != word.lower() and not word.lower().endswith(("ed", "ing", "’s", "'s")):
                return word
    return words[0] if not words[0].lower().endswith(("ed", "ly")) else None


def _about(text: str, start: int, end: int) -> bool:
    return bool(ABOUT.search(text, max(0, start - 24), start) or ABOUT_AFTER.match(text, end))


def _shares(text: str) -> Iterator[Quantity]:
    for match in SHARE.finditer(text):
        if match["half"]:
            value = 0.5
        elif match["slash"]:
            above, below = match["slash"].split("/")
            value = int(above) / int(below)
        elif match["in_above"]:
            over, under = (
                read_number(match["in_above"]),
                read_number(match["in_below"]) or (100.0 if match["in_below"].lower() == "hundred" else None),
            )
            if not over or not under or over > under:
                continue
            value = over / under
        else:
            over = 1.0 if match["above"].lower() in ("a", "an") else read_number(match["above"])
            value = (over or 1.0) / PARTS[match["below"].lower()]
            if (
                match["above"].lower() in ("a", "an")
                and match["below"].lower() == "quarter"
                and not match["of"]
                and not regex.match(r"\s(?:of|more|less)", text[match.end() : match.end() + 6])
            ):
                continue
        unit = _noun(text, match.end(), False) if match["of"] else None
        code = MONEY.get((unit or "").lower(), (unit, 1.0))[0]
        scale = SCALES[match["of"].lower()] if match["of"] else 1
        yield Quantity(
            Span(match.start(), match.end()), round(value * scale, 4), code,
            lemma(code) if code and code == unit else code, approximate=_about(text, match.start(), match.end()),
        )  # fmt: skip


def _multiples(text: str) -> Iterator[Quantity]:
    for match in MULTIPLE.finditer(text) if holds_any(text.casefold(), MULTIPLE_PIECES) else ():
        value = MULTIPLES.get((match["word"] or "").lower())
        if value is None:
            value = read_number(match["times"] or match["fold"] or match["x"])
        if value is not None:
            yield Quantity(
                Span(match.start(), match.end()), value, "times", "times", _about(text, match.start(), match.end())
            )


def _somes(text: str) -> Iterator[Quantity]:
    for match in SOME.finditer(text) if holds_any(text.casefold(), SOME_PIECES) else ():
        value = SOME_VALUES[regex.sub(r"\s+", " ", match["word"].lower())]
        unit = _noun(text, match.end() + 3, False) if text[match.end() : match.end() + 4] == " of " else None
        yield Quantity(Span(match.start(), match.end()), value, unit, lemma(unit) if unit else None, approximate=True)


def _ranks(text: str) -> Iterator[Quantity]:
    for match in RANK.finditer(text):
        value = read_ordinal(match[0])
        if value is not None and not (
            match[0].lower() == "second" and SECOND_HAND.search(text, max(0, match.start() - 8), match.start())
        ):
            yield Quantity(Span(match.start(), match.end()), float(value), ordinal=True)
