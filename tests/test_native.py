"""The native format: lossless, valid by its schema, and clear about what is wrong."""

import io
import json
import pickle
from pathlib import Path
from typing import get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import extractions

from quotekit import values
from quotekit.doors.lines import decode, encode
from quotekit.doors.native import OWN_FIELDS, from_row, read_jsonl, to_row, write_jsonl
from quotekit.errors import FileProblem, QuotekitError
from quotekit.values import Article, Claim, Extraction, Quantity, Quote, Span, Speaker

SCHEMA = json.loads((Path(values.__file__).parent / "data" / "quotekit-1.schema.json").read_text("utf8"))

ONE = Extraction(
    Article("“Late,” Ada Cole said.", id="a1", date="2024-02-01", extra={"url": "x"}),
    (Quote("q1", (Span(0, 7),), (Span(17, 21),), (Span(8, 16),), "direct", speaker=Speaker("Ada Cole")),),
)


@pytest.fixture(scope="module")
def schema():
    """Return the published schema as a validator."""
    return pytest.importorskip("jsonschema").Draft202012Validator(SCHEMA)


def lines_of(*extractions_):
    """Return what write_jsonl writes."""
    file = io.BytesIO()
    write_jsonl(extractions_, file)
    return file.getvalue()


def test_schema_is_one(schema):
    """The published schema is itself valid by draft 2020-12."""
    schema.check_schema(SCHEMA)


@given(extractions())
def test_read_back_equal(extraction):
    """Every extraction comes back equal, from its row and from its line."""
    assert from_row(to_row(extraction)) == extraction
    (back,) = read_jsonl(io.BytesIO(lines_of(extraction)))
    assert back == extraction


@given(extractions())
def test_valid_by_schema(schema, extraction):
    """Every row and every line is valid by the published schema."""
    schema.validate(to_row(extraction))
    schema.validate(decode(encode(to_row(extraction))))


@given(st.lists(extractions(), max_size=3))
def test_a_line_an_article(several):
    """An article is a line, whatever line breaks its text holds, and the order stays."""
    written = lines_of(*several)
    assert written.count(b"\n") == len(several)
    assert list(read_jsonl(io.BytesIO(written))) == several


@pytest.mark.parametrize("text", ["\ud83d", "\ude00\ud83d", "a\ud83d\ude00b", "\ud83d\ud83d\ude00\ude00", "😀", "\x00"])
def test_surrogates(text):
    """Lone halves are JSON escapes; two halves side by side stay two code points, and a whole character stays one."""
    article = Article(text, outlet=text, extra={"note": [text]})
    (back,) = read_jsonl(io.BytesIO(lines_of(Extraction(article))))
    assert back.article == article
    assert len(back.article.text) == len(text)


def test_readable_letters():
    """Letters outside ASCII are written as they are."""
    assert "“Late,”".encode() in lines_of(ONE)


def properties(name):
    """Return the names of the schema's properties of an object."""
    return set(SCHEMA["$defs"][name]["properties"] if name else SCHEMA["properties"])


@pytest.mark.parametrize(
    ("name", "kind", "renamed"),
    [
        ("block", values.Block, {"span": {"start", "end"}}),
        ("quote", values.Quote, {}),
        ("speaker", values.Speaker, {}),
        ("claim", values.Claim, {"quote_id": {"quote"}}),
        ("time", values.Time, {}),
        ("quantity", values.Quantity, {}),
        ("edit", values.Edit, {}),
        ("notice", values.Notice, {}),
        ("failure", values.Failure, {}),
    ],
)
def test_schema_knows_every_field(name, kind, renamed):
    """A field that is added to a value has to be added to the schema, and the other way round."""
    fields = set()
    for field in attrs.fields(kind):
        fields |= renamed.get(field.name, {field.name})
    assert properties(name) == fields


def test_schema_knows_the_top():
    """The schema's top holds the article's and the extraction's fields, and what the reader keeps for itself."""
    fields = {field.name for field in (*attrs.fields(values.Article), *attrs.fields(values.Extraction))}
    assert properties(None) == OWN_FIELDS
    assert fields - {"article"} <= OWN_FIELDS


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("block", values.BlockKind), ("quote", values.QuoteKind), ("speaker", values.SpeakerKind)],
)
def test_schema_knows_every_kind(name, kinds):
    """The schema's enumerations are those of the values."""
    assert SCHEMA["$defs"][name]["properties"]["kind"]["enum"] == list(get_args(kinds))


def test_unknown_fields_stay_at_the_top():
    """A field that quotekit does not know stands where the user put it; one with our name goes to ``extra``."""
    row = to_row(Extraction(Article("Rain.", extra={"url": [1, None], "quotes": "theirs"})))
    assert row["url"] == [1, None]
    assert row["quotes"] == []
    assert row["extra"] == {"quotes": "theirs"}


