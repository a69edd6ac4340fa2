"""The screening room: what is no report of anybody's words."""

from __future__ import annotations

import pytest

from quotekit.screening import screen
from quotekit.values import Attribution, Span


def kept(text: str, source: str, cue: str, cue_class: str) -> bool:
    def at(part: str) -> tuple[Span, ...]:
        start = text.index(part)
        return (Span(start, start + len(part)),) if part else ()

    content = Span(text.index("it burned"), text.index("it burned") + 9)
    return bool(screen(text, [Attribution((content,), at(cue), at(source), cue_class=cue_class)]))


@pytest.mark.parametrize(
    ("text", "source", "cue", "cue_class"),
    [
        ("Videos posted by neighbours show it burned.", "Videos posted by neighbours", "show", "show"),
        ("The grainy footage suggests it burned.", "The grainy footage", "suggests", "suggest"),
        ("The roof is gone, suggesting it burned.", "", "suggesting", "suggest"),
        ("The alleged fault: it burned.", "", "alleged", "claim"),
        ("A report, which shows it burned, is lost.", "which", "shows", "show"),
    ],
)
def test_pictures_and_circumstances_say_nothing(text: str, source: str, cue: str, cue_class: str) -> None:
    """What is seen, and what merely follows, has no speaker."""
    assert not kept(text, source, cue, cue_class)


@pytest.mark.parametrize(
    ("text", "source", "cue", "cue_class"),
    [
        ("A new poll shows it burned.", "A new poll", "shows", "show"),
        ("The man in the video said it burned.", "The man in the video", "said", "say"),
        ("Ada Cole suggested it burned.", "Ada Cole", "suggested", "suggest"),
        ("Picture editor Bo Lind suggested it burned.", "Bo Lind", "suggested", "suggest"),
    ],
)
def test_documents_and_people_are_kept(text: str, source: str, cue: str, cue_class: str) -> None:
    """Polls, reports and people do say something."""
    assert kept(text, source, cue, cue_class)
