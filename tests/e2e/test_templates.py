"""Pages of HTML with Liquid's logic: texts are pages, lists lead to ours, what is empty does not exist."""
import pytest
import splash


def html(body, front="title: T"):
    return f"---\n{front}\n---\n{body}\n"


FILES = {
    "_config.yml": "title: Blog\nurl: https://example.org\nskills: [C, Ruby]\ncollections: {tabs: {output: true, permalink: /:title/}}\npaginate: 5\n",
    "_posts/2024-05-01-moon.md": "---\ntitle: Moon\ntags: [sky]\ncategories: [night]\n---\nMoon text.\n",
    "_includes/list.html": "<ul>{% for p in site.posts limit: 3 %}<li>{{ p.title }}</li>{% endfor %}</ul>",
    "_includes/box.html": "<form><label>Find it</label><input id=\"search-input\"></form><ul id=\"results-container\"></ul>",
    "_includes/me.md": "I am **Ana**.\n\n- one\n- two\n",
    "_data/links.yml": "- {name: Wren, url: https://wren.example/}\n",
    # Pages.
    "about.html": html("{% if site.twitter %}<p>Follow</p>{% else %}<p>About me and my work.</p>{% endif %}"
                       "<ul>{% for s in site.skills %}<li>{{ s }}</li>{% endfor %}</ul>", "title: About"),
    "links.html": html("{% for l in site.data.links %}<a href=\"{{ l.url }}\">{{ l.name }}</a>{% endfor %}", "title: Links"),
    "both.html": html("{% capture me %}{% include me.md %}{% endcapture %}{{ me | markdownify }}", "title: Both"),
    "count.html": html("{% assign n = site.posts.size %}<p>There are {{ n }} posts, the last is {{ site.posts.first.title }}.</p>", "title: Count"),
    "shop.html": html("<p>Six words that stand on this page, and quite some more of them for good measure.</p><input name=search><script>1</script>", "title: Shop"),
    # Lists.
    "index.html": html("<p>Hero</p>{% for post in paginator.posts %}{{ post.title }}{% endfor %}"),
    "archive.html": html("{% capture tags %}{% for tag in site.tags %}{{ tag[0] }}{% endfor %}{% endcapture %}"
                         "{% assign sorted = site.posts | sort: 'date' %}{% for p in sorted %}<p>{{ p.title }}</p>{% endfor %}"),
    "topics.html": html("{% assign all = site.tags | sort %}{% for t in all %}{{ t[0] }}{% for p in t[1] %}{{ p.title }}{% endfor %}{% endfor %}"),
    "cats/index.html": html("{% for c in site.categories %}<h2>{{ c[0] }}</h2>{% endfor %}"),
    "recent.html": html("<p>The newest.</p>{% include list.html %}", "title: Recent\nredirect_from: /newest"),
    "years.html": html("{% assign y = site.posts | group_by_exp: 'p', 'p.date | date: \"%Y\"' %}{% for g in y %}{{ g.name }}{% for p in g.items %}{{ p.title }}{% endfor %}{% endfor %}"),
    "night.html": html("{% for p in site.categories.night %}{{ p.title }}{% endfor %}"),
    "sky.md": "---\nlayout: tag-page\ntag: sky\n---\n",
    "_tabs/tags.md": "---\nlayout: tags\n---\n",
    "years.md": "---\nlayout: archive-by-year\npermalink: /all/\n---\n",
    "search.html": html("<h1>Search</h1>{% include box.html %}<script>s()</script>", "title: Search"),
    "suche.html": html("<input id=\"search-box\"><script>window.store = { {% for p in site.posts %}\"{{ p.url }}\": 1{% endfor %} }</script>"),
    "finder.html": html("<div class=\"gcse-search\"></div><script src=\"https://cse.example/\"></script>"),
    "before.md": "---\ntitle: Before\npermalink: /zed.html\n---\nBefore the list.\n", "zed.html": html("{% include list.html %}", "title: Zed"),
    "two.html": html("{% include list.html %}", "title: Two"), "two.md": "---\ntitle: Two\n---\nTwo of mine.\n",
    **{f"files/{i}.txt": f"File {i}.\n" for i in range(20)},
    # Nothing.
    "empty.html": html("{% if site.nothing %}<p>Never</p>{% endif %}<script>x</script>", "title: Empty"),
    "tag/sky.html": html("{% if true %}<p>My own sky.</p>{% endif %}"),
    "2024/index.html": html("{% if true %}<p>My own year.</p>{% endif %}"),
    "pages.html": html("{% if true %}<p>My own pages.</p>{% endif %}"),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("templates")
    with splash.Server(splash.write_capsule(scratch / "capsule", FILES), scratch) as up:
        yield up


@pytest.mark.parametrize("path,words", [("/about", ["About me and my work.", "* C"]), ("/links", ["=> https://wren.example/ Wren"]),
                                        ("/both", ["I am Ana.", "* one", "* two"]), ("/count", ["There are 1 posts, the last is Moon."]),
                                        ("/shop", ["Six words"]), ("/two", ["Two of mine."]), ("/zed", ["Before the list."])])
def test_a_text_with_conditions_is_a_page(server, path, words):
    answer = server.get(path + ".gmi")
    assert answer.status == 20 and all(word in answer.body.decode() for word in words), answer.body
    assert path.encode() in server.get("/pages/").body and words[-1].lstrip("=>* ").split()[-1].encode() in server.select(path)


@pytest.mark.parametrize("path,target", [
    ("/archive.html", "/posts/"), ("/archive", "/posts/"), ("/archive.gmi", "/posts/"), ("/topics.html", "/tags/"), ("/cats/", "/categories/"),
    ("/recent.html", "/posts/"), ("/newest", "/posts/"), ("/years.html", "/posts/"), ("/night.html", "/category/night/"), ("/sky.html", "/tag/sky/"),
    ("/all/", "/posts/"), ("/search.html", "/search"), ("/suche.html", "/search"), ("/finder.html", "/search"), ("/tags.html", "/tags/"),
    ("/page2/", "/posts/")])
def test_a_list_leads_to_ours(server, path, target):
    answer = server.get(path)
    assert (answer.status, answer.meta) == (31, target)
    if target != "/search":
        assert server.select(path) == server.select(target)


def test_what_is_ours_stays_ours(server):
    for path in ("/", "/tags/", "/tag/sky/", "/2024/", "/pages/"):
        answer = server.get(path)
        assert answer.status == 20 and b"My own" not in answer.body and b"Hero" not in answer.body, path
    assert server.get("/search").status == 10 and b"Moon" in server.get("/").body


def test_what_comes_out_empty_does_not_exist(server):
    assert server.get("/empty.html").status == 51 and b"Empty" not in server.get("/pages/").body


def test_check_says_what_becomes_of_each(server, tmp_path):
    code, out, err = splash.run("check", splash.write_capsule(tmp_path / "c", FILES))
    said = out.decode() + err
    assert "empty.html: note: " in said and "no words come out of it" in said
    assert "archive.html: note: a template for Jekyll; its readers are sent to /posts/" in said
    assert "pages.html: note: a template for Jekyll at /pages, where readers here see our own page" in said


def test_an_edit_makes_a_page_of_a_template_and_back(tmp_path):
    files = {"_config.yml": "title: B\n", "_posts/2024-05-01-moon.md": FILES["_posts/2024-05-01-moon.md"], "_includes/x.html": "<p>Words.</p>",
             "about.html": html("{% if true %}{% include x.html %}{% endif %}")}
    capsule = splash.write_capsule(tmp_path / "capsule", files)
    with splash.Server(capsule, tmp_path) as server:
        assert server.get("/about.gmi").status == 20
        (capsule / "_includes/x.html").write_text("{% for p in site.posts %}{{ p.title }}{% endfor %}")
        splash.eventually(lambda: server.get("/about.gmi").status == 31, "the page is a list")
        (capsule / "_includes/x.html").write_text("<p>Other words.</p>")
        splash.eventually(lambda: b"Other" in server.get("/about.gmi").body, "the list is a page")
        (capsule / "_includes/x.html").write_text("<p></p>")
        splash.eventually(lambda: server.get("/about.gmi").status == 51, "the page is empty")


def test_without_posts_a_list_leads_to_the_home_and_nothing_leads_to_an_empty_list(serve):
    server = serve({"_config.yml": "title: T\ncollections: { articles: { output: true } }\n",
                    "_articles/one.md": "---\ntitle: One\n---\nx\n", "list.html": "---\n---\n{% for p in site.posts %}{{ p.title }}{% endfor %}\n",
                    "pages/start.html": "---\npermalink: /\n---\n<p>Start.</p>\n"})
    assert server.get("/list.html").meta == "/"
    home = server.get("/").text
    assert home.startswith("# T\n") and "Start." in home and "/posts/" not in home and "atom.xml" not in home


def test_markdownify_in_a_page_of_html_gives_structure(serve):
    server = serve({"_config.yml": "title: T\nintro: \"## Head\\n\\n* one\\n* two\\n\\n[a](/b.html)\"\n", "b.md": "x\n", "a.html": "---\ntitle: A\n---\n<div>{{ site.intro | markdownify }}</div>\n"})
    assert "\n## Head\n\n* one\n* two\n\n=> /b.gmi a\n" in server.get("/a.gmi").text
