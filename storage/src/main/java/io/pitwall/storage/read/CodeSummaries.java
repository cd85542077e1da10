package io.pitwall.storage.read;

/** Summaries of a STRING column; strings are compared by their UTF-8 bytes, unsigned. */
public non-sealed interface CodeSummaries extends BlockSummaries {
  /** The code of the least string, or −1 where it is not kept. */
  int min(int block);

  /** The code of the greatest string, or −1 where it is not kept. */
  int max(int block);
}
