"""Our own keys in folders of other generators: below splashdown: in Hexo's _config.yml, in _splashdown.yml of Hugo's and Zola's."""
import pytest

import splash
from splash import Server, eventually, run, write_capsule

POSTS = ("moon", "sun")
HEXO = {"package.json": '{"dependencies": {"hexo": "7"}}',
        **{f"source/_posts/{name}.md": f"---\ntitle: {name}\ndate: 2024-01-0{i + 1}\n---\nhi\n" for i, name in enumerate(POSTS)}}
HUGO = {"hugo.toml": 'baseURL = "https://e.example/"\ntitle = "T"\n',
        **{f"content/posts/{name}.md": f"---\ntitle: {name}\ndate: 2024-01-0{i + 1}\n---\nhi\n" for i, name in enumerate(POSTS)}}
ZOLA = {"zola.toml": 'base_url = "https://e.example/"\ntitle = "T"\n',
        **{f"content/{name}.md": f'+++\ntitle = "{name}"\ndate = 2024-01-0{i + 1}\n+++\nhi\n' for i, name in enumerate(POSTS)}}
KINDS = {"hexo": HEXO, "hugo": HUGO, "zola": ZOLA}


def with_keys(kind, keys):
    if kind == "hexo":
        return {**HEXO, "_config.yml": "title: T\nurl: https://e.example\n" + (f"splashdown:\n{keys}" if keys else "")}
    return {**KINDS[kind], **({"_splashdown.yml": keys.replace("\n  ", "\n").removeprefix("  ")} if keys else {})}


def post_of(server):
    home = server.get("/").text
    return next(line.split()[1] for line in home.splitlines() if line.startswith("=>") and "moon" in line)


KEYS = "  header: Well met\n  footer: [Bye, now]\n  recent: 1\n  post_footer: false\n  search: false\n  words: { posts: Logbook }\n"


@pytest.mark.parametrize("kind", KINDS)
def test_they_are_obeyed(tmp_path, kind):
    with Server(write_capsule(tmp_path / "bare", with_keys(kind, "")), tmp_path) as server:
        path = post_of(server)
        plain = server.get(path).text
        assert "Well met" not in plain and "=> /" in plain and "moon" in server.get("/").text
        assert server.get("/search").status == 10
    with Server(write_capsule(tmp_path / "keyed", with_keys(kind, KEYS)), tmp_path) as server:
        page, home = server.get(path).text, server.get("/").text
        assert "Well met" in page and "Bye\nnow" in page and "Well met" in home
        assert sum(line.startswith("=> /") for line in page.splitlines()) < sum(line.startswith("=> /") for line in plain.splitlines())
        assert "sun" in home and "moon" not in home, "one post is the newest"
        assert server.get("/search").status == 51
        assert b"Well met" in server.select(path.removesuffix(".gmi").rstrip("/") or "/")


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_is_told_with_its_line(tmp_path, kind):
    capsule = write_capsule(tmp_path / "capsule", with_keys(kind, "  listing: perhaps\n  post_foter: false\n"))
    code, out, err = run("check", capsule)
    said = out.decode() + err
    file, first = ("_config.yml", 4) if kind == "hexo" else ("_splashdown.yml", 1)
    assert f"{file}:{first}: warning" in said and "write true or false" in said
    assert f"{file}:{first + 1}: warning" in said and "post_footer" in said


@pytest.mark.parametrize("kind", ["hugo", "zola"])
def test_the_kind_is_no_slip_and_an_edit_is_seen(tmp_path, kind):
    capsule = write_capsule(tmp_path / "capsule", with_keys(kind, f"generator: {kind}\n"))
    assert "_splashdown.yml" not in run("check", capsule)[1].decode().replace("_splashdown.yml says so", "").replace("into _splashdown.yml", "")
    with Server(capsule, tmp_path) as server:
        path = post_of(server)
        assert "Well met" not in server.get(path).text
        (capsule / "_splashdown.yml").write_text(f"generator: {kind}\nheader: Well met\n")
        eventually(lambda: "Well met" in server.get(path).text, "the header that was added")


@pytest.mark.parametrize("kind", ["hugo", "zola"])
def test_a_file_that_is_not_yaml_is_an_error(tmp_path, kind):
    capsule = write_capsule(tmp_path / "capsule", with_keys(kind, "  header: [\n"))
    code, out, err = run("check", capsule)
    assert code == 1 and "_splashdown.yml:" in out.decode() + err
