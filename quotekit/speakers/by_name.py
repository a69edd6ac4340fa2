"""A person's name comes in, whole or a surname; the rows that bear it go out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex as re

from quotekit.speakers.common_names import common_words, is_person_here
from quotekit.speakers.eastern import family_first
from quotekit.speakers.folding import fold, fold_text, romanise, skeletons
from quotekit.speakers.korean import families
from quotekit.speakers.names import (
    LEFT_OUT,
    PersonName,
    is_part_of_name,
    name_cost,
    nicknames_of,
    read_name,
    title_of,
    word_cost,
)
from quotekit.speakers.narrowing import NOTHING, Hit, narrowed, persons
from quotekit.speakers.readings import LISPING, spoken
from quotekit.speakers.roles import UNDER, Office, offices_of, places_in, read_office
from quotekit.speakers.rows import SpeakerRow
from quotekit.speakers.spelling import FAR, SPELLED_APART
from quotekit.speakers.store import SILENT, SKELETON, Store, joined_marks, word_hash
from quotekit.speakers.tables import read_table

SAME_SCRIPT, OTHER_SCRIPT = 0.2, 0.28
"""The most that two full names may cost, of one script and of two."""


CLEAR = 0.05
"""By how much the best name must beat the next one; half of it where the best is spelled or sounds just so."""


MAX_CANDIDATES = 400


def by_name(store: Store, mention: str, day: str | None, context: str | None) -> Hit:
    """Return the rows that a name means: a full one by its sound, one word as a surname."""
    if not _looks_like_name(mention):
        return NOTHING
    name = read_name(mention)
    if is_surname_alone(name) or len(name.words) == 1:
        hit = by_surname(store, mention, name, day, context)
        if hit.rows or len(name.words) < 2:
            return hit
    hit = by_full_name(store, name, day, context)
    at = context.find(mention) if context else -1
    before = _WORD_BEFORE.search(context[max(0, at - 40) : at]) if context and at > 0 else None
    # "Zelda Van Drew" is not the Van Drew of the lexicon.
    if hit.rows and context and before and is_foreign(before["word"], hit.rows, context, at):
        return NOTHING
    return hit


def is_surname_alone(name: PersonName) -> bool:
    """Tell whether a name is a surname, particles and all: "van den Berg"."""
    return bool(name.words) and name.latin and all(word in _OF_SURNAMES for word in name.words[:-1])


_OF_SURNAMES = frozenset("van von de der den del della di da dos du la las los ter ten".split())


def _looks_like_name(text: str) -> bool:
    """Tell whether every word behind the titles, but particles, starts with a capital, or has no case."""
    words = [word for word in re.split(r"[\s,\-]+", text) if word and word[0].isalpha()]
    words = words[title_of([fold(word) for word in words])[2] :]
    return bool(words) and all(
        not _is_small(word) or word.lower() in LOWER_IN_NAMES or is_part_of_name(fold(romanise(word))) for word in words
    ) and any(not _is_small(word) for word in words)  # fmt: skip


def _is_small(word: str) -> bool:
    """Tell whether a word starts with a small letter; Georgian writes names with them."""
    return word[0].islower() and not "\u10d0" <= word[0] <= "\u10ff"


LOWER_IN_NAMES = frozenset("al el bin ibn de da do du del della der den van von la le dos das ten ter y e zu".split())


def by_full_name(store: Store, name: PersonName, day: str | None, context: str | None) -> Hit:
    """Return the rows whose name is nearest to a full name, and those as near."""
    limit = SAME_SCRIPT if name.latin else OTHER_SCRIPT
    costs: list[tuple[float, int]] = []
    for tier in _candidates(store, name):
        for i in tier:
            row = store.row(i)
            if row.kind in ("person", "account"):
                cost = min(name_cost(name, read_name(other)) for other in (row.name, *row.aliases))
                if cost <= limit:
                    costs.append((cost, i))
        if costs:
            break
    if not costs:
        return NOTHING
    best = min(costs)[0]
    clear = CLEAR if best > SPELLED_APART + LEFT_OUT else CLEAR / 2
    rows = [store.row(i) for cost, i in sorted(costs) if cost <= best + clear]
    # "Donald Trump Jr." is nobody who has no "Jr.", though he may be meant.
    sure = not name.suffix or any(read_name(n).suffix for row in rows for n in (row.name, *row.aliases))
    return Hit(narrowed(_by_title(rows, name, day), day, context), "spelling", sure)


def _candidates(store: Store, name: PersonName) -> tuple[list[int], list[int]]:
    """Return rows that share consonants with two words of the name, then those that share a rare word's."""
    index = store.indexes[SKELETON]
    shared: dict[int, int] = {}
    rare: set[int] = set()
    for word in name.words:
        here: set[int] = set()
        for mark in _marks_of(word, name):
            rows = index.get(mark, MAX_CANDIDATES * 8)
            here.update(rows)
            if len(rows) <= MAX_CANDIDATES // 4 and mark != _NO_CONSONANT:
                rare.update(rows)
        for i in here:
            shared[i] = shared.get(i, 0) + 1
    several = {i for i, count in shared.items() if count > 1}
    for words in _run_together(name):
        for value in joined_marks(words):
            several.update(index.get(value, MAX_CANDIDATES))
    return sorted(several)[: MAX_CANDIDATES * 4], sorted(rare - several)[: MAX_CANDIDATES * 4]


