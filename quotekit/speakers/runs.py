"""A run of capitalised words comes in; the name that is left of it without titles, places and starters goes out."""

from __future__ import annotations

import re as std
from functools import lru_cache
from typing import NamedTuple

import regex as re

from quotekit.speakers.folding import fold
from quotekit.speakers.names import title_of
from quotekit.speakers.roles import is_place, role_at
from quotekit.speakers.word_lists import body_words, document_words, given_names, trades

PARTICLE = r"(?:de|da|do|du|del|della|der|den|van|von|la|le|al|el|bin|ibn|dos|das|ten|ter|zu|bint)"
_REST = r"[\p{L}\p{M}]*+(?:['’\-‐]\p{L}[\p{L}\p{M}]*+)*+"
CAPITAL = rf"(?:\p{{Lu}}(?:\.(?:\p{{Lu}}\.)*+|{_REST})|d['’]\p{{Lu}}{_REST})"
"""One word of a name: Cole, O'Hara, d'Arc, Jean-Marie, J.D."""
_MORE = rf"(?:[ \u00a0](?:{CAPITAL}|{PARTICLE}[ ](?:{PARTICLE}[ ])?{CAPITAL})){{0,6}}"
RUN = re.compile(CAPITAL + _MORE)
# A pattern that starts with capitals alone is faster by a third, and hardly a text holds a name such as d'Arc.
_CAPITALS_FIRST = re.compile(rf"\p{{Lu}}(?:\.(?:\p{{Lu}}\.)*+|{_REST}){_MORE}")
# Letters of Latin alphabets alone are read by the standard library's engine, in half the time.
_UPPER = "A-ZÀ-ÖØ-Þ" + "".join(char for char in map(chr, range(0x100, 0x180)) if char.isupper())
_LETTERS = "A-Za-zªµºÀ-ÖØ-öø-\u017f"
_LATIN_RUN = std.compile(
    _CAPITALS_FIRST.pattern.replace(r"[\p{L}\p{M}]", f"[{_LETTERS}]")
    .replace(r"\p{Lu}", f"[{_UPPER}]")
    .replace(r"\p{L}", f"[{_LETTERS}]")
)
_NOT_LATIN = std.compile("[^\x00-\u017f\u2010-\u2027\u20ac]")
_SMALL_FIRST = re.compile(r"d['’]\p{Lu}")
_CONTRACTED = re.compile(r"['’](?:m|ve|ll|re|d|t)\b")
MAX_RUN = 300
"""Characters of a run of capitals; a longer one is no name."""
NEAR = 60
FAR = 200
_BEFORE_NAMES = frozenset(
    "democrat democratic republican labour tory conservative liberal green libertarian socialist communist gop"
    " democrats republicans tories nominee candidate incumbent independent then rival billionaire rapper tycoon"
    " longtime state brothers sisters twins siblings cousins sons daughters exchequer".split()
)
STARTERS = frozenset(
    "the a an in on at by for from with to of but and or so if when while as after before since because although"
    " though then now still meanwhile however also what who how why where such some many most both no not one"
    " another other according even despite during under until once last next just only here perhaps instead later"
    " earlier his her their its our my he she it they we i you this that these those there mr mrs ms dr like"
    " unlike did does do is was are were has had have will would could should can may might must let says said"
    " asked yes well oh ok okay neither nor either never ever whether unless without within among amid regarding"
    " sorry please maybe again always indeed moreover furthermore nevertheless nonetheless therefore thus hence"
    " otherwise besides beyond throughout via having being speaking writing following given whatever whenever"
    " wherever twice first second yesterday today tomorrow tonight dear hey hello hi thanks thank ask tell told"
    " update breaking new monday tuesday wednesday thursday friday saturday sunday january february april june"
    " july august september october november december photo image file getty reuters per about against inside"
    " outside yet uh um ah hmm eh wow gosh adds added writes wrote asks tweets tweeted explains explained recalls"
    " recalled continues continued concludes concluded replies replied insists insisted".split()
)


def find_runs(text: str) -> list[tuple[str, int]]:
    """Return every run of capitals in a text, and where it starts.

    >>> find_runs("In Lyon Jeanne d’Arc met d’Artagnan.")
    [('In Lyon Jeanne d’Arc', 0), ('d’Artagnan', 25)]
    """
    small = ("d’" in text or "d'" in text) and _SMALL_FIRST.search(text)
    runs = (RUN if small else _LATIN_RUN if _NOT_LATIN.search(text) is None else _CAPITALS_FIRST).finditer(text)
    return [(words, run.start()) for run in runs if len(words := run[0]) <= MAX_RUN]


