"""`splashdown check` and what readers cannot use: large pictures, texts in other encodings, addresses too long, raw addresses, wiki links."""
import pytest
from splash import write_capsule
from test_check import check, says

BLOG = {"_config.yml": "title: T\n", "index.md": "[all](/pages/)\n"}
LATIN, WIDE = "Ein schöner Tag\n".encode("latin-1"), "日曜\n".encode("utf-16")


def lines_of(found):
    return sorted(e[:2] for e in found)


def test_a_picture_over_five_megabytes(tmp_path):
    folder = write_capsule(tmp_path, {**BLOG, "a/large.png": b"\x89PNG" + bytes(6 << 20), "a/small.png": b"\x89PNG" + bytes((5 << 20) - 8), "a/film.mp4": bytes(6 << 20)})
    _, found, _ = check(folder)
    says(found, "a/large.png", 0, "warning", "a picture of 6.0 MB: few readers wait for more than 5 MB; make it smaller")
    assert lines_of(found) == [("a/large.png", 0)]


def test_a_text_that_is_not_utf8(tmp_path):
    folder = write_capsule(tmp_path, {**BLOG, "latin.txt": b"one\ntwo\n" + LATIN, "wide.txt": WIDE, "bom.txt": b"\xef\xbb\xbfone\n", "good.txt": "schön 日曜\n" * 20000,
                                      "data.bin": LATIN, "big.txt": b"x" * 65535 + "é".encode() + b"\n"})
    _, found, _ = check(folder)
    says(found, "latin.txt", 3, "warning", "this text is not UTF-8, so it is sent without a charset, and readers may see other letters; save it as UTF-8")
    says(found, "wide.txt", 0, "warning", "this text is UTF-16, which few readers can show; save it as UTF-8")
    assert lines_of(found) == [("latin.txt", 3), ("wide.txt", 0)]


@pytest.mark.parametrize("size", [0, 70000])
def test_it_is_sent_without_a_charset_and_utf8_without_its_mark(serve, size):
    filler = b"x" * size
    server = serve({**BLOG, "latin.txt": LATIN + filler, "wide.txt": WIDE + bytes(size), "good.txt": "schön\n".encode() + filler, "bom.txt": b"\xef\xbb\xbfone\n" + filler,
                    "small.css": b"\xef\xbb\xbfp {}\n", "data.bin": b"\xef\xbb\xbfone\n"})
    for _ in range(2):  # made, and from the cache
        assert [server.get(f"/{name}.txt").meta for name in ("latin", "wide", "good", "bom")] == ["text/plain"] * 2 + ["text/plain; charset=utf-8"] * 2
        assert server.get("/latin.txt").body == LATIN + filler and server.get("/wide.txt").body == WIDE + bytes(size)
        assert server.get("/bom.txt").body == server.select("/bom.txt") == b"one\n" + filler and server.get("/small.css").body == b"p {}\n"
        assert server.get("/data.bin").body == server.select("/data.bin") == b"\xef\xbb\xbfone\n"


def test_addresses_of_lists_that_are_too_long(tmp_path):
    deep = "/".join(["directory" * 20] * 6)
    folder = write_capsule(tmp_path, {**BLOG, f"{deep}/a.txt": "x\n", "_posts/2024-01-01-a.md": f"---\ntags: ['{'月' * 120}', sky]\n---\nx\n"})
    _, found, _ = check(folder)
    says(found, f"{deep}/a.txt", 0, "warning", "more than the 1024 of a request; give it a shorter name")
    says(found, "_posts/2024-01-01-a.md", 0, "warning", f'the address of the list of a tag "{"月" * 20}…" is longer than the 1024 bytes of a request; give it a shorter name')
    assert len(found) == 2


def test_raw_blanks_and_brackets_in_gemtext(tmp_path):
    folder = write_capsule(tmp_path, {
        **BLOG, "my page.gmi": "# P\n", "a/our old cat.png": "x", "own.gmi":
        "# Own\n=> my page.gmi My page\n=> /a/our old cat.png The cat\n=> https://a.example/[x] x\n=> gemini://[::1]/a y\n=> /a{b}.txt z\n"
        "=> /my%20page.gmi fine\n=> index.md fine\n```\n=> my page.gmi code\n```\n=>https://a.example/a|b c\n"})
    _, found, _ = check(folder)
    says(found, "own.gmi", 2, "warning", "a link to my: it ends at the blank; write %20 for each: my%20page.gmi")
    says(found, "own.gmi", 3, "warning", "a link to /a/our: it ends at the blank; write %20 for each: /a/our%20old%20cat.png")
    says(found, "own.gmi", 4, "warning", "a link to https://a.example/[x]: a raw [ is in no address; write %5B")
    says(found, "own.gmi", 6, "warning", "a link to /a{b}.txt: a raw { is in no address; write %7B")
    says(found, "own.gmi", 12, "warning", "a link to https://a.example/a|b: a raw | is in no address; write %7C")
    assert {line for _, line in lines_of(found)} == {2, 3, 4, 6, 12}


