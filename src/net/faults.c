#include "net/faults.h"

#include "net/table.h"

/* What is said of one host, apart. */
enum topic { TOPIC_ERRORS = 0, TOPIC_REFUSED = 2 };

static uint64_t topic_of(str host, enum topic topic)
{
    return str_hash(STR_HASH_SEED + (uint64_t)topic, host);
}

uint64_t faults_hash(enum err err, const struct site *site, const struct diag *diag)
{
    return err == OK ? site_errors(site) : STR_HASH_SEED + (uint64_t)err + diag_hash_errors(diag, 0);
}

bool faults_are_news(struct net_shared *shared, str host, uint64_t hash)
{
    return table_say(shared, topic_of(host, TOPIC_ERRORS), hash);
}

bool faults_refuse(struct net_shared *shared, str host, uint64_t hash)
{
    return table_say(shared, topic_of(host, TOPIC_REFUSED), hash);
}

bool faults_mended(struct net_shared *shared, str host)
{
    /* No hash of errors, and another one for a host that happens to share the topic. */
    return table_say(shared, topic_of(host, TOPIC_REFUSED), ~str_hash(STR_HASH_SEED, host));
}
