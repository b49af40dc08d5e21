#include "site/file_kind.h"

#include "base/beneath.h"
#include "base/key_bytes.h"
#include "data/frontmatter.h"
#include "text/valid.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

enum { TICKET_SECRET_SIZE = 48 };

/* The file that tickets are made with is recognised only by its name and its size. */
static bool is_ticket_secret(str path, const struct stat *st)
{
    size_t slash = str_find_last(path, '/');
    str name = slash == STR_NONE ? path : str_from(path, slash + 1);
    return str_eq(name, STR("ticket-secret")) && st->st_size == TICKET_SECRET_SIZE;
}

/* Reads until HEAD has N bytes or the file ends; false: it cannot be read. */
static bool read_to(int fd, char *head, size_t *have, size_t n)
{
    while (*have < n) {
        ssize_t got = pread(fd, head + *have, n - *have, (off_t)*have);
        if (got < 0 && errno != EINTR)
            return false;
        if (got == 0)
            return true;
        *have += got > 0 ? (size_t)got : 0;
    }
    return true;
}

static bool has_front_fence(str first)
{
    return str_starts(first, STR("---")) || str_starts(first, STR("\xEF\xBB\xBF"));
}

static bool read_head(int fd, struct arena *arena, str *head)
{
    char first[KEY_BYTES_FIRST];
    size_t n = 0;
    bool read = read_to(fd, first, &n, sizeof first);
    *head = arena_str(arena, (str){first, n});
    if (!read || n < sizeof first || !(has_front_fence(*head) || key_bytes_need_more(*head)))
        return read;
    char *bytes = arena_alloc(arena, KEY_BYTES_HEAD, 1);
    memcpy(bytes, first, n);
    read = read_to(fd, bytes, &n, KEY_BYTES_HEAD);
    *head = (str){bytes, n};
    return read;
}

unsigned char file_kind_mark(str head)
{
    str first = str_first(head, UCHAR_MAX);
    return (unsigned char)(first.n - text_without_bom(first).n);
}

struct file_kind file_kind_read(int root, str path, struct arena *scratch)
{
    struct file_kind kind = {0};
    int fd;
    str head;
    if (beneath_open_file(root, path, &fd, &kind.st) != OK)
        return (struct file_kind){0};
    bool read = read_head(fd, scratch, &head);
    close(fd);
    if (!read)
        return (struct file_kind){0};
    kind.has_front_matter = has_front_fence(head) && frontmatter_split(head).present;
    kind.is_secret = key_bytes_found(head) || is_ticket_secret(path, &kind.st);
    kind.mark = file_kind_mark(head);
    kind.runs = (kind.st.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)) != 0 && str_starts(head, STR("#!"));
    return kind;
}

bool file_kind_is_secret(int fd, str path, const struct stat *st)
{
    struct arena *scratch = arena_create();
    str head;
    bool secret = !read_head(fd, scratch, &head) || key_bytes_found(head) || is_ticket_secret(path, st);
    arena_destroy(scratch);
    return secret;
}
