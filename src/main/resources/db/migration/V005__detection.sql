create table security_anomalies (
    id               bigint      generated always as identity primary key,
    type             text        not null check (type ~ '^[a-z][a-z_]{0,63}$'),
    key              text        not null check (key ~ '^(user|ip):.'),
    severity         text        not null check (severity in ('low', 'medium', 'high', 'critical')),
    status           text        not null default 'open' check (status in ('open', 'resolved')),
    confidence       double precision not null check (confidence between 0 and 1),
    user_id          text,
    user_key         text,
    ip_address       text,
    event_count      bigint      not null check (event_count > 0),
    first_seen       timestamptz not null,
    crossed_at       timestamptz not null check (crossed_at >= first_seen),
    crossing_entry   bigint      not null,
    last_seen        timestamptz not null check (last_seen >= crossed_at),
    detected_at      timestamptz not null,
    detected_late    boolean     not null,
    ended_at         timestamptz,
    threshold        integer     not null,
    window_seconds   bigint      not null,
    observed         integer     not null check (observed > 0),
    followed         boolean     not null,
    evidence         jsonb       not null,
    previous_id      bigint      references security_anomalies,
    merged_into      bigint      references security_anomalies,
    resolved_at      timestamptz,
    resolved_by      text,
    resolution_notes text,
    classification   text        check (classification in ('true_positive', 'benign', 'false_positive', 'duplicate')),
    check ((status = 'resolved') = (resolved_at is not null)),
    check ((resolved_at is null) = (resolved_by is null)),
    check (merged_into is null or ended_at is not null)
);

create unique index security_anomalies_live on security_anomalies (type, key) where ended_at is null;
create index security_anomalies_by_key on security_anomalies (type, key, last_seen) where merged_into is null;
create index security_anomalies_open on security_anomalies (severity, id) where status = 'open' and merged_into is null;
create index security_anomalies_merged on security_anomalies (merged_into) where merged_into is not null;
create index security_anomalies_by_time on security_anomalies (last_seen, id) where merged_into is null;

comment on table security_anomalies is 'One row per episode of one key: it grows while the episode goes on. While ended_at is null, the episode may still grow by what is happening now; late entries may change a row at any time.';
comment on column security_anomalies.key is 'user:<folded user id> or ip:<address, or /64 of an IPv6 address>';
comment on column security_anomalies.user_id is 'The user most often seen in it, as a sender wrote it.';
comment on column security_anomalies.user_key is 'That of the key, else user_id as users are compared: trimmed, NFKC and case-folded, which no function of the database does alike.';
comment on column security_anomalies.ip_address is 'The address most often seen in it: where the key is an IPv6 network, some one address of it.';
comment on column security_anomalies.crossing_entry is 'aggregated_logs.id of the entry with which the threshold was reached.';
comment on column security_anomalies.observed is 'What the worst window held: events, or distinct users or addresses, as the type counts.';
comment on column security_anomalies.followed is 'A login from the same address succeeded within the window after the threshold was crossed.';
comment on column security_anomalies.merged_into is 'Late entries joined this episode to an older one; it has left the lists.';

-- Inlined by the planner, like matching_entries.
create function matching_anomalies(statuses text[], types text[], severities text[], users text[], networks text[],
                                   keys text[], since timestamptz, until timestamptz) returns setof security_anomalies
    language sql stable parallel safe as
$$
select *
  from security_anomalies
 where merged_into is null
   and (statuses is null or status = any (statuses))
   and (types is null or type = any (types))
   and (severities is null or severity = any (severities))
   and (users is null or user_key = any (users))
   and (networks is null or ip_address::inet <<= any (networks::inet[]) or key = any (keys))
   and (since is null or last_seen >= since)
   and (until is null or first_seen < until)
$$;

comment on function matching_anomalies is 'The filters of the API in one place; null is no filter.';

create table detector_settings (
    type           text        primary key,
    threshold      integer     not null check (threshold between 1 and 1000000),
    window_seconds bigint      not null check (window_seconds between 1 and 604800),
    updated_at     timestamptz not null,
    updated_by     text        not null
);

comment on table detector_settings is 'Thresholds and windows that were changed through the API; they override the configuration.';

create table detector_states (
    type           text        primary key,
    fingerprint    uuid,
    counted_from   timestamptz not null default 'epoch',
    last_run_at    timestamptz,
    last_success_at timestamptz,
    duration_ms    bigint,
    entries        bigint,
    skipped        bigint      not null default 0,
    failures       integer     not null default 0,
    error          text
);

comment on table detector_states is 'How each detector fares, for every replica to see.';
comment on column detector_states.counted_from is 'detector_counts is complete for buckets that begin at this time or later.';
comment on column detector_states.fingerprint is 'Of the question, its arguments and the window that the counts were made with; null before anything was counted.';
comment on column detector_states.failures is 'Runs that failed since the last success.';

