"""Attributions in, the stretches inside their contents that may report again out; and which inner finds to keep.

A tagger reads prose flat: what a content itself reports ("…, it said in a statement," RT reports) it cannot give.
So the insides of contents that hold a word of speech are read once more, each as a text of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from attrs import evolve

from quotekit.values import Attribution, CueLexicon, Passage, Reading, Span, merged

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
SPEECH = frozenset({"say", "claim", "confirm", "deny"})
TOLD_ON = frozenset({"predict", "criticize"})
"""Warnings and complaints are told on too, where their cue may stand beside a quotation."""
WEAK = frozenset({"show", "suggest", "perceive", "name", ""})
LEAD = re.compile(r"\W*(?:(?:that|and|but|then|so|how)\b\W*){0,2}", re.IGNORECASE)
LIKELY = 0.75
"""Where a content begins with an inner source, its report must be this likely right."""
SPOKEN = 0.93
"""Between marks it must be this likely right: a speaker mentions what others said, and goes on with his own."""
LEAST = 20
"""Shorter contents hold no attribution of their own worth a second reading."""
MARKED = frozenset({"cue_then_quote", "says_marked"})
THINKS = frozenset({"believe", "think"})
THOUGHT = 60
"""So near to where a content begins, one who thinks may be its whole report: "that the premier believes …"."""
NEAR = 12
"""So many letters around a word tell whether it may report."""
OPENS = frozenset(("", *".!?:;—–-\n"))
"""What a sentence may follow; behind anything else a capital begins a name."""
UNQUOTED = frozenset({"that", "bare"})
"""Cues of neither frame report with marks alone: "started", "emails"."""
MARKS = "“”\"„«»'‘’`"
THAT = re.compile(r"that\s+", re.IGNORECASE)
MARK = re.compile(r"[“”\"‘«:]|''")
OPENING = re.compile(r"[,:]?\s+(?:[“\"«]|''|``)")
# "the reports", "in this state" are nouns, "he {reports} that", "they {claim} it" are not.
GOES_ON = re.compile(
    r"""
    \W* \Z
    | \s* (?: [,:“"‘'«(]
      | (?: that | how | what | why | whether | if | he | she | it | they | we | I | the | an? | there | this
          | his | her | their | its | of | about | us | me | him | them | you ) \b )
    """,
    re.VERBOSE,
)
PRONOUNS = frozenset({"he", "she", "it", "they"})
# What is not yet said is no report: "she {would tell} the story", "people {are beginning to ask}".
UNSAID = re.compile(
    r"""
    ^ \W* (?: to | will | would | can | could | may | might | must | shall | should | [’'] (?: ll | d ) ) \b
    | \b (?: beg[iau]n (?: s | ning )? | start (?: s | ed | ing )? | tr (?: y | ies | ied | ying )
          | want (?: s | ed )? ) \s to \b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def stretches_within(text: str, attributions: Sequence[Attribution], cues: CueLexicon) -> list[Span]:
    """Return the content pieces worth a second reading, without what nests in another, in order.

    >>> from quotekit.values import Cue
    >>> lexicon = CueLexicon((Cue("say", "say", ("said",), frozenset({"that"}), ""),))
    >>> text = '“The aircraft were shot down late on Tuesday, it said in a note,” the agency wrote.'
    >>> [s.of(text) for s in stretches_within(text, [Attribution((Span(0, 65),))], lexicon)]
    ['The aircraft were shot down late on Tuesday, it said in a note,']
    """
    pieces = sorted({piece for a in attributions for piece in a.content if len(piece) >= LEAST})
    out: list[Span] = []
    for piece in pieces:
        if out and piece.start < out[-1].end:
            continue
        words = WORD.finditer(text, piece.start, piece.end)
        if any(_may_report(text, piece, word, cues) for word in words):
            out.append(piece)
    return [_bare(text, piece) for piece in out]


def _bare(text: str, piece: Span) -> Span:
    """Return a piece without the marks at its ends and a leading "that": so it is a text of its own."""
    words = piece.of(text)
    start, end = piece.end - len(words.lstrip(MARKS)), piece.start + len(words.rstrip(MARKS))
    that = THAT.match(text, start, max(start, end))
    start = start if that is None else that.end()
    return Span(start, end) if start < end else piece


def _may_report(text: str, piece: Span, word: re.Match[str], cues: CueLexicon) -> bool:
    """Tell whether a word of speech stands in a piece where it may report: "the United States", "a state" do not."""
    form = word.group().lower()
    cue = cues.by_form.get(form)
    if cue is None:
        return False
    start, end = word.span()
    if "quote" in cue.frames and OPENING.match(text, end, piece.end):
        return True
    if not (cue.cue_class in SPEECH or (cue.cue_class in TOLD_ON and "quote" in cue.frames)):
        near = piece.start < start <= piece.start + THOUGHT
        return near and cue.lemma in THINKS and MARK.search(text, piece.start, min(piece.end, end + THOUGHT)) is None
    before, behind = text[max(piece.start, start - NEAR) : start], text[end : min(piece.end, end + NEAR)]
    if word.group().istitle() and before.rstrip(" “\"‘'(")[-1:] not in OPENS:
        return False  # a name
    if cue.frames.isdisjoint(UNQUOTED):
        return MARK.search(before + behind) is not None
    return form not in (cue.lemma, f"{cue.lemma}s", f"{cue.lemma}es") or GOES_ON.match(behind) is not None


def inside_passages(passages: Sequence[Passage], stretches: Sequence[Span]) -> list[Passage]:
    """Return the passages as seen from inside the stretches: the marks around a stretch are gone.

    Whatever else lies outside the stretches is kept, since no piece of it is read.
    """
    outer = [passage.span for passage in passages if passage.depth == 0]
    removed = []
    for stretch in stretches:
        at = bisect_right(outer, stretch.start + 6, key=_start) - 1
        if at >= 0 and outer[at].end >= stretch.end - 2:
            removed.append(outer[at])
    removed = sorted(set(removed))
    out = []
    for passage in passages:
        at = bisect_right(removed, passage.span.start, key=_start) - 1
        inside = at >= 0 and removed[at].contains(passage.span)
        if not (inside and passage.span == removed[at]):
            out.append(evolve(passage, depth=max(0, passage.depth - inside)))
    return out


def part_by_cue(found: Sequence[Attribution], stretches: Sequence[Span]) -> tuple[list[Attribution], list[Attribution]]:
    """Part attributions into those whose cue stands outside the stretches and those whose cue stands inside one."""
    whole = merged(stretches)
    parts: tuple[list[Attribution], list[Attribution]] = ([], [])
    for each in found:
        at = bisect_right(whole, each.cue[0].start, key=_start) - 1
        parts[at >= 0 and whole[at].contains(each.cue[0])].append(each)
    return parts


def keep_told(reading: Reading, found: Sequence[Attribution], sure: float) -> list[Attribution]:
    """Keep of what a tagger found inside posts and turns, unasked, the plain reports of speech."""
    ends = [sentence.end for sentence in reading.sentences]
    return [a for a in found if a.cue_class in SPEECH and a.confidence >= sure and _told(reading.article.text, a, ends)]


def keep_within(
    reading: Reading, found: Sequence[Attribution], stretches: Sequence[Span], sure: float, likely: float = LIKELY
) -> list[Attribution]:
    """Keep the inner attributions that are speech of somebody named, and sure enough.

    Where a content begins with whom it reports in turn ("that the ministry said …"), less is asked for: what follows
    is a report of a report, and may be of any class, but for what one says that he himself thinks.
    """
    text = reading.article.text
    ends = [sentence.end for sentence in reading.sentences]
    kept = []
    for each in found:
        who = _words(text, each.source)
        if not who or (who in own_sources() and not (each.rule in MARKED and who in PRONOUNS)):
            continue
        if each.rule != "tagger":
            if UNSAID.search(_words(text, each.cue)) is None:
                kept.append(each)  # a rule that is plain by its words
            continue
        chained = _begins(text, stretches, each)
        speech = each.cue_class in SPEECH
        another = speech or (chained and _words(text, each.source) not in PRONOUNS)
        least = max(sure, SPOKEN) if _between_marks(text, stretches, each) else sure
        if chained and (speech or each.cue_class == "believe"):
            least = likely
        if another and each.confidence >= least and _told(text, each, ends):
            kept.append(evolve(each, rule="tagger-within"))
    return kept


def _told(text: str, found: Attribution, ends: Sequence[int]) -> bool:
    """Tell whether something was said, in one sentence with who said it."""
    if found.negated or UNSAID.search(_words(text, found.cue)) is not None:
        return False
    spans = (*found.source, *found.cue, found.content[0])
    first, last = min(span.start for span in spans), max(span.start for span in spans)
    together = bisect_right(ends, first) == bisect_right(ends, last)
    return together and not any(_runs_on(text, piece, ends) for piece in found.content)


def _runs_on(text: str, piece: Span, ends: Sequence[int]) -> bool:
    """Tell whether a sentence ends inside a piece that begins without a mark."""
    at = bisect_right(ends, piece.start)
    return at < len(ends) and ends[at] < piece.end - 1 and text[piece.start].isalnum()


def _between_marks(text: str, stretches: Sequence[Span], found: Attribution) -> bool:
    at = bisect_right(stretches, found.cue[0].start, key=_start) - 1
    return at >= 0 and stretches[at].start > 0 and text[stretches[at].start - 1] in MARKS


def _begins(text: str, stretches: Sequence[Span], found: Attribution) -> bool:
    """Tell whether a stretch begins with the source of an attribution that goes on to its end."""
    first = min(span.start for span in (*found.source, *found.content, *found.cue))
    at = bisect_right(stretches, first, key=_start) - 1
    if at < 0 or found.source[0].start != first or found.cue_class in WEAK:
        return False
    last = max(span.end for span in found.content)
    before, behind = text[stretches[at].start : first], text[last : stretches[at].end]
    return LEAD.fullmatch(before) is not None and not any(map(str.isalnum, behind))


def _start(span: Span) -> int:
    return span.start


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(span.of(text) for span in spans).lower().strip()


@cache
def own_sources() -> frozenset[str]:
    """Return the words that as inner sources are the speaker or nobody in particular, of ``data/own_sources.tsv``.

    >>> "people" in own_sources()
    True
    """
    rows = (files("quotekit") / "data" / "own_sources.tsv").read_text("utf8").split("\n")
    return frozenset(row.partition("\t")[0] for row in rows[1:] if row and row[0] != "#")
