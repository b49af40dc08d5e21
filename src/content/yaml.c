#include "content/data.h"
#include "content/yaml_scalar.h"

#include <string.h>
#include <yaml.h>

enum { DEPTH_MAX = 64 };

/* One document on its way from libyaml's events to a tree. */
struct reading {
    yaml_parser_t parser;
    str text, file;
    int line; /* of the first line of TEXT in FILE */
    struct arena *arena;
    struct diag *diag;
    bool failed;
};

static const struct data *read_node(struct reading *r, const yaml_event_t *event, int depth);

static int line_of(const struct reading *r, size_t mark_line)
{
    return r->line + (int)mark_line;
}

static void complain(struct reading *r, int line, const char *what)
{
    if (!r->failed)
        diag_add(r->diag, SEVERITY_ERROR, r->file, line, "%s", what);
    r->failed = true;
}

/* A fault in the bytes comes without a line: it is counted. */
static int line_of_offset(const struct reading *r, size_t offset)
{
    int line = r->line;
    for (size_t i = 0; i < offset && i < r->text.n; i++)
        line += r->text.p[i] == '\n';
    return line;
}

static str line_text(const struct reading *r, size_t number)
{
    str rest = r->text, line = STR("");
    for (size_t i = 0; i <= number && str_line(&rest, &line); i++)
        ;
    return line;
}

/* What people write instead, by what they wrote. */
static const char *advice_for(str line)
{
    str key, value;
    if (str_has_char(line, '\t') && str_span(line, " ") < line.n && line.p[str_span(line, " ")] == '\t')
        return "indent with spaces, not with a tab";
    if (!str_cut(line, ':', &key, &value))
        return "every line of front matter is \"key: value\"";
    value = str_trim(value);
    if (value.n && strchr("@%*&!`[{", value.p[0]))
        return "put quotes around the value: it begins with a character that YAML keeps for itself";
    if (str_find(value, STR(": ")) != STR_NONE)
        return "put quotes around the value: it holds a colon";
    return "put quotes around the value";
}

static void complain_of_parser(struct reading *r)
{
    const yaml_parser_t *p = &r->parser;
    if (p->error == YAML_READER_ERROR) {
        complain(r, line_of_offset(r, p->problem_offset),
                 "bytes that YAML does not allow; save the file as UTF-8 without control characters");
        return;
    }
    /* Of what is never closed the beginning is to blame, not where it was noticed. */
    bool open = p->context && (strstr(p->context, "flow") || strstr(p->context, "quoted"));
    size_t number = open ? p->context_mark.line : p->problem_mark.line;
    int line = line_of(r, number);
    if (!r->failed)
        diag_add(r->diag, SEVERITY_ERROR, r->file, line, "this is not YAML (%s); %s",
                 p->problem ? p->problem : "it ends too early", advice_for(line_text(r, number)));
    r->failed = true;
}

static bool next(struct reading *r, yaml_event_t *event)
{
    if (r->failed)
        return false;
    if (!yaml_parser_parse(&r->parser, event)) {
        complain_of_parser(r);
        return false;
    }
    return true;
}

static struct data *new_data(struct reading *r, enum data_kind kind, const yaml_event_t *event)
{
    struct data *d = ARENA_NEW(r->arena, struct data);
    d->kind = kind;
    d->line = line_of(r, event->start_mark.line);
    return d;
}

static const struct data *read_scalar(struct reading *r, const yaml_event_t *event)
{
    struct data *d = new_data(r, DATA_STRING, event);
    d->text = arena_str(r->arena, (str){(const char *)event->data.scalar.value, event->data.scalar.length});
    if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && event->data.scalar.plain_implicit)
        yaml_scalar_resolve(d);
    return d;
}