create table detector_counts (
    type   text    collate "C" not null,
    bucket bigint  not null,
    key    text    collate "C" not null,
    events integer not null check (events > 0),
    primary key (type, bucket, key)
) with (fillfactor = 80);

-- Compared as bytes: the collation of the database would take half of the time that counting takes.
comment on table detector_counts is 'Matching events by key and window-wide bucket of event time. Two neighbours bound every window across them: keys below the threshold need no closer look.';

create table detector_tails (
    type        text        not null,
    key         text        not null,
    fingerprint uuid        not null,
    at          timestamptz not null,
    until       timestamptz not null,
    events      integer     not null check (events > 0),
    marked      integer     not null,
    "values"    jsonb       not null,
    primary key (type, key)
);

comment on table detector_tails is 'What a window near the end of a busy episode holds, so that the next run need not read it again.';
comment on column detector_tails.until is 'When its last event leaves the window.';
comment on column detector_tails.at is 'The end of that window: a few minutes before the last event, so that what comes a little late lies behind it.';
comment on column detector_tails."values" is 'How often each user, or address, occurs in it.';

create table cycle_stages (
    stage       text        primary key,
    last_run_at timestamptz not null,
    failures    integer     not null default 0,
    error       text
);

comment on table cycle_stages is 'How what follows the detectors fares, for every replica to see.';
comment on column cycle_stages.failures is 'Turns that failed since the last success.';

create table threat_scores (
    at    timestamptz primary key,
    score integer     not null check (score between 0 and 100)
);

comment on table threat_scores is 'The threat score after each cycle of the last 90 days.';

-- Inlined by the planner, like matching_entries. event_time is timestamp, or up to a day earlier where a sender's clock was
-- ahead, and never more than five minutes ahead of created_at; timestamp and created_at are what indexes and partitions know.
create function entries_within(after timestamptz, until timestamptz, received_since timestamptz)
    returns setof aggregated_logs
    language sql stable parallel safe as
$$
select *
  from aggregated_logs
 where timestamp > after
   and timestamp <= until + interval '24 hours'
   and event_time > after
   and event_time <= until
   and created_at > after - interval '5 minutes'
   and created_at >= received_since
$$;

comment on function entries_within is 'What happened between two times, whenever it was received.';

-- Whoever changes what this function means truncates detector_counts and detector_tails, which were made with it.
-- What a detector looks at: either the entries of batches, or those of keys within times; a key that is null stands for
-- everybody. by_what is user, address or actor (the user, else the address) and decides what an entry is keyed by. Every
-- arm reads through an index of its own, which one arm with "or" would not: offset 0 keeps the planner from turning it
-- inside out. Nothing that matters was received before received_since; the arrays say so too, but only a constant prunes
-- partitions while planning, and with the partitions of a year that takes longer than the reading.
create function scanned_entries(by_what text, batches bigint[], received timestamptz[],
                                keys text[], after timestamptz[], until timestamptz[], received_since timestamptz)
    returns table (id bigint, event_time timestamptz, key text, user_key text, address text, level text, category text)
    language sql stable parallel safe as
$$
select entry.id, entry.event_time,
       coalesce(entry.asked,
                case when by_what <> 'address' then 'user:' || entry.user_key end,
                case when by_what <> 'user' then 'ip:' || abbrev(entry.ip_key) end),
       entry.user_key, abbrev(entry.ip_key), entry.level, entry.category
  from (select null as asked, stored.*
          from unnest(batches, received) as batch (batch_no, created_at)
         cross join lateral (
               select id, event_time, user_key, ip_key, level, category
                 from aggregated_logs
                where created_at = batch.created_at
                  and created_at >= received_since
                  and id >= entry_id(batch.batch_no, 0)
                  and id < entry_id(batch.batch_no + 1, 0)
               offset 0) as stored
         union all
        select asked.key, stored.*
          from unnest(keys, after, until) as asked (key, after, until)
         cross join lateral (
               select id, event_time, user_key, ip_key, level, category
                 from entries_within(asked.after, asked.until, received_since)
                where user_key = case when asked.key like 'user:%' then substr(asked.key, 6) end
               offset 0) as stored
         union all
        select asked.key, stored.*
          from unnest(keys, after, until) as asked (key, after, until)
         cross join lateral (
               select id, event_time, user_key, ip_key, level, category
                 from entries_within(asked.after, asked.until, received_since)
                where ip_key = case when asked.key like 'ip:%' then substr(asked.key, 4)::inet end
                  and (by_what = 'address' or user_key is null)
               offset 0) as stored
         union all
        select null, stored.*
          from unnest(keys, after, until) as asked (key, after, until)
         cross join lateral (
               select id, event_time, user_key, ip_key, level, category
                 from entries_within(asked.after, asked.until, received_since)
                where asked.key is null
               offset 0) as stored) as entry
 where entry.category not like 'siem\_%' or entry.category = 'siem_export'
$$;

comment on function scanned_entries is 'What the detectors look at; entries of the service itself never count, exports aside.';
