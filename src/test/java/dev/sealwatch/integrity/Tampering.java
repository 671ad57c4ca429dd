package dev.sealwatch.integrity;

import java.util.regex.Pattern;

/** Statements of somebody who may write the database but does not have the secret. */
final class Tampering {

    /** For {@code copy FROM to TO}, both ids. */
    static final String COPY = """
            insert into aggregated_logs
            select ($2), ($2) >> 16, timestamp, created_at, event_time, log_id, (($2) & 65535)::integer, retention_days,
                   key_no, source, level, category, message, metadata, user_id, user_key, ip_address, ip_key, user_agent,
                   principal, signature, leaf_commit
              from aggregated_logs where id = $1
            """;

    /** For {@code swap ONE with OTHER}, both ids. */
    static final String SWAP = """
            update aggregated_logs
               set id        = case id when $1 then $2 else $1 end,
                   batch_no  = case id when $1 then $2 else $1 end >> 16,
                   batch_pos = (case id when $1 then $2 else $1 end & 65535)::integer
             where id in ($1, $2)
            """;

    private static final Pattern NAME = Pattern.compile(":([ABC])(\\d*)");

    private Tampering() {}

    /** {@code :B} becomes the number of batch B, {@code :B2} the id of its third entry. */
    static String withNumbers(String sql, long a, long b, long c) {
        return NAME.matcher(sql).replaceAll(name -> {
            long batch = name.group(1).equals("A") ? a : name.group(1).equals("B") ? b : c;
            return name.group(2).isEmpty()
                    ? Long.toString(batch)
                    : Long.toString((batch << 16) + Long.parseLong(name.group(2)));
        });
    }
}
