"""`splashdown check` lists every problem that readers would see, by the author's own file and line."""
import datetime
import json
import os
import pty
import re
import subprocess

import pytest
import splash
from splash import run, write_capsule

CONFIG = "title: Tides\ntimezone: Asia/Taipei\n"


def check(folder, *flags):
    """(exit code, [(file, line, severity, message)], (pages, errors, warnings, notes))."""
    code, out, err = run("check", "--format", "json", *flags, *([folder] if folder else []))
    counts = re.fullmatch(r"(\d+) pages?, (\d+) errors?, (\d+) warnings?, (\d+) notes?\n", err)
    assert counts, err
    found = [(e["file"], e["line"], e["severity"], e["message"]) for e in json.loads(out)]
    counts = tuple(map(int, counts.groups()))
    assert counts[1:] == tuple(sum(e[2] == kind for e in found) for kind in ("error", "warning", "note"))
    assert found == sorted(found, key=lambda e: (e[0].encode(), e[1])) and len(set(found)) == len(found)
    return code, found, counts


def says(found, file, line, severity, words):
    """Exactly one entry is of that line with those words."""
    hits = [e for e in found if e[:3] == (file, line, severity) and words in e[3]]
    assert len(hits) == 1, f"{file}:{line}: {severity}: {words}\n" + "\n".join(map(str, found))


def lines_about(found, words):
    return [(file, line) for file, line, _, message in found if words in message]


def test_the_sample_capsule_is_flawless():
    code, out, err = run("check", splash.ROOT / "capsule")
    assert (code, err) == (0, "") and re.fullmatch(rb"\d+ pages, 0 errors, 0 warnings, 0 notes\n", out)


def test_each_line_has_file_line_severity_and_what_to_write(tmp_path):
    folder = write_capsule(tmp_path, {"_config.yml": CONFIG, "_posts/2024-05-01-a.md": "---\ntitle: a: b\n---\nx\n",
                                      "b.md": "---\n---\n![](/c.png)\n", "c.png": "x", "d.css": "---\n---\n"})
    code, out, err = run("check", folder)
    assert (code, err) == (1, "")
    assert out.decode().split("\n") == [
        "_posts/2024-05-01-a.md:2: error: this is not YAML (mapping values are not allowed in this context); "
        "put quotes around the value: it contains a colon",
        "b.md:3: warning: the picture /c.png has no alt text; say what it shows: ![a cat](cat.png)",
        "d.css: note: a template for Jekyll, which readers here do not see",
        "1 page, 1 error, 1 warning, 1 note", ""]


def test_warnings_and_notes_alone_are_0(tmp_path):
    folder = write_capsule(tmp_path, {"a.md": "![](/a.png)\n", "feed.xml": "---\n---\n"})
    code, found, counts = check(folder)
    assert code == 0 and counts == (1, 0, 2, 1) and len(found) == 3


# Front matter


@pytest.mark.parametrize("front, line, severity, words", [
    ("title: [x\nlang: en", 2, "error", "is not YAML"),
    ("title: a\ntitle: b", 3, "warning", 'the key "title" is there twice, and the last one counts; remove one'),
    ("lang: en\ndate: soon", 3, "error", 'date: "soon" is not a date; write 2024-05-01'),
    ("date: 2024-05-01\ntitle:", 3, "warning", 'the title is empty, so "Moon" is shown instead; write one'),
    ("title: ''", 2, "warning", "the title is empty"),
    ("title: x\npermalink: /:yeer/x/", 3, "warning", 'there is no placeholder ":yeer"'),
    ("title: x\nlang: plain English", 3, "warning", 'lang: "plain English" is not a language tag; write one such as en or zh-TW'),
    ("title: x\nhard_wrap: sometimes", 3, "warning", 'hard_wrap: "sometimes" is neither true nor false; write one of them'),
    ("- a\n- b", 2, "error", "is not a list of"),
])
def test_front_matter(front, line, severity, words, tmp_path):
    folder = write_capsule(tmp_path, {"_posts/2024-05-01-moon.md": f"---\n{front}\n---\nx\n"})
    code, found, _ = check(folder)
    says(found, "_posts/2024-05-01-moon.md", line, severity, words)
    assert code == (severity == "error")


