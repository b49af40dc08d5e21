#include "hugo/shortcode_function.h"

#include "base/buf.h"
#include "hugo/sanitise.h"
#include "hugo/shortcode_code.h"
#include "hugo/shortcode_path.h"
#include "text/valid.h"

#include <limits.h>

bool shortcode_value_holds(str value)
{
    return value.n > 0 && !str_eq(value, STR("false")) && !str_eq(value, STR("0"));
}

static str truth(bool holds)
{
    return holds ? STR("true") : STR("");
}

static str first_of(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return shortcode_operand(o, 0);
}

static str last_of(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return shortcode_last(o);
}

static str formatted(const struct shortcode_operands *o, struct arena *arena)
{
    struct buf out;
    str format = shortcode_operand(o, 0);
    size_t next = 1;
    buf_init(&out, 1 << 20);
    for (size_t text; format.n; format = str_from(format, 1)) {
        text = str_span_not(format, "%");
        buf_put(&out, str_first(format, text));
        if (text == format.n)
            break;
        format = str_from(format, text + 1);
        format = str_from(format, str_span(format, "+-# 0123456789."));
        str quote = str_starts(format, STR("q")) ? STR("\"") : STR("");
        buf_put(&out, quote);
        buf_put(&out, str_starts(format, STR("%")) ? STR("%") : shortcode_operand(o, next++));
        buf_put(&out, quote);
    }
    return buf_keep(&out, arena);
}

static str joined(const struct shortcode_operands *o, struct arena *arena)
{
    return arena_concat(arena, o->items, o->count);
}

static str negated(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return truth(!shortcode_value_holds(shortcode_last(o)));
}

static str otherwise(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return shortcode_operand(o, 1).n ? shortcode_operand(o, 1) : shortcode_operand(o, 0);
}

/* The first operand that HOLDS, else the last. */
static str chosen(const struct shortcode_operands *o, bool holds)
{
    for (size_t i = 0; i < o->count; i++)
        if (shortcode_value_holds(o->items[i]) == holds)
            return o->items[i];
    return shortcode_last(o);
}

static str any(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return chosen(o, true);
}

static str all(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return chosen(o, false);
}

static bool is_equal(const struct shortcode_operands *o)
{
    bool found = false;
    for (size_t i = 1; i < o->count; i++)
        found = found || str_eq(o->items[0], o->items[i]);
    return found;
}

static str equal(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return truth(is_equal(o));
}

static str unequal(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return truth(!is_equal(o));
}

static str conditional(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return shortcode_value_holds(shortcode_operand(o, 0)) ? shortcode_operand(o, 1) : shortcode_operand(o, 2);
}

/* Less than 0, 0 or more, as the first operand is less than the second, equal, or more; a text that is no number is 0.
 */
static int compared(const struct shortcode_operands *o)
{
    long one = 0, two = 0;
    str_to_long(shortcode_operand(o, 0), &one);
    str_to_long(shortcode_operand(o, 1), &two);
    return (one > two) - (one < two);
}

static str greater(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return truth(compared(o) > 0);
}

static str less(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return truth(compared(o) < 0);
}

static str not_less(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return truth(compared(o) >= 0);
}

static str length(const struct shortcode_operands *o, struct arena *arena)
{
    return arena_printf(arena, "%zu", shortcode_last(o).n);
}

static str code(const struct shortcode_operands *o, struct arena *arena)
{
    str text = shortcode_operand(o, 0);
    return text.n == 1 && (unsigned char)text.p[0] < ' ' ? text
                                                         : shortcode_code_of(text, shortcode_operand(o, 1), arena);
}

static str sanitised(const struct shortcode_operands *o, struct arena *arena)
{
    const struct path_style style = {0};
    return sanitise(shortcode_last(o), &style, arena);
}

static str replaced(const struct shortcode_operands *o, struct arena *arena)
{
    str text = shortcode_operand(o, 0), from = shortcode_operand(o, 1);
    long times = 0;
    bool bounded = o->count > 3 && str_to_long(shortcode_operand(o, 3), &times);
    struct buf out;
    buf_init(&out, 1 << 20);
    for (size_t hit; from.n && (!bounded || times-- > 0) && (hit = str_find(text, from)) != STR_NONE;) {
        buf_put(&out, str_first(text, hit));
        buf_put(&out, shortcode_operand(o, 2));
        text = str_from(text, hit + from.n);
    }
    buf_put(&out, text);
    return buf_keep(&out, arena);
}

static str without_prefix(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return str_starts(shortcode_last(o), shortcode_operand(o, 0))
               ? str_from(shortcode_last(o), shortcode_operand(o, 0).n)
               : shortcode_last(o);
}

