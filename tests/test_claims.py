"""Claims: a quote made self-contained, every edit replayed; flags; capitals; the sentence worth checking."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit import Extractor
from quotekit.claims.checkable import checkable_span
from quotekit.claims.edits import replay_edits
from quotekit.claims.flags import (
    HEDGE,
    HEDGE_PIECES,
    MODAL,
    MODAL_PIECES,
    NEGATIVE,
    NEGATOR,
    flags_of,
    is_denied,
)
from quotekit.claims.normalizing import normalize_claim
from quotekit.claims.persons import third_person
from quotekit.claims.quoted import claim_of
from quotekit.claims.similarity import exclusive
from quotekit.claims.statements import light_verbs
from quotekit.claims.tables import read_rows
from quotekit.claims.words import holds_any, lemma
from quotekit.values import Article, Quote, Span, Speaker

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.mark.parametrize(
    ("text", "speaker", "expected"),
    [
        ("“We consider this an act of terror,”", "the Kremlin", "the Kremlin considers this an act of terror"),
        (
            "“I’m not going and I don’t think we should,”",
            "Ada Cole",
            "Ada Cole is not going and Ada Cole doesn’t think Ada Cole should",
        ),
        ("My wife and I have decided", "Bo", "Bo’s wife and Bo have decided"),
        ("We, for one, believe in our people", "the army", "the army, for one, believes in the army’s people"),
        ("Do we know? Have we seen it?", "Bo", "Does Bo know? Has Bo seen it?"),
        ("I also carry it, and it was mine", "Bo", "Bo also carries it, and it was Bo’s"),
        ("World War I was long, let us go", "Bo", "World War I was long, let us go"),
        (
            "I’d been there; I’d go; I’ll go; we’ve gone",
            "Bo",
            "Bo had been there; Bo would go; Bo will go; Bo has gone",
        ),
        ("He told us “I will not go” and I agreed", "Bo", "He told Bo “I will not go” and Bo agreed"),
        ("We were told, and we never went", "Bo", "Bo was told, and Bo never went"),
        ("If I were rich", "Bo", "If Bo were rich"),
        ("that we can do it", "Bo", "Bo can do it"),
        ("We Are Not Enabling Them", "the White House", "the White House Is Not Enabling Them"),
    ],
)
def test_first_person(text, speaker, expected):
    """The speaker stands for the first person, and the verb agrees."""
    assert normalize_claim(text, speaker=speaker).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("that “the regime attempted a strike on the palace.”", "the regime attempted a strike on the palace."),
        (
            "a planned [terrorist] act against the president [Putin], […] on 9 May,",
            "a planned terrorist act against the president Putin, on 9 May",
        ),
        ("it is a “false flag” [sic]", "it is a false flag"),
        ("RT @foo: #BREAKING: 🚨 The bridge is open https://t.co/x #War #Kyiv", "The bridge is open"),
        ("@a @b The #Kyiv bridge is open pic.twitter.com/abc", "The Kyiv bridge is open"),
        ("JUST IN: The bridge is open", "The bridge is open"),
        ("UKRAINE HAS NO LINKS TO ATTACKS ON NATO", "Ukraine has no links to attacks on NATO"),
        ("This is NOT true", "This is not true"),
        ("It is 5 o’clock in the ’90s, the workers’ hall", "It is 5 o’clock in the ’90s, the workers’ hall"),
        ("WHO and NATO met", "WHO and NATO met"),
        ("…and then we left", "and then we left"),
    ],
)
def test_cleaning(text, expected):
    """Marks, brackets, tags, links, prefixes and capitals go; the words stay."""
    assert normalize_claim(text).text == expected


EXAMINED = Path(__file__).parent / "cases" / "normalized_claims.tsv"
FLAGS = {
    "n": "negated", "d": "denied", "h": "hedged", "m": "modal", "f": "future", "q": "question",
}  # fmt: skip


def _examined():
    rows = [line.split("\t") for line in EXAMINED.read_text("utf8").splitlines()[3:]]
    xfail = pytest.mark.xfail(strict=True, reason="a known failure")
    return [
        pytest.param(*row[2:], id=f"{row[0]}: {row[2]}", marks=[xfail] if row[1] == "known" else []) for row in rows
    ]


@pytest.mark.parametrize(("text", "speaker", "cue", "expected", "flags"), _examined())
def test_examined_claims(text, speaker, cue, expected, flags):
    """A claim that was written down before its rules has its text, and its flags and no others."""
    claim = normalize_claim(text, speaker=speaker or None, cue=cue or None)
    assert claim.text == expected
    assert "".join(letter for letter, name in FLAGS.items() if getattr(claim, name)) == "".join(
        sorted(flags, key=list(FLAGS).index)
    )


@pytest.mark.parametrize(("pattern", "pieces"), [(HEDGE, HEDGE_PIECES), (MODAL, MODAL_PIECES), (NEGATOR, None)])
def test_quick_looks_lose_nothing(pattern, pieces):
    """Whatever a pattern of the flags finds holds one of the pieces that are looked for before it."""
    texts = [row.values[0] for row in _examined()] + EXAMINED.with_name("same_claims.tsv").read_text(
        "utf8"
    ).splitlines()
    found = [match[0] for text in texts for match in pattern.finditer(text)]
    assert found
    assert all(holds_any(one.casefold(), pieces) if pieces else NEGATIVE.search(one) for one in found)


def test_names_of_the_article_keep_their_case():
    """A word that the article capitalises in its sentences is a name in its headlines too."""
    article = "He met Ada Cole near the Lubyanka. A drone fell."
    assert normalize_claim("COLE SAW DRONE NEAR LUBYANKA", article=article).text == "Cole saw drone near Lubyanka"


def test_pronouns_of_the_article():
    """What the speakers room knows of a pronoun is put for it, the possessive too."""
    text = "he left his house"
    claim = normalize_claim(text, pronouns=[(Span(0, 2), "Ada Cole"), (Span(8, 11), "Ada Cole")])
    assert claim.text == "Ada Cole left Ada Cole’s house"
    assert [edit.why for edit in claim.edits] == ["pronoun of the article"] * 2


def test_denied_is_the_positive_proposition():
    """What is denied stands as the positive proposition, with the flag."""
    claim = normalize_claim("any involvement in the attack", cue="flatly denied")
    assert (claim.text, claim.denied, claim.negated) == ("involvement in the attack", True, False)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("The army has not attacked the city.", "negated"),
        ("There are no victims.", "negated"),
        ("He never went there.", "negated"),
        ("They don't have information.", "negated"),
        ("The plan failed to convince voters.", "negated"),
        ("It could have been a false flag.", "hedged"),
        ("He may have left.", "hedged"),
        ("The allegedly Ukrainian drone fell.", "hedged"),
        ("I think it was a drone.", "hedged"),
        ("It appears to be a drone.", "hedged"),
        ("We must act.", "modal"),
        ("They should leave.", "modal"),
        ("They will leave.", "future"),
        ("He is going to leave.", "future"),
        ("They plan to leave.", "future"),
        ("Did they leave?", "question"),
    ],
)
def test_flags_set(text, flag):
    """Each flag is read off the wording."""
    assert getattr(flags_of(text), flag)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("It is not impossible.", "negated"),
        ("He never failed to vote.", "negated"),
        ("Not only the army left.", "negated"),
        ("The man who was not there left the house.", "negated"),
        ("No doubt he left.", "negated"),
        ("He left because he could not stay.", "negated"),
        ("The parade is certainly on 9 May.", "hedged"),
        ("He left.", "modal"),
        ("He left.", "future"),
        ("He asked them to leave.", "question"),
    ],
)
def test_flags_not_set(text, flag):
    """Cancelled negations, those of other clauses, and certainty set no flag."""
    assert not getattr(flags_of(text), flag)


@pytest.mark.parametrize(
    ("cue", "denied"),
    [
        ("denied", True),
        ("rejects", True),
        ("did not deny", False),
        ("declined to dismiss", False),
        ("said", False),
        ("dismissed as false", True),
    ],
)
def test_denials(cue, denied):
    """A cue denies, unless the denial itself is negated."""
    assert is_denied(cue) is denied


def test_times_and_quantities_point_into_the_claim():
    """The spans of a claim's times and quantities slice its own text."""
    claim = normalize_claim("“We lost 12 drones last night,”", speaker="Kyiv", published="2023-05-03")
    assert [(t.span.of(claim.text), t.value) for t in claim.times] == [("last night", "2023-05-02TNI")]
    assert [(q.span.of(claim.text), q.value) for q in claim.quantities] == [("12", 12)]
    assert claim.speaker == Speaker("Kyiv")


