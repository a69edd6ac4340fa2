"""Hypothesis strategies for all tests: odd texts, values of every shape, and articles composed with their truth.

Import from here: ``from strategies import texts, extractions, compositions``.
"""

from typing import get_args

from attrs import frozen
from hypothesis import strategies as st

from quotekit.values import (
    Article,
    Block,
    BlockKind,
    Claim,
    Edit,
    Extraction,
    Failure,
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
scalars = st.none() | st.booleans() | st.integers() | numbers | words
names = words.filter(str.isprintable)
shallow = scalars | st.lists(scalars, max_size=2) | st.dictionaries(names, scalars, max_size=2)
json_values = shallow | st.lists(shallow, max_size=2) | st.dictionaries(names, shallow, max_size=2)


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
        extra=draw(st.dictionaries(own_names | names, json_values, max_size=2)),
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
    failures = st.none() | st.builds(Failure, st.integers(0, 99), st.none() | words, words)
    return Extraction(article, draw(tuples(quotes(length))), draw(tuples(claims(), 2)), draw(warnings), draw(failures))


# --- articles composed with their truth -------------------------------------------------------------------------------


@frozen
class Truth:
    """One attribution of a composed article, in offsets of its text."""

    form: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


@frozen
class Composition:
    """An article and all that is said in it: its other paragraphs report nothing."""

    text: str
    truths: tuple[Truth, ...]


NAMES = (
    *("Ada Cole", "Ben Oyelaran", "Mr. Quist", "Dr. Lena Brandt", "Senator Maria del Valle", "Jean-Luc Petit"),
    *("the ministry", "the mayor’s office", "a police spokesman", "the head of the harbour board", "a local official"),
)
VERBS = ("said", "says", "added", "explained", "warned", "insisted")
SENTENCES = (
    *("The bridge will open in March", "Nobody was hurt in the fire", "Prices rose faster than wages"),
    *("We have no plans to sell the harbour", "The two sides will meet again on Monday", "This was not an accident"),
    *("There is enough water for the summer", "Most of the schools stayed closed", "It’s time for a new law"),
)
HALVES = (
    ("If the rain stops", "we will open the gates on Monday"),
    ("When the vote came", "nobody in the room was surprised"),
    ("At the end of the day", "the money has to come from somewhere"),
)
NARRATION = (
    *("The road was closed for two hours.", "Snow lay on the hills above the town. The buses stood still."),
    *("Work on the east wing began in 2019 and ended last year.", "The harbour froze over twice that winter."),
)
QUOTATION_MARKS = (("“", "”"), ('"', '"'))
CONTENT, CUE, SOURCE = "content", "cue", "source"


@frozen
class Words:
    """What a form is filled with."""

    name: str
    verb: str
    first: str
    second: str
    halves: tuple[str, str]
    marks: tuple[str, str]

    def quoted(self, words: str) -> tuple[str, str]:
        """Return a piece of content between marks."""
        return f"{self.marks[0]}{words}{self.marks[1]}", CONTENT

    @property
    def source(self) -> tuple[str, str]:
        """Return the name as the source."""
        return self.name, SOURCE

    @property
    def subject(self) -> tuple[str, str]:
        """Return the name at a sentence's start."""
        return self.name[0].upper() + self.name[1:], SOURCE

    @property
    def cue(self) -> tuple[str, str]:
        """Return the verb as the cue."""
        return self.verb, CUE

    @property
    def clause(self) -> str:
        """Return the first sentence as it stands inside another."""
        return self.first[0].lower() + self.first[1:]


# Each form: what stands in order, text alone or text with its role. The name says what a reader sees.
FORMS = {
    "post-posed": lambda w: [w.quoted(f"{w.first},"), " ", w.source, " ", w.cue, "."],
    "inverted": lambda w: [w.quoted(f"{w.first},"), " ", w.cue, " ", w.source, "."],
    "asked": lambda w: [w.quoted(f"{w.first}?"), " ", w.source, " ", ("asked", CUE), "."],
    "pre-posed": lambda w: [w.subject, " ", w.cue, ", ", w.quoted(f"{w.first}.")],
    "after a colon": lambda w: [w.subject, " ", w.cue, ": ", w.quoted(f"{w.first}. {w.second}.")],
    "next paragraph": lambda w: [w.subject, " ", w.cue, ":\n\n", w.quoted(f"{w.first}.")],
    "interrupted": lambda w: [
        *(w.quoted(f"{w.halves[0]},"), " ", w.source, " ", w.cue, ", ", w.quoted(f"{w.halves[1]}.")),
    ],
    "continued": lambda w: [
        *(w.quoted(f"{w.first},"), " ", w.source, " ", w.cue, ". ", w.quoted(f"{w.second}.")),
    ],
    "paragraphs": lambda w: [
        *((f"{w.marks[0]}{w.first}.", CONTENT), "\n\n", w.quoted(f"{w.second},"), " ", w.source, " ", w.cue, "."),
    ],
    "according to, after": lambda w: [(w.first, CONTENT), ", ", ("according to", CUE), " ", w.source, "."],
    "according to, before": lambda w: [("According to", CUE), " ", w.source, ", ", (w.clause, CONTENT), "."],
    "that": lambda w: [w.subject, " ", w.cue, " ", (f"that {w.clause}", CONTENT), "."],
    "bare": lambda w: [w.subject, " ", ("said", CUE), " ", (w.clause, CONTENT), "."],
    "indirect, post-posed": lambda w: [(w.first, CONTENT), ", ", w.source, " ", w.cue, "."],
    "mixed": lambda w: [
        *(w.subject, " ", w.cue, " ", (f"that {w.clause} {w.marks[0]}sooner or later{w.marks[1]}", CONTENT), "."),
    ],
    "post": lambda w: [
        (f"{w.first}.", CONTENT),
        " pic.twitter.com/a1B2c3 — ",
        ("Kim Lo (@kimlo)", SOURCE),
        " May 3, 2023",
    ],
    "headline": lambda w: [("COLE", SOURCE), (":", CUE), " ", (w.first.upper(), CONTENT)],
}


@st.composite
def compositions(draw: st.DrawFn, forms: tuple[str, ...] = tuple(FORMS)) -> Composition:
    """Return articles whose quotations have these forms, between paragraphs that report nothing."""
    marks = draw(st.sampled_from(QUOTATION_MARKS))
    text, truths = draw(st.sampled_from(NARRATION)), []
    for form in draw(st.lists(st.sampled_from(forms), min_size=1, max_size=4)):
        first, second = draw(st.permutations(SENTENCES))[:2]
        name, verb = draw(st.sampled_from(NAMES)), draw(st.sampled_from(VERBS))
        words = Words(name, verb, first, second, draw(st.sampled_from(HALVES)), marks)
        roles: dict[str, list[Span]] = {CONTENT: [], CUE: [], SOURCE: []}
        text += "\n\n"
        for part in FORMS[form](words):
            string, role = part if isinstance(part, tuple) else (part, None)
            if role:
                roles[role].append(Span(len(text), len(text) + len(string)))
            text += string
        truths.append(Truth(form, *map(tuple, roles.values())))
        text += "\n\n" + draw(st.sampled_from(NARRATION))
    return Composition(text, tuple(truths))
