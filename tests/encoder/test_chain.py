"""The best row of tags."""

from itertools import pairwise, product

import numpy as np
import pytest

from readout.encoder.chain import Chain, runs

RUNS = {
    "none": ([0, 0], []),
    "one": ([0, 1, 2, 0], [(0, 1, 3)]),
    "two that touch": ([1, 2, 1], [(0, 0, 2), (0, 2, 3)]),
    "two roles": ([1, 3, 4, 4], [(0, 0, 1), (1, 1, 4)]),
    "an inside without a begin is nothing": ([2, 0, 4], []),
    "another role ends it": ([1, 4, 4], [(0, 0, 1)]),
}


@pytest.mark.parametrize(("tags", "found"), RUNS.values(), ids=RUNS)
def test_runs_begin_and_go_on(tags, found):
    assert list(runs(tags)) == found


def test_shares_are_those_of_all_rows_together():
    luck = np.random.default_rng(3)
    chain = Chain(*(luck.normal(size=shape).astype(np.float32) for shape in ((3,), (3, 3), (3,))))
    scores = luck.normal(size=(1, 4, 3)).astype(np.float32)
    sums = np.zeros((4, 3))
    for tags in product(range(3), repeat=4):
        steps = sum(chain.follow[a, b] for a, b in pairwise(tags))
        total = chain.begin[tags[0]] + steps + chain.end[tags[-1]] + scores[0, range(4), tags].sum()
        sums[range(4), tags] += np.exp(total)
    assert np.allclose(chain.shares(scores)[0], sums / sums.sum(1, keepdims=True), atol=1e-4)


def test_the_best_row_beats_every_other():
    luck = np.random.default_rng(7)
    chain = Chain(*(luck.normal(size=shape).astype(np.float32) for shape in ((3,), (3, 3), (3,))))
    scores = luck.normal(size=(4, 5, 3)).astype(np.float32)

    def total(row, tags):
        steps = sum(chain.follow[a, b] for a, b in pairwise(tags))
        return chain.begin[tags[0]] + steps + chain.end[tags[-1]] + sum(row[n, t] for n, t in enumerate(tags))

    for row, found in zip(scores, chain.best(scores), strict=True):
        best = max(product(range(3), repeat=5), key=lambda tags: total(row, tags))
        assert tuple(found) == best


def test_rows_of_different_length_are_read_as_if_each_stood_alone():
    luck = np.random.default_rng(11)
    chain = Chain(*(luck.normal(size=shape).astype(np.float32) for shape in ((3,), (3, 3), (3,))))
    scores = luck.normal(size=(4, 6, 3)).astype(np.float32)
    lengths = np.array([6, 1, 4, 2])
    best, shares = chain.best(scores, lengths), chain.shares(scores, lengths)
    for n, size in enumerate(lengths.tolist()):
        alone = scores[n : n + 1, :size]
        assert best[n, :size].tolist() == chain.best(alone)[0].tolist()
        assert np.allclose(shares[n, :size], chain.shares(alone)[0], atol=1e-5)
