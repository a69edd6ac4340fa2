"""Pages: every character escaped, every quote marked where it stands, nothing runs or loads, and quick to make."""

import base64
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import in_step
from page_reading import read
from strategies import extractions, texts

import quotekit
from quotekit.doors import command
from quotekit.doors.native import to_row
from quotekit.doors.page.chart import FILLS
from quotekit.doors.page.document import data
from quotekit.doors.page.notebook import fragment
from quotekit.doors.page.notes import reasons
from quotekit.doors.page.safe import plain, shortened, shown
from quotekit.doors.page.voices import COLOURS, NOBODY, cast_of, letters
from quotekit.forms.headlines import RULES as HEADLINE_RULES
from quotekit.rules import RULES
from quotekit.values import Article, Block, Claim, Extraction, Failure, Notice, Quote, Span, Speaker

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
GOLD = json.loads((ROOT / "tests" / "data" / "seed_quotes.json").read_text("utf8"))
HOSTILE = (
    "<script>window.hit=1</script>",
    "</style><script>window.hit=1</script>",
    '"><img src=x onerror="window.hit=1">',
    "' onmouseover='window.hit=1' x='",
    "--><svg onload=window.hit=1>",
    "]]><script>window.hit=1</script>",
    "</title></textarea></script><script>window.hit=1</script>",
    "<a href=javascript:window.hit=1>javascript:window.hit=1</a>",
    "&lt;script&gt; &#60;b&#62; &amp;amp; &nbsp",
    "\u202eevil\u2066 \u2069\u200f",
    "\x00\x1b[31m\x85\ud83d \ufffe\ufdd0",
    "{{7*7}} ${7*7} `x` \\u003cscript\\u003e",
)


def spans(*ends):
    """Return spans of pairs."""
    return tuple(Span(*pair) for pair in ends)


def quote(name, *content, cue=(), source=(), **fields):
    """Return a quote with these pieces of content."""
    return Quote(name, spans(*content), spans(*cue), spans(*source), "indirect", **fields)


def squeezed(text):
    """Return the text without space, which blocks lay out anew."""
    return "".join(text.split())


def pages_of(extraction):
    """Return the pages an extraction can stand on, and what a notebook shows."""
    return quotekit.to_html(extraction), quotekit.comparison_to_html([extraction] * 2), fragment(extraction)


def seed_extractions():
    """Return the seed articles with their hand-made quotes."""
    found = []
    for path, rows in zip(SEEDS, GOLD["quotes"], strict=True):
        quotes = tuple(
            Quote(
                *(key, spans(*content), spans(*cue), spans(*source), kind, form),
                *(Speaker(speaker) if speaker else None,),
                within=within,
                denied=denied,
                negated=negated,
            )
            for key, within, kind, form, content, cue, source, speaker, denied, negated in rows
        )
        found.append(Extraction(quotekit.parse_article(path.read_text("utf8"), id=path.stem), quotes))
    return found


# Ada says that Ben denies it: the second inside the first; the third in two pieces around its source.
TEXT = "Ada Cole said that Ben Oyo denies it. “Rain,” she said, “all day.”"
NESTED = Extraction(
    Article(TEXT, id="n1", date="2024-02-01"),
    (
        quote("q1", (14, 36), cue=[(9, 13)], source=[(0, 8)], speaker=Speaker("Ada Cole", resolved_by="name")),
        quote("q2", (34, 36), cue=[(27, 33)], source=[(19, 26)], within="q1", denied=True, cue_class="deny"),
        quote("q3", (38, 45), (56, 66), cue=[(50, 54)], source=[(46, 49)], speaker=Speaker("Ada Cole"), rule="tagger"),
    ),
)


# --- escaping --------------------------------------------------------------------------------------------------------


@given(texts())
def test_shown_text_comes_back(text):
    """What HTML shows of a text is that text: signs for odd characters name them, line ends are newlines."""
    told = shown(text)
    told.encode()
    assert read(told).text() == re.sub("[\r\u2028\u2029]", "\n", text.replace("\r\n", " \n"))


