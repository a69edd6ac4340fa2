"""Speaker lexicons: asked, read, written, merged, compiled; and every broken file told with its place."""

import datetime
import itertools
import json
import pickle
import string

import pytest
import regex as re
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit.errors import FileProblem, QuotekitError
from quotekit.speakers import SpeakerLexicon, SpeakerRow, check, check_lexicon, files, starter_file
from quotekit.speakers.folding import fold, romanise, sounds
from quotekit.speakers.readings import spoken
from quotekit.speakers.rows import COLUMNS
from quotekit.speakers.tables import read_table

ROWS = [
    SpeakerRow("trump", "Donald Trump", ("Donald J. Trump", "POTUS"), "person", "President of the United States",
               "White House", "@realDonaldTrump", "he", "2017-01-20", "2021-01-19"),
    SpeakerRow("biden", "Joe Biden", ("Joseph R. Biden Jr.",), "person", "President of the United States", "",
               "@JoeBiden", "he", "2021-01-20", "2025-01-19"),
    SpeakerRow("macron", "Emmanuel Macron", (), "person", "President of France", "", "", "he", "2017-05-14"),
    SpeakerRow("may", "Theresa May", (), "person", "Prime Minister of the United Kingdom", "", "", "she",
               "2016-07-13", "2019-07-23"),
    SpeakerRow("bj", "Boris Johnson", (), "person", "Prime Minister of the United Kingdom", "", "", "he",
               "2019-07-24", "2022-09-06"),
    SpeakerRow("rj", "Ron Johnson", (), "person", "Senator from Wisconsin", "", "", "he", "2011-01-03"),
    SpeakerRow("zel", "Volodymyr Zelensky", ("Zelenskyy",), "person", "President of Ukraine", "", "", "he",
               "2019-05-20"),
    SpeakerRow("pod", "Mykhailo Podoliak", (), "person", "Adviser to the Office of the President of Ukraine"),
    SpeakerRow("pes", "Dmitry Peskov", (), "person", "Press Secretary of the President of Russia", "Kremlin"),
    SpeakerRow("who", "World Health Organization", ("WHO",), "organisation"),
    SpeakerRow("doj", "Department of Justice", (), "organisation"),
    SpeakerRow("soylu", "Ragıp Soylu", (), "account", "", "", "@ragipsoylu"),
]  # fmt: skip
LEXICON = SpeakerLexicon(ROWS)

