"""P1 to P15 of what the Gopher protocol and its real clients demand, each rule by its number, and the traps on the way."""
import html.parser
import os
import re
import socket
import unicodedata

import pytest

import splash
from splash import connect, gopher, menu, read_all

PNG, GIF = b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"GIF89a" + bytes(50)
DOTS = b"one\n.\n..two\n.three\nfour"
LONG = "這是一個很長很長的標題，長到任何終端機的一行都裝不下，因此它會在第七十欄之前換行，而其餘的字接在下面，一個也不少。"
CAPSULE = {
    "_config.yml": "title: Tides 潮汐\ndescription: What the sea does.\nlang: en\npermalink: /:title:output_ext\nsplashdown: { listing: true }\n",
    "_posts/2024-05-01-moon.md": f"""---
tags: [Tide table, C++, 潮 汐]
category: sky
---
Text with a [web link](<https://a.example/b c?d="e"&f=g>), [Gemini](gemini://b.example/), [a hole](gopher://c.example:7070/0/cgi?moon%20a),
[the root of one](gopher://c.example), [a terminal](telnet://d.example), [mail](mailto:a@b.example), [the sun](2024-06-01-太陽.md).

{LONG}

<p>=&gt; /no an arrow</p>

    ```
    => fenced
    {"x" * 300}
    {"漢" * 60}

Files: [page](/files/page.html), [text](/files/note.txt), [gif](/files/a.gif), [png](/files/our%20cat%20貓.png), [pdf](/files/a.pdf),
[sound](/files/a.mp3), [zip](/files/a.zip), [film](/files/a.mp4), [licence](/LICENSE), [menu](/museum/), [list](/files/).
""",
    "_posts/2024-06-01-太陽.md": "---\ntitle: 太陽\n---\n" + LONG + "\n",
    f"_posts/2024-07-01-long.md": f"---\ntitle: {LONG}\ntags: [{LONG}]\n---\nx\n",
    "_posts/2024-08-01-bell.md": "---\ntitle: \"a\\tb \\u001b[31mc \\u009b1m\"\n---\nx \x1b[1m y\n",
    "about.md": "---\ntitle: About\n---\nMe.\n",
    "museum/gophermap": "Welcome\r\n0A note\tnote.txt\r\n",
    "museum/note.txt": "n\n",
    "files/page.html": "<h1>raw &amp; local</h1>\n", "files/note.txt": DOTS, "files/a.gif": GIF, "files/our cat 貓.png": PNG, "files/a.pdf": b"%PDF-1.4\n",
    "files/a.mp3": b"ID3" + bytes(40), "files/a.zip": b"PK\x03\x04" + bytes(40), "files/a.mp4": bytes(4) + b"ftyp", "files/.secret": "s",
    "100%.txt": "full\n", "a+b?#.txt": "odd\n", "LICENSE": "free\n",
}


@pytest.fixture(scope="module")
def tides(tmp_path_factory):
    folder = splash.write_capsule(tmp_path_factory.mktemp("tides") / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path_factory.mktemp("tides-server")) as server:
        server.capsule = folder
        yield server


def is_error(raw):
    """A menu of a type-3 line, and one with the same words for clients that do not know that type (P8)."""
    if not raw.startswith(b"3"):
        return False
    items = menu(raw)
    assert [item.type for item in items] == ["3", "i"] and items[0].display == items[1].display != ""
    return True


def by_label(raw):
    return {item.display: item for item in menu(raw) if item.type != "i"}


def all_menus(server):
    """{selector: items} of every menu that can be reached, the root first."""
    found, waiting = {}, [""]
    while waiting:
        selector = waiting.pop()
        if selector in found:
            continue
        found[selector] = menu(server.select(selector))
        waiting += [item.selector for item in found[selector] if item.type == "1" and (item.host, item.port) == ("localhost", server.gopher)]
    return found


