#include "hugo/shortcode_value.h"

#include "base/buf.h"
#include "hugo/reference.h"
#include "hugo/shortcode_code.h"
#include "hugo/shortcode_function.h"
#include "hugo/shortcode_param.h"

enum {
    NESTING_MAX = 16 /* parentheses in parentheses */,
    VALUE_MAX = 1 << 18 /* bytes */,
    EFFORT_BYTES = 64 /* that are one step */
};

/* The words of one expression, while it is read from left to right. */
struct reading {
    struct shortcode_values *values;
    int nesting;
};

static str expression(struct reading *, str text);

void shortcode_values_init(struct shortcode_values *v, const struct shortcode_tag *tag,
                           const struct shortcode_scope *scope)
{
    *v = (struct shortcode_values){.tag = tag, .scope = scope, .arena = scope->arena, .objects.scope = scope};
}

static str truth(bool holds)
{
    return holds ? STR("true") : STR("");
}

/* The bytes of the word that S begins with: a text in quotes, something in parentheses, or what has no blank. */
static size_t word_span(str s)
{
    char quote = 0;
    size_t depth = 0, i = 0;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (quote) {
            i += quote == '"' && c == '\\';
            quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '`') {
            quote = c;
        } else if (c == '(') {
            depth++;
        } else if (c == ')') {
            depth -= depth > 0;
        } else if (depth == 0 && (char_is_space(c) || c == '|')) {
            break;
        }
    }
    return i < s.n ? i : s.n;
}

static str take_word(str *s)
{
    *s = str_trim_left(*s);
    size_t n = word_span(*s);
    str word = str_first(*s, n);
    *s = str_from(*s, n);
    return word;
}

static bool is_quoted(str word)
{
    return word.n > 1 && (word.p[0] == '"' || word.p[0] == '`') && word.p[word.n - 1] == word.p[0];
}

/* The argument that KEY names, or its number. */
static str argument(const struct shortcode_values *v, str key)
{
    long number = 0;
    bool numeric = str_to_long(key, &number);
    for (size_t i = 0; i < v->tag->count; i++)
        if (numeric ? i == (size_t)number && !v->tag->arguments[i].key.n
                    : v->tag->arguments[i].key.n && str_eq_nocase(v->tag->arguments[i].key, key))
            return v->tag->arguments[i].value;
    return STR("");
}

/* FIELD, "Title" or "Site.Params.x", of VALUE. */
static str field_of(struct shortcode_values *v, str value, str field)
{
    bool known = true;
    str found = shortcode_object_field(&v->objects, value, field, &known);
    v->unread = v->unread || !known;
    return found;
}

/* What the page or the site says, that WORD asks. */
static str of_page(struct shortcode_values *v, str word)
{
    static const str params[] = {STR_INIT(".Page.Params."), STR_INIT(".Site.Params."), STR_INIT("site.Params."),
                                 STR_INIT(".Page.Site.Params.")};
    for (size_t i = 0; i < sizeof params / sizeof *params; i++)
        if (str_starts(word, params[i]))
            return shortcode_param(str_from(word, params[i].n), v->scope);
    if (str_eq(word, STR(".Page")))
        return shortcode_object_self(&v->objects);
    if (str_starts(word, STR(".Site.")) || str_starts(word, STR("site.")))
        return field_of(
            v, shortcode_object_self(&v->objects),
            ARENA_CONCAT(v->arena, STR("Site."), str_from(word, str_find_char(str_from(word, 1), '.') + 2)));
    if (str_starts(word, STR(".Page.")))
        return field_of(v, shortcode_object_self(&v->objects), str_from(word, STR(".Page.").n));
    if (str_eq(word, STR("hugo.IsProduction")))
        return truth(true);
    if (str_eq(word, STR("hugo.Environment")))
        return STR("production");
    v->unread = v->unread || !(str_eq(word, STR("false")) || str_eq(word, STR("nil")));
    return STR("");
}

/* The variable that WORD, "$name" or "$name.Field", asks for. */
static str variable(struct shortcode_values *v, str word)
{
    str name, field;
    str_cut(word, '.', &name, &field);
    for (size_t i = 0; i < v->count; i++)
        if (str_eq(v->variables[i].name, name)) {
            v->unread = v->unread || v->variables[i].unread;
            return field.n ? field_of(v, v->variables[i].value, field) : v->variables[i].value;
        }
    v->unread = true;
    return STR("");
}

