"""The sample capsule in the clients that people use: lynx, curl, sacc, and the first of all, UMN gopher."""
import re
import shutil
import subprocess

import pytest

import splash
from splash import Terminal, menu

HAN = "/posts/han-and-kana"


def lynx(server, path, home, *flags):
    """The output of lynx at 80 columns, without the list of addresses."""
    done = subprocess.run([shutil.which("lynx"), "-dump", "-width=80", *(flags or ["-nolist"]), "-display_charset=utf-8", "-assume_charset=utf-8",
                           f"gopher://localhost:{server.gopher}{path}"], capture_output=True, timeout=600,
                          env={"LANG": "C.UTF-8", "HOME": str(home), "TERM": "vt100"})
    assert done.returncode == 0, done.stderr
    return done.stdout.decode("utf-8")


def curl(server, path):
    done = subprocess.run(["curl", "-sS", "--max-time", "500", f"gopher://localhost:{server.gopher}{path}"], capture_output=True, timeout=600,
                          env={"HOME": "/nonexistent", "PATH": "/usr/bin:/bin"})
    assert done.returncode == 0, done.stderr
    return done.stdout


def lines_of(server, selector):
    return [item.display.strip() for item in menu(server.select(selector)) if item.display.strip()]


@pytest.mark.parametrize("selector", ["", HAN, "/posts/interview-lighthouse", "/posts/everything-a-post-can-hold", "/museum/", "/tags/"])
def test_lynx_shows_every_line_of_a_menu_whole(sample, tmp_path, selector):
    shown = [re.sub(r"^\s*(\((HTML|DIR|FILE|IMG|\?)\))?\s*", "", line) for line in lynx(sample, "/1" + selector, tmp_path).split("\n")]
    for line in lines_of(sample, selector):
        assert line in shown, f"lynx lost part of {line!r}"


def test_lynx_shows_the_chinese_text_whole(sample, tmp_path):
    shown = lynx(sample, f"/0{HAN}.txt", tmp_path)
    for line in sample.select(HAN + ".txt").decode().split("\n"):
        assert line.strip() in shown, f"lynx lost part of {line!r}"


def test_lynx_follows_links_to_chinese_addresses(sample, tmp_path):
    addresses = re.findall(r"^ *\d+\. (gopher://\S+)$", lynx(sample, "/1" + HAN, tmp_path, "-listonly"), re.M)
    tag = [address for address in addresses if "/tag/%E4%B8%AD" in address]
    assert tag and "八十欄裡的漢字與假名" in lynx(sample, "/" + tag[0].split("/", 3)[3], tmp_path)


def test_lynx_is_led_on_by_an_h_item(sample, tmp_path):
    assert f"gemini://localhost:{sample.gemini}/" in lynx(sample, f"/hURL:gemini://localhost:{sample.gemini}/", tmp_path)


def test_lynx_shows_an_error_in_words(sample, tmp_path):
    assert "Not found" in lynx(sample, "/1/nothing", tmp_path)


def test_lynx_is_read_as_readers_read_it(sample, tmp_path):
    with Terminal(tmp_path, "lynx", "-display_charset=utf-8", "-assume_charset=utf-8", f"gopher://localhost:{sample.gopher}/") as terminal:
        terminal.wait("(DIR) 2026-03-21 八十欄裡的漢字與假名")
        follow_in_lynx(terminal, "八十欄裡的漢字與假名")
        screen = terminal.wait("2026-03-21 · 林雨潔")
        for line in lines_of(sample, HAN)[:30]:
            assert line in screen, f"lynx lost part of {line!r}"
        follow_in_lynx(terminal, "首頁")
        terminal.wait("Newest posts")
        follow_in_lynx(terminal, "The museum")
        terminal.wait("The museum of small things")
        follow_in_lynx(terminal, "A note")
        terminal.wait(sample.select("/museum/note.txt").decode().split("\n")[0])


def test_lynx_asks_for_words_and_shows_what_was_found(sample, tmp_path):
    with Terminal(tmp_path, "lynx", "-display_charset=utf-8", "-assume_charset=utf-8", f"gopher://localhost:{sample.gopher}/") as terminal:
        terminal.wait("(?)  Search")
        follow_in_lynx(terminal, "Search")
        terminal.wait("Enter a database query:")
        terminal.type("換行")
        terminal.press("Enter")
        terminal.wait("Splashdown · Search")
        assert "(DIR) 訪談：守塔人林雨潔談小網路、慢閱讀與純文字" in terminal.wait("(DIR) 八十欄裡的漢字與假名")
        follow_in_lynx(terminal, "八十欄裡的漢字與假名")
        terminal.wait("2026-03-21 · 林雨潔")


