package io.pitwall.storage.options;

/** Limits and timing of a store, by topic. */
public record StoreOptions(
    CatalogLimits names,
    TableOptions tables,
    CommitOptions commit,
    LogOptions log,
    MemoryOptions memory,
    SealingOptions sealing) {

  /** The defaults of every topic. */
  public static StoreOptions defaults() {
    return new StoreOptions(
        CatalogLimits.defaults(),
        TableOptions.defaults(),
        CommitOptions.defaults(),
        LogOptions.defaults(),
        MemoryOptions.defaults(),
        SealingOptions.defaults());
  }

  /** These options with other limits of names. */
  public StoreOptions with(CatalogLimits other) {
    return new StoreOptions(other, tables, commit, log, memory, sealing);
  }

  /** These options with other ones of the log. */
  public StoreOptions with(LogOptions other) {
    return new StoreOptions(names, tables, commit, other, memory, sealing);
  }

  /** These options with other ones of memory. */
  public StoreOptions with(MemoryOptions other) {
    return new StoreOptions(names, tables, commit, log, other, sealing);
  }

  /** These options with other ones of sealing. */
  public StoreOptions with(SealingOptions other) {
    return new StoreOptions(names, tables, commit, log, memory, other);
  }
}
