"""A Hexo site is served by Hexo's addresses, and what its author keeps back is nowhere."""
import os
import subprocess
import time

import pytest
import actors
import splash
from nowhere import assert_absent, spellings

BASE = {
    "package.json": '{"dependencies": {"hexo": "^7.0.0"}}',
    "_config.yml": "title: Of the sea\nurl: https://example.org\npost_asset_folder: true\nfeed:\n  path: rss/all.xml\n",
    "source/_posts/Moon Rise.md": "title: The moon\ndate: 2020-05-01 10:00:00\ntags: [Night]\ncategories: [Sky, Near by]\n---\n"
    "It rises.\nSlowly.\n\n{% asset_img moon.png A moon %}\n\n{% post_link hill %} `{{ kept }}` {% note info %}Inner{% endnote %}\n\n"
    "```\n{% code %} {{ x }}\n```\n\n{% codeblock lang:js %}\nlet a = 1;\n{% endcodeblock %}\n",
    "source/_posts/Moon Rise/moon.png": "png",
    "source/_posts/hill.md": "---\ntitle: A hill\ndate: 2020-04-01\n---\nSteep.\n",
    "source/_posts/quiet.md": "---\ntitle: HIDDEN post\ndate: 2020-04-02\nhidden: true\ntags: [Quiet]\n---\nHIDDEN\n",
    "source/_posts/locked.md": "---\ntitle: SECRET lock\ndate: 2020-04-01\npassword: open\n---\nSECRET\n",
    "source/_posts/locked/key.txt": "SECRET\n",
    "source/_posts/draft.md": "---\ntitle: SECRET draft\ndate: 2020-04-01\ndraft: true\n---\nSECRET\n",
    "source/_posts/off.md": "---\ntitle: SECRET off\ndate: 2020-04-01\npublished: false\n---\nSECRET\n",
    "source/_posts/broken.md": "---\ntitle: SECRET: broken\ndate: 2020-04-01\n---\nSECRET\n",
    "source/_drafts/d.md": "---\ntitle: SECRET d\n---\nSECRET\n",
    "source/_data/x.md": "SECRET\n",
    "source/tags/index.md": "---\ntitle: tags\ntype: tags\n---\n",
    "source/about/index.md": "About me.\n",
    "scaffolds/post.md": "SECRET\n",
    "themes/x/README.md": "SECRET\n",
    "README.md": "SECRET\n",
}


def a_site(tmp_path, files, config="title: T\n"):
    """A Hexo site with nothing but FILES."""
    return splash.write_capsule(tmp_path / "site", {"package.json": BASE["package.json"], "_config.yml": config, **files})


def complaints(site):
    return splash.run("check", site)[1].decode()


PUBLISHED = (("/source", ""), ("/source/_posts", ""), ("/source/_posts", "/2020/04/01"))


@pytest.fixture
def site(tmp_path):
    return splash.write_capsule(tmp_path / "site", BASE)


def test_posts_and_their_files_are_where_hexo_has_them(site, tmp_path):
    with splash.Server(site, tmp_path) as server:
        moon = server.get("/2020/05/01/Moon%20Rise/").body.decode()
        assert "It rises.\nSlowly." in moon and "/2020/05/01/Moon%20Rise/moon.png" in moon and "=> /2020/04/01/hill/ A hill" in moon
        assert "{{ kept }}" in moon and "{% code %} {{ x }}" in moon and "Inner" in moon and "let a = 1;" in moon and "note" not in moon
        assert server.get("/2020/05/01/Moon%20Rise/moon.png").body == b"png"
        assert "About me." in server.get("/about/").body.decode()


def test_lists_of_the_web_lead_to_ours(site, tmp_path):
    with splash.Server(site, tmp_path) as server:
        assert "The moon" in server.get("/category/sky/").body.decode() and "The moon" in server.get("/category/sky/near-by/").body.decode()
        for path in ("/archives/", "/archives/2020/05/", "/tags/Night/", "/tags/Night/page/2/", "/categories/Sky/Near-by/", "/page/2/", "/rss2.xml", "/rss/all.xml"):
            answer = server.get(path)
            assert answer.status in (20, 31), path
        assert b"https://example.org/2020/05/01/Moon%20Rise/" in server.get("/atom.xml").body


