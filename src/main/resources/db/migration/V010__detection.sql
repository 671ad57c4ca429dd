-- The same with what shall not be in an answer; see the function for entries.

drop function matching_anomalies(text[], text[], text[], text[], text[], text[], timestamptz, timestamptz);

create function matching_anomalies(statuses text[], types text[], severities text[], users text[], networks text[],
                                   keys text[], since timestamptz, until timestamptz, not_types text[],
                                   not_severities text[], not_users text[], not_networks text[], not_keys text[])
    returns setof security_anomalies
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
   and (not_types is null or type <> all (not_types))
   and (not_severities is null or severity <> all (not_severities))
   and (not_users is null or user_key is null or user_key <> all (not_users))
   and (not_networks is null
        or not coalesce(ip_address::inet <<= any (not_networks::inet[]), false) and key <> all (not_keys))
$$;

comment on function matching_anomalies is 'The filters of the API in one place; null is no filter.';

-- From 1, low, to 4, critical.
create function severity_rank(severity text) returns bigint
    language sql immutable strict parallel safe as
$$
select array_position('{low,medium,high,critical}'::text[], severity)::bigint
$$;