@given(texts())
def test_plain_text_fits_an_attribute(text):
    """A plain text stands in an attribute and between tags alike, and holds nothing that is not seen."""
    told = plain(text)
    told.encode()
    assert not re.search(r"[<>\"'\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", told)
    assert read(f'<p title="{told}">{told}</p>').only("p").attributes["title"] == read(f"<p>{told}</p>").text()


@pytest.mark.parametrize(
    "odd", "\x00\x08\x0b\x1b\x7f\x85\u061c\u200e\u200f\u202a\u202e\u2066\u2069\ud800\udfff\ufdd0\uffff\U0010ffff"
)
def test_odd_characters_are_named(odd):
    """Every sort of character that can't be seen, or that turns text round, stands there by its number."""
    assert shown(f"a{odd}b") == f'a<i class="qk-odd">U+{ord(odd):04X}</i>b'
    assert plain(f"a{odd}b") in (f"a⟨U+{ord(odd):04X}⟩b", "a b")


@given(texts(), st.integers(1, 30))
def test_shortened(text, most):
    """A shortened text has at most so many characters and is the beginning, or all, of the text on one line."""
    line = shortened(text, most)
    assert len(line) <= most
    whole = " ".join(text.split())
    assert line == whole or (line.endswith("…") and whole.startswith(line[:-1]))


@given(extractions())
def test_pages_are_well_formed(extraction):
    """Whatever the article and its quotes, every tag is closed in order, and the page can be written as UTF-8."""
    for page in pages_of(extraction):
        page.encode()
        read(page)


@given(extractions())
def test_nothing_runs_and_nothing_loads(extraction):
    """No element has a handler, a style, or a link that leads away; the one style and the one script are ours."""
    for page in pages_of(extraction)[:2]:
        root = read(page)
        for each in root.every():
            assert each.tag not in {"iframe", "img", "link", "object", "embed", "base", "form", "use", "image"}
            assert not [name for name in each.attributes if name.startswith("on") or name in {"src", "style", "srcdoc"}]
            assert (each.attributes.get("href") or "#").startswith("#")
        assert root.only("style").text() == data("page.css")
        assert root.only("script").text() == data("page.js")


@given(extractions())
def test_ids_are_one_each_and_links_arrive(extraction):
    """No two elements have one id; every link, label and description names an element of the page."""
    for page in pages_of(extraction)[:2]:
        elements = list(read(page).every())
        ids = Counter(each.attributes["id"] for each in elements if "id" in each.attributes)
        assert not [name for name, count in ids.items() if count > 1]
        for each in elements:
            for name in ("href", "aria-labelledby", "aria-describedby"):
                assert (each.attributes.get(name) or next(iter(ids))).removeprefix("#") in ids


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text):
    """Text that looks like markup stays text, wherever it comes from: article, names, rules, ids, layout."""
    whole = f"{text} said {text}"
    hostile = Quote(
        *(text, spans((0, len(text))), spans((len(text), len(text) + 5)), spans((len(text) + 6, len(whole))), "direct"),
        *(text, Speaker(text, "person", text, text, text, spans((0, 3))), (Speaker(text),)),
        cue_class=text,
        addressee=spans((0, 9)),
        said_on=text,
        rule=text,
    )
    blocks = (Block("post", Span(0, len(whole)), text, text, text, text),)
    article = Article(whole, text, text, text, Span(0, len(whole)), text, blocks)
    harmless = Extraction(evolved(article), (evolved_quote(hostile),))
    for page, calm in zip(pages_of(Extraction(article, (hostile,))), pages_of(harmless), strict=True):
        tags = Counter(each.tag for each in read(page).every() if "qk-odd" not in each.looks)
        assert tags == Counter(each.tag for each in read(calm).every())


def evolved(article):
    """Return the article with letters in place of every character that is none."""
    letter = re.sub("[^ ]", "x", article.text)
    return Article(
        letter, "x", "x", "x", article.title, "x", tuple(Block("post", b.span, *"xxxx") for b in article.blocks)
    )


