"""splashdown.header and footer: the author's words on every page of both protocols, and nowhere else."""
import pytest
import splash
from splash import feed, run, write_capsule

BANNER = "  /\\_/\\   TIDES\n ( o.o )  潮汐\n"
FILES = {
    "_includes/head.txt": BANNER + "=> /about.html Who I am\n",
    "_posts/2024-05-01-moon.md": "---\ntitle: Moon\n---\nThe text.\n",
    "about.md": "---\ntitle: About\n---\nMe.\n",
    "own.gmi": "# Own\n\nverbatim\n",
    "g/gophermap": "iverbatim\n",
}


def config(header, footer):
    return f"title: T\nsplashdown:\n  header: {header}\n  footer: {footer}\n"


def shown(raw):
    return [item.display for item in splash.menu(raw)]


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lines")
    files = FILES | {"_config.yml": config('"Welcome, 歡迎!"', '["Made by hand.", "=> https://e.org/ The web"]')}
    with splash.Server(write_capsule(folder / "c", files), folder) as server:
        yield server


def test_a_header_stands_below_title_and_date_on_gemini_and_on_top_on_gopher(lines):
    assert lines.get("/2024/05/01/moon.gmi").text.startswith("# Moon\n\n2024-05-01\n\nWelcome, 歡迎!\n\nThe text.\n")
    assert shown(lines.select("/2024/05/01/moon"))[:6] == ["Welcome, 歡迎!", "", "Moon", "====", "", "2024-05-01"]


def test_a_footer_is_the_end_of_pages_and_lists(lines):
    for path in ("/", "/posts/", "/pages/", "/2024/", "/about.gmi", "/2024/05/01/moon.gmi"):
        text = lines.get(path).text
        assert text.endswith("\n\nMade by hand.\n=> https://e.org/ The web\n"), path
        assert text.startswith("# ") and "\n\nWelcome, 歡迎!\n\n" in text
        menu = shown(lines.select(path.removesuffix(".gmi")))
        assert menu[0] == "Welcome, 歡迎!" and menu[-2:] == ["Made by hand.", "The web"], path


def test_the_authors_own_files_stay_as_they_are(lines):
    assert lines.get("/own.gmi").text == "# Own\n\nverbatim\n"
    for selector in ("/own.gmi", "/g/"):
        assert b"Welcome" not in lines.select(selector) and b"Made by" not in lines.select(selector)


def test_neither_feed_nor_render_has_them(tmp_path):
    folder = write_capsule(tmp_path, FILES | {"_config.yml": config('"Welcome"', '"Made"')})
    assert b"Welcome" not in feed(folder)[1] and b"Made" not in feed(folder)[1]
    assert run("render", "--to", "gemtext", folder / "about.md")[1] == b"# About\n\nMe.\n"


def test_a_banner_of_a_file_keeps_its_form(tmp_path):
    files = FILES | {"_config.yml": config("head.txt", '""')}
    with splash.Server(write_capsule(tmp_path / "c", files), tmp_path) as server:
        text = server.get("/about.gmi").text
        assert text.startswith("# About\n\n```\n" + BANNER + "```\n=> /about.gmi Who I am\n\nMe.\n"), text
        assert shown(server.select("/about"))[:3] == ["  /\\_/\\   TIDES", " ( o.o )  潮汐", "Who I am"]


def test_check_tells_what_a_header_must_not_hold(tmp_path):
    files = FILES | {"_config.yml": config('["# Big", "=> /a 2024-01-02 News"]', "{ a: b }")}
    out = run("check", write_capsule(tmp_path, files))[1].decode()
    assert 'splashdown.header: "# Big" would become a second title' in out
    assert 'would look like a feed entry to those who follow the page' in out and "splashdown.footer" in out
