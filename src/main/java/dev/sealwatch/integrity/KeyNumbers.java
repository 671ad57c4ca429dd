package dev.sealwatch.integrity;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys by the numbers that rows name them by. */
record KeyNumbers(Map<Integer, String> kids, Keyring keys) {

    KeyInUse of(int keyNo) {
        String kid = kids.get(keyNo);
        return new KeyInUse(keyNo, kid, Optional.ofNullable(kid).flatMap(keys::of));
    }

    /** The batch's own, unless more of its rows are true under another that they name. */
    KeyInUse likeliest(BatchRow batch, List<FoundRow> rows) {
        KeyInUse own = of(batch.keyNo());
        List<KeyInUse> others = rows.stream()
                .map(FoundRow::keyNo)
                .distinct()
                .filter(number -> number != batch.keyNo())
                .map(this::of)
                .filter(KeyInUse::isNamed)
                .toList();
        return others.isEmpty()
                ? own
                : Stream.concat(others.stream(), Stream.of(own))
                        .max(Comparator.comparing(key -> trueUnder(key, rows)))
                        .orElse(own);
    }

    private static long trueUnder(KeyInUse key, List<FoundRow> rows) {
        return rows.stream().filter(row -> CheckedEntry.of(row, key).isTrue()).count();
    }
}
