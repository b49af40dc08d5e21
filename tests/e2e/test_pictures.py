"""The picture that a post's front matter names is shown with the post, and fetched with the feed."""
import re

import feedparser
import pytest
import splash

PNG = b"\x89PNG\r\n\x1a\n" + b"." * 92


def post(title, front="", text="Text."):
    return f"---\ntitle: {title}\n{front}---\n{text}\n"


@pytest.fixture
def gallery(tmp_path):
    shared = {f"_posts/2024-04-0{number}-logo.md": post(f"Logo {number}", "image: /logo.png\n") for number in range(1, 5)}
    few = {f"_posts/2024-03-0{number}-few.md": post(f"Few {number}", "image: /few.png\n") for number in range(1, 4)}
    return splash.write_capsule(tmp_path / "capsule", {
        "_config.yml": "title: T\nurl: https://example.org\nbaseurl: /blog\n"
                       "defaults:\n- scope: { path: by-default }\n  values: { image: /moon.png }\n",
        "moon.png": PNG, "logo.png": PNG, "few.png": PNG, "a/far side.png": PNG,
        "_posts/2024-05-01-text.md": post("Plain", "image: /moon.png\n"),
        "_posts/2024-05-02-map.md": post("Map", "image: { path: a/far side.png, alt: The <b>far</b> side }\n"),
        "_posts/2024-05-03-seen.md": post("Seen", "image: /moon.png\n", "![ours](/blog/moon.png)"),
        "_posts/2024-05-04-linked.md": post("Linked", "image: /moon2.png\n", "[ours](/blog/moon2.png)"),
        "by-default/_posts/2024-05-05-default.md": post("Default"),
        "_posts/2024-05-06-web.md": post("Web", "image: https://elsewhere.example/sea.webp?a=1\n"),
        "_posts/2024-05-07-script.md": post("Script", "image: 'javascript:alert(1)'\n"),
        "_posts/2024-05-08-empty.md": post("Empty", "image:\n"),
        "page.md": post("Page", "image: /moon.png\n"), **shared, **few})


SHOWN = {  # title: the line on Gemini, and (path, type, length) in the feed
    "Plain": ("=> /moon.png moon", ("moon.png", "image/png", "100")),
    "Map": ("=> /a/far%20side.png The far side", ("a/far%20side.png", "image/png", "100")),
    "Seen": ("=> /moon.png ours", None), "Linked": ("=> https://example.org/blog/moon2.png ours", None), "Default": (None, None),
    "Web": ("=> https://elsewhere.example/sea.webp?a=1 sea", ("https://elsewhere.example/sea.webp?a=1", None, None)), "Script": (None, None), "Empty": (None, None),
    "Logo 1": (None, None), "Logo 4": (None, None), "Few 1": ("=> /few.png few", ("few.png", "image/png", "100")),
    "Few 3": ("=> /few.png few", ("few.png", "image/png", "100"))}
SHOWN["Seen"] = SHOWN["Seen"][0], ("moon.png", "image/png", "100")  # a feed's enclosure is fetched whatever the text shows
SHOWN["Linked"] = SHOWN["Linked"][0], ("https://example.org/blog/moon2.png", None, None)


def test_a_posts_own_picture_is_a_line_unless_its_text_shows_it(gallery, tmp_path):
    with splash.Server(gallery, tmp_path) as server:
        feed = feedparser.parse(server.get("/atom.xml").body)
        addresses = {entry.title: entry.links[0].href.partition(f":{server.gemini}")[2] for entry in feed.entries}
        assert set(SHOWN) <= set(addresses)
        for title, (line, _) in SHOWN.items():
            body = server.get(addresses[title]).body.decode()
            links = [found for found in re.findall(r"^=> .*", body, re.M) if re.search(r"\.(png|webp)", found)]
            assert links == ([line] if line else []), (title, body)
            menu = server.select(addresses[title].removesuffix(".gmi")).decode()
            assert bool(re.search(r"\.(png|webp)\t|\.webp\?", menu)) == bool(line), (title, menu)
        assert "moon.png" not in server.get("/page.gmi").body.decode()


def test_the_feed_encloses_it_behind_all_alternates(gallery):
    base = "gemini://example.org/"
    code, out, err = splash.feed("--base-url", base, "--alternate", "gopher", "--alternate", "web", gallery)
    assert code == 0, err
    feed = feedparser.parse(out)
    assert not feed.bozo
    for entry in feed.entries:
        rels = [link.rel for link in entry.links]
        wanted = SHOWN.get(entry.title, (None, None))[1]
        if entry.title not in SHOWN:
            continue
        assert rels == ["alternate"] * 3 + (["enclosure"] if wanted else []), entry.title
        if wanted:
            link = entry.links[-1]
            href = wanted[0] if "//" in wanted[0] else base + wanted[0]
            # feedparser takes a link without a type for one to HTML.
            assert (link.href, link.get("type"), link.get("length")) == (href, wanted[1] or "text/html", wanted[2]), entry.title
        assert "<img" not in entry.content[0].value or entry.title == "Seen"


def test_a_fourth_post_takes_the_picture_from_three(gallery, tmp_path):
    with splash.Server(gallery, tmp_path) as server:
        address = "/2024/03/01/few.gmi"
        assert b"few.png" in server.get(address).body
        fourth = gallery / "_posts" / "2024-03-09-few.md"
        fourth.write_text(post("Few 4", "image: /few.png\n"))
        splash.eventually(lambda: b"few.png" not in server.get(address).body, "its line goes")
        fourth.unlink()
        splash.eventually(lambda: b"few.png" in server.get(address).body, "its line comes back")


def test_check_does_not_ask_for_words_where_none_can_be_written(gallery):
    code, out, err = splash.run("check", "--all", gallery)
    said = out.decode() + err
    assert "no alt text" not in said and "moon2.png" in said
