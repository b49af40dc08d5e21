#include "plain/program_file.h"

/* Folders at the top that are no texts of the site. */
static bool is_program_folder(enum web_maker maker, str path)
{
    static const str common[] = {STR_INIT("dist"), STR_INIT("node_modules")};
    static const str pelican[] = {STR_INIT("output"), STR_INIT("theme"), STR_INIT("themes"), STR_INIT("plugins"),
                                  STR_INIT("__pycache__")};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (str_eq(path, common[i]))
            return true;
    for (size_t i = 0; maker == MADE_BY_PELICAN && i < sizeof pelican / sizeof *pelican; i++)
        if (str_eq(path, pelican[i]))
            return true;
    return false;
}

/* Folders whose files go to the web as they are. */
static bool is_as_it_is(str path)
{
    static const str folders[] = {STR_INIT("public"), STR_INIT("static")};
    for (str part, rest = path; str_cut(rest, '/', &part, &rest);)
        for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
            if (str_eq(part, folders[i]))
                return true;
    return false;
}

bool is_program_file(const struct plain *plain, str path, str name, bool is_folder)
{
    static const str ends[] = {
        STR_INIT(".js"),   STR_INIT(".mjs"),  STR_INIT(".cjs"),   STR_INIT(".jsx"),   STR_INIT(".ts"),
        STR_INIT(".mts"),  STR_INIT(".cts"),  STR_INIT(".tsx"),   STR_INIT(".json"),  STR_INIT(".yml"),
        STR_INIT(".yaml"), STR_INIT(".toml"), STR_INIT(".lock"),  STR_INIT(".py"),    STR_INIT(".pyc"),
        STR_INIT(".njk"),  STR_INIT(".hbs"),  STR_INIT(".astro"), STR_INIT(".vue"),   STR_INIT(".svelte"),
        STR_INIT(".ejs"),  STR_INIT(".pug"),  STR_INIT(".cfg"),   STR_INIT(".ini"),   STR_INIT(".liquid"),
        STR_INIT(".webc"), STR_INIT(".j2"),   STR_INIT(".sh"),    STR_INIT("akefile")};
    if (plain->made_by == MADE_BY_NOBODY || is_as_it_is(path))
        return false;
    if (is_folder)
        return is_program_folder(plain->made_by, path);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends_nocase(name, ends[i]))
            return true;
    return false;
}
