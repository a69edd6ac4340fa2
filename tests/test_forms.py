"""What the layout tells: posts, links, turns at talk, credit lines, dialogue, and the prose that is left."""

import re
from pathlib import Path

import pytest

from quotekit.articles import parse_article
from quotekit.cues import default_cues
from quotekit.forms import find_structure
from quotekit.marks import find_passages
from quotekit.values import Article, Block, Span

CUES = default_cues()
SEEDS = Path(__file__).parent.parent / "seeds"


def paragraphs(text):
    """Lay a text out by its blank lines, "# " before a title and "~ " before a notice; the marks stay in the text."""
    kinds = {"# ": "title", "~ ": "notice"}
    out = []
    for match in re.finditer(r"\S(?:(?!\n\n).)*", text, re.DOTALL):
        kind = kinds.get(match.group()[:2], "paragraph")
        out.append(Block(kind, Span(match.start() + (2 if kind != "paragraph" else 0), match.end())))
    return out


def structure(text, blocks=None):
    blocks = tuple(paragraphs(text) if blocks is None else blocks)
    return find_structure(Article(text, blocks=blocks), find_passages(text, [b.span for b in blocks]), CUES)


def read(text, blocks=None):
    """Return (form, content, cue, source) of each attribution; pieces are joined by " | "."""
    return [
        (a.form, *(" | ".join(s.of(text) for s in role) for role in (a.content, a.cue, a.source)))
        for a in structure(text, blocks).attributions
    ]


def prose(text, blocks=None):
    return [span.of(text) for span in structure(text, blocks).prose]


def post(text, body, credit):
    """Lay out a text that is one post."""
    at, name = text.index(body), text.rindex(credit) if credit else None
    return Block(
        "post", Span(0, len(text)), author=credit or None, body=Span(at, at + len(body)),
        credit=Span(name, name + len(credit)) if name is not None else None,
    )  # fmt: skip


# --- posts -----------------------------------------------------------------------------------------------------------

POSTS = [
    ("The bridge is closed. Stay safe", "Ann Lee", [], ["The bridge is closed. Stay safe"]),
    ("NEW: Mayor says “old” bridge is shut", "Ann Lee", [("“old” bridge is shut", "says", "Mayor")], []),
    ("#BREAKING: Mayor denies bridge is shut", "Ann Lee", [("bridge is shut", "denies", "Mayor")], []),
    (
        "Mayor says bridge is shut, blames storm.",
        "Ann Lee",
        [("bridge is shut", "says", "Mayor"), ("storm", "blames", "Mayor")],
        [],
    ),
    (
        "I saw it all. Mayor says bridge is shut. So sad!",
        "Ann Lee",
        [("bridge is shut", "says", "Mayor")],
        ["I saw it all.", "So sad!"],
    ),
    ("I think the mayor is wrong.", "Ann Lee", [], ["I think the mayor is wrong."]),
    ("She said the bridge was shut.", "Ann Lee", [], ["She said the bridge was shut."]),
    ("Police: Man with knife is in custody", "Ann Lee", [("Man with knife is in custody", ":", "Police")], []),
    ("Another video of the bridge after the storm", "Ann Lee", [], ["Another video of the bridge after the storm"]),
    ("Rain at 10:30", "Ann Lee", [], ["Rain at 10:30"]),
    ("👍", "Ann Lee", None, []),
]


@pytest.mark.parametrize(("body", "name", "inner", "left"), POSTS)
def test_post(body, name, inner, left):
    """A post is its author's, without cue; what it reports in headline English is nested, the rest left as prose."""
    text = f"{body} pic.twitter.com/a1 — {name} (@annlee) May 3, 2023"
    blocks = [post(text, body, name)]
    expected = [] if inner is None else [("post", body, "", name), *(("post", *found) for found in inner)]
    assert read(text, blocks) == expected
    assert prose(text, blocks) == left


def test_post_without_a_name():
    """A post whose author's name is not printed still holds what its author said."""
    assert read("It rains.", [post("It rains.", "It rains.", "")]) == [("post", "It rains.", "", "")]


def test_abbreviations_end_no_sentence_of_a_post():
    """ "Sen. Lee" and "U.S. troops" are read in one sentence."""
    body = "Sen. Lee says U.S. Troops must go."
    text = f"{body} — Ann Lee"
    assert read(text, [post(text, body, "Ann Lee")])[1:] == [("post", "U.S. Troops must go", "says", "Sen. Lee")]


