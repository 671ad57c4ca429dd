/**
 * The front page: what needs several rooms. It only reads, but for the demonstration that it plays and
 * removes through the rooms' own doors; nobody knows it.
 */
package dev.sealwatch.dashboard;
