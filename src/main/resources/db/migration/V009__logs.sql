-- The filters of the lists, and with them what shall not be in an answer. Whoever names no user is none of those that are
-- left out, and likewise for addresses. Like before they are inlined by the planner: what is null vanishes, and what is
-- left out takes no index away from what is asked for. What is hidden of a demonstration comes only to those who name sources.

drop function matching_entries(text[], text[], text[], text[], text[], text[], uuid[], text, timestamptz, timestamptz,
                               timestamptz, boolean, boolean, boolean, timestamptz, timestamptz);

create function matching_entries(sources text[], levels text[], categories text[], users text[], address_keys text[],
                                 addresses text[], log_ids uuid[], pattern text, since timestamptz, until timestamptz,
                                 received_since timestamptz, has_user boolean, has_address boolean, counted boolean,
                                 happened_since timestamptz, happened_until timestamptz, not_sources text[],
                                 not_levels text[], not_categories text[], not_users text[], not_addresses text[])
    returns setof stored_entries
    language sql stable parallel safe as
$$
select *
  from stored_entries
 where (sources is null or source = any (sources))
   and (levels is null or level = any (levels))
   and (categories is null or category = any (categories))
   and (users is null or user_key = any (users))
   and (coalesce(cardinality(users), 0) <> 1 or user_key = users[1])
   and (address_keys is null or ip_key = any (address_keys::inet[]))
   and (coalesce(cardinality(address_keys), 0) <> 1 or ip_key = address_keys[1]::inet)
   and (addresses is null or ip_address = any (addresses::inet[]) or ip_key = any (addresses::inet[]))
   and (log_ids is null or log_id = any (log_ids))
   and (pattern is null or message ilike pattern)
   and (since is null or timestamp >= since)
   and (until is null or timestamp < until)
   and (received_since is null or created_at >= received_since)
   and (has_user is null or (user_key is not null) = has_user)
   and (has_address is null or (ip_key is not null) = has_address)
   and (not counted or category not like 'siem\_%' or category = 'siem_export')
   and (happened_since is null or event_time >= happened_since)
   and (happened_until is null or event_time < happened_until)
   and (sources is not null
        or created_at >= (select coalesce(max(shown_from), '-infinity') from log_sources where name = 'demo')
        or source <> 'demo'
        or principal <> 'sealwatch')
   and (not_sources is null or source <> all (not_sources))
   and (not_levels is null or level <> all (not_levels))
   and (not_categories is null or category <> all (not_categories))
   and (not_users is null or user_key is null or user_key <> all (not_users))
   and (not_addresses is null or ip_key is null
        or ip_address <> all (not_addresses::inet[]) and ip_key <> all (not_addresses::inet[]))
$$;

comment on function matching_entries is 'The filters of the API in one place; null is no filter.';
