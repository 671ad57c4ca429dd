package dev.sealwatch.detection;

import java.util.Set;

/** Anomalies that are changed together. @param ids null for all that the filter matches */
record Selection(AnomalyFilter filter, Set<Long> ids) {

    static Selection of(long id) {
        return new Selection(AnomalyFilter.NONE, Set.of(id));
    }

    Long[] array() {
        return ids == null ? null : ids.toArray(Long[]::new);
    }
}
