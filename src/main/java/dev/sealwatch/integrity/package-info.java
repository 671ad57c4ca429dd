/**
 * What makes a stored entry provable: canonical bytes, keys, signatures, batch MACs and their verification.
 *
 * <p>Other rooms sign with {@link Signer} and compare what was sent by {@link EntryBytes}. A verification walks the log in
 * {@link Chunk}s; {@link BatchCheck} holds one batch against its MAC and says what is wrong, {@link Tally} counts.
 *
 * <p>Not seen before sealing: the deletion of the last batch of a writer, and a forged retention of a purged entry.
 */
package dev.sealwatch.integrity;
