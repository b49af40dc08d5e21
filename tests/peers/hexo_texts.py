#!/usr/bin/env python3
"""Compares the words, links and pictures of posts with what Hexo makes of them, post by post.

usage: hexo_texts.py BUILD HEXO SITE... [--show N]

HEXO and SITE are as in hexo_pages.py. Each post is rendered by Hexo's own code, alone, so that one that stops Hexo says so and the rest is
there. Compared are the words, where a line ends within a paragraph, the targets of links and the sources of pictures. A post whose front
matter has a key `ours` is one that we mean to show otherwise than Hexo: it is expected to be shown as that says. Prints what differs; 1 when anything does.
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
import urllib.parse

import hexo_pages

SCRIPT = r"""
const Hexo = require(process.argv[2] + "/node_modules/hexo");
const hexo = new Hexo(process.argv[3], {silent: true});
hexo._generate = () => Promise.resolve();
hexo.init().then(() => hexo.load()).then(async () => {
  hexo.locals.invalidate();
  const out = [];
  for (const p of hexo.locals.get("posts").toArray()) {
    p.content = p._content;
    let text;
    try { text = (await hexo.post.render(p.full_source, p)).content; } catch (e) { if (process.env.HEXO_SAY) console.error(p.source, String(e).slice(0, 300)); text = null; }
    out.push({source: p.source, text, ours: p.ours == null ? null : String(p.ours)});
  }
  process.stdout.write(JSON.stringify(out), () => process.exit(0));
}, e => { console.error(String(e && e.stack || e)); process.exit(1); });
"""
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "."})


def path_of(address):
    """An address as the reader's program has it, without the host of the site."""
    path = urllib.parse.unquote(html.unescape(address))
    path = path.split("#")[0] if path.startswith(("/", "gemini:")) else path
    path = re.sub(r"^(gemini://localhost|https://example\.org)(?=/)", "", path)
    return re.sub(r"(/index)?\.(html|gmi)$", "", path) if path.startswith("/") else path


def words_of(text):
    """The words of HTML: a line's end within a paragraph is a stroke, links and pictures are in brackets behind their words."""
    text = re.sub(r'(?s)<figure class="highlight[^>]*>(.*?)<table>.*?<td class="code"><pre>(.*?)</pre>.*?</figure>',
                  lambda m: f"<p>{m[1]}</p><p>" + m[2].replace("<br>", "\n") + "</p>", text)
    text = re.sub(r"<img [^>]*?src=\"([^\"]*)\"[^>]*>", lambda m: f" [img {path_of(m[1])}] ", text)
    text = re.sub(r"(?s)<a [^>]*?href=\"([^\"]*)\"[^>]*>(.*?)</a>", lambda m: f"{m[2]} [to {path_of(m[1])}] " if m[2].strip() else "", text)
    text = re.sub(r"\s*<br ?/?>\s*", " | ", text)
    text = re.sub(r"</?(?:b|i|em|strong|code|span|del|a|font|sub|sup|mark|small|kbd)\b[^>]*>", "", text)
    text = html.unescape(re.sub(r"<[^>]*>", " ", text)).translate(QUOTES).replace("...", ".").replace("--", "-")
    return re.sub(r"\s+", " ", text).strip()


def hexos_texts(hexo, scratch):
    """By source: the words, None where Hexo stops; SCRATCH is what hexo_pages.hexos_pages has left."""
    (scratch / "node_modules").symlink_to(hexo / "node_modules")
    script = scratch / "texts.js"
    script.write_text(SCRIPT)
    done = subprocess.run(["node", script, hexo, scratch], capture_output=True, text=True, check=True,
                          env={**os.environ, "TZ": hexo_pages.zone_of(scratch)})
    (scratch / "node_modules").unlink()
    made = json.loads(done.stdout)
    return {page["source"]: page["ours"] if page["ours"] is not None else page["text"] if page["text"] is None else words_of(page["text"])
            for page in made}


def our_texts(build, site):
    """By source, from the feed, which holds whole posts."""
    listed = json.loads(subprocess.run([build / "splashdown", "list", "--format", "json", site], capture_output=True, text=True, check=True).stdout)
    sources = {urllib.parse.unquote(page["gemini"]): page["source"] for page in listed}
    feed = subprocess.run([build / "splashdown-feed", "--limit", "1000000", "--base-url", "gemini://localhost/", site],
                          capture_output=True, text=True, check=True).stdout
    out = {}
    for entry in re.findall(r"(?s)<entry>(.*?)</entry>", feed):
        address = next(link for link in map(html.unescape, re.findall(r'<link [^>]*href="([^"]*)"', entry)) if link.startswith("gemini:"))
        content = re.search(r'(?s)<content type="html">(.*?)</content>', entry)
        out[sources[urllib.parse.unquote(urllib.parse.urlsplit(address).path)]] = words_of(html.unescape(content[1]) if content else "")
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("hexo", type=pathlib.Path)
    parser.add_argument("sites", type=pathlib.Path, nargs="+")
    parser.add_argument("--show", type=int, default=5)
    options = parser.parse_args()
    bad = 0
    for site in options.sites:
        with tempfile.TemporaryDirectory() as folder:
            hexo_pages.hexos_pages(options.hexo.resolve(), site, pathlib.Path(folder))
            theirs = hexos_texts(options.hexo.resolve(), pathlib.Path(folder))
            ours = our_texts(options.build.resolve(), pathlib.Path(folder))
        other = [source for source in sorted(theirs) if source in ours and theirs[source] != ours[source]]
        stopped = sum(text is None for text in theirs.values())
        print(f"{site.name}: {len(theirs)} posts, {stopped} stop Hexo, {len(other)} differ")
        for source in other[:options.show]:
            print(f"  {source}\n    Hexo: {theirs[source]}\n    here: {ours[source]}")
        bad += len(other)
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
