#!/usr/bin/env python3
"""usage: tests/bench/conversion.py BUILD [--rounds N] [--megabytes N] [--posts FOLDER]

CPU of conversion: splashdown's four formats beside what cmark makes of the same text, as cold pages inside one process
(pages.c), on the sample capsule's posts, on a Chinese post of 50 KB and on large files made of the sample; on the posts of
FOLDER, too. Then whole processes on the large files, with lowdown beside, and their memory. BUILD is a release build. See
README.md.
"""
import argparse
import pathlib
import shutil
import subprocess
import tempfile

import measure

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FORMATS = ("gemtext", "gophermap", "text", "html")
PEERS = {"cmark html": ["cmark"], "lowdown html": ["lowdown", "-Thtml"], "lowdown gemini": ["lowdown", "-Tgemini"]}
LOWDOWN_MAX = 2000000  # bytes; lowdown's time grows with the square of the size: 10 MB take it five minutes
LONGEST_COMMAND = 100000  # bytes of names


def body_of(post):
    """A post without its front matter and Liquid, which the peers do not know."""
    text = post.read_text(encoding="utf-8")
    return "".join(line for line in text.split("\n---\n", 1)[1].splitlines(True) if "{%" not in line)


def is_chinese(text):
    return 2 * sum("\u4e00" <= character <= "\u9fff" for character in text) > len(text.replace(" ", ""))


def repeated(bodies, size):
    text = "\n\n".join(bodies) + "\n\n"
    return text * (size // len(text.encode()) + 1)


def size_of(files):
    return sum(file.stat().st_size for file in files)


def compare_pages(title, build, files, rounds):
    """Prints a line for each format, made of all FILES within one process."""
    command = [build / "tests/bench/pages", str(rounds), *files]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print(f"\n{title} ({len(files)} of {size_of(files) / len(files) / 1e3:.1f} KB)\n")
    print("| | CPU ms a page | ms/MB | × cmark |\n|---|---:|---:|---:|")
    for line in output.splitlines():
        microseconds, ratio, name = line.split(" ", 2)
        print(f"| {name} | {float(microseconds) / 1e3 / len(files):.2f} | {float(microseconds) * 1e3 / size_of(files):.1f} | {ratio} |")


def programs(build, size):
    own = {f"splashdown {form}": [build / "splashdown", "render", "--to", form] for form in FORMATS}
    return own | {
        name: command
        for name, command in PEERS.items()
        if shutil.which(command[0]) and (size <= LOWDOWN_MAX or not name.startswith("lowdown"))
    }


def compare_programs(title, build, file, rounds):
    """Prints a line for each program, its start included."""
    size = file.stat().st_size
    figures = measure.rounds({name: [[*command, file]] for name, command in programs(build, size).items()}, rounds)
    base = figures["cmark html"][0] if "cmark html" in figures else float("nan")
    print(f"\n{title}, whole processes\n\n| | CPU ms | × cmark | peak MB |\n|---|---:|---:|---:|")
    for name, (cpu, peak) in figures.items():
        print(f"| {name} | {cpu * 1e3:.0f} | {cpu / base:.2f} | {peak / 1024:.0f} |", flush=True)


def posts_below(folder):
    """Takes as many posts as one command can name."""
    posts = [path for suffix in ("md", "markdown") for path in sorted(folder.rglob(f"*.{suffix}")) if path.stat().st_size]
    while sum(len(str(post)) + 1 for post in posts) > LONGEST_COMMAND:
        posts = posts[::2]
    return posts


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--rounds", type=int, default=25)
    options.add_argument("--megabytes", type=int, default=10, help="of the larger of the two large files")
    options.add_argument("--posts", type=pathlib.Path, help="Markdown posts to measure as well")
    options = options.parse_args()
    build = options.build.resolve()
    subprocess.run(["cmake", "--build", build, "--target", "pages"], check=True, stdout=subprocess.DEVNULL)
    bodies = [body_of(post) for post in sorted(ROOT.glob("capsule/_posts/*.md"))]
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)

        def write(name, text):
            (scratch / name).write_text(text, encoding="utf-8")
            return scratch / name

        posts = [write(f"post{number}.md", body) for number, body in enumerate(bodies)]
        chinese = write("chinese.md", repeated([body for body in bodies if is_chinese(body)], 50000))
        if options.posts:
            compare_pages(f"Posts of {options.posts.name}", build, posts_below(options.posts), options.rounds)
        compare_pages("The posts of the sample", build, posts, options.rounds)
        compare_pages("A Chinese post", build, [chinese], options.rounds)
        for megabytes in sorted({1, options.megabytes}):
            large = write("large.md", repeated(bodies, megabytes * 1000000))
            rounds = max(3, options.rounds // megabytes)
            compare_pages(f"{megabytes} MB of the sample", build, [large], rounds)
            compare_programs(f"{megabytes} MB of the sample", build, large, rounds)


if __name__ == "__main__":
    main()