/* "(expression)", or "(expression).Field". */
static str parenthesised(struct reading *r, str word)
{
    size_t end = str_find_last(word, ')');
    if (r->nesting == NESTING_MAX)
        return STR("");
    r->nesting++;
    str value = expression(r, str_between(word, 1, end == STR_NONE ? word.n : end));
    r->nesting--;
    str field = end == STR_NONE ? STR("") : str_from(word, end + 1);
    return str_starts(field, STR(".")) ? field_of(r->values, value, str_from(field, 1)) : value;
}

/* What one word is worth. */
static str atom(struct reading *r, str word)
{
    struct shortcode_values *v = r->values;
    static const char inner[] = {SHORTCODE_INNER};
    if (!word.n)
        return word;
    if (is_quoted(word))
        return str_between(word, 1, word.n - 1);
    if (word.p[0] == '(')
        return parenthesised(r, word);
    if (char_is_digit(word.p[0]) || str_eq(word, STR("true")))
        return word;
    if (str_eq(word, STR(".")))
        return v->dot;
    bool of_root = str_starts(word, STR("$."));
    if (word.p[0] == '$' && !of_root)
        return variable(v, word);
    word = str_from(word, of_root);
    if (!of_root && word.p[0] == '.' && shortcode_object_of(&v->objects, v->dot))
        return field_of(v, v->dot, str_from(word, 1));
    if (str_eq(word, STR(".Inner")) || str_eq(word, STR(".InnerDeindent")))
        return v->tag->single ? STR("") : (str){inner, 1};
    if (str_starts(word, STR(".Params.")))
        return argument(v, str_from(word, STR(".Params.").n));
    if (str_eq(word, STR(".Params")) || str_eq(word, STR(".IsNamedParams")))
        return truth(v->tag->count && (word.n == STR(".Params").n || v->tag->arguments[0].key.n));
    return str_eq(word, STR(".Name")) ? v->tag->name : of_page(v, word);
}

/* Functions that look at the site. */
static bool of_site(struct shortcode_values *v, str name, const struct shortcode_operands *o, str *value)
{
    static const char *const references[] = {"ref", "relref", ".Ref", ".RelRef", ".Page.Ref", ".Page.RelRef"},
                             *const files[] = {"readFile", "os.ReadFile"},
                             *const fetched[] = {"resources.Get", "resources.GetMatch"};
    str last = o->items[o->count - 1], field = str_from(name, str_starts(name, STR("$.")));
    if (str_eq(field, STR("site.GetPage")) || str_ends(field, STR(".GetPage")))
        *value = shortcode_object_page(&v->objects, last);
    else if (STR_IS_ANY(field, references))
        *value = last.n ? reference_resolve(last, v->tag->line, v->scope) : STR("");
    else if (str_eq(field, STR(".Page.Param")))
        *value = shortcode_param(last, v->scope);
    else if (STR_IS_ANY(field, files))
        *value = shortcode_object_file(&v->objects, last);
    else if (STR_IS_ANY(field, fetched))
        *value = shortcode_object_resource(&v->objects, last, true);
    else if (str_ends(field, STR(".Resources.Get")) || str_ends(field, STR(".Resources.GetMatch")))
        *value = shortcode_object_resource(&v->objects, last, false);
    else if (str_ends(field, STR(".Date.Format")))
        *value = shortcode_object_date(
            &v->objects, str_starts(field, STR(".Page.")) ? shortcode_object_self(&v->objects) : v->dot, last);
    else
        return false;
    return true;
}

/* The operand that is the inner text; empty: none is. Whatever is done to it, readers need it. */
static str inner_in(const struct shortcode_operands *o)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->items[i].n == 1 && o->items[i].p[0] == SHORTCODE_INNER)
            return o->items[i];
    return STR("");
}

/* Of a dict one value matters: that of "path", for ref, or the inner text. */
static str of_dict(const struct shortcode_operands *o)
{
    for (size_t i = 0; i + 1 < o->count; i += 2)
        if (str_eq(o->items[i], STR("path")))
            return o->items[i + 1];
    return inner_in(o);
}

