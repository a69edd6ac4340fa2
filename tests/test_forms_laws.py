"""The laws of the room `forms`, over any text in any layout, and over headlines and turns composed with their truth."""

import re
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pace import in_step, made_of
from strategies import texts

from quotekit.cues import default_cues
from quotekit.forms import find_structure
from quotekit.forms.headlines import read_headline
from quotekit.marks import find_passages
from quotekit.values import Article, Block, Span

CUES = default_cues()
KINDS = ("paragraph", "paragraph", "paragraph", "title", "headline", "post", "caption", "notice", "separator", "byline")
LINES = (
    *(
        "WALLACE: Will you run?",
        "PENCE: I will.",
        "Q: Why?",
        "A: I was tired.",
        "“No.”",
        "“Why?”",
        "“He left us.” — Ann Lee",
    ),
    *("— Ann Lee, teacher", "Mayor denies plot, says he is safe", "TAXES TO RISE: MINISTER", "Lee: ‘We won’"),
    *("See here: Mayor Denies Taking Bribes From Builders. It rained.", "Ann Lee: “It was a long night for all.”"),
    *("“Palace denies drone plot, says king was never there,” she wrote.", "It was late.", "Note: It was late."),
)


@st.composite
def laid_out(draw):
    """Return a text with blocks of any kinds that cover its lines."""
    line = st.sampled_from(LINES) | texts(20).map(lambda t: t.replace("\n", " "))
    lines = draw(st.lists(line, max_size=8))
    gap = draw(st.sampled_from(("\n", "\n\n", "\r\n\r\n")))
    blocks, at = [], 0
    for printed in lines:
        span = Span(at, at + len(printed))
        at += len(printed) + len(gap)
        kind = draw(st.sampled_from(KINDS))
        if kind == "post":
            middle = draw(st.integers(span.start, span.end))
            blocks.append(Block(kind, span, author="A", body=Span(span.start, middle), credit=Span(middle, span.end)))
        elif printed.strip():
            blocks.append(Block(kind, span))
    return Article(gap.join(lines), blocks=tuple(blocks))


def structure(article):
    return find_structure(article, find_passages(article.text, [b.span for b in article.blocks]), CUES)


def roles(attribution):
    return (attribution.content, attribution.cue, attribution.source)


@given(laid_out())
@example(Article("", blocks=()))
@example(Article("\ud83d: \x00", blocks=(Block("title", Span(0, 4)), Block("post", Span(0, 4)))))
def test_spans_hold(article):
    """No text raises; spans slice the text, are not empty, in order, and the roles of one attribution are disjoint."""
    made = structure(article)
    for attribution in made.attributions:
        spans = [span for role in roles(attribution) for span in role]
        assert attribution.content
        assert all(0 <= s.start < s.end <= len(article.text) for s in spans)
        assert all(not a.overlaps(b) for i, a in enumerate(spans) for b in spans[i + 1 :])
        assert all(a.end <= b.start for role in roles(attribution) for a, b in pairwise(role))
    assert list(made.attributions) == sorted(made.attributions, key=lambda a: (a.content[0].start, -a.content[-1].end))


TURNS = "WALLACE: Will you run?\nWALLACE: Will you run?\n— Ann Lee, teacher"


@given(laid_out())
@example(Article(TURNS, blocks=tuple(Block("paragraph", Span(*m.span())) for m in re.finditer(".+", TURNS))))
def test_prose_is_in_order(article):
    """The stretches of prose are in order, disjoint, not blank, and inside a block each."""
    prose = structure(article).prose
    assert all(a.end <= b.start for a, b in pairwise(prose))
    assert all(any(block.span.contains(span) for block in article.blocks) for span in prose)
    assert all(span.of(article.text).strip() == span.of(article.text) != "" for span in prose)


@given(laid_out())
def test_nested_lies_inside(article):
    """Two contents either share nothing, or one holds the other with its cue and source."""
    found = structure(article).attributions
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            a, b = (Span(x.content[0].start, x.content[-1].end) for x in (one, other))
            assert not a.overlaps(b) or a.contains(b) or b.contains(a)


@given(laid_out())
def test_twice_the_same(article):
    """The same article gives the same structure."""
    assert structure(article) == structure(article)


