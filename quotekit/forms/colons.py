"""A headline in, the report that its colon or dash makes of it out: "CLAIM: SOURCE", "SOURCE: CLAIM"."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from quotekit.forms.labels import NAME, NONE, SURE, is_person_noun, speaker_strength
from quotekit.forms.reports import Headline, Report, claims_something, has_mark, plain, stretch
from quotekit.forms.telegraphs import read_telegraph
from quotekit.forms.verbs import verb_at
from quotekit.forms.words import OPENERS, OWN_VOICE, PREPOSITIONS, Word, has_own_voice, normal, words_of
from quotekit.values import Span

ABOUT = words_of("about")
HYPHEN = regex.compile(r"\s-\s?(?=\S)|\s–\s?(?=\S)")
OPENED, CLOSED = frozenset("“‘\"'«„"), frozenset("”’\"'»“")
BEHIND_SPEAKER = ABOUT | (PREPOSITIONS - {"of"})
NO_CLAIM_STARTS = OPENERS - {"no", "two", "three"}
LABELS = words_of("label") | words_of("kicker")
DASHES = frozenset({"--", "—", "–", "―", "-"})
LONGEST_TAIL = 7
AGE = regex.compile(r",\s\d\d\Z")
STORIES = frozenset(
    {"story", "tale", "account", "ordeal", "plea", "diary", "journey", "testimony", "fight", "battle", "grief"}
)
TELLING = frozenset({"say", "deny", "claim", "confirm", "suggest"})


def source_behind_colon(headline: Headline) -> list[Report]:
    """Read "UKRAINE HAS NO LINKS TO DRONE ATTACKS: PODOLYAK"."""
    cut = _last_colon(headline.words)
    if cut is None:
        return []
    left, right = headline.words[: cut + 1], headline.words[cut + 1 :]
    first = _first_colon(left[:-1])
    if first is not None and speaker_strength(_text(headline, left[: first + 1])) == NONE:
        left = left[first + 1 :]
    if not _may_close(headline, left, right):
        return []
    return [Report(stretch(left), _colon(left), plain(right))]


def quotation_before_story(headline: Headline) -> list[Report]:
    """Read "‘We lost everything’: Farmers count cost of flood": the speaker begins the story."""
    cut = _first_colon(headline.words)
    if cut is None or cut + 3 > len(headline.words) or headline.chatty:
        return []
    left, right = headline.words[: cut + 1], headline.words[cut + 1 :]
    if left[0].before[-1:] not in OPENED or left[-1].after[:1] not in CLOSED or len(left) < 2:
        return []
    for index in range(1, min(len(right), 5)):
        if right[index].low in STORIES and right[index - 1].low.endswith(("'s", "s'", "’s", "s’")):
            return [Report(stretch(left), _colon(left), plain(right[:index]))]
    for index in range(1, min(len(right), 5)):
        low = right[index].low
        ends = low in BEHIND_SPEAKER or low in words_of("verb")
        ends = ends or verb_at(right, index, headline.cues) is not None
        if not ends and _names_people(_text(headline, right[: index + 1])):
            continue
        if ends or not (right[index].capital or low in {"and", "of", "the", "&"}):
            speaker = _text(headline, right[:index])
            known = speaker_strength(speaker) > NONE or _names_people(speaker)
            known = known or (has_own_voice(_text(headline, left)) and right[0].low not in OPENERS - {"a", "an", "the"})
            return [Report(stretch(left), _colon(left), plain(right[:index]))] if known else []
    return []


def source_before_colon(headline: Headline) -> list[Report]:
    """Read "UKRAINE: NOT USING RESOURCES", "Obama on climate: The trends are terrifying" and "Lee hits back: 'No'"."""
    cut = _first_colon(headline.words)
    if cut is None or cut + 1 >= len(headline.words):
        return []
    left: Sequence[Word] = headline.words[: cut + 1]
    right = headline.words[cut + 1 :]
    strength = speaker_strength(_text(headline, left))
    phrase = _speaker_of_phrase(headline, left, right)
    if phrase:
        left = phrase
    elif strength == NONE or not _may_open(headline, strength, right):
        return []
    return [Report(stretch(right), _colon(headline.words[: cut + 1]), plain(left))]


def source_behind_dash(headline: Headline) -> list[Report]:
    """Read "Drought cuts wheat crop -- USDA report" and "Six killed in shelling - ministry"."""
    cut = next((i for i in range(len(headline.words) - 2, 2, -1) if _is_dash(headline, i)), None)
    if cut is None:
        return []
    dashed = not headline.words[cut].low
    left = headline.words[: cut if dashed else cut + 1]
    right = headline.words[cut + 1 :]
    if _is_outlet(right) or not _may_close(headline, left, right):
        return []
    if read_telegraph(left, headline.cues) and speaker_strength(_text(headline, right)) < SURE:
        return []
    behind = left[-1].after.removesuffix("-")
    cue = Span(left[-1].span.end + len(behind), right[0].span.start - len(right[0].before))
    start = cue.start + len(headline.text[cue.start : cue.end]) - len(headline.text[cue.start : cue.end].lstrip())
    said = stretch(left)
    dash = Span(start, start + len(headline.text[start : cue.end].rstrip()))
    return [Report(Span(said.start, min(said.end, dash.start)), dash, plain(right))]


def behind_topic(words: Sequence[Word], text: str) -> Sequence[Word]:
    """Return the words behind "Ukraine war: ", all of them where the colon has no topic before it."""
    cut = _first_colon(words)
    if cut is None or cut + 2 >= len(words):
        return words
    left = text[words[0].span.start : words[cut].span.end]
    return words[cut + 1 :] if speaker_strength(left) < SURE else words


def _may_close(headline: Headline, left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Tell whether the right side may be the speaker of the left one."""
    if len(left) < 3 or not 1 <= len(right) <= LONGEST_TAIL or has_mark(right):
        return False
    if _is_quoted(left) and _names_somebody(AGE.sub("", _text(headline, right))):
        return True
    strength = speaker_strength(_text(headline, right))
    claims = claims_something(left) or _reports_something(headline, left)
    if strength == SURE or is_person_noun(_text(headline, right)):
        return claims or (strength == SURE and len(left) > 4)
    if strength == NONE or headline.chatty or len(right) > 4 or claims_something(right):
        return False
    if left[0].low in NO_CLAIM_STARTS:
        return False
    return len(left) > len(right) and claims


