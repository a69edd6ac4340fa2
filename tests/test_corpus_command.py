"""Corpora on the command line: which files are read and how, what is written, what is left out and told of."""

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import random
import stat
import sys
from pathlib import Path

import pytest
from pace import in_step, made_of

from quotekit.doors import files, flat, streams, tabular, writers
from quotekit.doors.command import main
from quotekit.doors.native import read_jsonl
from quotekit.doors.sources import find_sources
from quotekit.doors.tally import PARTICULAR, Progress, Tally, told_time
from quotekit.errors import FileProblem
from quotekit.speakers import SpeakerLexicon
from quotekit.values import Article, Extraction, Quote, Span, Speaker

SAID = "“It is late,” said Ada Cole."


@pytest.fixture
def run(capfd):
    """Return a function that runs ``quotekit extract`` with the fast engine: its status, and what it said."""

    def run(*arguments):
        try:
            status = main(["extract", "--engine", "rules", *map(str, arguments)])
        except SystemExit as left:
            status = left.code
        return status, capfd.readouterr().err

    return run


def write(path, content):
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows_in(path):
    """Return the rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def ids_in(path):
    """Return the ids of a file in the native format."""
    return [row["id"] for row in rows_in(path)]


def problems_of(*names, columns=None):
    """Return the ids that files give, and what is told of the rest."""
    told = []
    found = [document.article for document in files.read_documents(map(str, names), None, told.append, columns)]
    return found, [(problem.line, problem.field, problem.reason) for problem in told]


# --- which files -----------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """Return a folder of articles in many forms."""
    root = tmp_path / "news"
    write(root / "b.txt", SAID)
    write(root / "2020" / "7.txt", SAID)
    write(root / "2019" / "7.txt.gz", gzip.compress(SAID.encode()))
    write(root / "rows.jsonl.bz2", bz2.compress(b'{"id": "j", "text": "Rain."}\n'))
    write(root / "rows.csv.xz", lzma.compress(b"id,text\nc,Rain.\n"))
    write(root / "2020" / "rows.TSV", "id\ttext\nt\tRain.\n")
    write(root / "notes.docx", b"\xff")
    write(root / ".hidden.txt", SAID)
    write(root / ".git" / "a.txt", SAID)
    return root


def test_folders_are_read_whole(run, tmp_path, folder):
    """A folder's files are read in the order of their names, those below it too; their ids are the way from it."""
    status, err = run(folder, "--out", tmp_path / "out.jsonl")
    assert status == 0, err
    assert ids_in(tmp_path / "out.jsonl") == ["b", "c", "j", "2019/7", "2020/7", "t"]


def test_globs(run, tmp_path, folder, monkeypatch):
    """A glob that the shell left as it is names its files; ids are the way from its fixed part."""
    out = tmp_path / "out.jsonl"
    assert run(f"{folder}/**/7.*", "--out", out)[0] == 0
    assert ids_in(out) == ["2019/7", "2020/7"]
    monkeypatch.chdir(folder)
    assert run("*.txt", "20*/*.txt*", "--out", out)[0] == 0
    assert ids_in(out) == ["b", "2019/7", "2020/7"]
    status, err = run("*.nothing", "b.txt", "--out", out)
    assert status == 1
    assert "*.nothing: no file matches" in err


def test_a_file_may_be_named_like_a_glob(tmp_path):
    """A name that a file bears is that file's, whatever signs are in it."""
    path = write(tmp_path / "a[1]*.txt", SAID)
    assert [source.name for source in find_sources([str(path)], pytest.fail)] == [str(path)]


def test_links_to_folders_are_not_followed(tmp_path, folder):
    """A folder that links to itself ends."""
    (folder / "again").symlink_to(folder)
    assert len(list(find_sources([str(folder)], pytest.fail))) == 6


def test_the_output_is_no_input(run, folder):
    """An output in the folder that is read does not become an input, nor do its errors."""
    out, errors = folder / "out.jsonl", folder / "errors.jsonl"
    for _ in range(2):
        assert run(folder, "--out", out, "--errors", errors)[0] == 0
        assert len(ids_in(out)) == 6
    status, err = run(out, "--out", out)
    assert (status, "is an input as well" in err) == (2, True)


