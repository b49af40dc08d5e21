"""A Hugo site is served as Hugo publishes it, live, and nothing else of its folder has an address."""
import pytest
import splash
from nowhere import assert_absent, spellings

BASE = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Of the sea"\n',
    "content/post/moon.md": "---\ntitle: The moon\ndate: 2020-05-01\ntags: [Night]\naliases: [/old/moon/]\n---\n"
    "It rises.{{< note >}}Inner *words*{{< /note >}}\n\n[Hill]({{< relref \"hill.md#x\" >}})\n",
    "content/post/hill.md": "+++\ntitle = 'A hill'\ndate = 2020-04-01\n+++\nSteep.\n",
    "content/post/draft.md": "---\ntitle: SECRET draft\ndate: 2020-04-01\ndraft: true\n---\nSECRET\n",
    "content/post/future.md": "---\ntitle: SECRET future\ndate: 2199-04-01\n---\nSECRET\n",
    "content/post/expired.md": "---\ntitle: SECRET past\ndate: 2020-04-01\nexpiryDate: 2020-05-01\n---\nSECRET\n",
    "content/post/broken.md": "+++\ntitle = SECRET\n+++\nSECRET\n",
    "content/hidden/_index.md": "---\ndraft: true\n---\nSECRET\n",
    "content/hidden/page.md": "---\ntitle: SECRET page\ndate: 2020-04-01\n---\nSECRET\n",
    "content/trip/index.md": "---\ntitle: SECRET trip\ndraft: true\n---\nSECRET\n",
    "content/trip/day.md": "---\ntitle: SECRET day\ndate: 2020-04-01\n---\nSECRET\n",
    "content/trip/map.txt": "SECRET\n",
    "content/about.md": "---\ntitle: About me\n---\nI am.\n",
    "archetypes/default.md": "SECRET\n",
    "layouts/_default/single.html": "SECRET\n",
    "themes/x/README.md": "SECRET\n",
    "data/x.md": "SECRET\n",
    "public/post/draft/index.html": "SECRET\n",
    "README.md": "SECRET\n",
    "go.mod": "SECRET\n",
}


@pytest.fixture
def site(tmp_path):
    return splash.write_capsule(tmp_path / "site", BASE)


def test_posts_pages_and_aliases_are_where_hugo_has_them(site, tmp_path):
    with splash.Server(site, tmp_path) as server:
        home = server.get("/").body.decode()
        assert "# Of the sea" in home and "=> /post/moon/ 2020-05-01 The moon" in home and "=> /about/ About me" in home
        moon = server.get("/post/moon/").body.decode()
        assert "Inner words" in moon and "{{" not in moon and "=> /post/hill/ Hill" in moon
        assert server.get("/old/moon/").status == 31
        assert "The moon" in server.get("/tag/night/").body.decode()
        assert b"https://example.org/post/moon/" in server.get("/atom.xml").body


def test_ref_finds_a_page_by_its_name_alone_in_its_own_language(tmp_path):
    """Hugo does the same where the name is unique; a path has to be the whole one."""
    site = splash.write_capsule(tmp_path / "site", {
        "hugo.toml": 'baseURL = "https://example.org/"\n[languages.en]\nweight = 1\n[languages.zh]\nweight = 2\n',
        "content/far/deep/hill.md": "---\ntitle: A hill\ndate: 2020-05-02\n---\nx\n",
        "content/far/deep/hill.zh.md": "---\ntitle: A hill in zh\ndate: 2020-05-03\n---\nx\n",
        "content/far/trip/index.md": "---\ntitle: A trip\nslug: voyage\n---\nx\n",
        "content/post/moon.md": '[a]({{< ref "hill" >}}) [b]({{< relref "hill.md#x" >}}) [c]({{< ref "trip" >}}) [d]({{< ref "deep/hill" >}})\n',
        "content/post/moon.zh.md": '[a]({{< ref "hill" >}})\n',
    })
    with splash.Server(site, tmp_path) as server:
        moon = server.get("/post/moon/").body.decode()
        assert "=> /far/deep/hill/ a" in moon and "hill.md" not in moon and "=> /far/voyage/ c" in moon and "/moon/deep/hill d" in moon
        assert "=> /zh/far/deep/hill/ a" in server.get("/zh/post/moon/").body.decode()
        assert "deep/hill" in splash.run("check", site)[1].decode()


def test_nothing_else_of_the_folder_is_answered(site, tmp_path):
    with splash.Server(site, tmp_path) as server:
        assert_absent(server, b"SECRET", set(spellings(site, ("/content", ""))) | {"/", "/posts/", "/pages/", "/tags/", "/2199/", "/atom.xml"})
        found = server.get("/search?SECRET").body
        assert not [title for title in (b"draft", b"future", b"past", b"page", b"trip", b"day") if b"SECRET " + title in found]


def test_a_section_that_becomes_a_draft_is_gone_and_comes_back(site, tmp_path):
    with splash.Server(site, tmp_path) as server:
        index = site / "content" / "post" / "_index.md"
        index.write_text("---\ndraft: true\n---\n")
        splash.eventually(lambda: server.get("/post/moon/").status == 51, "the draft's section is gone")
        splash.eventually(lambda: "The moon" not in server.get("/").body.decode(), "and is off the home page, in each worker")
        index.write_text("---\ntitle: Posts\n---\n")
        splash.eventually(lambda: server.get("/post/moon/").status == 20, "the section is back")


def test_a_page_that_becomes_part_of_a_bundle_is_gone(site, tmp_path):
    with splash.Server(site, tmp_path) as server:
        index = site / "content" / "post" / "index.md"
        index.write_text("---\ntitle: All of it\n---\nOne.\n")
        splash.eventually(lambda: server.get("/post/moon/").status == 51, "it is a resource now")
        assert server.get("/post/").status == 20


def test_a_new_post_is_where_the_others_are(site):
    code, out, _ = splash.run("new", "A new day", site)
    assert code == 0 and out.strip().endswith(b"content/post/a-new-day.md")
    assert not (site / "_posts").exists()
    assert b"A new day" in splash.run("list", site)[1]


@pytest.mark.parametrize("sign", ["_config.yml", "_posts/2020-01-01-x.md"])
def test_a_jekyll_site_stays_one_whatever_else_lies_there(tmp_path, sign):
    site = splash.write_capsule(tmp_path / "site", {"hugo.toml": 'baseURL = "x"\n', sign: "", "page.md": "# Page\n"})
    assert b"page.md" in splash.run("list", "--format", "json", site)[1]


def test_a_configuration_that_is_not_hugos_makes_no_hugo_site(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"config.toml": 'name = "x"\n', "page.md": "# Page\n"})
    assert b"page.md" in splash.run("list", "--format", "json", site)[1]


def test_a_broken_configuration_is_named_by_file_and_line(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"hugo.toml": "title = 'x'\nbaseURL = True\n", "content/a.md": "x\n"})
    code, _, said = splash.run("list", site)
    assert code == 1 and "hugo.toml:2: this is not TOML: the word True is no value" in said


def test_a_pattern_of_ignored_files_that_is_not_known_is_named(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"hugo.toml": 'baseURL = "https://x.example/"\nignoreFiles = ["(a|b)$", "\\\\.txt$"]\n',
                                                    "content/a.md": "x\n", "content/b.txt": "SECRET"})
    said = splash.run("check", site)[1].decode()
    assert '"(a|b)$" is not obeyed' in said and "txt" not in said, said
