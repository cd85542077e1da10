package io.pitwall.server.api.write;

import io.pitwall.server.api.request.ErrorShapes;
import io.pitwall.server.http.Answer;
import io.pitwall.server.http.ErrorShape;
import io.pitwall.server.ingest.pipeline.IngestResult;

/** The form in which a write's clients read refused rows and errors; one constant per form. */
public enum WriteErrorShape implements ErrorShape {
  /** 400 with counts of accepted and rejected rows and a list of errors by line. */
  COUNTS_AND_LINES;

  @Override
  public Answer answer(int status, String message) {
    return switch (this) {
      case COUNTS_AND_LINES -> ErrorShapes.ERROR_MEMBER.answer(status, message);
    };
  }

  /** The answer to a body of which at least one row was refused. */
  Answer refusedRows(IngestResult result) {
    return switch (this) {
      case COUNTS_AND_LINES -> WriteReport.refusedRows(result);
    };
  }

  /** The answer to a body that can't be understood as a whole. */
  Answer nothingStored(String reason) {
    return switch (this) {
      case COUNTS_AND_LINES -> WriteReport.nothingStored(reason);
    };
  }
}
