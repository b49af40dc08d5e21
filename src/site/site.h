#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "base/resolve.h"
#include "site/page.h"
#include "site/withheld.h"

/* The choices that the command line and the server make for a site. */
struct site_options {
    bool drafts;        /* show drafts, too */
    bool future;        /* show posts dated after NOW */
    bool hidden_drafts; /* without DRAFTS: drafts are read all the same, for site_drafts and site_find_draft alone */
    int64_t now;        /* seconds since 1970 */
    bool same_bytes;    /* the same capsule gives the same texts on every day: see site/today.h */
    int zoneinfo;       /* handle of /usr/share/zoneinfo, or -1 */
    const struct withheld *withheld; /* the server's own files; NULL: none; borrowed, outlives the site */
    /* Pages and files below one of these folders are found by their address only: no list, feed, tag or neighbour
     * shows them. Decoded paths with both slashes: "/private/"; borrowed, they outlive the site. */
    struct str_list unlisted;
    int kind; /* of generator that the folder is read by, as content/kind.h counts them; 0: its signs tell */
    struct folder_names names; /* names of the capsule's folder, for absolute links within it; borrowed, too */
};

/* One of the languages that a capsule is written in. */
struct site_edition {
    str lang;               /* BCP 47 */
    str name;               /* as its author calls it: "Deutsch", "de" */
    str title, description; /* of the capsule in it, in plain words; may be empty */
    str home;               /* the address of its home, decoded: "/", "/zh/"; empty: there is no such language */
};

/* The configuration that every generator has in common, with defaults where the author says nothing. */
struct site_config {
    str title, description, author; /* in plain words */
    struct author_list authors;     /* the people of AUTHOR, where the generator tells them apart */
    str lang, url, baseurl, timezone;
    const struct site_edition *editions; /* by page->edition; NULL: there is one language, that of LANG */
    size_t edition_count;
    str url_written; /* URL as the author wrote it, with a last slash if any */
    str excerpt_separator;
    str feed_path;     /* path of the feed on the web, "/feed.xml"; decoded */
    size_t feed_limit; /* entries of the feed where nobody asks for a number */
    bool hard_wrap;
    bool pages_by_folder; /* the home lists pages folder by folder */
    bool tight_headings;  /* "##Title" is a heading */
    bool short_strike;    /* "~word~" is struck */
    bool tables_have_header;
    bool emoji;         /* ":tada:" names a character */
    bool emoji_in_code; /* and does so in code, too */
    bool www_is_secure; /* "www.example.org" in a text means https */
    /* The author's templates decide where relative links lead, and where pictures are: none of them is run. */
    bool links_by_template, pictures_by_template;
    bool links_by_name;        /* and such a template knows words that are no addresses, "[moon](word)" */
    bool callouts;             /* quotes that begin with "[!note]" have a title */
    bool blank_line_ends_html; /* Markdown follows a blank line in a block of HTML */
    /* under splashdown: */
    str gemini_url;
    bool listing, post_footer, strict_rfc1436;
    bool search, search_given;    /* where absent: on up to 10,000 posts */
    size_t recent;                /* posts on the home page */
    const struct data *words;     /* the author's words for those that Splashdown puts on pages, by language, or NULL */
    struct str_list header_pages; /* sources of the pages that lists name first */
    str web_css;                  /* file of the capsule: a style sheet for its export to the web; empty: none */
    struct str_list header, footer; /* lines of the author's for every page, or one that names a file of _includes */
};

/* A tag, a category or a year with its posts, newest first, and, where its generator lets pages have terms, those, by
 * title. */
struct site_group {
    str name;  /* the most frequent spelling, as written */
    str label; /* that in plain words */
    str slug;  /* unique among the groups of its kind; percent-encode it for an address */
    const struct page *const *posts;
    size_t count; /* of the posts */
    const struct page *const *pages;
    size_t page_count;
};

struct site_groups {
    const struct site_group *items; /* sorted by slug */
    size_t count;
    bool falling; /* slugs are in descending order */
    bool paths;   /* a slash in a name parts it: the slug is a path, too */
};

