"""The command: what goes in, what comes out, what it says of bad input, and its exit status."""

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import quotekit
from quotekit.doors import command, files, writers
from quotekit.doors.native import read_jsonl, to_row
from quotekit.extractor import ENGINES
from quotekit.values import Article, Extraction, Quote, Span, Speaker

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
SAID = "“It is late,” Ada Cole said.\n"

NESTED = Extraction(
    Article("Ada Cole said that Ben Oyo denies it. She left.", id="n1", date="2024-02-01"),
    (
        Quote("q1", (Span(14, 36),), (Span(9, 13),), (Span(0, 8),), "indirect", speaker=Speaker("Ada Cole")),
        Quote("q2", (Span(34, 36),), (Span(27, 33),), (Span(19, 26),), "indirect", within="q1"),
    ),
)


def rows(written):
    """Return the rows of what was written."""
    return [json.loads(line) for line in written.split(b"\n") if line]


def files_in(folder, **contents):
    """Write files and return their paths, ``_`` standing for the dot."""
    paths = []
    for name, content in contents.items():
        paths.append(folder / name.replace("_", "."))
        paths[-1].write_bytes(content)
    return paths


def on_terminal(*arguments, env=None, columns=80):
    """Run the command with a terminal for output; return the status and all that the terminal got."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm", "PYTHONIOENCODING": "utf8", **(env or {})}
    words = [sys.executable, "-m", "quotekit", *map(str, arguments)]
    with subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as running:
        os.close(theirs)
        got = b""
        try:
            while chunk := os.read(ours, 65536):
                got += chunk
        except OSError:
            pass
    os.close(ours)
    return running.returncode, got.decode().replace("\r\n", "\n")


# --- extract ---------------------------------------------------------------------------------------------------------


def test_text_files_are_articles(run):
    """A text file is an article with its stem for an id and its text untouched; the lines are in quotekit's format."""
    status, out, err = run("extract", *SEEDS)
    assert (status, err) == (0, "")
    back = list(read_jsonl(io.BytesIO(out)))
    assert [each.article.id for each in back] == [path.stem for path in SEEDS]
    assert [each.article.text.encode() for each in back] == [path.read_bytes() for path in SEEDS]


def test_rows_are_articles(run, tmp_path):
    """A row is an article; what quotekit does not know travels through, and equal ids are legal."""
    content = (
        b'{"id": "a", "text": "Rain.", "date": "2024-02-01T10:00:00Z", "outlet": "The Post", "url": [1, {"x": null}]}\n'
        b'\n{"text": "Snow."}\r\n{"id": "a", "text": "Hail.", "title": "theirs"}'
    )
    status, out, _ = run("extract", *files_in(tmp_path, news_jsonl=content))
    first, second, third = rows(out)
    assert status == 0
    assert (first["id"], first["date"], first["outlet"], first["url"]) == (
        "a",
        "2024-02-01",
        "The Post",
        [1, {"x": None}],
    )
    assert (second["id"], second["text"]) == (None, "Snow.")
    assert (third["id"], third["extra"]) == ("a", {"title": "theirs"})


@pytest.mark.parametrize("arguments", [("extract",), ("extract", "-")])
def test_standard_input(run, arguments):
    """Standard input is read when ``-`` is named or nothing is: one text, or rows when it begins with an object."""
    assert [row["text"] for row in rows(run(*arguments, piped=SAID.encode())[1])] == [SAID]
    piped = b'\xef\xbb\xbf{"text": "Rain."}\n{"text": "Snow."}\n'
    assert [row["text"] for row in rows(run(*arguments, piped=piped)[1])] == ["Rain.", "Snow."]
    assert [row["text"] for row in rows(run(*arguments, piped=b"{sic} Rain.")[1])] == ["{sic} Rain."]


