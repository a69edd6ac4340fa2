"""The name of a data file in, its rows out: tab-separated, one row a line, ``#`` for remarks, the first line names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``quotekit/data/<name>`` as mappings from column to cell.

    >>> read_rows("times.tsv")[0]["kind"]
    'month'
    """
    text = files("quotekit").joinpath("data", name).read_text("utf8")
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=False)) for line in lines[1:])


@cache
def read_values(name: str, kind: str) -> dict[str, str]:
    """Return form -> value of the rows of one kind.

    >>> read_values("times.tsv", "month")["sept"]
    '9'
    """
    return {row["form"]: row["value"] for row in read_rows(name) if row["kind"] == kind}


def alternatives(forms: object) -> str:
    r"""Return the forms as a pattern, longer ones first; a space in a form stands for a space or a hyphen.

    >>> alternatives({"a", "new year"})
    'new[\\s-]year|a'
    """
    listed = sorted((str(form) for form in forms), key=lambda form: (-len(form), form))  # type: ignore[attr-defined]
    return "|".join(form.replace(".", r"\.").replace(" ", r"[\s-]").replace("'", "['’]") for form in listed)


def ascii_digits(pattern: str) -> str:
    r"""Return a pattern in which ``\d`` stands for 0 to 9 alone: not every digit of Unicode can be read as a number.

    >>> ascii_digits(r"\d[\d.]")
    '[0-9][0-9.]'
    """
    out, inside, at = [], False, 0
    while at < len(pattern):
        pair = pattern[at : at + 2]
        if pair == r"\d":
            out.append("0-9" if inside else "[0-9]")
        else:
            inside = {"[": True, "]": False}.get(pair[0], inside)
            out.append(pair if pair[0] == "\\" else pair[0])
        at += 2 if pair[0] == "\\" else 1
    return "".join(out)
