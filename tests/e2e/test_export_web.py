"""An export to the web: every link leads somewhere, every page is whole, nothing of an author's runs in a browser."""
import html.parser
import pathlib
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as xml

import pytest
import splash
from conftest import SAMPLE
from splash import run, write_capsule
from test_export import LIST, files_of

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / "sites"))
import capsule_text  # noqa: E402

CAPSULES = {f"{path.parent.name}/{path.stem}": path for folder in ("capsules", "hugo_capsules", "hexo_capsules", "zola_capsules")
            for path in sorted((TESTS / "sites" / folder).glob("*.txt"))}
BASE = "https://mirror.example/a/blog"
ATOM = "{http://www.w3.org/2005/Atom}"


def export(folder, capsule, *arguments, base=BASE):
    code, out, err = run("export", "--to", "web", "--base-url", base, "--output", folder, *arguments, capsule)
    assert code == 0, err
    return files_of(folder), out.decode(), err


class Page(html.parser.HTMLParser):
    """The addresses, the names of places and the languages of a page."""
    VOID = {"meta", "link", "br", "hr", "img"}

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.tags, self.open, self.attributes = [], [], [], [], []
        self.feed(text)
        assert not self.open, f"not closed: {self.open}"

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        assert len(named) == len(attributes), f"an attribute of <{tag}> is there twice"
        self.tags.append(tag)
        self.attributes.append((tag, named))
        self.links += [named[name] for name in ("href", "src") if name in named]
        self.ids += [named["id"]] if "id" in named else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> ends nothing"


def file_at(path):
    """The file that a web server has for a path below the export."""
    name = urllib.parse.unquote(path)
    return name + "index.html" if name == "" or name.endswith("/") else name


def find(files, url, base):
    """True when URL, which is absolute, is in the export, or elsewhere."""
    own = urllib.parse.urlsplit(base)
    parts = urllib.parse.urlsplit(url)
    if parts.netloc != own.netloc or parts.scheme != own.scheme:
        return True
    if not (parts.path + "/").startswith(own.path + "/"):
        return False
    name = file_at(parts.path[len(own.path):].lstrip("/"))
    return name in files or name + ".html" in files


def ours(files):
    return {name: content.decode() for name, content in files.items()
            if name.endswith(".html") and b"/splashdown.css\"" in content[:8000]}


def broken(files, base=BASE):
    dead = []
    for name, text in ours(files).items():
        place = f"{base}/{urllib.parse.quote(name)}"
        dead += [(name, link) for link in Page(text).links if not find(files, urllib.parse.urljoin(place, link), base)]
    for name, content in files.items():
        if not name.endswith(".xml") or b"http://www.w3.org/2005/Atom" not in content[:300] + content[-1:]:
            continue
        root = xml.fromstring(content)
        links = [link.get("href") for link in root.iter(f"{ATOM}link")]
        for body in root.iter(f"{ATOM}content"):
            links += Page(body.text or "").links
        dead += [(name, link) for link in links if not find(files, urllib.parse.urljoin(base + "/", link), base)]
    sitemap = [element.text for element in xml.fromstring(files["sitemap.xml"]).iter() if element.tag.endswith("}loc")]
    return dead + [("sitemap.xml", url) for url in sitemap if not find(files, url, base)]


def check(files, base=BASE):
    assert broken(files, base) == []
    for name, text in ours(files).items():
        page = Page(text)
        assert page.tags.count("h1") == 1 or "<article" in text and "museum" in name, name
        assert page.tags.count("main") == 1 and len(page.ids) == len(set(page.ids)), name
        assert not {"script", "style", "iframe", "object"} & set(page.tags), name
        for tag, attributes in page.attributes:
            assert not [key for key in attributes if key.startswith("on") or key == "style"], (name, tag)
            assert tag != "img" or "alt" in attributes, name
            assert not attributes.get("href", "").lower().startswith(("javascript:", "data:")), name
        assert {link[1:] for link in page.links if re.match("#.", link)} <= {*page.ids, "top"}, name
        levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
        assert all(b <= a + 1 for a, b in zip(levels, levels[1:])), (name, levels)
        assert dict(page.attributes)["html"].get("lang"), name


