package io.pitwall.benchmarks;

import io.pitwall.client.encode.JsonColumnsEncoder;
import io.pitwall.server.ingest.BodyParser;
import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.ParsedBody;
import io.pitwall.server.ingest.json.JsonRowsAndColumnsParser;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a row of the race's engine table from JSON columns to columns, memory given back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RaceBodies.ROWS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonColumnsParserBenchmark {
  private final byte[] body = RaceBodies.padded(new JsonColumnsEncoder());
  private final JsonRowsAndColumnsParser parser = new JsonRowsAndColumnsParser();

  @Benchmark
  public long parse() throws MalformedBodyException {
    ParsedBody parsed = parser.parse(body, body.length - BodyParser.PADDING, RaceBodies.CONTEXT);
    long rows = parsed.batch().rows();
    parsed.batch().release();
    return rows;
  }
}
