"""The corridor: it knows the order of the rooms and holds no rules."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import asdict, evolve, frozen

from quotekit.articles import parse_article
from quotekit.batching import run_together
from quotekit.claims.times import find_times
from quotekit.comparing import claims_of
from quotekit.cues import CueMeaning, classify, default_cues
from quotekit.dating import date_reports
from quotekit.forms import find_structure
from quotekit.linking import Costs, link
from quotekit.marks import find_passages
from quotekit.mending import beside, mend, second_reports, share_subjects
from quotekit.nesting import inside_passages, keep_told, keep_within, part_by_cue, stretches_within
from quotekit.parting import keep_apart
from quotekit.piping import batches, extract_in_processes, failed, wrong_type
from quotekit.quotes import make_quotes
from quotekit.reading import read
from quotekit.recipe import BALANCED, DEFAULT_ENGINE, ENGINES, Engine, Recipe
from quotekit.rules import find_attributions
from quotekit.screening import screen
from quotekit.speakers import Coreference, SpeakerLexicon, resolve_speakers
from quotekit.values import (
    Article,
    Attribution,
    CueLexicon,
    Extraction,
    Passage,
    Reading,
    Roles,
    Span,
    Structure,
)

if TYPE_CHECKING:
    from quotekit.tagging.model import Tagger

__all__ = ["DEFAULT_ENGINE", "ENGINES", "Engine", "Extractor", "extract"]

SURE = 0.85
"""Inner attributions must be this likely right: a content is mostly one person's words, not a report."""
FAIR = 0.45
"""Inside posts and turns, whose words are somebody's already, a report must be this likely right."""
DEEPEST = 2
"""So many layers of reports are looked for inside a report: X says that Y says that Z says."""
MODEL = Path(__file__).with_name("data") / "tagger"


ToTag = tuple[str, Sequence[Span], Sequence[Passage]]
"""What the tagger is to read: stretches of a text, and where the text has quotation marks."""


@frozen
class Draft:
    """One article on its way through the rooms."""

    article: Article
    reading: Reading
    passages: tuple[Passage, ...]
    structure: Structure


