"""Whole Hugo sites: what is published, under which title, date, address and terms, as Hugo itself says (make_expected_hugo.py)."""
import json
import os
import pathlib
import re
import subprocess
import urllib.parse

import capsule_text
import page_words
import pytest

HERE = pathlib.Path(__file__).resolve().parent
SPLASHDOWN = pathlib.Path(os.environ.get("SPLASHDOWN_BIN", HERE.parent.parent / "build" / "asan")) / "splashdown"
CAPSULES = sorted((HERE / "hugo_capsules").glob("*.txt"))


def listed(folder, *flags):
    done = subprocess.run([SPLASHDOWN, "list", "--format", "json", *flags, folder], capture_output=True, text=True, check=True)
    return {page["source"]: page for page in json.loads(done.stdout) if not pathlib.Path(page["source"]).name.startswith("_index.")}


def stem_of(address):
    path = urllib.parse.unquote(address).removesuffix(".html").removeprefix("/blog")
    return path.removesuffix("index") if path.endswith("/index") else path


def terms(value):
    items = value if isinstance(value, list) else [] if value is None else [value]
    words = {str(item).lower() if isinstance(item, bool) else str(item).strip() for item in items if not isinstance(item, (dict, list))}
    return sorted(words - {"", "None"})


@pytest.mark.parametrize("path", CAPSULES, ids=lambda path: path.stem)
def test_pages_are_what_hugo_publishes(path, tmp_path):
    ours = listed(capsule_text.write(path.read_text(encoding="utf-8"), tmp_path))
    theirs = json.loads((HERE / "hugo_expected" / f"{path.stem}.json").read_text(encoding="utf-8"))
    assert theirs and sorted(ours) == sorted(theirs)
    taxonomies = {"tags"} if path.stem == "ugly" else {"tags", "categories"}
    for source, page in theirs.items():
        our = ours[source]
        assert not page["title"] or our["title"] == page["title"], source
        assert (our.get("date") or "0001-01-01T00:00:00Z") == page["date"], source
        assert urllib.parse.unquote(our["stem"]) == stem_of(page["address"]), source
        for key in ("tags", "categories"):
            assert sorted(our[key]) == (terms(page[key]) if key in taxonomies else []), source


@pytest.mark.parametrize("protocol", ["gemini", "gopher"])
@pytest.mark.parametrize("path", [path for path in CAPSULES if (HERE / "hugo_expected" / f"{path.stem}.files.json").exists()], ids=lambda path: path.stem)
def test_files_are_where_hugo_publishes_them(path, protocol, tmp_path):
    site = capsule_text.write(path.read_text(encoding="utf-8"), tmp_path / "site")
    subprocess.run([SPLASHDOWN, "export", "--to", protocol, "--output", tmp_path / "out", site], capture_output=True, check=True)
    theirs = json.loads((HERE / "hugo_expected" / f"{path.stem}.files.json").read_text(encoding="utf-8"))
    assert theirs and capsule_text.marked(tmp_path / "out") == theirs


def ours_of(address):
    """The address of our list for the one that Hugo has at ADDRESS: each tag and category has one of our own."""
    return re.sub("^/(tag|categor)(?:s|ies)/(.)", lambda found: f"/{found[1].replace('categor', 'category')}/{found[2]}", address)


