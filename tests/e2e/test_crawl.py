"""Every link of a capsule, on both protocols: each leads somewhere, and what is there is what was promised."""
import pathlib
import random
import re
import sys
import urllib.parse

import pytest
import splash

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "golden"))
import check_output  # noqa: E402

SAMPLE = pathlib.Path(__file__).resolve().parent.parent.parent / "capsule"
LANGUAGES = {"en": "Home", "zh-TW": "首頁", "zh-CN": "首页", "ja": "ホーム", "ko": "처음으로", "de": "Startseite", "fr": "Accueil", "es": "Inicio"}
WORDS = {"en": "moon orbit landing", "zh-TW": "月球 軌道 登陸", "zh-CN": "月球 轨道 登陆", "ja": "つき きどう ちゃくりく", "ko": "달 궤도 착륙",
         "de": "Mond Umlauf Landung", "fr": "lune orbite atterrissage", "es": "luna órbita alunizaje"}
PAGES = 2000


def gemini_links(text):
    fenced = False
    for line in text.split("\n"):
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced and line.startswith("=>"):
            yield line[2:].split(maxsplit=1)[0]


def crawl_gemini(server):
    """{path: answer} of all that can be reached from the home page."""
    origin = f"gemini://localhost:{server.gemini}"
    found, waiting = {}, ["/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = found[path] = server.get(path)
        assert answer.status == (10 if path.endswith("/search") else 20), f"{path}: {answer.header}"
        assert answer.closed_cleanly
        if not answer.meta.startswith("text/gemini"):
            continue
        check_output.check("gemtext", answer.text)
        for link in gemini_links(answer.text):
            whole = urllib.parse.urljoin(f"http://localhost:{server.gemini}{path}", link)
            if whole.startswith(f"http://localhost:{server.gemini}/"):
                waiting.append(whole.removeprefix(f"http://localhost:{server.gemini}"))
            else:
                assert not link.startswith(origin), f"{path} leads to itself by a whole address: {link}"
    return found


IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"<svg", b"<?xml")


def check_type(kind, selector, body):
    """An answer against the item type that promised it."""
    assert not body.startswith(b"3"), f"{selector}: {body[:80]}"
    if kind == "0":
        text = body.decode("utf-8")
        assert not text.endswith(("\n.\n", "\n.\r\n")) and "\0" not in text, f"{selector} ends like a menu"
    elif kind in "17":
        check_output.check("gophermap", body.decode("utf-8"))
        assert splash.menu(body), f"{selector} is an empty menu"
    elif kind == "g":
        assert body.startswith((b"GIF87a", b"GIF89a")), selector
    elif kind == "I":
        assert body.startswith(IMAGES), f"{selector}: {body[:20]}"
    elif kind == "h":
        assert body.startswith(b"<!DOCTYPE html>") and selector.removeprefix("URL:").split("?")[0] in body.decode("utf-8"), selector
    else:
        assert kind in "9s" and body, f"{kind} {selector}"


def crawl_gopher(server):
    """{selector: (type, bytes)}, each answer checked against its type."""
    found, waiting = {}, [("1", "")]
    while waiting:
        kind, selector = waiting.pop()
        if selector in found:
            assert found[selector][0] == kind, f"{selector} is promised as {kind} and as {found[selector][0]}"
            continue
        body = server.select(selector + "\tmoon" if kind == "7" else selector)
        found[selector] = kind, body
        check_type(kind, selector, body)
        if kind != "1":
            continue
        for item in splash.menu(body):
            if item.type != "i" and (item.host, item.port) == ("localhost", server.gopher):
                waiting.append((item.type, item.selector))
    return found


def post(number, language, rng):
    words, other = WORDS[language].split(), name(rng.randrange(PAGES))
    links = [f"[x]({{% post_url {other} %}})", f"[x]({{% link _posts/{other}.md %}})", "[x](/about.html)", "[x](/about)",
             "[x](../../about.md)", "[x](https://example.org/blog/about/)", "[x]({{ '/about/' | relative_url }})",
             "![x](/pictures/cat.png)", f"[x]({other}.md)", "[x](/tags)", "[x](#top)"]
    front = f"title: {rng.choice(words)} {number}\nlang: {language}\ntags: [{', '.join(rng.sample(words, 2))}]\ncategory: {language}\n"
    body = " ".join(rng.choice(words) for _ in range(60))
    return f"---\n{front}---\n{body}\n\n{' '.join(rng.sample(links, 4))}\n\n## {rng.choice(words)}\n\n* {rng.choice(links)}\n"