# --- titles and links ------------------------------------------------------------------------------------------------


def test_title_is_taken_out_of_the_prose():
    """What a title attributes is not left for an engine; other titles are."""
    assert prose("# Taxes to rise: minister\n\nHe left.") == ["He left."]
    assert prose("# Storm over Rome\n\nHe left.") == ["Storm over Rome", "He left."]


LINKS = [
    (
        "We told of it here: Kremlin Rejects German Media's 'Putin Plot' Report. It was late.",
        [("German Media's 'Putin Plot' Report", "Rejects", "Kremlin")],
        ["We told of it here:", "It was late."],
    ),
    (
        'Based on this: We Are Not "Enabling" Ukraine To Strike Within Russia: White House.',
        [('We Are Not "Enabling" Ukraine To Strike Within Russia', ":", "White House")],
        ["Based on this:"],
    ),
    (
        "(Related: Mayor Denies Taking Bribes From Builders)",
        [("Taking Bribes From Builders", "Denies", "Mayor")],
        ["(Related:"],
    ),
    (
        "~ Read more: Mayor Denies Taking Bribes From Builders",
        [("Taking Bribes From Builders", "Denies", "Mayor")],
        ["Read more:"],
    ),
    ("He named three cities: New York, Los Angeles and San Francisco.", [], None),
    ("He had one wish: Mayor Lee should deny the story.", [], None),
    ("The list: Ann Lee Of Ohio, Tom Ray Of Utah, Jo Fox Of Maine.", [], None),
    ("He said: Mayor Lee says nothing of the kind, ever.", [], None),
    ("See page 10: Bridges Of The World.", [], None),
]


@pytest.mark.parametrize(("text", "found", "left"), LINKS)
def test_link(text, found, left):
    """A linked title inside prose is read as a headline and left out of the prose; plain colons are not touched."""
    assert read(text) == [("link", *one) for one in found]
    assert prose(text) == ([text] if left is None else left)


# --- turns at talk ---------------------------------------------------------------------------------------------------