def test_the_sample_capsule(tmp_path):
    files, out, err = export(tmp_path / "out", SAMPLE, "--host", "capsule.example")
    assert out == f"{len(files)} files in {tmp_path / 'out'}, 0 removed\n"
    check(files)
    assert {"index.html", "posts/index.html", "posts/han-and-kana.html", "about.html", "museum/index.html", "404.html", "robots.txt",
            "sitemap.xml", "atom.xml", "feed.xml", "splashdown.css", "assets/capsule.png", "tag/中文/index.html"} <= set(files)
    page = files["posts/han-and-kana.html"].decode()
    assert re.search(r'<html lang="zh-(TW|Hant)', page) and "<time>2026-03-21</time>" in page
    assert f'<link rel="canonical" href="{BASE}/posts/han-and-kana.html">' in page
    assert '<link rel="alternate" type="text/gemini" title="Gemini" href="gemini://capsule.example/posts/han-and-kana.gmi">' in page
    assert '<link rel="alternate" type="application/atom+xml" title="Atom" href="/a/blog/atom.xml">' in page
    assert f"Sitemap: {BASE}/sitemap.xml" in files["robots.txt"].decode()
    assert "/search" not in "".join(ours(files).values()) and "/search needs a server" in err
    assert files["feed.xml"] == files["atom.xml"], "who followed the blog still does"
    assert len(files["splashdown.css"]) <= 4096


@pytest.mark.parametrize("name", CAPSULES)
def test_every_link_of_a_site_leads_somewhere(name, tmp_path):
    capsule = capsule_text.write(CAPSULES[name].read_text(encoding="utf-8"), tmp_path / "capsule")
    code, out, err = run("export", "--to", "web", "--base-url", BASE, "--output", tmp_path / "out", capsule)
    files = files_of(tmp_path / "out")
    assert code == 0, err
    check(files)


@pytest.mark.parametrize("base", ["https://mirror.example", "https://mirror.example/"])
def test_a_base_without_a_path(base, tmp_path):
    files, _, _ = export(tmp_path / "out", SAMPLE, base=base)
    check(files, "https://mirror.example")


def test_a_second_export_is_the_same_bytes_and_takes_away_what_has_gone(tmp_path):
    posts = {f"_posts/2024-05-0{n}-p{n}.md": f"---\ntitle: P{n}\ntags: [t{n}]\n---\nWords.\n" for n in (1, 2)}
    capsule = write_capsule(tmp_path / "capsule", posts)
    first, _, _ = export(tmp_path / "out", capsule)
    times = {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in first}
    other, _, _ = export(tmp_path / "other", capsule)
    again, _, _ = export(tmp_path / "out", capsule)
    assert first == other == again and "2024/05/02/p2.html" in first
    assert times == {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in first}, "what has not changed is not written"
    (tmp_path / "out" / "CNAME").write_text("mirror.example\n")
    (capsule / "_posts/2024-05-02-p2.md").unlink()
    code, out, err = run("export", "--to", "web", "--base-url", BASE, "--output", tmp_path / "out", capsule)
    assert code == 0 and not out.decode().endswith(" 0 removed\n")
    left = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert not [name for name in left if "p2" in name or "t2" in name] and "CNAME" in left
    assert set(first) - left == {"2024/05/02/p2.html", "2024/05/02/index.html", "tag/t2/index.html", "tag/t2/atom.xml"}


OWN = {"_config.yml": "title: Own\nlang: en\nurl: https://blog.example\nbaseurl: /b\n"
                      "splashdown: { header: ['=> /about.html Who'], footer: Take care., web: { css: assets/own.css } }\n",
       "assets/own.css": "body { color: #222 }\n",
       "about.md": "---\ntitle: About\nredirect_from: [/me, /old/me/]\n---\n[gone](/gone/) ![lost](lost.png) [there](https://blog.example/b/gone)\n",
       "_posts/2024-05-01-moon.md": "---\ntitle: Moon\nimage_alt: x\n---\n# One\n\n## Two\n\n#### Three\n\nA note[^1], [down](#two).\n\n"
                                    "| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n[^1]: Here.\n"}


