"""Rows come in; one compact, immutable store with hash indexes goes out, in memory or mapped from a file.

A row is a line of JSON in one long byte string; an index is two arrays, sorted hashes and the rows they stand for.
So a million rows cost a few hundred megabytes and no Python object each, and a compiled store is mapped, not read.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import regex as re
from attrs import frozen

from quotekit.errors import FileProblem
from quotekit.speakers.folding import fold, romanise, skeletons
from quotekit.speakers.readings import spoken
from quotekit.speakers.roles import role_heads
from quotekit.speakers.rows import SpeakerRow

MAGIC = b"quotekit lexicon 3\n"
MAX_ALIAS_WORDS = 12
"""Longer names are found by ``find`` alone, not in running text."""
_STEP = 0x9E3779B97F4A7C15
_MASK = 2**64 - 1

NAME, ALIAS, HANDLE, WORDS, SKELETON, ROLE, ID, ORGANISATION = range(8)
_INDEXES = ("name", "alias", "handle", "words", "skeleton", "role", "id", "organisation")
SMALL_WORDS = frozenset("the of for and on in to a an de la".split())


@lru_cache(maxsize=1 << 16)
def word_hash(word: str) -> int:
    """Return a stable 64-bit hash of one folded word."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf8", "surrogatepass"), digest_size=8).digest(), "little")


def phrase_hash(words: Iterable[str]) -> int:
    """Return the hash of several words in order; growing a phrase by a word takes one step.

    >>> phrase_hash(["a", "b"]) != phrase_hash(["b", "a"])
    True
    """
    value = 0
    for word in words:
        value = (value * _STEP + word_hash(word)) & _MASK
    return value


def alias_words(name: str) -> list[str]:
    """Return the folded words of a name without a leading article."""
    words = fold(name).split()
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def content_words(name: str) -> list[str]:
    """Return the words that tell an organisation, in one order: the Justice Department is the Department of Justice."""
    words = (word for printed in fold(name).split() for word in _ONE_SPELLING.get(printed, (printed,)))
    return sorted({word for word in words if word not in SMALL_WORDS})


_COUNTRIES = frozenset("united states kingdom american british".split())
"""Words that a name begins with abroad: the Justice Department is the United States Department of Justice."""


_ONE_SPELLING = {
    "organisation": ("organization",),
    "organisations": ("organizations",),
    "defence": ("defense",),
    "centre": ("center",),
    "centres": ("centers",),
    "labour": ("labor",),
    "programme": ("program",),
    "us": ("united", "states"),
    "uk": ("united", "kingdom"),
}
"""Spellings and short forms of one word in the names of organisations."""


@frozen(eq=False)
class Index:
    """Sorted hashes and, beside each, the row it stands for."""

    hashes: np.ndarray[Any, np.dtype[np.uint64]]
    rows: np.ndarray[Any, np.dtype[np.uint32]]

    def get(self, value: int, limit: int = 4096) -> list[int]:
        """Return the rows of one hash in order, at most ``limit``."""
        wanted = np.uint64(value)
        start = int(np.searchsorted(self.hashes, wanted, "left"))
        end = int(np.searchsorted(self.hashes[start : start + limit], wanted, "right")) + start
        return sorted(set(self.rows[start:end].tolist()))

    def count(self, value: int) -> int:
        """Return how many rows a hash stands for."""
        left, right = np.searchsorted(self.hashes, np.uint64(value), "left"), 0
        right = int(np.searchsorted(self.hashes, np.uint64(value), "right"))
        return right - int(left)


class _Postings:
    """Grows an index; sorted once at the end."""

    def __init__(self) -> None:
        self.hashes = array("Q")
        self.rows = array("I")

    def add(self, value: int, row: int) -> None:
        self.hashes.append(value)
        self.rows.append(row)

    def done(self) -> Index:
        hashes = np.frombuffer(self.hashes, dtype=np.uint64) if self.hashes else np.zeros(0, np.uint64)
        rows = np.frombuffer(self.rows, dtype=np.uint32) if self.rows else np.zeros(0, np.uint32)
        order = np.argsort(hashes, kind="stable")
        return Index(hashes[order], rows[order])


