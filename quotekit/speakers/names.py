"""A person's name as printed comes in; its words without titles, and how well two names fit, go out."""

from __future__ import annotations

from functools import lru_cache

import regex as re
from attrs import evolve, frozen

from quotekit.speakers.folding import fold, romanise
from quotekit.speakers.korean import given_names, is_spelling, korean_name
from quotekit.speakers.spelling import FAR, SPELLED_APART, apart
from quotekit.speakers.tables import read_table

MAX_WORDS = 9
"""Words of a name beyond these are not compared."""
PARTICLES = frozenset(
    "al el ul ad as bin ibn ibni ben bint binti de da di do du del della der den van von la le lo y e i".split()
)
"""Words inside names that one spelling has and another drops."""
SAME_SCRIPT_FAR = 0.2
OTHER_SCRIPT_FAR = 0.5
SHORT = 3
"""Words of so few letters may be half as far apart in two scripts: too many names sound like Li or Kim."""
KANA_FAR, VOWELLESS_FAR = 0.35, 0.45
"""How far two words may be apart: spellings in one script differ less than a name in two scripts."""
_FAR = {"latin": SAME_SCRIPT_FAR, "kana": KANA_FAR, "vowelless": VOWELLESS_FAR}


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
    """``latin``, ``cyrillic``, ``greek``, ``hangul``, ``kana``, ``vowelless`` (Arabic, Hebrew) or ``other``."""
    korean: str = ""
    """The name as printed, where it is a Korean one in Hangul."""

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
    scripts = _scripts_of(text)
    korean = korean_name(plain) if scripts == "hangul" else ""
    kept = tuple(words[:MAX_WORDS])
    # What is left out of a long name, words of its surname among them, is pointed at no more.
    surname = frozenset(place for place in surname if place < len(kept))
    return PersonName(kept, surname, titles, suffix, gender, scripts, korean)


CHILD_OF = frozenset("ogly oglu oghlu oghly uulu ulu kyzy kizi qizi gizi".split())
"""What stands behind a father's name in names of Turkic languages."""


def _without_patronymic(words: list[str]) -> list[str]:
    """Leave out the father's name of "Askerov, Ziyafet Abbas ogly": it is mostly left out in print."""
    if len(words) > 3 and words[-1] in CHILD_OF:
        return words[:-2]
    return words


# "J.D. Vance", "P R Caruana", "JD Vance": fold squeezes the letters together, here each is a word again.
_INITIALS = re.compile(
    r"(?<![\p{L}\p{N}])\p{Lu}(?:[. ]+\p{Lu})+(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[B-DF-HJ-NP-TV-XZ]{2}(?=[ ]\p{Lu}\p{Ll})"
)


_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_ARTICLE = re.compile(r"(?<![\p{L}\p{M}])ال(?=[\p{L}\p{M}]{3})")
# Letters of Cyrillic and Armenian that are two in Latin: "Hovik Kh. Jivanyan".
_LONG_INITIAL = re.compile(r"\b(?:(?P<first>[KSCZG])h|(?P<first>[TD])[sz]|(?P<first>Y)[uae])\.")
# "د." is "Dr.".
_ARABIC_DOCTOR = re.compile(r"(?<!\p{L})د\s*\.")
# "AlHarijy" is "Al Harijy".
_GLUED_ARTICLE = re.compile(r"(?<=\b(?:Al|El|Abdul|Abdel))(?=\p{Lu}\p{Ll})")


def _words(text: str) -> list[str]:
    """Fold ``text`` into words, initials into one each."""
    squeezed = {fold(found): list(fold(found)) for found in _INITIALS.findall(text)}
    if _ARABIC.search(text):
        text = _ARABIC_ARTICLE.sub("", _ARABIC_DOCTOR.sub("", text))
    else:
        text = _GLUED_ARTICLE.sub(" ", text)
        text = _LONG_INITIAL.sub(r"\g<first>.", text) if "." in text else text
    return [letter for word in fold(romanise(text)).split() for letter in squeezed.get(word, (word,))]


_SCRIPTS = (
    ("vowelless", re.compile(r"[\u0590-\u06ff]")),
    ("cyrillic", re.compile(r"\p{Cyrillic}")),
    ("greek", re.compile(r"\p{Greek}")),
    ("hangul", re.compile(r"\p{Hangul}")),
    ("kana", re.compile(r"[\p{Hiragana}\p{Katakana}]")),
)


def _scripts_of(text: str) -> str:
    if text.isascii() or not any(c.isalpha() and c > "\u02af" and not "\u1e00" <= c <= "\u1eff" for c in text):
        return "latin"
    return next((name for name, letters in _SCRIPTS if letters.search(text)), "other")


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


