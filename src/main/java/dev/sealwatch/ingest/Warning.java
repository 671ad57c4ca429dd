package dev.sealwatch.ingest;

/** Something that was dropped, cut or replaced in an entry that is stored; the detail never quotes it. */
record Warning(String code, String detail) {}
