"""Run every ``bench_*.py`` of this folder: what takes how long, against which limit.

    python -m tests.bench.run [name …]

A bench module has ``measures() -> list[Measure]``. The run ends with 1 when a limit is passed,
so that a slow change is seen when it is made.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
from pathlib import Path

from tests.bench.measure import Measure

HERE = Path(__file__).parent


def modules(names: list[str]) -> list[str]:
    found = sorted(path.stem for path in HERE.glob("bench_*.py"))
    return [m for m in found if not names or m.removeprefix("bench_") in names]


def line(measure: Measure) -> str:
    mark = "" if measure.good else "   OVER ITS LIMIT"
    return (
        f"  {measure.what:<62} {measure.value:>10.3f} {measure.unit:<9} "
        f"limit {measure.limit:g}{mark}"
    )


def main(names: list[str]) -> int:
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}")
    over = 0
    for name in modules(names):
        print(f"\n{name.removeprefix('bench_')}")
        for measure in importlib.import_module(f"tests.bench.{name}").measures():
            print(line(measure), flush=True)
            over += not measure.good
    if over:
        print(f"\n{over} over the limit")
    return 1 if over else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
