"""Wall time and memory of reading files with the command, as a user runs it.

    python bench/speed.py [FILE...]

Without files: the demo. Prints one JSON object: files, seconds (best of three), megabytes at the peak.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path


def seconds(files: list[str]) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "readout", "read", *files, "--format", "jsonl"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


files = sys.argv[1:] or sorted(map(str, (Path(__file__).parent.parent / "demo").glob("*.txt")))
best = min(seconds(files) for _ in range(3))
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"files": len(files), "seconds": round(best, 2), "megabytes": round(peak)}))