def test_pinned_posts_come_first_on_the_home_alone(tmp_path):
    pins = {"old": "top: true", "older": "sticky: 20", "oldest": "top: 3", "word": "top: yes", "none": "top: 0", "new": "x: 1"}
    posts = {f"source/_posts/{name}.md": f"---\ntitle: P {name}\ndate: 20{30 - len(name):02}-0{turn + 1}-01\n{key}\n---\nx\n"
             for turn, (name, key) in enumerate(pins.items())}
    site = a_site(tmp_path, posts)
    with splash.Server(site, tmp_path) as server:
        order = {path: [name for _, name in sorted((text.index(f"P {name}\n"), name) for name in pins)]
                 for path in ("/", "/posts/") for text in [server.get(path).body.decode()]}
    assert order["/"] == ["older", "oldest", "old", "new", "none", "word"]
    assert order["/posts/"] == ["new", "old", "none", "word", "older", "oldest"]


def test_what_is_kept_back_is_nowhere(site, tmp_path):
    with splash.Server(site, tmp_path) as server:
        assert b"HIDDEN" in server.get("/2020/04/02/quiet/").body
        lists = {"/", "/posts/", "/pages/", "/tags/", "/2020/", "/atom.xml", "/tag/quiet/", "/search?HIDDEN"}
        assert_absent(server, b"HIDDEN post", lists | {"/2020/04/01/hill/", "/2020/05/01/Moon%20Rise/"})
        assert_absent(server, b"SECRET", set(spellings(site, *PUBLISHED)) | lists)
    splash.run("export", "--to", "gemini", "--output", tmp_path / "out", site)
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()]


@pytest.mark.parametrize("files", [
    {"_config.yml": "category_dir: blog/categories\n", "Rakefile": "", "source/_posts/2020-05-01-a.md": "---\ntitle: A\n---\nx\n"},
    {"_config.yml": "title: T\n", "package.json": '{"devDependencies": {"sass": "1"}}', "_posts/2020-05-01-a.md": "---\ntitle: A\n---\nx\n"},
], ids=["octopress", "jekyll"])
def test_octopress_and_jekyll_with_a_package_stay_jekylls(files, tmp_path):
    site = splash.write_capsule(tmp_path / "site", files)
    listed = splash.run("list", "--format", "json", site)[1].decode()
    assert "/2020/05/01/a" in listed and "/2020/05/01/a/" not in listed


def test_the_day_that_utc_has_leads_to_the_post(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {
        **BASE, "_config.yml": "title: T\ntimezone: Asia/Taipei\npost_asset_folder: true\n",
        "source/_posts/early/a b.png": "png", "source/_posts/early/in/c.png": "inner",
        "source/_posts/early.md": "---\ntitle: Early\ndate: 2024-05-06 00:30:00\n---\nx\n",
        "source/_posts/sub/early.md": "---\ntitle: Own\ndate: 2024-05-06 00:30:00\npermalink: /2024/05/05/own/\n---\nx\n"})
    with splash.Server(site, tmp_path) as server:
        assert server.get("/2024/05/06/early/").status == 20 and server.get("/2024/05/05/own/").status == 20
        moved = server.get("/2024/05/05/early/")
        assert moved.status == 31 and moved.meta.endswith("/2024/05/06/early/")
        assert server.get("/2024/05/05/nobody/").status == 51
        for name in ("a%20b.png", "in/c.png"):
            assert server.get("/2024/05/06/early/" + name).status == 20
            moved = server.get("/2024/05/05/early/" + name)
            assert moved.status == 31 and moved.meta.endswith("/2024/05/06/early/" + name)
            assert server.select("/2024/05/05/early/" + name).startswith(server.get("/2024/05/06/early/" + name).body)
        assert server.get("/2024/05/05/early/none.png").status == 51


