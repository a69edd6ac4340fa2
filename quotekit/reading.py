"""An article in, its sentences (and, where a pipeline is given, its tokens) out. The only room that knows spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from quotekit.values import Article, Reading, Span, Token

# What may end a sentence: stops with the marks and brackets that close behind them, then space; or an empty line,
# or a stop glued to the next sentence ("… at noon.The …").
STOPS = ".!?…\n"
STOP = re.compile(
    r"""
    [.!?…\n]                                            # one of STOPS
    (?: (?<! \n ) (?<! [.!?…][.!?…] ) [.!?…]*+ (?P<closers> ["”’'»›)\]]*+ ) (?= \s | [—–] )
      | (?<= \n ) (?P<gap> [^\S\n]*+ \n )
      | (?<= [a-z)”"] [.!?] ) (?P<glued> ["”’']? ) (?= ["“‘]? [A-Z] [a-z’']* [ ,’'] )
    )
    """,
    re.VERBOSE,
)
NEXT = re.compile(r"""\s* (?P<marks> ["“‘'«‹„(\[`—–-]* ) \s* (?P<word> [^\W_]* )""", re.VERBOSE)
# "“Will it rain?” Ada Cole asked.": the words of attribution follow the question, the sentence goes on.
REPORTED = re.compile(
    r"""
    \s+
    (?: I \s+ (?: [\w’']{1,10} \s+ )??
      | (?: [A-Z][\w.’'-]*+ \s+ | (?: the | a | an | his | her ) \s+ [\w-]++ \s+ ){1,4}? )
    (?: said | says | say | asked | asks | ask | wrote | wondered | replied | shouted | yelled | added | tweeted | cried
      | exclaimed | demanded | chanted | told | called | answered | whispered | screamed | continued | began
      | went \s on ) \b
    """,
    re.VERBOSE,
)
INITIALS = re.compile(r"(?: [^\W\d_] \. )* [A-Z]", re.VERBOSE)
DOTTED = re.compile(r"(?: [^\W\d_]{1,2} \. )+ [^\W\d_]{1,2}", re.VERBOSE)
# spaCy refuses texts of more than a million characters and its memory grows with each.
LONGEST_PIECE = 50_000


class Pipeline(Protocol):
    """What :func:`read` needs of an English spaCy pipeline."""

    def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
        """Yield a parsed document a text."""
        ...


def read(article: Article, nlp: Pipeline | None = None) -> Reading:
    """Cut an article into sentences that never cross a block, and into tokens where a pipeline is given.

    Args:
        article: a parsed article.
        nlp: a spaCy pipeline; its lemmas, parts of speech, dependencies and entities are kept, not its sentences.

    >>> from quotekit.values import Block
    >>> text = "Mr. Cole left. “Why?” asked Ada."
    >>> reading = read(Article(text, blocks=(Block("paragraph", Span(0, len(text))),)))
    >>> [sentence.of(text) for sentence in reading.sentences]
    ['Mr. Cole left.', '“Why?” asked Ada.']
    """
    text = article.text
    sentences: list[Span] = []
    stops = [mark for mark in STOPS if mark in text]
    for block in article.blocks:
        cut_sentences(text, block.span.start, block.span.end, stops, sentences)
    return Reading(article, tuple(sentences), tuple(parse_tokens(text, sentences, nlp)) if nlp is not None else ())


def cut_sentences(text: str, start: int, end: int, stops: Sequence[str], out: list[Span]) -> None:
    """Append the sentences of ``text[start:end]`` to ``out``, trimmed of space.

    Args:
        text: the article's text.
        start: where to begin.
        end: where to end.
        stops: those of ``STOPS`` that the text holds.
        out: what is appended to.
    """
    at = seen = start
    for place in _places(text, start, end, stops):
        stop = STOP.match(text, place, end) if place >= seen else None
        if stop is None:
            continue
        seen = stop.end()
        if seen > at and ends_sentence(text, stop, at, end):
            _append_trimmed(text, at, seen, out)
            at = seen
    _append_trimmed(text, at, end, out)


def _places(text: str, start: int, end: int, signs: Sequence[str]) -> list[int]:
    """Return where any of some characters stand, in order: to seek one after the other is faster than a pattern."""
    places = []
    for sign in signs:
        at = text.find(sign, start, end)
        while at >= 0:
            places.append(at)
            at = text.find(sign, at + 1, end)
    places.sort()
    return places


def ends_sentence(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    """Tell whether a stop ends the sentence that began at ``start``."""
    if stop.lastgroup != "closers" or stop.end() == end:
        return True
    following = NEXT.match(text, stop.end(), end)
    word = following["word"] if following else ""
    marked = bool(following and following["marks"])
    if not word:
        return True
    if word[0].islower():
        return False
    if text[stop.start() : stop.start("closers")] != ".":
        return not (stop["closers"] and not marked and REPORTED.match(text, stop.end(), end))
    if stop["closers"]:
        return True
    return _full_stop(text, stop.start(), start, word, marked)


def _full_stop(text: str, at: int, start: int, word: str, marked: bool) -> bool:
    """Decide about a lone full stop by the word before it and the one that follows."""
    before = text[max(start, at - 14) : at].rsplit(None, 1)
    last = before[-1].lstrip("(“\"‘'[—–-") if before else ""
    kind = abbreviations().get(last)
    if kind is None and (len(last) == 1 or "." in last) and (INITIALS.fullmatch(last) or DOTTED.fullmatch(last)):
        kind = "either"
    if kind == "title":
        return False
    if kind == "before-number":
        return not word[0].isdigit()
    if kind == "either":
        return word in sentence_starters() or marked
    return True


def _append_trimmed(text: str, start: int, end: int, out: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append(Span(start, end))


@cache
def abbreviations() -> dict[str, str]:
    """Return form -> kind of ``data/abbreviations.tsv``; forms are written without their last full stop.

    >>> abbreviations()["Sen"]
    'title'
    """
    return {form: kind for form, kind, _ in _rows("abbreviations.tsv")}


@cache
def sentence_starters() -> frozenset[str]:
    """Return the words that begin sentences, and seldom follow an abbreviation inside one.

    >>> "However" in sentence_starters()
    True
    """
    return frozenset(form for (form,) in _rows("sentence_starters.tsv"))


def _rows(name: str) -> list[list[str]]:
    path = Path(__file__).with_name("data") / name
    return [line.split("\t") for line in path.read_text("utf8").split("\n") if line and line[0] != "#"][1:]


def parse_tokens(text: str, sentences: Iterable[Span], nlp: Pipeline) -> Iterator[Token]:
    """Yield the tokens of all sentences, with heads counted through the whole text; space is no token."""
    pieces = list(_pieces(sentences))
    # spaCy's strings are UTF-8, which has no lone surrogates; one stand-in a surrogate keeps the offsets.
    documents = nlp.pipe(_without_surrogates(piece.of(text)) for piece in pieces)
    count = 0
    for piece, document in zip(pieces, documents, strict=True):
        kept = [token for token in document if not token.is_space]
        place = {token.i: count + index for index, token in enumerate(kept)}
        for token in kept:
            begin = piece.start + token.idx
            yield Token(
                span=Span(begin, begin + len(token.text)),
                lemma=token.lemma_,
                pos=token.pos_,
                dep=token.dep_,
                head=place.get(token.head.i, -1) if token.dep_ else -1,
                entity=token.ent_type_,
            )
        count += len(kept)


def _pieces(sentences: Iterable[Span]) -> Iterator[Span]:
    for sentence in sentences:
        for start in range(sentence.start, sentence.end, LONGEST_PIECE):
            yield Span(start, min(start + LONGEST_PIECE, sentence.end))


def _without_surrogates(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
