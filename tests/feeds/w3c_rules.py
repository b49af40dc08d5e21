"""The rules of the W3C feed validator for Atom, as far as a feed of ours can break them: what it calls errors, and the warnings that
readers notice. Each complaint begins with the validator's name for it."""
import datetime
import re
import urllib.parse
import xml.etree.ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{4,8})*")
MEDIA_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *;.*)?")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
TAG = re.compile(r"tag:[A-Za-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:.+")
RELATIONS = {"alternate", "self", "enclosure", "related", "via", "current", "prev-archive", "next-archive"}
# Elements and attributes that readers remove, since they would run something.
UNSAFE = re.compile(r"<\s*(script|iframe|object|embed|meta|link|applet|form|style)\b|\son[a-z]+\s*=|(href|src)\s*=\s*[\"']?\s*javascript:", re.I)
RELATIVE = re.compile(r"\s(?:href|src)=\"(?![A-Za-z][A-Za-z0-9+.-]*:|#)([^\"]*)\"")


def of_uri(text, where):
    if not URI.fullmatch(text or ""):
        yield f"InvalidFullLink {where}: {text!r}"
    elif text.startswith("tag:") and not TAG.fullmatch(text):
        yield f"InvalidTAG {where}: {text!r}"
    elif urllib.parse.urlsplit(text).scheme != urllib.parse.urlsplit(text).scheme.lower():
        yield f"NonCanonicalURI {where}: {text!r}"


def of_date(element, where):
    text = element.text or ""
    if not DATE.fullmatch(text):
        yield f"InvalidRFC3339Date {where}: {text!r}"
        return
    if datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).year < 1970:
        yield f"ImplausibleDate {where}: {text}"


def of_links(parent, where):
    seen = set()
    for link in parent.findall(ATOM + "link"):
        relation, kind = link.get("rel", "alternate"), link.get("type", "")
        if relation not in RELATIONS:
            yield f"UnregisteredAtomLinkRel {where}: {relation}"
        if kind and not MEDIA_TYPE.fullmatch(kind):
            yield f"InvalidMIMEType {where}: {kind}"
        if relation == "alternate" and (kind, link.get("hreflang")) in seen:
            yield f"DuplicateAtomLink {where}: {kind}"
        if "length" in link.attrib and not link.get("length").isdigit():
            yield f"InvalidNonNegativeInteger {where}: {link.get('length')}"
        if relation == "alternate":
            seen.add((kind, link.get("hreflang")))
        yield from of_uri(link.get("href"), f"{where} link {relation}")


def of_people(parent, where):
    for author in parent.findall(ATOM + "author"):
        if not (author.findtext(ATOM + "name") or "").strip():
            yield f"MissingElement {where}: name of an author"
        for email in author.findall(ATOM + "email"):
            if not re.fullmatch(r"[^@\s]+@[^@\s]+", email.text or ""):
                yield f"InvalidContact {where}: {email.text}"
        for uri in author.findall(ATOM + "uri"):
            yield from of_uri(uri.text, f"{where} uri")


def of_single(parent, where):
    for name in ("id", "title", "updated", "published", "summary", "content", "subtitle", "rights"):
        found = parent.findall(ATOM + name)
        if len(found) > 1:
            yield f"DuplicateElement {where}: {name}"
        if name in ("id", "title", "updated") and not found:
            yield f"MissingElement {where}: {name}"
        if name in ("id", "title", "summary", "subtitle") and found and not (found[0].text or "").strip():
            yield f"NotBlank {where}: {name}"
    for name in ("updated", "published"):
        for date in parent.findall(ATOM + name):
            yield from of_date(date, f"{where} {name}")
    yield from of_uri(parent.findtext(ATOM + "id"), f"{where} id")
    if parent.get(LANG) is not None and not LANGUAGE.fullmatch(parent.get(LANG)):
        yield f"InvalidLanguage {where}: {parent.get(LANG)}"


def of_entry(entry, where, feed_has_author):
    content = entry.find(ATOM + "content")
    alternate = [link for link in entry.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"]
    if content is None and not alternate:
        yield f"MissingAlternate {where}"
    if content is None and entry.find(ATOM + "summary") is None:
        yield f"MissingTextualContent {where}"
    if entry.find(ATOM + "author") is None and not feed_has_author:
        yield f"MissingElement {where}: author"
    for category in entry.findall(ATOM + "category"):
        if not (category.get("term") or "").strip():
            yield f"NotBlank {where}: term"
    if content is not None and content.get("type") == "html":
        text = content.text or ""
        unsafe, relative = UNSAFE.search(re.sub(r"<pre.*?</pre>|<code.*?</code>", "", text, flags=re.S)), RELATIVE.search(text)
        if unsafe:
            yield f"SecurityRisk {where}: {unsafe[0]}"
        if relative:
            yield f"ContainsRelRef {where}: {relative[1]}"


def complaints(text):
    """All complaints about TEXT, the bytes of an Atom feed."""
    root = xml.etree.ElementTree.fromstring(text)
    if root.tag != ATOM + "feed":
        return ["UndefinedElement: the root is no feed"]
    found, ids = [*of_single(root, "feed"), *of_links(root, "feed"), *of_people(root, "feed")], set()
    if not any(link.get("rel") == "self" for link in root.findall(ATOM + "link")):
        found.append("MissingSelf")
    for element in root.iter():
        if not element.tag.startswith(ATOM):
            found.append(f"UndefinedElement {element.tag}")
    for number, entry in enumerate(root.findall(ATOM + "entry"), 1):
        where = f"entry {number}"
        found += [*of_single(entry, where), *of_links(entry, where), *of_people(entry, where),
                  *of_entry(entry, where, root.find(ATOM + "author") is not None)]
        if entry.findtext(ATOM + "id") in ids:
            found.append(f"DuplicateEntries {where}: {entry.findtext(ATOM + 'id')}")
        ids.add(entry.findtext(ATOM + "id"))
    return found
