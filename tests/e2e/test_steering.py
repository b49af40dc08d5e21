"""No character that steers a terminal reaches anybody: planted in every text that an author can write, looked for in all that leaves."""
import json
import re

import pytest

import splash
from splash import write_capsule

RAW = "\x1b]0;t\x07\x9b31m\u202e\u2066z\u2028\ufeff\x7f\x01"
YAML = '"X\\e]0;t\\a\\x9b31m\\u202e\\u2066z\\u2028\\ufeff\\x7f\\x01"'
ENTITY = "&#27;]0;t&#7;&#x9b;31m&#x202e;&#x2066;z&#x2028;&#xfeff;&#127;&#1;"
CONFIG = f"""title: {YAML}
description: {YAML}
author: {YAML}
lang: {YAML}
url: https://example.org
feed: {{ path: {YAML} }}
collections: [work, {YAML}]
evil: {YAML}
splashdown: {{ listing: true, words: {{ posts: {YAML}, newest: {YAML}, all_posts: {YAML}, search_for: {YAML}, next: {YAML} }}, {YAML}: 1 }}
"""
POST = f"""---
title: {YAML}
tags: [{YAML}, other]
categories: [{YAML}]
author: {YAML}
lang: {YAML}
description: {YAML}
redirect_from: [{YAML}, /old]
slug: {YAML}
last_modified_at: {YAML}
own: {YAML}
---
# Heading {RAW}

A {RAW} paragraph, {{{{ page.own }}}}, {{{{ site.evil }}}}, {{{{ site.data.d.x }}}}, {{{{ page.tags | join: " " }}}}, {{{{ "%1b%5d0%3b%c2%9b%e2%80%ae" | url_decode }}}},
{ENTITY} and [a label {RAW}](/posts/?{RAW} "title {RAW}") and ![alt {RAW}](/p.png).

- item {RAW}

> quote {RAW}

    code {RAW}

```lang{RAW}
code {RAW}
```

| a {RAW} | b |
|---|---|
| c {RAW} | d {ENTITY} |

Term {RAW}
: definition {RAW}

<h2 title="{RAW}">html {RAW} {ENTITY}</h2>

note[^1]

[^1]: note {RAW}
"""
FILES = {
    "_config.yml": CONFIG, "_data/d.yml": f"x: {YAML}\n", "_data/j.json": '{"x": "\\u001b\\u009b\\u202e"}', "_work/a.md": f"---\ntitle: {YAML}\n---\n{RAW}\n",
    "_posts/2024-05-01-a.md": POST, "_posts/2024-05-02-b.md": "---\ntitle: B\ntags: other\n---\nplain\n",
    "_posts/2024-05-03-h.html": f"---\ntitle: {YAML}\n---\n<p>{RAW} {ENTITY}</p><ul><li>{RAW}</ul><a href='/x{ENTITY}'>{ENTITY}</a>\n",
    "_posts/2024-05-04-g.gmi": f"---\ntitle: {YAML}\n---\n# Title {RAW}\n=> /posts/ label {RAW}\ntext {RAW}\n```alt {RAW}\ncode {RAW}\n```\n",
    "_posts/2024-05-05-t.txt": f"---\ntitle: {YAML}\n---\ntext {RAW}\n", "_posts/2024-05-06-\u202eright\u2066.md": "x\n",
    "notes/page\u202e.gmi": f"# Title {RAW}\n* item {RAW}\n", "notes/file\u202e\u2066.bin": "x\n", "notes/\u202e\u2066folder/x.bin": "x\n",
    "map/gophermap": f"text {RAW}\n1label {RAW}\t/posts/\n0x {RAW}\t/y{RAW}\thost{RAW}\t70\n",
    "loop.md": "---\ntitle: Loop\n---\n{% for w in site.work %}{{ w.title }} {{ w.content }}{% endfor %}{{ site.data.j.x }}\n",
}
NAMES = {f"notes/c1\x9b.md": "x\n", "notes/esc\x1b.md": "x\n"}
NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
ORDER = re.compile("[\u202a-\u202e\u2066-\u2069]")


def is_balanced(line):
    depth = [0, 0]
    for c in line:
        depth[0] += c in "\u202a\u202b\u202d\u202e"
        depth[1] += c in "\u2066\u2067\u2068"
        depth[0] -= c == "\u202c"
        depth[1] -= c == "\u2069"
    return depth == [0, 0]


def look(where, raw, label=lambda line: False):
    """RAW has nothing that steers; its lines are balanced, and its labels have no order of their own."""
    text = raw.decode("utf-8")
    assert not NEVER.search(text.replace("\r\n", "\n")) and "\r" not in text.replace("\r\n", ""), (where, NEVER.findall(text), text)
    for line in text.replace("\r\n", "\n").split("\n"):
        assert is_balanced(line), (where, line)
        assert not (label(line) and ORDER.search(line)), (where, line)


