#include "site/today.h"

#include "site/day.h"
#include "site/snapshot.h"

static struct moment newest(const struct site *site)
{
    size_t count;
    struct moment newest = {0};
    const struct page *const *posts = site_main_posts(site, &count);
    for (size_t i = 0; i < count; i++) {
        struct moment moment = posts[i]->has_modified ? posts[i]->modified : posts[i]->date;
        if (posts[i]->in_feed && moment.seconds > newest.seconds)
            newest = moment;
    }
    return newest;
}

struct moment site_today(const struct site *site, struct uses *uses, bool *is_day)
{
    *is_day = !site->options.same_bytes && !(uses && uses->same_bytes);
    uses_list(uses, site, *is_day ? USE_DAY : USE_POSTS);
    if (!*is_day)
        return newest(site);
    /* This, too, is a part of a snapshot that changes. */
    atomic_store(&((struct site *)(uintptr_t)site)->day_asked, true);
    return site_day_of(site, site->options.now);
}

bool site_day_is_over(const struct site *site, int64_t now)
{
    return site->day_asked && site_day_of(site, site->options.now).seconds != site_day_of(site, now).seconds;
}
