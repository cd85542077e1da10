/**
 * A raw HTTP/1.1 client over keep-alive connections, made for sending prepared bodies fast.
 *
 * <p>In come buffers that hold a whole request ({@link io.pitwall.client.send.PostHeader} makes the
 * head), out comes an {@link io.pitwall.client.send.HttpResponse} with status, latency and the
 * start of its body. A connection is owned by one thread, blocks, may have several requests under
 * way (pipelining), and does not allocate per request.
 *
 * <p>It knows nothing of rows, tables or encodings, decides nothing about repeating a request, and
 * speaks neither TLS nor HTTP/2.
 */
@NullMarked
package io.pitwall.client.send;

import org.jspecify.annotations.NullMarked;
