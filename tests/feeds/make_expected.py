#!/usr/bin/env python3
"""usage: tests/feeds/make_expected.py

Asks Debian's ruby-jekyll-feed for the feed of each capsule that has a `url:`, and keeps what is to be the same in expected/.
Run by hand, since installing Jekyll takes long.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import feedparser

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "sites"))
import capsule_text  # noqa: E402

BUILD = """require "jekyll"
Jekyll::Site.new(Jekyll.configuration("source" => ARGV[0], "destination" => ARGV[1], "quiet" => true, "plugins" => ["jekyll-feed"],
                                      "disable_disk_cache" => true)).process
"""


def feed_of(path):
    with tempfile.TemporaryDirectory() as folder:
        capsule, site = pathlib.Path(folder, "capsule"), pathlib.Path(folder, "site")
        capsule_text.write(path.read_text(encoding="utf-8"), capsule)
        subprocess.run(["ruby", "-e", BUILD, capsule, site], check=True, env=os.environ | {"TZ": "UTC", "LANG": "C.UTF-8"})
        return feedparser.parse((site / "feed.xml").read_bytes(), sanitize_html=False, resolve_relative_uris=False)


for path in sorted((HERE / "capsules").glob("*.txt")):
    if "\nurl: " not in path.read_text(encoding="utf-8"):
        continue
    feed = feed_of(path)
    entries = [{"id": entry.id, "title": entry.title, "published": entry.published, "updated": entry.updated,
                "categories": [tag.term for tag in entry.get("tags", [])], "content": entry.content[0].value} for entry in feed.entries]
    text = json.dumps({"id": feed.feed.id, "updated": feed.feed.updated, "entries": entries}, ensure_ascii=False, indent=1)
    (HERE / "expected" / f"{path.stem}.json").write_text(text + "\n", encoding="utf-8")
    print(path.stem)
