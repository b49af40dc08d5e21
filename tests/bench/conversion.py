#!/usr/bin/env python3
"""usage: tests/bench/conversion.py BUILD [--rounds N] [--megabytes N]

CPU of conversion: splashdown's four formats beside cmark's and lowdown's HTML, on the sample capsule's posts one by one, on
a Chinese post of 50 KB, and on large files made of the sample. What a process takes to start, told by an empty file, is
subtracted. BUILD is a release build. See README.md.
"""
import argparse
import pathlib
import shutil
import tempfile

import measure

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FORMATS = ("gemtext", "gophermap", "text", "html")
PEERS = {"cmark html": ["cmark"], "lowdown html": ["lowdown", "-Thtml"], "lowdown gemini": ["lowdown", "-Tgemini"]}
TIMED_BYTES = 100000  # at least so much is made in one measurement
LOWDOWN_MAX = 100000  # bytes; lowdown's time grows with the square of the size: 10 MB take it five minutes


def body_of(post):
    """A post without its front matter and Liquid, which the peers do not know."""
    text = post.read_text(encoding="utf-8")
    return "".join(line for line in text.split("\n---\n", 1)[1].splitlines(True) if "{%" not in line)


def is_chinese(text):
    return 2 * sum("\u4e00" <= character <= "\u9fff" for character in text) > len(text.replace(" ", ""))


def repeated(bodies, size):
    text = "\n\n".join(bodies) + "\n\n"
    return text * (size // len(text.encode()) + 1)


def programs(build):
    own = {f"splashdown {form}": [f"{build}/splashdown", "render", "--to", form] for form in FORMATS}
    return own | {name: command for name, command in PEERS.items() if shutil.which(command[0])}


def compare(title, build, files, rounds, empty):
    """Prints a line for each program that makes all of FILES, the start of so many processes subtracted."""
    size = sum(file.stat().st_size for file in files)
    times = max(1, TIMED_BYTES // size)
    batches = {}
    for name, command in programs(build).items():
        if name.startswith("lowdown") and size / len(files) > LOWDOWN_MAX:
            continue
        batches[name] = [[*command, str(file)] for file in files] * times
        batches[f"{name}, start"] = [[*command, str(empty)]] * len(files) * times
    figures = measure.rounds(batches, rounds)
    print(f"\n{title} ({size / 1e6:.2f} MB)\n")
    print("| | CPU ms | ms/MB | × cmark | peak MB |\n|---|---:|---:|---:|---:|")
    cost = {name: (figures[name][0] - figures[f"{name}, start"][0]) / times for name in batches if ", " not in name}
    base = cost.get("cmark html", float("nan"))
    for name, cpu in cost.items():
        peak = figures[name][1] / 1024
        print(f"| {name} | {cpu * 1e3:.2f} | {cpu * 1e9 / size:.1f} | {cpu / base:.2f} | {peak:.0f} |", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--megabytes", type=int, default=10, help="of the larger of the two large files")
    options = options.parse_args()
    bodies = [body_of(post) for post in sorted(ROOT.glob("capsule/_posts/*.md"))]
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)

        def write(name, text):
            (scratch / name).write_text(text, encoding="utf-8")
            return scratch / name

        empty = write("empty.md", "")
        posts = [write(f"post{number}.md", body) for number, body in enumerate(bodies)]
        chinese = write("chinese.md", repeated([body for body in bodies if is_chinese(body)], 50000))
        compare("Each post of the sample", options.build, posts, options.rounds, empty)
        compare("A Chinese post", options.build, [chinese], options.rounds, empty)
        for megabytes in sorted({1, options.megabytes}):
            large = write("large.md", repeated(bodies, megabytes * 1000000))
            compare("One large file", options.build, [large], max(3, options.rounds // megabytes), empty)


if __name__ == "__main__":
    main()