def evolved_quote(hostile):
    """Return the quote with a letter for every name."""
    speaker = Speaker("x", "person", "x", "x", "x", spans((0, 3)))
    return Quote(
        *("x", hostile.content, hostile.cue, hostile.source, "direct", "x", speaker, (Speaker("x"),)),
        cue_class="x",
        addressee=spans((0, 9)),
        said_on="x",
        rule="x",
    )


def test_policy_names_what_is_there():
    """The page's policy allows the style and the script that it holds, by their hash, and nothing else."""
    root = read(quotekit.to_html(NESTED))
    (policy,) = (m.attributes["content"] for m in root.every("meta") if "http-equiv" in m.attributes)
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(root.only(tag).text().encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["page.css", "page.js", "notebook.css"])
def test_data_closes_no_element(name):
    """Style and script load nothing, and hold nothing that would end their element."""
    content = data(name)
    assert "</" not in content
    assert "<!--" not in content
    assert not re.search(r"url\(|@import|@font-face|\bfetch\(|XMLHttpRequest|innerHTML|eval\(|https?:", content)


# --- what is marked --------------------------------------------------------------------------------------------------


@given(extractions())
def test_the_text_is_whole(extraction):
    """The page's article is the text, space aside: nothing lost, nothing twice, in order."""
    root = read(quotekit.to_html(extraction))
    body = root.only("article").words()
    heading = root.only("h1").words()
    text = squeezed(extraction.article.text)
    assert Counter(text) - Counter(squeezed(body + heading)) == Counter()
    if not any(block.kind == "title" for block in extraction.article.blocks):
        assert squeezed(body) == text


@given(extractions())
def test_quotes_are_marked_where_they_stand(extraction):
    """The marks of a quote hold its content's characters in order, and one reference stands behind them."""
    root, text = read(quotekit.to_html(extraction)), extraction.article.text
    for each in cast_of([extraction]).quotes[0]:
        marked = [
            m
            for m in root.every("mark", data_q=str(each.number))
            if not m.inside("mark", **{"data-q": str(each.number)})
        ]
        covered = sorted({at for span in each.quote.content for at in range(span.start, span.end)})
        titles = [block.span for block in extraction.article.blocks if block.kind == "title"]
        if not any(span.start <= at < span.end for span in titles for at in covered):
            assert squeezed("".join(m.words() for m in marked)) == squeezed("".join(text[at] for at in covered))
        assert len(list(root.every("a", "qk-ref", data_q=str(each.number)))) == bool(covered)


def test_nested_and_interrupted():
    """A nested quote is marked inside the one that holds it; a quote in pieces is several marks and one reference."""
    root = read(quotekit.to_html(NESTED))
    assert [m.words() for m in root.every("mark", data_q="1")] == ["that Ben Oyo denies it"]
    inner = root.only("mark", data_q="2")
    assert inner.words() == "it"
    assert inner.inside("mark", **{"data-q": "1"})
    assert [m.words() for m in root.every("mark", data_q="3")] == ["“Rain,”", "“all day.”"]
    assert [r.text() for r in root.every("a", "qk-ref")] == ["B2 denied", "A1", "A3"]
    assert [c.words() for c in root.only("article").every("i", "qk-cue")] == ["said", "denies", "said"]
    assert [s.words() for s in root.only("article").every("b", "qk-src")] == ["Ada Cole", "Ben Oyo", "she"]


def test_overlap_without_nesting():
    """Where two quotes cross, both are marked whole, one of them in two marks."""
    crossing = Extraction(Article("one two three"), (quote("a", (0, 7)), quote("b", (4, 13))))
    root = read(quotekit.to_html(crossing))
    assert "".join(m.words() for m in root.every("mark", data_q="1")) == "one two"
    assert [m.words() for m in root.every("mark", data_q="2")] == ["two", " three"]