def test_front_matter_that_is_never_closed(tmp_path):
    folder = write_capsule(tmp_path, {"_posts/2024-05-01-moon.md": "---\ntitle: Moon\n\nText.\n", "rule.md": "---\nJust a rule above.\n"})
    _, found, counts = check(folder)
    says(found, "_posts/2024-05-01-moon.md", 1, "warning", "is never closed, and is shown as text; write ---")
    assert counts[2] == 1


@pytest.mark.parametrize("name, severity, words", [
    ("_posts/2024-13-45-moon.md", "error", '"2024-13-45" is not a date; name the file as 2024-05-01-title.md'),
    ("_posts/moon.md", "warning", "not shown: a post's name begins with its date; name it 2024-05-01-title.md"),
    ("_posts/moon.png", "note", "not served: it is among the posts"),
])
def test_names_of_posts(name, severity, words, tmp_path):
    code, found, _ = check(write_capsule(tmp_path, {name: "x\n"}))
    says(found, name, 0, severity, words)
    assert code == (severity == "error")


def test_what_is_not_shown_is_told(tmp_path):
    later = datetime.date.today() + datetime.timedelta(days=400)
    folder = write_capsule(tmp_path, {
        "_posts/2024-05-01-later.md": f"---\ntitle: x\ndate: {later} 10:00:00\n---\nx\n", f"_posts/{later}-too.md": "x\n",
        "_posts/2024-05-02-off.md": "---\npublished: false\n---\nx\n", "_drafts/idea.md": "x\n",
        "archive.html": "---\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n"})
    code, found, _ = check(folder)
    assert code == 0
    says(found, "_posts/2024-05-01-later.md", 3, "warning", f"not shown before {later}T10:00:00Z, its date")
    says(found, f"_posts/{later}-too.md", 0, "warning", "not shown before")
    says(found, "_posts/2024-05-02-off.md", 0, "note", "published: false")
    says(found, "_drafts", 0, "note", "drafts are not shown; serve --drafts shows them")
    says(found, "archive.html", 0, "note", "a template for Jekyll")


# The configuration


@pytest.mark.parametrize("config, line, words", [
    ("splashdown:\n  lsting: true", 2, 'unknown key "lsting" under splashdown:; did you mean listing?'),
    ("splashdown:\n  colour: red", 2, 'unknown key "colour" under splashdown:; it does nothing'),
    ("splashdown:\n  recent: many", 2, 'splashdown.recent: "many" is not understood; write a number'),
    ("splashdown:\n  listing: sometimes", 2, "write true or false"),
    ("splashdown:\n  gemini_url: https://a.example/", 2, "write an address, such as gemini://example.org/"),
    ("splashdown: on and on", 1, "splashdown: is a list of keys"),
    ("title: x\ntimezone: Mars/Base", 2, 'there is no time zone "Mars/Base"; UTC is used'),
    ("title: x\npermalink: prety", 2, '"prety" is not a style, so every page has this same address; did you mean pretty'),
    ("title: x\npermalink: /:yeer/:title/", 2, 'there is no placeholder ":yeer"'),
    ("future: perhaps", 1, 'future: "perhaps" is neither true nor false'),
    ("title: a\ntitle: b", 2, 'the key "title" is there twice'),
])
def test_configuration(config, line, words, tmp_path):
    folder = write_capsule(tmp_path, {"_config.yml": config + "\n", "_posts/2024-05-01-a.md": "x\n", "_posts/2024-05-02-b.md": "x\n"})
    code, found, _ = check(folder)
    says(found, "_config.yml", line, "warning", words)
    assert code == 0


def test_a_configuration_that_is_no_yaml_is_an_error(tmp_path):
    code, found, _ = check(write_capsule(tmp_path, {"_config.yml": "title: [x\n"}))
    assert code == 1
    says(found, "_config.yml", 1, "error", "is not YAML")


# Lines


