"""The corridor: arguments, nesting, kinds, ids."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quotekit
from quotekit.cues import default_cues
from quotekit.extractor import Extractor
from quotekit.marks import find_passages
from quotekit.nesting import inside_passages, stretches_within
from quotekit.values import Article, Attribution, Block, Cue, CueLexicon, Span

SAID = CueLexicon((Cue("say", "say", ("say", "says", "said"), frozenset({"that"}), ""),))


def test_wrong_arguments_are_named() -> None:
    """A wrong engine, a wrong confidence, a wrong text: the error names the argument."""
    with pytest.raises(ValueError, match="engine must be one of"):
        Extractor(engine="magic")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="min_confidence must lie between 0 and 1"):
        Extractor(engine="rules", min_confidence=2)
    with pytest.raises(TypeError, match="text must be a string or an Article, not int"):
        Extractor(engine="rules").extract(3)  # type: ignore[arg-type]


def test_pipe_keeps_the_order_and_is_lazy() -> None:
    """One result an article, in order; an article is read only when its result is asked for."""
    seen = []

    def articles() -> object:
        for name in ("Ada Cole", "Bo Lind"):
            seen.append(name)
            yield f"“It rains,” said {name}."

    results = Extractor(engine="rules").pipe(articles())  # type: ignore[arg-type]
    first = next(results)
    assert seen == ["Ada Cole"]
    assert [r.article.text for r in (first, *results)] == ["“It rains,” said Ada Cole.", "“It rains,” said Bo Lind."]


def test_a_surer_extractor_gives_a_part_of_the_quotes() -> None:
    """Raising min_confidence only ever leaves quotes out."""
    text = "“It rains,” said Ada Cole. Bo Lind denied that it snowed. The plan is believed to help."
    every = {q.id for q in Extractor(engine="rules", min_confidence=0).extract(text).quotes}
    sure = {q.id for q in Extractor(engine="rules", min_confidence=0.9).extract(text).quotes}
    assert sure <= every
    assert len(every) >= 2


def test_extract_takes_an_article_and_a_date() -> None:
    """A parsed article may be given; its date may be overruled."""
    article = quotekit.parse_article("“It rains,” said Ada Cole.", id="a1")
    result = quotekit.extract(article, date="2023-05-03", engine="rules")
    assert (result.article.id, result.article.date) == ("a1", "2023-05-03")


def test_insides_without_a_word_of_speech_are_not_read_again() -> None:
    """Only a content that holds a cue of speech is worth a second reading."""
    text = (
        "The mayor says the old bridge, they said, would never carry that load. It rains and rains and rains and rains."
    )
    contents = [Attribution((Span(15, 69),)), Attribution((Span(70, len(text)),))]
    assert stretches_within(text, contents, SAID) == [Span(15, 69)]


def test_what_is_read_again_is_inside_the_marks() -> None:
    """The marks around a content, and a leading "that", are not part of what is read again."""
    for text, end, inside in (
        ("“My doctor said I would never walk again,” she said.", 42, "My doctor said I would never walk again,"),
        ("that the ministry said it would rain, he said", 36, "the ministry said it would rain"),
        ("“““said the mayor, and said it again”", 36, "said the mayor, and said it again"),
    ):
        (stretch,) = stretches_within(text, [Attribution((Span(0, end),))], SAID)
        assert stretch.of(text) == inside


@pytest.mark.parametrize(
    ("content", "read_again"),
    [
        ("that they said it would rain", True),
        ("that rain, as she then claimed, had come", True),
        ("that they state that it would rain", True),
        ("It rains here, they say", True),
        ("It rains. Said the mayor so?", True),
        ("that the United States would help", False),
        ("that the states would all help them", False),
        ("that it started to rain in the night", False),
        ("“It rains,” he started", True),
        ("that its claims were never heard there", False),
        ("engineers had warned her that it could fall", True),
    ],
)
def test_a_word_of_speech_counts_where_it_may_report(content: str, read_again: bool) -> None:
    """Names, nouns and words that report with marks alone do not make a content worth a second reading."""
    assert bool(stretches_within(content, [Attribution((Span(0, len(content)),))], default_cues())) is read_again


def test_from_inside_the_outer_marks_are_gone() -> None:
    """The passage around a stretch vanishes, the ones in it move one level out."""
    text = "“He said ‘no’ to all of us,” she said. “Yes.”"
    passages = find_passages(text, [Span(0, len(text))])
    inside = inside_passages(passages, [passages[0].span])
    assert [(p.inner.of(text), p.depth) for p in inside] == [("no", 0), ("Yes.", 0)]


def test_a_report_inside_a_quotation_is_nested() -> None:
    """What a quoted report itself reports lies within it."""
    text = (
        "“Three houses burned down in the night and nobody was hurt, the fire brigade said in a statement,” "
        "the Weston Echo reported on Monday."
    )
    quotes = Extractor(engine="tagger").extract(text).quotes
    inner = [q for q in quotes if q.within is not None]
    assert [inner[0].source[0].of(text)] == ["the fire brigade"]
    assert inner[0].within == next(q.id for q in quotes if q.within is None)


@given(st.text(alphabet='ab .\n"“”:—said', max_size=200))
def test_quotes_and_their_spans_are_lawful(text: str) -> None:
    """Spans lie in the text, content, cue and source are disjoint, and what is within lies inside."""
    result = Extractor(engine="rules").extract(text)
    by_id = {q.id: q for q in result.quotes}
    for quote in result.quotes:
        spans = [*quote.content, *quote.cue, *quote.source]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert not any(a.overlaps(b) for i, a in enumerate(spans) for b in spans[:i])
        if quote.within is not None:
            outer = by_id[quote.within]
            assert any(piece.contains(quote.content[0]) for piece in outer.content)


@pytest.mark.parametrize("engine", ["rules", "tagger"])
def test_eight_threads_share_an_extractor(engine: str) -> None:
    """One extractor asked from eight threads at once, which change places often, gives what one thread gives."""
    paths = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
    texts = [line for path in paths for line in path.read_text("utf8").split("\n") if len(line) > 80][:12]
    extractor = Extractor(engine=engine, claims=True)  # type: ignore[arg-type]
    together = Barrier(8)

    def read(first: int) -> dict[int, object]:
        together.wait(60)
        order = [*range(first, len(texts)), *range(first)]
        return {number: extractor.extract(texts[number], date="2023-05-03") for number in order}

    often = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(read, range(8)))
    finally:
        sys.setswitchinterval(often)
    alone = dict(enumerate(Extractor(engine=engine, claims=True).extract(t, date="2023-05-03") for t in texts))  # type: ignore[arg-type]
    assert sum(len(result.quotes) for result in alone.values()) > 3
    assert all(answer == alone for answer in answers)


def test_an_article_without_blocks_has_no_quotes() -> None:
    """An Article made by hand without blocks is read as empty, not as an error."""
    assert Extractor(engine="rules").extract(Article("“It rains,” said Ada Cole.")).quotes == ()
    assert Extractor(engine="rules").extract(Article("", blocks=(Block("paragraph", Span(0, 0)),))).quotes == ()
