"""`splashdown check` of a Hugo site is silent about addresses that Hugo's templates make, and about what only looks wrong."""
import splash

SITE = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "T"\n',
    "content/docs/urls/absLangURL.md": "---\ntitle: A\n---\nx\n",
    "content/docs/wide.org": "#+TITLE: W\n" + "word " * 80 + "\n",
    "static/images/a.png": "x",
    "layouts/shortcodes/path.html": "{{ partial \"x\" . }}",
    "layouts/shortcodes/nest.html": "<i>{{ .Inner }}</i>",
}
HOOKS = {"layouts/_markup/render-link.html": "x", "themes/t/layouts/_default/_markup/render-image.html": "x"}


def said(folder, body, more=None, config=""):
    """The lines about the text, and the links of its page."""
    files = {**SITE, **(more or {}), "content/post/a.md": f"---\ntitle: P\ndate: 2020-01-01\n---\n{body}\n"}
    files["hugo.toml"] += config
    site = splash.write_capsule(folder, files)
    lines = splash.run("check", site)[1].decode().splitlines()
    page = splash.run("render", "--to", "gemtext", site / "content/post/a.md")[1].decode()
    return [line for line in lines if "content/" in line], page


def test_an_address_that_a_template_makes_is_no_missing_one(tmp_path):
    lines, page = said(tmp_path, "![Map]({{< path a >}}) and [paper](<{{% path b %}}>), [ref].\n\n[ref]: {{< path c >}}\n")
    assert all("so the link whose address it makes leads nowhere" in line for line in lines) and len(lines) == 1
    assert "Map" in page and "paper" in page and "ref." in page
    assert len(said(tmp_path / "b", "![Map]() and [paper]()")[0]) == 2


def test_a_path_in_content_leads_to_its_page(tmp_path):
    lines, page = said(tmp_path / "site", "[one](/docs/urls/absLangURL/) [two](/docs/urls/absLangURL) [three](docs/urls/abslangurl/#x) ![A](images/a.png)")
    assert lines == [] and page.count("=> /docs/urls/abslangurl/") == 1 and page.count("=>") == 2, page
    assert "=> /images/a.png" in page
    with splash.Server(tmp_path / "site", tmp_path) as server:
        assert server.get("/docs/urls/absLangURL/").status == 31


def test_hooks_for_links_and_pictures_decide_where_they_lead(tmp_path):
    body = "[g](glossary-word) and ![A](some/asset.png)"
    assert len(said(tmp_path / "a", body)[0]) == 2
    assert said(tmp_path / "b", body, HOOKS, 'theme = "t"\n')[0] == []
    assert len(said(tmp_path / "c", "[g](/nothing/here/)", HOOKS, 'theme = "t"\n')[0]) == 1


def test_lines_of_plain_text_are_not_code(tmp_path):
    assert said(tmp_path, "x")[0] == []


def test_a_program_is_hidden_by_moving_it(tmp_path):
    site = splash.write_capsule(tmp_path, {**SITE, "static/get": "#!/bin/sh\n"})
    (site / "static/get").chmod(0o755)
    lines = [line for line in splash.run("check", site)[1].decode().splitlines() if line.startswith("static/get")]
    assert len(lines) == 1 and "move it out of content/ and static/" in lines[0] and "_config.yml" not in lines[0]
