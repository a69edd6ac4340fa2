"""A word inside a run of capitals comes in; the longer name around it that it may be part of goes out."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex as re

from quotekit.speakers.folding import fold
from quotekit.speakers.runs import CAPITAL, NEAR, PARTICLE, is_no_name, is_occupation
from quotekit.speakers.whole_words import find_whole
from quotekit.speakers.word_lists import given_names

_LEFT = re.compile(rf"(?P<word>{CAPITAL})[ \u00a0](?:{PARTICLE}[ ]){{0,2}}$")
_RIGHT = re.compile(rf"[ \u00a0](?P<word>(?:{PARTICLE}[ ]){{0,2}}{CAPITAL})")
_PARTICLES = frozenset(PARTICLE[3:-1].split("|"))
_FAMILY_FIRST = frozenset(
    "Ban Bui Cai Chang Chen Cheng Cho Choe Choi Chung Dang Deng Do Duong Feng Gao Guo Han He Ho Hoang Hong Hu Hua"
    " Huang Hwang Jang Jeon Jeong Jiang Jo Jung Kang Kim Kwon Le Lee Li Liang Lin Liu Lu Luo Ma Mao Moon Ngo"
    " Nguyen Park Peng Pham Phan Roh Shin Song Suh Sun Tan Tang Tran Tsai Vo Vu Wang Wei Wen Wu Xi Xiao Xie Xu Yan"
    " Yang Ye Yin Yoon Yu Yuan Zhang Zhao Zheng Zhou Zhu".split()
)
"""Family names of East Asia, which stand in front of the given name."""


class Growth(NamedTuple):
    """Where a longer name around a word starts and ends."""

    start: int
    end: int
    words: int
    """How many words it has beside the one."""
    titled: bool
    """A title may stand before it."""


@lru_cache(maxsize=16384)
def growths_in(run: str, part: str) -> tuple[Growth, ...]:
    """Return the longer names around each place of a word in a run of capitals, counted from the run's start.

    >>> run = "Foreign Minister Ada Cole"
    >>> [run[growth.start : growth.end] for growth in growths_in(run, "Cole")]
    ['Ada Cole']
    """
    places = find_whole(run, part, 0, len(run))
    return tuple(growth for at in places if (growth := grow(f"{run} a", part, at)))


def grow(text: str, part: str, at: int) -> Growth | None:
    """Return the longer name around a word at a place; ``None`` where it stands alone."""
    left, words, titled = _grown_left(text, at)
    right = at + len(part)
    if not words and (fold(part) in given_names() or part in _FAMILY_FIRST):
        right, words = _grown_right(text, right)
    return Growth(left, right, words, titled or left < at) if words else None


def _grown_left(text: str, start: int) -> tuple[int, int, bool]:
    """Return where the name starts, how many words it has before a word, and whether one before it is none of it."""
    left, words = start, 0
    while words < 5 and (before := _capital_before(text, left)):
        if is_no_name(before["word"], text, before.start()):
            return left, words, True
        if words and is_occupation(fold(before["word"]), fold(text[left : text.find(" ", left)])):
            return left, words, True
        left = before.start()
        words += 1
    return left, words, False


def _capital_before(text: str, at: int) -> re.Match[str] | None:
    """Find the word with a capital, and the particles behind it, that stand right before a place."""
    if text[at - 1 : at] not in (" ", "\u00a0"):
        return None
    farthest = max(0, at - NEAR)
    start = text.rfind(" ", farthest, at - 1) + 1 or farthest
    word = text[start : at - 1]
    # Mostly one glance settles it: the word before is small, and no particle.
    if word not in _PARTICLES and f"x{word}".islower():
        return None
    return _LEFT.search(text, farthest if word in _PARTICLES else start, at)


def _grown_right(text: str, end: int) -> tuple[int, int]:
    """Return where the name ends, and how many words it has behind a word."""
    right, words = end, 0
    while words < 3 and (behind := _RIGHT.match(text, right)):
        if is_no_name(behind["word"].split()[-1], text, behind.start("word")):
            break
        right = behind.end()
        words += 1
    return right, words