def test_every_edit_has_a_reason_and_fits():
    """An edit's old text is what the original holds there, and its reason is told."""
    text = "RT @x: “We are [all] going, […] I said,” #War"
    claim = normalize_claim(text, speaker="Bo")
    assert all(edit.span.of(text) == edit.old and edit.why for edit in claim.edits)
    assert replay_edits(text, claim.edits) == claim.text


PIECES = st.sampled_from(
    [
        "“",
        "”",
        "I ",
        "we ",
        "are ",
        "not ",
        "[x] ",
        "[…] ",
        "RT @a: ",
        "#Tag ",
        "#BREAKING: ",
        "THE ARMY LEFT ",
        "‘",
        "’",
        "said, ",
        "that ",
        ", ",
        "https://t.co/a ",
        "🚨",
        "my ",
        "I’m ",
        "\x00",
        "\ud800",
        "1 ",
        "?",
        "...",
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)),
    st.sampled_from([None, "Bo", "the Kremlin", "We Are One"]),
    st.booleans(),
)
def test_any_string(text, speaker, checkable):
    """No string raises; edits replay; normalising twice changes nothing."""
    claim = normalize_claim(text, speaker=speaker, published="2023-05-03", cue="said", checkable=checkable)
    assert replay_edits(text, claim.edits) == claim.text
    again = normalize_claim(claim.text, speaker=speaker, published="2023-05-03", cue="said", checkable=checkable)
    assert again.text == claim.text


