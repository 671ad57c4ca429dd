package dev.sealwatch.platform;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;

/** After every class of tests it is the present again, whatever time its tests set. */
public class TestClockReset implements QuarkusTestAfterAllCallback {

    @Override
    public void afterAll(QuarkusTestContext context) {
        Arc.container().instance(TestClock.class).get().reset();
    }
}
