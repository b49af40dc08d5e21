#include "hugo/shortcode_value.h"

#include "base/buf.h"
#include "hugo/shortcode_code.h"
#include "hugo/shortcode_param.h"

enum { NESTING_MAX = 16 /* parentheses in parentheses */ };

/* The words of one expression, while it is read from left to right. */
struct reading {
    struct shortcode_values *values;
    int nesting;
};

static str expression(struct reading *, str text);

void shortcode_values_init(struct shortcode_values *v, const struct shortcode_tag *tag,
                           const struct shortcode_scope *scope)
{
    *v = (struct shortcode_values){.tag = tag, .scope = scope, .arena = scope->arena};
}

bool shortcode_value_holds(str value)
{
    return value.n > 0 && !str_eq(value, STR("false")) && !str_eq(value, STR("0"));
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

static str unquoted(str word)
{
    return is_quoted(word) ? str_between(word, 1, word.n - 1) : word;
}

/* The argument that KEY names, or its number. */
static str argument(const struct shortcode_values *v, str key)
{
    long number = 0;
    bool numeric = !is_quoted(key) && str_to_long(key, &number);
    key = unquoted(key);
    for (size_t i = 0; i < v->tag->count; i++)
        if (numeric ? i == (size_t)number && !v->tag->arguments[i].key.n
                    : v->tag->arguments[i].key.n && str_eq_nocase(v->tag->arguments[i].key, key))
            return v->tag->arguments[i].value;
    return STR("");
}

/* What the page or the site says, that WORD asks. */
static str of_page(const struct shortcode_values *v, str word)
{
    static const str params[] = {STR_INIT(".Page.Params."), STR_INIT(".Site.Params."), STR_INIT("site.Params."),
                                 STR_INIT(".Page.Site.Params.")};
    for (size_t i = 0; i < sizeof params / sizeof *params; i++)
        if (str_starts(word, params[i]))
            return shortcode_param(str_from(word, params[i].n), v->scope);
    return str_eq(word, STR(".Page.Title")) ? v->scope->page->title : STR("");
}

/* What one word is worth. */
static str atom(struct reading *r, str word)
{
    struct shortcode_values *v = r->values;
    static const char inner[] = {SHORTCODE_INNER};
    if (!word.n)
        return word;
    if (is_quoted(word))
        return unquoted(word);
    if (word.p[0] == '(' && word.n > 1 && r->nesting < NESTING_MAX) {
        r->nesting++;
        str value = expression(r, str_between(word, 1, word.n - (word.p[word.n - 1] == ')')));
        r->nesting--;
        return value;
    }
    if (str_eq(word, STR(".")))
        return v->dot;
    if (str_starts(word, STR("$.")))
        word = str_from(word, 1);
    if (str_eq(word, STR(".Inner")) || str_eq(word, STR(".InnerDeindent")))
        return (str){inner, 1};
    if (str_starts(word, STR(".Params.")))
        return argument(v, str_from(word, STR(".Params.").n));
    if (str_eq(word, STR(".Params")) || str_eq(word, STR(".IsNamedParams")))
        return truth(v->tag->count && (word.n == STR(".Params").n || v->tag->arguments[0].key.n));
    if (str_eq(word, STR(".Name")))
        return v->tag->name;
    for (size_t i = 0; i < v->count; i++)
        if (str_eq(v->variables[i].name, word))
            return v->variables[i].value;
    return char_is_digit(word.p[0]) || str_eq(word, STR("true")) ? word : of_page(v, word);
}

/* PATH from the root of the site: a template's relURL makes it one. */
static str rooted(str path, struct arena *arena)
{
    bool own = path.n && path.p[0] != '/' && path.p[0] != '#' && !str_has_char(path, ':') &&
               !str_has_char(path, SHORTCODE_INNER);
    return own ? ARENA_CONCAT(arena, STR("/"), path) : path;
}

/* FORMAT of printf with the values of REST. */
static str formatted(struct reading *r, str format, str rest)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    for (size_t i = 0; i < format.n; i++) {
        bool verb = format.p[i] == '%' && i + 1 < format.n;
        if (!verb)
            buf_put_char(&out, format.p[i]);
        else if (format.p[++i] == '%')
            buf_put_char(&out, '%');
        else
            buf_put(&out, atom(r, take_word(&rest)));
    }
    return buf_keep(&out, r->values->arena);
}

static const char *const highlights[] = {"highlight", "transform.Highlight"};
static const char *const addresses[] = {"relURL", "absURL", "relLangURL", "absLangURL", "urls.RelURL", "urls.AbsURL"};

