#include "plain/web_root.h"

#include "base/beneath.h"

const char *web_sign_of(int root, enum web_maker *maker)
{
    static const struct {
        str file;
        enum web_maker maker;
    } signs[] = {
        {STR_INIT("eleventy.config.js"), MADE_BY_ELEVENTY},  {STR_INIT("eleventy.config.mjs"), MADE_BY_ELEVENTY},
        {STR_INIT("eleventy.config.cjs"), MADE_BY_ELEVENTY}, {STR_INIT("eleventy.config.ts"), MADE_BY_ELEVENTY},
        {STR_INIT(".eleventy.js"), MADE_BY_ELEVENTY},        {STR_INIT("astro.config.mjs"), MADE_BY_ASTRO},
        {STR_INIT("astro.config.js"), MADE_BY_ASTRO},        {STR_INIT("astro.config.ts"), MADE_BY_ASTRO},
        {STR_INIT("astro.config.mts"), MADE_BY_ASTRO},       {STR_INIT("pelicanconf.py"), MADE_BY_PELICAN},
    };
    *maker = MADE_BY_NOBODY;
    for (size_t i = 0; root >= 0 && i < sizeof signs / sizeof *signs; i++)
        if (beneath_has(root, signs[i].file)) {
            *maker = signs[i].maker;
            return signs[i].file.p;
        }
    return NULL;
}

struct str_list web_roots_of(enum web_maker maker)
{
    static const str eleventy[] = {STR_INIT("content"), STR_INIT("src"), STR_INIT("public")},
                     astro[] = {STR_INIT("src/content"), STR_INIT("src/pages"), STR_INIT("src/data"),
                                STR_INIT("content"), STR_INIT("public")},
                     pelican[] = {STR_INIT("content")};
    switch (maker) {
    case MADE_BY_ELEVENTY:
        return (struct str_list){eleventy, sizeof eleventy / sizeof *eleventy};
    case MADE_BY_ASTRO:
        return (struct str_list){astro, sizeof astro / sizeof *astro};
    case MADE_BY_PELICAN:
        return (struct str_list){pelican, sizeof pelican / sizeof *pelican};
    case MADE_BY_NOBODY:
        break;
    }
    return (struct str_list){0};
}

str web_path_of_source(const struct plain *plain, str source)
{
    for (size_t i = 0; i < plain->web_roots.count; i++) {
        str folder = plain->web_roots.items[i];
        if (str_starts(source, folder) && source.n > folder.n + 1 && source.p[folder.n] == '/')
            return str_from(source, folder.n + 1);
    }
    return STR("");
}
