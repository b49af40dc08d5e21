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

/* The groups of POSTS (newest first). Names of equal slug are one group, under the most frequent of them. Sorted by
 * slug, in descending order if FALLING. A group that only HIDDEN posts name has the posts that stand at their
 * addresses. */
struct site_groups group_table(const struct page *const *posts, size_t count, const struct hidden_posts *hidden,
                               group_names *, bool falling, bool paths, struct arena *);

/* The slug of the group NAME; PATHS: of each of its parts between slashes. */
str group_slug(str name, bool paths, struct arena *);

#endif
