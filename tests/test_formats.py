"""The formats: what is written is read back equal as far as the format holds it, and by other people's readers."""

import json
import subprocess
import sys
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pace import in_step, made_of
from spacy import displacy
from spacy.training.converters import conll_ner_to_docs
from strategies import NARRATION, compositions, extractions

import quotekit
from quotekit import formats
from quotekit.doors.alignment import align
from quotekit.doors.flat import COLUMNS, flat_rows
from quotekit.doors.tokens import TokenIndex, spans_of, tokens_of
from quotekit.errors import FileProblem
from quotekit.values import Article, Claim, Extraction, Quote, Span, Speaker

TEXT = "Snow fell.\n\n“If it stops,” said Ada Cole, “we go.” “Ben said ‘no’,” she added."
ADA = Speaker("Ada Cole", id="p1", role="Mayor of Lund")
OUTER = Quote("a", (Span(12, 26), Span(42, 50)), (Span(27, 31),), (Span(32, 40),), "direct", speaker=ADA)
SECOND = Quote("b", (Span(51, 67),), (Span(72, 77),), (Span(68, 71),), "direct", confidence=0.9)
INNER = Quote("c", (Span(61, 65),), (Span(56, 60),), (Span(52, 55),), "direct", within="b")
FOUND = Extraction(Article(TEXT, id="a1", date="2024-02-01", outlet="The Harbour"), (OUTER, SECOND, INNER))
ROLES = ("content", "cue", "source")


def found_in(composition):
    """Return the extraction of a composed article, as the rules see it."""
    return quotekit.extract(composition.text, engine="rules")


def roles(extraction):
    """Return the spans of each quote, in the order of their contents."""
    return sorted(tuple(getattr(quote, role) for role in ROLES) for quote in extraction.quotes)


def with_content(quotes):
    """Return the quotes that have content."""
    return tuple(quote for quote in quotes if quote.content)


# --- the door to them -------------------------------------------------------------------------------------------------


def test_every_name_is_there():
    """Each public name leads to what it names, and the list is complete."""
    assert set(formats.__all__) == set(formats._LAZY)
    assert all(getattr(formats, name).__name__ == name for name in formats.__all__)
    assert set(formats.__all__) <= set(dir(formats))
    with pytest.raises(AttributeError, match="to_nothing"):
        formats.to_nothing  # noqa: B018


def test_formats_are_light():
    """Importing the formats, and writing any that needs no library, loads no heavy one."""
    code = (
        "import quotekit, sys; from quotekit import formats; x = quotekit.Extraction(quotekit.Article('Rain.')); "
        "[getattr(formats, name)(x) for name in ('to_brat', 'to_citron', 'to_conll', 'to_displacy', 'to_prodigy', "
        "'to_schema_org', 'to_web_annotations')]; "
        "print(*sorted({'spacy', 'numpy', 'pandas', 'onnxruntime', 'quotekit.extractor'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == []


@given(extractions())
def test_writing_never_raises(extraction):
    """Whatever an extraction holds can be written in every format."""
    for name in ("to_brat", "to_citron", "to_conll", "to_displacy", "to_prodigy", "to_schema_org"):
        assert getattr(formats, name)(extraction) is not None
    assert formats.to_web_annotations(extraction)["total"] == len(extraction.quotes)


# --- web annotations --------------------------------------------------------------------------------------------------


@given(extractions())
def test_web_annotations_come_back(extraction):
    """Every quote comes back equal from its annotation, and from its JSON."""
    written = formats.to_web_annotations(extraction)
    assert formats.from_web_annotations(written, extraction.article).quotes == extraction.quotes
    if all(not ("\ud800" <= a <= "\udbff" and "\udc00" <= b <= "\udfff") for a, b in pairwise(json.dumps(written))):
        assert len(json.loads(json.dumps(written))["first"]["items"]) == len(extraction.quotes)


def test_selectors():
    """A content is told by its words with some around them and by its place, in the article that is named."""
    item = formats.to_web_annotations(FOUND, "https://example.org/a1")["first"]["items"][1]
    (target,) = item["target"]
    assert target["source"] == "https://example.org/a1"
    assert target["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": "“Ben said ‘no’,”",
            "prefix": "stops,” said Ada Cole, “we go.” ",
            "suffix": " she added.",
        },
        {"type": "TextPositionSelector", "start": 51, "end": 67},
    ]


