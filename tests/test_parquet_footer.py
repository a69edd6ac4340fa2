"""The footer of Parquet: its sizes are those that pyarrow tells, and damaged ones are refused, never fatal."""

import io
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit.doors.parquet_footer import row_groups
from quotekit.doors.tabular import parquet_rows
from quotekit.errors import FileProblem

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

CELLS = [
    st.text("aé\u0000", max_size=9),
    st.integers(0, 9) | st.none(),
    st.booleans(),
    st.floats(0, 1),
    st.lists(st.integers(0, 3) | st.none(), max_size=4),
    st.fixed_dictionaries({"a": st.integers(0, 3), "b": st.lists(st.text("b", max_size=2), max_size=2)}),
]


def written(table, **options):
    """Return a table as a file of Parquet."""
    file = io.BytesIO()
    pq.write_table(table, file, **options)
    return file


def answer(file):
    """Return the groups of a file, or what is wrong with its footer."""
    try:
        return row_groups(file)
    except FileProblem as problem:
        return str(problem).removeprefix("no Parquet that can be read: ")


@settings(max_examples=40, deadline=None)
@given(st.data(), st.integers(0, 30), st.lists(st.sampled_from(CELLS), min_size=1, max_size=20), st.booleans())
def test_sizes_are_those_that_pyarrow_tells(data, rows, cells, more):
    """Rows, values and sizes are read as pyarrow reads them, whatever the columns are and what else stands there."""
    columns = {
        f"{number}é": data.draw(st.lists(cell, min_size=rows, max_size=rows)) for number, cell in enumerate(cells)
    }
    table = pa.table(columns).replace_schema_metadata({"note": "x" * 300} if more else None)
    file = written(table, row_group_size=7, write_statistics=more, write_page_index=more)
    told = pq.ParquetFile(file).metadata
    groups = [told.row_group(number) for number in range(told.num_row_groups)]
    columns = [[group.column(place) for place in range(told.num_columns)] for group in groups]
    expected = [
        (group.num_rows, [(each.num_values, each.total_uncompressed_size) for each in of_group])
        for group, of_group in zip(groups, columns, strict=True)
    ]
    assert row_groups(file) == expected


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_footer(footer):
    """Bytes that are no footer are refused in one sentence, or tell of nothing."""
    file = io.BytesIO(b"PAR1" + footer + len(footer).to_bytes(4, "little") + b"PAR1")
    told = answer(file)
    assert told == "its footer is damaged" or all(rows is not None for rows, _ in told)


@pytest.mark.parametrize(
    "text", [b"", b"PAR1", b"\xff" * 40, b"PAR1" + b"\x19\xfc\xff\xff\xff\xff\x0f" + b"\x07\0\0\0PAR1"]
)
def test_no_footer(text):
    """A file without a footer, or with one that promises more than it holds, is refused or tells of nothing."""
    assert answer(io.BytesIO(text)) in ("its footer is damaged", [])


def test_lists_within_lists_without_end():
    """Structs nested deeper than any footer's are refused."""
    nested = b"\x1c" * 5000
    with pytest.raises(FileProblem, match="damaged"):
        row_groups(io.BytesIO(nested + len(nested).to_bytes(4, "little") + b"PAR1"))


def test_names_that_are_no_text():
    """A column whose name is no UTF-8 makes a problem, not a traceback."""
    file = io.BytesIO(written(pa.table({"na": ["Rain."]})).getvalue().replace(b"na", b"\xe5\xff"))
    with pytest.raises(FileProblem, match="no Parquet that can be read"):
        list(parquet_rows(file, packed=False))


def test_a_footer_that_lies_of_a_column_does_not_end_the_process():
    """Sizes of a column that do not fit its kind are a problem to tell; pyarrow's own reading of them would abort."""
    code = (
        "import sys; sys.path[:0] = ['tests', 'tests/fuzz']; import fuzz_targets; "
        "fuzz_targets.attempt('parquet', open('tests/fuzz/cases/parquet-8040bb8885b0', 'rb').read())"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=100).returncode == 0