@pytest.mark.parametrize("key, words", [
    ("date: 2024-05-06T23:08:09-02:00", "date: this is 2024-05-07 01:08:09"),
    ("date: 2024-02-30", "date: this is 2024-03-01 00:00:00"),
    ("date: 20240506", "a number for milliseconds"),
    ("date: 2024-05-06\nTitle: x", "Title: means nothing to Hexo"),
    ("date: 2024-05-06\ndraft: true", "Hexo itself would publish it"),
    ("date: 2024-05-06\ntags: one, two", "is one tag to Hexo"),
    ("date: 2024-05-06\ntags: ['???']", "no letter that Hexo makes an address of"),
    ("x: 1", "has no date"),
])
def test_front_matter_that_hexo_reads_otherwise_is_told(key, words, tmp_path):
    site = a_site(tmp_path, {"source/_posts/a.md": f"---\ntitle: A\n{key}\n---\nText.\n"}, "title: T\ntimezone: Asia/Taipei\n")
    assert words in complaints(site)


@pytest.mark.parametrize("key", ["date: 2024-05-06T07:08:09", "date: 2024-05-06 07:08:09 +0800", "date: 2024-05-06", "date: 2024/5/6\ntags: one two\nDescriptions: x"])
def test_front_matter_that_says_what_it_means_is_not_told(key, tmp_path):
    site = a_site(tmp_path, {"source/_posts/a.md": f"---\ntitle: A\n{key}\n---\nText.\n"}, "title: T\ntimezone: Asia/Taipei\n")
    assert "source/_posts/a.md" not in complaints(site)


def test_text_above_a_rule_is_told(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {**BASE, "source/word.md": "note: this\n---\nText.\n", "source/well.md": "title: W\n---\nText.\n"})
    said = complaints(site)
    assert "word.md:1: warning: all above the line ---" in said and "well.md" not in said.replace("well.md: note: nothing leads", "")


PAGE = '<!DOCTYPE html><head><meta name="generator" content="%s"></head><p>x</p>'


@pytest.mark.parametrize("files, folder, words", [
    ({"public/index.html": PAGE % "Hexo 7.3.0", "public/archives/index.html": "x"}, "public", "Hexo has written it"),
    (BASE, "source", "give the folder above"),
    ({"public/index.html": PAGE % "Hugo 0.111"}, "public", ""),
    ({"_config.yml": "title: T\n", "_posts/2024-05-06-a.md": "---\ntitle: A\n---\n", "index.html": PAGE % "Hexo"}, ".", ""),
    ({"_config.yml": "title: T\n", "source/_posts/2024-05-06-a.md": "---\ntitle: A\n---\n", "Rakefile": "x"}, "source", ""),
], ids=["output", "source", "another's output", "jekyll", "octopress"])
def test_a_folder_given_by_mistake_is_told(files, folder, words, tmp_path):
    site = splash.write_capsule(tmp_path / "site", files)
    said = splash.run("check", site / folder)[2]
    assert ("wrong folder" in said) == bool(words) and words in said


@pytest.mark.parametrize("top", [{"package.json": BASE["package.json"]}, {"_config.yml": "source_dir: source\n"}], ids=["package", "configuration"])
def test_a_post_is_rendered_by_its_site_wherever_it_is_named_from(top, tmp_path):
    site = splash.write_capsule(tmp_path / "site", {**top, "source/_posts/a.md": "title: A\ndate: 2024-05-06\nn: 6\n---\n{{ n * 7 }} and {{ no thing }}\n"})
    for folder, name in ((tmp_path, "site/source/_posts/a.md"), (site, "source/_posts/a.md"), (site / "source" / "_posts", "a.md")):
        code, text, _ = splash.run("render", "--to", "gemtext", name, cwd=folder)
        assert code == 0 and text.startswith(b"# A\n") and b"42 and {{ no thing }}" in text, folder
    assert "source/_posts/a.md:5: warning: \"{{\" is shown as typed" in complaints(site)