# mention, day, sentence -> id of the row, or None
FOUND = [
    ("Donald Trump", None, None, "trump"),
    ("DONALD TRUMP", None, None, "trump"),
    ("Donald J Trump", None, None, "trump"),
    ("Mr. Trump", None, "Mr. Trump said so.", "trump"),
    ("President Trump", "2018-03-01", None, "trump"),
    ("former President Trump", "2022-03-01", None, "trump"),
    ("Joseph Biden", None, None, "biden"),
    ("Trump", None, None, None),
    ("Trump", None, "Trump said so.", "trump"),
    ("Trump", None, "Ivanka Trump said so.", None),
    ("Ivanka Trump", None, None, None),
    ("Trump Tower", None, "Trump Tower said so.", None),
    ("POTUS", "2018-03-01", None, "trump"),
    ("POTUS", "2022-03-01", None, None),
    ("@JoeBiden", None, None, "biden"),
    ("Somebody (@ragipsoylu)", None, None, "soylu"),
    ("Ragip Soylu", None, None, "soylu"),
    ("the U.S. president", "2018-03-01", None, "trump"),
    ("the U.S. president", "2022-03-01", None, "biden"),
    ("the president", "2018-03-01", None, None),
    ("the president", "2018-03-01", "The French president spoke; the president said so.", "macron"),
    ("the French president", "2018-03-01", None, "macron"),
    ("the vice president", "2018-03-01", None, None),
    ("the former president", "2022-03-01", "In America, the former president said so.", "trump"),
    ("the prime minister", "2018-03-01", None, "may"),
    ("the prime minister", "2020-03-01", None, "bj"),
    ("the prime minister", "2024-03-01", None, None),
    ("the Kremlin spokesman", "2022-01-01", None, "pes"),
    ("Russian presidential spokesman Dmitri Peskov", "2022-01-01", None, "pes"),
    ("Johnson", "2020-01-01", "Johnson said so.", None),
    ("Johnson", "2020-01-01", "Johnson, the Wisconsin senator, said so.", "rj"),
    ("Prime Minister Johnson", "2020-01-01", None, "bj"),
    ("Zelenskiy", None, "Zelenskiy said so.", "zel"),
    ("Зеленський", None, "Зеленський сказав.", "zel"),
    ("Володимир Зеленский", None, None, "zel"),
    ("Mikhail Podolyak", None, None, "pod"),
    ("Михайло Подоляк", None, None, "pod"),
    ("WHO", None, None, "who"),
    ("the WHO", None, None, "who"),
    ("W.H.O.", None, None, "who"),
    ("who", None, "It was Bo who said so.", None),
    ("Who", None, "Who said so?", None),
    ("the Justice Department", None, None, "doj"),
    ("May", None, "It was in May 2018.", None),
    ("May", None, "It may be.", None),
    ("May", "2018-01-01", "May said on Tuesday that it was so.", "may"),
    ("Theresa May", None, None, "may"),
    ("Nobody Known", None, "Nobody Known said so.", None),
    ("", None, None, None),
    ("?!", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("mention", "day", "sentence", "expected"), FOUND)
def test_find(mention, day, sentence, expected):
    """A mention means one row or none, by the rules that its case shows."""
    found = LEXICON.find(mention, on=day, context=sentence)
    assert (found.speaker.id if found.speaker else None) == expected


def test_ambiguity_is_an_answer():
    """Where several fit, nobody is chosen and all are told."""
    found = LEXICON.find("Johnson", context="Johnson said so.")
    assert found.speaker is None
    assert found.ambiguous
    assert [c.name for c in found.candidates] == ["Boris Johnson", "Ron Johnson"]
    assert not LEXICON.find("Nobody Known").ambiguous


def test_role_is_told_for_its_days_alone():
    """A speaker keeps the name after the office, not the role."""
    assert LEXICON.find("Donald Trump", on="2018-03-01").speaker.role == "President of the United States"
    assert LEXICON.find("Donald Trump", on=datetime.date(2022, 3, 1)).speaker.role is None


def test_one_person_in_two_offices():
    """Rows that share the id up to its ``#`` are one person; the day chooses the office."""
    lexicon = SpeakerLexicon(
        [
            SpeakerRow("b#1", "Joe Biden", role="Vice President of Norland", valid_to="2017-01-19"),
            SpeakerRow("b#2", "Joe Biden", role="President of Norland", valid_from="2021-01-20"),
        ]
    )
    assert lexicon.find("Joe Biden", on="2016-01-01").speaker.role == "Vice President of Norland"
    assert lexicon.find("Joe Biden", on="2022-01-01").speaker.role == "President of Norland"
    assert lexicon.find("Joe Biden").speaker.id == "b"


@pytest.mark.parametrize(
    ("mention", "ids"),
    [
        *[("Robin Cole", ["he", "she", "x"]), ("Mr Robin Cole", ["he", "x"]), ("Mrs. Robin Cole", ["she", "x"])],
        *[("Senator Robin Cole", ["he"]), ("Sen. Robin Cole", ["he"]), ("Governor Robin Cole", ["she"])],
        *[("Mayor Robin Cole", ["x"]), ("Judge Robin Cole", ["he", "she", "x"])],
    ],
)
def test_a_title_tells_namesakes_apart(mention, ids):
    """Of those with one name a title leaves those whose gender or office it fits; a title of none leaves all."""
    lexicon = SpeakerLexicon(
        [
            SpeakerRow("he", "Robin Cole", role="Senator", pronouns="he"),
            SpeakerRow("she", "Robin Cole", role="Governor", pronouns="she/her"),
            SpeakerRow("x", "Robin Cole", role="Mayor"),
        ]
    )
    found = lexicon.find(mention)
    assert [row.id for row in found.candidates or [found.speaker]] == ids


def test_names_shared_by_two_rows_are_legal():
    """Two rows of one name load, and are ambiguous until the sentence tells."""
    lexicon = SpeakerLexicon(
        [SpeakerRow("1", "Jo Smith", role="mayor of Ghent"), SpeakerRow("2", "Jo Smith", role="Senator from Ohio")]
    )
    assert lexicon.find("Jo Smith").ambiguous
    assert lexicon.find("Jo Smith", context="Jo Smith, the senator from Ohio, spoke.").speaker.id == "2"


def test_transliteration_never_merges_in_silence():
    """Where a key fits two rows alike, both are candidates."""
    lexicon = SpeakerLexicon([SpeakerRow("1", "Yuri Hanov"), SpeakerRow("2", "Yuriy Hanow")])
    assert lexicon.find("Юрий Ханов").ambiguous


@pytest.mark.parametrize("argument", [{"mention": 5}, {"mention": "x", "on": 5}, {"mention": "x", "context": 5}])
def test_wrong_arguments_are_named(argument):
    """A wrong type raises with the argument's name."""
    with pytest.raises(TypeError, match=r"mention|on|context"):
        LEXICON.find(**argument)
    with pytest.raises(ValueError, match="on must be a day"):
        LEXICON.find("x", on="yesterday")


@given(st.text(max_size=60), st.none() | st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_no_mention_raises(mention, sentence):
    """Any mention in any sentence has an answer, the same one twice."""
    assert LEXICON.find(mention, context=sentence) == LEXICON.find(mention, context=sentence)


@given(st.sampled_from([row for row in FOUND if row[0]]))
@settings(max_examples=len(FOUND), deadline=None)
def test_unrelated_row_changes_nothing(case):
    """A row that shares nothing with a mention changes no answer."""
    mention, day, sentence, _ = case
    more = LEXICON.merge(SpeakerLexicon([SpeakerRow("zzz", "Quirin Xaverl", role="beekeeper")]), prefer="error")
    assert more.find(mention, on=day, context=sentence) == LEXICON.find(mention, on=day, context=sentence)


def test_it_is_a_value():
    """A lexicon does not change, compares by its rows, and travels to other processes."""
    with pytest.raises(AttributeError):
        LEXICON.rows = ()
    assert pickle.loads(pickle.dumps(LEXICON)) == LEXICON == SpeakerLexicon(ROWS)
    assert hash(SpeakerLexicon(ROWS)) == hash(LEXICON)
    assert SpeakerLexicon(ROWS[1:]) != LEXICON
    assert [row.id for row in LEXICON.rows[:2]] == ["trump", "biden"]


def test_merge_says_who_wins():
    """Where both have an id, ``prefer`` decides; without a choice the clash is told."""
    other = SpeakerLexicon([SpeakerRow("trump", "D. Trump"), SpeakerRow("new", "Ada Cole")])
    assert LEXICON.merge(other, prefer="left").find("Donald Trump").speaker.name == "Donald Trump"
    assert LEXICON.merge(other, prefer="right")[0].name == "D. Trump"
    assert len(LEXICON.merge(other, prefer="left")) == len(LEXICON) + 1
    with pytest.raises(FileProblem, match="trump"):
        LEXICON.merge(other, prefer="error")
    with pytest.raises(ValueError, match="prefer"):
        LEXICON.merge(other, prefer="mine")


# Folds


@pytest.mark.parametrize(
    ("a", "b"),
    [("Soylu", "SOYLU"), ("Ragıp", "Ragip"), ("Tétart", "Te\u0301tart"), ("O’Brien", "O'Brien"),
     ("Jean-Marie", "Jean Marie"),
     ("J. D. Vance", "JD Vance"), ("Łukasz", "Lukasz"), ("Ｔｏｍ", "Tom"), ("Straße", "Strasse"), ("U.N.", "UN")],
)  # fmt: skip
def test_fold_makes_equal(a, b):
    """Case, accents, dotless i, apostrophes, dashes, points, composed and wide forms don't count."""
    assert fold(a) == fold(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Zelenskyy", "Зеленский"), ("Podoliak", "Подоляк"), ("Mitsotakis", "Μητσοτάκης"), ("Zurabian", "Зурабян"),
     ("Lavrow", "Лавров")],
)  # fmt: skip
def test_sounds_make_equal(a, b):
    """Romanisations of one name have one key."""
    assert sounds(romanise(a)) == sounds(romanise(b))


@pytest.mark.parametrize("row", read_table("readings.tsv"), ids=lambda row: f"{row['tongue']} {row['example']}")
def test_reading_examples(row):
    """Every row of the ways letters are spoken reads its example as it says, and its pattern is in it."""
    assert re.search(row["spelling"], row["example"])
    assert spoken(row["example"], row["tongue"]) == row["read"]


@pytest.mark.parametrize(
    ("elsewhere", "name"),
    [("Жан Вернье", "Jean Vernier"), ("Ζακ Πελιέ", "Jacques Pellier"), ("유승민", "YOO Seong Min"),
     ("이도현", "RHEE Doh Hyun"), ("임보라", "Bo-ra Yim"), ("マーク・カーター", "Mark Carter"),
     ("데이비드 스미스", "David Smith"), ("Гасанов, Юсиф Рза оглы", "Yusif Həsənov"), ("Гарри Холмс", "Harry Holmes"),
     ("د. ماجد فهد العنزي", "Majed Al Enezi"),
     ("Armen Kh. Manukyan", "Арман Хачатурович Манукян"), ("Ewgeni Rusinow", "Evgeni Rusinov"),
     ("Petrus Verdier", "Pierre Verdier"), ("Marusja Tscherneva", "Marusya Cherneva"),
     ("Muxtar Həmidov", "Mukhtar Hamidov"), ("Geraldina Roux", "Géraldine Roux"),
     ("დავით ბერიძე", "Davit Beridze"), ("Том Ллойд-младший", "Tom Lloyd, Jr."), ("Beppe Loria", "LORIA Giuseppe")],
)  # fmt: skip
def test_names_are_found_in_other_spellings(elsewhere, name):
    """A name that another country spells by ear finds its row, and none of those beside it."""
    others = ("Marc Vernay", "KIM Seung Min", "LEE Dong Hyuk", "Paul Smith", "Mario Loria", "Georges Roux")
    lexicon = SpeakerLexicon([SpeakerRow("r", name), *(SpeakerRow(f"o{i}", other) for i, other in enumerate(others))])
    found = lexicon.find(elsewhere)
    assert found.speaker
    assert found.speaker.id == "r"


@pytest.mark.parametrize(
    ("elsewhere", "name"),
    [("원혜영", "Kim Won-hong"), ("김민기", "KIM Myung Yeon"), ("Ли Ыль Соль", "Khalil Saleh"),
     ("Mario Bruni", "Maria Bruni"), ("Peter Holm", "Petra Holm"),
     ("Timothy Peter Johnson", "Peter Johnsson"), ("Карл Вебер", "Carla Webster")],
)  # fmt: skip
def test_names_of_others_are_not_found(elsewhere, name):
    """A name that merely sounds like a row's is nobody's."""
    assert SpeakerLexicon([SpeakerRow("r", name)]).find(elsewhere).speaker is None


@pytest.mark.parametrize(
    ("mention", "wanted"),
    [("Ian Mosley", "father"), ("Иан Мосли", "father"), ("Иан Мосли младший", "son"), ("Dimitar Stojanov", "plain")],
)
def test_the_name_that_fits_best_is_meant(mention, wanted):
    """Who is spelled or sounds just so is meant rather than who has a suffix, or another last name, beside it."""
    lexicon = SpeakerLexicon(
        [SpeakerRow("father", "Ian Mosley"), SpeakerRow("son", "Ian Mosley Jnr"),
         SpeakerRow("plain", "DIMITAR KINOV STOYANOV"), SpeakerRow("other", "DIMITAR STOIANOV DABOV")]
    )  # fmt: skip
    found = lexicon.find(mention).speaker
    assert found
    assert found.id == wanted


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_fold_twice_changes_nothing(text):
    """What is folded stays as it is."""
    assert fold(fold(text)) == fold(text)


# Text


def test_match_finds_the_longest_names():
    """Names and aliases are found in running text, the longest at each place, none in lower case."""
    text = "Then Donald J. Trump’s aide met Joe Biden at the World Health Organization (WHO), who knows."
    found = [(span.of(text), ids) for span, ids in LEXICON.match(text)]
    assert found == [
        ("Donald J. Trump", ("trump",)), ("Joe Biden", ("biden",)), ("World Health Organization", ("who",)),
        ("WHO", ("who",)),
    ]  # fmt: skip


def test_match_passes_what_a_longer_name_holds():
    """A name that begins inside one already found is not found again."""
    lexicon = SpeakerLexicon([SpeakerRow("1", "Ada Cole"), SpeakerRow("2", "Cole Bank")])
    text = "Ada Cole Bank met Cole Bank. …"
    assert [(span.of(text), ids) for span, ids in lexicon.match(text)] == [("Ada Cole", ("1",)), ("Cole Bank", ("2",))]
    assert list(lexicon.match("… !")) == []


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: SpeakerLexicon(["Ada"]), TypeError, "rows must hold SpeakerRow, not str"),
        (lambda: LEXICON.merge([], prefer="left"), TypeError, "other must be a SpeakerLexicon, not list"),
        (lambda: SpeakerLexicon([SpeakerRow("1", "A"), SpeakerRow("1", "B")]), FileProblem, "two rows have the id '1'"),
        (lambda: SpeakerLexicon([SpeakerRow("1", "A", ("B",)), SpeakerRow("2", "B", ("A",))]), FileProblem, "circle"),
    ],
)
def test_no_lexicon_is_made(make, error, words):
    """What is no row, or stands twice or in a circle, is refused where it is given."""
    with pytest.raises(error, match=words):
        make()


