"""Edits are live: 1.1, 1.2 and 2.3. No test asserts how long it takes; each waits until readers see the change."""
import concurrent.futures
import os
import re
import shutil
import subprocess
import time

import pytest

import splash
from splash import eventually, links, menu, write_capsule

GIT = ["git", "-c", "user.name=Tide", "-c", "user.email=tide@example.org", "-c", "init.defaultBranch=main"]


def post(title, body="Text.", **more):
    return f"---\ntitle: {title}\n" + "".join(f"{key}: {value}\n" for key, value in more.items()) + f"---\n{body}\n"


CAPSULE = {
    "_config.yml": "title: Tides\nauthor: Ann\npermalink: /:title.html\n",
    "_posts/2024-01-01-low.md": post("Low water", tags="[moon, sea]", categories="harbour"),
    "_posts/2024-02-01-mid.md": post("Half tide", "See [low](/low.html).", tags="[sea]"),
    "_posts/2024-03-01-high.md": post("High water", tags="[moon]"),
    "about.md": post("About", "The [first post]({% post_url 2024-01-01-low %})."),
}

# Pages that mention the post "low", on each protocol.
GEMINI_PLACES = ["/", "/posts/", "/2024/", "/tag/moon/", "/tag/sea/", "/category/harbour/", "/atom.xml", "/tag/moon/atom.xml",
                 "/category/harbour/atom.xml", "/low.gmi", "/mid.gmi"]
GOPHER_PLACES = ["", "/posts/", "/2024/", "/tag/moon/", "/tag/sea/", "/category/harbour/", "/atom.xml", "/tag/sea/atom.xml",
                 "/low", "/low.txt", "/mid"]


@pytest.fixture
def serve(serve):
    """With one worker what one answer shows the next one shows, too."""
    return lambda capsule, **keywords: serve(capsule, **{"workers": 1, **keywords})


def shown(server):
    """{(protocol, address): bytes} of all pages that mention "low"."""
    pages = {("gemini", address): server.get(address).body for address in GEMINI_PLACES}
    pages.update({("gopher", selector): server.select(selector) for selector in GOPHER_PLACES})
    return pages


def everywhere(server, text):
    return eventually(lambda: all(text.encode() in body for body in shown(server).values()), f"{text!r} on every page")


def nowhere(server, text):
    pages = shown(server)
    return not any(text.encode() in body for body in pages.values()) and pages


def test_an_edit_reaches_every_page_that_mentions_it(serve):
    server = serve(CAPSULE, workers=3)
    everywhere(server, "Low water")
    write_capsule(server.capsule, {"_posts/2024-01-01-low.md": post("Ebb at dawn", "New text.", tags="[moon, sea]",
                                                                    categories="harbour")})
    everywhere(server, "Ebb at dawn")
    eventually(lambda: nowhere(server, "Low water"), "the old title nowhere")
    for body in (server.get("/low.gmi").body, server.select("/low"), server.select("/low.txt"), server.get("/atom.xml").body):
        assert b"New text." in body


def test_a_new_post_is_on_every_list_and_its_neighbour_leads_to_it(serve):
    server = serve(CAPSULE)
    before = shown(server)
    write_capsule(server.capsule, {"_posts/2024-01-15-neap.md": post("Neap tide", tags="[moon, sea]", categories="harbour")})
    eventually(lambda: server.get("/neap.gmi").status == 20, "the new page")
    after = shown(server)
    assert {place for place in after if b"Neap tide" not in after[place]} == {("gopher", "/low.txt")}
    assert not any(b"Neap tide" in body for body in before.values())
    assert ("/neap.gmi", "Next: Neap tide") in links(server.get("/low.gmi").text)
    assert ("/neap.gmi", "Previous: Neap tide") in links(server.get("/mid.gmi").text)
    assert b"Neap tide" in server.select("/neap") and b"Neap tide" in server.select("/neap.txt")


def test_a_deleted_post_is_gone_from_every_page(serve):
    server = serve(CAPSULE)
    everywhere(server, "Low water")
    (server.capsule / "_posts/2024-01-01-low.md").unlink()
    eventually(lambda: server.get("/low.gmi").status == 51, "the end of the page")
    eventually(lambda: nowhere(server, "Low water"), "no page that mentions it")
    assert b"error.host" in server.select("/low") and b"error.host" in server.select("/low.txt")
    assert server.get("/category/harbour/").status == 51
    assert "/low" not in server.get("/mid.gmi").text.replace("/low.html", "")