def columns_of(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


# P1: selectors


@pytest.mark.parametrize("selector", ["/./about", "/a/../about", "/..", "/%2e%2e/etc/passwd", "/files/%2E/note.txt", "/..%2f..%2fetc%2fpasswd",
                                      "../about", "/files/..", "/museum/%2e%2e/", "/a\x01b", "/about\x1b[0m", "/about%00", "/about%0d%0a", "/\x7f",
                                      b"/\xff\r\n", b"/\xc3\r\n", b"/%ff\r\n", b"/caf\xe9\r\n", b"URL:https://a.example/\x1b\r\n"])
def test_P1_dots_controls_and_what_is_no_utf8_are_errors(tides, selector):
    assert is_error(tides.select(selector))


@pytest.mark.parametrize("selector", ["/files/note.txt/", "/100%25.txt/", "/atom.xml/", "/caps.txt/", "/moon.txt/", "/files/page.html/"])
def test_P1_a_slash_after_a_file_is_an_error(tides, selector):
    assert not is_error(tides.select(selector[:-1])) and is_error(tides.select(selector))


@pytest.mark.parametrize("selector", ["/about", "/moon", "/posts", "/tags", "/2024", "/tag/c", "/museum", "/files", "/category/sky"])
def test_P1_a_slash_after_a_menu_is_the_same_menu(tides, selector):
    one = tides.select(selector)
    assert menu(one) and one == tides.select(selector + "/") == tides.select(selector[1:]) and not is_error(one)


def test_P1_lines_end_in_crlf_or_lf(tides):
    assert tides.select(b"/about\r\n") == tides.select(b"/about\n")
    assert tides.select(b"\n") == tides.select(b"\r\n") == tides.select(b"/\r\n") == tides.select(b"/\n")


def test_P1_a_crlf_that_is_split_over_reads(tides):
    with connect(tides.gopher) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for part in (b"/ab", b"out\r", b"\n"):
            client.sendall(part)
        assert read_all(client) == tides.select("/about")


@pytest.mark.parametrize("raw, encoded, body", [("/tag/潮-汐/", "/tag/%E6%BD%AE-%E6%B1%90/", None), ("/太陽", "/%E5%A4%AA%E9%99%BD", None),
                                                ("/太陽.txt", "/%e5%a4%aa%e9%99%bd.txt", None), ("/files/our cat 貓.png", "/files/our%20cat%20%E8%B2%93.png", PNG),
                                                ("/100%.txt", "/100%25.txt", b"full\n"), ("/a+b?#.txt", "/a%2Bb%3F%23.txt", b"odd\n")])
def test_P1_selectors_raw_or_encoded(tides, raw, encoded, body):
    answer = tides.select(raw)
    assert not is_error(answer) and answer == tides.select(encoded) == tides.select(raw[1:]) and body in (None, answer)


def test_P1_other_names_of_a_page_are_simply_answered(tides):
    assert tides.select("/moon") == tides.select("/moon.html") == tides.select("/moon.md") == tides.select("/moon.gmi")
    assert tides.select("/_posts/2024-05-01-moon.md") == tides.select("/nowhere.md")


# P2 to P6: menus


def test_P2_every_line_has_four_fields_and_is_short(tides):
    for selector, items in all_menus(tides).items():
        raw = tides.select(selector)
        assert raw.endswith(b"\r\n.\r\n") and raw.count(b"\n") == raw.count(b"\r\n"), selector
        assert all(len(line) < 1000 for line in raw.split(b"\r\n")), selector
        assert items, selector


def test_P2_what_no_item_can_carry_becomes_text(serve):
    far = "https://a.example/" + "x" * 980
    server = serve({"_config.yml": "title: T\npermalink: /:title/\n", "_posts/2024-05-01-a.md": f"[far away]({far})\n"})
    items = menu(server.select("/a"))
    shown = "".join(item.display for item in items if item.type == "i")
    assert "far away" in shown and not any(item.selector == f"URL:{far}" for item in items)


def test_P3_selectors_of_ours_begin_with_a_slash(tides):
    for items in all_menus(tides).values():
        for item in items:
            if item.type not in "ih" and (item.host, item.port) == ("localhost", tides.gopher):
                assert item.selector.startswith("/") and item.selector.isascii() and " " not in item.selector, item


def test_P4_no_control_character_reaches_a_terminal(tides):
    for selector in all_menus(tides):
        text = tides.select(selector).decode()
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text.replace("\r\n", "")), selector
    assert "[31mc" in tides.select("/posts/").decode()