def test_moved_by_their_words():
    """In a text that has changed, the words of a selector are found again, the nearest of those that stand twice."""
    written = formats.to_web_annotations(FOUND)
    new = "“we go.” was not said on Monday.\n\n" + TEXT.replace("Snow", "Much snow")
    back = formats.from_web_annotations(written, new)
    assert [[span.of(new) for span in quote.content] for quote in back.quotes] == [
        ["“If it stops,”", "“we go.”"],
        ["“Ben said ‘no’,”"],
        ["‘no’"],
    ]
    assert back.quotes[0].content[1].start > 50


def test_gone_from_the_text():
    """A quote whose content is nowhere is left out."""
    written = formats.to_web_annotations(FOUND)
    assert [quote.id for quote in formats.from_web_annotations(written, TEXT[:50]).quotes] == ["a"]


def test_annotations_of_others():
    """What quotekit did not write is passed over; what it wrote and was broken is told by its path."""
    page = formats.to_web_annotations(FOUND)["first"]
    theirs = {"type": "Annotation", "body": [], "target": "https://example.org"}
    assert len(formats.from_web_annotations({"items": [theirs, *page["items"]]}, TEXT).quotes) == 3
    page["items"][0]["target"][0]["selector"] = []
    with pytest.raises(FileProblem, match=r"items\[0\]\.target\[0\]\.selector"):
        formats.from_web_annotations(page, TEXT)


# The terms of http://www.w3.org/ns/anno.jsonld that are used, as its specification gives them.
ANNO = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{
        name: f"oa:{name}"
        for name in ("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector")
    },
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "identifying": "oa:identifying",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
    "value": "rdf:value",
    "label": "rdfs:label",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "first": {"@type": "@id", "@id": "as:first"},
    "total": {"@type": "xsd:nonNegativeInteger", "@id": "as:totalItems"},
    "startIndex": {"@type": "xsd:nonNegativeInteger", "@id": "as:startIndex"},
}


def with_terms(written):
    """Return the annotations with the context's terms in place, so that no network is needed."""
    return {**written, "@context": [ANNO, *written["@context"][1:]]}


def test_web_annotations_by_pyld():
    """PyLD expands them: the selectors are the vocabulary's, and a quote's row stays as it is."""
    jsonld = pytest.importorskip("pyld").jsonld
    (collection,) = jsonld.expand(with_terms(formats.to_web_annotations(FOUND)), {"processingMode": "json-ld-1.1"})
    page = collection["http://www.w3.org/ns/activitystreams#first"][0]
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == 3
    targets = items[0]["http://www.w3.org/ns/oa#hasTarget"]
    selectors = targets[0]["http://www.w3.org/ns/oa#hasSelector"]
    assert selectors[0]["http://www.w3.org/ns/oa#exact"] == [{"@value": "“If it stops,”"}]
    assert items[0]["urn:quotekit:terms:quote"][0]["@value"]["speaker"]["name"] == "Ada Cole"
    assert items[0]["http://www.w3.org/ns/oa#motivatedBy"] == [{"@id": "http://www.w3.org/ns/oa#identifying"}]


def test_web_annotations_by_rdflib():
    """rdflib reads them as triples and answers a question about them."""
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=json.dumps(with_terms(formats.to_web_annotations(FOUND))), format="json-ld")
    rows = graph.query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?exact ?start WHERE "
        "{ ?a a oa:Annotation; oa:hasTarget/oa:hasSelector ?q, ?p. ?q oa:exact ?exact. ?p oa:start ?start }"
    )
    assert ("“Ben said ‘no’,”", 51) in {(str(row.exact), int(row.start)) for row in rows}


# --- reanchoring ------------------------------------------------------------------------------------------------------


@given(extractions())
def test_the_same_text_changes_nothing(extraction):
    """Reanchored onto its own text, an extraction is as it was."""
    moved = formats.reanchor(extraction, extraction.article.text)
    assert (moved.extraction, moved.lost, moved.changed) == (extraction, (), ())