def test_nothing_to_read(run, tmp_path):
    """Where there is nothing to read the status is 2, and an older output stands."""
    out = write(tmp_path / "out.jsonl", "old")
    (tmp_path / "empty").mkdir()
    for name in (tmp_path / "nowhere.txt", tmp_path / "empty", tmp_path / "*.none"):
        status, err = run(name, "--out", out)
        assert status == 2
        assert str(name) in err
        assert err.endswith("nothing to read\n")
    assert out.read_text() == "old"


# --- what is in them -------------------------------------------------------------------------------------------------


def test_columns_under_other_names(run, tmp_path):
    """``--columns`` says what rows call ours; a field of theirs that bears one of our names travels on."""
    row = {"body": SAID, "published": "2024-02-01T10:00", "url": "u1", "source": "The Post", "text": "theirs", "n": 1}
    source = write(tmp_path / "a.jsonl", json.dumps(row))
    out = tmp_path / "out.jsonl"
    assert run(source, "--out", out, "--columns", "text=body, date=published,id=url,outlet=source")[0] == 0
    (found,) = rows_in(out)
    assert [found[name] for name in ("text", "date", "id", "outlet", "n")] == [SAID, "2024-02-01", "u1", "The Post", 1]
    assert found["extra"] == {"text": "theirs"}
    (back,) = read_jsonl(out)
    assert back.article.extra == {"text": "theirs", "n": 1}


def test_wrong_columns_are_told_by_their_names(tmp_path):
    """A wrong field is told under the name that it has in the file."""
    source = write(tmp_path / "a.jsonl", '{"body": 5}\n{"text": "Rain."}')
    _, told = problems_of(source, columns={"text": "body"})
    assert told == [
        (1, "body", "must be a string, not a number"),
        (2, "body", "missing; it must be a string"),
    ]


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_tables(tmp_path, suffix):
    """A row of a table is an article; cells may hold separators, quotation marks and line breaks."""
    text = 'Rain,\t"hail"\r\nand snow; “late”'
    written = io.StringIO(newline="")
    mark = "," if suffix == ".csv" else "\t"
    csv.writer(written, delimiter=mark).writerows(
        [["id", "text", "date", "page"], ["a", text, "", "7"], ["b", "x", "2024-02-01", ""]]
    )
    found, told = problems_of(write(tmp_path / f"a{suffix}", written.getvalue().encode("utf-8-sig")))
    assert told == []
    assert [(each.id, each.text, each.date, each.extra) for each in found] == [
        ("a", text, None, {"page": "7"}),
        ("b", "x", "2024-02-01", {"page": None}),
    ]


def test_semicolons(tmp_path):
    """CSV as spreadsheets write it in half of Europe is parted by semicolons."""
    found, told = problems_of(write(tmp_path / "a.csv", "id;text\na;Rain, hail\n"))
    assert (told, found[0].text) == ([], "Rain, hail")


def test_bad_rows_of_tables(tmp_path):
    """A bad row of a table is told with the line that it starts in, and the others are read."""
    content = b'id,text,date\na,"two\nlines",\nb,Caf\xe9,\nc,,\nd,x,y,z\n\ne,"a"b,\nf,x,yesterday\ng,good,\n'
    found, told = problems_of(write(tmp_path / "a.csv", content))
    assert [each.id for each in found] == ["a", "g"]
    assert [(line, field) for line, field, _ in told] == [
        (4, "text"),
        (5, "text"),
        (6, None),
        (8, None),
        (9, "date"),
    ]
    assert told[0][2] == "not UTF-8"
    assert "4 cells, the header has 3" in [reason for _, _, reason in told]


def test_open_quotation_mark_of_a_table(tmp_path):
    """A mark that is never closed swallows the rest: the lines that are lost are told."""
    found, told = problems_of(write(tmp_path / "a.csv", 'id,text\na,x\nb,"y\nc,z\n'))
    assert [each.id for each in found] == ["a"]
    assert told == [(3, None, "a quotation mark is opened and never closed: lines 3 to 4 can't be told apart")]


@pytest.mark.parametrize("header", ["id,id,text\n", "id,t\xe9xt\n".encode("latin1"), '"id,text\n'])
def test_bad_headers(tmp_path, header):
    """A header that can't be read is told, and nothing is guessed."""
    found, told = problems_of(write(tmp_path / "a.csv", header))
    assert found == []
    assert len(told) == 1