def test_own_output_is_input(run, tmp_path):
    """What the command wrote can be its input: the same comes out, the user's fields included."""
    (source,) = files_in(tmp_path, news_jsonl=b'{"id": "a", "text": "Rain.", "quotes": "theirs", "url": 1}')
    _, once, _ = run("extract", source)
    source.write_bytes(once)
    assert run("extract", source) == (0, once, "")


def test_date_is_for_rows_without_one(run, tmp_path):
    """``--date`` is the day of publication where a row gives none."""
    (source,) = files_in(tmp_path, news_jsonl=b'{"text": "Rain."}\n{"text": "Rain.", "date": "2024-02-01"}')
    _, out, _ = run("extract", source, "--date", "2023-05-03")
    assert [row["date"] for row in rows(out)] == ["2023-05-03", "2024-02-01"]


def test_out_is_a_file(run, tmp_path):
    """``--out`` writes the same bytes into a file, in place of the old one, and nothing to standard output."""
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    assert run("extract", *SEEDS, "--out", target, "--quiet") == (0, b"", "")
    assert target.read_bytes() == run("extract", *SEEDS)[1]
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_out_keeps_the_old_file_when_work_breaks(run, tmp_path, monkeypatch):
    """When the work is broken off, the old file stands as it was, and no part lies beside it."""
    target = tmp_path / "out.jsonl"
    target.write_text("old")

    def broken_off(extraction):
        raise KeyboardInterrupt

    monkeypatch.setattr(writers, "to_row", broken_off)
    assert run("extract", SEEDS[0], "--out", target)[0] == command.INTERRUPTED
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.jsonl", "old")]


def test_out_that_cannot_be(run, tmp_path):
    """An output that can't be opened is told by its name, before any work is done."""
    (tmp_path / "folder.jsonl").mkdir()
    for target in (tmp_path / "no" / "out.jsonl", tmp_path / "folder.jsonl"):
        status, _, err = run("extract", SEEDS[0], "--out", target)
        assert status == 2
        assert err.startswith(f"quotekit: {target}: can't be written: ")


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_are_the_extractors(run, engine, monkeypatch):
    """Every engine that the extractor knows can be asked for, and that one is built."""
    built = []
    monkeypatch.setattr("quotekit.doors.inputs.Extractor", lambda **named: built.append(named) or FakeExtractor())
    assert run("extract", SEEDS[0], "--engine", engine)[0] == 0
    assert run("extract", SEEDS[0])[0] == 0
    assert built == [{"engine": engine, "claims": True}, {"claims": True}]


class FakeExtractor:
    """Stands for an extractor where only the way to it is tested."""

    def pipe(self, articles):
        return map(Extraction, articles)


# --- bad input -------------------------------------------------------------------------------------------------------

GOOD = '{"id": "good", "text": "Rain."}\n'


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (b"{", "line 1: not JSON"),
        (b'"text"', "line 1: a line must hold an object, not a string"),
        (b'{"text": 5}', "line 1, text: must be a string, not a number"),
        (b'{"body": "Rain."}', "line 1, text: missing"),
        (b'{"text": null}', "line 1, text: must be a string, not null"),
        (b'{"text": "Rain.", "id": 7}', "line 1, id: must be a string, not a number"),
        (b'{"text": "Rain.", "date": 20240201}', "line 1, date: must be a string"),
        (b'{"text": "Rain.", "date": "May 3, 2023"}', "line 1, date: 'May 3, 2023' is no date such as 2023-05-03"),
        (b'{"text": "Rain.", "date": "2023-02-30"}', "line 1, date: '2023-02-30' is no date"),
        (b'{"text": "Rain.", "date": "2023-W18-3"}', "line 1, date: '2023-W18-3' is no date"),
        (b'{"text": "Rain.", "outlet": ["x"]}', "line 1, outlet: must be a string, not an array"),
        (b'{"text": "Caf\xe9"}', "line 1: not UTF-8 at byte 13"),
        (b'{"text": "x", "n": NaN}', "line 1: not readable: NaN"),
    ],
)
def test_bad_row(run, tmp_path, row, says):
    """A bad row is told with file, line, field and reason; the other rows are done; the status is 1."""
    (source,) = files_in(tmp_path, news_jsonl=row + b"\n" + GOOD.encode())
    status, out, err = run("extract", source)
    assert status == 1
    assert [each["id"] for each in rows(out)] == ["good"]
    assert err.startswith(f"quotekit: {source}, {says}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("latin.txt", "Café".encode("latin1"), "not UTF-8 at byte 3; convert it"),
        ("marked.txt", b"\xef\xbb\xbfCaf\xe9", "not UTF-8 at byte 6"),
        ("wide.txt", "Café".encode("utf16")[:-1], "not UTF-16 at byte 8; save it as UTF-8"),
        ("folder.txt", None, "no file in this folder can be read"),
        ("array.json", b"[]", "a .json file; write one row a line"),
    ],
)
def test_bad_file(run, tmp_path, name, content, says):
    """A file that can't be read is told with its name and why; the other files are done; the status is 1."""
    bad = tmp_path / name
    bad.mkdir() if content is None else bad.write_bytes(content)
    status, out, err = run("extract", SEEDS[0], bad, SEEDS[1])
    assert status == 1
    assert [row["id"] for row in rows(out)] == [path.stem for path in SEEDS]
    assert err.startswith(f"quotekit: {bad}: {says}")
    assert err.count("\n") == 1


