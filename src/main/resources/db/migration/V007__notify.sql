create table notification_channels (
    id         uuid        primary key,
    name       text        not null constraint notification_channels_name unique,
    type       text        not null check (type in ('webhook', 'email')),
    enabled    boolean     not null,
    preset     text        check (preset in ('generic', 'slack', 'teams', 'pagerduty')),
    url        text,
    target     bytea,
    recipients text[],
    language   text        not null check (language in ('en', 'ro')),
    updated_at timestamptz not null,
    updated_by text        not null,
    check ((type = 'webhook') = (preset is not null)),
    check ((type = 'webhook') = (url is not null)),
    check ((type = 'webhook') = (target is not null)),
    check ((type = 'email') = (recipients is not null)),
    check (cardinality(recipients) between 1 and 50)
);

comment on table notification_channels is 'Where people are told besides in_app, which always exists. Rules name them by their ids.';
comment on column notification_channels.url is 'As it is shown: without the part that is itself a secret.';
comment on column notification_channels.target is 'URL and secret, encrypted (AES-256-GCM) under SEALWATCH_NOTIFY_SECRET; a nonce of 12 bytes comes first.';
comment on column notification_channels.recipients is 'Mail addresses.';

create sequence notification_order;

create table notifications (
    id         uuid        primary key,
    event      text        not null check (event ~ '^[a-z][a-z_]{0,31}$'),
    alert_ids  bigint[]    not null,
    texts      jsonb       not null,
    summary    jsonb,
    at         timestamptz not null,
    kept_at    timestamptz not null,
    position   bigint      unique
);

create index notifications_by_alert on notifications using gin (alert_ids);
create index notifications_by_age on notifications (kept_at);

comment on table notifications is 'What people are told, once and for all: kept in the transaction that decided it.';
comment on column notifications.texts is 'The alerts as they were, in each language: {"en": [alert…], "ro": [alert…]}.';
comment on column notifications.summary is 'Of a digest: since, until, reason, total, by_rule, by_severity.';
comment on column notifications.position is 'Of those that are shown in_app; given in the order in which they become visible. Null for the others.';

create table notification_reads (
    principal text   primary key,
    position  bigint not null
);

comment on table notification_reads is 'How far each user has read of what is shown in_app.';

create table notification_deliveries (
    id              uuid        primary key,
    notification_id uuid        not null references notifications on delete cascade,
    channel_id      uuid        not null references notification_channels on delete cascade,
    state           text        not null default 'pending' check (state in ('pending', 'delivered', 'given_up')),
    attempts        integer     not null default 0,
    created_at      timestamptz not null,
    due_at          timestamptz not null,
    leased_until    timestamptz,
    finished_at     timestamptz,
    behind          uuid[],
    unique (notification_id, channel_id),
    check ((state = 'pending') = (finished_at is null)),
    check (state = 'pending' or leased_until is null)
);

create index notification_deliveries_due on notification_deliveries (channel_id, due_at) where state = 'pending';

comment on table notification_deliveries is 'The outbox: one row for each notification and channel. Its id is the idempotency key of every attempt.';
comment on column notification_deliveries.leased_until is 'By the clock of the database: until then somebody is sending it. Claimed and committed before anything is sent.';

comment on column notification_deliveries.behind is 'Deliveries that come first, if they still wait: an incident is not resolved before it is opened.';

create table notification_attempts (
    delivery_id uuid        not null references notification_deliveries on delete cascade,
    attempt     integer     not null,
    at          timestamptz not null,
    outcome     text        not null check (outcome in ('unconfirmed', 'delivered', 'failed', 'given_up')),
    status      integer,
    error       text,
    primary key (delivery_id, attempt)
);

comment on table notification_attempts is 'Every attempt to deliver. Unconfirmed: begun, and its process has not said yet, or never will, what came of it.';