class Extractor:
    """Finds the quotes of articles; build once, use for many, from any number of threads.

    Args:
        engine: ``"tagger"`` (the learned model, most accurate) or ``"rules"`` (no model, fastest).
        speakers: a lexicon of speakers, or ``None``.
        cues: a :class:`~quotekit.values.CueLexicon` in place of the one that comes with the library.
        model: a model directory written by ``python -m quotekit.training``, in place of the shipped one.
        nested: also read the insides of contents for what they report in turn.
        min_confidence: attributions that are less likely right than this are left out, 0 to 1. The default balances
            precision and recall; a higher one gives fewer and surer quotes.
        claims: also say what each quote claims, in a form that can be compared. That takes longer, with the engine
            ``"rules"`` a third longer; :func:`quotekit.claims_of` gives the same afterwards.
        coreference: your own :class:`~quotekit.speakers.Coreference`: a callable that is given the reading and the
            spans of pronouns, roles, organisations and documents that speak, and returns for each the span it goes
            back to.

    Raises:
        ValueError: an engine of that name does not exist, ``min_confidence`` is no probability, or a file of the model
            is damaged.
        FileNotFoundError: a file of the model is missing.

    >>> from quotekit import Extractor
    >>> result = Extractor(engine="rules").extract('“It is late,” said Ada Cole.')
    >>> [span.of(result.article.text) for span in result.quotes[0].source]
    ['Ada Cole']
    """

    def __init__(
        self,
        engine: Engine = DEFAULT_ENGINE,
        speakers: SpeakerLexicon | None = None,
        cues: CueLexicon | None = None,
        *,
        model: str | Path | None = None,
        nested: bool = True,
        min_confidence: float = BALANCED,
        claims: bool = False,
        coreference: Coreference | None = None,
    ) -> None:
        self.recipe = Recipe(
            engine,
            speakers,
            cues,
            model=model,
            nested=nested,
            min_confidence=min_confidence,
            claims=claims,
            coreference=coreference,
        )
        self.engine = engine
        self.min_confidence = min_confidence
        self.speakers = speakers
        self.cues = cues if cues is not None else default_cues()
        self.nested = nested
        self._tagger = _load(Path(model) if model is not None else MODEL) if engine == "tagger" else None
        own = self._tagger.chance if self._tagger is not None else None
        self._costs = Costs() if own is None else Costs(chance=own)

    def extract(self, text: str | Article, date: str | None = None) -> Extraction:
        """Return the quotes of one article.

        Args:
            text: a text, or an :class:`~quotekit.values.Article` that was parsed before.
            date: the day of publication, ``YYYY-MM-DD``; it wins over what the text says.

        Raises:
            TypeError: ``text`` is neither a string nor an Article.
        """
        (done,) = run_together([self._steps(text, date)], self._tag)
        if isinstance(done, Exception):
            raise done
        return done

    def attempt(self, text: str | Article, position: int = 0) -> Extraction:
        """Return what :meth:`extract` returns; where that raises, an extraction whose ``failure`` tells why.

        Args:
            text: a text or an Article; of anything else the failure tells.
            position: which of many articles this is, for the failure to name.
        """
        (result,) = self.attempt_all([text], position)
        return result

    def attempt_all(self, texts: Sequence[str | Article], first: int = 0) -> list[Extraction]:
        """Return what :meth:`attempt` returns of each; the tagger reads all of them together, which takes less time.

        Args:
            texts: texts or Articles.
            first: which of many articles the first of these is, for the failures to name.
        """
        done = run_together([self._steps(text, None) for text in texts], self._tag)
        return [
            failed(position, text, _reason(text, each)) if isinstance(each, Exception) else each
            for position, (text, each) in enumerate(zip(texts, done, strict=True), first)
        ]

    def pipe(
        self, articles: Iterable[str | Article], *, workers: int = 1, batch_size: int = 32
    ) -> Iterator[Extraction]:
        """Yield one result an article, lazily and in order, the same whatever the workers and the batches.

        An article that can't be read, or that kills its worker twice, does not stop the others: its result has no
        quotes and a :class:`~quotekit.values.Failure` as ``failure``. What ``articles`` itself raises is raised,
        after the results before it.

        Args:
            articles: texts, or Articles, of any number.
            workers: how many processes. With 1 this process does the work; with more, a few batches a worker are read
                ahead. Closing the iterator ends the processes.
            batch_size: how many articles are read together, at most. Of several the tagger takes less time, and so
                many are taken from ``articles`` before the first result is there; the engine ``"rules"`` takes one
                when its result is asked for, unless there are processes to send a batch to.

        Raises:
            ValueError: ``workers`` or ``batch_size`` is less than 1.
            RuntimeError: the processes can't start.

        >>> from quotekit import Extractor
        >>> results = Extractor(engine="rules").pipe(["“It is late,” said Ada Cole.", None])
        >>> [(len(result.quotes), result.failure and result.failure.message) for result in results]
        [(1, None), (0, 'article 1: text must be a string or an Article, not NoneType')]
        """
        for name, value in (("workers", workers), ("batch_size", batch_size)):
            if value < 1:
                raise ValueError(f"{name} must be at least 1, not {value!r}")
        if workers == 1:
            return self._pipe(iter(articles), batch_size if self._tagger is not None else 1)
        return extract_in_processes(articles, self.recipe, workers, batch_size)

    @classmethod
    def of(cls, recipe: Recipe) -> Extractor:
        """Return an extractor with the arguments that a recipe holds."""
        return cls(**asdict(recipe, recurse=False))

    def __reduce__(self) -> tuple[Callable[[Recipe], Extractor], tuple[Recipe]]:
        return Extractor.of, (self.recipe,)

    def _pipe(self, articles: Iterator[str | Article], batch_size: int) -> Iterator[Extraction]:
        position = 0
        for batch in batches(articles, batch_size):
            yield from self.attempt_all(batch, position)
            position += len(batch)

    def _tag(self, asked: Sequence[ToTag]) -> list[Roles]:
        return self._tagger.tag(asked) if self._tagger is not None else []

    def _steps(self, text: str | Article, date: str | None) -> Generator[ToTag, Roles, Extraction]:
        """Take an article through the rooms; yield what the tagger is to read, and go on with what it found."""
        article = _as_article(text, date)
        passages = find_passages(article.text, [block.span for block in article.blocks])
        draft = Draft(article, read(article), passages, find_structure(article, passages, self.cues))
        ruled = find_attributions(draft.reading, passages, draft.structure.prose, self.cues)
        prose: Sequence[Attribution] = screen(article.text, ruled)
        if self._tagger is not None:
            tagged = yield from self._tagged(draft, prose)
            prose = beside(article.text, [a for a in tagged if a.confidence >= self.min_confidence], prose)
        found = mend(
            article.text,
            article.blocks,
            draft.reading.sentences,
            passages,
            prose,
            draft.structure.attributions,
            self.cues,
        )
        return self._finish(draft, found)

    def _tagged(self, draft: Draft, ruled: Sequence[Attribution]) -> Generator[ToTag, Roles, list[Attribution]]:
        """Read the prose with the tagger, then the insides of what it found, and their insides in turn."""
        told = [piece for a in draft.structure.attributions for piece in a.content]
        read_through = yield from self._linked(draft, draft.structure.prose, draft.passages)
        found, inside = part_by_cue(read_through, told)
        found = share_subjects(draft.article.text, found, ruled)
        found += keep_told(draft.reading, inside, FAIR)
        outer = [a for a in found if not _overlaps_any(a.content, draft.structure.attributions)]
        for _ in range(DEEPEST if self.nested else 0):
            stretches = stretches_within(draft.article.text, outer, self.cues)
            if not stretches:
                break
            passages = inside_passages(draft.passages, stretches)
            ruled = find_attributions(draft.reading, passages, stretches, self.cues)
            linked = yield from self._linked(draft, stretches, passages)
            found, second = second_reports(draft.article.text, found, linked)
            likely, plain = (keep_within(draft.reading, each, stretches, SURE) for each in (linked, ruled))
            outer = beside(draft.article.text, likely, plain)
            found += [*second, *outer]
        return found

    def _linked(
        self, draft: Draft, stretches: Sequence[Span], passages: Sequence[Passage]
    ) -> Generator[ToTag, Roles, list[Attribution]]:
        text = draft.article.text
        roles = yield text, stretches, passages

        @cache
        def meaning(cue: Span) -> CueMeaning:
            return meaning_of(text, (cue,), self.cues)

        linked = link(
            text, roles, draft.reading.sentences, passages, self._costs, lambda cue: bool(meaning(cue).cue_class)
        )
        return screen(text, (_with_meaning(attribution, meaning(attribution.cue[0])) for attribution in linked))

    def _finish(self, draft: Draft, prose: Sequence[Attribution]) -> Extraction:
        found = (*draft.structure.attributions, *prose)
        attributions = sorted(
            (a for a in keep_apart(draft.article.text, found) if a.confidence >= self.min_confidence),
            key=lambda a: (a.content[0].start, -a.content[-1].end),
        )
        attributions = date_reports(draft.article.text, attributions, draft.article.day, find_times)
        speakers = resolve_speakers(draft.reading, attributions, draft.passages, self.speakers, self.recipe.coreference)
        outer = [passage for passage in draft.passages if passage.depth == 0]
        quotes = make_quotes(draft.article.text, attributions, speakers, outer)
        result = Extraction(draft.article, quotes, (), draft.article.warnings)
        return evolve(result, claims=claims_of(result)) if self.recipe.claims else result


