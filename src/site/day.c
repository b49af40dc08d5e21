#include "site/day.h"

struct moment site_day_of(const struct site *site, int64_t seconds)
{
    struct moment moment = site_moment(site, seconds);
    struct civil day = moment_civil(moment);
    day.hour = day.minute = day.second = 0;
    moment.seconds = civil_to_seconds(&day) - moment.offset;
    return moment;
}

uint64_t site_day(const struct site *site)
{
    return (uint64_t)site_day_of(site, site_options(site)->now).seconds;
}