def test_P5_lines_are_at_most_70_columns(tides):
    wide = 0
    for items in all_menus(tides).values():
        for item in items:
            most = 70 if any(unicodedata.east_asian_width(c) in "WF" for c in item.display) else 200
            assert columns_of(item.display) <= most, item
            wide += columns_of(item.display) > 60
    assert wide > 10
    shown = "".join(item.display for item in menu(tides.select("/posts/")))
    assert LONG in shown and LONG in "".join(item.display for item in menu(tides.select("/tags/")))


def test_P5_the_width_is_the_authors(serve):
    server = serve(CAPSULE, config="gopher: { width: 40 }\n")
    text = [item.display for item in menu(server.select("/太陽"))]
    assert max(map(columns_of, text)) <= 40 and LONG in "".join(text)
    assert max(columns_of(line) for line in server.select("/太陽.txt").decode().split("\n")) <= 40


def test_P6_text_never_looks_like_a_link_or_a_fence(tides):
    for items in all_menus(tides).values():
        assert not any(item.type == "i" and item.display.startswith(("=>", "```")) for item in items)
    shown = [item.display for item in menu(tides.select("/moon"))]
    assert " => fenced" in shown and " ```" in shown and " => /no an arrow" in shown


# P7: other protocols


class Links(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.links, self.tags = [], set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.links += [value for name, value in attributes if name == "href"]


def test_P7_h_items_lead_to_other_protocols(tides):
    items = by_label(tides.select("/moon"))
    assert items["web link"].selector == 'URL:https://a.example/b%20c?d=%22e%22&f=g' and items["Gemini"].selector == "URL:gemini://b.example/"
    hole = items["a hole"]
    assert (hole.type, hole.selector, hole.host, hole.port) == ("0", "/cgi?moon a", "c.example", 7070)
    root = items["the root of one"]
    assert (root.type, root.selector, root.host, root.port) == ("1", "", "c.example", 70)
    for found in all_menus(tides).values():
        for item in found:
            assert item.type != "h" or re.match("URL:(https?|gemini)://", item.selector), item
    shown = [item.display for item in menu(tides.select("/moon"))]
    assert "a terminal: telnet://d.example" in shown and "mail: mailto:a@b.example" in shown


def test_P7_an_h_item_is_answered_with_a_page_that_leads_on(tides):
    for item in by_label(tides.select("/moon")).values():
        if item.type == "h":
            for prefix in ("", "/"):
                page = Links(tides.select(prefix + item.selector).decode())
                assert page.links[0] == item.selector.removeprefix("URL:") and "html" in page.tags


@pytest.mark.parametrize("url", ['https://a.example/"><script>alert(1)</script>', "http://a.example/'><img src=x onerror=alert(1)>", "gemini://a.example/<b>&amp;"])
def test_P7_the_target_is_escaped(tides, url):
    raw = tides.select("URL:" + url)
    page = Links(raw.decode())
    assert not page.tags & {"script", "img", "b"} and len(page.links) == 1, raw


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", " javascript:alert(1)", "file:///etc/passwd",
                                 "telnet://a.example", "gopher://a.example", "//a.example", "java\tscript:x", ""])
def test_P7_what_would_run_is_refused(tides, url):
    assert is_error(tides.select("URL:" + url))


