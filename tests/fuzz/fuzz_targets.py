"""Bytes in, nothing out: each target feeds one door or room, and raises where a law is broken.

What a target may raise is a ``QuotekitError``: it tells a person what is wrong with their file.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from laws import violations

import quotekit
from quotekit import formats
from quotekit.claims.edits import replay_edits
from quotekit.doors.files import read_articles
from quotekit.doors.lines import decode
from quotekit.doors.tabular import parquet_rows, separated_rows
from quotekit.errors import QuotekitError
from quotekit.marks import find_passages
from quotekit.speakers.store import MAGIC

PARTED = b"\x1e"
"""Between the inputs of a target that takes two."""


def text_of(data: bytes) -> str:
    """Return any bytes as a text; what is no UTF-8 becomes halves of surrogate pairs."""
    return data.decode("utf8", "surrogateescape")


def two(data: bytes) -> tuple[bytes, bytes]:
    """Return the two inputs."""
    first, _, second = data.partition(PARTED)
    return first, second


def holds(true: object, told: object = "") -> None:
    """Raise where something does not hold; ``assert`` would be gone under ``-O``."""
    if not true:
        raise AssertionError(told)


@cache
def extractor(engine: str) -> quotekit.Extractor:
    """Return an extractor, built once."""
    return quotekit.Extractor(engine=engine, claims=True)  # type: ignore[arg-type]


def parse_article(data: bytes) -> None:
    """Blocks cover the text, whatever it is."""
    broken = violations(quotekit.Extraction(quotekit.parse_article(text_of(data))))
    holds(not broken, broken)


def marks(data: bytes) -> None:
    """Passages slice the text and stand in order."""
    text = text_of(data)
    passages = find_passages(text, [quotekit.Span(0, len(text))])
    for passage in passages:
        holds(0 <= passage.span.start <= passage.inner.start <= passage.inner.end <= passage.span.end <= len(text))
    holds(list(passages) == sorted(passages, key=lambda p: (p.span.start, p.depth)))


def extract_rules(data: bytes) -> None:
    """The rules break no law."""
    _extract("rules", data)


def extract_tagger(data: bytes) -> None:
    """The tagger breaks no law."""
    _extract("tagger", data)


def _extract(engine: str, data: bytes) -> None:
    text = text_of(data)
    found = extractor(engine).extract(text)
    broken = violations(found)
    holds(found.article.text == text and not broken, broken)
    holds(formats.from_row(formats.to_row(found)) == found, "the native format does not come back equal")


def outputs(data: bytes) -> None:
    """Every format can be written of any text, and what can be read back slices the text."""
    found = extractor("rules").extract(text_of(data))
    formats.from_brat(formats.to_brat(found), found.article)
    formats.from_citron(formats.to_citron(found))
    formats.from_prodigy(formats.to_prodigy(found))
    formats.from_web_annotations(formats.to_web_annotations(found), found.article)
    formats.from_conll(formats.to_conll(found), found.article)
    formats.to_displacy(found)
    page = quotekit.to_html(found)
    holds("<script>alert" not in page)
    page.encode()


def times(data: bytes) -> None:
    """Times slice the text, with any day of publication."""
    text, day = map(text_of, two(data))
    for published in (None, "2024-02-29"):
        for time in quotekit.find_times(text, published):
            holds(0 <= time.span.start < time.span.end <= len(text), time)
    with contextlib.suppress(ValueError):
        quotekit.find_times(text, day)


def quantities(data: bytes) -> None:
    """Quantities slice the text."""
    text = text_of(data)
    for each in quotekit.find_quantities(text):
        holds(0 <= each.span.start < each.span.end <= len(text), each)


def normalize_claim(data: bytes) -> None:
    """A claim's edits make it of its text."""
    text, speaker = map(text_of, two(data))
    claim = quotekit.normalize_claim(text, speaker or None, "2024-02-29", cue="denied")
    holds(replay_edits(text, claim.edits) == claim.text, "edits don't replay")


def same_claim(data: bytes) -> None:
    """Two claims are the same, either way round."""
    left, right = (quotekit.normalize_claim(text_of(part)) for part in two(data))
    there, back = quotekit.same_claim(left, right), quotekit.same_claim(right, left)
    holds(there.same == back.same, (there, back))


def reanchor(data: bytes) -> None:
    """Quotes carried over to any text slice it."""
    old, new = map(text_of, two(data))
    moved = formats.reanchor(extractor("rules").extract(old), new)
    for quote in moved.extraction.quotes:
        for span in (*quote.content, *quote.cue, *quote.source):
            holds(0 <= span.start < span.end <= len(new), span)


