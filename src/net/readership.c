#include "net/readership.h"

#include "net/peer_hash.h"

enum { HOUR_S = 3600, PROBES = 16 };
/* No worker answers more in an hour. */
static const unsigned READS_MOST = 1000000000;

static uint64_t mix(uint64_t hash, str bytes)
{
    for (size_t i = 0; i < bytes.n; i++)
        hash = (hash ^ (unsigned char)bytes.p[i]) * UINT64_C(0x100000001b3); /* FNV-1a */
    return hash;
}

uint64_t readership_name(const uint64_t key[2], str host, str stem)
{
    uint64_t hash = mix(mix(UINT64_C(0xcbf29ce484222325), host), stem);
    hash = peer_hash(key, hash);
    return hash ? hash : 1;
}

uint64_t readership_hour(int64_t now)
{
    return now > 0 ? (uint64_t)now / HOUR_S : 0;
}

static uint64_t load(const _Atomic uint64_t *number)
{
    return atomic_load_explicit(number, memory_order_relaxed);
}

static void add(_Atomic uint64_t *number, uint64_t n)
{
    uint64_t before = load(number);
    atomic_store_explicit(number, before > UINT64_MAX - n ? UINT64_MAX : before + n, memory_order_relaxed);
}

/* How often it was read in HOUR, of which nothing is known when it was not read within a day before NOW. */
static unsigned reads_in(const struct readership_page *p, uint64_t hour, uint64_t now)
{
    uint64_t last = load(&p->hour);
    unsigned n = atomic_load_explicit(&p->reads[hour % READERSHIP_HOURS], memory_order_relaxed);
    bool known = last <= now && hour <= last && last - hour < READERSHIP_HOURS;
    return known && n <= READS_MOST ? n : 0;
}

uint64_t readership_reads(const struct readership_page *p, uint64_t now)
{
    uint64_t sum = 0;
    for (uint64_t ago = 0; ago < READERSHIP_HOURS && ago <= now; ago++)
        sum += reads_in(p, now - ago, now);
    return sum;
}

static void clear(struct readership_page *p, uint64_t who, uint64_t hour)
{
    for (size_t i = 0; i < READERSHIP_HOURS; i++)
        atomic_store_explicit(&p->reads[i], 0, memory_order_relaxed);
    atomic_store_explicit(&p->hour, hour, memory_order_relaxed);
    atomic_store_explicit(&p->who, who, memory_order_relaxed);
}

/* Brings it to HOUR: the hours between its last reading and now had none. */
static void advance(struct readership_page *p, uint64_t hour)
{
    uint64_t last = load(&p->hour);
    if (last > hour || hour - last >= READERSHIP_HOURS)
        clear(p, load(&p->who), hour);
    for (; last < hour && hour - last < READERSHIP_HOURS; last++)
        atomic_store_explicit(&p->reads[(last + 1) % READERSHIP_HOURS], 0, memory_order_relaxed);
    atomic_store_explicit(&p->hour, hour, memory_order_relaxed);
}

/* The place of PAGE, or the one for it: that of the page which was read least. */
static struct readership_page *place_of(struct readership *r, uint64_t page, uint64_t hour)
{
    struct readership_page *set = r->pages[page % READERSHIP_SETS], *least = NULL;
    uint64_t fewest = UINT64_MAX;
    for (size_t way = 0; way < READERSHIP_WAYS; way++) {
        if (load(&set[way].who) == page)
            return &set[way];
        uint64_t reads = load(&set[way].who) ? readership_reads(&set[way], hour) : 0;
        if (reads < fewest) {
            fewest = reads;
            least = &set[way];
        }
    }
    clear(least, page, hour);
    return least;
}

static void add_reads(struct readership_page *p, uint64_t hour, unsigned n)
{
    atomic_uint *reads = &p->reads[hour % READERSHIP_HOURS];
    unsigned before = atomic_load_explicit(reads, memory_order_relaxed);
    atomic_store_explicit(reads, before <= READS_MOST - n ? before + n : READS_MOST, memory_order_relaxed);
}

void readership_count_page(struct readership *r, uint64_t page, uint64_t hour)
{
    struct readership_page *p = place_of(r, page, hour);
    if (load(&p->hour) != hour)
        advance(p, hour);
    add_reads(p, hour, 1);
}

const struct readership_host *readership_find_host(const struct readership *r, uint64_t host)
{
    for (size_t i = 0; i < PROBES; i++) {
        const struct readership_host *h = &r->hosts[(host + i) % READERSHIP_HOSTS];
        if (load(&h->who) == host)
            return h;
    }
    return NULL;
}

/* NULL: there is no room. Hosts stay where they are: none is ever taken out. */
static struct readership_host *host_of(struct readership *r, uint64_t host)
{
    for (size_t i = 0; i < PROBES; i++) {
        struct readership_host *h = &r->hosts[(host + i) % READERSHIP_HOSTS];
        if (!load(&h->who))
            atomic_store_explicit(&h->who, host, memory_order_relaxed);
        if (load(&h->who) == host)
            return h;
    }
    return NULL;
}

void readership_count_host(struct readership *r, uint64_t host, enum net_protocol protocol, uint64_t bytes)
{
    struct readership_host *h = host_of(r, host);
    if (!h)
        return;
    add(&h->requests[protocol], 1);
    add(&h->bytes[protocol], bytes);
}

static void move_page(struct readership *into, const struct readership_page *from, uint64_t hour)
{
    uint64_t who = load(&from->who);
    if (!who || !readership_reads(from, hour))
        return;
    struct readership_page *p = place_of(into, who, hour);
    if (load(&p->hour) != hour)
        advance(p, hour);
    for (uint64_t ago = 0; ago < READERSHIP_HOURS && ago <= hour; ago++)
        add_reads(p, hour - ago, reads_in(from, hour - ago, hour));
}

static void move_host(struct readership *into, const struct readership_host *from, uint64_t most)
{
    uint64_t who = load(&from->who);
    struct readership_host *h = who ? host_of(into, who) : NULL;
    for (size_t i = 0; i < NET_PROTOCOLS && h; i++) {
        uint64_t requests = load(&from->requests[i]), bytes = load(&from->bytes[i]);
        add(&h->requests[i], requests <= most ? requests : 0);
        add(&h->bytes[i], bytes <= most ? bytes : 0);
    }
}

void readership_move(struct readership *into, const struct readership *from, uint64_t hour, uint64_t most)
{
    for (size_t set = 0; set < READERSHIP_SETS; set++)
        for (size_t way = 0; way < READERSHIP_WAYS; way++)
            move_page(into, &from->pages[set][way], hour);
    for (size_t i = 0; i < READERSHIP_HOSTS; i++)
        move_host(into, &from->hosts[i], most);
}