def test_spans_beyond_the_text():
    """Spans of a hand-made extraction that leave the text are cut, never an error."""
    root = read(quotekit.to_html(Extraction(Article("Rain."), (quote("a", (2, 99), (50, 60)), quote("b", (-3, 2))))))
    assert [m.words() for m in root.every("mark")] == ["Ra", "in."]


def test_facts_of_a_quote():
    """A quote's note tells speaker, cue, denial, confidence, rule, how the speaker was found, and its neighbours."""
    notes = {n.attributes["id"]: n for n in read(quotekit.to_html(NESTED)).every("li", "qk-note")}
    first, second, third = (" ".join(notes[f"n{number}"].text().split()) for number in (1, 2, 3))
    assert "A1 Ada Cole" in first
    assert "the source is a name" in first
    assert "HoldsB2" in first
    assert "Cue“denies”, class deny" in second
    assert "the source denies what the words say" in second
    assert "Identifiedspeaker not resolved" in second
    assert "InsideA1" in second
    assert "Confidence 50 %" in third
    assert "the learned tagger, in prose tagger" in third


def test_doubts_are_told():
    """What could not be done is on the page: a failure first, then warnings, each escaped, the first twenty."""
    warnings = tuple(Notice("unclosed-mark", f"<b>{number}") for number in range(30))
    found = Extraction(Article(""), warnings=warnings, failure=Failure(0, None, "no text"))
    items = [item.text() for item in read(quotekit.to_html(found)).only(look="qk-doubts").every("li")]
    assert items[:2] == ["no text", "<b>0"]
    assert items[20:] == ["… and 11 more"]
    assert "qk-doubts" not in quotekit.to_html(NESTED).split("</style>")[1]


def test_title_is_the_heading():
    """The title stands once, as the page's heading, with its marks; without one the id does."""
    text = "Mayor: Bridge safe\n\nIt rained."
    article = Article(text, title=Span(0, 18), blocks=(Block("title", Span(0, 18)), Block("paragraph", Span(20, 30))))
    root = read(quotekit.to_html(Extraction(article, (quote("a", (7, 18)),))))
    assert root.only("h1").words() == "Mayor: Bridge safe"
    assert root.only("h1").only("mark").words() == "Bridge safe"
    assert root.only("article").words().strip() == "It rained."
    assert read(quotekit.to_html(NESTED)).only("h1").words() == "n1"


# --- who speaks ------------------------------------------------------------------------------------------------------


@given(extractions())
def test_words_count_once(extraction):
    """No word counts for two speakers, and every quote belongs to one."""
    cast = cast_of([extraction])
    assert sum(voice.words for voice in cast.voices) <= cast.words[0]
    assert sum(voice.quotes for voice in cast.voices) == len(extraction.quotes) == len(cast.quotes[0])


def test_words_of_the_inner_speaker():
    """Words inside two quotes count for the inner speaker; who has most comes first."""
    assert [(v.name, v.letter, v.quotes, v.words) for v in cast_of([NESTED]).voices] == [
        ("Ada Cole", "A", 2, 7),
        ("“Ben Oyo”", "B", 1, 1),
    ]


def test_voices_without_a_name():
    """Quotes without a speaker are told apart by their source's words, and those without a source are together."""
    text = "He said so. he said no. None."
    found = Extraction(
        Article(text),
        (quote("a", (3, 7), source=[(0, 2)]), quote("b", (15, 19), source=[(12, 14)]), quote("c", (24, 28))),
    )
    assert {(v.name, v.quotes) for v in cast_of([found]).voices} == {("“He”", 2), (NOBODY, 1)}


def test_letters_never_repeat():
    """However many speakers there are, each has a sign of its own."""
    assert len({letters(number) for number in range(2000)}) == 2000


def test_speakers_can_be_chosen():
    """The list names each speaker with counts, as buttons that tell their state; without the script they do nothing."""
    buttons = list(read(quotekit.to_html(NESTED)).every("button", "qk-voice"))
    assert ["".join(b.text().split()) for b in buttons] == ["AAdaCole2quotes,7words", "B“BenOyo”1quote,1word"]
    assert all(b.attributes["aria-pressed"] == "false" and "disabled" in b.attributes for b in buttons)