def _lexicon(ending: str) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        """A lexicon is read or refused; one that is read answers."""
        with _file(data, ending) as name:
            lexicon = quotekit.SpeakerLexicon.read(name)
            list(lexicon.match("President Ada Cole met the mayor and @ada in Norland."))
            for mention in ("Ada Cole", "Cole", "the mayor", "@ada", ""):
                lexicon.find(mention, "2024-02-29", "Ada Cole met the mayor.")

    return target


def lexicon_compiled(data: bytes) -> None:
    """A compiled lexicon with a right check sum but any content is read or refused."""
    _lexicon(".lexicon")(_with_check(data))


def _with_check(data: bytes) -> bytes:
    """Return a compiled lexicon whose check sum fits, as one who means harm would write it."""
    at = len(MAGIC) + 8
    try:
        size = int.from_bytes(data[len(MAGIC) : at], "little")
        head, begin = json.loads(data[at : at + size]), at + size + (-(at + size) % 64)
        check = 0
        for _, offset, length in head["sections"].values():
            check = zlib.crc32(data[begin + offset : begin + offset + length], check)
        new = json.dumps(head | {"check": check}).encode("ascii")
        new += b" " * (size - len(new))
        return data[:at] + new + data[at + size :] if len(new) == size else data
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return data


def jsonl(data: bytes) -> None:
    """Lines of the native format come back equal, or are refused."""
    for extraction in formats.read_jsonl(BytesIO(data), on_problem=lambda problem: None):
        file = BytesIO()
        formats.write_jsonl([extraction], file)
        file.seek(0)
        holds(list(formats.read_jsonl(file)) == [extraction], "what was read is written otherwise")


def _articles(ending: str) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        """A file of articles is read; what can't be is told of."""
        with _file(data, ending) as name:
            list(read_articles([name], on_problem=lambda problem: None))

    return target


def _table(ending: str) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        """Rows of a table are read; what can't be is told of."""
        stream = BytesIO(data)
        list(parquet_rows(stream, packed=False) if ending == ".parquet" else separated_rows(stream, ending))

    return target


def flat(data: bytes) -> None:
    """Flat rows are read or refused."""
    with _file(data, ".csv") as name:
        list(formats.read_flat(name))


def brat(data: bytes) -> None:
    """Annotations of brat are read or refused."""
    annotation, text = map(text_of, two(data))
    _checked(formats.from_brat(annotation, text))


def conll(data: bytes) -> None:
    """Columns are read or refused, with a text and without."""
    columns, text = map(text_of, two(data))
    with contextlib.suppress(QuotekitError):
        formats.from_conll(columns)
    _checked(formats.from_conll(columns, text))


def citron(data: bytes) -> None:
    """Citron's JSON is read or refused."""
    _checked(formats.from_citron(decode(data)))


def prodigy(data: bytes) -> None:
    """Tasks of Prodigy are read or refused."""
    _checked(formats.from_prodigy(decode(data)))


def web_annotation(data: bytes) -> None:
    """Web Annotations are read or refused."""
    annotation, text = two(data)
    _checked(formats.from_web_annotations(decode(annotation), text_of(text)))


def _checked(extraction: Any) -> None:
    length = len(extraction.article.text)
    for quote in extraction.quotes:
        for span in (*quote.content, *quote.cue, *quote.source, *quote.addressee, *quote.via):
            holds(0 <= span.start <= span.end <= length, span)


@contextlib.contextmanager
def _file(data: bytes, ending: str) -> Any:
    handle, name = tempfile.mkstemp(ending)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        yield name
    finally:
        Path(name).unlink()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "parse_article": parse_article,
    "marks": marks,
    "extract_rules": extract_rules,
    "extract_tagger": extract_tagger,
    "times": times,
    "quantities": quantities,
    "normalize_claim": normalize_claim,
    "same_claim": same_claim,
    "reanchor": reanchor,
    "outputs": outputs,
    "lexicon_csv": _lexicon(".csv"),
    "lexicon_jsonl": _lexicon(".jsonl"),
    "lexicon_toml": _lexicon(".toml"),
    "lexicon_compiled": lexicon_compiled,
    "jsonl": jsonl,
    "rows": _articles(".jsonl"),
    "csv": _table(".csv"),
    "tsv": _table(".tsv"),
    "parquet": _table(".parquet"),
    "gz": _articles(".jsonl.gz"),
    "bz2": _articles(".csv.bz2"),
    "xz": _articles(".txt.xz"),
    "zst": _articles(".jsonl.zst"),
    "flat": flat,
    "brat": brat,
    "conll": conll,
    "citron": citron,
    "prodigy": prodigy,
    "web_annotation": web_annotation,
}


def attempt(target: str, data: bytes) -> None:
    """Run a target; a told problem is an answer."""
    with contextlib.suppress(QuotekitError):
        TARGETS[target](data)
