"""The cases of ``tests/speaker_cases``: read and measured.

``python tests/speaker_cases.py`` prints the right, the unnamed and the wrong, and each that is not right.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from quotekit.articles import parse_article
from quotekit.marks import find_passages
from quotekit.reading import read
from quotekit.speakers import SpeakerLexicon, resolve_speakers
from quotekit.values import Attribution, Span

FOLDER = Path(__file__).with_name("speaker_cases")


@frozen
class Case:
    """A text, what is attributed in it, and the name of who speaks: ``None`` where the text names nobody."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    speakers: tuple[str | None, ...]


def load() -> list[Case]:
    """Return all cases, in the order of the files."""
    return [case for path in sorted(FOLDER.glob("*.txt")) for case in _cases(path.read_text(encoding="utf8"))]


def _cases(text: str) -> Iterator[Case]:
    for row in text.split("\n=== ")[1:]:
        head, _, body = row.partition("\n")
        key, _, form = head.partition(" | ")
        yield read_case(key, form, body.strip("\n"))


def read_case(key: str, form: str, marked: str) -> Case:
    """Return a case from its mark-up."""
    text = ""
    contents: list[Span] = []
    sources: list[Span] = []
    names: list[str | None] = []
    waiting: list[int] = []
    source, told = 0, None
    for char in marked:
        if char == "{":
            waiting.append(len(contents))
            contents.append(Span(len(text), len(text)))
        elif char == "}":
            at = waiting.pop()
            contents[at] = Span(contents[at].start, len(text))
        elif char == "<":
            source = len(text)
        elif char == "=" and told is None:
            told = ""
        elif char == ">":
            sources.append(Span(source, len(text)))
            names.append(None if told == "-" else told)
            told = None
        elif told is not None:
            told += char
        else:
            text += char
    pairs = sorted(zip(contents, sources, names, strict=True), key=lambda p: (p[0].start, -p[0].end))
    made = tuple(Attribution((c,), (), (s,) if len(s) else (), form) for c, s, _ in pairs)
    return Case(key, text, made, tuple(name for _, _, name in pairs))


def answers(case: Case, lexicon: SpeakerLexicon | None = None) -> list[str | None]:
    """Return the name given to each attribution of a case."""
    article = parse_article(case.text)
    passages = find_passages(article.text, [block.span for block in article.blocks])
    found = resolve_speakers(read(article), case.attributions, passages, lexicon)
    return [speaker.name if speaker else None for speaker, _ in found]


def judged(case: Case) -> list[tuple[str, str | None, str | None]]:
    """Return for each attribution ``right``, ``none`` or ``wrong``, the speaker and what was given."""
    return [
        ("right" if name == given else "none" if given is None else "wrong", name, given)
        for name, given in zip(case.speakers, answers(case), strict=True)
    ]


def main() -> None:
    counts: Counter[str] = Counter()
    for case in load():
        for number, (kind, name, given) in enumerate(judged(case), 1):
            counts[kind] += 1
            if kind != "right":
                print(f"{case.id} {number}: {kind}, {name!r}, given {given!r}", file=sys.stdout)
    total = sum(counts.values())
    print(", ".join(f"{kind} {counts[kind]} of {total}" for kind in ("right", "none", "wrong")))


if __name__ == "__main__":
    main()
