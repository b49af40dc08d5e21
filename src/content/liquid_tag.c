#include "content/liquid_tag.h"

/* The index of the tag that ends the block which begins AT. */
static size_t end_of(const struct liquid_tokens *t, size_t at, size_t end)
{
    size_t next = t->items[at].next;
    while (next < end && !str_starts(t->items[next].name, STR("end")))
        next = t->items[next].next;
    return next < end ? next : end;
}

static size_t after(size_t index, size_t end)
{
    return index < end ? index + 1 : end;
}

/* Runs the first branch that holds: NAME is "if" or "unless". */
static void run_if(struct liquid_run *run, const struct liquid_tokens *t, size_t at, size_t end)
{
    bool wanted = !str_eq(t->items[at].name, STR("unless"));
    for (size_t branch = at; branch < end; branch = t->items[branch].next) {
        const struct liquid_token *token = &t->items[branch];
        bool is_else = branch != at && str_eq(token->name, STR("else"));
        bool holds = is_else || liquid_condition(run, token->text) == (branch == at ? wanted : true);
        size_t stop = token->next < end ? token->next : end;
        if (holds) {
            liquid_run_tokens(run, t, branch + 1, stop);
            return;
        }
    }
}

static bool is_case(struct liquid_run *run, const struct liquid_value *value, str markup)
{
    for (;;) {
        struct liquid_value candidate = liquid_evaluate(run, &markup);
        if (liquid_equal(value, &candidate))
            return true;
        str before = markup;
        if (!liquid_skip(&markup, ",") && !str_eq(liquid_word(&markup), STR("or")))
            return false;
        if (markup.n >= before.n)
            return false;
    }
}

static void run_case(struct liquid_run *run, const struct liquid_tokens *t, size_t at, size_t end)
{
    struct liquid_value value = liquid_output(run, t->items[at].text);
    bool found = false;
    for (size_t branch = t->items[at].next; branch < end; branch = t->items[branch].next) {
        const struct liquid_token *token = &t->items[branch];
        bool holds = str_eq(token->name, STR("when")) ? is_case(run, &value, token->text) : !found;
        if (holds)
            liquid_run_tokens(run, t, branch + 1, token->next < end ? token->next : end);
        found = found || holds;
    }
}

struct loop {
    str name;
    struct liquid_value elements;
    size_t first, count;
    bool reversed;
};

static struct loop read_loop(struct liquid_run *run, str markup)
{
    struct loop loop = {.name = liquid_word(&markup)};
    liquid_word(&markup); /* "in" */
    struct liquid_value over = liquid_evaluate(run, &markup);
    loop.elements = liquid_elements(&over, run->arena);
    run->steps += loop.elements.count / 16;
    loop.count = loop.elements.count;
    for (str word = liquid_word(&markup); word.n; word = liquid_word(&markup)) {
        loop.reversed = loop.reversed || str_eq(word, STR("reversed"));
        if (!liquid_skip(&markup, ":")) {
            liquid_skip(&markup, ",");
            continue;
        }
        struct liquid_value argument = liquid_evaluate(run, &markup);
        int64_t n = liquid_to_number(argument).integer;
        size_t number = n < 0 ? 0 : (size_t)n;
        if (str_eq(word, STR("offset")))
            loop.first = number;
        else if (str_eq(word, STR("limit")) && number < loop.count)
            loop.count = number;
        liquid_skip(&markup, ",");
    }
    size_t rest = loop.first < loop.elements.count ? loop.elements.count - loop.first : 0;
    loop.count = loop.count < rest ? loop.count : rest;
    return loop;
}

/* forloop.*, as a map of its own for each turn. */
static struct liquid_value loop_facts(struct liquid_run *run, size_t index, size_t count)
{
    const struct {
        str name;
        struct liquid_value value;
    } facts[] = {
        {STR("index"), liquid_int((int64_t)index + 1)},
        {STR("index0"), liquid_int((int64_t)index)},
        {STR("rindex"), liquid_int((int64_t)(count - index))},
        {STR("rindex0"), liquid_int((int64_t)(count - index - 1))},
        {STR("first"), liquid_bool(index == 0)},
        {STR("last"), liquid_bool(index + 1 == count)},
        {STR("length"), liquid_int((int64_t)count)},
    };
    enum { FACTS = sizeof facts / sizeof *facts };
    struct liquid_entry *entries = ARENA_ARRAY(run->arena, struct liquid_entry, FACTS);
    for (size_t i = 0; i < FACTS; i++)
        entries[i] = (struct liquid_entry){facts[i].name, facts[i].value, i + 1 < FACTS ? &entries[i + 1] : NULL};
    return (struct liquid_value){.kind = LIQUID_MAP, .map = entries};
}

