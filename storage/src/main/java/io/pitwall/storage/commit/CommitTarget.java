package io.pitwall.storage.commit;

import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.LoggedDefinitions;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.log.LogWriter;
import io.pitwall.storage.options.CatalogLimits;
import java.util.function.Consumer;

/**
 * What a group commit works with.
 *
 * @param limits how many names the catalog may have
 * @param sizes which records the log can ever take
 * @param catalog gives ids to new names
 * @param log makes the records durable
 * @param heads gets the rows
 * @param definitions gets the new names once they are durable in the log
 * @param policy decides which rows are frozen
 * @param sealing gets frozen rows
 */
public record CommitTarget(
    CatalogLimits limits,
    RecordSizes sizes,
    Catalog catalog,
    LogWriter log,
    ActiveHeads heads,
    LoggedDefinitions definitions,
    SealingPolicy policy,
    Consumer<HeadView> sealing) {}
