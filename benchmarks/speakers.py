"""Speakers of gold attributions: how many get the right name, none, or a wrong one.

Run: ``python benchmarks/speakers.py GOLD.jsonl [--lexicon FILE] [--show]``. A line holds ``text`` and ``attributions``
(or ``quotes``) with ``content``, ``source`` and the ``speaker``'s name. A name is right where it equals the gold's, or
one holds all words of the other once titles are off.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from quotekit.articles import parse_article
from quotekit.marks import find_passages
from quotekit.reading import read
from quotekit.speakers import SpeakerLexicon, resolve_speakers
from quotekit.speakers.names import read_name
from quotekit.values import Attribution, Span


def same_name(a: str, b: str) -> bool:
    """Tell whether two names may be one person's or body's."""
    left, right = set(read_name(a).words), set(read_name(b).words)
    return left <= right or right <= left


def spans(pieces: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pieces)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--lexicon", type=Path)
    parser.add_argument("--show", action="store_true", help="print every wrong name")
    options = parser.parse_args()
    lexicon = SpeakerLexicon.read(options.lexicon) if options.lexicon else None
    counts: Counter[str] = Counter()
    for line in options.gold.read_text("utf8").splitlines():
        row = json.loads(line)
        gold = row.get("attributions") or row.get("quotes") or []
        article = parse_article(row["text"], id=row.get("id"), date=row.get("date"))
        attributions = [
            Attribution(spans(a["content"]), spans(a.get("cue", [])), spans(a["source"]), a.get("form", "prose"))
            for a in gold
        ]
        passages = find_passages(article.text, [block.span for block in article.blocks])
        answers = resolve_speakers(read(article), attributions, passages, lexicon)
        for known, (speaker, _) in zip(gold, answers, strict=True):
            if known.get("speaker"):
                right = speaker is not None and same_name(speaker.name, known["speaker"])
                kind = "right" if right else "wrong" if speaker else "none"
                counts[kind] += 1
                if options.show and kind == "wrong" and speaker:
                    print(f"{row.get('id')}: {known['speaker']!r} got {speaker.name!r} ({speaker.resolved_by})")
            else:
                counts["named without gold" if speaker else "none without gold"] += 1
    total = max(counts["right"] + counts["none"] + counts["wrong"], 1)
    for kind in ("right", "none", "wrong"):
        print(f"{kind:>6}: {counts[kind]:5} = {100 * counts[kind] / total:.1f} %")
    print(f"without a gold speaker: {counts['named without gold']} named, {counts['none without gold']} none")


if __name__ == "__main__":
    main()
