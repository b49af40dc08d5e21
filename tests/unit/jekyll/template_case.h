#ifndef TEST_TEMPLATE_CASE_H
#define TEST_TEMPLATE_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "jekyll/jekyll.h"
#include "jekyll/template.h"
#include "site/read.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Templates and what they become, on a small capsule in a temporary folder. */

struct template_case {
    const char *in, *out;
};

struct template_fixture {
    char folder[64];
    int root;
    const struct site *site;
    struct arena *arena;
    struct diag diag;
    struct template_scope scope;
};

static inline void fixture_write(const struct template_fixture *f, const char *name, const char *text)
{
    int fd = openat(f->root, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static const char fixture_front[] =
    "title: Moon\nlayout: post\ntags: [sky, night]\nrating: 4.5\nlist: [c, a, B, a]\ntwo: \"a\\n\\nb\"\n"
    "deep:\n  key: [1, 2, 3]\nflag: false\nwhen: 2020-03-04\ndate: 2024-05-01 08:00:00 +0800\n"
    "people:\n  - name: Ann\n    age: 30\n  - name: Bob\n    age: 20\n  - name: Cid\n";

static inline void fixture_open(struct template_fixture *f)
{
    strcpy(f->folder, "template-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    f->root = open(f->folder, O_RDONLY | O_DIRECTORY);
    mkdirat(f->root, "_posts", 0700);
    mkdirat(f->root, "_includes", 0700);
    mkdirat(f->root, "_data", 0700);
    char post[1024];
    snprintf(post, sizeof post, "---\n%s---\nbody\n", fixture_front);
    fixture_write(f, "_config.yml", "title: T & T\nurl: https://e.org\nbaseurl: /b\nauthor: Me\nnav: [x, y]\n");
    fixture_write(f, "_posts/2024-05-01-moon.md", post);
    fixture_write(f, "_posts/2024-04-01-sun.md",
                  "---\ntitle: Sun\ntags: sky\npart: 7\ndeep: { a: 1 }\ndate: 2024-04-01 08:00:00 +0800\n---\nbody\n");
    fixture_write(f, "_includes/a.md", "[{{ include.x }}]");
    fixture_write(f, "_includes/self.md", "{% include self.md %}");
    fixture_write(f, "_includes/set.md", "{% assign v = 'set' %}line\n{{ 1 }}\n");
    fixture_write(f, "_includes/break.md", "a{% break %}b");
    fixture_write(f, "_posts/near.txt", "near");
    fixture_write(f, "_data/n.yml", "k: v\nl: [1, 2]\n");
    mkdirat(f->root, "downloads", 0700);
    mkdirat(f->root, "downloads/code", 0700);
    fixture_write(f, "downloads/code/c.rb", "puts 1\n");
    fixture_write(f, "pic.png", "p");
    fixture_write(f, "about.md", "---\ntitle: About\n---\nx\n");
    f->arena = arena_create();
    diag_init(&f->diag);
    const struct site_options options = {.now = 1800000000, .zoneinfo = -1};
    assert_int_equal(site_read(f->root, &options, &jekyll, NULL, &f->diag, &f->site), OK);
    f->scope = (struct template_scope){.page = site_find_post(f->site, STR("2024-05-01-moon")),
                                       .front_matter = yaml_parse(str_of(fixture_front), STR("f"), 1, f->arena, NULL),
                                       .root = f->root,
                                       .file = STR("post.md")};
    assert_non_null(f->scope.page);
    assert_non_null(f->scope.front_matter);
}

static inline void fixture_close(struct template_fixture *f)
{
    static const char *const files[] = {"_config.yml",
                                        "_posts/2024-05-01-moon.md",
                                        "_posts/2024-04-01-sun.md",
                                        "_includes/a.md",
                                        "_includes/self.md",
                                        "_includes/set.md",
                                        "_includes/break.md",
                                        "_posts/near.txt",
                                        "_data/n.yml",
                                        "pic.png",
                                        "downloads/code/c.rb",
                                        "about.md"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        unlinkat(f->root, files[i], 0);
    unlinkat(f->root, "_posts", AT_REMOVEDIR);
    unlinkat(f->root, "_includes", AT_REMOVEDIR);
    unlinkat(f->root, "_data", AT_REMOVEDIR);
    unlinkat(f->root, "downloads/code", AT_REMOVEDIR);
    unlinkat(f->root, "downloads", AT_REMOVEDIR);
    rmdir(f->folder);
    close(f->root);
    site_unref(f->site);
    diag_finish(&f->diag);
    arena_destroy(f->arena);
}

/* TEXT as a body that begins at line 10 of its file. */
static inline struct mapped fixture_run(struct template_fixture *f, str text)
{
    size_t count = 0;
    for (str rest = text, line; str_line(&rest, &line);)
        count++;
    int *lines = ARENA_ARRAY(f->arena, int, count + 1);
    for (size_t i = 0; i < count; i++)
        lines[i] = 10 + (int)i;
    diag_finish(&f->diag);
    diag_init(&f->diag);
    struct mapped out = template_render((struct mapped){text, lines, count}, &f->scope, f->arena, &f->diag);
    count = 0;
    for (str rest = out.text, line; str_line(&rest, &line);)
        count++;
    assert_int_equal(out.count, count);
    return out;
}

static inline void template_check(const struct template_case *cases, size_t count, bool quiet)
{
    struct template_fixture f;
    int wrong = 0;
    fixture_open(&f);
    for (size_t i = 0; i < count; i++) {
        struct mapped out = fixture_run(&f, str_of(cases[i].in));
        bool told = quiet && f.diag.count;
        if (str_eq(out.text, str_of(cases[i].out)) && !told)
            continue;
        wrong++;
        print_error("%s\n  gives  %.*s\n  not    %s\n", cases[i].in, STR_ARG(out.text), cases[i].out);
        if (told)
            print_error("  warns  %.*s\n", STR_ARG(f.diag.entries[0].text));
    }
    fixture_close(&f);
    assert_int_equal(wrong, 0);
}

#define TEMPLATE_CHECK(cases, quiet) template_check((cases), sizeof(cases) / sizeof *(cases), (quiet))

#endif
