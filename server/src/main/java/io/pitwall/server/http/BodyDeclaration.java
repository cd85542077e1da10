package io.pitwall.server.http;

import org.jspecify.annotations.Nullable;

/**
 * What a request's headers say about its body.
 *
 * @param contentLength bytes of the body; −1 if there is no Content-Length
 * @param chunked whether the body is sent in chunks
 * @param expectsContinue whether the client waits for {@code 100 Continue} before it sends the body
 */
record BodyDeclaration(long contentLength, boolean chunked, boolean expectsContinue) {
  static final BodyDeclaration NONE = new BodyDeclaration(-1, false, false);

  /**
   * Reads the declaration.
   *
   * @param isNewest whether the version is HTTP/1.1, which knows chunks and expectations
   * @throws HttpRefusal 400 for a length or coding that two readers could understand differently,
   *     417 for an expectation that is not met
   */
  static BodyDeclaration of(HeaderFields fields, boolean isNewest) throws HttpRefusal {
    boolean chunked = isChunked(fields, isNewest);
    return new BodyDeclaration(contentLength(fields), chunked, expectsContinue(fields, isNewest));
  }

  private static boolean isChunked(HeaderFields fields, boolean isNewest) throws HttpRefusal {
    @Nullable String coding = fields.first(HeaderName.TRANSFER_ENCODING);
    if (coding == null) {
      return false;
    }
    boolean isOnly = fields.count(HeaderName.TRANSFER_ENCODING) == 1;
    if (!isNewest || !isOnly || !coding.equalsIgnoreCase("chunked")) {
      throw new HttpRefusal(
          400, "the only Transfer-Encoding taken is 'chunked', once, with HTTP/1.1");
    }
    if (fields.count(HeaderName.CONTENT_LENGTH) > 0) {
      throw new HttpRefusal(400, "Content-Length and Transfer-Encoding contradict each other");
    }
    return true;
  }

  private static long contentLength(HeaderFields fields) throws HttpRefusal {
    int count = fields.count(HeaderName.CONTENT_LENGTH);
    if (count == 0) {
      return -1;
    }
    long length = fields.number(HeaderName.CONTENT_LENGTH);
    if (count > 1 || length < 0) {
      throw new HttpRefusal(400, "Content-Length must be one number");
    }
    return length;
  }

  private static boolean expectsContinue(HeaderFields fields, boolean isNewest) throws HttpRefusal {
    @Nullable String expected = fields.first(HeaderName.EXPECT);
    if (expected == null || !isNewest) {
      return false;
    }
    if (!expected.equalsIgnoreCase("100-continue")) {
      throw new HttpRefusal(417, "the only expectation met is '100-continue'");
    }
    return true;
  }
}
