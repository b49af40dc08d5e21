#include "answer/settled.h"

#include "base/beneath.h"

#include <time.h>
#include <unistd.h>

/* As long as the watch waits for an edit to be complete. */
enum { QUIET_MS = 100, LATEST_MS = 500, NS_IN_MS = 1000000 };

/* Milliseconds until the file will have stood still; 0: it has. */
static int64_t left_for(int root, const struct page *page)
{
    int fd;
    struct stat st;
    if (beneath_open_file(root, page_file(page), &fd, &st) != OK)
        return 0;
    close(fd);
    int64_t mtime_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
    int64_t age_ms = (clock_now_ns() - mtime_ns) / NS_IN_MS;
    bool known = st.st_size == page->file_size && mtime_ns == page->file_mtime_ns;
    return known || age_ms < 0 || age_ms >= QUIET_MS ? 0 : QUIET_MS - age_ms;
}

bool settled_is(int root, const struct page *page)
{
    return left_for(root, page) == 0;
}

void settled_wait(int root, const struct page *page)
{
    int64_t end = clock_monotonic() + LATEST_MS, left;
    while ((left = left_for(root, page)) > 0 && clock_monotonic() < end)
        nanosleep(&(struct timespec){.tv_nsec = (long)left * NS_IN_MS}, NULL);
}
