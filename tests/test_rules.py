"""The rules room: cases by provenance, the lexicon's examples elsewhere, and laws over any text."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from strategies import texts

from quotekit.cues import classify, default_cues, make_cue
from quotekit.marks import find_passages
from quotekit.reading import read
from quotekit.rules import RULES, find_attributions
from quotekit.values import Article, Attribution, Block, CueLexicon, Span

CASES = Path(__file__).parent / "data" / "rules_cases.txt"
MARKED = re.compile(r"\[(?P<content>[^\]]*)\]|\{(?P<cue>[^}]*)\}|<(?P<source>[^>]*)>")


def paragraphs(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def attributions(text: str, cues: CueLexicon | None = None) -> tuple[Attribution, ...]:
    """Run the room, with the rooms before it, each line a paragraph."""
    prose = paragraphs(text)
    article = Article(text, blocks=tuple(Block("paragraph", span) for span in prose))
    return find_attributions(read(article), find_passages(text, prose), prose, cues or default_cues())


def unmarked(line: str) -> str:
    return MARKED.sub(lambda m: m["content"] or m["cue"] or m["source"] or "", line)


def marked(line: str) -> tuple[list[str], list[str], list[str]]:
    found = list(MARKED.finditer(line))
    return tuple([m[role] for m in found if m[role] is not None] for role in ("content", "cue", "source"))


def shown(text: str, attribution: Attribution) -> tuple[list[str], list[str], list[str]]:
    roles = (attribution.content, attribution.cue, attribution.source)
    return tuple([span.of(text) for span in role] for role in roles)


def read_cases() -> list:
    """Return test parameters: group, text, and what is expected of it."""
    out, group = [], ""
    for part in re.split(r"\n\s*\n", CASES.read_text("utf8")):
        lines = [line.replace("¶", "\n") for line in part.splitlines() if line and not line.startswith("#")]
        if lines and lines[0].startswith("=="):
            group = lines[0].removeprefix("==").strip()
            lines = lines[1:]
        if not lines:
            continue
        text = unmarked(lines[0])
        assert all(unmarked(line) == text for line in lines), f"one text, marked differently: {lines}"
        expected = sorted(marked(line) for line in lines if MARKED.search(line))
        failing = [pytest.mark.xfail(strict=True, reason="known failure")] if group.startswith("known") else []
        out.append(pytest.param(text, expected, id=f"{group.split(':')[0]}-{text[:50]!r}", marks=failing))
    return out


@pytest.mark.parametrize(("text", "expected"), read_cases())
def test_case(text, expected):
    """Each case gives exactly what is marked in it."""
    assert sorted(shown(text, a) for a in attributions(text)) == expected
