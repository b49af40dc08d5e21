#include "data/toml.h"

#include "data/toml_scalar.h"
#include "data/toml_string.h"
#include "data/toml_table.h"
#include "text/valid.h"

static const struct data *take_value(struct text_cursor *c, int depth);

static void skip_blanks(struct text_cursor *c)
{
    cursor_take(c, str_span(c->rest, " \t"));
}

/* Takes a comment, if one comes next; its line's end stays. */
static bool take_comment(struct text_cursor *c)
{
    if (cursor_peek(c, 0) != '#')
        return true;
    while (!cursor_at_end(c) && !cursor_newline(c)) {
        unsigned char byte = (unsigned char)c->rest.p[0];
        if ((byte < ' ' && byte != '\t') || byte == 0x7f)
            return cursor_complain(c, c->line, "a control character stands in this comment; take it out");
        cursor_take(c, 1);
    }
    return true;
}

/* The bytes that may stand between the values of an array. */
static bool skip_lines(struct text_cursor *c)
{
    do {
        skip_blanks(c);
        if (!take_comment(c))
            return false;
    } while (cursor_take_newline(c));
    return true;
}

/* The rest of a line after a value or header. */
static bool take_end_of_line(struct text_cursor *c)
{
    skip_blanks(c);
    if (!take_comment(c))
        return false;
    return cursor_at_end(c) || cursor_take_newline(c) ||
           cursor_complain(c, c->line,
                           "something follows the value or header of this line; write each on a line of its own, and "
                           "quotes around a text");
}

static const struct data *take_array(struct text_cursor *c, int depth)
{
    struct toml_array *array = toml_array_new(c, c->line);
    int first = c->line;
    cursor_take(c, 1);
    bool comma = true;
    while (skip_lines(c) && !cursor_take_char(c, ']')) {
        if (cursor_at_end(c))
            cursor_complain(c, first, "this list is never closed; write ] at its end");
        else if (!comma)
            cursor_complain(c, c->line, "a comma is missing between two values of a list");
        const struct data *item = c->failed ? NULL : take_value(c, depth + 1);
        if (!item)
            return NULL;
        growing_append(&array->list, item, c->arena);
        comma = skip_lines(c) && cursor_take_char(c, ',');
    }
    return c->failed ? NULL : &array->list.data;
}

/* "key = value" in TABLE, without the end of the line. */
static bool take_pair(struct text_cursor *c, struct toml_table *table)
{
    struct toml_path path = {0};
    if (!toml_take_path(c, &path))
        return false;
    if (!cursor_take_char(c, '='))
        return cursor_complain(c, c->line, "= is missing after the key \"%.*s\"", STR_ARG(path.parts[path.count - 1]));
    skip_blanks(c);
    struct toml_table *inner = toml_table_reach(c, table, &path);
    const struct data *value = inner ? take_value(c, inner->depth + 1) : NULL;
    return value && toml_table_define(c, inner, path.parts[path.count - 1], path.line, value);
}

/* The tables that dotted keys have made within braces are complete, too. */
static void complete(struct toml_table *table)
{
    table->origin = TOML_COMPLETE;
    for (size_t i = 0; i < table->map.data.count; i++) {
        struct toml_table *inner = (struct toml_table *)table->map.data.pairs[i].value;
        if (inner->map.data.kind == DATA_MAP && inner->origin == TOML_DOTTED)
            complete(inner);
    }
}

static const struct data *take_inline_table(struct text_cursor *c, int depth)
{
    struct toml_table *table = toml_table_new(c, TOML_DOTTED, c->line, depth);
    cursor_take(c, 1);
    skip_blanks(c);
    bool over = cursor_take_char(c, '}');
    while (!over) {
        if (!take_pair(c, table))
            return NULL;
        skip_blanks(c);
        over = cursor_take_char(c, '}');
        if (!over && !cursor_take_char(c, ',')) {
            cursor_complain(c, c->line,
                            "a table in braces stands on one line, with commas between its keys and } at its end");
            return NULL;
        }
    }
    complete(table);
    return &table->map.data;
}

static const struct data *take_string(struct text_cursor *c)
{
    struct data *d = cursor_data(c, DATA_STRING, c->line);
    return toml_take_string(c, true, &d->text) ? d : NULL;
}

static const struct data *take_value(struct text_cursor *c, int depth)
{
    char next = cursor_peek(c, 0);
    if (depth >= TOML_DEPTH_MAX) {
        cursor_complain(c, c->line, "values more than %d levels deep", TOML_DEPTH_MAX);
        return NULL;
    }
    if (next == '"' || next == '\'')
        return take_string(c);
    if (next == '[')
        return take_array(c, depth);
    return next == '{' ? take_inline_table(c, depth) : toml_take_scalar(c);
}

/* "[table]" or "[[table]]"; NULL with a complaint. */
static struct toml_table *take_header(struct text_cursor *c, struct toml_table *root)
{
    struct toml_path path = {0};
    bool element = cursor_peek(c, 1) == '[';
    cursor_take(c, element ? 2 : 1);
    if (!toml_take_path(c, &path))
        return NULL;
    if (!cursor_take_char(c, ']') || (element && !cursor_take_char(c, ']'))) {
        cursor_complain(c, c->line, "%s is missing at the end of this header", element ? "]]" : "]");
        return NULL;
    }
    return toml_table_open(c, root, &path, element);
}

static bool take_line(struct text_cursor *c, struct toml_table *root, struct toml_table **current)
{
    skip_blanks(c);
    if (cursor_peek(c, 0) == '[') {
        *current = take_header(c, root);
        if (!*current)
            return false;
    } else if (!cursor_at_end(c) && cursor_peek(c, 0) != '#' && !cursor_newline(c) && !take_pair(c, *current)) {
        return false;
    }
    return take_end_of_line(c);
}

static bool check_bytes(struct text_cursor *c)
{
    size_t bad;
    if (text_is_utf16(c->rest))
        return cursor_complain(c, c->line, "it is UTF-16; save the file as UTF-8");
    text_repair(c->rest, c->arena, &bad);
    if (bad == STR_NONE)
        return true;
    int line = c->line + (int)str_count(str_first(c->rest, bad), '\n');
    return cursor_complain(c, line, "these bytes are not UTF-8; save the file as UTF-8");
}

static const struct data *parse(struct text_cursor *c)
{
    struct toml_table *root = toml_table_new(c, TOML_HEADER, c->line, 0), *current = root;
    if (c->line == 1 && str_starts(c->rest, STR("\xef\xbb\xbf")))
        cursor_take(c, 3);
    if (!check_bytes(c))
        return NULL;
    while (!cursor_at_end(c))
        if (!take_line(c, root, &current))
            return NULL;
    return &root->map.data;
}

const struct data *toml_parse(str text, str file, int line, struct arena *arena, struct diag *diag)
{
    struct text_cursor c = {.rest = text, .file = file, .line = line, .format = "TOML", .arena = arena, .diag = diag};
    return parse(&c);
}

const struct data *toml_parse_with_controls(str text, str file, int line, struct arena *arena, struct diag *diag)
{
    struct text_cursor c = {.rest = text,
                            .file = file,
                            .line = line,
                            .format = "TOML",
                            .arena = arena,
                            .diag = diag,
                            .keep_controls = true};
    return parse(&c);
}