_NO_CONSONANT = word_hash("")


@lru_cache(maxsize=4096)
def _marks_of(word: str, name: PersonName) -> tuple[int, ...]:
    """Return the hashes under which rows with a word of the name may stand."""
    if len(word) < 2:
        return ()
    if name.latin:
        return tuple({word_hash(mark) for form in (word, *nicknames_of(word)) for mark in skeletons(form)})
    loose = name.scripts in LISPING
    heard = {word, spoken(word, name.scripts)}
    marks = {mark for form in (*heard, *nicknames_of(word)) for mark in skeletons(form, loose)}
    silent = {f"{SILENT}{mark}" for form in heard for mark in skeletons(form, loose)}
    return tuple(map(word_hash, marks | silent))


def _run_together(name: PersonName) -> Iterator[tuple[str, ...]]:
    """Yield the orders in which a name's words may be run together."""
    if name.korean:
        given = name.words[1:]
        yield from ((family, *given) for family in families(name.korean[0]))
        yield from ((*given, family) for family in families(name.korean[0]))
    else:
        yield from (name.words[k:] + name.words[:k] for k in range(min(len(name.words), 3)))


def _by_title(rows: Sequence[SpeakerRow], name: PersonName, day: str | None) -> list[SpeakerRow]:
    """Keep the rows that the title before the name allows: a senator's, a woman's."""
    left = list(rows)
    if name.gender and persons(left) > 1:
        left = [row for row in left if _gender(row) in ("", name.gender)] or left
    for title in name.titles:
        office = read_office(title)
        if office.head and persons(left) > 1:
            fits = [row for row in left if any(o.head == office.head for o in offices_of(row.role))]
            left = [row for row in fits if office.past or row.covers(day)] or fits or left
    return left


def _gender(row: SpeakerRow) -> str:
    first = row.pronouns.lower().partition("/")[0].strip()
    return {"he": "m", "him": "m", "she": "f", "her": "f"}.get(first, "")


def _surname(row_name: PersonName) -> set[str]:
    if row_name.surname:
        return {row_name.words[i] for i in row_name.surname}
    if not row_name.words:
        return set()
    return {row_name.words[-1], row_name.words[0]} if family_first(row_name.words) else {row_name.words[-1]}


def by_surname_alone(store: Store, word: str, scripts: str = "latin") -> list[SpeakerRow]:
    """Return the persons with a surname, those who spell it just so where there are any."""
    rows = []
    for i in sorted({i for mark in skeletons(word) for i in store.indexes[SKELETON].get(word_hash(mark), 2000)}):
        row = store.row(i)
        if row.kind == "person" and any(_is_surname(word, read_name(n), scripts) for n in (row.name, *row.aliases)):
            rows.append(row)
    exact = [row for row in rows if word in {s for n in (row.name, *row.aliases) for s in _surname(read_name(n))}]
    return exact or rows


def by_surname(
    store: Store, mention: str, name: PersonName, day: str | None, context: str | None, office: Office | None = None
) -> Hit:
    """Return the rows with a surname, as far as title, gender, day and sentence allow."""
    word = name.words[-1] if name.words else ""
    if len(word) < 2:
        return NOTHING
    rows = by_surname_alone(store, word, name.scripts)
    if len(name.words) > 1:
        # "Van den Berg" is not everybody whose name is Berg.
        many = name.words
        rows = [r for r in rows if any(read_name(n).words[-len(many) :] == many for n in (r.name, *r.aliases))]
    if not rows:
        return NOTHING
    if name.gender:
        rows = [row for row in rows if _gender(row) in ("", name.gender)]
    heads = [office] if office else [read for title in name.titles if (read := read_office(title)).head]
    if heads:
        rows = [row for row in rows if _holds(row, heads[-1], day)]
    if not rows:
        return NOTHING
    if context is None and not heads:
        return Hit(narrowed(rows, day, None), "surname", sure=False)
    if context and names_another(rows, mention, context):
        return NOTHING
    if word in common_words() and not heads and not name.titles and context and not is_person_here(mention, context):
        return NOTHING
    left = narrowed(rows, day, context)
    return Hit(left, "surname")


