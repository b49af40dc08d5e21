"""Files of gemtext by either of their extensions."""
import splash


def test_a_file_in_gemini_is_a_page_as_one_in_gmi_is(tmp_path):
    capsule = splash.write_capsule(tmp_path / "capsule", {
        "_config.yml": "title: T\n", "about.gemini": "# About\n=> moon.gemini Moon\n", "moon.gemini": "# Moon\nBright.\n",
        "sub/index.gemini": "# Sub\nBelow.\n", "_posts/2024-05-01-sun.gemini": "---\ntitle: Sun\n---\n# Sun\nHot.\n"})
    with splash.Server(capsule, tmp_path) as server:
        about = server.get("/about.gmi")
        assert about.status == 20 and about.meta.startswith("text/gemini") and about.text.startswith("# About\n=> ")
        assert (server.get("/about.gemini").status, server.get("/about.gemini").meta) == (31, "/about.gmi")
        assert "Below." in server.get("/sub/").text and server.get("/sub/index.gemini").meta == "/sub/"
        assert "Hot." in server.get("/2024/05/01/sun.gmi").text and "Sun" in server.get("/posts/").text
        assert b"Bright." in server.select("/moon") and b"Bright." in server.select("/moon.gemini")
        linked = [link for link in splash.links(about.text)]
        assert linked and server.get("/moon.gmi").status == 20
