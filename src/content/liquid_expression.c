#include "content/liquid_run.h"

enum { ARGUMENTS_MAX = 8, NESTED_MAX = 16 };

bool liquid_skip(str *markup, const char *token)
{
    str rest = str_trim_left(*markup);
    if (!str_starts(rest, str_of(token)))
        return false;
    *markup = str_from(rest, str_of(token).n);
    return true;
}

static bool is_word(char c)
{
    return char_is_alnum(c) || c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

str liquid_word(str *markup)
{
    str rest = str_trim_left(*markup);
    size_t n = 0;
    while (n < rest.n && is_word(rest.p[n]))
        n++;
    if (n && n < rest.n && rest.p[n] == '?')
        n++;
    *markup = str_from(rest, n);
    return str_first(rest, n);
}

static struct liquid_value quoted(str *markup)
{
    char mark = markup->p[0];
    str rest = str_from(*markup, 1);
    size_t end = str_find_char(rest, mark);
    *markup = end == STR_NONE ? STR("") : str_from(rest, end + 1);
    return liquid_text(end == STR_NONE ? rest : str_first(rest, end));
}

static struct liquid_value number(str *markup)
{
    size_t n = markup->p[0] == '-';
    while (n < markup->n && char_is_digit(markup->p[n]))
        n++;
    /* "1..5" is a range, "1.5" a number. */
    if (n + 1 < markup->n && markup->p[n] == '.' && char_is_digit(markup->p[n + 1]))
        for (n++; n < markup->n && char_is_digit(markup->p[n]);)
            n++;
    struct liquid_value value = liquid_to_number(liquid_text(str_first(*markup, n)));
    *markup = str_from(*markup, n);
    return value;
}

static struct liquid_value range(struct liquid_run *run, str *markup)
{
    struct liquid_value from = liquid_evaluate(run, markup);
    liquid_skip(markup, "..");
    struct liquid_value to = liquid_evaluate(run, markup);
    liquid_skip(markup, ")");
    int64_t first = liquid_to_number(from).integer, last = liquid_to_number(to).integer;
    if (last < first || last - first >= LIQUID_ELEMENTS_MAX)
        return liquid_list(NULL, 0);
    size_t count = (size_t)(last - first) + 1;
    struct liquid_value *items = ARENA_ARRAY(run->arena, struct liquid_value, count);
    for (size_t i = 0; i < count; i++)
        items[i] = liquid_int(first + (int64_t)i);
    run->steps += count;
    return liquid_list(items, count);
}

static struct liquid_value variable(struct liquid_run *run, str name)
{
    for (const struct liquid_entry *frame = run->frames; frame; frame = frame->next)
        if (str_eq(frame->name, name))
            return frame->value;
    int index = strmap_get(&run->names, name);
    if (index)
        return run->values[index - 1];
    static const struct liquid_entry environment = {
        STR_INIT("environment"), {.kind = LIQUID_TEXT, .text = STR_INIT("production")}, NULL};
    if (str_eq(name, STR("jekyll")))
        return (struct liquid_value){.kind = LIQUID_MAP, .map = &environment};
    if (str_eq(name, STR("page")))
        return (struct liquid_value){.kind = LIQUID_PAGE, .page = run->scope->page, .data = run->scope->front_matter};
    if (str_eq(name, STR("site")) && run->scope->page->site)
        return (struct liquid_value){.kind = LIQUID_SITE, .site = run->scope->page->site};
    return liquid_nil();
}

static struct liquid_value word_value(struct liquid_run *run, str name)
{
    static const struct {
        str word;
        struct liquid_value value;
    } constants[] = {
        {STR_INIT("true"), {.kind = LIQUID_BOOL, .boolean = true}},
        {STR_INIT("false"), {.kind = LIQUID_BOOL}},
        {STR_INIT("nil"), {.kind = LIQUID_NIL}},
        {STR_INIT("null"), {.kind = LIQUID_NIL}},
        {STR_INIT("empty"), {.kind = LIQUID_EMPTY}},
        {STR_INIT("blank"), {.kind = LIQUID_EMPTY}},
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (str_eq(name, constants[i].word))
            return constants[i].value;
    return variable(run, name);
}

static struct liquid_value member_of(struct liquid_run *run, const struct liquid_value *owner,
                                     const struct liquid_value *key)
{
    if (liquid_is_number(key))
        return liquid_index(owner, liquid_to_number(*key).integer, run->arena);
    return liquid_member(owner, liquid_to_text(key, run->arena), run->arena);
}

/* ".name" and "[key]", as many as follow. */
static struct liquid_value path(struct liquid_run *run, struct liquid_value value, str *markup)
{
    for (;;) {
        if (str_starts(*markup, STR(".[")))
            *markup = str_from(*markup, 1);
        if (str_starts(*markup, STR("[")) && run->depth < LIQUID_DEPTH_MAX + NESTED_MAX) {
            *markup = str_from(*markup, 1);
            run->depth++;
            struct liquid_value key = liquid_evaluate(run, markup);
            run->depth--;
            liquid_skip(markup, "]");
            value = member_of(run, &value, &key);
        } else if (markup->n > 1 && markup->p[0] == '.' && is_word(markup->p[1])) {
            *markup = str_from(*markup, 1);
            value = liquid_member(&value, liquid_word(markup), run->arena);
        } else {
            return value;
        }
        run->steps++;
    }
}

struct liquid_value liquid_evaluate(struct liquid_run *run, str *markup)
{
    *markup = str_trim_left(*markup);
    if (!markup->n)
        return liquid_nil();
    char c = markup->p[0];
    if (c == '"' || c == '\'')
        return quoted(markup);
    if (c == '(' && run->depth < LIQUID_DEPTH_MAX + NESTED_MAX) {
        *markup = str_from(*markup, 1);
        run->depth++;
        struct liquid_value value = range(run, markup);
        run->depth--;
        return value;
    }
    if (char_is_digit(c) || (c == '-' && markup->n > 1 && char_is_digit(markup->p[1])))
        return number(markup);
    str name = liquid_word(markup);
    return name.n ? path(run, word_value(run, name), markup) : liquid_nil();
}

/* "name: argument, key: argument" up to the next "|". */
static struct liquid_value apply(struct liquid_run *run, struct liquid_value value, str *markup)
{
    struct liquid_value arguments[ARGUMENTS_MAX];
    size_t count = 0;
    str name = liquid_word(markup);
    bool more = liquid_skip(markup, ":");
    while (more) {
        str before = *markup, key = liquid_word(markup);
        if (!key.n || !liquid_skip(markup, ":"))
            *markup = before;
        struct liquid_value argument = liquid_evaluate(run, markup);
        if (count < ARGUMENTS_MAX)
            arguments[count++] = argument;
        more = liquid_skip(markup, ",");
    }
    run->steps++;
    return liquid_filter(run, name, value, arguments, count);
}

struct liquid_value liquid_output(struct liquid_run *run, str markup)
{
    struct liquid_value value = liquid_evaluate(run, &markup);
    for (;;) {
        size_t bar = str_find_char(markup, '|');
        if (bar == STR_NONE)
            return value;
        markup = str_from(markup, bar + 1);
        value = apply(run, value, &markup);
    }
}

static bool contains(struct liquid_run *run, const struct liquid_value *whole, const struct liquid_value *part)
{
    if (whole->kind == LIQUID_TEXT)
        return part->kind != LIQUID_NIL && str_find(whole->text, liquid_to_text(part, run->arena)) != STR_NONE;
    if (whole->kind != LIQUID_LIST && whole->kind != LIQUID_DATA)
        return false;
    struct liquid_value elements = liquid_elements(whole, run->arena);
    for (size_t i = 0; i < elements.count; i++)
        if (liquid_equal(&elements.items[i], part))
            return true;
    return false;
}

static bool comparison(struct liquid_run *run, str *markup)
{
    static const char *const operators[] = {"==", "!=", "<>", "<=", ">=", "<", ">"};
    struct liquid_value left = liquid_evaluate(run, markup);
    size_t which = 0, known = sizeof operators / sizeof *operators;
    while (which < known && !liquid_skip(markup, operators[which]))
        which++;
    if (which == known) {
        str before = *markup;
        if (!str_eq(liquid_word(markup), STR("contains"))) {
            *markup = before;
            return liquid_is_true(&left);
        }
        struct liquid_value part = liquid_evaluate(run, markup);
        return contains(run, &left, &part);
    }
    struct liquid_value right = liquid_evaluate(run, markup);
    if (which < 3)
        return liquid_equal(&left, &right) == (which == 0);
    bool comparable;
    int order = liquid_compare(&left, &right, &comparable);
    return comparable && (which == 3 ? order <= 0 : which == 4 ? order >= 0 : which == 5 ? order < 0 : order > 0);
}

/* Liquid reads conditions from the right: "a and b or c" is "a and (b or c)". */
bool liquid_condition(struct liquid_run *run, str markup)
{
    enum { TERMS_MAX = 64 };
    bool terms[TERMS_MAX], all[TERMS_MAX];
    size_t count = 0;
    for (bool more = true; more && count < TERMS_MAX; count++) {
        terms[count] = comparison(run, &markup);
        str word = liquid_word(&markup);
        all[count] = str_eq(word, STR("and"));
        more = all[count] || str_eq(word, STR("or"));
        run->steps++;
    }
    bool result = terms[count - 1];
    while (--count > 0)
        result = all[count - 1] ? terms[count - 1] && result : terms[count - 1] || result;
    return result;
}
