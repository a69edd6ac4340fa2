"""Two words of names come in; how far their spellings are from each other goes out, by sound."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, product

from quotekit.speakers.folding import sounds
from quotekit.speakers.readings import readings, tongues

# Costs were set on pairs of spellings of the same and of different names; a vowel counts less than a consonant.
_VOWELS = frozenset("aeiou")
_WEAK = frozenset("aeiouh")
_RELATED = tuple(
    map(frozenset, ("bpvf", "vfu", "td", "kgh", "szSZTC", "JZCTz", "Ji", "Jg", "Jh", "Sk", "Ck", "uv", "Td", "Tt"))
)
RELATED_COST, VOWEL_COST, WEAK_COST = 0.4, 0.25, 0.3
SILENT_COST, TURNED_COST = 0.45, 0.4
FAR = 9.0
_FEW_VOWELS = frozenset(("vowelless", "kana"))
"""Scripts that leave vowels out, or put them between consonants."""
_COSTS = {"latin": (1.0, WEAK_COST), **dict.fromkeys(_FEW_VOWELS, (SILENT_COST, 0.12))}
"""What a last consonant and a vowel cost to drop, by the script; ``SILENT_COST`` and ``WEAK_COST`` in others."""
SPELLED_APART = 0.05
"""What words of one key cost that are not spelled alike."""


def _swap(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOWELS and b in _VOWELS:
        return VOWEL_COST
    return RELATED_COST if any(a in pair and b in pair for pair in _RELATED) else 1.0


_LETTERS = "abdefghiklmnoprstuvzSZTCJ"
_SWAPS = {a: {b: _swap(a, b) for b in _LETTERS} for a in _LETTERS}


def distance(a: str, b: str, silent: float = 1.0, weak: float = WEAK_COST, most: float = FAR) -> float:
    """Return the weighted edit distance of two words written in :func:`~quotekit.speakers.folding.sounds`.

    >>> distance("abc", "abc"), distance("olga", "olha")
    (0.0, 0.4)

    ``silent`` is what the last consonant costs to drop: French writes many that no other script does;
    ``weak`` is what a vowel does: some scripts leave them out. Beyond ``most`` it is not counted any further.
    """
    drops, gains = _drops(a, silent, weak), _drops(b, silent, weak)
    row, previous = [0.0, *accumulate(gains)], [0.0]
    for i, left in enumerate(a):
        drop, swaps = drops[i], _SWAPS.get(left) or {left: 0.0}
        before, previous, row = previous, row, [row[0] + drop]
        least = value = row[0]
        for j, right in enumerate(b):
            value += gains[j]
            if (other := previous[j] + swaps.get(right, 1.0)) < value:
                value = other
            if (other := previous[j + 1] + drop) < value:
                value = other
            if i and j and left == b[j - 1] and right == a[i - 1] and before[j - 1] + TURNED_COST < value:
                value = before[j - 1] + TURNED_COST
            row.append(value)
            least = min(least, value)
        if least > most:
            return FAR
    return row[-1]


def _drops(word: str, silent: float, weak: float) -> list[float]:
    """Return what each letter costs to drop."""
    costs = [weak if letter in _WEAK else 1.0 for letter in word]
    if len(costs) > 2:
        costs[-1] = min(costs[-1], silent)
    return costs


_ONE_SOUND = {"hangul": str.maketrans("rvf", "lbp"), "kana": str.maketrans("lv", "rb")}
"""Sounds that a script writes alike."""
NEAR_ENOUGH, HOPELESS = 0.1, 0.9
"""Other readings are tried between these: a word need not be spoken in every tongue to see that it is another."""


@lru_cache(maxsize=65536)
def apart(a: str, b: str, scripts: str = "latin") -> float:
    """Return how far two folded words are apart: 0 for equal, below 0.3 for likely the same name, 9 for another.

    ``scripts`` is ``latin``, or the script that ``a`` was printed in where ``b`` is Latin.

    >>> apart("podolyak", "podoliak") < 0.1, apart("zelensky", "selenskyj") < 0.3, apart("obama", "osama") > 0.3
    (True, True, True)
    >>> apart("dyusso", "dussopt", "cyrillic") < 0.25
    True
    """
    if a == b:
        return 0.0
    best = _keys_apart(sounds(a), sounds(b), scripts)
    if not NEAR_ENOUGH < best < HOPELESS:
        return best
    left, right = tongues(scripts)
    ways = product(readings(a, left), readings(b, right))
    return min(_keys_apart(one, other, scripts) for one, other in ways)


def _keys_apart(left: str, right: str, scripts: str) -> float:
    if scripts in _ONE_SOUND:
        left, right = left.translate(_ONE_SOUND[scripts]), right.translate(_ONE_SOUND[scripts])
    if left == right:
        return SPELLED_APART
    # An edit must not eat half of a short word.
    heavy = max(sum(c not in _WEAK for c in left), sum(c not in _WEAK for c in right), 2)
    if scripts not in _FEW_VOWELS and abs(len(left) - len(right)) > max(len(left), len(right)) // 2 + 1:
        return FAR
    if _liquids_apart(left, right) - 1 > HOPELESS * heavy:
        return FAR
    silent, weak = _COSTS.get(scripts, (SILENT_COST, WEAK_COST))
    return min(SPELLED_APART + distance(left, right, silent, weak, HOPELESS * heavy) / heavy, FAR)


def _liquids_apart(a: str, b: str) -> int:
    """Return how many consonants that nothing else stands for have no partner: less than the distance, and quick."""
    more = less = 0
    for letter in "lrmn":
        apart = a.count(letter) - b.count(letter)
        if apart > 0:
            more += apart
        else:
            less -= apart
    return max(more, less)
