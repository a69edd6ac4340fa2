"""Attributions of one article come in; for each, who speaks, or who may, goes out. It knows the order, no rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import regex as re
from attrs import evolve

from quotekit.speakers.desk import UNKNOWN, Answer, Desk, Holder, Said, uncapital
from quotekit.speakers.folding import fold
from quotekit.speakers.holders import answer_interviewed, answer_noun, answer_role
from quotekit.speakers.issuers import answer_account, answer_document, answer_post, is_credit
from quotekit.speakers.lexicon import SpeakerLexicon
from quotekit.speakers.mention_values import NOBODY, Mention
from quotekit.speakers.mentions import read_mention
from quotekit.speakers.organisations import answer_body, answer_place
from quotekit.speakers.people import answer_person
from quotekit.speakers.roles import is_place, role_at
from quotekit.speakers.turns import answer_pronoun, answer_unsourced
from quotekit.values import Attribution, Passage, Reading, Span

TELLING = ("person", "account", "body", "place", "document", "nominal", "pronoun", "none")
"""Kinds of mention, the most telling first."""
LABELS = re.compile(
    r"(?P<answers>A|ANSWER|GUEST|INTERVIEWEE|WITNESS)"
    r"|(?:Q|QUESTION|MODERATOR|INTERVIEWER|HOST|ANCHOR|PRESENTER|REPORTERS?|CO-HOST|COURT|CLERK|JUDGE|BAILIFF|OPERATOR|AUDIENCE"
    r"|CROWD|PROTESTERS?|ALL|BOTH|STUDENT|CALLER|NARRATOR|ANNOUNCER|PARTICIPANT|SPEAKER|CHAIR(?:MAN|WOMAN)?"
    r"|(?:UNIDENTIFIED|UNKNOWN|MALE|FEMALE|MAN|WOMAN)(?: [A-Z]+)?)(?: ?#?\d+)?"
)
"""Labels of turns that name a part and nobody."""
CROWDS = frozenset(
    "sources traders dealers brokers officials aides experts economists investors members workers".split()
)


class Coreference(Protocol):
    """Your own coreference: for each mention, the span it goes back to, or ``None`` to leave it to the library."""

    def __call__(self, reading: Reading, mentions: Sequence[Span]) -> Sequence[Span | None]:
        """Return one answer a mention, in order."""
        ...


def answer_all(
    reading: Reading,
    attributions: Sequence[Attribution],
    passages: Sequence[Passage],
    lexicon: SpeakerLexicon | None,
    coreference: Coreference | None,
) -> list[Answer]:
    """Return one answer an attribution, in their order."""
    desk = Desk(reading, passages, lexicon, answer_mention)
    own = ask_coreference(desk, attributions, coreference) if coreference else {}
    parents = enclosing(attributions)
    note_labels(desk, attributions)
    answers: list[Answer] = [UNKNOWN] * len(attributions)
    for i in _by_hull(attributions):
        parent = parents[i]
        holder = (attributions[parent], answers[parent][0]) if parent is not None else None
        answers[i] = answer(desk, attributions[i], holder, own)
        speaker = answers[i][0]
        if speaker:
            start, end = _reach(attributions[i])
            desk.said.append(Said(start, end, speaker, holder is not None, attributions[i]))
    return answers


def answer(desk: Desk, attribution: Attribution, holder: Holder, own: dict[Span, Span]) -> Answer:
    """Answer one attribution: read its source, then ask the rule for that kind of mention."""
    if not attribution.source:
        return answer_unsourced(desk, attribution, holder)
    span = attribution.source[0]
    if own and span in own:
        span = own[span]
    elif len(attribution.source) > 1:
        span = min(attribution.source, key=lambda s: (TELLING.index(read_mention(s.of(desk.text)).kind), s.start))
    words = span.of(desk.text)
    if attribution.form == "post" and holder is None and is_credit(desk, span, words):
        return answer_post(desk, words, span)
    mention = read_mention(words)
    if attribution.form in ("transcript", "headline", "link") and mention.kind in ("body", "none", "person"):
        mention = read_label(desk, words, mention)
    return answer_mention(desk, mention, words, span, holder)


def answer_mention(desk: Desk, mention: Mention, words: str, span: Span, holder: Holder) -> Answer:
    """Ask the rule for a kind of mention."""
    match mention.kind:
        case "pronoun":
            found = answer_pronoun(desk, mention, span, holder)
        case "account":
            found = answer_account(desk, mention, words, span)
        case "person":
            found = answer_person(desk, mention, words, span)
        case "body":
            found = answer_body(desk, mention, words, span)
        case "place":
            found = answer_place(desk, mention, words, span)
        case "document":
            found = answer_document(desk, mention, words, span)
        case "nominal":
            found = answer_role(desk, mention, words, span)
        case "label":
            found = answer_interviewed(desk, mention, span)
        case _:
            found = desk.listed(words, span) or answer_noun(desk, words, span)
    return found


def note_labels(desk: Desk, attributions: Sequence[Attribution]) -> None:
    """Remember the full names in front of turns, for the turns that give the surname alone."""
    for attribution in attributions:
        if attribution.form == "transcript" and len(attribution.source) == 1:
            words = attribution.source[0].of(desk.text)
            mention = read_label(desk, words, read_mention(words))
            if mention.kind == "person" and " " in mention.name:
                name = uncapital(mention.name)
                desk.labels.setdefault(fold(name).split()[-1], []).append((name, attribution.source[0]))


def read_label(desk: Desk, words: str, mention: Mention) -> Mention:
    """Read a label in capitals as a name, where it can be one: ``BLITZER``, ``PODOLYAK``."""
    plain = words.strip(" :.").upper().removeprefix("THE ")
    label = LABELS.fullmatch(plain)
    if label:
        return Mention("label", words, head="A" if label["answers"] else "Q")
    plain = words.strip(" :")
    if not plain.isupper() or not any(c.isalpha() for c in plain):
        return mention
    last = plain.rpartition(" ")[2].lower()
    if " " in plain and "," not in plain and (last in CROWDS or role_at([last.removesuffix("s")], 0)[1]):
        return NOBODY if last.endswith("s") else read_mention(f"the {plain.lower()}")
    acronym = len(plain) <= 3 or not set(plain) & set("AEIOUY")
    if is_place(plain) or (mention.kind == "body" and (" " in mention.name or acronym)):
        return mention
    again = read_mention(uncapital(plain))
    if again.name and again.name in desk.text:
        return again
    if acronym:
        return evolve(mention, kind="body")
    if mention.kind == "body":
        return again if again.kind == "body" else mention
    return again if mention.kind == "person" else mention


def ask_coreference(desk: Desk, attributions: Sequence[Attribution], coreference: Coreference) -> dict[Span, Span]:
    """Return where the caller's own coreference leads pronouns, roles and the like."""
    kinds = ("pronoun", "nominal", "document", "body")
    mentions = [a.source[0] for a in attributions if a.source]
    mentions = [span for span in mentions if read_mention(span.of(desk.text)).kind in kinds]
    if not mentions:
        return {}
    answers = list(coreference(desk.reading, mentions))
    if len(answers) != len(mentions):
        raise ValueError(f"coreference gave {len(answers)} answers to {len(mentions)} mentions")
    targets = zip(mentions, answers, strict=True)
    return {mention: target for mention, target in targets if target is not None and target != mention}


