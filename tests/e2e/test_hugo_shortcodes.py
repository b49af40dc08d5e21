"""What a reader needs of a Hugo site's own shortcodes: other pages' texts and titles, addresses that templates make, and words where they are not understood."""
import splash

CONFIG = 'baseURL = "https://example.org/"\ntitle = "Of the sea"\n'
SITE = {
    "hugo.toml": CONFIG,
    "content/post/sea.md": "---\ntitle: The *sea*\nlinkTitle: Sea\ndate: 2020-05-01\n---\nSalt.\n",
    "content/parts/_index.md": "---\nbuild: {render: never, list: never}\ncascade: {build: {render: never, list: never}}\n---\n",
    "content/parts/tide.md": "---\ntitle: T\n---\nThe *tide*\nturns.\n\n- {{< page-title sea >}}\n",
    "content/parts/draft.md": "---\ntitle: D\ndraft: true\n---\nSECRET\n",
    "content/parts/later.md": "---\ntitle: L\ndate: 2999-01-01\n---\nSECRET\n",
    "content/parts/circle.md": "---\ntitle: C\n---\nround {{% include parts/circle %}}\n",
    "content/hidden/_index.md": "---\ntitle: H\ndraft: true\n---\n",
    "content/hidden/x.md": "---\ntitle: X\n---\nSECRET\n",
    "text/why.md": "Why *not*.\n",
    "text/.env": "SECRET",
    "assets/img/map.png": "x",
    "layouts/shortcodes/include.html": "{{/* {{< include >}} */}}\n{{- with .Get 0 }}\n{{- with or ($.Page.GetPage .) (site.GetPage .) }}\n{{- .RenderShortcodes }}\n{{- else }}{{ errorf \"none\" }}{{ end }}{{ end }}",
    "layouts/shortcodes/file.html": '{{ readFile (printf "text/%s" (.Get 0)) | markdownify }}',
    "layouts/shortcodes/source.html": '{{ highlight (readFile (.Get 0)) "go" }}',
    "layouts/shortcodes/page-title.html": '{{ $p := site.GetPage (.Get 0) }}<a href="{{ $p.RelPermalink }}">{{ $p.Title }}</a>',
    "layouts/shortcodes/card.html": '{{ with .Site.GetPage "page" (.Get "to") }}<a href="{{ .Permalink }}">{{ .LinkTitle }}</a>{{ end }}',
    "layouts/shortcodes/beside.html": '<a href="{{ relref . (.Get 0) }}">{{ .Get 1 }}</a>',
    "layouts/shortcodes/badge.html": '{{ partial "badge.html" (dict "v" (.Get 0)) }}',
    "layouts/shortcodes/cast.html": "<div></div><script>play({{ .Inner }})</script>",
    "layouts/shortcodes/deck.html": '<script class="speakerdeck-embed" data-id="{{ index .Params 0 }}" src="//speakerdeck.com/assets/embed.js"></script>',
    "layouts/shortcodes/slides.html": '<div><iframe src="https://www.slideshare.example/embed_code/{{ index .Params 0 }}?rel=0"></iframe></div>',
    "layouts/shortcodes/issues.html": '{{ range .Params }}{{ if eq (substr . 0 1) "@" }}<a href="https://h.example/{{ substr . 1 }}">{{ . }}</a>{{ else }}#{{ . }}{{ end }} {{ end }}',
    "layouts/shortcodes/photo.html": '{{ with resources.Get (.Get "src") }}{{ $i := .Resize "300x" }}<img src="{{ $i.RelPermalink }}" alt="A map">{{ end }}',
    "layouts/shortcodes/filtered.html": '{{ $i := resources.GetRemote (.Get "src") }}{{ partial "filter" $i }}{{/* resources.Get */}}',
    "layouts/shortcodes/at.html": '{{- $type := .Get 0 }}{{ $file := "" }}{{ with .Get 1 }}{{ $file = printf "/%s" . }}{{ end }}{{ $in := false }}{{ range after 2 .Params }}{{ if eq . "l10n" }}{{ $in = true }}{{ end }}{{ end }}'
    '{{ with .Page }}{{ $base := path.BaseName .RelPermalink }}{{ $p := printf "%s/%s/%s%s%s%s" $type .Section (cond .Draft "drafts/" (.Date.Format "2006-01-02-")) $base (cond $in "/en" "") $file }}{{ relURL $p }}{{ end -}}',
}