def test_a_day_may_be_a_moment():
    """A moment with its hour counts as its day; a lexicon tells its size."""
    moment = datetime.datetime(2018, 3, 1, 23, 59)
    assert LEXICON.find("Donald Trump", on=moment).speaker.role == "President of the United States"
    assert repr(LEXICON) == f"<SpeakerLexicon of {len(ROWS)} rows>"


@given(st.text(alphabet=string.ascii_letters + " .,'é\ud800\x00", max_size=80))
@settings(max_examples=100, deadline=None)
def test_match_slices_any_text(text):
    """Matches lie in the text, in order, without overlap."""
    spans = [span for span, _ in LEXICON.match(f"{text} Joe Biden {text}")]
    assert spans
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


# Files

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="|\ufeff"), max_size=12)
LETTERS = CELLS.map(lambda text: f"A{text}")
DAYS = st.dates().map(lambda day: day.isoformat())


@st.composite
def rows_of_speakers(draw):
    """Make rows of all kinds of cells, formulas among them."""
    rows = []
    for i in range(draw(st.integers(1, 4))):
        start, end = sorted([draw(DAYS), draw(DAYS)])
        name = draw(st.sampled_from(["", "=", "+", "@", "-", "'="])) + draw(LETTERS)
        aliases = tuple(dict.fromkeys(draw(st.lists(LETTERS, max_size=3))))
        role, organisation = draw(CELLS), f"Org{i}"
        dates = draw(st.sampled_from([("", ""), (start, ""), (start, end)]))
        handle, kind = draw(st.sampled_from(["", "@ada"])), draw(st.sampled_from(["person", "account"]))
        rows.append(
            SpeakerRow(f"{draw(CELLS)}{i}", name, aliases, kind, role, organisation, handle, draw(CELLS), *dates)
        )
    return rows


