create table threat_intelligence (
    id            bigint      generated always as identity primary key,
    indicator     text        not null,
    indicator_key text        not null,
    type          text        not null check (type in ('ip', 'user', 'domain')),
    threat_level  text        not null check (threat_level in ('low', 'medium', 'high', 'critical')),
    description   text,
    source        text        not null,
    set_by        text,
    added_at      timestamptz,
    occurrences   bigint      not null check (occurrences >= 0),
    first_seen    timestamptz not null,
    last_seen     timestamptz not null check (last_seen >= first_seen),
    expires_at    timestamptz,
    settled_at    timestamptz,
    constraint threat_intelligence_once unique (indicator_key, type),
    check ((source = 'manual') = (set_by is not null)),
    check (source <> 'manual' or description is not null),
    check (type = 'user' or indicator = indicator_key)
);

create index threat_intelligence_by_expiry on threat_intelligence (expires_at);

comment on table threat_intelligence is 'Known bad addresses, users and domains: what threat_sightings add up to, and what people set.';
comment on column threat_intelligence.indicator is 'ip: an IPv4 address, an IPv6 network (/64 as detected) or a CIDR; domain: lower case; user: as it was sent.';
comment on column threat_intelligence.indicator_key is 'What indicators are compared by: the same, but users trimmed, NFKC and case-folded. Unique with the type, so (indicator, type) is too.';
comment on column threat_intelligence.description is 'In the words of a person; null where the source says it all.';
comment on column threat_intelligence.source is 'The detector whose anomaly gives the threat level, or manual.';
comment on column threat_intelligence.set_by is 'Who set level, description and expiry; sightings leave these alone then.';
comment on column threat_intelligence.added_at is 'When a person added it: first and last seen reach at least to here. Null where a sighting did.';
comment on column threat_intelligence.occurrences is 'Episodes, by threat_sightings.';
comment on column threat_intelligence.expires_at is 'Null: never, which only a person can say.';
comment on column threat_intelligence.settled_at is 'When sightings changed it last; null: never. Those of old entries that came late are not forgotten at once.';

create table threat_sightings (
    indicator    text        not null,
    anomaly_id   bigint      not null,
    source       text        not null,
    threat_level text        not null check (threat_level in ('low', 'medium', 'high', 'critical')),
    first_seen   timestamptz not null,
    last_seen    timestamptz not null check (last_seen >= first_seen),
    counts       boolean     not null default true,
    settled      boolean     not null default false,
    primary key (indicator, anomaly_id)
);

create index threat_sightings_unsettled on threat_sightings (indicator) where not settled;

comment on table threat_sightings is 'Which episodes speak against an address. One row each, however often an episode is written; indicators of type ip are made of these.';
comment on column threat_sightings.counts is 'False once the episode became part of another one, or a person took the indicator off the list.';
comment on column threat_sightings.settled is 'Whether threat_intelligence knows it as it is now.';
