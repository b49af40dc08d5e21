#include "plain/web_root.h"

#include "base/beneath.h"

struct str_list web_roots_of(int root)
{
    static const str eleventy[] = {STR_INIT("content"), STR_INIT("src"), STR_INIT("public")},
                     astro[] = {STR_INIT("src/content"), STR_INIT("src/pages"), STR_INIT("src/data"),
                                STR_INIT("content"), STR_INIT("public")},
                     pelican[] = {STR_INIT("content")};
    static const struct {
        str file;
        struct str_list folders;
    } signs[] = {
        {STR_INIT("eleventy.config.js"), {eleventy, 3}},  {STR_INIT("eleventy.config.mjs"), {eleventy, 3}},
        {STR_INIT("eleventy.config.cjs"), {eleventy, 3}}, {STR_INIT("eleventy.config.ts"), {eleventy, 3}},
        {STR_INIT(".eleventy.js"), {eleventy, 3}},        {STR_INIT("astro.config.mjs"), {astro, 5}},
        {STR_INIT("astro.config.js"), {astro, 5}},        {STR_INIT("astro.config.ts"), {astro, 5}},
        {STR_INIT("astro.config.mts"), {astro, 5}},       {STR_INIT("pelicanconf.py"), {pelican, 1}},
    };
    for (size_t i = 0; root >= 0 && i < sizeof signs / sizeof *signs; i++)
        if (beneath_has(root, signs[i].file))
            return signs[i].folders;
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