@pytest.mark.parametrize(
    ("verb", "third"),
    [
        ("be", "bes"),
        ("carry", "carries"),
        ("watch", "watches"),
        ("go", "goes"),
        ("have", "has"),
        ("went", None),
        ("can", None),
        ("don't", "doesn't"),
    ],
)
def test_third_person(verb, third):
    """Base forms take their ending, other forms stay."""
    assert third_person(verb) == third


@pytest.mark.parametrize(
    "row", [row for row in read_rows("irregular.tsv") if row["kind"] in ("past", "plural")], ids=lambda row: row["form"]
)
def test_irregular_forms(row):
    """Each irregular form is led back to its base."""
    assert lemma(row["form"]) == row["lemma"]


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("attacked", "attack"),
        ("created", "create"),
        ("issued", "issue"),
        ("died", "die"),
        ("controlled", "control"),
        ("studies", "study"),
        ("businesses", "business"),
        ("using", "use"),
        ("raised", "raise"),
        ("planned", "plan"),
        ("news", "news"),
        ("described", "describe"),
    ],
)
def test_lemmas(word, base):
    """Regular forms are led back by rule."""
    assert lemma(word) == base


def test_checkable_sentence():
    """Of a post the sentence with facts is kept, not the greeting and not the call to share."""
    post = "Dear friends! The city sealed 12 labs in April over false tests. Please share with all."
    assert checkable_span(post).of(post) == "The city sealed 12 labs in April over false tests."
    claim = normalize_claim(post, checkable=True)
    assert replay_edits(post, claim.edits) == claim.text == "The city sealed 12 labs in April over false tests."


