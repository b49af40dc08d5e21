#include "jekyll/jekyll.h"
#include "site/read.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/splashdown-fuzz-XXXXXX";

static void clean_up(void)
{
    if (chdir(folder) == 0 && unlink("_config.yml") == 0)
        rmdir(folder);
}

static int make_folder(void)
{
    int root = mkdtemp(folder) ? open(folder, O_RDONLY | O_DIRECTORY) : -1;
    if (root < 0 || atexit(clean_up) != 0)
        abort();
    return root;
}

static void write_config(int root, const uint8_t *data, size_t size)
{
    int fd = openat(root, "_config.yml", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size || close(fd) != 0)
        abort();
}

/* An address begins with a slash, whatever the permalink. */
static void check_page(const struct page *page)
{
    if (!str_starts(page->stem, STR("/")) || !str_starts(page->url, STR("/")))
        abort();
}

/* A capsule's _config.yml, and a post that it is applied to. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int root = -1;
    const struct site_options options = {.now = 2000000000, .zoneinfo = -1};
    const struct site *site = NULL;
    struct diag diag;
    str source = STR("---\ntitle: The moon\ntags: [sky, C++]\ncategory: night\n---\nx\n");
    if (root < 0)
        root = make_folder();
    write_config(root, data, size);
    diag_init(&diag);
    enum err err = site_read_text(root, &options, &jekyll, STR("_posts/2024-05-01-moon.md"), source, &diag, &site);
    if ((err == OK) != (site != NULL) || (err != OK && !diag.errors))
        abort();
    if (site) {
        size_t count;
        const struct page *const *posts = site_posts(site, &count);
        for (size_t i = 0; i < count; i++)
            check_page(posts[i]);
    }
    site_unref(site);
    diag_finish(&diag);
    return 0;
}
