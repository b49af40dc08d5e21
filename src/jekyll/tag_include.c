#include "jekyll/place.h"
#include "jekyll/settings.h"
#include "jekyll/tag_fill.h"
#include "jekyll/template_scope.h"
#include "jekyll/template_words.h"
#include "liquid/expression.h"
#include "site/ground.h"
#include "text/valid.h"
#include "uri/uri.h"

/* include and include_relative: another file's text, with parameters. */

enum { INCLUDE_FILE_MAX = 1 << 20, PARAMETERS_MAX = 64 };

/* Takes the file's name off the front of REST; it ends at white space outside {{ }}. */
static str take_name(struct run *run, str *rest)
{
    str s = str_trim(*rest);
    size_t n = 0;
    bool inside = false;
    while (n < s.n && (inside || !char_is_space(s.p[n]))) {
        if (str_starts(str_from(s, n), STR("{{")))
            inside = true;
        else if (str_starts(str_from(s, n), STR("}}")))
            inside = false;
        n++;
    }
    *rest = str_from(s, n);
    str name = str_first(s, n);
    if (name.n > 1 && (*name.p == '"' || *name.p == '\'') && name.p[n - 1] == *name.p)
        name = str_between(name, 1, n - 1);
    return tag_fill(run, name);
}

static bool skip_escape(str s, size_t *i)
{
    if (s.p[*i] != '\\' || *i + 1 >= s.n)
        return false;
    *i += 2;
    return true;
}

/* Reads a text in quotes, in which \" is a quote, or any other value. */
static bool read_parameter(struct run *run, str *rest, struct value *out)
{
    str s = str_trim_left(*rest);
    if (!s.n || (*s.p != '"' && *s.p != '\''))
        return expression_value(run, rest, out);
    size_t i = 1;
    while (i < s.n && s.p[i] != *s.p)
        if (!skip_escape(s, &i))
            i++;
    if (i >= s.n)
        return false;
    char *text = arena_z(run->arena, str_between(s, 1, i));
    size_t n = 0;
    for (size_t k = 1; k < i; k++) {
        if (s.p[k] == '\\' && k + 1 < i && s.p[k + 1] == *s.p)
            k++;
        text[n++] = s.p[k];
    }
    *out = value_string((str){text, n});
    *rest = str_from(s, i + 1);
    return true;
}

static struct value read_parameters(struct run *run, str rest)
{
    struct value_pair pairs[PARAMETERS_MAX];
    size_t count = 0;
    while (str_trim(rest).n && count < PARAMETERS_MAX) {
        pairs[count].key = expression_word(&rest);
        if (!pairs[count].key.n || !expression_take(&rest, '=') || !read_parameter(run, &rest, &pairs[count].value)) {
            run_warn(run, "\"%.*s\" is not a parameter; write name=\"value\"", STR_ARG(str_first(str_trim(rest), 60)));
            break;
        }
        count++;
    }
    struct value_pair *kept = ARENA_ARRAY(run->arena, struct value_pair, count);
    for (size_t i = 0; i < count; i++)
        kept[i] = pairs[i];
    return value_map(kept, count);
}

static str includes_of(const struct run *run)
{
    const struct page *page = template_scope_of(run)->page;
    return page && page->site ? jekyll_of(site_settings(page->site))->includes_dir : STR("_includes");
}

static str folder_of(struct run *run, bool relative)
{
    if (!relative)
        return ARENA_CONCAT(run->arena, includes_of(run), STR("/"));
    str source = template_scope_of(run)->page ? template_scope_of(run)->page->source : STR("");
    size_t slash = str_find_last(source, '/');
    return slash == STR_NONE ? STR("") : str_first(source, slash + 1);
}

static bool read_file(struct run *run, str name, bool relative, str *path_out, str *text)
{
    str path;
    str asked = ARENA_CONCAT(run->arena, STR("/"), folder_of(run, relative), name);
    bool inside = name.n && uri_remove_dots(asked, run->arena, &path);
    if (inside && !relative)
        inside = str_starts(path, ARENA_CONCAT(run->arena, STR("/"), includes_of(run), STR("/")));
    /* site_ground covers files of PLACE_GROUND; any other, even an excluded one that no snapshot sees, is recorded. */
    if (inside && relative && !place_is_in_ground(str_from(path, 1)))
        uses_file(template_scope_of(run)->uses, template_scope_of(run)->page, str_from(path, 1));
    const struct page *page = template_scope_of(run)->page;
    const struct site_options none = {0}, *options = page && page->site ? site_options(page->site) : &none;
    if (inside && template_scope_of(run)->root >= 0 && !str_has_char(path, '\0') &&
        ground_read(template_scope_of(run)->root, options, page, str_from(path, 1), INCLUDE_FILE_MAX, run->arena,
                    text) == OK) {
        *path_out = str_from(path, 1);
        return true;
    }
    run_warn(run, "there is no file \"%.*s\" to include; write it, or remove the tag",
             STR_ARG(str_first(str_from(asked, 1), 200)));
    return false;
}

/* Sets *FIRST to the number of the line in which the rest begins, from 1. */
static str without_front_matter(str text, int *first)
{
    str rest = text, line;
    *first = 1;
    if (!str_line(&rest, &line) || !str_eq(str_trim_right(line), STR("---")))
        return text;
    for (int number = 2; str_line(&rest, &line); number++)
        if (str_eq(str_trim_right(line), STR("---"))) {
            *first = number + 1;
            return rest;
        }
    return text;
}

/* The file, read and cut once for all its inclusions. NULL: there is none, or the bounds are reached. */
static const struct walk_file *find_file(struct run *run, str name, bool relative)
{
    int *known = strmap_at(&run->included, ARENA_CONCAT(run->arena, relative ? STR("./") : STR(""), name));
    if (*known)
        return run_spend(run, 1, 0) ? run->files[*known - 1] : NULL;
    str path, text;
    if (!run_spend(run, RUN_FILE_STEPS, 0) || !read_file(run, name, relative, &path, &text) ||
        !run_spend(run, 0, text.n))
        return NULL;
    struct walk_file *file = ARENA_NEW(run->arena, struct walk_file);
    *file = (struct walk_file){.path = path, .first = 1};
    text = text_repair(text, run->arena, NULL);
    if (relative)
        text = without_front_matter(text, &file->first);
    file->template = template_cut(run, text);
    run->files = arena_grow(run->arena, run->files, run->file_count, &run->file_capacity, sizeof *run->files);
    run->files[run->file_count++] = file;
    *known = (int)run->file_count;
    return file;
}

static enum flow run_include(struct walk *walk, size_t i)
{
    struct run *run = walk->run;
    const struct token *token = tag_token(walk, i);
    bool relative = str_eq(token->name, STR("include_relative"));
    str rest = token->rest, name = take_name(run, &rest);
    if (run->includes == RUN_INCLUDES_MAX) {
        run_warn(run, "includes are nested more than %d deep; \"%.*s\" is left out", RUN_INCLUDES_MAX,
                 STR_ARG(str_first(name, 100)));
        return FLOW_ON;
    }
    struct value parameters = read_parameters(run, rest);
    const struct walk_file *file = find_file(run, name, relative);
    return file ? walk_file(walk, file, STR("include"), parameters) : FLOW_ON;
}

static const struct tag tags[] = {
    {STR_INIT("include"), run_include, TAG_ALONE},
    {STR_INIT("include_relative"), run_include, TAG_ALONE},
    {STR_INIT("include_cached"), run_include, TAG_ALONE},
};
const struct tag_table tag_include = {tags, sizeof tags / sizeof *tags};