@frozen(eq=False)
class Store(Sequence[SpeakerRow]):
    """The rows of a lexicon and where to look for them."""

    blob: bytes | memoryview
    ends: np.ndarray[Any, np.dtype[np.uint64]]
    indexes: Mapping[int, Index]
    starts: np.ndarray[Any, np.dtype[np.uint8]]
    """A bitmap over the hashes of every alias and every beginning of one: text that can't match is passed quickly."""

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            return tuple(self[k] for k in range(*i.indices(len(self))))
        if i < 0:
            i += len(self)
        if not 0 <= i < len(self):
            raise IndexError(i)
        return self.row(i)

    def __iter__(self) -> Iterator[SpeakerRow]:
        return (self.row(i) for i in range(len(self)))

    def __reduce__(self) -> tuple[Any, ...]:
        # The indexes travel as they are: to make them anew would cost a process a minute for half a million rows.
        return Store, (self.payload(), self.ends, self.indexes, self.starts)

    def row(self, i: int) -> SpeakerRow:
        """Return row ``i``."""
        start = int(self.ends[i - 1]) if i else 0
        return _decoded(bytes(self.blob[start : int(self.ends[i])]))

    def same_rows(self, other: Store) -> bool:
        """Tell whether both hold equal rows in the same order."""
        return np.array_equal(self.ends, other.ends) and self.payload() == other.payload()

    def payload(self) -> bytes:
        """Return all rows as bytes."""
        return bytes(self.blob[: int(self.ends[-1])]) if len(self.ends) else b""


@lru_cache(maxsize=8192)
def _decoded(line: bytes) -> SpeakerRow:
    try:
        cells = json.loads(line)
        cells[2] = tuple(cells[2])
        row = SpeakerRow(*cells)
        if not all(isinstance(cell, str) for cell in (*cells[:2], *cells[2], *cells[3:])):
            raise TypeError("a cell that is no string")
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as error:
        raise FileProblem(f"a damaged compiled lexicon ({error})", "delete it; it is made anew") from None
    return row


def build_store(rows: Iterable[SpeakerRow]) -> Store:
    """Return the store of ``rows``.

    >>> store = build_store([SpeakerRow("p1", "Ada Cole", ("A. Cole",))])
    >>> store[0].name, store.indexes[ALIAS].get(phrase_hash(alias_words("a. cole")))
    ('Ada Cole', [0])
    """
    blob = bytearray()
    ends = array("Q")
    postings = {kind: _Postings() for kind in range(len(_INDEXES))}
    beginnings: array[int] = array("Q")
    for i, row in enumerate(rows):
        cells = (row.id, row.name, row.aliases, row.kind, row.role, row.organisation, row.handle, row.pronouns,
                 row.valid_from, row.valid_to)  # fmt: skip
        blob += json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode("utf8")
        ends.append(len(blob))
        _index(row, i, postings, beginnings)
    bitmap = _bitmap(np.frombuffer(beginnings, dtype=np.uint64) if beginnings else np.zeros(0, np.uint64))
    del beginnings
    # One index at a time, so that grown and sorted arrays are not all held at once.
    indexes = {kind: postings.pop(kind).done() for kind in list(postings)}
    places = np.frombuffer(ends, dtype=np.uint64) if ends else np.zeros(0, np.uint64)
    return Store(bytes(blob), places, indexes, bitmap)


