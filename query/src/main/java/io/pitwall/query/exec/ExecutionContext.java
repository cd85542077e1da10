package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.StatementValues;
import io.pitwall.query.result.StatementStop;
import io.pitwall.storage.read.Snapshot;

/**
 * The inputs of one execution.
 *
 * @param snapshot open until the result is closed; its owner closes it
 * @param values what {@code now()} and {@code current_setting} return
 * @param memory where groups, sort buffers and the like reserve what they take
 * @param stop asked once per block
 */
public record ExecutionContext(
    Snapshot snapshot, StatementValues values, QueryMemory memory, StatementStop stop) {}
