/* Types of single values. */
#include "server/config_field.h"

#include "text/width.h"

#include <inttypes.h>
#include <string.h>

void config_wrong(const struct config_reader *r, const struct data *value, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str text = arena_vprintf(r->arena, format, args);
    va_end(args);
    config_wrong_at(r, value->line, "%.*s", STR_ARG(text));
}

void config_wrong_at(const struct config_reader *r, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str text = arena_vprintf(r->arena, format, args);
    va_end(args);
    diag_add(r->diag, SEVERITY_ERROR, r->file, line, "%.*s", STR_ARG(text));
}

str config_shown(const struct data *value)
{
    switch (value->kind) {
    case DATA_LIST:
        return STR("a list");
    case DATA_MAP:
        return STR("a map");
    case DATA_NULL:
    case DATA_BOOL:
    case DATA_INT:
    case DATA_FLOAT:
    case DATA_TIME:
    case DATA_STRING:
        break;
    }
    return value->text;
}

bool config_scalar(const struct config_reader *r, const struct config_field *f, const struct data *value, str *out)
{
    if (value->kind == DATA_LIST || value->kind == DATA_MAP) {
        config_wrong(r, value, "%s is %.*s; write one value", f->key, STR_ARG(config_shown(value)));
        return false;
    }
    *out = value->text;
    return true;
}

str config_path(const struct config_reader *r, str path)
{
    if (str_starts(path, STR("/")))
        return arena_str(r->arena, path);
    return ARENA_CONCAT(r->arena, r->folder, path);
}

/*
 * Characters that YAML does not allow unescaped (YAML 1.1, 5.1: c-printable): C0, C1, DEL, surrogates, U+FFFE and
 * U+FFFF, and those that would end a line.
 */
static bool is_printable(uint32_t c)
{
    return c >= 0x20 && (c < 0x7f || c >= 0xa0) && (c < 0xd800 || c > 0xdfff) && c != 0xfeff && c != 0x2028 &&
           c != 0x2029 && (c & 0xfffe) != 0xfffe;
}

void config_quote(FILE *out, str s)
{
    fputc('"', out);
    uint32_t c;
    for (size_t n; (n = text_decode(s, &c)); s = str_from(s, n)) {
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", (char)c);
        else if (is_printable(c))
            fwrite(s.p, 1, n, out);
        else
            fprintf(out, "\\U%08x", (unsigned)c);
    }
    fputc('"', out);
}

static void read_bool(const struct config_reader *r, const struct config_field *f, const struct data *value,
                      void *place)
{
    if (value->kind == DATA_BOOL)
        memcpy(place, &value->boolean, sizeof(bool));
    else
        config_wrong(r, value, "%s is %.*s; write on or off", f->key, STR_ARG(config_shown(value)));
}

static void dump_bool(FILE *out, const struct config_field *f, const void *place, int indent)
{
    (void)f, (void)indent;
    fputs(*(const bool *)place ? " on\n" : " off\n", out);
}

static void read_number(const struct config_reader *r, const struct config_field *f, const struct data *value,
                        void *place)
{
    if (value->kind != DATA_INT || value->integer < f->min || value->integer > f->max) {
        config_wrong(r, value, "%s is %.*s; write a number from %ld to %ld", f->key, STR_ARG(config_shown(value)),
                     f->min, f->max);
        return;
    }
    long number = (long)value->integer;
    memcpy(place, &number, sizeof number);
}

static void dump_number(FILE *out, const struct config_field *f, const void *place, int indent)
{
    (void)f, (void)indent;
    fprintf(out, " %ld\n", *(const long *)place);
}

bool config_number_is_set(const void *place)
{
    return *(const long *)place > 0;
}

static void read_workers(const struct config_reader *r, const struct config_field *f, const struct data *value,
                         void *place)
{
    long number = WORKERS_AUTO;
    bool automatic = value->kind == DATA_STRING && str_eq(value->text, STR("auto"));
    if (!automatic && (value->kind != DATA_INT || value->integer < 1 || value->integer > WORKERS_MAX)) {
        config_wrong(r, value, "%s is %.*s; write auto, or a number from 1 to %d", f->key, STR_ARG(config_shown(value)),
                     WORKERS_MAX);
        return;
    }
    if (!automatic)
        number = (long)value->integer;
    memcpy(place, &number, sizeof number);
}

static void dump_workers(FILE *out, const struct config_field *f, const void *place, int indent)
{
    if (*(const long *)place == WORKERS_AUTO)
        fputs(" auto\n", out);
    else
        dump_number(out, f, place, indent);
}

