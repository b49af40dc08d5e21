"""A capsule written down as one text: "== path" before each file; ⏎ is a carriage return, ␛ a byte order mark."""
import re


def write(text, folder):
    for section in re.split(r"^== ", text, flags=re.M)[1:]:
        path, _, body = section.partition("\n")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body.replace("⏎", "\r").replace("␛", "\ufeff").encode())
    return folder
