"""The words of a page, however it is marked up."""
import html
import re


def of_html(text):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text))).strip()
