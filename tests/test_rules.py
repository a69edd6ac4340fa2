"""The rules room: cases by provenance, the lexicon's examples elsewhere, and laws over any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from pace import in_step, made_of
from strategies import texts

from quotekit.cues import classify, default_cues, make_cue
from quotekit.marks import find_passages
from quotekit.reading import read
from quotekit.rules import RULES, find_attributions
from quotekit.values import Article, Attribution, Block, CueLexicon, Span

CASES = Path(__file__).parent / "data" / "rules_cases.txt"
MARKED = re.compile(r"\[(?P<content>[^\]]*)\]|\{(?P<cue>[^}]*)\}|<(?P<source>[^>]*)>")


def paragraphs(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def attributions(text: str, cues: CueLexicon | None = None) -> tuple[Attribution, ...]:
    """Run the room, with the rooms before it, each line a paragraph."""
    prose = paragraphs(text)
    article = Article(text, blocks=tuple(Block("paragraph", span) for span in prose))
    return find_attributions(read(article), find_passages(text, prose), prose, default_cues() if cues is None else cues)


def unmarked(line: str) -> str:
    return MARKED.sub(lambda m: m["content"] or m["cue"] or m["source"] or "", line)


def marked(line: str) -> tuple[list[str], list[str], list[str]]:
    found = list(MARKED.finditer(line))
    return tuple([m[role] for m in found if m[role] is not None] for role in ("content", "cue", "source"))


def shown(text: str, attribution: Attribution) -> tuple[list[str], list[str], list[str]]:
    roles = (attribution.content, attribution.cue, attribution.source)
    return tuple([span.of(text) for span in role] for role in roles)


def read_cases() -> list:
    """Return test parameters: group, text, and what is expected of it."""
    out, group = [], ""
    for part in re.split(r"\n\s*\n", CASES.read_text("utf8")):
        lines = [line.replace("¶", "\n") for line in part.splitlines() if line and not line.startswith("#")]
        if lines and lines[0].startswith("=="):
            group = lines[0].removeprefix("==").strip()
            lines = lines[1:]
        if not lines:
            continue
        text = unmarked(lines[0])
        assert all(unmarked(line) == text for line in lines), f"one text, marked differently: {lines}"
        expected = sorted(marked(line) for line in lines if MARKED.search(line))
        failing = [pytest.mark.xfail(strict=True, reason="known failure")] if group.startswith("known") else []
        out.append(pytest.param(text, expected, id=f"{group.split(':')[0]}-{text[:50]!r}", marks=failing))
    return out


@pytest.mark.parametrize(("text", "expected"), read_cases())
def test_case(text, expected):
    """Each case gives exactly what is marked in it."""
    assert sorted(shown(text, a) for a in attributions(text)) == expected


@pytest.mark.parametrize("cue", default_cues().cues, ids=lambda cue: cue.lemma)
def test_lexicon_example(cue):
    """The example of each row of the lexicon is found as it is marked, with the class of its row."""
    text = unmarked(cue.example)
    found = attributions(text)
    assert [shown(text, a) for a in found] == [marked(cue.example)]
    assert found[0].cue_class == cue.cue_class


def test_flags_agree_with_the_classifier():
    """Class, negation and denial are what ``classify`` says of the same cue span."""
    for cue in default_cues().cues:
        text = unmarked(cue.example)
        for found in attributions(text):
            meaning = classify(found.cue[0].of(text))
            assert (found.cue_class, found.negated, found.denied) == (
                meaning.cue_class,
                meaning.negated,
                meaning.denied,
            )


@pytest.mark.parametrize(
    ("text", "negated", "denied"),
    [
        ("Ms. Cole did not say that the bridge was closed.", True, False),
        ("Ms. Cole never said the bridge was closed.", True, False),
        ("Ms. Cole denied that the bridge was closed.", False, True),
        ("Ms. Cole has not denied that the bridge was closed.", True, False),
        ("Ms. Cole declined to confirm the report.", True, False),
        ("Ms. Cole said that the bridge was not closed.", False, False),
    ],
)
def test_negation(text, negated, denied):
    """A negated verb of report is marked; a negation inside the content is not."""
    (found,) = attributions(text)
    assert (found.negated, found.denied) == (negated, denied)


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Ms. Cole told the council that the bridge was closed.", ["the council"]),
        ("“The bridge is closed,” she told reporters.", ["reporters"]),
        ("Ms. Cole said that the bridge was closed.", []),
        ("He asked whether the bridge was closed.", []),
    ],
)
def test_addressee(text, whom):
    """Who is told is the addressee, and no part of cue or source."""
    (found,) = attributions(text)
    assert [span.of(text) for span in found.addressee] == whom


def test_rules_stand_in_one_visible_order():
    """Each attribution names one of the rules of ``RULES``, with that rule's confidence."""
    confidence = {row.rule.__name__: row.confidence for row in RULES}
    assert len(confidence) == len(RULES)
    for case in read_cases():
        for found in attributions(case.values[0]):
            assert found.rule == "ends_with_report" or confidence[found.rule] == found.confidence


