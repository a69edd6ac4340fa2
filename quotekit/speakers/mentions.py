"""The words of a source come in; what they are goes out: a name with its role, an office, a body, a pronoun."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex as re
from attrs import evolve, frozen

from quotekit.speakers.folding import fold
from quotekit.speakers.names import title_of, titles
from quotekit.speakers.roles import country_of, is_place, role_at, role_phrases
from quotekit.speakers.tables import read_table

PRONOUNS = {
    "he": "m", "him": "m", "himself": "m", "his": "m", "she": "f", "her": "f", "herself": "f", "it": "n",
    "they": "p", "them": "p", "we": "1p", "us": "1p", "i": "1", "me": "1", "my": "1", "you": "2", "who": "r",
    "which": "r", "that": "r", "whom": "r", "its": "n", "their": "p",
}  # fmt: skip
MAX_SOURCE = 600


@frozen
class Mention:
    """What a source says of who speaks."""

    kind: str
    """``person``, ``body``, ``place``, ``document``, ``nominal``, ``pronoun``, ``account``, or ``none``."""
    name: str = ""
    """The name as printed, titles gone; of a body or document all its words without the article."""
    start: int = 0
    """Where the name starts in the source's text."""
    role: str = ""
    """What the source says the speaker is: "VOA correspondent"."""
    head: str = ""
    """Of a nominal, body or document: its noun, lower case; of a pronoun: its class."""
    owner: str = ""
    """Whose spokesman, service or statement it is, as printed."""
    gender: str = ""
    definite: bool = True


NOBODY = Mention("none")

_WORD = re.compile(
    r"""
    (?P<handle> (?<![\w.]) @[\w.]+ )
    | (?P<word>
        [\p{L}\p{N}] (?: [\p{L}\p{M}\p{N}&]++ | [.'’\-‐‑] (?=[\p{L}\p{N}]) )*+
        (?: \. (?<= \b\p{Lu}\. | \b\p{Lu}\p{Ll}{1,3}\. ) )?  (?# initials, "Sen.")
        (?: ['’] (?<=s['’]) (?!\w) )?                     (?# the boys')
      )
    | (?P<stop> [,;:(\[—–)\]“”"] )
    """,
    re.VERBOSE,
)
_CUTS = frozenset(
    "of for at in from to with on who which that by as near about under among against over into after before whose"
    " where".split()
)
_PARTICLES = frozenset("de da do du del della der den van von la le al el bin ibn dos das ten ter zu y bint di".split())
_ARTICLES = frozenset(
    "the a an some one another this that these those his her its their our my your both all many several".split()
)
_INDEFINITE = frozenset("a an some one another many several".split())
_SELF = frozenset("himself herself itself themselves himself also alone too".split())
_MEDIA = frozenset(
    "media agency newspaper broadcaster channel network outlet magazine website site station tabloid daily publication"
    " watchdog regulator company firm group giant maker bank airline party militia charity".split()
)
_PAPERS = frozenset("report study survey poll audit lawsuit indictment memo statement letter review document".split())
_LEGAL = frozenset("plc gmbh ag sa nv co inc ltd llc".split())
_GROUPS = frozenset(
    "republican democrat republicans democrats tweet conservatives liberals tories lawmakers senators officials".split()
)


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    low: str
    capital: bool

    @property
    def owns(self) -> bool:
        return self.text.endswith(("'s", "’s", "s'", "s’"))


@lru_cache(maxsize=1)
def body_words() -> frozenset[str]:
    """Return the nouns that tell an organisation."""
    return frozenset(row["word"] for row in read_table("body_words.tsv"))


@lru_cache(maxsize=1)
def known_bodies() -> frozenset[str]:
    """Return organisations whose names look like a person's surname, lower case."""
    return frozenset(row["name"].lower() for row in read_table("bodies.tsv"))


