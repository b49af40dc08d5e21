#include "render/feed_archive.h"

static const str before = STR_INIT("/atom/"), after = STR_INIT(".xml");

size_t feed_archive_count(const struct site *site)
{
    size_t posts = site_feed_count(site), size = site_config(site)->feed_limit;
    return posts && size ? (posts - 1) / size : 0;
}

str feed_archive_address(size_t number, struct arena *arena)
{
    return arena_printf(arena, "%.*s%zu%.*s", STR_ARG(before), number, STR_ARG(after));
}

size_t feed_archive_find(const struct site *site, str path)
{
    long number;
    if (!str_starts(path, before) || !str_ends(path, after) || path.n <= before.n + after.n)
        return 0;
    str digits = str_between(path, before.n, path.n - after.n);
    bool plain = char_is_digit(digits.p[0]) && digits.p[0] != '0' && str_to_long(digits, &number);
    return plain && (size_t)number <= feed_archive_count(site) ? (size_t)number : 0;
}