def test_the_authors_own_words_and_sheet(tmp_path):
    files, _, _ = export(tmp_path / "out", write_capsule(tmp_path / "capsule", OWN))
    check(files)
    page = files["2024/05/01/moon.html"].decode()
    assert '<li><a href="/a/blog/about.html">Who</a></li>' in page and "<p>Take care.</p>" in page
    assert page.index('href="/a/blog/splashdown.css"') < page.index('href="/a/blog/assets/own.css"')
    assert '<h2 id="one">One</h2>' in page and '<h3 id="two">' in page and '<h4 id="three">' in page and '<a href="#two">' in page
    assert '<a href="#fn:1">' in page and '<li id="fn:1">' in page and '<td class="center">' in page and "<thead>" in page


def test_canonical_is_the_blog_unless_this_is_the_blog(tmp_path):
    capsule = write_capsule(tmp_path / "capsule", OWN)
    files, _, _ = export(tmp_path / "out", capsule)
    assert 'rel="canonical" href="https://blog.example/b/2024/05/01/moon.html"' in files["2024/05/01/moon.html"].decode()
    assert f'rel="canonical" href="{BASE}/posts/"' in files["posts/index.html"].decode(), "only this has such a list"
    about = files["about.html"].decode()
    assert '<a href="https://blog.example/b/gone/">gone</a>' in about, "the blog may have it"
    files, _, _ = export(tmp_path / "same", capsule, base="https://blog.example/b/")
    check(files, "https://blog.example/b")
    about = files["about.html"].decode()
    assert 'rel="canonical" href="https://blog.example/b/about.html"' in about and "On the web" not in about
    assert "<p>gone lost there</p>" in about, "a link that leads nowhere is its words"


def test_old_addresses_lead_on(tmp_path):
    files, _, _ = export(tmp_path / "out", write_capsule(tmp_path / "capsule", OWN))
    for name in ("me.html", "old/me/index.html"):
        assert b'<meta http-equiv="refresh" content="0; url=/a/blog/about.html">' in files[name]


def test_nothing_of_an_author_runs(tmp_path):
    posts = {"_posts/2024-05-01-x.md": "---\ntitle: '<script>t</script>'\ntags: ['<b onclick=x>']\n---\n"
             "<script>alert(1)</script>\n\n<style>p { color: red }</style>\n\n<b onclick='x()' style='color:red'>b</b> "
             "<a href='javascript:x'>c</a> [d](javascript:y) <img src=x onerror=alert(2)> <iframe src='https://v.example/1'></iframe>\n\n"
             "```\n<script>shown</script>\n```\n"}
    files, _, err = export(tmp_path / "out", write_capsule(tmp_path / "capsule", posts))
    check(files)
    for line, what in ((5, "<script>"), (7, "<style>"), (9, "an on…= attribute")):
        assert f"splashdown: _posts/2024-05-01-x.md:{line}: {what} is left out: nothing of a page runs in a browser\n" in err
    assert err.count("is left out: nothing") == 3
    page = files["2024/05/01/x.html"].decode()
    assert "alert" not in page and "color" not in page.split("</head>")[1] and "javascript" not in page
    assert "&lt;script&gt;shown&lt;/script&gt;" in page


def test_a_place_that_is_not_on_the_page_is_no_link(tmp_path):
    capsule = write_capsule(tmp_path / "capsule", {"_config.yml": "title: T\n", "a.md": (
        "---\ntitle: A\n---\n## The *first*\n\n## The first\n\n[one](#the-first) [two](#the-first-1) [three](#the-first-2) [none](#nowhere)\n"
        "[top](#top) [main](#main) [note][^1]\n\n[^1]: Note.\n")})
    page = Page(export(tmp_path / "out", capsule)[0]["a.html"].decode())
    places = [link for link in page.links if link.startswith("#")]
    assert ["#the-first", "#the-first-1", "#top", "#main"] == places[1:5] and "#nowhere" not in places and "#the-first-2" not in places
    assert {link[1:] for link in places} <= {*page.ids, "top"}