static void run_for(struct liquid_run *run, const struct liquid_tokens *t, size_t at, size_t end)
{
    struct loop loop = read_loop(run, t->items[at].text);
    const struct liquid_entry *outer = run->frames;
    size_t body_end = t->items[at].next < end ? t->items[at].next : end;
    for (size_t i = 0; i < loop.count && run->flow == LIQUID_GO; i++) {
        size_t pick = loop.first + (loop.reversed ? loop.count - 1 - i : i);
        struct liquid_entry *frames = ARENA_ARRAY(run->arena, struct liquid_entry, 2);
        frames[0] = (struct liquid_entry){loop.name, loop.elements.items[pick], &frames[1]};
        frames[1] = (struct liquid_entry){STR("forloop"), loop_facts(run, i, loop.count), outer};
        run->frames = frames;
        liquid_run_tokens(run, t, at + 1, body_end);
        run->frames = outer;
        if (++run->steps > LIQUID_STEPS_MAX)
            return;
        if (run->flow == LIQUID_CONTINUE)
            run->flow = LIQUID_GO;
    }
    if (run->flow == LIQUID_BREAK)
        run->flow = LIQUID_GO;
    if (!loop.count && body_end < end && str_eq(t->items[body_end].name, STR("else")))
        liquid_run_tokens(run, t, body_end + 1, t->items[body_end].next < end ? t->items[body_end].next : end);
}

/* What the tokens FROM up to TO write, kept aside. */
static struct liquid_out run_aside(struct liquid_run *run, const struct liquid_tokens *t, size_t from, size_t to)
{
    struct liquid_out aside = {.arena = run->arena}, *outer = run->out;
    buf_init(&aside.text, LIQUID_OUTPUT_MAX + 1);
    run->out = &aside;
    liquid_run_tokens(run, t, from, to);
    run->out = outer;
    return aside;
}

static void run_capture(struct liquid_run *run, const struct liquid_tokens *t, size_t at, size_t end)
{
    struct liquid_out aside = run_aside(run, t, at + 1, end);
    str markup = t->items[at].text;
    str name = liquid_word(&markup);
    liquid_set(run, name, liquid_text(arena_str(run->arena, buf_str(&aside.text))));
    buf_finish(&aside.text);
}

static void run_highlight(struct liquid_run *run, const struct liquid_tokens *t, size_t at, size_t end)
{
    int line = run->line;
    struct liquid_out code = run_aside(run, t, at + 1, end);
    run->line = line;
    str markup = t->items[at].text;
    bool octopress = str_eq(t->items[at].name, STR("codeblock"));
    size_t lang = octopress ? str_find(markup, STR("lang:")) : 0;
    markup = lang == STR_NONE ? STR("") : str_from(markup, lang + (octopress ? STR("lang:").n : 0));
    liquid_put_code(run, &code, str_first(markup, str_span_not(markup, " \t\n`")));
    buf_finish(&code.text);
}

static void assign(struct liquid_run *run, str markup)
{
    str name = liquid_word(&markup);
    if (!name.n || !liquid_skip(&markup, "=")) {
        liquid_warn(run, "assign is not understood; write {%% assign name = value %%}");
        return;
    }
    liquid_set(run, name, liquid_output(run, markup));
}

/* {% increment n %} writes 0, 1, …; {% decrement n %} -1, -2, … */
static void count(struct liquid_run *run, str name, int step)
{
    str key = ARENA_CONCAT(run->arena, STR("\n"), name);
    int index = strmap_get(&run->names, key);
    int64_t value = index ? run->values[index - 1].integer : 0;
    int64_t shown = step > 0 ? value : value - 1;
    liquid_set(run, key, liquid_int(value + step));
    struct liquid_value number = liquid_int(shown);
    liquid_out_put_at(run->out, liquid_to_text(&number, run->arena), run->line);
}

static bool run_block(struct liquid_run *run, const struct liquid_tokens *t, size_t at, size_t end)
{
    str name = t->items[at].name;
    if (str_eq(name, STR("if")) || str_eq(name, STR("unless")))
        run_if(run, t, at, end);
    else if (str_eq(name, STR("case")))
        run_case(run, t, at, end);
    else if (str_eq(name, STR("for")))
        run_for(run, t, at, end);
    else if (str_eq(name, STR("capture")))
        run_capture(run, t, at, end);
    else if (str_eq(name, STR("highlight")) || str_eq(name, STR("codeblock")))
        run_highlight(run, t, at, end);
    else
        return false;
    return true;
}

static void run_single(struct liquid_run *run, str name, str markup)
{
    if (str_eq(name, STR("assign")))
        assign(run, markup);
    else if (str_eq(name, STR("increment")))
        count(run, liquid_word(&markup), 1);
    else if (str_eq(name, STR("decrement")))
        count(run, liquid_word(&markup), -1);
    else if (str_eq(name, STR("break")))
        run->flow = LIQUID_BREAK;
    else if (str_eq(name, STR("continue")))
        run->flow = LIQUID_CONTINUE;
    else if (!str_eq(name, STR("raw")) && !str_eq(name, STR("comment")) && !liquid_place(run, name, markup))
        liquid_warn(run, "{%% %.*s %%} is no tag that posts can use here; readers see nothing in its place",
                    STR_ARG(name));
}

size_t liquid_tag(struct liquid_run *run, const struct liquid_tokens *t, size_t at, size_t end)
{
    const struct liquid_token *token = &t->items[at];
    size_t block_end = end_of(t, at, end);
    if (run->depth < LIQUID_DEPTH_MAX) {
        run->depth++;
        bool ran = run_block(run, t, at, block_end);
        run->depth--;
        if (ran)
            return after(block_end, end);
    }
    run_single(run, token->name, token->text);
    return at + 1;
}