TRANSCRIPTS = {
    "capitals": (
        "WALLACE: Will you run?\n\nPENCE: I will not.\n\nWALLACE: Thank you.",
        [("Will you run?", "WALLACE"), ("I will not.", "PENCE"), ("Thank you.", "WALLACE")],
    ),
    "one line each": (
        "WALLACE: Will you run?\nPENCE: I will not.",
        [("Will you run?", "WALLACE"), ("I will not.", "PENCE")],
    ),
    "question and answer": (
        "Q: Did you go?\n\nA: Yes.\n\nQ: Why?\n\nA: It rained.",
        [("Did you go?", "Q"), ("Yes.", "A"), ("Why?", "Q"), ("It rained.", "A")],
    ),
    "question and answer with points": ("Q. Did you go?\n\nA. I did.", [("Did you go?", "Q"), ("I did.", "A")]),
    "title": (
        "MR. SMITH: Were you there?\n\nTHE WITNESS: I was.",
        [("Were you there?", "MR. SMITH"), ("I was.", "THE WITNESS")],
    ),
    "chamber": (
        "Mr. SMITH. I rise today.\n\nMr. McCAIN. I thank my friend.\n\nMr. SMITH. Thank you.",
        [("I rise today.", "Mr. SMITH"), ("I thank my friend.", "Mr. McCAIN"), ("Thank you.", "Mr. SMITH")],
    ),
    "name with role first": (
        "CHRIS WALLACE, HOST: Will you run?\n\nGOV. MIKE PENCE (R-IND.): I will.\n\nWALLACE: When?",
        [("Will you run?", "CHRIS WALLACE, HOST"), ("I will.", "GOV. MIKE PENCE (R-IND.)"), ("When?", "WALLACE")],
    ),
    "interview in small letters": (
        "Ann Lee: Why now?\n\nTom Ray: We had no choice.\n\nAnn Lee: And your wife?\n\nTom Ray: She agreed.",
        [
            ("Why now?", "Ann Lee"),
            ("We had no choice.", "Tom Ray"),
            ("And your wife?", "Ann Lee"),
            ("She agreed.", "Tom Ray"),
        ],
    ),
    "name, then surname": (
        "Ann Lee: Why now?\n\nTom Ray: We had no choice.\n\nLee: And your wife?\n\nRay: She agreed.",
        [("Why now?", "Ann Lee"), ("We had no choice.", "Tom Ray"), ("And your wife?", "Lee"), ("She agreed.", "Ray")],
    ),
    "bold": (
        "**SPIEGEL:** Why now?\n\n**Ray:** We had no choice.\n\n**SPIEGEL:** And you?",
        [("Why now?", "SPIEGEL"), ("We had no choice.", "Ray"), ("And you?", "SPIEGEL")],
    ),
    "an answer of two paragraphs": (
        "Q: Did you go?\n\nA: Yes.\n\nIt was raining.\n\nQ: Why?",
        [("Did you go?", "Q"), ("Yes.\n\nIt was raining.", "A"), ("Why?", "Q")],
    ),
    "stage directions part": (
        "TAPPER: You saw this?\n\n(BEGIN VIDEO CLIP)\n\nTRUMP: We will win.\n\nTAPPER: So?",
        [("You saw this?", "TAPPER"), ("We will win.", "TRUMP"), ("So?", "TAPPER")],
    ),
    "a narrator parts": (
        "LEE: You went?\n\nRAY: I did.\n\nThen the host asked about money, and Ray said it was spent.\n\nLEE: Why?",
        [("You went?", "LEE"), ("I did.", "RAY"), ("Why?", "LEE")],
    ),
    "a single turn": (
        "Chris Wallace had a question.\n\nWALLACE: Will you run?",
        [("Will you run?", "WALLACE")],
    ),
    "quoted": (
        'Rep. Trey Gowdy (R-S.C.): "Who told you that?"',
        [('"Who told you that?"', "Rep. Trey Gowdy (R-S.C.)")],
    ),
    "quoted without a space": (
        "Former secretary Ann Lee:“We learned that from them.”",
        [("“We learned that from them.”", "Former secretary Ann Lee")],
    ),
    "bullets of quotations": (
        "• Ann Lee: “It was a long night.”\n• Tom Ray: “Nobody slept a wink.”",
        [("“It was a long night.”", "Ann Lee"), ("“Nobody slept a wink.”", "Tom Ray")],
    ),
    "roles": (
        "REPORTER: Will it rain?\n\nTHE PRESIDENT: I hope not.",
        [("Will it rain?", "REPORTER"), ("I hope not.", "THE PRESIDENT")],
    ),
    "speakers by number": (
        "SPEAKER 1: Can you hear me?\n\nSPEAKER 2: I can.",
        [("Can you hear me?", "SPEAKER 1"), ("I can.", "SPEAKER 2")],
    ),
}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_turns(name):
    """A turn is its speaker's: the label without the colon is the source, the colon the cue."""
    text, expected = TRANSCRIPTS[name]
    found = read(text)
    assert [(content, source) for _, content, _, source in found] == expected
    assert {form for form, *_ in found} == {"transcript"}
    assert {cue for _, _, cue, _ in found} <= {":", "."}


NO_TURNS = [
    "WASHINGTON: The bridge fell.\n\nIt was late.",
    "LONDON: The bridge fell.\n\nPARIS: The tower stands.\n\nROME: The pope left.",
    "Note: The hall is shut.\n\nPhoto: The hall.\n\nNote: It opens at nine.",
    "Breaking: The bridge fell.",
    "Correction: An earlier version named the wrong bridge.\n\nCorrection: It was in Rome.",
    "Clinton: 2,316.\n\nSanders: 1,547.\n\nClinton: 547.\n\nSanders: 46.",
    "Sanders: Win in a walk.\n\nClinton: Keep it close.\n\nTrump: Move past Iowa.",
    "Iowa: Tim Fox, Brad Lee.\n\nNevada: Adam Ray, Ann Lee.\n\nIowa: Jo Fox.",
    "Ingredients: Two eggs.\n\nMethod: Beat the eggs.\n\nServes: Four.",
    "John 3:16 tells of love.\n\nPsalm 23:1 tells of a shepherd.",
    "10:30 a.m.\n\nThe train left.\n\n11:45 a.m.\n\nIt came back.",
    "Arsenal 2:1 Chelsea\n\nLeeds 0:0 Hull",
    "The Long Road: A Memoir of War\n\nThe Short Road: A Memoir of Peace",
    "He was clear: I will not go.\n\nShe was clear: I will.",
    "She tweeted: “It is over.”",
    "Ann Lee (R-Ohio) scolded him: “You should know better than that.”",
    "Tom Ray, his manager, stated: “We spoke about it yesterday.”",
    'Mr Peston told BBC News: "They are not as close as all that."',
    'The finance spokesman, Tom Ray MSP, said: "It is a form of disguise."',
    "The head of the board insists: “It was over long before noon.”",
    "The head of the board says: “It was over long before noon.”",
    "A spokesman explained: “It was over long before noon.”",
    "Police in Leeds warn, once more: “It was over long before noon.”",
    "According to Ann: “It was late, and nobody was there.”",
    "Twitter: @annlee\n\nFacebook: annlee\n\nTwitter: @tomray",
    "text-align: left;\nmargin-left: 80px;\ntext-align: left;",
    "http://a.example/x\n\nhttps://b.example/y",
    "Full results: http://a.example/x",
    "NOTE: YOU MUST BE OVER 18 TO ENTER.",
    "Q: alone stands here, and nothing else.",
    "The strategy: score a win while nobody is looking.\n\nThe result: we lost.",
    "Email: You can write to us.\n\nPhone: You can call us.\n\nEmail: You must not shout.",
    "Method 1: You beat the eggs.\n\nMethod 2: You fry the eggs.\n\nMethod 1: You serve.",
]


