"""A page without text that is the place for a web site's own search yields to ours; one with words of its author's does not."""
import json

import pytest

from splash import Server, run, write_capsule

POST = "---\ntitle: Moon\ndate: 2024-01-01\n---\nbright light\n"
HUGO = {"hugo.toml": 'baseURL = "https://e.example/"\ntitle = "T"\n', "content/posts/moon.md": POST}
HEXO = {"_config.yml": "title: T\n", "package.json": '{"dependencies": {"hexo": "7"}}', "source/_posts/moon.md": POST}
EMPTY = "---\ntitle: Search\nlayout: search\n---\n\n"
BARE = [
    {**HUGO, "content/search/index.md": EMPTY}, {**HUGO, "content/search.md": EMPTY}, {**HUGO, "content/find.md": EMPTY.replace("layout: search", "url: /search/")},
    {**HEXO, "source/search/index.md": EMPTY},
]


@pytest.mark.parametrize("files", BARE)
def test_readers_search_there(tmp_path, files):
    with Server(write_capsule(tmp_path / "capsule", files), tmp_path) as server:
        assert server.get("/search").status == 10
        answer = server.get("/search?bright")
        assert answer.status == 20 and "Moon" in answer.text
        assert b"Moon" in server.select("/search\tbright")
        assert server.get("/search/").meta.endswith("/search") or server.get("/search/").status == 10


def test_hugo_publishes_it(tmp_path):
    """So it is in the list of what is published, at the address where our search answers."""
    folder = write_capsule(tmp_path / "capsule", BARE[0])
    assert [page["gemini"] for page in json.loads(run("list", "--format", "json", folder)[1])] == ["/posts/moon/", "/search/"]
    with Server(folder, tmp_path) as server:
        assert "\tSearch\t" not in server.select("/pages/").decode() and server.get("/search/").status in (10, 31)


@pytest.mark.parametrize("files", [{**HUGO, "content/search/index.md": EMPTY + "Ask me.\n"},
                                   {**HEXO, "source/search/index.md": EMPTY + "Ask me.\n"}])
def test_an_authors_words_stay(tmp_path, files):
    with Server(write_capsule(tmp_path / "capsule", files), tmp_path) as server:
        assert "Ask me." in server.get("/search/").text and server.get("/search").meta == "/search/"


def test_a_text_above_a_list_hides_nothing(tmp_path):
    files = {**HUGO, "content/posts/moon.md": POST.replace("date:", "tags: [sea]\ndate:"), "content/tags/_index.md": "---\ntitle: All tags\n---\nWords.\n",
             "content/tags/sea/_index.md": "---\ntitle: Sea\n---\nWet.\n", "content/posts/_index.md": "---\ntitle: Log\n---\nIt.\n"}
    said = run("check", write_capsule(tmp_path / "capsule", files))[1].decode()
    assert "hides" not in said