@lru_cache(maxsize=1)
def document_words() -> frozenset[str]:
    """Return the nouns for documents that speak for who issued them."""
    return frozenset(row["word"] for row in read_table("document_words.tsv"))


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Return given names with the gender of those who bear them, empty for both."""
    return {row["name"]: row["gender"].strip("-") for row in read_table("given_names.tsv")}


@lru_cache(maxsize=16384)
def read_mention(source: str) -> Mention:
    """Return what a source's words are.

    >>> read_mention("VOA correspondent Steve Herman")
    Mention(kind='person', name='Steve Herman', start=18, role='VOA correspondent', head='', owner='', gender='m', ...
    >>> read_mention("the Russian President’s press service").owner
    'Russian President'
    >>> read_mention("The statement from the ministry").kind, read_mention("some residents").kind
    ('document', 'none')
    """
    text = source[:MAX_SOURCE]
    low = text.strip(" \n\t,.:“”\"'—–-").lower()
    if low in PRONOUNS:
        return Mention("pronoun", low, head=PRONOUNS[low], gender={"m": "m", "f": "f"}.get(PRONOUNS[low], ""))
    handle = _HANDLE.search(text) if "@" in text else None
    name_before = text[: handle.start()].strip(" ([—–-") if handle else ""
    if handle and not name_before:
        return Mention("account", handle[0], handle.start())
    if handle and not name_before[0].isupper():
        return Mention("account", handle[0], handle.start())
    if handle:
        return Mention("account", name_before, text.find(name_before), head=handle[0])
    family = _FAMILY.match(low)
    if family:
        return Mention("nominal", low, head="aged", gender="f" if family["kin"][0] == "m" else "m")
    parts = _parts(text)
    while parts and parts[0] and parts[0][0].low in _CUTS and not parts[0][0].capital:
        parts[0] = parts[0][1:]
        parts = [part for part in parts if part]
    if not parts or _TWO.search(text) or _CROWD.match(low):
        return NOBODY
    first = _read_part(parts[0], text)
    # "his lawyer, John Smith": the name stands in apposition.
    if first.kind in ("nominal", "none") and len(parts) > 1 and len(parts[1]) <= 5:
        second = _read_part(parts[1], text)
        noun = first.head or (parts[0][0].low in _ARTICLES and not parts[0][-1].capital)
        if second.kind == "person" and len(second.name.split()) > 1 and not second.role and noun:
            return evolve(second, role=_printed(parts[0], text), gender=second.gender or first.gender)
    between = text[parts[0][-1].end : parts[1][0].start] if len(parts) > 1 else ""
    if first.kind == "person" and not first.role and "," in between and "(" not in between:
        role = text[parts[1][0].start : parts[-1][-1].end]
        return evolve(first, role=_role_of(role))
    return first


_TWO = re.compile(
    r"^(?:Sens|Reps|Messrs|Govs)\."
    r"|^\p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+){1,3},? and (?:\p{L}+\.? )?\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$"
)
"""Two speakers at once have no name."""
_CROWD = re.compile(
    r"(?:few|some|many|most|others?|another|several|none|nobody|no one|everyone|everybody|someone|somebody|anyone"
    r"|anybody|both|all|neither|either|each|one|two|three|four|five|half|more|fewer|those|people)(?![\w'’-]|\s\p{Lu}\p{Ll}+$)"
)
"""Nobody's name, though it may open a sentence: "Few", "Nobody in the ministry"."""
_FAMILY = re.compile(
    r"^(?:the )?(?:(?:married|single|proud) )?(?:grand)?(?P<kin>mother|father|mum|mom|dad)[ -]of[ -]\w+$"
)
"""An epithet for somebody named before: "the mother of three"."""


_HANDLE = re.compile(r"(?<![\w.])@[\w.]+")
_OPENING = re.compile(r"^(?:the|an?|who (?:is|was)(?: the| an?)?)\s+")
_SPELLED = re.compile(r"\p{L}{3}")
_NO_ROLE = re.compile(r"\d+\b|who\b|which\b|speaking\b|whose\b|in an?\b|on\b|at\b")
_GENITIVE = re.compile(r"['’]s?$")
_AGED = re.compile(r"\d+-year-old$")


def _role_of(text: str) -> str:
    """Return an apposition as a role; an age or a place alone is none."""
    plain = _OPENING.sub("", text).strip(" ,)")
    told = _SPELLED.search(plain) and not _NO_ROLE.match(plain)
    return plain if told else ""


def _parts(text: str) -> list[list[_Word]]:
    parts: list[list[_Word]] = [[]]
    for found in _WORD.finditer(text):
        if found.lastgroup == "stop":
            if parts[-1]:
                parts.append([])
        elif found.lastgroup == "word":
            word = found[0]
            capital = word[0].isupper() or (word[0].isdigit() and "-" not in word)
            parts[-1].append(_Word(word, found.start(), found.end(), word.lower().rstrip("."), capital))
    return [part for part in parts if part]


def _printed(words: list[_Word], text: str) -> str:
    kept = words[1:] if words and words[0].low in _ARTICLES and len(words) > 1 else words
    return text[kept[0].start : kept[-1].end] if kept else ""


def _read_part(words: list[_Word], text: str) -> Mention:
    definite = words[0].low not in _INDEFINITE
    article = words[0].low in _ARTICLES and (words[0].low != "the" or len(words) > 1)
    while len(words) > 1 and words[-1].low in _SELF:
        words = words[:-1]
    named = _after_role(words, text)
    if named:
        return NOBODY if _is_several(words, named.start) else named
    if len(words) > 3 and words[0].capital and words[0].low in body_words() and words[1].low in ("of", "for"):
        return Mention(
            "body", _printed(words, text), words[0].start, head=words[0].low, owner=_printed(words[2:], text)
        )
    cut = next((i for i, w in enumerate(words) if i and w.low in _CUTS and not w.capital), len(words))
    front = words[:cut]
    if front[-1].capital and not (len(front) == 1 and front[0].low in _ARTICLES):
        proper = _proper(front, words, text, article)
        several = proper.kind == "person" and _is_several(words, proper.start)
        return NOBODY if several else _as_definite(proper, definite)
    return _as_definite(_common(front, words[cut:], text), definite)


def _as_definite(mention: Mention, definite: bool) -> Mention:
    return mention if mention.definite is definite else evolve(mention, definite=definite)


def _is_several(words: list[_Word], name_start: int) -> bool:
    """Tell whether the words name two: "Joe Biden and Kamala Harris" is nobody's name."""
    return any(
        w.low in ("and", "or") and i and words[i - 1].capital and w.end < name_start for i, w in enumerate(words)
    )


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """Return the words with which roles and titles start."""
    return frozenset(phrase.split()[0] for phrase in (*role_phrases(), *titles()))


def _after_role(words: list[_Word], text: str) -> Mention | None:
    """A role and, right behind it, the name: "Apple CEO Tim Cook", "Secretary of State Antony Blinken"."""
    lows = [fold(w.text) for w in words]
    best = 0
    titled, gender = False, ""
    openers = _openers()
    for i, low in enumerate(lows):
        if low.partition(" ")[0] not in openers:
            continue
        role, size = role_at(lows, i)
        title, told, length = title_of(lows[i:])
        if role and i + size < len(words):
            best, titled = max(best, i + size), True
        if title and i + length < len(words) and words[i].capital:
            best, gender, titled = max(best, i + length), gender or told, True
    behind = words[best:]
    if not titled or not behind or len(behind) > 5 or words[best - 1].owns:
        return None
    if not behind[0].capital or not all(w.capital or w.low in _PARTICLES for w in behind):
        return None
    if behind[-1].low in body_words() or (is_place(behind[0].text) and len(behind) == 1):
        return None
    if any(words[i].low in _CUTS and not words[i].capital for i in range(best)) and len(behind) < 2:
        return None
    name = text[behind[0].start : behind[-1].end]
    if best == 1 and words[0].low in ("madame", "lady", "king", "queen", "saint", "st", "prince") and len(behind) > 2:
        return None
    role = _DETERMINER.sub("", text[words[0].start : behind[0].start].strip())
    only_title = title_of([fold(w) for w in role.split()])[2] == len(role.split()) and not role_at([fold(role)], 0)[0]
    return Mention("person", _bare(name), behind[0].start, "" if only_title else role, gender=gender or _gender(name))


def _bare(name: str) -> str:
    return _GENITIVE.sub("", name)


def _gender(name: str) -> str:
    return given_names().get(fold(name.split(maxsplit=1)[0]) if name.split() else "", "")


def _proper(front: list[_Word], words: list[_Word], text: str, article: bool) -> Mention:
    """Read words that end on a capital: a body, place, office in capitals, group, or a person."""
    at = _run_start(front)
    if at == 2 and front[1].low == "the" and front[0].capital and not _may_be_person(front[0].low):
        name = text[front[0].start : front[-1].end]
        return Mention("body", name, front[0].start, head=front[-1].low)
    run = front[at:]
    name = _bare(text[run[0].start : run[-1].end])
    owner = _bare(front[at - 1].text) if at and front[at - 1].owns else ""
    behind = words[len(front) :]
    body = Mention("body", name, run[0].start, head=run[-1].low, owner=owner)
    whole = _with_of(run, behind)
    if len(whole) > len(run) and (run[-1].low in body_words() or (len(run) > 1 and run[0].low not in given_names())):
        return evolve(body, name=text[whole[0].start : whole[-1].end])
    if run[-1].low in document_words() and (len(run) > 1 or run[0].low in _PAPERS):
        return _document(front, behind, text)
    someone = _someone(front, name)
    if someone:
        return evolve(body, kind="nominal", name=_printed(words, text), head=someone)
    if is_place(name):
        pair = len(front) - 2 if len(front) > 2 and front[-2].low in ("and", "or") else 0
        return NOBODY if pair and front[pair - 1].capital else Mention("place", name, run[0].start)
    before = front[at - 1].low if at else ""
    if run[-1].low in body_words() or before in _MEDIA or name.lower() in known_bodies():
        return body
    office = _office_in_capitals(run)
    if office is not None:
        return evolve(body, kind="nominal", name=_printed(words, text), head=office) if office else NOBODY
    if _is_group(name, run, words[0].low):
        return NOBODY
    acronym = len(run) == 1 and 1 < len(name) <= 6 and name.isupper() and not text.isupper()
    if acronym or ((article or words[0].low == "the") and at <= 1 and not owner) or "&" in name or len(run) > 5:
        return body
    role = _DETERMINER.sub("", text[front[0].start : run[0].start].strip())
    # "CNN's Jake Tapper": an owner alone is no role.
    role = "" if owner and role == front[at - 1].text else role
    return Mention("person", name, run[0].start, role, gender=_gender(name))


def _run_start(front: list[_Word]) -> int:
    """Return where the last run of capitals begins."""
    at = len(front) - 1
    while at and (front[at - 1].capital or (front[at - 1].low in _PARTICLES and at > 1 and front[at - 2].capital)):
        if front[at - 1].owns and not (front[-1].low in body_words() and front[at - 1].text[-1] in "'’"):
            break
        at -= 1
    return at + 1 if front[at].low in _ARTICLES and at < len(front) - 1 else at


def _office_in_capitals(run: list[_Word]) -> str | None:
    """Return the role that capitals end on, "French President"; empty for several, ``None`` for none."""
    lows = [fold(word.text) for word in run]
    for i in range(len(lows)):
        role, size = role_at(lows, i)
        if role and i + size == len(lows):
            if lows[-1].endswith("s") and role != lows[-1]:
                return ""
            # "Lucy Pope" bears a name.
            if not (i and lows[0] in given_names()):
                return role
    return None


def _is_group(name: str, run: list[_Word], first: str) -> bool:
    """Tell whether capitals name a crowd: Republicans, African-Americans, at least one Democrat, 31 Latinos."""
    low = name.lower()
    if name[0].isdigit() or low in _GROUPS or _HYPHENATED.search(name):
        return True
    if (first in _INDEFINITE or first == "at") and low.rstrip("s") in _GROUPS:
        return True
    if len(run) > 1 or not name.endswith("s"):
        return False
    return is_place(name[:-1]) or (low not in given_names() and any(role_at([low[:-size]], 0)[1] for size in (1, 2)))


def _someone(front: list[_Word], name: str) -> str:
    """Return "politician" for "the Utah Republican", "national" for "the Kenyan"; empty for a body or a place."""
    low = front[-1].low
    if front[0].low != "the" or not (1 < len(front) < 5):
        return ""
    if low in _PARTISANS:
        return "politician"
    single = low.endswith(("an", "eli", "aqi", "ian")) and is_place(name) and fold(country_of(name)) != fold(name)
    return "national" if single and len(front) == 2 else ""


_PARTISANS = frozenset("republican democrat conservative liberal labourite tory independent".split())


def _may_be_person(low: str) -> bool:
    return low in given_names() or is_place(low) or bool(role_at([low], 0)[1])


_DETERMINER = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_HYPHENATED = re.compile(r"\p{Ll}-\p{Lu}\p{Ll}+[ai]ns$")


def _with_of(run: list[_Word], behind: list[_Word]) -> list[_Word]:
    """Go on through "of": the National Organization of Black Law Enforcement Executives."""
    if len(behind) < 2 or behind[0].low not in ("of", "for"):
        return run
    end = 0
    for i, word in enumerate(behind):
        if word.capital:
            end = i + 1
        elif word.low not in ("of", "for", "and", "the", "in", "on"):
            break
    return run + behind[:end]


def _common(front: list[_Word], behind: list[_Word], text: str) -> Mention:
    head = front[-1].low
    lows = [fold(w.text) for w in front]
    name = _printed(front, text)
    if head in document_words():
        return _document(front, behind, text)
    if head in body_words():
        # "Energy firm Dolmen plc": the name starts behind the noun.
        noun = max((i + 1 for i, w in enumerate(front) if w.low in _MEDIA), default=0)
        if head in _LEGAL and noun < len(front) - 1:
            kept = front[noun:]
            return Mention("body", text[kept[0].start : kept[-1].end], kept[0].start, head=head)
        if (
            behind
            and behind[0].low in ("at", "of", "from")
            and len(behind) > 1
            and behind[-1].capital
            and len(front) <= 2
        ):
            # "the team at NASA" speaks for NASA.
            inner = _read_part(behind[1:], text)
            if inner.kind in ("body", "place", "person") and inner.name:
                return evolve(inner, kind="body" if inner.kind != "place" else "place", role="")
        return Mention("body", name, front[0].start, head=head, owner=_owner(front, behind, text))
    if _AGED.search(head):
        return Mention("nominal", name, front[0].start, head="aged", owner=head.partition("-")[0])
    for i in range(len(lows)):
        role, size = role_at(lows, i)
        if role and i + size == len(lows):
            given = {"woman": "f", "man": "m", "boy": "m", "girl": "f"}
            gender = next((g for word, g in given.items() if head.endswith(word)), _KIN.get(head, ""))
            owner = _owner(front, behind, text)
            plural = head.endswith(("men", "women", "people")) or (
                head.endswith("s") and head not in ("boss", "actress")
            )
            if owner.lower() in PRONOUNS or plural:
                return NOBODY
            return Mention(
                "nominal", _printed(front + behind, text), front[0].start, head=role, owner=owner, gender=gender
            )
    # "head of the agency Rafael Grossi": a given name shows where the name starts.
    return _trailing(front + behind, text)


_KIN = {
    **dict.fromkeys(("mother", "wife", "daughter", "sister", "actress", "mom", "widow"), "f"),
    **dict.fromkeys(("father", "husband", "son", "brother", "dad"), "m"),
}


def _trailing(words: list[_Word], text: str) -> Mention:
    at = len(words)
    while at and (words[at - 1].capital or words[at - 1].low in _PARTICLES):
        at -= 1
    run = words[at:]
    if 2 <= len(run) <= 4 and at and fold(run[0].text) in given_names() and words[at - 1].low not in _CUTS | _ARTICLES:
        name = text[run[0].start : run[-1].end]
        return Mention("person", _bare(name), run[0].start, _printed(words[:at], text), gender=_gender(name))
    return NOBODY


def _owner(front: list[_Word], behind: list[_Word], text: str) -> str:
    """Return who has it: "Putin's", "Russian President’s", "Kremlin", "… of the ministry"."""
    for i in range(len(front) - 2, -1, -1):
        if front[i].owns:
            start = 1 if front[0].low in _ARTICLES and i > 0 else 0
            return _bare(text[front[start].start : front[i].end])
    if behind and behind[0].low in ("of", "from", "for", "by", "at") and len(behind) > 1:
        return _printed(behind[1:], text)
    capitals = [w for w in front[:-1] if w.capital and w.low not in _ARTICLES]
    return text[capitals[0].start : capitals[-1].end] if capitals else ""


def _document(front: list[_Word], behind: list[_Word], text: str) -> Mention:
    return Mention(
        "document", _printed(front, text), front[0].start, head=front[-1].low, owner=_owner(front, behind, text)
    )
