"""Names in other spellings: how many find their row, several, none, or a wrong one, by script.

Run: ``python benchmarks/spellings.py POLITICIANS.jsonl [--half 0|1] [--sample 1500] [--show 20] [--all-scripts]``. A
line holds ``id``, ``name``, ``gender``, ``latin`` (a list) and ``other`` (spelling to languages). Every person is a row
with one name; every other spelling is looked up on its own, without day or sentence. The rows are of both halves, the
spellings of one: half 0 is read while rules are made, half 1 is only counted. Chinese characters and the scripts of
India and South-East Asia are left out unless asked for; what is found of them is found by alias alone.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from quotekit.speakers import SpeakerLexicon, SpeakerRow
from quotekit.speakers.folding import fold

ALPHABETS = {"LATIN", "CYRILLIC", "HANGUL", "ARABIC", "HEBREW", "KATAKANA", "HIRAGANA", "GREEK", "ARMENIAN", "GEORGIAN"}
PRONOUNS = {"male": "he", "female": "she"}
OUTCOMES = ("found", "several", "none", "wrong")


class Spelling(NamedTuple):
    """A name as it is spelled elsewhere."""

    id: str
    name: str
    printed: str
    script: str


def people(path: Path) -> Iterator[dict[str, Any]]:
    """Yield every person once: who shares a name or a spelling with one before is left out."""
    seen: set[str] = set()
    for line in path.read_text("utf8").splitlines():
        person = json.loads(line)
        marks = {person["wikidata"] or person["id"], fold(person["name"])}
        if marks.isdisjoint(seen) and seen.isdisjoint(person["other"]):
            yield person
        seen |= marks | set(person["other"])


def script_of(text: str) -> str:
    """Return the first word of its first letter's name in Unicode: LATIN, CYRILLIC, CJK."""
    letter = next((char for char in text if char.isalpha()), " ")
    return unicodedata.name(letter, "NONE").split()[0]


def half_of(person_id: str) -> int:
    """Return the half that a person is in, whatever the order of the file."""
    return sum(map(ord, person_id)) % 2


def spellings(person: dict[str, Any]) -> Iterator[Spelling]:
    """Yield the spellings of a person that are not the row's own."""
    for printed in (*person["latin"], *person["other"]):
        if fold(printed) != fold(person["name"]):
            yield Spelling(person["id"], person["name"], printed, script_of(printed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("politicians", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), default=1)
    parser.add_argument("--sample", type=int, default=0, help="look up so many; 0 for all")
    parser.add_argument("--show", type=int, default=0, help="print so many of those not found, and all wrong ones")
    parser.add_argument("--all-scripts", action="store_true")
    options = parser.parse_args()
    everybody = list(people(options.politicians))
    lexicon = SpeakerLexicon(SpeakerRow(p["id"], p["name"], pronouns=PRONOUNS.get(p["gender"], "")) for p in everybody)
    asked = [one for person in everybody if half_of(person["id"]) == options.half for one in spellings(person)]
    asked = [one for one in asked if options.all_scripts or one.script in ALPHABETS]
    random.Random(1).shuffle(asked)
    asked = asked[: options.sample or None]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    missed: list[str] = []
    start = time.process_time()
    for one in asked:
        found = lexicon.find(one.printed)
        candidates = [speaker.name for speaker in found.candidates]
        if found.speaker:
            outcome = "found" if found.speaker.id == one.id else "wrong"
        else:
            outcome = "several" if one.id in {speaker.id for speaker in found.candidates} else "none"
        counts[one.script][outcome] += 1
        if outcome == "wrong":
            print(f"wrong: {one.printed} is {one.name}, found {found.speaker and found.speaker.name}")
        elif outcome != "found":
            missed.append(f"{outcome}: {one.printed} is {one.name} {candidates[:3] or ''}")
    spent = time.process_time() - start
    print(*missed[: options.show], sep="\n")
    counts["all"] = sum(counts.values(), Counter())
    print(f"half {options.half}, {len(lexicon):,} rows, {1000 * spent / max(len(asked), 1):.2f} ms a spelling")
    for script, tally in sorted(counts.items(), key=lambda item: -item[1].total()):
        shares = "  ".join(f"{kind} {100 * tally[kind] / tally.total():5.1f} %" for kind in OUTCOMES)
        print(f"{script:>12} {tally.total():5}  {shares}")


if __name__ == "__main__":
    main()
