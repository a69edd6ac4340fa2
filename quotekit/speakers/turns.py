"""A pronoun, or no source at all, comes in; who has the word in the discourse goes out."""

from __future__ import annotations

from bisect import bisect_right

import regex as re
from attrs import evolve

from quotekit.speakers.antecedents import clear_best
from quotekit.speakers.desk import MAX_CANDIDATES, UNKNOWN, Answer, Desk, Holder, Said, uncapital
from quotekit.speakers.folding import fold
from quotekit.speakers.mention_values import Mention
from quotekit.speakers.mentions import read_mention
from quotekit.speakers.naming import Person
from quotekit.speakers.people import named_with_others, titled_name
from quotekit.speakers.runs import RUN
from quotekit.speakers.word_lists import given_names
from quotekit.values import Attribution, Span, Speaker


def answer_pronoun(desk: Desk, mention: Mention, span: Span, holder: Holder) -> Answer:
    """Answer a pronoun by its person and number."""
    match mention.head:
        case "1" | "1p":
            speaker = holder[1] if holder and desk.is_quoted(holder[0]) else quoted_around(desk, span)
            if speaker:
                return evolve(speaker, resolved_by="first-person", evidence=(span, *speaker.evidence[:1])), ()
            return UNKNOWN if holder or mention.head == "1p" else author(desk, span)
        case "m" | "f":
            return answer_he_or_she(desk, mention, span, holder)
        case "n":
            return answer_it(desk, span, holder)
        case "r" if mention.name in ("who", "which", "whom"):
            return answer_relative(desk, span)
        case _:
            return UNKNOWN


def quoted_around(desk: Desk, span: Span) -> Speaker | None:
    """Who speaks the passage that a first person stands in."""
    for said in reversed(desk.said[-100:]):
        if any(c.contains(span) for c in said.attribution.content) and desk.is_quoted(said.attribution):
            return said.speaker
    return None


_BY = re.compile(r"^by\s+", re.IGNORECASE)
_BEHIND_NAME = re.compile(r"[,|\n(]|\s[–—-]\s")


def author(desk: Desk, span: Span) -> Answer:
    """Answer "I" in the narration: who wrote the article, where its byline names one."""
    if len(desk.bylines) != 1 or desk.in_marks(span):
        return UNKNOWN
    printed = desk.bylines[0].of(desk.text)
    name = _BEHIND_NAME.split(_BY.sub("", printed))[0].strip()
    mention = read_mention(name)
    if mention.kind != "person" or mention.role or not 2 <= len(mention.name.split()) <= 4 or " and " in name:
        return UNKNOWN
    start = desk.bylines[0].start + printed.find(mention.name)
    where = Span(start, start + len(mention.name))
    return desk.listed_or(mention.name, "first-person", (span, where), "", mention.name, where)


def answer_he_or_she(desk: Desk, mention: Mention, span: Span, holder: Holder) -> Answer:
    """Answer "he" and "she": the person before that fits best, if one clearly does."""
    bonus: dict[str, float] = {}
    quoted = holder is not None and desk.is_quoted(holder[0])
    last = desk.last_said(span.start, 3)
    if last and last.speaker.kind in ("person", "account") and not (quoted and holder and last.speaker == holder[1]):
        gap = desk.text.count("\n\n", min(last.end, span.start), span.start)
        bonus[printed_name(desk, last.speaker)] = 1.5 - 0.4 * gap
        # Nina of "Nina and Vera Koval" stands in the text as Nina.
        bonus.setdefault(last.speaker.name.partition(" ")[0], 1.5 - 0.4 * gap)
    if holder and holder[1]:
        bonus[printed_name(desk, holder[1])] = -4.0 if quoted else 1.5
    inside = Span(holder[0].content[0].start, holder[0].content[-1].end) if holder else None
    fitting = desk.antecedents.before(span.start, mention.gender, bonus, inside)
    scored = [s for s in fitting if desk.called.get(s.name, mention.gender) == mention.gender]
    best = clear_best(scored)
    if best and not holder and has_unnamed_subject(desk, span, best.person, mention.gender):
        return UNKNOWN
    # Where nobody else can be meant, he may be further away.
    farthest = -6.5 if best and len(scored) == 1 and best.person.gender == mention.gender else -4.0
    if best and best.score > farthest:
        person = best.person
        desk.called.setdefault(best.name, mention.gender)
        sibling = named_with_others(desk, best.name) if " " not in best.name else None
        name = sibling[0] if sibling else best.name if " " in best.name else titled_name(desk, best.name)
        return desk.listed_or(uncapital(name), "pronoun", (span, person.span), desk.role_at(person), name, person.span)
    if not scored and last and last.speaker.kind == "person" and last.speaker.evidence and not quoted:
        first = (fold(last.speaker.name).split() or [""])[0]
        fits = given_names().get(first, mention.gender) in ("", mention.gender)
        speaker = evolve(last.speaker, resolved_by="pronoun", evidence=(span, *last.speaker.evidence[:1]))
        return (speaker, ()) if fits else UNKNOWN
    near = [s for s in scored if scored[0].score - s.score < 1.0] if scored else []
    if len(near) < 2:
        return UNKNOWN
    return None, tuple(
        Speaker(s.name, "person", None, None, "pronoun", (s.person.span,)) for s in near[:MAX_CANDIDATES]
    )


_UNNAMED = re.compile(r"(?P<article>A|An|Another|One|The) (?P<words>(?:\p{Ll}[\p{L}\-]* ){1,3})")
_COMPARED = re.compile(r"\b(?:than|like|of|with|as) (?:\S+ ){0,2}$")


