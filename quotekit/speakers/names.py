"""A person's name as printed comes in; its words without titles, and how well two names fit, go out."""

from __future__ import annotations

from functools import lru_cache

import regex as re
from attrs import frozen

from quotekit.speakers.folding import fold, romanise
from quotekit.speakers.spelling import FAR, apart
from quotekit.speakers.tables import read_table

MAX_WORDS = 9
"""Words of a name beyond these are not compared."""
PARTICLES = frozenset(
    "al el ul ad as bin ibn ben bint binti de da di do du del della der den van von la le lo y e i".split()
)
"""Words inside names that one spelling has and another drops."""
SAME_SCRIPT_FAR = 0.2
OTHER_SCRIPT_FAR = 0.5
"""How far two words may be apart: spellings in one script differ less than a name in two scripts."""


@lru_cache(maxsize=1)
def _honorifics() -> tuple[dict[str, str], frozenset[str], int, frozenset[str]]:
    rows = read_table("honorifics.tsv")
    before = {row["words"]: row["gender"].strip("-") for row in rows if row["place"] == "before"}
    behind = frozenset(row["words"] for row in rows if row["place"] == "behind")
    firsts = frozenset(words.split()[0] for words in before)
    return before, behind, max(len(words.split()) for words in before), firsts


def title_of(words: list[str]) -> tuple[str, str, int]:
    """Return the title that folded words start with, its gender (m, f, empty) and how many words it takes.

    >>> title_of(["sen", "amy", "klobuchar"]), title_of(["mrs", "may"]), title_of(["amy"])
    (('sen', '', 1), ('mrs', 'f', 1), ('', '', 0))
    """
    before, _, longest, firsts = _honorifics()
    if not words or words[0] not in firsts:
        return "", "", 0
    for size in range(min(longest, len(words)), 0, -1):
        phrase = " ".join(words[:size])
        if phrase in before:
            return phrase, before[phrase], size
    return "", "", 0


def titles() -> frozenset[str]:
    """Return all titles that stand before names, folded."""
    return frozenset(_honorifics()[0])


@frozen
class PersonName:
    """The words of a name, folded and in Latin letters."""

    words: tuple[str, ...]
    surname: frozenset[int] = frozenset()
    """Which words are the family name where the print tells (``CARFAGNA Maria``, ``Carfagna, Maria``); else empty."""
    titles: tuple[str, ...] = ()
    suffix: str = ""
    gender: str = ""
    """``m`` or ``f`` where a title tells."""
    scripts: str = "latin"
    """``latin``, ``other``, or ``vowelless`` for scripts that leave vowels out."""

    @property
    def latin(self) -> bool:
        """Tell whether the name is printed in Latin letters."""
        return self.scripts == "latin"


_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")
_CAPITALS = re.compile(r"\b(?:\p{Lu}|Mc|Mac|'|’){2,}\b")


@lru_cache(maxsize=65536)
def read_name(text: str) -> PersonName:
    """Return the name in ``text`` without its titles, suffixes and bracketed notes.

    >>> read_name("Sen. Amy Klobuchar (D-Minn.)").words, read_name("Frank Pallone, Jr.").suffix
    (('amy', 'klobuchar'), 'jr')
    >>> name = read_name("CARFAGNA Maria Rosaria")
    >>> [name.words[i] for i in name.surname]
    ['carfagna']
    """
    plain = _BRACKETS.sub(" ", text[:400]).strip(" ,")
    head, comma, tail = plain.partition(",")
    words, titles, gender = _without_titles(_words(head))
    words, suffix = _without_suffixes(words)
    surname = _capitalised(head, words)
    if comma:
        rest, suffix_behind = _without_suffixes(["", *_without_titles(_words(tail.partition(",")[0]))[0]])
        rest = rest[1:]
        suffix = suffix or suffix_behind
        if rest and "," not in tail and len(rest) <= 4:
            surname, words = frozenset(range(len(words))), words + rest
    words = _without_patronymic(words)
    return PersonName(tuple(words[:MAX_WORDS]), surname, titles, suffix, gender, _scripts_of(text))


_CHILD_OF = frozenset("ogly oglu oghlu oghly uulu ulu kyzy kizi qizi gizi".split())


def _without_patronymic(words: list[str]) -> list[str]:
    """Leave out the father's name of "Askerov, Ziyafet Abbas ogly": it is mostly left out in print."""
    if len(words) > 3 and words[-1] in _CHILD_OF:
        return words[:-2]
    return words


