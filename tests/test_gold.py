"""The project's gold is what it says it is."""

import json
import subprocess
import sys

import plan

GOLD = plan.ROOT / "gold"
DEMO = plan.ROOT / "demo"


def test_the_demo_and_its_gold_are_made_from_the_marked_texts():
    done = subprocess.run(
        [sys.executable, GOLD / "demo" / "make.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_reading_stands_in_its_page_and_every_act_is_known():
    from readout.model import Act, Mode

    pages = {path.name[:2]: path.read_text(encoding="utf-8") for path in DEMO.glob("*.txt")}
    for line in (GOLD / "demo" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        reading = json.loads(line)
        if reading["kind"] == "relation":
            assert {reading["a"], reading["b"]} <= set(pages)
            continue
        page = pages[reading["doc"]]
        assert 0 <= reading["start"] < reading["end"] <= len(page)
        if reading["kind"] == "statement":
            Mode.named(reading["mode"])
            assert all(Act.named(act) for act in [reading["act"], *reading["act_also"]])
            speaker = reading["speaker"]
            assert page[speaker["start"] : speaker["end"]] == speaker["as_written"]


def test_floors_name_figures_that_the_gate_measures():
    import tomllib

    floors = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))
    bench = GOLD.parent / "bench" / "languages" / "statements.py"
    planted = GOLD.parent / "bench" / "flags" / "planted.py"
    gate = "".join(path.read_text(encoding="utf-8") for path in (GOLD / "gate.py", bench, planted))
    assert all(f'"{group}"' in gate for group in floors)
