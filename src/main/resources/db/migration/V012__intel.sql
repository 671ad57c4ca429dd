-- Inlined by the planner, like the functions of the other lists.
create function matching_threats(types text[], levels text[], keys text[], has_expired boolean, at timestamptz,
                                 not_types text[], not_levels text[], not_keys text[]) returns setof threat_intelligence
    language sql stable parallel safe as
$$
select *
  from threat_intelligence
 where (types is null or type = any (types))
   and (levels is null or threat_level = any (levels))
   and (keys is null or indicator_key = any (keys))
   and (has_expired is null or has_expired = (expires_at is not null and expires_at <= at))
   and (not_types is null or type <> all (not_types))
   and (not_levels is null or threat_level <> all (not_levels))
   and (not_keys is null or indicator_key <> all (not_keys))
$$;

comment on function matching_threats is 'The filters of the API in one place; null is no filter.';
