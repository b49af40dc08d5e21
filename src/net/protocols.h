#ifndef NET_PROTOCOLS_H
#define NET_PROTOCOLS_H

#include "net/options.h"

/* What is known of each protocol before any of its bytes come. */
extern const char *const net_protocol_names[NET_PROTOCOLS];  /* as in configuration, logs and reports */
extern const char *const net_protocol_titles[NET_PROTOCOLS]; /* as in sentences */
extern const int net_protocol_ports[NET_PROTOCOLS];          /* that its addresses need not name */
/* The protocol of that name; NET_PROTOCOLS: none. */
enum net_protocol net_protocol_named(str name);

#endif