def test_parquet_in(tmp_path):
    """Parquet's rows are articles: days may be days, ids numbers; nulls and wrong types are told by their row."""
    pa = pytest.importorskip("pyarrow")
    import datetime  # noqa: PLC0415 - for this test alone

    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pa.table(
        {
            "id": [1, 2, 3],
            "text": ["Rain.", None, "Snow."],
            "date": [datetime.datetime(2024, 2, 1, 10), None, datetime.datetime(2024, 2, 3)],
            "raw": [b"\xff", None, b""],
            "score": [float("nan"), 1.5, None],
            "tags": [["a"], None, []],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    packed = write(tmp_path / "b.parquet.gz", gzip.compress((tmp_path / "a.parquet").read_bytes()))
    for path in (tmp_path / "a.parquet", packed):
        found, told = problems_of(path)
        assert [(each.id, each.text, each.date) for each in found] == [
            ("1", "Rain.", "2024-02-01"),
            ("3", "Snow.", "2024-02-03"),
        ]
        assert found[0].extra == {"raw": "ff", "score": None, "tags": ["a"]}
        assert told == [(2, "text", "must be a string, not null")]
    _, told = problems_of(write(tmp_path / "c.parquet", b"PAR1 nonsense"))
    assert told[0][2].startswith("no Parquet that can be read")


def test_packed_with_zstd(tmp_path):
    """Files packed with zstd are read where pyarrow is there."""
    pa = pytest.importorskip("pyarrow")
    lines = b'{"text": "Rain."}\n' * 3
    with pa.CompressedOutputStream(str(tmp_path / "a.jsonl.zst"), "zstd") as packed:
        packed.write(lines)
    found, told = problems_of(tmp_path / "a.jsonl.zst")
    assert (len(found), told) == (3, [])


def test_without_pyarrow(run, tmp_path, monkeypatch):
    """Without pyarrow, what needs it is told with what to install: at the start, not after the work."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    for name in ("a.parquet", "a.jsonl.zst"):
        with pytest.raises(FileProblem, match=r'pip install "quotekit\[arrow\]"'):
            list(files.read_articles([str(write(tmp_path / name, b"x"))]))
    status, err = run(write(tmp_path / "a.txt", SAID), "--out", tmp_path / "out.parquet")
    assert status == 2
    assert "quotekit[arrow]" in err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_encodings_that_name_themselves(tmp_path, name, encoding):
    """UTF-8, UTF-16 and UTF-32 with a mark at the start are read, and the mark is no part of the text."""
    mark = "" if encoding in ("utf-8-sig", "utf-16", "utf-32") else "\ufeff"
    text = "“Café” 🙂\n"
    content = {"a.txt": text, "a.jsonl": json.dumps({"text": text}, ensure_ascii=False), "a.csv": f'text\n"{text}"\n'}
    found, told = problems_of(write(tmp_path / name, (mark + content[name]).encode(encoding)))
    assert told == []
    assert [each.text for each in found] == [text]


def test_broken_utf16(tmp_path):
    """Half a pair spoils its row alone; bytes that are no UTF-16 spoil what follows, and are told."""
    lines = '{"text": "Rain."}\n{"text": "\ud83d"}\n{"text": "Snow."}\n'
    found, told = problems_of(write(tmp_path / "a.jsonl", b"\xff\xfe" + lines.encode("utf-16-le", "surrogatepass")))
    assert [each.text for each in found] == ["Rain.", "Snow."]
    assert len(told) == 1
    found, told = problems_of(write(tmp_path / "a.jsonl", b"\xff\xfe" + lines[:18].encode("utf-16-le") + b"x"))
    assert [each.text for each in found] == ["Rain."]
    assert told[0][2].startswith("not utf-16")


# --- limits ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "pack"), [("a.txt.gz", gzip.compress), ("a.jsonl.xz", lzma.compress), ("a.csv.bz2", bz2.compress)]
)
def test_bombs(tmp_path, monkeypatch, name, pack):
    """A packed file that grows out of all proportion is told, and no more of it is read than the limit."""
    monkeypatch.setattr(streams, "LARGEST", 2**20)
    found, told = problems_of(write(tmp_path / name, pack(b"id,text\n" + bytes(40 * 2**20))))
    assert found == []
    assert told
    assert told[-1][2] in ("unpacks to more than 200 times its size", "longer than 1 MB")


def test_parquet_bombs(tmp_path, monkeypatch):
    """A Parquet file of few bytes and endless rows is told, and so is a row beyond the limit; the rest is read."""
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq  # noqa: PLC0415 - an optional extra

    monkeypatch.setattr(tabular, "LARGEST", 2**20)
    monkeypatch.setattr(tabular, "MOST_TIMES", 20)
    pq.write_table(pa.table({"text": ["x" * 5000] * 5000}), tmp_path / "a.parquet", compression="zstd")
    found, told = problems_of(tmp_path / "a.parquet")
    assert 200 < len(found) < 1000
    assert [reason for _, _, reason in told] == ["unpacks to more than 200 times its size"]
    pq.write_table(pa.table({"text": ["x", "x" * (2**20 + 1), "y"]}), tmp_path / "b.parquet", compression="none")
    found, told = problems_of(tmp_path / "b.parquet")
    assert ([each.text for each in found], [line for line, _, _ in told]) == (["x", "y"], [2])


def test_packed_many_times_is_no_bomb(tmp_path):
    """Small files may be packed as well as they can be, and long ones by as much as text ever is."""
    found, told = problems_of(write(tmp_path / "a.jsonl.gz", gzip.compress(b'{"text": "Rain."}\n' * 5000)))
    assert (len(found), told) == (5000, [])


@pytest.mark.parametrize("name", ["a.gz", "a.jsonl.bz2", "a.csv.xz", "a.txt.gz"])
def test_damaged_packing(tmp_path, name):
    """A packed file that is cut off gives what came before, and the damage is told."""
    pack = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}[Path(name).suffix]
    rows = b"".join(b'{"text": "Rain %d."}\n' % i for i in range(3000))
    _, told = problems_of(write(tmp_path / name, pack(rows)[:-40]))
    assert told[-1][2].startswith("damaged: can't be unpacked further")
    _, told = problems_of(write(tmp_path / name, b"not packed at all"))
    assert told[-1][2].startswith("damaged: can't be unpacked further")


def test_long_lines(tmp_path, monkeypatch):
    """A line beyond the limit is told and passed over; the next one is read, with its right number."""
    for module in (streams, tabular, files):
        monkeypatch.setattr(module, "LARGEST", 1000)
    good = b'{"text": "Rain."}\n'
    long = b'{"text": "' + b"x" * 3000 + b'"}\n'
    found, told = problems_of(write(tmp_path / "a.jsonl", good + long + good + b"{\n" + long.rstrip()))
    assert len(found) == 2
    assert [line for line, _, _ in told] == [2, 4, 5]
    found, told = problems_of(write(tmp_path / "a.csv", b"text\nRain.\n" + b"x" * 3000 + b"\nSnow.\n"))
    assert [each.text for each in found] == ["Rain.", "Snow."]
    assert [line for line, _, _ in told] == [3]
    found, told = problems_of(write(tmp_path / "a.txt", b"x" * 1001), write(tmp_path / "b.txt", b"x" * 1000))
    assert ([each.id for each in found], len(told)) == (["b"], 1)


@pytest.mark.parametrize("deep", [101, 900, 100_000])
def test_deep_rows(tmp_path, deep):
    """A row that is nested without end is told; no stack overflows."""
    row = b'{"text": "Rain.", "x": ' + b"[" * deep + b"]" * deep + b"}\n"
    found, told = problems_of(write(tmp_path / "a.jsonl", row + b'{"text": "Snow.", "x": [[{"y": []}], []]}'))
    assert [each.text for each in found] == ["Snow."]
    assert [line for line, _, _ in told] == [1]


def test_wide_rows_are_not_deep(tmp_path):
    """Many small arrays side by side are no depth."""
    row = {"text": "Rain.", "x": [[1]] * 500}
    assert problems_of(write(tmp_path / "a.jsonl", json.dumps(row)))[1] == []


# --- broken rows among good ones -------------------------------------------------------------------------------------


def broken_corpus(path, count=400, seed=7):
    """Write rows of which about one in fifty is broken; return the ids of the good ones and the lines of the others."""
    chance = random.Random(seed)
    broken = [
        lambda i: b'{"id": "n%d", "text": "Caf\xe9"}' % i,
        lambda i: b'{"id": "n%d", "text": null}' % i,
        lambda i: b'{"id": "n%d"}' % i,
        lambda i: b'{"id": "n%d", "text": ["Rain."]}' % i,
        lambda i: b'{"id": %d, "text": "Rain."}' % i,
        lambda i: b'{"id": "n%d", "text": "Rain.", "date": "yesterday"}' % i,
        lambda i: b'{"id": "n%d", "text": "Rain."' % i,
        lambda _: b'{"id": "n0", "text": "Seen before."}',
    ]
    good, bad = [], []
    with path.open("wb") as handle:
        for i in range(count):
            if i and (chance.random() < 0.02 or i % 50 == 49):
                bad.append(i + 1)
                handle.write(broken[len(bad) % len(broken)](i) + b"\n")
            else:
                good.append(f"n{i}")
                handle.write(json.dumps({"id": f"n{i}", "text": f"{i}: {SAID}"}).encode() + b"\n")
    return good, bad


@pytest.mark.parametrize("workers", [1, 2])
def test_two_in_a_hundred_broken(run, tmp_path, workers):
    """All good rows are done, in order; each broken one is in the errors file, with line, field and reason."""
    good, bad = broken_corpus(tmp_path / "a.jsonl")
    out, errors = tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
    status, err = run(tmp_path / "a.jsonl", "--out", out, "--errors", errors, "--workers", workers)
    assert status == 1
    assert ids_in(out) == good
    told = rows_in(errors)
    assert [row["line"] for row in told] == bad
    assert {row["file"] for row in told} == {str(tmp_path / "a.jsonl")}
    assert all(row["reason"] for row in told)
    assert {row["field"] for row in told} >= {None, "text", "id", "date"}
    assert f"{len(good)} articles, {len(good)} quotes ({len(good)} direct, 0 mixed, 0 indirect)" in err
    assert f"{len(bad)} skipped:" in err
    assert len(err.splitlines()) < 14


def test_five_megabytes(run, tmp_path):
    """An article of five megabytes is done, whole, beside the others."""
    long = f"{SAID}\n\n" + "Rain fell on the town all day and all night long.\n\n" * 100_000
    text = json.dumps({"id": "long", "text": long})
    source = write(tmp_path / "a.jsonl", text + '\n{"id": "short", "text": "Rain."}')
    status, err = run(source, "--out", tmp_path / "out.jsonl")
    assert (status, len(long) > 5_000_000) == (0, True), err
    assert [(row["id"], len(row["text"])) for row in rows_in(tmp_path / "out.jsonl")] == [
        ("long", len(long)),
        ("short", 5),
    ]


def test_duplicate_ids(run, tmp_path):
    """The second article with an id is told and left out, unless it is asked for; articles without an id are none."""
    source = write(
        tmp_path / "a.jsonl", '{"id": "a", "text": "1"}\n{"id": "a", "text": "2"}\n{"text": "3"}\n{"text": "4"}'
    )
    out = tmp_path / "out.jsonl"
    status, err = run(source, "--out", out)
    assert (status, [row["text"] for row in rows_in(out)]) == (1, ["1", "3", "4"])
    assert f"{source}, line 2, id: an earlier article has the id 'a'; --keep-duplicates does it all the same" in err
    assert run(source, "--out", out, "--keep-duplicates")[0] == 0
    assert [row["text"] for row in rows_in(out)] == ["1", "2", "3", "4"]


def test_failures_are_told(run, tmp_path, monkeypatch):
    """An article that can't be done is told like a broken row, with its line and id."""
    from quotekit.extractor import Extractor  # noqa: PLC0415 - heavy

    known = Extractor._steps

    def failing(self, article, date):
        if article.id == "bad":
            raise RuntimeError("out of ink")
        return (yield from known(self, article, date))

    monkeypatch.setattr(Extractor, "_steps", failing)
    source = write(
        tmp_path / "a.jsonl", '{"id": "a", "text": "1"}\n{"id": "bad", "text": "2"}\n{"id": "c", "text": "3"}'
    )
    status, _ = run(source, "--out", tmp_path / "out.jsonl", "--errors", tmp_path / "e.jsonl")
    assert (status, ids_in(tmp_path / "out.jsonl")) == (1, ["a", "c"])
    (told,) = rows_in(tmp_path / "e.jsonl")
    assert (told["line"], told["id"], told["field"]) == (2, "bad", None)
    assert "out of ink" in told["reason"]
    status, err = run(source)
    assert (status, "line 2: " in err, "out of ink" in err) == (1, True, True)


def test_what_cannot_be_written(run, tmp_path):
    """An article whose fields no output can hold is told; the others are written."""
    name = '{"id": "a", "text": "1", "\\ud83d\\ude00": 1}\n{"id": "b", "text": "2", "\\ud83d": {"\\ud83d": 1}}'
    assert run(write(tmp_path / "a.jsonl", name), "--out", tmp_path / "out.jsonl")[0] == 0
    assert ids_in(tmp_path / "out.jsonl") == ["a", "b"]


# --- what is written -------------------------------------------------------------------------------------------------

ODD = Extraction(
    Article("=1+1 said @ada, “half \ud83d\0”\nAda.", id="-a", date="2024-02-01", outlet="+x", title=Span(0, 4)),
    (
        Quote(
            "q1",
            (Span(16, 25), Span(26, 29)),
            (Span(5, 9),),
            (Span(10, 14),),
            "mixed",
            speaker=Speaker("@ada", id="s1", kind="account", role="=poet"),
            negated=True,
            confidence=0.5,
        ),
        Quote("q2", (Span(0, 4),), (), (), "direct", within="q1"),
    ),
)


def test_flat_rows():
    """A flat row has the columns in their order, text sliced from the article, what no file can hold replaced."""
    rows = list(flat.flat_rows(ODD))
    assert [list(row) for row in rows] == [[column.name for column in flat.COLUMNS]] * 2
    first, second = rows
    assert first["content"] == "“half \ufffd\ufffd” … Ada"
    assert first["content_spans"] == [(16, 25), (26, 29)]
    assert (first["title"], first["speaker_role"], first["negated"], first["within"]) == ("=1+1", "=poet", True, None)
    assert (second["source"], second["source_spans"], second["speaker_name"], second["within"]) == (
        None,
        [],
        None,
        "q1",
    )


@pytest.mark.parametrize("mark", [",", "\t"])
def test_separated_values(mark):
    """CSV and TSV are read back as they were; no cell begins like a formula, and what was guarded can be told."""
    form = writers.Form("csv" if mark == "," else "tsv")
    written = (form.head() + form.encode(ODD)).decode()
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=mark, strict=True))
    assert rows[0] == [column.name for column in flat.COLUMNS]
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell]
    expected = [flat.writable(cell) if isinstance(cell, str) else cell for cell in next(flat.flat_rows(ODD)).values()]
    back = [flat.unguarded(cell) for cell in rows[1]]
    assert back[0] == "-a"
    assert [cell or None for cell, was in zip(back, expected, strict=True) if was is None or isinstance(was, str)] == [
        was for was in expected if was is None or isinstance(was, str)
    ]


