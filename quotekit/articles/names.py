"""Words in, whether they may be somebody's name out: the question behind every author that is no account."""

from __future__ import annotations

import re

from quotekit.articles.tables import read_words

# A capital of any script, or a letter of one that has none.
CAPITAL = r"[^\W\d_a-zß-ÿ]"
# Words that no name holds: what stands before the verb is then a sentence of prose.
PROSE = re.compile(
    r"\b(?:that|which|who|whose|when|where|while|after|before|because|since|if|but|said|says|wrote|has|have|had|was|were|is"
    r"|are|will|would|then|also|later|immediately|quickly|someone|others|many|saying|adding|writing|calling|and\s(?:has|was|then))\b"
)
NO_NAME = read_words("no name")


def is_name(words: str) -> bool:
    """Tell whether the words may be a name with its office, and no clause of prose.

    >>> is_name("Kyiv mayor Vitali Klitschko"), is_name("In a statement, the mayor"), is_name("He")
    (True, False, False)
    """
    parts = words.replace(",", " ").split()
    if not parts or len(parts) > 12 or parts[0].lower() in NO_NAME or PROSE.search(words):
        return False
    if ". " in words and not re.search(r"\b[A-Z]\w{0,3}\. ", words):
        return False
    return not parts[0][0].islower() and any(
        part[0].isupper() or not part[0].isascii() or part[0].isdigit() for part in parts
    )


def is_proper(words: str) -> bool:
    """Tell whether all words are capitalised, but for those that stand inside names.

    >>> is_proper("Ministry of Defence of Ukraine"), is_proper("The son defended his father")
    (True, False)
    """
    return all(
        not part[0].islower() or part in ("of", "the", "and", "for", "in", "de", "van", "von", "al", "bin", "on", "to")
        for part in words.split()
    )
