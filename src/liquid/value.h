#ifndef LIQUID_VALUE_H
#define LIQUID_VALUE_H

#include "base/clock.h"
#include "base/zone.h"
#include "data/data.h"

enum value_kind {
    VALUE_NIL,
    VALUE_BOOL,
    VALUE_INT,
    VALUE_FLOAT,
    VALUE_STRING,
    VALUE_TIME,
    VALUE_LIST,
    VALUE_MAP,
    VALUE_EMPTY, /* words that only a comparison knows */
    VALUE_BLANK
};

/* The form in which a list or a map is stored. Nothing is converted before it is asked for. */
enum value_form {
    FORM_VALUES,  /* list: struct value */
    FORM_DATA,    /* list, map: struct data */
    FORM_STRINGS, /* list: str */
    FORM_RANGE,   /* list: integers from INTEGER on */
    FORM_PAIRS,   /* map: struct value_pair */
    FORM_OBJECT   /* list, map: whatever its TYPE provides */
};

struct object_type;

struct value {
    enum value_kind kind;
    enum value_form form;
    union {
        bool boolean;
        int64_t integer;
        double real;
        str text;
        struct moment moment;
        struct {
            const void *of;
            const struct object_type *type; /* FORM_OBJECT */
        };
    };
    /* Items of a list or a map; of a VALUE_TIME: 1 when it is a day without an hour, 2 when
     * that is the present one; of a VALUE_STRING: 1 when it is
     * Markdown where a template expects HTML, see value_markdown. */
    size_t count;
};

struct value_pair {
    str key;
    struct value value;
};

struct run; /* liquid/run.h */

/* The context of a conversion: memory, the zone of dates that name none, and the run that asks, for objects that count
 * work or report (NULL: none). */
struct value_world {
    struct arena *arena;
    const struct zone *zone;
    struct run *run;
};

/* A kind of objects: functions by which templates see something that Liquid itself does not know. Each but MEMBER
 * may be NULL. OF is the object. */
struct object_type {
    /* The member KEY of a map; nil: there is none. */
    struct value (*member)(const void *of, str key, const struct value_world *);
    /* Item I of a list; pair I of a map, as a list of two. NULL: a map whose members are in no order and not counted.
     */
    struct value (*item)(const void *of, size_t i, const struct value_world *);
    /* The value that is written in place of a map, as text and as JSON. NULL: its pairs are. */
    struct value (*shown)(const void *of, const struct value_world *);
};

struct value value_nil(void);
struct value value_bool(bool);
struct value value_int(int64_t);
struct value value_float(double);
struct value value_string(str); /* borrowed */
/* Markdown that Jekyll's templates see as HTML. Written as it is, it becomes a block that markup reads as Markdown;
 * filters see the text. */
struct value value_markdown(str);
struct value value_time(struct moment);
struct value value_list(const struct value *, size_t count); /* borrowed */
struct value value_strings(struct str_list);
struct value value_map(const struct value_pair *, size_t count); /* borrowed */
/* An object that is a list or a map (KIND) of COUNT items or pairs. */
struct value value_object(enum value_kind kind, const struct object_type *, const void *of, size_t count);
struct value value_of_data(const struct data *, const struct value_world *);

/* KEY and VALUE as a list of two, the item of a loop over a map. */
struct value value_pair_list(str key, struct value, const struct value_world *);

bool value_is_true(struct value); /* not nil, not false */
struct value value_item(struct value list, size_t i, const struct value_world *);
/* The pair I of a map, as a list of two; nil where the map has no order. */
struct value value_entry(struct value map, size_t i, const struct value_world *);
struct value value_get(struct value, str key, const struct value_world *); /* nil when absent */
/* value_get, else the value's own `first`, `last` or `size`. */
struct value value_member(struct value, str key, const struct value_world *);

int64_t value_size(struct value);                         /* items, or characters of a string */
str value_text(struct value, const struct value_world *); /* as {{ }} writes it */
str value_inspect(struct value, bool json, const struct value_world *);

/* A number as Ruby reads it: from "3", " 4.5x", 2. False (and 0) when it is none. */
bool value_number(struct value, struct value *out);
double value_real(struct value number);

bool value_equal(struct value, struct value, const struct value_world *);
/* Sets ORDER to <0, 0, >0 for two numbers, strings or times. False when they cannot be compared. */
bool value_compare(struct value, struct value, int *order);

#endif
