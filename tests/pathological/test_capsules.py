"""Capsules that make reading, checking and writing them slow: each time they are twice as large, they may take twice as long.

Judged by the CPU time of one process, and by comparison: what is quadratic takes sixteen times as much of four times the input.
"""
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BIN = pathlib.Path(os.environ.get("SPLASHDOWN_BIN", ROOT / "build" / "asan")) / "splashdown"
TIMES_LARGER = 4
TIMES_DEARER = 8  # where 4 is linear, 16 quadratic
MEASURABLE_SECONDS = 0.1
HEAD = "_config.yml"
FIRST = "_posts/2024-01-01-a.md"
HEXO = {"_config.yml": "source_dir: source\n"}
HEXOS_FIRST = "source/_posts/a.md"


def post(body="Text.", **front):
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in front.items()) + f"---\n{body}\n"


def names(n, form="n{}"):
    return "[" + ", ".join(form.format(i) for i in range(n)) + "]"


def posts(n, body="Text.", **front):
    """N posts of one tag out of ten, and one of their own."""
    return {f"_posts/20{10 + i // 336:02}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}-p{i}.md": post(body, tags=f"[t{i % 10}, o{i}]", **front)
            for i in range(n)}


def list_of(n, line):
    return "".join(line.format(i) for i in range(n))


RELATED = """{% assign mine = page.tags %}
{% for post in site.posts %}{% assign common = 0 %}
{% for tag in post.tags %}{% if mine contains tag %}{% assign common = common | plus: 1 %}{% endif %}{% endfor %}
{% if common > 0 %}{% unless post.url == page.url %}
* [{{ post.title }}]({{ post.url }})
{% endunless %}{% endif %}{% endfor %}
"""
PICKED = """{% assign some = site.posts | where: "title", "nobody" %}{% assign more = site.posts | where_exp: "p", "p.tags contains 't3'" %}
{% assign sorted = more | sort: "title" %}{% for p in sorted %}{{ p.title }} {% endfor %}
{% assign groups = site.posts | group_by: "title" %}{{ groups.size }}{{ site.posts | map: "url" | uniq | size }}
"""

UNSAFE = "[markup.goldmark.renderer]\nunsafe = true\n"


def hugo(body, settings=UNSAFE):
    return {"hugo.toml": f'baseURL = "https://example.org/"\n{settings}', "content/post/a.md": post(body)}


def asciidoc(body):
    return {"hugo.toml": "", "content/post/a.adoc": post(body)}


