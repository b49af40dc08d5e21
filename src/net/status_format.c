#include "net/status_format.h"

#include "net/status_write.h"

bool status_format_of(str name, enum status_format *out)
{
    static const str names[STATUS_FORMATS] = {STR_INIT("text"), STR_INIT("json"), STR_INIT("prometheus")};
    for (size_t i = 0; i < STATUS_FORMATS; i++) {
        if (str_eq(name, names[i])) {
            *out = (enum status_format)i;
            return true;
        }
    }
    return false;
}

enum err status_format_put(struct buf *out, const struct status_report *r, enum status_format format)
{
    switch (format) {
    case STATUS_TEXT:
        status_put_text(out, r);
        break;
    case STATUS_JSON:
        status_put_json(out, r);
        break;
    case STATUS_PROMETHEUS:
        status_put_prometheus(out, r);
        break;
    case STATUS_FORMATS:
        return ERR_SYNTAX;
    }
    /* All formats end in a newline: a report without one was too long. */
    return out->n && out->p[out->n - 1] == '\n' ? OK : ERR_LIMIT;
}
