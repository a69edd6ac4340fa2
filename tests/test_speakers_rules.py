"""Who speaks, in texts of a few sentences: a rule each, in the mark-up of ``speaker_cases/prose.txt``."""

import pytest
from pace import in_step
from speaker_cases import answers, read_case

from quotekit.reading import read
from quotekit.speakers import SpeakerLexicon, SpeakerRow, resolve_speakers
from quotekit.values import Article, Attribution, Block, Span

TEXTS = {
    "the first of two brothers has the surname that both share": (
        "Omar and Yusuf Haddad own the farm. {“We are ruined,”} <Omar=Omar Haddad> said."
    ),
    "a plural that opens a sentence is no name": "<Researchers=-> said {it was so}. The researchers met on Monday.",
    "a word that stands elsewhere in small letters is no name": "<Listen=-> said {it}. They listen to nobody.",
    "a verb that opens a sentence is no name": "<Remember=-> said {it}.",
    "of two with one surname the one who spoke last": (
        "Tom Wells and Anna Wells came. {“We must go,”} said <Anna Wells=Anna Wells>. It rained."
        " {“It was late,”} <Wells=Anna Wells> added."
    ),
    "of two with one surname the one named before": (
        "Anna Wells came. {“We must go,”} <Wells=Anna Wells> said. Then Tom Wells came."
    ),
    "of two in one office the one who spoke last": (
        "Nora Lind, the mayor of Ghent, met Tom Wells, the mayor of Bruges. <Lind=Nora Lind> said {it was late}."
        " {“Yes,”} <the mayor=Nora Lind> said."
    ),
    "two in one office are nobody": (
        "Nora Lind, the mayor of Ghent, met Tom Wells, the mayor of Bruges. {“Yes,”} <the mayor=-> said."
    ),
    "whom a clause before names is not who speaks": "Speaking to Nora Lind, <the striker=-> said {he would go}.",
    "an age is told beside one of two names": (
        "Nora Lind, 54, and Tom Wells, 40, were free. {“I am glad,”} said <the 40-year-old=Tom Wells>."
    ),
    "an age that nobody is given goes to the only person": (
        "Nora Lind was free. {“I am glad,”} said <the 40-year-old=Nora Lind>."
    ),
    "what is said of one person goes to the only one": (
        "Nora Lind won. {“I am glad,”} said <the mother of three=Nora Lind>."
    ),
    "what is said of one of two goes to nobody": (
        "Nora Lind won. Ada Cole lost. {“I am glad,”} said <the mother of three=->."
    ),
    "whom somebody owns is somebody else": (
        "{“I am glad,”} said <Nora Lind=Nora Lind>. {“It is hers,”} <her lawyer=-> said."
    ),
    "what one is called further down goes to who spoke": (
        "{“I am glad,”} said <Nora Lind=Nora Lind>. {“It is late,”} <the singer=Nora Lind> said."
    ),
    "whom a speaker speaks of is not the speaker": (
        "{“I am glad, <the singer=-> said {it was},”} said <Nora Lind=Nora Lind>."
    ),
    "another party's nominee is another": "Nora Lind, the Libertarian nominee, came. {“No,”} said <the GOP nominee=->.",
    "another country's minister is another": (
        "Nora Lind, the German minister, came. {“No,”} said <the French minister=->."
    ),
    "a former minister is another": "Nora Lind, the German minister, came. {“No,”} said <the former minister=->.",
    "I is who is quoted around it": (
        "<Nora Lind=Nora Lind> said {“We won. <I=Nora Lind> told him {no}. It was late.”}"
    ),
    "she is nobody between two women": "Nora Lind met Anna Cole. {“No,”} <she=-> said.",
    "they are nobody": "<They=-> said {no}.",
    "anybody is nobody": "<Anybody=-> said {no}.",
    "who is the name before it": "It was Nora Lind, <who=Nora Lind> said {it rained}.",
    "who is nobody behind a crowd": "The men, <who=-> said {it rained}.",
    "which is nobody behind a clause": "It rained, <which=-> said {no}.",
    "he goes on with a first name that fits either": "{“No,”} said <Pat=Pat>. {“It rained,”} <he=Pat> said.",
    "it in another's words is not who speaks them": (
        "{“<It=-> said {no fire was seen}, so we left,”} said <Nora Lind=Nora Lind>."
    ),
    "two take turns": (
        "{“Where were you?”} asked <Nora Lind=Nora Lind>.\n\n{“At home,”} said <Tom Wells=Tom Wells>.\n\n"
        "{“All day?”}<=Nora Lind>\n\n{“All day.”}<=Tom Wells>"
    ),
    "one goes on": "{“Where were you?”} asked <Nora Lind=Nora Lind>. {“I waited all day.”}<=Nora Lind>",
    "nobody goes on from afar": (
        "{“Where were you?”} asked <Nora Lind=Nora Lind>.\n\nIt rained.\n\nIt snowed.\n\nIt was late.\n\n"
        "{“I waited all day.”}<=->"
    ),
    "nobody goes on from nothing": "{“I waited all day.”}<=->",
    "initials go back to the only name that they fit": (
        "The Ghent Harbour Board met. <GHB=Ghent Harbour Board> said {no}."
    ),
    "initials that two names fit stay": ("The Ghent Harbour Board and the Great Hall Bank met. <GHB=GHB> said {no}."),
    "initials in brackets behind no name that they fit stay": "The board (GHB) met. <GHB=GHB> said {no}.",
    "letters with a figure stay": "<A1B=A1B> said {no}.",
    "a noun goes back to the body with its name": (
        "The bridge was closed, the Ghent Institute found. <The institute=Ghent Institute> said {so}."
    ),
    "a country in capitals is a country": "<FRANCE=France> said {so}.",
    "who speaks for a body speaks as it": "<The team at NASA=NASA> said {no}.",
    "a statement is by whose it is": (
        "{“No,”} said <Nora Lind=Nora Lind>. <Her statement=Nora Lind> said {it was late}."
    ),
    "a statement is by who issued it": "Nora Lind issued a statement. <The statement=Nora Lind> said {it was late}.",
    "a letter is by who wrote it, further up": (
        "Nora Lind wrote a letter on Monday. It rained. <The letter=Nora Lind> said {it was late}."
    ),
    "a statement of nobody is nobody's": "<A statement by his office=-> said {no}.",
    "a seat of power has its ruler's press service": (
        "President Vladimir Putin of Russia came."
        " <The Kremlin’s press service=Press Service of the President of Russia> said {no}."
    ),
    "himself adds nothing": "<Nora Lind herself=Nora Lind> said {no}. <A mayor himself=-> said {yes}.",
    "a body's noun stands before its name": "<Energy firm Dolmen plc=Dolmen plc> said {no}.",
    "a nation and a trade stand before a name": "<Swedish singer Nora Lind=Nora Lind> said {no}.",
    "numbers of people are no names": (
        "<Mayors=-> said {no}. <11 lawmakers=-> said {no}. <At least 3 people=-> said {no}."
    ),
    "a group by what it is against is no name": "<An anti-war group=-> said {no}.",
    "an office in capitals goes back to who holds it": (
        "Emmanuel Macron is the French president. <FRENCH PRESIDENT=Emmanuel Macron> said {no}."
    ),
}


