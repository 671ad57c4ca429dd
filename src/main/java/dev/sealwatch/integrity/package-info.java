/**
 * What makes a stored entry provable: canonical bytes, keys, signatures, batch MACs and their verification.
 */
package dev.sealwatch.integrity;
