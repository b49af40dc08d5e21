/* Reads TOML from standard input and prints it as the tagged JSON of toml-test; 1 when it is not TOML. */
#include "base/buf.h"
#include "data/toml.h"

static void print_text(str s)
{
    putchar('"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < ' ' || c == '"' || c == '\\')
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static const char *kind_of(const struct data *d)
{
    switch (d->kind) {
    case DATA_BOOL:
        return "bool";
    case DATA_INT:
        return "integer";
    case DATA_FLOAT:
        return "float";
    case DATA_TIME:
        return d->date_only ? "date-local" : d->zoned ? "datetime" : "datetime-local";
    case DATA_STRING:
        return d->clock_only ? "time-local" : "string";
    case DATA_NULL:
    case DATA_LIST:
    case DATA_MAP:
        break;
    }
    return "none";
}

static void print_scalar(const struct data *d)
{
    char number[64];
    str text = d->text;
    if (d->kind == DATA_INT)
        text = (str){number, (size_t)snprintf(number, sizeof number, "%lld", (long long)d->integer)};
    else if (d->kind == DATA_FLOAT)
        text = (str){number, (size_t)snprintf(number, sizeof number, "%.17g", d->real)};
    else if (d->kind == DATA_BOOL)
        text = d->boolean ? STR("true") : STR("false");
    printf("{\"type\": \"%s\", \"value\": ", kind_of(d));
    print_text(text);
    if (d->kind == DATA_TIME)
        printf(", \"seconds\": %lld", (long long)d->integer);
    printf("}");
}

static void print(const struct data *d)
{
    if (d->kind != DATA_LIST && d->kind != DATA_MAP) {
        print_scalar(d);
        return;
    }
    bool map = d->kind == DATA_MAP;
    putchar(map ? '{' : '[');
    for (size_t i = 0; i < d->count; i++) {
        printf("%s", i ? ", " : "");
        if (map) {
            print_text(d->pairs[i].key);
            printf(": ");
        }
        print(map ? d->pairs[i].value : d->items[i]);
    }
    putchar(map ? '}' : ']');
}

int main(void)
{
    struct arena *arena = arena_create();
    struct diag diag;
    struct buf in;
    char piece[4096];
    buf_init(&in, SIZE_MAX / 2);
    for (size_t n; (n = fread(piece, 1, sizeof piece, stdin)) > 0;)
        buf_put(&in, (str){piece, n});
    diag_init(&diag);
    const struct data *root = toml_parse_with_controls(buf_str(&in), STR("-"), 1, arena, &diag);
    if (root)
        print(root);
    diag_print(&diag, SEVERITY_NOTE, stderr);
    diag_finish(&diag);
    buf_finish(&in);
    arena_destroy(arena);
    return root ? 0 : 1;
}
