"""Made-up paragraphs with known labels: cues of the program's own list in the patterns of a language.

The words of speakers and contents come from openly licensed texts; who says what in them is invented,
so they teach where things stand in a sentence and nothing about the world.
"""

import pathlib
import random
import re
import tomllib

from notion import with_relations
from texts import Document, Paragraph, Relation, covered

from readout.encoder.tagger import load as load_tagger
from readout.lang.cues import Takes, cues

HERE = pathlib.Path(__file__).parent
STOP = re.compile(r"(?<=[.?!])\s+")
TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")


class Store:
    """Clauses, noun phrases and infinitives cut out of texts."""

    def __init__(self, documents, luck):
        self.luck = luck
        self.tagger = load_tagger("en")
        self.clauses, self.nouns, self.verbs, self.names, self.plain, self.splits = [], [], [], [], [], []
        for document in documents:
            for paragraph in document.paragraphs:
                for speaker in (r for relation in paragraph.relations for r in relation.speakers):
                    a, b = speaker
                    words = paragraph.text[paragraph.words[a].span.start : paragraph.words[b - 1].span.end]
                    if b - a > 1 or words[0].isupper():
                        self.names.append(words)
                spoken = bool(paragraph.relations)
                for sentence in STOP.split(paragraph.text):
                    self._take(sentence.strip(), spoken)
        self.names = [n for n in self.names if len(n) < 70 and not self._is_pronoun(n)]

    def _take(self, sentence, spoken):
        tokens = TOKEN.findall(sentence)
        if not 5 <= len(tokens) <= 32 or not sentence.endswith(".") or any(t in '"“”()[]:;' for t in tokens):
            return
        tags = self.tagger.tag(tokens)
        if "VFIN" not in tags and "AUX" not in tags:
            return
        body = sentence[:-1]
        if tags[0] in {"PRON", "DET", "PROPN", "NOUN", "NUM"} and tokens[0].lower() not in {
            "who",
            "which",
            "what",
        }:
            self._split(tokens, tags, sentence)
            self.clauses.append(
                body if tags[0] in {"PROPN"} or tokens[0] == "I" else body[0].lower() + body[1:]
            )
        if not spoken:
            self.plain.append(sentence)
        found = list(re.finditer(TOKEN, sentence))
        for n, (token, tag) in enumerate(zip(tokens, tags, strict=True)):
            if tag == "DET" and token.lower() in {"the", "a", "an", "his", "their"}:
                end = n + 1
                while (
                    end < len(tags)
                    and tags[end] in {"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM"}
                    and end - n < 9
                ):
                    end += 1
                while end > n and tags[end - 1] not in {"NOUN", "PROPN"}:
                    end -= 1
                if end - n >= 2:
                    words = sentence[found[n].start() : found[end - 1].end()]
                    self.nouns.append(words[0].lower() + words[1:])
            if token == "to" and n + 3 < len(tags) and tags[n + 1] == "VB":
                self.verbs.append(sentence[found[n + 1].start() :].rstrip("."))

    def _split(self, tokens, tags, sentence):
        """The clause in two, before its verb or at a comma, so that a speaker can stand between."""
        found = list(TOKEN.finditer(sentence))
        at = next(
            (n for n in range(2, len(tags) - 3) if tags[n] in {"VFIN", "AUX"} or tokens[n] == ","), None
        )
        if at:
            rest = found[at + 1 if tokens[at] == "," else at].start()
            self.splits.append((sentence[: found[at - 1].end()], sentence[rest:-1]))

    def _is_pronoun(self, name):
        tokens = TOKEN.findall(name)
        return (
            self.tagger.tag(tokens)[0] in {"PRON", "ADV", "SCONJ"}
            or (len(tokens) == 1 and name[0].islower())
            or len(tokens[0]) < 2
        )

    def any(self, kind):
        return self.luck.choice(getattr(self, kind))


def made_up(documents, pieces, count, seed=1):
    """`count` documents of three made-up paragraphs each."""
    luck = random.Random(seed)
    store = Store(documents, luck)
    patterns = tomllib.loads((HERE / "patterns-en.toml").read_text(encoding="utf-8"))
    all_cues = [c for c in cues("en") if len(c.forms) == 4]
    often = [c for c in all_cues if Takes.CLAUSE in c.takes or Takes.QUOTE in c.takes]
    for number in range(count):
        paragraphs = []
        for _ in range(3):
            text, relations = "", []
            for _ in range(luck.choice([1, 1, 2])):
                if luck.random() < 0.4:
                    text += store.any("plain") + " "
                cue = luck.choice(often if luck.random() < 0.5 else all_cues)
                sentence, found = _sentence(cue, often, patterns, store, luck)
                sentence = sentence[0].upper() + sentence[1:]
                relations += [
                    tuple([(a + len(text), b + len(text)) for a, b in part] for part in r) for r in found
                ]
                text += sentence + " "
                if luck.random() < 0.3:
                    text += store.any("plain") + " "
            paragraphs.append(_paragraph(text.rstrip(), relations, pieces))
        yield Document(f"made-up-{number}", "train", tuple(paragraphs))