def test_P7_html_of_ours_leads_to_a_browser_and_is_raw_when_asked(tides):
    item = by_label(tides.select("/moon"))["page"]
    assert item.type == "h" and item.selector == f"URL:gemini://localhost:{tides.gemini}/files/page.html"
    assert tides.get("/files/page.html").body == tides.select("/files/page.html") == CAPSULE["files/page.html"].encode()
    page = Links(tides.select(item.selector).decode())
    assert page.links == [f"gemini://localhost:{tides.gemini}/files/page.html", f"gopher://localhost:{tides.gopher}/h/files/page.html"]


# P8 to P10: errors and types


@pytest.mark.parametrize("selector", ["/nothing", "/nothing.txt", "/nothing.png", "/tag/nothing/", "/nothing/atom.xml", "/files/.secret", "/_config.yml", "/1999/"])
def test_P8_errors_are_a_type_3_line_and_words(tides, selector):
    assert is_error(tides.select(selector))


def test_P9_text_has_no_terminator_and_no_stuffing(tides):
    assert tides.select("/files/note.txt") == DOTS
    for selector in ("/moon.txt", "/caps.txt", "/robots.txt", "/atom.xml"):
        assert not tides.select(selector).rstrip().endswith(b"\n."), selector


def test_P9_strict_rfc1436_turns_both_on(serve):
    server = serve({**CAPSULE, "_config.yml": CAPSULE["_config.yml"].replace("listing: true", "strict_rfc1436: true"),
                    "big.txt": ".dot\n" * 100000, "crlf.txt": b"a\r\n.b\r\n", "empty.txt": ""})
    assert server.select("/files/note.txt") == b"one\r\n..\r\n...two\r\n..three\r\nfour\r\n.\r\n"
    assert server.select("/crlf.txt") == b"a\r\n..b\r\n.\r\n" and server.select("/empty.txt") == b".\r\n"
    assert server.select("/big.txt") == b"..dot\r\n" * 100000 + b".\r\n"
    for selector in ("/moon.txt", "/caps.txt", "/robots.txt", "/atom.xml", "/LICENSE"):
        raw = server.select(selector)
        assert raw.endswith(b"\r\n.\r\n") and raw.count(b"\n") == raw.count(b"\r\n"), selector
        assert not re.search(rb"^\.[^.\r]", raw, re.M), selector
    assert server.select("/files/a.gif") == GIF and server.select("/files/page.html") == CAPSULE["files/page.html"].encode()
    assert menu(server.select("/moon"))
    assert server.get("/files/note.txt").body == DOTS, "Gemini is another matter"


def test_P9_a_page_of_html_ends_as_the_type_that_menus_give_it(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", {"_config.yml": "splashdown: { strict_rfc1436: true }\n", "index.md": "[It](page.html)\n",
                                                  "page.html": "<p>It</p>\n"})
    with splash.Server(folder, tmp_path, "--gemini-port", "0") as server:
        assert by_label(server.select("/"))["It"].type == "0"
        assert server.select("/page.html") == b"<p>It</p>\r\n.\r\n"
    with splash.Server(folder, tmp_path) as server:
        assert by_label(server.select("/"))["It"].type == "h"
        assert server.select("/page.html") == b"<p>It</p>\n"


def test_P10_types(tides):
    items = by_label(tides.select("/moon"))
    types = {label: items[label].type for label in ("page", "text", "gif", "png", "pdf", "sound", "zip", "film", "licence", "menu", "list", "the sun", "As plain text")}
    assert types == {"page": "h", "text": "0", "gif": "g", "png": "I", "pdf": "9", "sound": "s", "zip": "9", "film": "9", "licence": "0", "menu": "1",
                     "list": "1", "the sun": "1", "As plain text": "0"}
    for label, content in (("gif", GIF), ("png", PNG), ("text", DOTS)):
        assert tides.select(items[label].selector) == content
    assert {item.type for found in all_menus(tides).values() for item in found} <= set("0137 9gIhis")