def _index(row: SpeakerRow, i: int, postings: Mapping[int, _Postings], beginnings: array[int]) -> None:
    marks: set[int] = set()
    for kind, name in ((NAME, row.name), *((ALIAS, alias) for alias in row.aliases)):
        words = fold.__wrapped__(name).split()
        words = words[1:] if len(words) > 1 and words[0] == "the" else words
        value = 0
        for word in words[:MAX_ALIAS_WORDS]:
            value = (value * _STEP + word_hash(word)) & _MASK
            beginnings.append(value)
        # The value is now that of the whole name, unless it is longer than any that text is searched for.
        postings[kind].add(value if len(words) <= MAX_ALIAS_WORDS else phrase_hash(words), i)
        if row.kind == "person":
            for word in words if name.isascii() else fold(romanise(name)).split():
                marks.update(_mark_hashes(word))
        else:
            content = content_words(name)
            postings[WORDS].add(phrase_hash(content), i)
            at_home = [word for word in content if word not in _COUNTRIES]
            if 1 < len(at_home) < len(content):
                postings[WORDS].add(phrase_hash(at_home), i)
            if kind == NAME and len(words) > 2:
                postings[WORDS].add(phrase_hash([initials(name)]), i)
    if row.kind == "person":
        marks.update(joined_marks(fold(romanise(row.name)).split()))
    for mark in marks:
        postings[SKELETON].add(mark, i)
    if row.handle:
        postings[HANDLE].add(word_hash(row.handle.lower()), i)
    postings[ID].add(word_hash(row.id), i)
    if row.organisation:
        postings[ORGANISATION].add(phrase_hash(alias_words(row.organisation)), i)
        postings[ORGANISATION].add(word_hash(row.organisation), i)
    for head in role_heads(row.role):
        postings[ROLE].add(word_hash(head), i)


def initials(name: str) -> str:
    """Return the acronym of an organisation's name, folded.

    >>> initials("World Health Organization"), initials("Federal Bureau of Investigation")
    ('who', 'fbi')
    """
    return "".join(word[0] for word in fold(romanise(name)).split() if word not in SMALL_WORDS)


def joined_marks(words: Sequence[str]) -> list[int]:
    """Return the hashes of a whole name's consonants, its words run together: ``안규백`` and Ahn Gyu Baek."""
    if len(words) < 2:
        return []
    return [word_hash(f"+{mark}") for mark in skeletons("".join(words)[:40]) if len(mark) > 1]


@lru_cache(maxsize=1 << 16)
def _mark_hashes(word: str) -> tuple[int, ...]:
    if len(word) < 2:
        return ()
    written, short = skeletons(word), _SILENT_END.sub("", word)
    heard = set(skeletons(short)) if short != word else set()
    if _FRENCH.search(word):
        heard.update(skeletons(spoken(word, "french")))
    silent = sorted(heard.difference(written))
    return tuple(map(word_hash, written)) + tuple(word_hash(f"{SILENT}{mark}") for mark in silent)


_FRENCH = re.compile(r"ill|aul[tdxs]+$")
"""What is worth reading a name as French for: the rest of its silent letters are an end like the others'."""
_SILENT_END = re.compile(r"(?<=\p{L}{2})(?:e?[rsxzdtp]{1,3}|es)$")
SILENT = "~"
"""Before the consonants of a word whose end is silent: Дюфло is Duflot."""