def test_wiki_links_outside_a_folder_of_notes(tmp_path):
    folder = write_capsule(tmp_path, {**BLOG, "a.md": "See [[Other note]] and\n\n* [[月|the moon]] too.\n\nCode `[[ -f x ]]` and `[[x]]`, [[ -f y ]], [[1]](u), a[[0]], [[a](index.md)], its [[Prototype]].\n\n"
                                                      "    [[code]]\n\n{{ '[[x' }}\n"})
    _, found, _ = check(folder)
    says(found, "a.md", 1, "warning", "[[Other note]] is a link in a folder of notes only, and is shown as text here; write [Other note](its path)")
    says(found, "a.md", 3, "warning", "[[月|the moon]] is a link in a folder of notes only, and is shown as text here; write [the moon](its path)")
    assert [e for e in found if "folder of notes" in e[3]] == [e for e in found if e[1] in (1, 3)]


FRONTS = {"toml": "+++\ntitle = \"A\"\n+++\nx\n", "blank": "\n---\ntitle: B\n---\nx\n", "blanks": "\n\n---\ntitle: B\n---\nx\n", "before": " ---\ntitle: C\n---\nx\n", "behind": "--- \ntitle: C\n---\nx\n",
          "tab": "\t---\ntitle: C\n---\nx\n", "open": "---\ntitle: C\nx\n"}
TOML, OURS = (1, "front matter in TOML (+++) is not read here"), "remove the blanks above and before its ---"
PLAIN = {"toml": TOML, "blank": (2, OURS), "blanks": (3, OURS), "before": (1, OURS), "tab": (1, OURS), "open": (1, "the front matter is never closed")}
HEXO = {"toml": TOML, "before": (1, "blanks stand before the ---"), "tab": (1, "blanks stand before the ---"), "behind": (1, "remove the blanks at the end of this line"),
        "open": (1, "the front matter is never closed")}


@pytest.mark.parametrize("files, folder, expected", [
    ({"_config.yml": "title: T\n"}, "", PLAIN), ({"_config.yml": "title: T\n"}, "_posts/2024-01-01-", PLAIN), ({"index.md": "[all](/pages/)\n"}, "", PLAIN),
    ({".obsidian/app.json": "{}", "_splashdown.yml": "publish: [a]\n"}, "a/", PLAIN), ({"hugo.toml": "title = 'T'\n"}, "content/a/", {"open": (1, "the front matter is never closed")}),
    ({"package.json": '{"hexo": {}}', "_config.yml": "title: T\n"}, "source/", HEXO)], ids=["jekyll", "post", "plain", "vault", "hugo", "hexo"])
def test_front_matter_that_is_none_by_generator(tmp_path, files, folder, expected):
    """Blank lines above it are fine for hexo and Hugo, which skip them; Hugo reads TOML."""
    capsule = write_capsule(tmp_path, {**files, **{f"{folder}{name}.md": text for name, text in FRONTS.items()}})
    _, found, _ = check(capsule)
    about = {name: [e for e in found if e[0] == f"{folder}{name}.md" and e[1] > 0] for name in FRONTS}
    assert {name for name, entries in about.items() if entries} == set(expected), found
    for name, (line, words) in expected.items():
        assert [(e[1], words in e[3]) for e in about[name]] == [(line, True)], about[name]


def test_front_matter_that_is_none(tmp_path):
    folder = write_capsule(tmp_path, {**BLOG, "a.md": "+++\ntitle = \"A\"\n+++\nx\n", "b.md": "\n---\ntitle: B\n---\nx\n", "c.md": " ---\ntitle: C\n---\nx\n"})
    _, found, _ = check(folder)
    says(found, "a.md", 1, "warning", "front matter in TOML (+++) is not read here, and is shown as text; write it in YAML")
    says(found, "b.md", 2, "warning", "remove the blanks above and before its ---")
    says(found, "c.md", 1, "warning", "remove the blanks above and before its ---")
