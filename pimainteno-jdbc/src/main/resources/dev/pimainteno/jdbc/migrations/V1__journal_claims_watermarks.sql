-- The same on SQLite and PostgreSQL. Times are text, UTC, 2026-01-31T23:59:59.000000000Z, so that they sort; texts from
-- outside have a NUL as \0, half a surrogate pair as \uD800, and a backslash twice.

-- Numbers that are given out in the order of the transactions that take them.
create table counters (
    name text not null primary key,
    last bigint not null
);
insert into counters (name, last) values ('opening', 0);

-- One row for each project that was ever claimed or journaled. It stays, so that its token grows for ever.
create table claims (
    project text not null primary key,
    -- The fence: what is journaled under a lower token is refused.
    token bigint not null,
    -- Machine, host, boot, process namespace, user, process, its start; null if nobody holds the project.
    holder text,
    -- Tells one attempt to claim from another whose outcome is not known.
    attempt bigint not null,
    -- End of the lease, milliseconds since 1970.
    lease_until bigint not null
);

-- What the events of each run add up to.
create table runs (
    id text not null primary key,
    -- The order of runs, whatever the clock said.
    opening bigint not null unique,
    project text not null,
    started_by text not null,
    delivery text not null,
    branch text not null,
    base text not null,
    opened_at text not null,
    last_event_at text not null,
    events bigint not null,
    phase text not null,
    questions bigint not null,
    remembered bigint not null,
    input_tokens bigint not null,
    output_tokens bigint not null,
    made text,
    subject text not null,
    change_state text,
    outcome text,
    reason text not null
);
create index runs_of_project on runs (project, opening);
create index runs_open on runs (project, opening) where outcome is null;
create index runs_by_outcome on runs (outcome, opening);

-- The one truth about runs; every other table about them follows from it.
create table run_events (
    run text not null references runs (id),
    seq bigint not null,
    at text not null,
    type text not null,
    -- Tells an append from another whose outcome is not known.
    attempt bigint not null,
    body text not null,
    primary key (run, seq)
);

create table changes (
    id text not null primary key references runs (id),
    project text not null,
    state text,
    base text not null,
    commit_id text,
    tree text,
    branch text not null,
    subject text not null,
    moved_at text not null
);
create index changes_by_state on changes (state, project);

-- What questions to the model have cost. An entry outlives its run, so that a month adds up.
create table budget_entries (
    run text not null,
    seq bigint not null,
    project text not null,
    purpose text not null,
    day text not null,
    input_tokens bigint not null,
    output_tokens bigint not null,
    failed bigint not null,
    primary key (run, seq)
);
create index budget_by_day on budget_entries (day, project);

-- What was last done to each service; the one without a name is the project's deploy commands.
create table services (
    project text not null,
    service text not null,
    status text not null,
    detail text not null,
    run text not null,
    at text not null,
    primary key (project, service)
);

create table error_log (
    run text not null references runs (id),
    seq bigint not null,
    project text not null,
    at text not null,
    type text not null,
    source text not null,
    message text not null,
    primary key (run, seq)
);
create index errors_of_project on error_log (project, at);

create table watermarks (
    project text not null primary key,
    body text not null
);

-- Not filled yet: pull requests, what changes were found to be worth, and rules with their evidence.
create table pull_requests (
    id text not null primary key,
    run text not null references runs (id),
    project text not null,
    url text not null,
    state text not null,
    moved_at text not null
);
create table evaluations (
    id text not null primary key,
    run text not null references runs (id),
    project text not null,
    score double precision not null,
    evidence text not null,
    at text not null
);
create table learnings (
    id text not null primary key,
    project text,
    rule text not null,
    evidence text not null,
    learned_at text not null,
    expires_at text not null
);

create view reviews as
select id, project, state, branch, subject, commit_id, moved_at from changes where state in ('HELD', 'OPEN');

create view run_overview as
select opening, id, project, started_by, delivery, coalesce(outcome, 'OPEN') as state, phase, subject, change_state, reason,
    questions, remembered, input_tokens, output_tokens, events, opened_at, last_event_at
from runs;

create view system_stats as
select
    (select count(*) from runs) as runs,
    (select count(*) from runs where outcome is null) as open_runs,
    (select count(distinct project) from runs) as projects,
    (select coalesce(sum(events), 0) from runs) as events,
    (select count(*) from runs where outcome = 'DELIVERED') as delivered_runs,
    (select count(*) from runs where outcome in ('REFUSED', 'FAILED', 'INTERRUPTED')) as failed_runs,
    (select count(*) from changes where state in ('HELD', 'OPEN')) as waiting_changes,
    (select count(*) from error_log) as errors,
    (select coalesce(sum(input_tokens), 0) from budget_entries) as input_tokens,
    (select coalesce(sum(output_tokens), 0) from budget_entries) as output_tokens;
