"""Sentences that other rooms make and the store keeps, in the language of whoever looks.

A reason is kept in English, with its figures and words filled in. Here stand the forms that they were
filled into: words of a known form are said anew in the language of the catalogue; others stay as they are.
"""

import re
from functools import cache

from readout.formats.acts import name_of
from readout.formats.words import ENGLISH, N_, _, tongue
from readout.lang import table
from readout.model import Act, Reason, UnknownNameError

#: What a reason is called.
_NAMES = (
    N_("same event"), N_("same text"), N_("decided"), N_("beside"), N_("linked"), N_("text"), N_("names"),
    N_("about"), N_("shared text"), N_("rare words in both leads"), N_("agency"), N_("agency's own page"),
    N_("agency credit"), N_("earliest"), N_("fullest text"), N_("original unknown"), N_("same entry"),
    N_("same address"), N_("same outlet"), N_("one page"), N_("denial"), N_("judgement of a claim"),
    N_("unwilling"), N_("two accounts"), N_("no reply"), N_("reported or known"), N_("figures differ"),
    N_("answer contradicts"), N_("denied in another article"), N_("refused in another article"),
)  # fmt: skip
#: The forms, the fuller before the shorter; a {why} or {what} is of one of these forms itself.
_FORMS = (
    # statements
    N_("the words “{cue}” report it; {why}"),
    N_("heard by the learned reader; {why}"),
    N_("no speaker named"),
    N_("“{words}”"),
    N_("an answer in an interview; {name} answers"),
    N_("a quotation without a speaker, right after one"),
    N_("the learned reader hears the same speaker"),
    N_("the learned reader hears another speaker"),
    N_("the learned reader hears no statement here"),
    N_("what is said makes it {act}, not {other_act}"),
    # actors
    N_("the words name them"),
    N_("“{words}” in a sentence that {name} opens"),
    N_("in the words of whoever speaks them"),
    N_("holds the office “{office}” in these articles"),
    N_("follows {name}, the one person without an office so far"),
    N_("“{words}” follows {name}"),
    N_("an office whose holder is not named here"),
    N_("the reading of the speaker is not sure enough to name anybody"),
    # what persons corrected
    N_("{what} by {name} on {day}: {note}"),
    N_("{what} by {name} on {day}"),
    N_("act corrected to “{act}”, read as “{other_act}”,"),
    N_("speaker corrected: nobody is named; read as nobody named,"),
    N_("speaker corrected: nobody is named; read as “{words}”,"),
    N_("speaker corrected to “{name}”, read as nobody named,"),
    N_("speaker corrected to “{name}”, read as “{words}”,"),
    N_("speaker corrected: somebody else says it, read as nobody named,"),
    N_("speaker corrected: somebody else says it, read as “{words}”,"),
    N_("words corrected, read as “{words}”,"),
    N_("added"),
    N_("read by {origin}, {number} % sure"),
    # copies and versions
    N_("{share} to {most} of the five-word runs of the shorter in the longer"),
    N_("credits differ: {names}"),
    N_("{name}, credited by {number} of {count} articles"),
    N_("the texts are equally full and undated"),
    N_("published by {name} itself"),
    N_("published {day}, the next {other_day}"),
    N_("credits {name}"),
    N_("{number} words, the next {count}"),
    N_("entry {id} was read again"),
    N_("{name} published it on {day} and again on {other_day}"),
    # stories
    N_("a person put them together"),
    N_("copies of one text"),
    N_("by what the others share with both"),
    N_("cosine {figure}"),
    N_("{id} and {other_id}: {reasons}"),
    # what to do about a feed
    N_("it has not been asked yet; `readout update` asks it"),
    N_("it is a feed and lists nothing; it may fill up again"),
    N_("no entry has a date that can be; its stories are placed by the time they came in"),
    N_(
        "what came is neither RSS, Atom nor JSON Feed; open the address in a browser, and "
        "add the page itself so that its feed is looked for"
    ),
    N_(
        "the server wants proof that a person asks; ask the publisher for a feed without it, "
        "or add a feed of the same outlet from elsewhere"
    ),
    N_("the server did not answer in time; it is asked again later"),
    N_(
        "the server does not serve this program; open the address in a browser, and if that "
        "works, ask the publisher to let feed readers in"
    ),
    N_("there is nothing at this address (any more); look for the feed on the outlet's page"),
    N_("the publisher says it is gone for good; it is not asked again, remove it"),
    N_("the server asks to be left alone for a while; it is asked again later"),
    N_("the server has trouble of its own; it is asked again later"),
    N_("the server gave an answer that says nothing to a feed reader; open it in a browser"),
    N_("it is larger than the limit; raise READOUT_LIMIT if you trust it"),
    N_("the answer broke off or cannot be unpacked; it is asked again later"),
    N_("no machine has this name; check the address for typing errors, or the network"),
    N_("the machine does not take the connection; it is asked again later"),
    N_(
        "the server cannot prove who it is; open the address in a browser to see why, "
        "nothing is read over it until then"
    ),
    N_("the server sends the asker round in a circle; open the address in a browser"),
    N_(
        "the address is inside your own network or of another kind than http; if you trust "
        "it, name the host in READOUT_ALLOW_HOSTS"
    ),
    N_("the site asks programs not to fetch this page; the entry's own text is used"),
    # what a form is answered with
    N_("“{words}”: {why}"),
    N_("these words stand in no article of the page"),
    N_("these words stand in {number} places of the page; give more of the words around them"),
    N_("these words do not stand in “{words}”"),
    N_("nobody in this store is called so; `readout who NAME` looks names up"),
    N_("more than one is called so; give an id: {names}"),
    N_("nobody is known to speak in this statement"),
    N_("no words of any page name this actor"),
    N_("say which act is right"),
    N_("give the words that are said"),
    N_("choose one of the list"),
)
_ONE = {
    "number": r"\d+",
    "count": r"\d+",
    "day": r"\d{4}-\d\d-\d\d(?:T[\d:.+Z-]+)?",
    "share": r"\d+%",
    "most": r"\d+%",
}
_ONE["other_day"] = _ONE["day"]
_ONE["id"] = _ONE["other_id"] = r"[0-9a-f]{8,}"
#: The reason that names concepts.
ABOUT = "about"
_FIELD = re.compile(r"\\\{(\w+)\\\}")


