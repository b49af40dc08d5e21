#include "liquid/filter.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Arithmetic. Whole numbers stay whole; others are rounded to 15 digits, so that 0.1 plus 0.2 is 0.3. */

/* REAL without its fraction. Beyond 2^53 there is none. */
static double truncated(double real)
{
    return fabs(real) < 9e15 ? (double)(int64_t)real : real;
}

static double rounded_down(double real)
{
    double part = truncated(real);
    return part > real ? part - 1 : part;
}

static double nearest(double real)
{
    return truncated(real + (real < 0 ? -0.5 : 0.5));
}

static struct value rounded(double real)
{
    char text[40];
    snprintf(text, sizeof text, "%.15g", real);
    return value_float(strtod(text, NULL));
}

static struct value number_in(const struct filter_call *call)
{
    struct value number;
    value_number(call->in, &number);
    return number;
}

static struct value number_arg(const struct filter_call *call)
{
    struct value number;
    value_number(call->count ? call->args[0] : value_nil(), &number);
    return number;
}

/* The whole number EXACT, or NEAR when that leaves the range. */
static struct value whole_or(int64_t exact, double near)
{
    return fabs(near) < 9e18 ? value_int(exact) : rounded(near);
}

static struct value plus(const struct filter_call *call)
{
    struct value a = number_in(call), b = number_arg(call);
    double near = value_real(a) + value_real(b);
    if (a.kind != VALUE_INT || b.kind != VALUE_INT)
        return rounded(near);
    return whole_or((int64_t)((uint64_t)a.integer + (uint64_t)b.integer), near);
}

static struct value minus(const struct filter_call *call)
{
    struct value a = number_in(call), b = number_arg(call);
    double near = value_real(a) - value_real(b);
    if (a.kind != VALUE_INT || b.kind != VALUE_INT)
        return rounded(near);
    return whole_or((int64_t)((uint64_t)a.integer - (uint64_t)b.integer), near);
}

static struct value times(const struct filter_call *call)
{
    struct value a = number_in(call), b = number_arg(call);
    double near = value_real(a) * value_real(b);
    if (a.kind != VALUE_INT || b.kind != VALUE_INT)
        return rounded(near);
    return whole_or((int64_t)((uint64_t)a.integer * (uint64_t)b.integer), near);
}

static struct value by_zero(const struct filter_call *call)
{
    run_warn(call->run, "a division by 0 gives nothing; divide by another number");
    return value_nil();
}

static bool divides_whole(struct value a, struct value b)
{
    return a.kind == VALUE_INT && b.kind == VALUE_INT && !(a.integer == INT64_MIN && b.integer == -1);
}

static struct value divided_by(const struct filter_call *call)
{
    struct value a = number_in(call), b = number_arg(call);
    if (!divides_whole(a, b))
        return fabs(value_real(b)) > 0 ? value_float(value_real(a) / value_real(b)) : by_zero(call);
    if (!b.integer)
        return by_zero(call);
    bool down = a.integer % b.integer && (a.integer < 0) != (b.integer < 0);
    return value_int(a.integer / b.integer - down);
}

static struct value modulo(const struct filter_call *call)
{
    struct value a = number_in(call), b = number_arg(call);
    if (divides_whole(a, b) && !b.integer)
        return by_zero(call);
    if (divides_whole(a, b)) {
        int64_t rest = a.integer % b.integer;
        return value_int(rest && (rest < 0) != (b.integer < 0) ? rest + b.integer : rest);
    }
    double x = value_real(a), y = value_real(b);
    return fabs(y) > 0 ? rounded(x - rounded_down(x / y) * y) : by_zero(call);
}

static struct value absolute(const struct filter_call *call)
{
    struct value a = number_in(call);
    if (a.kind == VALUE_FLOAT)
        return value_float(fabs(a.real));
    return whole_or(a.integer < 0 ? (int64_t)(0 - (uint64_t)a.integer) : a.integer, fabs((double)a.integer));
}

static struct value whole(double real)
{
    return fabs(real) < 9e18 ? value_int((int64_t)real) : value_float(real);
}

static struct value round_up(const struct filter_call *call)
{
    struct value a = number_in(call);
    return a.kind == VALUE_INT ? a : whole(-rounded_down(-a.real));
}

static struct value round_down(const struct filter_call *call)
{
    struct value a = number_in(call);
    return a.kind == VALUE_INT ? a : whole(rounded_down(a.real));
}

static struct value round_near(const struct filter_call *call)
{
    struct value a = number_in(call);
    int64_t digits = filter_int(call, 0, 0);
    if (a.kind == VALUE_INT)
        return a;
    if (digits <= 0)
        return whole(nearest(a.real));
    double scale = 1;
    for (int64_t i = 0; i < digits && i < 15; i++)
        scale *= 10;
    return rounded(nearest(value_real(rounded(a.real * scale))) / scale);
}

static struct value at_least(const struct filter_call *call)
{
    struct value a = number_in(call), b = number_arg(call);
    return value_real(a) < value_real(b) ? b : a;
}

static struct value at_most(const struct filter_call *call)
{
    struct value a = number_in(call), b = number_arg(call);
    return value_real(a) > value_real(b) ? b : a;
}

static struct value to_integer(const struct filter_call *call)
{
    struct value a = number_in(call);
    if (call->in.kind == VALUE_BOOL)
        return value_int(call->in.boolean);
    return a.kind == VALUE_INT ? a : whole(truncated(a.real));
}

static const struct filter filters[] = {
    {STR_INIT("plus"), plus},        {STR_INIT("minus"), minus},
    {STR_INIT("times"), times},      {STR_INIT("divided_by"), divided_by},
    {STR_INIT("modulo"), modulo},    {STR_INIT("abs"), absolute},
    {STR_INIT("ceil"), round_up},    {STR_INIT("floor"), round_down},
    {STR_INIT("round"), round_near}, {STR_INIT("at_least"), at_least},
    {STR_INIT("at_most"), at_most},  {STR_INIT("to_integer"), to_integer},
};
const struct filter_table filter_number = {filters, sizeof filters / sizeof *filters};