def test_P10_each_page_has_its_twin_as_text(tides):
    for selector in ("/moon", "/about", "/太陽"):
        item = by_label(tides.select(selector))["As plain text"]
        text = tides.select(item.selector).decode()
        assert item.type == "0" and "\t" not in text.split("\n")[0] and text.split("\n")[1].startswith("=")
        assert tides.select(selector + ".txt").decode() == text
    assert LONG in tides.select("/太陽.txt").decode().replace("\n", "")


def test_P10_a_folder_is_listed_with_days_and_sizes_in_columns(serve):
    server = serve({"_config.yml": "title: T\ntimezone: Asia/Taipei\nsplashdown: { listing: true }\n", "files/a.txt": "x" * 1536, "files/很長的檔案名稱.txt": "x",
                    "files/deep/b.txt": "x", "files/our cat.png": PNG, "files/" + "long " * 20 + ".txt": "x" * 2_000_000, "files/page.md": "---\ntitle: A page\n---\nx\n"})
    for path in (server.capsule / "files").rglob("*"):
        os.utime(path, (1714579200, 1714579200))  # 2024-05-01 16:00 UTC: the 2nd in Taipei
    (server.capsule / "files" / "touch.txt").write_text("x")

    def seen(answer):  # by one of two workers, each of which has a snapshot of its own
        return answer if b"touch.txt" in answer and answer.count(b"2024-05-02") == 5 else None

    raw = splash.eventually(lambda: seen(server.select("/files/")), "a new snapshot")
    rows = [(item.type, item.display) for item in menu(raw)]
    columns = [row for _, row in rows if "2024-05-02" in row]
    assert len(columns) == 5 and {columns_of(row) for row in columns} == {70}
    assert all(re.search(r"(^| {2,})2024-05-02 {2,}[0-9.]+ [KM]?B$", row) for row in columns)
    assert any(kind == "0" and row.startswith("a.txt ") and row.endswith(" 1.5 KB") for kind, row in rows)
    assert any(kind == "0" and row.startswith("很長的檔案名稱.txt ") for kind, row in rows)
    assert any(kind == "I" and row.startswith("our cat.png ") for kind, row in rows)
    assert ("1", "deep/") in rows and any(row.startswith("A page ") for kind, row in rows if kind == "1")
    assert "".join(row for _, row in rows).count("long") == 20 and any(row.endswith(" 1.9 MB") for _, row in rows)
    assert ("1", "../") in [(item.type, item.display) for item in menu(server.select("/files/deep/"))]
    splash.eventually(lambda: "=> /files/a.txt a.txt · 1.5 KB · 2024-05-02\n" in server.get("/files/").text, "the same on Gemini")


def test_P10_a_folder_is_not_listed_unless_asked_for(serve):
    server = serve({"_config.yml": "title: T\n", "files/a.txt": "x"})
    assert is_error(server.select("/files/")) and is_error(server.select("/files")) and server.select("/files/a.txt") == b"x"


# P11 to P13: strangers, caps.txt, public addresses


@pytest.mark.parametrize("mark", ["+", "!", "$", "+text/plain", "+\t1", "!\t", "$+VIEWS", "words"])
def test_P11_gopher_plus_probes_get_a_plain_answer(tides, mark):
    assert tides.select(f"/about\t{mark}") == tides.select("/about")
    assert tides.select(f"/files/note.txt\t{mark}") == DOTS


@pytest.mark.parametrize("request_line", ["GET / HTTP/1.1", "HEAD /about HTTP/1.0", "POST /x HTTP/1.1"])
def test_P11_http_gets_a_short_page(tides, request_line):
    raw = tides.select(f"{request_line}\r\nHost: localhost\r\nUser-Agent: {'x' * 2000}\r\n\r\n".encode())
    head, _, body = raw.partition(b"\r\n\r\n")
    assert re.match(rb"HTTP/1\.[01] \d{3} ", head) and b"text/html" in head
    if request_line.startswith("HEAD"):
        assert body == b""
    else:
        assert Links(body.decode()).links == [f"gopher://localhost:{tides.gopher}/"]
    assert len(raw) < 1000