def broken(**fields):
    """Return a good row with some fields replaced."""
    return {**to_row(ONE), **fields}


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        ([], None, "must be an object, not an array"),
        ({"text": "Rain."}, "schema", "'quotekit/1'"),
        (broken(schema="quotekit/2"), "schema", "'quotekit/2'"),
        ({"schema": "quotekit/1"}, "text", "missing"),
        (broken(text=5), "text", "must be a string, not a number"),
        (broken(id=True), "id", "must be a string, not true or false"),
        (broken(blocks={}), "blocks", "must be an array, not an object"),
        (broken(blocks=[{"kind": "stanza", "start": 0, "end": 1}]), "blocks[0].kind", "none of title"),
        (broken(blocks=[{"kind": "post", "end": 1}]), "blocks[0].span", "two whole numbers"),
        (broken(quotes=["x"]), "quotes[0]", "must be an object, not a string"),
        (broken(quotes=[{"id": "q", "content": [[0, 1.0]]}]), "quotes[0].content[0]", "two whole numbers"),
        (broken(quotes=[{"id": "q", "content": [[0, 99]]}]), "quotes[0].content[0]", "22 characters"),
        (broken(quotes=[{"id": "q", "content": [[3, 2]]}]), "quotes[0].content[0]", "not end before"),
        (
            broken(quotes=[{**to_row(ONE)["quotes"][0], "confidence": "high"}]),
            "quotes[0].confidence",
            "a finite number",
        ),
        (broken(quotes=[{**to_row(ONE)["quotes"][0], "speaker": {"name": 1}}]), "quotes[0].speaker.name", "a string"),
        (broken(claims=[{"text": "x", "negated": 1}]), "claims[0].negated", "true or false"),
        (
            broken(claims=[{"text": "x", "quantities": [{"value": [1]}]}]),
            "claims[0].quantities[0].value",
            "[least, most]",
        ),
        (broken(warnings=[{"code": "c"}]), "warnings[0].message", "missing"),
        (broken(extra=[1]), "extra", "must be an object"),
    ],
)
def test_wrong_field_is_named(row, field, says):
    """A row that can't be read raises one error of the library's own, which names the field and says what is wrong."""
    with pytest.raises(FileProblem) as caught:
        from_row(row)
    assert caught.value.field == field
    assert says in str(caught.value)


BAD_LINES = {
    b"{": "not JSON",
    b"[1]": "must hold an object, not an array",
    b'{"schema": "quotekit/1", "text": "caf\xe9"}': "not UTF-8 at byte 41",
    b'{"schema": "quotekit/1", "text": "x", "n": NaN}': "NaN is no JSON",
    b'{"schema": "quotekit/1", "text": "x", "n": 1e999}': "too large",
    b'{"n": ' + b"9" * 5000 + b"}": "not readable",
    b'{"n": ' + b"[" * 200_000 + b"}": "",
    b'{"schema": "quotekit/1", "text": "x", "split": [["date"]]}': "paths of arrays",
    b'{"schema": "quotekit/1", "text": "x", "split": 5}': "paths of arrays",
    b'{"schema": "quotekit/1", "text": "x", "split": [[]]}': "paths of arrays",
}


@pytest.mark.parametrize("line", BAD_LINES)
def test_bad_line_among_good_ones(line, tmp_path):
    """A bad line is told with file, line and reason; the others are read, and without a listener it raises."""
    path = tmp_path / "news.jsonl"
    good = lines_of(ONE)
    path.write_bytes(b"\xef\xbb\xbf" + b"\n" + line + b"\n" + good)
    problems = []
    assert list(read_jsonl(path, problems.append)) == [ONE]
    (problem,) = problems
    assert str(problem).startswith(f"{path}, line 2")
    assert BAD_LINES[line] in str(problem)
    with pytest.raises(FileProblem, match="line 2"):
        list(read_jsonl(path))


def test_byte_offset_counts_from_the_files_start(tmp_path):
    """The byte that is not UTF-8 is named by its place in the whole file, also behind a byte order mark."""
    path = tmp_path / "news.jsonl"
    content = b"\xef\xbb\xbf" + b'{"text": "\xff"}\n' + b'{"text": "\xff"}\n'
    path.write_bytes(content)
    problems = []
    list(read_jsonl(path, problems.append))
    first = content.index(b"\xff")
    for place, problem in zip((first, content.rindex(b"\xff")), problems, strict=True):
        assert f"at byte {place};" in str(problem)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, {"\ud83d\ude00": 1}])
def test_what_json_cannot_hold(value):
    """A field that JSON can't hold raises the library's own error with the article's id."""
    with pytest.raises(QuotekitError, match="a1"):
        lines_of(Extraction(Article("Rain.", id="a1", extra={"x": value})))


def test_file_is_replaced_whole(tmp_path):
    """A path is written whole or not at all, and no part of it stays behind."""
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with pytest.raises(QuotekitError):
        write_jsonl([ONE, Extraction(Article("Rain.", extra={"x": {1}}))], path)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("out.jsonl", "old")]
    assert write_jsonl([ONE, ONE], path) == 2
    assert list(read_jsonl(path)) == [ONE, ONE]
    assert [file.name for file in tmp_path.iterdir()] == ["out.jsonl"]


def test_whole_numbers_and_ranges_stay():
    """A quantity's number and its range come back as they were."""
    claim = Claim("x", quantities=(Quantity(Span(0, 1), 3), Quantity(Span(0, 1), (2, 3.5))))
    extraction = Extraction(Article("Rain."), claims=(claim,))
    assert from_row(json.loads(json.dumps(to_row(extraction)))) == extraction


def test_problems_travel_between_processes():
    """The library's error survives pickling, as a worker process sends it."""
    problem = FileProblem("reason", "advice", "file", 3, "field")
    assert str(pickle.loads(pickle.dumps(problem))) == str(problem) == "file, line 3, field: reason; advice"
