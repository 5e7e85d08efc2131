"""Score the readings of the project's own gold against its floors.

    python gold/gate.py             # exit 1 where a figure is below its floor in gold/floors.toml
    python gold/gate.py --misses    # and print what was missed, one line each

What counts: a statement is found when a reading covers at least half of it and it covers at least a
third of the reading; its speaker is right when the reading's actor, or the words on the page, name
the same person or body; acts may be any of those the gold allows. Precision: of the statements read
in the marked pages, how many share at least half of their words with a gold statement and name its
speaker. Every figure is a share from 0 to 1 unless it is called a count.
"""

import json
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

from readout.desk import open_desk

HERE = Path(__file__).parent
DEMO = HERE.parent / "demo"


def fold(name):
    name = unicodedata.normalize("NFKD", name or "").casefold().replace("’", "'")
    name = re.sub(r"'s\b", "", "".join(c for c in name if not unicodedata.combining(c)))
    return {w for w in re.findall(r"\w+", name) if w not in {"the", "a", "an", "le", "la", "der", "die", "das", "el"}}


def same_name(one, other):
    a, b = fold(one), fold(other)
    return bool(a and b) and (a <= b or b <= a)


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def span_of(thing):
    return thing["start"], thing["end"]


def is_same_place(read, gold):
    shared = overlap(read, gold)
    return shared >= 0.5 * (gold[1] - gold[0]) and shared >= 0.33 * (read[1] - read[0])


class Readings:
    """What the program reads in the demo, by the number of the page."""

    def __init__(self):
        with open_desk(None) as desk:
            desk.add(sorted(str(path) for path in DEMO.glob("*.txt")))
            edition = desk.edition()
        self.edition = edition
        self.page = {capture.id: Path(capture.address).name[:2] for capture in edition.captures}
        names = {actor.id: actor.name for actor in edition.cast.actors}
        self.statements = []
        for said in edition.statements:
            voices = edition.cast.voices.get(said.id)
            words = [said.speaker.exact] if said.speaker else []
            words += [names[voices.speaker]] if voices and voices.speaker else []
            at = said.passage.span
            self.statements.append((self.page[said.passage.capture_id], (at.start, at.end), words, said))


def names_right(words, gold):
    speaker = gold["speaker"]
    wanted = [speaker["name"], *([speaker["as_written"]] if speaker["resolved_by"] == "explicit" else [])]
    return any(same_name(w, x) for w in words for x in wanted)


def score_statements(readings, gold, misses):
    n = Counter()
    for g in gold:
        here = [r for r in readings.statements if r[0] == g["doc"]]
        near = [r for r in here if is_same_place(r[1], span_of(g))]
        acts = {g["act"], *g["act_also"]}
        best = max(near, default=None, key=lambda r: (names_right(r[2], g), r[3].act in acts, overlap(r[1], span_of(g))))
        span, speaker = best is not None, best is not None and names_right(best[2], g)
        act = speaker and best[3].act in acts
        via = speaker and len(best[3].via) == len(g["via"])
        n.update(n=1, span=span, speaker=speaker, act=act, via=via)
        if g["quotes"]:
            found = {(q.start, q.end) for r in near for q in r[3].quotations}
            n.update(quoted=1, quotes=all(span_of(q) in found for q in g["quotes"]))
        if not act:
            what = "span" if not span else "speaker" if not speaker else "act"
            got = f" | got {best[3].act} by {best[2][-1:]}" if best else ""
            misses.append(f"{g['doc']} {what} | {g['speaker']['name']} | {g['act']} | {g['start']}{got}")
    shares = {k: n[k] / n["n"] for k in ("span", "speaker", "act", "via")}
    return {**shares, "quotes": n["quotes"] / n["quoted"], "count": n["n"]}