def test_hard_wrapped_lines():
    """A line's end inside a paragraph is space: on the wire lines are wrapped where they are full."""
    text = "“The bridge\nis closed,” said Ada\nCole, the director\nof the port."
    article = Article(text, blocks=(Block("paragraph", Span(0, len(text))),))
    whole = [Span(0, len(text))]
    (found,) = find_attributions(read(article), find_passages(text, whole), whole, default_cues())
    assert shown(text, found) == (["“The bridge\nis closed,”"], ["said"], ["Ada\nCole, the director\nof the port"])


def test_own_lexicon():
    """A lexicon is a value: another one finds other cues, and the shipped one stays as it was."""
    mine = CueLexicon((make_cue("burble", "say", "quote that"),))
    text = "He burbled that it was late. She said that it was early."
    assert [shown(text, a)[1] for a in attributions(text, mine)] == [["burbled"]]
    assert [shown(text, a)[1] for a in attributions(text)] == [["said"]]


def test_unrelated_row_changes_nothing():
    """A row whose words are not in the text changes no attribution."""
    more = CueLexicon((*default_cues().cues, make_cue("burble", "say", "quote that")))
    for case in read_cases():
        assert attributions(case.values[0], more) == attributions(case.values[0])


def test_empty_lexicon():
    """Without cues nothing is found, and nothing raises."""
    assert attributions("“It is late,” said Ada Cole.", CueLexicon((make_cue("burble", "say", "that"),))) == ()
    assert attributions("“It is late,” said Ada Cole.", CueLexicon(())) == ()


# --- laws ------------------------------------------------------------------------------------------------------------


def check_spans(text, found):
    """Spans slice the text, are not empty, and the roles of one attribution don't overlap."""
    for attribution in found:
        roles = [*attribution.content, *attribution.cue, *attribution.source]
        assert attribution.content
        assert all(0 <= span.start < span.end <= len(text) for span in roles)
        assert not any(span.of(text)[0].isspace() or span.of(text)[-1].isspace() for span in roles)
        for index, one in enumerate(roles):
            assert not any(one.overlaps(other) for other in roles[index + 1 :])


@given(texts(max_size=80))
def test_any_text(text):
    """No text makes it raise; spans slice the text; the same text gives the same answer."""
    found = attributions(text)
    check_spans(text, found)
    assert found == attributions(text)


@pytest.mark.parametrize("case", [case.values[0] for case in read_cases()])
def test_shift(case):
    """A paragraph in front shifts every span and changes nothing else."""
    front = "Rain fell on the harbour.\n"
    later = attributions(front + case)
    assert [shown(front + case, a) for a in later] == [shown(case, a) for a in attributions(case)]
    assert [a.content[0].start - len(front) for a in later] == [a.content[0].start for a in attributions(case)]


WORST = {
    "cues": "said ",
    "cues and names": "Ada said Bob said ",
    "passages": "“a,” said b. ",
    "openings": "“a ",
    "commas": "a, ",
    "brackets": "(a) ",
    "dashes": "a - ",
    "prepositions": "of the man in ",
    "infinitives": "to say ",
    "relatives": "who said ",
    "ands": "and said ",
    "letters": "a",
    "capitals": "A",
    "stops": ".",
    "space": " ",
    "apostrophes": "’s",
    "hyphens": "a-b-",
    "fronts": "according to ",
    "thats": "said that ",
    "continued": "“a\n",
    "cues without space": "said,Ada,",
}


@pytest.mark.parametrize("piece", WORST.values(), ids=WORST.keys())
def test_linear_time(piece):
    """Texts made to be slow take time in step with their length."""

    def ruled(length):
        text = made_of(piece, length)
        blocks = paragraphs(text)
        reading = read(Article(text, blocks=tuple(Block("paragraph", b) for b in blocks)))
        passages = find_passages(text, blocks)
        return lambda: find_attributions(reading, passages, blocks, default_cues())

    assert in_step(ruled, 8_000)
