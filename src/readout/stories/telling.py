"""Stories, links and threads of everything held; one article touches no more than it has to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from readout.model import (
    ArticleId,
    CopyGroup,
    Judgement,
    Link,
    Passage,
    Story,
    StoryId,
    Thread,
    Told,
    Verdict,
)
from readout.stories.bridges import bridged
from readout.stories.cluster import Pair, cluster
from readout.stories.links import LINKED, link, pairs_of
from readout.stories.regions import reached
from readout.stories.shelf import LEAST, SMALL, Shelf, Tie
from readout.stories.sketch import Sketch
from readout.stories.threads import CHAIN, thread_of
from readout.stories.write import story_of

#: How many links one article may show; the strongest stand.
LINKS = 8
#: In a story of so many articles one of them may be about more than its event.
SEVERAL = 4
#: A change is followed to so many articles, or stories, that hang together with it.
REACH = 300
#: The articles are weighed anew when so many times as many are held as when they last were ...
GROWN = 1.5
#: ... up to so many: then one article more or less changes no word's rarity.
SETTLED = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What became of a change."""

    stories: frozenset[StoryId] = frozenset()
    threads: frozenset[str] = frozenset()
    #: Articles that stand in another story, or whose links are others.
    articles: frozenset[ArticleId] = frozenset()


