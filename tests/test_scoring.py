"""The scorer: its figures are the reference scorer's and a slow, obvious one's; changes are told by sentence."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import spans, texts, tuples

from quotekit.doors.changes import changes
from quotekit.doors.command import main
from quotekit.doors.scoring import CLOSERS, MARK, Annotated, score
from quotekit.values import Attribution, Span

HERE = Path(__file__).parent
# The figures were computed with the reference scorer that this one takes the place of, over the seeds' gold
# attributions, some odd texts, and predictions made from them by moving, dropping and doubling.
STORED = json.loads((HERE / "data" / "scoring.json").read_text("utf8"))


def annotated(key, attributions):
    """Return a stored article's attributions with its text."""
    stored = STORED["articles"][key].get("text")
    text = (HERE.parent / "seeds" / f"{key}.txt").read_bytes().decode() if stored is None else stored
    return Annotated(text, [Attribution(*([Span(*ends) for ends in role] for role in each)) for each in attributions])


GOLD = {key: annotated(key, article["gold"]) for key, article in STORED["articles"].items()}


@pytest.mark.parametrize("stored", STORED["predictions"])
def test_figures_are_the_reference_ones(stored):
    """Every figure equals that of the reference scorer, and they come in its order."""
    predicted = {key: annotated(key, each) for key, each in stored["attributions"].items()}
    figures = score(GOLD, predicted)
    assert figures == stored["figures"]
    assert list(figures) == list(stored["figures"])


# --- the slow and obvious scorer --------------------------------------------------------------------------------------


def oracle(gold, predicted):
    """Score with sets of offsets, as the definitions say it."""
    tallies = {}
    for key, article in gold.items():
        quoted = quoted_offsets(article.text)
        golds = views(article.text, article.attributions, quoted)
        guesses = views(article.text, predicted[key].attributions if key in predicted else [], quoted)
        for name, tally in tallies_of(golds, guesses).items():
            tallies[name] = [a + b for a, b in zip(tallies.get(name, [0] * 4), tally, strict=True)]
    return {name: figure(*tally) for name, tally in tallies.items()}


def quoted_offsets(text):
    """Return the offsets inside double quotation marks."""
    inside, opened, start = set(), None, 0
    for mark in MARK.finditer(text):
        if opened and mark[0] in (*CLOSERS[opened], "\n"):
            inside |= set(range(start, mark.start()))
            opened = None
        elif not opened and mark[0] in CLOSERS:
            opened, start = mark[0], mark.end()
    return inside


def views(text, attributions, quoted):
    """Return each attribution's sets of letters and its kind."""
    out = []
    for each in attributions:
        content = letters(text, each.content)
        if content and re.match(r"that\b", text[content[0] : content[0] + 5], re.IGNORECASE):
            content = content[4:]
        if content := frozenset(content):
            share = len(content & quoted) / len(content)
            kind = "direct" if share > 0.95 else "mixed" if share > 0.05 else "indirect"
            out.append((content, set(letters(text, each.cue)), set(letters(text, each.source)), kind))
    return out


def letters(text, role):
    """Return the offsets of a role's letters and digits, piece by piece."""
    return [i for span in role for i in range(span.start, min(span.end, len(text))) if text[i].isalnum()]


def jaccard(a, b):
    """Return the share of the two sets' elements that is in both."""
    return len(a & b) / len(a | b) if a or b else 1.0


def best_pairs(golds, guesses, weight):
    """Take every pair there is, best weight first, each side once."""
    weights = [(-weight(g, p), i, j) for i, g in enumerate(golds) for j, p in enumerate(guesses)]
    taken = []
    for negative, i, j in sorted(weights):
        if negative < 0 and not any(i == a or j == b for a, b in taken):
            taken.append((i, j))
    return [(golds[i], guesses[j]) for i, j in taken]


def same_source(g, p):
    """Tell whether the sources share a letter, or are both absent."""
    return bool(g[2] & p[2]) or not (g[2] or p[2])


