#ifndef SITE_GROUP_TABLE_H
#define SITE_GROUP_TABLE_H

#include "site/site.h"

/* The names of the groups that a post is in. */
typedef struct str_list group_names(const struct page *, struct arena *);

group_names group_names_tags, group_names_categories, group_names_years;

/* Posts whose address another one has, newest first, and those others. */
struct hidden_posts {
    const struct page **posts, **shown;
    size_t count;
};

/* All that may be in a group. */
struct group_members {
    const struct page *const *posts; /* newest first */
    size_t count;
    const struct page *const *pages;
    size_t page_count;
    struct hidden_posts hidden;
};

/* The groups of MEMBERS. Names of equal slug are one group, under the most frequent of them. Sorted by slug, in
 * descending order if FALLING. A group that only hidden posts name has the posts that stand at their addresses. */
struct site_groups group_table(const struct group_members *, group_names *, bool falling, bool paths, struct arena *);

/* The slug of the group NAME; PATHS: of each of its parts between slashes. */
str group_slug(str name, bool paths, struct arena *);

#endif