def score_precision(readings, gold, misses):
    turns = [g for g in gold if g["kind"] == "turn" and g["turn_role"] == "answer"]
    marked = [g for g in gold if g["kind"] == "statement"]
    right = total = 0
    for page, at, words, said in readings.statements:
        if any(t["doc"] == page and overlap(at, span_of(t)) for t in turns):
            continue
        total += 1
        near = [g for g in marked if g["doc"] == page and overlap(at, span_of(g)) >= 0.5 * min(at[1] - at[0], g["end"] - g["start"])]
        ok = any(names_right(words, g) for g in near)
        right += ok
        if not ok:
            misses.append(f"{page} read but not so: {said.act} by {words[-1:]} {said.origin} | {said.passage.exact[:110]}")
    return right / total


def score_pages(readings, gold, misses):
    articles = readings.edition.articles
    titles = turns = negatives = 0
    wanted = Counter(g["kind"] for g in gold)
    for g in gold:
        here = [a for a in articles if readings.page[a.capture_id] == g.get("doc")]
        if g["kind"] == "title":
            ok = any(a.title and (a.title.span.start, a.title.span.end) == span_of(g) for a in here)
            titles += ok
            if not ok:
                misses.append(f"{g['doc']} title at {g['start']}")
        if g["kind"] == "turn":
            blocks = [b for a in here for b in a.blocks if b.turn and overlap((b.span.start, b.span.end), span_of(g))]
            turns += any(b.turn == g["turn_role"] and same_name(b.speaker, g["speaker"]) for b in blocks)
        if g["kind"] in {"negative", "furniture"}:
            hit = [r for r in readings.statements if r[0] == g["doc"] and overlap(r[1], span_of(g)) >= 0.8 * (r[1][1] - r[1][0])]
            negatives += bool(hit)
            misses.extend(f"{g['doc']} {g['kind']} read as a statement: {r[3].passage.exact[:90]}" for r in hit)
    return {"titles": titles / wanted["title"], "turns": turns / wanted["turn"], "read_wrongly": negatives}


def score_relations(readings, gold, misses):
    first = {}
    for article in readings.edition.articles:
        first.setdefault(readings.page[article.capture_id], article.id)
    story = {a: s.id for s in readings.edition.told.stories for a in s.articles}
    n, ok = Counter(), Counter()
    for g in gold:
        if g["kind"] != "relation":
            continue
        one = story[first[g["a"]]] == story[first[g["b"]]]
        right = one if g["label"] == "same_event" else not one
        n[g["label"]] += 1
        ok[g["label"]] += right
        if not right:
            misses.append(f"{g['label']} {g['a']} {g['b']}: one story {one}")
    return {label: ok[label] / n[label] for label in n}


def score_disputes():
    """F1 of the pairs of `disputes`, both parts: with the statements as read and as labelled, each set one story."""
    sys.path.insert(0, str(HERE.parent / "bench" / "disputes"))
    import run

    found = run.pair_scores("all")
    return {"read": found["sets as stories"]["f1"], "labelled": found["sets, labelled statements"]["f1"]}


def main():
    gold = [json.loads(line) for line in (HERE / "demo" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    readings, misses = Readings(), []
    measured = {
        "statements": score_statements(readings, [g for g in gold if g["kind"] == "statement"], misses),
        "precision": {"right_speaker": score_precision(readings, gold, misses)},
        "pages": score_pages(readings, gold, misses),
        "relations": score_relations(readings, gold, misses),
        "disputes": score_disputes(),
    }
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    failed = False
    for group, figures in measured.items():
        for name, figure in figures.items():
            floor = floors.get(group, {}).get(name)
            most = name == "read_wrongly"
            below = floor is not None and (figure > floor if most else figure < floor)
            failed |= below
            said = "" if floor is None else f"  ({'at most' if most else 'floor'} {floor}{', MISSED' if below else ''})"
            print(f"{group:11} {name:14} {figure:.3f}{said}" if isinstance(figure, float) else f"{group:11} {name:14} {figure}{said}")
    if "--misses" in sys.argv:
        print("\n".join(misses))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
