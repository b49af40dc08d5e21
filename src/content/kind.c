#include "content/kind.h"

#include "base/beneath.h"
#include "data/data.h"
#include "hexo/hexo.h"
#include "hugo/hugo.h"
#include "hugo/zola.h"
#include "jekyll/jekyll.h"
#include "plain/plain.h"
#include "site/read.h"

#define CHOICE_FILE STR("_splashdown.yml")
enum { CHOICE_MAX = 1 << 20 /* bytes */ };

static const struct {
    const char *name; /* as generator: has it, in the order of KIND_WORDS */
    const struct generator *generator;
    const char *article;
} kinds[] = {{"jekyll", &jekyll, "a Jekyll site"},
             {"hexo", &hexo, "a Hexo site"},
             {"hugo", &hugo, "a Hugo site"},
             {"zola", &zola, "a Zola site"},
             {"notes", &vault, "a folder of notes, private but for what says otherwise"},
             {"plain", &plain, "a plain folder"}};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* What the author names in _splashdown.yml; NULL: nothing, or a word that is none of them. */
static const struct generator *chosen(int root)
{
    struct arena *arena = arena_create();
    const struct generator *found = NULL;
    str text;
    if (root >= 0 && beneath_read(root, CHOICE_FILE, CHOICE_MAX, arena, &text) == OK) {
        const struct data *name = data_get(yaml_parse(text, CHOICE_FILE, 1, arena, NULL), STR("generator"));
        for (size_t i = 0; name && name->kind == DATA_STRING && i < KINDS; i++)
            if (str_eq_nocase(str_trim(name->text), str_of(kinds[i].name)))
                found = kinds[i].generator;
    }
    arena_destroy(arena);
    return found;
}

/* The sign in ROOT by which it is a site of GENERATOR; NULL: there is none. */
static const char *sign_of(int root, const struct generator *generator)
{
    if (root < 0)
        return NULL;
    if (generator == &hexo)
        return hexo_sign(root);
    if (generator == &jekyll)
        return beneath_has(root, STR("_config.yml")) ? "_config.yml"
               : beneath_has(root, STR("_posts"))    ? "the folder _posts"
                                                     : NULL;
    if (generator == &hugo)
        return hugo_made(root) ? "a configuration of Hugo's" : NULL;
    if (generator == &zola)
        return zola_made(root) ? "base_url in its configuration" : NULL;
    if (generator == &vault)
        return vault_made(root) ? "the folder .obsidian" : NULL;
    return plain_sign(root);
}

const struct generator *kind_of(int root, int word)
{
    static const struct generator *const order[] = {&hexo, &jekyll, &hugo, &zola, &vault};
    const struct generator *found = word ? kinds[word - 1].generator : chosen(root);
    for (size_t i = 0; !found && i < sizeof order / sizeof *order; i++)
        if (sign_of(root, order[i]))
            found = order[i];
    return found ? found : root < 0 ? &jekyll : &plain;
}

bool kind_is_top(int root)
{
    return beneath_has(root, STR("_config.yml")) || beneath_has(root, CHOICE_FILE) || hexo_sign(root) ||
           hugo_made(root) || zola_made(root) || vault_made(root) || plain_sign(root);
}

const char *kind_first_post(const struct site *site)
{
    return site_settings(site)->generator->first_post;
}

static bool has_other_sign(int root)
{
    return sign_of(root, &hugo) || sign_of(root, &zola) || sign_of(root, &vault);
}

str kind_sentence(const struct site *site, int root, struct arena *arena)
{
    const struct generator *generator = site_settings(site)->generator;
    bool by_flag = site_options(site)->kind, named = by_flag || chosen(root);
    const char *better = named ? NULL : hexo_better_folder(root);
    size_t i = 0;
    if (better)
        return arena_printf(arena, "this may be the wrong folder: %s", better);
    while (i < KINDS - 1 && kinds[i].generator != generator)
        i++;
    if (generator == &jekyll && !named && !has_other_sign(root))
        return STR("");
    if (by_flag)
        return arena_printf(arena, "taken for %s, since --generator says so", kinds[i].article);
    const char *sign = named ? "_splashdown.yml says so" : sign_of(root, generator);
    const char *partly = !named && sign && generator == &plain ? ", whose texts are read and its program is not" : "";
    return arena_printf(
        arena, "taken for %s, since %s%s%s; if it is another, write \"generator: %s\" into _splashdown.yml",
        kinds[i].article, named || !sign ? "" : "there is ", sign ? sign : "there is no sign of a generator", partly,
        generator == &plain ? "hugo (or jekyll, hexo, zola, notes)" : "plain");
}
