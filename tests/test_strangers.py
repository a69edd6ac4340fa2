"""Files from strangers: what they can't do, and how little time their tricks cost.

Times are those of the processor, at two sizes, with room for a slow machine: a trick whose cost grew with the square
of its size would take minutes at the larger one.
"""

import io
import json
import os
import stat
import time
from pathlib import Path

import pytest

import quotekit
from quotekit import formats
from quotekit.doors.lines import decode, joined
from quotekit.doors.tabular import parquet_rows, separated_rows
from quotekit.errors import FileProblem, QuotekitError
from quotekit.speakers.files import read_entries

ROOM = 10.0
"""Seconds of the processor: what is tested takes less than one."""


def soon(work):
    """Return what some work returns or how it is refused, and assert that it took little of the processor."""
    began = time.process_time()
    try:
        return work()
    except QuotekitError as problem:
        return problem
    finally:
        assert time.process_time() - began < ROOM


def entries(tmp_path, ending, content):
    """Return the entries of a lexicon's file."""
    path = tmp_path / f"people{ending}"
    path.write_bytes(content)
    return soon(lambda: list(read_entries(path)))


def test_whole_numbers_beyond_floats():
    """A number of 400 digits is refused like any other that no text has room for."""
    row = b'{"text": "No.", "quotes": [{"content": [{"start": 1%s, "end": 3}]}]}' % (b"0" * 400)
    with pytest.raises(FileProblem, match="finite number"):
        formats.from_citron(decode(row))


def test_pages_in_pages():
    """Web Annotations as deep as JSON goes are read without a stack."""
    deep = {"items": []}
    for _ in range(50_000):
        deep = {"first": deep}
    assert formats.from_web_annotations(deep, "No.").quotes == ()


def test_paths_twice_in_split():
    """A path that stands twice in ``split`` is refused: else each costs the string's length."""
    row = {"text": ["ab"] * 100_000, "split": [["text"]] * 100_000}
    assert soon(lambda: joined(row)).field == "split"


def test_spans_named_over_and_over():
    """Events of brat that name a span of many pieces many times are refused."""
    pieces, names = ";".join(["0 1"] * 20_000), " ".join(["Content:T1"] * 20_000)
    told = soon(lambda: formats.from_brat(f"T1\tContent {pieces}\tx\nE1\t{names}", "No."))
    assert told.reason == "its events name the same spans too often"


def test_spans_named_by_several_events():
    """Events of brat may share a source, as PolNeAR's do."""
    lines = ["T1\tSource 0 3\tAda", *(f"T{i}\tContent {i} {i + 1}\tx" for i in range(4, 40))]
    lines += [f"E{i}\tContent:T{i} Source:T1" for i in range(4, 40)]
    assert len(formats.from_brat("\n".join(lines), "Ada " + "x" * 40).quotes) == 36


def test_ties_taken_once():
    """A span of Prodigy that stands many times does not have all that is tied to it as often."""
    content, cue = {"start": 0, "end": 1, "label": "CONTENT"}, {"start": 1, "end": 2, "label": "CUE"}
    task = {
        "text": "abc",
        "spans": [content | {"quote": 0}] * 3_000 + [cue],
        "relations": [{"head_span": content, "child_span": cue}] * 3_000,
    }
    assert len(soon(lambda: formats.from_prodigy(task)).quotes) == 1


def test_tokens_behind_the_end_of_the_world():
    """Columns whose token stands behind more characters than any article has are refused without a text."""
    told = soon(lambda: formats.from_conll("a\t99999999999\t100000000000\t1\tB-content"))
    assert "67,108,864 characters" in str(told)


@pytest.mark.parametrize("ending", [".csv", ".tsv"])
def test_headers_of_many_columns(ending):
    """A table's header of a hundred thousand columns is looked at once."""
    mark = "," if ending == ".csv" else "\t"
    header = mark.join(f"c{i}" for i in range(100_000)).encode()
    assert soon(lambda: list(separated_rows(io.BytesIO(header + b"\n"), ending))) == []


def test_lexicon_of_many_columns(tmp_path):
    """A lexicon's header of more columns than any has is refused."""
    (entry,) = entries(tmp_path, ".csv", ",".join(f"c{i}" for i in range(100_000)).encode())
    assert entry.problems[0].reason == "100,000 columns"


def test_lexicon_of_many_names(tmp_path):
    """A name that stands twice among a hundred thousand is found in one look."""
    names = ", ".join(f'"c{i}": 1' for i in range(100_000))
    (entry,) = entries(tmp_path, ".jsonl", f'{{{names}, "c99999": 1}}'.encode())
    assert (entry.problems[0].field, entry.problems[0].reason) == ("c99999", "stands twice in one row")


@pytest.mark.parametrize("line", [".".join(["a"] * 100_000) + " = 1", f"[{'.'.join(['a'] * 100_000)}]"])
def test_toml_of_dotted_keys(tmp_path, line):
    """Dotted keys of many parts, whose cost grows with the square, are refused."""
    (entry,) = entries(tmp_path, ".toml", line.encode())
    assert entry.problems[0].reason == "more than 5,000 dots in one line"


def test_toml_of_many_problems(tmp_path):
    """Each of many wrong rows of TOML is told with its line, in one look at the file."""
    found = entries(tmp_path, ".toml", b'[[speakers]]\nid = "a"\nname = 5\n' * 8_000)
    assert [entry.problems[0].line for entry in found[1:3]] == [3, 6]


def test_large_toml(tmp_path):
    """A TOML file beyond its limit is refused, since it is read whole."""
    (entry,) = entries(tmp_path, ".toml", b"# a line of a comment\n" * 800_000)
    assert entry.problems[0].reason == "too large for TOML"