class RunName(NamedTuple):
    """The name in a run of capitals, as far as the run alone tells."""

    name: str
    """As printed; empty where the run names no person."""
    skipped: int
    """How many characters of titles and the like stand before it in the run."""
    words: tuple[str, ...]
    """Folded."""
    gender: str
    """That of the given name."""
    given: bool
    """The first word is a given name."""
    doubtful: bool
    """One word that is no given name: its capital may only open a sentence."""
    shouted: bool
    """A word in capitals is in the run: where all the text around is in capitals, the run reads otherwise."""


def is_shouted(text: str, start: int, run: str) -> bool:
    """Tell whether a run may stand among capitals alone, where they tell no acronym."""
    return f"X{text[start + len(run) : start + NEAR]}".isupper()


@lru_cache(maxsize=16384)
def read_run(run: str) -> RunName:
    """Return the name in a run of capitals with small letters around.

    >>> read_run("President Ada Cole").name, read_run("White House").name, read_run("However").name
    ('Ada Cole', '', '')
    """
    return read_shouted_run(f"{run}a", run, 0)


def read_shouted_run(text: str, run: str, start: int) -> RunName:
    """Return the name in a run of capitals that stands in a text, all of whose letters may be capitals."""
    words = run.split()
    shouted = any(len(word) > 2 and word.isupper() for word in words)
    nobody = RunName("", 0, (), "", False, False, shouted)
    if len(words) == 1 and run.lower() in STARTERS:
        return nobody
    size = _office_size(words)
    skipped, words = sum(map(len, words[:size])) + size, words[size:]
    while words and is_no_name(words[0], text, start + skipped):
        skipped += len(words[0]) + 1
        words = words[1:]
    name = without_genitive(run[skipped:])
    parts = name.split()
    if not parts or len(parts) > 5 or name == "I" or (len(name) == 2 and name.isupper()) or _CONTRACTED.search(name):
        return nobody
    last = parts[-1].lower()
    if last in body_words() or last in document_words() or is_place(name):
        return nobody
    if any(len(part) > 2 and part.isupper() for part in parts):
        at = start + skipped
        if not text[at : at + FAR].isupper():
            return nobody
    low, given = fold(name), given_names()
    words = low.split()
    doubtful = len(parts) == 1 and low not in given
    return RunName(name, skipped, tuple(words), given.get(fold(parts[0]), ""), words[0] in given, doubtful, shouted)


def _office_size(words: list[str]) -> int:
    """Return how many words of an office come first that no word of it tells: "Prime Minister", "Chief Executive"."""
    if len(words) < 3:
        return 0
    lows = [fold(word) for word in words[:4]]
    size = max(role_at(lows, 0)[1], title_of(lows)[2])
    if 1 < size < len(words):
        return size
    return int(is_occupation(lows[0], lows[1]))


_OCCUPATION = re.compile(r".{3,}(?:er|or|ist|man|woman|ian|eur|smith|wright|keeper|ess)$")


def is_occupation(word: str, behind: str) -> bool:
    """Tell whether a folded word before a given name may say what somebody does: "Beekeeper Jean Summers"."""
    names = given_names()
    return word not in names and behind in names and bool(_OCCUPATION.match(word))


def without_genitive(name: str) -> str:
    """Return a name without its last "'s"."""
    return name[:-2] if name.endswith(("'s", "’s")) else name


def is_no_name(word: str, text: str, start: int) -> bool:
    """Tell whether a capitalised word before a name is a title, a place, an acronym or a sentence's first word."""
    return _never_in_name(word[:MAX_RUN]) or (
        len(word) > 2 and word.isupper() and not text[start : start + NEAR].isupper()
    )


@lru_cache(maxsize=16384)
def _never_in_name(word: str) -> bool:
    if word.endswith(("-based", "-born", "-backed", "-led", "-owned")):
        return True
    low = fold(word)
    if len(low) == 1 and (word[-1] == "." or word[0] not in "AI"):
        return False
    if low in _BEFORE_NAMES or low in STARTERS or word[-2:] in ("'s", "’s"):
        return True
    if low in given_names():
        return False
    if low in trades():
        return True
    office = bool(title_of([low])[2] or role_at([low], 0)[1] or (low[-1] == "s" and role_at([low[:-1]], 0)[1]))
    return office or low in body_words() or low in document_words() or is_place(word)
