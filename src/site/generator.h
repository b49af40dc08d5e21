#ifndef SITE_GENERATOR_H
#define SITE_GENERATOR_H

#include "base/effort.h"
#include "base/mapped.h"
#include "site/entry.h"
#include "site/page_index.h"
#include "site/record.h"
#include "site/settings.h"
#include "site/uses.h"

/* The result of looking at a file of a capsule. */
enum reading {
    READING_PAGE,   /* a page, or one that is still to be read */
    READING_FILE,   /* not a page: served as it is */
    READING_ABSENT, /* not for readers */
    READING_BROKEN  /* its front matter cannot be obeyed: the last good version counts */
};

/* One file while it is read into a page. */
struct page_reading {
    int root; /* -1: a text of no capsule */
    const struct scan_entry *entry;
    const struct settings *settings;
    struct arena *arena; /* holds what is made until it is copied */
    struct diag *diag;   /* may be NULL */
};

/* A page's text before it becomes a document. */
struct body {
    struct mapped text; /* the input of markup: templates have been run */
    str written;        /* as its author wrote it, without front matter */
    int first_line;     /* of WRITTEN in the author's file */
    str separator;      /* a line of it ends the excerpt; may be empty */
    str excerpt;        /* the author's own; empty: none */
};

/* One place of a file on the web: decoded, without a leading slash. */
struct file_address {
    str address;
    int rank; /* see struct site_file */
};

struct file_addresses {
    const struct file_address *items;
    size_t count;
};

/*
 * The rules of a program that makes web sites, by which a folder written for it is read as a capsule. A table of
 * functions: those that may be NULL say so. Paths are in the capsule, without a leading slash.
 */
struct generator {
    str name;
    str address_key;        /* of front matter, by which a page says its address; empty: "permalink" */
    str content_folder;     /* that it reads pages from, where these are named with it; else empty */
    const char *first_post; /* words on how its first post is made, for who has none */

    /* Sets what the author configures in SETTINGS, which hold defaults. ERR_SYNTAX: DIAG says what is wrong. */
    enum err (*read_settings)(int root, const struct site_options *, struct arena *, struct diag *, struct settings *);
    /* Reads the files besides the settings that pages are made with, once it is known that a new snapshot is wanted.
     * NULL: there are none. */
    void (*read_ground)(int root, const struct site_options *, struct settings *, struct arena *, struct diag *);

    /* Sets *PLACE, at first that of the folder around it, to the place of the entry PATH, whose last component is
     * NAME. False: it has none. */
    bool (*place_of)(const struct settings *, bool drafts, str path, str name, bool is_folder, enum place *place,
                     struct arena *scratch);
    /* True when pages are made with a file or folder of this NAME, which has no place. NULL: never. */
    bool (*is_ground)(str name);
    /* True when pages are made with the file PATH although it has a place, too. NULL: never. */
    bool (*is_shared)(const struct settings *, str path);
    /* True when PATH belongs to the theme, which other capsules may have as well. NULL: never. */
    bool (*is_theme)(str path);
    /* True when the author has PATH shown although its name would hide it. NULL: never. */
    bool (*includes)(const struct settings *, str path, bool is_folder, struct arena *scratch);

    /* Decides by place and name alone whether the file has to be read as a page. READING_ABSENT: *WHY says why. */
    enum reading (*judge)(const struct scan_entry *, enum record_absence *why);
    /* Makes the page of TEXT, a whole file; *PAGE is new in the reading's arena. READING_ABSENT: *WHY says why. */
    enum reading (*read_page)(const struct page_reading *, str text, struct page **page, enum record_absence *why);
    /* The same for a file that is asked for by name: it is a page, whatever its name and front matter say. */
    struct page *(*read_alone)(const struct page_reading *, str text);
    /* True when any file that begins with front matter is a template, and not served as it is. */
    bool front_matter_marks_templates;

    /* Reads the text of PAGE from SOURCE, a whole file, within the bounds of EFFORT. USES records what is taken from
     * the site. ERR_SYNTAX: DIAG (may be NULL) says what is wrong. */
    enum err (*read_body)(str source, const struct page *, int root, struct uses *, struct effort *, struct arena *,
                          struct diag *, struct body *);

    /* True when ONE is written after TWO, so that of two pages with one address the web has ONE. NULL: the first in
     * lists keeps it. */
    bool (*is_later)(const struct page *one, const struct page *two);

    /* The places of the file PATH, for readers by now: SITE has its pages already. NULL: its path is its address. */
    struct file_addresses (*file_addresses)(const struct site *, str path, struct arena *);

    /* Decides whether PAGE, whose TEMPLATE is set, is withdrawn, and sets LEADS_TO. SITE is complete, but for PAGE
     * itself if it was withdrawn so far. SPENT counts the work for all pages. NULL: no page is a template. */
    bool (*withdraws)(const struct site *, int root, struct page *, struct effort *spent, struct arena *);

    bool from_root; /* a relative address that leads nowhere is one from the root */

    bool pages_have_terms; /* tags and categories of pages count as those of posts do */

    bool category_paths; /* a slash in the name of a category parts a path */

    /* The names by which an author's own tags call a page, the second with folders; see site_find_post. NULL: none. */
    page_key *short_name, *long_name;
    /* The page that NAME means in such a tag, looked up with site_named. NULL: none. */
    const struct page *(*find_post)(const struct site *, str name);

    /* The id of a post in feeds, a path that web_absolute makes whole or a whole address, by CHOICE: of 0, 1, 2 the
     * first that no older post has; the last is unique. */
    str (*feed_id)(const struct site *, const struct page *, int choice, struct arena *);

    /* The address of ours, decoded, that has what the web site has at PATH (decoded), where we have nothing: feeds and
     * lists go by other addresses here. Empty: none. NULL: there is none, ever. */
    str (*our_address)(const struct site *, str path, struct arena *);

    /* Puts DOCUMENTS, all COUNT of the collection LABEL, into the order that their author asks for. NULL: by date. */
    void (*sort_documents)(const struct site *, str label, const struct page **documents, size_t count);

    /* The path of a new post that is named by SLUG and dated DAY. NULL: posts are in _posts, named by their day. */
    str (*post_path)(const struct settings *, const struct civil *day, str slug, struct arena *);

    /* A sentence about what of the folder is left out because its author does not say that it may be shown, for who
     * starts the server. Empty: nothing. NULL: never. */
    str (*left_out)(const struct site *, struct arena *);

    /* Report on a file that readers do not see, on a page, and on the whole. NULL: nothing to report. */
    void (*lint_absent)(const struct site *, int root, const struct record *, struct diag *);
    void (*lint_page)(const struct site *, int root, const struct page *, struct diag *);
    void (*lint_site)(const struct site *, int root, struct diag *);
};

#endif
