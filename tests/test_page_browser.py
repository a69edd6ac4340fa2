"""Pages in a real browser: they run nothing of the text, load nothing, and serve keyboard, touch and both schemes.

Needs playwright and a Chromium (on the path, or named by ``QUOTEKIT_CHROMIUM``); the checks of accessibility need
axe-core's ``axe.min.js``, named by ``QUOTEKIT_AXE``. ``nox -s browser`` sets all of it up.
"""

import os
import shutil
import time
from pathlib import Path

import pytest
from test_page import HOSTILE, NESTED, quote, seed_extractions, spans

import quotekit
from quotekit.doors.page.notebook import fragment
from quotekit.values import Article, Extraction, Quote, Speaker

playwright = pytest.importorskip("playwright.sync_api")

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("QUOTEKIT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
AXE = os.environ.get("QUOTEKIT_AXE")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium"),
    pytest.mark.timeout(300),
]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1360, "height": 900}
LONG = "Llanfairpwllgwyngyll" * 20


def hostile():
    """Return an article whose text, names and rules are all hostile."""
    text, quotes = "", []
    for number, words in enumerate(HOSTILE):
        start = len(text)
        text += f"{words} {LONG if number == 0 else ''}\n\n"
        speaker = Speaker(words, "person", words, words, words, spans((start, start + 5)))
        quotes.append(
            Quote(
                *(
                    f"{number}{words}",
                    spans((start, start + len(words))),
                    (),
                    spans((start, start + 3)),
                    "direct",
                    words,
                ),
                *(speaker, (speaker,)),
                cue_class=words,
                said_on=words,
                rule=words,
            )
        )
    return Extraction(Article(text, id="".join(HOSTILE), outlet=HOSTILE[0]), tuple(quotes))


def many():
    """Return an article of 300 quotes by 40 speakers."""
    text = "“The bridge over the river will stay closed until March,” Ada Cole said on Monday.\n\n" * 300
    said = (quote(str(i), (84 * i, 84 * i + 57), speaker=Speaker(f"Speaker {i % 40}")) for i in range(300))
    return Extraction(Article(text), tuple(said))


PAGES = {
    "seed": lambda: quotekit.to_html(seed_extractions()[1]),
    "nested": lambda: quotekit.to_html(NESTED),
    "hostile": lambda: quotekit.to_html(hostile()),
    "empty": lambda: quotekit.to_html(Extraction(Article(""))),
    "comparison": lambda: quotekit.comparison_to_html(seed_extractions()),
    "hostile comparison": lambda: quotekit.comparison_to_html([hostile(), hostile()]),
}