@cache
def _load(path: Path) -> Tagger:
    """Load a model once a process; a loaded model is never changed, so it may be shared."""
    from quotekit.tagging.model import load_tagger  # noqa: PLC0415 - onnxruntime is imported when it is needed

    return load_tagger(path)


def _with_meaning(attribution: Attribution, meaning: CueMeaning) -> Attribution:
    """Add what the cue means: its class, and whether it negates or denies."""
    return evolve(attribution, cue_class=meaning.cue_class, negated=meaning.negated, denied=meaning.denied)


def meaning_of(text: str, cue: Sequence[Span], cues: CueLexicon) -> CueMeaning:
    """Return what a cue means where it stands."""
    start, end = cue[0].start, cue[-1].end
    line_start = text.rfind("\n", max(0, start - 80), start) + 1 or max(0, start - 80)
    return classify(text[start:end], text[line_start:start], text[end : end + 40], cues)


def _overlaps_any(content: Sequence[Span], others: Sequence[Attribution]) -> bool:
    return any(piece.overlaps(other) for a in others for other in a.content for piece in content)


def extract(
    text: str | Article,
    date: str | None = None,
    speakers: SpeakerLexicon | None = None,
    engine: Engine = DEFAULT_ENGINE,
) -> Extraction:
    """Return the quotes of one article, and what each claims: the short way to :class:`Extractor`.

    Args:
        text: a text, or an :class:`~quotekit.values.Article` that was parsed before.
        date: the day of publication, ``YYYY-MM-DD``; it wins over what the text says.
        speakers: a lexicon of speakers, or ``None``.
        engine: ``"tagger"`` (the learned model, most accurate) or ``"rules"`` (no model, fastest).

    Raises:
        TypeError: ``text`` is neither a string nor an Article.
        ValueError: ``date`` is no day, or an engine of that name does not exist.

    >>> import quotekit
    >>> result = quotekit.extract('“It is late,” said Ada Cole.')
    >>> [span.of(result.article.text) for span in result.quotes[0].content]
    ['“It is late,”']
    """
    return Extractor(engine=engine, speakers=speakers, claims=True).extract(text, date=date)


def _reason(text: object, problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}" if isinstance(text, str | Article) else str(problem)


def _as_article(text: str | Article, date: str | None) -> Article:
    if isinstance(text, Article):
        return evolve(text, date=date) if date is not None else text
    if isinstance(text, str):
        return parse_article(text, date=date)
    raise TypeError(wrong_type(text))