/* A file that is served as it is: not withheld, and without a private key in its head. */
struct site_file {
    str path;                     /* in the capsule, no leading slash */
    str address;                  /* decoded, no leading slash; where its generator puts files elsewhere, not PATH */
    int rank;                     /* of several files with one address, readers get that of the lowest */
    const struct file_link *link; /* NULL: no link is on PATH */
    int64_t size, mtime_ns;
    unsigned char mark; /* bytes of byte order marks of UTF-8 at its start */
    struct file_id id;  /* the version of the file that was found fit to be served */
};

/* The path, without links, by which FILE is opened. */
static inline str site_file_path(const struct site_file *file)
{
    return file->link ? file->link->path : file->path;
}

/*
 * An immutable snapshot of a capsule. Reference-counted (safe between threads); owns its memory.
 */
struct site;

/* A hash of what pages are made with besides their files and each other: the versions of _config.yml, _includes,
 * _data and the like. */
uint64_t site_ground(const struct site *);
/* Hashes of the lists of posts and of other pages, with what front matter says of each: see USE_POSTS. */
uint64_t site_posts_version(const struct site *);
uint64_t site_pages_version(const struct site *);
uint64_t site_day(const struct site *); /* the day that it was read on, as a number; see USE_DAY */
/* A hash of all errors in its files and its configuration; 0: none. */
uint64_t site_errors(const struct site *);
/* The newest modification among the files that were read for this snapshot, nanoseconds since 1970; 0: none was. */
int64_t site_newest_read(const struct site *);

const struct site *site_ref(const struct site *);
void site_unref(const struct site *); /* NULL is fine */

const struct site_config *site_config(const struct site *);
const struct site_options *site_options(const struct site *);
const struct page *const *site_posts(const struct site *, size_t *count); /* newest first, with drafts if asked for */
/* Pages that have an address and are in no list, whatever the reason. */
const struct page *const *site_unlisted_pages(const struct site *, size_t *count);
/* Pages that are published and have no place here, since a page of ours stands there. */
const struct page *const *site_yielding(const struct site *, size_t *count);
const struct page *const *site_drafts(const struct site *, size_t *count); /* the hidden ones, newest first */
const struct page *const *site_pages(const struct site *, size_t *count);  /* the others, by source path */
const struct site_groups *site_tags(const struct site *);                  /* by name */
const struct site_groups *site_categories(const struct site *);            /* by name */
/* The group of the posts with the tag or category NAME: another spelling of a name, or another name with the same
 * slug ("C" and "C++"), shares it. NULL: none. */
const struct site_group *site_find_group(const struct site_groups *, str name);
bool site_group_has_feed(const struct site_group *); /* something of it is for subscribers */
const struct site_group *site_find_slug(const struct site_groups *, str slug);
const struct site_groups *site_years(const struct site *); /* newest first; name "2024" */
/* The collections with documents among the pages, by label. */
const struct site_groups *site_collections(const struct site *);

/* Of POSTS, those in the main language of the site: what its home, years, tags and feed have. */
const struct page *const *site_main_posts(const struct site *, size_t *count);
/* The number of those that subscribers see. */
size_t site_feed_count(const struct site *);

/* A list of the author's web site that a file of the author's may head. */
struct site_list {
    str address;                     /* see struct list_place */
    const struct page *index;        /* the page whose text stands above it; NULL: none */
    struct site_group posts;         /* newest first; the label is the list's */
    const struct page *const *pages; /* by weight, date and title */
    size_t page_count;
    size_t above;   /* 1 + the index of the list that it stands in; 0: none */
    size_t edition; /* that of its pages */
    bool term;      /* posts come before pages */
};

struct site_lists {
    const struct site_list *items; /* by address */
    size_t count;
};

const struct site_lists *site_lists(const struct site *);
const struct site_list *site_find_list(const struct site *, str address); /* NULL: none */
/* The list that PAGE heads; NULL: none. */
const struct site_list *site_list_of(const struct page *);

/* True when there is no page, and no menu of the author's at the root: perhaps this is not the folder that was
 * meant. */
bool site_is_bare(const struct site *);
/* True when there is besides no text that is only not shown, or broken. */
bool site_is_empty(const struct site *);

enum { SITE_SEARCHED_MAX = 10000 /* more posts are searched only if the author asks for it */ };

