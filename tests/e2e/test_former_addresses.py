"""Addresses that a post had while its folder counted as a category lead to where it is."""
import pytest

from splash import Server, write_capsule

POST = "---\ntitle: One\n---\nhi\n"


@pytest.mark.parametrize("config, source, former", [
    ("collections_dir: things\n", "things/_posts/2024-01-01-one.md", "/things/2024/01/01/one"),
    ("collections_dir: things\n", "things/_posts/sea/2024-01-01-one.md", "/things/2024/01/01/one"),
    ("source: site/src\ncollections_dir: things\n", "site/src/things/_posts/2024-01-01-one.md", "/site/src/things/2024/01/01/one"),
    ("source: src\n", "src/_posts/2024-01-01-one.md", "/src/2024/01/01/one"),
    ("source: site/src\ncollections_dir: things\n", "site/src/things/cat/_posts/2024-01-01-one.md", "/site/src/things/cat/2024/01/01/one"),
    ("source: site/src\n", "site/src/cat/_posts/2024-01-01-one.md", "/site/src/cat/2024/01/01/one"),
    ("source: src\npermalink: pretty\n", "src/_posts/2024-01-01-one.md", "/src/2024/01/01/one/"),
])
def test_a_former_category_leads_to_the_post(tmp_path, config, source, former):
    with Server(write_capsule(tmp_path / "capsule", {"_config.yml": config, source: POST}), tmp_path) as server:
        for path in (former, f"{former.rstrip('/')}.html", f"{former.rstrip('/')}.gmi"):
            answer = server.get(path)
            assert answer.status == 31 and "/2024/01/01/one" in answer.meta and former not in answer.meta, path
        assert server.get(answer.meta.split(str(server.gemini))[-1]).status == 20
        assert b"hi" in server.select(former)
        for wrong in ("/other" + former, former.replace("one", "two"), former.replace("things", "thing").replace("src", "sr")):
            assert server.get(wrong).status == 51, wrong


def test_a_post_elsewhere_is_not_found_by_a_folder_of_that_name(tmp_path):
    files = {"_config.yml": "collections_dir: things\n", "_posts/2024-01-01-two.md": POST, "things/_posts/2024-01-01-one.md": POST}
    with Server(write_capsule(tmp_path / "capsule", files), tmp_path) as server:
        assert server.get("/things/2024/01/01/two").status == 51


def test_the_list_and_the_feed_of_source_are_those_of_all_posts(tmp_path):
    files = {"_config.yml": "source: src\n", "src/_posts/2024-01-01-one.md": POST}
    with Server(write_capsule(tmp_path / "capsule", files), tmp_path) as server:
        for former, now in (("/category/src/", "/posts/"), ("/category/src", "/posts/"), ("/category/src/atom.xml", "/atom.xml")):
            assert server.get(former).meta == now, former
            assert b"One" in server.select(former)
        assert server.get("/category/sr/").status == 51 and server.get("/category/src/x/").status == 51


def test_a_post_whose_categories_were_not_read_is_found_by_its_day_and_name(tmp_path):
    aliases = "---\ntitle: {}\nx: &c [sea]\ncategories: *c\n---\nhi {}\n"
    files = {"_posts/2024-01-01-one.md": aliases.format("One", 1), "_posts/2024-01-02-two.md": aliases.format("Two", 2),
             "_posts/2024-01-04-slug.md": "---\nx: &x { slug: other, categories: sea, date: 2024-01-05 }\n<<: *x\n---\nhi\n", "a/_posts/2024-01-02-two.md": POST, "_posts/2024-01-03-own.md": "---\npermalink: /own/\n---\nhi own\n"}
    with Server(write_capsule(tmp_path / "capsule", files), tmp_path) as server:
        for path in ("/2024/01/01/one.gmi", "/2024/01/01/one", "/2024/01/01/one.html", "/2024/01/01/one/"):
            assert (server.get(path).status, server.get(path).meta) == (31, "/sea/2024/01/01/one.gmi"), path
        assert server.get("/2024/01/04/slug").meta == "/sea/2024/01/05/other.gmi"
        assert b"hi 1" in server.select("/2024/01/01/one") and server.get("/2024/01/03/own").meta == "/own/"
        for wrong in ("/2024/01/02/one", "/2024/01/01/on", "/x/2024/01/01/one", "/2024/1/1/one", "/2024/01/01/one/x", "/2024/01/00/one"):
            assert server.get(wrong).status == 51, wrong


def test_lists_of_former_categories_are_those_of_all_posts(tmp_path):
    files = {"_config.yml": "source: site/src\ncollections_dir: things\n", "site/src/things/_posts/2024-01-01-one.md": POST}
    with Server(write_capsule(tmp_path / "capsule", files), tmp_path) as server:
        for name in ("site", "src", "things"):
            assert server.get(f"/category/{name}/").meta == "/posts/" and server.get(f"/category/{name}/atom.xml").meta == "/atom.xml"
        assert server.get("/categories/").meta == "/posts/" and server.get("/category/other/").status == 51