def test_P12_caps_txt(tides):
    text = tides.select("/caps.txt").decode()
    keys = dict(line.split("=", 1) for line in text.split("\n") if "=" in line)
    assert text.startswith("CAPS\n")
    assert keys["CapsVersion"] == "1" and keys["ServerDefaultEncoding"] == "UTF-8"
    assert (keys["PathDelimeter"], keys["PathIdentity"], keys["PathParent"]) == ("/", ".", "..")
    assert keys["ServerSoftware"] == "Splashdown" and keys["ServerSoftwareVersion"] and "Tides 潮汐" in keys["ServerDescription"]


def test_P12_caps_and_robots_may_be_the_authors(serve):
    server = serve({**CAPSULE, "caps.txt": "CAPS\nmine\n", "robots.txt": "mine\n"})
    assert server.select("/caps.txt") == b"CAPS\nmine\n" and server.select("/robots.txt") == b"mine\n"


def test_P13_menus_name_the_public_address(serve):
    server = serve(CAPSULE, "--host", "tides.example", "--public-gopher-port", "7170", "--public-gemini-port", "1999")
    for selector in ("", "/moon", "/museum/", "/files/", "/tags/"):
        for item in menu(server.select(selector)):
            if item.type != "i" and item.host != "c.example":
                assert (item.host, item.port) == ("tides.example", 7170), item
    labels = by_label(server.select(""))
    assert labels["Also on Gemini"].selector == "URL:gemini://tides.example:1999/"
    assert b"gopher://tides.example:7170/" in server.select("GET / HTTP/1.0")
    assert "gopher://tides.example:7170/1/%E5%A4%AA%E9%99%BD\n" in server.select("/moon.txt").decode()


# P14: limits


def test_P14_a_selector_of_1024_bytes_is_the_longest(tides):
    assert is_error(tides.select("/" + "a" * 1023)) and b"Not found" in tides.select("/" + "a" * 1023)
    assert is_error(tides.select("/" + "a" * 1024)) and b"Not found" not in tides.select("/" + "a" * 1024)


def test_P14_an_endless_selector_is_cut_off_at_once_and_told(tides):
    with connect(tides.gopher) as client:
        client.sendall(b"/" + b"a" * 1500)
        assert is_error(read_all(client))
    assert is_error(tides.select("/" + "a" * 200_000)), "the refusal is lost with what was not read"


def test_P14_forty_idle_clients_stop_nobody(tides):
    idle = [connect(tides.gopher) for _ in range(40)]
    try:
        assert menu(tides.select("")) and tides.select("/files/note.txt") == DOTS
    finally:
        for client in idle:
            client.close()


def test_P14_many_of_one_address_and_fast_ones_are_told(serve):
    server = serve(CAPSULE, config="limits: { per_address: 4, requests_per_second: 1, burst: 8, exempt: [] }\n", workers=1)
    held = [connect(server.gopher) for _ in range(4)]
    try:
        answers = [splash.eventually(lambda: gopher(server.gopher, ""), "words") for _ in range(2)]
        assert all(is_error(raw) and b"Too many connections" in raw for raw in answers)
    finally:
        for client in held:
            client.close()
    splash.eventually(lambda: b"Too many connections" not in gopher(server.gopher, "/about"), "room again")
    assert any(is_error(raw) and b"try again in" in raw for raw in (gopher(server.gopher, "/about") for _ in range(12)))


# P15: search