@pytest.mark.parametrize("name, data", [
    ("link.yml", "- class_name: Near\n  class_desc: by the sea\n  link_list:\n    - name: A [friend]\n      link: https://a.example/\n      avatar: https://a.example/x.png\n      descr: writes {{ x }} *much*\n"),
    ("friends.json", '[{"name": "A [friend]", "url": "https://a.example/", "introduction": "writes {{ x }} *much*", "title": "go"}]'),
    ("links.yml", "A [friend]:\n  link: https://a.example/\n  name: A [friend]\n  descr: writes {{ x }} *much*\n"),
], ids=["groups", "list", "map"])
def test_friends_are_shown_from_data(name, data, tmp_path):
    site = splash.write_capsule(tmp_path / "site", {**BASE, f"source/_data/{name}": data, "source/links/index.md": "---\ntitle: Friends\ntype: link\n---\n"})
    with splash.Server(site, tmp_path) as server:
        page = server.get("/links/").body.decode()
        assert "=> https://a.example/ A [friend]" in page and "writes {{ x }} *much*" in page and "x.png" not in page
        assert ("## Near" in page) == (name == "link.yml")
        assert "Friends" in server.get("/pages/").body.decode()
        assert_absent(server, b"class_name", {"/_data/" + name, "/source/_data/" + name, "/data/" + name})


def test_a_page_for_a_theme_without_data_is_in_no_list(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {**BASE, "source/links/index.md": "---\ntitle: Friends\ntype: link\n---\n"})
    with splash.Server(site, tmp_path) as server:
        assert server.get("/links/").status == 20 and "Friends" not in server.get("/pages/").body.decode() + server.get("/").body.decode()


@pytest.mark.parametrize("name, path", [
    ("他说，（好）！", "%E4%BB%96%E8%AF%B4%EF%BC%8C%EF%BC%88%E5%A5%BD%EF%BC%89%EF%BC%81"),
    ("a [b] {c}|^d'", "a%20[b]%20%7Bc%7D|^d'"),
    ("why? é", "why?%20%C3%A9"),
    ("A+b&c,d;e=f@g~h", "A+b&amp;c,d;e=f@g~h"),
])
def test_feed_ids_are_those_of_hexos_feed(name, path, tmp_path):
    """What hexo-generator-feed 3.0.0 writes."""
    site = a_site(tmp_path, {f"source/_posts/{name}.md": "---\ntitle: A\ndate: 2024-05-06\n---\nx\n"},
                  "title: T\nurl: https://Example.org/Blog\nroot: /Blog/\n")
    code, feed, _ = splash.feed(site)
    assert code == 0 and f"<id>https://example.org/Blog/2024/05/06/{path}/</id>" in feed.decode()


def test_posts_that_hexo_does_not_read_are_told(tmp_path):
    post = "---\ntitle: A\ndate: 2024-05-06\n---\nx\n"
    site = splash.write_capsule(tmp_path / "site", {**BASE, "_config.yml": "title: T\nskip_render: ['_posts/skip/*']\n", "source/en/_posts/a.md": post,
                                                    "source/_posts/_b.md": post, "source/_posts/skip/c.md": post, "source/_posts/d.md": post})
    said = complaints(site)
    for words in ("source/en/_posts: warning: its posts are not shown", "source/_posts/_b.md: note: not shown", "source/_posts/skip/c.md: note: not shown: skip_render"):
        assert words in said
    assert "source/_posts/d.md" not in said