def _sentence(cue, often, patterns, store, luck):
    kinds = [
        k for k in ("clause", "quote", "person", "to", "object", "as") if k in {t.value for t in cue.takes}
    ]
    if Takes.FINITE in cue.takes and "clause" in kinds:
        kinds[kinds.index("clause")] = "finite"
    if "clause" in kinds:
        kinds += ["two"]
    kind = luck.choice([*kinds, *kinds, *kinds, "source_first", "noun"]) if kinds else "object"
    pattern = luck.choice(patterns[kind])
    aside = pattern.startswith("{P}, {S}") and luck.random() < 0.6
    group = luck.choice(patterns["verb_groups"]) if luck.random() < 0.25 else "{2}"
    past = group.replace("{0}", cue.forms[0]).replace("{2}", cue.forms[2]).replace("{3}", cue.forms[3])
    if luck.random() < 0.2 and group == "{2}":
        past = cue.forms[1]
    words = {
        "S": _speaker(patterns, store, luck),
        "S2": _speaker(patterns, store, luck),
        "C": past,
        "C2": luck.choice(often).forms[3],
        "C3": luck.choice(often).forms[2],
        "T": store.any("clauses"),
        "U": store.any("clauses"),
        "A": luck.choice(patterns["addressees"]),
        "P": luck.choice(patterns["participles"]) if aside else store.any("plain")[:-1],
        "V": store.any("verbs"),
        "N": store.any("nouns"),
        "M": store.any("nouns"),
        "R": luck.choice(patterns["pronouns"]).capitalize(),
    }
    words["T<"], words["T>"] = store.any("splits")
    words["K"] = luck.choice(patterns["nouns"])
    # What follows a name after a comma (her role) is no part of the speaker.
    if "{S} {C}" in pattern and luck.random() < 0.15:
        words["S"], words["D"] = store.any("names"), store.any("nouns")
        pattern = pattern.replace("{S} {C}", "{S}, {D}, {C}")
    elif "{C} {S}" in pattern and luck.random() < 0.3:
        words["S"], words["D"] = store.any("names"), store.any("nouns")
        pattern = pattern.replace("{C} {S}", "{C} {S}, {D}")
    if kind in {"source_first", "noun"}:
        words["S"] = store.any("names")
    for name in ("S", "S2"):
        if not pattern.startswith(f"{{{name}}}") and words[name].startswith(
            ("The ", "A ", "An ", "His ", "Their ")
        ):
            words[name] = words[name][0].lower() + words[name][1:]
    if any(mark + "{T}" in pattern for mark in "“\"‘'"):
        words["T"] = words["T"][0].upper() + words["T"][1:]
        words["U"] = words["U"][0].upper() + words["U"][1:]
    text, places, opened, contents = "", {}, [], []
    for part in re.split(r"(\{\w+[<>]?\}|\[|\])", pattern):
        if part == "[":
            opened.append(len(text))
        elif part == "]":
            contents.append((opened.pop(), len(text)))
        elif part.startswith("{"):
            places[part[1:-1]] = (len(text), len(text) + len(words[part[1:-1]]))
            text += words[part[1:-1]]
        else:
            text += part
    return text, _relations(kind, pattern, places, sorted(contents), text)


def _speaker(patterns, store, luck):
    pronoun = luck.choice(patterns["pronouns"])
    return luck.choice([store.any("names"), store.any("names"), store.any("nouns"), pronoun])


def _relations(kind, pattern, places, contents, text):
    """[(cues, speakers, contents)] as ranges of characters."""
    if kind == "source_first":
        at = re.search("according to", text, re.IGNORECASE)
        return [([at.span()], [places["S"]], contents)]
    if not contents:
        return []
    if kind == "noun":
        return [([places["K"]], [places["S"]], contents)]
    if kind != "two":
        cue = places.get("C")
        if cue is None:
            return [([(places["S"][1], places["S"][1] + 1)], [places["S"]], contents)]
        end = cue[1] + 1 if text[cue[1] : cue[1] + 1] == ":" else cue[1]
        return [([(cue[0], end)], [places["S"]], contents)]
    if "S2" in places:
        outer = max(contents, key=lambda r: r[1] - r[0])
        inner = min(contents, key=lambda r: r[1] - r[0])
        return [([places["C"]], [places["S"]], [outer]), ([places["C3"]], [places["S2"]], [inner])]
    one = [r for r in contents if r[0] <= places["T"][0] < r[1]]
    other = [r for r in contents if r not in one]
    second = (
        ([places["C2"]], [places["S"]], other) if "C2" in places else ([places["C3"]], [places["R"]], other)
    )
    return [([places["C"]], [places["S"]], one), second]


def _paragraph(text, relations, pieces):
    words = tuple(pieces.words(text))
    made = Paragraph(text, words, (), ())
    run = lambda r: covered(words, *r)  # noqa: E731
    return with_relations(
        made,
        sorted(
            (
                Relation(run(c[0]), tuple(run(s) for s in ss), tuple(run(x) for x in xs))
                for c, ss, xs in relations
            ),
            key=lambda r: r.cue,
        ),
    )
