"""A mention, a day and a sentence come in; the one row that is meant, or those that may be, go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex as re

from quotekit.speakers.folding import fold, romanise, skeletons
from quotekit.speakers.mentions import Mention, read_mention
from quotekit.speakers.names import FAR, PersonName, name_cost, nicknames_of, read_name, title_of, word_cost
from quotekit.speakers.roles import ONE_AT_A_TIME, UNDER, Office, office_fits, offices_of, places_in, read_office
from quotekit.speakers.rows import SpeakerRow
from quotekit.speakers.store import (
    ALIAS,
    HANDLE,
    NAME,
    ROLE,
    SKELETON,
    WORDS,
    Store,
    alias_words,
    content_words,
    phrase_hash,
    word_hash,
)
from quotekit.speakers.tables import read_table

SAME_SCRIPT, OTHER_SCRIPT = 0.2, 0.32
"""The most that two full names may cost, of one script and of two."""
CLEAR = 0.05
"""By how much the best name must beat the next one."""
MAX_CANDIDATES = 400


class Hit(NamedTuple):
    """Rows that fit a mention equally well, and by which rule."""

    rows: tuple[SpeakerRow, ...]
    rule: str
    sure: bool = True
    """False: the rows may be meant, but nothing tells that they are."""


NOTHING = Hit((), "")
_BRACKETED = re.compile(r"\s*[(\[](?P<inside>[^)\]]*)[)\]]\s*$")
_INSERTED = re.compile(r"\s*(?:\([^)]*\)|“[^”]*”|\"[^\"]*\")\s*")
_HANDLE = re.compile(r"(?<![\w.])@[\w.\-]+(?:@[\w.\-]+)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_MARKS = "\"“”‘’'«»„‚‹› \t\n\u00a0,;:."


def find_rows(store: Store, mention: str, day: str | None, context: str | None) -> Hit:
    """Return the rows that ``mention`` may mean; several where they fit equally well."""
    handle = _HANDLE.search(mention[:1000])
    if handle:
        hit = _by_handle(store, handle[0], day)
        if hit.rows:
            return hit
    plain = _HANDLE.sub(" ", mention[:1000])
    plain = _BRACKETED.sub("", plain).strip(_MARKS + "()[]")
    plain = _INSERTED.sub(" ", plain)
    if not plain or not any(c.isalnum() for c in plain):
        return NOTHING
    plain = _POSSESSIVE.sub("", plain)
    hit = _by_alias(store, plain, day, context)
    if hit.rows:
        return hit
    described = read_mention(plain)
    if described.kind == "person" and described.name != plain and described.role:
        # "Russian presidential spokesman Dmitry Peskov": the name decides, the words before it are context.
        return _described(store, described, day, context)
    for rule in (_by_name, _by_office, _by_words):
        hit = rule(store, plain, day, context)
        if hit.rows:
            return hit
    return NOTHING


def _described(store: Store, mention: Mention, day: str | None, context: str | None) -> Hit:
    told = f"{mention.role} {mention.name}"
    name = read_name(mention.name)
    if len(name.words) > 1:
        hit = _by_alias(store, mention.name, day, told)
        return hit if hit.rows else _by_full_name(store, name, day, told)
    office = read_office(mention.role)
    hit = _by_surname(store, mention.name, name, day, context or told, office if office.head else None)
    return hit if hit.rows or office.head else _by_alias(store, mention.name, day, told)


def persons(rows: Iterable[SpeakerRow]) -> int:
    """Return how many speakers the rows are: a person in several offices is one."""
    return len({row.person for row in rows})


def narrowed(rows: Sequence[SpeakerRow], day: str | None, context: str | None) -> tuple[SpeakerRow, ...]:
    """Return the rows that day, then context, leave; all where neither tells."""
    left = list(rows)
    if persons(left) > 1:
        left = [row for row in left if row.covers(day)] or left
    if persons(left) > 1 and context:
        scores = [_support(row, context) for row in left]
        best = max(scores)
        if best:
            left = [row for row, score in zip(left, scores, strict=True) if score == best]
    if persons(left) == 1:
        left = [row for row in left if row.covers(day)] or left
        return (max(left, key=lambda row: row.valid_from),)
    return tuple(left)


def _support(row: SpeakerRow, context: str) -> int:
    """Count what the sentence says of the row: places, roles, words of its organisation, its other names."""
    words = set(fold(context[:2000]).split())
    places = places_in(context)
    score = 0
    for office in offices_of(row.role, row.organisation) or (Office("", frozenset(), places_in(row.organisation)),):
        told = read_office_words(context)
        here = 2 * len(office.places & places) + (office.head in told) + len(office.qualifiers & words)
        score = max(score, here)
    if row.organisation:
        score += len(set(content_words(row.organisation)) & words) > 0
    name = read_name(row.name)
    score += 3 * (len(name.words) > 1 and name.words[0] in words and name.words[-1] in words)
    return score


@lru_cache(maxsize=256)
def read_office_words(text: str) -> frozenset[str]:
    """Return every role that a text names, in any place."""
    office = read_office(text[:1000])
    return office.qualifiers | {office.head}


# By handle and by alias


def _by_handle(store: Store, handle: str, day: str | None) -> Hit:
    folded = handle.lower()
    rows = [row for row in _rows(store, HANDLE, word_hash(folded)) if row.handle.lower() == folded]
    dated = [row for row in rows if row.covers(day)]
    return Hit(narrowed(dated, day, None), "handle") if dated else NOTHING


def _rows(store: Store, kind: int, value: int) -> list[SpeakerRow]:
    return [store.row(i) for i in store.indexes[kind].get(value)]


def _by_alias(store: Store, mention: str, day: str | None, context: str | None) -> Hit:
    words = alias_words(mention)
    value = phrase_hash(words)
    rows = {row.id: row for kind in (NAME, ALIAS) for row in _rows(store, kind, value)}
    fitting = [row for row in rows.values() if _alias_fits(row, words, mention, context, day)]
    if not fitting:
        return NOTHING
    if len(words) == 1 and context and _other_name(fitting, words[0], mention, context):
        return NOTHING
    return Hit(narrowed(fitting, day, context), "name")


def _alias_fits(row: SpeakerRow, words: list[str], mention: str, context: str | None, day: str | None) -> bool:
    """Tell whether one of the row's names is the mention, its capitals and days minded."""
    mention = re.sub(r"^[Tt]he\s+", "", mention)
    for name in (row.name, *row.aliases):
        if alias_words(name) != words:
            continue
        if _is_acronym(name) and len(words) == 1 and words[0] in common_words():
            if not mention.isupper() or (context and context.isupper()):
                continue
        elif row.kind == "person" and len(words) == 1 and words[0] in common_words():
            if not mention[:1].isupper() or (context and not _is_person_here(mention, context)):
                continue
        elif name[:1].isupper() and mention.islower() and len(words) == 1 and words[0] in common_words():
            continue
        if name != row.name and row.kind == "person" and not row.covers(day) and _is_office(name, row.name):
            continue
        return True
    return False


