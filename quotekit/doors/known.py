"""Documents in, extractions out: a row in quotekit's own format says what was found, all else is read for quotes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator

from quotekit.doors.files import Document
from quotekit.doors.inputs import extractor_of
from quotekit.doors.native import SCHEMA, from_row
from quotekit.doors.terminal import Problems
from quotekit.errors import FileProblem
from quotekit.extractor import Extractor
from quotekit.values import Extraction


def known_or_read(documents: Iterable[Document], options: Namespace, problems: Problems) -> Iterator[Extraction]:
    """Yield one extraction a document, and tell of rows that are wrong."""
    extractor: Extractor | None = None
    for document in documents:
        try:
            extraction = _known(document)
        except FileProblem as problem:
            problems.tell(problem.at(document.file, document.line))
            continue
        if extraction is None:
            # Made when first needed: loading a model for rows that are taken as they are would be a long wait.
            extractor = extractor or extractor_of(options, claims=True)
            extraction = extractor.extract(document.article)
        yield extraction


def _known(document: Document) -> Extraction | None:
    own = document.row is not None and document.row.get("schema") == SCHEMA
    return from_row(document.row or {}) if own else None