LONG = "x" * 230
BODY = """\
A first line, and a [link](/none-1)
over ![](/none-2.png) two lines
and *emphasis with [another](/none-3)
that ends* here `code` [ref][def].

{% unknown a %}
{{ page.title | frobnicate }}

* item
* [in a list](/none-4)
  > quote [deep](none-5.md)

{% if page.title %}
After a condition: [x](/none-6).
{% endif %}

{% comment %}
gone
and gone
{% endcomment %}

[After what is gone](/none-7)

<div>
  <p>html <a href="/none-8">x</a>
  <img src="/none-9.png"></p>
</div>

| a | b |
|---|---|
| [t](/none-10) | WIDE |

```c
short
LONG
```

{% highlight c %}
short
LONG
{% endhighlight %}

A footnote[^1] and [a script](javascript:alert) and [nothing]().

Raw <a href="/none-12">tag</a> in a
line, then <img src="/none-13.png" alt="x"> below.

[^1]: Look [here](/none-14).

[def]: /none-15
"""
WANTED = {1: 1, 2: 2, 3: 3, 4: 10, 5: 11, 6: 14, 7: 22, 8: 25, 9: 26, 10: 31, 12: 45, 13: 46, 14: 48, 15: 4}


@pytest.mark.parametrize("front, ends", [("", "\n"), ("---\ntitle: T\ntags: [a,\n  b]\n---\n", "\n"), ("---\ntitle: T\n---\n", "\r\n"),
                                         ("\ufeff---\ntitle: T\n...\n", "\n")])
def test_every_line_is_the_authors_own(front, ends, tmp_path):
    """After a front matter of any kind, Liquid that vanishes, lists, quotes, HTML, tables and code."""
    text = (front + BODY.replace("LONG", LONG).replace("WIDE", "w" * 80)).replace("\n", ends)
    folder = write_capsule(tmp_path, {"_posts/2024-05-01-a.md": text.encode()})
    _, found, _ = check(folder)
    before, file = front.count("\n"), "_posts/2024-05-01-a.md"
    for number, line in WANTED.items():
        where = [e[1] - before for e in found if re.search(rf"/?none-{number}\b", e[3]) and "nothing is there" in e[3]]
        assert where == [line], f"none-{number} is told at {where}, not at {line}"
    says(found, file, before + 2, "warning", "the picture /none-2.png has no alt text")
    says(found, file, before + 26, "warning", "the picture /none-9.png has no alt text")
    says(found, file, before + 6, "warning", 'unknown tag "unknown"')
    says(found, file, before + 7, "warning", 'unknown filter "frobnicate"')
    assert sorted(lines_about(found, "a line of code 230 columns wide")) == [(file, before + 35), (file, before + 40)]
    says(found, file, before + 29, "note", "this table is 84 columns wide; Gopher has 70")
    says(found, file, before + 43, "warning", "javascript:… is left out: no reader can follow it")
    says(found, file, before + 43, "warning", "a link without an address is only text")


def test_lines_of_an_html_page_after_liquid(tmp_path):
    folder = write_capsule(tmp_path, {"a.html": "---\ntitle: T\n---\n{% comment %}\nx\n{% endcomment %}\n<p>text\n<a href='/none'>x</a></p>\n"
                                                "<img src='/cat.png'>\n", "cat.png": "x"})
    _, found, _ = check(folder)
    says(found, "a.html", 8, "warning", "a link to /none: nothing is there")
    says(found, "a.html", 9, "warning", "the picture /cat.png has no alt text")


def test_what_is_wrong_in_an_include_is_told_of_the_include_once(tmp_path):
    folder = write_capsule(tmp_path, {
        "_includes/box.md": "fine\n\n{% bogus %}\n{{ x | nofilter }}\n{% include none.md %}\n{% include inner.md %}\n",
        "_includes/inner.md": "{% post_url 1999-01-01-none %}\n",
        "_posts/part.md": "---\nx: y\n---\n\n{% strange %}\n",
        "_posts/2024-05-01-a.md": "---\n---\n{% include box.md %}\n\n{% weird %}\n{% include_relative part.md %}\n",
        "_posts/2024-05-02-b.md": "{% include box.md %}\n\n\n{% link none.md %}\n"})
    _, found, _ = check(folder, "--all")
    says(found, "_includes/box.md", 3, "warning", 'unknown tag "bogus"')
    says(found, "_includes/box.md", 4, "warning", 'unknown filter "nofilter"')
    says(found, "_includes/box.md", 5, "warning", 'there is no file "_includes/none.md" to include')
    says(found, "_includes/inner.md", 1, "warning", 'there is no post "1999-01-01-none"')
    says(found, "_posts/2024-05-01-a.md", 5, "warning", 'unknown tag "weird"')
    says(found, "_posts/part.md", 5, "warning", 'unknown tag "strange"')
    says(found, "_posts/2024-05-02-b.md", 4, "warning", 'there is no file "none.md" to link to')


