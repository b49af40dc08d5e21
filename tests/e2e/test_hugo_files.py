"""Pictures and other files of a Hugo site have the addresses that Hugo gives them, and no other file of its folder has one."""
import pathlib

import pytest
import splash

SECRET = "---\ntitle: SECRET\n{}\n---\nSECRET\n"
BASE = {
    "hugo.toml": 'baseURL = "https://example.org/blog/"\ntitle = "Of the sea"\n',
    "static/img/cat.png": "CAT",
    "static/.hidden.txt": "SECRET",
    "static/gophermap": "A menu\n0Notes\tmuseum/notes.txt\n",
    "static/museum/notes.txt": "NOTES",
    "content/post/Moon Rise/index.md": "---\ntitle: The moon\ndate: 2020-05-01\nslug: moon\n---\n"
    "![near](near.png)\n\n![cat](/img/cat.png)\n\n![also](/blog/img/cat.png)\n\n![of the editor](/static/img/cat.png)\n\n[far](sub/Far%20One.TXT)\n",
    "content/post/Moon Rise/near.png": "NEAR",
    "content/post/Moon Rise/sub/Far One.TXT": "FAR",
    "content/post/Moon Rise/part.md": "SECRET",
    "content/post/hill.md": "---\ntitle: A hill\ndate: 2020-04-01\n---\n![beside](beside.png)\n",
    "content/post/beside.png": "BESIDE",
    "content/draft/index.md": SECRET.format("draft: true"),
    "content/draft/f.png": "SECRET",
    "content/future/index.md": SECRET.format("date: 2199-01-01"),
    "content/future/f.png": "SECRET",
    "content/past/index.md": SECRET.format("expiryDate: 2001-01-01"),
    "content/past/f.png": "SECRET",
    "content/broken/index.md": "+++\ntitle = SECRET\n+++\nSECRET\n",
    "content/broken/f.png": "SECRET",
    "content/head/index.md": SECRET.format("headless: true\ndraft: true"),
    "content/head/f.png": "SECRET",
    "content/gallery/index.md": SECRET.format("headless: true"),
    "content/gallery/g.png": "GALLERY",
    "content/hidden/_index.md": SECRET.format("draft: true"),
    "content/hidden/f.png": "SECRET",
    "content/hidden/deeper/f.png": "SECRET",
    "content/hidden/deeper/b/index.md": SECRET.format("weight: 1"),
    "content/hidden/deeper/b/f.png": "SECRET",
    "archetypes/f.png": "SECRET",
    "assets/f.png": "SECRET",
    "data/f.png": "SECRET",
    "layouts/f.png": "SECRET",
    "public/f.png": "SECRET",
    "resources/f.png": "SECRET",
    "themes/x/static/f.png": "SECRET",
    "f.png": "SECRET",
}
PLACES = {
    "/img/cat.png": b"CAT",
    "/museum/notes.txt": b"NOTES",
    "/post/moon/near.png": b"NEAR",
    "/post/moon/sub/Far%20One.TXT": b"FAR",
    "/post/beside.png": b"BESIDE",
    "/gallery/g.png": b"GALLERY",
}


@pytest.fixture
def site(tmp_path):
    site = splash.write_capsule(tmp_path / "site", BASE)
    (site / "content" / "post" / "loan.png").symlink_to("../draft/f.png")
    (site / "static" / "loan.png").symlink_to("../assets/f.png")
    return site


def paths_of(folder):
    """Every path of the folder as it is, and as Hugo would have it."""
    for path in folder.rglob("*"):
        name = "/" + path.relative_to(folder).as_posix()
        for one in (name, name.lower(), name.replace("/themes/x", "")):
            for folder_name in ("", "/content", "/static", "/assets", "/archetypes", "/data", "/layouts", "/public", "/resources"):
                yield one.removeprefix(folder_name).replace(" ", "%20")


def test_files_have_hugos_addresses_and_the_old_ones_lead_there(site, tmp_path):
    with splash.Server(site, tmp_path) as server:
        for path, body in PLACES.items():
            assert server.get(path).body == body and server.select(path) == body, path
        for old, new in {
            "/static/img/cat.png": "/img/cat.png",
            "/content/post/Moon%20Rise/near.png": "/post/moon/near.png",
            "/content/gallery/g.png": "/gallery/g.png",
        }.items():
            answer = server.get(old)
            assert answer.status == 31 and answer.meta.endswith(new), old


def test_pages_lead_to_their_files(site, tmp_path):
    with splash.Server(site, tmp_path) as server:
        moon = server.get("/post/moon/").body.decode()
        for line in ("/post/moon/near.png near", "/img/cat.png cat", "/img/cat.png also", "/img/cat.png of the editor", "/post/moon/sub/Far%20One.TXT far"):
            assert f"=> {line}" in moon, moon
        assert "=> /post/beside.png beside" in server.get("/post/hill/").body.decode()
        assert "\t/post/moon/near.png\t" in server.select("/post/moon/").decode()
        assert "\t/museum/notes.txt\t" in server.select("/").decode()


def test_every_other_path_of_the_site_is_nothing(site, tmp_path):
    with splash.Server(site, tmp_path) as server:
        for path in sorted(set(paths_of(site))):
            assert b"SECRET" not in server.get(path).body + server.select(path), path


def test_files_of_a_page_come_and_go_with_it(site, tmp_path):
    with splash.Server(site, tmp_path, workers=1) as server:  # of two, one may know of an edit before the other
        index = site / "content" / "draft" / "index.md"
        index.write_text("---\ntitle: Out\nslug: out\n---\n")
        splash.eventually(lambda: server.get("/out/f.png").status == 20, "it is published")
        assert server.get("/loan.png").status == 51 and server.get("/post/loan.png").status == 20
        index.write_text("---\ntitle: Out\nslug: out\npublishDate: 2199-01-01\n---\n")
        splash.eventually(lambda: server.get("/out/f.png").status == 51, "it is not published yet")
        assert server.get("/post/loan.png").status == 51
        (site / "static" / "new.png").write_text("NEW")
        splash.eventually(lambda: server.get("/new.png").body == b"NEW", "a new file")


def test_a_restricted_folder_restricts_a_file_by_each_of_its_paths(site, tmp_path):
    """By the address that readers know, and by the folder that the operator sees."""
    for folder in ("/img/", "/static/img/"):
        config = f"hosts:\n- name: localhost\n  capsule: {site}\n  restricted:\n    {folder}: [any]\n"
        with splash.Server(None, tmp_path, config=config) as server:
            for path in ("/img/cat.png", "/static/img/cat.png"):
                assert server.get(path).status == 60 and b"CAT" not in server.select(path), (folder, path)
            assert server.get("/museum/notes.txt").status == 20
        out = tmp_path / folder.strip("/").replace("/", "-")
        assert splash.run("export", "--to", "gemini", "-c", tmp_path / "splashdown.yml", "--output", out)[0] == 0
        assert (out / "museum" / "notes.txt").exists() and not (out / "img").exists(), folder


def test_export_and_check_know_the_files(site, tmp_path):
    code, out, said = splash.run("export", "--to", "gemini", "--output", tmp_path / "out", site)
    assert code == 0, said
    files = {path.relative_to(tmp_path / "out").as_posix(): path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {path: files[pathlib.PurePosixPath(path.removeprefix("/").replace("%20", " ")).as_posix()] for path in PLACES} == PLACES
    assert not [name for name, body in files.items() if b"SECRET" in body]
    said = splash.run("check", site)[1].decode()
    for name in ("near.png", "cat.png", "beside.png", "Far%20One"):
        assert name not in said, said
