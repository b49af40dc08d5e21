"""Sites whose feed ids are to be jekyll-feed's: the same posts under every way to write an address. A post is known by its title."""


def post(title, **front):
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\ntitle: {title}\n{lines}---\nx\n"


NAMES = {
    "_posts/2024-05-01-moon.md": {},
    "_posts/2024-05-02-Mixed Case and blank.md": {},
    "_posts/2024-05-03-日本語.md": {},
    "_posts/2024-05-04-é-accent.md": {},
    "_posts/2024-05-04-100%.md": {},
    "_posts/2024-05-04-a%20b.md": {},
    "_posts/2024-05-04-plus+and&more=(1)[2]'!~,;@.md": {},
    "_posts/2024-05-05-dots...md": {},
    "_posts/2024-5-6-short.md": {},
    "_posts/2024-05-07-web.html": {},
    "_posts/2024-05-08-two.words.md": {},
    "_posts/below/2024-05-09-inner.md": {},
    "sky/far away/_posts/2024-05-10-folders.md": {},
    "_posts/2024-05-11-category.md": {"categories": "[Big Things, été, 'a/b']"},
    "_posts/2024-05-12-own.md": {"permalink": "/news/x-2018"},
    "_posts/2024-05-12-own-slash.md": {"permalink": "/news/y/"},
    "_posts/2024-05-12-own-html.md": {"permalink": "/news/z.html"},
    "_posts/2024-05-12-own-php.md": {"permalink": "/news/q.php"},
    "_posts/2024-05-12-own-index.md": {"permalink": "/news/deep/index.html"},
    "_posts/2024-05-12-own-bare.md": {"permalink": "bare"},
    "_posts/2024-05-12-own-root.md": {"permalink": "/"},
    "_posts/2024-05-12-own-words.md": {"permalink": "/new words/é/x"},
    "_posts/2024-05-12-own-encoded.md": {"permalink": "/new%20words/%c3%a9/x"},
    "_posts/2024-05-12-own-template.md": {"permalink": "/:year/:month/:title/:slug/"},
    "_posts/2024-05-13-slug.md": {"slug": "other"},
    "_posts/2024-05-13-slug-number.md": {"slug": "'404'"},
    "_posts/2024-05-13-slug-path.md": {"slug": "a/b"},
    "_posts/2024-05-13-slug-slash.md": {"slug": "c/"},
    "_posts/2024-05-13-slug-blank.md": {"slug": "'d  e'"},
    "_posts/2024-05-13-slug-accent.md": {"slug": "ü f"},
    "_posts/2024-05-13-slug-question.md": {"slug": "what?now=1"},
    "_posts/2024-05-13-slug-hash.md": {"slug": "'g#h'"},
    "_posts/2024-05-13-slug-dots.md": {"slug": "v1.2.html"},
    "_posts/2024-05-13-slug-own.md": {"slug": "i", "permalink": "/:categories/own/:title.html"},
}
POSTS = {path: post(f"P{number}", **front) for number, (path, front) in enumerate(NAMES.items())}
CONFIGS = {
    "date": "url: https://example.org\n",
    "pretty": "url: https://example.org\npermalink: pretty\n",
    "ordinal": "url: https://example.org\npermalink: ordinal\n",
    "weekdate": "url: https://example.org\npermalink: weekdate\n",
    "none": "url: https://example.org\npermalink: none\n",
    "title-slash": "url: https://example.org\npermalink: /:year/:title/\n",
    "title-bare": "url: https://example.org\npermalink: /:year/:month/:title\n",
    "title-html": "url: https://example.org\npermalink: /blog/:year/:title.html\n",
    "slug": "url: https://example.org\npermalink: /:slugified_categories/:slug:output_ext\n",
    "placeholders": "url: https://example.org\npermalink: /:short_year-:i_month/:y_day/:short_month/:name/\n",
    "url-slash": "url: https://example.org/\npermalink: /:year/:title/\n",
    "url-path": "url: HTTPS://Example.ORG:8443/~ana\nbaseurl: /blog\n",
    "url-unicode": "url: https://bücher.example\nbaseurl: notes/\n",
    "url-both": "url: https://example.org//\nbaseurl: /blog/\n",
    "baseurl-words": "url: https://example.org:443\nbaseurl: /my blog\n",
    "collection": "url: https://example.org\ncollections: { posts: { permalink: '/p/:title/' } }\n",
    "defaults": ("url: https://example.org\ndefaults:\n- scope: { path: _posts, type: posts }\n  values: { permalink: '/by-default/:title/' }\n"
                 "- scope: { path: _posts/below }\n  values: { slug: same }\n"),
    "path": "url: https://example.org\nbaseurl: /blog\nfeed: { path: blog/all.xml }\n",
    "path-slash": "url: https://example.org\nfeed: { path: /f/atom.xml }\n",
    "path-collection": "url: https://example.org\nfeed: { path: a.xml, collections: { posts: { path: /c/b.xml } } }\n",
}


def files(name):
    config = CONFIGS[name]
    config = config.replace("feed: {", "feed: { posts_limit: 1000,") if "feed: {" in config else config + "feed: { posts_limit: 1000 }\n"
    return POSTS | {"_config.yml": "title: Ids\n" + config}
