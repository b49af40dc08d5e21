#include "site/site.h"

/* A language of its own below an address of its own. */
static bool is_apart(const struct site_config *config, size_t number)
{
    return number && number < config->edition_count && config->editions[number].home.n > 1;
}

struct site_edition site_edition(const struct site *site, size_t number)
{
    const struct site_config *config = site_config(site);
    if (number && number < config->edition_count)
        return config->editions[number];
    struct site_edition main = {.name = config->lang};
    if (config->edition_count)
        main = config->editions[0];
    main.lang = config->lang;
    main.title = config->title;
    main.description = config->description;
    main.home = STR("/");
    return main;
}

size_t site_edition_at(const struct site *site, str path, str *rest)
{
    const struct site_config *config = site_config(site);
    *rest = str_starts(path, STR("/")) ? str_from(path, 1) : path;
    for (size_t i = 1; i < config->edition_count; i++) {
        str home = config->editions[i].home;
        bool at = is_apart(config, i) && str_starts(path, str_first(home, home.n - 1));
        if (at && (path.n < home.n || path.p[home.n - 1] == '/')) {
            *rest = str_from(path, home.n);
            return i;
        }
    }
    return 0;
}

const struct site_list *site_edition_list(const struct site *site, size_t number)
{
    const struct site_config *config = site_config(site);
    return is_apart(config, number) ? site_find_list(site, config->editions[number].home) : NULL;
}

const struct page *const *site_edition_posts(const struct site *site, size_t number, size_t *count)
{
    const struct site_list *list = site_edition_list(site, number);
    if (!number)
        return site_main_posts(site, count);
    *count = list ? list->posts.count : 0;
    return list ? list->posts.posts : NULL;
}
