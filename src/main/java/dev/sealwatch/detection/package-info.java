/**
 * Eight detectors over what has arrived, the anomalies that they find, and the threat score.
 *
 * <p>{@link DetectionCycle} hands new batches to each {@link Detector} through a {@link DetectorRun}; what a key's events
 * mean is decided by {@link Timeline} alone; {@link Replay} asks it about the past. Other rooms see {@link Anomaly} with
 * its {@link AnomalyTexts}, resolve through {@link Anomalies}, and ask {@link Situation} how things stand.
 */
package dev.sealwatch.detection;
