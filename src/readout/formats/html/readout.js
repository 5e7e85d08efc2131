// Keys for lists and articles, and marks without loading the page again. Every page works without this file.
"use strict";
(() => {
  const page = document.documentElement;
  const rows = () => [...document.querySelectorAll("[data-item]")];
  const now = () => document.querySelector("[data-item].now") || (rows().length ? null : document.querySelector("article.page"));

  function go(step) {
    const all = rows(), at = all.findIndex((row) => row.classList.contains("now"));
    const row = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + step))];
    if (!row) return;
    all.forEach((one) => one.classList.remove("now"));
    row.classList.add("now");
    row.querySelector("a.open").focus();
    row.scrollIntoView({ block: "nearest" });
  }

  // What was just done, and the way to take it back, as the answer has it.
  function tell(found) {
    const told = found.querySelector("form.done"), there = document.querySelector("form.done");
    const list = document.querySelector(".choosing");
    if (!told || !list) { if (there) there.remove(); return; }
    const made = document.importNode(told, true);
    if (there) there.replaceWith(made); else list.before(made);
  }

  // What a button of a form of marks does; the row is shown as the answer shows it.
  async function mark(button) {
    const form = button.form, holder = form.parentElement, row = form.closest("[data-item]");
    const sent = new FormData(form, button);
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(sent), keepalive: true });
    if (!answer.ok) { location.reload(); return; }
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    tell(found);
    const target = row || holder, fresh = target.id && found.getElementById(target.id);
    if (!fresh) { if (row) row.classList.add("is-read"); return; }
    const was = row && row.classList.contains("now"), focused = target.contains(document.activeElement);
    const value = button.value, made = document.importNode(fresh, true);
    target.replaceWith(made);
    if (was) made.classList.add("now");
    if (focused) {
      const group = /star/.test(value) ? "star" : "read";
      const next = [...made.querySelectorAll("button[name=mark]")].find((one) => one.value.includes(group));
      (was && made.querySelector("a.open") || next || made).focus();
    }
  }

  const press = (part) => {
    const here = now();
    const button = here && [...here.querySelectorAll("form.mark button")].find((one) => one.value.includes(part));
    if (button) mark(button);
  };
  const KEYS = {
    j: () => go(1),
    k: () => go(-1),
    o: () => {
      const here = now(), link = here && here.querySelector("a.open");
      if (!link) return;
      const button = here.querySelector("form.mark button[value=read]");
      if (button) fetch("/marks", { method: "POST", body: new URLSearchParams(new FormData(button.form, button)), keepalive: true });
      location.href = link.href;
    },
    s: () => press("star"),
    m: () => press("read"),
    u: () => { const button = document.querySelector("form.done button"); if (button) button.click(); },
    v: () => {
      const here = now(), link = here && (here.querySelector("a[href^='/capture/']") || here.querySelector("a.open"));
      if (link) location.href = link.href;
    },
    "/": () => { const field = document.getElementById("q"); if (field) field.focus(); },
    "?": () => { location.href = "/keys"; },
  };
  document.addEventListener("keydown", (event) => {
    if (!page.hasAttribute("data-keys") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.mark") || !event.submitter) return;
    event.preventDefault();
    mark(event.submitter);
  });
  if (page.hasAttribute("data-scroll") && "IntersectionObserver" in window) {
    const seen = new IntersectionObserver((changes) => changes.forEach((change) => {
      const button = change.target.querySelector("form.mark button[value=read]");
      if (change.isIntersecting || change.boundingClientRect.bottom > 0) return;
      seen.unobserve(change.target);
      if (button) mark(button);
    }));
    // A story that was scrolled past is not read: only articles are marked so.
    document.querySelectorAll(".rows > [data-item]").forEach((row) => seen.observe(row));
  }
})();
