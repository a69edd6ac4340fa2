"""Mentions that were written by somebody who had not seen the library, against three hundred speakers."""

from pathlib import Path

import pytest

from quotekit.speakers import SpeakerLexicon

CASES = Path(__file__).with_name("cases")
LEXICON = SpeakerLexicon.read(CASES / "speaker_lexicon.csv")


def mentions():
    """Yield round, mention, day, sentence and whom is meant."""
    for line in (CASES / "speaker_mentions.tsv").read_text(encoding="utf8").splitlines():
        if not line.startswith(("#", "round\t")):
            yield line.split("\t")


@pytest.mark.parametrize(("round_", "mention", "day", "sentence", "expected"), list(mentions()))
def test_mention_of_a_stranger(round_, mention, day, sentence, expected):
    """A mention means one row, or nobody who can be told."""
    found = LEXICON.find(mention, on=day or None, context=sentence or None)
    given = found.speaker.id if found.speaker else None
    assert given == (None if expected in "?-" else expected)
    if expected == "?":
        assert found.ambiguous
