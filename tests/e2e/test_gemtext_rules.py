"""T1 to T5, S1 and S2: the gemtext that is served, on every page of the sample capsule and on one made of traps."""
import re
import unicodedata

import pytest

import splash

CODE = "  indented\n\n\n\ttab\n # not a heading\n=> not a link\n* not an item\nlast  "
CAPSULE = {
    "_config.yml": "title: Traps\nlang: en\nurl: https://traps.example\n",
    "index.gmi": "\ufeff# Mine\r\n\r\nraw\r\n",
    "_posts/2024-05-01-defuse.md": "---\ntitle: Defuse\ntags: [one, two]\n---\n# Defuse\n\n\\#hashtag first\n\n\\=> arrow\n\n\\* star\n\n\\> quote\n\n"
                                   "\\`\\`\\` ticks\n\nA paragraph\nover three\nlines.\n\n\n\n\nEnd\x07 of \x1b[31mit.\n",
    "_posts/2024-05-02-code.md": "---\ntitle: Code\n---\n\n```python\n" + CODE + "\n```\n\n````\n```\ninside\n```\n````\n",
    "_posts/2024-05-02-links.md": "---\ntitle: '  .NET [and] => more'\n---\n[a b](/notes/a b.txt) [é](https://example.org/é?q=\"x\") <https://example.org/~a>\n\n"
                                  + "[long](https://example.org/" + "x" * 1500 + ")\n",
    "_posts/2024-05-02-dated.md": "---\ntitle: 2024-01-01 in its title\n---\n=> x\n",
    "notes/a b.txt": "x\n",
}


@pytest.fixture(scope="module")
def traps(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("gemtext")
    with splash.Server(splash.write_capsule(scratch / "capsule", CAPSULE), scratch) as server:
        yield server


@pytest.fixture(scope="module", params=["traps", "sample"])
def pages(request):
    """{path: text} of every gemtext page that links lead to."""
    server = request.getfixturevalue(request.param)
    found, waiting = {}, ["/", "/posts/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = server.get(path)
        # A search asks for words first.
        assert answer.status == (10 if path == "/search" else 20), path
        found[path] = answer.text if answer.status == 20 and answer.meta.startswith("text/gemini") else None
        if found[path]:
            waiting += [url for url, _ in splash.links(found[path]) if url.startswith("/") and not url.startswith("//") and url not in found]
    return {path: text for path, text in found.items() if text is not None}


def lines(text):
    """(line, whether it is code) without the fences."""
    code = False
    for line in text.split("\n"):
        if line.startswith("```"):
            code = not code
        else:
            yield line, code
    assert not code, "a fence that is never closed"


def test_T1_lines_are_clean(pages):
    assert len(pages) >= 8
    for path, text in pages.items():
        assert "\r" not in text and "\ufeff" not in text and "\ufffd" not in text, path
        assert text.endswith("\n") and not text.endswith("\n\n"), path
        previous = "x"
        for line, code in lines(text):
            assert not [c for c in line if unicodedata.category(c) == "Cc" and not (code and c == "\t")], (path, line)
            assert code or line or previous, f"two blank lines in {path}"
            previous = line if not code else "x"


def test_T1_a_paragraph_is_one_line(traps):
    assert "\nA paragraph over three lines.\n" in traps.get("/2024/05/01/defuse.gmi").text


def test_T2_text_is_defused(traps):
    text = traps.get("/2024/05/01/defuse.gmi").text
    for line in (" #hashtag first", " => arrow", " * star", " > quote", " ``` ticks"):
        assert "\n" + line + "\n" in text, line


def test_T3_every_link_line_has_an_address_that_a_client_can_take(pages):
    for path, text in pages.items():
        for line, code in lines(text):
            if code or not line.startswith("=>"):
                continue
            match = re.fullmatch(r"=> (\S+)(?: (\S.*))?", line)
            assert match, (path, line)
            assert re.fullmatch(r"(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~:/?#@!$&'()*+,;=\[\]])+", match[1]) and len(match[1]) < 1024, (path, line)


def test_T3_what_cannot_be_a_link_stays_text(traps):
    text = traps.get("/2024/05/02/links.gmi").text
    assert "=> /notes/a%20b.txt a b\n" in text and "=> https://example.org/%C3%A9?q=%22x%22 é\n" in text
    assert "x" * 1100 not in text and "long" in text


def test_T4_code_is_kept_byte_for_byte(traps):
    text = traps.get("/2024/05/02/code.gmi").text
    assert "\n```python\n" + CODE + "\n```\n" in text
    assert "\n```\n ```\ninside\n ```\n```\n" in text


def test_T5_the_first_line_is_the_title_and_stands_once(pages):
    for path, text in pages.items():
        first = text.split("\n")[0]
        assert re.fullmatch(r"# \S.*", first), (path, first)
        assert [line for line, code in lines(text) if not code].count(first) == 1, path


def dated(text):
    return [line for line in text.split("\n") if re.match(r"=>\s*\S+\s+\d{4}-\d\d-\d\d", line)]


@pytest.mark.parametrize("path", ["/posts/", "/2024/", "/tag/one/"])
def test_S1_a_list_is_a_gemsub_page(traps, path):
    text = traps.get(path).text
    entries = dated(text)
    assert entries and len({line.split()[1] for line in entries}) == len(entries), "one line for each address"
    for line in entries:
        assert re.fullmatch(r"=> /2024/05/\d\d/\S+\.gmi 2024-05-\d\d \S.*", line), line
    assert not [line for line, code in lines(text) if code], "nothing is preformatted"
    assert text.startswith("# "), "the title of the feed"


def test_S1_pages_that_are_no_lists_have_no_dated_lines_but_the_home_page(pages):
    for path, text in pages.items():
        if re.fullmatch(r"/\d{4}/\d\d/\d\d/.*|/tags/|/categories/", path):
            assert not dated(text), path


def test_S2_entries_of_one_day_keep_their_order_and_titles_stay_as_they_are(traps):
    titles = [re.match(r"=> \S+ \S+ (.*)", line)[1] for line in dated(traps.get("/posts/").text)]
    assert titles == [".NET [and] => more", "2024-01-01 in its title", "Code", "Defuse"]
    assert titles == [re.match(r"=> \S+ \S+ (.*)", line)[1] for line in dated(traps.get("/2024/").text)]
