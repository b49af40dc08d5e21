#include "data/date_text.h"
#include "liquid/filter.h"
#include "liquid/strftime.h"

/* Filters for dates. */

static bool is_now(const struct filter_call *call)
{
    return call->in.kind == VALUE_STRING && call->run->host->now &&
           (str_eq_nocase(call->in.text, STR("now")) || str_eq_nocase(call->in.text, STR("today")));
}

/* Tells of a format that shows more than the day, where that is all there is. */
static void check_fineness(const struct filter_call *call, str format, bool is_day)
{
    for (size_t at; (at = str_find_char(format, '%')) != STR_NONE;) {
        format = str_from(format, at + 1);
        str letter = str_from(format, str_span(format, "-_0^#:123456789"));
        format = str_from(letter, letter.n > 0);
        if (is_day && letter.n && str_has_char(STR("HIklMSLNpPsTRrXcQ"), *letter.p)) {
            run_warn(call->run,
                     "\"now\" is a day without an hour, for a page is made once a day; write a format of the "
                     "day alone, such as %%Y-%%m-%%d");
            return;
        }
    }
}

static bool moment_in(const struct filter_call *call, struct moment *out)
{
    const struct value_world *world = &call->run->world;
    struct value in = call->in;
    bool is_day;
    if (in.kind == VALUE_TIME) {
        *out = in.moment;
        return true;
    }
    if (is_now(call)) {
        *out = call->run->host->now(call->run->host->self, &is_day);
        return true;
    }
    long seconds;
    bool number = in.kind == VALUE_INT;
    if (in.kind == VALUE_STRING && in.text.n && str_span(in.text, "0123456789") == in.text.n)
        number = str_to_long(in.text, &seconds);
    else
        seconds = number ? (long)in.integer : 0;
    if (number && seconds > -60000000000 && seconds < 250000000000) {
        *out = (struct moment){seconds, zone_offset(world->zone, seconds)};
        return true;
    }
    if (in.kind != VALUE_STRING || !date_of_text(in.text, world->zone, out))
        return false;
    date_keep_offset(in.text, out);
    return true;
}

/* Jekyll's own filters show a time in the site's zone, Liquid's date in the one that it was written in. */
static bool local_moment_in(const struct filter_call *call, struct moment *out)
{
    if (!moment_in(call, out))
        return false;
    if (!is_now(call) && !(call->in.kind == VALUE_TIME && call->in.count))
        out->offset = zone_offset(call->run->world.zone, out->seconds);
    return true;
}

/* A day without an hour is in no zone. */
static bool written_moment_in(const struct filter_call *call, struct moment *out)
{
    if (!moment_in(call, out))
        return false;
    if (call->in.kind == VALUE_TIME && call->in.count == 1)
        *out = (struct moment){out->seconds + out->offset, 0};
    return true;
}

static struct value formatted(const struct filter_call *call, str format, bool local)
{
    struct moment moment;
    if (call->in.kind == VALUE_NIL || !format.n)
        return call->in;
    bool is_day = call->in.kind == VALUE_TIME && call->in.count == 2;
    if (is_now(call))
        call->run->host->now(call->run->host->self, &is_day);
    check_fineness(call, format, is_day);
    if (local ? local_moment_in(call, &moment) : written_moment_in(call, &moment))
        return value_string(moment_format(moment, format, call->run->arena));
    return call->in;
}

static struct value date(const struct filter_call *call)
{
    return formatted(call, filter_text(call, 0), false);
}

static const char *ordinal_ending(int day)
{
    if (day / 10 % 10 == 1)
        return "th";
    return day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
}

/* Jekyll's stringify_date: "07 Nov 2008", "7th Nov 2008", "Nov 7th, 2008". */
static struct value date_words(const struct filter_call *call, const char *month)
{
    struct run *run = call->run;
    struct moment moment;
    if (!str_eq(filter_text(call, 0), STR("ordinal")) || !local_moment_in(call, &moment))
        return formatted(call, arena_printf(run->arena, "%%d %s %%Y", month), true);
    const char *ending = ordinal_ending(moment_civil(moment).day);
    bool us = str_eq(filter_text(call, 1), STR("US"));
    str format = us ? arena_printf(run->arena, "%s %%-d%s, %%Y", month, ending)
                    : arena_printf(run->arena, "%%-d%s %s %%Y", ending, month);
    return formatted(call, format, true);
}

static struct value date_to_string(const struct filter_call *call)
{
    return date_words(call, "%b");
}

static struct value date_to_long_string(const struct filter_call *call)
{
    return date_words(call, "%B");
}

static struct value date_to_xmlschema(const struct filter_call *call)
{
    return formatted(call, STR("%Y-%m-%dT%H:%M:%S%:z"), true);
}

static struct value date_to_rfc822(const struct filter_call *call)
{
    return formatted(call, STR("%a, %d %b %Y %H:%M:%S %z"), true);
}

static const struct filter filters[] = {
    {STR_INIT("date"), date},
    {STR_INIT("date_to_string"), date_to_string},
    {STR_INIT("date_to_long_string"), date_to_long_string},
    {STR_INIT("date_to_xmlschema"), date_to_xmlschema},
    {STR_INIT("date_to_rfc822"), date_to_rfc822},
};
const struct filter_table filter_date = {filters, sizeof filters / sizeof *filters};