def test_chart_tells_its_figures():
    """The picture names itself and its figures for those who do not see it, and is drawn to scale."""
    svg = read(quotekit.chart_to_svg(NESTED)).only("svg")
    assert svg.attributes["aria-label"] == "Words by speaker: A Ada Cole: 7 words; B “Ben Oyo”: 1 word"
    assert svg.attributes["role"] == "img"
    wide, narrow = (int(bar.attributes["width"]) for bar in svg.every("rect"))
    assert wide == pytest.approx(7 * narrow, rel=0.1)


def test_chart_of_many():
    """Speakers beyond the first ten are one bar, whose words are theirs together."""
    text = "word " * 24
    many = tuple(quote(str(i), (10 * i, 10 * i + 9), speaker=Speaker(f"S{i}")) for i in range(12))
    svg = read(quotekit.chart_to_svg(Extraction(Article(text), many))).only("svg")
    assert len(list(svg.every("rect"))) == 11
    assert svg.attributes["aria-label"].endswith("2 others: 4 words")


@given(extractions())
def test_chart_is_xml(extraction):
    """The picture can be read as XML, so that it stands in a file of its own."""
    ElementTree.fromstring(quotekit.chart_to_svg(extraction))


# --- looks -----------------------------------------------------------------------------------------------------------


def schemes():
    """Return the colours of the light scheme and of the dark one, by name and by class."""
    light, dark = data("page.css").split("@media (prefers-color-scheme: dark)")
    found = []
    for part in (light, dark.split("\n}\n")[0]):
        rows = dict(re.findall(r"\.qk-c(\d) \{ (.*?) \}", part))
        assert sorted(rows) == [str(number) for number in range(COLOURS)]
        named = dict(re.findall(r"--(\w+): (#\w{6})", part.split(".qk-c0")[0]))
        named |= dict(re.findall(r"--(\w+): (#\w{6})", part.split(":root {")[1].split("}")[0]))
        found.append((named, [dict(re.findall(r"--(\w+): (#\w{6})", row)) for row in rows.values()]))
    return found


def contrast(one, other):
    """Return the contrast of two colours, 1 to 21, as WCAG 2 defines it."""

    def light(colour):
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast(scheme):
    """Every text has the contrast of WCAG AA on every ground it stands on, every line that of a graphic."""
    named, colours = schemes()[scheme]
    for ground in (named["ground"], named["panel"]):
        assert min(contrast(named[text], ground) for text in ("ink", "soft", "link")) >= 4.5
        assert contrast(named["focus"], ground) >= 3
    for colour in colours:
        assert contrast(named["ink"], colour["tint"]) >= 7
        assert contrast(named["ink"], colour["strong"]) >= 4.5
        assert contrast(colour["line"], named["ground"]) >= 4.5
        assert contrast(colour["line"], named["panel"]) >= 4.5
        assert contrast(colour["line"], colour["tint"]) >= 3


def test_chart_has_the_pages_colours():
    """A picture that stands alone has the colours of the page."""
    assert list(FILLS) == [colour["line"] for colour in schemes()[0][1]]


def test_reasons_for_every_rule():
    """Every rule of the engines has words on the page that say what it looks at."""
    rules = {row.rule.__name__ for row in RULES} | {f"headline:{name}" for name, *_ in HEADLINE_RULES}
    assert {("rule", rule) for rule in rules} <= reasons().keys()
    found = [q for path in SEEDS for engine in ("rules", "tagger") for q in extracted(path, engine).quotes]
    assert {("rule", each.rule) for each in found} <= reasons().keys()
    assert {("resolved", each.speaker.resolved_by) for each in found if each.speaker} <= reasons().keys()


def extracted(path, engine="tagger"):
    """Return what an engine finds in a seed article."""
    return quotekit.extract(path.read_text("utf8"), engine=engine)


# --- comparison ------------------------------------------------------------------------------------------------------


