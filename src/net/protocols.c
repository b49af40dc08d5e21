#include "net/protocols.h"

#include "protocol/finger.h"
#include "protocol/gopher.h"
#include "protocol/nex.h"
#include "protocol/spartan.h"

const char *const net_protocol_names[NET_PROTOCOLS] = {"gemini", "gopher", "spartan", "finger", "nex"};
const char *const net_protocol_titles[NET_PROTOCOLS] = {"Gemini", "Gopher", "Spartan", "Finger", "Nex"};
const int net_protocol_ports[NET_PROTOCOLS] = {GEMINI_PORT, GOPHER_PORT, SPARTAN_PORT, FINGER_PORT, NEX_PORT};

enum net_protocol net_protocol_named(str name)
{
    enum net_protocol protocol = 0;
    while (protocol < NET_PROTOCOLS && !str_eq(name, str_of(net_protocol_names[protocol])))
        protocol++;
    return protocol;
}
