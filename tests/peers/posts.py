#!/usr/bin/env python3
"""usage: tests/peers/posts.py BUILD SITE...

Compares ids, addresses, titles, dates and tags of the posts of Jekyll sites that have a `url:` with Jekyll's, and prints a table.
--show N prints so many differences of each site. An id counts where Jekyll gives it to one post only. Takes Debian's jekyll.
"""
import argparse
import collections
import datetime
import html
import json
import os
import pathlib
import re
import subprocess
import urllib.parse
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).resolve().parent
ATOM = "{http://www.w3.org/2005/Atom}"
TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--", "—": "---"})
COLUMNS = ("id", "address", "title", "date", "tags")


def plain(text):
    return " ".join(html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>|`", "", text)).translate(TYPOGRAPHY).split())


def theirs(site):
    done = subprocess.run(["ruby", HERE / "jekyll_posts.rb", site], capture_output=True, text=True, env=os.environ | {"TZ": "UTC", "LANG": "C.UTF-8"})
    if done.returncode:
        raise SystemExit(f"{site}: jekyll: {done.stderr.strip().splitlines()[-1:]}")
    return json.loads(done.stdout)


def ours(build, site):
    """The posts by source: the feed names them by their addresses, and the list knows whose these are."""
    listed = json.loads(subprocess.run([build / "splashdown", "list", "--format", "json", site], capture_output=True, check=True).stdout)
    sources = {urllib.parse.unquote(page["gemini"]): page["source"] for page in listed}
    feed = subprocess.run([build / "splashdown-feed", "--limit", "1000000", "--content", "none", "--alternate", "web", "--base-url",
                           "gemini://x/", site], capture_output=True, check=True).stdout
    posts = {}
    for entry in xml.etree.ElementTree.fromstring(feed).iter(ATOM + "entry"):
        links = [link.get("href") for link in entry.iter(ATOM + "link") if link.get("rel") == "alternate"]
        source = sources[urllib.parse.unquote(links[0].removeprefix("gemini://x"))]
        posts[source] = {"id": entry.findtext(ATOM + "id"), "address": links[-1], "title": entry.findtext(ATOM + "title"),
                         "date": int(datetime.datetime.fromisoformat(entry.findtext(ATOM + "published").replace("Z", "+00:00")).timestamp()),
                         "tags": [category.get("term") for category in entry.iter(ATOM + "category")]}
    return posts


def same(key, our, their):
    if key == "title":
        return plain(our) == plain(their)
    if key == "tags":
        return {plain(name) for name in our} == {plain(name) for name in their if plain(name)}
    return our == their


def compare(build, site, show):
    """(posts of Jekyll, posts that we have, the sum of each column, how many ids are one post's alone)."""
    wanted = theirs(site)
    if not wanted["url"]:
        raise SystemExit(f"{site}: no url: in its configuration")
    have = ours(build, site)
    shared = collections.Counter(post["id"] for post in wanted["posts"])
    good, found, alone = collections.Counter(), 0, 0
    for post in wanted["posts"]:
        our = have.get(post["source"])
        if not our:
            show > 0 and print(f"  {post['source']}: none")
            show -= 1
            continue
        found += 1
        alone += shared[post["id"]] == 1
        for key in COLUMNS:
            if key == "id" and shared[post["id"]] > 1:
                continue
            good[key] += same(key, our[key], post[key])
            if not same(key, our[key], post[key]) and show > 0:
                show -= 1
                print(f"  {post['source']}: {key} {our[key]!r}, not {post[key]!r}")
    return len(wanted["posts"]), found, good, alone, len(have)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("sites", type=pathlib.Path, nargs="+")
    parser.add_argument("--show", type=int, default=0)
    flags = parser.parse_args()
    print("| site | posts | here | ids | " + " | ".join(COLUMNS[1:]) + " |\n|---|---|---|---|---|---|---|---|")
    total, bad = collections.Counter(), False
    for site in flags.sites:
        try:
            posts, found, good, alone, have = compare(flags.build.resolve(), site.resolve(), flags.show)
        except (SystemExit, subprocess.CalledProcessError) as error:
            print(f"| {site.name} | {error} |", flush=True)
            bad = True
            continue
        total.update(good | {"posts": posts, "found": found, "alone": alone})
        print(f"| {site.name} | {posts} | {found} of {have} | {good['id']} of {alone} | " + " | ".join(str(good[key]) for key in COLUMNS[1:]) + " |",
              flush=True)
        bad = bad or good["id"] < alone or found < posts
    print(f"| all | {total['posts']} | {total['found']} | {total['id']} of {total['alone']} | " +
          " | ".join(str(total[key]) for key in COLUMNS[1:]) + " |")
    raise SystemExit(bad)


if __name__ == "__main__":
    main()
