#include "jekyll/key_lint.h"

#include "base/beneath.h"
#include "base/strmap.h"
#include "data/frontmatter.h"
#include "jekyll/key_slip.h"
#include "jekyll/settings.h"
#include "site/snapshot.h"
#include "text/clean.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

enum { OWN_MIN = 4 /* files with a key make it the author's own */, DEPTH_MAX = 8, THEME_FILE_MAX = 1 << 20 };

/* A key in doubt, at one place. */
struct doubt {
    enum key_place place;
    str key, meant, file;
    int line;
};

struct doubts {
    const struct site *site;
    int root;
    struct arena *arena;
    struct doubt *items;
    size_t count, capacity;
    struct strmap times; /* of keys in front matter that are in doubt; -1: named by a template */
};

static void judge(struct doubts *d, enum key_place place, const struct data *map, str file)
{
    for (size_t i = 0; map && map->kind == DATA_MAP && i < map->count; i++) {
        const struct data_pair *pair = &map->pairs[i];
        str meant = key_slip_of(place, pair->key);
        /* An author who has the right key, too, means another thing by this one. */
        if (!meant.n || data_get(map, meant))
            continue;
        d->items = arena_grow(d->arena, d->items, d->count, &d->capacity, sizeof *d->items);
        str key = strmap_keep(&d->times, pair->key);
        d->items[d->count++] = (struct doubt){place, key, meant, file, pair->line};
        *strmap_at(&d->times, key) += place == KEY_FRONT_MATTER;
    }
}

static str read_text(const struct doubts *d, str path, size_t most, struct arena *scratch)
{
    str text;
    return withheld_read(site_withheld(d->site), d->root, path, most, scratch, &text) == OK ? text : STR("");
}

static void judge_page(struct doubts *d, const struct page *page)
{
    struct arena *scratch = arena_create();
    str source = clean_source(read_text(d, page_file(page), DOCUMENT_MAX, scratch), page->source, scratch, NULL);
    judge(d, KEY_FRONT_MATTER, frontmatter_parse(source, page->source, scratch, NULL).data, page->source);
    arena_destroy(scratch);
}

static void look_for_names(struct doubts *d, str path, size_t most)
{
    struct arena *scratch = arena_create();
    str text = read_text(d, path, most, scratch);
    for (size_t i = 0; text.n && i < d->count; i++)
        if (key_is_named(text, d->items[i].key))
            *strmap_at(&d->times, d->items[i].key) = -OWN_MIN;
    arena_destroy(scratch);
}

static void look_in_folder(struct doubts *d, str folder, int depth)
{
    int fd;
    struct stat st;
    if (depth == DEPTH_MAX || beneath_open(d->root, folder, &fd, &st) != OK)
        return;
    DIR *dir = S_ISDIR(st.st_mode) ? fdopendir(fd) : NULL;
    if (!dir) {
        close(fd);
        return;
    }
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.')
            continue;
        str path = ARENA_CONCAT(d->arena, folder, STR("/"), str_of(entry->d_name));
        if (beneath_stat(d->root, path, &st) != OK)
            continue;
        if (S_ISDIR(st.st_mode))
            look_in_folder(d, path, depth + 1);
        else
            look_for_names(d, path, THEME_FILE_MAX);
    }
    closedir(dir);
}

/* Whatever may ask for a page's keys: the theme, plugins, templates, and pages themselves. */
static void look_everywhere(struct doubts *d)
{
    static const str folders[] = {STR_INIT("_layouts"), STR_INIT("_includes"), STR_INIT("_plugins")};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        look_in_folder(d, folders[i], 0);
    for (size_t i = 0; i < d->site->record_count; i++) {
        const struct record *record = d->site->records[i];
        bool page = record->kind == RECORD_PAGE && record->page->kind == PAGE_PAGE;
        if (page || (record->kind == RECORD_NOTHING && record->absence == ABSENT_TEMPLATE))
            look_for_names(d, record->link ? record->link->path : record->path, DOCUMENT_MAX);
    }
}

void key_lint(const struct site *site, int root, struct diag *diag)
{
    struct doubts d = {.site = site, .root = root, .arena = arena_create()};
    d.times = (struct strmap){.arena = d.arena};
    judge(&d, KEY_CONFIG, jekyll_of(site_settings(site))->all, STR("_config.yml"));
    for (size_t i = 0; i < site->post_count + site->page_count; i++)
        judge_page(&d, site->all[i]);
    if (d.count)
        look_everywhere(&d);
    for (size_t i = 0; i < d.count; i++) {
        int times = strmap_get(&d.times, d.items[i].key);
        if (times >= 0 && times < OWN_MIN)
            diag_add(diag, SEVERITY_WARNING, d.items[i].file, d.items[i].line,
                     "unknown key \"%.*s\": nothing reads it; did you mean %.*s?", STR_ARG(d.items[i].key),
                     STR_ARG(d.items[i].meant));
    }
    arena_destroy(d.arena);
}
