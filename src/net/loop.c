#include "net/loop.h"

enum { LOG_MS = 100, STOOD_MS = 1000 };

uint64_t net_now(const struct net *net)
{
    return uv_now(&net->loop) - net->stood;
}

/* ---- deadlines: the loop wakes up for them only while there are some */

static void tick(uv_timer_t *timer)
{
    struct net *net = timer->data;
    uint64_t now = uv_now(&net->loop);
    if (now - net->ticked > STOOD_MS)
        net->stood += now - net->ticked;
    net->ticked = now;
    deadlines_run(&net->deadlines, net_now(net));
    if (net->deadlines.count == 0)
        uv_timer_stop(timer);
}

void net_arm(struct net *net, struct deadline *deadline, uint64_t ms_from_now)
{
    if (!uv_is_active((uv_handle_t *)&net->ticks) && !net->stopped) {
        /* Ticks that passed with nothing armed have nothing to run. */
        deadlines_run(&net->deadlines, net_now(net));
        net->ticked = uv_now(&net->loop);
        uv_timer_start(&net->ticks, tick, DEADLINE_TICK, DEADLINE_TICK);
    }
    deadline_arm(&net->deadlines, deadline, net_now(net) + ms_from_now);
}

/* ---- turns: a task with much to do gives others their turns */

static void take_turns(uv_idle_t *turn)
{
    struct net *net = turn->data;
    struct loop_task *waiting = net->queued;
    net->queued = NULL;
    uv_idle_stop(turn);
    if (waiting)
        waiting->link = &waiting;
    while (waiting) {
        struct loop_task *task = waiting;
        net_leave_queue(task);
        task->run(task);
    }
}

void net_queue(struct net *net, struct loop_task *task)
{
    task->next = net->queued;
    task->link = &net->queued;
    if (task->next)
        task->next->link = &task->next;
    net->queued = task;
    uv_idle_start(&net->turn, take_turns);
}

void net_leave_queue(struct loop_task *task)
{
    if (!task->link)
        return;
    *task->link = task->next;
    if (task->next)
        task->next->link = task->link;
    task->link = NULL;
}

/* ---- the access log */

void net_write_log(struct net *net)
{
    access_log_flush(&net->log);
    /* The reader may have no room for the rest yet. */
    if (net->log.lines.n)
        net_arm(net, &net->log_due, LOG_MS);
}

void net_log_is_due(struct deadline *deadline)
{
    net_write_log((struct net *)((char *)deadline - offsetof(struct net, log_due)));
}

void net_log(struct net *net, const struct access_line *line)
{
    access_log_add(&net->log, line);
    if (access_log_is_long(&net->log))
        net_write_log(net);
    else if (net->log.lines.n && !deadline_is_armed(&net->log_due))
        net_arm(net, &net->log_due, LOG_MS);
}
