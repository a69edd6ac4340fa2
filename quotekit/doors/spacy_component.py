"""A spaCy Doc in, the same Doc with its quotes out: the pipeline component ``quotekit``.

spaCy finds it by its entry point, so that ``nlp.add_pipe("quotekit")`` works without an import. The component reads
``doc.text`` and nothing else: any pipeline will do, a blank one too. What it found is kept as text in
``doc.user_data``, which goes wherever the Doc goes, and made into values when it is asked for.

spaCy imports this module whenever it makes any pipeline, with quotekit or without: the rooms are imported when a
component is made.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from quotekit.doors.lines import decode, encode
from quotekit.doors.native import from_row, to_row
from quotekit.recipe import BALANCED
from quotekit.values import Article, Extraction, Quote

if TYPE_CHECKING:
    from quotekit.extractor import Engine, Extractor
    from quotekit.speakers import SpeakerLexicon

Factory = TypeVar("Factory", bound=Callable[..., Any])
KEY = "quotekit"
"""Where in ``doc.user_data`` the row of an extraction stands."""
DATE = "date"
"""Where in ``doc.user_data`` the day of publication may stand, ``YYYY-MM-DD``."""
GROUPS = {"content": "quotes", "cue": "quote_cues", "source": "quote_sources"}
LEXICON = "speakers.jsonl"


class QuoteComponent:
    """The component that ``nlp.add_pipe("quotekit")`` adds.

    A model or lexicon is loaded for the first Doc: a pipeline can be put together, saved and sent to other processes
    without it.

    Args:
        name: its name in the pipeline.
        engine: ``"tagger"`` or ``"rules"``.
        speakers: a lexicon's file. A saved pipeline carries the lexicon with it and needs the file no more.
        nested: also look for what contents report in turn.
        min_confidence: what is less likely right is left out.
        claims: also say what each quote claims.
    """

    def __init__(
        self, name: str, engine: str, speakers: str | None, nested: bool, min_confidence: float, claims: bool
    ) -> None:
        from quotekit.extractor import ENGINES  # noqa: PLC0415

        if engine not in ENGINES:
            raise ValueError(f"engine must be one of {', '.join(ENGINES)}, not {engine!r}")
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence must lie between 0 and 1, not {min_confidence!r}")
        self.name = name
        self.engine: Engine = engine
        self.speakers = speakers
        self.nested = nested
        self.min_confidence = min_confidence
        self.claims = claims
        # A file that is missing may still come with the saved pipeline: it is told of when the lexicon is needed.
        there = speakers is not None and Path(speakers).exists()
        self._lexicon = _read(speakers) if speakers is not None and there else None
        self._extractor: Extractor | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of a Doc."""
        return annotate(doc, self._made().extract(_article(doc)))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Find the quotes of Docs, in order."""
        rest = iter(stream)
        while docs := list(islice(rest, batch_size)):
            found = self._made().pipe(_article(doc) for doc in docs)
            yield from map(annotate, docs, found)

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy's signature
        """Save the lexicon; the configuration is saved by the pipeline."""
        Path(path).mkdir(parents=True, exist_ok=True)
        if self._lexicon is not None:
            self._lexicon.write(Path(path) / LEXICON)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> QuoteComponent:  # noqa: ARG002
        """Read the lexicon that was saved with the pipeline."""
        file = Path(path) / LEXICON
        if file.exists():
            self._lexicon, self._extractor = _read(file), None
        return self

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:
        """Return the lexicon as bytes; empty where there is none."""
        with tempfile.TemporaryDirectory() as folder:
            self.to_disk(folder, exclude)
            file = Path(folder) / LEXICON
            return file.read_bytes() if file.exists() else b""

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> QuoteComponent:
        """Read the lexicon from bytes."""
        with tempfile.TemporaryDirectory() as folder:
            if data:
                (Path(folder) / LEXICON).write_bytes(data)
            return self.from_disk(folder, exclude)

    def __getstate__(self) -> Mapping[str, object]:
        return {**self.__dict__, "_extractor": None}

    def _made(self) -> Extractor:
        if self._extractor is None:
            from quotekit.extractor import Extractor  # noqa: PLC0415

            if self.speakers is not None and self._lexicon is None:
                self._lexicon = _read(self.speakers)
            self._extractor = Extractor(
                self.engine,
                self._lexicon,
                nested=self.nested,
                min_confidence=self.min_confidence,
                claims=self.claims,
            )
        return self._extractor


def _typed(function: Factory) -> Factory:
    """Put the types of a function's arguments in place of their names: spaCy before 3.8.18 can't look them up."""
    function.__annotations__ = get_type_hints(function)
    return function


@Language.factory(
    "quotekit",
    assigns=["doc._.quotes", "doc.spans"],
    default_config={"engine": "tagger", "speakers": None, "nested": True, "min_confidence": BALANCED, "claims": False},
)
@_typed
def make(
    nlp: Language,  # noqa: ARG001 - spaCy's signature
    name: str,
    engine: str,
    speakers: str | None,
    nested: bool,
    min_confidence: float,
    claims: bool,
) -> QuoteComponent:
    """Make the component: spaCy's factory ``quotekit``.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> component = nlp.add_pipe("quotekit", config={"engine": "rules"})
    >>> doc = nlp("“It is late,” said Ada Cole.")
    >>> [span.text for span in doc.spans["quote_sources"]], doc._.quotes[0].speaker.name
    (['Ada Cole'], 'Ada Cole')
    """
    register()
    return QuoteComponent(name, engine, speakers, nested, min_confidence, claims)


def register() -> None:
    """Give Docs the attribute ``doc._.quotes``; called any number of times, it does so once.

    A process that only reads saved Docs calls it itself, or uses :func:`from_doc`, which needs no attribute.
    """
    if not Doc.has_extension("quotes"):
        Doc.set_extension("quotes", getter=_quotes)


def from_doc(doc: Doc) -> Extraction | None:
    """Return what the component found in a Doc, also in one that was saved and read; ``None`` if it never saw it.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> component = nlp.add_pipe("quotekit", config={"engine": "rules"})
    >>> from_doc(nlp("“It is late,” said Ada Cole.")).quotes[0].speaker.name
    'Ada Cole'
    """
    kept = doc.user_data.get(KEY)
    if not isinstance(kept, Mapping) or kept.get("of") != _digest(doc.text):
        return None
    return from_row({**decode(str(kept["row"]).encode()), "text": doc.text})


def annotate(doc: Doc, extraction: Extraction) -> Doc:
    """Put an extraction of a Doc's text into the Doc, in place of what it had before."""
    bare = {**to_row(extraction), "text": ""}
    doc.user_data[KEY] = {"of": _digest(doc.text), "row": encode(bare).decode()}
    for role, group in GROUPS.items():
        spans = [
            span
            for quote in extraction.quotes
            for piece in getattr(quote, role)
            if (span := _span(doc, piece.start, piece.end, quote)) is not None
        ]
        doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
    return doc


def _span(doc: Doc, start: int, end: int, quote: Quote) -> Span | None:
    """Return the tokens that a stretch touches: spaCy's spans are made of whole tokens."""
    # spaCy's strings hold no halves of surrogate pairs; the Doc's own data keep the id as it is.
    name = quote.id.encode("utf8", "replace").decode()
    span: Any = doc.char_span(start, end, label=quote.kind, alignment_mode="expand", span_id=name)
    return span if span is None or len(span) else None


def _quotes(doc: Doc) -> tuple[Quote, ...]:
    found = from_doc(doc)
    return found.quotes if found is not None else ()


def _read(path: str | Path) -> SpeakerLexicon:
    from quotekit.speakers import SpeakerLexicon  # noqa: PLC0415

    return SpeakerLexicon.read(path)


def _article(doc: Doc) -> Article:
    from quotekit.articles import parse_article  # noqa: PLC0415

    date = doc.user_data.get(DATE)
    return parse_article(doc.text, date=date if isinstance(date, str) else None)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf8", "surrogatepass"), digest_size=8).hexdigest()
