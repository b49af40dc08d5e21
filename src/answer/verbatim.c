#include "answer/verbatim.h"

#include "base/beneath.h"
#include "site/site.h"

#include <string.h>
#include <unistd.h>

enum { PIECE = 64 << 10, NS_IN_S = 1000000000 };

static struct verbatim version_of(const struct stat *st)
{
    return (struct verbatim){.device = (int64_t)st->st_dev,
                             .inode = (int64_t)st->st_ino,
                             .size = st->st_size,
                             .mtime_ns = (int64_t)st->st_mtim.tv_sec * NS_IN_S + st->st_mtim.tv_nsec,
                             .ctime_ns = (int64_t)st->st_ctim.tv_sec * NS_IN_S + st->st_ctim.tv_nsec};
}

static bool is_version(const struct stat *st, const struct verbatim *verbatim)
{
    struct verbatim now = version_of(st);
    return memcmp(&now, verbatim, sizeof now) == 0;
}

static bool has_bytes(int fd, str body)
{
    char piece[PIECE];
    for (size_t done = 0; done < body.n;) {
        size_t want = body.n - done < sizeof piece ? body.n - done : sizeof piece;
        ssize_t got = pread(fd, piece, want, (off_t)done);
        if (got <= 0 || memcmp(piece, body.p + done, (size_t)got) != 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

bool verbatim_judge(int root, const struct page *page, str body, int *fd, struct stat *st, struct verbatim *verbatim)
{
    if (beneath_open_file(site_root(page->site, root), page_file(page), fd, st) != OK)
        return false;
    *verbatim = version_of(st);
    /* The version is the same after the comparison as before it. */
    if ((size_t)st->st_size == body.n && has_bytes(*fd, body) && fstat(*fd, st) == 0 && is_version(st, verbatim))
        return true;
    close(*fd);
    return false;
}

bool verbatim_open(int root, const struct page *page, const struct verbatim *verbatim, int *fd, struct stat *st)
{
    if (beneath_open_file(site_root(page->site, root), page_file(page), fd, st) != OK)
        return false;
    if (is_version(st, verbatim))
        return true;
    close(*fd);
    return false;
}
