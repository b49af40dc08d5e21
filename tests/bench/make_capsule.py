#!/usr/bin/env python3
"""usage: tests/bench/make_capsule.py FOLDER [--posts N] [--bytes N]

Writes a capsule of N posts (100,000) into FOLDER, which must not exist: the same bytes every time. Titles in five
languages, 25 years, 20 categories, 2,000 tags of which a few are used much and most seldom; bodies of about N bytes
(1,500) with headings, lists, links to other posts and code.
"""
import argparse
import pathlib
import random

CONFIG = "title: Many\nauthor: Ann\nurl: https://example.org\n"
TAGS, CATEGORIES, YEARS, FIRST_YEAR = 2000, 20, 25, 2000
WORDS = ["tide", "harbour", "moon", "lantern", "ferry", "salt", "compass", "gull", "letter", "winter", "signal", "island", "月亮", "潮汐",
         "海港", "燈塔", "信號", "つき", "みなと", "しお", "とうだい", "달빛", "등대", "바다", "Leuchtturm", "Hafen", "Möwe", "phare", "marée", "été"]


def name(number):
    return f"{FIRST_YEAR + number % YEARS}-{number % 12 + 1:02}-{number % 28 + 1:02}-post-{number}"


def words(rng, count):
    return " ".join(rng.choices(WORDS, k=count))


def body(rng, posts, size):
    parts, written = [], 0
    while written < size:
        kind = rng.randrange(6)
        if kind == 0:
            part = f"## {words(rng, 3)}"
        elif kind == 1:
            part = "\n".join(f"* {words(rng, 6)}" for _ in range(3))
        elif kind == 2:
            part = f"See [{words(rng, 2)}]({{% post_url {name(rng.randrange(posts))} %}}) and [this](https://example.org/{written})."
        elif kind == 3:
            part = "```c\nint tide(int hour)\n{\n    return hour % 12;\n}\n```"
        else:
            part = f"{words(rng, 30)}, **{words(rng, 2)}**: {words(rng, 20)}."
        parts.append(part)
        written += len(part.encode())
    return "\n\n".join(parts)


def post(number, posts, size):
    rng = random.Random(number)
    tags = sorted({int(TAGS * rng.random() ** 3) for _ in range(rng.randrange(1, 5))})
    return (f"---\ntitle: {words(rng, 3)} {number}\ndate: {name(number)[:10]} {number % 24:02}:{number % 60:02}:00 +0000\n"
            f"tags: [{', '.join(f'tag {tag}' for tag in tags)}]\ncategory: shelf {number % CATEGORIES}\n---\n{body(rng, posts, size)}\n")


def make(folder, posts=100000, size=1500):
    folder = pathlib.Path(folder)
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text(CONFIG)
    (folder / "about.md").write_text("---\ntitle: About\n---\nThis page.\n")
    for year in range(YEARS):
        (folder / "_posts" / str(FIRST_YEAR + year)).mkdir()
    for number in range(posts):
        (folder / "_posts" / name(number)[:4] / f"{name(number)}.md").write_text(post(number, posts, size))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--posts", type=int, default=100000)
    options.add_argument("--bytes", type=int, default=1500, dest="size")
    options = options.parse_args()
    make(options.folder, options.posts, options.size)


if __name__ == "__main__":
    main()
