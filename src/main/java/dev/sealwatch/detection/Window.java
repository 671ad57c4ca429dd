package dev.sealwatch.detection;

/**
 * What one window holds.
 *
 * @param events matching events
 * @param distinct different values among them: users or addresses, as the detector's query says
 * @param marked those that its query marked
 */
record Window(int events, int distinct, int marked) {}
