"""Real articles of unlike events in several languages: how many are joined all the same.

    python bench/languages/strangers.py FILE...

Each FILE holds JSON lines with `language`, `title` and `text`; nothing of it is part of the project. All articles
are given one day, which is the hardest case. Every story that holds two languages is printed.
"""

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from stories import Text  # noqa: E402

from readout.stories import Telling, sketch  # noqa: E402


def main() -> None:
    texts = []
    for path in sys.argv[1:]:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            name = f"{len(texts):05}"
            texts.append(Text(name, name, "real", False, row["language"], row["title"], row["text"]))
    print(dict(Counter(text.language for text in texts)))
    telling = Telling()
    telling.change([replace(sketch(text.article(), text.text), published="2012-05-05") for text in texts])
    mixed = 0
    for story in telling.told().stories:
        held = [texts[int(article)] for article in story.articles]
        if len({text.language for text in held}) > 1:
            mixed += 1
            print("JOINED", *(f"{text.language}: {text.title}" for text in held), sep="\n  ")
    print(f"stories of two languages: {mixed}")


if __name__ == "__main__":
    main()
