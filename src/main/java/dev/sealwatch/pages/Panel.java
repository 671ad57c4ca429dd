package dev.sealwatch.pages;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One of the tabs of the intelligence page; the room that it belongs to brings it. */
public interface Panel {

    /** The tabs, in their order. */
    enum Tab {
        ALERTS,
        ANOMALIES,
        THREATS,
        LOGS;

        /** The word in the address. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Tab tab();

    /** What its badge says; null where counting would cost too much. */
    Uni<Long> count();

    /** How many came since, for who has not seen them; null where counting would cost too much. */
    default Uni<Long> since(Instant time) {
        return Uni.createFrom().nullItem();
    }

    /** The whole page with this tab open; it includes {@code pages/intelligence} and fills its content. */
    Uni<TemplateInstance> open(Frame frame);

    /** A tab and its badge. @param count null where there is none */
    record Heading(Tab tab, Long count, boolean open) {}

    /** What an open anomaly adds to the score. @param who a user or an address */
    record Contribution(long anomalyId, String title, String who, int points) {}

    /** Open anomalies of a severity. */
    record Card(String severity, long count) {}

    /**
     * How detection fares.
     *
     * @param lastCycle null before the first
     * @param lastSuccess of any detector, which the metric of each is about; null before the first
     * @param stale whether what is shown may no longer be so
     * @param entries that were looked at last
     */
    record Running(Instant lastCycle, Instant lastSuccess, boolean stale, int detectors, long healthy, long entries) {}

    /** A longer stretch of time, and how much a list would have there. @param more whether there are more than that */
    record Wider(Frame.Span span, long count, boolean more) {}

    /**
     * What stands above every tab.
     *
     * @param known whether the score is of now: what nobody judged lately is no score
     * @param level low, medium, high or critical.
     * @param contributions of the open anomalies that add something. @param unlisted how many others are open
     * @param export where the entries that are looked at can be had as CSV
     */
    record Overview(
            boolean known,
            int score,
            String level,
            List<Contribution> contributions,
            long unlisted,
            List<Card> cards,
            List<Heading> headings,
            Running running,
            String export) {}
}