def _bitmap(hashes: np.ndarray[Any, np.dtype[np.uint64]]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    bits = max(16, int(len(hashes) * 8).bit_length())
    bitmap = np.zeros(1 << (bits - 3), np.uint8)
    for start in range(0, len(hashes), 1 << 20):
        places = hashes[start : start + (1 << 20)] >> np.uint64(64 - bits)
        np.bitwise_or.at(bitmap, places >> np.uint64(3), np.uint8(1) << (places & np.uint64(7)).astype(np.uint8))
    return bitmap


def may_begin(store: Store, hashes: np.ndarray[Any, np.dtype[np.uint64]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell for each hash whether a name of the store may begin so; seldom wrong, and then only with yes."""
    bits = (len(store.starts) << 3).bit_length() - 1
    places = hashes >> np.uint64(64 - bits)
    found: np.ndarray[Any, np.dtype[np.bool_]] = (
        store.starts[places >> np.uint64(3)] >> (places & np.uint64(7)).astype(np.uint8)
    ) & 1 == 1
    return found


def source_key(path: str | os.PathLike[str]) -> str:
    """Return the hash of a source file: a compiled store is good for this source alone."""
    digest = hashlib.blake2b(digest_size=16)
    with Path(path).open("rb") as stream:
        while part := stream.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def save_store(store: Store, path: str | os.PathLike[str], source: str, extra: Mapping[str, Any]) -> None:
    """Write the compiled form: a head of JSON, then arrays that can be mapped. Whole or not at all."""
    sections: list[tuple[str, np.ndarray[Any, Any]]] = [
        ("blob", np.frombuffer(store.payload(), np.uint8)), ("ends", store.ends), ("starts", store.starts)
    ]  # fmt: skip
    for kind, name in enumerate(_INDEXES):
        index = store.indexes[kind]
        sections += [(f"{name}.hashes", index.hashes), (f"{name}.rows", index.rows)]
    places, offset, check = {}, 0, 0
    for name, values in sections:
        places[name] = [values.dtype.str, offset, values.nbytes]
        offset += values.nbytes + (-values.nbytes % 64)
        check = zlib.crc32(np.ascontiguousarray(values).data.cast("B") if values.nbytes else b"", check)
    head = json.dumps({"source": source, "sections": places, "check": check, **extra}).encode("ascii")
    target = Path(path)
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    try:
        # Private, and never through a link that somebody laid: the folder may be one that others can write to.
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            begin = MAGIC + len(head).to_bytes(8, "little") + head
            stream.write(begin + b"\x00" * (-len(begin) % 64))
            for _, values in sections:
                stream.write(np.ascontiguousarray(values).data if values.nbytes else b"")
                stream.write(b"\x00" * (-values.nbytes % 64))
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def load_store(path: str | os.PathLike[str]) -> tuple[Store, dict[str, Any]]:
    """Map a compiled store; return it and its head.

    Raises:
        FileProblem: the file is damaged, cut short or none of ours.
        OSError: it can't be opened.
    """
    name = os.fspath(path)
    with Path(path).open("rb") as stream:
        try:
            mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:
            raise FileProblem("empty, no compiled lexicon", "compile it again", name) from None
    try:
        head, begin = _head(mapped)
        arrays, check = {}, 0
        for section, (kind, offset, size) in head["sections"].items():
            if kind not in _KINDS or not 0 <= offset <= offset + size:
                raise ValueError("a section of another kind")
            part = memoryview(mapped)[begin + offset : begin + offset + size]
            check = zlib.crc32(part, check)
            arrays[section] = np.frombuffer(part, dtype=np.dtype(kind))
            if len(part) != size:
                raise ValueError("cut short")
        if check != head["check"]:
            raise ValueError("changed")
        blob = memoryview(mapped)[begin : begin + head["sections"]["blob"][2]]
        indexes = {i: Index(arrays[f"{n}.hashes"], arrays[f"{n}.rows"]) for i, n in enumerate(_INDEXES)}
        store = Store(blob, arrays["ends"], indexes, arrays["starts"])
        _check(store)
        return store, head
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise FileProblem(f"a damaged compiled lexicon ({error})", "delete it; it is made anew", name) from None


_KINDS = ("|u1", "<u4", "<u8")


def _check(store: Store) -> None:
    """Raise where arrays don't fit each other: whoever writes a file can write its check sum too."""
    bits = len(store.starts)
    fits = (
        (store.ends.dtype, store.starts.dtype) == (np.dtype(np.uint64), np.dtype(np.uint8))
        and bits > 0
        and not bits & (bits - 1)
        and bool(np.all(store.ends[:-1] <= store.ends[1:]))
        and (not len(store.ends) or int(store.ends[-1]) <= len(store.blob))
    )
    for index in store.indexes.values():
        fits = fits and (index.hashes.dtype, index.rows.dtype) == (np.dtype(np.uint64), np.dtype(np.uint32))
        fits = fits and len(index.hashes) == len(index.rows) and bool(np.all(index.hashes[:-1] <= index.hashes[1:]))
        fits = fits and (not len(index.rows) or int(index.rows.max()) < len(store.ends))
    if not fits:
        raise ValueError("its parts don't fit each other")


def _head(mapped: mmap.mmap) -> tuple[dict[str, Any], int]:
    if mapped[: len(MAGIC)] != MAGIC:
        raise ValueError("not written by this version")
    at = len(MAGIC) + 8
    size = int.from_bytes(mapped[len(MAGIC) : at], "little")
    head = json.loads(mapped[at : at + size])
    if not isinstance(head, dict):
        raise ValueError("no head")
    if not all(isinstance(part, str) for notice in head["warnings"] for part in notice):
        raise TypeError("warnings that are no words")
    head["warnings"] = [(code, message) for code, message in head["warnings"]]
    return head, at + size + (-(at + size) % 64)
