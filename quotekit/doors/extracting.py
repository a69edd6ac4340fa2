"""``quotekit extract``: files in, their quotes out as JSON lines, as a table, or as a file of many forms."""

from __future__ import annotations

import hashlib
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quotekit.doors.corpus import StoppedError, Task, problem_line, run_corpus
from quotekit.doors.files import Document, read_documents
from quotekit.doors.inputs import columns_of, date_of, extractor_of, files_of
from quotekit.doors.lines import encode
from quotekit.doors.native import to_row
from quotekit.doors.sources import STDIN, Source, find_sources
from quotekit.doors.table import table_head, table_lines
from quotekit.doors.terminal import Problems, Write, counted, output, say, width, write_lines
from quotekit.doors.writers import Form, check_installed, form_of
from quotekit.errors import FileProblem, QuotekitError
from quotekit.values import Article, Extraction

COULD_NOT = 2


def run(options: Namespace) -> int:
    """Find the quotes of all that can be read, and return the exit status."""
    if options.out is not None and options.format != "table" and not _is_stream(options.out):
        return _run_corpus(options)
    if options.resume:
        options.usage_error("argument --resume: needs --out with a file")
    files, date, columns, problems = files_of(options), date_of(options), columns_of(options), Problems()
    on_screen = options.out is None and sys.stdout.isatty()
    as_table = options.format == "table" or (options.format is None and on_screen)
    extractor = extractor_of(options, claims=not as_table)
    with output(options.out) as write, problems.kept_in(options.errors, problem_line):
        documents = read_documents(files, date, problems.tell, columns)
        extractions = counted(_piped(extractor, documents, options.workers, problems), options.quiet)
        if as_table:
            _write_table(extractions, write, sys.stdout.encoding if options.out is None else "utf8")
        else:
            for extraction in extractions:
                write(encode(to_row(extraction)))
    return int(problems.any)


def _piped(extractor: Any, documents: Iterable[Document], workers: int, problems: Problems) -> Iterator[Extraction]:
    places: list[tuple[str, int | None]] = []

    def articles() -> Iterator[Article]:
        for document in documents:
            places.append((document.file, document.line))
            yield document.article

    for extraction in extractor.pipe(articles(), **({} if workers == 1 else {"workers": workers})):
        file, line = places.pop(0)
        if extraction.failure is None:
            yield extraction
        else:
            problems.tell(FileProblem(extraction.failure.message, file=file, line=line))


def _write_table(extractions: Iterable[Extraction], write: Write, encoding: str) -> None:
    cells = width()
    write_lines(write, table_head(cells), encoding)
    for extraction in extractions:
        write_lines(write, ["", *table_lines(extraction, cells)], encoding)


def _run_corpus(options: Namespace) -> int:
    files, form = files_of(options), _form(options)
    date, columns = date_of(options), columns_of(options)
    if options.resume and STDIN in files:
        options.usage_error("argument --resume: standard input can't be read twice")
    missing: list[FileProblem] = []
    output = Path(options.out).resolve()
    ours = [output, output.with_name(f"{output.name}.parts"), *([Path(options.errors)] if options.errors else [])]
    sources = list(find_sources(files, missing.append, ours))
    try:
        _check(sources, missing, output)
        check_installed(form)
        task = Task(
            sources,
            missing,
            output,
            form,
            errors=options.errors,
            date=date,
            columns=columns,
            keep_duplicates=options.keep_duplicates,
            workers=options.workers,
            quiet=options.quiet,
            settings=_settings(options),
        )
        return run_corpus(task, extractor_of(options, claims=form.name == "jsonl"), options.resume)
    except StoppedError as stopped:
        return 128 + int(stopped.args[0])
    except QuotekitError as problem:
        say(str(problem))
        return COULD_NOT


def _check(sources: Iterable[Source], missing: Iterable[FileProblem], output: Path) -> None:
    """Raise where there is nothing to do, before an older output is replaced by an empty one."""
    known = list(sources)
    if any(source.name != STDIN and output == Path(source.name).resolve() for source in known):
        raise FileProblem("is an input as well", "name another --out", str(output))
    if not any(source.name == STDIN or Path(source.name).exists() for source in known):
        for problem in missing:
            say(str(problem))
        for source in known:
            say(str(FileProblem("no such file", file=source.name)))
        raise QuotekitError("nothing to read")


def _form(options: Namespace) -> Form:
    if options.format == "jsonl":
        return Form()
    try:
        return form_of(options.out, options.bom)
    except ValueError as problem:
        options.usage_error(f"argument --out: {problem}")
        raise


def _settings(options: Namespace) -> dict[str, object]:
    """Return what the extractor is made from, as far as the output depends on it."""
    settings: dict[str, object] = {"--engine": options.engine, "--min-confidence": options.min_confidence}
    if options.lexicon is not None:
        try:
            settings["lexicon"] = hashlib.blake2b(Path(options.lexicon).read_bytes(), digest_size=16).hexdigest()
        except OSError as problem:
            raise FileProblem(f"can't be read: {problem.strerror}", file=options.lexicon) from problem
    return settings


def _is_stream(name: str) -> bool:
    """Tell whether a name is a pipe or a device: written to as it stands, since nothing can be gone on with there."""
    path = Path(name)
    return path.exists() and not path.is_file() and not path.is_dir()
