"""Speaker lexicons by size: load time, compiled load time, memory, and how fast text is matched and mentions are found.

Times are processor time, so that other work on the machine counts little.

Run: ``python benchmarks/lexicon.py [--rows 1000 100000 1000000] [--text FILE] [--rivals]``. Each size runs in a process
of its own, so that its peak memory is its own. The rows are made up, three aliases each; the text is the seeds,
repeated, with a name of the lexicon in every twentieth sentence, whatever the size.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SYLLABLES = "ka lo mi ra ven dor sal tin bek ru po shi gan tel wo nar fe zu lin mar os ta dri el cho".split()
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
WORDS = 300_000


def names(count: int) -> list[str]:
    """Return that many different names of two words."""
    rng = random.Random(7)

    def word() -> str:
        return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3))).title()

    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{word()} {word()}{word().lower()}"] = None
    return list(found)


def write_rows(path: Path, count: int) -> list[str]:
    """Write a lexicon of ``count`` rows with three aliases each; return some of its names."""
    people = names(count)
    with path.open("w", encoding="utf8") as stream:
        stream.write("id,name,aliases,kind,role,organisation\n")
        for i, name in enumerate(people):
            first, last = name.split()
            aliases = f"{first[0]}. {last}|{last} {first}|{first} {last[0]}. {last}"
            stream.write(f"p{i},{name},{aliases},person,member of council {i % 997},Body {i % 997}\n")
    return people[:: max(1, count // 500)]


def sample_text(known: list[str], source: Path | None) -> str:
    """Return about 300,000 words with a name of the lexicon every twenty sentences."""
    text = source.read_text("utf8") if source else " ".join(path.read_text("utf8") for path in SEEDS)
    sentences = text.replace("\n", " ").split(". ")
    out: list[str] = []
    words = i = 0
    while words < WORDS:
        sentence = sentences[i % len(sentences)]
        out.append(f"{sentence}, {known[i % len(known)]} said" if i % 20 == 0 else sentence)
        words += len(out[-1].split())
        i += 1
    return ". ".join(out)


def measure(count: int, source: Path | None) -> dict[str, float]:
    """Measure one size in this process."""
    from quotekit.speakers import SpeakerLexicon

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        # Made in a process of its own: this one's peak memory is the lexicon's alone.
        made = subprocess.run(
            [sys.executable, __file__, "--make", str(count), str(path)], check=True, capture_output=True
        )
        known = made.stdout.decode().split("\n")[:-1]
        text = sample_text(known, source)
        start = time.process_time()
        lexicon = SpeakerLexicon.read(path, cache=folder)
        loaded = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        start = time.process_time()
        compiled = SpeakerLexicon.read(path, cache=folder)
        mapped = time.process_time() - start
        assert len(compiled) == len(lexicon)
        rates = []
        for _ in range(3):
            start = time.process_time()
            hits = sum(1 for _ in compiled.match(text))
            rates.append(len(text.split()) / (time.process_time() - start))
        asked = known[:200]
        start = time.process_time()
        right = sum(1 for name in asked if (found := compiled.find(name.upper()).speaker) and found.name == name)
        each = (time.process_time() - start) / len(asked)
    return {
        "rows": count, "read s": loaded, "compiled s": mapped, "peak MB": peak, "words/s": sorted(rates)[1],
        "hits": hits, "find ms": each * 1000, "found": right / len(asked),
    }  # fmt: skip


def measure_rivals(count: int) -> None:
    """Print what two other ways cost that hold every alias in memory: spaCy's PhraseMatcher and pyahocorasick."""
    people = names(count)
    text = sample_text(people[:500], None)
    words = len(text.split())
    try:
        import ahocorasick

        start = time.process_time()
        automaton = ahocorasick.Automaton()
        for i, name in enumerate(people):
            first, last = name.split()
            for form in (name, f"{first[0]}. {last}", f"{last} {first}", f"{first} {last[0]}. {last}"):
                automaton.add_word(form.lower(), i)
        automaton.make_automaton()
        built = time.process_time() - start
        start = time.process_time()
        sum(1 for _ in automaton.iter(text.lower()))
        rate = words / (time.process_time() - start)
        print(
            f"pyahocorasick {count:>9,} rows: built in {built:.1f} s, {rate:,.0f} words/s, {peak_mb():,.0f} MB in all"
        )
    except ImportError:
        print("pyahocorasick is not installed")
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    start = time.process_time()
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    forms = (form for name in people for form in (name, " ".join(reversed(name.split()))))
    matcher.add("all", list(nlp.tokenizer.pipe(forms)))
    built = time.process_time() - start
    nlp.max_length = len(text) + 1
    start = time.process_time()
    matcher(nlp.make_doc(text))
    rate = words / (time.process_time() - start)
    print(f"PhraseMatcher {count:>9,} rows: built in {built:.1f} s, {rate:,.0f} words/s, {peak_mb():,.0f} MB in all")


def peak_mb() -> float:
    """Return the peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--text", type=Path, help="your own text in place of the seeds")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--make", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--rivals", type=int, help="rows to hold in other matchers, for comparison")
    options = parser.parse_args()
    if options.make:
        print("\n".join(write_rows(Path(options.make[1]), int(options.make[0]))))
        return
    if options.one:
        print(json.dumps(measure(options.one, options.text)))
        return
    if options.rivals:
        measure_rivals(options.rivals)
        return
    columns = ["rows", "read s", "compiled s", "peak MB", "words/s", "hits", "find ms", "found"]
    print(" | ".join(f"{column:>10}" for column in columns))
    for count in options.rows:
        command = [
            sys.executable,
            __file__,
            "--one",
            str(count),
            *(["--text", str(options.text)] if options.text else []),
        ]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(" | ".join(f"{row[column]:>10,.2f}" for column in columns), flush=True)


if __name__ == "__main__":
    main()
