"""/search on both protocols: 1.3 and 2.4."""
import re
import socket
import struct
import time
import urllib.parse

import pytest

import splash
from splash import eventually, links, menu, write_capsule


def post(title, body="Text.", **more):
    return f"---\ntitle: {title}\n" + "".join(f"{key}: {value}\n" for key, value in more.items()) + f"---\n{body}\n"


LONG = "Filler words stand here. " * 60
CAPSULE = {
    "_config.yml": "title: Tides\nlang: en\npermalink: /:title.html\n",
    "_posts/2024-01-01-moon.md": post("The moon", "Why the **tide** follows it.", tags="[sky]"),
    "_posts/2024-02-01-tide.md": post("Tide tables", "Numbers; the moon is named once.", categories="harbour"),
    "_posts/2024-03-01-cafe.md": post("Breakfast", LONG + "Then a café by the quay. " + LONG),
    "_posts/2024-04-01-align.md": post("對齊", "人工智慧的對齊問題，先談人。", lang="zh-TW"),
    "_posts/2024-05-01-kana.md": post("すし", "カタカナと寿司とひらがな。", lang="ja"),
    "_posts/2024-06-01-hangul.md": post("한국어", "바다와 달을 봅니다.", lang="ko"),
    "_posts/2024-07-01-code.md": post("C++ and C", "```c\nint main(void) { return 0; }\n```\n\nAND OR NOT NEAR"),
    "_posts/2099-01-01-future.md": post("Future moon"),
    "_drafts/draft.md": post("Draft moon"),
    "_posts/2024-08-01-hidden.md": post("Hidden moon", published="false"),
    "about.md": post("About the moon", "A page, not a post."),
    "notes.txt": "moon in a file\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("search")
    with splash.Server(write_capsule(scratch / "capsule", CAPSULE), scratch) as running:
        yield running


def gemini_results(server, words, address="/search"):
    """[(address, title)] of what is found."""
    answer = server.get(f"{address}?{urllib.parse.quote(words, safe='')}")
    assert answer.status == 20 and answer.meta == "text/gemini; charset=utf-8; lang=en", answer
    return [(url, label) for url, label in links(answer.text) if url.endswith(".gmi")]


def gopher_results(server, words, selector="/search"):
    return [(item.selector, item.display) for item in menu(server.select(f"{selector}\t{words}"))
            if item.type == "1" and item.selector not in ("/",) and not item.selector.startswith("/search")]


def titles(server, words):
    """The titles that both protocols find, which must be the same."""
    found = [title for _, title in gemini_results(server, words)]
    assert [title for _, title in gopher_results(server, words)] == found
    return found


@pytest.mark.parametrize("words, expected", [
    ("moon", ["The moon", "About the moon", "Tide tables"]),
    ("MOON", ["The moon", "About the moon", "Tide tables"]),
    ("tide", ["Tide tables", "The moon"]),
    ("moon tide", ["The moon", "Tide tables"]),
    ("tide   moon", ["The moon", "Tide tables"]),
    ("sky", ["The moon"]),
    ("harbour", ["Tide tables"]),
    ("café", ["Breakfast"]),
    ("cafe", ["Breakfast"]),
    ("CAFÉ", ["Breakfast"]),
    ("人", ["對齊"]),
    ("對齊", ["對齊"]),
    ("齊對", []),
    ("對齊　人", ["對齊"]),
    ("人工智慧", ["對齊"]),
    ("し", ["すし"]),
    ("寿司", ["すし"]),
    ("カナ", ["すし"]),
    ("ｶﾀｶﾅ", ["すし"]),
    ("らが", ["すし"]),
    ("달", ["한국어"]),
    ("바다", ["한국어"]),
    ("main", ["C++ and C"]),
    ("AND", ["C++ and C"]),
    ("NEAR", ["C++ and C"]),
    ("moo", []),
    ("nothing-of-the-kind", []),
])
def test_words_are_found(server, words, expected):
    found = titles(server, words)
    if words in ("moon tide", "tide   moon"):
        assert sorted(found) == sorted(expected)
    else:
        assert found == expected


SEA = {
    "_config.yml": "title: Sea\nlang: en\n",
    "_posts/2024-01-01-one.md": post("One", "The tide table of the harbour, and a moon."),
    "_posts/2024-01-02-two.md": post("Two", "A table of tides. Boats were running."),
    "_posts/2024-01-03-three.md": post("Three tides", "Nothing else. 人工智慧的對齊問題。"),
    "_posts/2024-01-04-four.md": post("Vier", "Ein Buch über tides.", lang="de"),
    "_posts/2024-01-05-five.md": post("Five", "The runner runs by the sea. 智慧人工，問題。"),
    "_posts/2024-01-06-six.md": post("Six", "A generalised well-known table. 海と月。", lang="en-GB"),
}


@pytest.fixture(scope="module")
def sea(tmp_path_factory):
    with splash.Server(write_capsule(tmp_path_factory.mktemp("sea") / "capsule", SEA), tmp_path_factory.mktemp("sea-server")) as running:
        yield running


@pytest.mark.parametrize("words, expected", [
    # as they are written, next to each other
    ('"tide table"', ["One"]), ('"table tide"', []), ('“tide table”', ["One"]), ('"人工智慧"', ["Three tides"]), ('"智慧人工"', ["Five"]),
    ("人工智慧", ["Three tides"]), ('"對齊問題" 人工', ["Three tides"]), ('"well known"', ["Six"]), ("well-known", ["Six"]), ('"running"', ["Two"]),
    # excluded
    ("table -moon", ["Two", "Six"]), ("table -tides -known", ["One"]), ('table -"tide table"', ["Two", "Six"]), ("問題 -對齊", ["Five"]), ("問題 －對齊", ["Five"]),
    ("table -tide", ["Two", "Six"]), ('人工 -"人工智慧"', ["Five"]), ("月 -海", []), ("table -none", ["One", "Two", "Six"]),
    # other forms of a word in English, after those that have it as it is: title first
    ("tide", ["One", "Three tides", "Two"]), ("tides", ["Three tides", "Vier", "Two", "One"]), ("running", ["Two", "Five"]), ("run", ["Five", "Two"]),
    ("generalise", ["Six"]), ("generalisation", ["Six"]), ("tables boats", ["Two"]), ('runs "boats were"', ["Two"]), ("runs -boats", ["Five"]), ("tide 人", ["Three tides"]),
    ("Bücher", []),
])
def test_phrases_exclusions_and_forms_of_words(sea, words, expected):
    found = titles(sea, words)
    assert sorted(found) == sorted(expected)
    if words in ("tide", "run", "running"):
        assert found == expected
    if words == "tides":
        assert set(found[:3]) == {"Three tides", "Two", "Vier"} and found[3] == "One"


def test_the_number_of_hits_is_said(sea, serve):
    assert "table\n\nPages found: 3\n\n=> " in sea.get("/search?table").text
    assert "Pages found: 3" in [item.display for item in menu(sea.select("/search\ttide"))]
    assert "Pages found" not in sea.get("/search?zzz").text
    many = serve({"_config.yml": "title: 多\nlang: zh-TW\n", **{f"_posts/2024-01-{1 + i % 28:02}-n{i}.md": post(f"Number {i}", "moon") for i in range(45)}})
    for address in ("/search?moon", "/search/3?moon"):
        assert "\n找到 45 頁\n" in many.get(address).text
    assert "找到 45 頁" in [item.display for item in menu(many.select("/search/2?moon"))]


def test_a_snippet_shows_the_form_that_is_there(sea):
    assert "A table of tides" in sea.get("/search?tide").text and "Boats were running" in sea.get("/search?%22boats%20were%22%20run").text


def test_excluded_words_alone_ask_for_words(sea):
    for words in ("-moon", '-"tide table"', "-月 -海"):
        assert "\nWords to look for\n" in sea.get("/search?" + urllib.parse.quote(words)).text


def test_who_finds_nothing_at_an_address_is_told_where_to_search(sea, serve):
    assert sea.get("/nowhere").raw == b"51 Not found; try /search\r\n"
    assert sea.select("/nowhere").startswith(b"3Not found; try /search\t") and b"iNot found; try /search\t" in sea.select("/nowhere")
    off = serve({**SEA, "_config.yml": "title: Off\nsplashdown: { search: false }\n"})
    assert off.get("/nowhere").raw == b"51 Not found\r\n" and off.select("/nowhere").startswith(b"3Not found\t")


def test_titles_count_more_than_texts(server):
    assert titles(server, "moon")[-1] == "Tide tables"
    assert titles(server, "tide")[0] == "Tide tables"


def test_what_is_not_listed_is_not_found(server):
    for words in ("future", "draft", "hidden", "file"):
        assert titles(server, words) == []


def test_a_result_shows_date_and_snippet(server):
    text = server.get("/search?cafe").text
    lines = text.split("\n")
    at = lines.index("=> /cafe.gmi Breakfast")
    assert re.fullmatch(r"2024-03-01 · ….*a café by the quay.*…", lines[at + 1]) and len(lines[at + 1]) < 220
    items = menu(server.select("/search\tcafe"))
    at = [item.display for item in items].index("Breakfast")
    assert items[at].type == "1" and items[at].selector == "/cafe"
    below = [item for item in items[at + 1:]][:4]
    assert below[0].type == "i" and below[0].display.startswith("2024-03-01 · …")
    assert "a café by the quay" in " ".join(item.display for item in below)
    assert "=> /align.gmi 對齊\n2024-04-01 · 人工智慧的對齊問題，先談人。\n" in server.get("/search?" + urllib.parse.quote("問題")).text
    assert "=> /about.gmi About the moon\nA page, not a post.\n" in server.get("/search?moon").text


def test_results_are_no_feed(server):
    """Gemsub readers take a link that begins with a date for a post."""
    for words in ("moon", "2024"):
        for _, label in links(server.get(f"/search?{words}").text):
            assert not re.match(r"\d{4}-\d{2}-\d{2}", label)


def test_gemini_asks_for_words(server):
    for request in ("/search", "/search?"):
        answer = server.get(request)
        assert (answer.status, answer.meta, answer.body) == (10, "Words to look for", b"")
    assert (server.get("/search/").status, server.get("/search/").meta) == (31, "/search")
    assert server.get("/search/0").status == server.get("/search/1").status == server.get("/search/10").status == 51
    assert server.get("/searching").status == 51


def test_gopher_without_words_says_what_to_do(server):
    for request in ("/search", "/search\t", "search", "/search/"):
        items = menu(server.select(request))
        assert any(item.type == "7" and item.selector == "/search" for item in items)
        assert any("Write one or more words" in item.display for item in items)


def test_a_plus_is_a_plus_and_a_selector_may_carry_the_words(server):
    assert "\nC++\n" in server.get("/search?C++").text
    assert [item.display for item in menu(server.select("/search?%E5%B0%8D%E9%BD%8A")) if item.type == "1"][0] == "對齊"


@pytest.mark.parametrize("words", ['"', '""', "'", "*", "-", "()", "a AND", "NEAR(moon", "title:moon", "moon*", '"moon', "^moon",
                                   "{title}:moon", "moon OR", "\\", ";", "%", "_", "moon;DROP TABLE pages", "!!!", "。、「」",
                                   "a" * 900, "人" * 100, "x " * 400, "́", "😀", "\u200b", "\u3000", "½", "NOT", "-- x", '-"', '"moon" -"', "-moon", "-月", "moon -½", 'moon -"!"', '"½"', "{title tags} : (", ") NOT (", "moon NOT (tide",
                                   "“moon", "－", "moon －", '"" "" ""', '-' * 500, '"' * 501, "-x " * 300, 'moon"tide"', "＂moon＂"])
def test_odd_words_get_a_friendly_page(server, words):
    encoded = urllib.parse.quote(words, safe="")
    if len(encoded) < 950:
        answer = server.get(f"/search?{encoded}")
        assert answer.status == 20 and answer.text.startswith("# Tides · Search\n") and "=> /search Search\n" in answer.text
    items = menu(server.select(f"/search\t{words}".encode()[:1020] + b"\r\n"))
    assert items[0].display == "Tides · Search" and any(item.type == "7" for item in items)


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"\xe4\xba", b"\x01\x02moon", b"moon\x1b[31m", b"\xc0\x80", b"moon\x7f", b"\r", b"\x0b"])
def test_bytes_that_are_no_text_get_a_friendly_page(server, raw):
    answer = server.get("/search?" + urllib.parse.quote_from_bytes(raw, safe=""))
    assert answer.status == 20 and not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", answer.text)
    items = menu(server.select(b"/search\t" + raw + b"\r\n"))
    assert not any(re.search(r"[\x00-\x1f\x7f]", item.display) for item in items)


