"""What a later prediction gained and lost against an earlier one, sentence by sentence.

    python benchmarks/changes.py GOLD.jsonl BEFORE.jsonl AFTER.jsonl [--only lost]

Prints article, offsets and text from your own copy of the corpus; nothing is stored. Offsets are those of the
attribution's content. An attribution is right when it counts as one in the scorer.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from quotekit.doors.changes import SIGNS, Change, changes, summary
from quotekit.doors.evaluating import read_annotated


def lines_of(made: Sequence[Change]) -> Iterator[str]:
    """Yield the changes, those of one sentence below it.

    >>> change = Change("a", "He said so.", "gained", ((8, 10),), "so | said | He")
    >>> for line in lines_of([change]):
    ...     print(line)
    <BLANKLINE>
    a: He said so.
      + gained [8, 10): so | said | He
    """
    place = None
    for change in made:
        if (change.article, change.sentence) != place:
            place = (change.article, change.sentence)
            yield ""
            yield f"{change.article}: {' '.join(change.sentence.split())}"
        offsets = " ".join(f"[{start}, {end})" for start, end in change.content)
        yield f"  {change.sign} {change.what} {offsets}: {change.read}"


def main() -> None:
    """Print the changes, and their numbers last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("--only", choices=sorted(SIGNS), action="append", help="may be repeated")
    options = parser.parse_args()
    made = list(changes(*(read_annotated(path) for path in (options.gold, options.before, options.after))))
    for line in lines_of([each for each in made if not options.only or each.what in options.only]):
        print(line)
    print(f"\n{summary(made)}")


if __name__ == "__main__":
    main()
