/**
 * Known bad addresses, users and domains.
 *
 * <p>A detector hands each episode that speaks against an address to {@link SightingStore} as a {@link Sighting}, in its own
 * transaction; {@link SettlementStore} adds these up to indicators. People add others by hand. {@link TopThreats} shows
 * the front page what matters most.
 */
package dev.sealwatch.intel;