def test_words_of_tags_are_trimmed_and_code_keeps_its_raw_text(tmp_path):
    """As Hexo has it: a blank before the closing quote counts for nothing, and raw around text within code is no part of it."""
    post = ("title: Tags\ndate: 2020-01-01\n---\n{% asset_img \"a b.png \" \"The sea\" %}\n\n{% post_link \"other \" \"The other\" %}\n\n"
            "Code `{% raw %}{{ x }}{% endraw %}` and `{% code %}`.\n\n```\n{% raw %}{{ y }}{% endraw %}\n```\n\n"
            "{% math %}\na \\\\ b_{1} \\left\\{ c\n{% endmath %}\n")
    site = a_site(tmp_path, {"source/_posts/tags.md": post, "source/_posts/tags/a b.png": "png",
                             "source/_posts/other.md": "title: O\ndate: 2020-01-02\n---\nx\n"}, "title: T\npost_asset_folder: true\n")
    assert "no such file" not in complaints(site)
    with splash.Server(site, tmp_path) as server:
        text = server.get("/2020/01/01/tags/").text
        assert "/2020/01/01/tags/a%20b.png The sea" in text and "=> /2020/01/02/other/ The other" in text
        assert "Code {{ x }} and {% code %}." in text and "{% raw %}{{ y }}{% endraw %}" in text
        assert "```math\n$$\na \\\\ b_{1} \\left\\{ c\n$$\n```" in text


@pytest.mark.skipif(not actors.ROOT, reason="takes root to have rights that the workers lack")
def test_a_source_folder_that_may_not_be_entered_is_told_as_that(tmp_path):
    with actors.acting_as("ordinary") as actor:
        site = actor.capsule({"package.json": BASE["package.json"], "_config.yml": "title: T\nsource_dir: source\n", "source/_posts/a.md": "x\n"})
        (site / "source").chmod(0)
        code, out, err = actor.run("check", site)
        assert code == 1 and "cannot be read" in out.decode() + err and "leads out" not in out.decode() + err


def test_an_undated_post_has_the_day_its_file_was_made(tmp_path):
    """As Hexo has it: not that of its last change."""
    site = a_site(tmp_path, {"source/_posts/a.md": "---\ntitle: A\n---\nx\n"})
    post = site / "source/_posts/a.md"
    born = int(subprocess.run(["stat", "--format", "%W", post], capture_output=True, text=True, check=True).stdout)
    if born <= 0:
        pytest.skip("this file system does not keep when a file was made")
    os.utime(post, (981173106, 981173106))
    code, listed, _ = splash.run("list", site)
    assert code == 0 and time.strftime("%Y-%m-%d  /%Y/%m/%d/a/  A", time.gmtime(born)) in listed.decode()
    assert "source/_posts/a.md: error: has no date, so the day its file was made counts" in complaints(site)
    code, feed, _ = splash.feed(site)
    assert code == 0 and b"<entry>" not in feed


PAGES = {
    "bare.html": "---\nlayout: false\n---\nAPART\n", "off.md": "---\ntitle: APART\nlayout: off\n---\nx\n",
    "unmapped.md": "---\ntitle: APART\nsitemap: false\n---\nx\n", "404/index.md": "---\ntitle: APART\n---\nx\n",
    "hidden.md": "---\ntitle: APART\nhidden: true\n---\nx\n", "plain.md": "---\ntitle: Plain\nsitemap: true\nlayout: page\n---\nx\n",
}


def test_pages_without_layout_or_place_in_the_sitemap_are_in_no_list(tmp_path):
    post = "---\ntitle: A post\ndate: 2024-05-06\nlayout: false\nsitemap: false\n---\nx\n"
    site = a_site(tmp_path, {"source/_posts/a.md": post, **{"source/" + name: text for name, text in PAGES.items()}})
    with splash.Server(site, tmp_path) as server:
        for path in ("/bare.gmi", "/off.gmi", "/unmapped.gmi", "/404/", "/hidden.gmi"):
            assert b"APART" in server.get(path).body, path
        lists = "".join(server.get(path).body.decode() for path in ("/", "/pages/", "/posts/"))
    listed = splash.run("list", site)[1].decode()
    assert "/bare.gmi" in listed and "/unmapped.gmi" in listed and "/hidden.gmi" in listed and "/404/" not in listed
    assert "Plain" in lists and "A post" in lists and "APART" not in lists


