"""Files from strangers: what they can't do, and how little time their tricks cost.

Sizes are such that a trick whose cost grew with their square would run into the suite's limit of time.
"""

# ruff: noqa: PLC0415 - what some tests need is not installed everywhere
import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest

import quotekit
from quotekit import formats
from quotekit.doors.lines import decode, joined
from quotekit.doors.tabular import parquet_rows, separated_rows
from quotekit.errors import FileProblem, QuotekitError
from quotekit.speakers.files import read_entries


def answer(work):
    """Return what some work returns, or how it is refused."""
    try:
        return work()
    except QuotekitError as problem:
        return problem


def entries(tmp_path, ending, content):
    """Return the entries of a lexicon's file."""
    path = tmp_path / f"people{ending}"
    path.write_bytes(content)
    return answer(lambda: list(read_entries(path)))


def test_whole_numbers_beyond_floats():
    """A number of 400 digits is refused like any other that no text has room for."""
    row = b'{"text": "No.", "quotes": [{"content": [{"start": 1%s, "end": 3}]}]}' % (b"0" * 400)
    with pytest.raises(FileProblem, match="finite number"):
        formats.from_citron(decode(row))


def test_spans_behind_any_text():
    """A claim's span, whose text is its own, can't end where no text does."""
    row = {"schema": "quotekit/1", "text": "No.", "claims": [{"text": "No", "edits": []}]}
    row["claims"][0]["times"] = [{"span": [0, 10**300], "value": None, "kind": "DATE"}]
    with pytest.raises(FileProblem, match="as no text does"):
        formats.from_row(row)


def test_pages_in_pages():
    """Web Annotations as deep as JSON goes are read without a stack."""
    deep = {"items": []}
    for _ in range(50_000):
        deep = {"first": deep}
    assert formats.from_web_annotations(deep, "No.").quotes == ()


def test_paths_twice_in_split():
    """A path that stands twice in ``split`` is refused: else each costs the string's length."""
    row = {"text": ["ab"] * 100_000, "split": [["text"]] * 100_000}
    assert answer(lambda: joined(row)).field == "split"


def test_spans_named_over_and_over():
    """Events of brat that name a span of many pieces many times are refused."""
    pieces, names = ";".join(["0 1"] * 20_000), " ".join(["Content:T1"] * 20_000)
    told = answer(lambda: formats.from_brat(f"T1\tContent {pieces}\tx\nE1\t{names}", "No."))
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
        "spans": [content | {"quote": 0}] * 20_000 + [cue],
        "relations": [{"head_span": content, "child_span": cue}] * 20_000,
    }
    assert len(answer(lambda: formats.from_prodigy(task)).quotes) == 1


def test_tokens_behind_the_end_of_the_world():
    """Columns whose token stands behind more characters than any article has are refused without a text."""
    told = answer(lambda: formats.from_conll("a\t99999999999\t100000000000\t1\tB-content"))
    assert "67,108,864 characters" in str(told)


@pytest.mark.parametrize("ending", [".csv", ".tsv"])
def test_headers_of_many_columns(ending):
    """A table's header of a hundred thousand columns is looked at once."""
    mark = "," if ending == ".csv" else "\t"
    header = mark.join(f"c{i}" for i in range(100_000)).encode()
    assert answer(lambda: list(separated_rows(io.BytesIO(header + b"\n"), ending))) == []


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


# --- bombs ------------------------------------------------------------------------------------------------------------


def test_parquet_of_nulls():
    """A Parquet file of some hundred bytes whose one list holds millions of nulls is refused before it is unpacked."""
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    count = 5_000_000
    nulls = pa.ListArray.from_arrays(pa.array([0, count], pa.int32()), pa.nulls(count, pa.int8()))
    file = io.BytesIO()
    pq.write_table(pa.table({"text": ["No."], "x": nulls}), file, compression="zstd")
    assert file.seek(0, os.SEEK_END) < 2_000
    assert "unpacks to more than 200 times" in str(answer(lambda: list(parquet_rows(file, packed=False))))


def test_parquet_of_one_word():
    """A Parquet file that holds one long text for many rows is refused when it has given too much."""
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.table({"text": ["x" * 1_000_000] * 100}), file, compression="zstd")
    assert "unpacks to more than 200 times" in str(answer(lambda: list(parquet_rows(file, packed=False))))