/* True for a function of the shortcode's own arguments, with the words REST. */
static bool of_arguments(struct reading *r, str name, str rest, str *value)
{
    str one = take_word(&rest);
    if (str_eq(name, STR(".Get")) || str_eq(name, STR("$.Get"))) {
        *value = argument(r->values, atom(r, one));
        return true;
    }
    bool params = str_eq(one, STR(".Params")) || str_eq(one, STR("$.Params"));
    if (params && str_eq(name, STR("len"))) {
        *value = arena_printf(r->values->arena, "%zu", r->values->tag->count);
        return true;
    }
    if (!str_eq(name, STR("index")) && !str_eq(name, STR("isset")))
        return false;
    str key = atom(r, take_word(&rest));
    bool page = str_ends(one, STR(".Page.Params")) || str_eq(one, STR(".Site.Params"));
    *value = params ? argument(r->values, key) : page ? shortcode_param(key, r->values->scope) : STR("");
    r->values->unread = r->values->unread || !(params || page);
    return true;
}

static const char *const highlights[] = {"highlight", "transform.Highlight"};

static bool is_within_effort(const struct shortcode_values *v, size_t bytes)
{
    return !v->scope->effort || effort_step(v->scope->effort, 1 + (int64_t)bytes / EFFORT_BYTES);
}

/* The value of a stage between pipes: NAME with the words in REST, and with PIPED behind them unless that is NULL. */
static str stage(struct reading *r, str name, str rest, const str *piped)
{
    struct shortcode_values *v = r->values;
    struct shortcode_operands o = {.count = 0};
    str value;
    if (of_arguments(r, name, rest, &value))
        return value;
    size_t bytes = 0;
    while (str_trim(rest).n && o.count + 1 < SHORTCODE_OPERANDS_MAX) {
        o.items[o.count] = atom(r, take_word(&rest));
        bytes += o.items[o.count++].n;
    }
    if (piped)
        o.items[o.count++] = *piped;
    const struct shortcode_object *file = o.count ? shortcode_object_of(&v->objects, o.items[0]) : NULL;
    if (file && file->kind == SHORTCODE_FILE && STR_IS_ANY(name, highlights))
        o.items[0] = file->text;
    if (bytes > VALUE_MAX)
        return STR("");
    if (o.count && (shortcode_function(name, &o, v->arena, &value) || of_site(v, name, &o, &value)))
        return is_within_effort(v, value.n) ? value : STR("");
    if (str_eq(name, STR("dict")))
        return of_dict(&o);
    v->unread = v->unread || o.count;
    str inner = inner_in(&o);
    return inner.n ? inner : piped ? *piped : atom(r, name);
}

static str expression(struct reading *r, str text)
{
    str value = STR("");
    for (bool piped = false; str_trim(text).n;) {
        str word = take_word(&text), operands = text;
        /* The words of this stage end at a pipe. */
        for (str rest = text = str_trim_left(text); rest.n && rest.p[0] != '|'; rest = text = str_trim_left(rest))
            take_word(&rest);
        operands = str_first(operands, (size_t)(text.p - operands.p));
        str before = value;
        value = stage(r, word, operands, piped ? &before : NULL);
        piped = true;
        text = str_from(text, 1);
    }
    return value;
}

str shortcode_value(struct shortcode_values *v, str text)
{
    struct reading r = {.values = v};
    v->unread = false;
    return expression(&r, str_trim(text));
}

bool shortcode_value_assign(struct shortcode_values *v, str action, str *value)
{
    if (!action.n || action.p[0] != '$')
        return false;
    str name = str_first(action, str_span_not(action, " \t\r\n:=|")), rest = str_trim_left(str_from(action, name.n));
    if (str_starts(rest, STR(":")))
        rest = str_from(rest, 1);
    if (!str_starts(rest, STR("=")))
        return false;
    *value = shortcode_value(v, str_from(rest, 1));
    size_t i = 0;
    while (i < v->count && !str_eq(v->variables[i].name, name))
        i++;
    if (i < SHORTCODE_VARIABLES_MAX) {
        v->variables[i].name = name;
        v->variables[i].value = *value;
        v->variables[i].unread = v->unread && !value->n;
        v->count = i == v->count ? i + 1 : v->count;
    }
    return true;
}
