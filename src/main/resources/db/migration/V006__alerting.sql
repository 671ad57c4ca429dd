create table alert_rules (
    id               text        primary key check (id ~ '^RULE-[A-Z][A-Z-]{0,60}$'),
    position         integer     not null unique,
    type             text        not null check (type in ('anomaly', 'threshold', 'integrity')),
    anomaly_type     text        unique check (anomaly_type ~ '^[a-z][a-z_]{0,63}$'),
    threshold        integer     check (threshold between 1 and 100),
    enabled          boolean     not null default true,
    severity         text        not null check (severity in ('low', 'medium', 'high', 'critical')),
    min_severity     text        not null default 'low' check (min_severity in ('low', 'medium', 'high', 'critical')),
    cooldown_seconds integer     not null check (cooldown_seconds between 0 and 604800),
    digest_seconds   integer     not null default 0 check (digest_seconds between 0 and 604800),
    channels         text[]      not null default '{in_app}' check (cardinality(channels) <= 20),
    judged_to        timestamptz not null default 'epoch',
    updated_at       timestamptz,
    updated_by       text,
    check ((type = 'anomaly') = (anomaly_type is not null)),
    check ((type = 'threshold') = (threshold is not null)),
    check ((updated_at is null) = (updated_by is null))
);

comment on table alert_rules is 'What somebody is alerted of, and how. One rule at most covers a type of anomaly.';
comment on column alert_rules.position is 'Order in lists.';
comment on column alert_rules.severity is 'The severity of its alerts; min_severity is that of the anomalies that it takes notice of.';
comment on column alert_rules.digest_seconds is 'Alerts are told together, once in so many seconds; 0 for at once.';
comment on column alert_rules.channels is 'in_app, and ids of channels. None: alerts are stored and nobody is told.';
comment on column alert_rules.judged_to is 'Of a threshold rule: the last kept threat score that it looked at; of the integrity rule: when it last looked, up to an hour behind.';

insert into alert_rules (position, id, type, anomaly_type, threshold, severity, min_severity, cooldown_seconds) values
    (1, 'RULE-BRUTE-FORCE', 'anomaly', 'brute_force_attack', null, 'critical', 'low', 600),
    (2, 'RULE-PRIVILEGE-ESC', 'anomaly', 'privilege_escalation', null, 'critical', 'low', 300),
    (3, 'RULE-DATA-EXFIL', 'anomaly', 'data_exfiltration', null, 'high', 'low', 900),
    (4, 'RULE-THREAT-CRITICAL', 'threshold', null, 80, 'critical', 'low', 1800),
    (5, 'RULE-SUSPICIOUS-IP', 'anomaly', 'suspicious_ip', null, 'high', 'medium', 1200),
    (6, 'RULE-SESSION-ANOMALY', 'anomaly', 'session_anomaly', null, 'medium', 'low', 1800),
    (7, 'RULE-INTEGRITY', 'integrity', null, null, 'critical', 'low', 3600);

create table security_alerts (
    id                 bigint      generated always as identity primary key,
    rule_id            text        not null references alert_rules,
    entity             text        not null,
    severity           text        not null check (severity in ('low', 'medium', 'high', 'critical')),
    status             text        not null default 'active' check (status in ('active', 'acknowledged', 'resolved')),
    about              text        not null check (about ~ '^[a-z][a-z_]{0,63}$'),
    who                text,
    observed           bigint      not null,
    threshold          integer,
    window_seconds     bigint,
    followed           boolean     not null default false,
    anomaly_id         bigint,
    user_id            text,
    ip_address         text,
    created_at         timestamptz not null,
    last_seen          timestamptz not null check (last_seen >= created_at),
    told_at            timestamptz not null check (told_at >= created_at),
    told_severity      text        not null check (told_severity in ('low', 'medium', 'high', 'critical')),
    folded_count       bigint      not null default 0,
    suppressed_count   bigint      not null default 0,
    last_suppressed_at timestamptz,
    acknowledged_at    timestamptz,
    acknowledged_by    text,
    resolved_at        timestamptz,
    resolved_by        text,
    resolution_notes   text,
    classification     text        check (classification in ('true_positive', 'benign', 'false_positive', 'duplicate')),
    check (status <> 'active' or acknowledged_at is null),
    check (status <> 'acknowledged' or acknowledged_at is not null),
    check ((status = 'resolved') = (resolved_at is not null)),
    check ((acknowledged_at is null) = (acknowledged_by is null)),
    check ((resolved_at is null) = (resolved_by is null)),
    check ((suppressed_count = 0) = (last_suppressed_at is null))
);

