"""Hugo's addresses of feeds and lists lead to ours."""
import pytest
import splash

POST = "---\ntitle: {}\ndate: 2020-05-0{}\ntags: [{}]\ncategories: [Sea]\n---\n{}\n"
BASE = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Of the sea"\n',
    "content/My Log/moon.md": POST.format("The moon", 1, "Go Lang, C++", "See [the tag](/tags/go-lang/) and [its feed](/tags/go-lang/index.xml)."),
    "content/notes/hill.md": POST.format("A hill", 2, "登月", "x"),
    "content/notes/real/index.md": "---\ntitle: Real\nurl: /tags/real/\n---\nReal.\n",
}
# The files that Hugo 0.111 writes for this site, and ours.
LEADS = {
    "/index.xml": "/index.xml",
    "/my-log/index.xml": "/my-log/atom.xml",
    "/notes/index.xml": "/notes/atom.xml",
    "/tags/index.xml": "/atom.xml",
    "/categories/index.xml": "/atom.xml",
    "/tags/go-lang/": "/tag/go-lang/",
    "/tags/go-lang/index.xml": "/tag/go-lang/atom.xml",
    "/tags/c++/": "/tag/c/",
    "/tags/c++/index.xml": "/tag/c/atom.xml",
    "/tags/%E7%99%BB%E6%9C%88/": "/tag/%E7%99%BB%E6%9C%88/",
    "/tags/%E7%99%BB%E6%9C%88/index.xml": "/tag/%E7%99%BB%E6%9C%88/atom.xml",
    "/categories/sea/": "/category/sea/",
    "/categories/sea/index.xml": "/category/sea/atom.xml",
}


@pytest.fixture
def server(tmp_path):
    with splash.Server(splash.write_capsule(tmp_path / "site", BASE), tmp_path) as server:
        yield server


def test_hugos_feeds_and_lists_lead_to_ours(server):
    for old, new in LEADS.items():
        answer = server.get(old)
        assert (answer.status == 20 and old == new) or (answer.status == 31 and answer.meta.endswith(new)), (old, answer.status, answer.meta)
        assert server.get(new).status == 20 and server.select(old) == server.select(new), new
    for nothing in ("/nosuch/index.xml", "/tags/nosuch/", "/tags/nosuch/index.xml", "/my-log/moon/index.xml"):
        assert server.get(nothing).status == 51, nothing


def test_a_page_of_the_author_keeps_its_address(server):
    assert "Real." in server.get("/tags/real/").body.decode()


def test_links_to_them_stay_in_the_capsule(server):
    moon = server.get("/my-log/moon/").body.decode()
    assert "=> /tag/go-lang/ the tag" in moon and "=> /tag/go-lang/atom.xml its feed" in moon
