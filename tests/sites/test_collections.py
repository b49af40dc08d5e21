"""Collections as posts use them (Jekyll: _docs/collections.md); those with output: true are pages, too."""
import os
import pathlib
import subprocess

import capsule_text
import pytest

HERE = pathlib.Path(__file__).resolve().parent
SPLASHDOWN = pathlib.Path(os.environ.get("SPLASHDOWN_BIN", HERE.parent.parent / "build" / "asan")) / "splashdown"

CAPSULE = """== _config.yml
url: https://example.org
collections:
  topics:
    output: true
    permalink: /topics/:name/
  people:
  posts: { output: true }
defaults:
  - scope: { path: "", type: people }
    values: { permalink: "/who/:name/" }
== _topics/b-trees.md
---
short: trees
---
Leaves.
== _topics/a.md
---
title: Arrays
permalink: /arrays/
---
== _topics/secret.md
---
published: false
---
== _topics/sub/c.md
---
---
== _topics/no-front-matter.md
Text.
== _people/ana.md
---
name: Ana
---
"""

POST = """---
title: T
---
%s
"""


@pytest.fixture
def render(tmp_path):
    def run(body, more=""):
        folder = capsule_text.write(CAPSULE + more + "== _posts/2024-01-01-t.md\n" + POST % body, tmp_path)
        done = subprocess.run([SPLASHDOWN, "render", "--to", "gemtext", folder / "_posts" / "2024-01-01-t.md"],
                              capture_output=True, timeout=600)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().split("\n\n", 2)[2].rstrip("\n")
    return run


def test_a_loop_runs_over_the_documents_by_path_and_leaves_out_what_jekyll_does(render):
    assert render("{% for t in site.topics %}{{ t.title }} {{ t.url }} {{ t.relative_path }}. {% endfor %}") == (
        "Arrays /arrays/ _topics/a.md. B Trees /topics/b-trees/ _topics/b-trees.md. C /topics/c/ _topics/sub/c.md.")


def test_front_matter_and_content_are_there(render):
    assert render('{% assign t = site.topics | where: "short", "trees" | first %}{{ t.slug }}: {{ t.content }}') == "b-trees:\nLeaves."  # a text is a block


def test_defaults_by_collection_give_the_address(render):
    assert render("{{ site.people[0].name }} {{ site.people[0].url }}") == "Ana /who/ana/"


def test_reference_definitions_may_come_of_a_loop(render):
    assert render("See [it][topic b-trees].\n\n{% for t in site.topics %}\n[topic {{ t.slug }}]: {{ t.url }}\n{% endfor %}") == (
        "See it.\n=> /topics/b-trees/ it")


def test_documents_of_any_extension_and_in_folders_with_a_dot_are_in_a_loop(render):
    folder = "== _topics/v1.0/d.md\n---\n---\n== _topics/e.json\n---\nshort: {category: Big One}\n---\n{}\n== _topics/bare\n---\n---\n== _topics/f.json\n{}\n"
    assert render("{% for t in site.topics %}{{ t.url }} {% endfor %}", folder) == (
        "/arrays/ /topics/b-trees/ /topics/bare/ /topics/e/ /topics/c/ /topics/d/")


def test_link_finds_a_document(render):
    assert render("[A]({% link _topics/a.md %}#end)") == "=> /arrays/ A"


def test_a_loop_has_jekylls_order(tmp_path):
    capsule = CAPSULE.replace("  people:\n", "  people: { sort_by: rank }\n") + (
        "== _people/zoe.md\n---\nrank: 1\n---\n== _people/bob.md\n---\nrank: 10\n---\n== _people/cid.md\n---\nrank: 9\n---\n"
        "== _topics/2020-01-01-z.md\n---\n---\n== _topics/y.md\n---\ndate: 2019-01-01\n---\n== _posts/2024-01-01-t.md\n" + POST % (
            "{% for p in site.people %}{{ p.slug }} {% endfor %}{% for t in site.topics %}{{ t.slug }} {% endfor %}"))
    folder = capsule_text.write(capsule, tmp_path)
    done = subprocess.run([SPLASHDOWN, "render", "--to", "gemtext", folder / "_posts" / "2024-01-01-t.md"], capture_output=True, timeout=600)
    assert done.stdout.decode().rstrip().endswith("zoe cid bob ana y z a b-trees c")