def test_wrong_argument():
    """A text that is none is named."""
    with pytest.raises(TypeError, match="text must be a string"):
        normalize_claim(b"x")


def test_synonym_tables_are_tab_separated_words():
    """Tables of meaning hold no empty cell."""
    rows = [*read_rows("synonyms.tsv"), *read_rows("antonyms.tsv")]
    assert all(all(part.strip() for cell in row.values() for part in cell.split("|")) for row in rows)
    json.dumps(rows)


def told_by(text, content, source, cue, name="Ada Cole", kind="person", **more):
    """Return a quote of parts of a text, and the article."""
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in (content, cue, source)]
    speaker = Speaker(name, kind)
    return Quote("q", (spans[0],), (spans[1],), (spans[2],), "indirect", speaker=speaker, **more), Article(text)


@pytest.mark.parametrize(
    ("text", "content", "source", "cue", "name", "kind", "expected"),
    [
        (
            "Ada Cole said she was ready.", "she was ready", "Ada Cole", "said",
            "Ada Cole", "person", "Ada Cole was ready",
        ),
        ("Cole denied her role.", "her role", "Cole", "denied", "Ada Cole", "person", "Ada Cole’s role"),
        (
            "The ministry said that it had closed the port.", "that it had closed the port", "The ministry", "said",
            "Ministry of Transport", "organisation", "Ministry of Transport had closed the port",
        ),
        # Somebody else is named before; the given name is a woman's; it is nobody.
        ("Asked about Ben Oyo, Cole said he had left.", "he had left", "Cole", "said", "Cole", "person", "he had left"),
        ("Ada Cole said he had left.", "he had left", "Ada Cole", "said", "Ada Cole", "person", "he had left"),
        (
            "The ministry said it was clear that ships wait.", "it was clear that ships wait", "The ministry", "said",
            "Ministry of Transport", "organisation", "it was clear that ships wait",
        ),
    ],
)  # fmt: skip
def test_the_pronoun_that_opens_a_report(text, content, source, cue, name, kind, expected):
    """A pronoun that opens reported words is the speaker where nobody else can be meant; else it stays."""
    claim = claim_of(*told_by(text, content, source, cue, name, kind, cue_class="say"))
    assert claim.text == expected
    assert replay_edits(content, claim.edits) == expected
    assert normalize_claim(claim.text).text == expected


@pytest.mark.parametrize("row", read_rows("light_verbs.tsv"), ids=lambda row: f"{row['kind']}-{row['forms']}")
def test_light_verb_examples(row):
    """The example of each row of light_verbs.tsv holds a verb that leaves the meaning to its noun."""
    found = light_verbs().search(row["example"])
    assert found is not None
    held = found["pale"] if row["kind"] == "verb" else found[0]
    assert any(form in held.lower() for form in row["forms"].split("|"))


def test_kinds_exclude_each_other():
    """The words of exclusive.tsv are told apart within a row, names of one thing are not."""
    assert exclusive("red", "grey")
    assert not exclusive("gray", "grey")
    assert not exclusive("red", "car")


def test_an_interrupted_quotation_keeps_its_sentences():
    """The comma before the words of report is a full stop again where another sentence follows, and only there."""
    text = "“Nobody asked us,” Ada Cole said. “We found out from the radio.” “I will go,” Bo Lind said, “on Monday.”"
    claims = [claim.text for claim in Extractor(engine="rules", claims=True).extract(text).claims]
    assert claims == ["Nobody asked Ada Cole. Ada Cole found out from the radio.", "Bo Lind will go, on Monday."]


def test_what_is_called_something_is_not_the_speaker():
    """In "called it a plan", "it" is what is called so; in "said it would go", the pronoun begins a clause."""
    texts = ("The bank called it a “clear plan” for the town.", "Ada Cole said she would go.")
    claims = [Extractor(engine="rules", claims=True).extract(text).claims[0].text for text in texts]
    assert claims == ["it a clear plan for the town", "Ada Cole would go"]
