"""Names of one person in two languages, on the project's own list of pairs with near-misses.

python bench/languages/names.py
"""

import re
import tomllib
from pathlib import Path

from readout.lang.names import same_name

PAIRS = Path(__file__).parents[2] / "gold" / "names" / "pairs.toml"
PAIR = re.compile(r"(.+) \((\w\w)\) = (.+) \((\w\w)\)")


def main() -> None:
    held = tomllib.loads(PAIRS.read_text(encoding="utf-8"))
    right = {"same": 0, "different": 0}
    count = {"same": 0, "different": 0}
    for kind in count:
        for line in held[kind].strip().splitlines():
            match = PAIR.fullmatch(line)
            assert match, line
            fits = same_name(*match.groups()) is (kind == "same")
            count[kind] += 1
            right[kind] += fits
            if not fits:
                print(f"wrong: {kind}: {line}")
    joined = right["same"] + count["different"] - right["different"]
    print(f"recall {right['same']}/{count['same']}, precision {right['same']}/{joined}")


if __name__ == "__main__":
    main()
