"""A gophermap of the author's own is sent as it was written, and `check` says what of it no reader can follow."""
import pytest

import splash
from splash import write_capsule
from test_check import check, says

FULL = [
    "0About\t/about.txt\tother.example\t7070", "1Menu\t\tother.example\t70", "7Find\t/v2/vs\tother.example\t70", "8BBS\tguest\tbbs.example\t23",
    "TMainframe\t\tvm.example\t2323", "hPage\t/page.html\tlocalhost\t70", "hWeb\tURL:https://a.example/?q=1&x\tlocalhost\t70",
    "hOld web\tGET /x.html\ta.example\t80", "hMail\tURL:mailto:me@a.example\tlocalhost\t70", "ppng\t/a.png\tother.example\t70",
    "dPDF\t/a.pdf\tother.example\t70", ";Film\t/a.mp4\tother.example\t70", "sSound\t/a.ogg\tother.example\t70", "2Phone\tbook\tcso.example\t105",
    "4Mac\t/a.hqx\tother.example\t70", "+Twin\t/b\tother.example\t71", "gGif\tg/a.gif\tother.example\t70", "IPicture\ta b.jpg\tother.example\t70",
    "  ".join(["0Far", "label ", "w" * 90]) + "\t/w\tother.example\t70", "0   Indented   \t/x y\tother.example\t70",
    "0月\t/月.txt\tother.example\t70", "0Percent\t/100%\tother.example\t70", "0Dots\t/../a\tother.example\t70", "iText\tTITLE\t(NULL)\t0",
    "3Closed\t\terror.host\t1", "0Café\tcafé.txt\tOther.Example\t70", "9Nothing there\t/none.bin\tlocalhost\t70",
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    files = {"_config.yml": "title: T\n", "index.md": "---\ntitle: Home\n---\nx\n", "about.md": "---\ntitle: About\n---\nMe.\n",
             "full/gophermap": "\r\n".join(FULL) + "\r\n", "page.html": "<p>local</p>\n", "box/page.html": "<p>here</p>\n", "box/note.txt": "n\n",
             "box/gophermap": "0A note\tnote.txt\n0note.txt\t\nhPage\tpage.html\n8BBS\t\tbbs.example\ndFile\tnote.txt\n1About\t/about\n"
                              "0Text\t/about.md\n1Out\t../about\nhWeb\tURL:https://a.example/\n1Far\t/\tfar.example\niTitle\tTITLE\n",
             "notes/gophermap": "one\n# hidden words\n#\n#0hidden\t/x\ty\t70\n  # shown\ntwo\n",
             "controls/gophermap": "0a\x1bb\t/c\x07\x9d\u202ed\te\x7f.example\t70\n1" + "w" * 990 + "\t/\tfar.example\t70\n0Long\t/" + "s" * 990 + "\n"}
    folder = write_capsule(tmp_path_factory.mktemp("map") / "capsule", files)
    with splash.Server(folder, tmp_path_factory.mktemp("map-server")) as running:
        yield running


def lines(server, selector):
    raw = server.select(selector).decode()
    assert raw.endswith("\r\n.\r\n")
    return raw[:-3].split("\r\n")[:-1]


def test_a_line_with_all_fields_is_sent_byte_for_byte(server):
    assert lines(server, "/full/") == FULL


def test_missing_fields_are_filled_in(server):
    ours = f"localhost\t{server.gopher}"
    assert lines(server, "/box/") == [
        f"0A note\t/box/note.txt\t{ours}", f"0note.txt\t/box/note.txt\t{ours}", f"hPage\t/box/page.html\t{ours}", "8BBS\t\tbbs.example\t23",
        f"dFile\t/box/note.txt\t{ours}", f"1About\t/about\t{ours}", f"0Text\t/about.txt\t{ours}", f"1Out\t/about\t{ours}",
        f"hWeb\tURL:https://a.example/\t{ours}", "1Far\t/\tfar.example\t70", "iTitle\tTITLE\tnull.host\t1"]
    assert server.select("/box/page.html") == b"<p>here</p>\n" and b"Me." in server.select("/about.txt")


def test_comments_of_gophernicus_are_hidden(server):
    assert lines(server, "/notes/") == [f"i{text}\t\tnull.host\t1" for text in ("one", "  # shown", "two")]
    text = server.get("/notes/").text
    assert "hidden" not in text and "one\n" in text and "# shown" in text and "two\n" in text


def test_control_bytes_leave_and_lines_stay_short(server):
    found = lines(server, "/controls/")
    assert found[0] == "0a b\t/cd\te.example\t70"
    assert found[1] == "1" + "w" * 70 + "\t/\tfar.example\t70" and all(line.startswith("iw") for line in found[2:-1])
    assert "".join(line.split("\t")[0][1:] for line in found[1:-1]) == "w" * 990 and found[-1] == "iLong\t\tnull.host\t1"
    assert all(len(line.encode()) < 1000 for line in found)


def test_gemini_readers_get_links_that_they_can_follow(server):
    text = server.get("/box/").text
    for line in ("=> /box/note.txt A note", "=> /box/page.html Page", "=> telnet://bbs.example BBS", "=> /about.gmi About", "=> /about.gmi Out",
                 "=> https://a.example/ Web", "=> gopher://far.example/1/ Far"):
        assert f"{line}\n" in text


def test_check_names_what_no_reader_can_follow(tmp_path):
    folder = write_capsule(tmp_path, {
        "index.md": "x\n", "about.md": "x\n", "box/note.txt": "x",
        "box/gophermap": "=====\nTitle\n=====\n*\n=include.map\n#########\n# a comment\n0Menu\t/about\n1Text\tnote.txt\n1Bad\t/\tno host\t70\n0Long\t/"
                         + "s" * 1000 + "\n0Good\tnote.txt\n1Good\t/about\nhGood\tURL:https://a.example/\n*bold* words\n= x\n=> y\n0Text\t/about.md\n"
                         "a = b\n***\n"})
    _, found, _ = check(folder)
    says(found, "box/gophermap", 4, "warning", '"*" lists the folder in gophernicus only, and is shown as text here; write the items that it lists')
    says(found, "box/gophermap", 5, "warning", '"=include.map" includes a file in gophernicus only, and is shown as text here; copy its lines')
    says(found, "box/gophermap", 6, "note", 'a line that begins with "#" is a comment, as in gophernicus, and is hidden; put "i" before it')
    says(found, "box/gophermap", 8, "warning", 'the item "Menu" has type 0, and /about is a menu; write 1, or the path that ends in .txt')
    says(found, "box/gophermap", 9, "warning", 'the item "Text" has type 1, and /box/note.txt is no menu; write 0 for a text')
    says(found, "box/gophermap", 10, "warning", 'the item "Bad" leads to the host "no host", which is no name; write one like example.org')
    says(found, "box/gophermap", 11, "warning", 'the item "Long" is longer than the 1000 bytes of a line, so only its label is shown')
    assert sorted(line for file, line, _, _ in found if file == "box/gophermap") == [4, 5, 6, 8, 9, 10, 11]
