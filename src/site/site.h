#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "base/resolve.h"
#include "site/page.h"
#include "site/withheld.h"

/* What the command line and the server decide about a site. */
struct site_options {
    bool drafts;        /* show drafts, too */
    bool future;        /* show posts dated after NOW */
    bool hidden_drafts; /* without DRAFTS: read them all the same, for site_drafts and site_find_draft alone */
    int64_t now;        /* seconds since 1970 */
    int zoneinfo;       /* handle of /usr/share/zoneinfo, or -1 */
    const struct withheld *withheld; /* the server's own files; NULL: none; borrowed, outlives the site */
    /* What stands below one of these is found by its address only: no list, feed, tag or neighbour shows it. Decoded
     * paths with both slashes: "/private/"; borrowed, they outlive the site. */
    struct str_list unlisted;
    struct folder_names names; /* of the capsule's folder, for absolute links within it; borrowed, too */
};

/* The configuration that every generator has in common, with defaults where the author says nothing. */
struct site_config {
    str title, description, author, lang, url, baseurl, timezone;
    str url_written; /* URL as it stands there, a last slash and all */
    str excerpt_separator;
    str feed_path; /* of the web's feed, "/feed.xml"; decoded */
    bool hard_wrap;
    /* under splashdown: */
    str gemini_url;
    bool listing, post_footer, strict_rfc1436;
    bool search, search_given; /* absent: on up to 10,000 posts */
    size_t recent;             /* posts on the home page */
    const struct data *words;  /* our own words by language, or NULL */
};

/* A tag, a category or a year with its posts, newest first. */
struct site_group {
    str name; /* the most frequent spelling */
    str slug; /* unique among the groups of its kind; percent-encode it for an address */
    const struct page *const *posts;
    size_t count;
};

struct site_groups {
    const struct site_group *items; /* by slug */
    size_t count;
    bool falling; /* the last slug stands first */
};

/* A file that is served as it is: not withheld, and without a private key in its head. */
struct site_file {
    str path;                     /* in the capsule, no leading slash */
    const struct file_link *link; /* NULL: no link is on it */
    int64_t size, mtime_ns;
    struct file_id id; /* the version of the file that was judged fit to be served */
};

/* The path without links by which FILE is opened. */
static inline str site_file_path(const struct site_file *file)
{
    return file->link ? file->link->path : file->path;
}

/*
 * An immutable snapshot of a capsule. Reference-counted (safe between threads); owns its memory.
 */
struct site;

/* What pages are made with besides their files and each other: the versions of _config.yml, _includes, _data and the
 * like, as a hash. */
uint64_t site_ground(const struct site *);
/* The lists of posts and of other pages with what front matter says of each, as hashes: see USE_POSTS. */
uint64_t site_posts_version(const struct site *);
uint64_t site_pages_version(const struct site *);
/* All errors of its files and its configuration, as a hash; 0: none. */
uint64_t site_errors(const struct site *);
/* The newest modification among the files that were read for this snapshot, nanoseconds since 1970; 0: none was. */
int64_t site_newest_read(const struct site *);

const struct site *site_ref(const struct site *);
void site_unref(const struct site *); /* NULL is fine */

const struct site_config *site_config(const struct site *);
const struct site_options *site_options(const struct site *);
const struct page *const *site_posts(const struct site *,
                                     size_t *count); /* newest first, drafts among them if asked for */
const struct page *const *site_drafts(const struct site *, size_t *count); /* the hidden ones, newest first */
const struct page *const *site_pages(const struct site *, size_t *count);  /* the others, by source path */
const struct site_groups *site_tags(const struct site *);                  /* by name */
const struct site_groups *site_categories(const struct site *);            /* by name */
/* The group that posts with the tag or category NAME are in: another spelling of a name, or another name with the same
 * slug ("C" and "C++"), shares it. NULL: none. */
const struct site_group *site_find_group(const struct site_groups *, str name);
const struct site_group *site_find_slug(const struct site_groups *, str slug);
const struct site_groups *site_years(const struct site *); /* newest first; name "2024" */

/* No page, and no menu of the author's at its root: perhaps not the folder that was meant. */
bool site_is_bare(const struct site *);

enum { SITE_SEARCHED_MAX = 10000 /* more posts are searched only where the author asks for it */ };

/* Whether the capsule wants to be searched. */
bool site_is_searched(const struct site *);

/* Any name of a page: its stem with or without .gmi .txt .html .htm .md or the last slash, index.*, a redirect_from
 * entry, the source path, each also under baseurl. PATH is decoded and begins with '/'. NULL: none. */
const struct page *site_find(const struct site *, str path);
/* The same for who asks from outside: a source path with a component that begins with '_' or '.' is no address, unless
 * the author includes that. */
const struct page *site_find_address(const struct site *, str path);
const struct page *site_find_draft(const struct site *, str path);    /* as that, among the hidden drafts */
const struct page *site_find_source(const struct site *, str source); /* by path in the capsule */
const struct page *site_find_stem(const struct site *, str path);     /* whose address without extension is PATH */
const struct page *site_find_alias(const struct site *, str path);    /* that the old address PATH leads to */
/* The page that an author's own tag calls NAME, by the rules of his generator: "2024-05-01-moon". */
const struct page *site_find_post(const struct site *, str name);
/* The page whose short or long name is NAME exactly: for generators. */
const struct page *site_named(const struct site *, bool is_long, str name);
const struct site_file *site_find_file(const struct site *, str path);  /* PATH without a leading slash */
const struct site_file *site_files(const struct site *, size_t *count); /* by path */
/* PATH, as a page's address, is in an unlisted folder, or leads into one. */
bool site_is_unlisted(const struct site *, str path);
/* Where PATH (decoded, absolute) leads to if a link of the capsule's is on it: without links, absolute, whether
 * anything is there or not. Else PATH itself. */
str site_real_path(const struct site *, str path, struct arena *);
bool site_has_folder(const struct site *, str path); /* a served folder of the capsule; no slashes at the ends */
/* What a folder without an index shows, sorted by name, folders marked by a final '/'; nothing of an unlisted folder
 * that it is not in itself. */
struct str_list site_folder(const struct site *, str path, struct arena *);

const struct withheld *site_withheld(const struct site *);
/* Whether the open file FD, with ST of fstat, may be sent as FILE although it is no longer the version that was judged.
 * Reads its head: not for the loop. */
bool site_may_send(const struct site *, int root, const struct site_file *, int fd, const struct stat *st);

struct moment site_moment(const struct site *, int64_t seconds); /* that moment on the capsule's own clock */

struct settings;
const struct settings *site_settings(const struct site *); /* see site_settings.h */

#endif
