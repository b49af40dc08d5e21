"""A plain folder: no generator's file in it. A file with a date is a post, wherever it lies, and every address is the file's own path."""
import json

import pytest
import splash
from splash import feed, run, write_capsule

POSTS = {
    "2024-05-01-moon.md": "# The *moon*, seen\n\nmoonword\n",
    "log/2024-05-02-tide.gmi": "=> / home\n# High tide\ntideword\n",
    "log/2024-05-03.gmi": "# 2024-05-03\n## A day at sea\n",
    "phlog/2024-05-04-fog.txt": "fog   and   more\n",
    "deep/er/2024_05_05_sand.markdown": "sandword\n",
    "20240506-shell.md": "---\ntags: [sea, sand]\ncategory: finds\n---\nshellword\n",
    "journal/2024/05/07-wind.md": "windword\n",
    "journal/2024/5/8/rain.md": "rainword\n",
    "notes/star.md": "---\ntitle: A star\npubDate: 2024-05-09\n---\nstarword\n",
}
PAGES = {
    "about.md": "# About me\n\naboutword\n",
    "notes/rope.md": "no heading\n",
    "2024-13-01-never.md": "no such month\n",
    "12345-numbers.md": "no date\n",
    "notes/index.md": "---\ndate: 2024-05-01\n---\nthe folder's page\n",
}
STEMS = {source: "/" + source[:source.rindex(".")] for source in POSTS}


@pytest.fixture
def start(tmp_path):
    servers = []

    def start(files, *flags):
        server = splash.Server(write_capsule(tmp_path / "tides", files), tmp_path, *flags)
        servers.append(server.__enter__())
        return server
    yield start
    for server in servers:
        server.__exit__(None, None, None)


def listed(folder, *flags):
    code, out, err = run("list", "--format", "json", *flags, folder)
    assert code == 0, err
    return {page["source"]: page for page in json.loads(out)}


def test_files_with_a_date_are_posts_at_their_own_paths(tmp_path):
    pages = listed(write_capsule(tmp_path / "tides", {**POSTS, **PAGES}))
    assert {source for source, page in pages.items() if page["kind"] == "post"} == set(POSTS)
    assert {source: pages[source]["stem"] for source in POSTS} == STEMS
    days = [pages[source]["date"][:10] for source in POSTS]
    assert days == [f"2024-05-0{day}" for day in range(1, 10)]
    assert pages["20240506-shell.md"]["tags"] == ["sea", "sand"] and pages["20240506-shell.md"]["categories"] == ["finds"]
    assert {source for source, page in pages.items() if page["kind"] == "page"} == set(PAGES)


def test_titles_come_from_the_text_else_from_the_name(tmp_path):
    pages = listed(write_capsule(tmp_path / "tides", {**POSTS, **PAGES}))
    titles = {source: page["title"] for source, page in pages.items()}
    assert titles["2024-05-01-moon.md"] == "The moon, seen" and titles["about.md"] == "About me"
    assert titles["log/2024-05-02-tide.gmi"] == "High tide" and titles["log/2024-05-03.gmi"] == "A day at sea"
    assert titles["deep/er/2024_05_05_sand.markdown"] == "Sand" and titles["phlog/2024-05-04-fog.txt"] == "Fog"
    assert titles["notes/rope.md"] == "Rope" and titles["notes/star.md"] == "A star"


def test_becoming_a_post_changes_lists_and_feed_and_never_an_address(start, tmp_path):
    server = start({**POSTS, **PAGES})
    for source, stem in STEMS.items():
        for path in (stem + ".gmi", "/" + source):
            answer = server.get(path)
            if answer.status == 31:
                answer = server.get(answer.meta)
            assert answer.status == 20, path
        for selector in (stem, "/" + source, stem + ".txt"):
            assert not server.select(selector).startswith(b"3"), selector
    home = [label for _, label in splash.links(server.get("/").text)]
    assert home.index("2024-05-09 A star") < home.index("2024-05-01 The moon, seen") < home.index("About me")
    assert "### notes/\n\n=> /notes/" in server.get("/").text
    code, out, err = feed(tmp_path / "tides")
    assert code == 0 and out.count(b"<entry>") == len(POSTS), err
    assert server.get("/tag/sea/").status == server.get("/2024/").status == 20


def test_a_day_to_come_keeps_its_address_and_is_in_no_list(start, tmp_path):
    files = {"2999-12-24-plan.md": "planword\n", **POSTS}
    server = start(files)
    assert "planword" in server.get("/2999-12-24-plan.gmi").text
    assert "plan" not in server.get("/").text and "/2999/" not in server.get("/posts/").text
    assert b"planword" not in feed(tmp_path / "tides")[1] and server.get("/2999/").status == 51
    assert "2999-12-24-plan.md" in listed(tmp_path / "tides", "--future")


def test_a_draft_is_hidden(start):
    server = start({"2024-05-01-moon.md": "---\ndraft: true\n---\nsecretword\n", "a.md": "x\n"})
    assert server.get("/2024-05-01-moon.gmi").status == 51 and "oon" not in server.get("/").text


def test_the_configuration_is_splashdown_yml(start, tmp_path):
    config = ("title: Tides\nauthor: Mei\nlang: zh-TW\ntimezone: Asia/Taipei\nurl: https://tides.example\nlisting: true\n"
              "permalink: /x/:title/\n")
    server = start({"_splashdown.yml": config, **POSTS, "pictures/a.txt": "plain\n"})
    assert server.get("/").text.startswith("# Tides\n") and server.get("/").meta.endswith("lang=zh-TW")
    assert server.get("/pictures/").status == 20 and server.get("/2024-05-01-moon.gmi").status == 20
    for path in ("/_splashdown.yml", "/_splashdown", "/%5fsplashdown.yml"):
        assert server.get(path).status == 51 and server.select(path).startswith(b"3")
    out = feed(tmp_path / "tides")[1].decode()
    assert "<name>Mei</name>" in out and "2024-05-01T00:00:00+08:00" in out
    code, out, _ = run("check", tmp_path / "tides")
    assert '_splashdown.yml:7: warning: unknown key "permalink"; it does nothing' in out.decode()


@pytest.mark.parametrize("bad", ["title: [\n", "- a\n"])
def test_a_broken_configuration_is_told_with_its_line(tmp_path, bad):
    code, _, err = run("list", write_capsule(tmp_path / "tides", {"_splashdown.yml": bad, **POSTS}))
    assert code == 1 and "_splashdown.yml:" in err


@pytest.mark.parametrize("sign", [{"_config.yml": "title: T\n"}, {"_posts/2024-01-01-x.md": "x\n"}])
def test_a_jekyll_folder_keeps_dated_pages_as_pages(tmp_path, sign):
    pages = listed(write_capsule(tmp_path / "tides", {**sign, **POSTS}))
    assert all(pages[source]["kind"] == "page" for source in ("2024-05-01-moon.md", "log/2024-05-02-tide.gmi"))


def test_new_posts_lie_where_such_posts_lie(tmp_path):
    folder = write_capsule(tmp_path / "tides", {"gemlog/2024-05-01-moon.gmi": "# Moon\n"})
    code, out, err = run("new", "High Tide", folder)
    made = out.decode().strip()
    assert code == 0 and "gemlog/" in made and made.endswith("-high-tide.md"), err
    assert [page["kind"] for source, page in listed(folder).items() if source.endswith("high-tide.md")] == ["post"]
