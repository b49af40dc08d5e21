#ifndef HUGO_RULES_H
#define HUGO_RULES_H

#include "hugo/sanitise.h"
#include "site/generator.h"

struct shortcode_scope;     /* hugo/shortcode_scope.h */
struct shortcode_templates; /* hugo/shortcode_template.h */
struct tree;                /* hugo/tree.h */
struct ignore;              /* hugo/ignore.h */

struct language {
    str name;               /* lower case: "zh-tw" */
    str content;            /* the folder of its pages: "content", without a slash at its end */
    str prefix;             /* of its addresses: "" or "/zh-tw" */
    str written;            /* languageCode, in newer Hugo locale, else the name */
    str label;              /* languageName, in newer Hugo label, else WRITTEN */
    str title, description; /* of the site in it, in plain words; may be empty */
    const struct data *permalinks;
    const struct zone *zone;
    long weight;   /* its place among the languages, the lowest first; 0: last */
    bool has_base; /* it has a baseURL of its own */
    bool off;      /* its files are not read */
};

/* A folder or file of the capsule that Hugo reads as a part of content/ or static/. */
struct mount {
    str source;      /* in the capsule, without slashes at its ends */
    str target;      /* below content/ or static/; empty: all of it */
    size_t language; /* of the files that do not name theirs */
    bool is_static;  /* its files are published as they are */
    struct str_list included,
        excluded; /* patterns of paths below SOURCE: all but the excluded, where none are included */
};

/* What a generator does otherwise that is like Hugo in all else. */
struct dialect {
    str (*path)(str path, struct arena *);                            /* a path as it is in addresses */
    const struct data *(*front)(const struct data *, struct arena *); /* front matter in Hugo's words */
    str (*text)(str text, const struct shortcode_scope *);            /* a text with Hugo's shortcodes and links */
    bool dated_names;                                                 /* a day in a file's name is never in addresses */
};

/* The configuration of a Hugo site, as far as it decides about pages. */
struct hugo {
    const struct data *all; /* keys in lower case */
    struct language *languages;
    size_t language_count;
    size_t main_language;
    const struct ignore **ignored; /* ignoreFiles */
    size_t ignored_count;
    struct mount *mounts;
    size_t mount_count;
    struct path_style style;
    const struct data *ugly;                              /* uglyURLs: a boolean, or a map by section; may be NULL */
    struct str_list date_keys, publish_keys, expire_keys; /* frontmatter:, without defaults' names */
    struct str_list main_sections;
    struct str_list taxonomies; /* see hugo/taxonomy.h */
    bool plural_titles;         /* sections without a title are called by their folders' names in the plural */
    bool future, expired;       /* buildFuture, buildExpired */
    bool raw_html;              /* markup.goldmark.renderer.unsafe */
    bool hard_wraps;            /* markup.goldmark.renderer.hardWraps: the ends of lines stay */
    bool heading_attributes, block_attributes; /* markup.goldmark.parser.attribute */
    bool inline_shortcodes;                    /* enableInlineShortcodes */
    const struct shortcode_templates *shortcodes;
    const struct dialect *dialect; /* NULL: Hugo's own rules */
    struct tree *tree;
};

static inline const struct hugo *hugo_of(const struct settings *settings)
{
    return settings->own;
}

#endif
