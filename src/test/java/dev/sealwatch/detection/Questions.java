package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.logs.LogAnswers;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** R6: the question that an anomaly names is answered with exactly the entries that it counts. */
@Singleton
class Questions {

    private final AnomalyStore anomalies;
    private final LogAnswers answers;

    Questions(AnomalyStore anomalies, LogAnswers answers) {
        this.anomalies = anomalies;
        this.answers = answers;
    }

    void areAnsweredExactly() {
        AnomalyQuery all = AnomalyQuery.of(Map.of("limit", List.of("1000")), Set.of());
        anomalies.page(all).await().indefinitely().anomalies().forEach(this::isAnsweredExactly);
    }

    private void isAnsweredExactly(Anomaly anomaly) {
        String question = anomaly.evidence().query();
        String quoted = question + "&log_id="
                + String.join("&log_id=", anomaly.evidence().logIds());

        assertThat(answers.total(question)).as(question).isEqualTo(anomaly.eventCount());
        assertThat(answers.ids(quoted))
                .as(quoted)
                .containsExactlyInAnyOrderElementsOf(anomaly.evidence().logIds());
    }
}
