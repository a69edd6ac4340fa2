"""``quotekit lexicon check`` and ``quotekit lexicon find``: what they print, and their exit status."""

import json

import pytest

HEAD = "id,name,aliases,kind,role,valid_from,valid_to\n"
ROWS = HEAD + (
    "cole,Ada Cole,,person,President of Norland,2016-05-01,2019-12-31\n"
    "lund,Bo Lund,,person,President of Norland,2020-01-01,\n"
)


@pytest.fixture
def ask(run, tmp_path):
    """Return a function that writes a lexicon and runs an action on it: status, what it wrote, what it said."""

    def ask(action, *arguments, content=ROWS, name="people.csv"):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf8"))
        status, out, err = run("lexicon", action, path, *arguments)
        return status, out.decode().replace(str(path), name), err.replace(str(path), name)

    return ask


def test_a_sound_file(ask):
    """A file that can be used is counted, and the status is 0."""
    assert ask("check") == (0, "people.csv: 2 rows can be used, no problems, no warnings\n", "")


def test_all_problems_are_printed(ask):
    """Each problem is a line with file, line, field and what is wrong; the status is 1."""
    broken = HEAD + "1,,,person,,,\n2,Bo,,robot,,2020-02-31,\n2,Cy\n3,=Di,,,,,\n"
    status, out, _ = ask("check", content=broken)
    lines = out.splitlines()
    assert status == 1
    assert [line.partition(": ")[0] for line in lines] == [
        "people.csv, line 2, name", "people.csv, line 3, kind", "people.csv, line 3, valid_from",
        "people.csv, line 4, aliases", "people.csv, line 5, name", "people.csv",
    ]  # fmt: skip
    assert lines[-1] == "people.csv: 1 row can be used, 4 problems, 1 warning"


@pytest.mark.parametrize("action", ["check", "find"])
def test_a_missing_file_is_one_line(ask, action):
    """A file that is not there is told in one line, and the status is 1."""
    status, out, err = ask(action, *(["Lund"] if action == "find" else []), content=None)
    assert (status, out, err) == (1, "", "quotekit: people.csv: can't be read: No such file or directory\n")


def test_a_broken_file_finds_nobody(ask):
    """A mention is not looked up in a file that can't be used: its first problem is told."""
    status, out, err = ask("find", "Lund", content="id,name\n1,\n")
    assert (status, out) == (1, "")
    assert "people.csv, line 2, name" in err


@pytest.mark.parametrize(
    ("arguments", "status", "ids"),
    [
        (["the president", "--on", "2018-03-01"], 0, ["cole"]),
        (["the president", "--on", "2023-03-01"], 0, ["lund"]),
        (["the president"], 1, ["cole", "lund"]),
        (["Lund"], 1, ["lund"]),
        (["Lund", "--context", "Lund said so."], 0, ["lund"]),
        (["Zed Zulu"], 1, []),
        (["\ud800\x00"], 1, []),
    ],
)
def test_find_prints_who_is_meant(ask, arguments, status, ids):
    """One speaker a line; the status is 0 where it is one person."""
    found, out, _ = ask("find", *arguments)
    assert found == status
    assert [line.split("\t")[0] for line in out.splitlines()] == ids
    found, out, _ = ask("find", *arguments, "--json")
    row = json.loads(out)
    assert found == status
    assert [row["speaker"]["id"]] == ids if row["speaker"] else [c["id"] for c in row["candidates"]] == ids


def test_no_day_is_bad_usage(ask):
    """A day that is none is told with the option's name, and the status is 2."""
    status, _, err = ask("find", "Lund", "--on", "yesterday")
    assert status == 2
    assert "--on must be a day such as 2018-03-01" in err
