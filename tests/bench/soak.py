#!/usr/bin/env python3
"""usage: tests/bench/soak.py BUILD [--requests N]

N requests (1,000,000), half of them on Gopher, half on Gemini, each to a server of two workers, each answer checked: nine of ten
small, the rest large, and a file of 10 MB now and then. Prints what the server's processes hold after 10,000 and after each tenth
of the rest, and exits 1 when memory has grown by more than a tenth since, or open files by one. BUILD is a release build.
"""
import argparse
import contextlib
import pathlib
import sys
import tempfile
import time

import peers
import server

FIRST = 10_000
BATCH = 5_000
GROWTH = 1.1


def ask(one, tool, count):
    for start in range(0, count, BATCH):
        n = min(BATCH, count - start)
        one.load(tool, "small", n * 9 // 10)
        one.load(tool, "large", n - n * 9 // 10)
    one.load(tool, "big", 2)


def holds(one):
    """(kilobytes, open files), once the last connections are closed."""
    time.sleep(3)
    return server.private_kb(one.process.pid), server.open_files(one.process.pid)


def soak(one, tool, requests):
    ask(one, tool, FIRST)
    first = holds(one)
    print(f"| {one.protocol} | {FIRST:,} | {first[0] / 1024:.1f} | {first[1]} |", flush=True)
    step = (requests - FIRST) // 10
    for turn in range(1, 11):
        ask(one, tool, step)
        now = holds(one)
        print(f"| {one.protocol} | {FIRST + turn * step:,} | {now[0] / 1024:.1f} | {now[1]} |", flush=True)
    return now[0] <= first[0] * GROWTH and now[1] <= first[1]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--requests", type=int, default=1_000_000)
    options = options.parse_args()
    print("| protocol | requests | private memory, MB | open files |\n|---|---:|---:|---:|")
    steady = True
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        folder = pathlib.Path(folder)
        folder.chmod(0o755)
        peers.build_tools(folder)
        peers.make_capsule(folder / "capsule")
        for protocol in ("gopher", "gemini"):
            one = peers.splashdown(options.build, folder, protocol, workers=2)
            stack.callback(one.stop)
            steady &= soak(one, folder / "load", options.requests // 2)
    sys.exit(0 if steady else 1)


if __name__ == "__main__":
    main()
