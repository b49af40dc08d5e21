#include "content/date_text.h"
#include "content/liquid_date.h"
#include "content/liquid_filter.h"
#include "content/site_build.h"

#include <math.h>

typedef const struct liquid_call *call;

/* A whole number stays one: 7 divided_by 2 is 3. */
static struct liquid_value arithmetic(call c, char operator)
{
    struct liquid_value a = liquid_to_number(c->in), b = liquid_to_number(liquid_argument_value(c, 0));
    bool whole = a.kind == LIQUID_INT && b.kind == LIQUID_INT;
    double x = liquid_number(&a), y = liquid_number(&b), result = 0;
    if ((operator== '/' || operator== '%') && fpclassify(y) == FP_ZERO)
        return liquid_nil();
    switch (operator) {
    case '+':
        result = x + y;
        break;
    case '-':
        result = x - y;
        break;
    case '*':
        result = x * y;
        break;
    case '/':
        result = whole ? floor(x / y) : x / y;
        break;
    default:
        result = x - y * floor(x / y);
        break;
    }
    return whole && fabs(result) < 9e15 ? liquid_int((int64_t)result) : liquid_float(result);
}

static struct liquid_value plus(call c)
{
    return arithmetic(c, '+');
}

static struct liquid_value minus(call c)
{
    return arithmetic(c, '-');
}

static struct liquid_value times(call c)
{
    return arithmetic(c, '*');
}

static struct liquid_value divided_by(call c)
{
    return arithmetic(c, '/');
}

static struct liquid_value modulo(call c)
{
    return arithmetic(c, '%');
}

static struct liquid_value whole_number(double d)
{
    return fabs(d) < 9e15 ? liquid_int((int64_t)d) : liquid_int(0);
}

static struct liquid_value ceiling(call c)
{
    return whole_number(ceil(liquid_number(&c->in)));
}

static struct liquid_value floor_of(call c)
{
    return whole_number(floor(liquid_number(&c->in)));
}

static struct liquid_value round_of(call c)
{
    int64_t places = liquid_to_number(liquid_argument_value(c, 0)).integer;
    double d = liquid_number(&c->in);
    if (places <= 0 || places > 12)
        return whole_number(round(d));
    double scale = pow(10, (double)places);
    return liquid_float(round(d * scale) / scale);
}

static struct liquid_value absolute(call c)
{
    struct liquid_value n = liquid_to_number(c->in);
    return n.kind == LIQUID_INT ? liquid_int(n.integer < 0 ? -n.integer : n.integer) : liquid_float(fabs(n.real));
}

/* What a date filter works on: a moment, text that says one, seconds, or "now", which is when the capsule was read. */
static bool moment_of(call c, struct moment *out)
{
    const struct site *site = c->run->scope->page->site;
    const struct zone *zone = site && site->settings.zone ? site->settings.zone : zone_utc();
    if (c->in.kind == LIQUID_MOMENT) {
        *out = c->in.moment;
        return true;
    }
    if (c->in.kind == LIQUID_INT) {
        *out = (struct moment){c->in.integer, zone_offset(zone, c->in.integer)};
        return true;
    }
    if (c->in.kind != LIQUID_TEXT)
        return false;
    if (str_eq(c->in.text, STR("now")) || str_eq(c->in.text, STR("today"))) {
        int64_t now = site ? site->options.now : 0;
        *out = (struct moment){now, zone_offset(zone, now)};
        return true;
    }
    return date_of_text(c->in.text, zone, out);
}

static struct liquid_value formatted(call c, str format)
{
    struct moment moment;
    if (!format.n || !moment_of(c, &moment))
        return c->in;
    return liquid_text(liquid_date(moment, format, c->arena));
}

static struct liquid_value date(call c)
{
    return formatted(c, liquid_argument(c, 0));
}

static struct liquid_value date_to_string(call c)
{
    return formatted(c, STR("%d %b %Y"));
}

static struct liquid_value date_to_long_string(call c)
{
    return formatted(c, STR("%d %B %Y"));
}

static struct liquid_value date_to_rfc822(call c)
{
    return formatted(c, STR("%a, %d %b %Y %H:%M:%S %z"));
}

static struct liquid_value date_to_xmlschema(call c)
{
    return formatted(c, STR("%Y-%m-%dT%H:%M:%S%:z"));
}

const struct liquid_filter_entry liquid_number_filters[] = {
    {STR_INIT("abs"), absolute},
    {STR_INIT("ceil"), ceiling},
    {STR_INIT("date"), date},
    {STR_INIT("date_to_long_string"), date_to_long_string},
    {STR_INIT("date_to_rfc822"), date_to_rfc822},
    {STR_INIT("date_to_string"), date_to_string},
    {STR_INIT("date_to_xmlschema"), date_to_xmlschema},
    {STR_INIT("divided_by"), divided_by},
    {STR_INIT("floor"), floor_of},
    {STR_INIT("minus"), minus},
    {STR_INIT("modulo"), modulo},
    {STR_INIT("plus"), plus},
    {STR_INIT("round"), round_of},
    {STR_INIT("times"), times},
    {STR_INIT(""), NULL},
};