def test_a_link_to_a_post_that_is_yet_to_come_finds_it_once_it_is_there(serve):
    capsule = {**CAPSULE, "_posts/2024-04-01-hope.md": post("Hope", "To [the next](/spring.html), {% post_url 2024-01-01-low %}.")}
    server = serve(capsule)
    assert ("/spring.html", "the next") in links(server.get("/hope.gmi").text)
    assert "/spring.html" in [item.selector for item in menu(server.select("/hope"))]
    write_capsule(server.capsule, {"_posts/2023-04-02-spring.md": post("Spring tide")})
    eventually(lambda: ("/spring.gmi", "the next") in links(server.get("/hope.gmi").text), "the link's new target")
    eventually(lambda: "/spring" in [item.selector for item in menu(server.select("/hope"))], "the item's new target")
    (server.capsule / "_posts/2023-04-02-spring.md").unlink()
    eventually(lambda: ("/spring.html", "the next") in links(server.get("/hope.gmi").text), "the old target again")


def test_a_page_that_asks_liquid_for_the_posts_follows_them(serve):
    body = "{% for post in site.posts %}* {{ post.title }}\n{% endfor %}\n"
    server = serve({**CAPSULE, "all.md": post("All", body)})
    assert "Half tide" in server.get("/all.gmi").text and b"Half tide" in server.select("/all")
    write_capsule(server.capsule, {"_posts/2024-02-01-mid.md": post("Slack water")})
    eventually(lambda: "Slack water" in server.get("/all.gmi").text and b"Slack water" in server.select("/all"), "the edit")


def test_a_page_follows_what_another_post_says_of_itself(serve):
    body = '{% assign found = site.posts | where: "series", "moon" %}{% for post in found %}* {{ post.title }}: {{ post.content }}\n{% endfor %}\n'
    server = serve({**CAPSULE, "all.md": post("All", body),
                    "_posts/2024-02-02-own.md": "---\ntitle: Full moon\nseries: moon\n---\nBright.\n"})
    assert "Bright." in server.get("/all.gmi").text and b"Bright." in server.select("/all")
    write_capsule(server.capsule, {"_posts/2024-02-02-own.md": "---\ntitle: Full moon\nseries: moon\n---\nDark now.\n"})
    eventually(lambda: "Dark now." in server.get("/all.gmi").text and b"Dark now." in server.select("/all"), "the other's new text")
    write_capsule(server.capsule, {"_posts/2024-02-02-own.md": "---\ntitle: Full moon\nseries: sun\n---\nDark now.\n"})
    eventually(lambda: "Full moon" not in server.get("/all.gmi").text, "the other's new series")


def test_what_a_page_includes_and_the_data_it_shows_are_live(serve):
    server = serve({**CAPSULE, "_includes/sign.txt": "Signed Ann.", "_data/harbour.yml": "name: Whitby\n",
                    "beside.txt": "Beside one.", "page.md": post("Page", "{% include sign.txt %} {{ site.data.harbour.name }}\n\n"
                                                                 "{% include_relative beside.txt %}")})
    for path, text, new in [("_includes/sign.txt", "Signed Ann.", "Signed Bob."),
                            ("_data/harbour.yml", "Whitby", "name: Scarborough\n"),
                            ("beside.txt", "Beside one.", "Beside two.")]:
        assert text in server.get("/page.gmi").text and text.encode() in server.select("/page.txt")
        write_capsule(server.capsule, {path: new})
        word = new.split(": ")[-1].strip()
        eventually(lambda: word in server.get("/page.gmi").text and word.encode() in server.select("/page.txt"), path)


def test_the_configuration_is_live(serve):
    server = serve(CAPSULE)
    shown(server)
    server.get("/about.gmi")
    write_capsule(server.capsule, {"_config.yml": "title: Currents\nauthor: Bob\nlang: de\npermalink: /p/:title.html\n"})
    eventually(lambda: server.get("/p/low.gmi").status == 20, "the new addresses")
    assert server.get("/").text.startswith("# Currents\n") and "lang=de" in server.get("/").meta
    eventually(lambda: "Bob" in server.get("/p/low.gmi").text, "the new author")
    eventually(lambda: "/p/low.gmi" in server.get("/about.gmi").text, "the new link")


