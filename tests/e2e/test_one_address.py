"""Several pages with one address: the one that Jekyll writes last has it; see the order in write_order.h."""
import json

import pytest
import splash
from splash import feed, run, write_capsule


def page(title, link, **more):
    return "---\n" + "".join(f"{k}: {v}\n" for k, v in {"title": title, "permalink": link, **more}.items()) + f"---\nbody of {title}\n"


FILES = {
    "_config.yml": "title: T\nurl: https://e.org\n",
    "_posts/en/2024-01-01-moon.md": page("Moon", "/moon.html", tags="[sky]"),
    "_posts/zh/2024-01-01-moon.md": page("月亮", "/moon.html", tags="[夜]"),
    "_posts/2024-02-01-before.md": page("Before", "/b.html"),
    "_posts/2025-02-01-after.md": page("After", "/b.html"),
    "en/about.md": page("About", "/about/"),
    "zh/about.md": page("關於", "/about/"),
    "zed.md": page("Zed", "/w.html"),
    "zh/abc.md": page("Abc", "/w.html"),
    "plain.md": page("Plain", "/p.html"),
    "_posts/2023-01-01-p.md": page("Post", "/p.html"),
    "links.md": "---\n---\n[one]({% link en/about.md %}) [two](zh/about.md) [three]({% post_url 2024-01-01-moon %})\n",
}
SHOWN = {"月亮", "After", "關於", "Zed", "Post"}
GONE = {"Moon", "Before", "About", "Abc", "Plain"}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("address")
    with splash.Server(write_capsule(folder / "c", FILES), folder) as server:
        yield server


def test_the_last_one_answers_on_both_protocols(served):
    for path, title in (("/moon.gmi", "月亮"), ("/b.gmi", "After"), ("/about/", "關於"), ("/w.gmi", "Zed"), ("/p.gmi", "Post")):
        assert served.get(path).text.startswith(f"# {title}\n")
        assert f"body of {title}" in served.select(path.removesuffix(".gmi")).decode()


def test_only_it_is_in_lists_search_and_feed(served, tmp_path):
    folder = write_capsule(tmp_path, FILES)
    listed = {p["title"] for p in json.loads(run("list", "--format", "json", folder)[1])}
    assert listed == SHOWN | {"Links"}
    out = feed(folder)[1].decode()
    for text in (served.get("/").text, served.get("/posts/").text + served.get("/pages/").text):
        assert all(title in text for title in SHOWN) and not any(f" {title}\n" in text for title in GONE)
    assert not any(f">{title}<" in out for title in GONE) and all(f">{title}<" in out for title in ("月亮", "After", "Post"))
    found = served.get("/search?body").text
    assert "About" not in found and "Zed" in found
    assert served.get("/tag/%E5%A4%9C/").status == 20
    assert "Moon" not in served.get("/b.gmi").text + served.get("/p.gmi").text


def test_links_to_the_others_lead_to_it(served):
    assert {url for url, _ in splash.links(served.get("/links.gmi").text)} >= {"/about/", "/moon.gmi"}
    assert served.get("/en/about.md").status == 31 and served.get("/en/about.md").meta.endswith("/about/")
    assert "body of 關於" in served.select("/en/about.md").decode()


def test_check_names_both_and_the_permalink_that_frees_one(tmp_path):
    out = run("check", "--format", "json", write_capsule(tmp_path, FILES))[1]
    told = {e["file"]: e["message"] for e in json.loads(out) if "has the same address as" in e["message"]}
    assert set(told) == {"_posts/en/2024-01-01-moon.md", "_posts/2024-02-01-before.md", "en/about.md", "zh/abc.md", "plain.md"}
    assert told["en/about.md"].startswith("has the same address as zh/about.md (/about/), and is not shown: Jekyll writes that one last")
    assert "Write permalink: /en/about/ here" in told["en/about.md"]
    assert "permalink: /en/moon.html" in told["_posts/en/2024-01-01-moon.md"]
    assert "permalink: /p-2.html" in told["plain.md"] and "permalink: /b-2.html" in told["_posts/2024-02-01-before.md"]