def follow_in_lynx(terminal, label):
    """Searches for the label, which brings the cursor to its link, and follows that."""
    terminal.press("/")
    terminal.wait("Enter a whereis query")
    terminal.press("C-u")
    terminal.type(label)
    terminal.press("Enter")
    splash.eventually(lambda: "Enter a whereis query" not in terminal.screen(), "the end of the search")
    terminal.press("Right")


def test_curl_takes_menus_texts_and_files(sample):
    assert curl(sample, "/") == curl(sample, "/1/") == sample.select("")
    assert curl(sample, f"/0{HAN}.txt") == sample.select(HAN + ".txt")
    assert curl(sample, "/I/assets/capsule.png") == (splash.ROOT / "capsule/assets/capsule.png").read_bytes()
    assert curl(sample, "/0/assets/a%20file%20with%20spaces.txt") == (splash.ROOT / "capsule/assets/a file with spaces.txt").read_bytes()
    assert curl(sample, "/1/tag/%E4%B8%AD%E6%96%87/") == sample.select("/tag/中文/")


def test_sacc_is_read_as_readers_read_it(sample, tmp_path):
    with Terminal(tmp_path, "sacc", f"gopher://localhost:{sample.gopher}/", PAGER="less") as terminal:
        screen = terminal.wait("Also on Gemini")
        assert re.search(r"Dir\+ 2026-03-21 八十欄裡的漢字與假名$", screen, re.M) and re.search(r"URL\+ Also on Gemini$", screen, re.M)
        for _ in range(40):
            terminal.press("J")  # the next item below
            if "2026-03-21 八十欄裡的漢字與假名" in chosen(terminal):
                break
        terminal.press("Right")
        screen = terminal.wait("2026-03-21 · 林雨潔")
        for line in lines_of(sample, HAN)[:12]:
            assert line in screen, f"sacc lost part of {line!r}"
    with Terminal(tmp_path, "sacc", f"gopher://localhost:{sample.gopher}/1/museum/", PAGER="less") as terminal:
        terminal.wait("Txt+ A note about this room")
        terminal.press("J")
        terminal.press("Right")
        terminal.wait(sample.select("/museum/note.txt").decode().split("\n")[0])


def test_sacc_and_umn_gopher_ask_for_words(sample, tmp_path):
    with Terminal(tmp_path, "sacc", f"gopher://localhost:{sample.gopher}/7/search") as terminal:
        terminal.wait("Enter search string")
        terminal.type("換行")
        terminal.press("Enter")
        assert "Dir+ 訪談：守塔人林雨潔" in terminal.wait("Dir+ 八十欄裡的漢字與假名")
    with Terminal(tmp_path, "gopher", f"gopher://localhost:{sample.gopher}/7/search") as terminal:
        terminal.wait("Press RETURN to continue")
        terminal.press("Enter")
        terminal.wait("Words to search for")
        terminal.type("University of Minnesota")
        terminal.press("Enter")
        terminal.wait("Hello, small web/")
    assert curl(sample, "/7/search%09%E6%8F%9B%E8%A1%8C") == sample.select("/search\t換行")


def chosen(terminal):
    """The line under the cursor."""
    at = int(terminal.tmux("display-message", "-p", "#{cursor_y}"))
    return terminal.screen().split("\n")[at]


def test_umn_gopher_is_read_as_readers_read_it(sample, tmp_path):
    """It asks in Gopher+ unless it is given a URL, and shows no menu that comes in plain."""
    with Terminal(tmp_path, "gopher", f"gopher://localhost:{sample.gopher}/") as terminal:
        terminal.wait("Press RETURN to continue")
        terminal.press("Enter")
        assert "You are reading a Markdown blog." in terminal.wait("Run your own/")
        follow_in_umn(terminal, "The museum")
        assert "The museum of small things" in terminal.wait("A note about this room")
        follow_in_umn(terminal, "A note about this room")
        terminal.wait(sample.select("/museum/note.txt").decode().split("\n")[0])


def follow_in_umn(terminal, label):
    number = re.search(rf"\[(\d+)\] +{label}", terminal.screen())[1]
    terminal.type(number)
    terminal.wait("View item number:")
    terminal.press("Enter")
