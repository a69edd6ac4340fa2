"""``quotekit evaluate``: gold and predictions in, the scorer's table out, and what changed since earlier ones."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping

from quotekit.doors.changes import changes, summary
from quotekit.doors.lines import joined, rows_of
from quotekit.doors.rows import Row
from quotekit.doors.scoring import Annotated, Figures, score
from quotekit.doors.table import one_line
from quotekit.doors.terminal import output, say, write_lines
from quotekit.errors import FileProblem
from quotekit.values import Attribution


def run(options: Namespace) -> int:
    """Print the figures, and with ``--before`` the gains and losses; any row that can't be read stops it."""
    gold, predicted = read_annotated(options.gold), read_annotated(options.predicted)
    _tell_differences(gold, predicted, options.predicted, say)
    figures = score(gold, predicted)
    earlier = read_annotated(options.before) if options.before else None
    with output(None) as write:
        lines = _as_json(figures, gold, earlier, predicted) if options.json else figure_lines(figures)
        write_lines(write, lines, sys.stdout.encoding)
        if earlier is not None and not options.json:
            write_lines(write, _change_lines(gold, earlier, predicted), sys.stdout.encoding)
    return 0


def read_annotated(file: str) -> dict[str, Annotated]:
    """Return the texts of a file with their ``attributions`` or ``quotes``, by id; of equal ids the last one counts.

    Of a row in quotekit's own format the ``quotes`` count.

    Raises:
        FileProblem: a row is wrong: figures over the others would be wrong as well.
    """
    rows = {}
    try:
        with open(file, "rb") as handle:  # noqa: PTH123 - a name such as "-" is told as it was given
            for number, row in rows_of(handle, file):
                try:
                    fields = Row(joined(row) if "schema" in row else row)
                    # Rows of our own may carry the gold's attributions through, from the file that was read for quotes.
                    name = "quotes" if "schema" in row or "attributions" not in row else "attributions"
                    found = fields.many(name, _attribution)
                    rows[fields.string("id")] = Annotated(fields.string("text"), found)
                except FileProblem as problem:
                    raise problem.at(file, number) from problem
    except OSError as problem:
        raise FileProblem(f"can't be read: {problem.strerror}", file=file) from problem
    return rows


def figure_lines(figures: Figures) -> Iterator[str]:
    """Yield the figures as a table.

    >>> for line in figure_lines({"exact": {"p": 50.0, "r": 25.0, "f1": 33.3, "gold": 4, "predicted": 2}}):
    ...     print(line)
                                P      R     F1    gold    pred
    exact                    50.0   25.0   33.3       4       2
    """
    yield f"{'':22}{'P':>7}{'R':>7}{'F1':>7}{'gold':>8}{'pred':>8}"
    for name, row in figures.items():
        if isinstance(row, dict):
            yield f"{name:22}{row['p']:7.1f}{row['r']:7.1f}{row['f1']:7.1f}{row['gold']:8}{row['predicted']:8}"
        else:
            yield f"{name:22}{row:7.1f}"


def _attribution(row: Row) -> Attribution:
    if "content" not in row.value:
        raise row.problem("content", "an array of [start, end]")
    cue, source = (row.spans(name) if row.value.get(name) is not None else () for name in ("cue", "source"))
    return Attribution(row.spans("content"), cue, source)


def _as_json(
    figures: Figures,
    gold: Mapping[str, Annotated],
    earlier: Mapping[str, Annotated] | None,
    predicted: Mapping[str, Annotated],
) -> Iterator[str]:
    if earlier is None:
        yield json.dumps(figures)
        return
    told = [
        {"id": change.article, "sentence": change.sentence, "what": change.what, "content": change.content}
        for change in changes(gold, earlier, predicted)
    ]
    yield json.dumps({**figures, "changes": told})


def _change_lines(
    gold: Mapping[str, Annotated], earlier: Mapping[str, Annotated], predicted: Mapping[str, Annotated]
) -> Iterator[str]:
    made = list(changes(gold, earlier, predicted))
    yield ""
    yield summary(made)
    before = None
    for change in made:
        if (place := (change.article, change.sentence)) != before:
            before = place
            yield ""
            yield f"{one_line(change.article)}: {one_line(change.sentence)}"
        yield f"  {change.sign} {change.what}: {one_line(change.read)}"


def _tell_differences(
    gold: Mapping[str, Annotated], predicted: Mapping[str, Annotated], file: str, tell: Callable[[str], None]
) -> None:
    """Tell of what makes figures low without any quote being wrong."""
    missing = [key for key in gold if key not in predicted]
    if missing:
        tell(f"{file}: {len(missing)} of {len(gold)} articles of the gold are missing, such as {missing[0]!r}")
    moved = [key for key, article in predicted.items() if key in gold and gold[key].text != article.text]
    if moved:
        tell(f"{file}: {len(moved)} articles have another text than the gold, such as {moved[0]!r}: offsets may be off")
