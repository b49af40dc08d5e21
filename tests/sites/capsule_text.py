"""A capsule written down as one text: "== path" before each file; ⏎ is a carriage return, ␛ a byte order mark."""
import re


def write(text, folder):
    for section in re.split(r"^== ", text, flags=re.M)[1:]:
        path, _, body = section.partition("\n")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body.replace("⏎", "\r").replace("␛", "\ufeff").encode())
    return folder


def marked(folder):
    """The files below FOLDER that hold nothing but a line that begins with @, perhaps in a paragraph: {path: line}."""
    texts = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return {path.relative_to(folder).as_posix(): text.decode().strip() for path, text in texts.items() if text.strip().removeprefix(b"<p>").startswith(b"@")}