def page_of(folder, body, more=None):
    """The page in gemtext, and what check says of it."""
    files = {**SITE, **(more or {}), "content/post/a.md": f"---\ntitle: P\ndate: 2020-05-06\n---\n{body}\n"}
    site = splash.write_capsule(folder, files)
    code, out, _ = splash.run("render", "--to", "gemtext", site / "content/post/a.md")
    assert code == 0
    lines = splash.run("check", "--all", site)[1].decode().splitlines()
    return out.decode(), [line for line in lines if line.startswith("content/post/a.md")]


def test_another_pages_text_is_shown_where_a_template_asks_for_it(tmp_path):
    text, lines = page_of(tmp_path, "A\n\n{{% include \"/parts/tide.md\" %}}\n\nB {{% include parts/tide %}} C\n\n1. D\n\n   {{% include sea %}}\n\n{{< file why.md >}}\n\n{{< source text/a.go >}}\n\n[x]()", {"text/a.go": "a\n  *b*\n"})
    assert "A\n\nThe tide turns.\n\n=> /post/sea/ The sea\n\nB The tide turns." in text and "Salt." in text and "Why not." in text and "```go\na\n  *b*\n```" in text
    assert len(lines) == 1 and lines[0].startswith("content/post/a.md:19: ")  # lines below are the author's


def test_what_readers_may_not_see_is_shown_by_no_template(tmp_path):
    names = ("parts/draft", "parts/later", "hidden/x", "/hidden/x.md", "../hugo.toml", "/../hugo.toml")
    body = "".join(f"A {{{{% include {name} %}}}}\n\n" for name in names) + "{{< file .env >}} {{< file ../.git/config >}}\n"
    site = splash.write_capsule(tmp_path / "site", {**SITE, "content/post/a.md": f"---\ntitle: P\n---\n{body}"})
    with splash.Server(site, tmp_path) as server:
        text = server.get("/post/a/").body.decode()
    assert "A parts/draft" in text and "SECRET" not in text and "baseURL" not in text
    text, _ = page_of(tmp_path / "b", "{{% include parts/circle %}}")
    assert 1 <= text.count("round") <= 6
    text, _ = page_of(tmp_path / "c", "{{% include parts/tide %}}\n" * 2000)
    assert 0 < text.count("turns") < 1000  # bounded


def test_an_edit_of_the_text_of_another_page_shows(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {**SITE, "content/post/a.md": "---\ntitle: P\n---\n{{% include parts/tide %}}\n{{< card to=sea >}}\n"})
    with splash.Server(site, tmp_path) as server:
        assert "turns" in server.get("/post/a/").body.decode()
        (site / "content/parts/tide.md").write_text("---\ntitle: T\n---\nEbb.\n")
        splash.eventually(lambda: "Ebb." in server.get("/post/a/").body.decode(), "the new text")


def test_links_are_called_by_the_title_of_their_page(tmp_path):
    text, lines = page_of(tmp_path, "{{< page-title sea >}}\n\n{{< card to=\"post/sea.md\" >}}\n\n{{< beside \"sea.md\" \"words\" >}}\n\n{{< article link=\"/post/sea/\" >}}")
    assert "=> /post/sea/ The sea" in text and "Sea" in text and "words" in text and "/post/sea/ /post" not in text
    assert text.count("The sea") >= 2 and len(lines) == 1 and "article has no template" in lines[0]


def test_addresses_that_templates_make_are_made(tmp_path):
    text, lines = page_of(tmp_path, "![Map]({{< at img map.png >}}) and [log]({{< at res log.txt l10n >}})\n", {
        "static/img/post/2020-05-06-a/map.png": "x", "static/res/post/2020-05-06-a/en/log.txt": "x"})
    assert "=> /img/post/2020-05-06-a/map.png Map" in text and "=> /res/post/2020-05-06-a/en/log.txt log" in text and lines == []


