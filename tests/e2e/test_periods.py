"""The posts of a month and of a day, as jekyll-archives has them."""
import splash


def test_months_and_days_have_pages(tmp_path):
    capsule = splash.write_capsule(tmp_path / "capsule", {
        "_config.yml": "title: B\ntimezone: Asia/Tokyo\n", "_posts/2024-05-01-moon.md": "---\ntitle: Moon\n---\nx\n", "_posts/2024-05-31-sun.md": "---\ntitle: Sun\n---\nx\n",
        "_posts/2024-06-01-late.md": "---\ntitle: Late\ndate: 2024-05-31 20:30 +0000\n---\nx\n", "_posts/2023-05-01-old.md": "---\ntitle: Old\n---\nx\n",
        "2023/05.md": "---\ntitle: Mine\npermalink: /2023/05/\n---\nMy May.\n"})
    with splash.Server(capsule, tmp_path) as server:
        may = server.get("/2024/05/")
        assert may.status == 20 and b"Moon" in may.body and b"Sun" in may.body and b"Late" not in may.body and b"Old" not in may.body
        assert b"Late" in server.get("/2024/06/").body and server.get("/2024/06/01/").status == 20
        day = server.get("/2024/05/01/").body
        assert b"=> /2024/05/01/moon.gmi 2024-05-01 Moon" in day and b"Sun" not in day and b"# B \xc2\xb7 2024-05-01" in day
        assert (server.get("/2024/05").status, server.get("/2024/05").meta) == (31, "/2024/05/")
        assert b"Moon" in server.select("/2024/05/") and b"My May." in server.get("/2023/05/").body
        for path in ("/2024/07/", "/2024/05/02/", "/2024/13/", "/2024/5/", "/2024/05/01/1/", "/2024/05/00/"):
            assert server.get(path).status == 51, path
    code, _, _ = splash.run("export", "--to", "gemini", "--output", tmp_path / "out", capsule)
    assert code == 0 and (tmp_path / "out/2024/05/index.gmi").exists() and (tmp_path / "out/2024/05/31/index.gmi").exists()
