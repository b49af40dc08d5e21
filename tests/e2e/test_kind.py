"""What a folder was taken for is told at the start and by check, and generator: in _splashdown.yml says otherwise."""
import subprocess

import pytest
import splash

POST = "---\ntitle: Moon\ndate: 2020-05-01\n---\nx\n"
KINDS = {
    "both": ({"_config.yml": "title: A\n", "hugo.toml": 'title = "A"\n', "_posts/2020-05-01-moon.md": POST}, "a Jekyll site, since there is _config.yml"),
    "Hugo": ({"hugo.toml": 'title = "A"\n', "content/post/moon.md": POST}, "a Hugo site, since there is a configuration of Hugo's"),
    "notes": ({".obsidian/app.json": "{}", "moon.md": POST}, "a folder of notes, private but for what says otherwise, since there is the folder .obsidian"),
    "plain": ({"2020-05-01-moon.md": "x\n"}, "a plain folder, since there is no sign of a generator"),
    "chosen": ({"hugo.toml": 'title = "A"\n', "_splashdown.yml": "generator: plain\n", "2020-05-01-moon.md": "x\n"}, "a plain folder, since _splashdown.yml says so"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_told_with_its_sign_and_the_way_out(kind, tmp_path):
    files, sentence = KINDS[kind]
    site = splash.write_capsule(tmp_path / "site", files)
    done = subprocess.run([splash.SPLASHDOWN, "check", site], capture_output=True, text=True)
    assert f"taken for {sentence}; if it is another, write \"generator: " in done.stderr
    with splash.Server(site, tmp_path) as server:
        assert f"taken for {sentence}" in server.said()


def test_nothing_is_said_of_a_jekyll_site_that_nothing_else_may_be(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"_config.yml": "title: A\n", "_posts/2020-05-01-moon.md": POST})
    with splash.Server(site, tmp_path) as server:
        assert "taken for" not in server.said()
    assert "taken for" not in splash.run("check", site)[2]


def test_the_author_chooses_where_signs_are_others(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"_config.yml": "title: A\n", "_splashdown.yml": "generator: Hugo\n", "content/post/moon.md": POST})
    done = subprocess.run([splash.SPLASHDOWN, "list", site], capture_output=True, text=True, check=True)
    assert "/post/moon/" in done.stdout


def test_one_file_is_read_as_part_of_its_site(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"hugo.toml": 'title = "A"\n', "content/post/moon.md": POST + '{{< youtube abc >}}\n'})
    done = subprocess.run([splash.SPLASHDOWN, "render", "--to", "gemtext", site / "content/post/moon.md"], capture_output=True, text=True, check=True)
    assert "{{" not in done.stdout and "watch?v=abc" in done.stdout and not done.stderr


@pytest.mark.parametrize("command", [("list",), ("export", "--to", "gemini", "--output", "OUT"), ("check",)])
def test_a_flag_wins_over_every_sign(command, tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"_config.yml": "title: A\n", "_splashdown.yml": "generator: plain\n", "content/post/moon.md": POST})
    code, out, err = splash.run(*(tmp_path / "out" if word == "OUT" else word for word in command), "--generator", "hugo", site)
    assert code == 0 and ("a Hugo site, since --generator says so" in err or b"/post/moon/" in out or (tmp_path / "out/post/moon/index.gmi").exists()), err


def test_the_flag_is_obeyed_by_the_server_the_feed_and_one_file(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"_config.yml": "title: A\n", "content/post/moon.md": POST + "{{< youtube abc >}}\n"})
    with splash.Server(site, tmp_path, "--generator", "hugo") as server:
        assert server.get("/post/moon/").status == 20 and "a Hugo site, since --generator says so\n" in server.said()
    assert b"<entry>" in splash.feed("--generator", "hugo", site)[1]
    assert b"watch?v=abc" in splash.run("render", "--to", "gemtext", "--generator", "hugo", site / "content/post/moon.md")[1]


@pytest.mark.parametrize("files, words", [({"hugo.toml": ""}, "posts belong in a folder of content/"), ({".obsidian/a": "", "x.md": "x\n"}, "notes are private until"),
                                          ({"a.txt": "x"}, "posts are files named by a day")])
def test_who_has_no_post_is_told_where_they_belong(files, words, tmp_path):
    site = splash.write_capsule(tmp_path / "site", files)
    assert words in splash.run("check", site)[1].decode() and words in splash.run("list", site)[2]
    assert words in splash.feed(site)[2]
