#ifndef NET_LOOP_H
#define NET_LOOP_H

#include "net/access_log.h"
#include "net/deadline.h"
#include "net/heartbeat.h"
#include "net/limits.h"
#include "net/snapshot.h"
#include "net/transport.h"
#include "net/work_queue.h"

#include <uv.h>

struct conn;
struct listeners;
struct signings;
struct status;
struct idle_conns;
struct watch;

enum { NET_SIGNALS = 3 };

/* A task for the next turn of the loop: part of its owner. */
struct loop_task {
    void (*run)(struct loop_task *);
    struct loop_task *next, **link; /* LINK: NULL: it is not queued */
};

/* The whole state of one worker: its event loop and everything that its connections share. One thread. */
struct net {
    const struct net_options *options;
    uv_loop_t loop;
    uv_signal_t signals[NET_SIGNALS];
    uv_timer_t ticks;
    uint64_t ticked;   /* uv_now of the last of TICKS */
    uint64_t stood;    /* milliseconds in which the loop did not turn */
    uv_poll_t channel; /* active while there is a channel */
    uv_work_t first_work;
    uv_idle_t turn;           /* active while tasks wait for it */
    struct loop_task *queued; /* newest first */
    struct heartbeat heartbeat;
    struct deadlines deadlines;
    struct limits limits;
    struct access_log log;
    struct deadline log_due; /* when its lines are written */
    struct deadline drained; /* when the remaining connections are closed */
    struct transport_scratch scratch;
    struct buf piece;          /* the piece of an answer that is being made */
    struct snapshot *snapshot; /* the present */
    struct listeners *listeners;
    struct signings *signings;     /* NULL: no TLS */
    struct work_queue *work_queue; /* of all work for threads that a client waits for */
    struct watch *watch;
    struct status *status;
    struct conn *conns;                /* all open ones, newest first */
    void (*conn_closed)(struct net *); /* one of them has gone: there may be none left */
    struct idle_conns *idle;
    size_t refusing; /* connections that are only being told that there are too many */
    size_t held;     /* bytes of answers in memory that are not sent yet (net/send_budget.h) */
    size_t wide;     /* connections for which the kernel keeps more */
    bool draining, stopped;
};

/*
 * Milliseconds, at the loop's present turn. While the process stands still (it was stopped, or the whole machine) this
 * stands still as well: no client was slow meanwhile.
 */
uint64_t net_now(const struct net *);
void net_arm(struct net *, struct deadline *, uint64_t ms_from_now);
/* TASK is run in the next turn of the loop, unless it leaves the queue. */
void net_queue(struct net *, struct loop_task *);
void net_leave_queue(struct loop_task *); /* also when it is not queued */
/* Adds a line to the access log. Many are written at once, after a short moment. */
void net_log(struct net *, const struct access_line *);
void net_write_log(struct net *); /* the waiting lines */
void net_log_is_due(struct deadline *log_due);

#endif