def test_missing_and_unreadable_files(run, tmp_path, monkeypatch):
    """A missing file and one that may not be read are told apart; the others are done."""

    def locked(path, *_):
        raise PermissionError(13, "Permission denied")

    missing = tmp_path / "nowhere.txt"
    status, out, err = run("extract", missing, SEEDS[0])
    assert (status, len(rows(out)), err) == (1, 1, f"quotekit: {missing}: no such file\n")
    monkeypatch.setattr(files.Path, "open", locked)
    assert run("extract", SEEDS[0]) == (1, b"", f"quotekit: {SEEDS[0]}: can't be read: Permission denied\n")


def test_empty_files(run, tmp_path):
    """An empty file is an empty answer: a text without quotes, or no row at all."""
    status, out, err = run("extract", *files_in(tmp_path, a_txt=b"", b_jsonl=b"", c_txt=b"\xef\xbb\xbf"))
    assert (status, err) == (0, "")
    assert [(row["id"], row["text"], row["quotes"]) for row in rows(out)] == [("a", "", []), ("c", "", [])]


def test_byte_order_mark_is_no_text(run, tmp_path):
    """The mark at a file's start is its encoding's, not its text's: offsets count from the first character."""
    _, out, _ = run(
        "extract", *files_in(tmp_path, a_txt=b"\xef\xbb\xbfRain.", b_jsonl=b'\xef\xbb\xbf{"text": "Rain."}')
    )
    assert [row["text"] for row in rows(out)] == ["Rain.", "Rain."]


def test_line_ends_stay(run, tmp_path):
    """Line ends of every system reach the text as they are, since offsets count them."""
    text = "One.\r\nTwo.\rThree.\u2028Four.\x85Five.\x0bSix.\n"
    _, out, _ = run("extract", *files_in(tmp_path, a_txt=text.encode()))
    assert rows(out)[0]["text"] == text


