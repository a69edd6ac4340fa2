"""Paragraphs in, the turns of an interview out whose questions and answers have no labels.

Papers set the questions in bold, and a scraped page has lost it: what is left is that questions address somebody, that
answers speak in the first person, and that the two alternate.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from quotekit.forms.posts import trimmed
from quotekit.values import Attribution, Block, Span

ASKS = regex.compile(r"\?[\"”’)\]*_]*\Z")
QUESTION_ENDS = frozenset('?"”’)]*_')
ADDRESSED = regex.compile(r"\b(?:you|your|you['’](?:re|ve|d|ll)|yours|yourself)\b", regex.IGNORECASE)
FIRST_PERSON = regex.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|me|my|mine|we|We|we['’](?:re|ve|d|ll)|our|Our|us)\b")
LABELLED = regex.compile(r"[^:?.!\n]{1,40}:\s")
NARRATED = regex.compile(r"\b(?:he|she|they)\s+(?:says|said|explains|explained|adds|added|recalls|replies|replied)\b")
MARKED = '"“«„'
TALK = frozenset({"title", "paragraph", "headline"})
"""A question may look like a cross-head, and the first one like the title."""
LEAST_QUESTIONS = 2
LONGEST_QUESTION = 70
"""In words."""
LONGEST_ANSWER = 6
"""In paragraphs."""


def find_interview(text: str, blocks: Sequence[Block]) -> list[Attribution]:
    r"""Return the questions and answers of an interview without labels; none where it is doubtful.

    >>> lines = ["Why did you leave?", "I was tired.", "Do you miss it?", "Only my desk."]
    >>> text = "\n".join(lines)
    >>> cuts = [(text.index(line), text.index(line) + len(line)) for line in lines]
    >>> found = find_interview(text, [Block("paragraph", Span(*cut)) for cut in cuts])
    >>> [a.content[0].of(text) for a in found]
    ['Why did you leave?', 'I was tired.', 'Do you miss it?', 'Only my desk.']
    """
    out: list[Attribution] = []
    if text.count("?") < LEAST_QUESTIONS or _too_few_ask(text, blocks):
        return out
    run: list[Span] = []
    for block in (*blocks, None):
        span = trimmed(text, block.span) if block is not None and block.kind in TALK else None
        if span is not None and len(span) and _may_be_turn(text, span):
            run.append(span)
        else:
            out += _turns(text, run)
            run = []
    return out


def _too_few_ask(text: str, blocks: Sequence[Block]) -> bool:
    """Tell whether too few paragraphs end with a question: then all the rest need not be looked at."""
    holding = [b.span for b in blocks if b.kind in TALK and text.find("?", b.span.start, b.span.end) >= 0]
    asking = [span for span in holding if _asks(text, trimmed(text, span))]
    return len(asking) < LEAST_QUESTIONS


def _may_be_turn(text: str, span: Span) -> bool:
    if LABELLED.match(text, span.start, span.end) is not None:
        return False
    return text[span.start] not in MARKED and NARRATED.search(text, span.start, span.end) is None


def _asks(text: str, span: Span) -> bool:
    if text[span.end - 1] not in QUESTION_ENDS:
        return False
    said = span.of(text)
    return len(said) < 600 and ASKS.search(said) is not None and len(said.split()) <= LONGEST_QUESTION


def _turns(text: str, run: Sequence[Span]) -> list[Attribution]:
    questions = [index for index, span in enumerate(run) if _asks(text, span)]
    if len(questions) < LEAST_QUESTIONS:
        return []
    exchanges: list[tuple[Span, Span]] = []
    for number, index in enumerate(questions):
        end = questions[number + 1] if number + 1 < len(questions) else _end_of_last(text, run, index)
        if not index + 1 < end <= index + 1 + LONGEST_ANSWER:
            continue
        exchanges.append((run[index], Span(run[index + 1].start, run[end - 1].end)))
    addressed = sum(ADDRESSED.search(text, q.start, q.end) is not None for q, _ in exchanges)
    first = sum(FIRST_PERSON.search(text, a.start, a.end) is not None for _, a in exchanges)
    if len(exchanges) < 2 or 2 * addressed < len(exchanges) or 2 * first < len(exchanges):
        return []
    return [
        Attribution((turn,), form="transcript", rule="transcript:unlabelled", confidence=0.8)
        for exchange in exchanges
        for turn in exchange
    ]


def _end_of_last(text: str, run: Sequence[Span], index: int) -> int:
    """Return where the last answer ends: its first paragraph, and those that go on in the first person."""
    end = min(index + 2, len(run))
    while end < len(run) and end - index <= LONGEST_ANSWER and FIRST_PERSON.search(text, run[end].start, run[end].end):
        end += 1
    return end
