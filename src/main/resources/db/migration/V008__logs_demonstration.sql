-- The demonstration: a story that this service tells of itself, as entries of source demo and principal sealwatch, which
-- nobody else can send. Once it is removed nobody is shown them any more, until retention drops them.
alter table log_sources add column shown boolean not null default false,
                        add column shown_from timestamptz,
                        add check (shown_from is not null or not shown);

comment on column log_sources.shown is 'Of demo: whether a demonstration is shown.';
comment on column log_sources.shown_from is 'Of demo: entries of the demonstration that were received before are hidden. Null: it was never played.';

-- One value for the whole statement, so that a list still reads its index in order of time; compared first, as times are the
-- quickest, and all there is to compare where no demonstration was ever played.
create view shown_entries as
select *
  from stored_entries
 where created_at >= (select coalesce(max(shown_from), '-infinity') from log_sources where name = 'demo')
    or source <> 'demo'
    or principal <> 'sealwatch';

comment on view shown_entries is 'Entries without those of a demonstration that was removed.';

-- As before, without what is hidden. Counts and windows that detectors keep may still hold some of it: that lets them look
-- more closely at keys that are the demonstration's own.
create or replace function scanned_entries(by_what text, batches bigint[], received timestamptz[],
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
               select id, event_time, user_key, ip_key, level, category, source, principal, created_at
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
               select id, event_time, user_key, ip_key, level, category, source, principal, created_at
                 from entries_within(asked.after, asked.until, received_since)
                where user_key = case when asked.key like 'user:%' then substr(asked.key, 6) end
               offset 0) as stored
         union all
        select asked.key, stored.*
          from unnest(keys, after, until) as asked (key, after, until)
         cross join lateral (
               select id, event_time, user_key, ip_key, level, category, source, principal, created_at
                 from entries_within(asked.after, asked.until, received_since)
                where ip_key = case when asked.key like 'ip:%' then substr(asked.key, 4)::inet end
                  and (by_what = 'address' or user_key is null)
               offset 0) as stored
         union all
        select null, stored.*
          from unnest(keys, after, until) as asked (key, after, until)
         cross join lateral (
               select id, event_time, user_key, ip_key, level, category, source, principal, created_at
                 from entries_within(asked.after, asked.until, received_since)
                where asked.key is null
               offset 0) as stored) as entry
 where (entry.category not like 'siem\_%' or entry.category = 'siem_export')
   and (entry.created_at >= (select coalesce(max(shown_from), '-infinity') from log_sources where name = 'demo')
        or entry.source <> 'demo'
        or entry.principal <> 'sealwatch')
$$;

-- Made of the evidence, so that one place decides it.
alter table security_anomalies add column staged boolean not null
    generated always as (evidence @> '{"staged": true}') stored;

create index security_anomalies_staged on security_anomalies (id) where staged;

comment on column security_anomalies.staged is 'All of its entries are the demonstration''s.';

alter table threat_scores add column earnest integer check (earnest between 0 and 100);

comment on column threat_scores.earnest is 'The score without anomalies of the demonstration, which is what alerts go by; null where it is the same.';
