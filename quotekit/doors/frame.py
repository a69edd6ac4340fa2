"""Extractions in, a pandas DataFrame out: the flat form, one quote a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quotekit.doors.flat import COLUMNS, flat_rows
from quotekit.values import Extraction

if TYPE_CHECKING:
    import pandas as pd

DTYPES = {"text": "string", "flag": "bool", "number": "float64", "spans": "object"}


def to_frame(extractions: Extraction | Iterable[Extraction]) -> pd.DataFrame:
    """Return the quotes of one or many articles as a DataFrame; an article without quotes has no row.

    The columns are those of the flat form, always the same and in the same order. Nothing is guarded against
    spreadsheets here; ``quotekit extract --format csv`` does that.

    Raises:
        ImportError: pandas is not installed.

    >>> import quotekit  # doctest: +SKIP
    >>> to_frame(quotekit.extract("“No,” said Ada Cole."))["source"].to_list()  # doctest: +SKIP
    ['Ada Cole']
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an optional library
    except ImportError as problem:
        raise ImportError('to_frame needs pandas: pip install "quotekit[pandas]"') from problem
    listed = [extractions] if isinstance(extractions, Extraction) else extractions
    rows = [row for extraction in listed for row in flat_rows(extraction)]
    cells = {column.name: [row[column.name] for row in rows] for column in COLUMNS}
    return pd.DataFrame(
        {column.name: pd.Series(cells[column.name], dtype=DTYPES[column.kind]) for column in COLUMNS},
    )
