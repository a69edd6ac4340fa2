"""Words as printed in, their tokens out; and what is made of words, kept so that each is looked at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

# No token of words grows with the text, and none reaches over space: the tokens of a sentence are those of its words,
# one after the other.
TOKEN = re.compile(
    r"""
      \d{1,3} (?: ,\d{3} ){1,6}
    | [^\W_]{1,40} (?: [.&-][^\W_]{1,40} | ['’] (?! (?: s|re|ve|ll|d|m|t|S ) \b ) [^\W_]{1,40}
                    | [\u0300-\u036f]{1,4} [^\W_]{0,40} ){0,9}   # accents that are characters of their own
    | ['’] (?: s|re|ve|ll|d|m|t|S ) \b
    | \.{2,40} | -{2,40} | \S
    """,
    re.VERBOSE,
)
MOST_WORDS = 1 << 16
LONGEST_WORD = 60
"""So many words are kept, and none that is longer: memory stays bounded however many articles there are."""

Made = TypeVar("Made")


class Kept(dict[str, Made]):
    """Words as printed -> what a function makes of each, asked once as long as the words are kept.

    >>> tokens = Kept(tokens_of)
    >>> tokens["“He’s"], len(tokens)
    (('“', 'He', '’s'), 1)
    """

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> Made:
        made = self._make(word)
        if len(word) <= LONGEST_WORD:
            if len(self) >= MOST_WORDS:
                self.clear()
            self[word] = made
        return made


def tokens_of(word: str) -> tuple[str, ...]:
    """Return the tokens of a word as printed, with the marks at its edges.

    >>> tokens_of("mid-May),")
    ('mid-May', ')', ',')
    """
    return tuple(TOKEN.findall(word))
