"""Record batches of articles in, record batches of quotes out: schema, layouts, bad rows, recipes that travel."""

import datetime
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import evolve

import quotekit
from quotekit import ArrowExtractor, Extractor, Recipe
from quotekit.doors.arrow import TOGETHER
from quotekit.doors.values_to_rows import quote_row
from quotekit.reading import read

pa = pytest.importorskip("pyarrow")

SEEDS = {path.stem: path.read_text("utf8") for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))}
TEXTS = ["“It rains,” said Ada Cole.", "Rain fell.", "“It snows,” Bo Lind said. “Much,” he added."]
RULES = Recipe(engine="rules")
NESTED = ArrowExtractor(RULES)
FLAT = ArrowExtractor(RULES, layout="flat")


def batch(**columns):
    """Return a record batch of columns."""
    return pa.RecordBatch.from_pydict(columns)


def spans(places):
    """Return an Arrow list of spans as the native format writes them."""
    return [[place["start"], place["end"]] for place in places]


def native(row):
    """Return what both the Arrow layout and the native format tell of a quote."""
    speaker = row["speaker_name"] and (row["speaker_name"], row["speaker_kind"], row["speaker_id"], row["speaker_role"])
    same = ("kind", "form", "within", "negated", "denied", "confidence", "rule")
    roles = {role: spans(row[f"{role}_spans"]) for role in ("content", "cue", "source")}
    return {"id": row["quote_id"], "speaker": speaker, **{name: row[name] for name in same}, **roles}


def plain(quote):
    """Return the same of a quote that was found without Arrow."""
    row = quote_row(quote)
    same = ("id", "kind", "form", "within", "negated", "denied", "confidence", "rule", "content", "cue", "source")
    one = quote.speaker
    return {**{name: row[name] for name in same}, "speaker": one and (one.name, one.kind, one.id, one.role)}


@pytest.mark.parametrize("layout", ["nested", "flat"])
def test_the_quotes_are_those_of_the_plain_run(layout):
    """Each layout tells every quote of the articles, in order, as the extractor finds it."""
    made = ArrowExtractor(RULES, layout=layout)(batch(id=list(SEEDS), text=list(SEEDS.values())))
    rows = made.to_pylist()
    told = rows if layout == "flat" else [quote for row in rows for quote in row["quotes"]]
    results = [RULES.build().extract(text) for text in SEEDS.values()]
    assert [native(row) for row in told] == [plain(quote) for result in results for quote in result.quotes]
    assert len(told) > 20
    words = [span.of(result.article.text) for result in results for quote in result.quotes for span in quote.source]
    assert [piece for row in told if row["source"] for piece in row["source"].split(" … ")] == words


def test_the_schema_is_published():
    """What comes out has the schema that was told before, in both layouts, also of no rows at all."""
    given = batch(text=TEXTS, url=["a", "b", "c"])
    for extractor in (NESTED, FLAT):
        assert extractor(given).schema == extractor.schema(given.schema)
        assert extractor(given.slice(0, 0)).schema == extractor.schema(given.schema)
        assert extractor.schema(given.schema).metadata[b"quotekit"] == b"arrow/1"
    assert NESTED.schema(given.schema).names == ["text", "url", "quotes", "error"]
    assert FLAT.schema(given.schema).names[:3] == ["url", "quote_id", "kind"]
    assert [field.name for field in NESTED.schema(given.schema).field("quotes").type.value_type] == FLAT.schema(
        given.schema
    ).names[1:-1]


def test_other_columns_travel():
    """The input's other columns come out as they were, whatever their type; in the flat layout, with each quote."""
    given = batch(url=["a", "b", "c"], text=TEXTS, more=[[1], None, [2, 3]])
    nested = NESTED(given)
    assert nested.select(["url", "text", "more"]).equals(given.select(["url", "text", "more"]))
    flat = FLAT(given).to_pylist()
    assert [(row["url"], row["more"]) for row in flat] == [("a", [1]), ("c", [2, 3]), ("c", [2, 3])]
    assert ArrowExtractor(RULES, layout="flat", carry=["text"])(given).schema.names[:2] == ["text", "quote_id"]
    assert ArrowExtractor(RULES, layout="flat", carry=[])(given).schema.names[0] == "quote_id"


def test_columns_under_other_names():
    """Text, id, date and outlet may be called anything; a date may be a string, a day or a time."""
    text = "“It rains,” said Ada Cole.\n\nPublished: 2 May 2023"
    days = [datetime.date(2023, 5, 3), datetime.datetime(2023, 5, 3, 8), "2023-05-03T08:00:00Z"]
    for day in days:
        given = batch(body=[text], published=[day], n=[7], source=["Herald"])
        extractor = ArrowExtractor(RULES, text="body", date="published", id="n", outlet="source")
        (row,) = extractor(given).to_pylist()
        assert row["error"] is None
        assert len(row["quotes"]) == 1


def test_bad_rows_are_rows_with_an_error():
    """What is no text or has no readable date is told in its own row; the others have their quotes."""
    broken = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\x03\0\0\0\x06\0\0\0"), pa.py_buffer(b"abc\xff\xfe\xfd")]
    )
    made = NESTED(pa.RecordBatch.from_arrays([broken], names=["text"]))
    good, bad = made.column("error").to_pylist()
    assert good is None
    assert bad.startswith("text can't be read: ")
    errors = FLAT(
        batch(text=[TEXTS[0], None, TEXTS[0], TEXTS[0]], date=["2023-05-03", None, "May 3", "2023-02-30"])
    ).to_pylist()
    assert [row["error"] for row in errors] == [
        None,
        "text is null",
        "date: 'May 3' is no date such as 2023-05-03",
        "date: '2023-02-30' is no date such as 2023-05-03",
    ]
    assert [row["quote_id"] is None for row in errors] == [False, True, True, True]
    assert NESTED(batch(text=[1])).column("error").to_pylist() == ["text is not a string but int"]
    assert NESTED(batch(text=[1])).column("quotes").to_pylist() == [None]
    assert NESTED(batch(text=[b"Rain.", b"Caf\xe9"])).column("error").to_pylist() == [
        None,
        "text is not UTF-8 at byte 3",
    ]


