"""``quotekit claims`` and ``quotekit match``: what goes in, what comes out, and what is said of bad input."""

import json
from pathlib import Path

import pytest

import quotekit
from quotekit.comparing import claims_of
from quotekit.doors.native import write_jsonl
from quotekit.doors.rows import Row
from quotekit.doors.rows_to_values import read_claim
from quotekit.doors.told import read_told, told_of, told_row

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
SAID = "“Two drones attacked our port,” Ada Cole said.\n"


@pytest.fixture
def run(run):
    """Return a function that runs the command: status, what it wrote as text, what it said."""

    def decoded(*arguments, piped=b""):
        status, out, err = run(*arguments, piped=piped)
        return status, out.decode(), err

    return decoded


def rows(written):
    """Return the rows of what was written."""
    return [json.loads(line) for line in written.splitlines()]


def test_claims_of_a_text(run):
    """A claim is a row: article, day, words as printed, and the claim, which reads back equal."""
    status, out, _ = run("claims", "--engine", "rules", "--date", "2024-02-01", piped=SAID.encode())
    (row,) = rows(out)
    assert status == 0
    assert row["words"] == "“Two drones attacked our port,”"
    assert row["text"] == "Two drones attacked Ada Cole’s port"
    assert (row["date"], row["speaker"]["name"]) == ("2024-02-01", "Ada Cole")
    found = quotekit.Extractor(engine="rules").extract(SAID, date="2024-02-01")
    assert read_claim(Row(row)) == claims_of(found)[0]


def test_claims_of_rows_are_taken_as_they_are(run, tmp_path):
    """Rows of the native format are not read again: their quotes give the claims."""
    found = quotekit.Extractor(engine="rules").extract(SAID)
    path = tmp_path / "found.jsonl"
    write_jsonl([found], path)
    _, out, _ = run("claims", path)
    assert [row["text"] for row in rows(out)] == ["Two drones attacked Ada Cole’s port"]


def test_claims_as_a_table(run):
    """The table names the article, who claims what, and the flags."""
    text = "Ada Cole, the mayor, denied that the port had been attacked.\n"
    _, out, _ = run("claims", "--engine", "rules", "--format", "table", piped=text.encode())
    assert out.splitlines()[0].split() == ["speaker", "flags", "claim"]
    assert "Ada Cole" in out
    assert "denied" in out.split()


def test_claims_name_a_source_without_a_name(run):
    """Whoever is not named stands in the table by the words of the source, as in that of quotes."""
    text = "Two people familiar with the matter said the port had been closed.\n"
    _, out, _ = run("claims", "--engine", "rules", "--format", "table", piped=text.encode())
    assert "(Two people familiar" in out


@pytest.mark.parametrize("text", ["Ada Cole declined to comment.", "The bank refused to say who had paid."])
def test_a_refusal_to_speak_is_no_claim(text):
    """Who declines to comment is quoted, and claims nothing."""
    found = quotekit.Extractor(engine="rules", claims=True).extract(text)
    assert (len(found.quotes), found.claims) == (1, ())


def test_a_refusal_to_act_is_a_claim():
    """Who refuses to do something has told something."""
    found = quotekit.Extractor(engine="rules", claims=True).extract("Ada Cole refused to pay the fine.")
    assert len(found.claims) == len(found.quotes)


def test_claims_tells_of_bad_input(run, tmp_path):
    """What can't be read is told by name, and the rest is done."""
    good = tmp_path / "good.txt"
    good.write_text(SAID, "utf8")
    status, out, err = run("claims", "--engine", "rules", tmp_path / "missing.txt", good)
    assert (status, len(rows(out))) == (1, 1)
    assert "missing.txt: no such file" in err


def written(path, *rows_):
    """Write rows and return the path."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows_), "utf8")
    return path


def test_match_of_plain_rows(run, tmp_path):
    """Rows of id and text match across the files, first appearance first."""
    one = written(
        tmp_path / "a.jsonl",
        {"id": "a1", "text": "Two drones attacked the port of Odesa, Ada Cole said.", "date": "2024-02-02"},
        {"id": "a2", "text": "The bridge is closed.", "date": "2024-02-02"},
    )
    other = written(
        tmp_path / "b.jsonl",
        {"id": "b1", "text": "The port of Odesa was attacked by two UAVs.", "date": "2024-02-01"},
        {"id": "b2", "text": "Three drones attacked the port of Odesa.", "date": "2024-02-01"},
    )
    status, out, _ = run("match", one, other)
    (group,) = rows(out)
    assert status == 0
    assert [(said["file"], said["article"]) for said in group["said"]] == [("B", "b1"), ("A", "a1")]
    assert group["claim"] == "The port of Odesa was attacked by two UAVs."
    assert group["said"][1]["speaker"]["name"] == "Ada Cole"


def test_match_within_one_file_is_no_match(run, tmp_path):
    """Only what both files hold is printed."""
    same = {"text": "Two drones attacked the port of Odesa."}
    one = written(tmp_path / "a.jsonl", same, same)
    other = written(tmp_path / "b.jsonl", {"text": "The bridge is closed."})
    assert run("match", one, other)[:2] == (0, "")
    assert run("match", one, other, "--format", "table")[1] == "0 claims in both\n"


def test_match_tells_of_bad_input(run, tmp_path):
    """A wrong row is told by file, line and field; the others are still compared."""
    one = written(tmp_path / "a.jsonl", {"id": 1}, {"text": "Two drones attacked the port of Odesa."})
    other = written(tmp_path / "b.jsonl", {"text": "Two drones attacked the port of Odesa."})
    status, out, err = run("match", one, other)
    assert (status, len(rows(out))) == (1, 1)
    assert "a.jsonl" in err
    assert "text" in err
    status, _, err = run("match", tmp_path / "none.jsonl", other)
    assert status == 1
    assert "none.jsonl" in err


def test_match_of_the_seeds_in_all_forms(run, tmp_path):
    """Articles of the native format and the claims made of them give the same groups."""
    extractor = quotekit.Extractor(engine="rules")
    articles, claims = [], []
    for at, seed in enumerate(SEEDS):
        article = quotekit.parse_article(seed.read_text("utf8"), id=seed.stem)
        found = extractor.extract(article)
        articles.append(tmp_path / f"{at}.jsonl")
        write_jsonl([found], articles[-1])
        claims.append(written(tmp_path / f"{at}.claims.jsonl", *map(told_row, told_of(found))))
    first, second = (rows(run("match", *files)[1]) for files in (articles, claims))
    assert first == second
    assert first
    _, table, _ = run("match", *claims, "--format", "table")
    assert table.startswith(f"{len(first)} claim")


def test_a_told_claim_reads_back_equal():
    """``read_told(told_row(x)) == x``, for the claims of the seeds."""
    for seed in SEEDS:
        for told in told_of(quotekit.Extractor(engine="rules").extract(seed.read_text("utf8"))):
            assert tuple(read_told(told_row(told))) == (told,)


def test_an_extraction_holds_its_claims():
    """``extract`` fills the claims, one a quote; an extractor does when it is told to."""
    found = quotekit.Extractor(engine="rules", claims=True).extract(SAID, date="2024-02-01")
    assert found.claims == claims_of(found)
    assert [claim.quote_id for claim in found.claims] == [quote.id for quote in found.quotes]
    assert quotekit.Extractor(engine="rules").extract(SAID).claims == ()
