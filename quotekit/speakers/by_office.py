"""An office, or an organisation by its words, comes in; the rows that are meant go out."""

from __future__ import annotations

from collections.abc import Iterator

import regex as re
from attrs import evolve

from quotekit.speakers.by_name import by_surname_alone
from quotekit.speakers.common_names import common_words
from quotekit.speakers.folding import fold
from quotekit.speakers.narrowing import NOTHING, Hit, narrowed, persons, rows_of, support, words_told
from quotekit.speakers.roles import ONE_AT_A_TIME, Office, office_fits, offices_of, places_in, read_office
from quotekit.speakers.rows import SpeakerRow
from quotekit.speakers.store import ROLE, WORDS, Store, content_words, phrase_hash, word_hash
from quotekit.speakers.tables import read_table


def by_office(store: Store, mention: str, day: str | None, context: str | None) -> Hit:
    """Return the rows that hold an office on that day, in the country that mention or sentence names."""
    office = read_office(mention)
    if not office.head:
        return NOTHING
    fitting = _holders(store, office, day)
    for owner in () if fitting else _of_owner(store, mention, office, day):
        fitting = fitting or _holders(store, owner, day)
        office = owner if fitting else office
    if not fitting:
        return NOTHING
    rows = _by_place(fitting, context)
    told = office.places or office.qualifiers or (context and any(support(row, context) > 1 for row in rows))
    sure = office.head in ONE_AT_A_TIME or bool(told)
    return Hit(narrowed(rows, day, None), "office", sure)


def _holders(store: Store, office: Office, day: str | None) -> list[SpeakerRow]:
    fitting = []
    for row in rows_of(store, ROLE, word_hash(office.head)):
        for held in offices_of(row.role, row.organisation):
            if office_fits(office, held) and _in_time(row, office.past or held.past, day):
                fitting.append(row)
                break
    return fitting


_OWNER = re.compile(r"^(?:[Tt]he\s+)?(?P<owner>\p{Lu}[\p{L}.\-]*)(?:['’]s)?\s")


def _of_owner(store: Store, mention: str, office: Office, day: str | None) -> Iterator[Office]:
    """Yield the office with its owner's in place of the owner: Putin's spokesman, the Kremlin spokesman."""
    found = _OWNER.match(mention)
    owner = fold(found["owner"]) if found else ""
    if owner not in office.qualifiers:
        return
    seat = next((row for row in read_table("seats.tsv") if fold(row["seat"]) == owner), None)
    roles = [seat["ruler"]] if seat else [row.role for row in by_surname_alone(store, owner) if row.covers(day)]
    for role in roles:
        for own in offices_of(role):
            qualifiers = office.qualifiers - {owner} | own.qualifiers | {own.head}
            yield evolve(office, qualifiers=qualifiers, places=office.places | own.places)


def _in_time(row: SpeakerRow, past: bool, day: str | None) -> bool:
    if not past:
        return row.covers(day)
    return day is None or bool(row.valid_to and row.valid_to < day)


def _by_place(rows: list[SpeakerRow], context: str | None) -> list[SpeakerRow]:
    """Keep the rows whose country or state the sentence names."""
    if persons(rows) < 2 or not context:
        return rows
    named, words = places_in(context), words_told(context)
    scores = [
        max(
            (2 * len(held.places & named) + len(held.qualifiers & words)
             for held in offices_of(row.role, row.organisation)),
            default=0,
        )
        for row in rows
    ]  # fmt: skip
    best = max(scores)
    return [row for row, score in zip(rows, scores, strict=True) if score == best] if best else rows


_LEGAL = frozenset("inc corp ltd plc llc co company corporation limited ag sa gmbh nv se group holdings".split())


def by_words(store: Store, mention: str, day: str | None, context: str | None) -> Hit:
    """Organisations by the words of their name in any order, without legal forms, and by their initials."""
    if not any(c.isupper() for c in mention):
        return NOTHING
    words = content_words(mention)
    if len(words) == 1 and words[0] in common_words() and not mention.isupper():
        return NOTHING
    tries = [words, [word for word in words if word not in _LEGAL]]
    if (
        mention.replace(".", "").isupper()
        and len(words) == 1
        and not (words[0] in common_words() and (context or "").isupper())
    ):
        tries.append([fold(mention)])
    for content in tries:
        rows = [row for row in rows_of(store, WORDS, phrase_hash(content)) if row.kind != "person"] if content else []
        if rows:
            return Hit(narrowed(rows, day, context), "words")
    return NOTHING
