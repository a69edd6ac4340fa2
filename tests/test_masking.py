"""Masking, narration and script: the text is parted, never lost."""

import pytest
from hypothesis import given
from pace import in_step
from strategies import compositions, extractions

import quotekit
from quotekit.masking import NARRATOR, outermost
from quotekit.values import Article, Extraction, Quote, Span, Speaker

TEXT = "Snow fell.\n\n“If it stops,” said Ada Cole, “we go.” “Ben said ‘no’,” she added."
ADA = Speaker("Ada Cole")
OUTER = Quote("a", (Span(12, 26), Span(42, 50)), (Span(27, 31),), (Span(32, 40),), "direct", speaker=ADA)
SECOND = Quote("b", (Span(51, 67),), (Span(72, 77),), (Span(68, 71),), "direct")
INNER = Quote("c", (Span(61, 65),), (Span(56, 60),), (Span(52, 55),), "direct", within="b")
FOUND = Extraction(Article(TEXT), (OUTER, SECOND, INNER))


def found_in(composition):
    """Return the extraction of a composed article, as the rules see it."""
    return quotekit.extract(composition.text, engine="rules")


def test_the_example_is_cut_as_meant():
    """The spans of the example are those of its words."""
    words = [[span.of(TEXT) for span in quote.content] for quote in FOUND.quotes]
    assert words == [["“If it stops,”", "“we go.”"], ["“Ben said ‘no’,”"], ["‘no’"]]


def test_masked():
    """Letters of contents are masked; marks, space and the narration stay."""
    masked = quotekit.mask_quotes(FOUND, with_="x")
    assert masked == "Snow fell.\n\n“xx xx xxxxx,” said Ada Cole, “xx xx.” “xxx xxxx ‘xx’,” she added."


@pytest.mark.parametrize("with_", ["", "xx"])
def test_masked_with_one_character(with_):
    """A mask of another length than one would move offsets: it is refused, and its name told."""
    with pytest.raises(ValueError, match="with_"):
        quotekit.mask_quotes(FOUND, with_=with_)


def test_masked_signs():
    """What would give the words away is masked too: accents set apart, signs, digits, half pairs."""
    text = "“Cafe\u0301 cost $5 \ud83d”"
    masked = quotekit.mask_quotes(Extraction(Article(text), (Quote("q", (Span(0, len(text)),), (), (), "direct"),)))
    assert masked == "“_____ ____ __ _”"


def test_replaced():
    """Each stretch has one placeholder, the pieces of a quote the same number, nested ones none."""
    replaced = quotekit.replace_quotes(FOUND, "<{n}>")
    assert replaced.text == "Snow fell.\n\n<1> said Ada Cole, <1> <2> she added."
    assert [each.quote_id for each in replaced.map] == ["a", "a", "b"]


def test_narration():
    """Narration is what nobody is quoted with, without the space around it."""
    words = [span.of(TEXT) for span in quotekit.non_quotes(FOUND)]
    assert words == ["Snow fell.", "said Ada Cole,", "she added."]


def test_script():
    """Turns alternate; a speaker that is not resolved is told by the source, nested quotes belong to the outermost."""
    turns = [(turn.who, turn.span.of(TEXT)) for turn in quotekit.script(FOUND)]
    assert turns == [
        (NARRATOR, "Snow fell.\n\n"),
        ("Ada Cole", "“If it stops,” "),
        (NARRATOR, "said Ada Cole, "),
        ("Ada Cole", "“we go.” "),
        ("she", "“Ben said ‘no’,” "),
        (NARRATOR, "she added."),
    ]
    assert [turn.speaker for turn in quotekit.script(FOUND)] == [None, ADA, None, ADA, None, None]


def test_script_of_nobody():
    """Who is quoted without a source is nobody known: ``None``, not a name."""
    (turn,) = quotekit.script(Extraction(Article("No."), (Quote("q", (Span(0, 3),), (), (), "indirect"),)))
    assert turn.who is None
    assert turn.quote is not None


def test_pieces_side_by_side_are_one_turn():
    """A quotation that runs on in the next paragraph is one turn."""
    quote = Quote("q", (Span(0, 4), Span(6, 9)), (), (), "direct", speaker=ADA)
    (turn,) = quotekit.script(Extraction(Article("“No.\n\n“I”"), (quote,)))
    assert turn.span == Span(0, 9)


@pytest.mark.parametrize("text", ["", "\n", "Rain.", "...", "\ud83d"])
def test_without_quotes(text):
    """A text without quotes is the narrator's, and no text has no turns."""
    found = Extraction(Article(text))
    assert quotekit.mask_quotes(found) == text
    assert [turn.who for turn in quotekit.script(found)] == ([NARRATOR] if text else [])


@given(extractions())
def test_turns_join_to_the_text(extraction):
    """Turns cover the text in order, without gap or overlap, whatever the spans are."""
    text = extraction.article.text
    assert "".join(turn.span.of(text) for turn in quotekit.script(extraction)) == text
    assert all(turn.span.start < turn.span.end for turn in quotekit.script(extraction))


@given(extractions())
def test_masking_keeps_every_offset(extraction):
    """The masked text is as long; a character outside contents, a space or a line break stays where it was."""
    text, masked = extraction.article.text, quotekit.mask_quotes(extraction, with_="\u2588")
    assert len(masked) == len(text)
    quoted = {at for quote in extraction.quotes for span in quote.content for at in range(span.start, span.end)}
    for at, (old, new) in enumerate(zip(text, masked, strict=True)):
        assert new == ("\u2588" if at in quoted and old.isalnum() else old if at not in quoted else new)
        assert new in (old, "\u2588")


@given(extractions())
def test_narration_and_contents_part_the_letters(extraction):
    """Each letter is either narrated or quoted, and in one stretch alone."""
    stretches = (*quotekit.non_quotes(extraction), *(span for span, _ in outermost(extraction)))
    at = [place for span in stretches for place in range(span.start, span.end)]
    assert len(at) == len(set(at))
    letters = {place for place, char in enumerate(extraction.article.text) if char.isalnum()}
    assert letters <= set(at)


@given(extractions())
def test_placeholders_lead_back(extraction):
    """The map of placeholders gives the original back, and names quotes that are there."""
    replaced = quotekit.replace_quotes(extraction, "[{n}]")
    assert replaced.restore(extraction.article.text) == extraction.article.text
    assert all(each.new.of(replaced.text).startswith("[") for each in replaced.map)
    assert {each.quote_id for each in replaced.map} <= {quote.id for quote in extraction.quotes}


@given(compositions())
def test_turns_of_articles(composition):
    """In composed articles the quoted turns hold just the outermost contents."""
    found = found_in(composition)
    turns = [turn for turn in quotekit.script(found) if turn.quote]
    outer = sorted(span for quote in found.quotes if quote.within is None for span in quote.content)
    assert [turn.span.start for turn in turns if turn.span.start in {span.start for span in outer}]
    assert all(any(turn.span.overlaps(span) for span in outer) for turn in turns)


def test_time_is_linear():
    """Many quotes in one another and side by side take time in their number."""

    def masked(count):
        text = "“a” " * count
        deep = tuple(Quote(str(i), (Span(i, len(text) - i),), (), (), "direct") for i in range(count))
        side = tuple(Quote(str(i), (Span(4 * i, 4 * i + 3),), (), (), "direct") for i in range(count))
        both = [Extraction(Article(text), quotes) for quotes in (deep, side)]
        doors = (quotekit.mask_quotes, quotekit.script, quotekit.non_quotes, quotekit.replace_quotes)
        return lambda: [door(found) for door in doors for found in both]

    assert in_step(masked, 1_000)
