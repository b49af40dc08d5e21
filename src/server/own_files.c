#include "server/own_files.h"

#include "server/key_notes.h"
#include "server/location.h"
#include "tls/certificate.h"

enum own_kind { OWN_CERTS, OWN_KEY, OWN_SECRET, OWN_CONFIG, OWN_LOG, OWN_STATUS, OWN_MADE };

struct own_file {
    enum own_kind kind;
    str path;
    int line; /* in the configuration, where it is named */
};

struct own_list {
    struct own_file *items;
    size_t count, capacity;
    struct arena *arena;
};

static void add(struct own_list *list, enum own_kind kind, str path, int line)
{
    if (!path.n)
        return;
    list->items = arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (struct own_file){kind, path, line};
}

static struct own_list list_own(const struct config *c, struct arena *arena)
{
    struct own_list list = {.arena = arena};
    str log = c->log.access;
    add(&list, OWN_CERTS, c->certs, 0);
    add(&list, OWN_SECRET, ARENA_CONCAT(arena, c->certs, STR("/ticket-secret")), 0);
    add(&list, OWN_SECRET, c->tickets.secret, 0);
    for (size_t i = 0; i < c->hosts.count; i++) {
        const struct config_host *host = &c->hosts.items[i];
        add(&list, OWN_KEY, host->key, host->line);
        if (!host->key.n)
            add(&list, OWN_SECRET, certificate_key_path(c->certs, host->name, arena), 0);
    }
    add(&list, OWN_CONFIG, c->file, 0);
    if (!str_eq(log, STR("stdout")) && !str_eq(log, STR("off")))
        add(&list, OWN_LOG, log, 0);
    add(&list, OWN_STATUS, c->status, 0);
    add(&list, OWN_MADE, key_notes_path(arena), 0);
    return list;
}

static void tell(const struct config *c, const struct own_file *own, str capsule, struct diag *diag)
{
    static const struct {
        const char *what, *instead;
    } words[] = {
        [OWN_CERTS] = {"certificate folder", "choose one outside with --certs or certs:"},
        [OWN_KEY] = {"key", "move it out and write its new path"},
        [OWN_CONFIG] = {"configuration", "keep it outside, such as /etc/splashdown/splashdown.yml"},
        [OWN_LOG] = {"access log", "keep it outside, such as log: {access: /var/log/splashdown/access.log}"},
        [OWN_STATUS] = {"status socket", "keep it outside, such as status: " CONFIG_STATUS_PATH},
        [OWN_MADE] = {"list of keys that were made", "set XDG_STATE_HOME to a folder outside"},
    };
    bool secret = own->kind == OWN_CERTS || own->kind == OWN_KEY;
    const char *why = secret ? "which is for readers" : "where it is not served";
    if (own->kind != OWN_SECRET)
        diag_add(diag, secret ? SEVERITY_ERROR : SEVERITY_WARNING, c->file, own->line,
                 "the %s %.*s is inside the capsule %.*s, %s; %s", words[own->kind].what, STR_ARG(own->path),
                 STR_ARG(capsule), why, words[own->kind].instead);
}

/* One folder may be the capsule of several hosts. */
static bool is_told(const struct file_id *capsules, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (file_id_eq(capsules[k], capsules[i]))
            return true;
    return !capsules[i].inode;
}

void own_files_lint(const struct config *c, const struct file_id *capsules, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct own_list list = list_own(c, arena);
    for (size_t k = 0; k < list.count; k++) {
        struct location location;
        if (!location_find(list.items[k].path, arena, &location))
            continue;
        for (size_t i = 0; i < c->hosts.count; i++)
            if (!is_told(capsules, i) && location_is_in(&location, capsules[i]))
                tell(c, &list.items[k], c->hosts.items[i].capsule, diag);
        location_finish(&location);
    }
    arena_destroy(arena);
}

void own_files_lint_paths(const struct config *c, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct file_id *capsules = ARENA_ARRAY(arena, struct file_id, c->hosts.count + 1);
    for (size_t i = 0; i < c->hosts.count; i++) {
        struct stat st;
        if (stat(arena_z(arena, c->hosts.items[i].capsule), &st) == 0)
            capsules[i] = file_id_of(&st);
    }
    own_files_lint(c, capsules, diag);
    arena_destroy(arena);
}

struct withholding {
    struct withheld_place *places;
    size_t place_count, place_capacity;
    struct withheld_file *files;
    size_t file_count, file_capacity;
    struct arena *arena;
};

static void add_file(struct withholding *w, const struct stat *st, bool any_version)
{
    w->files = arena_grow(w->arena, w->files, w->file_count, &w->file_capacity, sizeof *w->files);
    w->files[w->file_count++] = (struct withheld_file){
        .id = file_id_of(st),
        .size = any_version ? WITHHELD_ANY_SIZE : (int64_t)st->st_size,
        .mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec,
    };
}

/* A file that is to be made in a folder that is to be made has no place yet. */
static void add_place(struct withholding *w, const struct own_file *own, const struct location *location)
{
    struct stat folder;
    bool whole = !location->name.n && own->kind == OWN_CERTS;
    if ((!location->name.n && !whole) || location->missing > 1 || fstat(location->folder, &folder) != 0)
        return;
    w->places = arena_grow(w->arena, w->places, w->place_count, &w->place_capacity, sizeof *w->places);
    w->places[w->place_count++] = (struct withheld_place){
        .folder = file_id_of(&folder), .name = arena_str(w->arena, location->name), .rotated = own->kind == OWN_LOG};
}

/* A log that is written to stays hidden under any name; other files are recognized by their version. */
static void withhold(struct withholding *w, const struct own_file *own)
{
    struct location location;
    if (!location_find(own->path, w->arena, &location))
        return;
    bool file = location.name.n && !location.missing && S_ISREG(location.st.st_mode);
    if (own->kind != OWN_SECRET)
        add_place(w, own, &location);
    if (file && own->kind != OWN_LOG)
        add_file(w, &location.st, false);
    location_finish(&location);
}

const struct withheld *own_files_find(const struct config *c, int access_log, int errors, struct arena *arena)
{
    struct withholding w = {.arena = arena};
    struct own_list list = list_own(c, arena);
    for (size_t i = 0; i < list.count; i++)
        withhold(&w, &list.items[i]);
    struct stat st;
    if (errors >= 0 && fstat(errors, &st) == 0 && S_ISREG(st.st_mode))
        add_file(&w, &st, true);
    struct withheld *withheld = ARENA_NEW(arena, struct withheld);
    *withheld = (struct withheld){w.places, w.place_count, w.files, w.file_count,
                                  ARENA_ARRAY(arena, struct withheld_log, WITHHELD_LOGS)};
    withheld_change_log(withheld, access_log);
    return withheld;
}
