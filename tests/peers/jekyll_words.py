#!/usr/bin/env python3
"""usage: tests/peers/jekyll_words.py BUILD CAPSULE...

Compares the words of our HTML with those of Jekyll's for each post of each CAPSULE, and prints the differences. Run by hand,
with Debian's jekyll installed; the last result is in README.md beside this file.
"""
import argparse
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "golden"))
import test_invariants  # noqa: E402

# kramdown's typography, which our text leaves as the author typed it.
TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--", "—": "---"})


def words(markup):
    return test_invariants.words_of_html(unicodedata.normalize("NFC", markup).translate(TYPOGRAPHY))


def ours(build, capsule, source):
    done = subprocess.run([f"{build}/splashdown", "render", "--to", "html", capsule / source], capture_output=True, check=True)
    return words(done.stdout.decode())


def compare(build, capsule):
    done = subprocess.run(["ruby", HERE / "jekyll_content.rb", capsule], capture_output=True, text=True, check=True,
                          env=os.environ | {"TZ": "UTC", "LANG": "C.UTF-8"})
    posts, different = json.loads(done.stdout[done.stdout.index("["):]), 0
    for post in posts:
        wanted, got = words(post["html"]), ours(build, capsule, post["source"])
        changes = [change for change in difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes() if change[0] != "equal"]
        different += bool(changes)
        for kind, a, b, c, d in changes:
            print(f"{post['source']}: {kind}: {' '.join(wanted[a:b])!r} -> {' '.join(got[c:d])!r}")
    print(f"{capsule}: {len(posts)} posts, {len(posts) - different} with the same words")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.splitlines()[0].removeprefix("usage: "))
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("capsule", type=pathlib.Path, nargs="+")
    arguments = parser.parse_args()
    for capsule in arguments.capsule:
        compare(arguments.build, capsule)


if __name__ == "__main__":
    main()
