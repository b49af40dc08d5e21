#ifndef CONTENT_LIQUID_VALUE_H
#define CONTENT_LIQUID_VALUE_H

#include "base/clock.h"
#include "base/zone.h"
#include "content/site.h"
#include "data/data.h"

struct liquid_scope;
struct uses;

enum value_kind {
    VALUE_NIL,
    VALUE_BOOL,
    VALUE_INT,
    VALUE_FLOAT,
    VALUE_STRING,
    VALUE_TIME,
    VALUE_LIST,
    VALUE_MAP,
    VALUE_EMPTY, /* the words that only a comparison knows */
    VALUE_BLANK
};

/* What a list or a map is made of. Nothing is converted before it is asked for. */
enum value_form {
    FORM_VALUES,  /* list: struct value */
    FORM_DATA,    /* list, map: struct data */
    FORM_PAGES,   /* list: const struct page * */
    FORM_STRINGS, /* list: str */
    FORM_RANGE,   /* list: integers from INTEGER on */
    FORM_PAIRS,   /* map: struct value_pair */
    FORM_PAGE,    /* map: struct page */
    FORM_CURRENT, /* map: struct liquid_scope, the page being rendered */
    FORM_SITE,    /* map: struct site */
    FORM_GROUPS,  /* map: struct site_groups, from a name to its posts */
    FORM_LOOP     /* map: struct value_loop */
};

struct value {
    enum value_kind kind;
    enum value_form form;
    union {
        bool boolean;
        int64_t integer;
        double real;
        str text;
        struct moment moment;
        const void *of;
    };
    size_t count; /* items of a list or a map; of a VALUE_TIME: 1 when it is a day without an hour */
};

struct value_pair {
    str key;
    struct value value;
};

/* forloop */
struct value_loop {
    size_t index, length;
    str name;
    const struct value_loop *parent;
};

/* What converting needs: memory, the zone of dates that name none, and who is told what is taken from the site (may be
 * NULL). */
struct value_world {
    struct arena *arena;
    const struct zone *zone;
    struct uses *uses;
};

struct value value_nil(void);
struct value value_bool(bool);
struct value value_int(int64_t);
struct value value_float(double);
struct value value_string(str); /* borrowed */
struct value value_time(struct moment);
struct value value_list(const struct value *, size_t count); /* borrowed */
struct value value_strings(struct str_list);
struct value value_map(const struct value_pair *, size_t count); /* borrowed */
struct value value_pages(const struct page *const *, size_t count);
struct value value_page(const struct page *);
struct value value_of_data(const struct data *, const struct value_world *);

bool value_is_true(struct value); /* not nil, not false */
struct value value_item(struct value list, size_t i, const struct value_world *);
/* The pair I of a map, as a list of two; nil where the map has no order (a page). */
struct value value_entry(struct value map, size_t i, const struct value_world *);
struct value value_get(struct value, str key, const struct value_world *); /* nil when absent */
/* value_get, or what `first`, `last` and `size` say of the value itself. */
struct value value_member(struct value, str key, const struct value_world *);

int64_t value_size(struct value);                         /* items, or characters of a string */
str value_text(struct value, const struct value_world *); /* as {{ }} writes it */
str value_inspect(struct value, bool json, const struct value_world *);

/* A number as Ruby takes it: of "3", " 4.5x", 2. False (and 0) when it is none. */
bool value_number(struct value, struct value *out);
double value_real(struct value number);

bool value_equal(struct value, struct value, const struct value_world *);
/* <0, 0, >0 of two numbers, strings or times. False when they cannot be compared. */
bool value_compare(struct value, struct value, int *order);

#endif
