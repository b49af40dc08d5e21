#!/usr/bin/env python3
"""Compares the ids of our feed with those that hexo-generator-feed writes for the same posts, byte for byte.

usage: hexo_feeds.py BUILD HEXO SITE...

HEXO and SITE are as in hexo_pages.py. Nothing is rendered, and feeds have no limit. A post that Hexo dates by its file, or that a
password keeps from readers here, is in Hexo's feed alone: such are counted apart. Prints a line for each site; 1 when an id differs.
"""
import argparse
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import hexo_pages

SCRIPT = r"""
const Hexo = require(process.argv[2] + "/node_modules/hexo");
const generate = require(process.argv[2] + "/node_modules/hexo-generator-feed/lib/generator.js");
const hexo = new Hexo(process.argv[3], {silent: true});
hexo._generate = () => Promise.resolve();
hexo.init().then(() => hexo.load()).then(() => {
  hexo.locals.invalidate();
  hexo.config.feed = Object.assign({}, hexo.config.feed, {type: "atom", limit: 0, content: false, template: "", icon: ""});
  const made = generate.call(hexo, {posts: hexo.locals.get("posts")}, "atom", "atom.xml");
  process.stdout.write(made ? made.data : "<feed/>", () => process.exit(0));
}, e => { console.error(String(e && e.stack || e)); process.exit(1); });
"""


def ids(feed):
    """Of the entries, without the feed's own."""
    return {html.unescape(text) for text in re.findall(r"<id>([^<]*)</id>", feed.partition("<entry>")[2])}


def compare(build, hexo, site):
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        pages = hexo_pages.hexos_pages(hexo, site, scratch)
        (scratch / "node_modules").symlink_to(hexo / "node_modules")
        script = scratch / "list.js"
        script.write_text(SCRIPT)
        done = subprocess.run(["node", script, hexo, scratch], capture_output=True, text=True, check=True,
                              env={**os.environ, "TZ": hexo_pages.zone_of(site)})
        (scratch / "node_modules").unlink()
        ours = subprocess.run([build / "splashdown-feed", "--limit", "1000000", "--content", "none", scratch], capture_output=True, text=True, check=True)
        listed = json.loads(subprocess.run([build / "splashdown", "list", "--format", "json", scratch], capture_output=True, text=True, check=True).stdout)
    shown = {page["source"] for page in listed}
    undated = sum(page.get("born", False) for page in pages.values())
    kept_back = sum(page["kind"] == "post" and source not in shown for source, page in pages.items())
    return ids(done.stdout), ids(ours.stdout), undated + kept_back


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("hexo", type=pathlib.Path)
    parser.add_argument("sites", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    failed = False
    for site in options.sites:
        theirs, ours, apart = compare(options.build.resolve(), options.hexo.resolve(), site)
        differing = sorted(ours - theirs)
        lacking = sorted(theirs - ours)
        failed |= bool(differing) or len(lacking) > apart
        print(f"{site.name:20} {len(theirs):6} ids, {len(theirs & ours)} the same, {apart} apart, of ours alone {differing[:3]}, of Hexo's alone {lacking[:3] if len(lacking) > apart else len(lacking)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