static str without_suffix(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return str_ends(shortcode_last(o), shortcode_operand(o, 0))
               ? str_first(shortcode_last(o), shortcode_last(o).n - shortcode_operand(o, 0).n)
               : shortcode_last(o);
}

static str prefixed(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return truth(str_starts(shortcode_operand(o, 0), shortcode_operand(o, 1)));
}

static str suffixed(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return truth(str_ends(shortcode_operand(o, 0), shortcode_operand(o, 1)));
}

static str containing(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    return truth(str_find(shortcode_operand(o, 0), shortcode_operand(o, 1)) != STR_NONE);
}

/* The first N bytes of S, but for characters that are cut by either end. */
static str whole_characters(str s, size_t n)
{
    size_t from = 0;
    while (from < s.n && ((unsigned char)s.p[from] & 0xc0) == 0x80)
        from++;
    while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n--;
    return str_between(s, from, n);
}

/* "substr TEXT START LENGTH", in bytes: what is cut is mostly a mark or a number. */
static str cut(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    long start = 0, length = LONG_MAX;
    bool minus = str_starts(shortcode_operand(o, 1), STR("-"));
    str_to_long(str_from(shortcode_operand(o, 1), minus), &start);
    if (minus)
        start = (size_t)start < shortcode_operand(o, 0).n ? (long)shortcode_operand(o, 0).n - start : 0;
    str_to_long(shortcode_operand(o, 2), &length);
    return whole_characters(str_from(shortcode_operand(o, 0), (size_t)start), (size_t)length);
}

static str lowered(const struct shortcode_operands *o, struct arena *arena)
{
    return text_lower(shortcode_last(o), arena);
}

static const struct {
    const char *name;
    shortcode_call *call;
} functions[] = {
    {"printf", formatted},
    {"fmt.Printf", formatted},
    {"print", joined},
    {"add", joined},
    {"not", negated},
    {"default", otherwise},
    {"or", any},
    {"and", all},
    {"eq", equal},
    {"ne", unequal},
    {"cond", conditional},
    {"gt", greater},
    {"lt", less},
    {"ge", not_less},
    {"len", length},
    {"relURL", shortcode_path_rooted},
    {"absURL", shortcode_path_rooted},
    {"relLangURL", shortcode_path_rooted},
    {"absLangURL", shortcode_path_rooted},
    {"urls.RelURL", shortcode_path_rooted},
    {"urls.AbsURL", shortcode_path_rooted},
    {"highlight", code},
    {"transform.Highlight", code},
    {"urlize", sanitised},
    {"urls.URLize", sanitised},
    {"anchorize", sanitised},
    {"urls.Anchorize", sanitised},
    {"replace", replaced},
    {"strings.Replace", replaced},
    {"path.Clean", shortcode_path_cleaned},
    {"path.Dir", shortcode_path_folder},
    {"path.Base", shortcode_path_base},
    {"path.BaseName", shortcode_path_bare},
    {"path.Ext", shortcode_path_extension},
    {"path.Join", shortcode_path_joined},
    {"urls.JoinPath", shortcode_path_joined},
    {"strings.TrimPrefix", without_prefix},
    {"strings.TrimSuffix", without_suffix},
    {"hasPrefix", prefixed},
    {"strings.HasPrefix", prefixed},
    {"hasSuffix", suffixed},
    {"strings.HasSuffix", suffixed},
    {"strings.Contains", containing},
    {"substr", cut},
    {"lower", lowered},
    {"strings.ToLower", lowered},
    /* Others make the same text fit for its place. */
    {"trim", first_of},
    {"strings.Trim", first_of},
    {"strings.TrimLeft", last_of},
    {"strings.TrimRight", last_of},
    {"strings.TrimSpace", last_of},
    {"chomp", last_of},
    {"markdownify", last_of},
    {"safeHTML", last_of},
    {"safeURL", last_of},
    {"safeCSS", last_of},
    {"safeJS", last_of},
    {"safeHTMLAttr", last_of},
    {"htmlEscape", last_of},
    {"htmlUnescape", last_of},
    {"plainify", last_of},
    {"emojify", last_of},
    {"title", last_of},
    {"upper", last_of},
    {"humanize", last_of},
    {"string", last_of},
    {"int", last_of},
    {"truncate", last_of},
    {".Page.RenderString", last_of},
    {"$.Page.RenderString", last_of},
};

bool shortcode_function(str name, const struct shortcode_operands *operands, struct arena *arena, str *value)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (str_eq(name, str_of(functions[i].name))) {
            *value = functions[i].call(operands, arena);
            return true;
        }
    return false;
}
