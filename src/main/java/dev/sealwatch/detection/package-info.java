/**
 * Eight detectors over what has arrived, the anomalies that they find, and the threat score.
 *
 * <p>{@link DetectionCycle} hands new batches to each {@link Detector} through a {@link DetectorRun}; what a key's events
 * mean is decided by {@link Timeline} alone. Other rooms see {@link Anomaly} and {@link Severity}.
 */
package dev.sealwatch.detection;