@given(extractions(), extractions())
def test_reanchoring_never_raises(extraction, other):
    """Any extraction onto any text: spans lie in the text, and every quote is there or lost."""
    moved = formats.reanchor(extraction, other.article)
    assert len(moved.extraction.quotes) + len(moved.lost) == len(extraction.quotes)
    for span in spans_of(moved.extraction):
        assert 0 <= span.start <= span.end <= len(other.article.text)
    assert sum(notice.code == "quote-lost" for notice in moved.extraction.warnings) == len(moved.lost)


@given(compositions(), st.sampled_from(NARRATION), st.sampled_from(NARRATION))
def test_text_put_around(composition, before, behind):
    """Paragraphs put before and behind move every span by the same, and lose and change nothing.

    Where two paragraphs are the same, it can't be told which of them went where: that is lost, and not guessed.
    """
    paragraphs = composition.text.split("\n\n")
    assume(len(set(paragraphs)) == len(paragraphs))
    found = found_in(composition)
    moved = formats.reanchor(found, f"{before}\n\n{composition.text}\n\n{behind}")
    by = len(before) + 2
    assert (moved.lost, moved.changed) == ((), ())
    shifted = [tuple(span.shifted(by) for span in quote.content) for quote in found.quotes]
    assert [quote.content for quote in moved.extraction.quotes] == shifted
    assert [quote.id for quote in moved.extraction.quotes] == [quote.id for quote in found.quotes]
    assert [quote.within for quote in moved.extraction.quotes] == [quote.within for quote in found.quotes]
    assert moved.extraction.claims == tuple(moved_evidence(claim, by) for claim in found.claims)


def moved_evidence(claim, by):
    """Return a claim whose speaker's evidence stands further behind."""
    if claim.speaker is None:
        return claim
    evidence = tuple(span.shifted(by) for span in claim.speaker.evidence)
    return evolve(claim, speaker=evolve(claim.speaker, evidence=evidence))


