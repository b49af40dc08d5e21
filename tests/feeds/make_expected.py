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
import id_sites  # noqa: E402

BUILD = """require "jekyll"
Jekyll::Site.new(Jekyll.configuration("source" => ARGV[0], "destination" => ARGV[1], "quiet" => true, "plugins" => ["jekyll-feed"],
                                      "disable_disk_cache" => true)).process
"""


def build_all(folder):
    """The feeds that jekyll-feed makes of FOLDER/capsule, by their addresses on the web."""
    capsule, site = folder / "capsule", folder / "site"
    subprocess.run(["ruby", "-e", BUILD, capsule, site], check=True, env=os.environ | {"TZ": "UTC", "LANG": "C.UTF-8"})
    return {f"/{path.relative_to(site)}": feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
            for path in sorted(site.rglob("*.xml")) if b"<feed" in path.read_bytes()}


def build(folder):
    """The only one, wherever it is."""
    (feed,) = build_all(folder).values()
    return feed


def feed_of(path):
    with tempfile.TemporaryDirectory() as folder:
        capsule_text.write(path.read_text(encoding="utf-8"), pathlib.Path(folder, "capsule"))
        return build(pathlib.Path(folder))


def ids_of(name):
    with tempfile.TemporaryDirectory() as folder:
        for path, text in id_sites.files(name).items():
            target = pathlib.Path(folder, "capsule", path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        feed = build(pathlib.Path(folder))
        return {"feed": feed.feed.id, "entries": {entry.title: entry.id for entry in feed.entries}}


for path in sorted((HERE / "capsules").glob("*.txt")):
    if "\nurl: " not in path.read_text(encoding="utf-8"):
        continue
    feed = feed_of(path)
    entries = [{"id": entry.id, "title": entry.title, "published": entry.published, "updated": entry.updated,
                "categories": [tag.term for tag in entry.get("tags", [])], "summary": entry.get("summary"),
                "content": entry.content[0].value if "content" in entry else None, "author": dict(entry.author_detail) if "author_detail" in entry else None,
                "picture": entry.media_thumbnail[0]["url"] if "media_thumbnail" in entry else None} for entry in feed.entries]
    text = json.dumps({"id": feed.feed.id, "author": dict(feed.feed.author_detail) if "author_detail" in feed.feed else None, "entries": entries}, ensure_ascii=False, indent=1)
    (HERE / "expected" / f"{path.stem}.json").write_text(text + "\n", encoding="utf-8")
    print(path.stem)

ids = {name: ids_of(name) for name in id_sites.CONFIGS}
(HERE / "expected" / "ids.json").write_text(json.dumps(ids, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

for path in sorted((HERE / "many_capsules").glob("*.txt")):
    with tempfile.TemporaryDirectory() as folder:
        capsule_text.write(path.read_text(encoding="utf-8"), pathlib.Path(folder, "capsule"))
        feeds = {address: {"id": feed.feed.id, "title": feed.feed.title, "entries": [[entry.id, entry.title, entry.published, entry.author if "author" in entry else None]
                                                                                     for entry in feed.entries]}
                 for address, feed in build_all(pathlib.Path(folder)).items()}
    (HERE / "expected" / f"many_{path.stem}.json").write_text(json.dumps(feeds, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(path.stem)
