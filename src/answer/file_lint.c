#include "answer/file_lint.h"

#include "answer/charset.h"
#include "base/beneath.h"
#include "text/valid.h"

#include <unistd.h>

enum { MEGABYTE = 1 << 20, PICTURE_LARGE = 5 * MEGABYTE, FILE_LARGE = 100 * MEGABYTE /* told of any file */ };

static void check_picture(const struct site_file *file, str type, struct diag *diag)
{
    if (str_starts(type, STR("image/")) && file->size > PICTURE_LARGE && file->size <= FILE_LARGE)
        diag_add(diag, SEVERITY_WARNING, file->path, 0,
                 "a picture of %.1f MB: few readers wait for more than %d MB; make it smaller",
                 (double)file->size / MEGABYTE, PICTURE_LARGE / MEGABYTE);
}

/* The line of the first byte of HEAD that is not UTF-8. */
static int foreign_line(str head)
{
    size_t bad = 0;
    int line = 1;
    struct arena *scratch = arena_create();
    text_repair(head, scratch, &bad);
    arena_destroy(scratch);
    for (size_t i = 0; i < bad && i < head.n; i++)
        line += head.p[i] == '\n';
    return line;
}

static void check_text(const struct site_file *file, str head, struct diag *diag)
{
    if (text_is_utf16(head))
        diag_add(diag, SEVERITY_WARNING, file->path, 0,
                 "this text is UTF-16, which few readers can show; save it as UTF-8");
    else if (!charset_is_utf8(head))
        diag_add(diag, SEVERITY_WARNING, file->path, foreign_line(head),
                 "this text is not UTF-8, so it is sent without a charset, and readers may see other letters; save it "
                 "as UTF-8");
}

static void check_encoding(int root, const struct site_file *file, str type, struct diag *diag)
{
    int fd;
    struct stat st;
    if (!mime_is_text(type) || beneath_open_file(root, site_file_path(file), &fd, &st) != OK)
        return;
    struct arena *scratch = arena_create();
    char *head = arena_alloc(scratch, CHARSET_HEAD, 1);
    ssize_t got = pread(fd, head, CHARSET_HEAD, 0);
    if (got > 0)
        check_text(file, (str){head, (size_t)got}, diag);
    close(fd);
    arena_destroy(scratch);
}

void file_lint(const struct site *site, const struct capsule_options *options, struct diag *diag)
{
    size_t count;
    int root = site_root(site, options->root);
    const struct site_file *files = site_files(site, &count);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && str_eq(files[i].path, files[i - 1].path))
            continue;
        str type = mime_of(options->mime, files[i].path);
        check_picture(&files[i], type, diag);
        check_encoding(root, &files[i], type, diag);
    }
}
