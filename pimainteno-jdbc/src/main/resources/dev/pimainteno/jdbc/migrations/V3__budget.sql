-- The ledger of calls to the model. What V1 had written from the events of runs stays as settled entries; from now on an
-- entry is written when its call is reserved, before anybody is asked, and is the one truth about what calls have cost.
alter table budget_entries add column call text;
-- The order of reservations, whatever the clock said.
alter table budget_entries add column number bigint;
alter table budget_entries add column provider text;
alter table budget_entries add column model text;
-- Digest of all that the answer depends on.
alter table budget_entries add column question text;
-- RESERVED; SPENT: at its cost; UNKNOWN: at its reservation; NOTHING: it has cost nothing.
alter table budget_entries add column state text;
-- In which way it failed; empty if it was answered.
alter table budget_entries add column ending text;
alter table budget_entries add column reserved_at text;
-- When nobody can be waiting for the answer any more.
alter table budget_entries add column expires_at text;
-- What counts: what is reserved, then what it has cost; in tokens, and in billionths of the currency.
alter table budget_entries add column tokens bigint;
alter table budget_entries add column cost bigint;

update budget_entries set model = '', state = 'SPENT', ending = '', tokens = input_tokens + output_tokens, cost = 0
where state is null;

create unique index budget_by_call on budget_entries (call);
create index budget_by_question on budget_entries (project, question, number);
create index budget_reserved on budget_entries (expires_at) where state = 'RESERVED';
-- With all that is added up, so that no row need be looked at.
drop index budget_by_day;
create index budget_by_day on budget_entries (day, project, tokens, cost);

insert into counters (name, last) values ('budget', 0);
-- Up to which reservation repetitions are forgotten.
insert into counters (name, last) values ('budget-resumed', 0);

-- Until when nobody is to call a provider.
create table budget_parked (
    provider text not null primary key,
    said text not null,
    since text not null,
    until_at text not null,
    -- How often in a row it was parked, without an answer in between.
    times bigint not null
);

-- What people have decided against the caps. Rows stay, as a record of who did it and when.
create table budget_overrides (
    id text not null primary key,
    project text,
    tokens bigint not null,
    cost bigint not null,
    from_at text not null,
    until_at text not null,
    granted_by text not null,
    reason text not null,
    ended_at text,
    ended_by text
);
create index budget_overrides_by_end on budget_overrides (until_at);

-- Edits that gates have refused, by digest, and how often.
create table refused_edits (
    project text not null,
    edits text not null,
    times bigint not null,
    last_at text not null,
    primary key (project, edits)
);