/* A word that calls a function of Go's or Hugo's with the words in REST; PIPED is its last operand, or empty. */
static str call(struct reading *r, str name, str rest, str piped, bool has_piped)
{
    str first = str_trim(rest).n ? take_word(&rest) : STR("");
    if (str_eq(name, STR(".Get")) || str_eq(name, STR("$.Get")))
        return argument(r->values, first.n && first.p[0] == '(' ? atom(r, first) : first);
    if (str_eq(name, STR("index")) || str_eq(name, STR("isset"))) {
        bool params = str_eq(first, STR(".Params")) || str_eq(first, STR("$.Params"));
        return params ? argument(r->values, take_word(&rest)) : STR("");
    }
    str one = first.n ? atom(r, first) : STR("");
    if (str_eq(name, STR("printf")))
        return formatted(r, one, rest);
    if (str_eq(name, STR("not")))
        return truth(!shortcode_value_holds(first.n ? one : piped));
    str two = str_trim(rest).n ? atom(r, take_word(&rest)) : piped;
    bool has_two = two.n > 0 || has_piped;
    if (str_eq(name, STR("default")))
        return two.n ? two : one;
    if (str_eq(name, STR("or")))
        return shortcode_value_holds(one) ? one : two;
    if (str_eq(name, STR("and")))
        return shortcode_value_holds(one) ? two : STR("");
    if (str_eq(name, STR("eq")) || str_eq(name, STR("ne")))
        return truth(str_eq(one, two) == str_eq(name, STR("eq")));
    if (str_eq(name, STR("cond")))
        return shortcode_value_holds(one) ? two : atom(r, take_word(&rest));
    if (str_eq(name, STR("print")) || str_eq(name, STR("add"))) {
        for (one = ARENA_CONCAT(r->values->arena, one, two); str_trim(rest).n;)
            one = ARENA_CONCAT(r->values->arena, one, atom(r, take_word(&rest)));
        return one;
    }
    if (STR_IS_ANY(name, highlights))
        return str_has_char(one, SHORTCODE_INNER) ? one : shortcode_code_of(one, two, r->values->arena);
    if (STR_IS_ANY(name, addresses))
        return rooted(first.n ? one : piped, r->values->arena);
    /* Others make the same text fit for its place: markdownify, safeHTML, relURL, trim. */
    return has_two && !first.n ? two : first.n ? one : piped;
}

/* Functions that give back their operand, as far as a reader sees. */
static bool is_plain_function(str name)
{
    static const char *const known[] = {".Get",
                                        "$.Get",
                                        "index",
                                        "isset",
                                        "printf",
                                        "not",
                                        "default",
                                        "or",
                                        "and",
                                        "eq",
                                        "ne",
                                        "cond",
                                        "print",
                                        "add",
                                        "markdownify",
                                        "safeHTML",
                                        "safeURL",
                                        "safeCSS",
                                        "safeJS",
                                        "safeHTMLAttr",
                                        "htmlEscape",
                                        "htmlUnescape",
                                        "plainify",
                                        "emojify",
                                        "title",
                                        "upper",
                                        "lower",
                                        "humanize",
                                        "string",
                                        "trim",
                                        "strings.TrimSpace",
                                        ".Page.RenderString",
                                        "$.Page.RenderString",
                                        "urlize",
                                        "int"};
    return STR_IS_ANY(name, known) || STR_IS_ANY(name, highlights) || STR_IS_ANY(name, addresses);
}

static str expression(struct reading *r, str text)
{
    str value = STR("");
    for (bool piped = false; str_trim(text).n;) {
        str word = take_word(&text), stage = text;
        /* The words of this stage end at a pipe. */
        for (str rest = text = str_trim_left(text); rest.n && rest.p[0] != '|'; rest = text = str_trim_left(rest))
            take_word(&rest);
        stage = str_first(stage, (size_t)(text.p - stage.p));
        if (is_plain_function(word))
            value = call(r, word, stage, value, piped);
        else if (!piped)
            value = atom(r, word);
        piped = true;
        text = str_from(text, 1);
    }
    return value;
}

str shortcode_value(struct shortcode_values *v, str text)
{
    struct reading r = {.values = v};
    return expression(&r, str_trim(text));
}

bool shortcode_value_assign(struct shortcode_values *v, str action)
{
    if (!action.n || action.p[0] != '$')
        return false;
    str name = str_first(action, str_span_not(action, " \t\r\n:=|")), rest = str_trim_left(str_from(action, name.n));
    if (str_starts(rest, STR(":")))
        rest = str_from(rest, 1);
    if (!str_starts(rest, STR("=")))
        return false;
    str value = shortcode_value(v, str_from(rest, 1));
    size_t i = 0;
    while (i < v->count && !str_eq(v->variables[i].name, name))
        i++;
    if (i < SHORTCODE_VARIABLES_MAX) {
        v->variables[i].name = name;
        v->variables[i].value = value;
        v->count = i == v->count ? i + 1 : v->count;
    }
    return true;
}
