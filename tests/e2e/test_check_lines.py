"""`splashdown check` says a thing once, and lets a single file be checked."""
import json

import pytest
from splash import feed, run, write_capsule

DEAD = "[a](/en/topics/a/) text\n"


def lines(*arguments, cwd=None):
    code, out, err = run("check", *arguments, cwd=cwd)
    assert err == ""
    return out.decode().splitlines()


def test_the_same_complaint_about_the_same_target_is_one_line(tmp_path):
    posts = {f"_posts/2024-01-01-p{i:04}.md": DEAD for i in range(1039)}
    out = lines(write_capsule(tmp_path, {"_config.yml": "title: T\n", **posts, "b.md": "[b](/other/)\n"}))
    about = [line for line in out if "/en/topics/a/" in line]
    assert about == ["_posts/2024-01-01-p0000.md:1: warning: a link to /en/topics/a/: nothing is there; write the path of a page "
                     "or a file: 1,039 times, first in _posts/2024-01-01-p0000.md:1"]
    assert "   1040  a link to …: nothing is there" in out
    assert out[-1] == "1040 pages, 0 errors, 1040 warnings, 0 notes"
    every = lines("--all", tmp_path)
    assert sum("/en/topics/a/" in line for line in every) == 1039


def test_at_most_three_of_a_kind_stand_per_file(tmp_path):
    text = "".join(f"[x](/gone/{i}/) 見\n\n" for i in range(10))
    folder = write_capsule(tmp_path, {"_config.yml": "title: T\n", "a.md": text, "b.md": text.replace("gone", "also")})
    out = lines(folder)
    assert [line.split(": ")[0] for line in out if "nothing is there; " in line] == [
        f"{name}.md:{line}" for name in "ab" for line in (1, 3, 5)]
    assert "a.md: warning: 7 more of this kind; see check --all" in out
    assert sum("nothing is there; " in line for line in lines("--all", folder)) == 20
    _, listed, _ = run("check", "--format", "json", folder)
    assert len(json.loads(listed)) == 20


def test_what_is_said_of_files_names_each(tmp_path):
    templates = {f"t{i}.xml": "---\n---\n" for i in range(5)}
    out = lines(write_capsule(tmp_path, {"_config.yml": "title: T\n", "a.md": "x\n", **templates}))
    assert [line.split(":")[0] for line in out if ": note: a template for Jekyll, which" in line] == sorted(templates)
    assert "      5  a template for Jekyll, which readers here do not see" in out


def test_errors_are_all_shown(tmp_path):
    posts = {f"_posts/2024-01-0{i}-a.md": "---\ntitle: a: b\n---\n" for i in range(1, 6)}
    out = lines(write_capsule(tmp_path, posts))
    assert sum(": error: " in line for line in out) == 5


@pytest.mark.parametrize("cwd, name", [(".", "_posts/2024-01-01-a.md"), ("_posts", "2024-01-01-a.md")])
def test_one_file_is_checked_alone(tmp_path, cwd, name):
    folder = write_capsule(tmp_path, {"_config.yml": "title: T\ntimezone: Nowhere\n", "b.md": DEAD,
                                      "_posts/2024-01-01-a.md": "---\ntitle: A\n---\n\n[b](/b.html) [y](/gone/) [x](/nowhere/)\n"})
    assert lines(name, cwd=folder / cwd) == [
        f"{name}:5: warning: a link to /gone/: nothing is there; write the path of a page or a file",
        f"{name}:5: warning: a link to /nowhere/: nothing is there; write the path of a page or a file",
        "      2  a link to …: nothing is there",
        "1 page, 0 errors, 2 warnings, 0 notes"]
    code, out, _ = run("check", "--format", "json", name, cwd=folder / cwd)
    assert code == 0 and {e["file"] for e in json.loads(out)} == {name}


def test_a_file_of_no_capsule_is_checked_in_its_folder(tmp_path):
    (tmp_path / "lone.md").write_text("![](/a.png)\n")
    out = lines(tmp_path / "lone.md")
    assert len(out) == 3 and all(line.startswith(str(tmp_path / "lone.md:1")) for line in out[:2]), out


def test_a_theme_is_only_told_of_with_all(tmp_path):
    folder = write_capsule(tmp_path, {"_config.yml": "title: T\n", "_includes/a.html": "{% nosuch %}x\n",
                                      "a.md": "---\n---\n{% include a.html %}\n{% other %}\n"})
    assert not any("_includes" in line for line in lines(folder)) and any("other" in line for line in lines(folder))
    assert any(line.startswith("_includes/a.html:1: warning: unknown tag") for line in lines("--all", folder))