def test_a_template_that_is_not_understood_leaves_what_its_arguments_say(tmp_path):
    body = ("A {{< badge new >}}. B {{< badge 1.2 >}}. C {{< badge https://e.example/x words >}}. D {{< badge >}}inner{{< /badge >}}. E {{< badge a b c >}}.\n"
            "J {{< badge old >}}.\n\n"
            "{{< cast >}}\n/casts/one.cast\n{{< /cast >}}\n\n[F]({{< badge x >}}) G\n\n[H]: <{{% badge y %}}>\n\n[H] I")
    text, lines = page_of(tmp_path, body)
    assert "A new. B badge 1.2. C words. D inner. E . J old." in text and "=> https://e.example/x words" in text
    assert "=> " in text and "/casts/one.cast one.cast" in text and "F G" in text and "H I" in text
    told = [line for line in lines if "badge" in line]
    assert told and all("asks Hugo for what is not known here" in line for line in told) and "content/post/a.md:5: note" in told[0]
    assert len([line for line in lines if "nothing is there" in line]) == 1 and not [line for line in lines if "without an address" in line]
    short = [line for line in splash.run("check", tmp_path)[1].decode().splitlines() if "shortcode badge" in line]
    assert len(short) == 2 and ": 2 times, first in content/post/a.md:5" in short[0] and "so the link" in short[1]


def test_what_a_template_knows_of_site_page_and_arguments(tmp_path):
    one = ('{{ if eq (len .Params) 2 }}{{ printf "<a href=%q>%s %d%%</a>" (.Get 0) (.Get 1) 50 | safeHTML }}{{ end }}'
           '<img src="{{ .Site.BaseURL }}m.png" alt="Map">{{ site.Title }} {{ .Page.File.Dir }} {{ .Page.Title }} {{ if hugo.IsProduction }}live{{ end }} {{ .Page.Lang }}')
    more = {"layouts/shortcodes/one.html": one, "static/m.png": "x", "content/post/b/x.go": "func *x*\n", "content/post/b/index.md": "---\ntitle: B\ndate: 2020-05-06\n---\n{{< code-of x.go >}}\n\n{{< box t >}}in *it*{{< /box >}}\n",
            "layouts/shortcodes/code-of.html": '{{ with .Page.Resources.GetMatch (.Get 0) }}{{ highlight .Content "go" }}{{ end }}',
            "layouts/shortcodes/box.html": '<div>{{ partial "box" (dict "title" (.Get 0) "body" (replaceRE "a" "b" .Inner)) }}</div>'}
    text, lines = page_of(tmp_path, '{{< one "https://e.example/a b" "words" >}}', more)
    assert "words 50%" in text and "=> https://e.example/a%20b words 50%" in text and "=> /m.png Map" in text and lines == []
    assert "Of the sea post/ P live en" in text
    text = splash.run("render", "--to", "gemtext", tmp_path / "content/post/b/index.md")[1].decode()
    assert "```go\nfunc *x*\n```" in text and "in it" in text


def test_frames_are_called_by_their_host(tmp_path):
    text, _ = page_of(tmp_path, "On{{< slides 7 >}}\n\n{{< deck 4ebc >}}\n")
    assert "On slideshare.example\n=> https://www.slideshare.example/embed_code/7?rel=0 slideshare.example" in text
    assert "=> https://speakerdeck.com/player/4ebc speakerdeck.com" in text


def test_loops_over_arguments_are_run(tmp_path):
    text, _ = page_of(tmp_path, "A {{< issues @mei 12 >}} B {{< issues >}} C")
    assert "A @mei #12 B  C" in text.replace("B C", "B  C") and "=> https://h.example/mei @mei" in text


