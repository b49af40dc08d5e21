#include "cli/commands.h"

#include "base/buf.h"
#include "base/log.h"
#include "base/zone.h"
#include "cli/load.h"
#include "cli/output.h"
#include "content/load.h"
#include "site/generator.h"
#include "site/settings.h"
#include "text/slug.h"
#include "text/valid.h"
#include "text/width.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The time in the capsule's own zone; in UTC when it names none, like Jekyll on a server in UTC. */
static struct moment now_in(const struct loaded *l, struct arena *arena)
{
    const struct zone *zone = zone_utc();
    str name = site_config(l->site)->timezone;
    if (name.n && zone_load(l->options.zoneinfo, name, arena, &zone) != OK)
        zone = zone_utc();
    return (struct moment){l->options.now, zone_offset(zone, l->options.now)};
}

/*
 * Characters that YAML allows in double quotes only as an escape, or would read as the end of a line (YAML 1.1 5.1,
 * 5.4).
 */
static bool needs_escape(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0xfffe ||
           c == 0xffff;
}

/* A double-quoted YAML scalar, read back as S, which is valid UTF-8. */
static str quoted(str s, struct arena *arena)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    buf_put_char(&out, '"');
    while (s.n) {
        uint32_t c;
        size_t n = text_decode(s, &c);
        if (needs_escape(c))
            buf_printf(&out, "\\u%04x", (unsigned)c);
        else if (c == '"' || c == '\\')
            buf_printf(&out, "\\%c", (int)c);
        else
            buf_put(&out, str_first(s, n));
        s = str_from(s, n);
    }
    buf_put_char(&out, '"');
    str text = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return text;
}

static str post_text(str title, struct moment now, struct arena *arena)
{
    struct civil c = moment_civil(now);
    int offset = now.offset < 0 ? -now.offset : now.offset;
    str shown = quoted(title, arena);
    return arena_printf(arena,
                        "---\nlayout: post\ntitle: %.*s\ndate: %04d-%02d-%02d %02d:%02d:%02d %c%02d%02d\n---\n\n",
                        STR_ARG(shown), c.year, c.month, c.day, c.hour, c.minute, c.second, now.offset < 0 ? '-' : '+',
                        offset / 3600, offset / 60 % 60);
}

static const char *advice_for(int reason)
{
    switch (reason) {
    case ENAMETOOLONG:
        return "; give a shorter title, and write the long one into the post";
    case EACCES:
    case EPERM:
    case EROFS:
        return "; check who may write there";
    case ENOSPC:
    case EDQUOT:
        return "; make room";
    case ENOTDIR:
        return "; posts are in a folder of that name: move the file away";
    default:
        return "";
    }
}

static enum err say_failed(str path)
{
    int reason = errno;
    if (reason == EEXIST)
        log_error("%.*s exists already; give another title, or edit that post", STR_ARG(path));
    else
        log_error("%.*s: cannot be written: %s%s", STR_ARG(path), strerror(reason), advice_for(reason));
    return ERR_IO;
}

/* Makes a new file only: an existing one stays untouched, even when two commands run at once. */
static enum err create(int root, str path, str text, struct arena *arena)
{
    for (size_t slash = 0; slash < path.n; slash++)
        if (path.p[slash] == '/' && mkdirat(root, arena_z(arena, str_first(path, slash)), 0777) != 0 && errno != EEXIST)
            return say_failed(str_first(path, slash));
    int fd = openat(root, arena_z(arena, path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return say_failed(path);
    enum err err = output_write(fd, text);
    int reason = errno;
    if (close(fd) != 0 && err == OK) {
        err = ERR_IO;
        reason = errno;
    }
    if (err == OK)
        return OK;
    errno = reason;
    err = say_failed(path);
    unlinkat(root, arena_z(arena, path), 0);
    return err;
}

static enum err write_post(struct loaded *l, str title, str capsule, struct arena *arena)
{
    enum err err = site_of_text(l->root, &l->options, STR("_config.md"), STR(""), &l->diag, &l->site);
    diag_print(&l->diag, SEVERITY_ERROR, stderr);
    if (err != OK)
        return err;
    const struct settings *settings = site_settings(l->site);
    struct moment now = now_in(l, arena);
    struct civil day = moment_civil(now);
    str slug = text_slug(title, SLUG_DEFAULT, false, arena);
    str path = settings->generator->post_path
                   ? settings->generator->post_path(settings, &day, slug, arena)
                   : arena_printf(arena, "%.*s/%04d-%02d-%02d-%.*s.md", STR_ARG(settings->posts_folder), day.year,
                                  day.month, day.day, STR_ARG(slug));
    err = create(site_root(l->site, l->root), path, post_text(title, now, arena), arena);
    if (err != OK)
        return err;

    str prefix = str_ends(capsule, STR("/")) ? capsule : ARENA_CONCAT(arena, capsule, STR("/"));
    if (str_eq(capsule, STR(".")))
        prefix = STR("");
    if (settings->folder.n)
        prefix = ARENA_CONCAT(arena, prefix, settings->folder, STR("/"));
    printf("%.*s%.*s\n", STR_ARG(prefix), STR_ARG(path));
    return output_flush();
}

static int run(const struct invocation *in)
{
    str title = str_trim(in->operands[0]);
    str capsule = in->operand_count > 1 ? in->operands[1] : STR(".");
    if (!text_is_valid(title)) {
        log_error("the title is not UTF-8; set a UTF-8 locale");
        return EXIT_USAGE;
    }
    if (!text_slug(title, SLUG_DEFAULT, false, in->arena).n) {
        log_error(
            "\"%.*s\" has no letter or digit to name a file by; give another title, and write this one into the post",
            STR_ARG(title));
        return EXIT_USAGE;
    }
    struct loaded l;
    enum err err = load_open(&l, capsule, false, false);
    if (err == OK)
        err = write_post(&l, title, capsule, in->arena);
    load_finish(&l);
    return err == OK ? EXIT_WORKED : EXIT_FAILED;
}

const struct command command_new = {
    .title = "splashdown new",
    .operands = "\"Title\" [CAPSULE]",
    .summary = "Begins a post dated today: a file in _posts with front matter. Prints its path.",
    .operands_min = 1,
    .operands_max = 2,
    .run = run,
};
