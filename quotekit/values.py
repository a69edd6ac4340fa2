"""The values that pass between the rooms: frozen, slotted, and knowing nothing but their own shape.

Every offset counts Unicode code points into ``Article.text``; spans are half-open, ``[start, end)``.
Text is never stored twice: ``span.of(article.text)`` slices it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, Literal

from attrs import Factory, field, frozen

BlockKind = Literal[
    "title", "headline", "dateline", "byline", "paragraph", "post", "separator", "update", "caption", "notice"
]
QuoteKind = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "organisation", "document", "account", "unnamed"]


@frozen(init=False)
class Span:
    """A half-open stretch ``[start, end)`` of code points in the article's text; earlier ones are less than later ones.

    >>> Span(3, 6).of("an odd word")
    'odd'
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        # Written out: no other value is made so often, and the slots themselves take theirs fastest.
        _set_start(self, start)
        _set_end(self, end)

    def __lt__(self, other: Span) -> bool:
        # Written out: generated comparisons go by way of two tuples, and spans are sorted in every room.
        return self.start < other.start or (self.start == other.start and self.end < other.end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the slice of ``text`` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies inside this span (equal counts)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved ``by`` code points."""
        return Span(self.start + by, self.end + by)


_set_start = Span.__dict__["start"].__set__
_set_end = Span.__dict__["end"].__set__
START = attrgetter("start")
"""Where a span starts: sorting by it is far cheaper than comparing spans."""


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap made one.

    >>> merged([Span(4, 9), Span(0, 3), Span(2, 4)])
    [Span(start=0, end=4), Span(start=4, end=9)]
    """
    out: list[Span] = []
    for span in sorted(spans, key=START):
        if out and span.start < out[-1].end:
            if span.end > out[-1].end:
                out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out


@frozen
class Notice:
    """Something the library could not do, or did with a doubt: a value on the result, never an exception."""

    code: str
    """A stable, short name such as ``unclosed-mark`` or ``date-ambiguous``."""
    message: str
    """One sentence for a person."""
    span: Span | None = None


@frozen
class Block:
    """A piece of an article's layout; the blocks of an article cover every non-space character once, in order."""

    kind: BlockKind
    span: Span
    author: str | None = None
    """Of a post: the name as printed, without the handle."""
    handle: str | None = None
    """Of a post: the account, with its ``@``."""
    date: str | None = None
    """Of a post, or of a live-blog entry: ISO 8601, ``YYYY-MM-DD`` with ``THH:MM`` where a time is printed."""
    platform: str | None = None
    """Of a post: ``twitter``, ``telegram``, … in lower case."""
    body: Span | None = None
    """Of a post: the words posted, without media links and credit. Elsewhere ``None``: the block is its own body."""
    credit: Span | None = None
    """Of a post: the author's name as printed, inside ``span``."""


@frozen
class Article:
    """One dated text, untouched, and how it is laid out."""

    text: str
    id: str | None = None
    date: str | None = None
    """Day of publication, ``YYYY-MM-DD``; ``None`` where unknown or doubtful."""
    updated: str | None = None
    """Time of the last update as printed: ``YYYY-MM-DD``, ``YYYY-MM-DDTHH:MM`` or ``THH:MM``."""
    title: Span | None = None
    outlet: str | None = None
    blocks: tuple[Block, ...] = ()
    warnings: tuple[Notice, ...] = ()
    extra: Mapping[str, object] = field(factory=dict, eq=True, hash=False)
    """Fields of the input row that quotekit does not know; they travel through untouched."""

    @property
    def day(self) -> str | None:
        """The day that "last night" is told from: that of publication, else that of the last update.

        >>> Article("", date="2023-05-03", updated="2023-05-04T10:00").day, Article("", updated="2023-05-04T10:00").day
        ('2023-05-03', '2023-05-04')
        """
        return self.date or (self.updated or "").partition("T")[0] or None


@frozen
class Passage:
    """A stretch between quotation marks, the marks included.

    A quotation that runs over several paragraphs, each opened anew and only the last one closed, is one passage a
    paragraph; ``continues`` ties a later one to the one before it.
    """

    span: Span
    """From the opening mark to behind the closing one; an unclosed passage ends with its paragraph's text."""
    inner: Span
    """The same without the marks."""
    style: str
    """Which marks: ``straight``, ``curly``, ``single``, ``guillemet``, ``low-high``, ``doubled`` (``''``), …"""
    opened: bool = True
    """False: a closing mark stands without its opening one; the passage starts with its paragraph."""
    closed: bool = True
    """False: no closing mark before the paragraph's end."""
    depth: int = 0
    """0 for an outermost passage, 1 for one inside it, …"""
    continues: bool = False
    """True: goes on from the passage of the paragraph before, which was left open."""


@frozen
class Token:
    """A word or mark, with what a parser may know of it (empty strings where no pipeline was used)."""

    span: Span
    lemma: str = ""
    pos: str = ""
    dep: str = ""
    head: int = -1
    """Index of the syntactic head in ``Reading.tokens``; -1 where unknown."""
    entity: str = ""


@frozen
class Reading:
    """An article cut into sentences and, on demand, tokens."""

    article: Article
    sentences: tuple[Span, ...] = ()
    tokens: tuple[Token, ...] = ()


@frozen
class Cue:
    """One row of the cue lexicon: a way of reporting, its class and what it takes."""

    lemma: str
    """Base form, lower case; of several words for fixed phrases ("according to", "make clear")."""
    cue_class: str
    """``say``, ``ask``, ``claim``, ``deny``, ``decline``, ``confirm``, ``believe``, ``intend``, ``decree``, …"""
    forms: tuple[str, ...]
    """Every surface form in lower case, the lemma included."""
    frames: frozenset[str]
    """Which constructions it takes: ``quote``, ``that``, ``bare``, ``to``, ``np``, ``as``, ``whether``, ``front``."""
    example: str
    """A sentence with the cue, marked ``[content] {cue} <source>``; run as a test."""


@frozen(cache_hash=True)
class CueLexicon:
    """Cues by surface form: a value that is passed in, never a global."""

    cues: tuple[Cue, ...]
    by_form: Mapping[str, Cue] = field(init=False, eq=False, repr=False, hash=False)

    def __attrs_post_init__(self) -> None:
        index: dict[str, Cue] = {}
        for cue in self.cues:
            for form in cue.forms:
                index.setdefault(form, cue)
        object.__setattr__(self, "by_form", index)


@frozen
class Structure:
    """What the layout alone tells: attributions of posts, headlines, turns, credit lines; and the prose left over."""

    attributions: tuple[Attribution, ...] = ()
    prose: tuple[Span, ...] = ()
    """Stretches for an engine to read, in order: paragraphs, and the insides of posts and headlines for nested ones."""


@frozen
class RoleSpan:
    """A stretch that a tagger takes for content, cue or source."""

    role: Literal["content", "cue", "source"]
    span: Span
    score: float
    """Mean probability of its labels, 0 to 1."""


@frozen
class Roles:
    """What a tagger found in one article: spans in order, and how strongly it ties them together."""

    spans: tuple[RoleSpan, ...] = ()
    links: tuple[tuple[int, int, float], ...] = ()
    """(index of a content, index of its cue, log-probability), and the same from a cue to its source.
    The second index is -1 for "none"."""


@frozen
class Attribution:
    """Content, cue and source joined: somebody is reported to say, think or decree something."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    form: str = "prose"
    """``prose``, ``headline``, ``post``, ``transcript``, ``block``, ``dialogue``, ``link``, …"""
    rule: str = ""
    """Which rule or model made it."""
    confidence: float = 0.5
    """The chance, calibrated on PolNeAR dev, that content and source are right in the scorer's sense."""
    cue_class: str = ""
    """``say``, ``ask``, ``claim``, ``deny``, ``believe``, …; empty where no cue is known."""
    negated: bool = False
    """The reporting itself is negated: "did not say", "declined to comment"."""
    denied: bool = False
    """The cue denies the content: "denied that", "rejected"."""
    addressee: tuple[Span, ...] = ()
    via: tuple[Span, ...] = ()
    """Who passed it on: "…, as cited by RIA"."""
    said_on: str | None = None
    """The day, ``YYYY-MM-DD``."""


@frozen
class Speaker:
    """Who a quotation is by, once resolved; an unknown speaker is ``None``, never a value of this class."""

    name: str
    kind: SpeakerKind = "person"
    id: str | None = None
    """The lexicon's id, where a lexicon row decided."""
    role: str | None = None
    resolved_by: str = ""
    """``name``, ``surname``, ``pronoun``, ``apposition``, ``lexicon``, ``document``, …"""
    evidence: tuple[Span, ...] = ()
    """The spans that the resolution rests on."""


@frozen
class Quote:
    """An attribution with its identity, kind and speaker."""

    id: str
    """Stable: made from the article's text and the quote's spans."""
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: QuoteKind
    form: str = "prose"
    speaker: Speaker | None = None
    candidates: tuple[Speaker, ...] = ()
    """Where several speakers fit equally well, and none was chosen."""
    within: str | None = None
    """Id of the quote whose content encloses this one."""
    cue_class: str = ""
    negated: bool = False
    denied: bool = False
    addressee: tuple[Span, ...] = ()
    via: tuple[Span, ...] = ()
    said_on: str | None = None
    """The day on which it was said, ``YYYY-MM-DD``, where post or words of report tell it."""
    confidence: float = 0.5
    rule: str = ""


@frozen
class Edit:
    """One change that normalisation made: replaying a claim's edits on the original gives its text."""

    span: Span
    old: str
    new: str
    why: str


@frozen
class Time:
    """A time expression and its TIMEX3 value."""

    span: Span
    value: str | None
    """TIMEX3: ``2023-05-03``, ``2023-W17``, ``2023-05-02TNI``, ``P3D``, …; ``None`` where it can't be told."""
    kind: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    mod: str | None = None
    """TIMEX3 modifier: ``START``, ``MID``, ``END``, ``APPROX``, ``BEFORE``, …"""


@frozen
class Quantity:
    """A number with its unit."""

    span: Span
    value: float | tuple[float, float]
    """A number, fractions as decimals; a range as its two ends."""
    unit: str | None = None
    """As printed; ``%`` and ISO 4217 codes for percent and money."""
    normal_unit: str | None = None
    approximate: bool = False
    ordinal: bool = False


@frozen
class Claim:
    """What was said, made self-contained and comparable."""

    text: str
    quote_id: str | None = None
    speaker: Speaker | None = None
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    negated: bool = False
    denied: bool = False
    hedged: bool = False
    modal: bool = False
    future: bool = False
    question: bool = False
    key: str = ""
    edits: tuple[Edit, ...] = ()


@frozen
class Failure:
    """Why one article among many has no result."""

    position: int
    """Which of the articles it was, counted from 0."""
    id: str | None
    """The article's id, where it had one."""
    message: str
    """One sentence for a person."""


@frozen
class Extraction:
    """What :func:`quotekit.extract` returns: the article, its quotes and claims, and what could not be done."""

    article: Article
    """As it was given; with an empty text where what was given is no article."""
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[Notice, ...] = Factory(tuple)
    failure: Failure | None = None
    """Set where the article, one among many, could not be read; there are no quotes then."""

    def to_frame(self) -> Any:
        """Return the quotes as a pandas DataFrame, one a row: :func:`quotekit.formats.to_frame` of this one.

        Raises:
            ImportError: pandas is not installed.
        """
        from quotekit.doors.frame import to_frame  # noqa: PLC0415 - values import no door before it is asked for

        return to_frame(self)

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the one place where a value looks out at a door, and only when it is asked."""
        from quotekit.doors.page.notebook import fragment  # noqa: PLC0415 - values import no door

        return fragment(self)