def test_bytes_that_are_no_utf8(tmp_path):
    folder = write_capsule(tmp_path, {"_posts/2024-05-01-a.md": b"---\ntitle: T\n---\nfine\nbad \xff byte\n"})
    _, found, _ = check(folder)
    says(found, "_posts/2024-05-01-a.md", 5, "warning", "bytes that are not UTF-8")


# Links


LINKS = {
    "_config.yml": CONFIG + "url: https://tides.example\nbaseurl: /blog\n",
    "_posts/2024-05-01-moon.md": "---\ntags: [sky]\nredirect_from: /old/moon/\n---\nx\n",
    "about.md": "---\npermalink: /about/\n---\nx\n", "files/our cat.png": "x", "files/a.txt": "x", "box/gophermap": "x\n",
    "tags.html": "---\n---\n{% for tag in site.tags %}{% endfor %}\n",
}
GOOD = ["/about/", "/about", "/about.html#team", "about.md", "/2024/05/01/moon.html", "/old/moon/", "/blog/about/", "#top", "?q=1",
        "https://tides.example/blog/about/", "//tides.example/blog/", "http://tides.example/blog/tag/sky/", "/files/our%20cat.png",
        "files/our cat.png", "/tags/", "/tag/sky/", "/2024/", "/atom.xml", "/feed.xml", "/box/", "mailto:a@b.example", "tel:1",
        "https://other.example/none", "https://tides.example/elsewhere", "gopher://other.example/0/x", "_posts/2024-05-01-moon.md"]
BAD = ["/none", "none.md", "../none/", "/about/none#x", "/files/none.png", "https://tides.example/blog/none.html", "/blog/none", "/2025/"]


def test_links_to_nowhere_and_no_others(tmp_path):
    body = "".join(f"<{url}>\n\n" if url.startswith("mailto") else f"[x](<{url}>)\n\n" for url in GOOD + BAD)
    _, found, _ = check(write_capsule(tmp_path, {**LINKS, "index.md": "---\n---\n" + body}))
    told = {line: (kind, message) for file, line, kind, message in found if file == "index.md"}
    assert sorted(told) == [3 + 2 * (len(GOOD) + i) for i in range(len(BAD))], told
    for i, url in enumerate(BAD):
        kind, message = told[3 + 2 * (len(GOOD) + i)]
        if url.startswith("https:"):
            assert (kind, message) == ("note", f"a link to {url} leads to the web: it is not in the capsule")
        else:
            assert kind == "warning" and f"a link to {url}: nothing is there in the capsule, so it leads to the web" in message


def test_drafts_and_posts_of_the_future_are_read_when_asked(tmp_path):
    folder = write_capsule(tmp_path, {
        "_posts/2024-05-01-now.md": "---\ntitle: Now\n---\n[then](/2999/05/01/then.html)\n",
        "_posts/2999-05-01-then.md": "---\ntitle: Then\n---\n[gone](/gone.md)\n",
        "_drafts/idea.md": "---\ntitle: Idea\nlang: x!y\n---\n[lost](/lost.md)\n"})
    _, found, counts = check(folder)
    assert counts[0] == 1 and not lines_about(found, "/gone.md") and not lines_about(found, "/lost.md")
    says(found, "_posts/2999-05-01-then.md", 0, "warning", "not shown before 2999-05-01T00:00:00Z")
    says(found, "_posts/2024-05-01-now.md", 4, "warning", "a link to /2999/05/01/then.html: nothing is there")
    says(found, "_drafts", 0, "note", "drafts are not shown; serve --drafts shows them, check --drafts reads them")
    _, found, counts = check(folder, "--future")
    assert counts[0] == 2 and not lines_about(found, "/2999/")
    says(found, "_posts/2999-05-01-then.md", 4, "warning", "/gone.md")
    _, found, counts = check(folder, "--drafts")
    assert counts[0] == 2 and not lines_about(found, "drafts are not shown")
    says(found, "_drafts/idea.md", 5, "warning", "/lost.md")
    says(found, "_drafts/idea.md", 3, "warning", 'lang: "x!y" is not a language tag')
    config = tmp_path / "splashdown.yml"
    config.write_text(f"hosts: [{{ name: example.org, capsule: {folder} }}]\n")
    _, found, counts = check(None, "-c", config, "--drafts", "--future")
    assert counts[0] == 3 and lines_about(found, "/gone.md") and lines_about(found, "/lost.md")


