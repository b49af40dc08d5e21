#include "jekyll/polyglot.h"

#include "jekyll/page_groups.h"
#include "text/slug.h"
#include "text/unmarked.h"

struct languages polyglot_read(const struct data *all, bool present, struct arena *arena)
{
    struct languages languages = {0};
    const struct data *names = data_get(all, STR("languages"));
    if (!present || !names || names->kind != DATA_LIST)
        return languages;
    str main = str_trim(data_text(data_get(all, STR("default_lang")), arena));
    languages.names = page_list(names, arena);
    languages.main = main.n ? main : STR("en");
    return languages;
}

void polyglot_tell(const struct languages *languages, struct site_config *config, struct arena *arena)
{
    size_t count = languages->names.count;
    if (!count)
        return;
    struct site_edition *editions = ARENA_ARRAY(arena, struct site_edition, count + 1);
    editions[0] = (struct site_edition){.lang = languages->main, .name = languages->main, .home = STR("/")};
    for (size_t i = 0; i < count; i++) {
        str name = languages->names.items[i];
        if (!str_eq(name, languages->main))
            editions[i + 1] = (struct site_edition){
                .lang = name, .name = name, .home = ARENA_CONCAT(arena, STR("/"), name, STR("/"))};
    }
    config->editions = editions;
    config->edition_count = count + 1;
}

/* ADDRESS without the folder "/es/", or the ending in "/about.es/" and "/about.es.html". */
static str without_language(str address, str lang, struct arena *arena)
{
    static const str before[] = {STR_INIT("/"), STR_INIT(".")};
    static const str behind[] = {STR_INIT("/"), STR_INIT(".")};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        for (size_t k = 0; k < sizeof behind / sizeof *behind; k++) {
            str part = ARENA_CONCAT(arena, before[i], lang, behind[k]);
            size_t at = str_find(address, part);
            if (at != STR_NONE && (i > 0 || k == 0))
                return ARENA_CONCAT(arena, str_first(address, at), str_from(address, at + part.n - 1));
        }
    str end = ARENA_CONCAT(arena, STR("."), lang);
    return str_ends(address, end) ? str_first(address, address.n - end.n) : address;
}

/* The list FOLDER of all of NAMES, and one for each; returns their number. */
static size_t add_terms(struct list_place *items, const struct page *page, str folder, struct str_list names,
                        struct arena *arena)
{
    str all = ARENA_CONCAT(arena, page->home, folder, STR("/"));
    for (size_t i = 0; i < names.count; i++) {
        str slug = text_slug(names.items[i], SLUG_DEFAULT, false, arena);
        items[i] = (struct list_place){.address = ARENA_CONCAT(arena, all, slug.n ? slug : names.items[i], STR("/")),
                                       .label = text_unmark(names.items[i], arena),
                                       .term = true};
    }
    items[names.count] = (struct list_place){.address = all, .label = folder, .around = true};
    return names.count ? names.count + 1 : 0;
}

/* Its language has a list of its posts and pages, and one of each year, tag and category. */
static void add_lists(struct page *page, str lang, struct arena *arena)
{
    size_t count = 1;
    struct list_place *items = ARENA_ARRAY(arena, struct list_place, 4 + page->tags.count + page->categories.count);
    items[0] = (struct list_place){.address = page->home, .label = lang};
    if (page->kind == PAGE_POST) {
        str year = arena_printf(arena, "%04d", moment_civil(page->date).year);
        items[count++] = (struct list_place){.address = ARENA_CONCAT(arena, page->home, year, STR("/")), .label = year};
        count += add_terms(items + count, page, STR("tags"), page->tags, arena);
        count += add_terms(items + count, page, STR("categories"), page->categories, arena);
    }
    page->lists = (struct list_places){items, count};
}

void polyglot_place(const struct languages *languages, str lang, str page_id, struct page *page, struct arena *arena)
{
    size_t i = 0;
    while (i < languages->names.count && !str_eq(languages->names.items[i], lang))
        i++;
    bool known = i < languages->names.count, main = !known || str_eq(lang, languages->main);
    str url = known ? without_language(page->url, lang, arena) : page->url,
        stem = known ? without_language(page->stem, lang, arena) : page->stem;
    page->url = url;
    page->stem = stem;
    page->translates = ARENA_CONCAT(arena, page_id.n ? STR("key:") : STR("path:"), page_id.n ? page_id : stem);
    if (main)
        return;
    str prefix = ARENA_CONCAT(arena, STR("/"), lang);
    page->url = ARENA_CONCAT(arena, prefix, url);
    page->stem = ARENA_CONCAT(arena, prefix, stem);
    page->edition = i + 1;
    page->home = ARENA_CONCAT(arena, prefix, STR("/"));
    add_lists(page, lang, arena);
    page->heads_list = str_eq(page->stem, page->home);
}
