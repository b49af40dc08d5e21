#!/usr/bin/env python3
"""Compares what we read in Hugo sites with what Hugo itself makes of them, page by page.

usage: hugo_pages.py BUILD SITE... [--show N]

Each SITE is the folder of a Hugo site. A copy of its content, static and configuration, without theme, module and outputs, gets a
template that prints one line of JSON for each page, and an empty template for each shortcode; `hugo -e production` makes it.
Compared are: published or not, title (where Hugo's is not empty), date, address, tags and categories. Prints a line for each
site, N examples (5) of what differs, and a sum; 1 when less than 99 % of the pages agree.
"""
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import urllib.parse

import pages
import yaml

# Settings that need more than the copy has, or another Hugo; none of them decides about pages.
DROPPED = {"theme", "module", "outputs", "themesdir", "googleanalytics", "enablegitinfo", "markup"}
TEMPLATE = """PAGE {{ if .File }}{{ dict "source" .File.Filename "kind" .Kind "title" .Title "date" (.Date.Format "2006-01-02T15:04:05Z07:00")
"address" .RelPermalink "tags" (cond (isset site.Taxonomies "tags") .Params.tags nil)
"categories" (cond (isset site.Taxonomies "categories") .Params.categories nil) | jsonify }}{{ end }}
"""
# Of the lists: by address, with the addresses of the pages in them and of the lists in them.
LIST = """LIST {{ $pages := slice }}{{ range .Pages }}{{ $pages = $pages | append .RelPermalink }}{{ end }}
{{ dict "kind" .Kind "address" .RelPermalink "title" .Title "text" .Plain "pages" $pages | jsonify }}
"""
ROOTS = [f"{name}.{ext}" for name in ("hugo", "config") for ext in ("toml", "yaml", "yml", "json")]


def read_values(path):
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".toml":
        return tomllib.loads(text)
    return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)


def older_permalinks(values):
    """The settings of Hugo 0.115 and later in the words of 0.111."""
    pages = values.get("page", {})
    tables = (values, pages) if isinstance(pages, dict) else (values,)
    values = {key: value for table in tables for key, value in table.items() if isinstance(value, str)}
    return {key: value.replace("contentbasename", "filename") for key, value in values.items()}


def copy_values(source, target, root):
    values = read_values(source)
    if root and isinstance(values, dict):
        values = {key: value for key, value in values.items() if key.lower() not in DROPPED}
        values |= {key: older_permalinks(value) for key, value in values.items() if key.lower() == "permalinks"}
        values |= {"ignoreErrors": ["error-disable-taxonomy"], "timeout": "10m"}
    elif source.stem.lower() == "permalinks":
        values = older_permalinks(values)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.with_suffix(".json").write_text(json.dumps(values, default=str), encoding="utf-8")


def copy_site(site, scratch):
    for name in ROOTS:
        if (site / name).is_file():
            copy_values(site / name, scratch / name, True)
            break
    for path in sorted((site / "config").rglob("*")):
        if path.suffix in (".toml", ".yaml", ".yml", ".json") and path.stem.lower() not in DROPPED:
            copy_values(path, scratch / path.relative_to(site), path.stem in ("hugo", "config"))
    for name in ("content", "data", "i18n"):
        if (site / name).is_dir():
            shutil.copytree(site / name, scratch / name)
    for path in site.iterdir():
        if path.is_dir() and path.name.startswith("content") and not (scratch / path.name).exists():
            shutil.copytree(path, scratch / path.name)


def older_build(scratch):
    """The key build: of Hugo 0.145 and later in the word of 0.111."""
    for path in scratch.rglob("*.md"):
        text = path.read_bytes()
        parts = text.split(b"\n---", 1)
        older = re.sub(rb"(?m)^( *)build:", rb"\1_build:", parts[0])
        if len(parts) == 2 and parts[0].startswith(b"---") and older != parts[0]:
            path.write_bytes(older + b"\n---" + parts[1])


def write_programs(scratch):
    """A program that Hugo calls for .adoc; the text is not compared."""
    path = scratch / "bin" / "asciidoctor"
    path.parent.mkdir()
    path.write_text("#!/bin/sh\ncat >/dev/null\n")
    path.chmod(0o755)
    return {**os.environ, "PATH": f"{path.parent}:{os.environ['PATH']}"}


