"""The marks room: cases by provenance, a slow oracle, and laws over any text."""

from __future__ import annotations

import random
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotekit.marks import find_passages
from quotekit.values import Passage, Span


def paragraphs(text: str) -> list[Span]:
    out, start = [], 0
    for part in text.split("\n"):
        if part.strip():
            out.append(Span(start, start + len(part)))
        start += len(part) + 1
    return out


def shown(text: str) -> list[str]:
    """Write passages as [inner], with ?, ~ and + for unclosed, unopened and continued, and depth as dots."""
    return [
        "." * p.depth + ("+" if p.continues else "") + ("" if p.opened else "~") + f"[{p.inner.of(text)}]"
        + ("" if p.closed else "?")
        for p in find_passages(text, paragraphs(text))
    ]  # fmt: skip


WILD = {
    # As pages print them.
    "“It rains,” she said.": ["[It rains,]"],
    '"It rains," she said.': ["[It rains,]"],
    "''It rains,'' she said.": ["[It rains,]"],
    "``It rains,'' she said.": ["[It rains,]"],
    "«Il pleut», dit-elle. « Il pleut », dit-elle.": ["[Il pleut]", "[ Il pleut ]"],
    "„Es regnet“, sagte sie. »Es regnet«, sagte er.": ["[Es regnet]", "[Es regnet]"],
    "‘It won’t rain,’ said the farmers’ man. ‘The farmers’ fields aren’t wet.’": [
        "[It won’t rain,]",
        "[The farmers’ fields aren’t wet.]",
    ],
    "'It won't rain,' said the boys' aunt.": ["[It won't rain,]"],
    "“He told me, ‘Go home,’ and I went,” she said.": ["[He told me, ‘Go home,’ and I went,]", ".[Go home,]"],
    "\"He told me, 'Go home'\" she said.": ["[He told me, 'Go home']", ".[Go home]"],
    "She called it “dull” and “a waste”.": ["[dull]", "[a waste]"],
    "&quot;Rain,&quot; he said. &#8220;Snow,&#8221; she said.": ["[Rain,]", "[Snow,]"],
    "It was “damp—“wet,” even—for June.": ["[damp—]?", "[wet,]"],
    "The \"so-called 'experts'\" left.": ["[so-called 'experts']", ".[experts]"],
    "“We will—” he began. “Stop!” she said.": ["[We will—]", "[Stop!]"],
    "(“Really,” he said.)": ["[Really,]"],
    'Mixed “glyphs" and "marks”.': ["[glyphs]", "[marks]"],
    "“One.\n“Two.\n“Three,” he said.": ["[One.]?", "+[Two.]?", "+[Three,]"],
    # A page that quotes another opens each of its paragraphs with a mark of its own kind.
    '"One went.\n“Two,” he said.': ["[One went.]?", "[Two,]"],
    "“One.\nTwo,” he said.": ["[One.]?", "+~[Two,]"],
    "“One, “inner” here.\n“Two,” he said.": ["[One, “inner” here.]?", ".[inner]", "+[Two,]"],
    "“One is left open, she said. “Two,” she said.": ["[One is left open,]?", "[Two,]"],
    "It is late,” she said. “Very.”": ["~[It is late,]", "[Very.]"],
    "Никто не сказал «нет».": ["[нет]"],
    "彼は「はい」と言った。": ["[はい]"],
}
# What decides is one neighbour, one glyph or one character more.
SMALL_PRINT = {
    '"He said ("no") twice," she said.': ['[He said ("no") twice,]', ".[no]"],
    '"He said "no" twice," she said.': ['[He said "no" twice,]', ".[no]"],
    "'He said 'no' twice,' she said.": ["[He said 'no' twice,]", ".[no]"],
    "“He is 6’2” she said.": ["[He is 6’2]"],
    '"He is 6\'2", or 6 ft. 3", I think," she said.': ["[He is 6'2\", or 6 ft. 3\", I think,]"],
    '"A 5-foot-10.5" plank," she said.': ['[A 5-foot-10.5" plank,]'],
    "”It rains,” she said.": ["[It rains,]"],
    "“One“ two": ["[One]"],
    "“ One ” two": ["[ One ]"],
    "‘It rains‘ she said": [],
    "‘“No,” he said,’ wrote Ann.": ["[“No,” he said,]", ".[No,]"],
    "‘[The] end’ ‘(so’ ‘#hid’ ‘@ada’ ‘$5’ ‘£5’ ‘€5’ ‘…so’": [
        "[[The] end]", "[(so]", "[#hid]", "[@ada]", "[$5]", "[£5]", "[€5]", "[…so]",
    ],
    "'-x' was ' it": [],
    "(´It rains,´ she said.)": ["[It rains,]"],
    "’It rains,’ she said.": ["[It rains,]"],
    # An open single mark inside double ones is an apostrophe; other marks are quotations left open.
    "“He said ‘no,” she said.": ["[He said ‘no,]"],
    "“He said «no,” she said.": ["[He said «no,]", ".[no,]?"],
    "“One «two “three» four” five.": ["[One «two “three» four]", ".[two “three]", "..[three]?"],
    "“One. “Two “three” four” five.": ["[One.]?", "[Two “three” four]", ".[three]"],
    "“No, ‘we were promised rain.": ["[No, ‘we were promised rain.]?"],
    "『雨": ["[雨]?"],
    # Words of report end what is left open, if enough stands before them and the next paragraph does not go on.
    "“We were promised rain by Easter, Mrs Lowe said.\nIt rained.": ["[We were promised rain by Easter,]?"],
    "“We were promised rain by Easter, Mrs Lowe said.\n“So it rained.”": [
        "[We were promised rain by Easter, Mrs Lowe said.]?", "+[So it rained.]",
    ],
    "“Two, Mrs Lowe said.\n‘Three,’ he said.": ["[Two, Mrs Lowe said.]?", "[Three,]"],
    "“We left, she said.": ["[We left, she said.]?"],
    "“We leave, she said.": ["[We leave,]?"],
    "«We were promised rain, Mrs Lowe said.": ["[We were promised rain, Mrs Lowe said.]?"],
    "“One. “We were promised rain, Mrs Lowe said.": ["[One.]?", "[We were promised rain, Mrs Lowe said.]?"],
    # A quotation goes on in the next paragraph with the mark of its own family.
    "‘One.\n‘Two,’ he said.": ["[One.]?", "+[Two,]"],
    "“One.\n‘Two,’ he said.": ["[One.]?", "[Two,]"],
    "He said: “One.\n“Two,” he said.": ["[One.]?", "+[Two,]"],
    "“A ‘b’ c ‘d.\n“E.”": ["[A ‘b’ c ‘d.]?", ".[b]", "+[E.]"],
    "“One.\nSo “two,” he said.": ["[One.]?", "[two,]"],
    "“One,” he said.\n“Two.”": ["[One,]", "[Two.]"],
    # What is closed and never opened begins behind the last passage; a figure's mark is a measure.
    "It is late” now. Then it is over”.": ["~[It is late]", "~[now. Then it is over]"],
    "“A” b” c.": ["[A]", "~[b]"],
    "” is a mark.": [],
    # The possessive before another closing mark closes nothing.
    "'The workers' fault,' she said.": ["[The workers' fault,]"],
    "'The boss' left,' she said. 'The box' fell.": ["[The boss' left,]", "[The box]"],
    "'The workers' 'fault,' she said.": ["[The workers]", "[fault,]"],
    # Each glyph finds its partner.
    "″It rains,″ she said. ＂It rains,＂ she said.": ["[It rains,]", "[It rains,]"],
    "’’It rains,’’ she said. ‘‘It rains,’’ she said.": ["[It rains,]", "[It rains,]"],
    "〝It rains,〞 she said. ‟It rains,” she said.": ["[It rains,]", "[It rains,]"],
    "＇It rains,＇ she said. ‛It snows,’ she said. `It ends,´ she said.": ["[It rains,]", "[It snows,]", "[It ends,]"],
    "『雨』と「言『う』」": ["[雨]", "[言『う』]", ".[う]"],
    "‹It rains,› she said. ›It‹ rains.": ["[It rains,]", "[It]"],
    "“It&rsquo;s &lsquo;late&rsquo;,” she said.": ["[It&rsquo;s &lsquo;late&rsquo;,]", ".[late]"],
    "&laquo;A&raquo; &bdquo;b&rdquo; &apos;c&apos; &#39;d&#039; &QUOT;e&#34; &#X201C;f&#x201d;": [
        "[A]", "[b]", "[c]", "[d]", "[e]", "[f]",
    ],
    "&#171;A&#187; &#8222;b&#8221; &#8216;c&#8217; &quote; &#8215;d": ["[A]", "[b]", "[c]"],
}  # fmt: skip
NEGATIVE = [
    "It isn’t the workers’ fault, nor James’ or the ’90s’.",
    'He stood 6\'2" tall and held a 5" pipe.',
    "A 6-foot-2\" man said rock 'n' roll was dead in '68.",
    "'Twas the dogs' dinner.",
    "No marks at all, it's true.",
    "O’Brien and D'Arcy met at five o'clock.",
]