# "J.D. Vance", "P R Caruana", "JD Vance": fold squeezes the letters together, here each is a word again.
_INITIALS = re.compile(
    r"(?<![\p{L}\p{N}])\p{Lu}(?:[. ]+\p{Lu})+(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[B-DF-HJ-NP-TV-XZ]{2}(?=[ ]\p{Lu}\p{Ll})"
)


_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_ARTICLE = re.compile(r"(?<![\p{L}\p{M}])ال(?=[\p{L}\p{M}]{3})")
# "AlHarijy" is "Al Harijy".
_GLUED_ARTICLE = re.compile(r"(?<=\b(?:Al|El|Abdul|Abdel))(?=\p{Lu}\p{Ll})")


def _words(text: str) -> list[str]:
    """Fold ``text`` into words, initials into one each."""
    squeezed = {fold(found): list(fold(found)) for found in _INITIALS.findall(text)}
    text = _ARABIC_ARTICLE.sub("", text) if _ARABIC.search(text) else _GLUED_ARTICLE.sub(" ", text)
    return [letter for word in fold(romanise(text)).split() for letter in squeezed.get(word, (word,))]


def _scripts_of(text: str) -> str:
    if text.isascii() or not any(c.isalpha() and c > "\u024f" and not "\u1e00" <= c <= "\u1eff" for c in text):
        return "latin"
    return "vowelless" if any("\u0590" <= c <= "\u06ff" for c in text) else "other"


def _either(a: str, b: str) -> str:
    return a if b == "latin" else b if a in ("latin", b) else "vowelless"


def _without_titles(words: list[str]) -> tuple[list[str], tuple[str, ...], str]:
    titles: list[str] = []
    gender = ""
    while words:
        title, told, size = title_of(words)
        # A title never is the whole name: "Prince", "Major" and "Dean" are names too.
        if not size or size >= len(words):
            break
        titles.append(title)
        gender = gender or told
        words = words[size:]
    return words, tuple(titles), gender


def _without_suffixes(words: list[str]) -> tuple[list[str], str]:
    suffix = ""
    while len(words) > 1 and words[-1] in _honorifics()[1]:
        suffix = words[-1]
        words = words[:-1]
    return words, {"junior": "jr", "senior": "sr", "2nd": "ii", "3rd": "iii"}.get(suffix, suffix)


def _capitalised(head: str, words: list[str]) -> frozenset[int]:
    if head.isupper():
        return frozenset()
    loud = {word for found in _CAPITALS.findall(head) for word in fold(found).split()}
    return frozenset(i for i, word in enumerate(words) if word in loud and len(word) > 1)


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[str]]:
    short: dict[str, set[str]] = {}
    for row in read_table("nicknames.tsv"):
        for nick in row["nicknames"].split("|"):
            short.setdefault(row["name"], set()).add(nick)
            short.setdefault(nick, set()).add(row["name"])
    for row in read_table("given_forms.tsv"):
        forms = row["forms"].split("|")
        for form in forms:
            short.setdefault(form, set()).update(other for other in forms if other != form)
    return {name: frozenset(others) for name, others in short.items()}


def nicknames_of(word: str) -> frozenset[str]:
    """Return the short or long forms of a given name.

    >>> "william" in nicknames_of("bill")
    True
    """
    return _nicknames().get(word, frozenset())


def word_cost(a: str, b: str, limit: float, scripts: str = "latin") -> float:
    """Return what it costs to take ``a`` and ``b`` for the same word of a name: 0 equal, 9 never.

    >>> word_cost("bill", "william", 0.2), word_cost("j", "john", 0.2), word_cost("ann", "tim", 0.2)
    (0.15, 0.2, 9.0)
    """
    if a == b:
        return 0.0
    if len(a) == 1 or len(b) == 1:
        return 0.2 if a[0] == b[0] else FAR
    far = apart(a, b, scripts)
    if far > 0.1 and _is_short(a, b, limit):
        return min(0.15, far)
    # One script spells a name's end with care: Daniel and Daniela, Mario and Maria are two people.
    if scripts == "latin" and far > 0.05 and a[-1] != b[-1] and (a[-1] in "aeo" or b[-1] in "aeo"):
        return FAR
    return far if far <= limit else FAR