def name(number):
    return f"{2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}-post-{number}"


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    rng = random.Random(4)
    files = {"_config.yml": "title: Many\nurl: https://example.org\nbaseurl: /blog\npermalink: /:categories/:title/\nlang: ja\n",
             "about.md": "---\npermalink: /about/\n---\nAbout [home](/).\n", "pictures/cat.png": b"\x89PNG\r\n\x1a\n",
             "index.md": "---\nlayout: home\n---\nWelcome.\n"}
    languages = list(LANGUAGES)
    for number in range(PAGES):
        files[f"_posts/{name(number)}.md"] = post(number, languages[number % len(languages)], rng)
    folder = splash.write_capsule(tmp_path_factory.mktemp("many") / "capsule", files)
    with splash.Server(folder, tmp_path_factory.mktemp("many-server")) as server:
        yield server


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    with splash.Server(SAMPLE, tmp_path_factory.mktemp("sample-server")) as server:
        yield server


def dated_links(text):
    return re.findall(r"^=> (\S+) (\d{4}-\d\d-\d\d) (\S.*)$", text, re.M)


def is_gemsub(path, text):
    """A title, then one line for each post with its date first, newest first; nothing else looks like one."""
    entries = dated_links(text)
    assert text.startswith("# ") and entries, path
    assert len({url for url, _, _ in entries}) == len(entries), f"{path} has a post twice"
    assert [date for _, date, _ in entries] == sorted((date for _, date, _ in entries), reverse=True), path
    assert all(re.search(r"/post-\d+/$", url) for url, _, _ in entries), f"{path} has a dated line that is no post"


def test_all_of_the_sample_on_gemini(sample):
    found = crawl_gemini(sample)
    assert {"/", "/posts/", "/tags/", "/atom.xml", "/museum/", "/about.gmi"} <= set(found)


def test_all_of_the_sample_on_gopher(sample):
    found = crawl_gopher(sample)
    assert {"", "/posts/", "/museum/", "/about"} <= set(found)
    assert {kind for kind, _ in found.values()} >= set("01Ih")
    twins = [body.decode() for selector, (_, body) in found.items() if selector.endswith(".txt") and selector.removesuffix(".txt") in found]
    assert len(twins) > 8
    for text in twins:
        check_output.check("text", text)


def test_all_of_two_thousand_pages_on_gemini(generated):
    found = crawl_gemini(generated)
    assert len(found) > PAGES
    for language, home in LANGUAGES.items():
        of_language = [answer for path, answer in found.items() if re.fullmatch(rf"/{language.lower()}/post-\d+/", path.lower())]
        assert len(of_language) == PAGES / len(LANGUAGES), language
        for answer in of_language:
            assert answer.meta == f"text/gemini; charset=utf-8; lang={language}"
            assert f"=> / {home}\n" in answer.text
    years = [path for path in found if re.fullmatch(r"/\d{4}/", path)]
    assert len(years) == 25
    assert len(dated_links(found["/posts/"].text)) == 100
    for path, answer in found.items():
        if re.fullmatch(r"/(posts|\d{4}|tag/[^/]+|category/[^/]+)/", path):
            is_gemsub(path, answer.text)


def test_all_of_two_thousand_pages_on_gopher(generated):
    found = crawl_gopher(generated)
    assert len(found) > 2 * PAGES  # each page has its twin as text


def test_our_own_words_can_be_the_authors(serve):
    server = serve({"_config.yml": "lang: de\nsplashdown:\n  words: { de: { home: Heimwärts }, feed: Zum Abonnieren }\n",
                    "_posts/2024-05-01-a.md": "x\n"})
    assert "=> / Heimwärts\n" in server.get("/posts/").text
    home = server.get("/").text
    assert "=> /atom.xml Atom-Feed\n" in home, "a map for the language stands for itself"
    assert "=> /posts/ Alle Beiträge\n" in home


def test_redirects_lead_to_pages_and_never_on(generated):
    for path in ("/posts", "/tags", "/2010", "/feed.xml", "/about", "/about.html", "/about.md", "/about/index.html", "/blog/about/",
                 "/en/post-0", "/en/post-0.html", "/en/post-0/index.gmi", "/blog/en/post-0/"):
        answer = generated.get(path)
        assert answer.status == 31, f"{path}: {answer.header}"
        assert generated.get(answer.meta).status == 20, f"{path}: {answer.header}"