def test_a_folder_without_pages_is_perhaps_another_than_was_meant(tmp_path):
    words = 'has no pages: posts are files named by a day, 2024-05-01-title.md, and notes any text; splashdown new "Title" begins one'
    for files in ({}, {"notes.txt": "x"}):
        folder = write_capsule(tmp_path / f"bare{len(files)}", files)
        folder.mkdir(exist_ok=True)
        code, found, _ = check(folder)
        assert code == 0 and found == [("", 0, "warning", f"the capsule {words}")]
        assert run("list", folder) == (0, b"", f"splashdown: {folder} {words}\n")
        with splash.Server(folder, tmp_path) as server:
            assert server.said().count(f"splashdown: {folder} {words}\n") == 1 and server.get("/").status == 20
    for name, files in (("page", {"a.md": "x\n"}), ("menu", {"gophermap": "x\n"}), ("own", {"index.gmi": "x\n"})):
        _, found, _ = check(write_capsule(tmp_path / name, files))
        assert not found


def test_links_of_the_file_system_that_lead_out(tmp_path):
    folder = write_capsule(tmp_path / "capsule", {"a.md": "x\n", "_includes/x.html": "x\n", "vendor/bundle/x": "x", ".x": "x", "notes/b.txt": "x"})
    for name, target in (("passwd.txt", "/etc/passwd"), ("gone.md", "nowhere"), ("up", ".."), ("fine.md", "a.md"), (".#a.md", "nobody@host:1"),
                         ("inner", "notes"), ("_includes/out.html", "/etc/passwd"), ("vendor/bundle/y", "/etc/passwd"), ("_posts", "/etc")):
        (folder / name).symlink_to(target)
    _, found, _ = check(folder)
    assert [e[:3] for e in found] == [(name, 0, "warning") for name in ("_posts", "gone.md", "passwd.txt", "up")]
    says(found, "passwd.txt", 0, "warning", "not served: this link leads out of the capsule; put a copy in its place")
    says(found, "gone.md", 0, "warning", "not served: this link leads to nothing; remove it, or point it to something that exists")


def test_words_of_ours_that_nobody_knows(tmp_path):
    _, found, counts = check(write_capsule(tmp_path, {
        "index.md": "x\n",
        "_config.yml": "splashdown:\n  words:\n    home: Start\n    hoem: Start\n    zh:\n      newset: 最新\n      tags: [a]\n      feed:\n"
                       "    tags: { a: b }\n    colour: blau\n"}))
    says(found, "_config.yml", 4, "warning", 'unknown key "hoem" under splashdown.words:; did you mean home?')
    says(found, "_config.yml", 6, "warning", 'unknown key "newset" under splashdown.words:; did you mean newest?')
    says(found, "_config.yml", 7, "warning", "splashdown.words: tags is not a text; write the words that readers should see")
    says(found, "_config.yml", 9, "warning", "splashdown.words: tags is not a text")
    says(found, "_config.yml", 10, "warning", 'unknown key "colour" under splashdown.words:; it does nothing')
    assert counts[2] == 5


DRIFTING = """---
title: T
---
One `code
over two` lines
[x](/gone1)

- item `x
  y
  z` more
  [x](/gone2)

> quote `x
> y` [x](/gone3)
> [x](/gone4)

text <span title="a
b">x</span> [x](/gone5)
[x](/gone6) and <!-- c
c --> [x](/gone7)
[x](/gone8) ![x](/gone9.png)

Link [over
two](/gone10 "title
over") and
[x](/gone11)

Para *em
ph* **[str
ong](/gone12)** [x](/gone13)
hard  
break\\
[x](/gone14) <b
class="x">y</b> <a
href="/gone15">x</a> <img
src="/gone16.png"> `a
b``c` ``d
e`` [x](/gone17)
*[x](/gone18)*

| a `x` | b |
|---|---|
| [x](/gone19) | x |

{{ "liquid" }} `a
b` [x](/gone20)

text $$a
b$$ [x](/gone21)
{::comment} a
b {:/} [x](/gone22)
[x](/gone23)

Foot[^1] `a
b`
[x](/gone24) [one
two]: [x](/gone25) [reference
link] [x](/gone26)

[^1]: Note `x
    y` text
    [x](/gone27)

[reference link]: /gone28
"""