def tallies_of(golds, guesses):
    """Return hits and sizes of every figure of one article."""
    made = best_pairs(golds, guesses, lambda g, p: jaccard(g[0], p[0]) + 0.01 * same_source(g, p))
    hits = [(g, p) for g, p in made if jaccard(g[0], p[0]) >= 0.5 and same_source(g, p)]
    strict = [(g, p) for g, p in made if jaccard(g[0], p[0]) >= 0.8 and jaccard(g[2], p[2]) >= 0.5]
    n_p, n_g = len(guesses), len(golds)
    exact = sum((Counter(g[0] for g in golds) & Counter(p[0] for p in guesses)).values())
    true, found = set().union(*(g[0] for g in golds)), set().union(*(p[0] for p in guesses))
    tallies = {
        "exact": (exact, n_p, exact, n_g),
        "soft": (covered(guesses, golds), n_p, covered(golds, guesses), n_g),
        "char": (len(true & found), len(found), len(true & found), len(true)),
        "attribution": (len(hits), n_p, len(hits), n_g),
        "strict": (len(strict), n_p, len(strict), n_g),
    }
    for role, name in ((1, "cue"), (2, "source")):
        gs, ps = [g for g in golds if g[role]], [p for p in guesses if p[role]]
        n = len(best_pairs(gs, ps, lambda g, p, r=role: len(g[r] & p[r]) and 1 + jaccard(g[0], p[0])))
        tallies[name] = (n, len(ps), n, len(gs))
    for kind in ("direct", "mixed", "indirect"):
        counts = ([x[3] for x in xs].count(kind) for xs in ([p for _, p in hits], guesses, [g for g, _ in hits], golds))
        tallies[kind] = tuple(counts)
    return tallies


def covered(these, by):
    """Add up the largest share of each content that one of the others holds."""
    return sum(max((len(a[0] & b[0]) / len(a[0]) for b in by), default=0) for a in these)


def figure(tp_p, n_p, tp_r, n_r):
    """Return precision, recall and F1 in percent."""
    p, r = (tp_p / n_p if n_p else 0.0), (tp_r / n_r if n_r else 0.0)
    f1 = round(200 * p * r / (p + r), 1) if p + r else 0.0
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": f1, "gold": n_r, "predicted": n_p}


@st.composite
def corpora(draw):
    """Return gold and predictions over a few texts, the predictions partly the gold's own."""
    gold, predicted = {}, {}
    for key in draw(st.sets(st.sampled_from("abc"), min_size=1)):
        text = draw(texts() | st.text("that “”\"'\n.", max_size=40))
        role = tuples(spans(len(text) + 2), 2)
        attributions = st.builds(Attribution, role, role, role)
        true = draw(st.lists(attributions, max_size=5))
        gold[key] = Annotated(text, true)
        if draw(st.booleans()):
            guesses = attributions | st.sampled_from(true) if true else attributions
            predicted[key] = Annotated(text, draw(st.lists(guesses, max_size=5)))
    return gold, predicted


@given(corpora())
def test_figures_are_the_obvious_ones(corpus):
    """The fast scorer agrees with the slow one on any text and any spans."""
    figures = score(*corpus)
    expected = oracle(*corpus)
    assert {name: figures[name] for name in expected} == expected


@given(corpora())
def test_gold_against_itself(corpus):
    """The gold scores full marks against itself, wherever it has something to score."""
    figures = score(corpus[0], corpus[0])
    for name in ("exact", "soft", "char", "content"):
        assert figures[name]["f1"] == (100.0 if figures[name]["gold"] else 0.0)


def test_nothing_at_all():
    """No article at all gives figures of zero, by the same names."""
    assert list(score({}, {})) == list(STORED["predictions"][0]["figures"])


def attribution(content, cue=(), source=()):
    """Return an attribution with at most one piece a role."""
    return Attribution(*((Span(*ends),) if ends else () for ends in (content, cue, source)))


def score_of(text, gold, predicted):
    """Return the figures of one article."""
    return score({"a": Annotated(text, gold)}, {"a": Annotated(text, predicted)})


