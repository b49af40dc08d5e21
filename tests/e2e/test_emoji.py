"""Names of emoji become characters where the blog's own generator makes them some."""
import pytest
from splash import feed, run, write_capsule

POST = "---\ntitle: A\ndate: 2024-01-01\n---\nWow :tada: :+1:, 10:30:45, :no_such_name: and `:tada:`, https://e.org/a:tada:b :white_check_mark:\n"
PLAIN = POST.split("---\n")[2].replace("`", "")
MADE = "Wow 🎉 👍, 10:30:45, :no_such_name: and :tada:, https://e.org/a:tada:b ✅\n"


def rendered(folder, file):
    code, out, err = run("render", "--to", "gemtext", folder / file)
    assert code == 0, err
    return out.decode()


@pytest.mark.parametrize("config, wanted", [("plugins: [jekyll-feed, jemoji]", MADE), ("gems:\n- jemoji", MADE), ("plugins: jemoji", MADE), ("plugins: [jekyll-feed]", PLAIN)])
def test_jemoji(config, wanted, tmp_path):
    folder = write_capsule(tmp_path, {"_config.yml": config + "\n", "_posts/2024-01-01-a.md": POST})
    assert wanted in rendered(folder, "_posts/2024-01-01-a.md")


@pytest.mark.parametrize("config, wanted", [("enableEmoji = true", MADE), ("", PLAIN)])
def test_hugo(config, wanted, tmp_path):
    folder = write_capsule(tmp_path, {"hugo.toml": f'title = "T"\n{config}\n', "content/posts/a.md": POST})
    code, out, err = feed("--base-url", "gemini://example.org/", folder)
    assert code == 0 and ("🎉 👍" in out.decode()) == (wanted == MADE), err
