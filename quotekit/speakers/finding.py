"""A mention, a day and a sentence come in; the one row that is meant, or those that may be, go out."""

from __future__ import annotations

import regex as re

from quotekit.speakers.by_name import by_full_name, by_given_name, by_name, by_surname, is_surname_alone, names_another
from quotekit.speakers.by_office import by_office, by_words
from quotekit.speakers.common_names import common_words, is_person_here
from quotekit.speakers.folding import fold, romanise
from quotekit.speakers.mention_values import Mention
from quotekit.speakers.mentions import read_mention
from quotekit.speakers.names import is_part_of_name, read_name
from quotekit.speakers.narrowing import NOTHING, Hit, narrowed, persons, rows_of
from quotekit.speakers.roles import read_office
from quotekit.speakers.rows import SpeakerRow
from quotekit.speakers.store import ALIAS, HANDLE, NAME, Store, alias_words, phrase_hash, word_hash

_BRACKETED = re.compile(r"\s*[(\[](?P<inside>[^)\]]*)[)\]]\s*$")


_INSERTED = re.compile(r"\s*(?:\([^)]*\)|“[^”]*”|\"[^\"]*\")\s*")


_ARTICLE = re.compile(r"^[Tt]he\s+")


_HANDLE = re.compile(r"(?<![\w.])@[\w.\-]+(?:@[\w.\-]+)?")


_POSSESSIVE = re.compile(r"['’]s?$")


_MARKS = "\"“”‘’'«»„‚‹› \t\n\u00a0,;:."


def find_rows(store: Store, mention: str, day: str | None, context: str | None) -> Hit:
    """Return the rows that ``mention`` may mean; several where they fit equally well."""
    context = _around(mention, context) if context and len(context) > MAX_CONTEXT else context
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
    if described.kind == "person" and described.name != plain and _describes(described.role):
        # "Russian presidential spokesman Dmitry Peskov": the name decides, the words before it are context.
        return _described(store, described, day, context)
    for rule in (by_name, by_given_name, by_office, by_words):
        hit = rule(store, plain, day, context)
        if hit.rows:
            return hit
    return NOTHING


MAX_CONTEXT = 2_000
"""Characters around a mention that are looked at."""


def _around(mention: str, context: str) -> str:
    start = max(0, context.find(mention) - MAX_CONTEXT // 2)
    return context[start : start + MAX_CONTEXT]


def _describes(role: str) -> bool:
    """Tell whether words beside a name say what somebody is: "spokesman"; "Andrew" in "Holness, Andrew" does not."""
    words = (word for word in role.split() if word[0].islower())
    return bool(read_office(role).head) or not all(is_part_of_name(fold(romanise(word))) for word in words)


def _described(store: Store, mention: Mention, day: str | None, context: str | None) -> Hit:
    told = f"{mention.role} {mention.name}"
    name = read_name(mention.name)
    if not is_surname_alone(name) and len(name.words) > 1:
        hit = _by_alias(store, mention.name, day, told)
        hit = hit if hit.rows else by_full_name(store, name, day, told)
        # What the words beside the name leave open, the sentence may tell.
        return hit._replace(rows=narrowed(hit.rows, day, context)) if persons(hit.rows) > 1 and context else hit
    office = read_office(mention.role)
    hit = by_surname(store, mention.name, name, day, context or told, office if office.head else None)
    return hit if hit.rows or office.head else _by_alias(store, mention.name, day, told)


def _by_handle(store: Store, handle: str, day: str | None) -> Hit:
    folded = handle.lower()
    rows = [row for row in rows_of(store, HANDLE, word_hash(folded)) if row.handle.lower() == folded]
    dated = [row for row in rows if row.covers(day)]
    return Hit(narrowed(dated, day, None), "handle") if dated else NOTHING


def _by_alias(store: Store, mention: str, day: str | None, context: str | None) -> Hit:
    words = alias_words(mention)
    value = phrase_hash(words)
    rows = {row.id: row for kind in (NAME, ALIAS) for row in rows_of(store, kind, value)}
    fitting = [row for row in rows.values() if _alias_fits(row, words, mention, context, day)]
    if not fitting:
        return NOTHING
    if len(words) == 1 and context and names_another(fitting, mention, context):
        return NOTHING
    if mention.isupper() and not (context and context.isupper()):
        # "WHO" is the organisation's acronym before it is the band's name.
        plain = mention.replace(".", "")
        fitting = [r for r in fitting if plain in (name.replace(".", "") for name in (r.name, *r.aliases))] or fitting
    return Hit(narrowed(fitting, day, context), "name")


def _alias_fits(row: SpeakerRow, words: list[str], mention: str, context: str | None, day: str | None) -> bool:
    """Tell whether one of the row's names is the mention, its capitals and days minded."""
    mention = _ARTICLE.sub("", mention)
    for name in (row.name, *row.aliases):
        if alias_words(name) != words:
            continue
        if _is_acronym(name) and len(words) == 1 and words[0] in common_words():
            if not mention.isupper() or (context and context.isupper()):
                continue
        elif row.kind == "person" and len(words) == 1 and words[0] in common_words():
            if not mention[:1].isupper() or (context and not is_person_here(mention, context)):
                continue
        # "un homme" is not the UN.
        elif (
            mention.islower()
            and len(words) == 1
            and (_is_acronym(name) or (name[:1].isupper() and words[0] in common_words()))
        ) or (len(words) == 1 and row.kind != "person" and _is_printed_small(mention, name, context)):
            continue
        if name != row.name and row.kind == "person" and not row.covers(day) and _is_office(name, row.name):
            continue
        return True
    return False


def _is_printed_small(mention: str, name: str, context: str | None) -> bool:
    """Tell whether a sentence prints small what is a name in capitals: they "met" without the Met."""
    plain = re.sub(r"^[Tt]he\s+", "", name)
    return mention.islower() and not plain.islower() and bool(context) and not (context or "").islower()


def _is_acronym(name: str) -> bool:
    return len(name) <= 6 and name.replace(".", "").isupper() and name.isascii()


def _is_office(name: str, full: str) -> bool:
    """Tell whether an alias is an office, good for its days alone: ``POTUS``, ``the chancellor``; not ``AOC``."""
    if name[:4].lower() == "the " or (bool(read_office(name).head) and not read_name(name).titles):
        return True
    letters = [word[0] for word in fold(full).split()]
    return _is_acronym(name) and len(name) > 2 and fold(name)[0] not in letters