def test_a_long_question_is_answered(server):
    request = server.url("/search?")
    assert server.get("/search?" + "a" * (1024 - len(request))).status == 20
    assert server.get("/search?" + "a" * (1025 - len(request))).status == 59
    assert b"Search" in server.select(b"/search\t" + b"a" * (1024 - len("/search\t")) + b"\r\n")


def test_every_way_leads_to_the_search(server):
    for address in ("/", "/posts/", "/moon.gmi", "/about.gmi", "/2024/"):
        assert ("/search", "Search") in links(server.get(address).text)
        selector = address.replace(".gmi", "")
        assert [item.selector for item in menu(server.select(selector)) if item.type == "7"] == ["/search"]


def test_many_results_are_paged(serve):
    server = serve({"_config.yml": "title: Many\n", **{f"_posts/2024-01-{1 + i % 28:02}-n{i}.md": post(f"Number {i}", "moon")
                                                       for i in range(55)}})
    gemini, gopher, address, selector = [], [], "/search?moon", "/search\tmoon"
    for size in (20, 20, 15):
        page, items = server.get(address), menu(server.select(selector))
        found = [label for _, label in links(page.text) if label.startswith("Number")]
        assert len(found) == size
        gemini += found
        gopher += [item.display for item in items if item.display.startswith("Number")]
        more = [url for url, label in links(page.text) if label == "More results"]
        address = more[0] if more else None
        selector = next((item.selector for item in items if item.display == "More results" and item.type == "1"), None)
    assert address is None and selector is None
    assert len(set(gemini)) == 55 and gopher == gemini
    assert server.get("/search/9?moon").status == 20 and "Nothing was found." in server.get("/search/9?moon").text