def test_parquet_of_empty_cells():
    """Many rows without anything in them are a file like any other."""
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.table({"text": pa.nulls(20_000, pa.string())}), file)
    assert len(answer(lambda: list(parquet_rows(file, packed=False)))) == 20_000


def packed(ending, content):
    """Return some bytes packed, and skip the test where nothing here can."""
    import bz2
    import gzip
    import lzma

    if ending == ".zst":
        return pytest.importorskip("pyarrow").Codec("zstd").compress(content, asbytes=True)
    return {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}[ending](content)


@pytest.mark.parametrize("ending", [".gz", ".bz2", ".xz", ".zst"])
def test_packed_files(tmp_path, ending):
    """A packed file that unpacks to more than 64 MB and 200 times its size is told of, and no article made of it."""
    from quotekit.doors.files import read_articles

    path, told = tmp_path / f"rows.jsonl{ending}", []
    path.write_bytes(packed(ending, (b" " * 999 + b"\n") * (80 * 1024)))
    assert list(read_articles([str(path)], on_problem=told.append)) == []
    assert [problem.reason for problem in told] == ["unpacks to more than 200 times its size"]


def test_rows_nested_deep(tmp_path):
    """A row nested deeper than any is told of, at once, and its neighbours are read."""
    from quotekit.doors.files import read_articles

    path, told = tmp_path / "rows.jsonl", []
    deep = b'{"text": "No.", "x": %s1%s}' % (b"[" * 5_000, b"]" * 5_000)
    path.write_bytes(b'{"text": "No."}\n' + deep + b'\n{"text": "Yes."}\n')
    found = answer(lambda: list(read_articles([str(path)], on_problem=told.append)))
    assert [article.text for article in found] == ["No.", "Yes."]
    assert told[0].line == 2


# --- compiled lexicons ------------------------------------------------------------------------------------------------


def compiled(tmp_path):
    """Return the path of a compiled lexicon."""
    from quotekit.speakers.rows import SpeakerRow

    lexicon = quotekit.SpeakerLexicon([SpeakerRow("p1", "Ada Cole", ("A. Cole",), role="mayor")])
    lexicon.write(tmp_path / "people.csv")
    quotekit.SpeakerLexicon.read(tmp_path / "people.csv", cache=tmp_path / "cache")
    return next((tmp_path / "cache").glob("*.lexicon"))


def with_head(content, change):
    """Return a compiled lexicon with another head, of the same length, and a check sum that fits."""
    from fuzz_targets import _with_check

    from quotekit.speakers.store import MAGIC

    at = len(MAGIC) + 8
    size = int.from_bytes(content[len(MAGIC) : at], "little")
    head = json.loads(content[at : at + size])
    change(head)
    new = json.dumps(head).encode()
    return _with_check(content[:at] + new + b" " * (size - len(new)) + content[at + size :])


@pytest.mark.parametrize(
    ("section", "place", "value"),
    [("ends", 0, "|O"), ("ends", 0, ",u8"), ("blob", 1, -5), ("ends", 1, 10**9), ("blob", 2, 0), ("starts", 2, 0)],
)
def test_heads_that_lie(tmp_path, section, place, value):
    """A compiled lexicon whose head lies, its check sum right, is refused as damaged."""
    sys.path.insert(0, str(Path(__file__).parent / "fuzz"))
    path = compiled(tmp_path)

    def change(head):
        head["sections"][section][place] = value

    path.write_bytes(with_head(path.read_bytes(), change))
    with pytest.raises(FileProblem, match="damaged"):
        quotekit.SpeakerLexicon.read(path)


def test_rows_that_lie(tmp_path):
    """A row of a compiled lexicon that is none is refused when it is looked at, the check sum right."""
    sys.path.insert(0, str(Path(__file__).parent / "fuzz"))
    path = compiled(tmp_path)
    path.write_bytes(with_head(path.read_bytes().replace(b'"Ada Cole",[', b"99999999999["), lambda head: None))
    with pytest.raises(FileProblem, match="damaged"):
        list(quotekit.SpeakerLexicon.read(path))


# --- models -----------------------------------------------------------------------------------------------------------


