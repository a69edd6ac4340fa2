"""A text comes in; the organisations that it introduces by a noun go out: "its owners, Solana Resorts"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import regex as re

from quotekit.speakers.folding import fold
from quotekit.speakers.roles import is_place
from quotekit.speakers.runs import RUN, STARTERS
from quotekit.speakers.whole_words import find_whole
from quotekit.speakers.word_lists import body_words, given_names
from quotekit.values import Span

FIRMS = frozenset(
    "company firm agency group organisation organization newspaper paper carmaker retailer lender drugmaker chipmaker"
    " airline bank maker manufacturer insurer broadcaster network party charity startup brewer club operator promoter"
    " supplier contractor distributor owner developer publisher producer union association magazine institute"
    " foundation festival hospital museum railway shipyard builder employer landlord sponsor"
    " band orchestra choir chain brewery theatre theater".split()
)
"""Nouns that introduce an organisation."""
_PERSONAL = frozenset(
    "owner developer publisher producer promoter operator builder employer landlord sponsor brewer contractor supplier"
    " distributor".split()
)
"""Nouns that introduce a person as well."""
COMMERCE = frozenset(
    "company corp corporation inc ltd plc llc sa ag gmbh group holdings industries technologies systems partners"
    " studios foods motors motor airlines airline airways air shipping rail railways energy oil electric petroleum"
    " pharma pharmaceuticals insurance telecom telecoms software electronics semiconductor semiconductors records"
    " publishing brothers sons mining securities investments properties entertainment aerospace aviation"
    " logistics pictures lines cruises ferries resorts hotels homes farms stores chemicals biologics biotech labs"
    " laboratories therapeutics robotics instruments capital ventures trading transport freight travel games toys"
    " brands beverages breweries construction engineering solutions services consultants associates networks"
    " utilities builders aero aircraft steel cement gas water".split()
)
"""Last words of companies' names."""
_LOOKED_AT, _MOST = 100_000, 200
_BACK = 130
_NAME = rf"(?P<name>{RUN.pattern}(?: (?:of|for) (?:the )?{RUN.pattern})?(?: (?:plc|gmbh|inc|ltd))?)"
_NAME_BEHIND = re.compile(
    rf"(?P<many>e?s)?(?:(?: (?:of|for|behind|in|at) [^,.;:\n“”\"]{{1,40}})?, (?:the )?{_NAME}(?=[,.;:])"
    rf"| (?P<close>{RUN.pattern}))"
)
_NAME_BEFORE = re.compile(
    rf"(?<![\p{{L}}\p{{M}}’'.\-‐]){_NAME}, (?:an?|the|its|their) (?:[\p{{L}}\d’'\-]{{1,30}}+ ){{0,4}}+$"
)
_ENDS = re.compile(r"(?P<many>e?s)?(?=[,.;]| (?:of|in|that|which|based|with|behind|and)\b)")
_OF = re.compile(r" (?:of|for) (?:the )?")


class Introduced(NamedTuple):
    """An organisation and the noun that introduces it."""

    name: str
    span: Span
    noun: str
    sure: bool = True
    """False: it may be a person: "her employer, Upton Lifts"."""


def find_introduced(text: str, nouns: Iterable[str] = FIRMS) -> tuple[Introduced, ...]:
    """Return the organisations that a text introduces by one of the nouns, in order.

    >>> [(i.name, i.noun) for i in find_introduced("The maker of the pumps, Dorn Aero, and the airline Tervo paid.")]
    [('Dorn Aero', 'maker'), ('Tervo', 'airline')]
    >>> find_introduced("Vantor, a Swiss drugmaker, paid.")[0].name
    'Vantor'
    """
    end = min(len(text), _LOOKED_AT)
    places = ((at, noun) for noun in nouns for at in islice(_find(text, noun, end), _MOST))
    found = (introduced_at(text, at, noun) for at, noun in sorted(places))
    return tuple(islice(filter(None, found), _MOST))


