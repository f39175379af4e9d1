-- What people have turned down, so that it is not proposed to them again. An entry outlives its run.
create table rejections (
    project text not null,
    fingerprint text not null,
    -- The order in the project, whatever the clock said.
    seq bigint not null,
    -- The run that had made the change.
    item text not null,
    subject text not null,
    reason text not null,
    at text not null,
    primary key (project, fingerprint)
);
create index rejections_of_project on rejections (project, seq);