/* The name of the capsule for readers who ask HOST for it: its title, else HOST unless that is "localhost", else its
 * folder. */
str site_title(const struct site *, str host);
/* The folder of the texts, "content/", where its generator names them with it; else empty. */
str site_content_folder(const struct site *);

/* The language in which pages with this number of an edition are written. */
struct site_edition site_edition(const struct site *, size_t number);
/* The number of the language below whose home PATH (decoded) lies, with *REST behind the home; 0: the main one's. */
size_t site_edition_at(const struct site *, str path, str *rest);
/* The list of the posts and loose pages of another language than the main one; NULL: it has none. */
const struct site_list *site_edition_list(const struct site *, size_t number);
/* The posts in a language, newest first. */
const struct page *const *site_edition_posts(const struct site *, size_t number, size_t *count);

/* A sentence about what is left out since its author does not say that it may be shown; empty: nothing is. */
str site_left_out(const struct site *, struct arena *);

/* True when the capsule is to be searched. */
bool site_is_searched(const struct site *);

/* The page with any of these names: its stem with or without .gmi .txt .html .htm .md or the last slash, index.*, a
 * redirect_from entry, the source path, each also under baseurl. PATH is decoded and begins with '/'. NULL: none. */
const struct page *site_find(const struct site *, str path);
/* The same for requests from outside: a source path with a component that begins with '_' or '.' is not an address,
 * unless the author includes it. */
const struct page *site_find_address(const struct site *, str path);
const struct page *site_find_draft(const struct site *, str path);    /* the same among the hidden drafts */
const struct page *site_find_source(const struct site *, str source); /* by path in the capsule */
const struct page *site_find_stem(const struct site *, str path); /* the page whose address without extension is PATH */
const struct page *site_find_alias(const struct site *, str path); /* the page to which the old address PATH leads */
/* The page that an author's own tag calls NAME, by the rules of the generator: "2024-05-01-moon". */
const struct page *site_find_post(const struct site *, str name);
/* The page whose short or long name is exactly NAME: for generators. */
const struct page *site_named(const struct site *, bool is_long, str name);
/* The file that readers get at ADDRESS (decoded), and the file PATH in the capsule, both without a leading slash. */
const struct site_file *site_find_file(const struct site *, str address);
const struct site_file *site_find_file_source(const struct site *, str path);
/* By path; a file with several addresses is there as often. */
const struct site_file *site_files(const struct site *, size_t *count);
/* For generators, while the site is built: the page of SOURCE, if readers may see it by now, headless ones too; and
 * whether PATH is a file that is served as it is. */
const struct page *site_shown_page(const struct site *, str source);
bool site_has_file(const struct site *, str path);
/* True when a relative address that leads nowhere is one from the root, by the rules of the generator. */
bool site_means_root(const struct site *);
/* True when PATH, as a page's address, is in an unlisted folder, or leads into one. */
bool site_is_unlisted(const struct site *, str path);
/* PATH (decoded, absolute) without the capsule's links, absolute, whether anything is there or not; PATH itself
 * where no link is on it. */
str site_real_path(const struct site *, str path, struct arena *);
bool site_has_folder(const struct site *, str path); /* true for a served folder; no slashes at the ends of PATH */
/* The entries that a folder without an index shows, sorted by name, folders marked by a final '/'; none of an
 * unlisted folder that it is not in itself. */
struct str_list site_folder(const struct site *, str path, struct arena *);

const struct withheld *site_withheld(const struct site *);
/* True when the open file FD, with ST from fstat, may be sent as FILE although it is no longer the version that was
 * judged. Reads its head: not for the loop. */
bool site_may_send(const struct site *, int root, const struct site_file *, int fd, const struct stat *st);

struct moment site_moment(const struct site *, int64_t seconds); /* on the capsule's own clock */

/* The folder handle that the site's files are read below: CAPSULE_ROOT, that of the capsule, unless the author keeps
 * them in a folder of it. The site's own; SITE may be NULL. */
int site_root(const struct site *, int capsule_root);
/* SOURCE, a path in the capsule, as the site names it: without that folder. False: it lies outside. */
bool site_inner_path(const struct site *, str source, str *inner);

struct settings;
const struct settings *site_settings(const struct site *); /* see site/settings.h */

#endif