def test_pictures_of_the_capsule_have_their_size(tmp_path):
    picture = (pathlib.Path(SAMPLE) / "assets/capsule.png").read_bytes()
    capsule = write_capsule(tmp_path / "capsule", {"_config.yml": "title: T\n", "i/a b.png": picture, "i/cut.png": picture[:20], "a.md": (
        "---\ntitle: A\n---\n![one](i/a%20b.png) ![two](/i/cut.png) ![three](https://e.org/c.png) [![four](i/a%20b.png)](/)\n")})
    page = Page(export(tmp_path / "out", capsule)[0]["a.html"].decode())
    sizes = [(named.get("alt"), named.get("width"), named.get("height")) for tag, named in page.attributes if tag == "img"]
    assert sizes == [("one", "480", "560"), ("two", None, None), ("three", None, None), ("four", "480", "560")]


def test_a_language_that_nobody_names_is_told_by_the_script(tmp_path):
    capsule = write_capsule(tmp_path / "capsule", {
        "_posts/2024-05-01-a.md": "---\ntitle: 這個時候\n---\n我們來說說話。\n", "_posts/2024-05-02-b.md": "---\ntitle: 这个时候\n---\n我们来说说话。\n",
        "_posts/2024-05-03-c.md": "---\ntitle: 月のうた\n---\nきょうは月がきれい。\n", "_posts/2024-05-04-d.md": "---\ntitle: 달\n---\n달이 밝다.\n",
        "_posts/2024-05-05-e.md": "---\ntitle: Moon\n---\nA moon.\n"})
    files, _, _ = export(tmp_path / "out", capsule)
    for name, lang in (("01/a", "zh-Hant"), ("02/b", "zh-Hans"), ("03/c", "ja"), ("04/d", "ko")):
        assert f'<article lang="{lang}">' in files[f"2024/05/{name}.html"].decode()
        assert f'lang="{lang}">' in files["posts/index.html"].decode()
    assert '<html lang="en">' in files["2024/05/05/e.html"].decode() and "<article>" in files["2024/05/05/e.html"].decode()


def test_gemtext_of_the_authors_is_a_page(tmp_path):
    files, _, _ = export(tmp_path / "out", write_capsule(tmp_path / "capsule", {
        "own.gmi": "# Own\n\n=> /about.md about\n=> gone.gmi gone\n### C\n* a\n# D\n", "bare.gmi": "a\n\n### b\n",
        "about.md": "---\n---\n[own](own.gmi) and [own](/own.gmi)\n"}))
    check(files)
    page = files["own.html"].decode()
    assert "<h1>Own</h1>" in page and "<h2>C</h2>" in page and "<h2>D</h2>" in page and '<a href="/a/blog/about.html">about</a>' in page
    assert "<p>gone</p>" in page and 'gemini' not in page and files["about.html"].decode().count('"/a/blog/own.html"') == 2


RESTRICTED = {"about.md": "---\n---\n[p](/private/x.html) ![i](/private/i.png) [d](/_drafts/d.md)\n", "private/x.md": "---\n---\nSECRET\n",
              "private/i.png": "SECRET", "_posts/2024-05-01-p.md": "---\ntitle: P\n---\n[p](/private/x.html)\n", "_drafts/d.md": "SECRET\n"}


@pytest.mark.parametrize("folder", ["/private/", "/"])
def test_what_needs_a_certificate_is_not_there_nor_a_link_to_it(folder, tmp_path):
    write_capsule(tmp_path / "capsule", RESTRICTED)
    (tmp_path / "splashdown.yml").write_text("certs: certs\nhosts:\n  - name: r.example\n    capsule: capsule\n    restricted: { %s: [any] }\n" % folder)
    code, _, err = run("export", "-c", tmp_path / "splashdown.yml", "--to", "web", "--base-url", BASE, "--output", tmp_path / "out")
    files = files_of(tmp_path / "out")
    assert code == 0, err
    assert not [name for name, content in files.items() if b"SECRET" in content or "private" in name or b"private" in content]
    if folder == "/":
        assert files == {}
    else:
        check(files)
        assert "<p>p i d</p>" in files["about.html"].decode()