LONG = (
    "The harbour froze over twice that winter, and the ferries stayed in port.\n\n"
    "“We have no plans to sell the harbour,” said Ada Cole, who runs the board.\n\n"
    "Ben Oyelaran told reporters that the money has to come from somewhere.\n\n"
    "Snow lay on the hills above the town. The buses stood still for two days."
)
EDITS = {
    "straight marks": LONG.replace("“", '"').replace("”", '"'),
    "Windows line ends": LONG.replace("\n", "\r\n"),
    "another order": "\n\n".join(LONG.split("\n\n")[i] for i in (2, 0, 3, 1)),
    "a word changed": LONG.replace("no plans", "no plan whatsoever").replace("winter", "year"),
    "no-break spaces": LONG.replace(" ", "\u00a0"),
    "a paragraph gone": LONG.partition("\n\n")[2],
    "a correction put in": LONG.replace("\n\nSnow", "\n\nCorrection: an earlier version gave the wrong day.\n\nSnow"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_edited(edit):
    """What editors do to a text loses no quote."""
    found = quotekit.extract(LONG, engine="rules")
    assert len(found.quotes) == 2
    moved = formats.reanchor(found, EDITS[edit])
    assert moved.lost == ()
    for old, new in zip(found.quotes, moved.extraction.quotes, strict=True):
        first, last = old.content[0], new.content[0]
        assert first.of(LONG).split()[-1].strip("”,.") == last.of(EDITS[edit]).split()[-1].strip('”",.')
        assert [span.of(LONG) for span in old.cue] == [span.of(EDITS[edit]) for span in new.cue]
    assert (len(moved.changed) > 0) == (edit in ("straight marks", "a word changed", "no-break spaces"))


def test_lost_and_told():
    """A quote that is gone is counted, kept as it was, and told; what it held goes to who held it; its claims go."""
    found = evolve(FOUND, claims=(Claim("He said no.", "b"), Claim("We go.", "a"), Claim("It rains.")))
    moved = formats.reanchor(found, TEXT[:50])
    assert [quote.id for quote in moved.lost] == ["b", "c"]
    assert [claim.text for claim in moved.extraction.claims] == ["We go.", "It rains."]
    assert moved.extraction.warnings[0].message == "quote b is not in the new text"


def test_held_by_the_next():
    """Where the quote between is lost, the inner one is held by the outer."""
    text = "“Ada said: Ben told us: rain is near the harbour,” the board wrote on Monday."
    quotes = tuple(
        Quote(name, (Span(at, 48),), (), (), "direct", within=within)
        for name, at, within in (("o", 0, None), ("m", 11, "o"), ("i", 24, "m"))
    )
    chain = Extraction(Article(text), (quotes[0], evolve(quotes[1], content=(Span(11, 11),)), quotes[2]))
    assert [quote.within for quote in formats.reanchor(chain, f"New. {text}").extraction.quotes] == [None, "o"]


def test_a_role_that_is_gone():
    """A source that is no longer printed is left out, and that is told; the quote stays."""
    moved = formats.reanchor(FOUND, TEXT.replace(" said Ada Cole,", ""))
    assert moved.extraction.quotes[0].source == ()
    assert [notice.code for notice in moved.extraction.warnings] == ["role-lost"]
    assert moved.changed == ("a",)


def test_reanchoring_an_article():
    """A parsed article is taken as it is; a text keeps id, date, outlet and the user's fields of the old one."""
    article = Article(f"New. {TEXT}", id="other")
    assert formats.reanchor(FOUND, article).extraction.article is article
    old = evolve(FOUND, article=evolve(FOUND.article, extra={"url": "x"}))
    new = formats.reanchor(old, f"New. {TEXT}").extraction.article
    assert (new.id, new.date, new.outlet, new.extra) == ("a1", "2024-02-01", "The Harbour", {"url": "x"})
    assert new.blocks
    with pytest.raises(TypeError, match="new"):
        formats.reanchor(FOUND, 5)


@pytest.mark.parametrize("unit", ["a ", "“No,” he said. ", "\n", "“", "x", "ab cd ef gh "])
def test_aligning_is_linear(unit):
    """A text takes time in step with its length, also where everything repeats."""

    def aligned(length):
        text = made_of(unit, length)
        return lambda: align(text, f"Z {text[: length // 2]}Y{text[length // 2 :]} X")

    assert in_step(aligned, 25_000)


# --- brat -------------------------------------------------------------------------------------------------------------


@given(extractions())
def test_brat_comes_back(extraction):
    """Every quote that has content comes back equal from an annotation with notes."""
    back = formats.from_brat(formats.to_brat(extraction), extraction.article)
    assert back == Extraction(extraction.article, with_content(extraction.quotes))


@given(compositions())
def test_brat_without_notes(composition):
    """Without notes, spans, ids and kinds come back, for they can be worked out."""
    found = found_in(composition)
    back = formats.from_brat(formats.to_brat(found, notes=False), found.article)
    assert {quote.id: quote.kind for quote in back.quotes} == {quote.id: quote.kind for quote in found.quotes} or any(
        "\n" in span.of(composition.text) for span in spans_of(found)
    )


@given(extractions())
def test_brat_lines(extraction):
    """An annotation is lines of fields without a line end inside, each of a kind that brat knows."""
    for line in formats.to_brat(extraction).splitlines():
        assert line[0] in "TE#"
        assert line.count("\t") == (1 if line[0] == "E" else 2)


def test_brat_edited():
    """A span that somebody changed in brat counts; the rest of the quote is the note's."""
    edited = formats.to_brat(FOUND).replace("T2\tCue 27 31\tsaid", "T2\tCue 28 31\taid")
    (first, *_) = formats.from_brat(edited, FOUND.article).quotes
    assert first == evolve(OUTER, cue=(Span(28, 31),))


def test_brat_added():
    """An event that somebody added in brat has its kind, id and holder worked out."""
    added = formats.to_brat(FOUND) + "T90\tContent 13 15\tIf\nE90\tContent:T90\n"
    *_, last = formats.from_brat(added, FOUND.article).quotes
    assert (last.content, last.kind, last.within, last.rule) == ((Span(13, 15),), "direct", "a", "annotation")


def test_brat_of_polnear():
    """PolNeAR's dialect: events that name the attribution beside its roles, several contents numbered."""
    text = "“Yes,” said Ada, “no.”"
    theirs = (
        "T1\tContent 0 6\t“Yes,”\nT2\tCue 7 11\tsaid\nT3\tSource 12 15\tAda\nT4\tContent 17 22\t“no.”\n"
        "T5\tAttribution 7 11\tsaid\nE1\tAttribution:T5 Content:T1 Cue:T2 Source:T3 Content2:T4\n"
        "#1\tAnnotatorNotes E1\tfine\nA1\tNested E1\nE2\tAttribution:T5 Cue:T2\n\n"
    )
    (quote,) = formats.from_brat(theirs, text).quotes
    assert (quote.content, quote.cue, quote.source) == (
        (Span(0, 6), Span(17, 22)),
        (Span(7, 11),),
        (Span(12, 15),),
    )


@pytest.mark.parametrize(
    ("annotation", "told"),
    [
        ("T1\tContent 0 99\tx\nE1\tContent:T1\n", "lie in the text"),
        ("T1\tContent 0 1\tx\nE1\tContent:T1\n#1\tAnnotatorNotes E1\t{broken}\n", "not JSON"),
        ('T1\tContent 0 1\tx\nE1\tContent:T1\n#1\tAnnotatorNotes E1\t{"id": 5}\n', "id"),
    ],
)
def test_brat_wrong(annotation, told):
    """A span outside the text and a damaged note are told of."""
    with pytest.raises(FileProblem, match=told):
        formats.from_brat(annotation, "Rain.")


def test_brat_by_pybrat(tmp_path):
    """pybrat reads an annotation: its events are the quotes, their triggers the contents."""
    pybrat = pytest.importorskip("pybrat.parser")
    (tmp_path / "a1.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "a1.ann").write_text(formats.to_brat(FOUND), encoding="utf8")
    (example,) = pybrat.BratParser().parse(tmp_path)
    assert {(event.trigger.mention, len(event.arguments)) for event in example.events} == {
        ("“Ben said ‘no’,”", 2),
        ("“If it stops,” “we go.”", 2),
        ("‘no’", 2),
    }


def test_brat_by_bioc():
    """bioc reads every line of an annotation: spans in pieces, events, notes."""
    brat = pytest.importorskip("bioc.brat")
    document = brat.loads(TEXT, formats.to_brat(FOUND))
    assert len(document.events) == len(document.notes) == 3
    for entity in document.entities:
        pieces = sorted(entity.locations)
        assert entity.text == " ".join(TEXT[piece.begin : piece.end] for piece in pieces)


# --- Citron -----------------------------------------------------------------------------------------------------------


@given(compositions())
def test_citron_comes_back(composition):
    """Contents, cues and sources come back, and with them id and kind."""
    found = found_in(composition)
    back = formats.from_citron(json.loads(json.dumps(formats.to_citron(found))))
    assert roles(back) == roles(found)
    assert {quote.id for quote in back.quotes} == {quote.id for quote in found.quotes}


def test_citron_shape():
    """A quote's content is a list, its cue and source are a span each, and each span tells its words."""
    quote = formats.to_citron(FOUND)["quotes"][0]
    assert [span["text"] for span in quote["content"]] == ["“If it stops,”", "“we go.”"]
    assert quote["cue"] == {"start": 27, "end": 31, "text": "said"}
    assert quote["source"] == {"start": 32, "end": 40, "text": "Ada Cole"}


def test_citron_variants():
    """A span alone stands for a list; a missing source is none; words that do not fit the place are told of."""
    row = {"text": TEXT, "quotes": [{"contents": {"start": 12, "end": 26}, "cue": {"start": 27, "end": 31}}]}
    (quote,) = formats.from_citron(row).quotes
    assert (quote.content, quote.cue, quote.source) == ((Span(12, 26),), (Span(27, 31),), ())
    row["quotes"][0]["contents"]["text"] = "other words"
    with pytest.raises(FileProblem, match=r"quotes\[0\].contents\[0\].text"):
        formats.from_citron(row)


# --- columns ----------------------------------------------------------------------------------------------------------


@given(compositions())
def test_conll_comes_back(composition):
    """Spans come back from columns, with the article and without it."""
    found = found_in(composition)
    columns = formats.to_conll(found)
    assert roles(formats.from_conll(columns, found.article)) == roles(found)
    bare = formats.from_conll(columns)
    assert roles(bare) == roles(found)
    assert bare.article.text.split() == composition.text.split()


@given(extractions())
def test_conll_of_anything(extraction):
    """Any extraction gives columns that can be read; each token stands where it says."""
    columns = formats.to_conll(extraction)
    formats.from_conll(columns, extraction.article)
    for line in filter(None, columns.split("\n")):
        word, start, end, *_ = line.split("\t")
        there = extraction.article.text[int(start) : int(end)]
        assert len(word) == len(there)
        assert word == there or "\ufffd" in word


def test_conll_nested():
    """A quote inside another stands in further columns, and an empty line where the text's line ends."""
    lines = formats.to_conll(FOUND).split("\n")
    assert lines[3] == ""
    rows = {tuple(line.split("\t")[1:3]): line.split("\t")[3:] for line in lines if line}
    assert rows["61", "62"] == ["2", "I-content", "3", "B-content"]
    assert rows["27", "31"] == ["1", "B-cue", "_", "O"]
    assert roles(formats.from_conll("\n".join(lines), TEXT)) == roles(FOUND)


def test_conll_levels():
    """With one level, the outermost quotes alone are written; none is refused."""
    assert len(formats.from_conll(formats.to_conll(FOUND, levels=1), TEXT).quotes) == 2
    with pytest.raises(ValueError, match="levels"):
        formats.to_conll(FOUND, levels=0)


@pytest.mark.parametrize("line", ["word", "word\t0", "word\t0\tx", "word\t0\t2", "word\t-4\t0"])
def test_conll_wrong(line):
    """A line that is not a token with its place is told of by its number."""
    with pytest.raises(FileProblem, match="line 2"):
        formats.from_conll(f"Oh\t0\t2\t_\tO\n{line}" if "-" not in line else f"\n{line}", None)


def test_conll_by_spacy():
    """spaCy's converter of CoNLL-2003 reads the columns of the outermost quotes."""
    docs = list(conll_ner_to_docs(formats.to_conll(FOUND, levels=1), no_print=True))
    spans = [(span.label_, span.text) for doc in docs for span in doc.ents]
    assert ("cue", "said") in spans
    assert ("source", "Ada Cole") in spans
    assert len(spans) == 7


@given(extractions())
def test_tokens(extraction):
    """Tokens are in order and hold no space, cover all else, and no span's edge lies inside one."""
    text, spans = extraction.article.text, spans_of(extraction)
    tokens = tokens_of(text, spans)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert "".join(token.of(text) for token in tokens) == "".join(text.split())
    edges = {end for span in spans for end in (span.start, span.end)}
    assert not any(token.start < edge < token.end for token in tokens for edge in edges)
    index = TokenIndex(tokens)
    for span in spans:
        if len(span):
            assert list(index.within(span)) == [i for i, token in enumerate(tokens) if token.overlaps(span)]


# --- schema.org -------------------------------------------------------------------------------------------------------

CLAIMED = evolve(FOUND, claims=(Claim("It is dry.", "a", ADA), Claim("We go.", "b")))


def by_type(graph):
    """Return the types of a graph's nodes."""
    return [node["@type"] for node in graph["@graph"]]


def test_schema_org_judges_nothing():
    """Quotations and claims are written, and no review without the caller's rating."""
    assert by_type(formats.to_schema_org(CLAIMED)) == ["NewsArticle", *3 * ["Quotation"], *2 * ["Claim"]]


def test_schema_org_rated():
    """A rating gives the review of the claim of that quote; a rating of no claim is refused."""
    rating = formats.Rating(2, "Mostly false", "The Checkers", url="https://example.org/r", date="2024-02-02")
    graph = formats.to_schema_org(CLAIMED, ratings={"a": rating})
    (review,) = [node for node in graph["@graph"] if node["@type"] == "ClaimReview"]
    assert review["claimReviewed"] == "It is dry."
    assert review["itemReviewed"] == {"@id": "_:claim1"}
    assert review["reviewRating"]["alternateName"] == "Mostly false"
    with pytest.raises(ValueError, match="ratings"):
        formats.to_schema_org(CLAIMED, ratings={"z": rating})


def test_schema_org_word_for_word():
    """What is told in the reporter's words is no Quotation; who is unknown is not named."""
    found = evolve(FOUND, quotes=(evolve(OUTER, kind="indirect"), SECOND))
    (quotation,) = [node for node in formats.to_schema_org(found)["@graph"] if node["@type"] == "Quotation"]
    assert "creator" not in quotation


def test_schema_org_by_rdflib():
    """rdflib reads the graph: speakers, articles and claims are joined as schema.org has it."""
    rdflib = pytest.importorskip("rdflib")
    graph = formats.to_schema_org(CLAIMED, "https://example.org/a1")
    local = {**graph, "@context": {"@vocab": "https://schema.org/"}}
    triples = rdflib.Graph().parse(data=json.dumps(local), format="json-ld")
    rows = triples.query(
        "PREFIX s: <https://schema.org/> SELECT ?name ?day WHERE "
        "{ ?q a s:Quotation; s:creator/s:name ?name; s:isPartOf ?p. ?p s:datePublished ?day }"
    )
    assert [(str(row.name), str(row.day)) for row in rows] == [("Ada Cole", "2024-02-01")]


# --- displaCy ---------------------------------------------------------------------------------------------------------


def test_displacy():
    """spaCy's displaCy draws it: every role of every quote has its label."""
    html = displacy.render(formats.to_displacy(FOUND, title="A day"), style="span", manual=True, jupyter=False)
    assert all(f"{role.upper()} {number}" in html for role in ROLES for number in (1, 2, 3))
    assert "A day" in html


@given(compositions())
def test_displacy_tokens(composition):
    """The tokens of a span are its words, whole."""
    found = found_in(composition)
    drawn = formats.to_displacy(found)
    for span in drawn["spans"]:
        words = "".join(drawn["tokens"][span["start_token"] : span["end_token"]])
        assert words == "".join(composition.text[span["start"] : span["end"]].split())


# --- Prodigy ----------------------------------------------------------------------------------------------------------

# As Prodigy's documentation gives the formats of spans.manual and rel.manual.
AT = {name: {"type": "integer", "minimum": 0} for name in ("start", "end", "token_start", "token_end")}
SPAN = {"type": "object", "required": [*AT, "label"], "properties": {**AT, "label": {"type": "string"}}}
TASK = {
    "type": "object",
    "required": ["text", "tokens", "spans", "relations"],
    "properties": {
        "text": {"type": "string"},
        "meta": {"type": "object"},
        "tokens": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["text", "start", "end", "id", "ws"],
                "properties": {"id": {"type": "integer"}, "ws": {"type": "boolean"}},
            },
        },
        "spans": {"type": "array", "items": SPAN},
        "relations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["head", "child", "label", "head_span", "child_span"],
                "properties": {"head": {"type": "integer"}, "head_span": SPAN, "child_span": SPAN},
            },
        },
    },
}