def _is_acronym(name: str) -> bool:
    return len(name) <= 6 and name.replace(".", "").isupper() and name.isascii()


def _is_office(name: str, full: str) -> bool:
    """Tell whether an alias is an office, good for its days alone: ``POTUS``, ``the chancellor``; not ``AOC``."""
    if name[:4].lower() == "the " or (bool(read_office(name).head) and not read_name(name).titles):
        return True
    letters = [word[0] for word in fold(full).split()]
    return _is_acronym(name) and len(name) > 2 and fold(name)[0] not in letters


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the words that are names too: months, function words, virtues, plants."""
    return frozenset(row["word"] for row in read_table("common_words.tsv"))


_MONTHS = frozenset("april august june may march january july".split())
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|to|on|last|next|this|early|late|mid|every|through|during|between|and|for|before|after|end)|\d(?:st|nd|rd|th)?)[\s-]+$",
    re.IGNORECASE,
)
_BEHIND_MONTH = re.compile(r"[,\s]+(?:\d|of\s+\d|last|this|next|\d{4})")
_PERSON_BEFORE = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Dame|Sen|Rep|Gov|Prof)\.?|(?:[Mm]inister|[Pp]resident|[Ss]ecretary|[Ss]enator|Chancellor|Judge|Mayor)|told|according to)\s+$")  # fmt: skip
_SPEAKS = re.compile(
    r"(?:['’]s\b|,|\s+(?:\w+ly\s+|also\s+|has\s+|had\s+|later\s+|then\s+)?(?:says?|said|told|tells|asks|asked|added|adds|insist\w*|warn\w*|claim\w*|argue\w*|announc\w*"
    r"|call\w*|declar\w*|den(?:y|ies|ied)|promis\w*|pledg\w*|urg\w*|accus\w*|replied|wrote|tweeted|confirm\w*|admit\w*|suggest\w*|acknowledg\w*|vow\w*|herself|himself|is|was|will)\b)"
)


def _is_person_here(mention: str, context: str) -> bool:
    """Tell whether a word that is a month or another common word too stands as a name in the sentence."""
    at = context.find(mention)
    if at < 0:
        return mention.lower() not in context.split()
    while at >= 0:
        before, behind = context[max(0, at - 40) : at], context[at + len(mention) : at + len(mention) + 40]
        if _PERSON_BEFORE.search(before):
            return True
        month = fold(mention) in _MONTHS and (_BEFORE_MONTH.search(before) or _BEHIND_MONTH.match(behind))
        if not month and (_SPEAKS.match(behind) or re.search(r"(?:\bsaid|\bsays)\s+$", before)):
            return True
        at = context.find(mention, at + 1)
    return False


# By a person's name


def _by_name(store: Store, mention: str, day: str | None, context: str | None) -> Hit:
    if not _looks_like_name(mention):
        return NOTHING
    name = read_name(mention)
    if len(name.words) == 1:
        return _by_surname(store, mention, name, day, context)
    hit = _by_full_name(store, name, day, context)
    at = context.find(mention) if context else -1
    before = _WORD_BEFORE.search(context[max(0, at - 40) : at]) if context and at > 0 else None
    # "Zelda Van Drew" is not the Van Drew of the lexicon.
    if hit.rows and context and before and _foreign(before["word"], hit.rows, context, at):
        return NOTHING
    return hit


def _looks_like_name(text: str) -> bool:
    """Tell whether every word behind the titles, but particles, starts with a capital, or has no case."""
    words = [word for word in re.split(r"[\s,]+", text) if word and word[0].isalpha()]
    words = words[title_of([fold(word) for word in words])[2] :]
    return bool(words) and all(
        not word[0].islower() or word.lower() in _LOWER_IN_NAMES for word in words
    ) and any(not word[0].islower() for word in words)  # fmt: skip


_LOWER_IN_NAMES = frozenset("al el bin ibn de da do du del della der den van von la le dos das ten ter y e zu".split())


def _by_full_name(store: Store, name: PersonName, day: str | None, context: str | None) -> Hit:
    limit = SAME_SCRIPT if name.latin else OTHER_SCRIPT
    costs: list[tuple[float, int]] = []
    for i in _candidates(store, name):
        row = store.row(i)
        if row.kind not in ("person", "account"):
            continue
        cost = min(name_cost(name, read_name(other)) for other in (row.name, *row.aliases))
        if cost <= limit:
            costs.append((cost, i))
    if not costs:
        return NOTHING
    best = min(costs)[0]
    rows = [store.row(i) for cost, i in sorted(costs) if cost <= best + CLEAR]
    rows = _by_title(rows, name, day)
    return Hit(narrowed(rows, day, context), "spelling")


def _candidates(store: Store, name: PersonName) -> list[int]:
    """Return the rows that share consonants with two words of the name, or with one that few rows share."""
    index = store.indexes[SKELETON]
    shared: dict[int, int] = {}
    rare: set[int] = set()
    for word in name.words:
        if len(word) < 2:
            continue
        here: set[int] = set()
        for form in (word, *nicknames_of(word)):
            for mark in skeletons(form):
                rows = index.get(word_hash(mark), MAX_CANDIDATES * 8)
                here.update(rows)
                if len(rows) <= MAX_CANDIDATES // 4 and mark:
                    rare.update(rows)
        for i in here:
            shared[i] = shared.get(i, 0) + 1
    return sorted(rare | {i for i, count in shared.items() if count > 1})[: MAX_CANDIDATES * 4]


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
    return {row_name.words[-1]} if row_name.words else set()


def _by_surname(
    store: Store, mention: str, name: PersonName, day: str | None, context: str | None, office: Office | None = None
) -> Hit:
    word = name.words[0]
    if len(word) < 2:
        return NOTHING
    rows = []
    for i in sorted({i for mark in skeletons(word) for i in store.indexes[SKELETON].get(word_hash(mark), 2000)}):
        row = store.row(i)
        if row.kind == "person" and any(_is_surname(word, read_name(n), name.latin) for n in (row.name, *row.aliases)):
            rows.append(row)
    exact = [row for row in rows if word in {s for n in (row.name, *row.aliases) for s in _surname(read_name(n))}]
    rows = exact or rows
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
    if context and _other_name(rows, word, mention, context):
        return NOTHING
    if word in common_words() and not heads and context and not _is_person_here(mention, context):
        return NOTHING
    left = narrowed(rows, day, context)
    return Hit(left, "surname")


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


def _is_surname(word: str, row: PersonName, latin: bool) -> bool:
    limit = 0.1 if latin and row.latin else 0.2
    return any(word_cost(word, surname, limit, latin and row.latin) <= limit for surname in _surname(row))


@lru_cache(maxsize=1)
def common_surnames() -> frozenset[str]:
    """Return the family names that so many people bear that one alone tells nobody."""
    return frozenset(row["word"] for row in read_table("common_surnames.tsv"))


_WORD_BEFORE = re.compile(r"(?P<word>\p{Lu}[\p{L}'’.\-]*)\s+$")
_NAME_BEHIND = re.compile(r"\s+(?P<word>\p{Lu}[\p{L}'’\-]+)")


def _other_name(rows: Sequence[SpeakerRow], word: str, mention: str, context: str) -> bool:
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
        if not _foreign(before["word"] if before else "", rows, context, at) and not (
            behind and not context.isupper() and _foreign_behind(behind["word"], rows)
        ):
            return False
        at = context.find(core, at + 1)
    return True


def _foreign(word: str, rows: Sequence[SpeakerRow], context: str, at: int) -> bool:
    plain = fold(romanise(word))
    if not plain or context.isupper() or not read_name(f"{word} Xyz").words[0] == plain.split()[0]:
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
            if any(w == plain or w[:1] == plain or word_cost(plain, w, 0.2, True) < FAR for w in words):
                return False
    return True


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _foreign_behind(word: str, rows: Sequence[SpeakerRow]) -> bool:
    plain = fold(romanise(word))
    known = {w for row in rows for name in (row.name, *row.aliases) for w in read_name(name).words}
    return plain not in known and plain not in ("jr", "sr", "ii", "iii", "iv") and plain not in _DAYS


# By office and by words


def _by_office(store: Store, mention: str, day: str | None, context: str | None) -> Hit:
    office = read_office(mention)
    if not office.head:
        return NOTHING
    fitting = []
    for row in _rows(store, ROLE, word_hash(office.head)):
        for held in offices_of(row.role, row.organisation):
            if office_fits(office, held) and _in_time(row, office.past or held.past, day):
                fitting.append(row)
                break
    if not fitting:
        return NOTHING
    rows = _by_place(fitting, office, context)
    told = office.places or office.qualifiers or (context and any(_support(row, context) > 1 for row in rows))
    sure = office.head in ONE_AT_A_TIME or bool(told)
    return Hit(narrowed(rows, day, None), "office", sure)


def _in_time(row: SpeakerRow, past: bool, day: str | None) -> bool:
    if not past:
        return row.covers(day)
    return day is None or bool(row.valid_to and row.valid_to < day)


def _by_place(rows: list[SpeakerRow], office: Office, context: str | None) -> list[SpeakerRow]:
    """Keep the rows whose country or state the sentence names."""
    if persons(rows) < 2 or not context:
        return rows
    named = places_in(context)
    scores = [
        max(
            (2 * len(held.places & named) + len(held.qualifiers & set(fold(context).split()))
             for held in offices_of(row.role, row.organisation)),
            default=0,
        )
        for row in rows
    ]  # fmt: skip
    best = max(scores)
    return [row for row, score in zip(rows, scores, strict=True) if score == best] if best else rows


_LEGAL = frozenset("inc corp ltd plc llc co company corporation limited ag sa gmbh nv se group holdings".split())


def _by_words(store: Store, mention: str, day: str | None, context: str | None) -> Hit:
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
        rows = [row for row in _rows(store, WORDS, phrase_hash(content)) if row.kind != "person"] if content else []
        if rows:
            return Hit(narrowed(rows, day, context), "words")
    return NOTHING