@pytest.mark.parametrize("words, address", [("moon", "/moon"), ("太陽", "/%E5%A4%AA%E9%99%BD"), ("web link", "/moon"), ("一行都裝不下", "/moon"), ("\u3000太陽 ", "/%E5%A4%AA%E9%99%BD")])
def test_P15_words_are_raw_utf8_with_raw_spaces(tides, words, address):
    for selector in ("/search", "search"):
        found = menu(tides.select(f"{selector}\t{words}"))
        assert address in [item.selector for item in found if item.type == "1"]
    assert tides.select(f"/search\t{words}\t+") == tides.select(f"/search\t{words}"), "a Gopher+ mark changes it"


@pytest.mark.parametrize("line", ["/search", "/search\t", "/search\t \u3000", '/search\t"', "/search\t*", "/search\t(a OR", "/search\tzzz", "/search\t+"])
def test_P15_whatever_is_asked_the_answer_is_a_menu(tides, line):
    items = menu(tides.select(line))
    assert [item.selector for item in items if item.type == "7"] == ["/search"] and not is_error(tides.select(line))


def test_P15_the_root_and_an_authors_menu_lead_to_it(serve):
    server = serve({**CAPSULE, "museum/gophermap": "7Look for something\t/search\n7Elsewhere\t/v2/vs\tgopher.example\t70\n"})
    assert by_label(server.select(""))["Search"].type == "7" and by_label(server.select(""))["Search"].selector == "/search"
    items = by_label(server.select("/museum/"))
    assert (items["Look for something"].type, items["Look for something"].selector) == ("7", "/search")
    assert (items["Elsewhere"].type, items["Elsewhere"].selector, items["Elsewhere"].host) == ("7", "/v2/vs", "gopher.example")


# Traps


def test_trap_a_nul_does_not_cut_the_selector_short(tides):
    for selector in (b"/files/note.txt\x00\r\n", b"/files/note.txt\x00.png\r\n", b"\x00\r\n", b"/files/note.txt%00\r\n", b"/about\tx\x00y\r\n"):
        assert is_error(tides.select(selector))


def test_trap_a_pipe_and_a_way_out_are_not_there(serve, tmp_path):
    (tmp_path / "outside.txt").write_text("outside")
    server = serve(CAPSULE)
    os.mkfifo(server.capsule / "files" / "pipe.txt")
    (server.capsule / "files" / "out.txt").symlink_to(tmp_path / "outside.txt")
    (server.capsule / "files" / "up").symlink_to("../..")
    (server.capsule / "files" / "new.txt").write_text("x")
    splash.eventually(lambda: server.select("/files/new.txt") == b"x", "a new snapshot")
    for selector in ("/files/pipe.txt", "/files/out.txt", "/files/up/outside.txt", "/files/up/", "/etc/passwd", "//etc/passwd"):
        assert is_error(server.select(selector)), selector
    assert b"pipe.txt" not in server.select("/files/") and b"out.txt" not in server.select("/files/")


def test_trap_no_menu_promises_what_is_not_there(tides):
    """Every item of ours is answered by what its type promises."""
    for items in all_menus(tides).values():
        for item in items:
            if item.type in "01gI9s" and (item.host, item.port) == ("localhost", tides.gopher):
                raw = tides.select(item.selector)
                assert not raw.startswith(b"3"), item
                assert item.type != "1" or menu(raw), item


# The root menu


def test_root_has_all_ways_on(tides):
    items = menu(tides.select(""))
    text, labels = [item.display for item in items if item.type == "i"], by_label(tides.select(""))
    assert text[:2] == ["Tides 潮汐", "==========" ] and "What the sea does." in text
    assert labels["2024-06-01 太陽"].selector == "/%E5%A4%AA%E9%99%BD" and labels["2024-05-01 Moon"].type == "1"
    assert [labels[name].selector for name in ("All posts", "Tags", "Categories", "Atom feed")] == ["/posts/", "/tags/", "/categories/", "/atom.xml"]
    assert labels["Also on Gemini"].type == "h" and labels["Also on Gemini"].selector == f"URL:gemini://localhost:{tides.gemini}/"
    assert tides.select("") == tides.select("/")