@pytest.mark.parametrize("piece", ["word ", "“", '"', "x"])
def test_long_line(run, tmp_path, piece):
    """A long line, of words or of opening marks alone, gives an answer and keeps the text."""
    text = piece * (100_000 // len(piece))
    status, out, err = run("extract", "--engine", "rules", *files_in(tmp_path, a_txt=text.encode()))
    assert (status, err) == (0, "")
    assert rows(out)[0]["text"] == text


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("piece", ["word ", "“", "x", "“It is late,” Ada Cole said. "])
def test_ten_megabytes_without_a_newline(run, tmp_path, piece):
    """Ten million characters without a line break give an answer."""
    text = piece * (10_000_000 // len(piece))
    status, out, err = run("extract", "--engine", "rules", *files_in(tmp_path, a_txt=text.encode()))
    assert (status, err) == (0, "")
    assert rows(out)[0]["text"] == text


def test_reader_that_leaves(tmp_path):
    """When the reader of a pipe leaves, the command ends at once, without a word."""
    source = tmp_path / "many.jsonl"
    source.write_text(GOOD * 20_000)
    words = [sys.executable, "-m", "quotekit", "extract", "--engine", "rules", str(source)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.readline()
        running.stdout.close()
        err = running.stderr.read()
    assert (running.returncode, err) == (command.READER_LEFT, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_full_disk():
    """A write that fails is told in a line and ends with status 1."""
    with Path("/dev/full").open("wb") as full:
        words = [sys.executable, "-m", "quotekit", "extract", str(SEEDS[0])]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


# --- usage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("extarct",),
        ("extract", SEEDS[0], "--engine", "magic"),
        ("extract", SEEDS[0], "--format", "xml"),
        ("extract", SEEDS[0], "--date", "yesterday"),
        ("extract", SEEDS[0], "--date", "2023-13-01"),
        ("extract", SEEDS[0], "--workers", "0"),
        ("extract", SEEDS[0], "--min-confidence", "1.5"),
        ("extract", SEEDS[0], "--columns", "body"),
        ("extract", SEEDS[0], "--columns", "headline=body"),
        ("extract", SEEDS[0], "--resume"),
        ("extract", SEEDS[0], "--out", "quotes.xlsx"),
        ("show", SEEDS[0], "--color", "blue"),
        ("evaluate", SEEDS[0]),
    ],
)
def test_bad_usage(run, arguments):
    """Bad usage has status 2, is told on stderr, and writes nothing."""
    status, out, err = run(*arguments)
    assert (status, out) == (2, b"")
    assert "usage: quotekit" in err


def test_bad_engine_names_the_good_ones(run):
    """The message of an unknown engine lists those that exist."""
    err = run("extract", SEEDS[0], "--engine", "magic")[2]
    assert all(engine in err for engine in ENGINES)


def test_no_files_on_a_terminal():
    """Without files and with nobody piping, the command says so instead of waiting."""
    status, got = on_terminal("extract")
    assert status == 2
    assert "give files, or - for standard input" in got


def test_version(run):
    """``--version`` prints the version."""
    assert run("--version") == (0, f"quotekit {quotekit.__version__}\n".encode(), "")


def test_version_answers_at_once():
    """``--version`` loads neither numpy nor spaCy, nor the rooms."""
    code = (
        "import sys\nfrom quotekit.doors.command import main\n"
        "try: main(['--version'])\nexcept SystemExit: pass\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules} & {'numpy', 'spacy', 'onnxruntime', 'regex'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split("\n")[1:] == ["", ""]


def test_module_is_the_command():
    """``python -m quotekit`` is the command, and its status the process's."""
    words = [sys.executable, "-m", "quotekit", "extract", "nowhere.txt"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "quotekit: nowhere.txt: no such file\n")


# --- terminal --------------------------------------------------------------------------------------------------------


@pytest.fixture
def nested(tmp_path):
    """Return a file in quotekit's format with one quote inside another."""
    (path,) = files_in(tmp_path, nested_jsonl=json.dumps(to_row(NESTED)).encode())
    return path


def test_table_where_a_terminal_is():
    """On a terminal the default is the table, in a pipe JSON lines; no line is wider than the terminal."""
    status, got = on_terminal("extract", "--engine", "rules", *SEEDS, columns=60)
    assert status == 0
    assert got.startswith("kind ")
    assert max(map(len, got.split("\n"))) <= 60


def test_table_on_demand(run):
    """``--format table`` prints the table wherever it goes, with the articles' names."""
    _, out, _ = run("extract", *SEEDS, "--format", "table")
    assert out.startswith(b"kind ")
    assert all(path.stem.encode() in out for path in SEEDS)


def test_no_progress_in_pipes(run, tmp_path, monkeypatch):
    """Work that goes to a pipe says nothing on stderr, however long it takes."""
    monkeypatch.setattr("quotekit.doors.terminal.SECONDS_BETWEEN_NEWS", 0)
    (source,) = files_in(tmp_path, news_jsonl=GOOD.encode() * 200)
    assert run("extract", source)[2] == ""


def test_progress_where_somebody_watches(tmp_path):
    """When results go to a file and stderr is a terminal, it counts the articles, and clears the line at the end."""
    code = (
        "import sys; from quotekit.doors import terminal, command; terminal.SECONDS_BETWEEN_NEWS = 0\n"
        f"sys.stdout = open({str(tmp_path / 'out')!r}, 'w')\n"
        f"sys.exit(command.main(['extract', {str(SEEDS[0])!r}, {str(SEEDS[1])!r}]))"
    )
    ours, theirs = pty.openpty()
    done = subprocess.run([sys.executable, "-c", code], stderr=theirs, check=False)
    os.close(theirs)
    got = os.read(ours, 65536).decode()
    os.close(ours)
    assert done.returncode == 0
    assert "2 articles, " in got
    assert got.endswith("\x1b[K")


def test_show_marks_quotes(run, nested):
    """Piped, ``show`` prints the text with brackets around contents, numbers, and a key with the speakers."""
    status, out, err = run("show", nested)
    assert (status, err) == (0, "")
    assert out.decode().splitlines() == [
        "n1 · 2024-02-01 · 2 quotes",
        "",
        "Ada Cole said ⟦that Ben Oyo denies ⟦it⟧²⟧¹. She left.",
        "",
        "1 indirect: Ada Cole said",
        "  2 indirect: (Ben Oyo) denies",
    ]


def test_show_reads_text_for_quotes(run):
    """``show`` takes a text as well, and finds its quotes first."""
    status, out, _ = run("show", SEEDS[0])
    assert status == 0
    assert SEEDS[0].stem.encode() in out


@pytest.mark.parametrize(
    ("options", "env", "expected"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": ""}, True),
        ((), {"TERM": "dumb"}, False),
        (("--color", "never"), {}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
    ],
)
def test_colours_on_a_terminal(nested, options, env, expected):
    """A terminal gets colours, unless NO_COLOR or the user says no; what the user says wins."""
    status, got = on_terminal("show", nested, *options, env=env)
    assert status == 0
    assert ("\x1b[" in got) is expected


def test_colours_in_a_pipe(run, nested):
    """A pipe gets colours only when asked for."""
    assert b"\x1b[" not in run("show", nested)[1]
    assert b"\x1b[36mthat" in run("show", nested, "--color", "always")[1]


def test_show_tells_of_bad_rows(run, nested):
    """A row that says it is quotekit's and is not is told with its field; the others are shown."""
    good = nested.read_bytes()
    nested.write_bytes(b'{"schema": "quotekit/1", "text": "Rain.", "quotes": [5]}\n' + good)
    status, out, err = run("show", nested)
    assert status == 1
    assert b"n1 " in out
    assert err == f"quotekit: {nested}, line 1, quotes[0]: must be an object, not a number\n"


@pytest.mark.parametrize("arguments", [("extract", "--format", "table"), ("show",)])
def test_narrow_encodings(arguments):
    """On a terminal without these letters, question marks stand for them, and nothing fails."""
    words = [sys.executable, "-m", "quotekit", *arguments, str(SEEDS[0])]
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(words, capture_output=True, check=False, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()


def test_json_lines_are_utf8_in_any_terminal():
    """JSON lines are UTF-8 whatever encoding the terminal has."""
    words = [sys.executable, "-m", "quotekit", "extract", str(SEEDS[0])]
    env = {**os.environ, "PYTHONIOENCODING": "latin1"}
    done = subprocess.run(words, capture_output=True, check=True, env=env)
    assert rows(done.stdout)[0]["text"].encode() == SEEDS[0].read_bytes()
