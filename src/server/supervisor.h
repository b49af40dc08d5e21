#ifndef SERVER_SUPERVISOR_H
#define SERVER_SUPERVISOR_H

#include "server/backoff.h"
#include "server/channel.h"
#include "server/keeper_process.h"
#include "server/watchdog.h"
#include "server/worker.h"

#include <poll.h>

/* One worker as the parent knows it. */
struct supervised {
    pid_t pid; /* 0: none at the moment */
    size_t slot;
    int64_t born; /* clock_monotonic of its start */
    int64_t due;  /* when the next one starts, while there is none */
    struct backoff backoff;
    struct channel channel;
    int its_end;      /* of the channel, the worker's: held here too */
    bool ready;       /* it has said that it accepts connections */
    int64_t ready_at; /* clock_monotonic */
    int64_t beat;     /* the last sign of life that was seen */
    int64_t cpu;      /* milliseconds that it had run by then */
    int64_t cpu_seen; /* milliseconds that it had run at CPU_AT, clock_monotonic */
    int64_t cpu_at;
    bool silent;    /* its loop does not turn */
    bool hangs;     /* and has not for long: it is being ended */
    bool unheard;   /* it has said what no worker says, and is being ended */
    unsigned stale; /* messages */
    bool owed_log;  /* the log was opened anew, and there was no room yet to tell it */
    bool owed_tickets, owed_status, owed_absent;
    int64_t late_at; /* clock_monotonic of when it last said that the keeper is late; 0: never */
};

/* The supervisor of the workers of one generation: starts, judges, replaces and ends them. */
struct supervisor {
    struct generation *generation;
    struct shared *shared;
    struct supervised *members; /* generation->worker_count of them */
    struct keeper_process keeper;
    int tickets;                     /* file with the keys that are to be handed out; -1: none */
    struct net_absent absent;        /* who of them does not accept, as the others are told */
    bool trial;                      /* does not serve yet: nobody is replaced */
    bool leaving;                    /* told to end: nobody is replaced */
    int64_t deadline;                /* when those that are left are killed */
    struct supervisor *next_leaving; /* in the server's list of supervisors whose workers end */
};

/* Takes the generation over. Starts all its workers, on trial. ERR_LIMIT, ERR_IO: said on standard error;
 * supervisor_destroy it. */
enum err supervisor_create(struct generation *, struct shared *, struct supervisor **out);
void supervisor_destroy(struct supervisor *); /* no worker is left, and no socket open */

bool supervisor_is_ready(const struct supervisor *);   /* all accept connections: the trial is passed */
bool supervisor_has_failed(const struct supervisor *); /* one has ended in the trial, and no other is still starting */
size_t supervisor_size(const struct supervisor *);     /* workers alive; without any the keeper is not needed */

/* Takes in what its workers have said on their channels. */
void supervisor_hear(struct supervisor *);
/* The descriptors on which they may say something: writes at most ROOM, returns how many. */
size_t supervisor_channels(const struct supervisor *, struct pollfd *, size_t room);
/* Opens the access log anew, with the configuration in force, and hands it to all workers. Where it cannot be opened
 * that is said, and the one before is written. */
void supervisor_open_log(struct supervisor *);
/* Takes FILE over, with the keys of tickets in force from here on, and hands it to all workers. */
void supervisor_change_tickets(struct supervisor *, int file);
/* Makes the status socket anew where somebody shut it down, and hands it to all its workers and those of NEXT, which
 * starts and may share it; NULL: none does. */
void supervisor_mend_status(struct supervisor *, struct supervisor *next);
/* Ends a worker that hangs, if it is time for that. */
void supervisor_judge(struct supervisor *, struct watchdog *);
/* Looks which workers accept; when others do than before, all are to be told (supervisor_hand_owed). */
void supervisor_tell_absent(struct supervisor *);
/* Hands log, tickets, status socket and who is absent to those that had no room for it. True: some still have none. */
bool supervisor_hand_owed(struct supervisor *);

/* Asks all to end, by SIGTERM or NET_SUCCEEDED, and kills those that have not after a while (supervisor_tick). */
void supervisor_leave(struct supervisor *, int sign);
void supervisor_kill(struct supervisor *);

/* A child of this process has ended with STATUS: true when it was one of these. */
bool supervisor_bury(struct supervisor *, pid_t pid, int status);
/* Starts replacements that are due, kills who outstays. Returns milliseconds until it has something to do again, at
 * most MOST. */
int64_t supervisor_tick(struct supervisor *, int64_t most);

#endif