@pytest.mark.parametrize("text", NO_TURNS)
def test_labels_that_are_no_speakers(text):
    """Datelines, notes, lists, scores, verses, recipes and introductions of prose are no turns."""
    assert [found for found in read(text) if found[0] == "transcript"] == []
    assert prose(text)


def test_turns_leave_their_words_to_an_engine():
    """The label goes, what was said stays in the prose, so that what it reports is found."""
    assert prose("Q: Did he say so?\n\nA: Lee said it was late.") == ["Did he say so?", "Lee said it was late."]


# --- credit lines ----------------------------------------------------------------------------------------------------

CREDITS = [
    ("“He scares me.” ― Ann Lee", "“He scares me.”", "Ann Lee"),
    ("“He scares me.”― Ann Lee", "“He scares me.”", "Ann Lee"),
    ("“He scares me.” — Ann Lee, teacher", "“He scares me.”", "Ann Lee, teacher"),
    ('"He scares me." - Ann Lee.', '"He scares me."', "Ann Lee"),
    ("”He scares me.” ― Ann Lee", "”He scares me.”", "Ann Lee"),
    ("• “He scares me.” – Ann Lee", "“He scares me.”", "Ann Lee"),
    ("“He scares me.”\n— Ann Lee", "“He scares me.”", "Ann Lee"),
    ("“He scares me.”\n\n— Ann Lee, teacher", "“He scares me.”", "Ann Lee, teacher"),
    ('"He scares me."\n\n- Ann Lee.', '"He scares me."', "Ann Lee"),
    ('"He scares me."\n\n-President Lee, tweeting after the speech.', '"He scares me."', "President Lee"),
    ('"He scares me."\n\n— Sen. Ann Lee, D-Ohio, on Friday', '"He scares me."', "Sen. Ann Lee, D-Ohio"),
    ("“He scares me.\n\n“He always did.”\n\n— Ann Lee", "“He scares me. | “He always did.”", "Ann Lee"),
    ("I never liked him, and he never liked me.\n\n— Ann Lee", "I never liked him, and he never liked me.", "Ann Lee"),
    (
        "The bridge fell, and nobody came.\n\n— Ann Lee, engineer",
        "The bridge fell, and nobody came.",
        "Ann Lee, engineer",
    ),
    ("> The bridge fell.\n> — Ann Lee, engineer", "The bridge fell.", "Ann Lee, engineer"),
    ("> “He scares me.”\n> — Ann Lee", "“He scares me.”", "Ann Lee"),
    ("«He scares me.» — Ann Lee", "«He scares me.»", "Ann Lee"),
    ("- “He scares me.” (Ann Lee, teacher)", "“He scares me.”", "Ann Lee, teacher"),
]


@pytest.mark.parametrize(("text", "content", "source"), CREDITS)
def test_credit_line(text, content, source):
    """The name behind a dash is the source of the quotation before it, the dash its cue."""
    ((form, found, cue, name),) = read(text)
    assert (form, found, name) == ("block", content, source)
    assert set(cue) <= set("—―–-")


