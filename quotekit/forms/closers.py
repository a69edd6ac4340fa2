"""A headline in, the report that its last words make of it out: "CLAIM, SOURCE says", "CLAIM says SOURCE"."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.forms.labels import NONE, is_person_noun, speaker_strength
from quotekit.forms.reports import Headline, Report, claims_something, plain, stretch
from quotekit.forms.telegraphs import is_subject
from quotekit.forms.words import PRONOUNS, Word, words_of

LONGEST_TAIL = 4
LONGEST_SOURCE = 9


def source_says_last(headline: Headline) -> list[Report]:
    """Read "Bridge was unsafe, report says" and "Guns are a crisis, Dean tells convention"."""
    words = headline.words
    closers = words_of("closer")
    for index in range(len(words) - 1, max(len(words) - 1 - LONGEST_TAIL, 3), -1):
        if words[index].low not in closers:
            continue
        comma = next((i for i in range(index - 2, max(index - LONGEST_SOURCE, 1), -1) if "," in words[i].after), None)
        if comma is None or not _may_say(words[comma + 1 : index], words[index:]):
            return []
        source = words[comma + 1 : index]
        return [Report(stretch(words[: comma + 1]), plain(words[index : index + 1]), plain(source))]
    return []


def says_source_last(headline: Headline) -> list[Report]:
    """Read "Economy still growing, says Fed" and, without the comma, "House prices rebound says Halifax"."""
    words = headline.words
    inverters = words_of("inverter")
    for index in range(len(words) - 2, 1, -1):
        if words[index].low not in inverters:
            continue
        left, right = words[:index], words[index + 1 :]
        if len(right) > LONGEST_SOURCE or right[0].low in PRONOUNS or not _is_source(headline, left[-1], right):
            return []
        text = headline.text[left[0].span.start : left[-1].span.end]
        plain_says = words[index].low == "says" and claims_something(left) and speaker_strength(text) == NONE
        if "," in left[-1].after or (plain_says and not headline.chatty):
            return [Report(stretch(left), plain(words[index : index + 1]), plain(right))]
        return []
    return []


def according_to_source(headline: Headline) -> list[Report]:
    """Read "Mayor lied to council, according to emails"; in a post it is prose, and an engine's."""
    words = headline.words
    for index in range(3, len(words) - 2):
        if words[index].low == "according" and words[index + 1].low == "to" and not headline.chatty:
            return [Report(stretch(words[:index]), plain(words[index : index + 2]), plain(words[index + 2 :]))]
    return []


def _may_say(source: Sequence[Word], tail: Sequence[Word]) -> bool:
    """Tell whether "former rival" + "says" may close a headline."""
    if not is_subject(source) or any("," in word.after for word in source):
        return False
    return len(tail) == 1 or tail[0].low in {"tells", "told"} or tail[1].low in {"in", "on", "at", "after"}


def _is_source(headline: Headline, before: Word, words: Sequence[Word]) -> bool:
    ends = next((i for i, word in enumerate(words) if "," in word.after), len(words) - 1)
    head = words[: ends + 1]
    text = headline.text[head[0].span.start : head[-1].span.end]
    common = "," in before.after and is_person_noun(text)
    return (speaker_strength(text) > NONE or common) and not claims_something(words)
