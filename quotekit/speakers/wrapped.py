"""A text with hard-wrapped lines comes in; the names that run over an end of a line go out."""

from __future__ import annotations

from collections.abc import Iterator

import regex as re

from quotekit.speakers.runs import CAPITAL, read_run

_GOES_ON = re.compile(r"[\p{Ll},]\n {0,4}[\p{L}“\"]")
_OVER_LINES = re.compile(
    rf"(?<![\p{{L}}\p{{M}}’'.\-‐])(?:{CAPITAL} ){{0,3}}{CAPITAL}\n {{0,4}}{CAPITAL}(?: {CAPITAL}){{0,2}}"
)
_LOOKED_AT, _SEEN = 100_000, 2_000


def one_line(name: str) -> str:
    r"""Return a name with single spaces.

    >>> one_line("Ada\n  Cole")
    'Ada Cole'
    """
    return " ".join(name.split()) if "\n" in name or "  " in name else name


def is_wrapped(text: str) -> bool:
    r"""Tell whether lines end inside sentences, and mostly there.

    >>> is_wrapped("It was late when\nAda Cole came\nhome, and dark\nbesides.")
    True
    """
    ends = text.count("\n", 0, _SEEN)
    if ends <= 2 * text.count("\n\n", 0, _SEEN):
        return False
    return 2 * len(_GOES_ON.findall(text, 0, _SEEN)) >= ends


def names_over_lines(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the persons' names that an end of a line parts: the name on one line, where it starts and ends."""
    if not is_wrapped(text):
        return
    for found in _OVER_LINES.finditer(text, 0, _LOOKED_AT):
        read = read_run(one_line(found[0]))
        words = read.name.split()
        if read.given and 1 < len(words) < 5:
            start = text.find(words[0], found.start(), found.end())
            yield read.name, start, found.end()
