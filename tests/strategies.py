"""Hypothesis strategies for all tests: odd texts, values of every shape, and articles composed with their truth.

Import from here: ``from strategies import texts, extractions, compositions``.
"""

from typing import get_args

from hypothesis import strategies as st

from quotekit.values import (
    Article,
    Block,
    BlockKind,
    Claim,
    Edit,
    Extraction,
    Notice,
    Quantity,
    Quote,
    QuoteKind,
    Span,
    Speaker,
    SpeakerKind,
    Time,
)

# --- texts -----------------------------------------------------------------------------------------------------------

SCRAPS = (
    *"\"“”„«»‘’'‹›「」`´[]()",
    *("''", "``", "“‘", "’”", "\"'", "''“"),
    *("\n", "\n\n", "\n\n\n", "\r\n", "\t", " ", "  ", "\u2028", "\u00a0", "\u200b", "\ufeff", "\x00", "\x1b[31m"),
    *(": ", ":", " — ", " – ", "--", "...", "…", ",", ", ", ". ", ".", "! ", "? ", "* * *", "#"),
    *("\ud83d", "\ude00", "\ud800", "😀", "e\u0301", "ﬁ", "İ", "漢字", "שלום", "\u202e", "👨\u200d👩\u200d👧"),
    *(
        "@ada",
        "(@ada_cole)",
        "— Ada Cole (@ada_cole) May 3, 2023",
        "pic.twitter.com/a1B2",
        "https://t.co/x",
        "#BREAKING:",
    ),
    *(
        "said",
        " said ",
        "says",
        "told reporters",
        "according to",
        "that",
        "denied",
        "asked",
        "added",
        "did not say",
        "Q:",
    ),
    *("Ada Cole", "the ministry", "he", "She", "Mr. Oyelaran", "UKRAINE:", "PODOLYAK", "U.S.", "a spokesman for", "it"),
    *(
        " date 2023-05-03 ",
        "Update:",
        "Update(0845ET) :",
        "developing...",
        "it’s",
        "'90s",
        "the players’",
        "rock 'n' roll",
    ),
    *("two men came", "rain fell on the harbour", "no one was hurt", "5 percent", "last night", "We will win"),
)


def texts(max_size: int = 40) -> st.SearchStrategy[str]:
    """Return any text, and texts thick with what quotation rules look at; lone surrogates and NULs included."""
    scraps = st.lists(st.sampled_from(SCRAPS) | st.text(st.characters(), max_size=4), max_size=max_size)
    return st.text(st.characters(), max_size=max_size) | scraps.map("".join) | scraps.map(" ".join)


# --- values of every shape -------------------------------------------------------------------------------------------

words = st.text(st.characters(), max_size=8)
maybe_words = st.none() | words
days = st.dates().map(str)
shares = st.floats(0, 1)
numbers = st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words.filter(str.isprintable), inner, max_size=3),
    max_leaves=6,
)


def spans(length: int) -> st.SearchStrategy[Span]:
    """Return spans in a text of that length."""
    ends = st.tuples(st.integers(0, length), st.integers(0, length))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def tuples(of: st.SearchStrategy, max_size: int = 3) -> st.SearchStrategy[tuple]:
    """Return tuples of up to so many."""
    return st.lists(of, max_size=max_size).map(tuple)


def speakers(length: int) -> st.SearchStrategy[Speaker]:
    """Return speakers whose evidence stands in a text of that length."""
    kinds = st.sampled_from(get_args(SpeakerKind))
    return st.builds(Speaker, words, kinds, maybe_words, maybe_words, words, tuples(spans(length)))


def notices(length: int) -> st.SearchStrategy[Notice]:
    """Return warnings about a text of that length."""
    return st.builds(Notice, words, words, st.none() | spans(length))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Return articles with every field; the blocks are anywhere, as only a parser's would be in order."""
    text = draw(texts())
    maybe_span = st.none() | spans(len(text))
    blocks = st.builds(
        Block,
        kind=st.sampled_from(get_args(BlockKind)),
        span=spans(len(text)),
        author=maybe_words,
        handle=maybe_words,
        date=maybe_words,
        platform=maybe_words,
        body=maybe_span,
        credit=maybe_span,
    )
    own_names = st.sampled_from(("quotes", "schema", "split", "extra", "outlets", "url", "Text"))
    return Article(
        text,
        id=draw(maybe_words),
        date=draw(st.none() | days),
        updated=draw(maybe_words),
        title=draw(maybe_span),
        outlet=draw(maybe_words),
        blocks=draw(tuples(blocks)),
        warnings=draw(tuples(notices(len(text)), 1)),
        extra=draw(st.dictionaries(own_names | words.filter(str.isprintable), json_values, max_size=2)),
    )


def quotes(length: int) -> st.SearchStrategy[Quote]:
    """Return quotes with every field, whose spans stand anywhere in a text of that length."""
    role = tuples(spans(length), 2)
    return st.builds(
        Quote,
        id=words,
        content=role,
        cue=role,
        source=role,
        kind=st.sampled_from(get_args(QuoteKind)),
        form=words,
        speaker=st.none() | speakers(length),
        candidates=tuples(speakers(length), 2),
        within=maybe_words,
        cue_class=words,
        negated=st.booleans(),
        denied=st.booleans(),
        addressee=role,
        via=role,
        said_on=maybe_words,
        confidence=shares,
        rule=words,
    )


def claims() -> st.SearchStrategy[Claim]:
    """Return claims with every field."""
    times = st.builds(Time, spans(99), maybe_words, st.sampled_from(("DATE", "TIME", "DURATION", "SET")), maybe_words)
    amounts = numbers | st.tuples(numbers, numbers)
    quantities = st.builds(
        Quantity, spans(99), amounts, maybe_words, maybe_words, approximate=st.booleans(), ordinal=st.booleans()
    )
    return st.builds(
        Claim,
        text=words,
        quote_id=maybe_words,
        speaker=st.none() | speakers(99),
        times=tuples(times, 2),
        quantities=tuples(quantities, 2),
        negated=st.booleans(),
        denied=st.booleans(),
        hedged=st.booleans(),
        modal=st.booleans(),
        future=st.booleans(),
        question=st.booleans(),
        key=words,
        edits=tuples(st.builds(Edit, spans(99), words, words, words), 2),
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Return extractions with every field of every value: shapes that a format must carry, true or not."""
    article = draw(articles())
    length = len(article.text)
    warnings = st.just(article.warnings) | tuples(notices(length), 2)
    return Extraction(article, draw(tuples(quotes(length))), draw(tuples(claims(), 2)), draw(warnings))