@given(extractions())
def test_prodigy_by_its_schema(extraction):
    """A task has the fields that Prodigy documents; its tokens are numbered, its spans whole tokens."""
    task = formats.to_prodigy(extraction)
    pytest.importorskip("jsonschema").validate(task, TASK)
    assert [token["id"] for token in task["tokens"]] == list(range(len(task["tokens"])))
    for span in task["spans"]:
        assert task["tokens"][span["token_start"]]["start"] <= span["end"]
        assert span["token_start"] <= span["token_end"] < len(task["tokens"])


@given(compositions())
def test_prodigy_comes_back(composition):
    """Every quote comes back equal, from its JSON too."""
    found = found_in(composition)
    back = formats.from_prodigy(json.loads(json.dumps(formats.to_prodigy(found))))
    assert back.quotes == found.quotes


def test_prodigy_annotated():
    """A content that somebody marked is a quote with what is tied to it; a deleted quote is gone; a loose cue too."""
    task = formats.to_prodigy(FOUND)
    task["spans"] = [span for span in task["spans"] if span["quote"] != 1]
    new = {"start": 0, "end": 10, "label": "CONTENT"}
    cue, loose = {"start": 72, "end": 77, "label": "CUE"}, {"start": 68, "end": 71, "label": "CUE"}
    task["spans"] += [new, cue, loose]
    task["relations"].append({"head": 2, "child": 20, "label": "CUE", "head_span": new, "child_span": cue})
    back = formats.from_prodigy(task)
    assert [quote.id for quote in back.quotes[:2]] == ["a", "c"]
    assert (back.quotes[2].content, back.quotes[2].cue) == ((Span(0, 10),), (Span(72, 77),))
    assert len(back.quotes) == 3
    assert (back.article.id, back.article.date) == ("a1", "2024-02-01")


