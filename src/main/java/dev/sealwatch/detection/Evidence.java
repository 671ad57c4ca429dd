package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Behind;
import dev.sealwatch.detection.Episode.Crossing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an analyst sees of an episode's entries; it outlives them.
 *
 * @param first the ten earliest
 * @param crossing the five around the one that reached the threshold
 * @param last the ten latest
 * @param staged whether all of the entries are the demonstration's; what was found before there was one does not say
 */
@RegisterForReflection(targets = {Evidence.class, Evidence.Trace.class, Tally.class})
record Evidence(
        List<Trace> first,
        List<Trace> crossing,
        List<Trace> last,
        Tally byUser,
        Tally byIp,
        Tally byUserAgent,
        Boolean staged) {

    private static final int ENDS = 10;
    /** Quoted neighbours of the crossing, before it and behind. */
    static final int SIDE = 2;

    static final Evidence NONE =
            new Evidence(List.of(), List.of(), List.of(), Tally.NONE, Tally.NONE, Tally.NONE, false);

    private static final Comparator<Trace> IN_ORDER =
            Comparator.comparingLong(Trace::time).thenComparingLong(Trace::entry);

    Evidence {
        staged = Boolean.TRUE.equals(staged);
    }

    /** One entry. @param time of its event, microseconds. @param entry its id. @param logId as its sender knows it */
    record Trace(long time, long entry, String logId) {}

    /** Entries that evidence may quote; the others are only counted. */
    static Set<Long> quoted(Finding finding) {
        List<Event> added = finding.added();
        Set<Long> quoted = new HashSet<>();
        int size = added.size();
        int at = (int) added.stream()
                .filter(event -> isBefore(event, finding.episode().crossing()))
                .count();
        for (int i = 0; i < size; i++) {
            if (i < ENDS || i >= size - ENDS || Math.abs(i - at) <= SIDE) {
                quoted.add(added.get(i).id());
            }
        }
        finding.around().forEach(event -> quoted.add(event.id()));
        quoted.add(finding.episode().crossing().entry());
        return quoted;
    }

    private static boolean isBefore(Event event, Crossing crossing) {
        return event.time() < crossing.time() || event.time() == crossing.time() && event.id() < crossing.entry();
    }

    /** With what came to it. @param at where the threshold is crossed now */
    Evidence with(Evidence other, Crossing at) {
        List<Trace> all = Stream.of(first, crossing, last, other.first, other.crossing, other.last)
                .flatMap(List::stream)
                .distinct()
                .sorted(IN_ORDER)
                .toList();
        int size = all.size();
        int middle = (int) all.stream()
                .filter(trace -> trace.time < at.time() || trace.time == at.time() && trace.entry < at.entry())
                .count();
        return new Evidence(
                all.subList(0, Math.min(ENDS, size)),
                all.subList(Math.max(0, middle - SIDE), Math.min(size, middle + SIDE + 1)),
                all.subList(Math.max(0, size - ENDS), size),
                byUser.with(other.byUser),
                byIp.with(other.byIp),
                byUserAgent.with(other.byUserAgent),
                staged && other.staged);
    }

    /** Quotations alone, which don't say whose they are. */
    static Evidence of(List<Trace> traces) {
        return new Evidence(traces, List.of(), List.of(), Tally.NONE, Tally.NONE, Tally.NONE, true);
    }

    /** Counts alone. */
    static Evidence counted(Tally byUser, Tally byIp, Tally byUserAgent, boolean staged) {
        return new Evidence(List.of(), List.of(), List.of(), byUser, byIp, byUserAgent, staged);
    }

    /** As the API shows it. @param names how many of each kind are listed at most */
    Behind behind(int names, String query) {
        List<Trace> traces = Stream.of(first, crossing, last)
                .flatMap(List::stream)
                .distinct()
                .sorted(IN_ORDER)
                .toList();
        Map<Long, UUID> quoted = new LinkedHashMap<>();
        traces.forEach(trace -> quoted.put(trace.entry(), UUID.fromString(trace.logId())));
        List<String> logIds = traces.stream().map(Trace::logId).toList();
        Map<String, Long> others = new TreeMap<>();
        Map<String, Long> users = byUser.most(names, "by_user", others);
        Map<String, Long> ips = byIp.most(names, "by_ip", others);
        Map<String, Long> agents = byUserAgent.most(names, "by_user_agent", others);
        return new Behind(logIds, users, ips, agents, others.isEmpty() ? null : others, query, quoted);
    }
}