def test_it_speaks_the_language_of_the_capsule(serve):
    server = serve({**CAPSULE, "_config.yml": "title: 潮\nlang: ja\nsplashdown:\n  words:\n    search_for: 何を？\n"})
    assert (server.get("/search").status, server.get("/search").meta) == (10, "何を？")
    assert server.get("/search?zzz").text.startswith("# 潮 · 検索\n\nzzz\n\n見つかりませんでした。\n")


def test_it_can_be_turned_off(serve):
    server = serve({**CAPSULE, "_config.yml": "title: Off\nsplashdown: { search: false }\n"})
    assert server.get("/search").status == server.get("/search?moon").status == 51
    assert b"error.host" in server.select("/search\tmoon")
    assert "/search" not in server.get("/").text and b"/search" not in server.select("/moon")


def test_the_authors_own_page_takes_the_address(serve):
    server = serve({**CAPSULE, "search.md": post("My own search")})
    assert server.get("/search.gmi").text.startswith("# My own search\n") and server.get("/search").status == 31
    assert b"My own search" in server.select("/search\tmoon")


@pytest.mark.parametrize("log_format", ["combined", "json"])
def test_no_log_keeps_what_was_searched_for(tmp_path, log_format):
    """Neither the words nor how they were encoded; not of a request that is refused, either."""
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    config = f"log: {{ format: {log_format} }}\nlimits: {{ requests_per_second: 1, burst: 100, exempt: [] }}\n"
    asked = ("/search?selene", "/search/2?selene", "/search/99?selene", "/search/?selene", "/nowhere?selene", "/about.gmi?selene")
    with splash.Server(folder, tmp_path, config=config) as server:
        for request in asked:
            server.get(request)
            server.select(request)
        for request in ("search?selene", "/search\tselene", "/search/2\tselene", "/search?a?selene", "URL:https://example.org/?q=selene",
                        "GET /search?selene HTTP/1.0"):
            server.select(request)
        eventually(lambda: b"Too many requests" in server.select("/search?selene"), "it is too much")
        eventually(lambda: server.get("/search?selene").status == 44, "it is too much on Gemini")
        eventually(lambda: server.out.read_text().count("/search") > 20, "lines of the log")
    lines = server.out.read_text().splitlines()
    assert len(lines) > 20 and not any("selene" in line or "?" in line for line in lines)
    assert "selene" not in server.said()


