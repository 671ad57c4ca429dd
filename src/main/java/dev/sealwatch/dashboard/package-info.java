/** The front page: what needs several rooms. It only reads, and nobody knows it. */
package dev.sealwatch.dashboard;