@pytest.mark.parametrize(
    "cell", ["=1", "'=1", "''=1", " =1", "＝1", "\t1", "\n=1", "'tis", "", "-", "1-1", "@a", "'\r"]
)
def test_guards(cell):
    """What is guarded can be told from what was so printed: taking the guard away gives the cell again."""
    assert flat.unguarded(flat.guarded(cell)) == cell
    assert not flat.guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n", " ="))


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".tsv", ".jsonl.gz", ".csv.bz2", ".tsv.xz", ".parquet"])
@pytest.mark.parametrize("content", [f'{{"id": "a", "text": "{SAID}"}}\n' * 70, '{"text": ""}', ""])
def test_forms(run, tmp_path, ending, content):
    """Each form holds the same quotes, however many articles there are, none among them."""
    if ending == ".parquet":
        pytest.importorskip("pyarrow")
    out, source = tmp_path / f"out{ending}", write(tmp_path / "a.jsonl", content)
    assert run(source, "--out", out, "--keep-duplicates")[0] == 0
    ids = [row["id"] for row in quotes_in(out)]
    assert len(ids) == content.count('"id"')
    assert len(set(ids)) <= 1
    assert [path.name for path in tmp_path.iterdir() if path != source] == [out.name]


def quotes_in(path):
    """Return the quotes of an output of any form, by their ids alone."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq  # noqa: PLC0415 - an optional extra

        return [{"id": row["quote_id"]} for row in pq.read_table(path).to_pylist()]
    unpack = {".gz": gzip.decompress, ".bz2": bz2.decompress, ".xz": lzma.decompress}.get(path.suffix, bytes)
    text = unpack(path.read_bytes()).decode()
    if ".jsonl" in path.name:
        return [quote for line in text.splitlines() for quote in json.loads(line)["quotes"]]
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter="," if ".csv" in path.name else "\t")
    assert table.fieldnames == [column.name for column in flat.COLUMNS]
    return [{"id": row["quote_id"]} for row in table]


def test_parquet_out(run, tmp_path):
    """Parquet has the published columns with their types."""
    pq = pytest.importorskip("pyarrow.parquet")
    assert run(write(tmp_path / "a.txt", SAID), "--out", tmp_path / "out.parquet")[0] == 0
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.schema.equals(writers.flat_schema())
    (row,) = table.to_pylist()
    assert (row["article_id"], row["content"], row["content_spans"]) == (
        "a",
        "“It is late,”",
        [{"start": 0, "end": 13}],
    )
    assert (row["negated"], row["outlet"]) == (False, None)


def test_groups_of_parquet(tmp_path, monkeypatch):
    """A long output is written group by group, and is read back whole and in order."""
    pq = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(writers, "ROWS_IN_A_GROUP", 3)
    writers.write_parquet([writers.Form("parquet").encode(ODD).split(b"\n")[0]] * 8, tmp_path / "x.parquet")
    assert pq.ParquetFile(tmp_path / "x.parquet").num_row_groups == 3
    assert pq.read_table(tmp_path / "x.parquet").num_rows == 8


def test_byte_order_mark_on_demand(run, tmp_path):
    """``--bom`` begins CSV with the mark by which Excel knows UTF-8: once, whatever the steps."""
    source, out = write(tmp_path / "a.jsonl", f'{{"text": "{SAID}"}}\n' * 100), tmp_path / "out.csv"
    assert run(source, "--out", out, "--bom")[0] == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfarticle_id,")
    assert out.read_bytes().count(b"\xef\xbb\xbf") == 1
    run(source, "--out", out)
    assert out.read_bytes().startswith(b"article_id,")


def test_modes_of_the_output(run, tmp_path):
    """A new output has the mode of any new file, a replaced one keeps its own; a link is followed."""
    source, out = write(tmp_path / "a.txt", SAID), tmp_path / "out.jsonl"
    mask = os.umask(0o027)
    try:
        run(source, "--out", out)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    out.chmod(0o604)
    (tmp_path / "link.jsonl").symlink_to(out)
    assert run(source, "--out", tmp_path / "link.jsonl")[0] == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert stat.S_IMODE(out.stat().st_mode) == 0o604


@pytest.mark.parametrize("workers", [2, 3])
def test_workers_change_nothing(run, tmp_path, workers):
    """The output is the same bytes whatever the workers."""
    broken_corpus(tmp_path / "a.jsonl", 200)
    for count in (1, workers):
        assert run(tmp_path / "a.jsonl", "--out", tmp_path / f"{count}.jsonl", "--workers", count)[0] == 1
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / f"{workers}.jsonl").read_bytes()


def test_streams_as_outputs(run, tmp_path):
    """A device or a pipe as ``--out`` is written to as it stands."""
    assert run(write(tmp_path / "a.txt", SAID), "--out", os.devnull)[0] == 0


def test_lexicon_and_confidence(run, tmp_path):
    """``--lexicon`` resolves speakers, from its compiled form as well; ``--min-confidence`` leaves quotes out."""
    people = write(tmp_path / "people.csv", "id,name\np7,Ada Cole\n")
    SpeakerLexicon.read(people, cache=tmp_path / "cache")
    (compiled,) = (tmp_path / "cache").glob("*.lexicon")
    source, out = write(tmp_path / "a.txt", SAID), tmp_path / "out.jsonl"
    for lexicon in (people, compiled):
        assert run(source, "--out", out, "--lexicon", lexicon)[0] == 0
        assert rows_in(out)[0]["quotes"][0]["speaker"]["id"] == "p7"
    assert run(source, "--out", out, "--min-confidence", "1")[0] == 0
    assert rows_in(out)[0]["quotes"] == []
    status, err = run(source, "--out", out, "--lexicon", tmp_path / "none.csv")
    assert (status, "none.csv: can't be read: No such file" in err) == (2, True)
    status, err = run(source, "--out", out, "--lexicon", write(tmp_path / "bad.csv", "id\n1\n"))
    assert (status, "bad.csv" in err) == (2, True)


# --- what is told ----------------------------------------------------------------------------------------------------


def test_summary_and_quiet(run, tmp_path):
    """At the end stands a summary, unless ``--quiet``; what was left out is told either way."""
    source, out = write(tmp_path / "a.jsonl", f'{{"text": "{SAID}"}}\n{{"text": 5}}'), tmp_path / "out.jsonl"
    err = run(source, "--out", out)[1].splitlines()
    assert err[0] == f"quotekit: {source}, line 2, text: must be a string, not a number"
    assert err[1] == "quotekit: 1 article, 1 quote (1 direct, 0 mixed, 0 indirect), 1 with a speaker resolved"
    assert err[2:4] == ["quotekit: 1 skipped:", "quotekit:   1 text: must be a string, not a number"]
    assert err[4].startswith("quotekit: took ")
    assert run(source, "--out", out, "--quiet")[1].splitlines() == err[:1]


def test_errors_of_what_is_printed(run, tmp_path):
    """``--errors`` takes the problems off stderr where the quotes go to standard output, too."""
    source, errors = write(tmp_path / "a.jsonl", '{"text": 5}'), tmp_path / "errors.jsonl"
    assert run(source, "--errors", errors) == (1, "")
    assert rows_in(errors) == [
        {"file": str(source), "line": 1, "field": "text", "reason": "must be a string, not a number"}
    ]


def test_errors_that_cannot_be_written(run, tmp_path):
    """An errors file that can't be is told before any work is done."""
    status, err = run(write(tmp_path / "a.txt", SAID), "--out", tmp_path / "o.jsonl", "--errors", tmp_path / "no" / "e")
    assert (status, f"{tmp_path / 'no' / 'e'}: can't be written" in err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_reasons_are_counted_by_kind():
    """Reasons that differ only in numbers and in what was printed are one; of many kinds the rest are together."""
    tally = Tally()
    for i in range(100):
        tally.add_problem(FileProblem(f"not UTF-8 at byte {i}", field="text"))
        tally.add_problem(FileProblem(f"'it{chr(65 + i % 26)}' is no date", field="date"))
    assert tally.reasons == {"text: not UTF-8 at byte …": 100, "date: … is no date": 100}
    for i in range(100):
        tally.add_problem(FileProblem(f"reason {chr(0x4E00 + i)}"))
    assert len(tally.reasons) == 41
    assert sum(tally.reasons.values()) == 300
    assert Tally(json.loads(json.dumps(tally.as_counts()))).reasons == tally.reasons


@pytest.mark.parametrize("piece", ["'", '"', "(", "'\\", "1,", "(("])
def test_reasons_in_linear_time(piece):
    """However long and odd a reason is, it is counted in time in step with its length."""
    assert in_step(lambda length: lambda: PARTICULAR.sub("…", made_of(piece, length)), 20_000)


def test_progress_tells_rate_and_time_left(monkeypatch):
    """On a terminal the progress tells how many are done, how fast, how much is left and how long that takes."""
    meter = streams.Meter()
    progress = Progress(True, 1000, meter)
    monkeypatch.setattr(progress, "_start", progress._start - 10)
    for _ in range(20):
        progress.step()
    meter.before = 250
    assert progress.line().startswith("20 articles, 2.0 a second, 25 %, 30.")
    assert progress.line().endswith(" s left")


@pytest.mark.parametrize(
    ("seconds", "told"), [(59.94, "59.9 s"), (60, "1 min 0 s"), (3600, "1 h 0 min"), (90061, "25 h 1 min")]
)
def test_times_as_people_say_them(seconds, told):
    """Times are told in at most two units."""
    assert told_time(seconds) == told