def enclosing(attributions: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the smallest other one in one of whose pieces of content it lies.

    >>> outer = Attribution(content=(Span(0, 90),))
    >>> enclosing([outer, Attribution(content=(Span(10, 20),))])
    [None, 0]
    """
    parents: list[int | None] = [None] * len(attributions)
    stack: list[int] = []
    for i in _by_hull(attributions):
        start, end = attributions[i].content[0].start, attributions[i].content[-1].end
        while stack and attributions[stack[-1]].content[-1].end <= start:
            stack.pop()
        for k in reversed(stack[-50:]) if stack else ():
            if any(p.start <= start and end <= p.end and len(p) > end - start for p in attributions[k].content):
                parents[i] = k
                break
        stack.append(i)
    return parents


def _reach(attribution: Attribution) -> tuple[int, int]:
    """Return where the first piece of the content and the source start, and where they end."""
    start, end = attribution.content[0].start, attribution.content[0].end
    for span in attribution.source:
        start, end = min(start, span.start), max(end, span.end)
    return start, end


def _by_hull(attributions: Sequence[Attribution]) -> list[int]:
    """Return the places of the attributions in the order in which they start, the longer first."""
    hulls = [(each.content[0].start, -each.content[-1].end, index) for index, each in enumerate(attributions)]
    return [index for _, _, index in sorted(hulls)]
