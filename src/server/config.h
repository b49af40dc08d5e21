#ifndef SERVER_CONFIG_H
#define SERVER_CONFIG_H

#include "site/page.h"

/* The socket that `splashdown status` asks by default. */
#define CONFIG_STATUS_PATH "/run/splashdown/status.sock"

/* The settings of the server: from the file of `-c`, overridden by the command line, else the defaults of the
 * manual. */

#define CONFIG_USER "splashdown" /* the user of the workers, unless another is named */

enum { WORKERS_AUTO = 0, WORKERS_MAX = 128, PORT_OFF = 0, PORT_SAME = -1, PORT_MAX = 65535 };
enum config_certs_create { CERTS_CREATE_AUTO, CERTS_CREATE_NEVER };
enum config_log_format { LOG_FORMAT_COMBINED, LOG_FORMAT_JSON };
enum config_log_addresses { LOG_ADDRESSES_HIDDEN, LOG_ADDRESSES_SHORTENED, LOG_ADDRESSES_FULL };

/* Pages below PREFIX are only for client certificates: "any", or SHA-256 fingerprints of 64 lower-case hex digits. */
struct config_restriction {
    str prefix; /* "/private/" */
    struct str_list fingerprints;
};

struct config_restrictions {
    struct config_restriction *items;
    size_t count;
};

struct config_aliases {
    struct str_list names; /* A-label form, or IP literals */
    bool any;              /* "*": the host answers to every name that is no other host's */
};

struct config_host {
    str name; /* A-label form */
    struct config_aliases aliases;
    str capsule;          /* path of the folder */
    str certificate, key; /* as configured; empty: made and kept in CERTS */
    struct config_restrictions restricted;
    struct str_list editors; /* fingerprints */
    int line;                /* in the file; 0: from the command line */
};

struct config_hosts {
    struct config_host *items;
    size_t count;
};

struct config_gemini {
    long port, public_port; /* PORT_OFF: not served; PORT_SAME: as bound */
    bool any_port;
};

struct config_gopher {
    long port, public_port;
    long width; /* columns */
};

/* A protocol that is off unless it has a port. */
struct config_more {
    long port, public_port;
};

struct config_limits {
    long connections, per_address, requests_per_second, burst;
    long request_timeout, write_timeout; /* milliseconds */
    struct str_list exempt;              /* CIDR */
};

struct config_tickets {
    str secret; /* path of a fleet's shared secret; empty: keys of this server alone */
};

struct config_log {
    str access; /* "stdout", "off" or a path */
    int format, addresses;
    bool handshakes; /* also some of the failed ones */
};

struct config_proxy {
    struct str_list from; /* CIDR */
};

/* REQUIRE: no start unless every lock is in place. */
enum config_sandbox { SANDBOX_OFF, SANDBOX_ON, SANDBOX_REQUIRE };

struct config {
    str file; /* empty: none */
    struct str_list listen;
    bool listen_given; /* each address must bind; otherwise a family that the machine lacks is skipped */
    struct config_gemini gemini;
    struct config_gopher gopher;
    struct config_more spartan, finger, nex;
    str certs;
    int certs_create; /* whether a missing key is made */
    struct config_tickets tickets;
    long workers; /* WORKERS_AUTO: one for each core */
    str user;
    bool user_given;
    enum config_sandbox sandbox;
    struct config_hosts hosts;
    str default_host;
    size_t fallback; /* its index in HOSTS */
    struct config_limits limits;
    struct config_log log;
    str status; /* path of a socket; empty: none */
    struct config_proxy proxy;
    bool drafts, future; /* from the command line only */
    int kind;            /* of all capsules, from there, too: see struct site_options */
};

/* The settings of the command line, which win over the file. */
struct config_flags {
    str file, host, capsule, certs, workers;
    struct str_list listen;
    long gemini_port, gopher_port, public_gemini_port, public_gopher_port; /* PORT_SAME: not given */
    bool drafts, future;
    int kind;
};

#endif
