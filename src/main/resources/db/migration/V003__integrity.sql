create table verifications (
    id           uuid        primary key,
    requested_by text        not null,
    selection    jsonb       not null,
    state        text        not null default 'running' check (state in ('running', 'done', 'failed')),
    started_at   timestamptz not null,
    updated_at   timestamptz not null,
    checked      bigint      not null default 0,
    expected     bigint      not null default 0,
    result       jsonb,
    error        text,
    check ((state = 'done') = (result is not null)),
    check ((state = 'failed') = (error is not null))
);

create index verifications_by_start on verifications (started_at desc, id);

comment on table verifications is 'Every verification that was asked for. One whose process died stays running and is no longer updated.';
comment on column verifications.checked is 'Entries checked so far, of those expected; updated every second or so.';
