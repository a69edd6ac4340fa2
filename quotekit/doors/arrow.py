"""Arrow record batches of articles in, record batches of their quotes out: the door to Spark, Ray, DuckDB and others.

Nothing here knows an engine. What it needs is pyarrow: ``pip install "quotekit[arrow]"``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from attrs import field, frozen, validators

from quotekit.articles import parse_article
from quotekit.doors.files import day
from quotekit.piping import batches, place_of
from quotekit.recipe import Recipe
from quotekit.values import Article, Extraction, Quote, Span

if TYPE_CHECKING:
    import pyarrow as pa

    from quotekit.extractor import Extractor

Layout = Literal["nested", "flat"]
ROWS = 256
"""A batch of a stream is cut into pieces of so many rows: engines send ten thousand at once."""
TOGETHER = 32
"""So many articles of a batch are read together: the tagger takes less time for them."""
VERSION = {b"quotekit": b"arrow/1"}
"""The name and version of the added columns, in the metadata of the output's schema."""


class _BadRow(ValueError):  # noqa: N818 - it ends as a value in the column ``error``
    """A row that is no article, and why."""


def _names(carry: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if carry is None else tuple(carry)


@frozen
class ArrowExtractor:
    """Finds the quotes of the articles in a record batch; frozen and picklable, it is built where it arrives, once.

    The input's columns travel through and some are added. With ``layout="nested"`` a row is an article, and
    ``quotes`` a list of structs; with ``layout="flat"`` a row is a quote, and the struct's fields are columns. In both,
    ``error`` is null or tells why an article could not be read. In the flat layout such an article has one row
    without a quote, an article without quotes has none, and the text is left behind. See :meth:`schema`.

    Args:
        recipe: which extractor does the work.
        layout: ``"nested"`` or ``"flat"``.
        text: the column of texts: strings, or bytes in UTF-8.
        id: the column of ids, of any type; needed only when named here.
        date: the column of days of publication: dates, timestamps, or strings that begin with ``YYYY-MM-DD``; likewise.
        outlet: the column that tells who published; likewise.
        carry: the columns that travel through; ``None`` for all, in the flat layout for all but the text.
        prefix: stands before the names of the added columns, for an input that has a column of such a name.

    Raises:
        ValueError: there is no layout of that name.

    >>> import pyarrow as pa
    >>> from quotekit import ArrowExtractor, Recipe
    >>> batch = pa.RecordBatch.from_pydict({"id": [7, 8], "text": ["“It is late,” said Ada Cole.", None]})
    >>> for row in ArrowExtractor(Recipe(engine="rules"), layout="flat")(batch).to_pylist():
    ...     print(row["id"], row["content"], row["speaker_name"], row["error"])
    7 “It is late,” Ada Cole None
    8 None None text is null
    """

    recipe: Recipe = field(factory=Recipe)
    layout: Layout = field(default="nested", validator=validators.in_(("nested", "flat")), kw_only=True)
    text: str = field(default="text", kw_only=True)
    id: str = field(default="id", kw_only=True)
    date: str = field(default="date", kw_only=True)
    outlet: str = field(default="outlet", kw_only=True)
    carry: tuple[str, ...] | None = field(default=None, converter=_names, kw_only=True)
    prefix: str = field(default="", kw_only=True)

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the quotes of a record batch as one; a table is taken for a batch, and given back as a table.

        Raises:
            ValueError: a column is missing, stands twice, or has the name of an added one.
        """
        pa = pyarrow()
        if isinstance(batch, pa.Table):
            return pa.Table.from_batches(self.batches(batch.to_batches()), self.schema(batch.schema))
        schema = self.schema(batch.schema)
        extractor = self.recipe.build()
        results = _results(extractor, self._articles(batch))
        carried = [batch.column(name) for name in self._carried(batch.schema)]
        if self.layout == "flat":
            places = [i for i, result in enumerate(results) for _ in result.flat()]
            carried = [column.take(pa.array(places, pa.int64())) for column in carried]
            added = [row for result in results for row in result.flat()]
        else:
            added = [{"quotes": result.quotes, "error": result.error} for result in results]
        columns = [pa.array([row.get(each.name) for row in added], each.type) for each in _added(self.layout)]
        return pa.RecordBatch.from_arrays([*carried, *columns], schema=schema)

    def batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield the quotes of each record batch, large ones in pieces: the function for Spark's ``mapInArrow``."""
        for batch in batches:
            for start in range(0, max(batch.num_rows, 1), ROWS):
                yield self(batch.slice(start, ROWS))

    def reader(self, reader: pa.RecordBatchReader) -> pa.RecordBatchReader:
        """Return a reader of the quotes of what another reader gives, read as it is asked for."""
        return pyarrow().RecordBatchReader.from_batches(self.schema(reader.schema), self.batches(reader))

    def schema(self, given: pa.Schema) -> pa.Schema:
        """Return the schema of what comes out for an input of a schema.

        Raises:
            ValueError: a column is missing, stands twice, or has the name of an added one.
        """
        pa = pyarrow()
        carried = [given.field(name) for name in self._carried(given)]
        added = [each.with_name(self.prefix + each.name) for each in _added(self.layout)]
        taken = {each.name for each in carried} & {each.name for each in added}
        if taken:
            raise ValueError(
                f"the input has a column {min(taken)!r}, which is the name of an added one: "
                "give a prefix, or leave it out of carry"
            )
        return pa.schema([*carried, *added], {**(given.metadata or {}), **VERSION})

    def _carried(self, given: pa.Schema) -> list[str]:
        for name, wanted in self._wanted().items():
            if wanted and name not in given.names:
                raise ValueError(f"the input has no column {name!r}, it has {', '.join(given.names) or 'none'}")
        if self.carry is not None:
            names = list(self.carry)
        else:
            names = [name for name in given.names if self.layout == "nested" or name != self.text]
        for name in (*names, *self._wanted()):
            if given.names.count(name) > 1:
                raise ValueError(f"the input has two columns {name!r}")
        return names

    def _wanted(self) -> dict[str, bool]:
        """Return the columns that are read or carried, and whether each has to be there."""
        named = {self.id: self.id != "id", self.date: self.date != "date", self.outlet: self.outlet != "outlet"}
        return {**named, **dict.fromkeys(self.carry or (), True), self.text: True}

    def _articles(self, batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
        """Yield the cells of each row that make its article, not yet read."""
        names = {"text": self.text, "id": self.id, "date": self.date, "outlet": self.outlet}
        columns = {name: batch.column(column) for name, column in names.items() if column in batch.schema.names}
        for i in range(batch.num_rows):
            yield {name: column[i] for name, column in columns.items()}


@cache
def pyarrow() -> Any:
    """Return the module, or say how to get it."""
    try:
        import pyarrow  # noqa: PLC0415 - an extra
    except ImportError as problem:
        raise ImportError('record batches need pyarrow: pip install "quotekit[arrow]"') from problem
    return pyarrow


@cache
def quote_type() -> Any:
    """Return the Arrow type of a quote, as it stands in ``quotes`` of the nested layout.

    >>> [quote_type().field(i).name for i in range(3)]
    ['quote_id', 'kind', 'form']
    """
    pa = pyarrow()
    spans = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
    words = ("quote_id", "kind", "form", "content", "cue", "source")
    places = ("content_spans", "cue_spans", "source_spans")
    speaker = ("speaker_name", "speaker_kind", "speaker_id", "speaker_role", "speaker_resolved_by")
    return pa.struct(
        [
            *((name, pa.string()) for name in words),
            *((name, spans) for name in places),
            *((name, pa.string()) for name in speaker),
            ("candidates", pa.list_(pa.string())),
            ("within", pa.string()),
            ("cue_class", pa.string()),
            ("negated", pa.bool_()),
            ("denied", pa.bool_()),
            ("addressee", pa.string()),
            ("via", pa.string()),
            ("said_on", pa.string()),
            ("confidence", pa.float64()),
            ("rule", pa.string()),
        ]
    )


def _added(layout: Layout) -> list[Any]:
    pa = pyarrow()
    if layout == "flat":
        return [*quote_type(), pa.field("error", pa.string())]
    return [pa.field("quotes", pa.list_(quote_type())), pa.field("error", pa.string())]


@frozen
class _Result:
    quotes: list[dict[str, Any]] | None = None
    error: str | None = None

    def flat(self) -> list[dict[str, Any]]:
        return [{"error": self.error}] if self.quotes is None else self.quotes


def _results(extractor: Extractor, rows: Iterable[Mapping[str, Any]]) -> list[_Result]:
    """Return the quotes of each row, or what is wrong with it; the articles of several rows are read together."""
    given = [_article(cells) for cells in rows]
    articles = (each for each in given if isinstance(each, Article))
    done = (result for batch in batches(articles, TOGETHER) for result in extractor.attempt_all(batch))
    return [_result(next(done)) if isinstance(each, Article) else each for each in given]


def _article(cells: Mapping[str, Any]) -> Article | _Result:
    """Return the article of a row, or what is wrong with it."""
    try:
        values = {name: _value(cell, name) for name, cell in cells.items()}
        return parse_article(
            _text(values["text"]),
            id=None if values.get("id") is None else str(values["id"]),
            date=_day(values.get("date")),
            outlet=None if values.get("outlet") is None else str(values["outlet"]),
        )
    except _BadRow as problem:
        return _Result(error=str(problem))
    except Exception as problem:  # one article must not cost the others
        return _Result(error=f"{type(problem).__name__}: {problem}")


def _result(done: Extraction) -> _Result:
    failure = done.failure
    if failure is not None:
        # Which article it was, its row tells.
        return _Result(error=failure.message.removeprefix(f"{place_of(failure.position, failure.id)}: "))
    return _Result([_row(done.article.text, quote) for quote in done.quotes])


def _value(cell: Any, name: str) -> Any:
    try:
        return cell.as_py()
    except (ValueError, OverflowError) as problem:  # bytes that are no UTF-8 in a column of strings; a year 300,000
        raise _BadRow(f"{name} can't be read: {problem}") from problem


def _text(value: object) -> str:
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError as problem:
            raise _BadRow(f"text is not UTF-8 at byte {problem.start}") from problem
    if not isinstance(value, str):
        raise _BadRow("text is null" if value is None else f"text is not a string but {type(value).__name__}")
    return value


def _day(value: object) -> str | None:
    if value is None:
        return None
    try:
        return day(str(value))
    except ValueError as problem:
        raise _BadRow(f"date: {problem}") from problem


def _row(text: str, quote: Quote) -> dict[str, Any]:
    speaker = quote.speaker
    return {
        "quote_id": quote.id,
        "kind": quote.kind,
        "form": quote.form,
        "content": _words(text, quote.content),
        "cue": _words(text, quote.cue),
        "source": _words(text, quote.source),
        "content_spans": _places(quote.content),
        "cue_spans": _places(quote.cue),
        "source_spans": _places(quote.source),
        "speaker_name": speaker and speaker.name,
        "speaker_kind": speaker and speaker.kind,
        "speaker_id": speaker and speaker.id,
        "speaker_role": speaker and speaker.role,
        "speaker_resolved_by": speaker and speaker.resolved_by,
        "candidates": [candidate.name for candidate in quote.candidates],
        "within": quote.within,
        "cue_class": quote.cue_class or None,
        "negated": quote.negated,
        "denied": quote.denied,
        "addressee": _words(text, quote.addressee),
        "via": _words(text, quote.via),
        "said_on": quote.said_on,
        "confidence": quote.confidence,
        "rule": quote.rule,
    }


def _words(text: str, spans: Sequence[Span]) -> str | None:
    """Return the words of a role, its pieces joined by an ellipsis; ``None`` where there are none."""
    return " … ".join(span.of(text) for span in spans) if spans else None


def _places(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]