def write_templates(scratch):
    names = set()
    for path in scratch.rglob("*"):
        if path.is_file() and path.suffix in (".md", ".markdown", ".html", ".mdown", ".htm", ".org"):
            names |= set(re.findall(r"\{\{[<%]\s*(/?\s*[\w./-]+)", path.read_text(encoding="utf-8", errors="replace")))
    layouts = scratch / "layouts"
    for name, text in (("single", TEMPLATE), ("list", LIST)):
        (layouts / "_default").mkdir(parents=True, exist_ok=True)
        (layouts / "_default" / f"{name}.html").write_text(text)
    closed = {name.strip("/ ") for name in names if name.startswith("/")}
    for name in {name.strip("/ ") for name in names}:
        path = layouts / "shortcodes" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{{ if .Inner }}{{ end }}" if name in closed else "")


def as_list(value):
    items = value if isinstance(value, list) else [] if value is None else [value]
    return sorted({str(item).strip() for item in items if not isinstance(item, (dict, list)) and item is not None and str(item).strip()})


def hugos_pages(site, scratch, whole=False):
    """By source. WHOLE: of the site as it is, with its modules."""
    if whole:
        shutil.copytree(site, scratch, dirs_exist_ok=True)
    else:
        copy_site(site, scratch)
    older_build(scratch)
    write_templates(scratch)
    done = subprocess.run(["hugo", "-e", "production"], cwd=scratch, capture_output=True, text=True, env=write_programs(scratch))
    if done.returncode:
        raise RuntimeError(" ".join(re.findall(r"(?m)^(?:Error|ERROR|panic).*", done.stdout + done.stderr))[:600])
    made = {}
    for path in (scratch / "public").rglob("*"):
        if not path.is_file() or path.stat().st_size > 1 << 20:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if text.startswith("PAGE {"):
            page = json.loads(text[5:])
            if page["kind"] == "page":
                made[os.path.relpath(page["source"], scratch)] = page
    return made


def hugos_lists(scratch):
    """By address, of the site that hugos_pages made."""
    texts = [path.read_text(encoding="utf-8") for path in (scratch / "public").rglob("*.html")]
    lists = [json.loads(text[5:]) for text in texts if text.startswith("LIST")]
    return {urllib.parse.unquote(one["address"]): one for one in lists}


def our_pages(build, scratch):
    return {source: page for source, page in pages.ours(build, scratch).items() if not pathlib.Path(source).name.startswith("_index.")}


def stem_of(address, base):
    path = re.sub("/+", "/", urllib.parse.unquote(address))
    path = path.removeprefix(base) if base else path
    path = path.removesuffix(".html")
    return path.removesuffix("index") if path.endswith("/index") else path


def differences(theirs, ours, base):
    """Each facet in which OURS is not THEIRS, with both values."""
    if not pages.same_title(theirs, ours):
        yield "title", theirs["title"], ours["title"]
    date = ours.get("date") or "0001-01-01T00:00:00Z"
    if theirs["date"] != date:
        yield "date", theirs["date"], date
    if stem_of(theirs["address"], base) != urllib.parse.unquote(ours["stem"]):
        yield "address", urllib.parse.unquote(theirs["address"]), urllib.parse.unquote(ours["stem"])
    for facet in ("tags", "categories"):
        if as_list(theirs[facet]) != sorted(set(ours[facet])):
            yield facet, theirs[facet], ours[facet]


def base_of(site):
    for name in ROOTS:
        if (site / name).is_file():
            values = {key.lower(): value for key, value in read_values(site / name).items()}
            return urllib.parse.urlsplit(str(values.get("baseurl", ""))).path.rstrip("/")
    return ""


def both(build, site):
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        theirs = hugos_pages(site, scratch)
        shutil.rmtree(scratch / "public")
        return theirs, our_pages(build, scratch)


def main():
    parser = pages.parser_of(__doc__)
    parser.add_argument("sites", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    build = options.build.resolve()
    return pages.compare_all(options.sites, "Hugo", options.show, lambda site: both(build, site),
                             lambda site: functools.partial(differences, base=base_of(site)))


if __name__ == "__main__":
    sys.exit(main())
