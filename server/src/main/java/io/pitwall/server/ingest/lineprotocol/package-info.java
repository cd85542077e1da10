/**
 * Line protocol, written for speed.
 *
 * <p>In: text, a point a line: {@code measurement,tag=value field=1.5,other=2i
 * 1700000000000000000}. Out: columns. {@link
 * io.pitwall.server.ingest.lineprotocol.LineProtocolParser} walks the lines; {@link
 * io.pitwall.server.ingest.lineprotocol.SeriesMemo} knows the texts up to the first blank that were
 * seen before and what followed them; {@link io.pitwall.server.ingest.lineprotocol.SeriesText}
 * takes a new one apart; {@link io.pitwall.server.ingest.lineprotocol.Digits} reads numbers.
 *
 * <p>The grammar is that of the line protocol's second version: a backslash before a comma, a blank
 * or (not in a measurement) an equals sign takes it literally and is itself kept before anything
 * else; strings are quoted, may span lines and know the escapes {@code \" \\ \n \r \t}; numbers are
 * doubles, with i 64-bit integers, with u unsigned ones, which are taken up to the largest signed
 * one. Of a field that occurs twice in a line the last counts. A tag may not occur twice, nor may a
 * tag and a field of one line share a name, nor may either be called time.
 */
@NullMarked
package io.pitwall.server.ingest.lineprotocol;

import org.jspecify.annotations.NullMarked;