@pytest.mark.parametrize(("text", "expected"), WILD.items())
def test_passages_of_marks_as_pages_print_them(text: str, expected: list[str]) -> None:
    """Every dialect of marks gives its passages."""
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), SMALL_PRINT.items())
def test_what_one_neighbour_decides(text: str, expected: list[str]) -> None:
    """A glyph and its two neighbours decide, and what the paragraph has left open."""
    assert shown(text) == expected


@pytest.mark.parametrize(("size", "cut"), [(160, True), (161, False)])
def test_words_of_report_are_sought_so_far_back(size: int, cut: bool) -> None:
    """A report of up to 160 characters ends an unclosed quotation."""
    words = " Mr " + "x" * (size - 13) + " said so."
    kept = "We were promised rain," + ("" if cut else words)
    assert shown("“We were promised rain," + words) == [f"[{kept}]?"]


@pytest.mark.parametrize(("between", "closes"), [(7, False), (8, True)])
def test_a_possessive_looks_so_many_marks_ahead(between: int, closes: bool) -> None:
    """Whether "workers' " is a possessive is seen from the next eight marks."""
    found = shown("'The workers' left" + ' "so"' * (between // 2) + (' "' if between % 2 else "") + " again' she said.")
    assert ("[The workers]" in found) == closes


@pytest.mark.parametrize("text", NEGATIVE)
def test_apostrophes_and_measures_are_no_marks(text: str) -> None:
    """Apostrophes, possessives, lost letters, inches and feet open nothing."""
    assert shown(text) == []


def oracle(text: str, block: Span) -> list[tuple[int, int]]:
    """Pair plain curly and straight double marks that stand well spaced, the slow way: look for each partner anew."""
    found = []
    taken: set[int] = set()
    for end in range(block.start, block.end):
        is_straight_close = text[end] == '"' and end > block.start and not text[end - 1].isspace()
        if text[end] != "”" and not is_straight_close:
            continue
        for start in range(end - 1, block.start - 1, -1):
            opens_straight = text[start] == '"' and (start == block.start or text[start - 1].isspace())
            if start not in taken and (text[start] == "“" or opens_straight):
                taken.add(start)
                found.append((start, end + 1))
                break
    return sorted(found)


@st.composite
def well_spaced(draw: st.DrawFn) -> str:
    """Compose text whose marks nest and stand as printers set them."""
    word = st.sampled_from(["rain", "snow", "a", "wind."])

    def part(depth: int) -> str:
        kind = draw(st.integers(0, 3 if depth < 3 else 0))
        if kind == 1:
            return f"“{sentence(depth + 1)}”"
        if kind == 2 and depth == 0:
            return f'"{draw(word)}"'
        return draw(word)

    def sentence(depth: int) -> str:
        return " ".join(part(depth) for _ in range(draw(st.integers(1, 4))))

    return sentence(0)


@given(well_spaced())
def test_the_slow_oracle_agrees(text: str) -> None:
    """On well-set text the stack finds what looking for each partner anew finds."""
    block = Span(0, len(text))
    assert sorted((p.span.start, p.span.end) for p in find_passages(text, [block])) == oracle(text, block)


MARKY = st.text(alphabet="ab .,\n\"“”‘’'«»„`&quot;0—", max_size=60)


def check_laws(text: str, passages: tuple[Passage, ...]) -> None:
    blocks = paragraphs(text)
    for passage in passages:
        assert any(block.contains(passage.span) for block in blocks)
        assert passage.span.contains(passage.inner)
        assert passage.opened or passage.closed
    for one in passages:
        for other in passages:
            if one.span.overlaps(other.span):
                assert one.span.contains(other.span) or other.span.contains(one.span)


@given(st.one_of(MARKY, st.text(max_size=40)))
def test_passages_nest_or_are_disjoint(text: str) -> None:
    """In any text passages lie in one block, hold their inside, and never cross."""
    check_laws(text, find_passages(text, paragraphs(text)))


@given(MARKY)
def test_passages_move_with_the_text(text: str) -> None:
    """A paragraph without marks in front shifts every passage and changes nothing else."""
    prefix = "Plain words stand here.\n"
    moved = find_passages(prefix + text, paragraphs(prefix + text))
    still = find_passages(text, paragraphs(text))
    by = len(prefix)
    assert [(p.span, p.inner, p.depth) for p in moved] == [
        (p.span.shifted(by), p.inner.shifted(by), p.depth) for p in still
    ]


@pytest.mark.parametrize("unit", ["“", '"', "“a ", "'a ", '"a" “', "‘“", "«“”", "”", "’ ", "``", "&quot;"])
def test_work_grows_with_the_text(unit: str) -> None:
    """A hundred thousand marks are read in one pass: twice the text never costs a multiple of the calls."""
    calls = []
    for size in (10_000, 20_000):
        text = unit * size
        counter = 0

        def trace(frame: object, event: str, arg: object) -> None:
            nonlocal counter
            counter += 1

        sys.setprofile(trace)
        try:
            find_passages(text, [Span(0, len(text))])
        finally:
            sys.setprofile(None)
        calls.append(counter)
    assert calls[1] <= 2.2 * calls[0] + 1000


def test_random_marks_never_raise() -> None:
    """Long random mixtures of marks, words and breaks give passages that obey the laws."""
    rng = random.Random(7)
    for _ in range(200):
        text = "".join(
            rng.choice(["“", "”", '"', "‘", "’", "'", " ", "a", "s", ".", "\n", "''", "7"]) for _ in range(80)
        )
        check_laws(text, find_passages(text, paragraphs(text)))


def test_a_missing_mark_before_another_quotation():
    """An unclosed quotation ends before its own words of report, though another quotation follows in its paragraph."""
    text = "“They came at night, said Amira Haddad. “They took the goats.”"
    found = find_passages(text, [Span(0, len(text))])
    assert [passage.span.of(text) for passage in found] == ["“They came at night,", "“They took the goats.”"]