@pytest.mark.parametrize("text, line, words", [
    ("{% codeblock %}\na\n", 4, "{% codeblock %} has no {% endcodeblock %} behind it, and Hexo stops there"),
    ("{% note info %} a\n", 4, "{% note %} has no {% endnote %} behind it, and Hexo stops there"),
    ("{% own %} a\n\n{% own %} b {% endown %}\n", 4, "{% own %} has no {% endown %} behind it"),
    ("{% own %} b {% endown %}\n\n{% own %} a\n", 6, "{% own %} has no {% endown %} behind it"),
    ("{% blockquote %}\n{% note %}\na\n{% endblockquote %}\n\n`{% endnote %}`\n", 5, "{% note %} has no {% endnote %} behind it"),
    ("{% raw %} a\n", 4, "{% raw %} has no {% endraw %} behind it, and Hexo takes all that follows for raw"),
    ("a {% endnote %}\n", 4, "{% endnote %} ends no {% note %}, and Hexo stops there"),
    ("{% own a b %}\n", 4, "{% own %} is none of Hexo's own tags, and shows nothing here; without the theme or plugin that has it, Hexo stops there"),
    ("{% asset_img none.png A %}\n", 4, "{% asset_img none.png %}: no such file in the post's asset folder _posts/a/"),
    ("{% asset_path none.pdf %}\n", 4, "{% asset_path none.pdf %}: no such file in the post's asset folder _posts/a/"),
    ("{% post_link none %}\n", 4, "{% post_link none %}: no such post, and Hexo stops there; write its path below _posts"),
    ("{% post_path none %}\n", 4, "{% post_path none %}: no such post; write its path below _posts"),
    ("{% include_code x.js %}\n", 4, "{% include_code x.js %}: no such file in the folder source/downloads/code/"),
    ("{% img a.png %}\n", 4, "{% img a.png %}: this names no picture to Hexo"),
])
def test_tags_that_hexo_stops_at_or_shows_nothing_for_are_told(text, line, words, tmp_path):
    site = a_site(tmp_path, {"source/_posts/a.md": "title: A\ndate: 2024-05-06\n---\n" + text}, "title: T\npost_asset_folder: true\n")
    told = [said for said in complaints(site).splitlines() if said.startswith("source/")]
    assert len(told) == 1 and told[0].startswith(f"source/_posts/a.md:{line}: warning: {words}")


@pytest.mark.parametrize("text", [
    "{% note info %} a {% note %} b {% endnote %} c {% endnote %}\n", "`{% note %}`\n\n```\n{% codeblock %}\n{% endnote %}\n```\n",
    "{% raw %}{% note %}{% endraw %}\n", "{% own %} a {% endown %}\n", "{% codeblock %}\n{% note %}\n{% endcodeblock %}\n", "{# {% note %} #}\n",
    "{% note %} a {% endnote %}\n" * 40, "{% note A whole sentence, in one tag. https://a.example/ %}\n", "{% note %} " * 34 + "{% endnote %} " * 34 + "\n",
])
def test_tags_that_are_paired_or_literal_are_not_told(text, tmp_path):
    site = a_site(tmp_path, {"source/_posts/a.md": "title: A\ndate: 2024-05-06\n---\n" + text})
    assert "a.md" not in complaints(site)


@pytest.mark.parametrize("plugin, shown", [("hexo-filter-emoji", "Done 🎉 :x_y:"), ("hexo-filter-github-emojis", "Done 🎉 :x_y:"), ("hexo-filter-nofollow", "Done :tada: :x_y:")])
def test_emoji_are_set_where_a_plugin_of_the_sites_sets_them(plugin, shown, tmp_path):
    site = a_site(tmp_path, {"package.json": '{"dependencies": {"hexo": "7", "%s": "1"}}' % plugin, "source/_posts/a.md": "title: A\ndate: 2024-05-06\n---\nDone :tada: :x_y: `:tada:`\n"})
    assert shown + " :tada:" in splash.run("render", "--to", "gemtext", site / "source/_posts/a.md")[1].decode()
