#include "answer/debounce.h"

#include "base/beneath.h"
#include "site/site.h"

#include <unistd.h>

/* As long as the watch waits for an edit to be complete. */
enum { QUIET_MS = 100, NS_IN_MS = 1000000 };

int debounce_left(int root, const struct page *page)
{
    int fd;
    struct stat st;
    if (beneath_open_file(site_root(page->site, root), page_file(page), &fd, &st) != OK)
        return 0;
    close(fd);
    int64_t mtime_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
    int64_t age_ms = (clock_now_ns() - mtime_ns) / NS_IN_MS;
    bool known = st.st_size == page->file_size && mtime_ns == page->file_mtime_ns;
    return known || age_ms < 0 || age_ms >= QUIET_MS ? 0 : (int)(QUIET_MS - age_ms);
}

bool debounce_is_over(int root, const struct page *page)
{
    return debounce_left(root, page) == 0;
}
