#include "cli/source.h"

#include "base/buf.h"
#include "base/log.h"
#include "cli/capsule_path.h"
#include "content/load.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static enum err read_stream(int fd, struct arena *arena, str *out)
{
    struct buf text;
    buf_init(&text, DOCUMENT_MAX);
    enum err err = OK;
    for (ssize_t n = 1; n != 0 && err == OK;) {
        err = buf_reserve(&text, 1);
        if (err != OK)
            break;
        n = read(fd, text.p + text.n, text.capacity - text.n);
        if (n < 0 && errno != EINTR)
            err = ERR_IO;
        else if (n > 0)
            text.n += (size_t)n;
    }
    *out = buf_keep(&text, arena);
    return err;
}

static enum err say_unreadable(str file, enum err err)
{
    const char *why = err == ERR_LIMIT ? "it is larger than 16 MB" : strerror(errno);
    log_error("%.*s: cannot be read: %s", STR_ARG(file), why);
    return err;
}

static enum err read_file(str file, struct arena *arena, str *text)
{
    int fd = open(arena_z(arena, file), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return ERR_IO;
    enum err err = read_stream(fd, arena, text);
    int reason = errno;
    close(fd);
    errno = reason;
    return err;
}

/* Reports problems with this file, and errors in the configuration, but nothing about the rest of the capsule. */
static void say_what_is_wrong(const struct diag *diag, str name)
{
    struct diag ours;
    diag_init(&ours);
    for (size_t i = 0; i < diag->count; i++) {
        const struct diag_entry *e = &diag->entries[i];
        if (str_eq(e->file, name) || (e->severity == SEVERITY_ERROR && str_eq(e->file, STR("_config.yml"))))
            diag_copy(&ours, e, e->file);
    }
    diag_log(&ours);
}

static enum err parse(struct source *s, str name, str text, struct arena *arena)
{
    struct loaded *l = &s->capsule;
    str inner = name;
    bool inside = l->site && site_inner_path(l->site, name, &inner);
    const struct page *page = inside ? site_find_source(l->site, inner) : NULL;
    enum err err = OK;
    name = inner;
    if (!page) {
        diag_finish(&l->diag);
        diag_init(&l->diag);
        err = site_of_text(l->root, &l->options, name, text, &l->diag, &s->alone);
    }
    if (err == OK && !page)
        page = site_find_source(s->alone, name);
    if (err == OK)
        err = page ? document_parse(text, page, l->root, arena, &l->diag, &s->document) : ERR_NOT_FOUND;
    say_what_is_wrong(&l->diag, name);
    if (err != OK && !l->diag.errors)
        log_error("%.*s: is not a page that can be rendered", STR_ARG(name));
    return err;
}

static enum err open_named(struct source *s, str file, struct arena *arena)
{
    str text;
    enum err err = read_file(file, arena, &text);
    if (err != OK)
        return say_unreadable(file, err);
    str name, capsule = capsule_path(file, arena, &name);
    if (!capsule.n)
        return parse(s, name, text, arena);
    int kind = s->capsule.options.kind;
    load_finish(&s->capsule);
    err = load_open(&s->capsule, capsule, true, true);
    s->capsule.options.kind = kind;
    if (err == OK)
        err = load_site(&s->capsule);
    return err == OK ? parse(s, name, text, arena) : err;
}

enum err source_open(struct source *s, str file, int kind, struct arena *arena)
{
    *s = (struct source){0};
    load_nothing(&s->capsule);
    s->capsule.options.kind = kind;
    if (!str_eq(file, STR("-")))
        return open_named(s, file, arena);
    str text;
    enum err err = read_stream(STDIN_FILENO, arena, &text);
    return err == OK ? parse(s, STR("-"), text, arena) : say_unreadable(STR("standard input"), err);
}

void source_finish(struct source *s)
{
    site_unref(s->alone);
    load_finish(&s->capsule);
}