@pytest.mark.parametrize("log_format", ["combined", "json"])
def test_no_log_keeps_the_token_of_an_upload(tmp_path, log_format):
    """Titan's parameters, on a server that takes none: refused, too many, in every spelling, on either port."""
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    config = f"log: {{ format: {log_format} }}\nlimits: {{ requests_per_second: 1, burst: 30, exempt: [] }}\n"
    spellings = ("titan://localhost/upload;size=3;token=selene", "TITAN://localhost/upload%3Btoken=selene", "titan://localhost/upload;selene",
                 "titan://localhost/upload%3bmime=a%3btoken%3dselene", "titan://localhost/upload%253Btoken=selene", "titan://elsewhere.example/upload;token=selene",
                 "titan://localhost/upload;size=3?token=selene", "titan://me@localhost/upload;token=selene", "titan://localhost/up load;token=selene",
                 "titan:upload;token=selene", "gemini://localhost/upload;token=selene", "gemini://elsewhere.example/upload%3btoken=selene")
    with splash.Server(folder, tmp_path, config=config) as server:
        statuses = [splash.gemini(server.gemini, url).status for url in spellings]
        assert statuses == [53] * 7 + [59] * 3 + [53] * 2
        for url in spellings:
            server.select(url)
        for url in ("/upload;token=selene", f"URL:{spellings[0]}", f"/URL:{spellings[0]}", f"GET {spellings[0]} HTTP/1.1", f"/{spellings[1]}"):
            server.select(url)
        eventually(lambda: b"Too many requests" in server.select(spellings[0]), "it is too much")
        eventually(lambda: splash.gemini(server.gemini, spellings[0]).status == 44, "it is too much on Gemini")
        eventually(lambda: server.out.read_text().count("upload") > 20, "lines of the log")
    assert "selene" not in server.out.read_text() and "selene" not in server.said()