def test_a_broken_configuration_changes_nothing(serve):
    server = serve(CAPSULE)
    write_capsule(server.capsule, {"_config.yml": "title: [\n"})
    eventually(lambda: "_config.yml:" in server.said(), "words about it")
    assert server.get("/").text.startswith("# Tides\n")
    eventually(lambda: "stays as it was" in server.said(), "more words")
    write_capsule(server.capsule, {"_config.yml": "title: Fine\n"})
    eventually(lambda: server.get("/").text.startswith("# Fine\n"), "the mended one")


def test_a_renamed_folder_moves_what_is_in_it(serve):
    server = serve({**CAPSULE, "coast/_posts/2024-05-01-cliff.md": post("Cliff"), "coast/map.txt": "a map\n",
                    "coast/index.md": post("The coast")})
    assert "Cliff" in server.get("/category/coast/").text and server.get("/coast/").status == 20
    (server.capsule / "coast").rename(server.capsule / "shore")
    eventually(lambda: server.get("/shore/").status == 20, "the new name")
    eventually(lambda: server.get("/coast/").status == 51, "the old name's end")
    eventually(lambda: server.get("/category/coast/").status == 51, "the old category's end")
    assert "Cliff" in server.get("/category/shore/").text and b"Cliff" in server.select("/category/shore/")
    assert server.select("/shore/map.txt") == b"a map\n"
    # The folder is watched under its new name, and so is one that is made within it.
    write_capsule(server.capsule, {"shore/new/bay.md": post("Bay")})
    eventually(lambda: server.get("/shore/new/bay.gmi").status == 20, "a page in a new folder")
    write_capsule(server.capsule, {"shore/new/bay.md": post("Cove")})
    eventually(lambda: b"Cove" in server.select("/shore/new/bay"), "an edit in a new folder")


def test_a_save_by_rename_is_an_edit(serve):
    """Writes as editors do: beside, then renamed over; or the old file renamed away, and a new one written."""
    server = serve(CAPSULE)
    path = server.capsule / "_posts/2024-02-01-mid.md"
    beside = path.with_name(".mid.swp")
    beside.write_text(post("Beside"))
    beside.rename(path)
    eventually(lambda: server.get("/mid.gmi").text.startswith("# Beside\n"), "the first save")
    path.rename(path.with_name("2024-02-01-mid.md~"))
    path.write_text(post("Anew"))
    eventually(lambda: server.get("/mid.gmi").text.startswith("# Anew\n") and b"Anew" in server.select("/"), "the second save")


