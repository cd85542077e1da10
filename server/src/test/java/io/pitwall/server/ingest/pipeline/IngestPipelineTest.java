package io.pitwall.server.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.server.ingest.IngestFixtures;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.ingest.IngestRefusal;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.server.ingest.WriteFormat;
import io.pitwall.server.metrics.ServerMetrics;
import io.pitwall.storage.batch.BatchTooLargeException;
import io.pitwall.storage.batch.Refusal;
import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.runtime.SystemClock;
import io.pitwall.storage.schema.CatalogView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestPipelineTest {
  private static final int MAX_REPORTED = 3;

  private final RecordingStore store = new RecordingStore();
  private final IngestPipeline pipeline =
      new IngestPipeline(
          new PipelineOptions(
              1,
              new PipelineOptions.MemoryBudget(64 << 10, 32 << 10),
              16 << 10,
              new IngestLimits(1 << 20, MAX_REPORTED, 8, 1 << 10, 1 << 20),
              WriteLimits.DEFAULT.withMaxBatchBytes(64 << 10)),
          store,
          new ServerMetrics(
              Arrays.stream(WriteFormat.values()).map(WriteFormat::label).toList(), List.of()),
          new SystemClock());

  @AfterEach
  void everyBodyIsGivenBack() {
    pipeline.close();
    assertThat(pipeline.buffers().inUseBytes()).isZero();
  }

  @Test
  void rowsOfEachFormatReachTheStore() throws Exception {
    assertThat(submit(WriteFormat.LINE_PROTOCOL, null, bytes("m v=1 5"))).isEqualTo(stored(1));
    assertThat(submit(WriteFormat.JSON, null, bytes("[{\"table\":\"m\",\"fields\":{\"v\":1}}]")))
        .isEqualTo(stored(1));
    byte[] messagePack = {
      (byte) 0x82,
      (byte) 0xA1,
      'm',
      (byte) 0xA1,
      'm',
      (byte) 0xA7,
      'c',
      'o',
      'l',
      'u',
      'm',
      'n',
      's',
      (byte) 0x82,
      (byte) 0xA4,
      't',
      'i',
      'm',
      'e',
      (byte) 0x91,
      5,
      (byte) 0xA1,
      'v',
      (byte) 0x91,
      1
    };
    assertThat(submit(WriteFormat.MESSAGEPACK, null, messagePack)).isEqualTo(stored(1));
    assertThat(store.rows).extracting(IngestFixtures.Row::table).containsExactly("m", "m", "m");
  }

  @Test
  void theContextGivesDatabasePrecisionAndTheTimeOfRowsWithoutOne() throws Exception {
    submit(WriteFormat.LINE_PROTOCOL, null, bytes("m v=1 5\nm v=2"));
    assertThat(store.rows).extracting(IngestFixtures.Row::time).containsExactly(5_000L, 77L);
  }

  @Test
  void aCompressedBodyIsReadDeclaredOrNot() throws Exception {
    byte[] packed = gzip(bytes("m v=1 5\nm v=2 6"));
    assertThat(submit(WriteFormat.LINE_PROTOCOL, BodyCoding.GZIP, packed)).isEqualTo(stored(2));
    assertThat(submit(WriteFormat.LINE_PROTOCOL, null, packed)).isEqualTo(stored(2));
  }

  @Test
  void refusalsOfParserAndStoreComeTogetherInTheOrderOfTheirLines() throws Exception {
    store.refusals = List.of(new Refusal(2, "v is not a string"));
    IngestResult result = submit(WriteFormat.LINE_PROTOCOL, null, bytes("m v= 5\nm v=1 5\nm"));
    assertThat(result.storedRows()).isZero();
    assertThat(result.refusedRows()).isEqualTo(3);
    assertThat(result.refusals()).extracting(IngestRefusal::line).containsExactly(1, 2, 3);
  }

  @Test
  void refusalsPastTheLimitAreOnlyCounted() throws Exception {
    IngestResult result = submit(WriteFormat.LINE_PROTOCOL, null, bytes("x\n".repeat(10)));
    assertThat(result.refusedRows()).isEqualTo(10);
    assertThat(result.refusals()).hasSize(MAX_REPORTED);
    assertThat(store.rows).isEmpty();
  }

  @Test
  void eachFailureTellsItsKind() throws Exception {
    byte[] packed = gzip(bytes("m v=1 5"));
    byte[] cut = Arrays.copyOf(packed, packed.length - 1);
    byte[] bomb = gzip(new byte[(16 << 10) + 1]);
    assertFails(IngestException.Kind.DAMAGED, WriteFormat.LINE_PROTOCOL, cut);
    assertFails(IngestException.Kind.TOO_LARGE, WriteFormat.LINE_PROTOCOL, bomb);
    assertFails(IngestException.Kind.EMPTY, WriteFormat.LINE_PROTOCOL, new byte[0]);
    assertFails(IngestException.Kind.MALFORMED, WriteFormat.JSON, bytes("[{"));
    store.failure = new StoreOverloadedException("full");
    assertFails(IngestException.Kind.OVERLOADED, WriteFormat.LINE_PROTOCOL, bytes("m v=1"));
    store.failure = new BatchTooLargeException("too large (limit record-payload-bytes)");
    assertFails(IngestException.Kind.TOO_LARGE, WriteFormat.LINE_PROTOCOL, bytes("m v=1"));
    store.failure = new StoreFailedException("the log can't be synced", null);
    assertFails(IngestException.Kind.STORE_FAILED, WriteFormat.LINE_PROTOCOL, bytes("m v=1"));
    store.fault = new IllegalStateException("planted by a test");
    assertFails(IngestException.Kind.FAULT, WriteFormat.LINE_PROTOCOL, bytes("m v=1"));
  }

  @Test
  void anErrorIsAnsweredAndItsThreadServesTheNext() throws Exception {
    for (Error planted :
        List.of(
            new StackOverflowError("planted by a test"),
            new UnsatisfiedLinkError("planted by a test"),
            new OutOfMemoryError("planted by a test"))) {
      store.fault = planted;
      assertFails(IngestException.Kind.FAULT, WriteFormat.LINE_PROTOCOL, bytes("m v=1"));
    }
    store.fault = null;
    assertThat(submit(WriteFormat.LINE_PROTOCOL, null, bytes("m v=1 5"))).isEqualTo(stored(1));
  }

  @Test
  void aWriteThatTakesTooMuchMemoryIsTooLargeInEachFormat() throws Exception {
    StringBuilder lines = new StringBuilder();
    StringBuilder json = new StringBuilder("[");
    for (int column = 0; column < 200; column++) {
      lines.append("m c").append(column).append("=1 1\n");
      json.append(column == 0 ? "" : ",");
      json.append("{\"table\":\"m\",\"fields\":{\"c").append(column).append("\":1}}");
    }
    byte[] asJson = bytes(json.append(']').toString());
    assertFails(IngestException.Kind.TOO_LARGE, WriteFormat.LINE_PROTOCOL, bytes(lines.toString()));
    assertFails(IngestException.Kind.TOO_LARGE, WriteFormat.JSON, asJson);
    assertThat(store.rows).isEmpty();
  }

  @Test
  void afterItsEndThePipelineIsOverloaded() throws Exception {
    pipeline.close();
    assertFails(IngestException.Kind.OVERLOADED, WriteFormat.LINE_PROTOCOL, bytes("m v=1"));
  }

  @Test
  void memoryPastTheBudgetIsRefusedForNowOrForEver() throws Exception {
    BodyBuffers buffers = pipeline.buffers();
    byte[] most = buffers.take(40 << 10);
    assertThat(pipeline.isCongested()).isTrue();
    assertThatThrownBy(() -> buffers.take(1))
        .isInstanceOfSatisfying(
            IngestException.class,
            e -> assertThat(e.kind()).isEqualTo(IngestException.Kind.OVERLOADED));
    assertThatThrownBy(() -> buffers.take(64 << 10))
        .isInstanceOfSatisfying(
            IngestException.class,
            e -> assertThat(e.kind()).isEqualTo(IngestException.Kind.TOO_LARGE));
    buffers.give(most);
    assertThat(pipeline.isCongested()).isFalse();
  }

  @Test
  void aCompressedBodyThatFitsNoIdleServerIsTooLargeAndNotToBeSentAgain() throws Exception {
    BodyBuffers buffers = new BodyBuffers(new PipelineOptions.MemoryBudget(64 << 10, 32 << 10));
    try (Decompressor decompressor = new Decompressor(buffers, 1 << 20)) {
      // It grows from 16 to 32 KiB beside the 4 KiB of the compressed body.
      byte[] fits = new byte[30 << 10];
      buffers.give(decompress(decompressor, buffers, BodyCoding.GZIP, gzip(fits)));
      byte[] larger = new byte[34 << 10];
      assertNoMemory(IngestException.Kind.TOO_LARGE, decompressor, buffers, gzip(larger));
      byte[] others = buffers.take(30 << 10);
      assertNoMemory(IngestException.Kind.OVERLOADED, decompressor, buffers, gzip(fits));
      buffers.give(others);
      assertThat(buffers.inUseBytes()).isZero();
    }
  }

  private static void assertNoMemory(
      IngestException.Kind kind, Decompressor decompressor, BodyBuffers buffers, byte[] packed) {
    assertThatThrownBy(() -> decompress(decompressor, buffers, BodyCoding.GZIP, packed))
        .isInstanceOfSatisfying(
            IngestException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.reason()).contains("max-inflight-bytes");
              assertThat(e.reason().contains("send it again"))
                  .isEqualTo(kind == IngestException.Kind.OVERLOADED);
            });
  }

  private static byte[] decompress(
      Decompressor decompressor, BodyBuffers buffers, BodyCoding coding, byte[] packed)
      throws IngestException {
    byte[] body = buffers.take(packed.length);
    System.arraycopy(packed, 0, body, 0, packed.length);
    try {
      return decompressor.decompress(coding, body, packed.length);
    } finally {
      buffers.give(body);
    }
  }

  private static IngestResult stored(long rows) {
    return new IngestResult(rows, 0, List.of());
  }

  private void assertFails(IngestException.Kind kind, WriteFormat format, byte[] body) {
    assertThatThrownBy(() -> submit(format, null, body))
        .as(kind.name())
        .isInstanceOfSatisfying(IngestException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  /** Submits a body and waits for its outcome. */
  private IngestResult submit(WriteFormat format, @Nullable BodyCoding coding, byte[] body)
      throws IngestException, InterruptedException {
    byte[] array = pipeline.buffers().take(body.length);
    System.arraycopy(body, 0, array, 0, body.length);
    TimePrecision precision =
        format == WriteFormat.LINE_PROTOCOL
            ? TimePrecision.MICROSECONDS
            : TimePrecision.NANOSECONDS;
    WriteContext context = new WriteContext("d", precision, 77, PartialWrites.STORE_GOOD_ROWS, 0);
    CompletableFuture<IngestResult> outcome = new CompletableFuture<>();
    pipeline.submit(
        new IngestRequest(format, coding, array, body.length, context),
        new IngestCompletion() {
          @Override
          public void completed(IngestResult result) {
            outcome.complete(result);
          }

          @Override
          public void failed(IngestException failure) {
            outcome.completeExceptionally(failure);
          }
        });
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IngestException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  /** Keeps rows as plain objects; refuses, fails or breaks when a test says so. */
  private static final class RecordingStore implements WriteTarget {
    final List<IngestFixtures.Row> rows = new ArrayList<>();
    volatile List<Refusal> refusals = List.of();
    volatile @Nullable Exception failure;
    volatile @Nullable Throwable fault;

    @Override
    public CatalogView catalog() {
      return new IngestFixtures.Catalog(List.of());
    }

    @Override
    public void write(WriteBatch batch, WriteCompletion completion) {
      switch (fault) {
        case null -> {}
        case Error planted -> throw planted;
        case RuntimeException planted -> throw planted;
        case Throwable planted -> throw new IllegalArgumentException(planted);
      }
      Exception failed = failure;
      if (failed != null) {
        completion.failed(failed);
        return;
      }
      assertThat(batch.database()).isEqualTo("d");
      rows.addAll(IngestFixtures.rows(batch));
      completion.completed(new WriteOutcome(1, batch.rows() - refusals.size(), refusals));
    }

    @Override
    public boolean isCongested() {
      return false;
    }
  }
}