def by_given_name(store: Store, mention: str, day: str | None, context: str | None) -> Hit:
    """Return who is called by a given name: "Dame Edith" of a sentence or a row that names Dame Edith Ashworth."""
    name = read_name(mention)
    if len(name.words) != 1 or not _looks_like_name(mention) or len(name.words[0]) < 2:
        return NOTHING
    told = fold_text(romanise(context[:2000])).split() if context else []
    fitting = [
        row
        for row in _with_word(store, name.words[0])
        for other in map(read_name, (row.name, *row.aliases))
        if len(other.words) > 1
        and other.words[0] == name.words[0]
        and ((name.titles and name.titles == other.titles) or _stands_in(other.words, told))
    ]
    distinct = list({row.id: row for row in fitting}.values())
    return Hit(narrowed(distinct, day, context), "given name") if distinct else NOTHING


def _with_word(store: Store, word: str) -> list[SpeakerRow]:
    """Return the persons with a word in their name that is spelled nearly so."""
    found = sorted(
        {i for mark in skeletons(word) for i in store.indexes[SKELETON].get(word_hash(mark), MAX_CANDIDATES)}
    )
    return [row for row in map(store.row, found) if row.kind == "person"]


def _stands_in(words: Sequence[str], told: Sequence[str]) -> bool:
    """Tell whether words stand next to each other among others."""
    return any(tuple(told[i : i + len(words)]) == tuple(words) for i in range(len(told) - len(words) + 1))


def _holds(row: SpeakerRow, office: Office, day: str | None) -> bool:
    """Tell whether a title before a surname fits the row: its office then, or one it once held."""
    held = offices_of(row.role, row.organisation)
    if not held:
        return True
    if not any(o.head == office.head or office.head in role_class(o.head) for o in held):
        return False
    if office.places and not any(office.places & o.places for o in held):
        return False
    return row.covers(day) or office.past or day is None or bool(row.valid_to and day > row.valid_to)


def role_class(head: str) -> frozenset[str]:
    """Return the wider roles that a role belongs to."""
    return frozenset(wide for wide, narrow in UNDER.items() if head in narrow)


def _is_surname(word: str, row: PersonName, scripts: str) -> bool:
    latin = scripts == "latin" and row.latin
    limit = 0.1 if latin else 0.2
    if scripts == "latin" and not latin:
        return any(word_cost(surname, word, limit, row.scripts) <= limit for surname in _surname(row))
    return any(word_cost(word, surname, limit, scripts) <= limit for surname in _surname(row))


@lru_cache(maxsize=1)
def common_surnames() -> frozenset[str]:
    """Return the family names that so many people bear that one alone tells nobody."""
    return frozenset(row["word"] for row in read_table("common_surnames.tsv"))


_WORD_BEFORE = re.compile(r"(?P<word>\p{Lu}[\p{L}'’.\-]*)\s+$")


_NAME_BEHIND = re.compile(r"\s+(?P<word>\p{Lu}[\p{L}'’\-]+)")


def names_another(rows: Sequence[SpeakerRow], mention: str, context: str) -> bool:
    """Tell whether the sentence shows a longer name around the mention that is none of the rows'.

    "Ivanka Trump said" names no row but hers; "Trump Tower" names no person.
    """
    core = mention.rsplit(maxsplit=1)[-1]
    at = context.find(core)
    if at < 0:
        return False
    while at >= 0:
        before = _WORD_BEFORE.search(context[max(0, at - 40) : at])
        behind = _NAME_BEHIND.match(context, at + len(core))
        if not is_foreign(before["word"] if before else "", rows, context, at) and not (
            behind and not context.isupper() and is_foreign_behind(behind["word"], rows)
        ):
            return False
        at = context.find(core, at + 1)
    return True


def is_foreign(word: str, rows: Sequence[SpeakerRow], context: str, at: int) -> bool:
    """Tell whether a capitalised word before a mention is a name that none of the rows bears."""
    plain = fold(romanise(word))
    if not plain or context.isupper() or read_name(f"{word} Xyz").words[0] != plain.split()[0]:
        return False
    start = context.rfind(word, 0, at)
    first = start == 0 or context[:start].rstrip()[-1:] in ".!?:“\"‘'—–"
    if first and plain in common_words():
        return False
    if read_office(plain).head or places_in(word) or plain in _DAYS or (word.isupper() and len(word) > 1):
        return False
    if word[-1] == "." and len(plain) > 1:
        return False
    for row in rows:
        for name in (row.name, *row.aliases, row.organisation, row.role):
            words = read_name(name).words if name else ()
            if any(w == plain or w[:1] == plain or word_cost(plain, w, 0.2) < FAR for w in words):
                return False
    return True


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def is_foreign_behind(word: str, rows: Sequence[SpeakerRow]) -> bool:
    """Tell whether a capitalised word behind a mention goes on with a name that none of the rows bears."""
    plain = fold(romanise(word))
    known = {w for row in rows for name in (row.name, *row.aliases) for w in read_name(name).words}
    return plain not in known and plain not in ("jr", "sr", "ii", "iii", "iv") and plain not in _DAYS