create unique index security_alerts_live on security_alerts (rule_id, entity) where status <> 'resolved';
create index security_alerts_by_entity on security_alerts (rule_id, entity, id);
create index security_alerts_by_status on security_alerts (status, id);

comment on table security_alerts is 'What an analyst works on. One live alert per rule and entity: what comes on top of it folds into it.';
comment on column security_alerts.entity is 'The key of an anomaly (user:… or ip:…), score, or integrity:<what was found>: cooldown is per rule and entity.';
comment on column security_alerts.severity is 'That of its rule when it was raised.';
comment on column security_alerts.about is 'A type of anomaly, threat_score, tampered, missing, inserted or rollback: with who, observed, threshold, window_seconds and followed what its texts say.';
comment on column security_alerts.anomaly_id is 'The latest anomaly that it is about.';
comment on column security_alerts.last_seen is 'When something of it was last judged.';
comment on column security_alerts.told_at is 'When somebody was last told, or would have been outside of a maintenance window; cooldown counts from it.';
comment on column security_alerts.told_severity is 'The worst severity of an anomaly that was told.';
comment on column security_alerts.suppressed_count is 'What came after it was resolved and within the cooldown.';

-- Inlined by the planner, like matching_entries.
create function matching_alerts(statuses text[], severities text[], rule_ids text[]) returns setof security_alerts
    language sql stable parallel safe as
$$
select *
  from security_alerts
 where (statuses is null or status = any (statuses))
   and (severities is null or severity = any (severities))
   and (rule_ids is null or rule_id = any (rule_ids))
$$;

comment on function matching_alerts is 'The filters of the API in one place; null is no filter.';

create table alert_decisions (
    id         bigint      generated always as identity primary key,
    anomaly_id bigint,
    severity   text        not null check (severity in ('low', 'medium', 'high', 'critical')),
    occasion   text        unique,
    rule_id    text        references alert_rules,
    entity     text        not null,
    reason     text        not null check (reason ~ '^[a-z][a-z_]{0,31}$'),
    alert_id   bigint      references security_alerts,
    at         timestamptz not null,
    constraint alert_decisions_once unique (anomaly_id, severity),
    check ((anomaly_id is null) = (occasion is not null))
);

create index alert_decisions_by_alert on alert_decisions (alert_id, id);

-- What is new is the difference of two indexes: no row is read for what was judged.
create index security_anomalies_judged on security_anomalies (id, severity) where merged_into is null;

comment on table alert_decisions is 'What became of each anomaly, and of each rise of its severity, and why. Its keys make that nothing is judged twice.';
comment on column alert_decisions.occasion is 'What was judged that is no anomaly: score:<time>, verification:<id>:<what was found>, era:<number>.';
comment on column alert_decisions.rule_id is 'Null where no rule covers it.';

create table alert_mutes (
    id         bigint      generated always as identity primary key,
    rule_id    text        references alert_rules,
    user_id    text,
    user_key   text,
    ip_address text,
    ip_key     text,
    reason     text        not null,
    until      timestamptz not null,
    created_at timestamptz not null,
    created_by text        not null,
    check (num_nonnulls(rule_id, user_key, ip_key) > 0),
    check ((user_id is null) = (user_key is null)),
    check ((ip_address is null) = (ip_key is null)),
    check (until > created_at)
);

comment on table alert_mutes is 'What nobody wants to be alerted of, until when.';
comment on column alert_mutes.user_key is 'As users are compared; ip_key as addresses are: of IPv6 the /64.';

create table maintenance_windows (
    id         bigint      generated always as identity primary key,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null check (ends_at > starts_at),
    rule_ids   text[]      check (cardinality(rule_ids) > 0),
    reason     text        not null,
    created_at timestamptz not null,
    created_by text        not null
);

comment on table maintenance_windows is 'While one is on, alerts are stored and nobody is told; one summary is told at its end.';
comment on column maintenance_windows.rule_ids is 'Null for all rules.';

create table held_tellings (
    id        bigint      generated always as identity primary key,
    alert_id  bigint      not null references security_alerts,
    rule_id   text        not null references alert_rules,
    severity  text        not null,
    window_id bigint,
    channels  text[]      not null,
    held_at   timestamptz not null,
    due_at    timestamptz not null
);

create index held_tellings_by_due on held_tellings (due_at, id);

comment on table held_tellings is 'What is told later, in one summary: at the end of a maintenance window, or with the digest of a rule.';
comment on column held_tellings.window_id is 'The maintenance window that holds it back, or null for a digest.';
