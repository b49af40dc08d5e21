"""`splashdown check` and slips of the author's: misspelt keys, front matter that is none, links of other programs, files too large."""
import json

import pytest
from splash import run, write_capsule


def told(folder):
    """[(file, line, message)] of all warnings and errors."""
    _, out, _ = run("check", "--format", "json", folder)
    return [(e["file"], e["line"], e["message"]) for e in json.loads(out) if e["severity"] != "note"]


def page(keys, body="x"):
    return f"---\n{keys}\n---\n{body}\n"


@pytest.mark.parametrize("key, meant", [
    ("titel", "title"), ("Tags", "tags"), ("tgas", "tags"), ("layot", "layout"), ("permalnk", "permalink"), ("catgories", "categories"),
    ("discription", "description"), ("pubished", "published"), ("last_modifed_at", "last_modified_at"), ("Title", "title"),
])
def test_a_misspelt_key_is_named_with_its_line(tmp_path, key, meant):
    folder = write_capsule(tmp_path, {"_config.yml": "title: T\n", "a.md": page(f"lang: en\n{key}: x")})
    assert told(folder) == [("a.md", 3, f'unknown key "{key}": nothing reads it; did you mean {meant}?')]


@pytest.mark.parametrize("key, meant", [("timezon", "timezone"), ("permalnk", "permalink"), ("titel", "title"), ("exlude", "exclude")])
def test_a_misspelt_key_of_the_configuration_is_named(tmp_path, key, meant):
    folder = write_capsule(tmp_path, {"_config.yml": f"lang: en\n{key}: x\n", "a.md": "x\n"})
    assert told(folder) == [("_config.yml", 2, f'unknown key "{key}": nothing reads it; did you mean {meant}?')]


@pytest.mark.parametrize("files", [
    {"a.md": page("image2: x\ntitle_en: x\nsubtitle: x\nauthors: [a]\ncover: x\ndata: x\nupdated: x\nimages: [x]\nlanguage: en\ntype: x")},
    {"a.md": page("excerpd: x"), "_layouts/post.html": "{{ page.excerpd }}"},
    {"a.md": page("excerpd: x"), "_includes/deep/er.html": "{% for p in site.posts %}{{ p['excerpd'] }}{% endfor %}"},
    {"a.md": page("excerpd: x", "{{ page.excerpd }}")},
    {"a.md": page("excerpd: x"), "index.html": "---\n---\n{% for p in site.posts %}{{ p.excerpd }}{% endfor %}"},
    {"a.md": page("excerpd: x"), "_plugins/x.rb": "page.data['excerpd']"},
    {f"p{i}.md": page("excerpd: x") for i in range(4)},
    {"a.md": page("title: A\ntitel: B")},
])
def test_the_authors_own_keys_are_none(tmp_path, files):
    assert told(write_capsule(tmp_path, {"_config.yml": "title: T\nauthors: x\nlanguage: en\nplugin: x\n", **files})) == []


@pytest.mark.parametrize("source, line", [("\n---\ntitle: A\n---\nx\n", 2), (" ---\ntitle: A\n---\nx\n", 1), ("\r\n\t\r\n---\r\ntitle: A\r\n---\r\nx\r\n", 3)])
def test_front_matter_that_begins_late_is_named(tmp_path, source, line):
    folder = write_capsule(tmp_path, {"_config.yml": "title: T\n", "a.md": "x\n"})
    (folder / "b.md").write_bytes(source.encode())
    assert told(folder) == [("b.md", line, "this is no front matter, and is shown as text; remove the blanks above and before its ---")]


@pytest.mark.parametrize("source", ["\n---\n\ntext\n\n---\n", "\ntext\n---\ntitle: x\n---\n", "---\ntitle: A\n---\n\n---\nb: c\n---\n"])
def test_a_rule_is_no_front_matter(tmp_path, source):
    assert told(write_capsule(tmp_path, {"_config.yml": "title: T\n", "b.md": source})) == []


def test_toml_where_jekyll_reads_none_is_named(tmp_path):
    folder = write_capsule(tmp_path, {"_config.yml": "title: T\n", "a.md": '+++\ntitle = "A"\n+++\nx\n', "b.md": "+++\n\ntext\n\n+++\n",
                                      "c.md": "---\n---\n+++\na = 1\n+++\n"})
    assert told(folder) == [("a.md", 1, "front matter in TOML (+++) is not read here, and is shown as text; write it in YAML between two "
                                        'lines ---: "title: …"')]
