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

from quotekit.values import Attribution, Cue, CueLexicon, Passage, Reading, Span, merged

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
SPEECH = frozenset({"say", "claim", "confirm", "deny"})
TOLD_ON = frozenset({"predict", "criticize"})
"""Warnings and complaints are told on too, where their cue may stand beside a quotation."""
WEAK = frozenset({"show", "suggest", "perceive", "name", ""})
LEAD = re.compile(r"\W*(?:(?:that|and|but|then|so|how)\b\W*){0,2}", re.IGNORECASE)
LIKELY = 0.75
"""Where a content begins with an inner source, its report must be this likely right."""
PLANNED = 0.7
"""Where that report is of what somebody will ask or propose, this likely."""
SPOKEN = 0.93
"""Between marks it must be this likely right: a speaker mentions what others said, and goes on with his own."""
LEAST = 20
"""Shorter contents hold no attribution of their own worth a second reading."""
MARKED = frozenset({"cue_then_quote", "says_marked"})
THINKS = frozenset({"believe", "think"})
ATTITUDES = frozenset({"intend", "predict", "decline", "ask", "decree", "suggest", "feel"})
THOUGHT = 60
"""So near to where a content begins, one who thinks or wants may be its whole report: "that the premier believes …"."""
# Of "<the bank> {expects}", "<both> {had promised}", "<drivers> {fear}": what stands before a verb, and before no noun.
BEFORE_VERB = re.compile(
    r"(?:\b(?:will|would|may|might|has|have|had|now|also|never|not|still|already|men|people|police|it)|[a-z]s)\s\Z"
)
BEFORE_NOUN = re.compile(
    r"\b(?:the|an?|its|his|her|their|our|no|any|this|that|these|of|for|to|in|by|with|new)\s\Z", re.I
)
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
# "Two in three voters", "62 percent of drivers": what a poll counts is its own find.
SHARE = re.compile(
    r"(?:\w+ in \w+|[\d.]+ ?(?:%|per ?cent)|half|most|a (?:majority|third|quarter|fifth)|\w+ out of)\b", re.I
)
HELPERS = frozenset({"is", "are", "was", "were", "been", "be"})
CLOSING = re.compile(r"[.,!?…]?[”\"]")
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

PROPOSES = re.compile(r"\b(?:propos|recommend)")
"""Of the words that suggest, those that only a person can mean."""
WILL = re.compile(r"(?:will|would)\b")


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
        return form == "according" and word.start() > piece.start
    start, end = word.span()
    if "quote" in cue.frames and OPENING.match(text, end, piece.end):
        return True
    if cue.cue_class == "name" and MARK.search(text, end, min(piece.end, end + THOUGHT)):
        return True
    if not (cue.cue_class in SPEECH or (cue.cue_class in TOLD_ON and "quote" in cue.frames)):
        near = piece.start < start <= piece.start + THOUGHT and (
            cue.lemma in THINKS or _is_attitude(text, piece, word, cue)
        )
        return near and MARK.search(text, piece.start, min(piece.end, end + THOUGHT)) is None
    before, behind = text[max(piece.start, start - NEAR) : start], text[end : min(piece.end, end + NEAR)]
    if word.group().istitle() and before.rstrip(" “\"‘'(")[-1:] not in OPENS:
        return False  # a name
    if cue.frames.isdisjoint(UNQUOTED):
        return MARK.search(before + behind) is not None
    return form not in (cue.lemma, f"{cue.lemma}s", f"{cue.lemma}es") or GOES_ON.match(behind) is not None


def _is_attitude(text: str, piece: Span, word: re.Match[str], cue: Cue) -> bool:
    """Tell whether a word is a verb by which somebody wants, fears or asks something: "the bank {expects}"."""
    if cue.cue_class not in ATTITUDES:
        return False
    form, before = word.group(), text[max(piece.start, word.start() - NEAR) : word.start()]
    if form != cue.lemma:
        return BEFORE_NOUN.search(before) is None
    return BEFORE_VERB.search(before) is not None


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
                kept.append(_closed(text, each))  # a rule that is plain by its words
            continue
        chained = _begins(text, stretches, each)
        speech = each.cue_class in SPEECH
        finite = _is_finite(text, each) or text[each.content[0].start] in MARKS
        another = speech or ((chained or _names(text, each)) and finite and who not in PRONOUNS)
        least = max(sure, SPOKEN) if _between_marks(text, stretches, each) else sure
        if (chained and speech) or (finite and (chained or _opens_marked(text, each) or _names(text, each))):
            least = likely
        planned = chained and _is_planned(text, each)
        least = min(least, PLANNED) if planned else least
        if another and each.confidence >= least and _told(text, each, ends, planned):
            kept.append(evolve(_closed(text, each), rule="tagger-within"))
    return kept


def _closed(text: str, found: Attribution) -> Attribution:
    """Give a content that opens a mark its closing one, which a stretch has lost at its end."""
    last = found.content[-1]
    words = last.of(text)
    opened = words.rfind("“") > words.rfind("”") or words.count('"') % 2 == 1
    mark = CLOSING.match(text, last.end) if opened else None
    return evolve(found, content=(*found.content[:-1], Span(last.start, mark.end()))) if mark is not None else found


def _told(text: str, found: Attribution, ends: Sequence[int], planned: bool = False) -> bool:
    """Tell whether something was said, in one sentence with who said it; ``planned``: or will be, which is reported."""
    if found.negated or (not planned and UNSAID.search(_words(text, found.cue)) is not None):
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


def _opens_marked(text: str, found: Attribution) -> bool:
    """Tell whether somebody's words stand between marks of their own: "a recording said ‘please hold’"."""
    return (
        found.cue_class in SPEECH
        and found.cue[-1].end < found.content[0].start
        and text[found.content[0].start] in MARKS
    )


def _is_planned(text: str, found: Attribution) -> bool:
    """Tell of "Japan {will ask} [China to lift its ban]" that somebody is going to ask, propose or refuse."""
    return found.cue_class in ATTITUDES and WILL.match(_words(text, found.cue)) is not None


def _names(text: str, found: Attribution) -> bool:
    """Tell of "the children call it ‘the volcano’" that a name between marks is given."""
    return found.cue_class == "name" and found.content[-1].of(text)[-1:] in "’”»\"'"


def _is_finite(text: str, found: Attribution) -> bool:
    """Tell whether a cue is the verb of a clause: "the bank expects", not "the bank's plans" and "banks opposing"."""
    source = found.source[-1].of(text)
    if source.endswith(("’s", "'s", "s’", "s'")) or SHARE.match(source):
        return False
    words = _words(text, found.cue).split()
    return not words[-1].endswith("ing") or not HELPERS.isdisjoint(words)


def _begins(text: str, stretches: Sequence[Span], found: Attribution) -> bool:
    """Tell whether a stretch begins with the source of an attribution that goes on to its end."""
    first = min(span.start for span in (*found.source, *found.content, *found.cue))
    at = bisect_right(stretches, first, key=_start) - 1
    if at < 0 or found.source[0].start != first:
        return False
    if found.cue_class in WEAK and not (_is_planned(text, found) or PROPOSES.search(_words(text, found.cue))):
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
