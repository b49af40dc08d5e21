"""What `check` and the start say of texts that readers do not see: the key that hides them, and where; no advice to who has texts."""
import pytest
import splash

CONFIG = 'baseURL = "https://example.org/"\ntitle = "T"\n'
POST = "---\ntitle: P\ndate: 2020-01-01\n---\nx\n"


def said(folder, files):
    site = splash.write_capsule(folder, {"hugo.toml": CONFIG, "content/post/a.md": POST, **files})
    return [line for line in splash.run("check", site)[1].decode().splitlines() if "not shown" in line and line.startswith("content/")]


def test_front_matter_that_hides_a_page_is_named_by_key_and_line(tmp_path):
    files = {"content/post/gone.md": "---\ntitle: G\n_build:\n  render: never\n---\nx\n", "content/post/new.md": '+++\ntitle = "N"\n[build]\nrender = "link"\n+++\nx\n',
             "content/post/bundle/index.md": "---\ntitle: B\nheadless: true\n---\nx\n"}
    assert said(tmp_path / "site", files) == [
        "content/post/bundle/index.md:3: note: not shown: its front matter sets headless to true",
        "content/post/gone.md:4: note: not shown: its front matter sets _build.render to never",
        "content/post/new.md:4: note: not shown: its front matter sets build.render to link"]


def test_a_cascade_that_hides_a_page_is_named_by_file_and_line(tmp_path):
    files = {"content/parts/_index.md": "---\ntitle: Parts\ncascade:\n  _build:\n    render: never\n---\n", "content/parts/one.md": POST,
             "content/parts/deep/two/index.md": POST, "content/parts/deep/own.md": "---\ntitle: O\nbuild:\n  render: false\n---\n"}
    found = said(tmp_path / "site", files)
    assert [line for line in found if "own.md" not in line] == [
        f"content/parts/{name}: note: not shown: the cascade at content/parts/_index.md:5 sets _build.render to never" for name in ("_index.md", "deep/two/index.md", "one.md")]


@pytest.mark.parametrize("name", ["hugo.toml", "config/_default/cascade.toml", "config/production/hugo.toml"])
def test_a_cascade_of_the_configuration_is_named_by_its_file(tmp_path, name):
    table = '[cascade._build]\nrender = "never"\n[cascade._target]\npath = "/parts/**"\n' if "cascade.toml" not in name else '[_build]\nrender = "never"\n[_target]\npath = "/parts/**"\n'
    files = {"hugo.toml": CONFIG, name: (CONFIG if name == "hugo.toml" else "") + table, "content/parts/one.md": POST}
    line = files[name].splitlines().index('render = "never"') + 1
    assert said(tmp_path / "site", files) == [f"content/parts/one.md: note: not shown: the cascade at {name}:{line} sets _build.render to never"]


def test_a_language_that_is_off_is_named(tmp_path):
    files = {"hugo.toml": CONFIG + "[languages.en]\n[languages.de]\ndisabled = true\n", "content/post/a.de.md": POST}
    assert said(tmp_path / "site", files) == ["content/post/a.de.md: note: not shown: the configuration disables its language, de"]


BROKEN = "---\ntitle: [x\n---\ny\n"


@pytest.mark.parametrize("files", [
    {"hugo.toml": CONFIG, "content/posts/a.md": BROKEN}, {"_posts/2024-01-01-a.md": BROKEN}, {"hugo.toml": CONFIG, "content/posts/a.md": "---\ndraft: true\n---\n"},
    {"_config.yml": "theme: x\n", "source/_posts/a.md": BROKEN, "package.json": '{"hexo": {}}'}, {"_posts/2024-01-01-a.md": "---\npublished: false\n---\n"}],
    ids=["hugo", "jekyll", "draft", "hexo", "unpublished"])
def test_who_has_a_text_is_not_told_where_texts_belong(tmp_path, files):
    site = splash.write_capsule(tmp_path / "site", files)
    with splash.Server(site, tmp_path) as server:
        words = server.said()
    words += splash.run("list", site)[2] + splash.run("check", site)[1].decode()
    assert "has no pages" not in words and "belong" not in words
    if BROKEN in files.values():
        assert "a.md:2: " in words


def test_who_has_no_text_is_told_where_posts_of_hugo_belong(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"hugo.toml": CONFIG, "static/a.txt": "x"})
    assert "has no pages: posts belong in a folder of content/, such as content/posts" in splash.run("check", site)[1].decode()