def is_gemtext_label(line):
    return line.startswith(("#", "=>"))


def is_menu_label(line):
    return "\t" in line and not line.startswith("i")


def is_title(line):
    return "<title" in line or "<name" in line or "<id" in line or "<category" in line or "<link" in line


@pytest.fixture
def capsule(tmp_path):
    return write_capsule(tmp_path / "capsule", FILES | NAMES)


def follow(get, links_of, start):
    """Everything that links within the capsule lead to."""
    seen, due = {}, list(start)
    while due:
        path = due.pop()
        if path in seen:
            continue
        seen[path] = get(path)
        due += links_of(seen[path])
    return seen


START = ["/", "/posts/", "/tags/", "/categories/", "/atom.xml", "/notes/", "/map/", "/loop.gmi", "/loop", "/notes/esc", "/caps.txt", "/robots.txt", "/old", "/2024/",
         "/nothing"]


def test_nothing_that_is_served_steers_a_terminal(capsule, tmp_path):
    with splash.Server(capsule, tmp_path) as server:
        def links_of(answer):
            if answer.status != 20 or not answer.meta.startswith("text/gemini"):
                return [answer.meta] if answer.status == 31 and answer.meta.startswith("/") else []
            return [url for url, _ in splash.links(answer.text) if url.startswith("/")]

        seen = follow(server.get, links_of, START + ["/search", "/search?plain", "/search?definition", "/search?%1b%5d%c2%9b%e2%80%ae"])
        for path, answer in seen.items():
            look(path, answer.header, lambda line: True)
            if answer.status == 20:
                look(path, answer.body, is_title if "xml" in answer.meta else is_gemtext_label)
        assert sum(answer.status == 20 for answer in seen.values()) > 25, sorted(seen)
        assert any("z" in answer.header.decode() for answer in seen.values() if answer.status == 10)

        def items_of(raw):
            if not raw.endswith(b"\r\n.\r\n"):
                return []
            return [item.selector for item in splash.menu(raw) if item.type in "01" and item.host == "localhost" and item.selector.startswith("/")]

        menus = follow(server.select, items_of, START + ["/loop.txt", "/search\tplain", "/search\tdefinition", "/search\t\x1b]\x9b\u202e"])
        for path, raw in menus.items():
            look(path, raw, is_title if raw.startswith(b"<?xml") else is_menu_label)
        assert len(menus) > 25
        server.get("/%1b%c2%9b%e2%80%ae")
        server.select("/\x1b\x9b\u202e")
    look("log", server.log.read_bytes(), lambda line: True)
    look("access log", server.out.read_bytes(), lambda line: True)


def test_no_command_prints_what_steers_a_terminal(capsule, tmp_path):
    splash.write_capsule(capsule, {"broken.md": f"---\nlayout: {YAML}\nlang: {YAML}\ndate: {YAML}\npublished: {YAML}\n---\n[x](/none{RAW})\n{{% bad{RAW} %}}\n{{{{ x | no{RAW} }}}}\n"})
    commands = [("list",), ("check",), ("list", "--format", "json"), ("check", "--format", "json")]
    for command in commands:
        _, out, said = splash.run(*command, capsule)
        assert out
        look(command, out, lambda line: True)
        look(command, said.encode(), lambda line: True)
    json.loads(splash.run("list", "--format", "json", capsule)[1])
    for flags in ((), ("--content", "summary"), ("--alternate", "web", "--alternate", "gopher"), ("--tag", "other")):
        code, out, said = splash.feed(*flags, capsule)
        assert code == 0 and b"<entry" in out
        look(flags, out, is_title)
        look(flags, said.encode(), lambda line: True)
    look("usage", splash.feed("--tag", RAW.replace("\0", ""), capsule)[2].encode(), lambda line: True)
    for kind, label in (("gemtext", is_gemtext_label), ("gophermap", is_menu_label), ("text", lambda line: False), ("html", lambda line: False)):
        for name in FILES:
            if name.endswith((".md", ".gmi", ".html")) and not name.startswith("_work"):
                code, out, said = splash.run("render", "--to", kind, capsule / name)
                assert code == 0, said
                look((kind, name), out, label)
                look((kind, name), said.encode(), lambda line: True)
    for protocol, label in (("gemini", is_gemtext_label), ("gopher", is_menu_label)):
        code, out, said = splash.run("export", "--to", protocol, "--output", tmp_path / protocol, capsule)
        assert code == 0
        look(protocol, out + said.encode(), lambda line: True)
        for path in (tmp_path / protocol).rglob("*"):
            if path.is_file():
                look(path, path.read_bytes(), is_title if path.suffix == ".xml" else label)