def test_a_letter_outside_is_still_direct():
    """A content is direct with more than 95 letters in a hundred between marks, and mixed with fewer."""
    for words, kind in (("x" * 39, "direct"), ("x" * 19, "mixed")):
        text = f'a "{words}"'
        one = [attribution((0, len(text)))]
        assert score_of(text, one, one)[kind]["f1"] == 100.0


def test_the_source_decides_between_equal_contents():
    """Of two predictions with one content, the gold is paired with the one that has its source."""
    ada, ben = attribution((8, 12), source=(0, 3)), attribution((8, 12), source=(4, 7))
    assert score_of("ada ben left", [ada, ben], [ben, ada])["attribution"]["f1"] == 100.0


def test_four_letters_of_five_are_strict_enough():
    """A Jaccard index of just 0.8 is strict, and one of just 0.5 an attribution."""
    figures = score_of("abcde", [attribution((0, 5))], [attribution((0, 4))])
    assert (figures["strict"]["f1"], figures["attribution"]["f1"]) == (100.0, 100.0)
    figures = score_of("abcd", [attribution((0, 4))], [attribution((0, 2))])
    assert (figures["strict"]["f1"], figures["attribution"]["f1"]) == (0.0, 100.0)


def test_cues_are_paired_where_contents_agree():
    """A cue that could go to two others goes to the one with its content, so that both find one."""
    gold = [attribution((0, 4), (10, 12)), attribution((5, 9), (10, 11))]
    predicted = [attribution((5, 9), (10, 11)), attribution((0, 4), (11, 12))]
    assert score_of("abcd efgh xy", gold, predicted)["cue"]["f1"] == 100.0


# --- gains and losses -------------------------------------------------------------------------------------------------

TEXT = "“Rain,” said Ada. Ben says that it snows. Eve left."
RAIN = Attribution((Span(0, 7),), (Span(8, 12),), (Span(13, 16),))
SNOW = Attribution((Span(27, 40),), (Span(22, 26),), (Span(18, 21),))
LEFT = Attribution((Span(46, 50),), (), (Span(42, 45),))


def told(gold, earlier, later):
    """Return the changes in short."""
    each = ({"a": Annotated(TEXT, attributions)} for attributions in (gold, earlier, later))
    return [(change.sign, change.what, change.sentence, change.read) for change in changes(*each)]


def test_changes_are_told_by_sentence():
    """What one prediction alone has right or wrong is told with its sentence, for better or worse, in text order."""
    assert told([RAIN, SNOW], [RAIN], [SNOW, LEFT]) == [
        ("-", "lost", "“Rain,” said Ada.", "“Rain,” | said | Ada"),
        ("+", "gained", "Ben says that it snows.", "that it snows | says | Ben"),
        ("-", "false, new", "Eve left.", "left | — | Eve"),
    ]
    assert [what for _, what, _, _ in told([], [LEFT], [LEFT, LEFT])] == ["false, new"]
    assert told([RAIN], [RAIN, LEFT], [RAIN]) == [("+", "false, gone", "Eve left.", "left | — | Eve")]


@given(corpora(), corpora())
def test_changes_add_up(corpus, other):
    """The gains and losses are the difference of the two scores."""
    (gold, earlier), later = corpus, other[1]
    made = list(changes(gold, earlier, {key: later[key] for key in later if key in gold}))
    counts = Counter(change.what for change in made)
    before, after = (figure_hits(gold, each) for each in (earlier, later))
    assert counts["gained"] - counts["lost"] == after[0] - before[0]
    assert counts["false, new"] - counts["false, gone"] == after[1] - before[1]
    assert list(changes(gold, earlier, earlier)) == []


def figure_hits(gold, predicted):
    """Return how many attributions were right, and how many of the predictions wrong."""
    tallies = [0, 0]
    for key, article in gold.items():
        quoted = quoted_offsets(article.text)
        guesses = views(article.text, predicted[key].attributions if key in predicted else [], quoted)
        hits, n, _, _ = tallies_of(views(article.text, article.attributions, quoted), guesses)["attribution"]
        tallies = [tallies[0] + hits, tallies[1] + n - hits]
    return tallies


