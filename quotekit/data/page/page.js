"use strict";
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const card = document.getElementById("qk-card");
  const inner = card.querySelector(".qk-inner");
  const wide = matchMedia("(min-width: 75rem)");
  const roomBeside = () => wide.matches && document.body.classList.contains("qk-one");
  let shownQuote = null; // the number of the quote that the card tells of
  let pinned = false; // true: tapped, so that moving away leaves it
  let goBack = null; // where the focus came from
  let silent = false; // true: focus comes back, and shows nothing
  let timer = 0;

  function mark(number, on) {
    for (const each of all(`[data-q="${number}"]`)) each.classList.toggle("qk-on", on);
  }

  function place(near) {
    card.style.top = "";
    if (!roomBeside()) return;
    const top = near.getBoundingClientRect().top + scrollY;
    const lowest = scrollY + innerHeight - card.offsetHeight - 16;
    card.style.top = `${Math.max(scrollY + 16, Math.min(top, lowest))}px`;
  }

  // The card lies over the lower part of a small screen: what was chosen stays in sight.
  function uncover(near) {
    const under = near.getBoundingClientRect().bottom + 24 - card.getBoundingClientRect().top;
    if (under > 0) scrollBy(0, under);
  }

  function show(number, near, pin, chosen = pin) {
    clearTimeout(timer);
    if (shownQuote !== number) {
      if (shownQuote !== null) mark(shownQuote, false);
      const note = document.getElementById(`n${number}`);
      if (!note) return;
      const copy = note.cloneNode(true);
      for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
      inner.replaceChildren(...copy.childNodes);
      card.className = `qk-card ${copy.className.replace("qk-note", "")}`;
      mark(number, true);
    }
    shownQuote = number;
    pinned = pin;
    card.hidden = false;
    card.scrollTop = 0;
    place(near);
    document.body.classList.toggle("qk-open", !roomBeside());
    if (chosen && !roomBeside()) uncover(near);
  }

  function hide() {
    clearTimeout(timer);
    if (shownQuote !== null) mark(shownQuote, false);
    const inside = card.contains(document.activeElement);
    shownQuote = null;
    pinned = false;
    card.hidden = true;
    document.body.classList.remove("qk-open");
    if (inside && goBack) {
      silent = true;
      goBack.focus();
      silent = false;
    }
    goBack = null;
  }

  function hideSoon() {
    clearTimeout(timer);
    timer = setTimeout(() => { if (!pinned) hide(); }, 250);
  }

  const quoteAt = (target) => (target instanceof Element ? target.closest("[data-q]") : null);

  document.addEventListener("mouseover", (event) => {
    if (card.contains(event.target)) return clearTimeout(timer);
    const at = quoteAt(event.target);
    if (pinned) return undefined;
    return at ? show(at.dataset.q, at, false) : shownQuote !== null && hideSoon();
  });

  document.addEventListener("focusin", (event) => {
    const at = quoteAt(event.target);
    if (silent) return;
    if (at) show(at.dataset.q, at, false, true);
    else if (!card.contains(event.target)) hideSoon();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest(".qk-close")) return hide();
    if (card.contains(event.target)) return event.target.closest("a") && hide();
    const at = quoteAt(event.target);
    if (!at || event.metaKey || event.ctrlKey) return shownQuote !== null && hide();
    if (String(getSelection()).length) return undefined;
    event.preventDefault();
    const again = pinned && shownQuote === at.dataset.q;
    if (again) return hide();
    show(at.dataset.q, at, true);
    // Chosen with the keyboard: on to the facts; Escape leads back.
    if (event.detail === 0) {
      goBack = at;
      card.focus();
    }
    return undefined;
  });

  function highlight(voice) {
    for (const each of all(".qk-voice")) each.setAttribute("aria-pressed", String(each.dataset.v === voice));
    document.body.classList.toggle("qk-chosen", voice !== null);
    for (const each of all("[data-v]:not(.qk-voice)")) each.classList.toggle("qk-theirs", each.dataset.v === voice);
    const theirs = all(".qk-text .qk-ref.qk-theirs");
    const inSight = (each) => each.getBoundingClientRect().top > 0 && each.getBoundingClientRect().bottom < innerHeight;
    if (theirs.length && !theirs.some(inSight)) theirs[0].scrollIntoView({ block: "center" });
  }

  for (const button of all(".qk-voice")) {
    button.disabled = false;
    button.addEventListener("click", () => {
      highlight(button.getAttribute("aria-pressed") === "true" ? null : button.dataset.v);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (card.hidden) highlight(null);
    else hide();
  });
})();