/* "10s", "500ms", "2m"; a bare number is seconds. -1: none of these. */
static int64_t milliseconds_of(str text)
{
    static const struct {
        str suffix;
        int64_t ms;
    } units[] = {{STR_INIT("ms"), 1}, {STR_INIT("s"), 1000}, {STR_INIT("m"), 60000}, {STR_INIT("h"), 3600000}};
    int64_t unit = 1000;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (str_ends(text, units[i].suffix)) {
            unit = units[i].ms;
            text = str_first(text, text.n - units[i].suffix.n);
            break;
        }
    }
    long number;
    if (!str_to_long(str_trim(text), &number) || number < 0 || number > 1000000000)
        return -1;
    return number * unit;
}

static void read_duration(const struct config_reader *r, const struct config_field *f, const struct data *value,
                          void *place)
{
    str text;
    if (!config_scalar(r, f, value, &text))
        return;
    int64_t ms = milliseconds_of(text);
    if (ms < f->min || ms > f->max) {
        config_wrong(r, value, "%s is %.*s; write a time from %ldms to %lds, such as 10s", f->key, STR_ARG(text),
                     f->min, f->max / 1000);
        return;
    }
    long kept = (long)ms;
    memcpy(place, &kept, sizeof kept);
}

static void dump_duration(FILE *out, const struct config_field *f, const void *place, int indent)
{
    (void)f, (void)indent;
    long ms = *(const long *)place;
    if (ms % 1000)
        fprintf(out, " %ldms\n", ms);
    else
        fprintf(out, " %lds\n", ms / 1000);
}

static str word_at(const char *words, int index)
{
    str word, rest = str_of(words);
    bool more = str_cut(rest, '|', &word, &rest);
    for (; index > 0 && more; index--)
        more = str_cut(rest, '|', &word, &rest);
    return index ? STR("") : word;
}

static void read_choice(const struct config_reader *r, const struct config_field *f, const struct data *value,
                        void *place)
{
    str text;
    if (!config_scalar(r, f, value, &text))
        return;
    for (int i = 0; word_at(f->words, i).n; i++) {
        if (str_eq(word_at(f->words, i), text)) {
            memcpy(place, &i, sizeof i);
            return;
        }
    }
    config_wrong(r, value, "%s is %.*s; write one of %s", f->key, STR_ARG(text), f->words);
}

/* A choice whose first words are off and on, which YAML writes in many ways. */
static void read_switch(const struct config_reader *r, const struct config_field *f, const struct data *value,
                        void *place)
{
    int on = value->kind == DATA_BOOL && value->boolean;
    if (value->kind == DATA_BOOL)
        memcpy(place, &on, sizeof on);
    else
        read_choice(r, f, value, place);
}

static void dump_choice(FILE *out, const struct config_field *f, const void *place, int indent)
{
    (void)indent;
    str word = word_at(f->words, *(const int *)place);
    fprintf(out, " %.*s\n", STR_ARG(word));
}

static void read_text(const struct config_reader *r, const struct config_field *f, const struct data *value,
                      void *place)
{
    str text;
    if (!config_scalar(r, f, value, &text))
        return;
    if (!text.n || str_has_char(text, '\0')) {
        config_wrong(r, value, "%s is empty; write a value, or leave the key out", f->key);
        return;
    }
    text = arena_str(r->arena, text);
    memcpy(place, &text, sizeof text);
}

static void dump_text(FILE *out, const struct config_field *f, const void *place, int indent)
{
    (void)f, (void)indent;
    fputc(' ', out);
    config_quote(out, *(const str *)place);
    fputc('\n', out);
}

bool config_text_is_set(const void *place)
{
    return ((const str *)place)->n > 0;
}

static void read_path(const struct config_reader *r, const struct config_field *f, const struct data *value,
                      void *place)
{
    str path = STR("");
    read_text(r, f, value, &path);
    if (!path.n)
        return;
    path = config_path(r, path);
    memcpy(place, &path, sizeof path);
}

static bool is_log_word(str text)
{
    return str_eq(text, STR("stdout")) || str_eq(text, STR("off"));
}

static void read_log(const struct config_reader *r, const struct config_field *f, const struct data *value, void *place)
{
    str text = STR("");
    read_text(r, f, value, &text);
    if (!text.n)
        return;
    text = is_log_word(text) ? text : config_path(r, text);
    memcpy(place, &text, sizeof text);
}

static void dump_log(FILE *out, const struct config_field *f, const void *place, int indent)
{
    if (is_log_word(*(const str *)place))
        fprintf(out, " %s\n", ((const str *)place)->p);
    else
        dump_text(out, f, place, indent);
}

const struct config_type config_type_bool = {read_bool, dump_bool};
const struct config_type config_type_number = {read_number, dump_number};
const struct config_type config_type_workers = {read_workers, dump_workers};
const struct config_type config_type_duration = {read_duration, dump_duration};
const struct config_type config_type_choice = {read_choice, dump_choice};
const struct config_type config_type_switch = {read_switch, dump_choice};
const struct config_type config_type_text = {read_text, dump_text};
const struct config_type config_type_path = {read_path, dump_text};
const struct config_type config_type_log = {read_log, dump_log};