def model(tmp_path, **config):
    """Return a model directory of our own with a config."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"no network")
    (folder / "tokenizer.json").write_text("{}")
    (folder / "config.json").write_text(json.dumps({"format": 1, "transitions": [], "size": 8, "context": 0} | config))
    return folder


def test_a_model_without_hashes(tmp_path):
    """A model whose config names no hash for a file is not loaded."""
    with pytest.raises(ValueError, match=r"tokenizer\.json"):
        quotekit.Extractor(model=model(tmp_path, sha256={"model.onnx": "0"}))


def test_a_changed_model(tmp_path):
    """A model whose file has another hash is not loaded."""
    with pytest.raises(ValueError, match="damaged"):
        quotekit.Extractor(model=model(tmp_path, sha256={"model.onnx": "0" * 64, "tokenizer.json": "0" * 64}))


def test_a_model_that_names_other_files(tmp_path):
    """A model's config can't have files outside its folder read."""
    names = {"../../secret": "0" * 64, "model.onnx": "0" * 64, "tokenizer.json": "0" * 64}
    with pytest.raises(ValueError, match="secret"):
        quotekit.Extractor(model=model(tmp_path, sha256=names))


# --- what is written --------------------------------------------------------------------------------------------------

WICKED = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def test_pages_are_safe():
    """Nothing of an article becomes markup of a page: text, id, outlet, address."""
    article = quotekit.parse_article(f"“Late {WICKED},” said Ada {WICKED} Cole.", id=WICKED, outlet=WICKED)
    found = quotekit.extract(article, engine="rules")
    for page in (quotekit.to_html(found), quotekit.comparison_to_html([found, found]), found._repr_html_()):
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_no_id_leaves_the_folder(tmp_path):
    """Pages are named after articles' ids, and no id leads out of the folder."""
    from quotekit.doors.command import main

    rows = [
        {"id": name, "text": "“No,” she said."} for name in ("../../up", "/etc/x", "..", "a\\..\\b", "\x00", "con/../x")
    ]
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "in" / "pages"
    main(["page", "--engine", "rules", str(source), "--out", str(out)])
    assert len(list(out.iterdir())) == len(rows)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "rows.jsonl"]
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["pages"]


def test_formulas_of_spreadsheets(tmp_path):
    """A cell of CSV that a spreadsheet would run is guarded, and comes back as it was."""
    article = quotekit.parse_article("“=HYPERLINK(A1),” said Ada Cole.", id="=1+1")
    path = tmp_path / "quotes.csv"
    formats.write_flat([quotekit.extract(article, engine="rules")], path)
    assert "'=1+1" in path.read_text()
    assert next(formats.read_flat(path))["article_id"] == "=1+1"


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_temporary_files_are_private(tmp_path, monkeypatch):
    """What is written on the way to a file can be read by its owner alone, whatever the mask says."""
    from quotekit.doors.lines import replaced
    from quotekit.speakers import store

    modes = []

    def seen(fold):
        modes.extend(stat.S_IMODE(path.stat().st_mode) for path in fold.iterdir() if "part" in path.name)

    before = os.umask(0)
    try:
        with replaced(tmp_path / "out.jsonl") as file:
            file.write(b"x")
            seen(tmp_path)
        crc = store.zlib.crc32
        real = store.np.ascontiguousarray
        monkeypatch.setattr(store.np, "ascontiguousarray", lambda values: (seen(tmp_path / "cache"), real(values))[1])
        compiled(tmp_path)
    finally:
        os.umask(before)
    assert crc is store.zlib.crc32
    assert len(modes) > 1
    assert set(modes) == {0o600}


def test_no_code_in_files():
    """The library unpickles nothing that comes from a file, evaluates nothing and reads no YAML."""
    import re

    forbidden = re.compile(
        r"(?<![.\w])(?:eval|exec)\(|\byaml\b|allow_pickle=True|shell=True|os\.system|\bmarshal\b|\bshelve\b"
    )
    root = Path(quotekit.__file__).parent
    found = [
        f"{path.relative_to(root)}: {line.strip()}"
        for path in root.rglob("*.py")
        for line in path.read_text(encoding="utf8").splitlines()
        if forbidden.search(line)
    ]
    assert found == []