@pytest.fixture(scope="module")
def chromium():
    """Return a running browser."""
    sandbox = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, tmp_path):
    """Return a function that opens HTML in a page of its own and notes all that happens there."""
    contexts = []

    def open_page(html, size=DESKTOP, scheme="light", **options):
        context = chromium.new_context(viewport=size, color_scheme=scheme, **options)
        contexts.append(context)
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, "utf8")
        page = context.new_page()
        page.events = []
        page.on("dialog", lambda each: (page.events.append(("dialog", each.message)), each.dismiss()))
        page.on("console", lambda each: page.events.append(("console", each.text)))
        page.on("pageerror", lambda each: page.events.append(("error", str(each))))
        page.on("request", lambda each: page.events.append(("request", each.url)))
        page.goto(path.as_uri())
        assert page.events.pop(0) == ("request", path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_quiet(opened, name):
    """A page loads nothing, runs nothing of its text, and complains of nothing, whatever is clicked and hovered."""
    page = opened(PAGES[name]())
    for number in range(min(12, page.locator("a.qk-ref").count())):
        page.locator("a.qk-ref").nth(number).click()
        page.locator("mark").nth(number).hover()
    for button in page.locator(".qk-voice").all()[:5]:
        button.click()
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    assert page.events == []
    assert page.evaluate("window.hit") is None
    assert page.locator("#qk-card ~ *, body > :not(a, header, main, div, script)").count() == 1


def test_policy_holds_where_escaping_would_fail(opened):
    """Were markup to get through, the page's policy would still keep it from running and loading."""
    smuggled = "<script>window.hit=1</script><img src='x' onerror='window.hit=1'><style>p{color:red}</style>"
    smuggled += "<a id=bad href='javascript:window.hit=1'>x</a><iframe src='https://example.org'></iframe>"
    page = opened(quotekit.to_html(NESTED).replace('<article class="qk-text"', smuggled + '<article class="qk-text"'))
    page.evaluate("document.getElementById('bad').click()")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None
    assert page.evaluate("getComputedStyle(document.querySelector('p')).color") != "rgb(255, 0, 0)"
    assert not [what for kind, what in page.events if kind == "request" and what.startswith("http")]


@pytest.mark.skipif(not AXE, reason="needs axe-core, named by QUOTEKIT_AXE")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(opened, name, size, scheme):
    """axe-core finds no serious or critical fault, at rest and with a quote's facts open and a speaker chosen."""
    page = opened(PAGES[name](), size, scheme)
    page.evaluate(Path(AXE).read_text("utf8"))
    for state in ("at rest", "in use"):
        if state == "in use" and page.locator("a.qk-ref").count():
            page.locator(".qk-voice").first.click()
            page.locator("a.qk-ref").first.click()
        faults = page.evaluate("axe.run().then((found) => found.violations)")
        told = [(f["id"], f["impact"], f["nodes"][0]["html"][:200], f["nodes"][0]["failureSummary"]) for f in faults]
        assert [fault for fault in told if fault[1] in ("serious", "critical")] == [], state


@pytest.mark.parametrize("name", PAGES)
def test_no_sideways_scrolling_on_a_phone(opened, name):
    """At 360 pixels nothing is wider than the screen, facts open or not."""
    page = opened(PAGES[name](), PHONE, has_touch=True)
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        if page.locator("a.qk-ref").count():
            page.locator("a.qk-ref").first.tap()


def test_hovering_shows_and_leaving_hides(opened):
    """Hovering a piece of a quote marks all its pieces and shows its facts; leaving it hides them."""
    page = opened(quotekit.to_html(NESTED))
    page.hover('mark[data-q="3"] >> nth=1')
    card = page.locator("#qk-card")
    assert "Ada Cole" in card.inner_text()
    assert page.locator('mark[data-q="3"].qk-on').count() == 2
    page.hover("h1")
    card.wait_for(state="hidden")
    assert page.locator(".qk-on").count() == 0


def test_hovering_the_inner_quote(opened):
    """Over a nested quote the facts are those of the inner one."""
    page = opened(quotekit.to_html(NESTED))
    page.hover('mark[data-q="2"]')
    assert "the source denies what the words say" in page.locator("#qk-card").inner_text()


def test_tapping_keeps_the_quote_in_sight(opened):
    """A tap opens the facts, the quote stays above them; a second tap, or one elsewhere, closes them."""
    page = opened(PAGES["seed"](), PHONE, has_touch=True)
    mark = page.locator('mark[data-q="9"]').first
    mark.tap()
    card = page.locator("#qk-card")
    assert card.is_visible()
    assert mark.evaluate("e => e.getClientRects()[0].bottom") < card.bounding_box()["y"]
    mark.tap()
    assert card.is_hidden()
    mark.tap()
    page.tap("h1", force=True)
    assert card.is_hidden()


def test_keyboard(opened):
    """Tab goes from quote to quote and shows each; Enter goes into the facts; Escape leads back, then closes."""
    page = opened(quotekit.to_html(NESTED))
    page.focus(".qk-voice >> nth=-1")
    seen = []
    for _ in range(3):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent"))
        assert seen[-1].split()[0] in page.locator("#qk-card").inner_text()
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    assert seen == ["B2 denied", "A1", "A3"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "qk-card"
    page.keyboard.press("Escape")
    assert page.locator("#qk-card").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "A3"


def test_choosing_a_speaker(opened):
    """Choosing a speaker highlights theirs alone, by keyboard too; choosing again, or Escape, ends it."""
    page = opened(quotekit.to_html(NESTED))
    button = page.locator(".qk-voice").first
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator("mark.qk-theirs").evaluate_all("all => all.map((e) => e.dataset.q)") == ["1", "3", "3"]
    assert page.locator(".qk-note:visible").count() == 2
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-pressed") == "false"
    assert page.locator(".qk-theirs").count() == 0


def test_without_script(opened):
    """Without scripts all can be read: the text, and behind each reference the facts of its quote."""
    page = opened(quotekit.to_html(NESTED), java_script_enabled=False)
    assert "that Ben Oyo denies it" in page.locator("article").inner_text()
    page.click("#r2")
    assert page.url.endswith("#n2")
    assert "the source denies what the words say" in page.locator("#n2").inner_text()
    assert page.locator(".qk-voice").first.is_disabled()


def test_directions_do_not_leak(opened):
    """Text after an override stands where it would without one: nothing is turned round."""
    text = "one \u202etwo\u2067 three"
    page = opened(quotekit.to_html(Extraction(Article(text), (quote("a", (0, len(text))),))))
    assert page.locator("article mark").inner_text() == "one U+202EtwoU+2067 three"
    lefts = page.locator("article mark").evaluate(
        "e => Array.from(e.childNodes, (n) => { const r = document.createRange(); r.selectNode(n); "
        "return r.getBoundingClientRect().left; })"
    )
    assert lefts == sorted(lefts)


def test_three_hundred_quotes_stay_usable(opened):
    """A page of 300 quotes loads in a moment, and shows a quote, or a speaker's, at once."""
    html, start = quotekit.to_html(many()), time.monotonic()
    page = opened(html)
    assert time.monotonic() - start < 5
    show = """() => { const start = performance.now();
      for (const each of Array.from(document.querySelectorAll("a.qk-ref")).slice(0, 50)) each.focus();
      document.querySelector(".qk-voice").click(); document.body.offsetHeight;
      return (performance.now() - start) / 51; }"""
    assert page.evaluate(show) < 60


def test_notebook_output_changes_nothing_else(opened):
    """The style of a notebook's output reaches nothing outside it."""
    outside = (
        '<p class="qk-block">a <mark class="qk-q qk-c0">b</mark> <i class="qk-cue">c</i></p><table><tr><td>d</table>'
    )
    ask = """() => Array.from(document.querySelectorAll("#outside, #outside *"), (e) => {
      const s = getComputedStyle(e); return Array.from(s, (name) => s.getPropertyValue(name)).join(); })"""
    html = f'<!DOCTYPE html><meta charset="utf-8"><div id="outside">{outside}</div>'
    alone = opened(html).evaluate(ask)
    beside = opened(html + fragment(seed_extractions()[0]))
    assert beside.evaluate(ask) == alone
    assert beside.evaluate("getComputedStyle(document.querySelector('.quotekit-out mark')).borderBottomWidth") == "2px"