def test_a_file_of_assets_is_on_the_web(tmp_path):
    text, lines = page_of(tmp_path, '{{< photo src="img/map.png" >}}\n\n{{< filtered src="img/map.png" alt="Filtered" >}}\n\n{{< filtered src="img/none.png" alt="None" >}}\n')
    assert text.count("=> https://example.org/img/map.png") >= 1 and "A map" in text
    assert [line for line in lines if "none.png: nothing is there" in line] and not [line for line in lines if "map.png: nothing" in line]


def test_tags_over_several_lines_leave_lists_whole(tmp_path):
    body = "1. One\n   - in {{< figure\n     src=\"/a.png\"\n     alt=\"A\"\n     >}}\n   - {{< figure\n   src=\"/b.png\"\n   alt=\"B\" >}}\n     more\n\n     second\n2. Two\n"
    text, _ = page_of(tmp_path, body, {"static/a.png": "x", "static/b.png": "x"})
    lines = [line for line in text.splitlines() if line and not line.startswith("=>")]
    assert lines[2:] == ["1. One", "  * in A", "  * B more", "  second", "2. Two"] or "2. Two" in lines, lines
    assert "1. One" in text and "2. Two" in text and "```" not in text


def test_check_says_once_for_each_file_that_html_is_left_out(tmp_path):
    body = "A <b>b</b> <br> c\n\n<br />\n\n<style>\nx {}\n</style>\n"
    _, lines = page_of(tmp_path, body)
    assert len(lines) == 1 and "a.md:5: note: raw HTML is left out" in lines[0] and "2 tags, first <b>" in lines[0] and "markup.goldmark.renderer.unsafe" in lines[0]
    _, lines = page_of(tmp_path / "b", body + "\n<div class=\"x\">\ntext\n</div>\n\n<p>more</p>\n")
    assert len(lines) == 1 and "a.md:13: warning: raw HTML" in lines[0] and '2 blocks, first <div class="x">' in lines[0]
    _, lines = page_of(tmp_path / "c", body + "<div>x</div>\n", {"hugo.toml": CONFIG + "[markup.goldmark.renderer]\nunsafe = true\n"})
    assert lines == []


def test_a_word_that_a_hook_knows_is_no_link_to_the_web(tmp_path):
    hook = {"layouts/_markup/render-link.html": '{{ if eq .Destination "g" }}{{ partial "g" . }}{{ else }}{{ with $.PageInner.GetPage .Destination }}{{ end }}{{ end }}'}
    text, lines = page_of(tmp_path, "A [tide](g), [the sea](sea.md) and [other](other/).", hook)
    assert "A tide, the sea" in text and "/g" not in text and "=> /post/sea/ the sea" in text and "https://example.org/post/a/other/" in text
    assert lines == []


def test_references_mean_files_in_the_language_of_the_page(tmp_path):
    site = splash.write_capsule(tmp_path, {
        "hugo.toml": 'baseURL = "/"\ndefaultContentLanguage = "zh-tw"\n[languages.zh-tw]\n[languages.en]\n',
        "content/go/01-a/index.md": "---\ntitle: A\n---\n[b]({{< ref \"../02-b/index.md#x\" >}}) [c]({{< ref \"../c\" >}}) [d]({{< ref \"../03-d/index.md#y\" >}})\n",
        "content/go/01-a/index.en.md": "---\ntitle: A\n---\n[b]({{< ref \"../02-b/index.md\" >}})\n",
        "content/go/02-b/index.zh-tw.md": "---\ntitle: B\n---\nx\n", "content/go/02-b/index.en.md": "---\ntitle: B\n---\nx\n", "content/go/03-d/_index.md": "---\ntitle: D\n---\nx\n", "content/go/03-d/e.md": "---\ntitle: E\n---\nx\n", "content/go/c.zh-tw.md": "---\ntitle: C\n---\nx\n"})
    text = splash.run("render", "--to", "gemtext", site / "content/go/01-a/index.md")[1].decode()
    assert "=> /go/02-b/" in text and "=> /go/c/" in text and "=> /go/03-d/" in text
    assert "=> /en/go/02-b/" in splash.run("render", "--to", "gemtext", site / "content/go/01-a/index.en.md")[1].decode()
    assert "ref:" not in splash.run("check", site)[1].decode()