NO_CREDITS = [
    "The bridge fell on Friday.\n\n— Reuters",
    "The bridge fell on Friday.\n\n- Ann Lee.",
    "“It fell,” he said.\n\n- Additional reporting by Ann Lee",
    "“It fell.”\n\n— Reuters",
    "The bridge fell on Friday.\n\n— Ann Lee, staff writer",
    "The bridge fell on Friday.\n\n— Ann Lee, Associated Press",
    "Then came the list:\n\n— Ann Lee, teacher\n\n— Tom Ray, farmer",
    "“It fell.”\n\n— By Ann Lee",
    "“It fell,” she said. “It was old.” — The mayor left.",
    "“It fell” - Lee left the room and never came back to it, since he was tired of it all and wished to go home.",
    "The U.S.-Mexico border is long.",
    "A list:\n\n- Ann Lee\n\n- Tom Ray",
    "– Old hands –",
    "He called it “a shame” — Ann Lee did not.",
    "Two thirds — Ann Lee says — are lost.",
    "“It fell.”\n\n- Two of them ran.",
    "“It Fell.” (Ann Lee, 2021)",
    "- “It fell,” Ann Lee said on Friday.",
    "- “It fell,” by Ann Lee",
    "“It fell,” union chief Ann Lee",
    "“It fell” (Ann Lee, Lower Wick)",
    "He said “it fell.” (Ann Lee was there.)",
]


@pytest.mark.parametrize("text", NO_CREDITS)
def test_dashes_that_credit_nobody(text):
    """Agencies, reporters' signatures, lists and asides are no credit lines."""
    assert [found for found in read(text) if found[0] == "block"] == []


def test_credited_quotation_is_taken_but_for_its_inside():
    """An engine gets what stands between the marks, never the quotation with its marks."""
    assert prose("“Lee said he won.” ― Ann Ray\n\nIt rained.") == ["Lee said he won.", "It rained."]


# --- dialogue --------------------------------------------------------------------------------------------------------

DIALOGUE = "“Are you coming?” Tom asked.\n\n“No.”\n\n“Why not?”\n\n“I am tired,” said Ann.\n\n“You always are.”"


def test_dialogue():
    """Turns that stand alone have neither cue nor source; those with words of attribution are an engine's."""
    assert read(DIALOGUE) == [
        ("dialogue", "“No.”", "", ""), ("dialogue", "“Why not?”", "", ""), ("dialogue", "“You always are.”", "", "")
    ]  # fmt: skip
    assert prose(DIALOGUE) == [
        "“Are you coming?” Tom asked.",
        "No.",
        "Why not?",
        "“I am tired,” said Ann.",
        "You always are.",
    ]


NO_DIALOGUE = [
    "“It is late,” said Ann.\n\n“We should go.”",
    "Ann stood up.\n\n“We should go.”\n\nShe left.",
    "“"
    + "We did all that we could for the people of the city. " * 5
    + "”\n\n“"
    + "We will do it again. " * 9
    + "”\n\n“Yes.”",
    "“It is late.\n\n“We should go.\n\n“Now.”",
    "He said:\n\n“No.”\n\nShe said:\n\n“Yes.”",
]


@pytest.mark.parametrize("text", NO_DIALOGUE)
def test_quotations_that_go_on_are_left_to_the_engines(text):
    """A speaker's next paragraph, a quotation behind a colon and one left open are no turns of dialogue."""
    assert read(text) == []


# --- quoted headlines ------------------------------------------------------------------------------------------------


def test_quoted_headline():
    """A quoted headline's reports are found inside the quotation, which stays with the engine."""
    text = '"Palace denies drone plot, says such an act would achieve nothing," a reporter has noted.'
    assert read(text) == [
        ("prose", "drone plot", "denies", "Palace"),
        ("prose", "such an act would achieve nothing", "says", "Palace"),
    ]
    assert prose(text) == [text]


@pytest.mark.parametrize("text", [
    "“I deny that, and he says so too,” she said.",
    "“The mayor says it is late,” she said.",
    "“It rained, and he says it was cold,” she said.",
])  # fmt: skip
def test_quotations_in_plain_english_stay_whole(text):
    """What is quoted in plain English is an engine's to read."""
    assert read(text) == []


# --- the seeds -------------------------------------------------------------------------------------------------------

