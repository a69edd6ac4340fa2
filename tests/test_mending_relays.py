"""Who passed an attribution on."""

from __future__ import annotations

import pytest

from quotekit.mending.relays import find_relay
from quotekit.values import Attribution, Span


def relayed(text: str, content: str, cue: str, source: str) -> tuple[str, str | None]:
    def at(part: str) -> tuple[Span, ...]:
        start = text.index(part)
        return (Span(start, start + len(part)),)

    made = find_relay(text, Attribution(at(content), at(cue), at(source)))
    return made.source[0].of(text), made.via[0].of(text) if made.via else None


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "expected"),
    [
        ("All is well, the palace said, as cited by the Weston Echo.", "All is well", "said", "the palace",
         ("the palace", "the Weston Echo")),
        ("All is well - according to the palace, as cited in RNA.", "All is well", "according to", "RNA",
         ("the palace", "RNA")),
        ("“All is well,” Bo Lind said, quoted by the news agency Tarn.", "“All is well,”", "said", "Bo Lind",
         ("Bo Lind", "the news agency Tarn")),
        ("“All is well,” Bo Lind was quoted as saying by Tarn.", "“All is well,”", "was quoted as saying", "Bo Lind",
         ("Bo Lind", "Tarn")),
        ("All is well, Bo Lind said, according to the Weston Echo.", "All is well", "said", "Bo Lind",
         ("Bo Lind", "the Weston Echo")),
        ("All is well, according to Bo Lind, quoted by the Weston Echo.", "All is well", "according to",
         "Bo Lind, quoted by the Weston Echo", ("Bo Lind", "the Weston Echo")),
        ("All is well, Bo Lind said, according to plan and to custom.", "All is well", "said", "Bo Lind",
         ("Bo Lind", None)),
        ("“All is well,” Bo Lind said by telephone.", "“All is well,”", "said", "Bo Lind", ("Bo Lind", None)),
        ("All is well, according to Bo Lind, who was cited twice.", "All is well", "according to", "Bo Lind",
         ("Bo Lind", None)),
    ],
)  # fmt: skip
def test_the_relay_is_not_the_source(
    text: str, content: str, cue: str, source: str, expected: tuple[str, str | None]
) -> None:
    """Who is cited is the source; who cites is the relay; other words are neither."""
    assert relayed(text, content, cue, source) == expected
