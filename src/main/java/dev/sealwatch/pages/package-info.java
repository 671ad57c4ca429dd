/**
 * The ground floor of every page: the frame around it, the viewer's language, zone and theme, its address as its only state,
 * attackers' text made visible. The rooms bring their own pages; none of this knows them.
 */
package dev.sealwatch.pages;
