"""The text of a Hugo site: its own shortcodes say what their templates say, and HTML is left out where Hugo leaves it out."""
import pytest
import splash

CONFIG = 'baseURL = "https://example.org/"\ntitle = "Of the sea"\ntheme = "tide"\n'
TEMPLATES = {
    "layouts/shortcodes/note.html": '{{/* a box */}}<div class="note">{{ with .Get "title" }}<strong>{{ . }}</strong>{{ else }}<b>Mind</b>{{ end }}'
    "<script>SECRET {{ .Inner }}</script>{{ .Inner | markdownify }}<footer>{{ .Get \"by\" | default \"the editor\" }}</footer></div>",
    "layouts/shortcodes/pic.html": '{{ $src := .Get "src" }}{{ if .Get "src" }}<figure><img class="x" src="{{ $src | relURL }}" alt="{{ .Get "cap" }}">'
    "</figure>{{ end }}{{ range .Page.Resources }}SECRET{{ end }}",
    "layouts/shortcodes/lnk.html": '<a href="{{ .Get 0 }}" target="_blank">{{ .Get 1 }}</a>',
    "layouts/shortcodes/btn.html": '<a href="{{ index .Params "href" }}">{{ .Inner }}</a>',
    "layouts/shortcodes/film.html": '<iframe src="{{ printf "https://films.example/%s" (.Get "id") }}" title="A film"></iframe>',
    "themes/tide/layouts/shortcodes/note.html": "SECRET",
    "themes/tide/layouts/shortcodes/tide/mark.html": "<mark>{{ .Get 0 }}</mark>",
}
BODY = """---
title: The moon
date: 2020-05-01
---
A {{< note title="Low water" >}}Bring **boots**.{{< /note >}} B

{{% note by="Mei" %}}
Second.
{{% /note %}}

{{< pic src="/map.png" cap="The map" >}}

C {{< lnk "https://a.example/" "the words" >}} D

E {{< btn href="https://b.example/" >}}press{{< /btn >}} F

{{< film id="7" >}}

G {{< tide/mark "sea" >}} H {{< unknown title="T" >}}kept{{< /unknown >}} I

J <b>bold</b> <span title="a > b">span</span> `<i>code</i>` <https://c.example/> K

<div>
SECRET block
</div>

```html
<p>fenced</p>
```

<!-- a <div> in a
<div>
comment -->

L
"""


@pytest.fixture
def page(tmp_path):
    def of(unsafe):
        config = CONFIG + ("[markup.goldmark.renderer]\nunsafe = true\n" if unsafe else "")
        site = splash.write_capsule(tmp_path / "site", {"hugo.toml": config, "content/post/moon.md": BODY, "static/map.png": "x", **TEMPLATES})
        with splash.Server(site, tmp_path) as server:
            return server.get("/post/moon/").body.decode()
    return of


def test_own_shortcodes_say_what_their_templates_say(page):
    text = page(False)
    assert "A Low water Bring boots. the editor B" in text.replace("Low waterBring", "Low water Bring")
    assert "Mind\nSecond." in text and "Mei" in text
    assert "=> /map.png The map" in text and "C the words D" in text and "=> https://a.example/ the words" in text
    assert "E press F" in text and "=> https://b.example/ press" in text and "=> https://films.example/7 A film" in text
    assert "G sea H Tkept I" in text and "SECRET" not in text and "{{" not in text


def test_html_is_left_out_as_hugo_leaves_it_out(page):
    text = page(False)
    assert "J bold span <i>code</i>" in text and "https://c.example/" in text and "<p>fenced</p>" in text
    assert "SECRET block" not in text and "\nL\n" in text


def test_html_stays_where_the_author_says_so(page):
    assert "SECRET block" in page(True)


def test_an_edit_of_a_template_shows_at_once(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"hugo.toml": CONFIG, "content/post/moon.md": BODY, **TEMPLATES})
    with splash.Server(site, tmp_path) as server:
        assert "the words" in server.get("/post/moon/").body.decode()
        (site / "layouts/shortcodes/lnk.html").write_text("<em>as {{ .Get 1 }}</em>")
        splash.eventually(lambda: "C as the words D" in server.get("/post/moon/").body.decode(), "the new template")


def test_a_page_that_no_list_has_keeps_its_address(tmp_path):
    pages = {f"content/post/{name}.md": f"---\ntitle: {name}\ndate: 2020-05-01\n{key}: {{list: {value}}}\n---\nx\n"
             for name, key, value in (("Shown", "_build", "always"), ("Never", "_build", "never"), ("Newer", "build", "false"))}
    site = splash.write_capsule(tmp_path / "site", {"hugo.toml": CONFIG, **pages})
    with splash.Server(site, tmp_path) as server:
        for path in ("/", "/post/", "/atom.xml"):
            text = server.get(path).body.decode()
            assert "Shown" in text and "Never" not in text and "Newer" not in text, path
        assert server.get("/post/never/").status == 20 and server.get("/post/newer/").status == 20


