"""An edition that holds one of everything, for tests of what goes out."""

from newsroom import capture
from readout.model import (
    Act,
    Actor,
    ActorId,
    ActorType,
    Article,
    ArticleId,
    Basis,
    Block,
    Brief,
    Cast,
    Change,
    CopyGroup,
    Dateline,
    Dispute,
    DisputeStatus,
    Edition,
    EntryRef,
    Event,
    EventStatus,
    Flag,
    Furniture,
    Link,
    Mention,
    Mode,
    Problem,
    Provenance,
    Reason,
    Relation,
    Role,
    Span,
    Statement,
    Step,
    Story,
    Supplier,
    Telling,
    Thread,
    Told,
    Turn,
    Via,
    Voices,
    When,
)
from readout.model.actor import RoleHeld
from readout.model.story import Sentence, SentenceRole, Side

TEXT = """Menu
Talks go on
PARIS (AP) — Minister Ana Roy told Kyiv on Tuesday that "talks go on", the office said.
Q: Is it true?
"""
PAGE = capture(TEXT)


def words(exact):
    start = TEXT.index(exact)
    return PAGE.passage(Span(start, start + len(exact)))


def _block(exact, role, **more):
    return Block(span=words(exact).span, role=role, **more)


WHEN = When(iso="2022-01-18", as_written="Tuesday", basis=Basis.INFERENCE)
REASON = (Reason(name="shared names", value=1.0, detail="Kyiv, Ana Roy"),)
BODY = TEXT.split("\n")[2]
ARTICLE = Article(
    id=ArticleId("a1"),
    capture_id=PAGE.id,
    blocks=(
        _block("Talks go on", Role.TITLE),
        _block(BODY, Role.BODY),
        _block("Q: Is it true?", Role.TURN, speaker="The Paper", turn=Turn.QUESTION),
    ),
    title=words("Talks go on"),
    title_clean="Talks go on",
    outlet="The Paper",
    byline=("Lee Kim",),
    dateline=Dateline(place="PARIS", credit="AP"),
    credit="AP",
    language="en",
    provenance=(Provenance(role=Supplier.AGENCY, name="AP", passage=words("AP")),),
    published=WHEN,
    age_as_written="5 hours ago",
    entry=EntryRef(feed="https://example.org/feed", id="1"),
    origin="test/1",
)
STATEMENT = Statement(
    article_id=ARTICLE.id,
    passage=words('Minister Ana Roy told Kyiv on Tuesday that "talks go on"'),
    act=Act.NO_COMMENT,
    mode=Mode.PARTIAL,
    speaker=words("Minister Ana Roy"),
    cue=words("told"),
    content=words('"talks go on"'),
    quotations=(words("talks go on").span,),
    addressee=words("Kyiv"),
    target=words("Kyiv"),
    via=(Via(words=words("the office"), act=Act.STATE),),
    said=WHEN,
    origin="test/1",
    reasons=REASON,
)
ROY = ActorId("roy")
EDITION = Edition(
    captures=(PAGE,),
    articles=(ARTICLE,),
    furniture=(Furniture(capture_id=PAGE.id, span=Span(0, 4), type="navigation"),),
    flags=(Flag(what="translation damage", passage=words("Menu")),),
    statements=(STATEMENT,),
    cast=Cast(
        actors=(
            Actor(
                id=ROY,
                name="Ana Roy",
                type=ActorType.PERSON,
                roles=(RoleHeld(text="Minister", passage=words("Minister")),),
                names=("Ana Roy",),
            ),
        ),
        mentions=(Mention(actor_id=ROY, passage=words("Ana Roy")),),
        voices={STATEMENT.id: Voices(speaker=ROY, via=(None,))},
    ),
    copies=(CopyGroup(id="c1", articles=(ARTICLE.id,), of=None, reasons=REASON),),
    told=Told(
        stories=(Story(id="s1", title="Talks go on", articles=(ARTICLE.id,), reasons=REASON),),
        links=(Link(a=ARTICLE.id, b=ARTICLE.id, relation=Relation.SAME_EVENT, reasons=REASON),),
        threads=(Thread(id="t1", title="Talks", stories=("s1",)),),
    ),
    events=(
        Event(
            id="e1",
            actor="Roy",
            action="talks",
            target=None,
            place=None,
            when=WHEN,
            status=EventStatus.ONGOING,
            passages=(words("talks go on"),),
            tellings=(
                Telling(
                    article_id=ARTICLE.id,
                    passage=words("talks go on"),
                    actor="Roy",
                    action="talks",
                    target=None,
                    place=None,
                    when=WHEN,
                    status=EventStatus.ONGOING,
                    origin="test/1",
                ),
            ),
        ),
    ),
    disputes=(
        Dispute(
            id="d1",
            topic="talks go on",
            status=DisputeStatus.ONE_SIDED,
            sides=(
                Side(
                    actor=ROY,
                    stance="affirms",
                    statements=(STATEMENT.id,),
                    passages=(STATEMENT.passage,),
                ),
            ),
        ),
    ),
    changes=(
        Change(
            topic="talks",
            actor=ROY,
            steps=(Step(label="go on", iso=None, passage=words("talks go on")),),
        ),
    ),
    briefs=(
        Brief(
            id="b1",
            story="s1",
            sentences=(
                Sentence(role=SentenceRole.SUMMARY, text=BODY, passages=(words(BODY),), origin="test/1"),
            ),
        ),
    ),
    problems=(Problem(where="x.bin", what="binary", origin="intake.sniff"),),
)
