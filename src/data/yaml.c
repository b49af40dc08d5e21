#include "data/data.h"
#include "data/yaml_anchor.h"
#include "data/yaml_fault.h"
#include "data/yaml_scalar.h"
#include "text/clean.h"
#include "text/valid.h"

static const struct data *read_node(struct yaml_reading *r, const yaml_event_t *event, int depth);

static bool next(struct yaml_reading *r, yaml_event_t *event)
{
    if (r->failed)
        return false;
    if (!yaml_parser_parse(&r->parser, event)) {
        yaml_complain_of_parser(r);
        return false;
    }
    return true;
}

static struct data *new_data(struct yaml_reading *r, enum data_kind kind, const yaml_event_t *event)
{
    struct data *d = ARENA_NEW(r->arena, struct data);
    d->kind = kind;
    d->line = yaml_line(r, event->start_mark.line);
    return d;
}

static const struct data *read_scalar(struct yaml_reading *r, const yaml_event_t *event)
{
    struct data *d = new_data(r, DATA_STRING, event);
    str text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    d->text = clean_controls(arena_str(r->arena, text), r->arena);
    if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && event->data.scalar.plain_implicit)
        (r->as_go ? yaml_scalar_resolve_go : r->as_js ? yaml_scalar_resolve_js : yaml_scalar_resolve)(d);
    return d;
}

static const struct data *read_list(struct yaml_reading *r, const yaml_event_t *start, int depth)
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

static void note_repeated_key(struct yaml_reading *r, const struct data_pair *pairs, size_t count,
                              const struct data *key)
{
    /* Long maps are data, not front matter; searching them for repeats would be quadratic. */
    if (!pairs || count > 200)
        return;
    for (size_t i = 0; i < count; i++)
        if (r->as_js && str_eq(pairs[i].key, key->text) && !str_eq(key->text, STR("<<")))
            yaml_complain(r, key->line, "a key is there twice, and Hexo reads nothing of it; remove one");
        else if (str_eq(pairs[i].key, key->text) && !str_eq(key->text, STR("<<")))
            diag_add(r->diag, SEVERITY_WARNING, r->file, key->line,
                     "the key \"%.*s\" is there twice, and the last one counts; remove one", STR_ARG(key->text));
}

static const struct data *read_map(struct yaml_reading *r, const yaml_event_t *start, int depth)
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
    yaml_merge(d, r->arena);
    data_index(d, r->arena);
    return d;
}

/* The name that the author gives a node, "&name"; NULL: none. */
static const char *anchor_of(const yaml_event_t *event)
{
    const yaml_char_t *name = event->type == YAML_SCALAR_EVENT           ? event->data.scalar.anchor
                              : event->type == YAML_SEQUENCE_START_EVENT ? event->data.sequence_start.anchor
                              : event->type == YAML_MAPPING_START_EVENT  ? event->data.mapping_start.anchor
                                                                         : NULL;
    return (const char *)name;
}

static const struct data *read_node(struct yaml_reading *r, const yaml_event_t *event, int depth)
{
    const struct data *node = NULL;
    if (depth > YAML_DEPTH_MAX) {
        yaml_complain(r, yaml_line(r, event->start_mark.line), "nested more than 64 levels deep; nest less");
        return new_data(r, DATA_NULL, event);
    }
    if (event->type == YAML_ALIAS_EVENT)
        return yaml_alias(r, event, depth);
    struct yaml_extent extent = yaml_node_begin(r, depth);
    if (event->type == YAML_SCALAR_EVENT)
        node = read_scalar(r, event);
    else if (event->type == YAML_SEQUENCE_START_EVENT)
        node = read_list(r, event, depth);
    else if (event->type == YAML_MAPPING_START_EVENT)
        node = read_map(r, event, depth);
    else
        node = new_data(r, DATA_NULL, event);
    yaml_node_end(r, extent, depth, anchor_of(event), node);
    return node;
}

static bool is_node(const yaml_event_t *event)
{
    return event->type == YAML_SCALAR_EVENT || event->type == YAML_SEQUENCE_START_EVENT ||
           event->type == YAML_MAPPING_START_EVENT || event->type == YAML_ALIAS_EVENT;
}

/* The node that a bare "---" gives. */
static bool is_empty(const yaml_event_t *event)
{
    return event->type == YAML_SCALAR_EVENT && event->data.scalar.length == 0 &&
           event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !event->data.scalar.anchor && !event->data.scalar.tag;
}

/* The first node of the first document; an empty document is null. */
static const struct data *read_first(struct yaml_reading *r)
{
    const struct data *root = NULL;
    yaml_event_t event;
    while (!root && next(r, &event)) {
        r->ended = event.type == YAML_STREAM_END_EVENT;
        r->kind = event.type;
        r->first = event.start_mark;
        if (is_node(&event) || r->ended)
            root = read_node(r, &event, 0);
        yaml_event_delete(&event);
    }
    return root;
}

/* After the first document only empty ones may stand. */
static void read_rest(struct yaml_reading *r)
{
    bool over = r->ended;
    int marker = 0;
    yaml_event_t event;
    while (!over && next(r, &event)) {
        int line = yaml_line(r, event.start_mark.line);
        over = event.type == YAML_STREAM_END_EVENT || event.type == YAML_NO_EVENT;
        if (event.type == YAML_DOCUMENT_START_EVENT)
            marker = line;
        if (event.type == YAML_DOCUMENT_END_EVENT && !r->ended)
            r->dots = event.data.document_end.implicit ? 0 : line;
        r->ended |= event.type == YAML_DOCUMENT_END_EVENT;
        if (is_node(&event) && !is_empty(&event)) {
            yaml_complain(r, marker, "a second document begins here, and is not read; take this line out");
            yaml_note_silent_end(r, marker);
        }
        yaml_event_delete(&event);
    }
}

static const struct data *read_document(struct yaml_reading *r)
{
    const struct data *root = read_first(r);
    read_rest(r);
    return r->failed ? NULL : root;
}

static const struct data *parse(struct yaml_reading *r, str text)
{
    r->text = text_without_bom(text);
    yaml_check_bytes(r, text);
    if (r->failed || !yaml_parser_initialize(&r->parser))
        return NULL;
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)(r->text.n ? r->text.p : ""), r->text.n);
    const struct data *root = read_document(r);
    yaml_parser_delete(&r->parser);
    return root;
}

const struct data *yaml_parse(str text, str file, int line, struct arena *arena, struct diag *diag)
{
    struct yaml_reading r = {.file = file, .line = line, .arena = arena, .diag = diag};
    return parse(&r, text);
}

const struct data *yaml_parse_for_jekyll(str text, str file, int line, struct arena *arena, struct diag *diag)
{
    struct yaml_reading r = {.file = file, .line = line, .for_jekyll = true, .arena = arena, .diag = diag};
    return parse(&r, text);
}

const struct data *yaml_parse_as_go(str text, str file, int line, struct arena *arena, struct diag *diag)
{
    struct yaml_reading r = {.file = file, .line = line, .as_go = true, .arena = arena, .diag = diag};
    return parse(&r, text);
}

const struct data *yaml_parse_as_js(str text, str file, int line, struct arena *arena, struct diag *diag)
{
    struct yaml_reading r = {.file = file, .line = line, .as_js = true, .arena = arena, .diag = diag};
    return parse(&r, text);
}