def test_lines_do_not_drift_behind_what_goes_over_several_lines(tmp_path):
    _, found, _ = check(write_capsule(tmp_path, {"a.md": DRIFTING}))
    where = {int(re.search(r"/gone(\d+)", message)[1]): line for _, line, _, message in found if "/gone" in message}
    lines = DRIFTING.split("\n")
    real = {int(n): i for i, line in enumerate(lines, 1) for n in re.findall(r"/gone(\d+)", line)}
    # A link stands where its address ends, an element where it begins.
    real |= {15: lines.index('class="x">y</b> <a') + 1, 16: lines.index('href="/gone15">x</a> <img') + 1, 28: lines.index("link] [x](/gone26)") + 1}
    assert sorted(where.items()) == sorted(real.items())


def test_a_gophermap_that_is_too_large_to_be_shown(tmp_path):
    code, found, _ = check(write_capsule(tmp_path, {"index.md": "x\n", "big/gophermap": "a\n" * 600000, "small/gophermap": "a\n" * 1000}))
    assert code == 1 and [e[:3] for e in found] == [("big/gophermap", 0, "error")]
    says(found, "big/gophermap", 0, "error", "is larger than 1 MB, and not shown; split it")


def test_links_of_gemtext_and_gophermaps(tmp_path):
    folder = write_capsule(tmp_path, {
        "own.gmi": "---\ntitle: T\n---\n=> /about.gmi ok\n=> none.gmi bad\n```\n=> code\n```\n=> https://a.example/ ok\n", "about.md": "x\n",
        "box/gophermap": "plain\nifine\tx\tnull\t1\n0A note\tnote.txt\n1Up\t/about\n1Gone\t/gone\n0Missing\tmissing.txt\n"
                         "1Other\t/x\tother.example\t70\nhWeb\tURL:https://a.example/\n0caps\t/caps.txt\n7Search\t/search\n", "box/note.txt": "x"})
    _, found, counts = check(folder)
    says(found, "own.gmi", 5, "warning", "a link to none.gmi: nothing is there; write the path of a page or a file")
    says(found, "box/gophermap", 5, "warning", 'the item "Gone" leads to /gone: nothing is there')
    says(found, "box/gophermap", 6, "warning", 'the item "Missing" leads to missing.txt')
    assert counts[2] == 3


def test_what_is_too_long_for_a_protocol(tmp_path):
    host = "a" * 60 + ".example"
    folder = write_capsule(tmp_path, {
        "_posts/2024-05-01-a.md": f"---\n---\n[short](https://b.example/{'x' * 900})\n\n[{'月' * 40}](https://b.example/{'y' * 880})\n\n"
                                  f"[endless](https://b.example/{'z' * 1100})\n",
        "_posts/2024-05-02-b.md": f"---\npermalink: /{'月' * 112}/\n---\nx\n", "_posts/2024-05-03-c.md": f"---\npermalink: /{'月' * 100}/\ntitle: {'月' * 40}\n---\nx\n"})
    code, found, _ = check(folder)
    says(found, "_posts/2024-05-01-a.md", 5, "warning", "is too long for an item of a Gopher menu, and is shown as text there")
    says(found, "_posts/2024-05-01-a.md", 7, "warning", "and is left out, since the limit is 1023; write a shorter one")
    says(found, "_posts/2024-05-02-b.md", 0, "error", "more than the 1024 of a request; give it a shorter permalink")
    says(found, "_posts/2024-05-03-c.md", 0, "warning", "too long for an item of a Gopher menu, so lists there show only its title")
    assert code == 1 and not lines_about(found, "x" * 100)
    config = tmp_path / "s.yml"
    config.write_text(f"gopher: {{ width: 20 }}\nhosts: [{{ name: {host}, capsule: {folder} }}]\n")
    _, found, _ = check(None, "-c", config)
    says(found, f"{folder}/_posts/2024-05-01-a.md", 3, "warning", "too long for an item of a Gopher menu")