def has_unnamed_subject(desk: Desk, span: Span, person: Person, gender: str) -> bool:
    """Tell whether the sentence before is about somebody without a name: "A shopkeeper saw neither. He said"."""
    i = bisect_right(desk.sentence_starts, span.start) - 1
    for sentence in reversed(desk.reading.sentences[max(0, i - 2) : i]):
        if person.start >= sentence.end or desk.text.count("\n\n", sentence.start, span.start) > 1:
            return False
        if desk.text[sentence.start] not in "AOT":
            if desk.in_marks(Span(sentence.start, sentence.start + 1)):
                continue
            return False
        found = _UNNAMED.match(desk.text, sentence.start, sentence.end)
        if found is None and desk.in_marks(Span(sentence.start, sentence.start + 1)):
            continue
        if found is None or not _is_somebody(found["words"], gender):
            return False
        if person.start < sentence.start:
            return found["article"] != "The"
        return bool(_COMPARED.search(desk.text, max(sentence.start, person.start - 30), person.start))
    return False


def _is_somebody(words: str, gender: str) -> bool:
    """Tell whether words name somebody of a gender by what he is: "young shopkeeper", "woman in"."""
    parts = words.split()
    for size in range(1, len(parts) + 1):
        mention = read_mention(f"the {' '.join(parts[:size])}")
        if (mention.kind == "nominal" and mention.gender in ("", gender)) or _WORKER.search(
            f"{' '.join(parts[:size])} "
        ):
            return True
    return False


_WORKER = re.compile(
    r"(?:keeper|[^o]man|worker|smith|maker|ster|player|seller|rider|holder|goer|hand|dresser|teller|grower|dealer) $"
    r"|(?:er|or|ist|ian|ant|ent|ee) who $"
)


def printed_name(desk: Desk, speaker: Speaker) -> str:
    """Return the name under which the text knows a speaker whom the lexicon may have renamed."""
    for span in speaker.evidence:
        words = span.of(desk.text)
        last = words.split()[-1:]
        for person in desk.names.full(last[0]) if last else ():
            if (person.start < span.end and span.start < person.end) or words.endswith(person.name):
                return person.name
    return speaker.name


def answer_it(desk: Desk, span: Span, holder: Holder) -> Answer:
    """Answer "it": the organisation that spoke last."""
    if holder and holder[1] and not desk.is_quoted(holder[0]) and holder[1].kind == "organisation":
        return evolve(holder[1], resolved_by="pronoun", evidence=(span, *holder[1].evidence[:1])), ()
    # Inside a quotation the text around knows better than the quotation who "it" is, from further back.
    paragraphs = 5 if holder else 2
    for said in reversed(desk.said[-12:]):
        own = holder is not None and said.attribution is holder[0]
        near = desk.text.count("\n\n", min(said.end, span.start), span.start) <= paragraphs
        if said.speaker.kind == "organisation" and near and not own and (holder or not said.nested):
            named = (
                said.attribution.source and read_mention(said.attribution.source[0].of(desk.text)).kind != "document"
            )
            if named:
                return evolve(said.speaker, resolved_by="pronoun", evidence=(span, *said.speaker.evidence[:1])), ()
    return UNKNOWN


def answer_relative(desk: Desk, span: Span) -> Answer:
    """Answer "who" in "Ada Cole, who said": the name right before."""
    start = desk.sentence_span(span.start).start
    before = desk.text[max(start, span.start - 200) : span.start].rstrip(" ,")
    runs = list(RUN.finditer(before))
    if not runs:
        return UNKNOWN
    offset = max(start, span.start - 200)
    gap = before[runs[-1].end() :]
    if len(gap) > 60 or (gap and not gap.startswith(",")):
        return UNKNOWN
    mention = read_mention(runs[-1][0])
    where = Span(offset + runs[-1].start(), offset + runs[-1].end())
    if mention.kind not in ("person", "body", "place"):
        return UNKNOWN
    speaker, candidates = desk.of_mention(mention, runs[-1][0], where)
    return (evolve(speaker, resolved_by="pronoun", evidence=(span, where)), ()) if speaker else (None, candidates)


def answer_unsourced(desk: Desk, attribution: Attribution, holder: Holder) -> Answer:
    """Answer a quotation without words of attribution: who spoke before, or whose turn it is."""
    if attribution.form in ("headline", "post", "link") or holder or not desk.is_quoted(attribution):
        return UNKNOWN
    at = attribution.content[0].start
    turns = [
        s
        for s in desk.said[-50:]
        if not s.nested and s.at < at and s.attribution.form not in ("headline", "post", "link")
    ]
    if not turns:
        return UNKNOWN
    last = turns[-1]
    between = desk.text[min(last.end, at) : at]
    gap = between.count("\n\n") or between.count("\n")
    if gap > 2 or len(between) > 600:
        return UNKNOWN
    speaker = last.speaker
    if gap and takes_turns(desk, attribution, turns):
        speaker = turns[-2].speaker
    elif gap and attribution.form == "dialogue":
        return UNKNOWN
    return evolve(speaker, resolved_by="discourse", evidence=speaker.evidence[:1]), ()


def takes_turns(desk: Desk, attribution: Attribution, turns: list[Said]) -> bool:
    """Tell whether two take turns: the last two turns are by two, each a paragraph's own quotation."""
    if len(turns) < 2 or turns[-1].speaker.name == turns[-2].speaker.name:
        return False
    a, b = turns[-2], turns[-1]
    gap = desk.text[min(a.end, b.at) : b.at]
    if attribution.form == "dialogue":
        return True
    if "\n" not in gap or not (desk.is_quoted(a.attribution) and desk.is_quoted(b.attribution)):
        return False
    return len(gap) < 200