def is_part_of_name(word: str) -> bool:
    """Tell whether a folded word that is printed small may stand behind a name: "oglu", "junior".

    >>> is_part_of_name("ogly"), is_part_of_name("mayor")
    (True, False)
    """
    return word in CHILD_OF or word in _honorifics()[1]


def _without_suffixes(words: list[str]) -> tuple[list[str], str]:
    suffix = ""
    while len(words) > 1 and words[-1] in _honorifics()[1]:
        suffix = words[-1]
        words = words[:-1]
    return words, _ONE_SUFFIX.get(suffix, suffix)


_ONE_SUFFIX = {
    **dict.fromkeys(("junior", "jnr", "juniur", "junia", "mladshiy", "molodshiy"), "jr"),
    **dict.fromkeys(("senior", "snr"), "sr"),
    "2nd": "ii",
    "3rd": "iii",
}
"""Spellings of one suffix, those of other scripts romanised."""


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
    if far > 0.1 and _is_short(a, b, scripts):
        return min(0.15, far)
    # One script spells a name's end with care: Daniel and Daniela, Mario and Maria are two people.
    if scripts == "latin" and far > SPELLED_APART and _other_ending(a[-1], b[-1]):
        return FAR
    if scripts != "latin" and min(len(a), len(b)) <= SHORT:
        limit /= 2
    return far if far <= limit else FAR


def _other_ending(a: str, b: str) -> bool:
    """Tell whether the last letters of two names make them two names: Mario, Maria; Claudiu is Claudio."""
    return a != b and {a, b} != {"o", "u"} and (a in "aeo" or b in "aeo")


def _is_short(a: str, b: str, scripts: str) -> bool:
    """Tell whether one word is a short or Latin form of the other: Bill and William, Marcus and Mark."""
    table = _nicknames()
    if b in table.get(a, ()) or a in table.get(b, ()):
        return True
    heard = SPELLED_APART if scripts == "latin" else 0.2
    if any(apart(a, nick, scripts) <= heard for nick in table.get(b, ())):
        return True
    return any(_is_latinised(x, y) for x, y in ((a, b), (b, a)))


_LATIN_ENDING, _LAST_VOWELS = re.compile(r"i?us$"), re.compile(r"[aeiou]+$")
_HER_ENDING = re.compile(r"(?:in|ell|ett|ann|ian)[ae]$")


def _is_latinised(a: str, b: str) -> bool:
    """Tell whether ``a`` is ``b`` in Latin, or with a feminine ending: Claudius, Geraldina, Bokovova."""
    if len(a) < 5:
        return False
    if a.endswith("us"):
        return apart(_LATIN_ENDING.sub("", a), _LAST_VOWELS.sub("", b)) <= 0.15
    if _HER_ENDING.search(a) and _HER_ENDING.search(b):
        return apart(a[:-1], b[:-1]) <= SPELLED_APART
    return a.endswith("ova") and apart(a.removesuffix("ova"), b.removesuffix("a")) <= SPELLED_APART


def name_cost(mention: PersonName, row: PersonName) -> float:
    """Return how badly two names of at least two words fit, 0 for equal; 9 where they are not the same name.

    >>> name_cost(read_name("Georgi Parvanov"), read_name("GEORGI SEDEFCHOV PARVANOV")) < 0.1
    True
    >>> name_cost(read_name("Maria Rossi"), read_name("Mario Rossi"))
    9.0
    """
    if mention.suffix and row.suffix and mention.suffix != row.suffix and {mention.suffix, row.suffix} & _GENERATIONS:
        return FAR
    if mention.korean or row.korean:
        return _korean_cost(mention, row)
    best = _aligned(mention, row)
    if best > 0.1:
        best = min(best, _joined(mention, row))
    return best


KOREAN_SPELLED, KOREAN_NEAR = 0.1, 0.2
"""What a usual spelling of a Korean name costs, and how far an unusual one of its given name may be."""


def _korean_cost(mention: PersonName, row: PersonName) -> float:
    """Compare a name in Hangul: its family name is known or it is another's, its given name may be spelled freely."""
    if mention.korean and row.korean:
        return 0.0 if mention.korean == row.korean else FAR
    korean, other = (mention, row) if mention.korean else (row, mention)
    best = FAR
    for given in given_names(korean.korean, other.words):
        if is_spelling(korean.korean[1:], given):
            return KOREAN_SPELLED
        near = apart("".join(korean.words[1:]), given, "hangul")
        best = min(best, KOREAN_SPELLED + near) if near <= KOREAN_NEAR else best
    return best