@given(rows_of_speakers(), st.sampled_from(["csv", "jsonl", "toml"]))
@settings(max_examples=150, deadline=None)
def test_written_reads_back_equal(tmp_path_factory, rows, suffix):
    """What is written as CSV, JSONL or TOML reads back equal, formulas and all."""
    try:
        lexicon = SpeakerLexicon(rows)
    except FileProblem:
        return
    path = tmp_path_factory.mktemp("lexicon") / f"people.{suffix}"
    lexicon.write(path)
    assert SpeakerLexicon.read(path) == lexicon


HEAD = ",".join(COLUMNS) + "\n"
LONG = "x" * 10_485_760
BROKEN = {
    "latin1.csv": ((HEAD + "1,José,,,,,,,,\n").encode("latin1"), 2, "name", "not UTF-8"),
    "utf16.csv": ((HEAD + "1,Ada,,,,,,,,\n").encode("utf-16"), 1, None, "UTF-16"),
    "utf16-without-mark.csv": ((HEAD + "1,Ada,,,,,,,,\n").encode("utf-16-le"), 1, None, "UTF-16"),
    "duplicate-id.csv": (HEAD + "1,Ada,,,,,,,,\n2,Bo,,,,,,,,\n1,Cy,,,,,,,,\n", 4, "id", "line 2"),
    "missing-name.csv": (HEAD + "1,,,,,,,,,\n", 2, "name", "empty"),
    "missing-name.jsonl": ('{"id": "1"}\n', 1, "name", "missing"),
    "missing-column.csv": ("id,aliases\n1,x\n", 1, "name", "missing"),
    "mistyped-column.csv": ("id,name,alias\n1,Ada,x\n", 1, "alias", "aliases"),
    "long-alias.csv": (HEAD + "1,Ada," + "x" * 10_485_760 + ",,,,,,,\n", 2, "aliases[0]", "10,485,760"),
    "long-alias.jsonl": ('{"id":"1","name":"A","aliases":["' + LONG + '"]}\n', 1, "aliases[0]", "10,485,760"),
    "long-alias.toml": ('[[speakers]]\nid="1"\nname="A"\naliases=["' + LONG + '"]\n', 4, "aliases", "10,485,7"),
    "short-row.csv": (HEAD + "1,Ada\n", 2, "aliases", "2 cells, the header has 10"),
    "long-row.csv": (HEAD + "1,Ada,,,,,,,,,x,y\n", 2, "#11", "12 cells"),
    "trailing-comma.csv": (HEAD + "1,Ada,,,,,,,,,\n", 2, "#11", "comma at the end"),
    "trailing-comma.jsonl": ('{"id":"1","name":"A",}\n', 1, "name", "no JSON"),
    "empty.csv": (b"", 1, None, "empty"),
    "empty.jsonl": (b"\n", 1, None, "empty"),
    "empty.toml": (b"", 1, None, "empty"),
    "nul.csv": (HEAD + "1,A\0da,,,,,,,,\n", 2, "name", "NUL"),
    "nul.toml": ('[[speakers]]\nid="1\0"\n', 2, "id", "NUL"),
    "nul-header.csv": ("id,na\0me\n1,Ada\n", 1, "name", "NUL"),
    "cut-off.csv": ((HEAD + "1,Ada,,,,,,,,\n").encode() + b"\0" * 1000, 3, "id", "NUL"),
    "carriage-returns.csv": ("id,name\r1,Ada\r", 1, None, "carriage returns"),
    "open-mark.toml": ('[[speakers]]\nid="1"\nname="""Ada\n[[speakers]]\n', 3, "name", "Unterminated"),
    "twice.toml": ('[[speakers]]\nid="1"\nname="A"\nname="B"\n', 4, "name", "overwrite"),
    "impossible-day.toml": ('[[speakers]]\nid="1"\nname="A"\nvalid_from=2020-02-31\n', 4, "valid_from", "date"),
    "number-alone.jsonl": ("42\n", 1, None, "a number"),
    "reversed-days.csv": (HEAD + "1,Ada,,,,,,,2020-01-01,2019-01-01\n", 2, "valid_to", "before"),
    "impossible-day.csv": (HEAD + "1,Ada,,,,,,,2020-02-31,\n", 2, "valid_from", "calendar"),
    "open-mark.csv": (HEAD + '1,"Ada,,,,,,,,\n' + "2,Bo,,,,,,,,\n" * 500, 2, "name", "not closed"),
    "number.jsonl": ('{"id": 1, "name": "A"}\n', 1, "id", "a number"),
    "list.jsonl": ('{"id": "1", "name": ["A"]}\n', 1, "name", "a list"),
    "aliases-as-text.jsonl": ('{"id": "1", "name": "A", "aliases": "B"}\n', 1, "aliases", "a string"),
    "no-object.jsonl": ('["a"]\n', 1, None, "a list"),
    "number.toml": ('[[speakers]]\nid="1"\nname=5\n', 3, "name", "a number"),
    "broken.toml": ("[[speakers]\n", 1, None, "no TOML"),
    "no-rows.toml": ("[people]\nid='1'\n", 1, "people", "[[speakers]]"),
    "kind.csv": (HEAD + "1,Ada,,robot,,,,,,\n", 2, "kind", "robot"),
    "circle-of-names.csv": (HEAD + "1,Ada,Bo,,,,,,,\n2,Bo,Ada,,,,,,,\n", 2, "aliases", "circle"),
    "circle-of-bodies.csv": (HEAD + "a,Ada,,,,b,,,,\nb,Bo,,,,a,,,,\n", 2, "organisation", "circle"),
    "semicolons.csv": (HEAD.replace(",", ";") + "1;Ada;;;;;;;;\n", 1, "id", "';'"),
    "deep.jsonl": ("[" * 100_000 + "\n", 1, None, "no JSON"),
    "twice.jsonl": ('{"id": "1", "id": "2", "name": "A"}\n', 1, "id", "twice"),
    "nameless-column.csv": ("id,name,\n1,Ada,\n", 1, "#3", "no name"),
    "column-twice.csv": ("id,name,id\n1,Ada,2\n", 1, "id", "stands twice"),
    "latin1.jsonl": ('{"id": "1", "name": "José"}\n'.encode("latin1"), 1, "name", "not UTF-8"),
    "nul.jsonl": ('{"id": "1\0"}\n', 1, "id", "NUL"),
    "letterless.csv": (HEAD + "1,???,,,,,,,,\n", 2, "name", "no letter"),
    "account.csv": (HEAD + "1,Ada,,,,,ada cole,,,\n", 2, "handle", "no account"),
    "line-break.jsonl": ('{"id": "1", "name": "A\\nB"}\n', 1, "name", "line break"),
    "half-a-pair.jsonl": ('{"id": "1", "name": "A\\ud800"}\n', 1, "name", "surrogate"),
    "many-aliases.jsonl": (json.dumps({"id": "1", "name": "A", "aliases": ["B"] * 1001}), 1, "aliases", "1,001"),
    "number-alias.jsonl": ('{"id": "1", "name": "A", "aliases": ["B", 5]}\n', 1, "aliases[1]", "a number"),
    "parted-alias.jsonl": ('{"id": "1", "name": "A", "aliases": ["B|C"]}\n', 1, "aliases[0]", "parts aliases"),
    "words-for-a-day.csv": (HEAD + "1,Ada,,,,,,,May 2020,\n", 2, "valid_from", "no day"),
    "second-row.toml": ('[[speakers]]\nid="1"\nname="A"\n[[speakers]]\nid="2"\nname=5\n', 6, "name", "a number"),
    "people.txt": ("id,name\n", None, None, "no lexicon format"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_is_told(tmp_path, name):
    """One error of the library's kind: file, line, field and what is wrong, in short."""
    content, line, field, words = BROKEN[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf8"))
    with pytest.raises(QuotekitError) as raised:
        SpeakerLexicon.read(path)
    problem = raised.value
    assert isinstance(problem, FileProblem)
    assert (problem.file, problem.line, problem.field) == (str(path), line, field)
    assert words in str(problem)
    assert len(str(problem)) < 2_000
    assert str(check(path)[0]) == str(problem)


def test_long_line_is_told(tmp_path, monkeypatch):
    """A line beyond the limit is told, and ends the reading."""
    monkeypatch.setattr(files, "MAX_LINE", 100)
    path = tmp_path / "people.csv"
    path.write_text(f"id,name\n1,{'x' * 100}\n,\n", "utf8")
    assert [(p.line, p.reason) for p in check(path)] == [(2, "longer than 100 bytes")]


def test_empty_lines_and_rows_are_passed(tmp_path):
    """Lines without anything stand where they like: before the header, between rows, as commas alone."""
    path = tmp_path / "people.csv"
    path.write_text("\n\nid,name\n\n1,Ada\n,\n2,Bo\n", "utf8")
    assert [row.name for row in SpeakerLexicon.read(path)] == ["Ada", "Bo"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "id,name,colour\n1,Ada,red\n"), ("a.jsonl", '{"id": "1", "name": "Ada", "colour": "red"}\n')],
)
def test_unknown_columns_are_told_and_not_read(tmp_path, name, content):
    """A column of another's table is a warning, once, and the row is read."""
    path = tmp_path / name
    path.write_text(content, "utf8")
    report = check_lexicon(path)
    assert [(w.line, w.field) for w in report.warnings] == [(1, "colour")]
    assert (report.rows, report.problems) == (1, ())


def test_nobody_in_toml(tmp_path):
    """A lexicon without rows is written and read back as one, and finds nothing in a text."""
    SpeakerLexicon([]).write(tmp_path / "none.toml")
    read = SpeakerLexicon.read(tmp_path / "none.toml")
    assert (len(read), list(read.match("Ada Cole said no."))) == (0, [])


def test_no_format_is_written(tmp_path):
    """A lexicon is written in the formats that are read, and in no other."""
    with pytest.raises(FileProblem, match="no lexicon format"):
        LEXICON.write(tmp_path / "people.xlsx")


def test_check_tells_all_problems_at_once(tmp_path):
    """Each broken row is told, not only the first."""
    path = tmp_path / "people.csv"
    path.write_text(HEAD + "1,,,,,,,,,\n2,Bo,,robot,,,,,2020-13-01,\n2,Cy\n3,Di,,,,,,,,\n3,Ed,,,,,,,,\n", "utf8")
    report = check_lexicon(path)
    assert [(p.line, p.field) for p in report.problems] == [
        (2, "name"), (3, "kind"), (3, "valid_from"), (4, "aliases"), (6, "id"),
    ]  # fmt: skip
    assert report.rows == 1


def test_formulas_load_with_a_warning_and_are_guarded(tmp_path):
    """Cells that a spreadsheet would run are told, kept, and written back behind an apostrophe."""
    path = tmp_path / "people.csv"
    path.write_text(HEAD + '1,=HYPERLINK("x"),+1,,,,@ada,,,\n', "utf8")
    lexicon = SpeakerLexicon.read(path)
    assert len(lexicon.warnings) == 2
    assert lexicon[0].name == '=HYPERLINK("x")'
    lexicon.write(path)
    assert "\"'=HYPERLINK" in path.read_text("utf8")
    assert SpeakerLexicon.read(path) == lexicon
    assert not SpeakerLexicon.read(path).warnings


def test_missing_file_is_the_systems_error(tmp_path):
    """A file that is not there is told as Python tells it."""
    with pytest.raises(FileNotFoundError):
        SpeakerLexicon.read(tmp_path / "none.csv")


# Compiled


def test_compiled_form_is_keyed_by_its_source(tmp_path):
    """The cache serves the source it was made from, and no other; damage makes it anew."""
    path, cache = tmp_path / "people.csv", tmp_path / "cache"
    LEXICON.write(path)
    assert SpeakerLexicon.read(path, cache=cache) == LEXICON
    compiled = next(cache.iterdir())
    again = SpeakerLexicon.read(path, cache=cache)
    assert again == LEXICON
    assert [again.find(m, on=d, context=c) for m, d, c, _ in FOUND] == [
        LEXICON.find(m, on=d, context=c) for m, d, c, _ in FOUND
    ]
    for damage in (b"", compiled.read_bytes()[:-700], compiled.read_bytes()[:-5000] + b"x" * 5000):
        compiled.write_bytes(damage)
        assert SpeakerLexicon.read(path, cache=cache) == LEXICON
    SpeakerLexicon(ROWS[1:]).write(path)
    assert len(SpeakerLexicon.read(path, cache=cache)) == len(ROWS) - 1
    assert len(list(cache.iterdir())) == 2


def test_starter_lexicon_is_sound():
    """The lexicon that comes along has no problems and knows offices by day."""
    assert check(starter_file()) == []
    lexicon = SpeakerLexicon.read(starter_file())
    assert lexicon.find("the president", on="1962-01-01").speaker.name == "John Fitzgerald Kennedy"
    assert lexicon.find("President Obama", on="2015-05-05").speaker.name == "Barack Hussein Obama"
