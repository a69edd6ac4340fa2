"""One article comes in; what all rules ask of it goes out: its names, who spoke so far, what the lexicon says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

import regex as re
from attrs import evolve, frozen

from quotekit.speakers.antecedents import Antecedents
from quotekit.speakers.beside import role_behind
from quotekit.speakers.bodies import Bodies
from quotekit.speakers.introduced import Introduced, find_introduced, introduced_as
from quotekit.speakers.lexicon import SpeakerLexicon
from quotekit.speakers.mention_values import Mention
from quotekit.speakers.naming import Names, Person
from quotekit.speakers.wrapped import one_line
from quotekit.values import Attribution, Block, Passage, Reading, Span, Speaker

Answer = tuple[Speaker | None, tuple[Speaker, ...]]
Holder = tuple[Attribution, Speaker | None] | None
"""The attribution whose content an attribution lies in, and its speaker."""
UNKNOWN: Answer = (None, ())
MAX_CANDIDATES = 10


@frozen
class Said:
    """An attribution already answered, as later ones look back at it."""

    at: int
    end: int
    speaker: Speaker
    nested: bool
    attribution: Attribution


class Desk:
    """What is known of one article while its attributions are answered, in their order.

    Args:
        reading: the article and its sentences.
        passages: its stretches between quotation marks.
        lexicon: speakers known beforehand, or ``None``.
        of_mention: answers what a mention is, whatever its kind.
    """

    def __init__(
        self,
        reading: Reading,
        passages: Sequence[Passage],
        lexicon: SpeakerLexicon | None,
        of_mention: Callable[[Desk, Mention, str, Span, Holder], Answer],
    ) -> None:
        article = reading.article
        self.reading = reading
        self.text = article.text
        self.day = article.day
        self.lexicon = lexicon if lexicon is not None and len(lexicon) else None
        self.names = Names(self.text)
        self.bodies = Bodies(self.text, self.names)
        self.antecedents = Antecedents(self.text, self.names, reading.sentences, passages)
        self.sentence_starts = [s.start for s in reading.sentences]
        self.passages = sorted(passages, key=lambda p: p.span.start)
        self.passage_starts = [p.span.start for p in self.passages]
        self.bylines = [b.span for b in article.blocks if b.kind == "byline"]
        self.posts = sorted((b for b in article.blocks if b.kind == "post"), key=lambda b: b.span.start)
        self.post_starts = [b.span.start for b in self.posts]
        self.said: list[Said] = []
        self.documents: list[tuple[int, str, str, Speaker]] = []
        self.roles: dict[str, str] = {}
        self.called: dict[str, str] = {}
        """Who was called "he" or "she" before, by name, with the gender."""
        self.beside: list[tuple[int, Person, frozenset[str], frozenset[str]]] | None = None
        self.initials: dict[str, str] = {}
        self.siblings: dict[str, tuple[str, Span] | None] = {}
        self.ranked: dict[str, str] = {}
        self.labels: dict[str, list[tuple[str, Span]]] = {}
        self._introduced_by: dict[str, tuple[Introduced, ...]] = {}
        self._introduced_as: dict[str, Introduced | None] = {}
        self._of_mention = of_mention
        self._looked_up: dict[tuple[str, str], Answer] = {}

    @cached_property
    def has_kin(self) -> bool:
        """Tell whether the text speaks of brothers, twins, a couple."""
        return any(kin in self.text for kin in ("wins", "rothers", "isters", "iblings", "ousins", "ouple", "pouses"))

    def introduced_by(self, noun: str) -> tuple[Introduced, ...]:
        """Return the organisations that the text introduces by a noun."""
        if noun not in self._introduced_by:
            self._introduced_by[noun] = tuple(one for one in find_introduced(self.text, (noun,)) if one.sure)
        return self._introduced_by[noun]

    def introduced_as(self, word: str) -> Introduced | None:
        """Return the organisation that the text introduces by a noun, and whose name starts with a word."""
        if word not in self._introduced_as:
            self._introduced_as[word] = introduced_as(self.text, word)
        return self._introduced_as[word]

    @cached_property
    def introduced(self) -> tuple[Introduced, ...]:
        """The organisations that the text introduces by a noun."""
        return tuple(one for one in self._all_introduced if one.sure)

    @cached_property
    def doubtful(self) -> tuple[Introduced, ...]:
        """Those that may be persons, but for a text that speaks of a company."""
        return tuple(one for one in self._all_introduced if not one.sure)

    @cached_property
    def _all_introduced(self) -> tuple[Introduced, ...]:
        return find_introduced(self.text)

    def of_mention(self, mention: Mention, words: str, span: Span, holder: Holder = None) -> Answer:
        """Answer a mention of any kind."""
        return self._of_mention(self, mention, words, span, holder)

    def post_around(self, span: Span) -> Block | None:
        """Return the post that a span stands in."""
        i = bisect_right(self.post_starts, span.start) - 1
        return self.posts[i] if i >= 0 and self.posts[i].span.contains(span) else None

    def sentence(self, span: Span) -> str:
        """Return the sentence that a span stands in."""
        i = bisect_right(self.sentence_starts, span.start) - 1
        if i >= 0 and self.reading.sentences[i].end > span.start:
            return self.reading.sentences[i].of(self.text)[:1000]
        return self.text[max(0, span.start - 150) : span.end + 150]

    def sentence_span(self, at: int) -> Span:
        """Return the span of the sentence around a place."""
        i = bisect_right(self.sentence_starts, at) - 1
        if i >= 0:
            return self.reading.sentences[i]
        return Span(max(0, at - 200), at + 100)

    def lookup(self, mention: str, span: Span) -> Answer:
        """Return the lexicon's speaker or candidates for a mention."""
        if self.lexicon is None:
            return UNKNOWN
        key = (mention, self.sentence(span))
        if key not in self._looked_up:
            found = self.lexicon.find(mention[:400], on=self.day, context=key[1])
            self._looked_up[key] = (found.speaker, found.candidates)
        return self._looked_up[key]

    def listed(self, words: str, span: Span) -> Answer | None:
        """Return the lexicon's answer to the source's own words, where it is sure."""
        speaker, _ = self.lookup(words.strip(), span)
        return (evolve(speaker, resolved_by="lexicon", evidence=(span,)), ()) if speaker else None

    def listed_or(
        self,
        name: str,
        rule: str,
        evidence: tuple[Span, ...],
        role: str | None,
        words: str,
        span: Span,
        kind: str = "person",
    ) -> Answer:
        """Return the lexicon's speaker of that name, or the name as the text tells it."""
        # One speaker, one role: the first that the text tells, unless the source itself tells another.
        name = one_line(name)
        told = self.roles.setdefault(name, role) if role else self.roles.get(name)
        role = role if rule == "name" and role else told
        plain = Speaker(name, kind, None, role, rule, evidence)  # type: ignore[arg-type]
        if self.lexicon is None:
            return plain, ()
        asked = [name] if rule != "name" or " " in name else [words.strip(), name]
        if kind != "person":
            asked = [words.strip(), name]
        candidates: tuple[Speaker, ...] = ()
        for mention in asked:
            speaker, others = self.lookup(mention, span)
            if speaker:
                return evolve(speaker, role=speaker.role or role, resolved_by="lexicon", evidence=evidence), ()
            candidates = candidates or others
        if len(candidates) > 1:
            return None, candidates[:MAX_CANDIDATES]
        return plain, ()

    def is_quoted(self, attribution: Attribution) -> bool:
        """Tell whether an attribution stands in the words of its speaker."""
        return attribution.form in ("transcript", "dialogue", "post") or self.in_marks(attribution.content[0])

    def in_marks(self, piece: Span) -> bool:
        """Tell whether a piece of text stands between quotation marks."""
        i = bisect_right(self.passage_starts, piece.start)
        return any(p.span.contains(piece) for p in self.passages[max(0, i - 5) : i])

    def last_said(self, at: int, paragraphs: int) -> Said | None:
        """Return who spoke last before a place in the narration, at most so many paragraphs before."""
        for said in reversed(self.said[-100:]):
            if said.nested or said.at >= at or said.attribution.form in ("headline", "post", "link"):
                continue
            gap = self.text.count("\n\n", min(said.end, at), at)
            return said if gap <= paragraphs else None
        return None

    def role_at(self, person: Person | None) -> str | None:
        """Return the role that the text tells beside a name."""
        return role_behind(self.text, person.end) or person.title or None if person else None


_LOWER = frozenset("of the and for in on de da van von bin al del la le".split())


_MC = re.compile(r"\bMc([A-Z])([A-Z]+)\b")
_JOINED = re.compile(r"\b(Mc|O['’])(\p{L})")


def uncapital(name: str) -> str:
    """Undo capitals: ``PODOLYAK`` is Podolyak, ``McCAIN`` McCain."""
    if not name.isupper() or len(name) < 3:
        return _MC.sub(lambda m: f"Mc{m[1]}{m[2].lower()}", name)
    words = [
        w if "." in w else w.lower() if i and w.lower() in _LOWER else w.title() for i, w in enumerate(name.split())
    ]
    plain = " ".join(words)
    return _JOINED.sub(lambda m: m[1] + m[2].upper(), plain).replace("’S", "’s").replace("'S", "'s")