@pytest.mark.parametrize("settings, link, key, address", [
    ("hugo.toml", "url: /same/", "url", "/blog/same/"), ("zola.toml", "path: same", "path", "/blog/same/")])
def test_the_advice_is_in_the_words_of_the_generator(tmp_path, settings, link, key, address):
    base = "baseURL" if key == "url" else "base_url"
    folder = write_capsule(tmp_path, {settings: f'{base} = "https://e.org/"\ntitle = "T"\n', "content/blog/_index.md": "---\ntitle: Blog\n---\n",
                                      "content/blog/a.md": f"---\ntitle: A\ndate: 2024-01-01\n{link}\n---\na\n",
                                      "content/blog/b.md": f"---\ntitle: B\ndate: 2024-01-02\n{link}\n---\nb\n"})
    told = [e["message"] for e in json.loads(run("check", "--format", "json", folder)[1]) if "has the same address as" in e["message"]]
    assert len(told) == 1 and f"Write {key}: {address} here" in told[0]


def test_the_other_one_is_there_once_the_first_is_gone(served, tmp_path):
    folder = write_capsule(tmp_path / "d", FILES)
    with splash.Server(folder, tmp_path) as server:
        assert server.get("/about/").text.startswith("# 關於\n")
        (folder / "zh/about.md").unlink()
        splash.eventually(lambda: (server.get("/about/").text or "").startswith("# About\n"), "the other page")


def test_a_list_that_only_hidden_posts_name_answers_with_those_at_their_addresses(served):
    for path, title, other in (("/tag/sky/", "月亮", "Moon"), ("/2024/", "月亮", "Before")):
        for text in (served.get(path).text, served.select(path).decode()):
            assert title in text and other not in text
    assert "月亮".encode() in served.get("/tag/sky/atom.xml").body and served.get("/tag/sky").status == 31


@pytest.mark.parametrize("link, names", [
    ("/", ["a", "b", "c"]), ("//", ["a", "b"]), ("/x/", ["a", "b", "c"]), ("/x.html", ["a", "b", "c", "d"]), ("x/", ["a", "b"]),
    ("/.x/", ["a", "b"]), ("/x", ["a", "b"]), ("/月/", ["a", "b"]), ("/v1.2/", ["a", "b"]), ("/x-2/", ["a", "b"]),
])
def test_the_advised_permalink_frees_each_file(tmp_path, link, names):
    files = {f"_posts/2024-01-01-{name}.md": page(name, link) for name in names}
    files["taken.md"] = page("taken", "/x-2/")
    folder = write_capsule(tmp_path, {"_config.yml": "title: T\n", **files})
    told = {e["file"]: e["message"] for e in json.loads(run("check", "--format", "json", folder)[1]) if "Write permalink" in e["message"]}
    assert told
    for name, message in told.items():
        address = message.split("Write permalink: ")[1].split(" here")[0]
        assert address.startswith("/") and "//" not in address, message
        (folder / name).write_text((folder / name).read_text().replace(f"permalink: {link}\n", f"permalink: {address}\n"))
    assert "same address" not in run("check", "--format", "json", folder)[1].decode()
    assert len(json.loads(run("list", "--format", "json", folder)[1])) == len(files)


def test_an_old_address_does_not_take_the_place_of_a_list(serve):
    """As a theme's 404 page has it: redirect_from of /posts/, /tags/ and the like."""
    server = serve({"_config.yml": "title: T\n", "404.html": "---\nredirect_from: [/posts/, /tags/, tag/moon, /old/]\n---\n<p>Gone.</p>\n",
                    "_posts/2024-05-01-moon.md": "---\ntags: moon\n---\nx\n"})
    for address in ("/posts/", "/tags/", "/tag/moon/"):
        assert server.get(address).status == 20 and b"Gone" not in server.select(address), address
    assert server.get("/old/").status == 31 and b"Gone" in server.select("/old/")
