"""What every sentence that leaves the house must pass."""

from collections.abc import Iterable, Mapping, Sequence

from readout.briefs.insights import holds
from readout.model import CaptureId, Passage, Sentence, SentenceRole

#: What may stand between two passages of one sentence: a label and its words, or two sentences.
JOINTS = (" ", ": ")
COMPUTED = frozenset({SentenceRole.INSIGHT, SentenceRole.QUESTION})


def stands(passage: Passage, texts: Mapping[CaptureId, str]) -> bool:
    """Whether the passage reads, word for word, in its capture."""
    return passage.span.of(texts.get(passage.capture_id, "")) == passage.exact


def follows(sentence: Sentence, texts: Mapping[CaptureId, str]) -> bool:
    """Whether the sentence is its passages and nothing else, and the passages stand.

    An insight or a question is computed: it must be one of our messages, its names and words must
    stand in its passages, its number must be theirs.
    """
    if sentence.role in COMPUTED:
        return bool(sentence.passages) and holds(sentence, texts)
    words = [passage.exact for passage in sentence.passages]
    if not words or not all(stands(passage, texts) for passage in sentence.passages):
        return False
    return any(sentence.text == joint.join(words) for joint in JOINTS)


def verified(sentences: Iterable[Sentence], texts: Mapping[CaptureId, str]) -> Sequence[Sentence]:
    """The sentences that follow from their passages; the others are not printed."""
    return tuple(sentence for sentence in sentences if follows(sentence, texts))