# --- flat files and frames --------------------------------------------------------------------------------------------


def rows_of(extraction, nothing):
    """Return the flat rows of an extraction as a file gives them: ``nothing`` are the values that it can't tell."""
    return [
        {name: None if cell in nothing and not isinstance(cell, bool) else cell for name, cell in row.items()}
        for row in flat_rows(extraction)
    ]


@pytest.mark.parametrize("name", ["q.csv", "q.tsv", "q.csv.gz", "q.parquet"])
@settings(max_examples=15 * settings().max_examples // 40)
@given(several=st.lists(extractions(), max_size=3))
def test_flat_files_come_back(tmp_path_factory, name, several):
    """Rows come back equal; CSV and TSV have no empty text beside nothing."""
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    path = tmp_path_factory.mktemp("flat") / name
    nothing = (None,) if name.endswith("parquet") else (None, "")
    wanted = [row for extraction in several for row in rows_of(extraction, nothing)]
    assert formats.write_flat(several, path) == len(wanted)
    assert list(formats.read_flat(path)) == wanted


def test_flat_bom(tmp_path):
    """The byte order mark is written on demand alone, and read over."""
    for bom in (True, False):
        formats.write_flat([FOUND], tmp_path / "q.csv", bom=bom)
        assert (tmp_path / "q.csv").read_bytes().startswith(b"\xef\xbb\xbf") == bom
        assert len(list(formats.read_flat(tmp_path / "q.csv"))) == 3


@pytest.mark.parametrize("name", ["q.jsonl", "q.txt", "q.xlsx", "q"])
def test_flat_by_its_name(tmp_path, name):
    """A name that tells no flat format is refused before anything is written."""
    with pytest.raises(ValueError, match="q"):
        formats.write_flat([FOUND], tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_flat_wrong(tmp_path):
    """A table that is not quotekit's is told of with its line."""
    (tmp_path / "q.csv").write_text("id,content_spans\n1,no\n", encoding="utf8")
    with pytest.raises(FileProblem, match="line 2"):
        list(formats.read_flat(tmp_path / "q.csv"))


def test_frame():
    """A frame has a row a quote and the flat form's columns, with kinds that stay when there is no row."""
    pytest.importorskip("pandas")
    frame = formats.to_frame(FOUND)
    assert list(frame.columns) == [column.name for column in COLUMNS]
    assert frame["speaker_name"].to_list()[0] == "Ada Cole"
    assert frame["within"].to_list()[2] == "b"
    assert frame["speaker_name"].isna().to_list() == [False, True, True]
    assert len(formats.to_frame([FOUND, FOUND])) == 6
    assert FOUND.to_frame().equals(frame)
    empty = formats.to_frame([])
    assert (len(empty), list(empty.dtypes)) == (0, list(frame.dtypes))


@given(extractions())
def test_frames_hold_the_rows(extraction):
    """A frame holds what the flat rows hold."""
    pytest.importorskip("pandas")
    frame = formats.to_frame(extraction)
    wanted = list(flat_rows(extraction))
    assert frame["content_spans"].to_list() == [row["content_spans"] for row in wanted]
    assert frame["confidence"].to_list() == [row["confidence"] for row in wanted]
    words = [None if missing else word for word, missing in zip(frame["cue"], frame["cue"].isna(), strict=True)]
    assert words == [row["cue"] for row in wanted]


@pytest.mark.parametrize("name", ["to_brat", "to_citron", "to_conll", "to_displacy", "to_prodigy"])
def test_writing_is_linear(name):
    """Quotes take time in step with their number."""

    def written(count):
        quotes = tuple(Quote(str(i), (Span(16 * i, 16 * i + 5),), (), (), "direct") for i in range(count))
        extraction = Extraction(Article("“No,” she said. " * count), quotes)
        return lambda: getattr(formats, name)(extraction)

    assert in_step(written, 1_000)