@pytest.mark.parametrize("arguments, words", [
    ([], "--to web needs the address that the pages will have: --base-url https://example.org"),
    (["--base-url", "example.org"], "--base-url example.org is not the address of a web site"),
    (["--base-url", "gemini://example.org/"], "is not the address of a web site"),
    (["--base-url", "https://example.org/?x"], "is not the address of a web site"),
])
def test_what_is_no_base_is_said(arguments, words, tmp_path):
    code, _, err = run("export", "--to", "web", "--output", tmp_path / "out", *arguments, SAMPLE)
    assert code == 2 and words in err and not (tmp_path / "out").exists()


def test_a_sheet_that_is_not_there_is_said(tmp_path):
    capsule = write_capsule(tmp_path / "capsule", {"_config.yml": "splashdown: { web: { css: no.css } }\n", "index.md": "---\n---\nx\n"})
    code, _, err = run("export", "--to", "web", "--base-url", BASE, "--output", tmp_path / "out", capsule)
    assert code == 1 and "splashdown.web.css: no.css is not among the files of the capsule" in err and not (tmp_path / "out" / LIST).exists()


def test_a_watched_export_follows_edits_until_it_is_ended(tmp_path):
    capsule, out = write_capsule(tmp_path / "capsule", OWN), tmp_path / "out"
    moon, about = out / "2024/05/01/moon.html", out / "about.html"
    process = subprocess.Popen([splash.BIN / "splashdown", "export", "--to", "web", "--base-url", BASE, "--output", out, "--watch", capsule],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        splash.eventually(lambda: about.exists() and (out / "feed.xml").exists(), "the first export")
        written = (about.stat().st_mtime_ns, about.stat().st_ino)
        (capsule / "_posts/2024-05-01-moon.md").write_text("---\ntitle: Luna\n---\nNew words.\n")
        splash.eventually(lambda: "New words." in moon.read_text(), "the edit")
        splash.eventually(lambda: "Luna" in (out / "feed.xml").read_text() and "Luna" in (out / "posts/index.html").read_text(), "the lists")
        (capsule / "_posts/new").mkdir()
        (capsule / "_posts/new/2024-06-01-sun.md").write_text("---\ntitle: Sun\n---\nx\n")
        splash.eventually(lambda: list(out.rglob("sun.html")), "the new post")
        assert (about.stat().st_mtime_ns, about.stat().st_ino) == written, "what has not changed is not written"
        config = (capsule / "_config.yml").read_text()
        (capsule / "_config.yml").write_text("title: [")
        assert "_config.yml" in process.stderr.readline() or "_config.yml" in process.stderr.readline()
        (capsule / "_config.yml").write_text(config.replace("Own", "Mended"))
        splash.eventually(lambda: "Mended" in moon.read_text(), "the mended configuration")
        (capsule / "_posts/2024-05-01-moon.md").unlink()
        splash.eventually(lambda: not [path for path in out.rglob("*.*ml") if "moon.html" in path.read_text()], "the removal")
        assert not moon.exists()
        check(files_of(out))
    finally:
        process.terminate()
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert output.count(" files in ") >= 4


@pytest.mark.parametrize("web", ["true", "{ ccs: own.css }", "own.css", "{ css: [own.css] }"])
def test_check_tells_of_a_web_key_that_says_nothing(web, tmp_path):
    capsule = write_capsule(tmp_path / "capsule", {"_config.yml": f"splashdown: {{ web: {web} }}\n", "index.md": "---\n---\nx\n"})
    _, out, _ = run("check", capsule)
    assert '_config.yml:1: warning: ' in out.decode() and 'write "css:" and the path of a style sheet' in out.decode()