SEED_TRUTH = [
    ("post", "Putin's press service sees terrorism", "", "Euromaidan Press"),
    ("post", "terrorism and a Putin assassination attempt", "sees", "Putin's press service"),
    ("post", "retaliation", "promises", "Putin's press service"),
    ("post", "#BREAKING: Russia says Ukraine tried", "", "Aditya Raj Kaul"),
    ("post", "Ukraine tried to attack the Kremlin", "says", "Russia"),
    ("post", "terrorist act underscoring its right to respond", "alleges", "Russia"),
    ("headline", "UKRAINE HAS NO LINKS TO DRONE ATTACKS ON KREMLIN", ":", "PODOLYAK"),
    ("headline", "NOT USING RESOURCES TO ATTACK FOREIGN TERRITORIES", ":", "UKRAINE"),
    ("headline", "DON'T HAVE INFORMATION ON KREMLIN DRONE ATTACK", ":", "UKRAINE"),
    ("prose", "drone strike on Kremlin", "denies", "Ukraine presidential office"),
    ("prose", "such an attack would achieve nothing", "says", "Ukraine presidential office"),
    ("post", "NEW: Kremlin says “Ukrainian” drones", "", "Ragıp Soylu"),
    ("post", "“Ukrainian” drones attacked Putin’s residence", "says", "Kremlin"),
    ("post", "Another video purportedly showing the aftermath", "", "Michael A. Horowitz"),
    ("link", "German Media's 'Putin Drone Assassination' Report", "Rejects", "Kremlin"),
    ("link", 'We Are Not "Enabling" Or "Encouraging" Ukraine To Strike', ":", "White House"),
]


def test_seed_articles():
    """Every post, headline and linked title of the seed articles is found, both layers, and nothing else."""
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        article = parse_article(path.read_text(encoding="utf8"))
        text, blocks = article.text, [block.span for block in article.blocks]
        made = find_structure(article, find_passages(text, blocks), CUES).attributions
        found += [
            (a.form, *(" ".join(s.of(text) for s in role) for role in (a.content, a.cue, a.source))) for a in made
        ]
    assert [(form, cue, source) for form, _, cue, source in found] == [(f, c, s) for f, _, c, s in SEED_TRUTH]
    assert all(content.startswith(start) for (_, content, *_), (_, start, *_) in zip(found, SEED_TRUTH, strict=True))


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The Wire: Is it over?\n\nKang: It is resting. I have a script in a drawer.", ["The Wire", "Kang"]),
        ("Film Weekly: How long did it take?\n\nMarisol Eckhart: Eleven weeks.", ["Film Weekly", "Marisol Eckhart"]),
        ("Film Weekly: How long did it take?\n\nIt took eleven weeks, and two cameras.", []),
    ],
)
def test_one_question_and_its_answer_are_turns(text, speakers):
    """A paper's question and the answer below it are turns, though a title and two names are all there is."""
    article = parse_article(text)
    found = find_structure(article, find_passages(text, [Span(0, len(text))]), default_cues()).attributions
    assert [each.source[0].of(text) for each in found if each.form == "transcript"] == speakers


def test_a_repost_has_two_authors():
    """Who shares a post and whose words it repeats both have it."""
    text = "RT @mayor: We open at six. https://t.co/a1B — Linz aktuell (@linz) January 9, 2023"
    structure = find_structure(parse_article(text), (), default_cues())
    assert [each.source[0].of(text) for each in structure.attributions] == ["Linz aktuell", "@mayor"]
    assert structure.attributions[1].content[0].of(text) == "We open at six."


def test_a_line_alone_may_be_a_headline():
    """A text of one line without a full stop is read as a headline, where that has a speaker; a sentence is not."""
    for text, count in (("‘We lost it all’: Farmers count cost", 1), ("He said: ‘We lost it all.’", 0)):
        article = Article(text, blocks=(Block("paragraph", Span(0, len(text))),))
        found = find_structure(article, find_passages(text, [Span(0, len(text))]), default_cues()).attributions
        assert len(found) == count


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("> “The sea does not care.”\n>\n> — Captain Ines Duarte", "“The sea does not care.”", "Captain Ines Duarte"),
        ("> The sea does not care who you are.\n\n— Ines Duarte, captain", "The sea does not", "Ines Duarte, captain"),
        ("It began.\n\n• “It was chaos” – nurse Ana Ruiz", "“It was chaos”", "nurse Ana Ruiz"),
        ("It began.\n\nHe liked “Tosca” – the opera by Puccini", None, None),
        ("It began.\n\n“No Entry” – painted by Bo Lind", None, None),
    ],
)
def test_credits_of_block_quotations_and_lists(text, content, source):
    """The ">" of a quoted line is none of it, and a role in small letters may stand before a name."""
    article = parse_article(text)
    found = find_structure(article, find_passages(text, [Span(0, len(text))]), default_cues()).attributions
    credited = [each for each in found if each.rule == "credit-line"]
    assert [each.source[0].of(text) for each in credited] == ([source] if source else [])
    assert all(each.content[0].of(text).startswith(content) for each in credited)