# Addresses


def test_addresses_that_two_would_have(tmp_path):
    folder = write_capsule(tmp_path, {
        "_config.yml": "title: T\npermalink: /:title/\n",
        "_posts/2024-05-01-moon.md": "---\ntags: [sky, '..', C, C++]\ncategory: day\nredirect_from: [/about/, /files/a.txt, /fine/]\n---\nx\n",
        "_posts/2024-06-01-moon.md": "x\n", "_posts/2024-07-01-sun.md": "---\ntags: [sky, '..', C, C++]\ncategory: day\nredirect_from: /fine/\n---\nx\n",
        "about.md": "---\npermalink: /about/\n---\nx\n", "tags.md": "---\npermalink: /tags/\n---\nx\n", "posts.md": "x\n", "atom.xml": "x",
        "2024.md": "---\npermalink: /2024/\n---\nx\n", "tag/sky/gophermap": "x\n", "notes/index.txt": "x", "notes.md": "x\n", "files/a.txt": "x",
        "index.md": "[all](/pages/)\n", "robots.txt": "x"})
    code, found, _ = check(folder)
    assert code == 0
    says(found, "_posts/2024-05-01-moon.md", 0, "warning", "has the same address as _posts/2024-06-01-moon.md (/moon/), and is not shown")
    for file, what in (("tags.md", "/tags/ and hides the list of all tags"), ("posts.md", "/posts/ and hides the list of all posts"),
                       ("atom.xml", "/atom.xml and hides the feed"), ("2024.md", "/2024/ and hides the list of a year"),
                       ("tag/sky/gophermap", "/tag/sky/ and hides the list of a tag")):
        says(found, file, 0, "warning", f"has the address {what}; rename it")
    says(found, "notes/index.txt", 0, "warning", "cannot be reached on Gopher: it has the same address as notes.md; rename it")
    says(found, "_posts/2024-05-01-moon.md", 4, "warning", "redirect_from: /about/ is the address of about.md")
    says(found, "_posts/2024-05-01-moon.md", 4, "warning", "redirect_from: /files/a.txt is the address of files/a.txt; remove it")
    says(found, "_posts/2024-05-01-moon.md", 4, "warning", "redirect_from: /fine/ leads to _posts/2024-07-01-sun.md, which names it, too")
    says(found, "_posts/2024-07-01-sun.md", 0, "warning", 'no address can be made from ".."')
    assert not lines_about(found, "index.md") and not [e for e in found if e[0] in ("robots.txt", "index.md")]


def test_a_file_of_more_than_100_mb(tmp_path):
    with open(write_capsule(tmp_path, {"b.md": "x\n"}) / "a.bin", "wb") as large:
        large.truncate(101 << 20)
    _, found, counts = check(tmp_path)
    says(found, "a.bin", 0, "warning", "101 MB: few readers will wait for that much; make it smaller")
    assert counts == (1, 0, 1, 0)


# The server's configuration


def test_a_server_configuration_is_read_as_serve_reads_it(tmp_path):
    write_capsule(tmp_path, {"a/_posts/2024-05-01-x.md": "![](/x.png)\n", "b/b.md": "x\n",
                             "good.yml": "hosts:\n  - { name: a.example, capsule: a }\n  - { name: b.example, capsule: b }\n",
                             "bad.yml": "gopher: { prot: 70 }\n"})
    code, found, counts = check(None, "-c", tmp_path / "good.yml")
    assert code == 0 and counts[0] == 2
    says(found, f"{tmp_path}/a/_posts/2024-05-01-x.md", 1, "warning", "no alt text")
    notes = [message for file, _, severity, message in found if severity == "note" and not file]
    assert [any(word in note for note in notes) for word in ("Landlock", "seccomp", "openat2")] == [True] * 3
    code, found, _ = check(None, "-c", tmp_path / "bad.yml")
    assert code == 1
    says(found, f"{tmp_path}/bad.yml", 1, "error", "prot")
    code, out, err = run("check", "-c", tmp_path / "bad.yml")
    assert (code, out) == (1, b"") and "bad.yml:1: " in err