# --- the command ------------------------------------------------------------------------------------------------------


def write_rows(path, attributions, field="attributions", **more):
    """Write one article with attributions."""
    roles = ("content", "cue", "source")
    found = [{role: [[s.start, s.end] for s in getattr(each, role)] for role in roles} for each in attributions]
    path.write_text(json.dumps({"id": "a", "text": TEXT, field: found, **more}) + "\n")
    return str(path)


@pytest.fixture
def three(tmp_path):
    """Return files of gold, an earlier and a later prediction."""
    return (
        write_rows(tmp_path / "gold.jsonl", [RAIN, SNOW]),
        write_rows(tmp_path / "before.jsonl", [RAIN]),
        write_rows(tmp_path / "after.jsonl", [RAIN, SNOW], "quotes"),
    )


def test_command_prints_the_table(three, capfd):
    """``evaluate`` prints a line a figure, ``--before`` the changes below."""
    gold, before, after = three
    assert main(["evaluate", gold, before]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0].split() == ["P", "R", "F1", "gold", "pred"]
    assert "attribution             100.0   50.0   66.7       2       1" in lines
    assert main(["evaluate", gold, after, "--before", before]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[-4:] == [
        "gained 1, lost 0; false: new 0, gone 0",
        "",
        "a: Ben says that it snows.",
        "  + gained: that it snows | says | Ben",
    ]


def test_command_prints_json(three, capfd):
    """``--json`` prints the figures as one object; with ``--before`` the changes are in it."""
    gold, before, after = three
    main(["evaluate", gold, after, "--json"])
    figures = json.loads(capfd.readouterr().out)
    assert figures["attribution"] == {"p": 100.0, "r": 100.0, "f1": 100.0, "gold": 2, "predicted": 2}
    main(["evaluate", gold, after, "--json", "--before", before])
    assert [change["what"] for change in json.loads(capfd.readouterr().out)["changes"]] == ["gained"]


def test_command_scores_what_was_found_in_the_gold_file(three, tmp_path, capfd):
    """What ``extract`` finds in a file of gold is scored, not the gold that travels through with each row."""
    gold, out = three[0], str(tmp_path / "found.jsonl")
    assert main(["extract", gold, "--engine", "rules", "--min-confidence", "1", "--out", out, "--quiet"]) == 0
    assert "attributions" in json.loads(Path(out).read_text())
    assert main(["evaluate", gold, out]) == 0
    assert "attribution               0.0    0.0    0.0       2       0" in capfd.readouterr().out.splitlines()


def test_command_tells_of_what_does_not_fit(three, tmp_path, capfd):
    """Missing articles and texts that differ from the gold's are told, since they look like errors and are none."""
    gold = three[0]
    write_rows(tmp_path / "other.jsonl", [RAIN], id="b")
    assert main(["evaluate", gold, str(tmp_path / "other.jsonl")]) == 0
    assert "1 of 1 articles of the gold are missing, such as 'a'" in capfd.readouterr().err
    write_rows(tmp_path / "other.jsonl", [RAIN], text=TEXT + " ")
    assert main(["evaluate", gold, str(tmp_path / "other.jsonl")]) == 0
    assert "1 articles have another text" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{", "line 1: not JSON"),
        ('{"text": "x", "quotes": []}', "line 1, id: missing"),
        ('{"id": "a", "text": "x", "quotes": [{}]}', "line 1, quotes[0].content: missing"),
        ('{"id": "a", "text": "x", "attributions": {}}', "line 1, attributions: must be an array"),
    ],
)
def test_bad_rows_stop_it(three, tmp_path, capfd, row, says):
    """A bad row stops the evaluation with status 1: figures over the rest would be wrong."""
    bad = tmp_path / "bad.jsonl"
    bad.write_text(row)
    assert main(["evaluate", three[0], str(bad)]) == 1
    assert main(["evaluate", three[0], str(tmp_path / "nowhere.jsonl")]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(f"quotekit: {bad}, {says}")
    assert "nowhere.jsonl: can't be read: No such file" in err
