#!/usr/bin/env python3
"""usage: tests/peers/kinds.py BUILD [--other BUILD] [--limit PERCENT] [--show N] FOLDER

Counts in a FOLDER of blogs, each a folder that `splashdown export` takes, the posts that readers see spoilt, by kind; the rules
are in kind_rules.py. --other adds a column: what another build, the earlier one, does with the same posts. --show N prints N
examples of each kind, the author's line beside ours. Exits with 1 where a kind is over --limit percent of the posts (2). Run by
hand: README.md beside this file has the last result.
"""
import argparse
import collections
import pathlib
import sys

import exported_blog
import kind_rules


def count(build, blogs):
    """Posts, and by kind the examples: (blog, source, the author's line, ours)."""
    posts, faults = 0, collections.defaultdict(list)
    for blog in blogs:
        before = posts
        for post in exported_blog.posts_of(build, blog):
            posts += 1
            for kind in kind_rules.KINDS:
                found = kind(post)
                if found is not None:
                    faults[kind].append((blog.name, post.entry["source"], post.source_line(found), found))
        print(f"{blog.name}: {posts - before} posts", file=sys.stderr)
    return posts, faults


def print_table(posts, faults, earlier):
    print(f"{posts} posts")
    print(f"{'kind':24}{'posts':>7}{'share':>8}" + (f"{'earlier':>9}{'share':>8}" if earlier else "") + "  first example")
    for kind in kind_rules.KINDS:
        found = faults[kind]
        row = f"{kind.__name__:24}{len(found):7}{100 * len(found) / posts:7.2f}%"
        if earlier:
            row += f"{len(earlier[1][kind]):9}{100 * len(earlier[1][kind]) / earlier[0]:7.2f}%"
        print(row + (f"  {found[0][0]}/{found[0][1]}" if found else ""))
    print_any("any kind", posts, faults)
    if earlier:
        print_any("any kind, earlier", *earlier)


def print_any(name, posts, faults):
    spoilt = {example[:2] for found in faults.values() for example in found}
    print(f"{name}: {len(spoilt)} posts, {100 * len(spoilt) / posts:.2f}%")


def print_examples(faults, show):
    for kind in kind_rules.KINDS:
        if faults[kind]:
            print(f"\n## {kind.__name__}: {len(faults[kind])}. {kind.__doc__}")
        step = max(1, len(faults[kind]) // show)
        for blog, source, written, found in faults[kind][::step][:show]:
            print(f"{blog}/{source}\n    source: {written.strip()[:160]}\n    output: {found.strip()[:160]}")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.splitlines()[0].removeprefix("usage: "))
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--other", type=pathlib.Path)
    parser.add_argument("--limit", type=float, default=2)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    blogs = sorted(path for path in arguments.folder.iterdir() if path.is_dir())
    posts, faults = count(arguments.build, blogs)
    if not posts:
        sys.exit(f"{arguments.folder}: no posts; give a folder of blogs")
    print_table(posts, faults, count(arguments.other, blogs) if arguments.other else None)
    if arguments.show:
        print_examples(faults, arguments.show)
    over = [kind.__name__ for kind in kind_rules.KINDS if len(faults[kind]) * 100 > posts * arguments.limit]
    sys.exit(f"over {arguments.limit} %: {', '.join(over)}" if over else 0)


if __name__ == "__main__":
    main()