@pytest.mark.parametrize("path", [path for path in CAPSULES if (HERE / "hugo_expected" / f"{path.stem}.lists.json").exists()], ids=lambda path: path.stem)
def test_lists_have_hugos_title_text_and_pages(path, tmp_path):
    site = capsule_text.write(path.read_text(encoding="utf-8"), tmp_path / "site")
    subprocess.run([SPLASHDOWN, "export", "--to", "gemini", "--output", tmp_path / "out", site], capture_output=True, check=True)
    theirs = json.loads((HERE / "hugo_expected" / f"{path.stem}.lists.json").read_text(encoding="utf-8"))
    assert theirs
    for address, one in theirs.items():
        if not one["pages"]:
            continue
        ours = (tmp_path / "out" / ours_of(address).strip("/") / "index.gmi").read_text(encoding="utf-8")
        first = ours.partition("\n")[0]
        named_here = re.fullmatch("/[^/]+/(tags|categories)/", address)  # by our word, in the language of its pages
        assert named_here or not one["title"] or first in (f"# {one['title']}", f"# {first[2:].split(' · ')[0]} · {one['title']}"), address
        assert one["text"].strip() in ours, address
        links = [urllib.parse.unquote(line.split()[1]) for line in ours.splitlines() if line.startswith("=>")]
        for page in one["pages"]:
            named = urllib.parse.unquote(page)
            page = ours_of(named)
            # A section with all posts is not named beside their list.
            inner = {ours_of(urllib.parse.unquote(one)) for one in theirs.get(named, {"pages": []})["pages"]}
            whole = f"{address}posts/" in links and inner and inner <= set(links)
            assert page in links or not page.strip("/") or whole, (address, page, links)
            if one["kind"] == "taxonomy":
                line = next(line for line in ours.splitlines() if urllib.parse.unquote(line).startswith(f"=> {page} "))
                assert line.endswith(f" ({len(theirs[named]['pages'])})"), (address, line)
    assert not [path for path in (tmp_path / "out").rglob("*.gmi") if "SECRET" in path.read_text(encoding="utf-8")]


TEXTS = [path for path in CAPSULES if (HERE / "hugo_expected" / f"{path.stem}.text.json").exists()]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_pages_have_hugos_words_and_links(path, tmp_path):
    site = capsule_text.write(path.read_text(encoding="utf-8"), tmp_path / "site")
    pages = listed(site)
    theirs = json.loads((HERE / "hugo_expected" / f"{path.stem}.text.json").read_text(encoding="utf-8"))
    assert theirs and sorted(theirs) == sorted(pages)
    for source, page in theirs.items():
        done = subprocess.run([SPLASHDOWN, "render", "--to", "html", site / source], capture_output=True, text=True, check=True)
        assert page_words.plain(done.stdout) == page["words"], source
        assert page_words.links(done.stdout, "https://example.org" + pages[source]["stem"]) == page["links"], source
        assert "SECRET" not in done.stdout, source


@pytest.mark.parametrize("path", CAPSULES, ids=lambda path: path.stem)
def test_ids_in_the_feed_are_permalinks(path, tmp_path):
    site = capsule_text.write(path.read_text(encoding="utf-8"), tmp_path / "site")
    done = subprocess.run([SPLASHDOWN.parent / "splashdown-feed", "--base-url", "gemini://capsule.example/", site], capture_output=True, text=True, check=True)
    ids = re.findall(r"<entry>.*?<id>([^<]*)</id>", done.stdout, flags=re.S)
    theirs = json.loads((HERE / "hugo_expected" / f"{path.stem}.json").read_text(encoding="utf-8"))
    known = {urllib.parse.unquote(page["address"]) for page in theirs.values()}
    assert ids or not any(page.get("kind") == "post" for page in listed(site).values())
    for one in ids:
        parts = urllib.parse.urlsplit(one)
        assert parts.scheme == "https" and urllib.parse.unquote(one.partition(parts.netloc)[2]) in known, one


def test_posts_without_main_sections_are_the_dated_pages_of_sections(tmp_path):
    text = (HERE / "hugo_capsules" / "lists_sections.txt").read_text(encoding="utf-8")
    pages = listed(capsule_text.write(text, tmp_path / "site"))
    posts = {source.removeprefix("content/") for source, page in pages.items() if page["kind"] == "post"}
    assert posts == {"docs/dated.md", "log/2024/b0.md", "log/2024/b1.md", "log/bundle/index.md", "notes/n.md"}
