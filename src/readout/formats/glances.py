"""What a list of stories shows of each: counts, outlets, disputes and the most telling statements.

Worked out when a story is told, and kept: a list would otherwise read every statement of every story on it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from readout.formats.acts import Family, family_of
from readout.formats.look import corrections_of, in_marks, letters, opening, plain, risen, telling, tidy
from readout.formats.originals import originals
from readout.model import (
    SURE,
    Act,
    Actor,
    Article,
    ArticleId,
    CaptureId,
    Cast,
    CopyGroup,
    Dispute,
    Disputed,
    Glance,
    Heard,
    Statement,
    Story,
)

#: In the margin of the river: so many voices, and so many disputes before them.
VOICES, DISPUTES = 3, 2
#: In a margin the words of a statement are cut after so many characters.
GLANCE = 110
#: Fewer words say little by themselves: "rejected the decision".
BARE = 4
#: What is counted as denied or rejected.
NO = frozenset({Act.DENY, Act.REJECT, Act.DISMISS})

#: The name of who speaks, as it is shown. None: nobody's is.
Named = Callable[[Statement], str | None]


class Glances:
    """Glances at the stories of everything given. Cost: linear in it, once."""

    def __init__(
        self,
        articles: Iterable[Article],
        texts: Mapping[CaptureId, str],
        statements: Iterable[Statement],
        cast: Cast,
        copies: Iterable[CopyGroup],
        disputes: Sequence[Dispute],
    ) -> None:
        self._articles = {article.id: article for article in articles}
        self._texts, self._cast = texts, cast
        self._actors = {actor.id: actor for actor in cast.actors}
        self._said: dict[ArticleId, list[Statement]] = defaultdict(list)
        for statement in statements:
            self._said[statement.article_id].append(statement)
        self._copies: dict[ArticleId, list[CopyGroup]] = defaultdict(list)
        for group in copies:
            for article_id in group.articles:
                self._copies[article_id].append(group)
        self._disputes = disputes
        #: The places of the disputes of each statement.
        self._disputed: dict[str, list[int]] = defaultdict(list)
        for place, dispute in enumerate(disputes):
            for statement_id in {s for side in dispute.sides for s in side.statements}:
                self._disputed[statement_id].append(place)

    def of(self, story: Story) -> Glance:
        articles = [self._articles[i] for i in story.articles if i in self._articles]
        statements = [s for a in articles for s in self._said.get(a.id, ())]
        newest = max(articles, key=published, default=None)
        copies = {group.id: group for a in articles for group in self._copies.get(a.id, ())}
        places = sorted({place for s in statements for place in self._disputed.get(s.id, ())})
        return Glance(
            story=story.id,
            title=tidy(story.title) or (self._called(articles[0]) if articles else None),
            language=articles[0].language if articles else "und",
            published=newest.published if newest else None,
            age_as_written=newest.age_as_written if newest else None,
            outlets=tuple(dict.fromkeys(a.outlet for a in articles if a.outlet)),
            articles=len(articles),
            originals=originals([a.id for a in articles], copies.values()),
            said=len(statements),
            denied=denied(statements, self._name),
            disputes=tuple(
                Disputed(dispute=d.id, topic=risen(plain(d.topic)), status=d.status)
                for d in (self._disputes[place] for place in places[:DISPUTES])
            ),
            heard=tuple(self._heard(s) for s in margin(statements, self._cast, self._name)),
        )

    def _called(self, article: Article) -> str:
        return article.title_clean or tidy(opening(article, self._texts.get(article.capture_id, "")))

    def _speaker(self, statement: Statement) -> Actor | None:
        """Who speaks. None: it could not be settled, or not surely enough."""
        voices = self._cast.voices.get(statement.id)
        if statement.confidence < SURE or not voices or not voices.speaker:
            return None
        return self._actors.get(voices.speaker)

    def _name(self, statement: Statement) -> str | None:
        actor = self._speaker(statement)
        return risen(actor.name) if actor else None

    def _heard(self, statement: Statement) -> Heard:
        actor = self._speaker(statement)
        assert actor is not None  # a margin holds nobody who is not named
        return Heard(
            statement=statement.id,
            article=statement.article_id,
            speaker=actor.id,
            name=risen(actor.name),
            act=statement.act,
            negated=statement.negated,
            words=cut(plain(statement.content.exact)),
            quoted=in_marks(statement),
            language=self._articles[statement.article_id].language,
        )


def published(article: Article) -> str:
    return (article.published and article.published.iso) or ""


def cut(words: str) -> str:
    """The first of some words, for a margin."""
    return words if len(words) <= GLANCE else words[:GLANCE].rsplit(" ", 1)[0] + " …"


def margin(statements: Sequence[Statement], cast: Cast, name: Named) -> list[Statement]:
    """The most telling statements of a story: one a speaker, what contradicts or presses first."""
    shown: dict[str, Statement] = {}
    for statement in telling(list(statements), cast):
        speaker = name(statement)
        if speaker and (speaker not in shown or (_is_bare(shown[speaker]) and not _is_bare(statement))):
            shown[speaker] = statement
    ordered = sorted(shown.values(), key=lambda s: (_is_bare(s), family_of(s.act) is Family.SAY))
    return ordered[:VOICES]


def _is_bare(statement: Statement) -> bool:
    return len(plain(statement.content.exact).split()) < BARE


def denied(statements: Iterable[Statement], name: Named) -> int:
    """How many statements deny or reject; one speaker's same words in several articles once."""
    once: dict[tuple[str, ...], tuple[str | None, str]] = {}
    for statement in statements:
        if statement.act in NO and not statement.negated:
            speaker, words = name(statement), plain(statement.content.exact)
            who = speaker or (tidy(statement.speaker.exact) if statement.speaker else "")
            key = (who, statement.act.value, letters(words), *corrections_of(statement))
            once.setdefault(key, (speaker, words))
    return len(set(once.values()))