def test_the_target_of_a_cascade_may_be_written_as_newer_hugo_has_it(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {
        "hugo.toml": CONFIG + "[[cascade]]\ndraft = true\n[cascade.target]\npath = '/aside/**'\n",
        "content/post/moon.md": "---\ntitle: Moon\ndate: 2020-05-01\n---\nx\n", "content/aside/x.md": "---\ntitle: SECRET\ndate: 2020-05-01\n---\nx\n"})
    with splash.Server(site, tmp_path) as server:
        assert server.get("/post/moon/").status == 20 and server.get("/aside/x/").status == 51


def test_alerts_have_their_title_and_quotes_of_shortcodes_are_quotes(tmp_path):
    body = ("> [!NOTE]\n> Body *of* it.\n\n> [!warning]- Mind *this*\n> - one\n\n> [!not closed\n> x\n\n> [!a](/b)\n\n"
            "{{< quote author=\"Mei\" >}}\nOf the *sea*.\n{{< /quote >}}\n\n{{< pullquote >}}Pulled{{< /pullquote >}}\n\nIn {{< quote >}}a line{{< /quote >}}.\n")
    site = splash.write_capsule(tmp_path, {
        "hugo.toml": CONFIG, "content/post/a.md": f"---\ntitle: A\n---\n{body}",
        "layouts/shortcodes/quote.html": '<blockquote><p>{{ .Inner | markdownify }}</p><cite>― {{ .Get "author" }}</cite></blockquote>'})
    code, out, _ = splash.run("render", "--to", "gemtext", site / "content/post/a.md")
    assert code == 0
    text = out.decode()
    assert "> Note\n> Body of it.\n" in text and "> Mind this\n" in text and "> * one" in text
    assert "> [!not closed x\n" in text and "[!a]" not in text and "> !a" not in text.replace("> !a", "", 1)
    assert "> Of the sea.\n\n― Mei\n" in text and "> Pulled\n" in text and "In a line" in text


@pytest.mark.parametrize("folder", [
    {"hugo.toml": CONFIG, "content/post/a.md": "---\ntitle: A\n---\n"},
    {"_config.yml": "title: T\n", "package.json": '{"dependencies": {"hexo": "7"}}', "source/_posts/a.md": "---\ntitle: A\ndate: 2024-05-01\n---\n"},
])
def test_rows_without_a_header_are_text(tmp_path, folder):
    """As GFM has it; only kramdown makes a table of rows alone."""
    *rest, (name, front) = folder.items()
    body = "Pros | cons\nand | more\n\n| a | b |\n\n| c | d |\n|---|---|\n| 1 | 2 |\n"
    site = splash.write_capsule(tmp_path, {**dict(rest), name: front + body})
    text = splash.run("render", "--to", "html", site / name)[1].decode()
    assert text.count("<table>") == 1 and "<th>\nc\n" in text and "Pros | cons" in text and "| a | b |" in text


ASCIIDOC = """---
title: Guide
---
:toc:
:imagesdir: /images
include::modules/x.adoc[]

[id="one"]
== Deploying *it*

.Before you begin

* An item with `code`
 ** Nested, see link:../other/[the other page]
// a comment
. First
+
[source,terminal]
----
git clone <url>
== no heading
----

. Second https://a.example/a[a link] and https://a.example/b
+
image::../../images/map.png[The map, 200]

NOTE: Mind <<tide,the tide>>.

[WARNING]
====
Of the sea.
====
////
SECRET
////
"""


def test_asciidoc_is_shown_plainly(tmp_path):
    files = {"hugo.toml": CONFIG, "content/docs/guide.adoc": ASCIIDOC, "static/images/map.png": "x"}
    site = splash.write_capsule(tmp_path, files)
    code, out, _ = splash.run("render", "--to", "gemtext", site / "content/docs/guide.adoc")
    text = out.decode()
    assert code == 0
    assert "## Deploying it\n" in text and "Before you begin" in text and "* An item with code" in text and "the other page" in text
    assert "1. First" in text and "```terminal\ngit clone <url>\n== no heading\n```" in text and "2. Second a link and https://a.example/b" in text
    assert "map.png The map" in text and "Note: Mind the tide." in text and "Warning\n" in text and "Of the sea." in text
    for gone in ("include", ":toc:", "imagesdir", "[id", "comment", "SECRET", "====", "----", "+\n", "[source"):
        assert gone not in text, (gone, text)
    assert splash.run("check", site)[1].decode().count("guide.adoc") == 2  # neither the other page nor what is included is there