@pytest.mark.parametrize("rule", TEXTS)
def test_rule(rule):
    """Each source of a text has the speaker that its mark-up tells, or none."""
    case = read_case(rule, "prose", TEXTS[rule])
    assert answers(case) == list(case.speakers)


LEXICON = SpeakerLexicon(
    [
        SpeakerRow("ghb", "Harbour Board of Ghent", ("GHB", "the harbour board"), "organisation"),
        SpeakerRow("paper", "Harbour Paper", ("the white paper",), "organisation"),
        SpeakerRow("lind", "Eleonora Lind", ("Nora Lind",), "person", handle="@noralind"),
        SpeakerRow("fr", "French Republic", ("France",), "place"),
    ]
)


@pytest.mark.parametrize(
    "marked",
    [
        "<GHB=Harbour Board of Ghent> said {no}. <The harbour board=Harbour Board of Ghent> said {yes}.",
        "<The white paper=Harbour Paper> said {no}.",
        "<@noralind=Eleonora Lind> said {no}.",
        "<France=French Republic> said {no}.",
        "Nora Lind came. {“No,”} <Lind=Eleonora Lind> said. {“Yes,”} <she=Eleonora Lind> said.",
    ],
)
def test_rule_with_a_lexicon(marked):
    """What the lexicon lists has its name there, however the text leads to it."""
    case = read_case("lexicon", "prose", marked)
    assert answers(case, LEXICON) == list(case.speakers)


def test_time_grows_with_the_posts():
    """Posts take time in step with their number."""
    post = "It rained. — Ada Cole (@ada)\n"

    def resolved(count):
        starts = range(0, count * len(post), len(post))
        blocks = tuple(Block("post", Span(at, at + 28), author="Ada Cole", handle="@ada") for at in starts)
        reading = read(Article(post * count, blocks=blocks))
        said = [Attribution((Span(at, at + 10),), (), (Span(at + 13, at + 28),), "post") for at in starts]
        return lambda: resolve_speakers(reading, said, [])

    assert in_step(resolved, 500)
