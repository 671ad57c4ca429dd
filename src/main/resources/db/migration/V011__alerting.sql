-- The same with times, with whom alerts are about, and with what shall not be in an answer.

drop function matching_alerts(text[], text[], text[]);

-- An alert is about whoever it is keyed by, and about the user and the address that it names, however the user is spelled:
-- the anomaly knows that.
create function matching_alerts(statuses text[], severities text[], rule_ids text[], users text[], networks text[],
                                keys text[], acknowledgers text[], since timestamptz, until timestamptz,
                                not_severities text[], not_rule_ids text[], not_users text[], not_networks text[],
                                not_keys text[]) returns setof security_alerts
    language sql stable parallel safe as
$$
select *
  from security_alerts
 where (statuses is null or status = any (statuses))
   and (severities is null or severity = any (severities))
   and (rule_ids is null or rule_id = any (rule_ids))
   and (users is null or user_id = any (users) or entity like 'user:%' and substr(entity, 6) = any (users)
        or exists (select 1 from security_anomalies where id = anomaly_id and user_key = any (users)))
   and (networks is null or ip_address::inet <<= any (networks::inet[]) or entity = any (keys))
   and (acknowledgers is null or acknowledged_by = any (acknowledgers))
   and (since is null or last_seen >= since)
   and (until is null or created_at < until)
   and (not_severities is null or severity <> all (not_severities))
   and (not_rule_ids is null or rule_id <> all (not_rule_ids))
   and (not_users is null or (user_id is null or user_id <> all (not_users))
        and not (entity like 'user:%' and substr(entity, 6) = any (not_users))
        and not exists (select 1 from security_anomalies where id = anomaly_id and user_key = any (not_users)))
   and (not_networks is null
        or not coalesce(ip_address::inet <<= any (not_networks::inet[]), false) and entity <> all (not_keys))
$$;

comment on function matching_alerts is 'The filters of the API in one place; null is no filter.';
