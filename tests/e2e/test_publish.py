"""splashdown publish: a draft becomes a post as its generator has it, and nothing is ever lost."""
import datetime
import json
import os
import pathlib
import re
import subprocess

import pytest
import splash

TODAY = r"\d{4}-\d{2}-\d{2}"
NOW = r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}"
HEXO = {"package.json": '{"dependencies": {"hexo": "^7.0.0"}}', "_config.yml": "title: T\npost_asset_folder: true\n", "source/about.md": "About.\n"}


def publish(site, name):
    """The exit code, the lines that are printed, and what is said."""
    code, out, err = splash.run("publish", site / name)
    return code, out.decode().splitlines(), err


def listed(site):
    return {page["source"] for page in json.loads(splash.run("list", "--format", "json", site)[1])}


KINDS = {
    "jekyll": ({"_config.yml": "title: T\n"}, "_drafts/sea.md", "---\ntitle: Sea\n---\nText.\n",
               f"_posts/{TODAY}-sea.md", rf"---\ntitle: Sea\ndate: {NOW} \+0000\n---\nText.\n"),
    "jekyll, below a category": ({"_config.yml": "title: T\n"}, "log/_drafts/2020-1-2-sea.md", "---\ntitle: Sea\ndate: 2020-01-02\nlayout: x\n---\nText.\n",
                                 f"log/_posts/{TODAY}-sea.md", rf"---\ntitle: Sea\ndate: {NOW} \+0000\nlayout: x\n---\nText.\n"),
    "jekyll, no front matter": ({"_config.yml": "title: T\n"}, "_drafts/月.md", "Text.\n", f"_posts/{TODAY}-月.md", "Text.\n"),
    "jekyll, by its key": ({"_config.yml": "title: T\n"}, "_posts/2020-01-02-sea.md", "---\r\ndraft: true\r\ntitle: Sea\r\n---\r\nText.\r\n",
                           f"_posts/{TODAY}-sea.md", rf"---\r\ntitle: Sea\r\ndate: {NOW} \+0000\r\n---\r\nText.\r\n"),
    "hexo": (HEXO, "source/_drafts/Sub/Up Per.md", "---\ntitle: Sea\n---\nText.\n", "source/_posts/Sub/Up Per.md", rf"---\ntitle: Sea\ndate: {NOW}\n---\nText.\n"),
    "hexo, dated": (HEXO | {"_config.yml": "title: T\nnew_post_name: :year-:month-:day-:title.md\n"}, "source/_drafts/sea.md",
                    "title: Sea\ndate: 2020-02-03 04:05:06\n---\nText.\n", "source/_posts/2020-02-03-sea.md", r"title: Sea\ndate: 2020-02-03 04:05:06\n---\nText.\n"),
    "hexo, bare": (HEXO, "source/_drafts/sea.md", "Text.\n", "source/_posts/sea.md", rf"---\ndate: {NOW}\n---\n\nText.\n"),
    "hugo": ({"hugo.toml": "baseURL = 'https://example.org/'\n"}, "content/posts/sea.md", "+++\ntitle = 'Sea'\ndraft = true\n[params]\ndraft = 'x'\n+++\nText.\n",
             "content/posts/sea.md", r"\+\+\+\ntitle = 'Sea'\ndate = \d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00\n\[params\]\ndraft = 'x'\n\+\+\+\nText.\n"),
    "zola": ({"config.toml": "base_url = 'https://example.org'\n"}, "content/sea.md", "+++\ntitle = 'Sea'\ndraft = true\ndate = 2020-01-01\n+++\nText.\n",
             "content/sea.md", r"\+\+\+\ntitle = 'Sea'\ndate = \d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00\n\+\+\+\nText.\n"),
    "plain": ({"_splashdown.yml": "title: T\n"}, "2020-01-02-sea.md", "---\ntitle: Sea\ndraft: true\n---\nText.\n",
              f"{TODAY}-sea.md", rf"---\ntitle: Sea\ndate: {NOW} \+0000\n---\nText.\n"),
}


@pytest.mark.parametrize("files, draft, text, post, made", KINDS.values(), ids=KINDS)
def test_a_draft_becomes_a_post_of_its_kind(files, draft, text, post, made, tmp_path):
    site = splash.write_capsule(tmp_path / "site", files)
    path = site / draft
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    path.chmod(0o640)
    before = listed(site)
    code, lines, err = publish(site, draft)
    assert (code, err) == (0, "") and re.fullmatch(re.escape(f"{site}/") + post, lines[0])
    written = pathlib.Path(lines[0])
    assert re.fullmatch(made, written.read_bytes().decode()) and written.stat().st_mode & 0o777 == 0o640
    assert written == path or not path.exists()
    assert len(listed(site) - before) == 1 and [p for p in site.rglob("*") if p.name.endswith(".new")] == []