class Telling:
    """What happened, told once, over everything held.

    Up to SMALL articles the result depends only on what is held, not on the order in which it
    came. Above, a tie keeps the weight that it had when its later article came, until everything
    is weighed anew.
    """

    def __init__(self) -> None:
        self.shelf = Shelf()
        #: How many articles were held when they were last weighed together.
        self.weighed_at = 0
        self._stories: dict[StoryId, Story] = {}
        self._story: dict[ArticleId, StoryId] = {}
        self._best: dict[ArticleId, dict[ArticleId, float]] = {}
        self._threads: dict[str, Thread] = {}
        self._thread: dict[StoryId, str] = {}
        #: Stories taken apart since threads were last made; some stand again under the same id.
        self._vanished: set[StoryId] = set()
        self._bound: dict[ArticleId, frozenset[Pair]] = {}
        self._same: frozenset[Pair] = frozenset()
        self._different: frozenset[Pair] = frozenset()
        self._by_capture: dict[str, list[ArticleId]] = defaultdict(list)

    # Asking

    def told(self) -> Told:
        """Everything: stories by their first article, links by their articles."""
        stories = tuple(sorted(self._stories.values(), key=lambda s: s.articles))
        links = tuple(self.link(a, b) for a, b in sorted(self._linked(self._best)))
        threads = tuple(self._threads[key] for key in sorted(self._threads))
        return Told(stories=stories, links=links, threads=threads)

    def stories(self, wanted: Iterable[StoryId]) -> tuple[Story, ...]:
        return tuple(self._stories[key] for key in sorted(wanted) if key in self._stories)

    def threads(self, wanted: Iterable[str]) -> tuple[Thread, ...]:
        return tuple(self._threads[key] for key in sorted(wanted) if key in self._threads)

    def links(self, articles: Iterable[ArticleId]) -> tuple[Link, ...]:
        """The links that one of these articles stands in."""
        around = {one for a in articles if a in self.shelf.held for one in (a, *self.shelf.ties.get(a, ()))}
        wanted = set(articles)
        return tuple(self.link(a, b) for a, b in sorted(self._linked(around)) if a in wanted or b in wanted)

    def story_of(self, article_id: ArticleId) -> Story | None:
        key = self._story.get(article_id)
        return self._stories[key] if key else None

    def together(self, stories: Iterable[StoryId], threads: Iterable[str] = ()) -> set[StoryId]:
        """These stories and those of their threads and of these threads."""
        found = set(stories)
        for key in threads:
            found |= set(self._threads[key].stories) if key in self._threads else set()
        for story in tuple(found):
            if story in self._thread:
                found |= set(self._threads[self._thread[story]].stories)
        return found

    # Changing

    def change(
        self,
        sketches: Sequence[Sketch] = (),
        *,
        gone: Collection[ArticleId] = (),
        copies: Sequence[CopyGroup] = (),
        regrouped: Collection[ArticleId] = (),
        judgements: Sequence[Judgement] = (),
        everything: bool = False,
    ) -> Changed:
        """Take articles out and others in, and put everything that this touches in order again.

        `regrouped` are all articles whose copy groups may be others than before, and `copies` all
        groups that one of them stands in now. `judgements` are all that were ever made; a
        judgement outranks any score. `everything`: also what nothing of this touches.
        """
        touched = set(self.shelf.drop(gone))
        for article_id in gone:
            touched |= self._forget(article_id)
        for sketch in sketches:
            self._by_capture[sketch.capture].append(sketch.id)
        self.shelf.add(sketches)
        touched |= {sketch.id for sketch in sketches}
        touched |= self._bind(copies, {*regrouped, *gone})
        touched |= self._judge(judgements)
        if everything:
            touched = set(self.shelf.held)
        if sketches and len(sketches) == len(self.shelf):
            self.weighed_at = len(sketches)
        return self._settle({i for i in touched if i in self.shelf.held})

    def wants_weighing(self, articles: int, new: int) -> bool:
        """Whether so many articles, so many of them new, are better weighed anew than added to."""
        if articles <= SMALL or new > articles / 3:
            return True
        return self.weighed_at < SETTLED and articles > GROWN * self.weighed_at

    def restore(
        self,
        kept: Iterable[tuple[ArticleId, bytes]],
        stories: Iterable[Story],
        threads: Iterable[Thread],
        copies: Sequence[CopyGroup],
        judgements: Sequence[Judgement],
        weighed_at: int,
    ) -> None:
        """Hold what was held before: what `Shelf.kept` gave, and the stories and threads made then."""
        self.shelf.restore(kept)
        self.weighed_at = weighed_at
        for article_id, packed in self.shelf.held.items():
            self._by_capture[packed.facts.capture].append(article_id)
        for story in stories:
            if all(one in self.shelf.held for one in story.articles):
                self._put_story(story)
        self._bind(copies, ())
        self._judge(judgements)
        self._rank(i for i in self.shelf.held if i in self._story)
        for thread in threads:
            self._threads[thread.id] = thread
            self._thread |= dict.fromkeys(thread.stories, thread.id)

    def _forget(self, article_id: ArticleId) -> set[ArticleId]:
        self._best.pop(article_id, None)
        for others in self._by_capture.values():
            if article_id in others:
                others.remove(article_id)
        key = self._story.pop(article_id, None)
        if key is None:
            return set()
        left = tuple(one for one in self._stories[key].articles if one != article_id)
        if left:
            self._stories[key] = replace(self._stories[key], articles=left)
        else:
            del self._stories[key]
            self._vanished.add(key)
        return set(left)

    def _bind(self, copies: Sequence[CopyGroup], regrouped: Collection[ArticleId]) -> set[ArticleId]:
        """Note which articles share one text. Those for whom this is new."""
        groups_of: dict[ArticleId, int] = defaultdict(int)
        for group in copies:
            for one in group.articles:
                groups_of[one] += 1
        bound: dict[ArticleId, set[Pair]] = {one: set() for one in regrouped}
        for group in copies:
            # A mixture of two texts binds neither to the other: its likenesses place it.
            pure = [one for one in group.articles if groups_of[one] == 1]
            for pair in pairs_of(pure):
                for member in pair:
                    bound.setdefault(ArticleId(member), set()).add(pair)
        touched = set()
        for one, pairs in bound.items():
            before = self._bound.get(one, frozenset())
            if before != pairs:
                touched |= {ArticleId(other) for pair in before ^ pairs for other in pair}
                self._bound[one] = frozenset(pairs)
        return touched

    def _judge(self, judgements: Sequence[Judgement]) -> set[ArticleId]:
        same, different = self._decided(judgements)
        changed = (same ^ self._same) | (different ^ self._different)
        self._same, self._different = same, different
        return {ArticleId(one) for pair in changed for one in pair}

    def _decided(self, judgements: Sequence[Judgement]) -> tuple[frozenset[Pair], frozenset[Pair]]:
        """The pairs of articles that a person called one story, and those called two.

        What was said last about two articles counts; of two at one time, "different".
        """
        last: dict[Pair, Verdict] = {}
        for judgement in sorted(judgements, key=lambda j: (j.at, j.verdict is Verdict.DIFFERENT)):
            one, other = self.article_at(judgement.one), self.article_at(judgement.other)
            if one and other and one != other:
                last[frozenset((one, other))] = judgement.verdict
        return (
            frozenset(pair for pair, verdict in last.items() if verdict is Verdict.SAME),
            frozenset(pair for pair, verdict in last.items() if verdict is Verdict.DIFFERENT),
        )

    def article_at(self, passage: Passage) -> ArticleId | None:
        """The shortest article that a passage stands in."""
        held = self.shelf.held
        inside = [
            i for i in self._by_capture.get(passage.capture_id, ()) if passage.span in held[i].facts.span
        ]
        return min(inside, key=lambda i: (len(held[i].facts.span), i), default=None)

    # Putting in order

    def _settle(self, touched: set[ArticleId]) -> Changed:
        region = reached(touched, self._alike, self._beside, REACH) if len(touched) < REACH else None
        among = set(self.shelf.held) if region is None else region
        moved = self._group(among)
        linked = touched | moved
        linked |= {near for one in linked for near in self.shelf.ties.get(one, ())}
        relinked = self._rank(linked)
        stories = {self._story[i] for i in touched | moved | relinked if i in self._story}
        threads, rethreaded = self._thread_up(stories)
        return Changed(
            stories=frozenset(self._story[i] for i in touched | moved if i in self._story) | rethreaded,
            threads=threads,
            articles=frozenset(touched | moved | relinked),
        )

    def _alike(self, one: ArticleId) -> Iterable[ArticleId]:
        near = [other for other, tie in self.shelf.ties.get(one, {}).items() if tie.same_event > LEAST]
        return [*near, *(ArticleId(i) for pair in self._bound.get(one, ()) for i in pair)]

    def _beside(self, one: ArticleId) -> Iterable[ArticleId]:
        story = self._story.get(one)
        return self._stories[story].articles if story else ()

    def _group(self, among: set[ArticleId]) -> set[ArticleId]:
        """Make the stories of these articles anew. The articles whose story is another one."""
        likeness: dict[Pair, float] = {}
        for one in among:
            for other, tie in self.shelf.ties.get(one, {}).items():
                if one < other and other in among and tie.same_event > LEAST:
                    likeness[frozenset((one, other))] = tie.same_event
        held = self.shelf.held
        brief = {one for one in among if held[one].is_brief}
        likeness |= bridged(likeness, {one: held[one].facts.language for one in among}, brief)
        bound = {pair for one in among for pair in self._bound.get(one, ()) if pair <= among}
        judged = {pair for pair in self._same if pair <= among}
        same = (bound | judged) - self._different
        # Copies are as sure as can be; so that they also draw others in, they count as that.
        likeness |= dict.fromkeys(same, 1.0)
        apart = {pair for pair in self._different if pair <= among}
        before = {self._story[i] for i in among if i in self._story}
        groups = [tuple(map(ArticleId, g)) for g in cluster(among, likeness, same=same, different=apart)]
        old = {self._stories[key].articles: self._stories[key] for key in before}
        moved: set[ArticleId] = set()
        for key in before:
            self._drop_story(key)
        for group in groups:
            ordered = tuple(sorted(group))
            kept = old.get(ordered)
            if kept is None:
                moved |= set(group)
            facts = [self.shelf.held[i].facts for i in ordered]
            self._put_story(story_of(facts, self.shelf.ties, bound - self._different, judged))
        return moved

    def _put_story(self, story: Story) -> None:
        self._stories[story.id] = story
        for article_id in story.articles:
            self._story[article_id] = story.id

    def _drop_story(self, key: StoryId) -> None:
        self._vanished.add(key)
        for article_id in self._stories.pop(key).articles:
            self._story.pop(article_id, None)

    # Links

    def _rank(self, articles: Iterable[ArticleId]) -> set[ArticleId]:
        """Choose the strongest links of each of these articles. Those that now have others."""
        changed = set()
        for one in articles:
            if one not in self.shelf.held:
                continue
            strong = [
                (-tie.strength, other)
                for other, tie in self.shelf.ties.get(one, {}).items()
                if tie.strength >= LINKED and self._story.get(other) != self._story.get(one)
            ]
            best = {other: -strength for strength, other in sorted(strong)[:LINKS]}
            if best != self._best.get(one, {}):
                changed.add(one)
                self._best[one] = best
        return changed

    def _linked(self, articles: Iterable[ArticleId]) -> set[tuple[ArticleId, ArticleId]]:
        """The pairs of which one counts the other among its strongest."""
        return {(min(one, other), max(one, other)) for one in articles for other in self._best.get(one, ())}

    def link(self, one: ArticleId, other: ArticleId) -> Link:
        tie: Tie = self.shelf.ties[one][other]
        a, b = self.shelf.held[one].facts, self.shelf.held[other].facts
        return link(a, b, tie.reasons, far_apart=tie.far_apart)

    # Threads

    def _near_stories(self, key: StoryId) -> dict[StoryId, float]:
        """The stories that are linked to one, and how strong their strongest links are.

        Of a story of several articles one alone links nothing: it may be a round-up of the week.
        """
        found: dict[StoryId, float] = {}
        ends: dict[StoryId, tuple[set[ArticleId], set[ArticleId]]] = defaultdict(lambda: (set(), set()))
        for one in self._stories[key].articles if key in self._stories else ():
            for other, tie in self.shelf.ties.get(one, {}).items():
                if other in self._best.get(one, ()) or one in self._best.get(other, ()):
                    story = self._story[other]
                    found[story] = max(tie.strength, found.get(story, 0.0))
                    ends[story][0].add(one)
                    ends[story][1].add(other)
        found.pop(key, None)
        return {story: value for story, value in found.items() if self._hold(key, story, *ends[story])}

    def _hold(
        self, one: StoryId, other: StoryId, ours: Collection[ArticleId], theirs: Collection[ArticleId]
    ) -> bool:
        """Whether the links between two stories rest on more than one article of a larger one."""
        sides = ((one, ours), (other, theirs))
        return all(
            len(linked) > 1 or story not in self._stories or len(self._stories[story].articles) < SEVERAL
            for story, linked in sides
        )

    def _beside_stories(self, key: StoryId) -> Iterable[StoryId]:
        thread = self._thread.get(key)
        return [s for s in self._threads[thread].stories if s in self._stories] if thread else ()

    def _thread_up(self, touched: set[StoryId]) -> tuple[frozenset[str], frozenset[StoryId]]:
        """Make the threads that these stories can be part of anew.

        The threads that are others now, with their stories of before and after.
        """
        gone = {key for key in self._vanished if key in self._thread and key not in self._stories}
        self._vanished.clear()
        touched |= {s for key in gone for s in self._threads[self._thread[key]].stories if s in self._stories}
        region = reached(touched, self._near_stories, self._beside_stories, REACH)
        before = {self._thread[key] for key in region | gone if key in self._thread}
        old = {self._threads[key] for key in before}
        for thread in old:
            for story in thread.stories:
                self._thread.pop(story, None)
            self._threads.pop(thread.id)
        linked: dict[Pair, float] = {}
        for key in region:
            near = self._near_stories(key)
            linked |= {frozenset((key, other)): near[other] for other in near if other in region}
        fresh = set()
        for group in cluster(region, linked, least=CHAIN):
            if len(group) > 1:
                thread = thread_of([self._stories[StoryId(k)] for k in group], self.shelf, self._best)
                fresh.add(thread)
                self._threads[thread.id] = thread
                self._thread |= dict.fromkeys(thread.stories, thread.id)
        stories = {s for t in old ^ fresh for s in t.stories if s in self._stories}
        return frozenset(t.id for t in old ^ fresh), frozenset(stories)
