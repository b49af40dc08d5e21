#include "jekyll/template_trial.h"

#include "jekyll/drop.h"

static void loops_over(struct template_trial *trial, enum our_list list)
{
    bool *seen = list == LIST_TAGS ? &trial->tags : list == LIST_CATEGORIES ? &trial->categories : &trial->posts;
    *seen = true;
    if (trial->first == LIST_NONE)
        trial->first = list;
}

static const struct site_group *group_of(const struct site_groups *groups, const struct page *const *posts)
{
    for (size_t i = 0; posts && i < groups->count; i++)
        if (groups->items[i].posts == posts)
            return &groups->items[i];
    return NULL;
}

/* A pair of a name and posts, as loops over groups have it. */
static const struct page *const *posts_of_pair(struct value item, const struct value_world *world)
{
    return item.kind == VALUE_LIST && item.count == 2 ? drop_pages_of(value_item(item, 1, world)) : NULL;
}

static bool is_post(struct value item)
{
    const struct page *page = drop_page_of(item);
    return page && page->kind != PAGE_PAGE;
}

static void see_posts(struct template_trial *trial, const struct page *const *posts)
{
    const struct site_group *tag = group_of(site_tags(trial->site), posts);
    const struct site_group *category = tag ? NULL : group_of(site_categories(trial->site), posts);
    if (tag || category) {
        trial->group = trial->first == LIST_NONE ? (tag ? tag : category) : NULL;
        trial->tag = tag != NULL;
    }
    loops_over(trial, tag ? LIST_TAGS : category ? LIST_CATEGORIES : LIST_POSTS);
}

void trial_sees_loop(const void *self, struct value list, const struct value_world *world)
{
    struct template_trial *trial = ((const struct template_scope *)self)->trial;
    const struct site_groups *groups = drop_groups_of(list);
    const struct page *const *posts = drop_pages_of(list);
    size_t count;
    if (groups) {
        loops_over(trial, groups == site_tags(trial->site) ? LIST_TAGS : LIST_CATEGORIES);
        return;
    }
    struct value first = list.kind == VALUE_LIST && list.count ? value_item(list, 0, world) : value_nil();
    const struct page *const *paired = posts_of_pair(first, world);
    if (paired)
        loops_over(trial, group_of(site_tags(trial->site), paired) ? LIST_TAGS : LIST_CATEGORIES);
    else if (is_post(first) || (posts && posts == site_posts(trial->site, &count)))
        see_posts(trial, posts);
}