@pytest.mark.parametrize("days, severity, words", [(10, "warning", "expires in "), (-2, "error", "has expired; renew it"), (300, None, None)])
def test_a_certificate_that_ends_is_told(days, severity, words, tmp_path):
    certs = tmp_path / "certs"
    certs.mkdir()
    start = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=100)
    end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=a.example",
                    "-keyout", certs / "a.example.key", "-out", certs / "a.example.csr.crt", "-days", "1"], check=True, capture_output=True)
    subprocess.run(["openssl", "req", "-new", "-key", certs / "a.example.key", "-subj", "/CN=a.example", "-out", certs / "csr"], check=True)
    (certs / "ca.cnf").write_text(f"[ca]\ndefault_ca=d\n[d]\ndatabase={certs}/db\nnew_certs_dir={certs}\nserial={certs}/serial\n"
                                  "default_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n")
    (certs / "db").write_text("")
    (certs / "serial").write_text("01")
    subprocess.run(["openssl", "ca", "-batch", "-notext", "-config", certs / "ca.cnf", "-selfsign", "-keyfile", certs / "a.example.key",
                    "-in", certs / "csr", "-out", certs / "a.example.crt", "-startdate", start.strftime("%Y%m%d%H%M%SZ"),
                    "-enddate", end.strftime("%Y%m%d%H%M%SZ")], check=True, capture_output=True)
    write_capsule(tmp_path / "a", {"a.md": "x\n"})
    (tmp_path / "s.yml").write_text(f"certs: {certs}\nhosts: [{{ name: a.example, capsule: {tmp_path}/a }}]\n")
    code, found, counts = check(None, "-c", tmp_path / "s.yml")
    assert code == (severity == "error")
    if severity:
        says(found, f"{certs}/a.example.crt", 0, severity, words)
    else:
        assert counts[1:3] == (0, 0)


def test_dump_prints_what_is_in_force(tmp_path):
    (tmp_path / "s.yml").write_text("gopher: { width: 60 }\n")
    code, out, _ = run("check", "-c", tmp_path / "s.yml", "--dump")
    assert code == 0 and b"width: 60" in out and b"request_timeout" in out
    assert run("check", "--dump")[0] == 0


# Many


def test_no_folder_and_no_terminal(tmp_path):
    code, found, _ = check(tmp_path / "none")
    assert code == 1
    says(found, str(tmp_path / "none"), 0, "error", "cannot be opened as a capsule: No such file or directory; name a folder")


def test_progress_is_shown_on_a_terminal(tmp_path):
    for i in range(2100):
        write_capsule(tmp_path, {f"_posts/2024-05-01-p{i}.md": "x\n"})
    terminal, inside = pty.openpty()
    process = subprocess.Popen([splash.SPLASHDOWN, "check", tmp_path], stdout=subprocess.PIPE, stderr=inside)
    os.close(inside)
    said = b""
    try:
        while chunk := os.read(terminal, 4096):
            said += chunk
    except OSError:
        pass
    out = process.communicate()[0]
    os.close(terminal)
    assert process.returncode == 0 and out == b"2100 pages, 0 errors, 0 warnings, 0 notes\n"
    assert b"\r250 of 2100 pages" in said and said.endswith(b"\r\x1b[K")


def test_an_expansion_bomb_is_told_wherever_jekyll_reads_yaml(tmp_path):
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9))
    capsule = write_capsule(tmp_path / "c", {"_config.yml": "title: T\n", "_data/bomb.yml": bomb, "_data/authors.yml": "mo: { name: Mo }\n",
                                            "_posts/2024-05-01-bomb.md": f"---\n{bomb}---\nx\n", "a.md": "---\ntitle: A\n---\nA{{ site.data.bomb.a8 }} {{ site.data.authors.mo.name }}.\n"})
    code, out, _ = run("check", capsule)
    told = out.decode()
    assert code == 1 and "_data/bomb.yml:5: error: " in told and "_posts/2024-05-01-bomb.md:6: error: " in told and told.count("more than 100000 values") == 2, told
    code, out, _ = run("render", "--to", "text", capsule / "a.md")
    assert code == 0 and "A Mo." in out.decode()
    (tmp_path / "own").mkdir()
    code, out, _ = run("check", write_capsule(tmp_path / "own" / "c", {"_config.yml": bomb, "a.md": "x\n"}))
    assert code == 1 and "_config.yml:5: error: " in out.decode()