@given(laid_out(), st.integers(1, 3))
def test_a_paragraph_before_shifts(article, times):
    """A paragraph without quotes before the article shifts every span and changes nothing else."""
    # A credit line at the very top would take the paragraph put before it for its quotation, and rightly.
    assume(article.text.lstrip()[:1] not in {"—", "–", "―", "-"})
    # A text of one line alone is read as a headline.
    assume(len(article.blocks) != 1)
    prefix = "It rained on the hills.\n\n" * times
    by = len(prefix)
    extra = tuple(Block("paragraph", Span(i * (by // times), i * (by // times) + 23)) for i in range(times))
    moved = tuple(
        evolve(b, span=b.span.shifted(by), body=b.body and b.body.shifted(by), credit=b.credit and b.credit.shifted(by))
        for b in article.blocks
    )
    before, after = structure(article), structure(Article(prefix + article.text, blocks=(*extra, *moved)))
    shifted = [
        tuple(tuple(s.shifted(by) for s in role) for role in roles(attribution)) for attribution in before.attributions
    ]
    assert [roles(attribution) for attribution in after.attributions] == shifted
    assert after.prose[times:] == tuple(span.shifted(by) for span in before.prose)


SOURCES = ("Mayor", "Kremlin", "Sen. Cole", "US official", "Ann Oyelaran", "Police", "Fed's Powell", "Bank of Japan")
CLAIMS = ("the bridge is not safe", "taxes will rise", "we have nothing to hide", "two ‘spies’ were held in Rome")
SHAPES = (
    "{claim}: {source}",
    "{source}: {claim}",
    "{claim}, {source} says",
    "{source} says {claim}",
    "{claim}, says {source}",
)


@given(
    st.sampled_from(SOURCES),
    st.sampled_from(CLAIMS),
    st.sampled_from(SHAPES),
    st.sampled_from((str, str.upper)),
    st.sampled_from(("", "BREAKING: ", "EXCLUSIVE - ", "🚨 ")),
)
def test_composed_headlines(source, claim, shape, case, kicker):
    """A headline made of a source and a claim, in small letters or capitals, gives them back."""
    if case is str.upper:
        source, claim, shape = source.upper(), claim.upper(), shape.replace("says", "SAYS")
    text = kicker + shape.format(source=source, claim=claim)
    found = read_headline(text, Span(0, len(text)), CUES)
    assert [(a.content[0].of(text), a.source[0].of(text)) for a in found] == [(claim, source)]


SPEAKERS = ("LEE", "MR. RAY", "Q", "THE COURT")
SAID = ("Did you go?", "I did.", "We ran.\nYou too?")
TURNS = st.lists(st.tuples(st.sampled_from(SPEAKERS), st.sampled_from(SAID)), min_size=2, max_size=8)


@given(TURNS, st.sampled_from(("\n", "\n\n")))
def test_composed_transcripts(turns, gap):
    """Turns composed with their speakers are given back, whatever the line breaks."""
    lines = [f"{speaker}: {said}" for speaker, said in turns]
    text = gap.join(lines)
    blocks, at = [], 0
    for line in lines if gap == "\n\n" else [text]:
        blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + len(gap)
    found = structure(Article(text, blocks=tuple(blocks))).attributions
    assert [(a.source[0].of(text), a.content[0].of(text)) for a in found] == turns


# Each once looked like a way to make some rule start over and over again.
WORST = (
    *("a: ", "A: ", "Ab: “x” is a long enough one.”\n", "WALLACE: I will.\n", "Q: Why?\n\nA: I.\n\n", ": A B C ", ": "),
    *(
        "“a” — Ann Lee\n",
        "“a” — ",
        "— ",
        "-",
        ".",
        ". ",
        "!?…",
        "“",
        "”",
        "“”",
        "“No.”\n\n“Why?”\n\n",
        "\n",
        "\n ",
        " ",
        "\t",
    ),
    *(
        "says ",
        "Mayor says x, says ",
        "“Palace denies plot, says king ran,” ",
        "See: Mayor Denies Bribes. ",
        "(",
        "[a] ",
    ),
    *(
        "Mr. SMITH. I. ",
        "Q. A. ",
        "> ",
        "A",
        "A ",
        "A.",
        "•",
        "#BREAKING ",
        "BREAKING: ",
        ", said Lee asked ",
        "\ufe0f",
    ),
)


def in_one_block(text, kind):
    """Return the text as one block."""
    whole = Span(0, len(text))
    return [Block(kind, whole, body=whole if kind == "post" else None)]


def a_block_a_line(text, kind):
    """Return the text's lines as blocks."""
    return [Block(kind, Span(*match.span())) for match in re.finditer(r"[^\n]+", text)]


@pytest.mark.parametrize("scrap", WORST)
@pytest.mark.parametrize("kind", ["paragraph", "post"])
@pytest.mark.parametrize("layout", [in_one_block, a_block_a_line])
def test_linear_time(scrap, kind, layout):
    """The worst texts take time in step with their length, as one block or a block a line."""

    def structured(length):
        text = made_of(scrap, length)
        article = Article(text, blocks=tuple(layout(text, kind)))
        passages = find_passages(text, [block.span for block in article.blocks])
        return lambda: find_structure(article, passages, CUES)

    assert in_step(structured, 4_000)
