"""What a parsed English pipeline would add to the speakers of gold attributions: right, none, wrong.

Run: ``python benchmarks/parsed_speakers.py GOLD.jsonl PIPELINE``. The file is that of ``speakers.py``, the pipeline an
installed spaCy one with parser and entities. Its persons are given to the library as a coreference of "he" and "she":
``alone`` answers where one person alone fits in the sentence and the three before, ``subject`` prefers the last
subject. The library keeps none of it: see the page on lexicons.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import spacy
from speakers import same_name, spans

from quotekit.articles import parse_article
from quotekit.marks import find_passages
from quotekit.reading import read
from quotekit.speakers import Coreference, resolve_speakers
from quotekit.speakers.names import read_name
from quotekit.speakers.word_lists import given_names
from quotekit.values import Attribution, Reading, Span

GENDERS = {"he": "m", "she": "f"}
SENTENCES = 3


class Named(NamedTuple):
    """A person as the pipeline finds one."""

    span: Span
    surname: str
    gender: str
    subject: bool


def persons(reading: Reading) -> list[Named]:
    """Return the runs of tokens that the pipeline takes for persons."""
    runs: list[list[int]] = []
    for i, token in enumerate(reading.tokens):
        if token.entity == "PERSON":
            if runs and runs[-1][-1] == i - 1:
                runs[-1].append(i)
            else:
                runs.append([i])
    found = []
    for run in runs:
        span = Span(reading.tokens[run[0]].span.start, reading.tokens[run[-1]].span.end)
        name = read_name(span.of(reading.article.text).removesuffix("'s").removesuffix("’s"))
        if name.words:
            gender = name.gender or given_names().get(name.words[0], "")
            subject = any(reading.tokens[i].dep in ("nsubj", "nsubjpass") for i in run)
            found.append(Named(span, name.words[-1], gender, subject))
    return found


def by_parse(prefer_subjects: bool) -> Coreference:
    """Return a coreference that leads "he" and "she" to the pipeline's persons."""

    def coreference(reading: Reading, mentions: Sequence[Span]) -> list[Span | None]:
        known, starts = persons(reading), [sentence.start for sentence in reading.sentences]
        return [antecedent(reading, known, starts, mention) for mention in mentions]

    def antecedent(reading: Reading, known: list[Named], starts: list[int], mention: Span) -> Span | None:
        gender = GENDERS.get(mention.of(reading.article.text).lower())
        first = starts[max(0, bisect_right(starts, mention.start) - 1 - SENTENCES)]
        near = [one for one in known if first <= one.span.start and one.span.end <= mention.start]
        near = [one for one in near if gender and one.gender in ("", gender)]
        subjects = [one for one in near if one.subject] if prefer_subjects else []
        if subjects:
            return subjects[-1].span
        return near[-1].span if len({one.surname for one in near}) == 1 else None

    return coreference


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pipeline")
    options = parser.parse_args()
    nlp = spacy.load(options.pipeline)
    ways: dict[str, Coreference | None] = {"without": None, "alone": by_parse(False), "subject": by_parse(True)}
    counts: dict[str, Counter[str]] = {way: Counter() for way in ways}
    for line in options.gold.read_text("utf8").splitlines():
        row = json.loads(line)
        gold = row["attributions"]
        if not any(known.get("speaker") for known in gold):
            continue
        article = parse_article(row["text"], id=row.get("id"), date=row.get("date"))
        asked = [Attribution(spans(a["content"]), spans(a.get("cue", [])), spans(a["source"])) for a in gold]
        passages = find_passages(article.text, [block.span for block in article.blocks])
        reading = read(article, nlp)
        for way, coreference in ways.items():
            answers = resolve_speakers(reading, asked, passages, None, coreference)
            for known, (speaker, _) in zip(gold, answers, strict=True):
                if known.get("speaker"):
                    right = speaker is not None and same_name(speaker.name, known["speaker"])
                    counts[way]["right" if right else "wrong" if speaker else "none"] += 1
    for way, tally in counts.items():
        print(f"{way:>8}: " + "  ".join(f"{kind} {tally[kind]:4}" for kind in ("right", "none", "wrong")))


if __name__ == "__main__":
    main()