def test_an_article_that_fails_costs_no_other(monkeypatch):
    """An error inside the library is told in the article's row."""

    def sometimes(article):
        if article.id == "2":
            raise RecursionError("deep")
        return read(article)

    monkeypatch.setattr("quotekit.extractor.read", sometimes)
    made = NESTED(batch(id=[1, 2, 3], text=TEXTS))
    assert made.column("error").to_pylist() == [None, "RecursionError: deep", None]
    assert [quotes is None for quotes in made.column("quotes").to_pylist()] == [False, True, False]


def test_the_articles_of_a_batch_are_read_together(monkeypatch):
    """A network reads several articles in less time than one after the other; rows that are none cost no place."""
    together = []
    attempt_all = Extractor.attempt_all

    def counted(self, texts, first=0):
        together.append(len(texts))
        return attempt_all(self, texts, first)

    monkeypatch.setattr(Extractor, "attempt_all", counted)
    made = NESTED(batch(text=[*TEXTS, None] * 20))
    assert together == [TOGETHER, 60 - TOGETHER]
    assert made.column("quotes").to_pylist()[:3] == made.column("quotes").to_pylist()[76:79]
    assert made.column("error").to_pylist() == [None, None, None, "text is null"] * 20


def test_wrong_columns_are_named():
    """A column that is missing, twice there or in the way is a wrong argument, and told by name."""
    with pytest.raises(ValueError, match="no column 'text', it has body"):
        NESTED(batch(body=TEXTS))
    with pytest.raises(ValueError, match="no column 'day'"):
        ArrowExtractor(RULES, date="day")(batch(text=TEXTS))
    with pytest.raises(ValueError, match="no column 'url'"):
        ArrowExtractor(RULES, carry=["url"])(batch(text=TEXTS))
    with pytest.raises(ValueError, match="has a column 'source', which is the name of an added one: give a prefix"):
        FLAT(batch(text=TEXTS, source=["x"] * 3))
    twice = pa.RecordBatch.from_arrays([pa.array(["x"]), pa.array(["y"])], names=["text", "text"])
    with pytest.raises(ValueError, match="two columns 'text'"):
        NESTED(twice)
    with pytest.raises(ValueError, match="layout"):
        ArrowExtractor(RULES, layout="wide")


def test_a_prefix_keeps_names_apart():
    """With a prefix, the input may have columns of the added ones' names."""
    made = evolve(FLAT, prefix="q_")(batch(text=TEXTS, source=list("abc")))
    assert [(row["source"], row["q_source"]) for row in made.to_pylist()] == [
        ("a", "Ada Cole"),
        ("c", "Bo Lind"),
        ("c", "he"),
    ]


def test_large_batches_are_cut():
    """A stream's large batch is worked off in pieces; together they are the whole."""
    given = batch(text=TEXTS * 200)
    pieces = list(FLAT.batches([given]))
    assert len(pieces) == 3
    assert pa.Table.from_batches(pieces).equals(pa.Table.from_batches([FLAT(given)]))


def test_tables_and_readers():
    """A table gives a table; a reader gives a reader that reads only what is asked for."""
    table = pa.table({"text": TEXTS})
    assert FLAT(table).equals(pa.Table.from_batches([FLAT(batch(text=TEXTS))]))
    asked = []

    def batches():
        for i in range(3):
            asked.append(i)
            yield batch(text=TEXTS)

    reader = FLAT.reader(pa.RecordBatchReader.from_batches(table.schema, batches()))
    assert asked == []
    assert reader.read_next_batch().num_rows == 3
    assert asked == [0]
    assert reader.read_all().num_rows == 6


def test_what_is_shipped_is_small_and_builds_elsewhere():
    """The pickled extractor holds no model, and gives the same in another process."""
    extractor = ArrowExtractor(layout="flat")
    shipped = pickle.dumps(extractor)
    assert len(shipped) < 2000
    assert pickle.loads(shipped) == extractor
    code = (
        "import sys, pickle, pyarrow as pa; extractor = pickle.loads(sys.stdin.buffer.read())\n"
        f"print(extractor(pa.RecordBatch.from_pydict({{'text': {TEXTS!r}}})).to_pylist())"
    )
    done = subprocess.run([sys.executable, "-c", code], input=shipped, capture_output=True, check=True)
    assert done.stdout.decode().strip() == str(extractor(batch(text=TEXTS)).to_pylist())


def test_without_pyarrow_the_error_says_what_to_install():
    """Where pyarrow is missing, the sentence names the extra; the rest of the library works."""
    code = (
        "import sys; sys.modules['pyarrow'] = None; import quotekit; quotekit.ArrowExtractor()\n"
        "try: quotekit.ArrowExtractor().schema(None)\n"
        "except ImportError as problem: print(problem)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == 'record batches need pyarrow: pip install "quotekit[arrow]"\n'
    assert quotekit.ArrowExtractor is ArrowExtractor
