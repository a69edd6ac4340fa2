"""The screening room: what is no report of anybody's words."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from attrs import evolve

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
        ("Videos posted on Monday show it burned.", "Videos", "posted on Monday show", ""),
        ("The grainy footage suggests it burned.", "The grainy footage", "suggests", "suggest"),
        ("The roof is gone, suggesting it burned.", "", "suggesting", "suggest"),
        ("The alleged fault: it burned.", "", "alleged", "claim"),
        ("A report, which shows it burned, is lost.", "which", "shows", "show"),
        ("Opinion: it burned", "Opinion", ":", ""),
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
        ("Ada Cole: it burned", "Ada Cole", ":", ""),
        ("In my Opinion: it burned", "Opinion", ":", ""),
        ("Picture editor Bo Lind suggested it burned.", "Bo Lind", "suggested", "suggest"),
    ],
)
def test_documents_and_people_are_kept(text: str, source: str, cue: str, cue_class: str) -> None:
    """Polls, reports and people do say something."""
    assert kept(text, source, cue, cue_class)


def made(marked: str) -> tuple[str, Attribution]:
    """Return a text and the attribution that its marks tell."""
    bare, spans = "", {}
    for part in re.split(r"([<{\[][^<>{}\[\]]*[>}\]])", marked):
        inner = part[1:-1] if part[:1] in "<{[" and part else part
        if inner is not part and part:
            spans[part[0]] = (Span(len(bare), len(bare) + len(inner)),)
        bare += inner
    return bare, Attribution(spans["["], spans["{"], spans.get("<", ()), cue_class="say")


def rows(name: str) -> list[str]:
    """Return the rows of a data file without remarks."""
    lines = files("quotekit").joinpath("data", f"{name}.tsv").read_text("utf8").split("\n")
    return [line for line in lines[1:] if line and line[0] != "#"]


@pytest.mark.parametrize("row", [*rows("inscribed"), *rows("measures"), *rows("yardsticks")])
def test_what_stands_on_a_thing_or_goes_by_a_measure_is_said_by_nobody(row: str) -> None:
    """Each word of the lists keeps its example from being a report."""
    text, attribution = made(row.partition("\t")[2])
    assert screen(text, [attribution]) == []


@pytest.mark.parametrize(
    "marked",
    [
        "<The signatories> {read} [“Never Again”] aloud.",
        "<The man with the sign> {said} [“Never Again”].",
        "<The letter> {reads} [“Never Again”].",
        "[It rained], {according to} <the plan>.",
        "[It rained], {according to} <Plan International>.",
        "[It rained], {according to} <the size chart of the maker>.",
        "[It rained], {according to} <Season Watch>.",
    ],
)
def test_who_speaks_beside_a_thing_is_heard(marked: str) -> None:
    """A person with a sign speaks, and so does a letter."""
    text, attribution = made(marked)
    assert len(screen(text, [attribution])) == 1


def test_words_set_apart_are_no_report_where_no_known_word_reports() -> None:
    """A loose cue that means nothing of report needs more than two words between marks."""
    text, said = made("<The cast> {includes} [Ada Cole as “Gertrude”].")
    loose = evolve(said, cue_class="", confidence=0.5)
    assert screen(text, [loose]) == []
    assert screen(text, [evolve(loose, confidence=0.8)]) != []
    assert screen(text, [evolve(loose, cue_class="say")]) != []


def test_a_name_that_nobody_gave_is_no_report() -> None:
    """What a thing is known as is its name; who calls it so is heard."""
    text, said = made("The soup is {known as} [“the cure”].")
    assert screen(text, [said]) == []
    text, said = made("The parcel was {labelled} [“Fragile”].")
    assert screen(text, [said]) == []
    text, said = made("The plan was {labelled} [“a farce”] in the press.")
    assert screen(text, [said]) != []
    text, said = made("The soup, {known} to <sailors> as [“the cure”].")
    assert screen(text, [said]) != []


def test_single_words_between_marks_are_learned_and_not_said() -> None:
    """Where no word reports, single words between marks are nobody's; a phrase may be."""
    text, said = made("<Pupils> {learned to spell} [“rhythm”, “yacht” and “necessary”].")
    assert screen(text, [evolve(said, cue_class="perceive")]) == []
    assert screen(text, [evolve(said, cue_class="say")]) != []
    text, said = made("<Pupils> {sang} [“we shall not wake”].")
    assert screen(text, [evolve(said, cue_class="")]) != []


def test_who_was_questioned_asks_nothing() -> None:
    """Of "four men questioned over" none asks; of "lawyers questioned" they do."""
    text, said = made("One of <the four men> {questioned over} [the missing flour].")
    assert screen(text, [evolve(said, cue_class="ask")]) == []
    text, said = made("<Lawyers> {questioned} [the missing flour].")
    assert screen(text, [evolve(said, cue_class="ask")]) != []


def test_a_strange_cue_must_be_sure() -> None:
    """A cue that is no word of report is believed where the tagger is."""
    text, said = made("<A council> {covers} [the gable end].")
    assert screen(text, [evolve(said, cue_class="", confidence=0.2)]) == []
    assert screen(text, [evolve(said, cue_class="", confidence=0.4)]) != []
    assert screen(text, [evolve(said, cue_class="say", confidence=0.2)]) != []


@pytest.mark.parametrize(
    ("marked", "reports"),
    [
        ("<Port> {Said} [handled more boxes].", False),
        ("<Port Chief> {Says} [Boxes Will Be Lost].", True),
        ("<The port> {said} [it handled more boxes].", True),
        ("The shop {is called} [“Say Cheese”].", False),
        ("The ruling {was called} [“absurd”].", True),
        ("[Trains run], {according to} <the size until March>.", False),
        ("[Points are given] {according to} <the distance covered and>.", False),
        ("[The launch] {went according to plan}.", False),
        ("A bus, {known locally as} [the “Flying Coffin”].", False),
        ("[What] {is known} in the trade [as a “worldie”].", False),
        ("{Chants of} [“Olé”] greeted the bus.", False),
        ("<The firm> {reports} [earnings] on May 9.", False),
        ("<The firm> {reported} [earnings of $3 billion].", True),
    ],
)
def test_names_are_no_reports(marked: str, reports: bool) -> None:
    """A capital amid a sentence makes a name of a word; so does a title behind "is called"."""
    text, said = made(marked)
    assert bool(screen(text, [said])) is reports
