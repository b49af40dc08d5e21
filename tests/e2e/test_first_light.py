"""The whole main job on one real post: Gemini, Gopher, the feed, lynx."""
import re
import shutil
import signal
import subprocess
import time
import unicodedata

import feedparser

import splash

SPEAKERS = ("Ilya Sutskever", "Dwarkesh Patel")
CLOSING = "。，、；：？！）」』】》〉”’…"
PAGE = "/posts/ilya-sutskever.gmi"


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def body_lines():
    """The author's own lines after the front matter."""
    return splash.SEED.read_text(encoding="utf-8").split("\n---\n", 1)[1].split("\n")


def author_headings():
    return [line[3:] for line in body_lines() if line.startswith("## ")]


def last_sentence():
    return [line for line in body_lines() if line.strip()][-1]


def plain(text):
    """Without white space, for text that has been wrapped."""
    return re.sub(r"\s", "", text)


def test_gemini_page_has_the_exact_header(seed):
    answer = seed.get(PAGE)
    assert answer.header == b"20 text/gemini; charset=utf-8; lang=zh-TW"
    assert answer.closed_cleanly, "no close_notify"


def test_gemini_page_is_the_whole_post(seed):
    lines = seed.get(PAGE).text.split("\n")
    assert lines[0] == "# Ilya Sutskever: 建構 AGI、對齊、未來模式、間諜、微軟、台灣與啟蒙"
    assert [line[3:] for line in lines if line.startswith("## ")] == author_headings()
    assert len(author_headings()) == 9
    assert sum(line in SPEAKERS for line in lines) == 180
    assert last_sentence() in lines
    wanted = plain("".join(line for line in body_lines() if line and line[0] not in "#<*"))
    assert wanted in plain("".join(line for line in lines if not line.startswith("#")))


def test_gemini_page_keeps_the_link_with_its_label(seed):
    label = re.search(r"\[(.+?)\]\(", "\n".join(body_lines()))[1]
    assert ("https://www.dwarkesh.com/p/ilya-sutskever", label) in splash.links(seed.get(PAGE).text)


def test_nothing_of_the_source_shines_through(seed):
    for text in (seed.get(PAGE).text, seed.select("/posts/ilya-sutskever").decode(), seed.select("/posts/ilya-sutskever.txt").decode()):
        for noise in ("**", "<span", "</span", "layout:", "toc:", "categories:", "\ufffd", "{:"):
            assert noise not in text, noise


def test_gopher_root_lists_the_post_as_a_menu(seed):
    items = splash.menu(seed.select(""))
    post = [item for item in items if item.selector == "/posts/ilya-sutskever"]
    assert post and post[0].type == "1" and post[0].port == seed.gopher
    assert splash.menu(seed.select("/")) and seed.select("/") == seed.select("")


def test_gopher_post_is_a_menu_that_fits(seed):
    items = splash.menu(seed.select("/posts/ilya-sutskever"))
    for item in items:
        assert columns(item.display) <= 70, item
        assert not item.display.strip() or item.display.lstrip()[0] not in CLOSING, item
    assert [item for item in items if item.type == "h" and item.selector == "URL:https://www.dwarkesh.com/p/ilya-sutskever"]
    assert plain(last_sentence()) in plain("".join(item.display for item in items))


def test_gopher_text_twin_is_the_text(seed):
    text = seed.select("/posts/ilya-sutskever.txt").decode("utf-8")
    assert plain(last_sentence()) in plain(text)
    assert not text.rstrip().endswith("\n.")
    assert all(columns(line.rstrip("\r")) <= 70 for line in text.split("\n") if "://" not in line)


def lynx_dump(url):
    lynx = shutil.which("lynx")
    assert lynx, "lynx is not installed; tests/run installs it"
    done = subprocess.run([lynx, "-dump", "-nolist", "-width=80", "-display_charset=utf-8", "-assume_charset=utf-8", url],
                          capture_output=True, timeout=600, env={"LANG": "C.UTF-8", "HOME": "/nonexistent", "TERM": "vt100"})
    assert done.returncode == 0, done.stderr
    return done.stdout.decode("utf-8")


def test_lynx_shows_menu_and_post_complete(seed):
    base = f"gopher://localhost:{seed.gopher}"
    assert "Ilya Sutskever" in lynx_dump(base + "/")
    shown = plain(lynx_dump(base + "/1/posts/ilya-sutskever"))
    for line in body_lines():
        if line and line[0] not in "#<*-":
            assert plain(line) in shown, f"lynx lost part of: {line}"


def test_listings_name_the_post_once(seed):
    for path in ("/", "/posts/"):
        dated = [(url, label) for url, label in splash.links(seed.get(path).text) if re.match(r"\d{4}-\d\d-\d\d ", label)]
        assert dated == [(PAGE, "2024-04-04 Ilya Sutskever: 建構 AGI、對齊、未來模式、間諜、微軟、台灣與啟蒙")], path
    assert seed.get("/posts/").text.startswith("# ")


def test_served_feed_is_what_the_feed_program_prints(seed, tmp_path):
    served = seed.get("/atom.xml")
    assert served.meta == "application/atom+xml"
    code, printed, said = splash.feed("--base-url", f"gemini://localhost:{seed.gemini}/", seed.capsule)
    assert code == 0, said
    assert served.body == printed
    assert seed.select("/atom.xml") == printed
    path = tmp_path / "atom.xml"
    path.write_bytes(printed)
    subprocess.run(["xmllint", "--noout", path], check=True)
    parsed = feedparser.parse(str(path))
    assert not parsed.bozo
    assert [entry.title for entry in parsed.entries] == ["Ilya Sutskever: 建構 AGI、對齊、未來模式、間諜、微軟、台灣與啟蒙"]
    assert parsed.entries[0].link == f"gemini://localhost:{seed.gemini}{PAGE}"
    assert last_sentence() in parsed.entries[0].content[0].value


def test_unknown_is_51_and_garbage_is_59(seed):
    unknown, garbage = seed.get("/nothing/here"), splash.gemini(seed.gemini, b"\x00\xff garbage\r\n")
    assert (unknown.status, garbage.status) == (51, 59)
    assert unknown.closed_cleanly and garbage.closed_cleanly
    assert seed.select("/nothing/here").startswith(b"3")


def test_a_silent_client_is_cut_off(serve):
    server = serve({"_config.yml": "title: T\n"}, config="limits: { request_timeout: 1s }\n")
    for port in (server.gemini, server.gopher):
        with splash.silent_client(port) as client:
            began = time.monotonic()
            assert splash.is_closed_within(client, 20)
            assert time.monotonic() - began >= 0.5, "cut off before its time"


def test_sigterm_ends_with_0(serve):
    server = serve({"_config.yml": "title: T\n"})
    assert server.stop(signal.SIGTERM) == 0


def test_render_of_the_post_alone_has_no_footer(seed):
    code, out, said = splash.run("render", "--to", "gemtext", seed.capsule / "_posts" / splash.SEED.name)
    assert code == 0, said
    page = out.decode("utf-8")
    assert page.startswith("# ") and page.rstrip().endswith(last_sentence())
    assert seed.get(PAGE).text.startswith(page.rstrip("\n"))