def test_hexos_files_of_a_draft_go_with_it(tmp_path):
    site = splash.write_capsule(tmp_path / "site", HEXO | {"source/_drafts/sea.md": "---\ntitle: Sea\n---\n", "source/_drafts/sea/a.png": "png"})
    assert publish(site, "source/_drafts/sea.md")[0] == 0
    assert (site / "source/_posts/sea/a.png").read_text() == "png" and not (site / "source/_drafts/sea").exists()


def test_links_that_must_change_are_told(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {
        "_config.yml": "permalink: /:title/\n", "_drafts/2020-01-02-sea.md": "---\ntitle: Sea\npermalink: /at/:year/:title/\n---\n",
        "about.md": "---\ntitle: About\n---\nSee\n[it](_drafts/2020-01-02-sea.md).\n", "_posts/2020-05-01-a.md": "---\ntitle: A\n---\nNothing.\n"})
    code, lines, err = publish(site, "_drafts/2020-01-02-sea.md")
    assert (code, err) == (0, "") and any(re.fullmatch(re.escape(f"{site}/about.md:5: names _drafts/2020-01-02-sea.md; write _posts/") + f"{TODAY}-sea.md", line) for line in lines[1:])
    assert not any("2020-05-01-a.md:" in line for line in lines)


REFUSED = {
    "published already": ("_posts/2020-01-02-a.md", "---\ntitle: A\n---\n", "is no draft: it is published already"),
    "kept back": ("_drafts/a.md", "---\ntitle: A\npublished: false\n---\n", "says published: false"),
    "broken": ("_drafts/a.md", "---\ntitle: a: b: c\n---\n", "a.md:2: "),
    "unclosed": ("_drafts/a.md", "---\ntitle: A\n", "its front matter has no end"),
    "no page": ("_drafts/a.png", "png", "is no page of its capsule"),
}


@pytest.mark.parametrize("name, text, words", REFUSED.values(), ids=REFUSED)
def test_what_is_no_draft_stays_as_it_is(name, text, words, tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"_config.yml": "title: T\n", name: text})
    code, lines, err = publish(site, name)
    assert code == 1 and lines == [] and words in err
    assert sorted(p.name for p in site.rglob("*") if p.is_file()) == sorted(["_config.yml", pathlib.Path(name).name])
    assert (site / name).read_text() == text


def test_a_post_of_that_name_is_never_replaced(tmp_path):
    today = datetime.datetime.now(datetime.timezone.utc).date()
    names = [f"_posts/{today + datetime.timedelta(days=days)}-sea.md" for days in (0, 1)]
    site = splash.write_capsule(tmp_path / "site", {"_config.yml": "title: T\n", "_drafts/sea.md": "---\ntitle: New\n---\n"} | dict.fromkeys(names, "---\ntitle: Old\n---\n"))
    code, lines, err = publish(site, "_drafts/sea.md")
    assert code == 1 and lines == [] and "exists already, and the draft stays as it is" in err
    assert (site / "_drafts/sea.md").exists() and all("Old" in (site / name).read_text() for name in names)
    assert len(list((site / "_posts").iterdir())) == 2


def test_publish_says_what_stands_in_its_way(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"_config.yml": "title: T\n", "_posts": "a file", "_drafts/a.md": "---\ntitle: A\n---\n"})
    assert "there is no such file" in publish(site, "_drafts/none.md")[2]
    assert "Not a directory" in publish(site, "_drafts/a.md")[2] and (site / "_drafts/a.md").exists()
    os.symlink("a.md", site / "_drafts/b.md")
    assert publish(site, "_drafts/b.md")[0] == 1
    assert splash.run("publish")[0] == 2 and splash.run("publish", "a", "b")[0] == 2


def test_a_draft_that_new_begins_can_be_published(tmp_path):
    for kind, files in (("jekyll", {"_config.yml": "title: T\n"}), ("hexo", HEXO), ("hugo", {"hugo.toml": "baseURL = 'https://example.org/'\n"})):
        site = splash.write_capsule(tmp_path / kind, files)
        path = splash.run("new", "Über das Meer 月", "--draft", site)[1].decode().strip()
        assert ("_drafts/" in path) == (kind != "hugo") and not any("_drafts" in source or "later" in source or "meer" in source for source in listed(site))
        code, out, err = splash.run("publish", path)
        assert (code, err) == (0, "") and any("meer" in source for source in listed(site)), kind
