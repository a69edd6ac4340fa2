"""Headlines by provenance, from data/forms_headlines.txt: what is said, by which cue, by whom."""

import re
from pathlib import Path

import pytest

from quotekit.cues import default_cues
from quotekit.forms.headlines import read_headline
from quotekit.values import Span

FILE = Path(__file__).with_name("data") / "forms_headlines.txt"
CUES = default_cues()
ROLES = {"content": r"\[(.+?)\](?!\w)", "cue": r"\{(.+?)\}", "source": r"<(.+?)>"}


def load():
    """Return (provenance, headline, expected readings) for each line of the file."""
    out, provenance = [], ""
    for line in FILE.read_text(encoding="utf8").split("\n"):
        if line.startswith("== "):
            provenance = line[3:]
        elif line and not line.startswith("#  ") and not line.startswith("# "):
            readings = line.split(" || ")
            if readings[-1] == "skip":
                continue
            bare = re.sub(r"[\[\]{}<>]", "", readings[0])
            marked = [tuple(_strip(re.search(p, r)) for p in ROLES.values()) for r in readings if "[" in r]
            out.append((provenance, bare, marked))
    return out


def _strip(match):
    return re.sub(r"[\[\]{}<>]", "", match[1]) if match else None


CASES = load()


def read(headline, cues=CUES, **more):
    found = read_headline(headline, Span(0, len(headline)), cues, **more)
    return [(a.content[0].of(headline), a.cue[0].of(headline), a.source[0].of(headline)) for a in found]


@pytest.mark.parametrize(("_", "headline", "expected"), [c for c in CASES if not c[0].startswith("failing")])
def test_headline(_, headline, expected):
    """A headline of this shape is read as marked, or left alone."""
    assert read(headline) == expected


@pytest.mark.parametrize(("_", "headline", "expected"), [c for c in CASES if c[0].startswith("failing")])
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failure(_, headline, expected):
    """A known failure that starts to work breaks the build."""
    assert read(headline) == expected
    assert expected


def test_enough_cases():
    """The file holds the cases it promises, negatives among them."""
    assert len(CASES) >= 120
    assert sum(c[0].startswith("negative") for c in CASES) >= 40


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("TURKEY WILL NOT VETO BID- ERDAL", ("TURKEY WILL NOT VETO BID", "-", "ERDAL")),
        ("‘I Sold My House for a Boat’ – Retired Teacher", ("‘I Sold My House for a Boat’", "–", "Retired Teacher")),
        ("Lufthaven Boss Says ‘No Crisis’ as Pilots Walk Out", ("‘No Crisis’", "Says", "Lufthaven Boss")),
        ("'They took my children': a mother's story", ("'They took my children'", ":", "a mother's")),
        ("‘I thought it was a seal’: Swimmer on Her Brush", ("‘I thought it was a seal’", ":", "Swimmer")),
    ],
)
def test_quotations_in_headlines(text, shown):
    """A quotation ends with its marks; who said it stands behind a colon, a dash, or a hyphen of the wire."""
    (found,) = read_headline(text, Span(0, len(text)), default_cues())
    assert tuple(span.of(text) for span in (found.content[0], found.cue[0], found.source[0])) == shown