def _may_open(headline: Headline, strength: int, right: Sequence[Word]) -> bool:
    """Tell whether the right side may be what a speaker before it said."""
    quoted = has_mark(right[:1])
    if len(right) < 3 and not quoted:
        return False
    own = any(word.low in OWN_VOICE for word in right)
    if headline.chatty and strength == NAME and not (quoted or own):
        return False
    if strength == SURE or quoted:
        return True
    if right[0].low in {"how", "why", "what", "who", "where", "when", "a", "an"}:
        return any(word.low in {"i", "i'm", "i've", "i'd"} for word in right)
    told = read_telegraph(right, headline.cues)
    if told and told[0].cue_class in TELLING:
        return False
    return claims_something(right) or bool(told)


def _speaker_of_phrase(headline: Headline, left: Sequence[Word], right: Sequence[Word]) -> Sequence[Word]:
    """Return the speaker of "Obama on climate:" and "Warren hammers bank chief:", nothing where there is none."""
    if normal(_text(headline, left)) in LABELS:
        return ()
    quoted = has_mark(right[:1])
    own = right[0].low in OWN_VOICE
    for index in range(1, min(len(left) - 1, 7)):
        about = left[index].low in ABOUT
        if not about and verb_at(left, index, headline.cues) is None and left[index].low not in words_of("verb"):
            continue
        speaker = left[:index]
        if speaker_strength(_text(headline, speaker)) == NONE:
            return ()
        spoken = quoted or own or (left[index].low in {"on", "to"} and claims_something(right))
        return speaker if spoken and len(right) > 1 else ()
    return ()


def _is_quoted(words: Sequence[Word]) -> bool:
    """Tell whether words stand between marks: "‘I Sold My House for a Boat’"."""
    return words[0].before[-1:] in OPENED and words[-1].after[:1] in CLOSED and bool(words[0].before)


def _names_somebody(words: str) -> bool:
    return speaker_strength(words) > NONE or is_person_noun(words.lower())


def _names_people(words: str) -> bool:
    return speaker_strength(words) == SURE or is_person_noun(words.lower())


def _reports_something(headline: Headline, words: Sequence[Word]) -> bool:
    return any(verb_at(words, index, headline.cues) is not None for index in range(1, len(words)))


def _is_outlet(words: Sequence[Word]) -> bool:
    known = words_of("outlet")
    whole = " ".join(word.low for word in words)
    return normal(whole) in known or (words[-1].low in known and len(words) <= 4)


def _is_dash(headline: Headline, index: int) -> bool:
    word, following = headline.words[index], headline.words[index + 1]
    if not word.low:
        return word.span.of(headline.text) in DASHES
    if word.after.endswith("-") and len(word.after) == 1:
        return True
    return HYPHEN.match(headline.text, word.span.end + len(word.after), following.span.start + 1) is not None


def _first_colon(words: Sequence[Word]) -> int | None:
    return next((i for i, word in enumerate(words) if ":" in word.after), None)


def _last_colon(words: Sequence[Word]) -> int | None:
    return next((i for i in range(len(words) - 2, -1, -1) if ":" in words[i].after), None)


def _colon(left: Sequence[Word]) -> Span:
    at = left[-1].span.end + left[-1].after.index(":")
    return Span(at, at + 1)


def _text(headline: Headline, words: Sequence[Word]) -> str:
    return headline.text[words[0].span.start : words[-1].span.end + words[-1].after.count(")")]
