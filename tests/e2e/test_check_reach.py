"""`splashdown check` and what readers do not reach: pages that nothing leads to, files that the server's workers cannot read."""
import json
import os

import actors
import pytest
from splash import run, write_capsule
from test_check import check, says

BLOG = {"_config.yml": "title: T\n", "index.md": "Welcome.\n", "_posts/2024-05-01-moon.md": "The moon.\n"}
NOWHERE = "no page leads here; link to it, or to /pages/, which lists all pages, in "


def unlinked(folder):
    return [(e[0], e[3]) for e in check(folder)[1] if NOWHERE in e[3]]


def test_a_page_that_nothing_leads_to(tmp_path):
    folder = write_capsule(tmp_path, {
        **BLOG, "index.md": "See [one](one.md), [two](/two/ \"t\") and <a href='three.html#x'>three</a>.\n", "one.md": "[self](one.md)\n", "two.md": "---\npermalink: /two/\n---\n[four](four.gmi)\n",
        "three.md": "x\n", "four.gmi": "=> /five.gmi five\n", "five.gmi": "# Five\n```\n=> six.gmi code\n```\n", "six.gmi": "# Six\n", "seven.md": "Me: [seven](seven.md)\n",
        "eight.md": "---\nredirect_to: /one\n---\n", "README.md": "x\n", "a/nine.md": "x\n", "_posts/2024-05-02-sun.md": "[nine]({% link a/nine.md %})\n"})
    _, found, _ = check(folder)
    says(found, "seven.md", 0, "warning", NOWHERE + "index.md")
    says(found, "six.gmi", 0, "warning", NOWHERE + "index.md")
    assert [name for name, _ in unlinked(folder)] == ["seven.md", "six.gmi"]


@pytest.mark.parametrize("home", [{"index.md": None}, {"index.md": "---\nlayout: home\n---\nx\n"}, {"index.md": "[all](/pages/)\n"}, {"_config.yml": "splashdown: { listing: true }\n", "index.md": "[a](/a/)\n", "a/b.md": None, "a/c.gmi": "# C\n"}, {"about.md": "[b](a/b.md)\n"},
                                  {"gophermap": "1Pages\t/pages\n"}, {"gophermap": "iHello\n0B\t/a/b.txt\n"}, {"_config.yml": "splashdown: { footer: '=> /a/b B' }\n"}],
                         ids=["made", "layout", "pages", "folder", "text", "gophermap", "item", "footer"])
def test_a_page_that_the_home_page_or_another_leads_to(tmp_path, home):
    files = {**BLOG, "a/b.md": "x\n", **home}
    folder = write_capsule(tmp_path, {path: text for path, text in files.items() if text is not None})
    assert [name for name, _ in unlinked(folder)] in ([], ["about.md"])


def test_one_file_says_nothing_of_others(tmp_path):
    folder = write_capsule(tmp_path, {**BLOG, "a.md": "x\n"})
    assert [name for name, _ in unlinked(folder)] == ["a.md"] and unlinked(folder / "a.md") == []


def test_kinds_are_counted_as_often_as_they_are_listed(tmp_path):
    folder = write_capsule(tmp_path, {**BLOG, "index.md": "[a](a.md) [b](b.md)\n", "a.md": "\n---\ntitle: A\n---\nx\n", "b.md": "\n---\ntitle: B\n---\nx\n"})
    assert "      2  this is no front matter, and is shown as text\n" in run("check", folder)[1].decode()


# ---- files that workers cannot read

SECRET = {"note.txt": "x\n", "cat.png": "x", "page.md": "x\n", "deep/in/a.txt": "x\n", "deep/in/b.txt": "x\n", "fine.txt": "x\n"}


def close(folder):
    for name in ("note.txt", "cat.png", "page.md"):
        os.chmod(folder / name, 0)
    os.chmod(folder / "deep/in", 0)


def unread(actor, *flags):
    code, out, errors = actor.run("check", "--format", "json", *flags)
    found = [(e["file"], e["severity"], e["message"]) for e in json.loads(out) if "read" in e["message"] and e["severity"] == "error"]
    return code, sorted(found)


def test_files_that_workers_cannot_read(actor):
    folder = actor.capsule({**BLOG, **SECRET, "index.md": "[p](page.md)\n"})
    close(folder)
    code, found = unread(actor, folder)
    assert code == 1 and [name for name, _, _ in found] == ["cat.png", "deep/in", "note.txt", "page.md"], found
    user = f"who run as {actors.ORDINARY.pw_name}"
    for name, _, message in found:
        assert (user in message) == actor.is_root, (name, message)
    (actor.folder / "splashdown.yml").write_text(f"user: {actors.ORDINARY.pw_name}\nhosts: [{{ name: localhost, capsule: {folder} }}]\n")
    code, found = unread(actor, "-c", actor.folder / "splashdown.yml")
    assert code == 1 and {f"{folder}/{name}" for name in ("cat.png", "deep/in", "note.txt", "page.md")} <= {name for name, _, _ in found}, found


def test_what_workers_read_is_no_complaint(actor):
    folder = actor.capsule({**BLOG, **SECRET, "index.md": "[p](page.md)\n"})
    assert unread(actor, folder) == (0, [])


@pytest.mark.skipif(not actors.ROOT, reason="only root's workers are somebody else")
def test_a_folder_that_workers_cannot_enter(tmp_path):
    with actors.acting_as("root") as actor:
        folder = actor.capsule({**BLOG, **SECRET, "index.md": "[p](page.md)\n"})
        os.chmod(folder, 0o700)
        assert unread(actor, folder) == (0, []), "somebody's own copy"
        (actor.folder / "splashdown.yml").write_text(f"user: {actors.ORDINARY.pw_name}\nhosts: [{{ name: localhost, capsule: {folder} }}]\n")
        code, found = unread(actor, "-c", actor.folder / "splashdown.yml")
        assert code == 1 and any(f"who run as {actors.ORDINARY.pw_name}, cannot read this folder" in message for _, _, message in found), found
        os.chmod(folder, 0o755)
        os.chmod(folder / "_config.yml", 0o600)
        assert [name for name, _, _ in unread(actor, folder)[1]] == ["_config.yml"]


def test_the_authors_own_list_of_a_collection_hides_nothing(tmp_path):
    config = "title: T\ncollections: { recipes: { output: true, permalink: '/:collection/:path/' } }\n"
    folder = write_capsule(tmp_path, {**BLOG, "_config.yml": config, "_recipes/index.md": "---\npermalink: /recipes/\n---\n[soup](/recipes/soup/)\n", "_recipes/soup.md": "---\n---\nx\n"})
    assert [e for e in check(folder)[1] if "hides" in e[3]] == []
    (folder / "recipes.md").write_text("---\npermalink: /recipes/\n---\nx\n")
    (folder / "_recipes/index.md").unlink()
    says(check(folder)[1], "recipes.md", 0, "warning", "hides the list of a collection")