def reason_words(detail: str) -> str:
    """A reason as it is said to whoever looks; as it is kept where its form is not known."""
    if tongue() == ENGLISH:
        return detail
    for form, pattern in _patterns():
        if found := pattern.fullmatch(detail):
            return _(form).format(**{name: _part(name, words) for name, words in found.groupdict().items()})
    parts = detail.split("; ")
    return "; ".join(map(reason_words, parts)) if len(parts) > 1 else detail


def reason_name(name: str) -> str:
    """What a reason is called, for whoever looks."""
    return _(name) if name in _NAMES else name


def reason_told(reason: Reason) -> str:
    """A reason with its name."""
    return named_reason(reason.name, reason_words(reason.detail))


def named_reason(name: str, told: str) -> str:
    """What is told of a reason, behind its name."""
    return _("{name}: {why}").format(name=reason_name(name), why=told)


def reason_list(details: str) -> str:
    """Reasons with their names, one after the other ("names: Oslo, Riga; text: cosine 0.40")."""
    if tongue() == ENGLISH:
        return details
    said = []
    for one in details.split("; "):
        name, colon, detail = one.partition(": ")
        told = about_words(detail) if name == ABOUT else reason_words(detail)
        said.append(
            _("{name}: {why}").format(name=reason_name(name), why=told) if colon else reason_words(one)
        )
    return "; ".join(said)


def about_words(concepts: str) -> str:
    """What articles are about ("ship, arrest"), as the news of the language calls it."""
    if tongue() == ENGLISH:
        return concepts
    news = table(tongue(), "news")
    named = {
        **news.get("place", {}),
        **news.get("matter", {}),
        **table(tongue(), "concepts").get("concept", {}),
    }
    return ", ".join(_called(named.get(one, ""), one) for one in concepts.split(", "))


def _called(forms: str, concept: str) -> str:
    """The first form without an open ending, else the first without its mark, else the concept's name."""
    every = [form.strip() for form in forms.split(",") if form.strip()]
    return next((form for form in every if "~" not in form), every[0].rstrip("~") if every else concept)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((form, re.compile(_FIELD.sub(_group, re.escape(form)), re.DOTALL)) for form in _FORMS)


def _group(field: re.Match[str]) -> str:
    return f"(?P<{field[1]}>{_ONE.get(field[1], '.+?')})"


def _part(name: str, words: str) -> str:
    if name in {"why", "what"}:
        return reason_words(words)
    if name == "reasons":
        return reason_list(words)
    if name in {"act", "other_act"}:
        try:
            return name_of(Act.named(words.replace(" ", "_")))
        except UnknownNameError:
            return words
    return words
