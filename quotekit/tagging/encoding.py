"""Stretches of prose and passages in, wordpieces with their features out, as flat arrays.

Beside its vocabulary number a piece carries what an uncased vocabulary loses: the shape of its letters, where it
stands to quotation marks, and what separates it from the piece before. Training and inference share this file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quotekit.values import Passage, Span

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

SHAPES = 8
"""special, no letter, lower, Title, CAPITALS, one capital, digits, mIxed"""
STATES = 8
"""outside, opening mark, inside, closing mark, nested, inside an unpaired passage, inside a short passage, (free)"""
GAPS = 3
"""glued, after a space, first of its stretch"""
SHORT = 25
"""Passages up to this many code points may be scare quotes or titles; they have a state of their own."""

TABLE = 0x3000
"""Above this code point few letters have case; they count as lower-case letters."""


@frozen(eq=False)
class Pieces:
    """Wordpieces of some stretches, flat: every array has one number a piece.

    Only ``bounds`` has one a stretch, and one more at the end.
    """

    ids: Ints
    start: Ints
    """Offset of the piece's first code point in the text."""
    end: Ints
    shape: Bytes
    state: Bytes
    gap: Bytes
    bounds: Ints
    """Stretch ``k`` has the pieces ``bounds[k]`` to ``bounds[k + 1]``."""


def load_tokenizer(source: Path | bytes) -> Any:
    """Return the tokenizer of a ``tokenizer.json`` or of what it holds, without padding or truncation."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - a heavy import, paid on first use

    held = source if isinstance(source, bytes) else source.read_bytes()
    tokenizer = Tokenizer.from_str(held.decode("utf8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def encode(tokenizer: Any, text: str, stretches: Sequence[Span], passages: Sequence[Passage]) -> Pieces:
    """Return the pieces of the stretches of one text, in order."""
    read = [_plain(_readable(span.of(text))) for span in stretches]
    encodings = tokenizer.encode_batch([words for words, _ in read], add_special_tokens=False)
    counts = [len(encoding.ids) for encoding in encodings]
    bounds = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    ids = np.fromiter((i for e in encodings for i in e.ids), dtype=np.int64, count=int(bounds[-1]))
    pairs = [_placed(e.offsets, places) for e, (_, places) in zip(encodings, read, strict=True)]
    offsets = np.array([pair for own in pairs for pair in own], dtype=np.int64).reshape(-1, 2)
    shift = np.repeat(np.array([span.start for span in stretches], dtype=np.int64), counts)
    start, end = offsets[:, 0] + shift, offsets[:, 1] + shift
    state = quote_states(len(text), passages)
    gap = np.ones(len(ids), dtype=np.uint8)
    if len(ids):
        gap[1:][start[1:] == end[:-1]] = 0
        gap[bounds[:-1][np.diff(bounds) > 0]] = 2
    return Pieces(ids, start, end, _shapes(text, start, end), state[start], gap, bounds)


ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with its left-over HTML entities read, and where each letter was; no places if there are none.

    >>> _plain("B&eacute;la"), _plain("Béla")
    (('Béla', [0, 1, 9, 10, 11]), ('Béla', ()))
    """
    if "&" not in text or ENTITY.search(text) is None:
        return text, ()
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for entity in ENTITY.finditer(text):
        meant = html.unescape(entity[0])
        if len(meant) != 1:
            continue
        parts += [text[at : entity.start()], meant]
        places += [*range(at, entity.start()), entity.start()]
        at = entity.end()
    parts.append(text[at:])
    return "".join(parts), [*places, *range(at, len(text) + 1)]


def _placed(offsets: Sequence[tuple[int, int]], places: Sequence[int]) -> Sequence[tuple[int, int]]:
    """Return where pieces of a plain text stand in the text as it was."""
    return [(places[start], places[end]) for start, end in offsets] if places else offsets


def _readable(text: str) -> str:
    """Replace lone surrogates, which the tokenizer's own encoding cannot hold, one for one."""
    try:
        text.encode("utf8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def quote_states(length: int, passages: Sequence[Passage]) -> Bytes:
    """Return the quotation state of every code point of a text (see ``STATES``)."""
    state = np.zeros(length + 1, dtype=np.uint8)
    for passage in sorted(passages, key=lambda p: p.depth):
        span, inner = passage.span, passage.inner
        if passage.depth:
            state[span.start : span.end] = 4
            continue
        paired = passage.opened and passage.closed
        state[inner.start : inner.end] = 6 if paired and len(inner) <= SHORT else 2 if paired else 5
        state[span.start : inner.start] = 1
        state[inner.end : span.end] = 3
    return state


def _letter_table() -> Bytes:
    """Return 0 other, 1 upper case, 2 other letter, 3 digit for the code points below ``TABLE``."""
    kinds = [1 if c.isupper() else 2 if c.isalpha() else 3 if c.isdigit() else 0 for c in map(chr, range(TABLE))]
    return np.array([*kinds, 2], dtype=np.uint8)


_LETTERS = _letter_table()


def _shapes(text: str, start: Ints, end: Ints) -> Bytes:
    """Return the shape of every piece, from counts of its upper- and lower-case letters and digits."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kind = _LETTERS[np.minimum(codes, TABLE)]

    def count(which: int) -> Ints:
        sums = np.concatenate([[0], np.cumsum(kind == which)])
        found: Ints = sums[end] - sums[start]
        return found

    upper, lower, digit = count(1), count(2), count(3)
    first_upper = kind[np.minimum(start, max(len(kind) - 1, 0))] == 1 if len(kind) else upper > 0
    shape = np.full(len(start), 7, dtype=np.uint8)
    shape[(upper == 0) & (digit == 0)] = 2
    shape[first_upper & (upper == 1) & (lower > 0) & (digit == 0)] = 3
    shape[(upper > 1) & (lower == 0) & (digit == 0)] = 4
    shape[(upper == 1) & (lower == 0) & (digit == 0)] = 5
    shape[(upper == 0) & (lower == 0) & (digit > 0)] = 6
    shape[(upper == 0) & (lower == 0) & (digit == 0)] = 1
    return shape
