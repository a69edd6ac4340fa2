"""Quotes in, tasks for the annotation tool Prodigy out, one JSON object an article, and annotated tasks read back.

The tasks hold spans for ``spans.manual`` and relations for ``rel.manual``. Prodigy keeps fields that it does not
know: a span that nobody touched comes back with its quote's number, and ``quotekit`` with all that spans don't hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from quotekit.doors.attributed import Found, article_of, own_row, quotes_of
from quotekit.doors.rows import Row
from quotekit.doors.tokens import TokenIndex, spans_of, tokens_of
from quotekit.values import Extraction, Span

CONTENT = "content"
ROLES = (CONTENT, "cue", "source")
Out = dict[str, object]
Member = tuple[str, Span]


def to_prodigy(extraction: Extraction) -> Out:
    """Return the task of an article: a row of a ``.jsonl`` file for Prodigy.

    >>> import quotekit
    >>> task = to_prodigy(quotekit.extract("“No,” said Ada Cole.", engine="rules"))
    >>> [(span["label"], span["token_start"], span["token_end"]) for span in task["spans"]]
    [('CONTENT', 0, 3), ('CUE', 4, 4), ('SOURCE', 5, 6)]
    >>> [(relation["label"], relation["head"], relation["child"]) for relation in task["relations"]]
    [('CUE', 3, 4), ('SOURCE', 3, 6)]
    """
    article = extraction.article
    text = article.text
    tokens = tokens_of(text, spans_of(extraction))
    index = TokenIndex(tokens)
    spans: list[Out] = []
    relations: list[Out] = []
    for number, quote in enumerate(extraction.quotes):
        own = [
            _span(span, held, role.upper(), number)
            for role in ROLES
            for span in getattr(quote, role)
            if (held := index.within(span))
        ]
        spans += own
        relations += [_relation(own[0], child) for child in own[1:]]
    return {
        "text": text,
        "meta": {name: value for name in ("id", "date", "outlet") if (value := getattr(article, name)) is not None},
        "tokens": [_token(text, tokens, i) for i in range(len(tokens))],
        "spans": spans,
        "relations": relations,
        "quotekit": [own_row(quote) for quote in extraction.quotes],
    }


def from_prodigy(task: Mapping[str, object]) -> Extraction:
    """Return the extraction that an annotated task tells of.

    Spans belong together by the number of their quote, or else by relations from a content. A content that nothing
    is tied to is a quote of its own; a cue or source that is tied to no content is left out.

    Raises:
        FileProblem: a field is missing or wrong.

    >>> import quotekit
    >>> found = quotekit.extract("“No,” said Ada Cole.", engine="rules")
    >>> from_prodigy(to_prodigy(found)).quotes == found.quotes
    True
    """
    top = Row(task)
    meta = top.child("meta", lambda meta: meta) or Row({})
    article = article_of(top.string("text"))
    article = evolve(
        article,
        id=meta.optional("id"),
        date=meta.optional("date") or article.date,
        outlet=meta.optional("outlet"),
    )
    rows = top.many("quotekit", lambda row: row.value)
    found = []
    for number, members in _groups(top):
        roles = {role: tuple(span for name, span in members if name == role) for role in ROLES}
        own = rows[number] if number is not None and 0 <= number < len(rows) else {}
        if roles["content"]:
            found.append(Found(roles, own))
    return quotes_of(article, found)


def _groups(top: Row) -> Iterator[tuple[int | None, list[Member]]]:
    """Yield what belongs together: the spans that still bear a quote's number, then contents that people marked."""
    spans = [each for each in top.many("spans", _member) if each is not None]
    free = {member for member, number in spans if number is None}
    tied: dict[Member, list[Member]] = {}
    for tie in top.many("relations", _tie):
        if tie is not None and tie[1] in free:
            tied.setdefault(tie[0], []).append(tie[1])
    numbered: dict[int, list[Member]] = {}
    for member, number in spans:
        if number is not None:
            # Taken once: a span that stands there a thousand times would have all that is tied to it as often.
            numbered.setdefault(number, []).extend([member, *tied.pop(member, [])])
    yield from numbered.items()
    yield from ((None, [member, *tied.get(member, [])]) for member in sorted(free) if member[0] == CONTENT)


def _member(row: Row) -> tuple[Member, int | None] | None:
    """Read a span and the number of its quote; ``None`` for a label that is no role."""
    role = row.string("label").lower()
    number = row.value.get("quote")
    span = Span(int(row.number("start")), int(row.number("end")))
    return ((role, span), number if type(number) is int else None) if role in ROLES else None


def _tie(row: Row) -> tuple[Member, Member] | None:
    head, child = row.child("head_span", _member), row.child("child_span", _member)
    return (head[0], child[0]) if head is not None and child is not None and head[0][0] == CONTENT else None


def _span(span: Span, held: range, label: str, number: int) -> Out:
    return {
        "start": span.start,
        "end": span.end,
        "token_start": held.start,
        "token_end": held.stop - 1,
        "label": label,
        "quote": number,
    }


def _relation(head: Out, child: Out) -> Out:
    kept = ("start", "end", "token_start", "token_end", "label")
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": {name: head[name] for name in kept},
        "child_span": {name: child[name] for name in kept},
        "label": child["label"],
    }


def _token(text: str, tokens: Sequence[Span], i: int) -> Out:
    token = tokens[i]
    # The last token of a task has no space behind it that would matter.
    space = i + 1 < len(tokens) and tokens[i + 1].start > token.end
    return {"text": token.of(text), "start": token.start, "end": token.end, "id": i, "ws": space}