def write_in_pieces(path, text, pieces=6):
    """Writes as an editor or a copy over a slow line does, within the half second that is waited. False: this machine was too slow."""
    size = -(-len(text) // pieces)
    began = time.monotonic()
    with open(path, "wb", buffering=0) as file:
        for i in range(0, len(text), size):
            file.write(text[i:i + size].encode())
            time.sleep(0.05)
    return time.monotonic() - began < 0.4


def in_pieces_text(title, word):
    return post(title, f"{word} first.\n\n" + f"{word} words\n" * 200 + f"\n{word} last.")


@pytest.mark.parametrize("known", [True, False], ids=["a page that was asked for before", "one that was not"])
def test_of_a_file_that_is_written_in_pieces_no_half_is_shown(serve, known):
    titles = [f"p{n}" for n in range(10)]
    server = serve({**CAPSULE, **{f"_posts/2024-05-01-{title}.md": in_pieces_text(title, "old") for title in titles}})
    in_time = 0
    for title in titles:
        asks = [lambda: server.get(f"/{title}.gmi").text, lambda: server.select(f"/{title}").decode(),
                lambda: server.select(f"/{title}.txt").decode(), lambda: server.get("/atom.xml").body.decode()]
        seen = [ask() for ask in asks if known]
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            writing = pool.submit(write_in_pieces, server.capsule / "_posts" / f"2024-05-01-{title}.md", in_pieces_text(title, "new"))
            time.sleep(0.02)
            while not writing.done() or not all("new last." in page for page in seen[-len(asks):]):
                seen += [ask() for ask in asks]
        if not writing.result():
            continue
        in_time += 1
        texts = [page.partition(f"<title type=\"text\">{title}<")[2].partition("</entry>")[0] if "<feed" in page else page for page in seen]
        halves = [text for text in texts if not any(f"{word} first." in text and f"{word} last." in text for word in ("old", "new"))]
        assert not halves, halves[0][:300] + " … " + halves[0][-300:]
        if in_time == 3:
            break
    assert in_time, "this machine is too slow to write a file within half a second"


def git(folder, *arguments):
    subprocess.run([*GIT, "-C", folder, *arguments], check=True, capture_output=True)


def test_a_pull_of_a_thousand_files_is_whole(tmp_path, serve):
    source = write_capsule(tmp_path / "source", CAPSULE)
    git(source, "init", "-q")
    git(source, "add", "-A")
    git(source, "commit", "-q", "-m", "begin")
    subprocess.run([*GIT, "clone", "-q", source, tmp_path / "clone"], check=True)
    server = serve(tmp_path / "clone")
    assert "(3)" in server.get("/tags/").text or server.get("/tags/").status == 20
    write_capsule(source, {f"_posts/{1900 + i % 100}/{1900 + i % 100}-0{1 + i % 9}-{10 + i % 17}-n{i}.md":
                           post(f"Number {i}", tags="[pulled]") for i in range(1000)})
    git(source, "rm", "-q", "_posts/2024-01-01-low.md")
    git(source, "add", "-A")
    git(source, "commit", "-q", "-m", "thousand")
    git(tmp_path / "clone", "pull", "-q")
    eventually(lambda: "(1000)" in server.get("/tags/").text, "the thousand")
    eventually(lambda: b"(1000)" in server.select("/tags/"), "the thousand on Gopher")
    assert server.get("/low.gmi").status == 51
    for i in (0, 499, 999):
        assert server.get(f"/n{i}.gmi").status == 20 and f"Number {i}".encode() in server.select(f"/n{i}.txt")


def test_a_page_whose_front_matter_breaks_keeps_its_metadata_over_its_new_body(serve):
    server = serve(CAPSULE, workers=3)
    server.get("/low.gmi")
    write_capsule(server.capsule, {"_posts/2024-01-01-low.md": "---\ntitle: [never closed\ntags: x\n---\nThe new body.\n"})
    for body in (lambda: server.get("/low.gmi").text, lambda: server.select("/low").decode()):
        for _ in range(10):  # every worker's
            page = eventually(lambda: "The new body." in body() and body(), "the new body")
            assert "Low water" in page and "never closed" not in page
    assert "Low water" in server.get("/tag/moon/").text and b"Low water" in server.select("/posts/")
    eventually(lambda: re.search(r"_posts/2024-01-01-low.md:[0-9]+: ", server.said()), "words about it")
    # Each error is told once, however often the capsule is looked through.
    write_capsule(server.capsule, {"about.md": post("About us")})
    eventually(lambda: "About us" in server.get("/about.gmi").text, "another edit")
    assert len(re.findall(r"_posts/2024-01-01-low.md:", server.said())) == 1
    write_capsule(server.capsule, {"_posts/2024-01-01-low.md": post("Mended", "Text.", tags="[moon, sea]", categories="harbour")})
    everywhere(server, "Mended")


def test_a_file_that_was_broken_from_the_start_is_served_once_it_is_mended(serve):
    server = serve({**CAPSULE, "_posts/2024-06-01-broken.md": "---\ntitle: [x\npublished: false\n---\nSecret.\n"})
    assert server.get("/broken.gmi").status == 51 and b"broken" not in server.select("/posts/")
    write_capsule(server.capsule, {"_posts/2024-06-01-broken.md": "---\ntitle: [y\npublished: false\n---\nStill secret.\n"})
    eventually(lambda: server.said().count("2024-06-01-broken.md:") == 1, "words about it")
    assert server.get("/broken.gmi").status == 51
    write_capsule(server.capsule, {"_posts/2024-06-01-broken.md": post("Mended")})
    eventually(lambda: server.get("/broken.gmi").status == 20 and b"Mended" in server.select("/posts/"), "the mended post")


def test_an_emptied_file_keeps_its_last_version(serve):
    """Editors truncate before they write; readers must not see that moment."""
    server = serve(CAPSULE)
    before = server.get("/low.gmi").text
    path = server.capsule / "_posts/2024-01-01-low.md"
    path.write_text("")
    write_capsule(server.capsule, {"_posts/2024-04-01-later.md": post("Later")})
    eventually(lambda: server.get("/later.gmi").status == 20, "what came after the empty file")
    assert server.get("/low.gmi").text == before
    assert "Low water" in server.get("/posts/").text and b"Low water" in server.select("/tag/moon/")
    path.write_text(post("Written", "At last.", tags="[moon, sea]", categories="harbour"))
    everywhere(server, "Written")


def test_files_that_are_no_pages_are_live(serve):
    server = serve({**CAPSULE, "notes.txt": "one\n", "museum/gophermap": "Welcome\n", "own.gmi": "# Mine\n"})
    assert server.select("/notes.txt") == b"one\n" and b"Welcome" in server.select("/museum")
    write_capsule(server.capsule, {"notes.txt": "two\n", "museum/gophermap": "Farewell\n", "own.gmi": "# Yours\n", "new.bin": "x"})
    eventually(lambda: server.get("/new.bin").status == 20, "the new file")
    assert server.get("/notes.txt").body == b"two\n" and server.select("/new.bin") == b"x"
    eventually(lambda: b"Farewell" in server.select("/museum") and "Farewell" in server.get("/museum/").text, "the menu")
    eventually(lambda: server.get("/own.gmi").text == "# Yours\n" and b"Yours" in server.select("/own"), "the gemtext")


def test_the_capsule_folder_may_go_and_come_back(tmp_path, serve):
    server = serve(CAPSULE)
    assert server.get("/low.gmi").status == 20
    server.capsule.rename(tmp_path / "away")
    shutil.rmtree(tmp_path / "away")
    write_capsule(server.capsule, {**CAPSULE, "_posts/2024-01-01-low.md": post("Back again", tags="[moon, sea]",
                                                                               categories="harbour")})
    everywhere(server, "Back again")
    write_capsule(server.capsule, {"about.md": post("And watched")})
    eventually(lambda: "And watched" in server.get("/about.gmi").text and b"And watched" in server.select("/about"), "an edit")


def test_a_capsule_that_is_a_link_follows_it_to_the_next_deployment(tmp_path, serve):
    for name in ("one", "two"):
        write_capsule(tmp_path / name, {**CAPSULE, "about.md": post(f"Release {name}")})
    (tmp_path / "live").symlink_to("one")
    server = serve(tmp_path / "live")
    assert "Release one" in server.get("/about.gmi").text
    (tmp_path / "next").symlink_to("two")
    (tmp_path / "next").rename(tmp_path / "live")
    eventually(lambda: "Release two" in server.get("/about.gmi").text and b"Release two" in server.select("/about"), "the next")


def without_watches(tmp_path):
    """A wrapper that starts its command where the kernel gives no inotify watches at all, if this machine allows it."""
    inner = 'echo 0 >/proc/sys/user/max_inotify_watches && exec unshare --user --map-user=65534 --map-group=65534 "$@"'
    wrapper = tmp_path / "unwatched"
    wrapper.write_text(f"#!/bin/sh\nexec unshare --user --map-root-user sh -c '{inner}' sh \"$@\"\n")
    wrapper.chmod(0o755)
    tried = subprocess.run([wrapper, "true"], capture_output=True)
    return wrapper if tried.returncode == 0 else None


def test_without_watches_changes_are_looked_for_and_that_is_said_once(tmp_path):
    wrapper = without_watches(tmp_path)
    if not wrapper:
        pytest.skip("no user namespaces here")
    os.chmod(tmp_path, 0o777)
    capsule = write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(capsule, tmp_path, wrapper=wrapper) as server:
        everywhere(server, "Low water")
        for title in ("Looked for", "Looked for again"):
            write_capsule(capsule, {"_posts/2024-01-01-low.md": post(title, tags="[moon, sea]", categories="harbour")})
            everywhere(server, title)
        write_capsule(capsule, {"new/folder/page.md": post("In a folder")})
        eventually(lambda: server.get("/new/folder/page.gmi").status == 20, "a page in a new folder")
        assert len(re.findall("can be watched for edits", server.said())) == 1
