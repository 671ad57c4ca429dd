package dev.sealwatch.detection;

import java.time.ZoneId;

/** @param from first hour of the local day, 0 to 23. @param until the hour that no longer belongs to it, up to 24 */
record NightHours(ZoneId zone, int from, int until) {}
