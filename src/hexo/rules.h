#ifndef HEXO_RULES_H
#define HEXO_RULES_H

#include "data/data.h"
#include "site/generator.h"

/* The configuration of a Hexo site, as far as it decides about pages. */
struct hexo {
    const struct data *all;
    str permalink, new_post_name, default_category;
    str tag_dir, category_dir, archive_dir; /* of the web's lists, without slashes */
    int filename_case;                      /* of terms: 1 lower, 2 upper */
    bool assets;                            /* post_asset_folder */
    bool hard_wrap;
    bool feed_summary;          /* feed.content: false */
    bool bare_index, bare_html; /* pretty_urls leave index.html, .html out */
    str hidden_key;             /* hide_posts.filter */
    struct str_list include, exclude, ignore, skip_render;
    struct str_list locked_tags; /* encrypt.tags */
    struct str_list feed_paths;  /* "/atom.xml" */
};

static inline const struct hexo *hexo_of(const struct settings *settings)
{
    return settings->own;
}

#endif
