#include "site/own_keys.h"

#include "data/data.h"
#include "site/config_file.h"
#include "site/ground.h"
#include "text/clean.h"

enum { LINES_MAX = 1 << 20 /* bytes */, RECENT = 20 };

static bool flag_at(const struct data *own, const char *key, bool otherwise)
{
    const struct data *value = data_get(own, str_of(key));
    return value && value->kind == DATA_BOOL ? value->boolean : otherwise;
}

static void push_lines(struct str_list *list, str text, struct arena *arena)
{
    for (str line; str_line(&text, &line);) {
        size_t capacity = list->count;
        str *items = arena_grow(arena, (void *)(uintptr_t)list->items, list->count, &capacity, sizeof *items);
        items[list->count++] = arena_str(arena, clean_controls(line, arena));
        list->items = items;
    }
}

/* A line, several, or the name of a file of INCLUDES, for every page. */
static struct str_list read_lines(int root, const struct site_options *options, str includes, const struct data *value,
                                  struct arena *arena)
{
    struct str_list lines = {0};
    str file = data_text(value, arena), text;
    bool named = root >= 0 && includes.n && file.n && str_find_last(file, '.') != STR_NONE &&
                 str_span_not(file, " \t\n") == file.n;
    if (named &&
        ground_read(root, options, NULL, ARENA_CONCAT(arena, includes, STR("/"), file), LINES_MAX, arena, &text) == OK)
        push_lines(&lines, clean_source(text, file, arena, NULL), arena);
    else if (value && value->kind == DATA_STRING)
        push_lines(&lines, value->text, arena);
    else
        for (size_t i = 0; value && value->kind == DATA_LIST && i < value->count; i++)
            push_lines(&lines, data_text(value->items[i], arena), arena);
    return lines;
}

void own_keys_read(const struct data *own, int root, const struct site_options *options, str includes,
                   struct arena *arena, struct site_config *c)
{
    const struct data *recent = data_get(own, STR("recent"));
    c->gemini_url = data_text(data_get(own, STR("gemini_url")), arena);
    c->listing = flag_at(own, "listing", false);
    c->post_footer = flag_at(own, "post_footer", true);
    c->strict_rfc1436 = flag_at(own, "strict_rfc1436", false);
    c->search_given = data_get(own, STR("search")) != NULL;
    c->search = flag_at(own, "search", true);
    c->recent = recent && recent->kind == DATA_INT && recent->integer >= 0 ? (size_t)recent->integer : RECENT;
    c->words = data_get(own, STR("words"));
    c->web_css = data_text(data_get(data_get(own, STR("web")), STR("css")), arena);
    c->header = read_lines(root, options, includes, data_get(own, STR("header")), arena);
    c->footer = read_lines(root, options, includes, data_get(own, STR("footer")), arena);
}

enum err own_file_obey(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                       struct site_config *c, str *text)
{
    *text = STR("");
    enum err err = root < 0 ? ERR_NOT_FOUND : config_file_read(root, options, OWN_FILE, arena, diag, text);
    if (err != OK)
        return err == ERR_NOT_FOUND ? OK : err;
    const struct data *own = yaml_parse(*text, OWN_FILE, 1, arena, diag);
    if (!own)
        return ERR_SYNTAX;
    if (own->kind != DATA_MAP && own->kind != DATA_NULL) {
        diag_add(diag, SEVERITY_ERROR, OWN_FILE, own->line,
                 "this is not a list of \"key: value\" lines; write lines such as \"listing: true\"");
        return ERR_SYNTAX;
    }
    own_keys_lint(own, OWN_FILE, diag);
    own_keys_read(own, root, options, STR(""), arena, c);
    return OK;
}
