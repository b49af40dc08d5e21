#include "cli/commands.h"

#include "base/log.h"
#include "cli/load.h"
#include "cli/new_post.h"
#include "cli/output.h"
#include "content/load.h"
#include "site/generator.h"
#include "site/settings.h"
#include "text/slug.h"
#include "text/valid.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct new_flags {
    str tags, slug;
    bool draft, edit;
};

static const struct option new_options[] = {
    {.name = "tags",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct new_flags, tags),
     .value = "TAG,...",
     .help = "tags of the post"},
    {.name = "slug",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct new_flags, slug),
     .value = "NAME",
     .help = "name in its address (made of the title)"},
    {.name = "draft", .offset = offsetof(struct new_flags, draft), .help = "a draft, which readers do not see"},
    {.name = "edit", .offset = offsetof(struct new_flags, edit), .help = "open it in $VISUAL, else $EDITOR, else vi"},
};

static const char *advice_for(int reason)
{
    switch (reason) {
    case ENAMETOOLONG:
        return "; give a shorter name with --slug";
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

/* A folder beside that of posts, as Jekyll has it. */
static str drafts_folder(str posts, struct arena *arena)
{
    static const str name = STR_INIT("_posts");
    return ARENA_CONCAT(arena, str_first(posts, posts.n - name.n), STR("_drafts"));
}

/* True when the drafts of a capsule are in a folder of their own. */
static bool has_drafts_folder(const struct settings *settings)
{
    return !settings->generator->post_path || str_eq(settings->generator->name, STR("Hexo"));
}

static str path_of(const struct settings *settings, const struct new_flags *flags, const struct civil *day, str slug,
                   struct arena *arena)
{
    bool drafted = flags->draft && has_drafts_folder(settings);
    if (drafted && settings->generator->post_path)
        return ARENA_CONCAT(arena, STR("_drafts/"), slug, STR(".md"));
    if (settings->generator->post_path)
        return settings->generator->post_path(settings, day, slug, arena);
    if (drafted)
        return ARENA_CONCAT(arena, drafts_folder(settings->posts_folder, arena), STR("/"), slug, STR(".md"));
    return arena_printf(arena, "%.*s/%04d-%02d-%02d-%.*s.md", STR_ARG(settings->posts_folder), day->year, day->month,
                        day->day, STR_ARG(slug));
}

static str shown_path(str capsule, str folder, str path, struct arena *arena)
{
    str prefix = str_ends(capsule, STR("/")) ? capsule : ARENA_CONCAT(arena, capsule, STR("/"));
    if (str_eq(capsule, STR(".")))
        prefix = STR("");
    if (folder.n)
        prefix = ARENA_CONCAT(arena, prefix, folder, STR("/"));
    return ARENA_CONCAT(arena, prefix, path);
}

/* Sets *SHOWN to the path of the new file as its author would name it. */
static enum err write_post(struct loaded *l, const struct invocation *in, str title, str slug, str *shown)
{
    const struct new_flags *flags = in->flags;
    str capsule = in->operand_count > 1 ? in->operands[1] : STR(".");
    enum err err = site_of_text(l->root, &l->options, STR("_config.md"), STR(""), &l->diag, &l->site);
    diag_print(&l->diag, SEVERITY_ERROR, stderr);
    if (err != OK)
        return err;
    const struct settings *settings = site_settings(l->site);
    bool by_folder = flags->draft && has_drafts_folder(settings);
    const struct new_post post = {.title = title,
                                  .tags = flags->tags,
                                  .now = load_now(l, in->arena),
                                  .dated = !by_folder,
                                  .draft_key = flags->draft && !by_folder};
    struct civil day = moment_civil(post.now);
    str path = path_of(settings, flags, &day, slug, in->arena);
    err = create(site_root(l->site, l->root), path, new_post_text(&post, in->arena), in->arena);
    if (err != OK)
        return err;
    *shown = shown_path(capsule, settings->folder, path, in->arena);
    printf("%.*s\n", STR_ARG(*shown));
    return output_flush();
}

static str editor_of_author(void)
{
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    return str_of(visual && *visual ? visual : editor && *editor ? editor : "vi");
}

/* Runs the author's editor, a command of the shell as for git(1), in place of this program. Returns only on an error.
 */
static enum err edit(str path, struct arena *arena)
{
    char *command = arena_z(arena, ARENA_CONCAT(arena, editor_of_author(), STR(" \"$@\"")));
    execl("/bin/sh", "sh", "-c", command, "sh", arena_z(arena, path), (char *)NULL);
    log_error("/bin/sh cannot be run: %s; open the file yourself", strerror(errno));
    return ERR_IO;
}

static enum err find_slug(const struct new_flags *flags, str title, struct arena *arena, str *slug)
{
    if (!text_is_valid(title) || !text_is_valid(flags->slug) || !text_is_valid(flags->tags)) {
        log_error("%s is not UTF-8; set a UTF-8 locale", !text_is_valid(title)         ? "the title"
                                                         : !text_is_valid(flags->slug) ? "--slug"
                                                                                       : "--tags");
        return ERR_SYNTAX;
    }
    *slug = text_slug(flags->slug.n ? flags->slug : title, SLUG_DEFAULT, false, arena);
    if (flags->slug.n && !str_eq(*slug, flags->slug)) {
        log_error("--slug %.*s cannot be part of an address as it is; give %.*s", STR_ARG(flags->slug),
                  STR_ARG(slug->n ? *slug : STR("letters, digits and -")));
        return ERR_SYNTAX;
    }
    if (!slug->n) {
        log_error("\"%.*s\" has no letter or digit to name a file by; give another title, or a name with --slug",
                  STR_ARG(title));
        return ERR_SYNTAX;
    }
    return OK;
}

static int run(const struct invocation *in)
{
    const struct new_flags *flags = in->flags;
    str title = str_trim(in->operands[0]), slug, shown;
    if (find_slug(flags, title, in->arena, &slug) != OK)
        return EXIT_USAGE;
    struct loaded l;
    enum err err = load_open(&l, in->operand_count > 1 ? in->operands[1] : STR("."), false, false);
    if (err == OK)
        err = write_post(&l, in, title, slug, &shown);
    load_finish(&l);
    if (err == OK && flags->edit)
        err = edit(shown, in->arena);
    return err == OK ? EXIT_WORKED : EXIT_FAILED;
}

const struct command command_new = {
    .title = "splashdown new",
    .operands = "\"Title\" [CAPSULE]",
    .summary = "Begins a post dated today: a file in _posts with front matter. Prints its path.",
    .options = new_options,
    .option_count = sizeof new_options / sizeof *new_options,
    .flags_size = sizeof(struct new_flags),
    .operands_min = 1,
    .operands_max = 2,
    .run = run,
};
