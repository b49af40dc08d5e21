#include "answer/folder_list.h"

#include "text/clean.h"
#include "text/width.h"
#include "uri/uri.h"

enum { DAY_COLUMNS = 10, SIZE_COLUMNS = 7, GAP_COLUMNS = 2, NS_IN_SECOND = 1000000000 };

struct entry {
    str name;
    struct link_target target;
    struct moment time;
    int64_t size; /* bytes; below 0: none, for a folder */
};

/* "312 B", "1.2 KB", "47 MB": at most SIZE_COLUMNS. */
static str size_text(int64_t size, struct arena *arena)
{
    static const char *const units[] = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};
    int64_t tenths;
    size_t unit = 0;
    if (size < 1024)
        return arena_printf(arena, "%d B", (int)size);
    for (tenths = size > INT64_MAX / 10 ? INT64_MAX : size * 10; tenths >= 10 * 1024; tenths /= 1024)
        unit++;
    if (tenths < 100)
        return arena_printf(arena, "%d.%d %s", (int)tenths / 10, (int)tenths % 10, units[unit]);
    return arena_printf(arena, "%d %s", (int)tenths / 10, units[unit]);
}

static str day_text(struct moment time, struct arena *arena)
{
    char text[MOMENT_TEXT];
    return arena_str(arena, str_first(str_of(moment_rfc3339(time, text)), DAY_COLUMNS));
}

static str spaces(int n, struct arena *arena)
{
    return n > 0 ? arena_printf(arena, "%*s", n, "") : STR("");
}

/* Columns that end with the page, below the name when it leaves them no room. */
static void put_columns(struct menu *menu, const struct entry *entry)
{
    struct arena *arena = menu->arena;
    str size = size_text(entry->size, arena);
    int size_gap = GAP_COLUMNS + SIZE_COLUMNS - (int)size.n;
    str columns = ARENA_CONCAT(arena, day_text(entry->time, arena), spaces(size_gap, arena), size);
    int room = menu->wrapped.width - (int)columns.n - text_width(entry->name);
    if (room >= GAP_COLUMNS) {
        menu_target(menu, &entry->target, ARENA_CONCAT(arena, entry->name, spaces(room, arena), columns));
        return;
    }
    menu_target(menu, &entry->target, entry->name);
    menu_literal(menu, ARENA_CONCAT(arena, spaces(menu->wrapped.width - (int)columns.n, arena), columns));
}

static void put_entry(struct menu *menu, const struct entry *entry)
{
    struct arena *arena = menu->arena;
    if (entry->size < 0)
        menu_target(menu, &entry->target, entry->name);
    else if (menu->scope->protocol == LINK_GOPHER)
        put_columns(menu, entry);
    else
        menu_target(menu, &entry->target,
                    ARENA_CONCAT(arena, entry->name, STR(" · "), size_text(entry->size, arena), STR(" · "),
                                 day_text(entry->time, arena)));
}

static struct link_target folder_target(const struct menu *menu, str path)
{
    return link_ours(menu->scope, ARENA_CONCAT(menu->arena, STR("/"), uri_encode_path(path, menu->arena)), '1',
                     menu->arena);
}

static struct entry of_page(const struct menu *menu, const struct page *page, str name)
{
    struct entry entry = {.name = page->title.n ? page->title : name, .size = page->file_size};
    entry.target = link_to_page(menu->scope, page, menu->arena);
    entry.time = page->has_date ? page->date : site_moment(page->site, page->file_mtime_ns / NS_IN_SECOND);
    return entry;
}

static void put_name(struct menu *menu, const struct site *site, str folder, str name)
{
    str path = ARENA_CONCAT(menu->arena, folder, STR("/"), name);
    const struct page *page = site_find_source(site, path);
    const struct site_file *file = site_find_file_source(site, path);
    str label = clean_controls(name, menu->arena);
    struct entry entry = {.name = label, .size = -1};
    if (page)
        entry = of_page(menu, page, label);
    else if (file)
        entry = (struct entry){label, link_file(menu->scope, site, file, menu->arena),
                               site_moment(site, file->mtime_ns / NS_IN_SECOND), file->size};
    else
        entry.target = folder_target(menu, path);
    put_entry(menu, &entry);
}

/* The folder that FOLDER is in, if it shows anything; a link to the home page is in every footer. */
static void put_parent(struct menu *menu, const struct site *site, str folder)
{
    struct link_target target;
    size_t slash = str_find_last(folder, '/');
    if (slash == STR_NONE)
        return;
    str parent = ARENA_CONCAT(menu->arena, STR("/"), str_first(folder, slash + 1));
    if (link_find(menu->scope, site, parent, menu->arena, &target))
        menu_target(menu, &target, STR("../"));
}

void folder_list_put(struct menu *menu, const struct site *site, str folder)
{
    struct str_list names = site_folder(site, folder, menu->arena);
    put_parent(menu, site, folder);
    for (size_t i = 0; i < names.count; i++)
        put_name(menu, site, folder, names.items[i]);
}