def test_only_check_tells_of_the_configuration(tmp_path):
    folder = write_capsule(tmp_path, {"_config.yml": "title: T\nurl: https://a.example\ntimezone: Mars/Base\nsplashdown: { lising: true }\n",
                                      "_posts/2024-01-01-a.md": "---\ntitle: A\n---\nx\n"})
    assert run("render", "--to", "gemtext", folder / "_posts/2024-01-01-a.md")[2] == ""
    assert run("list", folder)[2] == "" and feed(folder)[2] == ""
    assert sum(line.startswith("_config.yml") for line in lines(folder)) == 2


@pytest.mark.parametrize("body", [
    "{% if page.tags | size > 0 %}yes{% endif %}",
    "{% if page.title | downcase == 'a' and page.nothing | size %}no{% else %}yes{% endif %}",
    "{% unless page.none | first %}yes{% endunless %}",
    "{% include open.html %}\n\nyes *text*\n\n{% include close.html %}\n\nend",
    "* item\n\n{% include open.html %}yes{% include close.html %}\n",
    "`<pre>` and `<textarea>`\n\n<pre>\nyes\n</pre>\n",
])
def test_there_is_no_false_alarm(tmp_path, body):
    folder = write_capsule(tmp_path, {
        "_config.yml": "title: T\n", "_includes/open.html": "<details>\n<summary>More 更多</summary>\n\n",
        "_includes/close.html": "</details>\n", "_posts/2024-01-01-a.md": f"---\ntitle: A\ntags: [x]\n---\n{body}\n"})
    assert lines("--all", folder) == ["1 page, 0 errors, 0 warnings, 0 notes"]
    text = run("render", "--to", "gemtext", folder / "_posts/2024-01-01-a.md")[1].decode()
    assert "yes" in text and "no" not in text


@pytest.mark.parametrize("markdown", ["rdiscount", "redcarpet", "Maruku"])
def test_a_heading_without_a_space_is_one_where_the_blogs_own_markdown_has_it(markdown, tmp_path):
    folder = write_capsule(tmp_path, {"_config.yml": f"markdown: {markdown}\n", "a.md": "a\n##b\n\n#c\n"})
    code, out, err = run("render", "--to", "gemtext", folder / "a.md")
    assert (code, out) == (0, b"# A\n\na\n\n## b\n\n# c\n"), err
    assert b"without a space" not in run("check", folder)[1]


def test_elsewhere_such_a_heading_is_told_and_so_is_another_markdown_once(tmp_path):
    folder = write_capsule(tmp_path, {"_config.yml": "markdown: CommonMarkGhPages\n", "a.md": "a\n##b\n\n#tag\n\n- ##: from the left\n", "b.md": "x\n"})
    out = run("check", folder)[1].decode()
    assert 'a.md:2: note: a heading without a space after its # is text; write "## Heading"' in out and "a.md:4" not in out and "a.md:6" not in out
    assert out.count("_config.yml:1: note: markdown: CommonMarkGhPages: ") == 1


def test_a_heading_behind_a_blank_that_is_none_is_named(tmp_path):
    site = write_capsule(tmp_path, {"hugo.toml": 'title = "T"\n', "content/post/a.md": "---\ntitle: T\n---\n##\u00a0One\n\n#\u3000Two\n\n## Three\n\n#four\n"})
    lines = [line for line in run("check", "--all", site)[1].decode().splitlines() if line.startswith("content/")]
    assert [line.partition(": ")[0] for line in lines] == ["content/post/a.md:4", "content/post/a.md:6"] and all("ideographic space after its #" in line for line in lines)


def test_what_an_earlier_version_did_is_only_told_with_all(tmp_path):
    files = {"_config.yml": "title: T\n", "news/_posts/2024-01-01-moon.md": "---\ntitle: Moon\n---\nThe moon.\n"}
    folder = write_capsule(tmp_path, files)
    assert not any("different id" in line for line in lines(folder))
    assert any("1 posts have a different id in feeds" in line for line in lines("--all", folder))


def test_a_shortcode_without_a_template_is_told_once_by_name(tmp_path):
    site = write_capsule(tmp_path, {
        "hugo.toml": 'baseURL = "https://example.org/"\n', "layouts/shortcodes/known.html": "{{ .Inner }}\n",
        "content/post/a.md": "---\ntitle: A\ndate: 2020-01-01\n---\n{{< known >}}x{{< /known >}}\n{{< note >}}\nx\n{{< /note >}}\n"
                             "{{< details >}}x{{< /details >}}{{< code >}}x{{< /code >}}{{< x.inline >}}x{{< /x.inline >}}\n",
        "content/post/b.md": "---\ntitle: B\ndate: 2020-01-02\n---\n{{< note >}}x{{< /note >}} {{< card />}} {{</* other */>}}\n"})
    about = [line for line in run("check", site)[1].decode().splitlines() if "the shortcode" in line]
    assert len([line for line in about if line.startswith("content/post/")]) == 2, about
    assert about[0].startswith("content/post/a.md:6: note: the shortcode note has no template") and "2 times, first in content/post/a.md:6" in about[0]
    assert about[1].startswith("content/post/b.md:5: note: the shortcode card has no template")
