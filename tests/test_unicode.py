"""Odd characters anywhere in an article: offsets stay right, and what was found before stays found."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import violations

import quotekit

RULES = quotekit.Extractor(engine="rules", claims=True)
PLANES = [chr(plane * 0x10000 + place) for plane in range(17) for place in (0x21, 0xABCD, 0xFFFE)]
ODD = {
    "low half": "\udc00",
    "high half": "\ud83d",
    "surrogate escape": "\udcff",
    "override": "\u202e",
    "isolates": "\u2066\u2069",
    "marks of direction": "\u200e\u200f",
    "joiner": "\u200d",
    "non-joiner": "\u200c",
    "no width": "\u200b",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "private use": "\ue000\U000f0000\U0010fffd",
    "no character": "\ufdd0\uffff",
    "combining": "e\u0301\u0323",
    "Turkish i": "İıIi",
    "full width": "Ａｄａ１２",
    "tags": "\U000e0041\U000e007f",
    "family": "👨\u200d👩\u200d👧",
    "right to left": "שלום مرحبا",
    "grows in lower case": "İẞﬃ",
}
AFTER = "“It is late,” said Ada Cole."


def found_behind(before):
    """Return what is found in a sentence that stands behind some characters and an empty line."""
    text = f"{before}\n\n{AFTER}"
    result = RULES.extract(text)
    assert result.article.text == text
    assert violations(result) == []
    return [[span.of(text) for span in (*q.content, *q.cue, *q.source)] for q in result.quotes][-1]


@pytest.mark.parametrize("name", ODD)
def test_odd_characters_before(name):
    """A quotation behind odd characters is found where it stands."""
    assert found_behind(ODD[name]) == ["“It is late,”", "said", "Ada Cole"]


@pytest.mark.parametrize("char", PLANES, ids=lambda char: f"U+{ord(char):04X}")
def test_all_planes(char):
    """The same for characters of each of the seventeen planes."""
    assert found_behind(char * 3) == ["“It is late,”", "said", "Ada Cole"]


@pytest.mark.parametrize("name", ODD)
def test_odd_characters_inside(name):
    """Odd characters inside a quotation belong to it, and none is lost or changed."""
    text = f"“It {ODD[name]} is late,” said Ada Cole."
    result = RULES.extract(text)
    assert violations(result) == []
    assert [span.of(text) for span in result.quotes[0].content] == [f"“It {ODD[name]} is late,”"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed(form):
    """Composed and decomposed letters give the same speaker, each with offsets of its own text."""
    text = unicodedata.normalize(form, "“Il est tard,” said José Müller. “No,” said Müller.")
    result = RULES.extract(text)
    assert violations(result) == []
    assert [span.of(text) for span in result.quotes[0].source] == [unicodedata.normalize(form, "José Müller")]
    assert len({unicodedata.normalize("NFC", quote.speaker.name) for quote in result.quotes}) == 1


ACCENTED = """“It is late,” said José Muñoz on Monday. According to Zoë Brontë, the bridge is closed.

Nguyễn Thị Phương told Zdeněk Šmíd that the café would open. Señor Peña said: “Não.”"""


@pytest.mark.parametrize("engine", ["rules", "tagger"])
def test_decomposed_text_is_read_like_composed(engine):
    """Letters in pieces end no span: sources, cues, contents and speakers are those of the composed text."""
    extractor = quotekit.Extractor(engine=engine, claims=True)

    def found(form):
        text = unicodedata.normalize(form, ACCENTED)
        result = extractor.extract(text)
        assert violations(result) == []
        parts = [[span.of(text) for span in (*q.source, *q.cue, *q.content)] for q in result.quotes]
        named = [q.speaker and q.speaker.name for q in result.quotes]
        return [[unicodedata.normalize("NFC", words or "") for words in row] for row in (*parts, named)]

    assert found("NFD") == found("NFC")
    assert len(found("NFC")) > 4


@given(st.text(st.characters(), max_size=30), st.integers(0, len(AFTER)))
def test_any_characters_anywhere(odd, at):
    """Any characters put in anywhere leave all spans inside the text, in order and without space at their edges."""
    text = AFTER[:at] + odd + AFTER[at:]
    assert violations(RULES.extract(text)) == []
