"""Real articles damaged at random, through the whole pipeline: exceptions and broken laws are counted.

    python benchmarks/mutated.py [--corpus TEXTS.jsonl] [--engine rules] [--characters 10000000] [--seed 0] [--keep]

Each article is damaged in several ways at once: marks dropped, doubled, swapped, lines joined and split, noise of
Unicode put in, words repeated, pieces cut off. The same seed gives the same texts. A damage that breaks something is
printed with its number, by which ``--only NUMBER`` makes it again.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import processes
import record
import rivals

sys.path.insert(0, str(record.ROOT / "tests"))

MARK = re.compile("[\"“”„«»‘’'`‹›]|''|``")
LINE = re.compile(r"\n+")
MARKS = ('"', "“", "”", "„", "«", "»", "‘", "’", "'", "`", "``", "''", "‹", "›", "「", "」")
NOISE = (
    *("\u200b", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u202c", "\u2066", "\u2069", "\ufeff", "\u00ad"),
    *("\u0301", "\u0323\u0307", "\ufe0f", "\U000e0041", "\x00", "\x1b[2J", "\x85", "\u2028", "\u2029", "\r", "\t"),
    *(
        "\ud83d",
        "\udc00",
        "\udcff",
        "\ue000",
        "\U0010ffff",
        "\ufffe",
        "İ",
        "ı",
        "ß",
        "ﬁ",
        "Ａ",
        "：",
        "“",
        "𝐀",
        "漢",
        "ש",
        "ع",
    ),
    *(
        "👨\u200d👩\u200d👧",
        "&quot;",
        "&#8220;",
        "<b>",
        "{{",
        "@",
        "#",
        ":",
        "—",
        "(",
        ")",
        "[",
        "]",
        " said ",
        " date 2023-02-30 ",
    ),
)
Damage = Callable[[random.Random, str], str]


def each(pattern: re.Pattern[str], change: Callable[[random.Random, str], str], share: float) -> Damage:
    """Return a damage that changes a share of what a pattern finds."""

    def damage(dice: random.Random, text: str) -> str:
        return pattern.sub(lambda found: change(dice, found[0]) if dice.random() < share else found[0], text)

    return damage


def noise(dice: random.Random, text: str) -> str:
    """Put odd characters in, one in some hundred."""
    pieces, at = [], 0
    while at < len(text):
        step = dice.randint(1, 200)
        pieces += [text[at : at + step], dice.choice(NOISE)]
        at += step
    return "".join(pieces)


def repeated(dice: random.Random, text: str) -> str:
    """Say a stretch several times over."""
    start = dice.randrange(len(text) + 1)
    stretch = text[start : start + dice.randint(1, 80)]
    return text[:start] + stretch * dice.randint(2, 12) + text[start:]


def cut(dice: random.Random, text: str) -> str:
    """Take a stretch out of the middle."""
    start = dice.randrange(len(text) + 1)
    return text[:start] + text[start + dice.randint(1, 400) :]


DAMAGES: dict[str, Damage] = {
    "marks dropped": each(MARK, lambda *_: "", 0.2),
    "marks doubled": each(MARK, lambda _, mark: mark * 2, 0.2),
    "marks swapped": each(MARK, lambda dice, _: dice.choice(MARKS), 0.4),
    "lines joined": each(LINE, lambda dice, _: dice.choice((" ", "")), 0.5),
    "lines split": each(re.compile(" "), lambda dice, _: dice.choice(("\n", "\n\n", "\r\n", "\u2028")), 0.02),
    "spaces lost": each(re.compile(" "), lambda *_: "", 0.05),
    "capitals": each(re.compile(r"[^\n.]+"), lambda _, sentence: sentence.upper(), 0.1),
    "sentences shuffled": lambda dice, text: " ".join(dice.sample(parts := text.split(". "), len(parts))),
    "noise": noise,
    "repeated": repeated,
    "cut": cut,
}


def mutated(texts: Sequence[str], characters: int, seed: int) -> Iterator[tuple[int, str]]:
    """Yield number and text of damaged articles, so many characters in all."""
    made = 0
    for number in count():
        if made >= characters:
            return
        text = damaged(texts, seed, number)
        made += len(text)
        yield number, text


def damaged(texts: Sequence[str], seed: int, number: int) -> str:
    """Return one damaged article, which depends on texts, seed and number alone."""
    dice = random.Random(f"{seed}-{number}")
    text = texts[number % len(texts)]
    for name in dice.sample(sorted(DAMAGES), dice.randint(1, 4)):
        text = DAMAGES[name](dice, text)
    return text


def read(texts: Sequence[str], engine: str, characters: int, seed: int, minutes: float) -> dict[str, Any]:
    """Read damaged articles in this process; return what was counted."""
    import laws

    import quotekit

    extractor = quotekit.Extractor(engine=engine, claims=True)
    counts: Counter[str] = Counter()
    told: list[str] = []
    began, clock = time.process_time(), time.monotonic()
    for number, text in mutated(texts, characters, seed):
        if time.monotonic() - clock > 60 * minutes:
            break
        try:
            found = extractor.extract(text)
        except Exception:
            counts["exceptions"] += 1
            told.append(f"article {number}: {traceback.format_exc(limit=-3)}")
            continue
        broken = laws.violations(found)
        if found.article.text != text:
            broken.append("the text was changed")
        told += [f"article {number}: {each}" for each in broken]
        counts.update(articles=1, characters=len(text), quotes=len(found.quotes), claims=len(found.claims))
        counts["violations"] += len(broken)
        if counts["articles"] % 200 == 0:
            print(dict(counts), f"{time.process_time() - began:.0f} s", flush=True)
    for each_told in told[:50]:
        print(each_told, flush=True)
    seconds = round(time.process_time() - began, 1)
    fields = ("articles", "characters", "quotes", "claims", "exceptions", "violations")
    return {
        "engine": engine,
        **{name: counts[name] for name in fields},
        "seconds": seconds,
        "peak MB": processes.peak("self"),
    }


def main() -> None:
    """Read, print, and keep where asked; the exit status is 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", default=[], help="JSON lines with a text each; may be repeated")
    parser.add_argument("--engine", default="rules")
    parser.add_argument("--characters", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=600.0, help="stop by then")
    parser.add_argument("--only", type=int, help="print this damaged article and do nothing else")
    parser.add_argument("--keep", action="store_true", help="write the counts into benchmarks/results")
    options = parser.parse_args()
    if options.corpus:
        texts = [row["text"] for row in rivals.read_corpora(options.corpus)]
    else:
        texts = [path.read_text(encoding="utf8") for path in sorted((record.ROOT / "seeds").glob("*.txt"))]
    if options.only is not None:
        sys.stdout.buffer.write(damaged(texts, options.seed, options.only).encode("utf8", "surrogatepass"))
        return
    row = read(texts, options.engine, options.characters, options.seed, options.minutes)
    corpus = ", ".join(Path(path).name for path in options.corpus) or "the seeds"
    about = f"Articles of {corpus}, each damaged in one to four of {len(DAMAGES)} ways; seed {options.seed}."
    notes = [record.table([row]), about]
    print("\n\n".join(notes))
    if options.keep:
        record.keep(f"mutated-{options.engine}", {"corpus": corpus, "row": row}, "\n\n".join(notes))
    sys.exit(1 if row["exceptions"] or row["violations"] else 0)


if __name__ == "__main__":
    main()