def _find(text: str, noun: str, end: int) -> Iterator[int]:
    """Yield where a noun starts, in the singular or with an ending."""
    at = text.find(noun, 0, end)
    while at >= 0:
        if not text[at - 1 : at].isalpha():
            yield at
        at = text.find(noun, at + len(noun), end)


def introduced_at(text: str, at: int, noun: str) -> Introduced | None:
    """Return the organisation that a noun at a place introduces, behind or before it."""
    stop = at + len(noun)
    behind = _NAME_BEHIND.match(text, stop)
    if behind:
        group = "close" if behind["close"] else "name"
        found = _introduced(text, behind.span(group), noun, bool(behind["many"]))
        if found:
            return found
    ends = _ENDS.match(text, stop) if ", " in text[max(0, at - _BACK) : at] else None
    before = _NAME_BEFORE.search(text, max(0, at - _BACK), at) if ends else None
    return _introduced(text, before.span("name"), noun, bool(ends and ends["many"])) if before else None


def introduced_as(text: str, word: str) -> Introduced | None:
    """Return the organisation that the text introduces by a noun, and whose name is a word or starts with it.

    >>> introduced_as("The maker of the pumps, Dorn Aero, paid.", "Dorn").name
    'Dorn Aero'
    """
    for at in islice(find_whole(text, word, 0, min(len(text), _LOOKED_AT)), _PLACES):
        before = text[max(0, at - 40) : at]
        beside = before.endswith((", ", ", the ")) or before.rstrip().rpartition(" ")[2] in _ALL_NOUNS
        if not beside and not _APPOSED.match(text, at):
            continue
        near = {
            *_NEAR_NOUN.findall(text, max(0, at - _BACK // 2), at),
            *_NEAR_NOUN.findall(text, at, at + _BACK),
        } & _ALL_NOUNS
        for noun in sorted(near):
            for found in find_introduced(text[max(0, at - _BACK) : at + 2 * _BACK], (noun.removesuffix("s"),)):
                if found.sure and (found.name == word or found.name.startswith(f"{word} ")):
                    start = max(0, at - _BACK) + found.span.start
                    return found._replace(span=Span(start, start + len(found.name)))
    return None


_PLACES = 3
_APPOSED = re.compile(rf"{RUN.pattern}(?: of {RUN.pattern})?(?: (?:plc|gmbh|inc|ltd))?, (?:an?|the|its|their) ")
_NEAR_NOUN = re.compile(r"\p{Ll}{4,}+")
_ALL_NOUNS = FIRMS | {f"{noun}s" for noun in FIRMS} | {"agencies"}


def _introduced(text: str, where: tuple[int, int], noun: str, many: bool) -> Introduced | None:
    start, end = where
    words = text[start:end].split()
    while words and (words[0].lower() in STARTERS or is_place(words[0])) and len(words) > 1:
        start += len(words[0]) + 1
        words = words[1:]
    name = text[start:end].removesuffix("’s").removesuffix("'s")
    if not words or words[0].lower() in STARTERS or is_place(name) or fold(words[0]) in given_names():
        return None
    told = many or len(words) == 1 or words[-1].lower().rstrip(".") in COMMERCE | body_words()
    return Introduced(name, Span(start, start + len(name)), noun, told or noun not in _PERSONAL)


def whole_name(text: str, run: Span, end: int) -> Span:
    """Return the name that a run of capitals starts, through its "of": European Court of Fisheries.

    >>> text = "The European Court of Fisheries ruled."
    >>> whole_name(text, Span(4, 18), len(text)).of(text)
    'European Court of Fisheries'
    """
    if run.of(text).rsplit(maxsplit=1)[-1].lower() not in body_words():
        return run
    of = _OF.match(text, run.end, end)
    more = RUN.match(text, of.end(), end) if of else None
    return Span(run.start, more.end()) if more else run