# Name to a function from a size to a capsule, and the size that is small.
CAPSULES = {
    "tags of one post": (lambda n: {FIRST: post(tags=names(n))}, 4000),
    "tags of one slug": (lambda n: {FIRST: post(tags=names(n, "'a{:b}'").replace("1", "!").replace("0", "?"))}, 4000),
    "tags as text": (lambda n: {FIRST: post(tags=" ".join(f"n{i}" for i in range(n)))}, 4000),
    "categories of one post": (lambda n: {FIRST: post(categories=names(n)), HEAD: "permalink: /:title.html\n"}, 4000),
    "categories as text": (lambda n: {FIRST: post(category=names(n)), HEAD: "permalink: /:title.html\n"}, 4000),
    "authors": (lambda n: {"_data/authors.yml": list_of(n, "a{0}:\n  name: Author {0}\n"), **posts(n // 10, author="a7")}, 4000),
    "addresses of one post": (lambda n: {FIRST: post(redirect_from=names(n, "/a{}"))}, 4000),
    "keys of a post": (lambda n: {FIRST: post(**{f"k{i}": i for i in range(n)})}, 4000),
    "defaults": (lambda n: {HEAD: "defaults:\n" + list_of(n, "  - scope: {{path: f{0}}}\n    values: {{k{0}: 1}}\n"), FIRST: post()}, 1000),
    "data asked by key": (lambda n: {"_data/d.yml": list_of(n, "k{0}: v{0}\n"),
                                     FIRST: post(list_of(n // 20, "{{{{ site.data.d.k{0} }}}}\n"))}, 16000),
    "headings with one id": (lambda n: {FIRST: post(list_of(n, "# Same\n\n"))}, 8000),
    "headings with ids of one kind": (lambda n: {FIRST: post(list_of(n, "# Same {{#same}}\n\n"))}, 8000),
    "footnotes": (lambda n: {FIRST: post(list_of(n, "[^{0}] ") + "\n\n" + list_of(n, "[^{0}]: x\n"))}, 4000),
    "one footnote again and again": (lambda n: {FIRST: post("[^a] " * n + "\n\n[^a]: x\n")}, 8000),
    "definitions of links": (lambda n: {FIRST: post(list_of(n, "[r{0}]: /u{0}\n") + "\n" + list_of(n, "[r{0}]\n"))}, 8000),
    "links to posts": (lambda n: {FIRST: post(list_of(n, "[a]({{{{ 'b' | append: '{0}' }}}}) <http://a.example/{0}>\n\n"))}, 2000),
    "abbreviations": (lambda n: {FIRST: post(list_of(n, "*[A{0}]: x\n") + "\n" + list_of(n, "A{0} "))}, 4000),
    "includes in loops": (lambda n: {"_includes/i.md": "{% for x in (1..5) %}{{ x }}{% endfor %}\n",
                                     FIRST: post("{% for x in (1.." + str(n) + ") %}{% include i.md %}{% endfor %}")}, 500),
    "comments without an end set off in HTML": (lambda n: hugo("<p>\n\n<!-- x\n\n" * n), 4000),
    "Markdown set off in HTML": (lambda n: hugo("<div>\n\n*a* `<p>` `` \n\n</div>\n\n" * n), 2000),
    "shortcodes in one line": (lambda n: hugo("{{< nope x >}} " * n), 4000),
    "pairs of shortcodes in one line": (lambda n: hugo("{{< nope >}}" * n + "{{< /nope >}}" * n), 4000),
    "elements without an end around what is set off": (lambda n: hugo("<div>\n\n<b x=\"\n\na\n" * n), 4000),
    "related posts": (lambda n: {**posts(n), "_posts/2023-01-01-related.md": post(RELATED * 3, tags="[t3]", title="Related")}, 250),
    "picked posts": (lambda n: {**posts(n), "picked.md": post(PICKED * 3, title="Picked")}, 250),
    "assigned names": (lambda n: {FIRST: post(list_of(n, "{{% assign a{0} = {0} %}}") + list_of(n, "{{{{ a{0} }}}} "))}, 4000),
    "counters": (lambda n: {FIRST: post(list_of(n, "{{% increment a{0} %}}") + list_of(n, "{{{{ a{0} }}}} "))}, 2000),
    "files of a folder": (lambda n: {**{f"f/{i}.txt": "text\n" for i in range(n)}, "f/page.md": post(list_of(n, "[a]({0}.txt)\n"))}, 250),
    "wiki links": (lambda n: {**{f"n{i}.md": "x\n" for i in range(n // 8)}, "a.md": list_of(n, "[[n{0}]] ![[p{0}.png]]\n")}, 1000),
    "marks of notes that do not close": (lambda n: {"a.md": "x [[a ==b `c %% " * n + "\n"}, 8000),
    "braces that do not close": (lambda n: {**HEXO, HEXOS_FIRST: post("x {{ a " * n + "{{ '}} " * n)}, 8000),
    "tags that do not close": (lambda n: {**HEXO, HEXOS_FIRST: post("{%" * n + " %}")}, 32000),
    "comments that do not close": (lambda n: {**HEXO, HEXOS_FIRST: post("{#id} {# " * n + "\n{#" * n)}, 16000),
    "tags in tags": (lambda n: {**HEXO, HEXOS_FIRST: post("{% note %}{% raw %}{% codeblock %}" * n + "{% endnote %}" * n)}, 4000),
    "raw in code": (lambda n: {**HEXO, HEXOS_FIRST: post("{% codeblock %}" + "{% raw %}{# " * n + "{% endcodeblock %}")}, 8000),
    "fences with captions": (lambda n: {**HEXO, HEXOS_FIRST: post("```js a b https://a.example/ c\nx\n```\n" * n)}, 2000),
    "ruby and values": (lambda n: {**HEXO, HEXOS_FIRST: post("{漢|か {{ 1 + " * n + "1 }}" * n)}, 4000),
    "keys above a line": (lambda n: {**HEXO, HEXOS_FIRST: "title: a\ndate: 2024-01-01\n" + list_of(n, "k{0}: {0}\n") + "---\nText.\n"}, 4000),
    "names of posts": (lambda n: {**HEXO, **{f"source/_posts/p{i}.md": post("{% post_link p" + str(i * 7 % n) + " %}", title=f"T{i}", date="2024-01-01") for i in range(n)}}, 500),
    "marks of AsciiDoc that do not close": (lambda n: asciidoc("<< {{< [[a link:a[b `c `+ [.x]# {a} \n" * n), 2000),
    "cells of AsciiDoc": (lambda n: asciidoc("|===\n" + "|a " * n + "\n" + "|b\nc\n" * n), 1000),
    "attributes of AsciiDoc": (lambda n: asciidoc(list_of(n, ":a{0}: {{a}}x\n") + "\n" + list_of(n, "{{a{0}}}\n")), 2000),
    "files that AsciiDoc does not find": (lambda n: asciidoc(list_of(n, "include::a{0}.adoc[]\n")), 4000),
    "an AsciiDoc page in itself": (lambda n: asciidoc("x\n\ninclude::a.adoc[]\n" * n), 2000),
    "places of an AsciiDoc page": (lambda n: asciidoc(list_of(n, "[[a{0}]]\n== T\n\n<<a{0}>>\n\n")), 1000),
    "terms of pages": (lambda n: {"hugo.toml": "", **{f"content/docs/p{i}.md": f"---\ntitle: P\ntags: [a, t{i}, t{i % 7}]\nseries: [b]\n---\nx\n" for i in range(n)}}, 500),
    "posts of one day and name": (lambda n: {f"c{i}/_posts/2024-01-01-a.md": post() for i in range(n)}, 250),
}


def write(folder, capsule):
    for name, text in capsule.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def cpu_of(*command):
    process = subprocess.Popen([BIN, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode("utf-8", "replace")
    process.stderr.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, used.ru_utime + used.ru_stime, said


def cpu_of_capsule(folder, command, arguments):
    """Seconds for one capsule; the smaller of two measures where it is said that one is not enough."""
    code, cpu, said = cpu_of(command, *[str(a).replace("OUT", str(folder) + "-" + command) for a in arguments], folder)
    assert code in (0, 1) and "ERROR: AddressSanitizer" not in said and "runtime error" not in said, said[-2000:]
    return cpu


COMMANDS = {"check": [], "export": ["--to", "gemini", "--output", "OUT"]}


@pytest.mark.parametrize("name, command", [(n, c) for n in CAPSULES for c in COMMANDS])
def test_a_larger_capsule_takes_as_much_more(name, command, tmp_path):
    make, size = CAPSULES[name]
    folders = [write(tmp_path / str(n), make(n)) for n in (0, size, size * TIMES_LARGER)]
    start = cpu_of_capsule(folders[0], command, COMMANDS[command])
    small, large = float("inf"), float("inf")
    for _ in range(3):
        small = min(small, cpu_of_capsule(folders[1], command, COMMANDS[command]) - start)
        large = min(large, cpu_of_capsule(folders[2], command, COMMANDS[command]) - start)
        if large < TIMES_DEARER * max(small, MEASURABLE_SECONDS):
            return
    pytest.fail(f"{small:.2f} s became {large:.2f} s")