def test_seed_pairs_stand_side_by_side():
    """Each of the eight claims that both seed articles make has a row with both its quotes."""
    one, other = seed_extractions()
    rows = list(read(quotekit.comparison_to_html([one, other])).every("tr", "qk-row"))
    places = {q.id: n for ex in (one, other) for n, q in ((e.number, e.quote) for e in cast_of([ex]).quotes[0])}
    shown_pairs = set()
    for row in rows:
        left, right = ([a.attributes["href"] for a in cell.every("a", "qk-sign")] for cell in row.every("td"))
        shown_pairs |= {(x, y) for x in left for y in right}
    assert {(f"#r1-{places[a]}", f"#r2-{places[b]}") for a, b in GOLD["pairs"]} <= shown_pairs


def test_claims_of_one_article_alone_have_no_row():
    """A claim that one article makes twice is no claim in common; an article without a claim says so."""
    texts_ = ("Two drones attacked the port.", "The port was attacked by two UAVs.", "Bread is cheap.")
    double = f"{texts_[0]} {texts_[1]}"
    one = Extraction(Article(double, id="one"), (quote("a", (0, 29)), quote("b", (30, len(double)))))
    two, three = (Extraction(Article(text, id=text), (quote("q", (0, len(text))),)) for text in (texts_[1], texts_[2]))
    assert "qk-row" not in quotekit.comparison_to_html([one, three])
    (row,) = read(quotekit.comparison_to_html([one, two, three])).every("tr", "qk-row")
    assert [len(list(cell.every(look="qk-said"))) for cell in row.every("td")] == [2, 1, 0]
    assert "not in this article" in list(row.every("td"))[2].text()


def test_known_claims_are_taken():
    """Claims that an extraction brings along are compared as they are, by the quotes that they name."""
    made = [
        Extraction(Article(text, id=text), (quote("q", (0, len(text))),), (Claim("The port is closed.", "q"),))
        for text in ("aaa", "bbb")
    ]
    assert quotekit.comparison_to_html(made).count('class="qk-row"') == 1


@pytest.mark.parametrize("count", [0, 1])
def test_comparison_of_few(count):
    """With nothing to compare there is still a page."""
    assert "No claim stands in more than one" in quotekit.comparison_to_html([NESTED] * count)


# --- notebooks -------------------------------------------------------------------------------------------------------


def test_notebook_asks_the_value():
    """A notebook finds the output on the extraction itself."""
    assert NESTED._repr_html_() == fragment(NESTED)
    assert "Ada Cole" in fragment(NESTED)


def test_notebook_style_stays_inside():
    """Every rule of the output's style is for the output alone, which has no script, no id and no link."""
    for rule in re.findall(r"([^{}]+)\{", data("notebook.css")):
        assert all(selector.strip().startswith(".quotekit-out") for selector in rule.split(","))
    root = read(fragment(NESTED))
    assert not list(root.every("script"))
    assert not [e for e in root.every() if {"id", "href"} & e.attributes.keys()]
    assert [e.attributes["class"] for e in root.children] == ["quotekit-out"]


def test_notebook_output_is_small():
    """A long article's output is cut, and says so."""
    text = "“It is late,” Ada Cole said. " * 20_000
    many = tuple(quote(str(i), (29 * i, 29 * i + 13)) for i in range(20_000))
    out = fragment(Extraction(Article(text), many))
    assert len(out) < 150_000
    assert "cut here" in out
    assert "and 19950 more" in out


# --- size and time ---------------------------------------------------------------------------------------------------


def with_quotes(count):
    """Return an extraction with that many quotes."""
    text = "“The bridge over the river will stay closed until March,” Ada Cole said on Monday. " * count
    many = tuple(quote(str(i), (83 * i, 83 * i + 57), speaker=Speaker(f"S{i % 40}")) for i in range(count))
    return Extraction(Article(text), many)


def test_three_hundred_quotes():
    """A page of an article with 300 quotes has them all, in less than a million characters."""
    page = quotekit.to_html(with_quotes(300))
    assert page.count('class="qk-note ') == 300
    assert len(page) < 1_000_000


