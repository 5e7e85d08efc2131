"""How many rewritten sentences the verifier lets pass: `python bench/briefs/verifier.py [SEED]`."""

import random
import sys
from collections import Counter
from pathlib import Path

HOUSE = Path(__file__).parents[2]
sys.path.insert(0, str(Path(__file__).parent))

from rewriting import Rewritten, faithful, false, pages  # noqa: E402

from readout.briefs.rewritten import checked_sentence  # noqa: E402
from readout.statements import read_sentence  # noqa: E402

COUNT = 150


def passes(rewritten: Rewritten, telling_of: dict[int, object]) -> bool:
    page = rewritten.page
    found = telling_of.setdefault(id(page), page.telling())
    return checked_sentence(rewritten.text, found, read_sentence, page.article.language).follows


def main() -> None:
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.SystemRandom().randrange(10**6)
    rng = random.Random(seed)
    own = list(pages(sorted((HOUSE / "gold" / "articles").glob("*.txt"))))
    print(f"seed {seed}, {len(own)} articles")
    told: dict[int, object] = {}
    for name, made, wanted in (
        ("faithful", faithful(rng, own, COUNT), True),
        ("false", false(rng, own, COUNT), False),
    ):
        tried, passed = Counter(m.kind for m in made), Counter()
        for one in made:
            follows = passes(one, told)
            passed[one.kind] += follows
            if follows is not wanted and "-v" in sys.argv:
                found = checked_sentence(one.text, told[id(one.page)], read_sentence, "en")
                print(
                    "   ",
                    one.kind,
                    "|",
                    one.page.name,
                    "|",
                    one.text,
                    [(str(a), b[:40]) for a, b in found.wrong],
                )
        print(name, sum(passed.values()), "of", sum(tried.values()))
        for kind in sorted(tried):
            print("  ", kind, passed[kind], "of", tried[kind])


if __name__ == "__main__":
    main()
