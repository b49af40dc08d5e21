#!/usr/bin/env python3
"""usage: tests/bench/feed.py BUILD [--posts N] [--rounds N]

Seconds that splashdown-feed takes over a capsule of N posts (100,000), most of them for reading front matter. BUILD is a
release build.
"""
import argparse
import pathlib
import statistics
import subprocess
import tempfile
import time

import measure


def write_capsule(folder, posts):
    (folder / "_posts").mkdir()
    (folder / "_config.yml").write_text("title: Many\n")
    for number in range(posts):
        date = f"{1970 + number % 50:04}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        text = f"---\ntitle: Post {number}\ntags: [a{number % 100}, b]\n---\nText of post {number}.\n"
        (folder / "_posts" / f"{date}-post-{number}.md").write_text(text)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--posts", type=int, default=100000)
    options.add_argument("--rounds", type=int, default=5)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_capsule(pathlib.Path(folder), options.posts)
        command = [options.build / "splashdown-feed", folder]
        walls, cpus = [], []
        for _ in range(options.rounds):
            began = time.monotonic()
            cpu, peak = measure.cpu_seconds(command)
            walls.append(time.monotonic() - began)
            cpus.append(cpu)
        entries = subprocess.run(command, capture_output=True, check=True).stdout.count(b"<entry>")
    print(f"{options.posts} posts, {entries} entries: {statistics.median(walls):.2f} s, {statistics.median(cpus):.2f} s of CPU, peak {peak // 1024} MB")


if __name__ == "__main__":
    main()