def _is_short(a: str, b: str, limit: float) -> bool:
    """Tell whether one word is a short or Latin form of the other: Bill and William, Marcus and Mark."""
    table = _nicknames()
    if b in table.get(a, ()) or a in table.get(b, ()):
        return True
    if limit > SAME_SCRIPT_FAR and any(apart(a, nick) <= 0.15 for nick in table.get(b, ())):
        return True
    return any(len(x) > 4 and x.endswith(end) and apart(x.removesuffix(end), y) <= 0.05
               for x, y in ((a, b), (b, a)) for end in ("us", "ova"))  # fmt: skip


def name_cost(mention: PersonName, row: PersonName) -> float:
    """Return how badly two names of at least two words fit, 0 for equal; 9 where they are not the same name.

    >>> name_cost(read_name("Georgi Parvanov"), read_name("GEORGI SEDEFCHOV PARVANOV")) < 0.1
    True
    >>> name_cost(read_name("Maria Rossi"), read_name("Mario Rossi"))
    9.0
    """
    if mention.suffix and row.suffix and mention.suffix != row.suffix and {mention.suffix, row.suffix} & _GENERATIONS:
        return FAR
    best = _aligned(mention, row)
    if best > 0.1:
        best = min(best, _joined(mention, row))
    return best


_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))


def _aligned(mention: PersonName, row: PersonName) -> float:
    scripts = _either(mention.scripts, row.scripts)
    limit = SAME_SCRIPT_FAR if scripts == "latin" else OTHER_SCRIPT_FAR
    if scripts != "latin" and min(sum(map(len, mention.words)), sum(map(len, row.words))) < 8:
        limit /= 2.5
    few, many = (mention, row) if len(mention.words) <= len(row.words) else (row, mention)
    costs = sorted(
        (word_cost(a, b, limit, scripts), abs(i - j), i, j)
        for i, a in enumerate(few.words)
        for j, b in enumerate(many.words)
    )
    pairs: dict[int, int] = {}
    total = 0.0
    for cost, _, i, j in costs:
        if cost < FAR and i not in pairs and j not in pairs.values():
            pairs[i] = j
            total += cost
    missing = [word for i, word in enumerate(few.words) if i not in pairs and word not in PARTICLES and len(word) > 1]
    full = sum(1 for i, j in pairs.items() if len(few.words[i]) > 1 and len(many.words[j]) > 1)
    # An initial is no proof across scripts, where every word may be spelled in many ways.
    if scripts != "latin" and full < 2:
        return FAR
    # "Sergei Stanishev" is not Sergei S. Harutyunyan: a given name and an initial are nobody's name.
    if full == 1 and not (many.surname or few.surname) and any(
        pairs.get(0) == j == 0 and len(many.words[0]) > 1 and len(few.words[0]) > 1 for j in pairs.values()
    ):
        return FAR
    if missing or not full or len(pairs) < 2 or not _has_surname(few, many, pairs):
        return FAR
    swapped = any(pairs[i] > pairs[k] for i in pairs for k in pairs if i < k)
    # A mention may leave a middle name out; one that says more than the row is likelier another person's.
    unpaired = sum(1 for j, word in enumerate(many.words) if j not in pairs.values() and word not in PARTICLES)
    extra = (0.02 if many is row else 0.1) * unpaired
    return total / len(pairs) + extra + 0.01 * swapped


def _has_surname(few: PersonName, many: PersonName, pairs: dict[int, int]) -> bool:
    if many.surname and not any(j in many.surname for j in pairs.values()):
        return False
    if few.surname and not any(i in few.surname for i in pairs):
        return False
    ends = {0, len(many.words) - 1}
    return bool(many.surname) or any(j in ends and len(few.words[i]) > 1 for i, j in pairs.items())


def _joined(mention: PersonName, row: PersonName) -> float:
    """Compare with the spaces gone: ``AbdulSamad`` and ``Abdul Samad``, ``Jae-oh`` and ``Jae Oh``."""
    if len(mention.words) < 2 or len(row.words) < 2 or len(mention.words) + len(row.words) > 10:
        return FAR
    latin = mention.latin and row.latin
    if latin and len(mention.words) == len(row.words):
        return FAR
    limit = (SAME_SCRIPT_FAR if latin else OTHER_SCRIPT_FAR) * 0.6
    right = "".join(row.words)
    best = min(
        apart("".join(mention.words[k:] + mention.words[:k]), right, _either(mention.scripts, row.scripts))
        for k in range(min(len(mention.words), 3))
    )
    return best + 0.05 if best <= limit else FAR
