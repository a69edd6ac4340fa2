"""A post's block in, what its author said out, with what the post itself reports in headline English."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from quotekit.forms.headlines import read_headline
from quotekit.forms.words import words_of
from quotekit.values import Attribution, Block, CueLexicon, Span

SENTENCE_END = regex.compile(
    r"""
      (?P<mark> (?<! [.!?…] ) [.!?…]++ ["”’»)]*+ ) \s++ (?= ["“‘«(]? [#@$]? [\p{Lu}\d\p{So}] )
    | \n\s*+
    """,
    regex.VERBOSE,
)
# "RT @mayor: We open at six. https://…", shared by somebody else.
REPOST = regex.compile(
    r"RT\s(?P<who>@\w{1,40})(?P<cue>:)\s++(?P<said>[^\n]*?[^\s])(?=\s*(?:(?:https?://|pic\.|t\.co/)\S*\s*)*+\Z)"
)
SHORT = regex.compile(r"(?: \b\w | \b[A-Z]\.[A-Z] | \b(?P<title>\w{1,6}) ) \. \Z", regex.VERBOSE)


def read_post(text: str, block: Block, cues: CueLexicon) -> tuple[list[Attribution], list[Span]]:
    """Return the post's attributions, the author's own first, and the sentences that those leave to an engine.

    >>> text = "NEW: Kremlin denies drone strike. More soon. — Ann Lee (@annlee)"
    >>> post = Block("post", Span(0, 64), author="Ann Lee", body=Span(0, 44), credit=Span(47, 54))
    >>> found, rest = read_post(text, post, CueLexicon(()))
    >>> [(a.content[0].of(text), a.source[0].of(text)) for a in found]
    [('NEW: Kremlin denies drone strike. More soon.', 'Ann Lee'), ('drone strike', 'Kremlin')]
    >>> [span.of(text) for span in rest]
    ['More soon.']
    """
    body = trimmed(text, block.body if block.body is not None else block.span)
    if not any(letter.isalnum() for letter in body.of(text)):
        return [], []
    credit = block.credit
    source = (credit,) if credit is not None and len(credit) and not credit.overlaps(body) else ()
    found = [Attribution((body,), source=source, form="post", rule="post", confidence=0.95, said_on=_day(block))]
    rest: list[Span] = []
    repost = REPOST.match(text, body.start, body.end) if source else None
    if repost is not None:
        found.append(
            Attribution(
                (Span(*repost.span("said")),), (Span(*repost.span("cue")),), (Span(*repost.span("who")),),
                form="post", rule="post:repost", confidence=0.9, cue_class="say",
            )
        )  # fmt: skip
        body = Span(*repost.span("said"))
    for sentence in sentences(text, body):
        inner = read_headline(text, sentence, cues, form="post", chatty=True)
        if inner:
            found += inner
        elif rest and not text[rest[-1].end : sentence.start].strip():
            rest[-1] = Span(rest[-1].start, sentence.end)
        else:
            rest.append(sentence)
    return found, rest


def _day(block: Block) -> str | None:
    return block.date[:10] if block.date is not None and not block.date.startswith("T") else None


def sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a post, by marks and line ends alone."""
    start = span.start
    for match in SENTENCE_END.finditer(text, span.start, span.end):
        if match["mark"] is not None:
            short = SHORT.search(text, max(start, match.end("mark") - 8), match.end("mark"))
            if short is not None and (short["title"] is None or short["title"].lower() in words_of("title")):
                continue
        end = match.end("mark") if match["mark"] is not None else match.start()
        if text[start:end].strip():
            yield trimmed(text, Span(start, end))
        start = match.end()
    if text[start : span.end].strip():
        yield trimmed(text, Span(start, span.end))


def trimmed(text: str, span: Span) -> Span:
    """Return the span without white space at its edges."""
    inside = span.of(text)
    if inside == inside.strip():
        return span
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.start + len(inside.rstrip())))
