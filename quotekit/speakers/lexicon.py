"""Rows of speakers in, one immutable lexicon out: read, written, merged, asked."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import regex as re
from attrs import frozen

from quotekit.errors import FileProblem
from quotekit.speakers.cycles import find_cycle
from quotekit.speakers.files import read_entries, write_rows
from quotekit.speakers.finding import find_rows
from quotekit.speakers.folding import fold
from quotekit.speakers.narrowing import Hit, persons
from quotekit.speakers.rows import SpeakerRow
from quotekit.speakers.store import (
    _MASK,
    _STEP,
    ALIAS,
    MAX_ALIAS_WORDS,
    NAME,
    Store,
    build_store,
    load_store,
    may_begin,
    save_store,
    source_key,
    word_hash,
)
from quotekit.values import Notice, Span, Speaker

Prefer = Literal["left", "right", "error"]
COMPILED = ".lexicon"


@frozen
class Found:
    """The answer to a mention: one speaker, or those that fit equally well, or none."""

    speaker: Speaker | None = None
    candidates: tuple[Speaker, ...] = ()
    """Who may be meant, where nobody was chosen."""

    @property
    def ambiguous(self) -> bool:
        """True where somebody is meant, and who can't be told."""
        return self.speaker is None and bool(self.candidates)


class SpeakerLexicon(Sequence[SpeakerRow]):
    """Speakers that you bring: an immutable value, passed in and never global.

    Args:
        rows: the rows; their ids must differ.

    Raises:
        FileProblem: two rows have one id, or rows name each other in a circle.

    >>> lexicon = SpeakerLexicon([SpeakerRow("p1", "Mykhailo Podoliak", aliases=("Podolyak",))])
    >>> lexicon.find("Михайло Подоляк").speaker.name
    'Mykhailo Podoliak'
    >>> len(lexicon), lexicon[0].id
    (1, 'p1')
    """

    __slots__ = ("_store", "warnings")

    def __init__(self, rows: Iterable[SpeakerRow] = ()) -> None:
        self._store: Store
        self.warnings: tuple[Notice, ...]
        store = build_store(_distinct(rows))
        problem = find_cycle(store)
        if problem:
            raise problem
        _set(self, store, ())

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a SpeakerLexicon does not change; make another with merge()")

    def __len__(self) -> int:
        return len(self._store)

    def __getitem__(self, i: Any) -> Any:
        return self._store[i]

    def __iter__(self) -> Iterator[SpeakerRow]:
        return iter(self._store)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SpeakerLexicon) and self._store.same_rows(other._store)

    def __hash__(self) -> int:
        return hash((len(self), self._store.payload()))

    def __repr__(self) -> str:
        return f"<SpeakerLexicon of {len(self):,} rows>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _of, (type(self), self._store, self.warnings)

    @property
    def rows(self) -> Sequence[SpeakerRow]:
        """All rows, in order."""
        return self._store

    @classmethod
    def read(cls, path: str | os.PathLike[str], cache: str | os.PathLike[str] | None = None) -> SpeakerLexicon:
        """Read a lexicon from CSV, JSONL, TOML or its compiled form.

        Args:
            path: the file; its name tells the format, ``.lexicon`` the compiled one that a ``cache`` holds.
            cache: a folder for the compiled form. It is kept under the source's hash, so a changed source is
                compiled anew.

        Raises:
            FileProblem: the first thing that is wrong with the file: where, what and what to do.
            OSError: the file can't be opened.
        """
        if Path(path).suffix.lower() == COMPILED:
            store, head = load_store(path)
            return _of(cls, store, tuple(Notice(c, m) for c, m in head["warnings"]))
        if cache is None:
            return _read(cls, path)
        Path(cache).mkdir(parents=True, exist_ok=True)
        key = source_key(path)
        compiled = Path(cache) / f"{key}{COMPILED}"
        if compiled.exists():
            try:
                store, head = load_store(compiled)
                if head.get("source") == key:
                    return _of(cls, store, tuple(Notice(c, m) for c, m in head["warnings"]))
            except FileProblem:
                compiled.unlink()
        lexicon = _read(cls, path)
        save_store(lexicon._store, compiled, key, {"warnings": [(w.code, w.message) for w in lexicon.warnings]})
        return lexicon

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the lexicon as CSV, JSONL or TOML, by the file's name; reading it back gives an equal one."""
        write_rows(self, path)

    def merge(self, other: SpeakerLexicon, *, prefer: Prefer) -> SpeakerLexicon:
        """Return a lexicon with the rows of both; ``prefer`` says whose row stands where both have an id.

        Args:
            other: the lexicon to add.
            prefer: ``"left"`` (this one's), ``"right"`` (the other's) or ``"error"``.

        Raises:
            ValueError: ``prefer`` is none of the three.
            FileProblem: an id is in both and ``prefer`` is ``"error"``.

        >>> ours = SpeakerLexicon([SpeakerRow("p1", "Ada Cole")])
        >>> theirs = SpeakerLexicon([SpeakerRow("p1", "A. Cole"), SpeakerRow("p2", "Bo Lund")])
        >>> [row.name for row in ours.merge(theirs, prefer="left")]
        ['Ada Cole', 'Bo Lund']
        """
        if not isinstance(other, SpeakerLexicon):
            raise TypeError(f"other must be a SpeakerLexicon, not {type(other).__name__}")
        if prefer not in ("left", "right", "error"):
            raise ValueError(f"prefer must be left, right or error, not {prefer!r}")
        rows = {row.id: row for row in self}
        for row in other:
            if row.id in rows and prefer == "error":
                raise FileProblem(
                    f"both lexicons have a row {row.id[:60]!r}", "say prefer='left' or 'right'", field="id"
                )
            if row.id not in rows or prefer == "right":
                rows[row.id] = row
        return SpeakerLexicon(rows.values())

    def find(self, mention: str, on: str | datetime.date | None = None, context: str | None = None) -> Found:
        """Return whom a mention means.

        Args:
            mention: a name, surname, office, acronym or handle, as printed.
            on: the day it was printed; offices change hands.
            context: the sentence it stands in. A surname alone resolves only with one.

        >>> lexicon = SpeakerLexicon([
        ...     SpeakerRow("1", "Ada Cole", role="President of Norland", valid_to="2019-12-31"),
        ...     SpeakerRow("2", "Bo Lund", role="President of Norland", valid_from="2020-01-01")])
        >>> lexicon.find("the president", on="2018-03-01").speaker.name
        'Ada Cole'
        >>> lexicon.find("the president").ambiguous
        True
        """
        if not isinstance(mention, str):
            raise TypeError(f"mention must be a string, not {type(mention).__name__}")
        if context is not None and not isinstance(context, str):
            raise TypeError(f"context must be a string or None, not {type(context).__name__}")
        day = as_day(on)
        return as_found(find_rows(self._store, mention, day, context), day)

    def match(self, text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """Yield every stretch of a text that is a name or alias of the lexicon, the longest at each place, with ids.

        Its cost does not depend on the number of rows.

        >>> lexicon = SpeakerLexicon([SpeakerRow("p1", "Ada Cole"), SpeakerRow("p2", "Cole")])
        >>> [(span.start, span.end, ids) for span, ids in lexicon.match("Then Ada Cole spoke.")]
        [(5, 13, ('p1',))]
        """
        yield from _matches(self._store, text)


def _set(lexicon: SpeakerLexicon, store: Store, warnings: tuple[Notice, ...]) -> None:
    object.__setattr__(lexicon, "_store", store)
    object.__setattr__(lexicon, "warnings", warnings)


def _of(cls: type[SpeakerLexicon], store: Store, warnings: tuple[Notice, ...]) -> SpeakerLexicon:
    lexicon = cls.__new__(cls)
    _set(lexicon, store, warnings)
    return lexicon


def _distinct(rows: Iterable[SpeakerRow]) -> Iterator[SpeakerRow]:
    seen: set[int] = set()
    for row in rows:
        if not isinstance(row, SpeakerRow):
            raise TypeError(f"rows must hold SpeakerRow, not {type(row).__name__}")
        key = word_hash(row.id)
        if key in seen:
            raise FileProblem(f"two rows have the id {row.id[:60]!r}", "every row needs its own", field="id")
        seen.add(key)
        yield row


def _read(cls: type[SpeakerLexicon], path: str | os.PathLike[str]) -> SpeakerLexicon:
    warnings: list[Notice] = []
    lines: dict[int, int] = {}

    def rows() -> Iterator[SpeakerRow]:
        for entry in read_entries(path):
            if entry.problems:
                raise entry.problems[0]
            warnings.extend(Notice("lexicon-cell", str(w)[:500]) for w in entry.warnings[: 1000 - len(warnings)])
            if entry.row:
                problem = note_id(entry.row, entry.line, lines)
                if problem:
                    raise problem.at(os.fspath(path), entry.line)
                yield entry.row

    store = build_store(rows())
    problem = find_cycle(store)
    if problem:
        line = lines.get(word_hash(problem.row_id))
        raise problem.at(os.fspath(path), line)
    return _of(cls, store, tuple(warnings))


def note_id(row: SpeakerRow, line: int, lines: dict[int, int]) -> FileProblem | None:
    """Remember a row's id; return the problem where it was used before."""
    key = word_hash(row.id)
    if key in lines:
        return FileProblem(
            f"the id {row.id[:60]!r} is used on line {lines[key]} too", "every row needs its own", field="id"
        )
    lines[key] = line
    return None


def as_day(on: str | datetime.date | None) -> str | None:
    """Return a day as ISO text.

    Raises:
        TypeError: neither text nor a date.
        ValueError: no day.
    """
    if on is None:
        return None
    if isinstance(on, datetime.datetime):
        return on.date().isoformat()
    if isinstance(on, datetime.date):
        return on.isoformat()
    if not isinstance(on, str):
        raise TypeError(f"on must be a date or a string, not {type(on).__name__}")
    try:
        return datetime.date.fromisoformat(on[:10]).isoformat()
    except ValueError:
        raise ValueError(f"on must be a day such as 2018-03-01, not {on[:40]!r}") from None


def as_speaker(row: SpeakerRow, day: str | None, rule: str = "lexicon") -> Speaker:
    """Return a row as a speaker; the role is told where the row's days hold the day."""
    role = row.role if row.role and row.covers(day) else None
    return Speaker(row.name, row.kind, row.person, role, rule)


def as_found(hit: Hit, day: str | None) -> Found:
    """Return rows as an answer: one person is the speaker, several are candidates."""
    if hit.sure and hit.rows and persons(hit.rows) == 1:
        return Found(as_speaker(hit.rows[0], day))
    return Found(None, tuple({row.person: as_speaker(row, day) for row in hit.rows}.values()))


_TOKEN = re.compile(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’]*")


def _matches(store: Store, text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    if not len(store):
        return
    spans, hashes = [], []
    known: dict[str, int] = {}
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token not in known:
            words = fold(token[:200].removesuffix("'s").removesuffix("’s")).split()
            known[token] = word_hash("".join(words))
        spans.append(found.span())
        hashes.append(known[token])
    if not hashes:
        return
    longest = _longest(store, np.array(hashes, np.uint64))
    end = 0
    for start, (length, rows) in sorted(longest.items()):
        if spans[start][0] < end:
            continue
        last = spans[start + length - 1]
        end = last[0] + len(text[last[0] : last[1]].removesuffix("'s").removesuffix("’s"))
        if not text[spans[start][0]].islower():
            yield Span(spans[start][0], end), tuple(store.row(i).id for i in rows)


def _longest(store: Store, words: Any) -> dict[int, tuple[int, list[int]]]:
    """Return for each place the longest name that begins there, growing all beginnings by a word at a time."""
    found: dict[int, tuple[int, list[int]]] = {}
    places = np.arange(len(words))
    values = np.zeros(len(words), np.uint64)
    for length in range(1, MAX_ALIAS_WORDS + 1):
        inside = places + length - 1 < len(words)
        places, values = places[inside], values[inside]
        with np.errstate(over="ignore"):
            values = values * np.uint64(_STEP) + words[places + length - 1]
        alive = may_begin(store, values)
        places, values = places[alive], values[alive]
        if not len(places):
            break
        for kind in (NAME, ALIAS):
            index = store.indexes[kind]
            at = np.searchsorted(index.hashes, values)
            hit = (
                (at < len(index.hashes)) & (index.hashes[np.minimum(at, max(len(index.hashes) - 1, 0))] == values)
                if len(index.hashes)
                else np.zeros(len(values), bool)
            )
            for place, value in zip(places[hit].tolist(), values[hit].tolist(), strict=True):
                rows = index.get(value, 64)
                old = found.get(place, (0, []))
                found[place] = (length, sorted(set(rows + (old[1] if old[0] == length else []))))
    return found


assert _MASK == 2**64 - 1