static const struct data *read_list(struct reading *r, const yaml_event_t *start, int depth)
{
    struct data *d = new_data(r, DATA_LIST, start);
    const struct data **items = NULL;
    size_t capacity = 0;
    yaml_event_t event;
    while (next(r, &event)) {
        bool end = event.type == YAML_SEQUENCE_END_EVENT;
        if (!end) {
            items = arena_grow(r->arena, items, d->count, &capacity, sizeof *items);
            items[d->count++] = read_node(r, &event, depth + 1);
        }
        yaml_event_delete(&event);
        if (end)
            break;
    }
    d->items = items;
    return d;
}

static void note_repeated_key(struct reading *r, const struct data_pair *pairs, size_t count, const struct data *key)
{
    /* Long maps are data, not front matter; looking for repeats there would be quadratic. */
    if (!pairs || count > 200)
        return;
    for (size_t i = 0; i < count; i++)
        if (str_eq(pairs[i].key, key->text))
            diag_add(r->diag, SEVERITY_WARNING, r->file, key->line,
                     "the key \"%.*s\" stands twice; the last one counts", STR_ARG(key->text));
}

static const struct data *read_map(struct reading *r, const yaml_event_t *start, int depth)
{
    struct data *d = new_data(r, DATA_MAP, start);
    struct data_pair *pairs = NULL;
    size_t capacity = 0;
    const struct data *key = NULL;
    yaml_event_t event;
    while (next(r, &event)) {
        bool end = event.type == YAML_MAPPING_END_EVENT;
        const struct data *node = end ? NULL : read_node(r, &event, depth + 1);
        yaml_event_delete(&event);
        if (end || r->failed)
            break;
        if (!key) {
            key = node;
            note_repeated_key(r, pairs, d->count, key);
            continue;
        }
        pairs = arena_grow(r->arena, pairs, d->count, &capacity, sizeof *pairs);
        pairs[d->count++] = (struct data_pair){key->text, node, key->line};
        key = NULL;
    }
    d->pairs = pairs;
    return d;
}

static const struct data *read_node(struct reading *r, const yaml_event_t *event, int depth)
{
    if (depth > DEPTH_MAX) {
        complain(r, line_of(r, event->start_mark.line), "nested more than 64 deep; write it flatter");
        return new_data(r, DATA_NULL, event);
    }
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(r, event);
    case YAML_SEQUENCE_START_EVENT:
        return read_list(r, event, depth);
    case YAML_MAPPING_START_EVENT:
        return read_map(r, event, depth);
    case YAML_ALIAS_EVENT:
        diag_add(r->diag, SEVERITY_WARNING, r->file, line_of(r, event->start_mark.line),
                 "aliases (*name) are not followed; write the value out");
        return new_data(r, DATA_NULL, event);
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        break;
    }
    return new_data(r, DATA_NULL, event);
}

/* The first node of the first document; an empty document is null. */
static const struct data *read_document(struct reading *r)
{
    const struct data *root = NULL;
    yaml_event_t event;
    while (!root && next(r, &event)) {
        bool node = event.type == YAML_SCALAR_EVENT || event.type == YAML_SEQUENCE_START_EVENT ||
                    event.type == YAML_MAPPING_START_EVENT || event.type == YAML_STREAM_END_EVENT;
        if (node)
            root = read_node(r, &event, 0);
        yaml_event_delete(&event);
    }
    /* What stands behind the document is a fault too. */
    bool ended = false;
    while (!r->failed && !ended && next(r, &event)) {
        ended =
            event.type == YAML_STREAM_END_EVENT || event.type == YAML_DOCUMENT_END_EVENT || event.type == YAML_NO_EVENT;
        yaml_event_delete(&event);
    }
    return r->failed ? NULL : root;
}

const struct data *yaml_parse(str text, str file, int line, struct arena *arena, struct diag *diag)
{
    struct reading r = {.text = text, .file = file, .line = line, .arena = arena, .diag = diag};
    if (!yaml_parser_initialize(&r.parser))
        return NULL;
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)text.p, text.n);
    const struct data *root = read_document(&r);
    yaml_parser_delete(&r.parser);
    return root;
}
