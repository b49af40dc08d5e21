#include "hexo/date.h"

#include "data/date_js.h"

static struct moment moment_at(int64_t seconds, const struct zone *zone)
{
    return (struct moment){seconds, zone_offset(zone, seconds)};
}

bool date_of(const struct data *data, const struct zone *zone, struct moment *out)
{
    int64_t seconds;
    if (data && data->kind == DATA_TIME) {
        struct civil wall = civil_from_seconds(data->integer);
        *out = zone_local(zone, &wall);
        return true;
    }
    if (data && data->kind == DATA_INT && data->integer) {
        *out = moment_at(data->integer / 1000, zone);
        return true;
    }
    if (!data || data->kind != DATA_STRING || !date_js_parse(data->text, zone, &seconds))
        return false;
    *out = moment_at(seconds, zone);
    return true;
}
