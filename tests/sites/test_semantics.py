"""`splashdown list` against what Jekyll says of the same capsules (expected/, made by make_expected.py)."""
import datetime
import json
import os
import pathlib
import subprocess

import capsule_text
import pytest

HERE = pathlib.Path(__file__).resolve().parent
SPLASHDOWN = pathlib.Path(os.environ.get("SPLASHDOWN_BIN", HERE.parent.parent / "build" / "asan")) / "splashdown"
CAPSULES = sorted(path.stem for path in (HERE / "capsules").glob("*.txt"))


def stem_of(url):
    for extension in (".html", ".htm", ".txt"):
        url = url.removesuffix(extension)
    return url


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


@pytest.fixture(scope="module", params=CAPSULES)
def lists(request, tmp_path_factory):
    folder = capsule_text.write((HERE / "capsules" / f"{request.param}.txt").read_text(encoding="utf-8"),
                                tmp_path_factory.mktemp("capsule"))
    done = subprocess.run([SPLASHDOWN, "list", "--format", "json", folder], capture_output=True, timeout=600)
    assert done.returncode == 0, done.stderr.decode()
    expected = json.loads((HERE / "expected" / f"{request.param}.json").read_text(encoding="utf-8"))
    return {page["source"]: page for page in json.loads(done.stdout)}, expected, folder


def test_the_same_posts_are_published(lists):
    ours, expected, _ = lists
    assert sorted(source for source, page in ours.items() if page["kind"] == "post") == sorted(post["source"] for post in expected["posts"])


def test_posts_are_what_jekyll_makes_of_them(lists):
    ours, expected, _ = lists
    for post in expected["posts"]:
        page = ours[post["source"]]
        assert page["stem"] == stem_of(post["url"]), post["source"]
        # Ours are plain words; the only tag that these capsules have in a title is <i>.
        assert page["title"] == post["title"].replace("<i>", "").replace("</i>", ""), post["source"]
        assert moment(page["date"]) == moment(post["date"]), post["source"]
        assert page["categories"] == post["categories"], post["source"]
        assert page["tags"] == post["tags"], post["source"]


def test_pages_stand_where_jekyll_puts_them(lists):
    ours, expected, _ = lists
    for page in expected["pages"]:
        assert page["source"] in ours
        assert ours[page["source"]]["stem"] == stem_of(page["url"]), page["source"]


def test_documents_of_collections_stand_where_jekyll_puts_them(lists):
    ours, expected, _ = lists
    # A document that is no text is a template here: loops have it, readers do not.
    expected["documents"] = [item for item in expected["documents"] if not item["source"].endswith(".css")]
    assert {source for source in ours if "/_" in f"/{source}"} == {
        item["source"] for kind in ("posts", "documents", "pages") for item in expected[kind] if "/_" in "/" + item["source"]}
    for document in expected["documents"]:
        page = ours[document["source"]]
        assert page["kind"] == "page" and page["stem"] == stem_of(document["url"]), document["source"]
        assert page["title"] == document["title"], document["source"]
        assert (page["categories"], page["tags"]) == (document["categories"], document["tags"]), document["source"]
        assert (moment(page["date"]) if page.get("date") else None) == (moment(document["date"]) if document["date"] else None)


def test_files_are_published_as_jekyll_does(lists, tmp_path):
    _, expected, folder = lists
    done = subprocess.run([SPLASHDOWN, "export", "--to", "gemini", "--output", tmp_path / "out", folder], capture_output=True,
                          timeout=600)
    assert done.returncode == 0, done.stderr.decode()
    made = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()}
    of_the_author = {name for name in made if (folder / name).is_file() or (folder / expected["source"] / name).is_file()}
    assert {name for name in of_the_author if not name.endswith(".gmi")} == {name for name in expected["files"] if not name.endswith(".md")}
    for file in expected["moved"]:
        if not file["source"].endswith(".md"):
            assert (tmp_path / "out" / file["path"]).read_bytes() == (folder / file["source"]).read_bytes()
    assert not [name for name in made if "quiet" in name or name.endswith(".md")]
