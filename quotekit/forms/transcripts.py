"""An article's paragraphs in, its turns at talk out: "WALLACE: ...", "Q: ...", "Rep. Trey Gowdy (R-S.C.): “...”"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import regex
from attrs import evolve, frozen

from quotekit.forms.labels import NAME, NONE, SURE, speaker_strength
from quotekit.forms.posts import trimmed
from quotekit.forms.words import has_own_voice, normal, words_of
from quotekit.values import Attribution, Block, CueLexicon, Span

QUOTES = "\"“”„«'‘’"
LABEL = regex.compile(
    r"""
    ^ [ \t"“„*_>•·‣▪–—-]{0,6}+
    (?: [\[(]?+ \d{1,2} : \d\d (?: : \d\d )?+ [\])]?+ [ \t]++ )?+                              # "[00:01:15] HOST: So …"
    (?: (?P<label> [\p{L}] [^:\n.!?;“”"]{0,60}+ (?: \. [^:\n.!?;“”"]{1,40}+ ){0,3} ) [ ]?
        (?P<colon> : ) [*_]{0,2}+ (?: [ \t]++ | (?= ["“‘„] ) | $ )
      | (?P<letter> [QA] ) (?P<point> \. ) [ \t]++ (?= \S )                                 # "Q. Were you there?"
      | (?P<glued> [QA] ) (?= (?: I | \p{Lu}\p{Ll}++ ) (?: ['’]\p{Ll}++ )? [ ] )             # "QYou’ve said you …"
      | (?P<chair> The [ ] (?: CHAIR(?:MAN|WOMAN|PERSON)?+ | PRESIDENT | CLERK | SPEAKER | PRESIDING [ ] OFFICER
                             | Chair(?:man|woman)?+ | Clerk | Speaker ) (?= \. [ ] \p{Lu} )
        | (?: Mr | Mrs | Ms | Miss ) \. [ ] (?: Mc | Mac | De | O['’] )? \p{Lu}{3,20} )    # "Mr. McCAIN. I"
        (?P<stop> \. ) [ ] (?= \p{Lu} )
    )
    """,
    regex.VERBOSE | regex.MULTILINE,
)
CANDIDATE = re.compile(r"[^:\n]{1,110}:|[ \t]*(?:[QA]|M[rs]s?\. ?\w+|The [A-Z]\w+(?: OFFICER)?)\. |[QA](?=[A-Z])")
LETTERED = frozenset(" \tQAMT")
"""What a candidate without a colon begins with."""
# "LEE: You lied. COLE: I did not.": the next turn begins in the middle of a line.
MIDLINE = regex.compile(
    r"""(?<= [.?!…)—–"”’-] [ ] ) (?P<label> \p{Lu} [\p{Lu}.'’ -]{1,30}+ ) (?P<colon> : ) [ ] (?= \S )""", regex.VERBOSE
)
ROLE = regex.compile(r"\s*(?:,\s.*|[(\[][^()\[\]]*[)\]])\Z", regex.DOTALL)
# "Armstrong Williams, his manager, stated:" and "Lee (R-Ohio) scolded him:" introduce prose, not a turn.
TELLING = regex.compile(
    r"""\b(?: said|says?|told|tells?|writes?|wrote|asks?|adds? )\b
      | \b\p{Ll}+ed (?: \s (?: him|her|them|that|this|us|me ) )? \Z | \b(?: him|her|them|that|this )\Z""",
    regex.VERBOSE,
)
# "The Wire: Is it over?": a paper that asks.
OUTLET = regex.compile(r"The(?: \p{Lu}[\w’'-]+){1,3}")
TITLE = regex.compile(r"\bM[cr]s?\b\.?")
SAYING = regex.compile(
    r"""(?P<before> (?: \b \w{1,30}+ \W{1,3} ){1,2} ) (?: said|says|told|added|asked|replied|explained|continued )\b
        (?P<after> (?: \W{1,3} \w{1,30}+ ){0,2} )""",
    regex.VERBOSE,
)
STAGE = regex.compile(r"\s*[(\[][^()\[\]]*[)\]]\.?\s*\Z")
LABELS = {"colon": "label", "point": "letter", "glued": "glued", "stop": "chair"}
"""What ends a label, and the label's own name in the pattern."""
LONGEST_LABEL = 110
TIME = regex.compile(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?[ \t]+")
LONGEST_TIME = 16
LONGEST_GAP = 12
LONGEST_WEAK_GAP = 2


@frozen
class Turn:
    """One line that may be a turn at talk."""

    block: int
    line: int
    """Where the line starts, marks and bullets included."""
    label: Span
    cue: Span
    text: Span
    key: str
    """What the speaker is recognised by: the last word of the name, in lower case."""
    strong: bool
    """The label is written as in transcripts: capitals, "Q", "MR. SMITH"."""
    strength: int
    voiced: bool
    """The text speaks in the first or second person, or asks."""
    quoted: bool


def find_turns(text: str, blocks: Sequence[Block], cues: CueLexicon) -> list[tuple[Attribution, Turn]]:
    r"""Return the turns at talk among an article's paragraphs.

    A label alone is not enough ("WASHINGTON: ...", "Note: ..."): speakers must alternate, speak in their own voice or
    stand before a quotation.

    >>> text = "WALLACE: Will you run? PENCE: No.".replace("? ", "?\n")
    >>> turns = find_turns(text, [Block("paragraph", Span(0, len(text)))], CueLexicon(()))
    >>> [(a.source[0].of(text), a.content[0].of(text)) for a, _ in turns]
    [('WALLACE', 'Will you run?'), ('PENCE', 'No.')]
    """
    turns = [turn for index in _candidates(text, blocks) for turn in _turns(text, index, blocks[index], cues)]
    turns = _without_lone_letters(text, turns)
    if not turns:
        return []
    strong = [turn for turn in turns if turn.strong]
    accepted = {turn.label for turn in strong} if _is_talk(strong) or _is_lone_turn(text, strong) else set()
    weak = [turn for turn in turns if not turn.strong or turn.label not in accepted]
    named = [turn for turn in turns if turn.strength >= NAME]
    if _is_named_talk(named):
        accepted |= {turn.label for turn in named}
    accepted |= _asked_and_answered(text, named)
    quoted = [turn for turn in weak if _is_quoted_line(text, turn)]
    known = Counter(re.findall(r"\w+", text)) if quoted else Counter()
    accepted |= {turn.label for turn in quoted if _is_known(text, turn, known)}
    talk = [turn for turn in turns if turn.label in accepted]
    if len(talk) == 1 and blocks[talk[0].block].kind != "paragraph":
        return []
    return [(_attribution(turn), turn) for turn in _continued(text, blocks, talk)]


def _without_lone_letters(text: str, turns: Sequence[Turn]) -> list[Turn]:
    """Take "QYou left?" and "AMy leg was broken." for turns only where both letters stand so, and one asks."""
    glued = [turn for turn in turns if not len(turn.cue)]
    asked = any(turn.key == "q" and turn.text.of(text).rstrip().endswith("?") for turn in glued)
    both = {turn.key for turn in glued} == {"q", "a"}
    return [turn for turn in turns if len(turn.cue) or (asked and both)]


def _candidates(text: str, blocks: Sequence[Block]) -> list[int]:
    """Return which paragraphs have a line that may begin with a label: most have none, and are not read again."""
    return [i for i, block in enumerate(blocks) if _may_speak(text, block) and _may_hold_label(text, block.span)]


def _may_speak(text: str, block: Block) -> bool:
    """Tell whether a block may be a turn: a paragraph, or a short first question that looks like a title."""
    asks = block.kind in {"title", "headline"} and text[block.span.end - 1 : block.span.end] == "?"
    return asks or block.kind == "paragraph"


def _may_hold_label(text: str, span: Span) -> bool:
    # A block may begin in the middle of a line, behind a live blog's time or a dateline.
    if text.find(":", span.start, span.start + LONGEST_LABEL) > 0:
        return True
    opens = span.start == 0 or text[span.start - 1] == "\n"
    first, colon = text[span.start : span.start + 1], text.startswith(":", span.start + LONGEST_LABEL)
    if opens and (first in LETTERED or colon) and CANDIDATE.match(text, span.start):
        return True
    at = text.find("\n", span.start, span.end)
    while at >= 0:
        if CANDIDATE.match(text, at + 1):
            return True
        at = text.find("\n", at + 1, span.end)
    return False


def _turns(text: str, index: int, block: Block, cues: CueLexicon) -> list[Turn]:
    out = []
    # A time in front of a turn stands outside of its block.
    line = text.rfind("\n", max(0, block.span.start - LONGEST_TIME), block.span.start) + 1
    timed = block.span.start - line < LONGEST_TIME and TIME.fullmatch(text, line, block.span.start) is not None
    matches = _labels(text, line if timed else block.span.start, block.span.end)
    if matches and _is_shouted(matches[0]["label"] or "ab"):
        starts = [match.start() for match in matches]
        inline = MIDLINE.finditer(text, block.span.start, block.span.end)
        matches += [m for m in inline if m.start() >= matches[bisect_right(starts, m.start()) - 1].end()]
        matches.sort(key=lambda match: match.start())
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        turn = _turn(text, index, match, block.span.end if following is None else following.start(), cues)
        if turn is not None:
            out.append(turn)
    ends = [turn.line for turn in out[1:]] + [block.span.end]
    return [evolve(turn, text=trimmed(text, Span(turn.text.start, end))) for turn, end in zip(out, ends, strict=False)]


def _labels(text: str, start: int, end: int) -> list[regex.Match[str]]:
    """Return the labels at the starts of a stretch's lines; no label runs over the end of its line."""
    out = []
    at = start if start == 0 or text[start - 1] == "\n" else _next_line(text, start, end)
    while at < end:
        match = LABEL.match(text, at, end)
        if match is not None:
            out.append(match)
        at = _next_line(text, at, end)
    return out


def _next_line(text: str, at: int, end: int) -> int:
    return text.find("\n", at, end) + 1 or end


def _turn(text: str, index: int, match: regex.Match[str], end: int, cues: CueLexicon) -> Turn | None:
    cue = match.lastgroup or "colon"
    group = LABELS[cue]
    label = trimmed(text, Span(*match.span(group)))
    said = trimmed(text, Span(match.end(), end))
    printed = label.of(text)
    name = ROLE.sub("", printed)
    strength = SURE if _is_role(printed) else _strength(name, printed, cues)
    if strength == NONE and OUTLET.fullmatch(name) and said.of(text).endswith("?"):
        strength = NAME
    if strength == NONE or not any(letter.isalpha() for letter in said.of(text)):
        return None
    strong = group != "label" or _is_role(printed) or _is_shouted(name)
    if strong and _is_shouted(said.of(text)[:80]) and len(said) > 12:
        return None
    quoted = said.of(text)[:1] in QUOTES
    voiced = quoted or "?" in said.of(text) or has_own_voice(said.of(text))
    key = normal(name).split(" ")[-1]
    mark = Span(match.end(), match.end()) if cue == "glued" else Span(*match.span(cue))
    return Turn(index, match.start(), label, mark, said, key, strong, strength, voiced, quoted)


def _strength(name: str, label: str, cues: CueLexicon) -> int:
    tells = TELLING.search(label) is not None or any(_is_reporting(word, cues) for word in label.split()[1:])
    return speaker_strength(name) if len(name.split()) <= 7 and not tells else NONE


def _is_reporting(word: str, cues: CueLexicon) -> bool:
    """Tell the verb of "The head of the board insists:"; a base form is a noun there, unless a comma follows it."""
    bare = word.rstrip(",")
    cue = cues.by_form.get(bare)
    return cue is not None and word != cue.lemma and bare not in words_of("source")


def _is_role(label: str) -> bool:
    words = normal(label.rstrip("0123456789 "))
    return words in words_of("role") and (label[0].isupper() or len(words) > 1)


def _is_shouted(label: str) -> bool:
    """Tell "CHRIS WALLACE" and "Mr. McCONNELL" from "Chris Wallace"."""
    letters = [letter for letter in TITLE.sub("", label) if letter.isalpha()]
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) >= 0.8 * len(letters)


def _is_talk(turns: Sequence[Turn]) -> bool:
    """Tell a transcript in capitals from a column of datelines ("LONDON: ...", "PARIS: ...")."""
    keys = Counter(turn.key for turn in turns)
    voiced = sum(turn.voiced for turn in turns)
    if len(keys) > 1 and max(keys.values()) > 1:
        return voiced * 3 >= len(turns)
    return len(turns) > 1 and voiced * 2 >= len(turns)


def _is_lone_turn(text: str, turns: Sequence[Turn]) -> bool:
    """Accept a single "WALLACE: Let’s begin." where the text has the name in small letters as well."""
    if len(turns) != 1 or not turns[0].voiced:
        return False
    name = turns[0].key.capitalize()
    return len(name) > 2 and regex.search(rf"\b{regex.escape(name)}\b", text) is not None


def _is_named_talk(turns: Sequence[Turn]) -> bool:
    """Tell an interview with names before its turns from a list ("Clinton: 2,316")."""
    keys = Counter(turn.key for turn in turns)
    voiced = sum(turn.voiced for turn in turns)
    return len(keys) > 1 and len(turns) > 2 and max(keys.values()) > 1 and voiced * 2 >= len(turns)


def _asked_and_answered(text: str, turns: Sequence[Turn]) -> set[Span]:
    """Return the labels of a question and of the answer right behind it: "The Wire: Is it over? Kang: It's not."."""
    out: set[Span] = set()
    for one, other in pairwise(turns):
        asked, answered = (turn.text.of(text).rstrip(QUOTES + " ") for turn in (one, other))
        near = other.block - one.block <= 1 and not text[one.text.end : other.line].strip()
        if near and one.key != other.key and asked.endswith("?") and not answered.endswith("?"):
            out |= {one.label, other.label}
    return out


def _is_quoted_line(text: str, turn: Turn) -> bool:
    said = turn.text.of(text).rstrip(". ")
    return turn.quoted and len(said) >= 20 and said[-1:] in QUOTES


def _is_known(text: str, turn: Turn, words: Counter[str]) -> bool:
    """Accept "Rep. Trey Gowdy: “...”" by itself; a lone "Gowdy: “...”" only where the text has the name again."""
    name = ROLE.sub("", turn.label.of(text))
    return turn.strength == SURE or " " in name or words[name] > 1


def _continued(text: str, blocks: Sequence[Block], turns: Sequence[Turn]) -> list[Turn]:
    """Add to each turn the paragraphs up to the next one, where nothing in them tells of a narrator."""
    out = []
    keys = {turn.key for turn in turns if len(turn.key) > 1}
    for turn, following in zip(turns, [*turns[1:], None], strict=False):
        end = turn.text.end
        longest = LONGEST_GAP if turn.strong else LONGEST_WEAK_GAP
        if following is not None and 1 < following.block - turn.block <= longest:
            gap = blocks[turn.block + 1 : following.block]
            if all(block.kind == "paragraph" and not _is_narrated(text, block.span, keys) for block in gap):
                end = trimmed(text, gap[-1].span).end
        out.append(evolve(turn, text=Span(turn.text.start, end)))
    return out


def _is_narrated(text: str, span: Span, keys: set[str]) -> bool:
    said = span.of(text)
    if STAGE.match(said) is not None:
        return True
    if has_own_voice(said):
        return False
    near = (f"{match['before']} {match['after']}" for match in SAYING.finditer(said))
    return any(normal(word) in keys for words in near for word in words.split())


def _attribution(turn: Turn) -> Attribution:
    confidence = 0.95 if turn.strong or turn.quoted else 0.9
    return Attribution(
        content=(turn.text,), cue=(turn.cue,) if len(turn.cue) else (), source=(turn.label,),
        form="transcript", rule="transcript:turn",
        confidence=confidence, cue_class="say",
    )  # fmt: skip
