"""A word and a stretch of text come in; where the word stands there, as a whole one, goes out."""

from __future__ import annotations

from collections.abc import Iterator


def find_whole(text: str, word: str, start: int, end: int) -> Iterator[int]:
    """Yield where a word starts that stands alone, first to last.

    >>> list(find_whole("report reports report", "report", 0, 21))
    [0, 15]
    """
    at = text.find(word, start, end)
    while at >= 0:
        if _is_whole(text, at, at + len(word)):
            yield at
        at = text.find(word, at + 1, end)


def find_whole_backwards(text: str, word: str, start: int, end: int) -> Iterator[int]:
    """Yield where a word starts that stands alone, last to first.

    >>> list(find_whole_backwards("report reports report", "report", 0, 21))
    [15, 0]
    """
    at = text.rfind(word, start, end)
    while at >= 0:
        if _is_whole(text, at, at + len(word)):
            yield at
        at = text.rfind(word, start, at + len(word) - 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (_is_letter(text[start - 1 : start]) or _is_letter(text[end : end + 1]))


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"