def test_a_restricted_page_is_never_found(tmp_path):
    folder = write_capsule(tmp_path / "capsule", {**CAPSULE, "private/secret.md": post("Secret moon"),
                                                  "_posts/2024-10-01-family.md": post("Family moon", permalink="/private/family.html")})
    config = f"hosts: [{{ name: localhost, capsule: {folder}, restricted: {{ /private/: [any] }} }}]\n"
    with splash.Server(None, tmp_path, config=config) as server:
        assert titles(server, "moon") == ["The moon", "About the moon", "Tide tables"]
        assert titles(server, "secret") == titles(server, "family") == []


def test_edits_are_found(serve):
    server = serve(CAPSULE, workers=1)
    assert titles(server, "moon")
    write_capsule(server.capsule, {"_posts/2024-01-01-moon.md": post("Selene", "Goddess."),
                                   "_posts/2024-09-01-new.md": post("New moon")})
    eventually(lambda: server.get("/new.gmi").status == 20, "the new post")
    (server.capsule / "_posts/2024-02-01-tide.md").unlink()
    eventually(lambda: server.get("/tide.gmi").status == 51, "the end of the old one")
    # Both protocols are asked only then: the index may become a new one between them.
    eventually(lambda: [title for _, title in gemini_results(server, "goddess")] == ["Selene"], "the edit is found")
    assert titles(server, "goddess") == ["Selene"]
    assert sorted(titles(server, "moon")) == ["About the moon", "New moon"] and titles(server, "tables") == []


def ask_and_hold(server, protocol, question):
    """A search that was asked for and is not read."""
    if protocol == "gopher":
        connection = splash.connect(server.gopher)
        connection.sendall(f"/search{question}\r\n".encode())
    else:
        connection = splash.tls_connect(server.gemini)
        connection.sendall(server.url("/search" + question.replace("\t", "?")).encode() + b"\r\n")
    return connection


def reset(connection):
    """Ends it at once, whatever is still on its way."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@pytest.mark.parametrize("protocol", ["gopher", "gemini"])
@pytest.mark.parametrize("question", ["\tfiller", "?filler", "?%66iller"])
def test_who_leaves_during_a_search_takes_no_worker_along(serve, protocol, question):
    """The first search reads all posts and then shows the words, which must be its own by then: others are told that it is
    busy."""
    server = serve({"_config.yml": "title: Many\n", **{f"_posts/2024-01-{1 + i % 28:02}-n{i}.md": post(f"Number {i}", LONG) for i in range(150)}}, workers=1)
    [worker] = server.workers()
    first = ask_and_hold(server, protocol, question)
    eventually(lambda: re.search(b"being built|Number", server.select("/search\tfiller")), "the index is being built, or is there")
    reset(first)
    for i in range(40):
        connection = ask_and_hold(server, protocol, question)
        time.sleep(i % 4 / 1000)
        reset(connection)
    eventually(lambda: b"Number" in server.select("/search\tfiller"), "the search is answered")
    assert server.workers() == [worker], server.said()
