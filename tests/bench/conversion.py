#!/usr/bin/env python3
"""usage: tests/bench/conversion.py BUILD [--rounds N] [--megabytes N]

CPU per megabyte of Markdown: splashdown's four formats beside cmark's and lowdown's HTML, on the sample capsule's posts (a
process each, so starting up counts) and on one large file made of them. BUILD is a release build.
"""
import argparse
import pathlib
import shutil
import tempfile

import measure

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def body_of(post):
    """A post without its front matter and Liquid, which the peers do not know."""
    text = post.read_text(encoding="utf-8")
    return "".join(line for line in text.split("\n---\n", 1)[1].splitlines(True) if "{%" not in line)


def commands(build, files):
    own = {
        f"splashdown {form}": [[f"{build}/splashdown", "render", "--to", form, str(file)] for file in files]
        for form in ("gemtext", "gophermap", "text", "html")
    }
    peers = {"cmark html": ["cmark"], "lowdown html": ["lowdown", "-Thtml"], "lowdown gemini": ["lowdown", "-Tgemini"]}
    others = {
        name: [[*command, str(file)] for file in files] for name, command in peers.items() if shutil.which(command[0])
    }
    return own | others


def table(title, figures, size):
    print(f"\n{title} ({size / 1e6:.2f} MB)\n")
    print("| | CPU ms | ms/MB | × cmark | peak MB |\n|---|---:|---:|---:|---:|")
    base = figures.get("cmark html", (float("nan"), 0))[0]
    for name, (cpu, peak) in figures.items():
        print(f"| {name} | {cpu * 1e3:.1f} | {cpu * 1e9 / size:.1f} | {cpu / base:.2f} | {peak / 1024:.0f} |")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--megabytes", type=int, default=10)
    options = options.parse_args()
    bodies = [body_of(post) for post in sorted(ROOT.glob("capsule/_posts/*.md"))]
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        files = []
        for number, body in enumerate(bodies):
            files.append(scratch / f"post{number}.md")
            files[-1].write_text(body, encoding="utf-8")
        text = "\n\n".join(bodies)
        large = scratch / "large.md"
        large.write_text((text + "\n\n") * (options.megabytes * 1000000 // len(text.encode()) + 1), encoding="utf-8")
        size = sum(file.stat().st_size for file in files)
        table("Each post of the sample", measure.rounds(commands(options.build, files), options.rounds), size)
        # lowdown's time grows with the square of the size: 10 MB take it five minutes.
        whole = {name: batch for name, batch in commands(options.build, [large]).items() if not name.startswith("lowdown")}
        figures = measure.rounds(whole, max(1, options.rounds // 2))
        table("One large file", figures, large.stat().st_size)


if __name__ == "__main__":
    main()
