package dev.sealwatch.alerting;

import java.util.Set;

/** Alerts that are changed together. @param ids null for all that the filter matches */
record Selection(AlertFilter filter, Set<Long> ids) {

    static Selection of(Set<Long> ids) {
        return new Selection(AlertFilter.NONE, ids);
    }

    Long[] array() {
        return ids == null ? null : ids.toArray(Long[]::new);
    }
}