def test_time_is_linear():
    """A page is made in time in step with its quotes."""

    def written(count):
        extraction = with_quotes(count)
        return lambda: quotekit.to_html(extraction)

    assert in_step(written, 40)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda i, n: [(i, n)], id="one in the other"),
        pytest.param(lambda i, n: [(i, i + n)], id="crossing"),
        pytest.param(lambda i, n: [(0, 2 * n)], id="all the same"),
        pytest.param(lambda i, n: [(2 * j, 2 * j + 1) for j in range(n if i == 0 else 0)], id="in many pieces"),
    ],
)
def test_no_shape_makes_a_page_explode(content):
    """Quotes in each other, across each other, or in many pieces: twice as many make about twice the page."""
    sizes = []
    for count in (200, 400):
        many = tuple(
            quote(str(i), *content(i, count), within=str(i - 1) if i else None, speaker=Speaker("S"))
            for i in range(count)
        )
        sizes.append(len(quotekit.to_html(Extraction(Article("a b " * count), many))) - len(data("page.css")))
    assert sizes[1] < 2.6 * sizes[0]


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def rows(tmp_path):
    """Return a file of two rows in quotekit's own format, whose ids would both lead out of the folder."""
    path = tmp_path / "rows.jsonl"
    row = to_row(NESTED)
    path.write_text("".join(json.dumps(row | {"id": name}) + "\n" for name in ("../A/x", "../a/X")))
    return path


def test_command_writes_a_page(rows, capfdbinary):
    """``quotekit page`` prints the page of one article, and the comparison of several."""
    assert command.main(["page", str(rows)]) == 0
    assert b"The same claims, side by side" in capfdbinary.readouterr().out
    one = rows.with_name("one.jsonl")
    one.write_text(rows.read_text().splitlines()[0])
    assert command.main(["page", str(one)]) == 0
    assert capfdbinary.readouterr().out.decode() == quotekit.to_html(
        Extraction(Article(TEXT, id="../A/x", date="2024-02-01"), NESTED.quotes)
    )


def test_command_writes_into_a_folder(rows, tmp_path):
    """With a folder each article has its page, named by its id, inside that folder and under a name of its own."""
    out = tmp_path / "pages" / "today"
    assert command.main(["page", str(rows), "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["A_x.html", "a_X-2.html"]


def test_command_writes_to_a_file(rows, tmp_path):
    """With an .html file there is one page, and the file is replaced."""
    out = tmp_path / "both.HTML"
    out.write_text("old")
    assert command.main(["page", str(rows), "--out", str(out)]) == 0
    assert out.read_text("utf8").startswith("<!DOCTYPE html>")


def test_command_without_articles(tmp_path, capsys):
    """Where nothing can be read there is no page, and the old one stands."""
    out = tmp_path / "page.html"
    out.write_text("old")
    assert command.main(["page", str(tmp_path / "none.txt"), "--out", str(out)]) == 1
    assert out.read_text() == "old"
    assert "no such file" in capsys.readouterr().err


def test_command_tells_of_a_folder_that_cannot_be(rows, capsys):
    """A folder that can't be made is told by its name."""
    assert command.main(["page", str(rows), "--out", str(rows)]) == 1
    assert str(rows) in capsys.readouterr().err


# --- the sample in the documentation ---------------------------------------------------------------------------------

SAMPLES = ROOT / "docs" / "samples"


def samples():
    """Return the samples of the documentation, made of a seed article and its hand-made quotes."""
    one = seed_extractions()[0]
    return {"page.html": quotekit.to_html(one), "chart.svg": quotekit.chart_to_svg(one) + "\n"}


@pytest.mark.parametrize("name", ["page.html", "chart.svg"])
def test_samples_are_what_is_made_today(name):
    """The documentation's samples are today's output; ``python tests/test_page.py`` writes them anew."""
    assert (SAMPLES / name).read_text("utf8") == samples()[name]


if __name__ == "__main__":
    for file_name, content in samples().items():
        (SAMPLES / file_name).write_text(content, "utf8")