_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))


def _aligned(mention: PersonName, row: PersonName) -> float:
    scripts = row.scripts if mention.latin else mention.scripts
    if scripts == "vowelless":
        mention, row = _without_particles(mention), _without_particles(row)
    few, many = (mention, row) if len(mention.words) <= len(row.words) else (row, mention)
    pairs, total = _paired(few, many, scripts)
    missing = [word for i, word in enumerate(few.words) if i not in pairs and word not in PARTICLES and len(word) > 1]
    if missing or len(pairs) < 2 or not _is_proof(few, many, pairs, scripts) or not _has_surname(few, many, pairs):
        return FAR
    extra = _left_over(many, set(pairs.values()), many is row, scripts)
    if (row.suffix in _GENERATIONS) != (mention.suffix in _GENERATIONS):
        extra += SUFFIX_LEFT_OUT
    swapped = any(pairs[i] > pairs[k] for i in pairs for k in pairs if i < k)
    return total / len(pairs) + extra + 0.01 * swapped


def _paired(few: PersonName, many: PersonName, scripts: str) -> tuple[dict[int, int], float]:
    """Pair words of two names, the likest first; return the pairs and what they cost together."""
    limit = _FAR.get(scripts, OTHER_SCRIPT_FAR)
    if scripts != "latin" and min(sum(map(len, few.words)), sum(map(len, many.words))) < 8:
        limit /= 2.5
    # The word of the other script comes first: it is the one that was written by ear.
    turned = few.latin and not many.latin
    costs = sorted(
        (word_cost(b, a, limit, scripts) if turned else word_cost(a, b, limit, scripts), abs(i - j), i, j)
        for i, a in enumerate(few.words)
        for j, b in enumerate(many.words)
    )
    pairs: dict[int, int] = {}
    total = 0.0
    for cost, _, i, j in costs:
        if cost < FAR and i not in pairs and j not in pairs.values():
            pairs[i] = j
            total += cost
    return pairs, total


def _is_proof(few: PersonName, many: PersonName, pairs: dict[int, int], scripts: str) -> bool:
    """Tell whether enough of the pairs are whole words."""
    full = sum(1 for i, j in pairs.items() if len(few.words[i]) > 1 and len(many.words[j]) > 1)
    # An initial is no proof across scripts, where every word may be spelled in many ways.
    if scripts != "latin" or full != 1 or many.surname or few.surname:
        return full > (scripts != "latin")
    # "Sergei Stanishev" is not Sergei S. Harutyunyan: a given name and an initial are nobody's name.
    return pairs.get(0) != 0 or len(many.words[0]) == 1 or len(few.words[0]) == 1


def _without_particles(name: PersonName) -> PersonName:
    """Leave out what some print and others do not: الكندري is Al Kandari, and Kandari."""
    words = tuple(word for word in name.words if word not in PARTICLES)
    return evolve(name, words=words, surname=frozenset()) if 1 < len(words) < len(name.words) else name


LEFT_OUT, SURNAME_LEFT_OUT, SUFFIX_LEFT_OUT = 0.03, 0.06, 0.06
ADDED, ADDED_FIRST, ADDED_FATHER = 0.1, 0.2, 0.04


def _left_over(many: PersonName, paired: set[int], in_row: bool, scripts: str) -> float:
    """Return what the words cost that the longer of two names has alone.

    A mention may leave a middle name out; one that says more than the row is likelier another person's, but for
    fathers' names, which Arabic and Russian print with care and English leaves out.
    """
    cost, last = 0.0, len(many.words) - 1
    first = 0 if 0 not in many.surname else len(many.surname)
    for j, word in enumerate(many.words):
        if j in paired or word in PARTICLES:
            continue
        if in_row:
            surname = j == last > 1 and not many.surname
            cost += SURNAME_LEFT_OUT * (1 + (scripts != "latin")) if surname else LEFT_OUT
        elif (many.scripts == "vowelless" and 0 < j < last) or _FATHERS.search(word):
            cost += ADDED_FATHER
        else:
            cost += LEFT_OUT if len(word) == 1 else ADDED_FIRST if j == first else ADDED
    return cost


_FATHERS = re.compile(r"(?:[oe]vich|ov[iy]ch|[oe]vna|yivna|ich)$")


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
    # The word of the other script comes first, as above.
    one, other = (row, mention) if mention.latin else (mention, row)
    whole = "".join(other.words)
    best = min(apart("".join(one.words[k:] + one.words[:k]), whole, one.scripts) for k in range(min(len(one.words), 3)))
    return best + 0.05 if best <= limit else FAR
