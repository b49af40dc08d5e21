#!/usr/bin/env python3
"""Compares what we read in Hexo sites with what Hexo itself makes of them, page by page.

usage: hexo_pages.py BUILD HEXO SITE... [--show N]

HEXO is a folder where npm has installed hexo 7, hexo-renderer-marked and hexo-generator-feed; each SITE is the folder of a Hexo
site. A copy of its source and configuration, without theme and plugins, is loaded by Hexo's own code in the site's time zone (none:
UTC); nothing is rendered. Compared are: published or not, title (where Hexo's is not empty), date, address, tags and categories.
Prints a line for each site, N examples (5) of what differs, and a sum; 1 when less than 99 % of the pages agree.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

import pages

SCRIPT = r"""
const Hexo = require(process.argv[2] + "/node_modules/hexo");
const hexo = new Hexo(process.argv[3], {silent: true});
hexo._generate = () => Promise.resolve();
hexo.init().then(() => hexo.load()).then(() => {
  hexo.locals.invalidate();
  const out = [];
  const path = c => c.parent ? path(hexo.model("Category").findById(c.parent)) + "/" + c.name : c.name;
  hexo.locals.get("posts").forEach(p => out.push({source: p.source, kind: "post", born: Math.abs(p.date.valueOf() - require("fs").statSync(p.full_source).birthtimeMs) < 1000, title: String(p.title), date: p.date.format(), address: "/" + p.path,
    tags: p.tags.map(t => t.name), categories: p.categories.map(path)}));
  hexo.locals.get("pages").forEach(p => out.push({source: p.source, kind: "page", title: String(p.title), date: null, address: "/" + p.path, tags: [], categories: [],
    empty: !p._content.trim(), words: [String(p.type), String(p.layout)]}));
  process.stdout.write(JSON.stringify(out), () => process.exit(0));
}, e => { console.error(String(e && e.stack || e)); process.exit(1); });
"""
LISTS = r"""
const Hexo = require(process.argv[2] + "/node_modules/hexo");
const hexo = new Hexo(process.argv[3], {silent: true});
hexo._generate = () => Promise.resolve();
hexo.init().then(() => hexo.load()).then(() => {
  hexo.locals.invalidate();
  return hexo._runGenerators();
}).then(routes => {
  const out = {};
  routes.filter(r => r.data && r.data.posts && r.path != "atom.xml").forEach(r => out["/" + r.path] = r.data.posts.map(p => p.source));
  process.stdout.write(JSON.stringify(out), () => process.exit(0));
}, e => { console.error(String(e && e.stack || e)); process.exit(1); });
"""
# Files that are texts. Hexo makes pages of others, too, which have no address here.
TEXTS = (".md", ".markdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", ".mdtext", ".html", ".htm")


def zone_of(site):
    for line in (site / "_config.yml").read_text(encoding="utf-8-sig").splitlines():
        key, _, value = line.partition(":")
        if key == "timezone":
            return value.split("#")[0].strip().strip("'\"") or "UTC"
    return "UTC"


def hexos_pages(hexo, site, scratch):
    """By source."""
    shutil.copytree(site / "source", scratch / "source", symlinks=True)
    for path in site.glob("_config.*"):
        shutil.copy(path, scratch)
    (scratch / "package.json").write_text(json.dumps({"name": "x", "version": "1.0.0", "hexo": {"version": "7.3.0"},
                                                      "dependencies": {"hexo": "^7.0.0", "hexo-renderer-marked": "^7.0.0"}}))
    (scratch / "node_modules").symlink_to(hexo / "node_modules")
    script = scratch / "list.js"
    script.write_text(SCRIPT)
    done = subprocess.run(["node", script, hexo, scratch], capture_output=True, text=True, env={**os.environ, "TZ": zone_of(site)})
    if done.returncode:
        raise RuntimeError(done.stderr[:600])
    made = {page["source"]: page for page in json.loads(done.stdout)}
    (scratch / "node_modules").unlink()
    return {source: page for source, page in made.items() if source.endswith(TEXTS)}


def hexos_lists(hexo, scratch):
    """The sources of the posts of each list by its address; SCRATCH is what hexos_pages has left."""
    (scratch / "node_modules").symlink_to(hexo / "node_modules")
    package = json.loads((scratch / "package.json").read_text())
    package["dependencies"] |= {f"hexo-generator-{name}": "*" for name in ("index", "archive", "tag", "category")}
    (scratch / "package.json").write_text(json.dumps(package))
    script = scratch / "lists.js"
    script.write_text(LISTS)
    done = subprocess.run(["node", script, hexo, scratch], capture_output=True, text=True, check=True, env={**os.environ, "TZ": zone_of(scratch)})
    (scratch / "node_modules").unlink()
    return json.loads(done.stdout)


def stem_of(address):
    path = re.sub("//+", "/", address.split("?")[0])
    if path.endswith("/index.html"):
        return path.removesuffix("index.html")
    return path.removesuffix(".html")


def gives_way(page):
    """A page without a text, which its theme fills: a list of ours stands there, or it is in no list."""
    return page["kind"] == "page" and page["empty"]


def differences(theirs, ours):
    if not pages.same_title(theirs, ours):
        yield "title", theirs["title"], ours["title"]
    if theirs["date"] and theirs["date"].replace("+00:00", "Z") != (ours.get("date") or ""):
        yield "date", theirs["date"], ours.get("date")
    if stem_of(theirs["address"]) != urllib.parse.unquote(ours["stem"]):
        yield "address", urllib.parse.unquote(theirs["address"]), urllib.parse.unquote(ours["stem"])
    for facet in ("tags", "categories"):
        if sorted(set(theirs[facet])) != sorted(set(ours[facet])):
            yield facet, theirs[facet], ours[facet]


def both(build, hexo, site):
    with tempfile.TemporaryDirectory() as scratch:
        theirs = hexos_pages(hexo, site, pathlib.Path(scratch))
        ours = pages.ours(build, pathlib.Path(scratch))
    return {source: page for source, page in theirs.items() if not gives_way(page) or source in ours}, ours


def meant(site):
    """The posts that Hexo publishes and we keep back, or out of lists, by what their front matter says."""
    reasons = {}
    for path in (path for ending in TEXTS for path in (site / "source").rglob("*" + ending)):
        front = re.split(r"(?m)^---+\s*$", path.read_text(encoding="utf-8-sig", errors="replace"))
        keys = dict(re.findall(r"(?m)^(password|draft|layout|sitemap):[ \t]*['\"]?([^'\"\r\n]*)", front[1] if len(front) > 1 and not front[0].strip() else front[0]))
        source = path.relative_to(site / "source").as_posix()
        if keys.get("password"):
            reasons[source] = "with a password"
        elif keys.get("draft") == "true":
            reasons[source] = "a draft"
        elif source in ("404.md", "404/index.md"):
            reasons[source] = "404"
        elif not source.startswith("_posts/") and "false" in (keys.get("layout"), keys.get("sitemap")):
            reasons[source] = "without layout, or out of the sitemap"
    return reasons


def main():
    parser = pages.parser_of(__doc__)
    parser.add_argument("hexo", type=pathlib.Path)
    parser.add_argument("sites", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    build, hexo = options.build.resolve(), options.hexo.resolve()
    return pages.compare_all(options.sites, "Hexo", options.show, lambda site: both(build, hexo, site), lambda site: differences, meant)


if __name__ == "__main__":
    sys.exit(main())
